//! What is to be done as people read it: by tier, with the command for each below it.

use std::io::Write as _;

use acct::analysis::agenda::Urgency;
use acct::domain::choices::Tier;
use acct::domain::language::pick;
use acct::domain::shell::told_in;
use acct::export::harmless;
use acct::say;

use super::Due;
use super::listed::label;
use crate::context::Context;
use crate::output::{command_below, hanging};
use crate::ui::Ui;

pub(super) fn draw(context: &Context, due: &[Due]) -> anyhow::Result<()> {
    let mut out = context.ui.stdout();
    let mut before: Option<Option<Tier>> = None;
    for due in due {
        let tier = due.account.tier;
        if before != Some(tier) {
            if before.is_some() {
                writeln!(out)?;
            }
            writeln!(out, "{}", Ui::bold(&heading(context, tier)))?;
            before = Some(tier);
        }
        writeln!(out, "{}", told(context, due))?;
    }
    Ok(())
}

fn heading(context: &Context, tier: Option<Tier>) -> String {
    match tier {
        Some(tier) => format!("{tier} {}", label(context, "tier_name", tier.as_str())),
        None => pick(context.language, "Without a grade", "未评级").to_owned(),
    }
}

/// The account, the kind of task and what is to be done.
pub(crate) fn named(context: &Context, due: &Due) -> String {
    let kind = label(context, "task_kind", due.task.kind.as_str());
    let (colon, what) = (pick(context.language, ": ", "："), due.task.what.get(context.language));
    format!("{} · {kind}{colon}{what}", due.whose(context.language))
}

/// The day, the account and what is to be done; below it the command.
pub(crate) fn told(context: &Context, due: &Due) -> String {
    let language = context.language;
    let late = due.task.days_late(context.today);
    let overdue = match due.task.urgency {
        Urgency::Overdue => say!(language, " ({late} d overdue)", "（逾期 {late} 天）"),
        Urgency::Today => pick(language, " (today)", "（今天）").to_owned(),
        Urgency::Soon => String::new(),
    };
    let flag = if due.task.urgency == Urgency::Overdue { '!' } else { ' ' };
    let mark = format!("{flag} {}  ", due.task.due);
    let text = format!("{}{overdue}", named(context, due));
    let text = harmless(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
    let width = usize::from(context.ui.width());
    let told = hanging(&mark, &text, width);
    let command = harmless(&told_in(&due.task.command, context.language)).into_owned();
    format!("{told}\n{}", Ui::dim(&command_below(&command, width)))
}
