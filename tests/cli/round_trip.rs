//! Out and in again: an export, imported into an empty file, gives the same records.

use acct::domain::money::Currency;
use acct::domain::parse::Reading;
use acct::domain::record::Shape;
use acct::domain::schema::Schema;
use acct::playbook::{Labels, Vocabulary};
use proptest::prelude::*;

use crate::shell::Shell;

/// The sample and what it has not: names that several share, events that are alike, values of the user's own.
fn full() -> Shell {
    let shell = Shell::new();
    shell.ok(&["demo", "--db", "accounts.db"]);
    shell.ok(&[
        "add", "华为技术有限公司", "--alias", "a;b", "--alias", "'=1+1", "--revenue", "JPY 8621亿",
        "--website", "=cmd|' /C calc'!A0", "--note", "one\ntwo | \"three\"\n\n- four: # five", "--tag",
        "007", "--tag", "no", "--employees", "1234", "--external-id", "sf:0015AbC",
    ]);
    shell.write("own.csv", "name,pe,tone: x\n华为技术有限公司,12.340,yes\n");
    shell.ok(&["import", "own.csv", "--extra", "--on-conflict", "update"]);
    shell.ok(&["add", "Branch", "--parent", "华为技术有限公司"]);
    twins(&shell);
    // One is called as another is told apart by an export, and reports to the first of three of one name.
    shell.ok(&[
        "contact", "add", "华为技术有限公司", "Ann Example", "--phone", "+86 138 0000", "--family",
        "two sons", "--birthday", "1970-01-01",
    ]);
    shell.ok(&["contact", "add", "华为技术有限公司", "Ann Example ⁽²⁾", "--reports-to", "Ann Example"]);
    shell.write(
        "people.csv",
        "account,name,title,reports to\n\
         华为技术有限公司,Ann Example ⁽²⁾,CFO,Ann Example\n\
         华为技术有限公司,Ann Example ⁽³⁾,CTO,Ann Example ⁽²⁾\n",
    );
    shell.ok(&["import", "people.csv"]);
    shell.write(
        "log.csv",
        "account,date,summary,contacts\n华为技术有限公司,2026-02-01,Visit,Ann Example ⁽³⁾; Ann Example\n",
    );
    shell.ok(&["import", "log.csv"]);
    // What some programs write for nothing is a text like any other here.
    shell.ok(&["needs", "add", "Branch", "无", "--problem", "N/A", "--why", "-", "--tag", "null"]);
    for (file, rows) in [
        ("account_distinctions.csv", "account,other,reason\n华为技术有限公司,Branch,two plants\n"),
        (
            "contact_distinctions.csv",
            "account,contact,other,by\n华为技术有限公司,Ann Example ⁽³⁾,Ann Example,ann\n\
             华为技术有限公司,Ann Example,Carl Specimen @ Example Steel,ann\n",
        ),
    ] {
        shell.write(file, rows);
        shell.ok(&["import", file]);
    }
    shell.ok(&["plan", "add", "Branch", "Line 2", "--amount", "CNY 3亿", "--purchase-date", "2026-06-01"]);
    // The account and two projects of it, each at a stage of its own.
    for (name, to) in [("Mill control", "goal"), ("Spare gearboxes", "measures")] {
        shell.ok(&["project", "add", "Branch", name]);
        shell.ok(&["stage", "set", "Branch", to, "--project", name, "--date", "2026-02-01"]);
        shell.ok(&["stage", "signal", "Branch", "asks_for_price_cut", "--project", name]);
    }
    shell.ok(&["stage", "set", "Branch", "aware", "--date", "2026-02-03"]);
    let lost = ["--reason", "price", "--winner", "对手公司"];
    shell.ok(&[&["stage", "close", "Branch", "lost", "--project", "Mill control"][..], &lost].concat());
    for _ in 0..2 {
        shell.ok(&["log", "add", "华为技术有限公司", "Call", "--cost", "USD 0.10", "--learnt", "a\n b"]);
        shell.ok(&["stage", "signal", "华为技术有限公司", "asks_about_progress"]);
    }
    for answer in ["4", "3", "4"] {
        shell.ok(&["look", "answer", "华为技术有限公司", "trend.rivalry", answer, "--note", "一\n二"]);
    }
    shell.ok(&["tier", "score", "华为技术有限公司"]);
    shell
}

/// Accounts that a list would take for one, and such as are called like what stands below a table.
fn twins(shell: &Shell) {
    for name in [
        "Sample Twin Ltd", "Sample Twin", "示例甲", "示例甲有限公司", "示例繁體公司", "示例繁体公司",
        "Sample (B) C", "Sample B C", "Sample-B C", "Total", "合计",
    ] {
        shell.ok(&["add", name]);
    }
    shell.ok(&["edit", "Sample Twin", "--city", "Rome"]);
    for name in ["Sample Twin Ltd", "Sample Twin"] {
        shell.ok(&["contact", "add", name, "Bob Sample"]);
    }
    shell.ok(&["look", "answer", "Sample Twin", "trend.rivalry", "2"]);
    shell.ok(&["account", "dupes", "--not-the-same", "Sample Twin", "Sample Twin Ltd"]);
}

/// Everything that is known, without when it was written.
fn records(shell: &Shell) -> Vec<String> {
    let all = shell.ok(&["export", "--personal", "--computed", "--format", "ndjson"]);
    let without_stamps = |line: &str| {
        let mut record: serde_json::Value = serde_json::from_str(line).unwrap();
        let record = record.as_object_mut().unwrap();
        record.remove("created");
        record.remove("updated");
        serde_json::to_string(record).unwrap()
    };
    all.lines().map(without_stamps).collect()
}

#[track_caller]
fn assert_same(shell: &Shell, other: &Shell) {
    let (before, after) = (records(shell), records(other));
    assert!(before.len() > 400, "{}", before.len());
    for (one, other) in before.iter().zip(&after) {
        assert_eq!(one, other);
    }
    assert_eq!(before.len(), after.len());
}

/// The same records, in whatever order.
#[track_caller]
fn assert_same_in_any_order(shell: &Shell, other: &Shell) {
    let (mut before, mut after) = (records(shell), records(other));
    before.sort();
    after.sort();
    for (one, other) in before.iter().zip(&after) {
        assert_eq!(one, other);
    }
    assert_eq!(before.len(), after.len());
}

#[test]
fn a_set_of_csv_files_holds_everything() {
    let shell = full();
    shell.ok(&["export", "--personal", "-o", "out/"]);
    let other = Shell::new();
    let mut files: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(shell.path("out")).unwrap() {
        files.push(entry.unwrap().path().to_str().unwrap().to_owned());
    }
    files.sort();
    let arguments: Vec<&str> = ["import"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let told = other.json(&arguments);
    assert_eq!((&told["rejected"], &told["accounts_created"]), (&0.into(), &0.into()));
    assert_same(&shell, &other);
    let again = other.json(&arguments);
    assert_eq!(again["unchanged"], told["created"]);
    assert_eq!(again["operation"], serde_json::Value::Null);
    assert_same(&shell, &other);
}

#[test]
fn a_folder_by_account_holds_everything_and_stays_the_same() {
    let shell = full();
    shell.ok(&["export", "--by-account", "--personal", "-o", "accounts"]);
    let again = shell.json(&["export", "--by-account", "--personal", "-o", "accounts"]);
    assert_eq!((&again["written"], &again["unchanged"]), (&0.into(), &25.into()));
    let other = Shell::new();
    let folder = shell.path("accounts");
    let folder = folder.to_str().unwrap();
    let told = other.json(&["import", folder, "--yes"]);
    assert_eq!(told["absent"], serde_json::json!([]));
    assert_same_in_any_order(&shell, &other);
    let nothing = other.json(&["import", folder]);
    assert_eq!((&nothing["operation"], &nothing["unchanged"]), (&serde_json::Value::Null, &told["created"]));
    other.ok(&["export", "--by-account", "--personal", "-o", "again"]);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let copy = other.path("again").join(path.file_name().unwrap());
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            std::fs::read_to_string(copy).unwrap(),
            "{path:?}"
        );
    }
}

#[test]
fn every_format_of_one_file_holds_everything() {
    let shell = full();
    for file in ["all.xlsx", "all.json", "all.ndjson", "all.yaml"] {
        let written = shell.json(&["export", "--personal", "-o", file]);
        assert_eq!(written["left_out"], serde_json::json!([]), "{file}");
        let other = Shell::new();
        let path = shell.path(file);
        let arguments = ["import", path.to_str().unwrap()];
        let told = other.json(&arguments);
        assert_eq!(
            (&told["rejected"], &told["created"]),
            (&0.into(), &written["files"][0]["records"]),
            "{file}"
        );
        assert_same(&shell, &other);
        let again = other.json(&arguments);
        assert_eq!(
            (&again["unchanged"], &again["operation"]),
            (&told["created"], &serde_json::Value::Null),
            "{file}"
        );
    }
}

/// Fields of the user's own, of every kind.
const PLAYBOOK: &str = "fields:
  - {id: account.said, kind: text, label: {en: Said, zh: 说}}
  - {id: account.capacity, kind: number, label: {en: Capacity, zh: 产能}}
  - {id: account.budget, kind: money, label: {en: Budget, zh: 预算}}
  - {id: account.share, kind: percent, label: {en: Share, zh: 份额}}
  - {id: account.opened, kind: date, label: {en: Opened, zh: 开业}}
  - {id: account.key, kind: yes_no, label: {en: Key, zh: 重点}}
  - {id: account.sites, kind: list, label: {en: Sites, zh: 厂区}}
";

#[test]
fn values_of_the_users_own_fields_come_back_as_they_were() {
    let with_playbook = || {
        let shell = Shell::new();
        shell.write("playbook.yaml", PLAYBOOK);
        shell.ok(&["config", "set", "playbook", shell.path("playbook.yaml").to_str().unwrap()]);
        shell
    };
    let shell = with_playbook();
    shell.ok(&[
        "add", "One", "--said", "N/A", "--capacity", "0.1234567890123456", "--budget", "EUR 1,234.50",
        "--share", "40%", "--opened", "2026-02-01", "--key", "no", "--sites", "a;b", "--sites", "c",
    ]);
    let before = shell.json(&["show", "One"]);
    assert_eq!(before["sites"], serde_json::json!(["a;b", "c"]));
    for to in ["all.xlsx", "all.json", "all.ndjson", "all.yaml", "csv/", "by_account/"] {
        let by_account: &[&str] = if to == "by_account/" { &["--by-account"] } else { &[] };
        shell.ok(&[&["export", "-o", to], by_account].concat());
        let other = with_playbook();
        other.ok(&["import", shell.path(to).to_str().unwrap(), "--yes"]);
        let after = other.json(&["show", "One"]);
        for field in ["said", "capacity", "budget", "share", "opened", "key", "sites"] {
            assert_eq!(before[field], after[field], "{field} by {to}");
        }
        assert_eq!(
            other.json(&["import", shell.path(to).to_str().unwrap()])["operation"],
            serde_json::Value::Null
        );
    }
}

proptest! {
    #[test]
    fn whatever_people_write_reads_back_from_a_document(
        name in "[\\PC]{1,20}",
        note in "[\\PC\\n\\t]{0,60}",
        tags in proptest::collection::vec("[\\PC]{1,12}", 0..4),
        number in any::<f64>().prop_filter("a number", |number| number.is_finite()),
    ) {
        let text = |text: &str| text.trim().to_owned();
        prop_assume!(!text(&name).is_empty() && acct::domain::id::number_of(&name).is_none());
        let mut tags: Vec<String> = tags.iter().map(|tag| text(tag)).filter(|tag| !tag.is_empty()).collect();
        tags.sort();
        tags.dedup();
        let document = serde_json::json!({
            "name": text(&name), "note": text(&note), "tags": tags, "custom": {"own": number, "said": text(&note)},
        });
        let mut out = Vec::new();
        acct::export::write_document(&document, &mut out).unwrap();
        let written = String::from_utf8(out).unwrap();
        let (labels, schema) = (Labels::default(), Schema::default());
        let reading = Reading { today: "2026-03-02".parse().unwrap(), currency: Currency::CNY, words: &labels };
        let words = Vocabulary { schema: &schema, labels: &labels };
        let read = acct::import::by_account::read(&written, words, (&reading, acct::import::columns::Sensitive::Refuse)).unwrap();
        let entry = &read.records[0].draft.entry;
        for field in ["name", "note"] {
            prop_assert_eq!(entry.text(field), document[field].as_str().unwrap(), "{}", written);
        }
        prop_assert_eq!(entry.get("tags").to_json_of(&Shape::List), document["tags"].clone());
        prop_assert_eq!(entry.get("own").to_json(), serde_json::json!(number));
        prop_assert_eq!(entry.text("said"), text(&note));
    }
}
