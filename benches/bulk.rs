//! Lists in and out, measured as whole processes beside tools that everybody has. Prints ratios, judges nothing.
//!
//! `cargo bench --bench bulk` needs `sqlite3` on the path, and for one line `sqlite-utils`. Fewer accounts than a million do:
//! `ACCT_BENCH_ACCOUNTS=100000 cargo bench --bench bulk`; fewer runs: `ACCT_BENCH_RUNS=1`.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints what it measured")]

mod measure;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use measure::Run;

/// The columns of the file with three ordinary indexes, as a list of accounts would have them.
const BASELINE: &str = "CREATE TABLE bench (name TEXT, industry TEXT, country TEXT, region TEXT, city TEXT, address TEXT, \
    phone TEXT, employees INTEGER, revenue TEXT, website TEXT);\n\
    CREATE UNIQUE INDEX bench_name ON bench (name);\nCREATE INDEX bench_industry ON bench (industry);\n\
    CREATE INDEX bench_region ON bench (region);\n";

fn main() {
    let number = |name: &str, usual: usize| {
        std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let folder = tempfile::tempdir().expect("a folder to work in");
    let bench = Bench {
        folder: folder.path().to_owned(),
        accounts: number("ACCT_BENCH_ACCOUNTS", 1_000_000),
        runs: number("ACCT_BENCH_RUNS", 3),
    };
    println!("whole processes, median of {} runs, those of a line in turn\n", bench.runs);
    bench.import();
    bench.formats();
}

struct Bench {
    folder: PathBuf,
    accounts: usize,
    runs: usize,
}

impl Bench {
    fn acct(&self, file: &Path, arguments: &[&str]) -> Command {
        measure::acct(&self.folder, file, arguments)
    }

    fn import_command(&self, file: &Path, list: &Path, arguments: &[&str]) -> Command {
        let mut command = self.acct(file, &["import", "--quiet", "--no-input"]);
        command.arg(list).args(arguments);
        command
    }

    /// A command that `sqlite3` reads from a file.
    fn sqlite(&self, file: &Path, script: &str) -> Command {
        let path = self.folder.join("script.sql");
        std::fs::write(&path, script).expect("a file can be written");
        let mut command = Command::new("sqlite3");
        command.arg("-bail").arg(file).arg(format!(".read {}", path.display()));
        command
    }

    /// So many accounts as CSV; every hundredth has other employees where it is the changed list.
    fn csv(&self, accounts: usize, is_changed: bool) -> PathBuf {
        let industries = ["Steel", "Shipping", "电力", "Banking", "汽车", "Retail", "化工"];
        let regions = ["East", "West", "华东", "华南", "North"];
        let cities = ["Suzhou", "深圳", "Lyon", "杭州"];
        let mut text =
            String::from("Name,Industry,Country,Region,City,Address,Phone,Employees,Revenue,Website\n");
        for number in 0..accounts {
            let (city, industry, region) = (cities[number % 4], industries[number % 7], regions[number % 5]);
            let changed = usize::from(is_changed && number % 100 == 0);
            let employees = 10 + number * 37 % 90_000 + changed;
            let company = match number % 3 {
                0 => format!("{city}示例{number}科技有限公司"),
                1 => format!("Example Works {number} Ltd"),
                _ => format!("{industry} Sample {number} Group"),
            };
            let revenue = number * 7919 % 1_000_000;
            writeln!(text, "{company},{industry},CN,{region},{city},\"{number} Sample Road, {city}\",+86 512 {number:07},{employees},CNY {revenue},https://c{number}.example.com")
                .expect("text grows");
        }
        let path = self.folder.join(format!("list-{accounts}-{}.csv", usize::from(is_changed)));
        std::fs::write(&path, text).expect("a file can be written");
        path
    }

    /// Runs several commands in turn, each as often as all are run, and gives the median of each.
    fn in_turn<const N: usize>(&self, mut commands: impl FnMut(usize) -> [Command; N]) -> [Run; N] {
        let mut runs: [Vec<Run>; N] = std::array::from_fn(|_| Vec::new());
        for turn in 0..self.runs {
            for (command, runs) in commands(turn).iter_mut().zip(&mut runs) {
                runs.push(Run::of(command));
            }
        }
        runs.map(Run::median)
    }

    fn file(&self, name: &str, turn: usize) -> PathBuf {
        self.folder.join(format!("{name}-{turn}.db"))
    }

    fn import(&self) {
        let (list, changed) = (self.csv(self.accounts, false), self.csv(self.accounts, true));
        let few = self.csv(10_000, false);
        let shell = format!("{BASELINE}.mode csv\n.import --skip 1 {} bench\n", list.display());
        let [theirs, dry, first, again, undo, export, select, small] = self.in_turn(|turn| {
            let (theirs, ours) = (self.file("theirs", turn), self.file("ours", turn));
            [
                self.sqlite(&theirs, &shell),
                self.import_command(&self.file("dry", turn), &list, &["--dry-run"]),
                self.import_command(&ours, &list, &[]),
                self.import_command(&ours, &changed, &["--on-conflict", "update"]),
                self.acct(&ours, &["undo", "--quiet", "--yes"]),
                self.acct(&ours, &["export", "accounts", "--quiet", "-o", &format!("out-{turn}.csv")]),
                csv_of(&ours),
                self.import_command(&self.file("few", turn), &few, &[]),
            ]
        });
        let accounts = self.accounts;
        line(
            &format!("import of {accounts} : sqlite3 .import with three indexes"),
            &first,
            &theirs,
            "2, 600 MB",
        );
        line(&format!("import of {accounts}, a dry run : the run"), &dry, &first, "1.1");
        line("the same file with 1 % changed : the first import", &again, &first, "0.6");
        line("undo of that update : its import", &undo, &again, "2");
        line(
            &format!("export of {accounts} to CSV : sqlite3 -csv \"select * from account\" of the same file"),
            &export,
            &select,
            "2",
        );
        let per_row = first.against(&small) * 10_000.0 / precise(accounts);
        println!(
            "time a row at {accounts} : at 10000 = {per_row:.2}   (promised: 1.3)\n    {first} : {small}"
        );
        let [undo] =
            self.in_turn(|turn| [self.acct(&self.file("ours", turn), &["undo", "1", "--quiet", "--yes"])]);
        line(&format!("undo of {accounts} : their import"), &undo, &first, "2");
        self.sqlite_utils(&list, &first);
    }

    fn sqlite_utils(&self, list: &Path, ours: &Run) {
        let has = Command::new("sqlite-utils").arg("--version").stdout(Stdio::null()).status();
        if !has.is_ok_and(|status| status.success()) {
            println!("sqlite-utils is not here; its line is left out");
            return;
        }
        let file = self.folder.join("utils.db");
        let script = format!(
            "sqlite-utils insert {file} account {list} --csv --silent && sqlite-utils enable-fts {file} account \
             Name Industry Country Region City Address Phone --create-triggers",
            file = file.display(),
            list = list.display()
        );
        let theirs = Run::of(Command::new("sh").arg("-c").arg(script));
        line("sqlite-utils insert and enable-fts (once) : import", &theirs, ours, "at least 8");
    }

    /// Spreadsheets and cards beside the same as CSV.
    fn formats(&self) {
        let sheet = 100_000.min(self.accounts);
        let csv = self.csv(sheet, false);
        let file = self.folder.join("sheet.db");
        Run::of(&mut self.import_command(&file, &csv, &[]));
        Run::of(&mut self.acct(&file, &["export", "accounts", "--quiet", "-o", "list.xlsx"]));
        let xlsx = self.folder.join("list.xlsx");
        Run::of(&mut self.acct(&file, &["export", "accounts", "--quiet", "-o", "list.csv"]));
        let csv = self.folder.join("list.csv");
        let [sheets, plain] = self.in_turn(|turn| {
            let command = |name: &str, list: &Path| self.import_command(&self.file(name, turn), list, &[]);
            [command("xlsx", &xlsx), command("csv", &csv)]
        });
        line(&format!("XLSX of {sheet} rows : the same as CSV"), &sheets, &plain, "2.5");
        let (cards, rows) = self.cards(10_000);
        let [cards, rows] = self.in_turn(|turn| {
            let command = |name: &str, list: &Path| {
                self.import_command(&self.file(name, turn), list, &["--create-accounts"])
            };
            [command("vcf", &cards), command("people", &rows)]
        });
        line("vCard of 10000 cards : the same as CSV", &cards, &rows, "3");
    }

    fn cards(&self, people: usize) -> (PathBuf, PathBuf) {
        let mut cards = String::new();
        let mut rows = String::from("Company,Name,Title,Email,Phone\n");
        for number in 0..people {
            let company = format!("示例{}科技有限公司", number / 5);
            let (name, mail) = (format!("李示例{number}"), format!("p{number}@example.com"));
            write!(cards, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nORG:{company}\r\nTITLE:Buyer\r\nEMAIL:{mail}\r\nTEL:+86 755 {number:07}\r\nEND:VCARD\r\n")
                .expect("text grows");
            writeln!(rows, "{company},{name},Buyer,{mail},+86 755 {number:07}").expect("text grows");
        }
        let paths = (self.folder.join("people.vcf"), self.folder.join("people.csv"));
        std::fs::write(&paths.0, cards).expect("a file can be written");
        std::fs::write(&paths.1, rows).expect("a file can be written");
        paths
    }
}

fn csv_of(file: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.arg("-csv").arg(file).arg("select * from account");
    command
}

fn precise(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("a number of accounts"))
}

fn line(what: &str, measured: &Run, against: &Run, promise: &str) {
    println!("{what} = {:.2}   (promised: {promise})\n    {measured} : {against}", measured.against(against));
}
