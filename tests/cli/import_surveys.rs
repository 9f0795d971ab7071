//! Surveys as forms export them.

use serde_json::json;

use crate::shell::Shell;

const FORM: &str = "序号,提交答卷时间,1、您的姓名,2、贵公司名称,3、您对产品的质量和可靠性满意吗？（单选题）,4、您有多大可能把我们推荐给同事或同行？,5、您最喜欢的颜色？\n\
    1,2026/3/1 10:22:33,张示例,示例钢铁,非常满意,9分,蓝\n\
    2,2026/3/2 10:22:33,,示例钢铁,2 - 不满意,,红\n";

fn with_people() -> Shell {
    let shell = Shell::new();
    shell.write("people.csv", "account,name,email\n示例钢铁,张示例,zhang@steel.example\n");
    shell.ok(&["import", "people.csv", "--as", "contacts", "--create-accounts"]);
    shell
}

#[test]
fn each_cell_of_a_form_is_an_answer_and_columns_that_ask_nothing_known_are_told() {
    let shell = with_people();
    shell.write("2026 H1(回复).csv", FORM);
    let run = shell.run(&["import", "2026 H1(回复).csv", "--dry-run", "--lang", "zh"]);
    for told in [
        "每行一位答卷人的调查：2 位；quality、nps 各列的每一格为一条答复",
        "该轮调查按文件名称为“2026 H1”",
        "以下列不是打法中的问题，未导入：5、您最喜欢的颜色？",
        "第 2 行“非常满意”理解为 5",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    let told = shell.json(&["import", "2026 H1(回复).csv"]);
    assert_eq!(told["files"][0]["survey"]["left_out"], json!(["5、您最喜欢的颜色？"]));
    let answers = shell.json(&["survey", "list"]);
    let mut scores: Vec<_> = answers
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["question"].clone(), one["score"].clone()))
        .collect();
    scores.reverse();
    assert_eq!(
        scores,
        [(json!("quality"), json!(5.0)), (json!("nps"), json!(9.0)), (json!("quality"), json!(2.0))]
    );
    assert_eq!(shell.json(&["import", "2026 H1(回复).csv"])["unchanged"], 3);
}

#[test]
fn who_answered_is_known_by_mail_address_and_what_is_no_score_is_refused() {
    let shell = with_people();
    shell.write(
        "form.csv",
        "Timestamp,Email Address,How content are you with our service?,Q2\n\
         2026/02/05 9:00:00,zhang@steel.example,Satisfied,Spares\n\
         2026/02/05 9:00:00,who@else.example,good,\n",
    );
    let flags = ["--as", "survey-answers", "--default", "survey=2026 H1", "--map", "Q2=improve"];
    let told = shell.refused(1, &[&["import", "form.csv"], &flags[..]].concat());
    assert!(told.contains("form.csv:3: score: \"good\" is not a number"), "{told}");
    let text = std::fs::read_to_string(shell.path("form.csv")).unwrap();
    shell.write("form.csv", text.replace("good", "4"));
    let told = shell.refused(1, &[&["import", "form.csv"], &flags[..]].concat());
    assert!(told.contains("names no account, and nobody whom we know (who@else.example)"), "{told}");
    shell.ok(&[&["import", "form.csv", "--keep-going"], &flags[..]].concat());
    let answers = shell.json(&["survey", "list", "示例钢铁"]);
    assert_eq!((&answers[0]["answer"], &answers[1]["score"]), (&json!("Spares"), &json!(4.0)));
    assert_eq!(answers[0]["survey"], "2026 H1");
    let explained = shell.run(&[&["import", "--explain", "form.csv"], &flags[..]].concat());
    assert!(
        explained.stdout.contains("Each row: the answers of a respondent in a survey"),
        "{}",
        explained.stdout
    );
}
