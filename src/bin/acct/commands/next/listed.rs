//! What is to be done as rows for programs and as events of a calendar.

use acct::domain::choices::Tier;
use acct::domain::language::pick;
use acct::export::{Cell, Column, Event, Format, Sheet};
use acct::say;
use serde_json::json;

use super::Due;
use crate::context::Context;
use crate::display::{command_cell, number_cell, text_cell};
use crate::sheets;

const COLUMNS: &[(&str, &str, &str)] = &[
    ("account_id", "#", "编号"),
    ("due", "Due", "日期"),
    ("urgency", "Urgency", "紧急程度"),
    ("days_late", "Days late", "逾期天数"),
    ("tier", "Tier", "等级"),
    ("account", "Account", "客户"),
    ("owner", "Owner", "负责人"),
    ("kind", "Kind", "类型"),
    ("what", "What", "事项"),
    ("record_kind", "Record", "记录类型"),
    ("record_id", "Record #", "记录编号"),
    ("uid", "UID", "UID"),
    ("command", "Command", "命令"),
    ("industry", "Industry", "行业"),
    ("accounts", "Accounts", "客户数"),
];

/// A row for each task; for people without what only programs need.
pub(crate) fn sheet(context: &Context, due: &[Due]) -> Sheet {
    let rows = due.iter().map(|due| row(context, due)).collect();
    let sheet = Sheet { columns: columns(context), rows };
    match context.format() {
        Format::Markdown => sheets::only(&sheet, &["due", "tier", "account", "kind", "what", "command"]),
        _ => sheet,
    }
}

/// The columns of the rows.
pub(crate) fn columns(context: &Context) -> Vec<Column> {
    let sheet = Sheet { columns: sheets::named_columns(context, COLUMNS), rows: Vec::new() };
    sheets::first_column_as_id(context, sheet).columns
}

pub(crate) fn row(context: &Context, due: &Due) -> Vec<Cell> {
    let Due { account, task, .. } = due;
    let industry = task.industry.as_ref().map(|environment| environment.industry.as_str());
    let labelled = |of: &str, id: &str| Cell { data: json!(id), text: label(context, of, id).to_owned() };
    vec![
        number_cell(account.id),
        text_cell(&task.due.to_string()),
        labelled("urgency_of_task", task.urgency.as_str()),
        number_cell(task.days_late(context.today).max(0)),
        text_cell(account.tier.map_or("", Tier::as_str)),
        text_cell(&account_told(context, due)),
        text_cell(account.owner.as_deref().unwrap_or_default()),
        labelled("task_kind", task.kind.as_str()),
        text_cell(task.what.get(context.language)),
        text_cell(task.record.kind.name()),
        number_cell(task.record.id),
        text_cell(&uid(due)),
        command_cell(context, &task.command),
        Cell { data: json!(industry), text: industry.unwrap_or_default().to_owned() },
        number_cell(due.accounts),
    ]
}

/// The account; for people the industry where all accounts of it are meant.
fn account_told(context: &Context, due: &Due) -> String {
    if context.format() == Format::Markdown { due.whose(context.language) } else { due.account.name.clone() }
}

/// The label of an identifier.
pub(crate) fn label<'c>(context: &'c Context, of: &str, id: &str) -> &'c str {
    context.labels.find(&format!("{of}.{id}"), context.language).unwrap_or_default()
}

/// A name for a task that no other file has and that is the same on every day: its kind, account and key, and when
/// the account was first written. What its industry is asked has the name of the industry, however many accounts wait for it.
fn uid(due: &Due) -> String {
    let (whose, created) = match &due.task.industry {
        Some(industry) => (format!("industry-{}", industry.id), industry.created),
        None => (due.account.id.to_string(), due.account.created),
    };
    let created = created.map(|moment| moment.to_string()).unwrap_or_default();
    let created: String = created.chars().filter(char::is_ascii_alphanumeric).collect();
    let (kind, key) = (due.task.kind, &due.task.key);
    format!("{kind}-{whose}-{key}-{created}@acct")
}

/// A task as an event: what is overdue stands on today, since nobody looks back in a calendar.
pub(crate) fn event(context: &Context, due: &Due) -> Event {
    let Due { task, .. } = due;
    let language = context.language;
    let late = task.days_late(context.today);
    let date = task.due;
    let overdue = match late {
        1.. => say!(language, " (overdue since {date})", "（{date} 起逾期）"),
        _ => String::new(),
    };
    let (what, kind) = (task.what.get(language), label(context, "task_kind", task.kind.as_str()));
    let colon = pick(language, ": ", "：");
    Event {
        uid: uid(due),
        // A stay is in the calendar as long as it lasts, whichever day of it is today.
        date: task.span.map_or(date.max(context.today), |(first, _)| first),
        last: task.span.map(|(_, last)| last),
        summary: format!("{}{colon}{what}{overdue}", due.whose(language)),
        description: task.command.clone(),
        category: kind.to_owned(),
    }
}
