//! `acct undo [N]`: takes an operation back, what was done last unless a number is given.

use acct::domain::language::count;
use acct::export::Format;
use acct::ops;
use acct::ops::history::Undoing;
use acct::say;
use serde_json::json;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct undo\n  acct undo 17 --dry-run\n  acct undo 17 --with-later --yes")]
pub(crate) struct Args {
    /// The operation's number in the history; without it, what was done or redone last
    #[arg(value_name = "N")]
    number: Option<i64>,
    /// Also take back the later operations that build on it
    #[arg(long)]
    with_later: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    context.store()?;
    let session = context.session()?;
    let plan = if args.with_later {
        ops::history::undo_plan_with_later(session, args.number)?
    } else {
        ops::history::undo_plan(session, args.number)?
    };
    super::tell_plan(context, &plan)?;
    // Who names one operation and loses others says so, also in a script.
    let takes_others = args.with_later && plan.steps.len() > 1;
    if !args.write.dry_run
        && (takes_others || context.asks())
        && !context.confirm(&question(context, &plan))?
    {
        return Ok(());
    }
    take_back(context, &plan, args.write)
}

fn question(context: &Context, plan: &Undoing) -> String {
    let number = plan.meant.number;
    match plan.steps.len() {
        0 | 1 => say!(context.language, "Undo operation {number}?", "撤销操作 {number}？"),
        all => say!(
            context.language,
            "Undo operation {number} and those that go with it ({all} in all)?",
            "撤销操作 {number} 及随之撤销的操作（共 {all} 项）？"
        ),
    }
}

/// Takes back what a plan says, with progress.
pub(super) fn take_back(context: &mut Context, plan: &Undoing, write: WriteArgs) -> anyhow::Result<()> {
    let counts = |step: &acct::store::UndoPlan| -> usize {
        [&step.created, &step.removed, &step.changed].iter().flat_map(|counts| counts.values()).sum()
    };
    let total: usize = plan.steps.iter().map(counts).sum();
    let progress = context.ui.progress(Some(total as u64));
    let written = ops::history::undo(context.writing(write)?, plan, |done| progress.at(done as u64))?;
    drop(progress);
    let changes: usize = written.iter().map(|written| written.value).sum();
    let of_meant = plan.steps.iter().position(|step| step.operation.number == plan.meant.number);
    let operation = of_meant.and_then(|at| written.get(at)).and_then(|written| written.operation);
    // As many as were told before, each once however often it was written.
    let message = done(context, plan, total, write);
    context.ui.status(format_args!("{message}"));
    if context.format() == Format::Table {
        return Ok(());
    }
    let (key, of) = match plan.meant.undoes {
        None => ("undone", plan.meant.number),
        Some(first) => ("redone", first),
    };
    let mut told = serde_json::Map::new();
    told.insert("operation".to_owned(), json!(operation));
    told.insert(key.to_owned(), json!(of));
    told.insert("with".to_owned(), json!(others(plan)));
    told.insert("changes".to_owned(), json!(changes));
    display::print_record(context, &display::objects(vec![told.into()]))
}

/// The operations that are undone or redone beside the one that is meant.
fn others(plan: &Undoing) -> Vec<i64> {
    let steps = plan.steps.iter().map(|step| &step.operation);
    steps
        .filter(|operation| operation.number != plan.meant.number)
        .map(|operation| match plan.meant.undoes {
            None => operation.number,
            Some(_) => operation.undoes.unwrap_or(operation.number),
        })
        .collect()
}

fn done(context: &Context, plan: &Undoing, changes: usize, write: WriteArgs) -> String {
    let language = context.language;
    let number = plan.meant.number;
    let others = others(plan).len();
    let (told, beside) = (count(changes, "change", "changes"), count(others, "other", "others"));
    match (write.dry_run, plan.meant.undoes, others) {
        (true, None, _) => say!(
            language,
            "{told} would be taken back. Nothing was changed.",
            "试运行：将还原 {changes} 处改动，尚未执行。"
        ),
        (true, Some(_), _) => say!(
            language,
            "{told} would be made again. Nothing was changed.",
            "试运行：将重做 {changes} 处改动，尚未执行。"
        ),
        (_, None, 0) => say!(
            language,
            "Undid operation {number} ({told}). acct redo brings it back.",
            "已撤销操作 {number}（{changes} 处改动）。acct redo 可重做。"
        ),
        (_, None, _) => say!(
            language,
            "Undid operation {number} and {beside} ({told}). acct redo brings all of them back.",
            "已撤销操作 {number} 及另外 {others} 项（{changes} 处改动）。acct redo 可全部重做。"
        ),
        (_, Some(first), 0) => {
            say!(language, "Redid operation {first} ({told}).", "已重做操作 {first}（{changes} 处改动）。")
        }
        (_, Some(first), _) => say!(
            language,
            "Redid operation {first} and {beside} ({told}).",
            "已重做操作 {first} 及另外 {others} 项（{changes} 处改动）。"
        ),
    }
}
