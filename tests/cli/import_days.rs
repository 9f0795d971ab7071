//! Days in lists: moves are taken in their order, and nothing ends before it begins, wherever it comes from.

use crate::shell::Shell;

#[test]
fn an_earlier_move_does_not_follow_a_later_one() {
    let shell = Shell::new();
    shell.ok(&["add", "One"]);
    shell.ok(&["stage", "set", "One", "goal", "--reason", "known"]);
    let header = "account,step,from_stage,to_stage,date,evidence\n";
    shell.write("moves.csv", format!("{header}One,advance,,aware,2026-01-05,met\n"));
    let told = shell.refused(1, &["import", "moves.csv"]);
    assert!(told.contains("the account has a stage_move of 2026-03-02 already"), "{told}");
    shell.write(
        "moves.csv",
        format!("{header}Two,advance,,aware,2026-01-05,met\nTwo,set,,pain,2026-01-02,\n"),
    );
    shell.ok(&["import", "moves.csv", "--create-accounts"]);
    assert_eq!(shell.json(&["show", "Two"])["stage"], "aware", "the latest day counts");
}

#[test]
fn moves_are_taken_by_their_days_however_files_list_them() {
    let header = "account,project,step,from_stage,to_stage,date,evidence\n";
    let newest_first = "One,,advance,aware,goal,2026-02-01,b\nOne,,advance,,aware,2026-01-01,a\n";
    let same_day = "Two,,advance,pain,goal,2026-02-01,c\nTwo,,advance,aware,pain,2026-02-01,b\nTwo,,advance,,aware,2026-01-01,a\n";
    let shell = Shell::new();
    shell.write("moves.csv", format!("{header}{newest_first}{same_day}"));
    shell.ok(&["import", "moves.csv", "--create-accounts"]);
    for account in ["One", "Two"] {
        assert_eq!(shell.json(&["show", account])["stage"], "goal", "{account}");
        let history = shell.json(&["stage", "history", account]);
        assert_eq!(history.as_array().unwrap().len(), if account == "One" { 2 } else { 3 }, "{history}");
    }
    // Of several files the one with the earlier days comes first, and what comes too late is told with its line.
    shell.write("1.csv", format!("{header}Three,,advance,aware,goal,2026-02-01,b\n"));
    shell.write("2.csv", format!("{header}Three,,advance,,aware,2026-01-01,a\n"));
    shell.ok(&["import", "1.csv", "2.csv", "--create-accounts"]);
    assert_eq!(shell.json(&["show", "Three"])["stage"], "goal");
    shell.write("3.csv", format!("{header}Three,,advance,,pain,2026-01-15,late\n"));
    let told = shell.refused(1, &["import", "3.csv"]);
    assert!(told.contains("3.csv:2: ") && told.contains("has a stage_move of 2026-02-01 already"), "{told}");
}

#[test]
fn a_record_that_ends_before_it_begins_is_refused_wherever_it_comes_from() {
    let shell = Shell::new();
    shell.ok(&["add", "One"]);
    shell.ok(&["contact", "add", "One", "Ann"]);
    shell.write("trips.csv", "account,contact,place,from,to\nOne,Ann,Bern,2026-03-10,2026-03-01\n");
    let told = shell.refused(1, &["import", "trips.csv", "--as", "trips"]);
    assert!(told.contains("trips.csv:2: to: Until (2026-03-01) comes before From (2026-03-10)"), "{told}");
    let told = shell.refused(
        1,
        &["contact", "trip", "add", "One", "Ann", "Bern", "--from", "2026-03-10", "--to", "2026-03-01"],
    );
    assert!(told.contains("Until (2026-03-01) comes before From (2026-03-10)"), "{told}");
    let strategy = ["strategy", "add", "One", "S", "--from", "2026-12-31", "--until"];
    let add = |until: &'static str| strategy.iter().copied().chain([until]).collect::<Vec<_>>();
    let told = shell.refused(1, &[add("2026-01-01"), vec!["--lang", "zh"]].concat());
    assert!(told.contains("结束日期（2026-01-01）早于开始日期（2026-12-31）"), "{told}");
    shell.ok(&add("2026-12-31"));
    shell.refused(1, &["strategy", "edit", "#1", "--from", "2027-01-01"]);
    let line = |year: &'static str| {
        [
            "economics", "add", "One", "Spares", "--side", "cost", "--amount", "CNY 1", "--year", year,
            "--until", "2027",
        ]
    };
    let told = shell.refused(1, &line("2030"));
    assert!(told.contains("Last year (2027) comes before First year (2030)"), "{told}");
    shell.ok(&line("2027"));
    shell.write(
        "lines.csv",
        "account,title,alternative,side,amount,year,until\nOne,Spares,ours,cost,CNY 1,2028,2027\n",
    );
    let told =
        shell.refused(1, &["import", "lines.csv", "--as", "economic-lines", "--on-conflict", "update"]);
    assert!(told.contains("Last year (2027) comes before First year (2028)"), "{told}");
    let told = shell.refused(
        1,
        &[
            "voice", "add", "One", "Late", "--kind", "complaint", "--date", "2026-02-01", "--handled-date",
            "2026-01-20",
        ],
    );
    assert!(told.contains("Handled on (2026-01-20) comes before Date (2026-02-01)"), "{told}");
}
