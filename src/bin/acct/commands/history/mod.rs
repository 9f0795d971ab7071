//! `acct history`, `acct undo`, `acct redo`.

pub(crate) mod redo;
pub(crate) mod show;
pub(crate) mod undo;

use std::collections::BTreeMap;

use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::ops::history::Undoing;
use acct::say;
use acct::store::UndoPlan;

use crate::context::Context;
use crate::display;

/// Operations told one by one before they are only counted.
const SHOWN: usize = 20;

/// Tells what taking operations back would do, or fails when later operations build on it.
fn tell_plan(context: &Context, plan: &Undoing) -> anyhow::Result<()> {
    let language = context.language;
    for step in plan.steps.iter().take(SHOWN) {
        let operation = &step.operation;
        context.ui.status(format_args!(
            "{} {}{}{}",
            operation.at,
            operation.user,
            pick(language, ": ", "："),
            operation.summary.get(language)
        ));
        tell_counts(context, std::slice::from_ref(step));
    }
    if let more @ 1.. = plan.steps.len().saturating_sub(SHOWN) {
        let others = count(more, "more operation", "more operations");
        let told = say!(
            language,
            "and {others}, which acct history lists. All in all:",
            "以及另外 {more} 项操作（见 acct history）。合计："
        );
        context.ui.status(format_args!("{told}"));
        tell_counts(context, &plan.steps);
    }
    match plan.refusal() {
        Some(refusal) => Err(refusal.into()),
        None => Ok(()),
    }
}

fn tell_counts(context: &Context, steps: &[UndoPlan]) {
    let language = context.language;
    let told = |counts: &dyn Fn(&UndoPlan) -> &BTreeMap<Kind, usize>| -> String {
        let mut sums: BTreeMap<Kind, usize> = BTreeMap::new();
        for (kind, number) in steps.iter().flat_map(counts) {
            *sums.entry(*kind).or_default() += number;
        }
        let parts: Vec<String> =
            sums.iter().map(|(kind, number)| display::counted(context, *kind, *number)).collect();
        parts.join(pick(language, ", ", "、"))
    };
    for (counts, english, chinese) in [
        (told(&|step| &step.created), "goes: ", "将删除："),
        (told(&|step| &step.removed), "comes back: ", "将恢复："),
        (told(&|step| &step.changed), "becomes what it was: ", "将还原："),
    ] {
        if !counts.is_empty() {
            context.ui.status(format_args!("  {}{counts}", pick(language, english, chinese)));
        }
    }
}
