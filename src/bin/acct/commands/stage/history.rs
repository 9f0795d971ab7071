//! `acct stage history`: every move of an account, with the days in each stage.

use acct::analysis::stage::{Stay, path};
use acct::domain::date::span_days;
use acct::domain::kind::Kind;
use acct::domain::record::{Field, Record};
use acct::export::{Column, Format, Sheet};
use acct::say;

use super::Subject;
use crate::context::Context;
use crate::display;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct stage history \"Example Steel\"")]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let subject = Subject::load(context, &args.account)?;
    let sheet = sheet(context, &subject)?;
    display::print_list(context, &sheet)?;
    tell_total(context, &subject);
    Ok(())
}

/// The moves with the days until the next one; of the last one, until today, or none when it closed the decision.
fn sheet(context: &mut Context, subject: &Subject) -> anyhow::Result<Sheet> {
    let moves = &subject.facts.moves;
    let entries: Vec<_> = moves.iter().map(Record::to_entry).collect();
    let mut fields: Vec<Field> = context.schema.fields(Kind::StageMove).cloned().collect();
    if context.format() == Format::Table {
        const USUAL: &[&str] =
            &["date", "step", "from_stage", "to_stage", "outcome", "evidence", "reason", "winner", "confirmed", "waived", "waiver_reason", "by"];
        fields.retain(|field| USUAL.contains(&field.name));
        fields.sort_by_key(|field| USUAL.iter().position(|name| *name == field.name));
        // What no move has needs no column.
        fields.retain(|field| entries.iter().any(|entry| !entry.get(field.name).is_empty()));
    }
    let mut sheet = display::sheet(context, Kind::StageMove, &entries, &fields)?;
    let label = acct::domain::language::pick(context.language, "Days", "天数").to_owned();
    sheet.columns.push(Column { key: "days".to_owned(), label });
    let ends = moves.iter().skip(1).map(|next| next.date).chain([context.today]);
    for ((row, moved), end) in sheet.rows.iter_mut().zip(moves).zip(ends) {
        row.push(display::number_cell(span_days(moved.date, end).max(0)));
    }
    Ok(sheet)
}

fn tell_total(context: &Context, subject: &Subject) {
    let Some(cycle) = subject.position.cycle_days else {
        let account = subject.name();
        let message = say!(context.language, "{account} has no stage yet; it counts as unaware.", "{account} 尚未设定阶段，按“未发现问题”看待。");
        return context.ui.status(format_args!("{message}"));
    };
    let stays = path(&subject.facts.moves, context.today);
    let told: Vec<String> = stays.iter().map(|stay| told(context, stay)).collect();
    context.ui.status(format_args!("{}", told.join(" → ")));
    let message = say!(context.language, "Cycle: {cycle} days.", "总周期：{cycle} 天。");
    context.ui.status(format_args!("{message}"));
}

fn told(context: &Context, stay: &Stay) -> String {
    let (stage, days) = (super::words::stage_label(context, stay.stage), stay.days);
    say!(context.language, "{stage} {days} d", "{stage} {days} 天")
}
