//! `acct redo`: takes the last undo back.

use acct::ops;

use crate::cli::WriteArgs;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct redo")]
pub(crate) struct Args {
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    context.store()?;
    let plan = ops::history::redo_plan(context.session()?)?;
    super::tell_plan(context, &plan)?;
    super::undo::take_back(context, &plan, args.write)
}
