//! `acct stage history`: every move of an account, with the days in each stage.

use acct::analysis::stage::{Stay, days_after, path};
use acct::domain::kind::Kind;
use acct::domain::language::count;
use acct::domain::record::{Field, Paragraph, Record};
use acct::domain::stage_move::{StageMove, Step};
use acct::export::{Cell, Column, Format, Sheet};
use acct::say;

use super::{ProcessArgs, Subject};
use crate::context::Context;
use crate::{display, sheets};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct stage history \"Example Steel\"")]
pub(crate) struct Args {
    #[command(flatten)]
    of: ProcessArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let subject = Subject::load(context, &args.of)?;
    let sheet = sheet(context, &subject)?;
    display::print_list(context, &sheet)?;
    tell_total(context, &subject);
    Ok(())
}

/// The moves with the days that each led to.
fn sheet(context: &mut Context, subject: &Subject) -> anyhow::Result<Sheet> {
    let moves = subject.process().moves;
    let days = days_after(moves, context.today);
    if matches!(context.format(), Format::Table | Format::Markdown) {
        return Ok(table(context, subject, &days));
    }
    let entries: Vec<_> = moves.iter().map(Record::to_entry).collect();
    let fields: Vec<Field> = context.schema.fields(Kind::StageMove).cloned().collect();
    let mut sheet = display::sheet(context, Kind::StageMove, &entries, &fields)?;
    sheet.columns.push(Column { key: "days".to_owned(), label: "days".to_owned() });
    for (row, days) in sheet.rows.iter_mut().zip(days) {
        row.push(days.map_or_else(Cell::default, display::number_cell));
    }
    Ok(sheet)
}

/// What matters of each move in a few columns.
fn table(context: &Context, subject: &Subject, days: &[Option<i64>]) -> Sheet {
    let column = |key: &str| display::column(context, key, &format!("stage_move.{key}"));
    let mut columns: Vec<Column> = ["date", "step", "to_stage"].map(column).into();
    columns.extend(sheets::named_columns(context, &[("days", "Days", "天数"), ("why", "Why", "依据和原因")]));
    columns.push(column("by"));
    let rows = subject
        .process()
        .moves
        .iter()
        .zip(days)
        .map(|(moved, days)| {
            let step = context.labels.get(&format!("step.{}", moved.step), context.language).to_owned();
            vec![
                display::text_cell(&moved.date.to_string()),
                display::text_cell(&step),
                display::text_cell(&place(context, moved)),
                days.map_or_else(Cell::default, display::number_cell),
                display::text_cell(&why(context, subject, moved)),
                display::text_cell(moved.by.as_deref().unwrap_or_default()),
            ]
        })
        .collect();
    Sheet { columns, rows }
}

/// The stage a move led to, and how the decision ended where it did.
fn place(context: &Context, moved: &StageMove) -> String {
    let stage = super::words::stage_label(context, moved.to_stage);
    match moved.outcome.filter(|_| moved.step == Step::Close) {
        Some(outcome) => {
            let outcome = context.labels.get(&format!("outcome.{outcome}"), context.language).to_owned();
            say!(context.language, "{stage}: {outcome}", "{stage}：{outcome}")
        }
        None => stage,
    }
}

/// Everything that was said about a move.
fn why(context: &Context, subject: &Subject, moved: &StageMove) -> String {
    let language = context.language;
    let text = |text: &Option<Paragraph>| text.as_ref().map(|text| text.0.clone());
    let mut said: Vec<String> = text(&moved.evidence).into_iter().chain(text(&moved.reason)).collect();
    if let Some(winner) = &moved.winner {
        said.push(say!(language, "Winner: {winner}", "中标方：{winner}"));
    }
    let criteria = |ids: &[String]| {
        let texts = ids.iter().map(|id| super::words::criterion_words(&subject.playbook, id, language));
        texts.collect::<Vec<_>>().join(" ")
    };
    if !moved.confirmed.is_empty() {
        let confirmed = criteria(&moved.confirmed);
        said.push(say!(language, "Confirmed: {confirmed}", "已确认：{confirmed}"));
    }
    if !moved.waived.is_empty() {
        let (waived, reason) = (criteria(&moved.waived), text(&moved.waiver_reason).unwrap_or_default());
        said.push(say!(language, "Waived: {waived} ({reason})", "已豁免：{waived}（{reason}）"));
    }
    said.join("\n")
}

fn tell_total(context: &Context, subject: &Subject) {
    let Some(cycle) = subject.position.cycle_days else {
        let account = subject.name();
        let none = super::words::no_stage(context);
        let message = say!(context.language, "{account}: {none}.", "{account}：{none}。");
        return context.ui.status(format_args!("{message}"));
    };
    let stays = path(subject.process().moves, context.today);
    let told: Vec<String> = stays.iter().map(|stay| told(context, stay)).collect();
    context.ui.status(format_args!("{}", told.join(" → ")));
    let days = count(cycle, "day", "days");
    let message = say!(context.language, "Cycle: {days}.", "总周期：{cycle} 天。");
    context.ui.status(format_args!("{message}"));
}

fn told(context: &Context, stay: &Stay) -> String {
    let (stage, days) = (super::words::stage_label(context, stay.stage), stay.days);
    say!(context.language, "{stage} {days} d", "{stage} {days} 天")
}
