//! What was found as rows: for programs, and as a table of a markdown document.

use acct::analysis::check::{Concern, Meant};
use acct::domain::choices::Tier;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::export::{Cell, Column, Format, Sheet};
use acct::playbook::Playbook;
use serde_json::json;

use super::Checked;
use crate::context::Context;
use crate::display::{command_cell, number_cell, text_cell};
use crate::sheets;

const COLUMNS: &[(&str, &str, &str)] = &[
    ("account_id", "#", "编号"),
    ("account", "Account", "客户"),
    ("tier", "Tier", "等级"),
    ("owner", "Owner", "负责人"),
    ("severity", "Severity", "级别"),
    ("rule", "Rule", "规则"),
    ("label", "What", "问题"),
    ("kind", "Kind", "记录类型"),
    ("record_id", "Record", "记录编号"),
    ("record", "Name", "记录"),
    ("message", "Finding", "说明"),
    ("why", "Why it matters", "为什么重要"),
    ("fix", "How to mend it", "处理命令"),
    ("then", "Afterwards", "之后"),
    ("industry", "Industry", "行业"),
    ("accounts", "Accounts", "客户数"),
];

/// A row for each finding; for people without what only programs need.
pub(crate) fn sheet(context: &Context, playbook: &Playbook, checked: &[Checked]) -> Sheet {
    let rows = checked.iter().flat_map(|found| rows(context, playbook, found));
    let sheet = Sheet { columns: columns(context), rows: rows.collect() };
    match context.format() {
        Format::Markdown => {
            sheets::only(&sheet, &["account", "severity", "label", "record", "message", "fix"])
        }
        _ => sheet,
    }
}

/// The columns of the rows.
pub(crate) fn columns(context: &Context) -> Vec<Column> {
    let sheet = Sheet { columns: sheets::named_columns(context, COLUMNS), rows: Vec::new() };
    sheets::first_column_as_id(context, sheet).columns
}

/// The rows of what was found at an account. As ids they are the account, once, for what is done next with it.
pub(crate) fn rows(context: &Context, playbook: &Playbook, found: &Checked) -> Vec<Vec<Cell>> {
    let concerns = found.concerns.iter().map(|concern| row(context, playbook, found, concern));
    let most = if context.format() == Format::Ids { 1 } else { usize::MAX };
    concerns.take(most).collect()
}

fn row(context: &Context, playbook: &Playbook, found: &Checked, concern: &Concern) -> Vec<Cell> {
    let (language, account) = (context.language, &found.account);
    let Concern { rule, record, message, fix, then, .. } = concern;
    let industry = concern.industry.as_ref().map(|environment| environment.industry.as_str());
    let record_name = Cell { data: json!(record.name), text: record_in_words(context, playbook, record) };
    vec![
        number_cell(account.id),
        text_cell(&account_told(context, found)),
        text_cell(account.tier.map_or("", Tier::as_str)),
        text_cell(account.owner.as_deref().unwrap_or_default()),
        Cell { data: json!(rule.severity.as_str()), text: severity(context, concern).to_owned() },
        text_cell(&rule.id),
        text_cell(rule.label.get(language)),
        text_cell(record.kind.name()),
        number_cell(record.id),
        record_name,
        text_cell(message.get(language)),
        text_cell(rule.why.get(language)),
        command_cell(context, fix),
        command_cell(context, then.as_deref().unwrap_or_default()),
        Cell { data: json!(industry), text: industry.unwrap_or_default().to_owned() },
        number_cell(found.accounts.unwrap_or(1)),
    ]
}

/// The account; for people the industry where all accounts of it are meant.
fn account_told(context: &Context, found: &Checked) -> String {
    let industry = found.industry(context.language).filter(|_| context.format() == Format::Markdown);
    industry.unwrap_or_else(|| found.account.name.clone())
}

/// The severity of a finding in words.
pub(crate) fn severity<'c>(context: &'c Context, concern: &Concern) -> &'c str {
    let key = format!("severity.{}", concern.rule.severity.as_str());
    context.labels.find(&key, context.language).unwrap_or_default()
}

/// A record as people know it: `#12 First visit`; what is kept by an identifier by the label of that.
pub(crate) fn record_in_words(context: &Context, playbook: &Playbook, record: &Meant) -> String {
    let language = context.language;
    let label =
        |key: &str| context.labels.find(&format!("{key}.{}", record.name), language).map(str::to_owned);
    let name = match record.kind {
        kind if kind.is_answer() => {
            playbook.item(&record.name).map(|(_, item)| item.label.get(language).to_owned())
        }
        Kind::StageMove => label("stage"),
        Kind::Grade => label("tier_name"),
        Kind::Signal => playbook.stage_of_signal(&record.name).and_then(|stage| {
            let signal = stage.signals.iter().find(|signal| signal.id == record.name)?;
            Some(pick(language, &signal.en, &signal.zh).to_owned())
        }),
        _ => None,
    };
    let name = name.unwrap_or_else(|| record.name.clone());
    format!("#{} {name}", record.id).trim_end().to_owned()
}
