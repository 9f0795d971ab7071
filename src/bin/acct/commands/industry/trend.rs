//! `acct industry trend`: how the answers about an industry went over time.

use std::collections::BTreeSet;

use acct::analysis::answers::{self, Answer};
use acct::analysis::environment::{Course, Environment};
use acct::analysis::score::rounded;
use acct::domain::choices::Confidence;
use acct::domain::finding::Finding;
use acct::domain::language::pick;
use acct::export::{Cell, Column, Format, Sheet};
use acct::ops;
use acct::playbook::shown::short_number;
use acct::playbook::{Item, ItemKind, Playbook};
use acct::say;
use serde_json::json;

use crate::context::Context;
use crate::display::{self, text_cell};
use crate::{resolve, sheets};

/// Days of answers that a table has room for; more of them are told by years, of which the last are shown.
const DAYS: usize = 4;
const YEARS: usize = 6;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The five forces first, then what else is answered by a number or a choice; a table has a column for each day on which anything was answered, or where those are many for each year, with its last answer. All answers: acct look history --industry NAME\n\nExamples:\n  acct industry trend \"ICT\"\n  acct industry trend \"ICT\" --format csv"
)]
pub(crate) struct Args {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "INDUSTRY")]
    industry: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let named = resolve::industry(context, &args.industry)?;
    let playbook = context.playbook()?;
    let today = context.today;
    let reader = context.store()?.read();
    let found = ops::industries::environment(reader, Some(&named.name), today)?;
    let courses = found.as_deref().map(|found: &Environment| found.courses(&playbook)).unwrap_or_default();
    if matches!(context.format(), Format::Table | Format::Markdown) {
        display::print_list(context, &table(context, &playbook, &courses))?;
    } else {
        display::print_list(context, &data(context, &courses))?;
    }
    if courses.is_empty() {
        let name = resolve::quoted(&named.name);
        let told = say!(
            context.language,
            "Nothing is answered yet: acct look answer --industry {name}",
            "还没有答案：acct look answer --industry {name}"
        );
        context.ui.status(format_args!("{told}"));
    }
    Ok(())
}

/// A row for each question, with a column for each day, or for each year where there are many.
fn table(context: &Context, playbook: &Playbook, courses: &[Course]) -> Sheet {
    let spans = |letters: usize| -> Vec<String> {
        let answers = courses.iter().flat_map(|course| &course.answers);
        let spans = answers.map(|answer| answer.date.to_string().chars().take(letters).collect());
        spans.collect::<BTreeSet<String>>().into_iter().collect()
    };
    let days = spans("2026-03-01".len());
    let spans = if days.len() > DAYS { spans("2026".len()) } else { days };
    let spans = spans.get(spans.len().saturating_sub(YEARS)..).unwrap_or_default();
    let column = |key: &str, english: &str, chinese: &str| Column {
        key: key.to_owned(),
        label: pick(context.language, english, chinese).to_owned(),
    };
    let mut columns = vec![column("item", "Question", "问题")];
    columns.extend(spans.iter().map(|span| column(span, span, span)));
    columns.push(column("change", "Change", "变化"));
    let row = |course: &Course| {
        let Some((_, item)) = playbook.item(&course.item) else { return Vec::new() };
        let mut row = vec![text_cell(item.label.get(context.language))];
        row.extend(spans.iter().map(|span| {
            let within = |answer: &&&Finding| answer.date.to_string().starts_with(span.as_str());
            let answer = course.answers.iter().rev().find(within);
            text_cell(&answer.map(|answer| short(context, item, answer)).unwrap_or_default())
        }));
        row.push(text_cell(&change(course)));
        row
    };
    let rows = courses.iter().map(row).collect();
    sheets::without_empty_columns(context, Sheet { columns, rows })
}

/// `+2`, from the first answer of all to the last.
fn change(course: &Course) -> String {
    match course.change() {
        Some(change) if change > 0.0 => format!("+{}", short_number(rounded(change))),
        Some(change) if change < 0.0 => short_number(rounded(change)),
        Some(_) => "=".to_owned(),
        None => String::new(),
    }
}

/// An answer in few letters: of a scale its number, of a choice what stands before its explanation.
fn short(context: &Context, item: &Item, finding: &Finding) -> String {
    let kept = finding.value.as_ref().map_or("", |value| value.0.as_str());
    let words = answers::in_words(item, kept, context.language);
    match (item.kind, Answer::kept(item, kept)) {
        (ItemKind::Scale, _) => kept.to_owned(),
        (_, Some(Answer::Money(money))) => money.short(context.language),
        (ItemKind::Choice, _) => words.split([',', '，', ':', '：']).next().unwrap_or_default().to_owned(),
        _ => words,
    }
}

/// A row for each answer.
fn data(context: &Context, courses: &[Course]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("item", "Item", "条目"),
            ("date", "Date", "日期"),
            ("value", "Answer", "答案"),
            ("source", "Source", "来源"),
            ("confidence", "Sure", "可信度"),
        ],
    );
    let row = |course: &Course, answer: &Finding| {
        let told = |text: Option<&str>| Cell { data: json!(text), text: text.unwrap_or_default().to_owned() };
        vec![
            text_cell(&course.item),
            text_cell(&answer.date.to_string()),
            told(answer.value.as_ref().map(|value| value.0.as_str())),
            told(answer.source.as_deref()),
            told(answer.confidence.map(Confidence::as_str)),
        ]
    };
    let rows = courses.iter().flat_map(|course| course.answers.iter().map(move |answer| row(course, answer)));
    sheets::first_column_as_id(context, Sheet { columns, rows: rows.collect() })
}
