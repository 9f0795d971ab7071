//! The journey that `acct` is for: the first research of an unknown company in twenty minutes, and again a month later.

use crate::keyboard::{ENTER, Keyboard};
use crate::shell::Shell;

/// Questions of a walk about the ten that matter most, answered as they come: what each is known by, and the keys.
const ANSWERS: &[(&str, &[&str])] = &[
    ("Room to grow", &["4", ENTER]),
    ("Ability to pay", &["5", ENTER]),
    ("Potential", &["4", ENTER]),
    ("Turnover with us", &["1", ENTER]),
    ("Margin for us", &["/d", ENTER]),
];

#[test]
fn an_unknown_company_is_researched_in_twenty_minutes_and_again_a_month_later() {
    let shell = Shell::new();
    shell.ok(&[
        "add", "示例电梯有限公司", "--alias", "示例电梯", "--industry", "电梯", "--region", "苏州",
        "--relation", "prospect",
    ]);
    assert_eq!(shell.json(&["look", "status", "示例电梯"])["coverage"], 0.0);

    // Before the visit: what the ten questions that matter most are. Two are answered from the desk, one nobody knows.
    let mut keyboard = Keyboard::open(&shell, &["look", "示例电梯", "--ask", "most"]);
    let mut answered = 0;
    for number in 1..=10 {
        let asked = keyboard.sees("/q quit");
        let known = ANSWERS.iter().find(|(label, _)| asked.contains(label));
        let keys = known.map_or(&["/s", ENTER][..], |(_, keys)| keys);
        keyboard.answers("", keys);
        if known.is_some() && keys[0] != "/d" {
            answered += 1;
            let source = if answered == 1 { "annual report 2025; high\r" } else { "\r" };
            keyboard.answers("Source; date", &[source]);
        }
        assert!(number < 10 || answered > 0, "{asked}");
    }
    let told = keyboard.sees("takes the whole walk back");
    assert!(told.contains("in all;"), "{told}");
    assert!(answered >= 2, "of the ten: {answered}");
    assert_eq!(keyboard.code(), Some(0));

    // The visit: who was met, what hurts, what was promised; a person is missing still.
    let mut keyboard = Keyboard::open(&shell, &["look", "示例电梯", "opportunity", "--ask", "gaps"]);
    keyboard.answers("/q quit", &["/r", ENTER]);
    keyboard.answers("Which record of", &["1", ENTER]);
    keyboard.answers("Back to the question", &[]);
    keyboard.answers("/q quit", &["/q\r"]);
    assert_eq!(keyboard.code(), Some(0));
    shell.ok(&[
        "contact", "add", "示例电梯", "示例厂长", "--level", "decision", "--function", "user",
        "--relationship", "1", "--influence", "5",
    ]);
    shell.ok(&[
        "needs", "add", "示例电梯", "停梯时间减半", "--kind", "pain", "--problem", "每次停梯六小时",
        "--goal", "三小时以内", "--urgency", "4", "--importance", "4",
    ]);
    shell.ok(&[
        "log", "add", "示例电梯", "首次拜访", "--kind", "visit", "--learnt", "备件从国外来", "--next-step",
        "送两个案例", "--next-date", "2026-03-20",
    ]);
    shell.ok(&["action", "add", "示例电梯", "拜访采购部", "--due-date", "2026-03-25"]);
    shell.ok(&[
        "look", "answer", "示例电梯", "opportunity.risks", "采购部没见过", "--date", "2025-12-02",
        "--source", "拜访",
    ]);
    let report = shell.ok(&["--lang", "zh", "report", "account", "示例电梯"]);
    for said in
        ["示例电梯有限公司", "示例厂长", "停梯时间减半", "首次拜访", "送两个案例", "annual report 2025"]
    {
        assert!(report.contains(said), "{said}\n{report}");
    }

    // A month later: the promise is overdue, an answer is stale, and what nobody knew is asked again.
    let later = "2026-04-05";
    let next = shell.ok(&["--as-of", later, "next", "示例电梯"]);
    assert!(next.contains("送两个案例") && next.contains("acct log done '#1'"), "{next}");
    shell.ok(&["--as-of", later, "log", "add", "示例电梯", "电话", "--kind", "call", "--done", "1"]);
    let next = shell.ok(&["--as-of", later, "next", "示例电梯"]);
    assert!(!next.contains("送两个案例"), "{next}");
    let first = shell.json(&["--as-of", later, "look", "status", "示例电梯"])["coverage"].as_f64().unwrap();
    let mut keyboard = Keyboard::open(&shell, &["--as-of", later, "look", "示例电梯"]);
    keyboard.sees("Since the last walk on 2026-03-02 (34 days ago)");
    keyboard.sees("电话");
    keyboard.sees("Only what is stale (1)");
    keyboard.answers("then Enter", &["/q\r"]);
    assert_eq!(keyboard.code(), Some(0));

    let mut keyboard = Keyboard::open(&shell, &["--as-of", later, "look", "示例电梯", "--ask", "stale"]);
    let stale = keyboard.sees("/q quit");
    assert!(stale.contains("采购部没见过") && stale.contains("stale"), "{stale}");
    keyboard.answers("Answer:", &["\u{15}约采购总监\r"]);
    keyboard.answers("Source; date", &["电话\r"]);
    keyboard.sees("Coverage");
    assert_eq!(keyboard.code(), Some(0));

    let mut keyboard = Keyboard::open(&shell, &["--as-of", later, "look", "示例电梯", "--ask", "gaps"]);
    let again = keyboard.sees("/q quit");
    keyboard.answers("", &["/q\r"]);
    assert!(again.contains("Market size"), "{again}");
    assert_eq!(keyboard.code(), Some(0));
    let gaps = shell.json(&["--as-of", later, "look", "next", "示例电梯", "--limit", "0"]);
    assert!(gaps.to_string().contains("customer.margin"), "what nobody knew comes back: {gaps}");

    // What changed is shown, and the old answer stays readable.
    let second = shell.json(&["--as-of", later, "look", "status", "示例电梯"])["coverage"].as_f64().unwrap();
    assert!(second > first, "{first} {second}");
    let history = shell.json(&["--as-of", later, "look", "history", "示例电梯", "opportunity.risks"]);
    let values: Vec<&str> =
        history.as_array().unwrap().iter().filter_map(|row| row["value"].as_str()).collect();
    assert_eq!(values, ["约采购总监", "采购部没见过"]);
    let report = shell.ok(&["--as-of", later, "--lang", "zh", "report", "account", "示例电梯"]);
    assert!(report.contains("约采购总监") && report.contains("拜访采购部"), "{report}");
}
