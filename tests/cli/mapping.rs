//! What the columns of a file are taken for, and how that is told, changed and kept.

use crate::shell::Shell;

#[test]
fn an_account_is_known_by_its_credit_code_under_another_name() {
    let shell = Shell::new();
    let codes = "甲公司,91310000MA1FAKE015,\n乙公司,,uscc:91110108MA0EXAMP19\n丙公司,-,\n丁公司,-,\n";
    shell.write("a.csv", format!("企业名称,统一社会信用代码,外部编号\n{codes}"));
    assert_eq!(shell.json(&["import", "a.csv"])["created"], 4);
    shell.write("b.csv", "名称,信用代码\n甲集团,91310000ma1fake015\n乙集团,91110108MA0EXAMP19\n");
    assert_eq!(shell.json(&["import", "b.csv", "--on-conflict", "update"])["updated"], 2);
    assert_eq!(shell.json(&["show", "甲公司"])["name"], "甲集团");
    assert_eq!(shell.json(&["show", "uscc:91110108MA0EXAMP19"])["aliases"][0], "乙公司");
}

#[test]
fn a_guess_and_what_was_not_taken_are_told_in_both_languages() {
    let shell = Shell::new();
    shell.write("a.csv", "name,Company,Industy,Citty,Tel,Phone Number\nOne,1 AG,Steel,Lyon,,12\n");
    let run = shell.run(&["import", "a.csv"]);
    for told in [
        "\"Industy\" understood as industry (87% alike)",
        "\"Company\" also means name, which \"name\" fills",
        "Tel, Phone Number: the first of them that is filled becomes phone",
        "columns left out: Company (1 value), Citty (perhaps city?; 1 value) (--map",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    assert_eq!(shell.json(&["show", "One"])["phone"], "12");
    let run = shell.run(&["import", "a.csv", "--lang", "zh"]);
    assert!(run.stderr.contains("“Industy”理解为“industry”（相似度 87%）"), "{}", run.stderr);
    let files = &shell.json(&["import", "a.csv"])["files"][0];
    assert_eq!(files["guessed"][0]["percent"], 87);
}

#[test]
fn the_file_of_a_program_is_recognised_and_its_values_are_ours() {
    let shell = Shell::new();
    shell.write(
        "sf.csv",
        "Id,IsDeleted,Name,Type,BillingCity,BillingCountry,NumberOfEmployees,Ownership,OwnerId\n\
         001A,0,Example Steel,Customer - Direct,Lyon,France,1200,Public,005X\n\
         001B,0,Example Paper,Technology Partner,Ulm,Germany,,Private,005X\n",
    );
    let run = shell.run(&["import", "sf.csv"]);
    assert!(run.stderr.contains("recognised as salesforce-account"), "{}", run.stderr);
    let steel = shell.json(&["show", "sf:001A"]);
    assert_eq!((steel["relation"].as_str(), steel["ownership"].as_str()), (Some("customer"), Some("listed")));
    let paper = shell.json(&["show", "sf:001B"]);
    assert_eq!((paper["relation"].as_str(), paper["tags"][0].as_str()), (None, Some("Technology Partner")));
    shell.write(
        "people.csv",
        "Id,AccountId,LastName,FirstName,MailingCity,Title\n003A,001B,Miller,Ann,Ulm,CFO\n",
    );
    shell.ok(&["import", "people.csv"]);
    assert_eq!(shell.json(&["contact", "show", "Example Paper", "Ann Miller"])["title"], "CFO");
    shell.write("plain.csv", "Id,IsDeleted,Name,BillingCity,OwnerId\n9,0,Example Glass,Bonn,1\n");
    let done = shell.json(&["import", "plain.csv", "--profile", "none"]);
    assert_eq!((done["files"][0]["profile"].as_str(), done["created"].as_u64()), (None, Some(1)));
}

#[test]
fn a_profile_is_kept_found_listed_and_told_where_it_is_broken() {
    let shell = Shell::new();
    shell.write("list.csv", "Firma;Rang;Kennung\nExample Steel;first;7\n");
    let maps = ["--map", "Firma=name", "--map", "Rang=", "--map", "Kennung=external_ids:erp"];
    let words =
        [&["import", "list.csv"], &maps[..], &["--delimiter", ";", "--save-profile", "ours"]].concat();
    shell.ok(&words);
    let told = shell.refused(1, &words);
    assert!(told.contains("there is a profile ours already") && told.contains("--yes"), "{told}");
    shell.write("next.csv", "Firma;Rang;Kennung\nExample Paper;second;8\n");
    shell.ok(&["import", "next.csv", "--profile", "ours"]);
    assert_eq!(shell.json(&["show", "erp:8"])["name"], "Example Paper");
    let listed = shell.json(&["import", "--profiles"]);
    assert_eq!((listed[0]["name"].as_str(), listed[0]["kind"].as_str()), (Some("ours"), Some("account")));
    assert!(listed.as_array().unwrap().iter().any(|profile| profile["name"] == "hubspot-company"));
    let told = shell.refused(1, &["import", "next.csv", "--profile", "our"]);
    assert!(told.contains("did you mean ours?"), "{told}");
    let file = listed[0]["file"].as_str().unwrap().to_owned();
    let broken = std::fs::read_to_string(&file).unwrap().replace("Firma: name", "Firma: nam");
    std::fs::write(&file, broken).unwrap();
    let told = shell.refused(3, &["import", "next.csv", "--profile", "ours"]);
    assert!(told.contains("ours.yaml:") && told.contains("\"nam\" is no field of account"), "{told}");
}

#[test]
fn what_would_be_understood_is_explained_without_a_database() {
    let shell = Shell::new();
    shell.write("a.csv", "名称,年营业收入,员工人数,Rank,密码\n甲,3.5亿,many,1,x\n");
    let run = shell.run(&["import", "--explain", "a.csv"]);
    let told = run.stdout;
    assert!(run.stderr.contains("error: 1 problem keeps this from being imported"), "{}", run.stderr);
    assert!(run.stderr.contains("hint: --map \"COLUMN=\" leaves a column out"), "{}", run.stderr);
    assert_eq!(run.code, 1);
    for part in [
        "3.5亿 -> CNY 350,000,000", "label", "not understood", "line 2: 员工人数: ", "Problem: ",
        "(not shown)",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let zh = shell.run(&["import", "--explain", "a.csv", "--lang", "zh"]).stdout;
    assert!(zh.contains("3.5亿 -> 3.5亿元") || zh.contains("各行：客户（与表头最相符）"), "{zh}");
    shell.write("a.csv", "名称,年营业收入,员工人数\n甲,3.5亿,many\n");
    let data = shell.json(&["import", "--explain", "a.csv"]);
    let revenue = &data[0]["columns"][1];
    assert_eq!((revenue["by"].as_str(), revenue["targets"][0].as_str()), (Some("label"), Some("revenue")));
    assert_eq!(revenue["samples"][0]["understood"]["amount"], "350000000.00");
    assert!(!shell.path("accounts.db").exists() && shell.refused(3, &["list"]).contains("there is no file"));
}

#[test]
fn secrets_are_refused_by_name_and_by_value() {
    let shell = Shell::new();
    shell.write("a.csv", "name,Password,remark\nOne,x,11010519491231002X\n");
    let told = shell.refused(1, &["import", "a.csv"]);
    assert!(told.contains("\"Password\" (passwords or keys), \"remark\" (identity numbers)"), "{told}");
    assert!(told.contains("--map \"COLUMN=\"") && told.contains("--allow-sensitive"), "{told}");
    shell.ok(&["import", "a.csv", "--map", "Password=", "--map", "remark="]);
    shell.write(
        "b.csv",
        "name,remark,统一社会信用代码,phone\nTwo,11010519491231002X,91310000MA1FAKE015,13800138000\n",
    );
    shell.ok(&["import", "b.csv", "--allow-sensitive"]);
    shell.write("c.csv", "name,统一社会信用代码,phone\nThree,91110108MA0EXAMP19,13800138000\n");
    shell.ok(&["import", "c.csv"]);
}

#[test]
fn a_row_of_a_company_and_people_is_an_account_with_contacts() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "公司名称,所属行业,联系人1姓名,联系人1职务,联系人2姓名,联系人2电话\n\
         甲公司,制造业,张三,经理,李四,010-1\n乙公司,金融,王五,,,\n",
    );
    let run = shell.run(&["import", "a.csv"]);
    assert!(run.stderr.contains("each row is taken for an account and the people in it"), "{}", run.stderr);
    let person = |account: &str, name: &str| shell.json(&["contact", "show", account, name]);
    assert_eq!(person("甲公司", "张三")["title"], "经理");
    assert_eq!(person("甲公司", "李四")["phone"], "010-1");
    assert_eq!(person("乙公司", "王五")["title"], serde_json::Value::Null);
    assert_eq!(shell.json(&["show", "乙公司"])["industry"], "金融");
    assert_eq!(shell.json(&["import", "a.csv"])["created"], 0);
    shell.ok(&["undo"]);
    assert_eq!(shell.json(&["contact", "list"]).as_array().unwrap().len(), 0);
}

#[test]
fn rows_below_a_company_without_its_name_belong_to_it_and_names_are_joined() {
    let shell = Shell::new();
    shell.write(
        "a.csv",
        "Company,City,First Name,Last Name,Title,Email\nAcme,Lyon,Ann,Miller,CFO,ann@a.example\n\
         ,,Bob,Stone,CTO,\nBeta,Ulm,,,,\nGamma,Bonn,小明,王,总监,\n",
    );
    shell.ok(&["import", "a.csv"]);
    let people = shell.json(&["contact", "list"]);
    let told: Vec<(&str, &str)> = people
        .as_array()
        .unwrap()
        .iter()
        .map(|person| (person["account"].as_str().unwrap(), person["name"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [("Acme", "Ann Miller"), ("Acme", "Bob Stone"), ("Gamma", "王小明")]);
    assert_eq!(shell.json(&["list"]).as_array().unwrap().len(), 3);
    shell.write("b.csv", "Company,City,First Name,Last Name\nDelta,Rom,Cai,Stone\n");
    let refused = shell.refused(1, &["import", "b.csv", "--as", "contacts"]);
    assert!(refused.contains("there is no account \"Delta\""), "{refused}");
    shell.ok(&["import", "b.csv", "--as", "accounts"]);
    assert_eq!(shell.json(&["contact", "list"]).as_array().unwrap().len(), 3);
}

#[test]
fn a_missing_name_is_told_in_chinese_words() {
    let shell = Shell::new();
    shell.write("a.csv", "城市,行业\n上海,钢铁\n");
    let told = shell.refused(2, &["import", "a.csv", "--as", "accounts", "--lang", "zh"]);
    assert!(told.contains("没有哪一列给出客户必填的“名称”（name）；请用 --map"), "{told}");
    let told =
        shell.refused(2, &["import", "a.csv", "--as", "accounts", "--map", "城市=nam", "--lang", "zh"]);
    assert!(told.contains("客户没有字段“nam”"), "{told}");
}

#[test]
fn formulas_of_a_spreadsheet_are_guarded_in_what_is_written_aside() {
    let shell = Shell::new();
    shell.ok(&["add", "One", "--note", "=1+1"]);
    shell.ok(&["export", "accounts", "-o", "a.xlsx"]);
    let arguments =
        ["import", "a.xlsx", "--map", "note=employees", "--keep-going", "--on-conflict", "update"];
    assert_eq!(shell.json(&arguments)["rejected"], 1);
    let rejects: Vec<std::path::PathBuf> = std::fs::read_dir(shell.path("."))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(".rejects.csv"))
        .collect();
    let text = std::fs::read_to_string(&rejects[0]).unwrap();
    assert!(text.contains(",'=1+1,") || text.contains(",'=1+1\n"), "{text}");
    let again = shell.json(&["import", &rejects[0].to_string_lossy()]);
    assert_eq!(again["unchanged"], 1, "{again}");
}

#[test]
fn an_export_without_own_values_has_no_column_of_them() {
    let shell = Shell::new();
    shell.ok(&["add", "One"]);
    shell.write("a.json", shell.ok(&["export", "accounts", "--format", "json"]));
    let run = shell.run(&["import", "a.json"]);
    assert!(!run.stderr.contains("custom") && !run.stderr.contains("left out"), "{}", run.stderr);
    let done = shell.json(&["import", "a.json"]);
    assert!(done["files"][0]["columns"].get("custom").is_none(), "{done}");
}
