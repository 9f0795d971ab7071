//! What is being done about what a customer said, beside it.

use acct::domain::kind::Kind;
use acct::domain::record::Entry;
use acct::export::{Cell, Sheet};
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::sheets::named_columns;

/// Adds the actions that come from it to its sheet.
pub(crate) fn add(context: &mut Context, entry: &Entry, sheet: &mut Sheet) -> anyhow::Result<()> {
    let Some(field) = Kind::Action.field("feedback") else { return Ok(()) };
    let actions = context.store()?.read().pointing_at(Kind::Action, field, entry.id)?;
    let line = |action: &Entry| {
        let status = format!("progress.{}", action.get("status").as_text());
        let status = context.labels.find(&status, context.language).unwrap_or_default().to_owned();
        let due = action.get("due_date").to_json();
        let due = due.as_str().unwrap_or_default().to_owned();
        let parts = [format!("#{} {}", action.id, action.title()), status, due];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let data = |action: &Entry| {
        json!({
            "id": action.id,
            "title": action.title(),
            "status": action.get("status").to_json(),
            "due_date": action.get("due_date").to_json(),
            "owner": action.get("owner").to_json(),
        })
    };
    let text = actions.iter().map(line).collect::<Vec<_>>().join("\n");
    let data: Vec<Json> = actions.iter().map(data).collect();
    sheet.columns.extend(named_columns(context, &[("actions", "Actions", "改进行动")]));
    sheet.rows.iter_mut().for_each(|row| row.push(Cell { data: json!(data), text: text.clone() }));
    Ok(())
}
