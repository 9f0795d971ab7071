//! How amounts, changes and shares are told.

use acct::domain::language::pick;
use acct::domain::money::Money;
use acct::export::Cell;
use serde_json::json;

use crate::context::Context;

/// An amount for people and for data.
pub(super) fn cell(context: &Context, money: Money) -> Cell {
    Cell { data: json!(money), text: money.short(context.language) }
}

/// The same where there is one.
pub(super) fn cell_if(context: &Context, money: Option<Money>) -> Cell {
    money.map(|money| cell(context, money)).unwrap_or_default()
}

/// Amounts of several currencies.
pub(super) fn cells(context: &Context, amounts: &[Money]) -> Cell {
    let told: Vec<String> = amounts.iter().map(|money| money.short(context.language)).collect();
    Cell { data: json!(amounts), text: told.join(pick(context.language, ", ", "、")) }
}

/// A change (%) for people in whole percent and for data with a decimal.
pub(super) fn change_cell(change: Option<f64>) -> Cell {
    Cell { data: json!(change.map(one_decimal)), text: change.map(signed).unwrap_or_default() }
}

/// A share (%) for people in whole percent and for data with a decimal.
pub(super) fn share_cell(percent: Option<f64>) -> Cell {
    let text = percent.map(|percent| format!("{:.0}%", percent + 0.0)).unwrap_or_default();
    Cell { data: json!(percent.map(one_decimal)), text }
}

/// `+12%`, `-3%`, `0%`.
pub(super) fn signed(percent: f64) -> String {
    match percent.round() {
        0.0 => "0%".to_owned(),
        whole => format!("{whole:+}%"),
    }
}

pub(super) fn one_decimal(number: f64) -> f64 {
    (number * 10.0).round() / 10.0 + 0.0
}
