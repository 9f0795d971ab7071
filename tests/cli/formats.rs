//! Lists as people have them: packed, in folders, with titles above the header, as documents and cards.

use std::io::Write;

use crate::shell::Shell;

const LIST: &str = "name,city,employees\n示例钢铁,上海,1200\nExample Works,Lyon,300\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(text.as_bytes()).unwrap();
    out.finish().unwrap()
}

fn cities(shell: &Shell) -> Vec<String> {
    let list = shell.json(&["list", "--limit", "0", "--sort", "name", "--columns", "name,city,employees"]);
    let row = |row: &serde_json::Value| format!("{} {} {}", row["name"], row["city"], row["employees"]);
    list.as_array().unwrap().iter().map(row).collect()
}

#[test]
fn the_same_list_comes_in_every_format() {
    let (packed, tabbed) = (gzip(LIST), LIST.replace(',', "\t"));
    let files: [(&str, &[u8], &str); 9] = [
        ("list.csv", LIST.as_bytes(), "CSV"),
        ("list.csv.gz", &packed, "CSV"),
        ("list.dat", tabbed.as_bytes(), "CSV"),
        (
            "list.json",
            "[{\"name\":\"示例钢铁\",\"city\":\"上海\",\"employees\":1200},{\"name\":\"Example Works\",\"city\":\"Lyon\",\"employees\":\"300\"}]".as_bytes(),
            "JSON",
        ),
        (
            "list.ndjson",
            "{\"name\":\"示例钢铁\",\"city\":\"上海\",\"employees\":1200}\n{\"city\":\"Lyon\",\"name\":\"Example Works\",\"employees\":300}\n".as_bytes(),
            "NDJSON",
        ),
        (
            "list.yaml",
            "- name: 示例钢铁\n  city: 上海\n  employees: 1200\n- {name: Example Works, city: Lyon, employees: 300}\n".as_bytes(),
            "YAML",
        ),
        (
            "sections.yaml",
            "accounts:\n  - name: 示例钢铁\n    city: 上海\n    employees: 1200\n  - name: Example Works\n    city: Lyon\n    employees: 300\n".as_bytes(),
            "YAML",
        ),
        (
            "titled.csv",
            "客户清单,,\n制表：2026-03-01,,\n名称,城市,员工人数\n示例钢铁,上海,1200\n名称,城市,员工人数\nExample Works,Lyon,300\n".as_bytes(),
            "CSV",
        ),
        ("wide.csv", "ｎａｍｅ,ｃｉｔｙ,employees\n示例钢铁,上海,１２００\nExample Works,Lyon,300\n".as_bytes(), "CSV"),
    ];
    for (name, bytes, format) in files {
        let shell = Shell::new();
        shell.write(name, bytes);
        let done = shell.json(&["import", name]);
        assert_eq!(
            (&done["created"], &done["files"][0]["format"]),
            (&2.into(), &format.into()),
            "{name}: {done}"
        );
        assert_eq!(
            cities(&shell),
            ["\"Example Works\" \"Lyon\" 300", "\"示例钢铁\" \"上海\" 1200"],
            "{name}"
        );
        assert_eq!(shell.json(&["import", name])["unchanged"], 2, "{name}");
    }
}

#[test]
fn a_folder_is_all_of_its_files_and_one_operation() {
    let shell = Shell::new();
    shell.write("lists/b.csv", "account,name,title\nExample Works,Ann Sample,Buyer\n");
    shell.write("lists/a.csv.gz", gzip(LIST));
    shell.write("lists/.hidden", "x");
    let done = shell.json(&["import", "lists"]);
    assert_eq!((&done["created"], &done["operation"]), (&3.into(), &1.into()), "{done}");
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["list"]), serde_json::json!([]));
}

#[test]
fn the_header_is_where_it_is_found_or_said_to_be() {
    let shell = Shell::new();
    shell.write("list.csv", "Our customers\nname is the company\nname,city\nA,Lyon\n");
    let done = shell.json(&["import", "list.csv", "--dry-run"]);
    assert_eq!((&done["files"][0]["header_line"], &done["created"]), (&3.into(), &1.into()), "{done}");
    let told = shell.refused(2, &["import", "list.csv", "--header-row", "9"]);
    assert!(told.contains("there is no row on line 9"), "{told}");
    shell.ok(&["import", "list.csv", "--header-row", "3"]);
}

#[test]
fn a_section_or_sheet_is_picked_by_name_or_number() {
    let shell = Shell::new();
    shell.write(
        "all.json",
        "{\"accounts\":[{\"name\":\"A\"}],\"contacts\":[{\"account\":\"A\",\"name\":\"Ann\"}],\"made\":\"today\"}",
    );
    let told = shell.refused(2, &["import", "all.json", "--sheet", "needs"]);
    assert!(told.contains("there are: accounts, contacts"), "{told}");
    assert_eq!(shell.json(&["import", "all.json", "--sheet", "1"])["created"], 1);
    let done = shell.json(&["import", "all.json"]);
    assert_eq!((&done["created"], &done["unchanged"]), (&1.into(), &1.into()), "{done}");
    assert_eq!(done["files"][0]["passed_over"], serde_json::json!(["made"]));
}

#[test]
fn cards_are_people_of_their_company() {
    let shell = Shell::new();
    shell.write(
        "cards.vcf",
        "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:李示例\r\nORG:示例钢铁;财务部\r\nTITLE:财务总监\r\nTEL;TYPE=CELL:138 0000 0000\r\nEMAIL:li@example.com\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\nBEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:示例钢铁\nURL:https://example.com\nEND:VCARD\n",
    );
    let done = shell.json(&["import", "cards.vcf"]);
    assert_eq!((&done["created"], &done["rejected"]), (&2.into(), &0.into()), "{done}");
    let contact = shell.json(&["contact", "show", "示例钢铁", "李示例"]);
    assert_eq!((&contact["email"], &contact["department"]), (&"li@example.com".into(), &"财务部".into()));
    assert_eq!(shell.json(&["show", "示例钢铁"])["website"], "https://example.com");
}

#[test]
fn what_is_broken_or_made_to_do_harm_is_refused_and_changes_nothing() {
    let packed = gzip(LIST);
    let files: [(&str, Vec<u8>, &str); 8] = [
        ("cut.csv.gz", packed[..packed.len() / 2].to_vec(), "the gzip data is damaged"),
        ("book.xlsx", b"PK\x03\x04 and no more".to_vec(), "the spreadsheet is damaged"),
        ("deep.json", "[".repeat(100_000).into_bytes(), "this is no JSON"),
        ("cut.json", b"[{\"name\":\"A\"},".to_vec(), "this is no JSON"),
        ("long.csv", format!("name\n\"{}", "x".repeat(17 << 20)).into_bytes(), "longer than"),
        ("page.pdf", b"%PDF-1.7\n".to_vec(), "this is a file of the format PDF"),
        ("empty.yaml", b"# nothing\n".to_vec(), "there are no records in it"),
        ("list.csv", format!("{}\n1\n", vec!["x"; 200_000].join(",")).into_bytes(), "over 10000 is no table"),
    ];
    for (name, bytes, reason) in files {
        let shell = Shell::new();
        shell.write(name, &bytes);
        let done = shell.run(&["import", name, "--no-input"]);
        assert_ne!(done.code, 0, "{name}");
        assert!(
            done.stderr.contains(reason),
            "{name}: {}",
            done.stderr.chars().take(2000).collect::<String>()
        );
        assert_eq!(shell.json(&["list"]), serde_json::json!([]), "{name}");
    }
}

#[test]
fn spreadsheets_of_other_programs_and_their_bombs_are_told_in_the_shell() {
    let sheet = |rows: &str| {
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:spreadsheet><table:table table:name=\"客户\">{rows}</table:table></office:spreadsheet></office:document-content>"
        );
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in
            [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
        {
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        out.finish().unwrap().into_inner()
    };
    let row = |text: &str, times: u32| {
        format!(
            "<table:table-row table:number-rows-repeated=\"{times}\"><table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let shell = Shell::new();
    shell.write("good.ods", sheet(&format!("{}{}", row("名称", 1), row("示例钢铁", 1))));
    assert_eq!(shell.json(&["import", "good.ods", "--dry-run"])["created"], 1);
    shell.write("bomb.ods", sheet(&format!("{}{}", row("名称", 1), row(&"长".repeat(1000), 1_000_000))));
    let told = shell.refused(3, &["import", "bomb.ods"]);
    assert!(told.contains("grows beyond 268435456 bytes"), "{told}");
}
