//! `acct voice advance` and `board`, `acct survey answer` and `results`.

use serde_json::json;

use crate::shell::Shell;

fn with_feedback() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--owner", "li", "--relation", "customer"]);
    shell.ok(&["contact", "add", "示例钢铁", "张示例"]);
    shell.ok(&[
        "voice", "add", "示例钢铁", "备件到货慢", "--kind", "complaint", "--severity", "4", "--date",
        "2026-02-10", "--due-date", "2026-02-20",
    ]);
    shell
}

#[test]
fn feedback_goes_on_with_what_each_step_needs_and_back_with_a_reason() {
    let shell = with_feedback();
    let status = |shell: &Shell| shell.json(&["voice", "show", "#1"])["status"].clone();
    let advance = ["voice", "advance", "示例钢铁", "备件"];
    for (more, flag) in [
        (&[][..], "--root-cause"),
        (&["--to", "handled", "--root-cause", "x"], "--action"),
        (&["--to", "handled", "--root-cause", "x", "--action", "y"], "--date"),
    ] {
        let stderr = shell.refused(2, &[&advance[..], more].concat());
        assert!(stderr.contains(flag), "{stderr}");
    }
    shell.ok(&[&advance[..], &["--root-cause", "现场没有库存"]].concat());
    assert_eq!(status(&shell), "analysed");
    shell.ok(&[&advance[..], &["--action", "现场备货", "--date", "2026-02-25", "--dry-run"]].concat());
    assert_eq!(status(&shell), "analysed");
    shell.ok(&[&advance[..], &["--action", "现场备货", "--date", "2026-02-25"]].concat());
    assert_eq!(status(&shell), "handled");
    assert!(shell.refused(2, &["voice", "advance", "#1", "--date", "today"]).contains("--by"));
    shell.ok(&["voice", "advance", "#1", "--date", "2026-03-01", "--by", "张示例"]);
    let shown = shell.json(&["voice", "show", "#1"]);
    assert_eq!((&shown["status"], &shown["confirmed_date"]), (&json!("confirmed"), &json!("2026-03-01")));
    assert_eq!(shown["confirmed_by"], "张示例", "{shown}");
    shell.refused(1, &["voice", "advance", "#1"]);
    assert!(shell.refused(2, &["voice", "advance", "#1", "--to", "collected"]).contains("--reason"));
    shell.ok(&["voice", "advance", "#1", "--to", "collected", "--reason", "又发生了"]);
    let shown = shell.json(&["voice", "show", "#1"]);
    assert_eq!((&shown["status"], &shown["handled_date"]), (&json!("collected"), &json!(null)));
    assert!(shown["note"].as_str().unwrap().contains("又发生了"), "{shown}");
    shell.ok(&["undo"]);
    assert_eq!(status(&shell), "confirmed");
}

#[test]
fn an_edit_of_the_status_asks_what_advance_asks() {
    let shell = with_feedback();
    let told = shell.refused(1, &["voice", "edit", "#1", "--status", "confirmed", "--action", "y"]);
    assert!(told.contains("root cause, handled on, confirmed on, confirmed by"), "{told}");
    let command = "acct voice advance '#1' --to confirmed --root-cause TEXT --date DATE --by NAME";
    assert!(told.contains(command), "{told}");
    let told = shell.refused(1, &["voice", "edit", "#1", "--status", "analysed", "--lang", "zh"]);
    assert!(told.contains("根本原因") && told.contains("--root-cause 文字"), "{told}");
    shell.ok(&["voice", "edit", "#1", "--status", "analysed", "--root-cause", "x"]);
    assert_eq!(shell.json(&["voice", "show", "#1"])["status"], "analysed");
}

#[test]
fn what_is_dealt_with_when_it_is_added_says_how() {
    let shell = with_feedback();
    let add = ["voice", "add", "示例钢铁", "交货慢", "--kind", "complaint", "--status", "confirmed"];
    let told = shell.refused(1, &[&add[..], &["--action", "x"]].concat());
    let flags = "--root-cause TEXT --handled-date DATE --confirmed-date DATE --confirmed-by PERSON";
    assert!(told.contains(&format!("add to the command: {flags}")), "{told}");
    let days = ["--handled-date", "2026-03-01", "--confirmed-date", "2026-03-01", "--confirmed-by", "张示例"];
    let facts = [&["--action", "x", "--root-cause", "y", "--date", "2026-02-01"][..], &days].concat();
    shell.ok(&[&add[..], &facts].concat());
    assert_eq!(shell.json(&["voice", "show", "示例钢铁", "交货慢"])["status"], "confirmed");

    shell.ok(&["voice", "edit", "示例钢铁", "交货慢", "--status", "collected"]);
    let shown = shell.json(&["voice", "show", "示例钢铁", "交货慢"]);
    let gone = ["handled_date", "confirmed_date", "confirmed_by"].map(|field| shown[field].is_null());
    assert_eq!(gone, [true; 3], "as going back by advance: {shown}");
    shell.ok(&["undo"]);

    shell.write("voice.csv", "account,title,date,status\n示例钢铁,交货慢,2026-02-01,collected\n");
    shell.ok(&["import", "voice.csv", "--as", "feedbacks", "--on-conflict", "update"]);
    let shown = shell.json(&["voice", "show", "示例钢铁", "交货慢"]);
    assert_eq!((&shown["status"], &shown["confirmed_by"]), (&json!("collected"), &json!(null)), "{shown}");
    shell.write(
        "more.csv",
        "account,title,date,status,kind\n示例钢铁,包装破损,2026-02-01,handled,complaint\n",
    );
    shell.ok(&["import", "more.csv", "--as", "feedbacks"]);
    let found = shell.json(&["check", "--rule", "feedback_unexplained"]);
    assert_eq!(found[0]["record"], "包装破损", "{found}");
}

#[test]
fn a_day_that_is_recorded_on_the_way_stays() {
    let shell = with_feedback();
    shell.ok(&["voice", "edit", "#1", "--handled-date", "2026-02-12", "--root-cause", "x", "--action", "y"]);
    shell.ok(&["voice", "advance", "#1", "--to", "confirmed", "--by", "张示例", "--date", "2026-02-20"]);
    let shown = shell.json(&["voice", "show", "#1"]);
    assert_eq!(
        (&shown["handled_date"], &shown["confirmed_date"]),
        (&json!("2026-02-12"), &json!("2026-02-20"))
    );
    shell.ok(&["voice", "advance", "#1", "--to", "analysed", "--reason", "z"]);
    shell.ok(&["voice", "advance", "#1", "--date", "2026-02-22"]);
    assert_eq!(shell.json(&["voice", "show", "#1"])["handled_date"], "2026-02-22");
}

#[test]
fn the_board_counts_and_tells_what_is_overdue_first() {
    let shell = with_feedback();
    shell.ok(&["add", "示例汽车"]);
    shell.ok(&["voice", "add", "示例汽车", "培训很好", "--kind", "praise"]);
    shell.ok(&["action", "add", "示例钢铁", "现场备货", "--kind", "improvement", "--feedback", "备件到货慢"]);
    let board = shell.json(&["voice", "board"]);
    assert_eq!((&board["total"], &board["statuses"]["collected"]), (&json!(2), &json!(2)));
    assert_eq!(
        (&board["overdue"][0]["title"], &board["overdue"][0]["days_late"]),
        (&json!("备件到货慢"), &json!(10))
    );
    assert_eq!(shell.json(&["voice", "board", "--where", "name=示例汽车"])["total"], 1);
    assert_eq!(shell.json(&["voice", "board", "示例钢铁"])["total"], 1);
    for (language, word) in [("en", "Overdue: 1"), ("zh", "逾期：1 条")] {
        let drawn = shell.ok(&["voice", "board", "--lang", language]);
        assert!(drawn.starts_with(word), "{drawn}");
    }
    assert_eq!(shell.json(&["voice", "show", "#1"])["actions"][0]["title"], "现场备货");
    assert!(shell.ok(&["voice", "show", "#1"]).contains("现场备货"));
    let rules = shell.run(&["check", "示例钢铁", "--rule", "complaint_not_analysed", "--json"]).stdout;
    assert!(rules.contains("complaint_not_analysed"), "{rules}");
}

#[test]
fn several_answers_are_one_operation_and_results_compare_rounds() {
    let shell = with_feedback();
    let answer = |round, date, answers: &[&str]| {
        shell.ok(&[&["survey", "answer", "示例钢铁", round, "--date", date, "--contact", "张示例"], answers]
            .concat())
    };
    answer("2025 H2", "2025-09-01", &["nps=6", "quality=2"]);
    let rules = ["check", "示例钢铁", "--rule", "low_score_without_action", "--json"];
    let found = shell.run(&rules).stdout;
    assert!(found.contains("low_score_without_action"), "{found}");
    answer("2026 H1", "2026-02-01", &["nps=9", "quality=4", "loyalty_basis=earned", "improve=现场备货"]);
    assert_eq!(shell.json(&["history"]).as_array().unwrap().len(), 5, "one operation for each person");
    let results = shell.json(&["survey", "results", "示例钢铁"]);
    let of = |id: &str| {
        results["questions"].as_array().unwrap().iter().find(|row| row["question"] == id).unwrap().clone()
    };
    assert_eq!((&results["survey"], &results["before"]), (&json!("2026 H1"), &json!("2025 H2")));
    assert_eq!((&of("nps")["nps"]["score"], &of("nps")["change"]), (&json!(100.0), &json!(200.0)));
    assert_eq!((&of("quality")["mean"], &of("quality")["change"]), (&json!(4.0), &json!(2.0)));
    assert_eq!(of("loyalty_basis")["chosen"], json!({"earned": 1}));
    assert_eq!(shell.json(&["survey", "results", "--survey", "2025 H2"])["answers"], 2);
    assert!(shell.refused(1, &["survey", "results", "--survey", "2024"]).contains("2024"));
    for (language, words) in [("en", "NPS +100"), ("zh", "推荐者 100%")] {
        let drawn = shell.ok(&["survey", "results", "--lang", language]);
        assert!(drawn.contains(words), "{drawn}");
    }
    assert_eq!(shell.json(&rules[..4]), json!([]), "what was better in the last round is over");
}

#[test]
fn answers_that_do_not_fit_their_question_are_refused_everywhere() {
    let shell = with_feedback();
    for answers in
        [&["nps=11"][..], &["quality=4", "nps=x"], &["loyalty_basis=fear"], &["unheard=3"], &["quality"]]
    {
        let run = shell.run(&[&["survey", "answer", "示例钢铁", "2026 H1"], answers].concat());
        assert_ne!(run.code, 0, "{answers:?}");
    }
    assert!(shell.refused(2, &["survey", "answer", "示例钢铁", "2026 H1"]).contains("QUESTION=ANSWER"));
    shell.ok(&["survey", "answer", "示例钢铁", "2026 H1", "nps=9", "--dry-run"]);
    let add = |question: &str, score: &str| {
        shell.run(&["survey", "add", "示例钢铁", "2026 H1", "--question", question, "--score", score])
    };
    assert_ne!(add("quality", "6").code, 0);
    assert_eq!(shell.json(&["survey", "list"]), json!([]));
    let run = add("colour", "6");
    assert!(run.code == 0 && run.stderr.contains("colour"), "{}", run.stderr);
    assert_eq!(add("quality", "5").code, 0);
    assert_ne!(shell.run(&["survey", "edit", "#2", "--score", "7"]).code, 0);
    let twice = ["survey", "answer", "示例钢铁", "2026 H1", "nps=5", "NPS=6"];
    assert!(shell.refused(2, &twice).contains("nps"));
    let file = shell.write("a.json", r#"{"survey_answers":[{"account":"示例钢铁","survey":"2026 H1","question":"nps","score":12,"date":"2026-02-01"}]}"#);
    let run = shell.run(&["import", file.to_str().unwrap()]);
    assert!(run.code != 0 && run.stderr.contains("nps"), "{} {}", run.stdout, run.stderr);
    assert!(shell.ok(&["survey", "questions", "--lang", "zh"]).contains("推荐"));
}

#[test]
fn answers_are_kept_by_the_ids_of_their_question_and_choice_however_they_come() {
    let shell = with_feedback();
    shell.ok(&[
        "survey", "add", "示例钢铁", "2026 H1", "--question", "Loyalty_Basis", "--answer", "We are worth it",
    ]);
    shell.write(
        "answers.csv",
        "account,survey,date,question,score,answer\n\
         示例钢铁,2026 H1,2026-02-01,loyalty_basis,,我们做得好，值得选\n\
         示例钢铁,2026 H1,2026-02-02,loyalty_basis,,Inertia\n\
         示例钢铁,2026 H1,2026-02-03,NPS,10,\n\
         示例钢铁,2026 H1,2026-02-03,colour,3,\n",
    );
    let run = shell.run(&["import", "answers.csv", "--as", "survey-answers", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(told["files"][0]["unknown_questions"], json!(["colour"]), "{told}");
    let run = shell.run(&["import", "answers.csv", "--as", "survey-answers", "--lang", "en", "--dry-run"]);
    assert!(run.stderr.contains("does not ask: colour"), "{}", run.stderr);
    let rows = shell.json(&["survey", "results"])["questions"].clone();
    let of = |id: &str| rows.as_array().unwrap().iter().find(|row| row["question"] == id).unwrap().clone();
    assert_eq!(of("loyalty_basis")["chosen"], json!({"earned": 2, "inertia": 1}));
    assert_eq!(of("nps")["nps"]["score"], 100.0);
    let lines = shell.ok(&["survey", "results", "--format", "ndjson", "--lang", "zh"]);
    assert!(lines.contains(r#""result":{"earned":2,"inertia":1}"#), "{lines}");
    shell.write("wrong.csv", "account,survey,date,question,score\n示例钢铁,2026 H1,2026-02-03,NPS,12\n");
    let run = shell.run(&["import", "wrong.csv", "--as", "survey-answers"]);
    assert!(run.code != 0 && run.stderr.contains("nps"), "{} {}", run.stdout, run.stderr);
    shell.ok(&["survey", "edit", "#2", "--answer", "习惯了，没想过换"]);
    let said = shell.run(&["survey", "results", "--lang", "zh"]).stdout;
    assert!(said.contains("我们做得好，值得选 1"), "{said}");
}

#[test]
fn who_answers_a_question_of_a_round_again_says_something_else_now() {
    let shell = with_feedback();
    shell.ok(&["contact", "add", "示例钢铁", "李示例"]);
    let answer = |score: &str| {
        shell.json(&["survey", "answer", "示例钢铁", "2027 H1", "--contact", "李示例", score])["replaced"]
            .clone()
    };
    assert_eq!((answer("nps=3"), answer("nps=5")), (json!(0), json!(1)));
    let results = shell.json(&["survey", "results", "--survey", "2027 H1"]);
    assert_eq!(
        (&results["questions"][0]["n"], &results["questions"][0]["nps"]["score"]),
        (&json!(1), &json!(-100.0))
    );
    let again = ["survey", "add", "示例钢铁", "2027 H1", "--question", "nps", "--contact", "李示例"];
    assert!(shell.refused(1, &[&again[..], &["--score", "9"]].concat()).contains("2027 H1 · nps"));
    // What somebody says who is not named stands beside it.
    shell.ok(&["survey", "answer", "示例钢铁", "2027 H1", "nps=9"]);
    assert_eq!(shell.json(&["survey", "results", "--survey", "2027 H1"])["answers"], 2);
    let row = "account,survey,question,contact,score,date\n示例钢铁,2027 H1,nps,李示例,10,2026-02-01\n";
    shell.write("again.csv", row);
    shell.refused(1, &["import", "again.csv", "--as", "survey-answers"]);
    shell.ok(&["import", "again.csv", "--as", "survey-answers", "--on-conflict", "update"]);
    assert_eq!(shell.json(&["survey", "results", "--survey", "2027 H1"])["questions"][0]["n"], 2);
    let told = shell.ok(&["history", "示例钢铁", "--limit", "0"]);
    assert!(told.contains("2027 H1"), "{told}");
}

#[test]
fn without_a_number_the_open_ones_are_chosen_from() {
    let shell = with_feedback();
    shell.ok(&["voice", "add", "示例钢铁", "培训很好", "--kind", "praise", "--status", "confirmed"]);
    let told = shell.refused(2, &["voice", "advance", "示例钢铁"]);
    assert!(told.contains("#12"), "{told}");
    let mut keyboard = crate::keyboard::Keyboard::open(&shell, &["voice", "advance", "示例钢铁"]);
    keyboard.answers("Which one goes on?", &["\r"]);
    keyboard.answers("What is the root cause?", &["no stock\r"]);
    keyboard.sees("Analysed");
    assert_eq!(keyboard.code(), Some(0));
    assert_eq!(shell.json(&["voice", "show", "#1"])["status"], "analysed");
}

#[test]
fn praise_is_confirmed_without_a_cause_by_edit_as_by_advance() {
    let shell = with_feedback();
    for (title, command) in [("培训很好", &["edit", "--status"][..]), ("交付很快", &["advance", "--to"])]
    {
        shell.ok(&["voice", "add", "示例钢铁", title, "--kind", "praise"]);
        shell.ok(&["voice", command[0], "示例钢铁", title, command[1], "confirmed"]);
        assert_eq!(shell.json(&["voice", "show", "示例钢铁", title])["status"], "confirmed");
    }
}
