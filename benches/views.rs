//! What the views cost: an account of which everything is known beside an empty one, and the views over all accounts beside one
//! `SQLite` query that reads the same rows. Prints differences and ratios, judges nothing.
//!
//! `cargo bench --bench views` needs `sqlite3` and `sh` on the path. Fewer accounts do:
//! `ACCT_BENCH_ACCOUNTS=1000 cargo bench --bench views`.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints what it measured")]

mod measure;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use measure::Run;

/// Runs of each command; those of a pair take turns.
const RUNS: usize = 15;

/// Views over all accounts, each with the rows that it reads.
const VIEWS: [(&str, &[&str], &str); 8] = [
    ("rival show", &["rival", "show", "Rival 7"], "SELECT * FROM rival WHERE name = 'Rival 7'"),
    ("project pipeline", &["project", "pipeline"], "SELECT * FROM project"),
    ("plan calendar", &["plan", "calendar"], "SELECT * FROM plan"),
    ("voice board", &["voice", "board"], "SELECT * FROM feedback"),
    ("value portfolio", &["value", "portfolio"], "SELECT * FROM value_year"),
    ("order whitespace", &["order", "whitespace"], "SELECT * FROM \"order\"; SELECT * FROM rival"),
    ("segment map", &["segment", "map"], "SELECT * FROM account"),
    (
        "contact trip",
        &["contact", "trip", "--in", "City 3", "--when", "this week"],
        "SELECT * FROM trip WHERE place = 'City 3'",
    ),
];

fn main() {
    let accounts: usize =
        std::env::var("ACCT_BENCH_ACCOUNTS").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder to work in");
    let bench = Bench { folder: folder.path().to_owned() };
    println!("whole processes, median of {RUNS} runs, those of a pair in turn\n");
    bench.one();
    bench.all(accounts);
}

struct Bench {
    folder: PathBuf,
}

impl Bench {
    fn acct(&self, file: &Path, arguments: &[&str]) -> Command {
        let mut command = measure::acct(&self.folder, file, arguments);
        command.env("ACCT_AS_OF", "2026-11-30");
        command
    }

    /// The worked example beside an account of which only the name is known.
    fn one(&self) {
        let (full, empty) = (self.folder.join("full.db"), self.folder.join("empty.db"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let program = Path::new(env!("CARGO_BIN_EXE_acct")).parent().expect("a program is in a folder");
        let mut script = Command::new("sh");
        script.arg(root.join("examples/key_account_en.sh")).arg(&full).env("HOME", &self.folder);
        let path = std::env::var("PATH").unwrap_or_default();
        Run::of(script.env("PATH", format!("{}:{path}", program.display())));
        Run::of(&mut self.acct(&empty, &["add", "Example Grocers plc"]));
        for command in [&["account", "show"][..], &["report", "account"], &["check"]] {
            let arguments = [command, &["Example Grocers plc"]].concat();
            let (one, other) = Run::pair(
                RUNS,
                Run::timed,
                || self.acct(&full, &arguments),
                || self.acct(&empty, &arguments),
            );
            let more = one.time.as_secs_f64() * 1e3 - other.time.as_secs_f64() * 1e3;
            let promise = if command == ["account", "show"] { " (promised: at most 10 ms)" } else { "" };
            println!(
                "{}, everything known : nothing known\n    {one} : {other} = {:.2}, {more:.1} ms more{promise}",
                command.join(" "),
                one.against(&other)
            );
        }
    }

    fn all(&self, accounts: usize) {
        let file = self.folder.join("all.db");
        for (name, head, row) in LISTS {
            let mut text = format!("{head}\n");
            for number in 0..accounts {
                writeln!(text, "Example Works {number} Ltd,{}", row(number)).expect("text grows");
            }
            let list = self.folder.join(format!("{name}.csv"));
            std::fs::write(&list, text).expect("a file can be written");
            let list = list.to_str().expect("the folder has a plain name");
            Run::of(&mut self.acct(&file, &["import", list, "--as", name, "--no-input", "--quiet"]));
        }
        println!(
            "\n{accounts} accounts, each with a rival, a project, a plan, an order, a feedback, a value year and a trip"
        );
        for (name, arguments, sql) in VIEWS {
            let (ours, theirs) = Run::pair(
                RUNS,
                Run::of,
                || self.acct(&file, arguments),
                || {
                    let mut query = Command::new("sqlite3");
                    query.arg(&file).arg(sql);
                    query
                },
            );
            println!(
                "{name} : sqlite3 prints the rows that it reads\n    {ours} : {theirs} = {:.2}",
                ours.against(&theirs)
            );
        }
    }
}

/// A list of records: what they are, the header of the columns, and a row but for the account.
type List = (&'static str, &'static str, fn(usize) -> String);

const LISTS: [List; 9] = [
    ("accounts", "name,segment,relation,revenue", |number| {
        let relation = ["customer", "prospect", "lost", "rival_customer"][number % 4];
        format!("Segment {},{relation},CNY {}", number % 20, 1_000_000 + number * 37)
    }),
    ("contacts", "account,name", |number| format!("Person {number} Example")),
    ("rivals", "account,name,lines,share", |number| {
        format!("Rival {},Line {},{}%", number % 5_000, number % 6, number % 60)
    }),
    ("projects", "account,name,status,value,probability,close_date", |number| {
        format!("Project {number},active,CNY {},40%,{}", 100_000 + number, day(number))
    }),
    ("plans", "account,title,kind,amount,purchase_date", |number| {
        format!("Plan {number},new_build,CNY {},{}", 500_000 + number, day(number))
    }),
    ("orders", "account,title,line,date,amount", |number| {
        format!("Order {number},Line {},2026-{:02}-15,CNY {}", number % 6, 1 + number % 10, 10_000 + number)
    }),
    ("feedbacks", "account,title,kind,status,date", |number| {
        let status = ["collected", "analysed", "handled", "confirmed"][number % 4];
        format!("Feedback {number},complaint,{status},2026-{:02}-10", 1 + number % 10)
    }),
    ("value-years", "account,year,planned_investment,planned_return,forecast_return", |number| {
        format!("2027,CNY {},CNY {},CNY {}", 50_000 + number, 90_000 + number, 80_000 + number)
    }),
    ("trips", "account,contact,place,from,to", |number| {
        let from = 1 + number % 28;
        format!("Person {number} Example,City {},2026-12-{from:02},2026-12-{from:02}", number % 300)
    }),
];

/// A day of the three years to come.
fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2027 + number % 3, 1 + number % 12, 1 + number % 28)
}
