//! Importing as a user does it, on a file of its own.

mod alike;
mod counts;
mod grouped;
mod keyed;

use super::*;
use crate::domain::money::Currency;
use crate::domain::record::Entry;
use crate::domain::schema::Schema;
use crate::domain::value::Value;
use crate::import::columns::{Fallback, Rule};
use crate::playbook::labels::Labels;
use crate::store::Store;

struct Desk {
    _folder: tempfile::TempDir,
    session: Session,
}

/// Remembers what it is told.
#[derive(Default)]
struct Notes {
    rejected: Vec<String>,
    /// After how many questions whether to stop the answer is yes.
    stop_after: Option<usize>,
    asked: std::cell::Cell<usize>,
}

impl Watch for Notes {
    fn planned(&mut self, _: &[FileReport]) {}

    fn opened(&mut self, _: usize, _: &FileReport) -> io::Result<()> {
        Ok(())
    }

    fn read(&mut self, _: u64, _: u64) {}

    fn rejected(&mut self, row: &Rejected) -> io::Result<()> {
        let reasons: Vec<String> = row.reasons.iter().map(|fault| fault.told_in(Language::English)).collect();
        self.rejected.push(format!("{}:{}: {}", row.name, row.line, reasons.join("; ")));
        Ok(())
    }

    fn placed(&mut self, _: &PlacedRow) -> io::Result<()> {
        Ok(())
    }

    fn held(&mut self, _: &Held) -> io::Result<()> {
        Ok(())
    }

    fn is_interrupted(&self) -> bool {
        self.asked.set(self.asked.get() + 1);
        self.stop_after.is_some_and(|asked| self.asked.get() > asked)
    }
}

#[derive(Default)]
struct How {
    on_conflict: OnConflict,
    look_alikes: LookAlikes,
    fields: Fields,
    bad_rows: BadRows,
    unknown_accounts: UnknownAccounts,
    rules: &'static [&'static str],
    defaults: &'static [&'static str],
    kind: Option<Kind>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("accounts.db")).unwrap();
        let session = Session {
            store,
            user: "ann".to_owned(),
            command: "acct import".to_owned(),
            today: "2026-03-02".parse().unwrap(),
            now: "2026-03-02T08:00:00Z".parse().unwrap(),
            dry_run: false,
            playbook: Rc::default(),
        };
        Self { _folder: folder, session }
    }

    fn try_import(
        &mut self,
        files: &[(&str, &str)],
        how: &How,
        notes: &mut Notes,
    ) -> Result<Imported, OpsError> {
        let (labels, schema) = (Labels::default(), Schema::default());
        let reading = Reading { today: self.session.today, currency: Currency::CNY, words: &labels };
        let rules = how.rules.iter().map(|rule| Rule::parse(rule).unwrap()).collect();
        let words = Vocabulary { schema: &schema, labels: &labels };
        let fallbacks = how.defaults.iter().map(|text| Fallback::parse(text, words).unwrap()).collect();
        let mapping = Mapping { kind: how.kind, rules, fallbacks, ..Mapping::default() };
        let order = Order {
            charset: None,
            delimiter: None,
            header_line: None,
            part: None,
            mapping: &mapping,
            on_conflict: how.on_conflict,
            fields: how.fields,
            look_alikes: how.look_alikes,
            bad_rows: how.bad_rows,
            unknown_accounts: how.unknown_accounts,
            words,
            reading: &reading,
        };
        let source =
            |(name, text): &(&str, &str)| Source::bytes((*name).to_owned(), text.as_bytes().to_vec());
        let inputs: Vec<Source> = files.iter().map(source).collect();
        run(&mut self.session, &inputs, &order, notes)
    }

    fn import(&mut self, files: &[(&str, &str)], how: &How) -> (Imported, Vec<String>) {
        let mut notes = Notes::default();
        let imported = self.try_import(files, how, &mut notes).unwrap();
        (imported, notes.rejected)
    }

    fn all(&self, kind: Kind) -> Vec<Entry> {
        self.session.store.page(&crate::store::Query::all(kind)).unwrap().entries
    }

    /// The account that goes by a name.
    fn account(&self, name: &str) -> Entry {
        let named = self.session.store.read().account_by_key(name).unwrap().unwrap();
        self.session.store.read().get(Kind::Account, named.id).unwrap()
    }

    fn names(&self, kind: Kind) -> Vec<String> {
        self.all(kind).iter().map(|entry| entry.title().into_owned()).collect()
    }
}

/// Created, updated, unchanged, skipped, rejected.
fn counts(imported: &Imported) -> [u64; 5] {
    let total = imported.total();
    assert_eq!(total.read, total.accounted_for());
    [total.created, total.updated, total.unchanged, total.skipped, total.rejected]
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let mut desk = Desk::new();
    let file = [("a.csv", "name,city,alias\n华为,深圳,HW\nExample,Lyon,\n")];
    let (first, _) = desk.import(&file, &How::default());
    assert_eq!((counts(&first), first.operation), ([2, 0, 0, 0, 0], Some(1)));
    let (second, _) = desk.import(&file, &How::default());
    assert_eq!((counts(&second), second.operation), ([0, 0, 2, 0, 0], None));
    assert_eq!(desk.all(Kind::ImportBatch).len(), 1);
}

#[test]
fn one_bad_row_keeps_everything_out_unless_it_may_be_left_out() {
    let mut desk = Desk::new();
    let file = [("a.csv", "name,employees\nOne,12\nTwo,many\n,3\n")];
    let (refused, told) = desk.import(&file, &How::default());
    assert!(refused.refused && refused.operation.is_none());
    assert_eq!(told[0].split(": ").take(2).collect::<Vec<_>>(), ["a.csv:3", "employees"]);
    assert_eq!(told[1], "a.csv:4: name: is missing");
    assert_eq!(desk.names(Kind::Account), [""; 0]);
    let how = How { bad_rows: BadRows::LeaveOut, ..How::default() };
    let (kept, _) = desk.import(&file, &how);
    assert_eq!((counts(&kept), kept.operation), ([1, 0, 0, 0, 2], Some(1)));
    assert_eq!(desk.names(Kind::Account), ["One"]);
}

#[test]
fn a_dry_run_counts_the_same_and_keeps_nothing() {
    let mut desk = Desk::new();
    let how = How { bad_rows: BadRows::LeaveOut, on_conflict: OnConflict::Update, ..How::default() };
    desk.import(&[("a.csv", "name,city\nOne,Lyon\n")], &how);
    let file = [("b.csv", "name,city\nOne,Paris\nTwo,\nTwo,Rome\n,x\n")];
    desk.session.dry_run = true;
    let (tried, _) = desk.import(&file, &how);
    assert_eq!(tried.operation, None);
    desk.session.dry_run = false;
    assert_eq!(desk.names(Kind::Account), ["One"]);
    let (done, _) = desk.import(&file, &how);
    assert_eq!(counts(&tried), counts(&done));
    assert_eq!(counts(&done), [1, 2, 0, 0, 1]);
}

#[test]
fn what_is_there_already_and_differs_is_refused_skipped_or_updated() {
    let cases = [
        (OnConflict::Fail, [0, 0, 1, 0, 1], "Lyon"),
        (OnConflict::Skip, [0, 0, 1, 1, 0], "Lyon"),
        (OnConflict::Update, [0, 1, 1, 0, 0], "Paris"),
    ];
    for (on_conflict, expected, city) in cases {
        let mut desk = Desk::new();
        desk.import(&[("a.csv", "name,city,region\nOne,Lyon,South\nTwo,Rome,\n")], &How::default());
        let how = How { on_conflict, ..How::default() };
        let (imported, told) = desk.import(
            &[("b.csv", "name,city,region\nＯＮＥ,Paris,\ntwo,,\n".replace("two", "Two").as_str())],
            &How { ..how },
        );
        assert_eq!(counts(&imported), expected, "{on_conflict:?}");
        if on_conflict == OnConflict::Fail {
            assert_eq!(told, ["b.csv:2: \"One\" is there already (#1) and differs in name, city"]);
        }
        let one = desk.all(Kind::Account).swap_remove(0);
        assert_eq!((one.text("city"), one.text("region")), (city, "South"), "{on_conflict:?}");
    }
}

#[test]
fn a_name_twice_in_one_file_is_told_with_the_line_of_the_first() {
    let mut desk = Desk::new();
    let (_, told) =
        desk.import(&[("a.csv", "name,city\nOne,Lyon\nTwo,Rome\none,Paris\nTwo,Rome\n")], &How::default());
    assert_eq!(told, ["a.csv:4: \"One\" stands already on a.csv:2 and differs in name, city"]);
}

#[test]
fn an_account_is_known_by_its_names_and_keeps_them() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,alias,external ids\n华为技术有限公司,华为,sf:1\n")], &How::default());
    let how = || How { on_conflict: OnConflict::Update, rules: &["code=external_ids:sz"], ..How::default() };
    desk.import(&[("b.csv", "name,code,city\n华为,002502,深圳\n")], &how());
    let account = desk.all(Kind::Account).swap_remove(0);
    assert_eq!(account.title(), "华为技术有限公司");
    assert_eq!(account.get("external_ids").to_json(), serde_json::json!(["sf:1", "sz:002502"]));
    desk.import(&[("c.csv", "name,code\nHuawei,002502\n")], &how());
    let account = desk.all(Kind::Account).swap_remove(0);
    assert_eq!(account.title(), "Huawei");
    assert_eq!(account.get("aliases").to_json(), serde_json::json!(["华为", "华为技术有限公司"]));
    desk.import(&[("d.csv", "name,code\nOther,000001\n")], &how());
    let (_, told) = desk.import(&[("e.csv", "name,code\nOther,002502\n")], &how());
    assert_eq!(told, ["e.csv:2: \"sz:002502\" is #1, but \"Other\" is #2"]);
}

#[test]
fn parents_and_superiors_may_come_later_in_the_file() {
    let mut desk = Desk::new();
    let accounts = "name,parent\nLeaf,Branch\nBranch,Root\nRoot,\n";
    let contacts = "account,name,reports to\nLeaf,Ann,Bob\nLeaf,Bob,\n";
    let (imported, told) =
        desk.import(&[("contacts.csv", contacts), ("accounts.csv", accounts)], &How::default());
    assert_eq!((counts(&imported), told), ([5, 0, 0, 0, 0], vec![]));
    let entries = desk.all(Kind::Account);
    let id = |name: &str| entries.iter().find(|entry| entry.title() == name).map(|entry| entry.id).unwrap();
    assert_eq!(
        entries.iter().find(|entry| entry.title() == "Leaf").unwrap().get("parent"),
        &Value::Link(id("Branch"))
    );
    let (_, told) =
        desk.import(&[("b.csv", "name,parent\nSelf,Self\nA,Nobody\nB,A\nC,D\nD,C\n")], &How::default());
    assert_eq!(
        told,
        [
            "b.csv:2: parent: Self would stand below itself",
            "b.csv:3: parent: there is no account \"Nobody\"",
            "b.csv:4: parent: there is no account \"A\"",
            "b.csv:5: parent: there is no account \"D\"",
            "b.csv:6: parent: there is no account \"C\"",
        ]
    );
    let (_, told) = desk.import(
        &[("c.csv", "name,parent\nRoot,Leaf\n")],
        &How { on_conflict: OnConflict::Update, ..How::default() },
    );
    assert_eq!(told, ["c.csv:2: Root would stand below itself"]);
}

#[test]
fn what_belongs_to_an_account_needs_one() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,alias\n华为,Huawei\n")], &How::default());
    let contacts = "account,name,title\nHUAWEI,Ann,CFO\nNobody,Bob,CTO\n#1,Cai,\n";
    let (_, told) = desk.import(&[("b.csv", contacts)], &How::default());
    assert_eq!(told, ["b.csv:3: account: there is no account \"Nobody\""]);
    let how = How { unknown_accounts: UnknownAccounts::Create, ..How::default() };
    let (imported, _) = desk.import(&[("b.csv", contacts)], &how);
    assert_eq!((counts(&imported), imported.total().accounts), ([3, 0, 0, 0, 0], 1));
    assert_eq!(desk.names(Kind::Account), ["华为", "Nobody"]);
    let log = "account,date,summary,contacts\n华为,2026-02-01,Visit,Ann;Cai\n华为,2026-02-01,Call,Zoe\n华为,,Mail,\n";
    let (_, told) = desk.import(&[("l.csv", log)], &How::default());
    assert_eq!(told, ["l.csv:3: contacts: the account has no contact \"Zoe\"", "l.csv:4: date: is missing"]);
}

#[test]
fn an_import_is_undone_as_one() {
    let mut desk = Desk::new();
    desk.import(&[("a.csv", "name,city\nOne,Lyon\n")], &How::default());
    let how = How { on_conflict: OnConflict::Update, ..How::default() };
    let (second, _) = desk.import(
        &[
            ("a.csv", "name,city\nOne,Rome\nTwo,Oslo\n"),
            ("c.csv", "account,name,email\nTwo,Ann,a@example.com\n"),
        ],
        &how,
    );
    let plan = crate::ops::history::undo_plan(&desk.session, second.operation).unwrap();
    crate::ops::history::undo(&mut desk.session, &plan, |_| {}).unwrap();
    assert_eq!(desk.names(Kind::Account), ["One"]);
    assert_eq!(desk.all(Kind::Account)[0].text("city"), "Lyon");
    assert_eq!(desk.all(Kind::Contact).len() + desk.all(Kind::ImportBatch).len(), 1);
}

#[test]
fn an_interrupted_import_keeps_nothing() {
    let mut desk = Desk::new();
    let rows: String = (0..1000).map(|number| format!("Company {number}\n")).collect();
    let mut notes = Notes { stop_after: Some(0), ..Notes::default() };
    let failed = desk.try_import(&[("a.csv", &format!("name\n{rows}"))], &How::default(), &mut notes);
    assert!(matches!(failed, Err(OpsError::Import(ImportError::Interrupted))));
    assert_eq!(desk.names(Kind::Account), [""; 0]);
}

#[test]
fn rows_that_wait_are_placed_in_the_order_of_the_file_and_the_first_one_wins() {
    let rows = "name,parent,city\nA1,Group,x\nA1,Group,y\nB,Alpha,\nA2,Group,x\nA2,Group,y\n";
    for file in [rows.to_owned(), format!("{rows}Group,,\nAlpha,,\n")] {
        let how =
            How { unknown_accounts: UnknownAccounts::Create, bad_rows: BadRows::LeaveOut, ..How::default() };
        let (_, told) = Desk::new().import(&[("w.csv", &file)], &how);
        assert!(
            matches!(told.as_slice(), [first, second]
                if first.starts_with("w.csv:3: ") && first.contains("w.csv:2")
                && second.starts_with("w.csv:6: ") && second.contains("w.csv:5")),
            "{told:?}"
        );
        let mut desk = Desk::new();
        desk.import(&[("w.csv", &file)], &How { on_conflict: OnConflict::Update, ..how });
        let entries = desk.all(Kind::Account);
        let own = entries.iter().filter(|entry| ["A1", "A2"].contains(&entry.text("name")));
        let cities: Vec<&str> = own.map(|entry| entry.text("city")).collect();
        assert_eq!(cities, ["y"; 2]);
    }
}

#[test]
fn an_import_is_interrupted_while_rows_are_placed_that_waited() {
    let rows: String = (0..100).map(|number| format!("Company {number},Group\n")).collect();
    for last in ["", "Group,\n"] {
        let mut desk = Desk::new();
        let how = How { unknown_accounts: UnknownAccounts::Create, ..How::default() };
        let mut notes = Notes { stop_after: Some(1), ..Notes::default() };
        // All rows are one batch, after which it is asked once.
        let text = format!("name,parent\n{rows}{last}");
        let failed = desk.try_import(&[("a.csv", &text)], &how, &mut notes);
        assert!(matches!(failed, Err(OpsError::Import(ImportError::Interrupted))), "{last}");
        assert_eq!(desk.names(Kind::Account), [""; 0]);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let mut desk = Desk::new();
    let failed = desk.try_import(&[("x.csv", "")], &How::default(), &mut Notes::default());
    assert_eq!(failed.unwrap_err().to_string(), "x.csv: the file is empty");
}

#[test]
fn a_file_with_a_header_alone_has_no_rows() {
    let mut desk = Desk::new();
    let files = [("a.csv", "name,city\n"), ("b.csv", "name\nOne\n"), ("c.csv", "account,name\n")];
    let (imported, told) = desk.import(&files, &How::default());
    assert_eq!((counts(&imported), told.len()), ([1, 0, 0, 0, 0], 0));
    assert_eq!(imported.files.iter().map(|file| file.tally.read).collect::<Vec<_>>(), [0, 1, 0]);
}

#[test]
fn external_ids_that_differ_in_case_are_two_accounts() {
    let mut desk = Desk::new();
    let file = "name,external_ids\nSteel,sf:0015AbC\nPaper,SF:0015abc\nSteel,Sf:0015AbC\n";
    let (imported, told) = desk.import(&[("a.csv", file)], &How::default());
    assert_eq!((counts(&imported), told), ([2, 0, 1, 0, 0], vec![]));
    let contacts = "account,name\nsf:0015abc,Ann\nsf:0015AbC,Bob\nsf:0015ABC,Cai\n";
    let how = How { bad_rows: BadRows::LeaveOut, kind: Some(Kind::Contact), ..How::default() };
    let (_, told) = desk.import(&[("b.csv", contacts)], &how);
    assert_eq!(told, ["b.csv:4: account: there is no account \"sf:0015ABC\""]);
    let homes: Vec<_> = desk.all(Kind::Contact).iter().map(Entry::account).collect();
    assert_eq!(homes, [Some(2), Some(1)]);
}
