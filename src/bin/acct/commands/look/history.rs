//! `acct look history`: every answer that was given, newest first.

use acct::analysis::answers;
use acct::domain::finding::{Answered, Finding, known_by};
use acct::domain::language::{count, pick};
use acct::export::{Cell, Format, Sheet};
use acct::playbook::Playbook;
use acct::say;
use serde_json::json;

use super::about::About;
use super::find;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct look history \"Example Steel\" trend.rivalry\n  acct look history --industry \"ICT\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Only this question
    #[arg(value_name = "ITEM")]
    item: Option<String>,
    /// ACCOUNT names an industry: the answers that were recorded for all its accounts
    #[arg(long)]
    industry: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let about = About::called(context, &args.account, args.industry)?;
    let playbook = context.playbook()?;
    let item = match &args.item {
        Some(text) => Some(find::item(context, &playbook, text)?.0),
        None => None,
    };
    let mut findings = known_by(about.findings(context)?, context.today);
    findings.retain(|finding| item.as_ref().is_none_or(|item| *item == finding.item));
    findings.reverse();
    let sheet = sheet(context, &playbook, &findings);
    display::print_list(context, &sheet)?;
    let has_inherited = !about.is_industry() && tell_inherited(context, &about, item.as_deref())?;
    if findings.is_empty() && !has_inherited {
        context.ui.status(format_args!("{}", say!(context.language, "No answers yet.", "还没有答案。")));
    }
    Ok(())
}

/// Says where the answers stand that the account has from its industry; whether there are any.
fn tell_inherited(context: &mut Context, about: &About, item: Option<&str>) -> anyhow::Result<bool> {
    let facts = about.facts(context)?;
    let Some(environment) = &facts.environment else { return Ok(false) };
    let inherits = |finding: &&Finding| {
        item.is_none_or(|item| item == finding.item) && facts.inherited(&finding.item).is_some()
    };
    let number = environment.answers().filter(inherits).count();
    if number > 0 {
        let (industry, answers) = (&environment.industry, count(number, "answer", "answers"));
        let command = format!("acct look history --industry {}", resolve::quoted(industry));
        context.ui.status(format_args!(
            "{}",
            say!(
                context.language,
                "{answers} from the industry {industry}: {command}",
                "另有 {number} 个答案沿用行业「{industry}」：{command}"
            )
        ));
    }
    Ok(number > 0)
}

fn sheet(context: &Context, playbook: &Playbook, findings: &[Finding]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("date", "Date", "日期"),
            ("item", "Question", "问题"),
            ("value", "Answer", "答案"),
            ("source", "Source", "来源"),
            ("method", "Method", "方式"),
            ("confidence", "Sure", "可信度"),
            ("by", "By", "经手人"),
            ("note", "Note", "备注"),
            ("state", "State", "状态"),
        ],
    );
    let rows = findings.iter().map(|finding| row(context, playbook, finding)).collect();
    let sheet = Sheet { columns, rows };
    if context.format() == Format::Table {
        // By whom and how is told by data formats; a table has to leave room for the answers.
        return sheets::without_empty_columns(context, sheets::without(&sheet, &["by", "method"]));
    }
    sheet
}

fn row(context: &Context, playbook: &Playbook, finding: &Finding) -> Vec<Cell> {
    let language = context.language;
    let item = playbook.item(&finding.item).map(|(_, item)| item);
    let kept = finding.value.as_ref().map_or("", |value| value.0.as_str());
    let words = match (finding.answered, item) {
        (Answered::Unknown, _) => pick(language, "nobody knows", "无人知晓").to_owned(),
        (Answered::Noted, _) => pick(language, "only a note", "仅有备注").to_owned(),
        (Answered::Known, Some(item)) => answers::in_words(item, kept, language),
        (Answered::Known, None) => kept.to_owned(),
    };
    let choice = |name: &str, value: Option<&str>| {
        let text = value.map(|value| context.labels.get(&format!("{name}.{value}"), language).to_owned());
        Cell { data: json!(value), text: text.unwrap_or_default() }
    };
    let state = match finding.superseded {
        Some(true) => ("superseded", pick(language, "superseded", "已被更新")),
        // For people what is in force needs no word.
        _ => ("current", ""),
    };
    vec![
        number_cell(finding.id.number()),
        text_cell(&finding.date.to_string()),
        Cell {
            data: json!(finding.item),
            text: item.map_or(finding.item.as_str(), |item| item.label.get(language)).to_owned(),
        },
        Cell { data: json!(finding.value.as_ref().map(|value| &value.0)), text: words },
        text_cell(finding.source.as_deref().unwrap_or_default()),
        choice("method", finding.method.map(acct::domain::finding::Method::as_str)),
        choice("confidence", finding.confidence.map(acct::domain::choices::Confidence::as_str)),
        text_cell(finding.by.as_deref().unwrap_or_default()),
        text_cell(finding.note.as_ref().map_or("", |note| note.0.as_str())),
        Cell { data: json!(state.0), text: state.1.to_owned() },
    ]
}
