//! Files in, files out: encodings, bad rows, conflicts, rejected rows, what a killed process leaves, and the way back.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::shell::Shell;

fn names(shell: &Shell) -> Vec<String> {
    let list = shell.json(&["list", "--limit", "0"]);
    list.as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

/// 名称,地区 / 华为,深圳 / 鲁丰环保,山东 in GBK.
const GBK: &[u8] = b"\xc3\xfb\xb3\xc6,\xb5\xd8\xc7\xf8,code\n\xbb\xaa\xce\xaa,\xc9\xee\xdb\xda,002502\n\xc2\xb3\xb7\xe1\xbb\xb7\xb1\xa3,\xc9\xbd\xb6\xab,000010\n";

fn utf_16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn files_are_read_in_the_encoding_they_are_in() {
    let text = "名称,地区,code\n华为,深圳,002502\n鲁丰环保,山东,000010\n";
    let files: [(&[u8], &str); 4] = [
        (text.as_bytes(), "UTF-8"),
        (&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "UTF-8 with BOM"),
        (GBK, "GBK"),
        (&utf_16(text), "UTF-16LE"),
    ];
    for (bytes, encoding) in files {
        let shell = Shell::new();
        shell.write("list.csv", bytes);
        let done = shell.json(&["import", "list.csv", "--map", "code=external_ids:cn"]);
        assert_eq!(
            (done["encoding"].as_str(), done["created"].as_u64()),
            (Some(encoding), Some(2)),
            "{encoding}"
        );
        assert_eq!(shell.json(&["show", "cn:000010"])["region"], "山东");
    }
    let shell = Shell::new();
    shell.write("list.csv", b"Name,City\nM\xfcller AG,K\xf6ln\n");
    shell.ok(&["import", "list.csv", "--encoding", "windows-1252"]);
    assert_eq!(shell.json(&["show", "Müller"])["city"], "Köln");
    shell.write("bad.csv", b"name\n\xff\xff\xff\n");
    let told = shell.refused(3, &["import", "bad.csv", "--encoding", "utf-8"]);
    assert!(told.contains("bad.csv: line 2 (byte 5) is not valid UTF-8"), "{told}");
}

#[test]
fn bad_rows_are_told_one_by_one_and_keep_everything_out() {
    let shell = Shell::new();
    shell
        .write("a.csv", "name,employees,founded\nOne,12,1990\nTwo,many,1990\n,5,1990\nThree,7,2013 (1888)\n");
    let told = shell.refused(1, &["import", "a.csv"]);
    let faults: Vec<&str> =
        told.lines().filter(|line| line.starts_with("a.csv:") && !line.contains("accounts")).collect();
    assert_eq!(faults.len(), 2, "{told}");
    assert!(faults[0].starts_with("a.csv:3: employees: "), "{told}");
    assert_eq!(faults[1], "a.csv:4: name: is missing");
    assert!(told.contains("line 5 \"2013 (1888)\" as 2013"), "{told}");
    assert!(told.contains("error: 2 of 4 rows rejected; nothing was imported"), "{told}");
    assert!(names(&shell).is_empty());
}

#[test]
fn rejected_rows_are_written_corrected_and_imported_again() {
    let shell = Shell::new();
    let mut file = GBK.to_vec();
    file.extend(b",\xc9\xbd\xb6\xab,1\n\xbb\xaa\xce\xaa,\xb1\xb1\xbe\xa9,2\n");
    shell.write("list.csv", &file);
    let arguments = ["import", "list.csv", "--map", "code=external_ids:cn", "--keep-going"];
    let done = shell.json(&arguments);
    assert_eq!((done["created"].as_u64(), done["rejected"].as_u64()), (Some(2), Some(2)));
    assert_eq!(done["rejects"][0], "list.rejects.csv");
    let rejects = std::fs::read(shell.path("list.rejects.csv")).unwrap();
    assert!(rejects.starts_with(b"rejected_because,\xc3\xfb\xb3\xc6,"), "the file keeps its encoding");
    // The row without a name gets one; the other one is taken out.
    let text: Vec<&[u8]> = rejects.split(|byte| *byte == b'\n').collect();
    let mut corrected = [text[0], b"\n"].concat();
    let at = text[1].windows(2).position(|pair| pair == b",,").unwrap();
    corrected.extend([&text[1][..=at], b"\xd6\xd0\xd0\xc7", &text[1][at + 1..], b"\n"].concat());
    shell.write("list.rejects.csv", corrected);
    let again = shell.json(&["import", "list.rejects.csv", "--map", "code=external_ids:cn"]);
    assert_eq!((again["created"].as_u64(), again["rejected"].as_u64()), (Some(1), Some(0)), "{again}");
    assert_eq!(shell.json(&["show", "cn:1"])["name"], "中星");
    assert!(!shell.path("list.rejects.csv.partial").exists());
    let second = shell.json(&arguments);
    assert_eq!(second["rejects"][0], "list.rejects-2.csv", "a file of rejected rows is not overwritten");
}

#[test]
fn a_dry_run_tells_the_same_numbers_and_keeps_nothing() {
    let shell = Shell::new();
    shell.ok(&["add", "One", "--city", "Lyon"]);
    shell.write("a.csv", "name,city\nOne,Paris\nTwo,Rome\nTwo,Rome\nTwo,Oslo\n,\u{20}x\n");
    let arguments = ["import", "a.csv", "--keep-going", "--on-conflict", "skip"];
    let tried = shell.json(&[&arguments[..], &["--dry-run"]].concat());
    assert!(!shell.path("a.rejects.csv").exists());
    assert_eq!(names(&shell), ["One"]);
    let done = shell.json(&arguments);
    for key in ["read", "created", "updated", "unchanged", "skipped", "rejected"] {
        assert_eq!(tried[key], done[key], "{key}");
    }
    assert_eq!([&done["created"], &done["unchanged"], &done["skipped"], &done["rejected"]], [1, 1, 2, 1]);
}

#[test]
fn the_same_file_twice_changes_nothing_and_an_import_is_undone_as_one() {
    let shell = Shell::new();
    shell.write("a.csv", "name,city,custom.rank\nOne,Lyon,1\nTwo,Rome,2\n");
    shell.write("p.csv", "account,name,reports to\nOne,Ann,Bob\nOne,Bob,\n");
    shell.ok(&["import", "p.csv", "a.csv"]);
    assert_eq!(shell.json(&["import", "a.csv", "p.csv"])["operation"], serde_json::Value::Null);
    let again = shell.json(&["import", "a.csv", "p.csv"]);
    assert_eq!((again["unchanged"].as_u64(), again["read"].as_u64()), (Some(4), Some(4)));
    shell.ok(&["undo", "1", "--yes"]);
    assert!(names(&shell).is_empty());
    shell.ok(&["redo", "--yes"]);
    assert_eq!(names(&shell), ["One", "Two"]);
}

#[test]
fn columns_that_match_nothing_are_named_and_kept_when_asked() {
    let shell = Shell::new();
    shell.write("a.csv", "Company;Rank;Sector\nOne;first;Steel\n");
    let run = shell.run(&["import", "a.csv", "--dry-run"]);
    assert!(run.stderr.contains("columns left out: Rank (1 value)"), "{}", run.stderr);
    shell.ok(&["import", "a.csv", "--extra"]);
    let shown = shell.json(&["show", "One"]);
    assert_eq!(
        (shown["custom"]["Rank"].as_str(), shown["industry"].as_str()),
        (Some("first"), Some("Steel"))
    );
    let told = shell.refused(2, &["import", "a.csv", "--map", "Rang=note"]);
    assert!(told.contains("there is no column \"Rang\""), "{told}");
    shell.write("b.csv", "Company,Firm\nOne,Two\n");
    let told = shell.refused(2, &["import", "b.csv", "--as", "accounts"]);
    assert!(told.contains("several columns fill name: \"Company\", \"Firm\""), "{told}");
    let zh = shell.refused(2, &["import", "b.csv", "--as", "accounts", "--lang", "zh"]);
    assert!(zh.contains("有多列对应“名称”（name）"), "{zh}");
}

#[test]
fn formulas_and_escape_sequences_pass_unharmed_and_unharming() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "name,note\n=cmd|' /C calc'!A0,\u{1b}[2Jred\n\u{1b}]0;x\u{7}name,'=kept\nbad,\"unclosed\n",
    );
    let run = shell.run(&["import", "a.csv", "--keep-going"]);
    assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
    assert_eq!(shell.json(&["show", "#1"])["name"], "=cmd|' /C calc'!A0");
    assert_eq!(shell.json(&["show", "#2"])["note"], "=kept");
    let exported = shell.ok(&["export", "accounts", "--format", "csv"]);
    assert!(exported.contains("\n'=cmd|' /C calc'!A0,"), "{exported}");
    shell.write("b.csv", &exported);
    assert_eq!(shell.json(&["import", "b.csv"])["unchanged"], 2);
}

/// Starts an import into a file of one account.
fn large_import(shell: &Shell, rows: usize, language: &str) -> std::process::Child {
    shell.ok(&["add", "Seed"]);
    let rows: String = (0..rows).map(|number| format!("Company {number},Steel,Lyon\n")).collect();
    shell.write("big.csv", format!("name,industry,city\n{rows}"));
    let mut command = shell.command(&["import", "big.csv", "--lang", language]);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until the log of what is being written has a size, or nobody writes any more.
fn wait_for_log(shell: &Shell, child: &mut std::process::Child, size: u64) {
    let log = shell.path("accounts.db-wal");
    let started = Instant::now();
    while std::fs::metadata(&log).map_or(true, |file| file.len() < size)
        && started.elapsed() < Duration::from_secs(60)
        && child.try_wait().unwrap().is_none()
    {
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn a_killed_import_leaves_nothing_half_done() {
    let shell = Shell::new();
    let mut child = large_import(&shell, 60_000, "en");
    wait_for_log(&shell, &mut child, 100_000);
    child.kill().unwrap();
    child.wait().unwrap();
    let left = names(&shell).len();
    assert!(left == 1 || left == 60_001, "{left} accounts are left");
    let history = shell.json(&["history", "--limit", "0"]).as_array().unwrap().len();
    assert_eq!(history, if left == 1 { 1 } else { 2 });
    shell.ok(&["add", "After"]);
}

#[cfg(unix)]
#[test]
fn an_interrupted_import_says_so_and_keeps_nothing() {
    for (language, told) in
        [("en", "error: interrupted; nothing was kept\n"), ("zh", "错误：已中断，未保存任何内容\n")]
    {
        let shell = Shell::new();
        let mut child = large_import(&shell, 400_000, language);
        wait_for_log(&shell, &mut child, 0);
        std::thread::sleep(Duration::from_millis(500));
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(130), "{}", String::from_utf8_lossy(&ended.stderr));
        assert_eq!(String::from_utf8(ended.stderr).unwrap(), told);
        assert_eq!(names(&shell).len(), 1);
        assert_eq!(shell.json(&["history", "--limit", "0"]).as_array().unwrap().len(), 1);
    }
}

#[test]
fn what_is_exported_is_imported_again_as_it_was() {
    let shell = Shell::new();
    shell.ok(&[
        "add", "华为技术有限公司", "--alias", "华为", "--alias", "a;b", "--revenue", "CNY 8621亿",
        "--employees", "207000", "--external-id", "sf:001", "--note", "one\ntwo | \"three\"",
    ]);
    shell.ok(&[
        "add", "Branch", "--parent", "华为", "--relation", "prospect", "--tag", "=x", "--founded", "1987",
    ]);
    shell.ok(&[
        "contact", "add", "华为", "李四", "--level", "decision", "--influence", "5", "--birthday",
        "1970-01-01",
    ]);
    shell.ok(&[
        "contact", "add", "华为", "Ann", "--reports-to", "李四", "--role", "approver", "--role", "user",
    ]);
    shell.ok(&[
        "needs", "add", "华为", "Close faster", "--why", "a; b", "--why", "c", "--stakeholder", "Ann",
        "--urgency", "4",
    ]);
    shell.ok(&[
        "log", "add", "华为", "met", "--contact", "Ann", "--contact", "李四", "--cost", "USD 12.50", "--by",
        "zoe",
    ]);
    shell.ok(&["export", "--personal", "-o", "out"]);
    let other = Shell::new();
    for kind in ["interactions", "needs", "contacts", "accounts"] {
        other.write(&format!("{kind}.csv"), std::fs::read(shell.path(&format!("out/{kind}.csv"))).unwrap());
    }
    other.ok(&["import", "interactions.csv", "needs.csv", "contacts.csv", "accounts.csv"]);
    for kind in ["accounts", "contacts", "needs", "log"] {
        let arguments = ["export", kind, "--personal", "--format", "ndjson"];
        let sorted = |text: String| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(shell.ok(&arguments)), sorted(other.ok(&arguments)), "{kind}");
    }
}

#[test]
fn an_export_is_one_document_or_a_list_and_overwrites_nothing() {
    let shell = Shell::new();
    shell.ok(&["add", "One", "--city", "Lyon"]);
    shell.ok(&["contact", "add", "One", "Ann", "--family", "two sons"]);
    let document: serde_json::Value = serde_json::from_str(&shell.ok(&["export"])).unwrap();
    assert_eq!(document["accounts"][0]["name"], "One");
    assert_eq!(document["contacts"][0]["account"], "One");
    assert_eq!(document["needs"], serde_json::json!([]));
    assert!(document["contacts"][0].get("family").is_none(), "the personal file only when asked for");
    let personal = shell.ok(&["export", "contacts", "--personal"]);
    assert!(personal.contains("two sons"));
    assert!(shell.ok(&["export", "--format", "yaml"]).starts_with("accounts:\n- name: One\n"));
    assert_eq!(shell.ok(&["export", "accounts", "--where", "city=Rome", "--format", "json"]), "[]\n");
    shell.ok(&["export", "-o", "all.yaml"]);
    let told = shell.refused(1, &["export", "-o", "all.yaml"]);
    assert!(told.contains("all.yaml is already there"), "{told}");
    shell.ok(&["export", "-o", "all.yaml", "--force"]);
    shell.refused(2, &["export", "--format", "csv"]);
    shell.refused(2, &["export", "nothing"]);
}

#[test]
fn rows_come_on_standard_input_too() {
    let shell = Shell::new();
    shell.write("a.csv", "name\nOne\n");
    let file = std::fs::File::open(shell.path("a.csv")).unwrap();
    let done = shell.command(&["import", "-", "--as", "accounts"]).stdin(file).output().unwrap();
    assert!(done.status.success() && names(&shell) == ["One"], "{done:?}");
    let missing = shell.refused(1, &["import", "nowhere.csv"]);
    assert!(missing.contains("there is no file nowhere.csv"), "{missing}");
}

#[test]
fn answers_from_a_file_supersede_older_ones_and_are_superseded_by_newer_ones() {
    let shell = Shell::new();
    shell.ok(&["add", "One"]);
    shell.ok(&["look", "answer", "One", "trend.rivalry", "4", "--date", "2026-02-01"]);
    let header = "account,item,answered,value,date,source\n";
    shell.write("old.csv", format!("{header}One,trend.rivalry,known,3,2026-01-01,fair\n"));
    shell.write("new.csv", format!("{header}One,trend.rivalry,known,2,2026-03-01,report\n"));
    for (file, value) in [("old.csv", "4"), ("new.csv", "2")] {
        let told = shell.json(&["import", file]);
        assert_eq!((&told["created"], &told["files"][0]["kind"]), (&1.into(), &"finding".into()));
        let in_force = shell.json(&["export", "findings", "--where", "superseded!=yes"]);
        let values: Vec<&str> =
            in_force.as_array().unwrap().iter().map(|finding| finding["value"].as_str().unwrap()).collect();
        assert_eq!(values, [value]);
    }
    assert_eq!(shell.json(&["import", "old.csv", "new.csv"])["operation"], serde_json::Value::Null);
}

#[test]
fn what_was_imported_is_the_history_of_one_file_alone() {
    let shell = Shell::new();
    shell.write("a.csv", "name\nOne\n");
    shell.ok(&["import", "a.csv"]);
    shell.ok(&["export", "import-batches", "-o", "batches.csv"]);
    let told = shell.refused(1, &["import", "batches.csv"]);
    assert!(told.contains("this is an export of import batches, which is no data to import"), "{told}");
    assert!(told.contains("--as KIND"), "{told}");
}

#[test]
fn a_company_column_mapped_to_the_name_makes_accounts() {
    for text in ["Company Name\nAcme\n", "Company Name,Phone\nAcme,1\n"] {
        let shell = Shell::new();
        shell.write("accounts.csv", text);
        let done = shell.json(&["import", "accounts.csv", "--map", "Company Name=name", "--dry-run"]);
        assert_eq!((done["files"][0]["kind"].as_str(), done["created"].as_u64()), (Some("account"), Some(1)));
    }
    let shell = Shell::new();
    shell.write("people.csv", "Company,Town\nAcme,Lyon\n");
    let told = shell.refused(2, &["import", "people.csv", "--as", "contacts"]);
    assert!(told.contains("hint: --as KIND says what the rows are"), "{told}");
}

#[test]
fn twenty_faults_are_told_and_the_others_counted() {
    let shell = Shell::new();
    let rows: String = (0..503).map(|row| format!("Firm {row},many\n")).collect();
    shell.write("bad.csv", format!("name,employees\n{rows}"));
    let told = shell.refused(1, &["import", "bad.csv"]);
    assert_eq!(told.lines().filter(|line| line.contains(": employees: ")).count(), 20, "{told}");
    assert!(told.contains("and 483 more; --keep-going --rejects FILE writes them all"), "{told}");
    let last: Vec<&str> = told.lines().rev().take_while(|line| line.starts_with("hint: ")).collect();
    assert!(last[0].contains("--as KIND"), "{told}");
    let done = shell.json(&["import", "bad.csv", "--keep-going"]);
    assert_eq!(done["faults"].as_array().unwrap().len(), 503);
}

#[test]
fn a_difference_in_own_fields_names_them() {
    let shell = Shell::new();
    shell.write("a.csv", "name,pe,city\nOne,12,Bern\n");
    shell.ok(&["import", "a.csv", "--extra"]);
    shell.write("a.csv", "name,pe,city\nOne,13,Bern\n");
    let told = shell.refused(1, &["import", "a.csv", "--extra"]);
    assert!(told.contains("\"One\" is there already (#1) and differs in pe\n"), "{told}");
}

#[test]
fn refusals_say_what_helps() {
    let shell = Shell::new();
    shell.write("people.csv", "account,name\nNobody,Ann\n");
    let told = shell.refused(1, &["import", "people.csv"]);
    assert!(told.contains("hint: --create-accounts makes the accounts"), "{told}");
    shell.write("noise.csv", b"\x01\xff\x00\x9c\x13\xfe\x02\x11\x05");
    assert!(shell.refused(3, &["import", "noise.csv"]).contains("noise.csv: this is not a text file"));
}

#[test]
fn an_export_that_cannot_be_made_leaves_nothing_and_names_what_was_asked() {
    let shell = Shell::new();
    let output = shell.command(&["--db", "missing.db", "export"]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(3), b"".as_slice()));
    shell.ok(&["add", "One"]);
    let told = shell.refused(3, &["export", "-o", "nowhere/all.json"]);
    assert!(told.contains("nowhere/all.json: ") && !told.contains("partial"), "{told}");
}
