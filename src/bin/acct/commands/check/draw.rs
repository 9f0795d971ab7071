//! What was found as people read it: under each account, with the command that mends it below.

use std::io::Write as _;

use acct::analysis::check::Concern;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::shell::told_in;
use acct::export::harmless;
use acct::playbook::{Playbook, Severity};

use super::Checked;
use super::found::{record_in_words, severity};
use crate::context::Context;
use crate::output::{command_below, hanging, width_of};
use crate::ui::Ui;

pub(super) fn draw(context: &Context, playbook: &Playbook, checked: &[Checked]) -> anyhow::Result<()> {
    let widest =
        |found: &Checked| found.concerns.iter().map(|concern| width_of(severity(context, concern))).max();
    let mark = checked.iter().filter_map(widest).max().unwrap_or_default();
    let mut out = context.ui.stdout();
    for (position, found) in checked.iter().enumerate() {
        if position > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}", Ui::bold(&heading(context, found)))?;
        for concern in &found.concerns {
            writeln!(out, "{}", finding(context, playbook, concern, mark))?;
        }
    }
    Ok(())
}

/// `#1 Example Steel Corporation · S · Ann Miller`, or the industry and at how many accounts of it that was found.
fn heading(context: &Context, found: &Checked) -> String {
    if let Some(industry) = found.industry(context.language) {
        return one_line(&industry);
    }
    let account = &found.account;
    let parts = [account.tier.map(|tier| tier.to_string()), account.owner.clone()];
    let parts: String = parts.into_iter().flatten().map(|part| format!(" · {part}")).collect();
    one_line(&format!("#{} {}{parts}", account.id, account.name))
}

/// A finding and the command that mends it.
pub(crate) fn finding(
    context: &Context,
    playbook: &Playbook,
    concern: &Concern,
    mark_width: usize,
) -> String {
    let language = context.language;
    let severity_word = severity(context, concern);
    let pad = " ".repeat(mark_width.saturating_sub(width_of(severity_word)));
    let mark = format!("  {severity_word}{pad}  ");
    let record = match concern.record.kind {
        Kind::Account => String::new(),
        _ => format!(" · {}", record_in_words(context, playbook, &concern.record)),
    };
    let text = format!(
        "{}{record}{}{} [{}]",
        concern.rule.label.get(language),
        pick(language, ": ", "："),
        concern.message.get(language),
        concern.rule.id
    );
    let told = hanging(&mark, &one_line(&text), usize::from(context.ui.width()));
    let told = match concern.rule.severity {
        Severity::Error => told.replacen(severity_word, &Ui::bold(severity_word), 1),
        Severity::Warning | Severity::Info => told,
    };
    let mut commands = vec![told_in(&concern.fix, language)];
    if let Some(then) = &concern.then {
        commands.extend([pick(language, "afterwards:", "之后：").to_owned(), told_in(then, language)]);
    }
    let width = usize::from(context.ui.width());
    let told_below = |command: &String| Ui::dim(&command_below(&harmless(command), width));
    let commands = commands.iter().map(|command| format!("\n{}", told_below(command)));
    format!("{told}{}", commands.collect::<String>())
}

fn one_line(text: &str) -> String {
    harmless(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}
