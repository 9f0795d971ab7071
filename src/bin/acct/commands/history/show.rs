//! `acct history [ACCOUNT]`: operations, newest first; with `--changes` what each changed.

use acct::domain::record::{Entry, Field, Shape};
use acct::domain::value::Value;
use acct::export::{Cell, Sheet};
use acct::ops::history;
use acct::say;
use acct::store::{Change, Operation};
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display::{self, Names, number_cell, text_cell};
use crate::resolve;
use crate::sheets::named_columns;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct history --limit 10\n  acct history \"Example Steel\" --changes\n  acct history --operation 12"
)]
pub(crate) struct Args {
    /// Only what touched this account
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Each changed record with its values before and after
    #[arg(long)]
    changes: bool,
    /// Only this operation, with its changes
    #[arg(long, value_name = "N", conflicts_with = "account")]
    operation: Option<i64>,
    /// Include what concerns personal files
    #[arg(long)]
    personal: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = match &args.account {
        Some(account) => Some(resolve::account(context, account)?.id),
        None => None,
    };
    let store = context.store()?;
    let operations = match args.operation {
        Some(number) => vec![store.operation(number)?.ok_or(acct::ops::Refusal::NoOperation { number })?],
        None => store.history(account, args.limit)?,
    };
    let sheet = if args.changes || args.operation.is_some() {
        changes_sheet(context, &operations, account, args.personal)?
    } else {
        operations_sheet(context, &operations, args.personal)
    };
    display::print_list(context, &sheet)
}

fn operations_sheet(context: &Context, operations: &[Operation], personal: bool) -> Sheet {
    let columns = named_columns(
        context,
        &[
            ("operation", "No.", "编号"),
            ("at", "When (UTC)", "时间（UTC）"),
            ("by", "By", "经手人"),
            ("summary", "What", "内容"),
            ("state", "State", "状态"),
            ("command", "Command", "命令"),
        ],
    );
    let rows = operations
        .iter()
        .map(|operation| {
            vec![
                number_cell(operation.number),
                moment_cell(operation),
                text_cell(&operation.user),
                text_cell(operation.summary.get(context.language)),
                state_cell(context, operation),
                if personal {
                    text_cell(&operation.command)
                } else {
                    text_cell(&history::without_personal(&operation.command))
                },
            ]
        })
        .collect();
    Sheet { columns, rows }
}

fn moment_cell(operation: &Operation) -> Cell {
    let text = operation.at.to_string();
    Cell { data: json!(text), text: text.replace('T', " ").trim_end_matches('Z').to_owned() }
}

fn state_cell(context: &Context, operation: &Operation) -> Cell {
    match (operation.undone_by, operation.undoes) {
        (Some(by), _) => Cell {
            data: json!({"undone_by": by}),
            text: say!(context.language, "undone by {by}", "已被 {by} 撤销"),
        },
        (None, Some(undoes)) => Cell {
            data: json!({"undoes": undoes}),
            text: say!(context.language, "undoes {undoes}", "撤销 {undoes}"),
        },
        (None, None) => text_cell(""),
    }
}

fn changes_sheet(
    context: &mut Context,
    operations: &[Operation],
    account: Option<i64>,
    personal: bool,
) -> anyhow::Result<Sheet> {
    /// Changes shown of one operation; an import may have a million.
    const SHOWN: usize = 1000;
    let columns = named_columns(
        context,
        &[
            ("operation", "No.", "编号"),
            ("kind", "Record", "记录"),
            ("id", "#", "#"),
            ("field", "Field", "字段"),
            ("before", "Before", "原值"),
            ("after", "After", "新值"),
        ],
    );
    let mut rows = Vec::new();
    for operation in operations {
        let mut changes = context.store()?.changes_of_operation(operation.number, account, SHOWN + 1)?;
        if changes.len() > SHOWN {
            let number = operation.number;
            context.ui.note(format_args!(
                "{}",
                say!(
                    context.language,
                    "operation {number} changed many records; only the first {SHOWN} are shown",
                    "操作 {number} 改动超过 {SHOWN} 条记录，仅显示前 {SHOWN} 条"
                )
            ));
        }
        changes.truncate(SHOWN);
        let names = names_of(context, &changes)?;
        for change in &changes {
            push_fields(context, change, &names, personal, &mut rows);
        }
    }
    Ok(Sheet { columns, rows })
}

type State = Option<serde_json::Map<String, Json>>;

/// One side of a change as the value of a field.
fn value(field: &Field, state: &State) -> Value {
    let json = state.as_ref().and_then(|state| state.get(field.name));
    json.and_then(|json| Value::from_json(&field.shape, json)).unwrap_or_default()
}

/// The names of everything that the changed records point at, before and after.
fn names_of(context: &mut Context, changes: &[Change]) -> anyhow::Result<Names> {
    let mut entries = Vec::new();
    let mut links: Vec<Field> = Vec::new();
    for change in changes {
        let fields = change.kind.fields().iter();
        let linking: Vec<&Field> =
            fields.filter(|field| matches!(field.shape, Shape::Link(_) | Shape::Links(_))).collect();
        for state in [&change.before, &change.after] {
            let mut entry = Entry::blank(change.kind);
            for field in &linking {
                entry.set(field.name, value(field, state));
            }
            entries.push(entry);
        }
        links.extend(linking.into_iter().filter(|field| !links.contains(field)).cloned().collect::<Vec<_>>());
    }
    Names::of(context, &entries, &links)
}

fn push_fields(context: &Context, change: &Change, names: &Names, personal: bool, rows: &mut Vec<Vec<Cell>>) {
    let kind = context.labels.kind(change.kind, context.language);
    let keys = change.after.iter().chain(&change.before).flat_map(|state| state.keys());
    let mut seen = std::collections::BTreeSet::new();
    for key in keys.filter(|key| seen.insert(key.as_str())) {
        let Some(field) = change.kind.field(key) else { continue };
        if field.private && !personal {
            continue;
        }
        // As data a value is what the history keeps: the numbers of linked records, the identifiers of choices.
        let side = |state: &State| Cell {
            data: state.as_ref().and_then(|state| state.get(key)).cloned().unwrap_or_default(),
            text: display::cell(context, field, &value(field, state), names).text,
        };
        rows.push(vec![
            number_cell(change.operation),
            Cell { data: json!(change.kind.name()), text: kind.clone() },
            number_cell(change.record),
            Cell { data: json!(key), text: context.labels.field(change.kind, field, context.language) },
            side(&change.before),
            side(&change.after),
        ]);
    }
}
