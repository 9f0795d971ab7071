//! The decision processes of projects as a shell sees them.

use serde_json::{Value as Json, json};

use crate::shell::Shell;

fn shell_with_projects() -> Shell {
    let shell = Shell::new();
    shell.ok(&["add", "示例钢铁", "--owner", "li", "--relation", "customer"]);
    for (name, value) in [("一期", "100万"), ("二期", "300万")] {
        shell.ok(&["project", "add", "示例钢铁", name, "--value", value, "--owner", "li"]);
    }
    shell
}

fn stage(shell: &Shell, arguments: &[&str]) -> String {
    shell.ok(&[&["stage"], arguments].concat())
}

/// Stage, status, winner and close date of a project.
fn standing(shell: &Shell, project: &str) -> [Json; 4] {
    let shown = shell.json(&["project", "show", "示例钢铁", project]);
    ["stage", "status", "winner", "close_date"].map(|field| shown[field].clone())
}

fn texts<'j>(list: &'j Json, field: &str) -> Vec<&'j str> {
    list.as_array().unwrap().iter().map(|entry| entry[field].as_str().unwrap_or("-")).collect()
}

#[test]
fn an_edit_of_the_status_asks_what_close_asks() {
    let shell = shell_with_projects();
    let told = shell.refused(1, &["project", "edit", "示例钢铁", "一期", "--status", "lost"]);
    assert!(told.contains("一期 cannot be \"lost\" without: reason"), "{told}");
    let command = "acct stage close 示例钢铁 lost --project 一期 --reason TEXT";
    assert!(told.contains(command) && !told.contains("--winner"), "{told}");
    let renamed = ["project", "edit", "示例钢铁", "一期", "--name", "新名", "--status", "lost"];
    let told = shell.refused(1, &renamed);
    assert!(told.contains(command), "{told}");
    let told =
        shell.refused(1, &["project", "edit", "示例钢铁", "一期", "--status", "dormant", "--lang", "zh"]);
    assert!(told.contains("一期 还不能设为") && told.contains("--reason 文字"), "{told}");
    shell.ok(&["project", "edit", "示例钢铁", "一期", "--close-date", "2027-01-31"]);
    shell.ok(&["project", "edit", "示例钢铁", "一期", "--status", "won"]);
    assert_eq!(standing(&shell, "一期")[3], "2026-03-02", "it is over since today");
    shell.refused(
        1,
        &["project", "edit", "示例钢铁", "二期", "--status", "won", "--close-date", "2027-01-31"],
    );
    shell.ok(&[
        "project", "edit", "示例钢铁", "二期", "--status", "lost", "--reason", "价格", "--close-date",
        "2026-02-27",
    ]);
    assert_eq!(standing(&shell, "二期")[3], "2026-02-27");
    let told = shell.refused(1, &["project", "edit", "示例钢铁", "二期", "--close-date", "2026-12-01"]);
    assert!(told.contains("2026-12-01"), "{told}");
    shell.write("note.csv", "account,name,status,note\n示例钢铁,二期,lost,示例备注\n");
    let note = ["--as-of", "2026-01-01", "import", "note.csv", "--as", "projects"];
    shell.ok(&[&note[..], &["--on-conflict", "update"]].concat());
    assert_eq!(standing(&shell, "二期")[3], "2026-02-27", "the row gives no day");
}

#[test]
fn a_project_that_is_over_when_it_is_added_says_what_close_asks() {
    let shell = shell_with_projects();
    let add = ["project", "add", "示例钢铁", "备件框架", "--status", "lost"];
    let told = shell.refused(1, &add);
    assert!(told.contains("备件框架 cannot be \"lost\" without: reason"), "{told}");
    assert!(told.contains("hint: add to the command: --reason TEXT"), "{told}");
    let told = shell.refused(1, &[&add[..], &["--lang", "zh"]].concat());
    assert!(told.contains("提示：在命令后加上：--reason 文字"), "{told}");
    shell.refused(1, &[&add[..], &["--reason", "价格", "--close-date", "2027-01-31"]].concat());
    assert_eq!(shell.json(&["project", "list"]).as_array().unwrap().len(), 2, "nothing was added");
    shell.ok(&[&add[..], &["--reason", "价格"]].concat());
    assert_eq!(standing(&shell, "备件框架")[3], "2026-03-02", "it is over since today");

    let mut keyboard = crate::keyboard::Keyboard::open(
        &shell,
        &["project", "add", "示例钢铁", "搁置的项目", "--status", "dormant"],
    );
    keyboard.answers("Reason", &["预算\r"]);
    keyboard.sees("Added project");
    assert_eq!(keyboard.code(), Some(0));
}

#[test]
fn a_list_of_projects_that_are_over_is_taken_as_it_is_and_check_tells_what_it_lacks() {
    let shell = shell_with_projects();
    let list = "account,name,status,close_date\n示例钢铁,旧项目,lost,\n示例钢铁,老项目,won,2027-01-31\n\
        示例钢铁,一期,dormant,\n";
    shell.write("projects.csv", list);
    let import = ["import", "projects.csv", "--on-conflict", "update"];
    let told = shell.run(&import);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(told.stderr.contains("line 3 \"2027-01-31\" as 2026-03-02"), "{}", told.stderr);
    assert_eq!(standing(&shell, "旧项目")[3], json!(null), "nobody knows when");
    assert_eq!(standing(&shell, "老项目")[3], "2026-03-02", "what is over has ended by now");
    assert_eq!(standing(&shell, "一期")[3], "2026-03-02", "it ended since it was open");
    let found = shell.json(&["check", "--rule", "project_lost_unexplained"]);
    assert_eq!(texts(&found, "record"), ["一期", "旧项目"], "{found}");
    let told = shell.run(&["import", "projects.csv"]);
    assert_eq!(told.code, 0, "the same list again changes nothing: {}", told.stderr);
    assert!(told.stderr.contains("3 unchanged"), "{}", told.stderr);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["project", "show", "示例钢铁", "一期"])["status"], "open");
}

#[test]
fn a_project_and_its_account_stand_each_where_its_own_moves_say() {
    let shell = shell_with_projects();
    stage(&shell, &["set", "示例钢铁", "aware", "--date", "2026-02-01"]);
    stage(&shell, &["set", "示例钢铁", "measures", "--project", "一期", "--date", "2026-01-10"]);
    stage(&shell, &["set", "示例钢铁", "goal", "--project", "二期"]);
    stage(&shell, &["signal", "示例钢铁", "asks_for_price_cut", "--project", "一期"]);
    assert_eq!(shell.json(&["show", "示例钢铁"])["stage"], "aware");
    assert_eq!(shell.json(&["stage", "history", "示例钢铁"]).as_array().unwrap().len(), 1);
    let account = shell.json(&["stage", "show", "示例钢铁"]);
    assert_eq!((&account["stage"], &account["project"]), (&json!("aware"), &Json::Null));
    assert_eq!(account["suggestions"], json!([]), "a signal of a project says nothing of the account");
    let project = shell.json(&["stage", "show", "示例钢铁", "--project", "一期"]);
    assert_eq!((&project["stage"], &project["project"]), (&json!("measures"), &json!("一期")));
    assert_eq!(project["days"], 51);
    let command = project["suggestions"][0]["command"].as_str().unwrap();
    assert_eq!(command, "acct stage advance 示例钢铁 --project 一期 --to evaluate_cost --evidence TEXT");
    assert_eq!(standing(&shell, "二期")[0], "goal");

    let board = shell.json(&["stage", "board"]);
    assert_eq!((texts(&board, "account"), texts(&board, "stage")), (vec!["示例钢铁"], vec!["aware"]));
    let board = shell.json(&["stage", "board", "--projects"]);
    assert_eq!(
        (texts(&board, "project"), texts(&board, "stage")),
        (vec!["二期", "一期"], vec!["goal", "measures"])
    );
    assert_eq!(texts(&shell.json(&["stage", "stalled", "--projects"]), "project"), ["一期"]);
    assert_eq!(shell.json(&["stage", "stalled"]), json!([]));
    let listed = shell.json(&["project", "list", "--where", "stage>goal", "--sort", "stage"]);
    assert_eq!((texts(&listed, "name"), texts(&listed, "stage_since")), (vec!["一期"], vec!["2026-01-10"]));
    assert!(shell.ok(&["stage", "board", "--projects", "--lang", "zh"]).contains("一期 [示例钢铁 51天!]"));
    let shown = shell.json(&["project", "show", "示例钢铁", "一期"]);
    assert_eq!(
        (&shown["days"], &shown["expected_days"], &shown["stalled"]),
        (&json!(51), &json!(30), &json!(true))
    );
    assert_eq!(shown["history"][0]["to"], "measures");
}

#[test]
fn an_advance_of_a_project_asks_for_the_criteria_of_its_account_and_repeats_the_project() {
    let shell = shell_with_projects();
    let advance = ["stage", "advance", "示例钢铁", "--project", "一期", "--evidence", "他们提了"];
    let told = shell.refused(1, &advance);
    assert!(told.contains("示例钢铁 · 一期") && told.contains("somebody_met"), "{told}");
    assert!(told.contains("acct stage advance 示例钢铁 --project 一期 --evidence TEXT --force"), "{told}");
    shell.ok(&["contact", "add", "示例钢铁", "张示例", "--relationship", "1"]);
    shell.ok(&advance);
    assert_eq!(standing(&shell, "一期")[0], "aware");
    assert_eq!(shell.json(&["show", "示例钢铁"])["stage"], Json::Null);
    assert!(shell.refused(1, &["stage", "show", "示例钢铁", "--project", "三期"]).contains("一期"));
}

#[test]
fn the_end_of_a_decision_and_the_status_of_a_project_say_the_same() {
    let shell = shell_with_projects();
    stage(&shell, &["set", "示例钢铁", "evaluate_cost", "--project", "一期", "--date", "2026-01-10"]);
    let close = [
        "close", "示例钢铁", "lost", "--project", "一期", "--reason", "价格", "--winner", "对手公司",
        "--date", "2026-02-20",
    ];
    stage(&shell, &close);
    let lost = [json!("evaluate_cost"), json!("lost"), json!("对手公司"), json!("2026-02-20")];
    assert_eq!(standing(&shell, "一期"), lost);
    assert_eq!(shell.json(&["project", "show", "示例钢铁", "一期"])["reason"], "价格");
    stage(&shell, &["reopen", "示例钢铁", "--project", "一期"]);
    let open = [json!("evaluate_cost"), json!("open"), Json::Null, Json::Null];
    assert_eq!(standing(&shell, "一期"), open);

    // A status by hand is the move that it means, and told.
    let run = shell.run(&["project", "edit", "示例钢铁", "一期", "--status", "won"]);
    assert!(run.stderr.contains("Closed the decision of 示例钢铁 · 一期: won."), "{}", run.stderr);
    let moves = shell.json(&["stage", "history", "示例钢铁", "--project", "一期"]);
    assert_eq!(texts(&moves, "outcome"), ["-", "lost", "-", "won"]);
    // Another end corrects that one.
    shell.ok(&["project", "edit", "示例钢铁", "一期", "--status", "lost", "--reason", "关系"]);
    let moves = shell.json(&["stage", "history", "示例钢铁", "--project", "一期"]);
    assert_eq!(
        (texts(&moves, "outcome"), &moves[3]["reason"]),
        (vec!["-", "lost", "-", "lost"], &json!("关系"))
    );
    let reopen = ["project", "edit", "示例钢铁", "一期", "--status", "open"];
    let run = shell.run(&[&reopen[..], &["--dry-run"]].concat());
    assert!(run.stderr.contains("nothing says why it goes back; --reason TEXT does"), "{}", run.stderr);
    assert!(run.stderr.contains("The history would say: Reopened the decision"), "{}", run.stderr);
    shell.ok(&[&reopen[..], &["--reason", "预算回来了"]].concat());
    let moves = shell.json(&["stage", "history", "示例钢铁", "--project", "一期"]);
    assert_eq!(moves[4]["reason"], "预算回来了");
    assert_eq!(shell.json(&["stage", "show", "示例钢铁", "--project", "一期"])["closed"], false);
    assert_eq!(shell.json(&["project", "show", "示例钢铁", "一期"])["reason"], Json::Null);

    // All of it is undone, one operation after the other.
    for status in ["lost", "won", "open", "lost", "open"] {
        shell.ok(&["undo", "--yes"]);
        assert_eq!(standing(&shell, "一期")[1], status);
    }
}

#[test]
fn a_project_that_is_taken_up_again_is_to_be_decided_when_it_was_planned() {
    let shell = shell_with_projects();
    let closes = |project: &str| shell.json(&["project", "show", "示例钢铁", project])["close_date"].clone();
    for project in ["一期", "二期"] {
        shell.ok(&["project", "edit", "示例钢铁", project, "--close-date", "2027-05-01"]);
    }
    // By its moves, and by its status alone.
    stage(&shell, &["set", "示例钢铁", "goal", "--project", "一期"]);
    for project in ["一期", "二期"] {
        stage(&shell, &["close", "示例钢铁", "lost", "--project", project, "--reason", "价格"]);
        assert_eq!(closes(project), "2026-03-02");
        let refused =
            shell.refused(1, &["project", "edit", "示例钢铁", project, "--close-date", "2028-01-01"]);
        assert!(refused.contains("2028-01-01 has not come yet"), "{refused}");
        stage(&shell, &["reopen", "示例钢铁", "--project", project, "--reason", "预算回来了"]);
        assert_eq!(closes(project), "2027-05-01");
        shell.ok(&["project", "edit", "示例钢铁", project, "--status", "dormant", "--reason", "等"]);
        shell.ok(&["project", "edit", "示例钢铁", project, "--status", "open"]);
        assert_eq!(closes(project), "2027-05-01");
    }
}

#[test]
fn an_end_in_no_stage_invents_none() {
    let shell = shell_with_projects();
    stage(&shell, &["close", "示例钢铁", "won", "--project", "一期", "--evidence", "合同已签"]);
    let shown = shell.json(&["project", "show", "示例钢铁", "一期"]);
    assert_eq!(
        (&shown["status"], &shown["stage"], &shown["close_date"]),
        (&json!("won"), &Json::Null, &json!("2026-03-02"))
    );
    assert_eq!(shown["note"], "2026-03-02: 合同已签");
    assert_eq!(shell.json(&["stage", "history", "示例钢铁", "--project", "一期"]), json!([]));
    let told = shell.json(&["project", "conversion"]);
    assert_eq!((&told["projects"], &told["won"]["projects"]), (&json!(0), &json!(0)));
    let run = shell.run(&["stage", "reopen", "示例钢铁", "--project", "一期"]);
    assert!(run.stderr.contains("is open again."), "{}", run.stderr);
    assert_eq!(standing(&shell, "一期"), [Json::Null, json!("open"), Json::Null, Json::Null]);
    shell.ok(&["undo"]);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["project", "show", "示例钢铁", "一期"])["note"], Json::Null);
}

#[test]
fn a_project_without_moves_is_over_by_its_status_until_it_is_taken_up_again() {
    let shell = shell_with_projects();
    shell.ok(&[
        "project", "edit", "示例钢铁", "一期", "--status", "lost", "--reason", "价格", "--winner", "对手公司",
    ]);
    let told = shell.refused(1, &["stage", "set", "示例钢铁", "goal", "--project", "一期"]);
    assert!(told.contains("acct stage reopen 示例钢铁 --project 一期"), "{told}");
    stage(&shell, &["reopen", "示例钢铁", "--project", "一期", "--to", "goal"]);
    assert_eq!(standing(&shell, "一期"), [json!("goal"), json!("open"), Json::Null, Json::Null]);
}

#[test]
fn moves_of_several_processes_do_not_build_on_each_other() {
    let shell = shell_with_projects();
    stage(&shell, &["set", "示例钢铁", "aware"]);
    stage(&shell, &["set", "示例钢铁", "goal", "--project", "一期"]);
    stage(&shell, &["set", "示例钢铁", "pain", "--project", "一期", "--reason", "记错"]);
    stage(&shell, &["set", "示例钢铁", "goal", "--project", "二期"]);
    assert!(shell.refused(1, &["undo", "5", "--yes"]).contains("to pain or ambition"));
    shell.ok(&["undo", "4", "--yes"]);
    shell.ok(&["undo", "6", "--yes"]);
    shell.ok(&["undo", "5", "--yes"]);
    assert_eq!(standing(&shell, "一期")[0], Json::Null);
    assert_eq!(standing(&shell, "二期")[0], "goal");
}

#[test]
fn moves_go_with_their_project_and_with_an_account_that_is_merged() {
    let shell = shell_with_projects();
    stage(&shell, &["set", "示例钢铁", "goal", "--project", "一期"]);
    stage(&shell, &["signal", "示例钢铁", "asks_for_price_cut", "--project", "一期"]);
    shell.ok(&["project", "remove", "示例钢铁", "一期", "--yes"]);
    assert_eq!(shell.json(&["show", "示例钢铁"])["stage"], Json::Null);
    shell.ok(&["undo", "--yes"]);
    assert_eq!(standing(&shell, "一期")[0], "goal");
    shell.ok(&["add", "示例汽车"]);
    stage(&shell, &["set", "示例汽车", "aware"]);
    shell.ok(&["account", "merge", "示例汽车", "示例钢铁", "--yes"]);
    assert_eq!(shell.json(&["show", "示例汽车"])["stage"], "aware");
    assert_eq!(shell.json(&["project", "list", "示例汽车", "--where", "stage=goal"])[0]["name"], "一期");
    let told = shell.json(&["stage", "show", "示例汽车", "--project", "一期"]);
    assert_eq!(told["warnings"][0]["kind"], "mismatch");
}

#[test]
fn files_bring_moves_of_projects_in_whatever_order_they_are_named() {
    let shell = Shell::new();
    shell.write(
        "a_moves.csv",
        "account,project,step,from_stage,to_stage,date\n\
         示例钢铁,一期,set,,goal,2026-01-05\n示例钢铁,二期,set,,pain,2026-01-02\n示例钢铁,,set,,aware,2026-02-01\n",
    );
    shell.write(
        "b_projects.csv",
        "account,name,status,close_date\n示例钢铁,一期,lost,2026-02-10\n示例钢铁,二期,,\n",
    );
    shell.write("c_accounts.csv", "name\n示例钢铁\n");
    shell.ok(&["import", "a_moves.csv", "b_projects.csv", "c_accounts.csv"]);
    assert_eq!(shell.json(&["show", "示例钢铁"])["stage"], "aware");
    assert_eq!(standing(&shell, "二期"), [json!("pain"), Json::Null, Json::Null, Json::Null]);
    // The way came without its end, which the status tells.
    let moves = shell.json(&["stage", "history", "示例钢铁", "--project", "一期"]);
    assert_eq!(
        (texts(&moves, "step"), texts(&moves, "date")),
        (vec!["set", "close"], vec!["2026-01-05", "2026-02-10"])
    );
    assert_eq!(standing(&shell, "一期")[1], "lost");
    // An earlier move of another process stands in nobody's way; a file with the end alone ends the project.
    shell.write(
        "more.csv",
        "account,project,step,from_stage,to_stage,date,outcome\n示例钢铁,二期,close,pain,pain,2026-01-20,dormant\n",
    );
    shell.ok(&["import", "more.csv"]);
    assert_eq!(standing(&shell, "二期"), [json!("pain"), json!("dormant"), Json::Null, json!("2026-01-20")]);
    let again = shell.json(&["import", "a_moves.csv"]);
    assert_eq!(again["unchanged"], 3);
}

#[test]
fn the_pipeline_goes_by_stage_and_weighs_by_the_usual_probability_where_none_is_given() {
    let shell = shell_with_projects();
    stage(&shell, &["set", "示例钢铁", "goal", "--project", "一期"]);
    stage(&shell, &["set", "示例钢铁", "evaluate_risk", "--project", "二期"]);
    shell.ok(&["project", "edit", "示例钢铁", "二期", "--probability", "50%"]);
    shell.ok(&["project", "add", "示例钢铁", "三期", "--value", "USD 1m", "--owner", "ann"]);
    let rungs = shell.json(&["project", "pipeline", "--by", "stage"]);
    let told =
        |rung: &Json| (rung["stage"].clone(), rung["weighted"]["amount"].clone(), rung["by_stage"].clone());
    let rungs: Vec<_> = rungs["groups"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        rungs,
        [
            (json!("goal"), json!("200000.00"), json!(1)),
            (json!("evaluate_risk"), json!("1500000.00"), json!(0)),
            (Json::Null, Json::Null, json!(0)),
        ]
    );
    let run = shell.run(&["project", "pipeline", "--by", "stage", "--owner", "li", "--lang", "zh"]);
    assert!(run.stdout.contains("形成目标"), "{}", run.stdout);
    assert!(run.stderr.contains("其中 1 个项目未填概率") && !run.stdout.contains("USD"), "{}", run.stderr);
}

#[test]
fn conversion_is_told_from_the_history() {
    let shell = shell_with_projects();
    for (project, end) in [("一期", "won"), ("二期", "lost")] {
        stage(&shell, &["set", "示例钢铁", "goal", "--project", project, "--date", "2026-01-01"]);
        let to = ["requirements", "--project", project, "--reason", "r", "--date", "2026-01-11"];
        stage(&shell, &[&["set", "示例钢铁"][..], &to].concat());
        let end = ["close", "示例钢铁", end, "--project", project, "--reason", "r", "--date", "2026-02-10"];
        stage(&shell, &end);
    }
    shell.ok(&["project", "add", "示例钢铁", "三期"]);
    let told = shell.json(&["project", "conversion"]);
    assert_eq!((&told["projects"], &told["without_moves"]), (&json!(2), &json!(1)));
    assert_eq!(told["won"], json!({"projects": 1, "median_days": 40.0}));
    let requirements =
        told["stages"].as_array().unwrap().iter().find(|told| told["stage"] == "requirements").unwrap();
    assert_eq!(
        *requirements,
        json!({
            "stage": "requirements", "entered": 2, "went_on": 1, "went_back": 0, "lost": 1, "dormant": 0, "there": 0,
            "share": 50.0, "median_days": 30.0,
        })
    );
    let run = shell.run(&["project", "conversion", "--since", "2026-01-05", "--lang", "zh"]);
    assert!(
        !run.stdout.contains("形成目标") && run.stderr.contains("赢单 1 个"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert!(run.stderr.contains("另有 1 个项目还没有阶段"), "{}", run.stderr);
    let nobody = shell.json(&["project", "conversion", "--owner", "ann"]);
    assert_eq!(nobody["projects"], 0);
    assert!(shell.refused(2, &["project", "conversion", "--where", "worth>1"]).contains("worth"));
}

#[test]
fn reports_checks_and_the_agenda_tell_where_projects_stand() {
    let shell = shell_with_projects();
    shell.ok(&["contact", "add", "示例钢铁", "张示例"]);
    stage(&shell, &["set", "示例钢铁", "goal", "--project", "一期", "--date", "2025-12-01"]);
    let report = shell.ok(&["report", "account", "示例钢铁", "--lang", "zh"]);
    assert!(
        report.contains("### 各项目的决策阶段") && report.contains("| 一期 | 进行中 | 形成改进目标 | 91 天"),
        "{report}"
    );
    let report = shell.json(&["report", "account", "示例钢铁"]);
    let projects = &report["decision"]["projects"];
    assert_eq!((texts(projects, "name"), &projects[0]["unmet"]), (vec!["一期", "二期"], &json!(1)));
    let found = shell.json(&["check", "示例钢铁", "--rule", "project_stalled"]);
    assert_eq!(found[0]["fix"], "acct stage show 示例钢铁 --project 一期");
    let next = shell.json(&["next", "--kind", "stage"]);
    assert!(next[0]["what"].as_str().unwrap().starts_with("一期 · "), "{next}");
    let found = shell.json(&["search", "一期"]);
    assert!(texts(&found, "title").iter().any(|title| title.starts_with("一期")), "{found}");
}

#[test]
fn at_a_prompt_an_end_by_edit_is_asked_for_its_reason() {
    let shell = shell_with_projects();
    let edit = ["project", "edit", "示例钢铁", "一期", "--status", "lost"];
    let mut keyboard = crate::keyboard::Keyboard::open(&shell, &edit);
    keyboard.answers("Reason", &["价格\r"]);
    keyboard.sees("Changed 一期");
    assert_eq!(keyboard.code(), Some(0));
    let shown = shell.json(&["project", "show", "示例钢铁", "一期"]);
    assert_eq!((&shown["status"], &shown["reason"]), (&json!("lost"), &json!("价格")));
}
