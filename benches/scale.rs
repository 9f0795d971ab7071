//! The promises of speed, measured as whole processes side by side. Prints ratios, judges nothing.
//!
//! `cargo bench --bench scale` needs `sqlite3` on the path, and for one line `sqlite-utils`. The number of
//! accounts of the large file can be lowered: `ACCT_BENCH_ACCOUNTS=100000 cargo bench --bench scale`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    reason = "a benchmark prints what it measured"
)]

mod measure;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use measure::Run;

/// Runs of each command; the two of a pair take turns.
const RUNS: usize = 15;

fn main() {
    let large: usize =
        std::env::var("ACCT_BENCH_ACCOUNTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().expect("a folder to work in");
    let bench = Bench { folder: folder.path().to_owned() };
    println!("whole processes, median of {RUNS} runs, the two of a pair in turn\n");

    let hundred = bench.filled("hundred", 100);
    let thousand = bench.filled("thousand", 1_000);
    let many = bench.filled("many", large);
    bench.show(&hundred, &many, large);
    bench.list(&thousand, &many, large);
    bench.import();
    bench.dupes();
}

const CITIES: [&str; 4] = ["Suzhou", "深圳", "Lyon", "杭州"];
const INDUSTRIES: [&str; 7] = ["Steel", "Shipping", "电力", "Banking", "汽车", "Retail", "化工"];

struct Bench {
    folder: PathBuf,
}

impl Bench {
    fn acct(&self, file: &Path, arguments: &[&str]) -> Command {
        measure::acct(&self.folder, file, arguments)
    }

    /// A file with so many accounts, of which one in a hundred is graded S.
    fn filled(&self, name: &str, accounts: usize) -> PathBuf {
        let csv = self.csv(name, accounts);
        let file = self.folder.join(format!("{name}.db"));
        let started = Instant::now();
        run(self.acct(&file, &["import", "--quiet", "--no-input"]).arg(&csv));
        eprintln!("made a file of {accounts} accounts in {:.1?}", started.elapsed());
        sqlite(
            &file,
            "UPDATE account SET tier = CASE id % 100 WHEN 7 THEN 'S' WHEN 8 THEN 'A' ELSE 'C' END, \
             score = (id * 7919) % 10000 / 100.0; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);",
        );
        file
    }

    fn csv(&self, name: &str, accounts: usize) -> PathBuf {
        self.csv_of(name, accounts, |number| {
            let (city, industry) = (CITIES[number % 4], INDUSTRIES[number % 7]);
            match number % 3 {
                0 => format!("{city}示例{number}科技有限公司"),
                1 => format!("Example Works {number} Ltd"),
                _ => format!("{industry} Sample {number} Group"),
            }
        })
    }

    fn csv_of(&self, name: &str, accounts: usize, company: impl Fn(usize) -> String) -> PathBuf {
        let regions = ["East", "West", "华东", "华南", "North"];
        let mut text = String::from("Name,Industry,Country,Region,City,Address,Phone,Employees\n");
        for number in 0..accounts {
            let city = CITIES[number % 4];
            let (industry, region) = (INDUSTRIES[number % 7], regions[number % 5]);
            let employees = 10 + number * 37 % 90_000;
            let company = company(number);
            writeln!(text, "{company},{industry},CN,{region},{city},\"{number} Sample Road, {city}\",+86 512 {number:07},{employees}")
                .expect("text grows");
        }
        let path = self.folder.join(format!("{name}.csv"));
        std::fs::write(&path, text).expect("a file can be written");
        path
    }

    fn show(&self, few: &Path, many: &Path, large: usize) {
        let name = |accounts: usize| format!("Example Works {} Ltd", (accounts - 2) / 3 * 3 + 1);
        let (near, far) = (name(100), name(large));
        let (small, big) = pair(|| self.acct(few, &["show", &near]), || self.acct(many, &["show", &far]));
        report(&format!("show, {large} accounts : 100 accounts"), big, small, "1.5");
        sqlite(many, "CREATE INDEX IF NOT EXISTS bench_name ON account (name);");
        let query = format!("select * from account where name='{far}'");
        let (ours, theirs) = pair(
            || self.acct(many, &["show", &far]),
            || {
                let mut command = Command::new("sqlite3");
                command.arg(many).arg(&query);
                command
            },
        );
        report(&format!("show, {large} accounts : sqlite3 select by indexed name"), ours, theirs, "3");
    }

    fn list(&self, few: &Path, many: &Path, large: usize) {
        let arguments = ["list", "--limit", "50", "--where", "tier=S", "--sort", "-score"];
        let (small, big) = pair(|| self.acct(few, &arguments), || self.acct(many, &arguments));
        report(&format!("list tier=S by score, {large} accounts : 1000 accounts"), big, small, "3");
    }

    fn import(&self) {
        const ACCOUNTS: usize = 100_000;
        let csv = self.csv("import", ACCOUNTS);
        let ours = best_of(5, |turn| {
            self.acct(&self.folder.join(format!("ours{turn}.db")), &["import", "--quiet", "--no-input"])
                .arg(&csv)
                .stdout(Stdio::null())
                .status()
        });
        let theirs = self.imported_by_sqlite(&csv);
        report("import of 100000 accounts : sqlite3 .import with the same indexes", ours, theirs, "4");
        if !Command::new("sqlite-utils")
            .arg("--version")
            .stdout(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
        {
            println!("sqlite-utils is not here; its line is left out");
            return;
        }
        let utils = best_of(3, |turn| {
            let file = self.folder.join(format!("utils{turn}.db"));
            let status = Command::new("sqlite-utils")
                .arg("insert")
                .arg(&file)
                .arg("account")
                .arg(&csv)
                .args(["--csv", "--silent"])
                .status();
            Command::new("sqlite-utils")
                .arg("enable-fts")
                .arg(&file)
                .args([
                    "account", "Name", "Industry", "Country", "Region", "City", "Address", "Phone",
                    "--create-triggers",
                ])
                .status()
                .and(status)
        });
        report("sqlite-utils insert and enable-fts : import of 100000 accounts", utils, ours, "at least 4");
    }
}

impl Bench {
    /// How long `sqlite3` takes to import a list into a table of an `acct` file.
    fn imported_by_sqlite(&self, csv: &Path) -> Duration {
        best_of(5, |turn| {
            let file = self.folder.join(format!("theirs{turn}.db"));
            run(&mut self.acct(&file, &["add", "Seed", "--quiet"]));
            let table = format!(
                "DROP TABLE IF EXISTS bench; {} .mode csv\n.import --skip 1 {} bench\n",
                BASELINE,
                csv.display()
            );
            let script = self.folder.join("import.sql");
            std::fs::write(&script, table.replace("; .mode", ";\n.mode")).expect("a file can be written");
            Command::new("sqlite3").arg(&file).arg(format!(".read {}", script.display())).status()
        })
    }

    fn dupes(&self) {
        const ACCOUNTS: usize = 100_000;
        let csv = self.csv_of("dupes", ACCOUNTS, company);
        let file = self.folder.join("dupes.db");
        run(self.acct(&file, &["import", "--quiet", "--no-input"]).arg(&csv));
        let ours = best_of(5, |_| {
            self.acct(&file, &["account", "dupes", "--quiet", "--limit", "50"]).stdout(Stdio::null()).status()
        });
        let theirs = self.imported_by_sqlite(&csv);
        report("account dupes of 100000 accounts : sqlite3 .import of them", ours, theirs, "10");
    }
}

/// Names as companies have them, made of syllables; one in fifty is another one written otherwise.
fn company(number: usize) -> String {
    const LATIN: [&str; 24] = [
        "al", "bor", "cen", "dra", "el", "fin", "gar", "hol", "in", "jor", "kal", "lum", "mar", "nor", "or",
        "pal", "qui", "ros", "sol", "tar", "ul", "ver", "wil", "zan",
    ];
    const CHINESE: [&str; 24] = [
        "鑫", "瑞", "恒", "嘉", "盛", "宏", "泰", "华", "明", "德", "润", "丰", "康", "博", "远", "安", "信",
        "诚", "达", "创", "锐", "维", "佳", "益",
    ];
    let is_variant = number % 50 == 49;
    let mut digits = if is_variant { number - 2 } else { number } * 7919 + 331_776 * 5;
    let mut syllable = |of: &[&str; 24]| {
        let found = of[digits % 24].to_owned();
        digits /= 24;
        found
    };
    if number.is_multiple_of(2) {
        let name: String = (0..5).map(|_| syllable(&LATIN)).collect();
        format!("{name} {} Ltd", ["Steel", "Paper", "Energy", "Foods"][number % 4])
    } else {
        let name: String = (0..4).map(|_| syllable(&CHINESE)).collect();
        let city = if is_variant { "" } else { ["苏州", "深圳", "杭州", "武汉"][number / 2 % 4] };
        format!("{city}{name}{}有限公司", ["科技", "机械", "化工", "贸易"][number / 2 % 4])
    }
}

/// The columns of the file with the indexes that an account has for being found.
const BASELINE: &str = "CREATE TABLE bench (name TEXT PRIMARY KEY, industry TEXT, country TEXT, region TEXT, city TEXT, \
    address TEXT, phone TEXT, employees INTEGER) ;";

/// The medians of two commands that take turns.
fn pair(left: impl Fn() -> Command, right: impl Fn() -> Command) -> (Duration, Duration) {
    let (left, right) = Run::pair(RUNS, Run::timed, left, right);
    (left.time, right.time)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn best_of(
    turns: usize,
    mut work: impl FnMut(usize) -> std::io::Result<std::process::ExitStatus>,
) -> Duration {
    let times = (0..turns).map(|turn| {
        let started = Instant::now();
        assert!(work(turn).expect("the command starts").success(), "the command failed");
        started.elapsed()
    });
    median(times.collect())
}

fn run(command: &mut Command) {
    assert!(
        command.stdout(Stdio::null()).status().expect("the command starts").success(),
        "{command:?} failed"
    );
}

fn sqlite(file: &Path, sql: &str) {
    run(Command::new("sqlite3").arg(file).arg(sql));
}

fn report(what: &str, measured: Duration, against: Duration, promise: &str) {
    let ratio = measured.as_secs_f64() / against.as_secs_f64();
    println!("{what}\n    {measured:>10.2?} : {against:<10.2?} = {ratio:.2}   (promised: {promise})");
}
