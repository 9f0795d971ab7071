//! Rows that look like accounts that are there: held back, decided about, imported.

use crate::shell::Shell;

fn known() -> Shell {
    let shell = Shell::new();
    shell.write(
        "known.csv",
        "name,city,website\nExample Steel Ltd,Lyon,https://steel.example\n示例钢铁有限公司,上海,\n",
    );
    shell.ok(&["import", "known.csv"]);
    shell
}

const LIST: &str = "name,city\nEXAMPLE STEEL,Lyon\nExmaple Steel Limited,Paris\n示例鋼鐵,上海\n示例钢铁股份有限公司,北京\nUnlike Foods,Oslo\n";

#[test]
fn what_looks_like_an_account_is_written_aside_and_counts_add_up() {
    let shell = known();
    shell.write("list.csv", LIST);
    let dry = shell.json(&["import", "list.csv", "--dry-run"]);
    let done = shell.json(&["import", "list.csv"]);
    for key in ["read", "created", "updated", "unchanged", "near", "rejected"] {
        assert_eq!(done[key], dry[key], "{key}");
    }
    let counts = ["created", "unchanged", "near", "read"].map(|key| done[key].as_u64().unwrap());
    assert_eq!(counts, [1, 2, 2, 5]);
    let near = &done["files"][0]["near_accounts"];
    assert_eq!((&near[0]["id"], &near[0]["held"], &near[1]["id"]), (&1.into(), &true.into(), &2.into()));
    assert_eq!(done["reviews"], serde_json::json!(["list.review.csv"]));
    let row = |row: &serde_json::Value| format!("{} {} {}", row["line"], row["outcome"], row["id"]);
    let rows: Vec<String> = done["rows"].as_array().unwrap().iter().map(row).collect();
    assert_eq!(
        rows,
        ["2 \"unchanged\" 1", "3 \"near\" 1", "4 \"unchanged\" 2", "5 \"near\" 2", "6 \"created\" 3"]
    );
    let review = std::fs::read_to_string(shell.path("list.review.csv")).unwrap();
    assert!(review.starts_with("same_or_new,looks_like,looks_like_id,looks_like_score,looks_like_because,name,city\n,Example Steel Ltd,#1,"), "{review}");
    // Nothing was decided: all of it waits again, beside the first file.
    let again = shell.json(&["import", "list.review.csv"]);
    assert_eq!((&again["near"], &again["operation"]), (&2.into(), &serde_json::Value::Null));
    std::fs::remove_file(shell.path("list.review-2.csv")).unwrap();
    let decided = review.replacen("\n,", "\nsame,", 1).replacen("\n,", "\nnew,", 1);
    shell.write("list.review.csv", decided);
    let told = shell.refused(1, &["import", "list.review.csv"]);
    assert!(told.contains("differs in"), "{told}");
    let done = shell.json(&["import", "list.review.csv", "--on-conflict", "update", "--fields", "fill"]);
    assert_eq!((&done["updated"], &done["created"], &done["near"]), (&1.into(), &1.into(), &0.into()));
    assert_eq!(shell.json(&["show", "Exmaple Steel Limited"])["city"], "Lyon");
    let noted = &shell.json(&["export"])["account_distinctions"];
    assert_eq!(noted[0]["by"], "ann", "who said so is kept: {noted}");
    // What was said to be new is no look-alike any more, here and where it goes.
    assert_eq!(shell.json(&["account", "dupes"]), serde_json::json!([]));
    shell.ok(&["export", "-o", "all/"]);
    shell.ok(&["--db", "copy.db", "import", "all/", "--near", "create"]);
    assert_eq!(shell.json(&["--db", "copy.db", "account", "dupes"]), serde_json::json!([]));
    shell.ok(&["undo", "--yes"]);
    shell.ok(&["redo", "--yes"]);
    assert_eq!(shell.json(&["account", "dupes"]), serde_json::json!([]));
    // Two companies have the name without its legal form now: which is meant nobody knows.
    assert_eq!(shell.json(&["import", "list.csv", "--on-conflict", "skip"])["near"], 1);
}

#[test]
fn a_new_account_is_made_of_what_looks_like_one_where_that_is_wanted() {
    let shell = known();
    shell.write("list.csv", LIST);
    let done = shell.run(&["import", "list.csv", "--near", "create"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stderr.contains("2 new accounts look like another one"), "{}", done.stderr);
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 5);
    assert!(!shell.path("list.review.csv").exists());
}

#[test]
fn keeping_what_is_newer_needs_to_know_when_rows_changed() {
    let shell = known();
    shell.write("list.csv", "name,city\nExample Steel Ltd,Paris\n");
    let update = ["import", "list.csv", "--on-conflict", "update", "--fields", "keep-newer"];
    let told = shell.refused(2, &update);
    assert!(told.contains("no column says when a row was last changed"), "{told}");
    shell.write("list.csv", "name,city,Last Modified\nExample Steel Ltd,Paris,2999-01-01\n");
    assert_eq!(shell.json(&update)["updated"], 1);
}

#[test]
fn people_of_a_company_that_is_held_back_wait_with_it_and_none_is_lost() {
    let shell = known();
    shell.write(
        "mixed.csv",
        "Company Name,Industry,Contact 1 Name,Contact 1 Email\nExmaple Steel Ltd,,Ann,ann@x.example\n,,Bob,bob@x.example\nExample Steel,,Carl,\n示例鋼鐵,,李示例,\n",
    );
    let done = shell.json(&["import", "mixed.csv"]);
    assert_eq!(done["rejected"], 0, "{done}");
    let review = std::fs::read_to_string(shell.path("mixed.review.csv")).unwrap();
    for name in ["Ann", "Bob"] {
        assert!(review.contains(&format!("Exmaple Steel Ltd,,{name},")), "{review}");
    }
    assert_eq!(shell.json(&["contact", "list", "Example Steel Ltd"])[0]["name"], "Carl");
    assert_eq!(shell.json(&["contact", "list", "示例钢铁有限公司"])[0]["name"], "李示例");
    shell.write("mixed.review.csv", review.replace("\n,", "\nsame,"));
    let done = shell.json(&["import", "mixed.review.csv"]);
    assert_eq!((&done["rejected"], &done["near"]), (&0.into(), &0.into()), "{done}");
    let people = shell.json(&["contact", "list", "Example Steel Ltd", "--columns", "name"]);
    assert_eq!(people.as_array().unwrap().len(), 3, "{people}");
}

#[test]
fn a_text_that_breaks_off_is_imported_by_no_means() {
    let shell = Shell::new();
    let mut list = b"name\n".to_vec();
    list.extend((0..50_000).flat_map(|number| format!("Company {number}\n").into_bytes()));
    list.extend(b"\xff\nLast\n");
    shell.write("list.csv", &list);
    let told = shell.refused(3, &["import", "list.csv", "--keep-going", "--encoding", "utf-8"]);
    assert!(told.contains("is not valid UTF-8"), "{told}");
    assert_eq!(shell.json(&["list"]), serde_json::json!([]));
}

#[test]
fn what_is_said_about_a_company_holds_for_its_rows_in_all_files() {
    let shell = known();
    shell.write("a.csv", "account,name\nExmaple Steel Ltd,Ann Example\n");
    shell.write("b.csv", "account,name\nEXMAPLE steel ltd,Bob Example\n");
    let mut keyboard = crate::keyboard::Keyboard::open(&shell, &["import", "a.csv", "b.csv"]);
    keyboard.answers("Decide now?", &["y"]);
    keyboard.sees("1 other row of this company");
    keyboard.answers("The same", &["\r"]);
    keyboard.sees("Imported as operation 3");
    assert_eq!(keyboard.code(), Some(0));
    assert_eq!(shell.json(&["contact", "list", "Example Steel Ltd"]).as_array().unwrap().len(), 2);
}
