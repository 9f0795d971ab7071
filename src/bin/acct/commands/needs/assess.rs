//! How well a need is understood, as cells of lists and of single needs.

use acct::analysis::needs::{self, Completeness};
use acct::domain::contact::Contact;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::need::Need;
use acct::export::Cell;
use acct::playbook::NeedRules;
use acct::say;
use serde_json::json;

use crate::context::Context;
use crate::display::text_cell;

/// How many of the seven columns of the evaluation table are filled: `3/7`, as data the number.
pub(super) fn completeness(need: &Need) -> Cell {
    let Completeness { filled, .. } = needs::completeness(need);
    let (filled, all) = (filled.len(), needs::COLUMNS.len());
    Cell { data: json!(filled), text: format!("{filled}/{all}") }
}

/// The columns of the evaluation table that are still empty.
pub(super) fn missing(context: &Context, need: &Need) -> Cell {
    let missing = needs::completeness(need).missing;
    let labels: Vec<String> = missing
        .iter()
        .map(|column| {
            context.labels.get(&format!("{}.{column}", Kind::Need), context.language).to_lowercase()
        })
        .collect();
    Cell { data: json!(missing), text: labels.join(pick(context.language, ", ", "、")) }
}

pub(super) fn quadrant(context: &Context, rules: &NeedRules, need: &Need) -> Cell {
    let Some(quadrant) = needs::quadrant(rules, need) else { return text_cell("") };
    let label = context.labels.get(&format!("quadrant.{quadrant}"), context.language).to_owned();
    Cell { data: json!(quadrant.as_str()), text: label }
}

/// Who confirmed the need, and when.
pub(super) fn accuracy(context: &Context, need: &Need, contacts: &[Contact]) -> Cell {
    let Some(confirmation) = needs::accuracy(need) else {
        return Cell {
            data: json!({"confirmed": false}),
            text: pick(context.language, "not confirmed yet", "尚未确认").to_owned(),
        };
    };
    let by = contacts
        .iter()
        .find(|contact| contact.id == confirmation.by)
        .map_or_else(|| confirmation.by.to_string(), |contact| contact.name.clone());
    let on = confirmation.on.map(|on| on.to_string());
    let text = match &on {
        Some(on) => say!(context.language, "confirmed by {by} on {on}", "{by} 于 {on} 确认"),
        None => say!(context.language, "confirmed by {by}", "{by} 已确认"),
    };
    Cell { data: json!({"confirmed": true, "by": by, "on": on}), text }
}

pub(super) fn consistency(context: &Context, need: &Need) -> Cell {
    let consistency = needs::consistency(need);
    let label = context.labels.get(&format!("consistency.{consistency}"), context.language).to_owned();
    Cell { data: json!(consistency.as_str()), text: label }
}
