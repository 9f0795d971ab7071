//! `acct history`, `acct undo`, `acct redo`.

pub(crate) mod redo;
pub(crate) mod show;
pub(crate) mod undo;

use std::collections::BTreeMap;

use acct::domain::kind::Kind;
use acct::domain::language::{Language, pick};
use acct::say;
use acct::store::UndoPlan;

use crate::context::Context;
use crate::display;
use crate::failure::Failure;

/// Tells what taking an operation back would do, or fails when later operations build on it.
fn tell_plan(context: &Context, plan: &UndoPlan) -> anyhow::Result<()> {
    let operation = &plan.operation;
    let language = context.language;
    context.ui.status(format_args!(
        "{} {}: {}",
        operation.at,
        operation.user,
        operation.summary.get(language)
    ));
    let count = |counts: &BTreeMap<Kind, usize>| -> String {
        let parts: Vec<String> = counts
            .iter()
            .map(|(kind, count)| {
                let label = context.labels.kind(*kind, language).to_lowercase();
                let unit = display::measure(*kind);
                say!(language, "{count} {label}", "{count} {unit}{label}")
            })
            .collect();
        parts.join(pick(language, ", ", "、"))
    };
    for (counts, english, chinese) in [
        (&plan.created, "goes: ", "将删除："),
        (&plan.removed, "comes back: ", "将恢复："),
        (&plan.changed, "becomes what it was: ", "将还原："),
    ] {
        if !counts.is_empty() {
            context.ui.status(format_args!("  {}{}", pick(language, english, chinese), count(counts)));
        }
    }
    let Some(newest) = plan.dependences.last() else { return Ok(()) };
    let later = later_ones(language, plan);
    let message = say!(
        language,
        "operation {} cannot be undone: later operations build on it: {}",
        "不能撤销操作 {}：后面的操作依赖于它：{}",
        operation.number,
        later
    );
    let hint = say!(
        language,
        "undo the later ones first: acct undo {}",
        "请先撤销后面的操作：acct undo {}",
        newest.operation
    );
    Err(Failure::refused(message).hint(hint).into())
}

/// The first operations that forbid an undo, and how many more there are.
fn later_ones(language: Language, plan: &UndoPlan) -> String {
    const SHOWN: usize = 5;
    let told: Vec<String> = plan
        .dependences
        .iter()
        .take(SHOWN)
        .map(|later| {
            let (number, summary) = (later.operation, later.summary.get(language));
            say!(language, "{number} ({summary})", "{number}（{summary}）")
        })
        .collect();
    let told = told.join(pick(language, "; ", "；"));
    match plan.dependences.len().saturating_sub(SHOWN) {
        0 => told,
        more => say!(language, "{told} and {more} more", "{told}，另有 {more} 项"),
    }
}
