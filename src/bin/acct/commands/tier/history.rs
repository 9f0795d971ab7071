//! `acct tier history`: the grades of one account, and what each was computed from.

use std::io::Write as _;

use acct::analysis::regrade::points_then;
use acct::analysis::score::rounded;
use acct::domain::choices::Tier;
use acct::domain::grade::Grade;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Record as _};
use acct::export::{Cell, Format, Sheet};
use acct::playbook::Playbook;
use acct::playbook::shown::short_number;
use acct::say;
use serde_json::{Value as Json, json};

use super::{names, tier_name};
use crate::commands::record::list as records;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct tier history \"Example Steel\"\n  acct tier history \"Example Steel\" --inputs\n  acct tier history \"Example Steel\" 12 --format csv"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// One grade by its number (#): its inputs, and what changed since the grade before
    #[arg(value_name = "GRADE")]
    grade: Option<String>,
    /// The inputs of every grade that changed since the grade before
    #[arg(long)]
    inputs: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let mut entries = context.store()?.read().entries_of_account(Kind::Grade, account.id)?;
    if args.grade.is_some() || args.inputs {
        let grades: Vec<Grade> = entries.iter().map(Grade::from_entry).collect::<Result<_, _>>()?;
        return inputs(context, &account.name, &grades, args.grade.as_deref());
    }
    entries.reverse();
    list(context, &entries)
}

fn list(context: &mut Context, entries: &[Entry]) -> anyhow::Result<()> {
    let is_read = matches!(context.format(), Format::Table | Format::Markdown);
    let fields = if is_read {
        "date,tier,method,computed,score,low,high,reason"
    } else {
        "date,tier,method,computed,score,low,high,firm,coverage,reason,by,inputs"
    };
    let fields = display::fields(context, Kind::Grade, Some(fields))?;
    let sheet = display::sheet(context, Kind::Grade, entries, &fields)?;
    let mut sheet = sheets::without_empty_columns(context, sheet);
    if is_read {
        let playbook = context.playbook()?;
        if let Some(at) = sheet.columns.iter().position(|column| column.key == "reason") {
            for cell in sheet.rows.iter_mut().filter_map(|row| row.get_mut(at)) {
                cell.text = playbook.items_in_words(&cell.text, context.language);
            }
        }
        display::leave_out_what_does_not_fit(context, &mut sheet, &["computed", "low", "high"]);
    }
    display::print_list(context, &sheet)?;
    records::tell_how_many(context, Kind::Grade, entries.len(), entries.len());
    Ok(())
}

/// What grades were computed from: of one grade all inputs, else of each grade those that changed.
fn inputs(context: &Context, account: &str, grades: &[Grade], wanted: Option<&str>) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let numbered = |grade: &Grade| wanted.is_none_or(|wanted| names_it(grade, wanted));
    let mut rows = Vec::new();
    for (at, grade) in grades.iter().enumerate().rev().filter(|(_, grade)| numbered(grade)) {
        let before = at.checked_sub(1).and_then(|before| grades.get(before));
        let inputs = known_inputs(&playbook, grade, before);
        let told = inputs
            .iter()
            .filter(|name| wanted.is_some() || before.is_none_or(|before| differs(grade, before, name)));
        rows.extend(told.map(|name| row(context, &playbook, grade, before, name)));
    }
    if let (true, Some(wanted)) = (rows.is_empty(), wanted) {
        return Err(no_such_grade(context, account, grades, wanted));
    }
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("date", "Date", "日期"),
            ("tier", "Tier", "级别"),
            ("score", "Score", "得分"),
            ("input", "Item", "条目"),
            ("label", "Input", "输入"),
            ("before", "Before", "上次"),
            ("points", "Worth", "分值"),
            ("change", "Change", "变化"),
        ],
    );
    let mut sheet = Sheet { columns, rows };
    if context.format() == Format::Table {
        // What is the same on every row stands above them.
        let alone = grades.iter().find(|grade| wanted.is_some() && numbered(grade));
        if let Some(grade) = alone {
            writeln!(context.ui.stdout(), "{}\n", heading(context, grade))?;
        }
        let left_out: &[&str] =
            if alone.is_some() { &["id", "input", "date", "tier", "score"] } else { &["input"] };
        sheet = sheets::without(&sheet, left_out);
    }
    sheet = sheets::without_empty_columns(context, sheet);
    display::leave_out_what_does_not_fit(context, &mut sheet, &["score"]);
    display::print_list(context, &sheet)?;
    let message = match sheet.rows.len() {
        0 => say!(context.language, "No grades yet.", "还没有定级。"),
        count => say!(context.language, "{count} inputs.", "共 {count} 项输入。"),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// `Grade #12 of 2026-03-02: A, 71.3 points`
fn heading(context: &Context, grade: &Grade) -> String {
    let (number, date) = (grade.id.number(), grade.date);
    let tier = tier_name(context, grade.tier);
    let points = grade.score.map_or_else(String::new, |points| {
        let points = short_number(points);
        say!(context.language, ", {points} points", "，{points} 分")
    });
    say!(
        context.language,
        "Grade #{number} of {date}: {tier}{points}",
        "{date} 定级 #{number}：{tier}{points}"
    )
}

fn names_it(grade: &Grade, wanted: &str) -> bool {
    wanted.trim().trim_start_matches(['#', '＃']).parse() == Ok(grade.id.number())
}

fn no_such_grade(context: &Context, account: &str, grades: &[Grade], wanted: &str) -> anyhow::Error {
    let (language, name) = (context.language, resolve::quoted(account));
    if grades.iter().any(|grade| names_it(grade, wanted)) {
        return Failure::refused(say!(
            language,
            "the grade {wanted} was given while nothing was known",
            "定级 {wanted} 作出时一无所知"
        ))
        .into();
    }
    let failure = Failure::refused(say!(
        language,
        "{account} has no grade {wanted}",
        "{account} 没有编号为 {wanted} 的定级"
    ));
    let numbers: Vec<String> =
        grades.iter().rev().take(10).map(|grade| grade.id.number().to_string()).collect();
    if numbers.is_empty() {
        return failure.hint(format!("acct tier score {name}")).into();
    }
    let numbers = numbers.join(pick(language, ", ", "、"));
    failure.hint(say!(language, "the grades are {numbers}", "现有定级：{numbers}")).into()
}

/// The inputs of a grade and of the one before it, in the order of the playbook, then those that it no longer has.
fn known_inputs(playbook: &Playbook, grade: &Grade, before: Option<&Grade>) -> Vec<String> {
    let keys = |grade: &Grade| -> Vec<String> {
        let inputs = grade.inputs.as_ref().and_then(Json::as_object);
        inputs.map(|inputs| inputs.keys().cloned().collect()).unwrap_or_default()
    };
    let mut known = keys(grade);
    for name in before.map(keys).unwrap_or_default() {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    let order: Vec<&str> = playbook
        .tiers
        .dimensions
        .iter()
        .flat_map(|dimension| &dimension.inputs)
        .filter_map(|input| input.item.as_deref().or(input.metric.as_deref()))
        .collect();
    let place = |name: &String| order.iter().position(|known| known == name).unwrap_or(order.len());
    known.sort_by_key(place);
    known
}

fn differs(grade: &Grade, before: &Grade, input: &str) -> bool {
    points_then(grade, input) != points_then(before, input)
}

fn row(
    context: &Context,
    playbook: &Playbook,
    grade: &Grade,
    before: Option<&Grade>,
    name: &str,
) -> Vec<Cell> {
    let (was, is) = (before.and_then(|before| points_then(before, name)), points_then(grade, name));
    let points = |points: Option<f64>, unknown: &str| Cell {
        data: json!(points),
        text: points.map_or_else(|| unknown.to_owned(), short_number),
    };
    let change = was.zip(is).map(|(was, is)| rounded(is - was)).filter(|change| *change != 0.0);
    vec![
        number_cell(grade.id.number()),
        text_cell(&grade.date.to_string()),
        Cell {
            data: json!(grade.tier.map(Tier::as_str)),
            text: grade.tier.map_or("-", Tier::as_str).to_owned(),
        },
        points(grade.score, ""),
        text_cell(name),
        text_cell(&names::input(context, playbook, name)),
        points(was, if before.is_some() { "?" } else { "" }),
        points(is, "?"),
        Cell { data: json!(change), text: change.map(names::signed).unwrap_or_default() },
    ]
}
