//! What is known of an industry, and who lives in it, beside the industry itself.

use acct::analysis::answers;
use acct::analysis::environment::Environment;
use acct::domain::choices::Confidence;
use acct::domain::finding::{Answered, Finding};
use acct::domain::language::pick;
use acct::domain::record::Entry;
use acct::export::{Cell, Sheet};
use acct::ops;
use acct::playbook::{Item, Playbook};
use acct::say;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display::number_cell;
use crate::resolve;
use crate::sheets::named_columns;

/// Accounts that are named.
const NAMED: usize = 5;

/// Adds to the sheet of an industry the answers in force, and the accounts that inherit them.
pub(crate) fn add(context: &mut Context, entry: &Entry, sheet: &mut Sheet) -> anyhow::Result<()> {
    let (playbook, today) = (context.playbook()?, context.today);
    let reader = context.store()?.read();
    let found = ops::industries::environment(reader, Some(&entry.title()), today)?;
    let answers = found.as_deref().map(|found| answered(context, &playbook, found)).unwrap_or_default();
    let living = ops::industries::living_in(context.store()?.read(), &entry.title())?;
    let named = living.get(..NAMED).unwrap_or(&living);
    let data: Vec<Json> = named.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
    let added = [
        (("answers", "Answers", "答案"), answers),
        (("account_count", "Accounts", "客户数"), number_cell(living.len())),
        (("accounts", "Among them", "客户"), Cell { data: json!(data), text: told(context, entry, &living) }),
    ];
    for (column, cell) in added {
        sheet.columns.extend(named_columns(context, &[column]));
        sheet.rows.iter_mut().for_each(|row| row.push(cell.clone()));
    }
    Ok(())
}

/// The first accounts, each with its number, and the command that lists all where there are more.
fn told(context: &Context, industry: &Entry, living: &[(i64, String)]) -> String {
    let mut lines: Vec<String> =
        living.iter().take(NAMED).map(|(id, name)| format!("#{id} {name}")).collect();
    if let more @ 1.. = living.len().saturating_sub(NAMED) {
        let command = format!("acct industry accounts {}", resolve::quoted(&industry.title()));
        lines.push(say!(context.language, "{more} more: {command}", "另有 {more} 家：{command}"));
    }
    lines.join("\n")
}

/// The answers in force, in the order of the playbook.
fn answered(context: &Context, playbook: &Playbook, environment: &Environment) -> Cell {
    let (mut lines, mut data): (Vec<String>, Vec<Json>) = (Vec::new(), Vec::new());
    for (id, _, item) in playbook.items() {
        let Some(finding) = environment.answer(&id) else { continue };
        lines.push(line(context, item, finding));
        data.push(json!({
            "item": id,
            "answered": finding.answered.as_str(),
            "value": finding.value.as_ref().map(|value| &value.0),
            "date": finding.date.to_string(),
            "source": finding.source,
            "confidence": finding.confidence.map(Confidence::as_str),
        }));
    }
    Cell { data: json!(data), text: lines.join("\n") }
}

fn line(context: &Context, item: &Item, finding: &Finding) -> String {
    let language = context.language;
    let (label, date) = (item.label.get(language), finding.date);
    let kept = finding.value.as_ref().map_or("", |value| value.0.as_str());
    let words = match finding.answered {
        Answered::Known => answers::in_words(item, kept, language),
        Answered::Unknown | Answered::Noted => pick(language, "nobody knows", "无人知晓").to_owned(),
    };
    say!(language, "{label}: {words} ({date})", "{label}：{words}（{date}）")
}
