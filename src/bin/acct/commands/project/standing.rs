//! Where the decision of a project stands, beside the project itself.

use acct::analysis::process::Process;
use acct::analysis::stage::{days_after, open_criteria, position};
use acct::domain::choices::{Outcome, Stage};
use acct::domain::project::Project;
use acct::domain::record::{Entry, Record as _};
use acct::export::{Cell, Sheet};
use acct::ops;
use acct::playbook::shown::yes_no;
use acct::say;
use serde_json::{Value as Json, json};

use crate::commands::stage::words;
use crate::context::Context;
use crate::display::number_cell;
use crate::sheets::named_columns;

/// Adds to the sheet of a project how long it has been in its stage, what is missing there, and how it came there.
pub(crate) fn add(context: &mut Context, entry: &Entry, sheet: &mut Sheet) -> anyhow::Result<()> {
    let project = Project::from_entry(entry)?;
    let (today, playbook) = (context.today, context.playbook()?);
    let facts = ops::facts::load_as_of(context.store()?.read(), project.account.number(), today)?;
    let process = facts.process_of(&project);
    let position = position(&playbook, &process, today);
    let unmet = open_criteria(&playbook, &facts, &position, today);
    let is_set = !process.moves.is_empty();
    let number = |number: Option<i64>| number.map_or_else(Cell::default, number_cell);
    let stalled = yes_no(position.stalled, context.language).to_owned();
    let added = [
        (("days", "Days there", "停留天数"), number(position.days)),
        (("expected_days", "Expected days", "预计天数"), number(position.expected_days.filter(|_| is_set))),
        (("stalled", "Stalled", "停滞"), Cell { data: json!(position.stalled), text: stalled }),
        (("unmet", "Not met yet", "未满足条件"), number_cell(unmet)),
        (("history", "Way so far", "阶段变动"), history(context, &process)),
    ];
    for (column, cell) in added {
        sheet.columns.extend(named_columns(context, &[column]));
        sheet.rows.iter_mut().for_each(|row| row.push(cell.clone()));
    }
    Ok(())
}

fn history(context: &Context, process: &Process) -> Cell {
    let days = days_after(process.moves, context.today);
    let mut lines = Vec::new();
    let mut data: Vec<Json> = Vec::new();
    for (moved, days) in process.moves.iter().zip(days) {
        let (date, stage) = (moved.date, words::stage_label(context, moved.to_stage));
        let end = match (moved.outcome, days) {
            (Some(outcome), None) => {
                let outcome = format!("outcome.{outcome}");
                let outcome = context.labels.get(&outcome, context.language);
                say!(context.language, ": {outcome}", "：{outcome}")
            }
            (_, Some(days)) => say!(context.language, " {days} d", " {days} 天"),
            (None, None) => String::new(),
        };
        lines.push(format!("{date} {stage}{end}"));
        data.push(json!({
            "date": date.to_string(),
            "step": moved.step.as_str(),
            "from": moved.from_stage.map(Stage::as_str),
            "to": moved.to_stage.as_str(),
            "outcome": moved.outcome.map(Outcome::as_str),
            "days": days,
        }));
    }
    Cell { data: data.into(), text: lines.join("\n") }
}
