//! What is known of an industry: recorded once, inherited by its accounts, overridden by their own answers.

use serde_json::{Value, json};

use crate::shell::Shell;

/// An industry with two answers, one of which was another before, and an account of it.
fn steel() -> Shell {
    let shell = Shell::new();
    shell.ok(&["industry", "add", "钢铁", "--alias", "Steel", "--owner", "li"]);
    shell.ok(&["add", "示例钢铁", "--industry", "鋼鐵", "--relation", "customer", "--owner", "li"]);
    shell.ok(&["add", "Example Port", "--industry", "Shipping"]);
    for (item, value, date) in [
        ("trend.rivalry", "2", "2025-01-10"),
        ("trend.rivalry", "4", "2026-01-10"),
        ("trend.market_growth", "-3%", "2026-01-10"),
    ] {
        let source = ["--source", "行业年鉴", "--confidence", "high"];
        shell
            .ok(&[&["look", "answer", "--industry", "steel", item, value, "--date", date][..], &source]
                .concat());
    }
    shell
}

/// Value and industry of an answer of the account.
fn said(shell: &Shell, item: &str, options: &[&str]) -> (Value, Value) {
    let status = shell.json(&[&["look", "status", "示例钢铁", "trend"], options].concat());
    let items = status["looks"][0]["items"].as_array().unwrap();
    let status = items.iter().find(|status| status["item"] == item).unwrap();
    (status["value"].clone(), status["industry"].clone())
}

fn coverage(shell: &Shell) -> f64 {
    shell.json(&["list", "--where", "name=示例钢铁"])[0]["coverage"].as_f64().unwrap_or_default()
}

#[test]
fn an_account_inherits_the_answers_of_its_industry_and_its_own_go_before() {
    let shell = steel();
    assert_eq!(said(&shell, "trend.rivalry", &[]), (json!("4"), json!("钢铁")));
    assert_eq!(said(&shell, "trend.rivalry", &["--as-of", "2025-06-01"]), (json!("2"), json!("钢铁")));
    assert_eq!(said(&shell, "trend.rivalry", &["--as-of", "2024-06-01"]), (Value::Null, Value::Null));
    let inherited = coverage(&shell);
    assert!(inherited > 1.0, "{inherited}");
    assert_eq!(shell.json(&["look", "status", "--sort", "-coverage"])[0]["coverage"], inherited);
    assert_eq!(shell.json(&["show", "示例钢铁"])["coverage"], inherited);
    assert!(shell.ok(&["tier", "why", "示例钢铁"]).contains("4 · Rivals"), "the score reads it");

    shell.ok(&["look", "answer", "示例钢铁", "trend.rivalry", "1", "--source", "visit"]);
    assert_eq!(said(&shell, "trend.rivalry", &[]), (json!("1"), Value::Null));
    assert!((coverage(&shell) - inherited).abs() < 0.01, "as much is known as before");
    shell.ok(&["undo"]);
    shell.ok(&["look", "answer", "示例钢铁", "trend.rivalry", "--unknown"]);
    assert_eq!(said(&shell, "trend.rivalry", &[]), (json!("4"), json!("钢铁")));
    assert!((coverage(&shell) - inherited).abs() < 0.01, "that nobody knew takes nothing away");

    shell.ok(&["edit", "示例钢铁", "--industry", "Port"]);
    assert!(coverage(&shell) < 0.01);
    shell.ok(&["industry", "edit", "钢铁", "--alias", "port"]);
    assert!((coverage(&shell) - inherited).abs() < 0.01, "the industry goes by that name now");
}

#[test]
fn a_what_if_of_the_industry_and_of_an_unknown_answer_is_as_if_it_were_done() {
    let shell = steel();
    shell.ok(&["look", "answer", "示例钢铁", "trend.rivalry", "1", "--source", "visit"]);
    let what_if = |premise: &str| shell.json(&["what-if", "示例钢铁", "--set", premise]);
    let told = what_if("trend.rivalry=unknown");
    assert_eq!(json!([told["assumptions"][0]["before"], told["assumptions"][0]["after"]]), json!(["1", "4"]));
    assert!(told["assumptions"][0]["untouched"][0].as_str().unwrap().contains("what the industry 钢铁 says"));
    let supposed = |premise: &str| {
        let told = what_if(premise);
        [told["coverage"]["after"].clone(), told["score"]["after"]["score"].clone()]
    };
    let done = |command: &[&str]| {
        shell.ok(command);
        let found = shell.json(&["what-if", "示例钢铁", "--set", "account.note=x"]);
        shell.ok(&["undo"]);
        [found["coverage"]["before"].clone(), found["score"]["before"]["score"].clone()]
    };
    let unknown = ["look", "answer", "示例钢铁", "trend.rivalry", "--unknown"];
    assert_eq!(supposed("trend.rivalry=unknown"), done(&unknown));
    for industry in ["Nope", ""] {
        let premise = format!("account.industry={industry}");
        assert_eq!(supposed(&premise), done(&["edit", "示例钢铁", "--industry", industry]), "{industry}");
    }
    assert!(shell.ok(&["what-if", "示例钢铁", "--set", "account.industry=Nope"]).contains("name Nope"));
    let told = shell.json(&["what-if", "Example Port", "--set", "account.industry=Steel"]);
    let made: Vec<_> = told["assumptions"].as_array().unwrap().iter().map(|row| &row["after"]).collect();
    assert_eq!(json!(made), json!(["Steel", "-3", "4"]));
    assert!(told["coverage"]["after"].as_f64() > told["coverage"]["before"].as_f64(), "{told}");
}

#[test]
fn a_report_says_where_an_account_differs_from_its_industry() {
    let shell = steel();
    shell.ok(&["look", "answer", "示例钢铁", "trend.rivalry", "1", "--source", "visit"]);
    let report = |language: &str| shell.ok(&["report", "account", "示例钢铁", "--lang", language]);
    let (english, chinese) = (report("en"), report("zh"));
    assert!(english.contains("the industry 钢铁 says: 4 · Rivals"), "{english}");
    assert!(chinese.contains("行业「钢铁」的答案：4 · "), "{chinese}");
    assert_eq!(english.matches("the industry 钢铁 says").count(), 1, "what is inherited says no more");
}

#[test]
fn history_on_an_earlier_day_is_what_was_known_then() {
    let shell = steel();
    for (value, date) in [("3", "2025-03-01"), ("1", "2026-02-01")] {
        shell.ok(&["look", "answer", "示例钢铁", "rivalry", value, "--date", date]);
    }
    let told = |about: &[&str], day: &str| {
        let history = shell.json(&[&["look", "history"], about, &["rivalry", "--as-of", day]].concat());
        let rows = history.as_array().unwrap().iter();
        rows.map(|row| format!("{} {}", row["value"], row["state"]).replace('"', "")).collect::<Vec<_>>()
    };
    let (industry, account) = (&["--industry", "钢铁"][..], &["示例钢铁"][..]);
    assert_eq!(told(industry, "2025-06-01"), ["2 current"]);
    assert_eq!(told(account, "2025-06-01"), ["3 current"]);
    assert_eq!(told(account, "2026-03-01"), ["1 current", "3 superseded"]);
    assert!(told(industry, "2024-06-01").is_empty());
}

#[test]
fn what_an_industry_was_answered_is_kept_over_time() {
    let shell = steel();
    let history = shell.json(&["look", "history", "--industry", "钢铁", "rivalry"]);
    let told: Vec<&str> =
        history.as_array().unwrap().iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(told, ["current", "superseded"]);
    let trend = shell.ok(&["industry", "trend", "Steel", "--lang", "zh"]);
    for told in ["2025-01-10", "2026-01-10", "同行竞争强度", "+2", "-3%"] {
        assert!(trend.contains(told), "{told}: {trend}");
    }
    let values = shell.json(&["industry", "trend", "钢铁"]);
    assert_eq!((&values[0]["value"], &values[1]["value"]), (&json!("2"), &json!("4")));
    let status = shell.json(&["look", "status", "--industry", "钢铁"]);
    assert_eq!(status["industry"], "钢铁");
    let items = status["looks"][0]["items"].to_string();
    assert!(items.contains("trend.entrants") && !items.contains("trend.verdict"), "{items}");
    let refused = shell.refused(1, &["look", "answer", "--industry", "钢铁", "trend.verdict", "4"]);
    assert!(refused.contains("about each account"), "{refused}");
    shell.ok(&["look", "answer", "--industry", "钢铁", "trend.entrants", "1", "--dry-run"]);
    assert_eq!(shell.json(&["look", "history", "--industry", "钢铁"]).as_array().unwrap().len(), 3);
    std::fs::write(shell.path("answers.yaml"), "trend.entrants: {answer: 1}\ntrend.verdict: {answer: 4}\n")
        .unwrap();
    let from = ["look", "answer", "--industry", "钢铁", "--from", "answers.yaml"];
    shell.refused(1, &from);
    shell.ok(&[&from[..], &["--keep-going"]].concat());
    assert_eq!(said(&shell, "trend.entrants", &[]), (json!("1"), json!("钢铁")));
}

#[test]
fn reports_checks_search_and_next_questions_tell_the_industry() {
    let shell = steel();
    assert!(shell.ok(&["report", "account", "示例钢铁"]).contains("from the industry 钢铁"));
    let report = shell.ok(&["report", "account", "示例钢铁", "--lang", "zh"]);
    assert!(report.contains("沿用行业「钢铁」") && report.contains("行业年鉴"), "{report}");
    let found = shell.json(&["--as-of", "2027-06-01", "check", "示例钢铁", "--rule", "stale_answers"]);
    assert_eq!((&found[0]["kind"], found.as_array().unwrap().len()), (&json!("industry_finding"), 1));
    let fix = found[0]["fix"].as_str().unwrap();
    assert!(fix.starts_with("acct look answer --industry 钢铁 trend."), "{fix}");
    let questions = shell.json(&["look", "next", "示例钢铁", "--limit", "0"]);
    let asked = questions.as_array().unwrap();
    let entrants = asked.iter().find(|question| question["item"] == "trend.entrants").unwrap();
    assert_eq!(entrants["fix"], "acct look answer --industry 钢铁 trend.entrants VALUE");
    assert!(entrants["reasons"].to_string().contains("of_industry"), "{entrants}");
    assert!(asked.iter().all(|question| question["item"] != "trend.rivalry"), "it is answered");
    let found = shell.json(&["search", "年鉴"]);
    assert_eq!(
        (&found[0]["kind"], &found[0]["title"]),
        (&json!("industry_finding"), &json!("钢铁 · Rivalry (superseded)"))
    );
    assert!(shell.ok(&["history"]).contains("Answered 钢铁 · Rivalry"), "the history tells it");
}

#[test]
fn industries_and_their_answers_travel_in_every_format_and_come_back() {
    let shell = steel();
    let all = shell.json(&["export"]);
    assert_eq!(all["industry_findings"].as_array().unwrap().len(), 3, "{all}");
    let known = shell.json(&["look", "history", "--industry", "钢铁"]);
    for (options, path) in [
        (&[][..], "all.json"),
        (&[], "all.ndjson"),
        (&[], "all.yaml"),
        (&[], "all.xlsx"),
        (&[], "tables/"),
        (&["--by-account"], "accounts/"),
    ] {
        shell.ok(&[&["export", "-o", path], options].concat());
        let other = Shell::new();
        let path = shell.path(path);
        other.ok(&["import", path.to_str().unwrap(), "--yes"]);
        assert_eq!(other.json(&["look", "history", "--industry", "steel"]), known, "{path:?}");
        assert!((coverage(&other) - coverage(&shell)).abs() < 0.01, "{path:?}");
        assert_eq!(other.json(&["export"])["industries"], all["industries"], "{path:?}");
        other.ok(&["import", path.to_str().unwrap(), "--yes"]);
        assert_eq!(other.json(&["look", "history", "--industry", "steel"]), known, "{path:?} again");
    }
    let wrong = r#"{"industry_findings": [{"industry": "钢铁", "item": "trend.verdict", "answered": "known", "value": "4", "date": "2026-01-01"}]}"#;
    std::fs::write(shell.path("wrong.json"), wrong).unwrap();
    assert!(shell.refused(1, &["import", "wrong.json"]).contains("about each account"));

    let before = coverage(&shell);
    shell.ok(&["industry", "remove", "钢铁", "--yes"]);
    assert_eq!(shell.json(&["industry", "list"]), json!([]));
    assert!(coverage(&shell) < 0.01);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["look", "history", "--industry", "钢铁"]), known);
    assert!((coverage(&shell) - before).abs() < 0.01);
}

#[test]
fn no_two_industries_go_by_one_name() {
    let shell = steel();
    let told = shell.refused(1, &["industry", "add", "ＳＴＥＥＬ"]);
    assert!(told.contains("\"ＳＴＥＥＬ\" already names industry #1 钢铁"), "{told}");
    assert!(told.contains("acct industry show '#1'"), "{told}");
    shell.ok(&["industry", "add", "航运"]);
    let told = shell.refused(1, &["industry", "edit", "航运", "--alias", "鋼鐵", "--lang", "zh"]);
    assert!(told.contains("“鋼鐵”已是行业 #1 钢铁 的名称"), "{told}");
    shell.refused(1, &["industry", "edit", "航运", "--name", "steel"]);
    shell.ok(&["industry", "edit", "航运", "--alias", "Shipping"]);
    shell.ok(&["industry", "edit", "钢铁", "--alias", "+Stahl", "--note", "x"]);
    shell.write("industries.csv", "Name,Aliases\n冶金,steel\n造船,\n");
    let run = shell.run(&["import", "industries.csv", "--as", "industries", "--yes"]);
    assert!(run.code == 1 && run.stderr.contains("\"steel\" already names industry #1"), "{}", run.stderr);
    assert_eq!(shell.json(&["industry", "list"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_question_about_an_industry_is_one_thing_to_do_for_all_its_accounts() {
    let shell = steel();
    for name in ["二号钢厂", "三号钢厂"] {
        shell.ok(&["add", name, "--industry", "钢铁", "--relation", "customer", "--owner", "li"]);
    }
    let of_industry = "looks:\n  - {id: customer, items: [{id: brand_beacon, of: industry}]}\n";
    shell.write("mine.yaml", of_industry);
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    let tasks = shell.json(&["next", "--kind", "question"]);
    let tasks = tasks.as_array().unwrap();
    let shared: Vec<_> = tasks.iter().filter(|task| task["accounts"] == 3).collect();
    assert_eq!((shared.len(), tasks.len()), (1, 1), "{tasks:?}");
    assert_eq!(shared[0]["industry"], "钢铁");
    let item = shared[0]["command"].as_str().unwrap();
    assert!(item.starts_with("acct look answer --industry 钢铁 customer.brand_beacon"), "{item}");
    for (language, words) in
        [("en", "industry 钢铁 (asked at 3 accounts)"), ("zh", "行业“钢铁”（3 家客户待答）")]
    {
        let drawn = shell.ok(&["next", "--kind", "question", "--lang", language]);
        assert_eq!(drawn.matches(words).count(), 1, "{drawn}");
    }
    let alone = shell.json(&["next", "二号钢厂", "--kind", "question"]);
    assert_eq!((&alone[0]["accounts"], &alone[0]["account"]), (&json!(1), &json!("二号钢厂")));
}

#[test]
fn an_industry_is_found_by_any_of_its_names_and_keeps_the_old_one() {
    let shell = steel();
    assert_eq!(shell.json(&["industry", "show", "steel"])["name"], "钢铁");
    shell.ok(&["industry", "edit", "Steel", "--name", "钢铁与金属"]);
    let names = &shell.json(&["industry", "list"])[0]["aliases"];
    assert!(names.as_array().unwrap().contains(&json!("钢铁")), "{names}");

    shell.write("owners.csv", "Name,Owner\nSTEEL,Li Sample\n");
    shell.ok(&["import", "owners.csv", "--as", "industries", "--on-conflict", "update"]);
    let industries = shell.json(&["industry", "list"]);
    assert_eq!(industries.as_array().unwrap().len(), 1, "{industries}");
    assert_eq!(
        (&industries[0]["name"], &industries[0]["owner"]),
        (&json!("钢铁与金属"), &json!("Li Sample"))
    );
}

#[test]
fn answers_in_a_list_have_to_fit_their_questions() {
    let shell = steel();
    let answers = "industry,item,answered,value,date\n钢铁,trend.rivalry,known,9,2026-01-02\n\
        steel,trend.entrants,known,4/5,2026-01-02\n钢铁,trend.policy,known,,2026-01-02\n";
    shell.write("answers.csv", answers);
    let told = shell.refused(1, &["import", "answers.csv"]);
    assert!(told.contains("answers.csv:2: value: \"9\" is not on the scale"), "{told}");
    assert!(told.contains("answers.csv:4: value: the answer is empty"), "{told}");
    let told = shell.refused(1, &["import", "answers.csv", "--lang", "zh"]);
    assert!(told.contains("不在 1 到 5 的量表上"), "{told}");
    shell.run(&["import", "answers.csv", "--keep-going"]);
    let history = shell.json(&["look", "history", "--industry", "钢铁", "trend.entrants"]);
    assert!(history.to_string().contains("\"4\"") && !history.to_string().contains("4/5"), "{history}");
}

#[test]
fn what_nobody_knew_of_an_industry_is_not_asked_anew_at_each_account() {
    let shell = steel();
    let entrants = |options: &[&str]| {
        let questions = shell.json(&[&["look", "next", "示例钢铁", "--limit", "0"], options].concat());
        let asked = questions.as_array().unwrap().iter();
        asked.clone().find(|question| question["item"] == "trend.entrants").unwrap().clone()
    };
    let rank = entrants(&[])["rank"].as_f64().unwrap();
    shell.ok(&["look", "answer", "--industry", "钢铁", "trend.entrants", "--unknown"]);
    let question = entrants(&[]);
    assert_eq!((&question["state"], question["rank"].as_f64() < Some(rank)), (&json!("unknown"), true));
    assert!(question["reasons"].to_string().contains("asked for the industry 钢铁"), "{question}");
    let later = entrants(&["--as-of", "2026-05-01"]);
    assert!(later["reasons"].to_string().contains("ask once for the industry 钢铁"), "{later}");
    let status = shell.ok(&["look", "status", "示例钢铁", "trend", "--lang", "zh"]);
    let row = status.lines().find(|line| line.contains("entrants")).unwrap();
    assert!(row.contains("无人知晓") && row.contains("钢铁"), "{row}");
    assert_eq!(said(&shell, "trend.entrants", &[]), (Value::Null, json!("钢铁")));
    let counts = shell.json(&["look", "status"]);
    assert_eq!(counts[0]["unknown"].as_u64().max(counts[1]["unknown"].as_u64()), Some(1), "{counts}");
    for (language, words) in [("en", "New entrants (industry 钢铁)"), ("zh", "新进入者威胁（行业「钢铁」）")]
    {
        let report = shell.ok(&["report", "account", "示例钢铁", "--lang", language]);
        assert!(report.contains(words), "{report}");
    }
    shell.ok(&["look", "answer", "示例钢铁", "trend.entrants", "3", "--source", "visit"]);
    assert_eq!(said(&shell, "trend.entrants", &[]), (json!("3"), Value::Null), "its own answer goes before");
}

#[test]
fn an_industry_is_shown_with_its_answers_and_its_accounts() {
    let shell = steel();
    for number in 2..=7 {
        shell.ok(&["add", &format!("{number}号钢厂"), "--industry", "Steel"]);
    }
    shell.ok(&["account", "archive", "7号钢厂"]);
    shell.ok(&["look", "answer", "--industry", "钢铁", "trend.entrants", "--unknown"]);
    let shown = shell.json(&["industry", "show", "steel"]);
    let answers: Vec<String> = shown["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| format!("{} {} {}", answer["item"], answer["answered"], answer["value"]))
        .collect();
    assert_eq!(
        answers,
        [
            "\"trend.market_growth\" \"known\" \"-3\"",
            "\"trend.rivalry\" \"known\" \"4\"",
            "\"trend.entrants\" \"unknown\" null"
        ]
    );
    assert_eq!((&shown["account_count"], shown["accounts"].as_array().unwrap().len()), (&json!(6), 5));
    for (language, words) in [
        ("en", ["Rivalry: 4 · ", "nobody knows", "1 more: acct industry accounts"]),
        ("zh", ["同行竞争强度：4 · ", "无人知晓", "另有 1 家：acct industry accounts"]),
    ] {
        let drawn = shell.ok(&["industry", "show", "钢铁", "--lang", language]);
        assert!(words.iter().all(|word| drawn.contains(word)), "{drawn}");
    }
    let listed = shell.json(&["industry", "accounts", "steel"]);
    assert_eq!(listed.as_array().unwrap().len(), 6, "{listed}");
    assert_eq!(listed[0]["name"], "示例钢铁");
    let two = shell.run(&["industry", "accounts", "steel", "--limit", "2"]);
    assert!(two.stderr.contains("2 of 6"), "{}", two.stderr);
    shell.refused(1, &["industry", "accounts", "Nope"]);
}

#[test]
fn a_stale_answer_of_an_industry_is_told_once_for_all_its_accounts() {
    let shell = steel();
    for name in ["二号钢厂", "三号钢厂"] {
        shell.ok(&["add", name, "--industry", "钢铁", "--relation", "customer", "--owner", "li"]);
    }
    shell.ok(&["look", "answer", "三号钢厂", "trend.rivalry", "1", "--source", "visit"]);
    let check = ["--as-of", "2027-02-01", "check", "--rule", "stale_answers"];
    let found = shell.json(&check);
    let of_industry: Vec<&Value> =
        found.as_array().unwrap().iter().filter(|found| found["kind"] == "industry_finding").collect();
    assert_eq!(of_industry.len(), 1, "{found}");
    assert_eq!((&of_industry[0]["industry"], &of_industry[0]["accounts"]), (&json!("钢铁"), &json!(3)));
    shell.ok(&["tier", "set", "三号钢厂", "S", "--reason", "示例"]);
    let found = shell.json(&check);
    let of_industry = found.as_array().unwrap().iter().find(|found| found["kind"] == "industry_finding");
    assert_eq!(of_industry.unwrap()["account"], "三号钢厂", "the best tier, whatever is found at the others");
    let run = |language: &str| shell.run(&[&check[..], &["--lang", language]].concat()).stdout;
    assert_eq!(run("en").matches("industry 钢铁 (3 accounts)").count(), 1, "{}", run("en"));
    assert_eq!(run("zh").matches("行业「钢铁」（3 家客户）").count(), 1, "{}", run("zh"));
    let alone = shell.json(&["--as-of", "2027-02-01", "check", "二号钢厂", "--rule", "stale_answers"]);
    assert_eq!((&alone[0]["account"], &alone[0]["accounts"]), (&json!("二号钢厂"), &json!(1)), "{alone}");
}

#[test]
fn a_form_tells_what_is_inherited_and_unchanged_changes_nothing() {
    let shell = steel();
    shell.ok(&["look", "answer", "--industry", "钢铁", "trend.entrants", "--unknown"]);
    for (file, words) in [
        ("steel.yaml", "# from the industry 钢铁: 4 · "),
        ("steel.csv", "from the industry 钢铁: nobody knows (2026-03-02)"),
        ("steel.ndjson", "from the industry 钢铁: -3% (2026-01-10)"),
        ("steel.md", "*from the industry 钢铁: -3%"),
    ] {
        shell.ok(&["look", "export", "示例钢铁", "trend", "-o", file]);
        let form = std::fs::read_to_string(shell.path(file)).unwrap();
        assert!(form.contains(words), "{file}: {form}");
        let is_for_paper = file == "steel.md";
        if !is_for_paper {
            let run = shell.run(&["look", "import", file, "--account", "示例钢铁"]);
            assert!(run.stderr.contains("0 answers recorded"), "{file}: {}", run.stderr);
        }
        assert_eq!(shell.json(&["look", "history", "示例钢铁"]), json!([]), "{file}");
    }
    let form = shell.ok(&["look", "export", "示例钢铁", "trend", "--format", "yaml", "--lang", "zh"]);
    assert!(form.contains("沿用行业「钢铁」：4 · "), "{form}");
    let empty = shell.ok(&["look", "export", "示例钢铁", "trend", "--format", "yaml", "--empty"]);
    assert!(!empty.contains("from the industry"), "{empty}");
}

#[test]
fn what_an_industry_is_asked_keeps_its_name_in_calendars() {
    let shell = steel();
    let of_industry = "looks:\n  - {id: customer, items: [{id: brand_beacon, of: industry}]}\n";
    shell.write("mine.yaml", of_industry);
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    let uid = || {
        let calendar = shell.ok(&["next", "--kind", "question", "--format", "ics"]);
        calendar.lines().find(|line| line.starts_with("UID:question-industry-1-")).map(str::to_owned)
    };
    let alone = uid();
    assert!(alone.as_ref().is_some_and(|uid| uid.contains("customer.brand_beacon-20")), "{alone:?}");
    shell.ok(&["add", "二号钢厂", "--industry", "钢铁", "--relation", "customer", "--owner", "li"]);
    assert_eq!(uid(), alone, "a second account does not change it");
}

#[test]
fn what_an_account_would_not_know_its_industry_says_in_a_simulation() {
    let shell = steel();
    shell.ok(&["look", "answer", "示例钢铁", "trend.rivalry", "1", "--source", "visit"]);
    let simulated = shell.json(&["tier", "simulate", "示例钢铁", "--set", "trend.rivalry=unknown"]);
    let supposed = shell.json(&["what-if", "示例钢铁", "--set", "trend.rivalry=unknown"]);
    assert_eq!(simulated["after"]["score"], supposed["score"]["after"]["score"]);
    assert_eq!(simulated["after"]["coverage"], simulated["before"]["coverage"], "as much is known");
    let told = simulated["assumptions"][0]["after"].as_str().unwrap();
    assert!(told.starts_with("4 · ") && told.ends_with("(as its industry says)"), "{told}");
    shell.ok(&["look", "answer", "示例钢铁", "trend.rivalry", "--unknown"]);
    let is_now =
        || shell.json(&["what-if", "示例钢铁", "--set", "account.note=x"])["score"]["before"].clone();
    assert_eq!(is_now()["score"], simulated["after"]["score"]);
    let other = ["what-if", "示例钢铁", "--set", "account.industry=Nope", "--set", "trend.rivalry=unknown"];
    let other = shell.json(&other);
    shell.ok(&["edit", "示例钢铁", "--industry", "Nope"]);
    assert_eq!(other["score"]["after"]["score"], is_now()["score"], "{other}");
}

#[test]
fn what_is_about_each_account_by_now_is_mended_at_each() {
    let shell = steel();
    let of_account = "looks:\n  - {id: trend, items: [{id: rivalry, of: account}]}\n";
    shell.write("mine.yaml", of_account);
    shell.ok(&["config", "set", "playbook", "mine.yaml"]);
    let found = shell.json(&["--as-of", "2027-06-01", "check", "示例钢铁", "--rule", "stale_answers"]);
    let fixes: Vec<&str> =
        found.as_array().unwrap().iter().map(|found| found["fix"].as_str().unwrap()).collect();
    assert_eq!(
        fixes,
        [
            "acct look answer 示例钢铁 trend.rivalry VALUE",
            "acct look answer --industry 钢铁 trend.market_growth VALUE"
        ]
    );
    assert_eq!((&found[0]["kind"], &found[0]["industry"]), (&json!("industry_finding"), &Value::Null));
    shell.ok(&["look", "answer", "示例钢铁", "trend.rivalry", "3", "--source", "visit"]);
}
