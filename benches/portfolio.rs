//! What a pass over all accounts costs beside one `SQLite` query that reads the same rows, and the memory it takes at most.
//! Prints ratios, judges nothing.
//!
//! `cargo bench --bench portfolio` needs `sqlite3` on the path. Fewer accounts do:
//! `ACCT_BENCH_ACCOUNTS=1000 cargo bench --bench portfolio`. With `ACCT_BENCH_FOLDER=FOLDER` the file is made once and kept
//! there; a copy of it is measured.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints what it measured")]

mod measure;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use acct::playbook::{Item, ItemKind, Playbook};
use measure::Run;

/// Answers of each account.
const ANSWERS: usize = 60;
/// Runs of each command; those of a pair take turns.
const RUNS: usize = 5;

/// The answers in force of all accounts, and the accounts, as a score reads them: all columns that it needs of all rows, in
/// the order that costs least. (In the order of the accounts, which a score needs, the query takes three times as long.)
const ANSWERED: &str = "SELECT sum(length(account) + length(item) + length(answered) + length(value) + length(date)) \
     FROM finding WHERE superseded IS NULL OR superseded = 0; \
     SELECT sum(length(id) + length(name)) FROM account WHERE archived IS NULL OR archived = 0;";

/// The same as coverage reads them: without what the answers say.
const DATED: &str = "SELECT sum(length(account) + length(item) + length(answered) + length(date)) \
     FROM finding WHERE superseded IS NULL OR superseded = 0; \
     SELECT sum(length(id) + length(name)) FROM account WHERE archived IS NULL OR archived = 0;";

fn main() {
    let accounts: usize =
        std::env::var("ACCT_BENCH_ACCOUNTS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder to work in");
    let bench = Bench { folder: folder.path().to_owned() };
    let file = bench.file(accounts);
    println!(
        "{accounts} accounts with {ANSWERS} answers each; whole processes, median of {RUNS} runs in turn\n"
    );
    bench.first(accounts, &file);
    bench.pair("tier score --all, nothing changed", &file, &["tier", "score", "--all", "--quiet"], ANSWERED);
    bench.pair(
        "tier simulate --all",
        &file,
        &["tier", "simulate", "--all", "--threshold", "S=80", "--quiet"],
        ANSWERED,
    );
    bench.pair("look status", &file, &["look", "status", "--quiet"], DATED);
}

struct Bench {
    folder: PathBuf,
}

impl Bench {
    fn acct(&self, file: &Path, arguments: &[&str]) -> Command {
        let mut command = measure::acct(&self.folder, file, arguments);
        command.env("ACCT_AS_OF", "2026-07-01");
        command
    }

    /// A file with so many accounts, or a copy of the one that was made before.
    fn file(&self, accounts: usize) -> PathBuf {
        let Some(kept) = std::env::var_os("ACCT_BENCH_FOLDER") else { return self.filled(accounts) };
        let kept = PathBuf::from(kept).join(format!("portfolio-{accounts}.db"));
        if !kept.exists() {
            std::fs::copy(self.filled(accounts), &kept).expect("the file can be kept");
        }
        let file = self.folder.join("portfolio.db");
        std::fs::copy(&kept, &file).expect("the file can be copied");
        // An older one is brought up to date before anything is measured.
        Run::of(&mut self.acct(&file, &["list", "--limit", "1"]));
        file
    }

    /// Writes the answers by SQL: what is measured is the reading.
    fn filled(&self, accounts: usize) -> PathBuf {
        let mut csv = String::from("Name,Industry\n");
        for number in 0..accounts {
            writeln!(csv, "示例{number}公司,Steel").expect("text grows");
        }
        let list = self.folder.join("accounts.csv");
        std::fs::write(&list, csv).expect("a file can be written");
        let file = self.folder.join("portfolio.db");
        let mut import = self.acct(&file, &["import", "--quiet", "--no-input"]);
        assert!(
            import.arg(&list).stdout(Stdio::null()).status().expect("it starts").success(),
            "the import failed"
        );
        let mut sql = String::from("CREATE TEMP TABLE question (number INTEGER, item TEXT, value TEXT);\n");
        for (number, (item, value)) in questions().into_iter().enumerate() {
            writeln!(sql, "INSERT INTO question VALUES ({number}, '{item}', {value});").expect("text grows");
        }
        sql.push_str(
            "INSERT INTO finding (account, item, answered, value, source, date, confidence, by, created) \
             SELECT a.id, q.item, 'known', coalesce(q.value, 1 + (a.id * 7 + q.number * 3) % 5), 'annual report', \
             date('2026-06-01', '-' || ((a.id + q.number) % 500) || ' days'), 'medium', 'bench', '2026-06-01T08:00:00Z' \
             FROM account a, question q ORDER BY a.id, q.number;\nANALYZE; PRAGMA wal_checkpoint(TRUNCATE);\n",
        );
        let script = self.folder.join("answers.sql");
        std::fs::write(&script, sql).expect("a file can be written");
        let read = format!(".read {}", script.display());
        assert!(
            Command::new("sqlite3")
                .arg("-bail")
                .arg(&file)
                .arg(read)
                .stdout(Stdio::null())
                .status()
                .expect("it starts")
                .success()
        );
        file
    }

    /// The first time each account gets a grade, which is written, journalled and shown beside it.
    fn first(&self, accounts: usize, file: &Path) {
        let mut query = Command::new("sqlite3");
        query.arg(file).arg(ANSWERED);
        let other = Run::of(&mut query);
        let one = Run::of(&mut self.acct(file, &["tier", "score", "--all", "--quiet"]));
        let ratio = one.against(&other);
        println!(
            "tier score --all, the first time, writes {accounts} grades : one query that reads the same rows (once)\n    \
             {one} : {other} = {ratio:.2}"
        );
    }

    fn pair(&self, what: &str, file: &Path, arguments: &[&str], sql: &str) {
        let query = || {
            let mut query = Command::new("sqlite3");
            query.arg(file).arg(sql);
            query
        };
        let (ours, theirs) = Run::pair(RUNS, Run::of, || self.acct(file, arguments), query);
        let ratio = ours.against(&theirs);
        println!(
            "{what} : one query over the same rows (promised: 3, 300 MB)\n    {ours} : {theirs} = {ratio:.2}"
        );
    }
}

/// The first questions that a score reads, then others, each with its answer as SQL; none where it varies by account.
fn questions() -> Vec<(String, String)> {
    let playbook = Playbook::built_in().expect("the playbook is sound");
    let inputs: Vec<String> = playbook
        .tiers
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.inputs)
        .filter_map(|input| input.item.clone())
        .collect();
    let others = playbook.items().map(|(id, _, _)| id).filter(|id| !inputs.contains(id));
    let all: Vec<String> = inputs.iter().cloned().chain(others).collect();
    let answered = all.into_iter().filter_map(|id| {
        let (_, item) = playbook.item(&id)?;
        let value = value(item)?;
        Some((id, value))
    });
    answered.take(ANSWERS).collect()
}

fn value(item: &Item) -> Option<String> {
    Some(match item.kind {
        ItemKind::Scale => "NULL".to_owned(),
        ItemKind::Text => "'The customer told us so in March'".to_owned(),
        ItemKind::Number | ItemKind::Percent => "'40'".to_owned(),
        ItemKind::Money => "'CNY 1200000.00'".to_owned(),
        ItemKind::YesNo => "'yes'".to_owned(),
        ItemKind::Choice | ItemKind::MultiChoice => format!("'{}'", item.choices.first()?.id),
        ItemKind::Date => "'2026-09-01'".to_owned(),
        ItemKind::Record => return None,
    })
}
