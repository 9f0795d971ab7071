//! `acct undo [N]`: takes an operation back, the last one unless a number is given.

use acct::export::Format;
use acct::ops;
use acct::say;
use serde_json::json;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct undo\n  acct undo 17 --dry-run")]
pub(crate) struct Args {
    /// The operation's number in the history; the last one without it
    #[arg(value_name = "N")]
    number: Option<i64>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    context.store()?;
    let plan = ops::history::undo_plan(context.session()?, args.number)?;
    super::tell_plan(context, &plan)?;
    let number = plan.operation.number;
    if !args.write.dry_run && context.asks() {
        let question = say!(context.language, "Undo operation {number}?", "撤销操作 {number}？");
        if !context.confirm(&question)? {
            return Ok(());
        }
    }
    take_back(context, &plan, args.write)
}

/// Takes back what a plan says, with progress.
pub(super) fn take_back(
    context: &mut Context,
    plan: &acct::store::UndoPlan,
    write: WriteArgs,
) -> anyhow::Result<()> {
    let number = plan.operation.number;
    let total: usize =
        [&plan.created, &plan.removed, &plan.changed].iter().flat_map(|counts| counts.values()).sum();
    let progress = context.ui.progress(Some(total as u64));
    let written = ops::history::undo(context.writing(write)?, plan, |done| progress.at(done as u64))?;
    drop(progress);
    let count = written.value;
    let message = match (written.operation, plan.operation.undoes) {
        (None, _) => say!(
            context.language,
            "{count} changes would be taken back. Nothing was changed.",
            "将还原 {count} 处改动。未做改动。"
        ),
        (Some(_), None) => say!(
            context.language,
            "Undid operation {number} ({count} changes). acct redo brings it back.",
            "已撤销操作 {number}（{count} 处改动）。acct redo 可重做。"
        ),
        (Some(_), Some(first)) => say!(
            context.language,
            "Redid operation {first} ({count} changes).",
            "已重做操作 {first}（{count} 处改动）。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    if context.format() == Format::Table {
        return Ok(());
    }
    let (key, of) = match plan.operation.undoes {
        None => ("undone", number),
        Some(first) => ("redone", first),
    };
    let mut told = serde_json::Map::new();
    told.insert("operation".to_owned(), json!(written.operation));
    told.insert(key.to_owned(), json!(of));
    told.insert("changes".to_owned(), json!(count));
    display::print_record(context, &display::objects(vec![told.into()]))
}
