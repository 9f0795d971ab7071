//! `acct look status`: how much of the five looks is answered, and each answer with its evidence.

use std::io::Write as _;

use acct::analysis::answers;
use acct::analysis::coverage::{Coverage, ItemStatus, LookCoverage, State, coverage};
use acct::analysis::facts::Facts;
use acct::analysis::next_questions::next_questions;
use acct::analysis::score::rounded;
use acct::domain::language::pick;
use acct::export::{Cell, Format, Sheet, harmless};
use acct::playbook::Playbook;
use acct::say;
use serde_json::{Value as Json, json};

use super::about::About;
use super::{find, next, portfolio};
use crate::cli::ListOptions;
use crate::context::Context;
use crate::display::{self, text_cell};
use crate::failure::Failure;
use crate::{output, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without an account the figures are as of today: coverage in all and of each look, stale answers, the day of the newest one. They can be sorted by and chosen like fields: coverage, trend, customer, competition, self, opportunity, answered, stale, unknown, open, last_answer.\n\nExamples:\n  acct look status\n  acct look status --where \"tier>=A\" --sort -stale --limit 10\n  acct look status --columns name,coverage,trend,stale --format csv\n  acct look status \"Example Steel\"\n  acct look status \"Example Steel\" trend --json\n  acct look status --industry \"ICT\""
)]
pub(crate) struct Args {
    /// The account; without one all accounts, least known first
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only this look: trend, customer, competition, self, opportunity
    #[arg(value_name = "LOOK")]
    look: Option<String>,
    /// ACCOUNT names an industry: the questions that are answered once for all its accounts
    #[arg(long, requires = "account")]
    industry: bool,
    #[command(flatten)]
    list: ListOptions,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let Some(account) = &args.account else { return portfolio::run(context, &args.list) };
    let list = &args.list;
    if !list.filters.is_empty() || list.sort.is_some() || list.columns.is_some() {
        let message = say!(
            context.language,
            "--where, --sort and --columns are for all accounts, without ACCOUNT",
            "--where、--sort、--columns 用于全部客户，不能同时指定某个客户"
        );
        return Err(Failure::usage(message).hint("acct look status --where tier=S --sort -stale").into());
    }
    let about = About::called(context, account, args.industry)?;
    one(context, &about, args.look.as_deref(), Extent::Status)
}

/// What is known of an account, and what to ask next.
pub(crate) fn with_next(context: &mut Context, account: &str, look: Option<&str>) -> anyhow::Result<()> {
    let about = About::called(context, account, false)?;
    one(context, &about, look, Extent::WithNext)
}

/// How much to print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Status,
    WithNext,
}

fn one(context: &mut Context, about: &About, look: Option<&str>, extent: Extent) -> anyhow::Result<()> {
    /// Questions that are proposed after the status.
    const PROPOSED: usize = 5;
    let playbook = about.questions(&*context.playbook()?);
    let wanted = match look {
        Some(look) => Some(find::look(context, &playbook, look)?.id.as_str()),
        None => None,
    };
    let facts = about.facts(context)?;
    let mut coverage = coverage(&playbook, &facts, context.today);
    coverage.looks.retain(|look| wanted.is_none_or(|wanted| wanted == look.look));
    let questions = match extent {
        Extent::Status => Vec::new(),
        Extent::WithNext => next_questions(&playbook, &facts, context.today)
            .into_iter()
            .filter(|question| coverage.items().any(|item| item.id == question.item))
            .take(PROPOSED)
            .collect(),
    };
    let questions = next::sheet(context, &playbook, &questions, &facts);
    match context.format() {
        Format::Table => draw(context, &playbook, &facts, &coverage, &questions),
        Format::Json | Format::Yaml | Format::Ndjson => {
            let mut record = vec![
                (if about.is_industry() { "industry" } else { "account" }, json!(about.named.name)),
                ("coverage", json!(rounded(coverage.percent))),
                (
                    "looks",
                    json!(
                        coverage
                            .looks
                            .iter()
                            .map(|look| look_data(&playbook, &facts, look))
                            .collect::<Vec<_>>()
                    ),
                ),
            ];
            if extent == Extent::WithNext {
                record.push(("next", json!(sheets::objects(&questions))));
            }
            sheets::print_data(context, record)
        }
        _ => {
            let items: Vec<&ItemStatus> = coverage.items().collect();
            display::print_list(
                context,
                &sheets::first_column_as_id(context, items_sheet(context, &playbook, &facts, &items)),
            )
        }
    }
}

fn look_data(playbook: &Playbook, facts: &Facts, look: &LookCoverage) -> Json {
    let items: Vec<Json> = look.items.iter().map(|status| item_data(playbook, facts, status)).collect();
    json!({"look": look.look, "coverage": rounded(look.percent), "items": items})
}

fn item_data(playbook: &Playbook, facts: &Facts, status: &ItemStatus) -> Json {
    let finding = facts.finding(&status.id);
    let kind = playbook.item(&status.id).map(|(_, item)| item.kind);
    json!({
        "item": status.id,
        "kind": kind,
        "state": status.state.as_str(),
        "weight": status.weight,
        "value": finding.and_then(|finding| finding.value.as_ref()).map(|value| &value.0),
        "age": status.age,
        "date": finding.map(|finding| finding.date.to_string()),
        "source": finding.and_then(|finding| finding.source.as_ref()),
        "method": finding.and_then(|finding| finding.method).map(acct::domain::finding::Method::as_str),
        "confidence": finding.and_then(|finding| finding.confidence).map(acct::domain::choices::Confidence::as_str),
        "note": finding.and_then(|finding| finding.note.as_ref()).map(|note| &note.0),
        "industry": facts.inherited_from(&status.id),
    })
}

/// The looks as bars, then each with its questions.
fn draw(
    context: &Context,
    playbook: &Playbook,
    facts: &Facts,
    coverage: &Coverage,
    questions: &Sheet,
) -> anyhow::Result<()> {
    let mut out = context.ui.stdout();
    let width = context.ui.width();
    writeln!(out, "{}", harmless(&facts.account.name))?;
    output::list(&bars(context, coverage), Format::Table, width, &mut out)?;
    for look in &coverage.looks {
        writeln!(out, "\n{}", find::look_label(context, &look.look))?;
        let items: Vec<&ItemStatus> = look.items.iter().collect();
        let mut sheet = items_sheet(context, playbook, facts, &items);
        // The identifiers are what `look answer` takes; state and dates are for programs.
        let shown = ["mark", "label", "value", "age", "confidence", "source", "industry", "item"];
        sheet = sheets::without_empty_columns(context, sheets::only(&sheet, &shown));
        output::list(&sheet, Format::Table, width, &mut out)?;
    }
    writeln!(
        out,
        "\n{}",
        pick(
            context.language,
            "✓ answered, ~ stale, ? nobody knows, · open",
            "✓ 已答，~ 过期，? 无人知晓，· 未答"
        )
    )?;
    if !questions.rows.is_empty() {
        writeln!(out, "\n{}", pick(context.language, "Ask next", "接下来问"))?;
        output::list(questions, Format::Table, width, &mut out)?;
    }
    Ok(())
}

/// The coverage of each look as a bar, and of all.
pub(super) fn bars(context: &Context, coverage: &Coverage) -> Sheet {
    let language = context.language;
    let columns = sheets::named_columns(
        context,
        &[
            ("look", "Look", "看"),
            ("bar", "Coverage", "覆盖率"),
            ("percent", "", ""),
            ("answered", "Answered", "已答"),
            ("stale", "Stale", "过期"),
        ],
    );
    let row = |label: String, percent: f64, items: &[&ItemStatus]| {
        let count = |wanted: State| items.iter().filter(|item| item.state == wanted).count();
        let (answered, stale, all) =
            (count(State::Answered) + count(State::Stale), count(State::Stale), items.len());
        vec![
            text_cell(&label),
            text_cell(&sheets::bar(percent)),
            text_cell(&format!("{percent:>3.0}%")),
            text_cell(&say!(language, "{answered} of {all}", "{answered} / {all}")),
            text_cell(&if stale > 0 { stale.to_string() } else { String::new() }),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = coverage
        .looks
        .iter()
        .map(|look| {
            row(find::look_label(context, &look.look), look.percent, &look.items.iter().collect::<Vec<_>>())
        })
        .collect();
    if coverage.looks.len() > 1 {
        let all: Vec<&ItemStatus> = coverage.items().collect();
        rows.push(row(pick(language, "All", "合计").to_owned(), coverage.percent, &all));
    }
    sheets::without_empty_columns(context, Sheet { columns, rows })
}

fn items_sheet(context: &Context, playbook: &Playbook, facts: &Facts, items: &[&ItemStatus]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("item", "Item", "条目"),
            ("mark", "", ""),
            ("label", "Question", "问题"),
            ("value", "Answer", "答案"),
            ("state", "State", "状态"),
            ("age", "Age", "距今"),
            ("date", "Date", "日期"),
            ("confidence", "Sure", "可信度"),
            ("source", "Source", "来源"),
            ("industry", "From industry", "沿用行业"),
        ],
    );
    let rows = items.iter().map(|status| item_row(context, playbook, facts, status)).collect();
    let mut sheet = Sheet { columns, rows };
    if context.format() != Format::Table {
        sheet = sheets::without(&sheet, &["mark"]);
    }
    sheet
}

fn item_row(context: &Context, playbook: &Playbook, facts: &Facts, status: &ItemStatus) -> Vec<Cell> {
    let language = context.language;
    let data = item_data(playbook, facts, status);
    let item = playbook.item(&status.id).map(|(_, item)| item);
    let finding = facts.finding(&status.id);
    let kept = finding.and_then(|finding| finding.value.as_ref()).map(|value| value.0.as_str());
    let (mark, words) = match status.state {
        State::Answered => ("✓", ""),
        State::Stale => ("~", ""),
        State::Unknown => ("?", pick(language, "nobody knows", "无人知晓")),
        State::Open => ("·", ""),
    };
    let answer = match (kept, item) {
        (Some(kept), Some(item)) => answers::in_words(item, kept, language),
        (Some(kept), None) => kept.to_owned(),
        (None, _) if finding.is_none() && matches!(status.state, State::Answered | State::Stale) => {
            pick(language, "yes, on record", "是，已有记录").to_owned()
        }
        (None, _) => words.to_owned(),
    };
    let age = status.age.map(|age| say!(language, "{age} d", "{age} 天"));
    let confidence = data.get("confidence").and_then(Json::as_str);
    let confidence =
        confidence.map(|sure| context.labels.get(&format!("confidence.{sure}"), language).to_owned());
    let field = |key: &str| data.get(key).cloned().unwrap_or_default();
    // Under the heading of its look a question needs no more than its own name.
    let short = item.filter(|item| is_only(playbook, &item.id)).map_or(status.id.as_str(), |item| &item.id);
    vec![
        Cell { data: json!(status.id), text: short.to_owned() },
        text_cell(mark),
        text_cell(item.map_or("", |item| item.label.get(language))),
        Cell { data: field("value"), text: answer },
        text_cell(status.state.as_str()),
        Cell { data: field("age"), text: age.unwrap_or_default() },
        Cell { text: field("date").as_str().unwrap_or_default().to_owned(), data: field("date") },
        Cell { data: field("confidence"), text: confidence.unwrap_or_default() },
        text_cell(field("source").as_str().unwrap_or_default()),
        text_cell(field("industry").as_str().unwrap_or_default()),
    ]
}

/// Whether no other look has a question of this name.
fn is_only(playbook: &Playbook, id: &str) -> bool {
    playbook.items().filter(|(_, _, item)| item.id == id).count() == 1
}
