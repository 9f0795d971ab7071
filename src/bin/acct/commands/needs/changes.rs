//! `acct needs changes`: what changed in the needs since a date; a changed need is an opportunity.

use acct::domain::date::parse_date;
use acct::domain::kind::Kind;
use acct::domain::language::Bilingual as _;
use acct::domain::record::{Entry, Field};
use acct::domain::value::Value;
use acct::export::{Cell, Column, Format, Sheet};
use acct::ops::needs::{FieldChange, NeedChange, Step, changes};
use acct::say;
use anyhow::Context as _;
use serde_json::json;

use crate::context::Context;
use crate::display::{self, Names, number_cell, text_cell};
use crate::failure::Failure;

/// How far back is looked when no date is given.
const SINCE: &str = "-90d";

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct needs changes --since 2026-01-01\n  acct needs changes \"Example Steel\" --since -30d --json"
)]
pub(crate) struct Args {
    /// Only of this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// From this day on (without it, the last 90 days)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = super::account(context, args.account.as_deref())?;
    let since = parse_date(args.since.as_deref().unwrap_or(SINCE), context.today)
        .map_err(|error| Failure::usage(error.told_in(context.language)))
        .with_context(|| "--since".to_owned())?
        .date;
    let found = changes(context.store()?, account, since)?;
    let mut sheet = sheet(context, &found)?;
    if account.is_some() && context.format() == Format::Table {
        let position = sheet.columns.iter().position(|column| column.key == "account");
        if let Some(position) = position {
            sheet.columns.remove(position);
            sheet.rows.iter_mut().for_each(|row| {
                row.remove(position);
            });
        }
    }
    display::leave_out_what_does_not_fit(context, &mut sheet, &["by", "operation", "id", "change"]);
    display::print_list(context, &sheet)?;
    let needs: std::collections::BTreeSet<i64> = found.iter().map(|change| change.need).collect();
    let (count, needs) = (found.len(), needs.len());
    context.ui.status(format_args!(
        "{}",
        say!(
            context.language,
            "Changes since {since}: {count}, of needs: {needs}.",
            "自 {since} 以来，{needs} 项需求共有 {count} 处变动。"
        )
    ));
    Ok(())
}

fn sheet(context: &mut Context, found: &[NeedChange]) -> anyhow::Result<Sheet> {
    let names = names(context, found)?;
    let mut columns = vec![display::id_column(context)];
    for (key, english, chinese) in [
        ("at", "When", "时间"),
        ("by", "By", "经手人"),
        ("account", "Account", "客户"),
        ("need", "Need", "需求"),
        ("change", "Change", "变动"),
        ("field", "Field", "字段"),
        ("before", "Before", "原值"),
        ("after", "After", "新值"),
        ("operation", "No.", "操作"),
    ] {
        columns.push(Column { key: key.to_owned(), label: say!(context.language, "{english}", "{chinese}") });
    }
    let mut rows = Vec::new();
    for change in found {
        for field in shown(change) {
            rows.push(row(context, change, field, &names));
        }
    }
    Ok(Sheet { columns, rows })
}

/// One row for each changed field. A need that came or went is one row: with the problem it is about.
fn shown(change: &NeedChange) -> Vec<Option<&FieldChange>> {
    match change.step {
        Step::Changed => change.fields.iter().map(Some).collect(),
        Step::Added | Step::Removed => vec![change.fields.iter().find(|field| field.field.name == "problem")],
    }
}

fn row(context: &Context, change: &NeedChange, field: Option<&FieldChange>, names: &Names) -> Vec<Cell> {
    let account = change.account.map(|account| names.get(Kind::Account, account)).unwrap_or_default();
    let step =
        context.labels.get(&format!("{}.{}", Step::CHOICES.name, change.step), context.language).to_owned();
    let value = |value: Option<&Value>| match (field, value) {
        (Some(field), Some(value)) => display::cell(context, field.field, value, names),
        _ => Cell::default(),
    };
    let label = field.map_or_else(Cell::default, |field| Cell {
        data: json!(field.field.name),
        text: context.labels.field(Kind::Need, field.field, context.language),
    });
    vec![
        number_cell(change.need),
        Cell { data: json!(change.at.to_string()), text: change.at.date().to_string() },
        text_cell(&change.by),
        text_cell(&account),
        text_cell(&change.title),
        Cell { data: json!(change.step.as_str()), text: step },
        label,
        value(field.map(|field| &field.before)),
        value(field.map(|field| &field.after)),
        number_cell(change.operation),
    ]
}

/// The names of everything that the changes point at.
fn names(context: &mut Context, found: &[NeedChange]) -> anyhow::Result<Names> {
    let fields: Vec<Field> = Kind::Need.fields().to_vec();
    let mut entries = Vec::new();
    for change in found {
        let mut before = Entry::blank(Kind::Need);
        before.set("account", change.account.map_or(Value::Empty, Value::Link));
        let mut after = before.clone();
        for field in &change.fields {
            before.put(field.field, field.before.clone());
            after.put(field.field, field.after.clone());
        }
        if after.get("account").is_empty() {
            after.set("account", before.get("account").clone());
        }
        entries.push(before);
        entries.push(after);
    }
    Names::of(context, &entries, &fields)
}
