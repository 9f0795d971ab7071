//! Headers and rows of forms.

use super::layout::layout;
use super::*;
use crate::domain::kind::Kind;
use crate::domain::schema::Schema;
use crate::import::columns::{Mapping, Rule, Vocabulary};
use crate::import::csv::Reader;
use crate::import::table::{Heading, Rows};
use crate::playbook::{Labels, Playbook};

fn layout_of(header: &[String], mapping: &Mapping) -> Option<Layout> {
    let (schema, labels) = (Schema::default(), Labels::default());
    let words = Vocabulary { schema: &schema, labels: &labels };
    layout(header, words, mapping, &Playbook::built_in().unwrap())
}

fn rows(text: &str, mapping: &Mapping) -> Option<(Vec<String>, Told)> {
    let reader = Reader::open(text.as_bytes(), None).unwrap();
    let table = Table::headed(Rows::Text(Box::new(reader)), Heading::FirstRow).unwrap();
    let layout = layout_of(table.header(), mapping)?;
    let (mut table, _, told) = unfolded(table, &layout, "2026 H1 (Responses).csv", None).unwrap();
    let mut all = Vec::new();
    let mut row = StringRecord::new();
    while let Some(line) = table.next_row(&mut row).unwrap() {
        all.push(format!("{line}: {}", row.iter().collect::<Vec<_>>().join("|")));
    }
    Some((all, told))
}

#[test]
fn each_answer_of_a_form_becomes_a_row() {
    let text = "Timestamp,Email Address,Company name,How content are you with our service?,How likely are you to recommend us to a colleague or a business friend?,Favourite colour?\n\
        2026/03/01 10:22:33,ann@a.example,A,5 - Very satisfied,9,blue\n\
        2026/03/02 11:00:00,,B,,Very likely,\n,,,,,red\n";
    let (rows, told) = rows(text, &Mapping::default()).unwrap();
    assert_eq!(
        rows,
        [
            "2: A|ann@a.example|2026/03/01|2026 H1|service|5|",
            "2: A|ann@a.example|2026/03/01|2026 H1|nps|9|",
            "3: B||2026/03/02|2026 H1|nps|Very likely|",
        ]
    );
    assert_eq!((told.respondents, told.left_out), (2, vec!["Favourite colour?".to_owned()]));
    assert_eq!((told.scores.count, told.round.as_deref()), (1, Some("2026 H1")));
}

#[test]
fn forms_in_chinese_with_numbers_and_marks_are_understood() {
    let text = "序号,提交答卷时间,所用时间,1、您的姓名,2、贵公司名称,3、您对产品的质量和可靠性满意吗？（单选题）,4、您为什么一直选择我们？,5、如果只改进一件事，您希望我们改什么？ *\n\
        1,2026/3/1 10:22:33,63秒,张示例,示例钢铁,非常满意,换掉的代价太大,备件\n";
    let (rows, told) = rows(text, &Mapping::default()).unwrap();
    assert_eq!(rows[0], "2: 示例钢铁|张示例|2026/3/1|2026 H1|quality|5|");
    assert_eq!(
        rows[1..].iter().map(|row| row.rsplit('|').next().unwrap()).collect::<Vec<_>>(),
        ["换掉的代价太大", "备件"]
    );
    assert_eq!(told.left_out, [""; 0]);
}

#[test]
fn a_rule_says_what_a_column_asks_and_other_lists_stay_what_they_are() {
    let mapping = Mapping {
        kind: Some(Kind::SurveyAnswer),
        rules: ["Q7=improve", "Firma=account", "Besitzer="].map(|rule| Rule::parse(rule).unwrap()).into(),
        ..Mapping::default()
    };
    let (rows, told) = rows("Firma,Besitzer,Q7,Date\nA,x,Spares,2026-03-01\n", &mapping).unwrap();
    assert_eq!((rows, told.left_out.len()), (vec!["2: A||2026-03-01|2026 H1|improve||Spares".to_owned()], 0));
    for header in [
        "account,survey,question,score,date", "Product,Price,Quality,Delivery", "Company,Function,Service",
        "公司名称,您的邮箱",
    ] {
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        assert_eq!(layout_of(&header, &Mapping::default()), None, "{header:?}");
    }
}

#[test]
fn a_day_of_several_words_is_read_wholly_and_the_time_behind_it_is_cut() {
    for (time, written) in [
        ("Mar 1, 2026 10:22 AM", "Mar 1, 2026"),
        ("Mar 1, 2026, 10:22:33", "Mar 1, 2026"),
        ("1 March 2026 10:22", "1 March 2026"),
        ("1 March 2026 at 10:22", "1 March 2026"),
        ("1 March 2026", "1 March 2026"),
        ("2026/3/1 下午 3:22", "2026/3/1"),
        ("2026/3/1 下午3:22", "2026/3/1"),
        ("2026-03-01T10:22:33Z", "2026-03-01"),
        ("2026-03-01", "2026-03-01"),
        ("10:22 1 March 2026", "10:22 1 March 2026"),
        ("", ""),
    ] {
        assert_eq!(day(time), written, "{time}");
    }
}

#[test]
fn what_is_said_of_one_table_makes_a_survey_of_it_and_of_no_other() {
    let header = ["Company", "Quality", "Service", "Delivery"].map(str::to_owned);
    let mapping = Mapping {
        kinds: [("a.csv".to_owned(), Kind::SurveyAnswer)].into(),
        rules: vec![Rule::parse("Cust=account").unwrap().within("b.csv")],
        ..Mapping::default()
    };
    assert!(layout_of(&header, &mapping.of_table("a.csv")).is_some());
    assert_eq!(layout_of(&header, &mapping.of_table("b.csv")), None);
}
