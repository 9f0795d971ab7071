//! `acct stage reopen`: takes up a closed decision again.

use acct::ops;
use acct::say;

use super::{Subject, WhenArgs, stage, words};
use crate::cli::WriteArgs;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "It goes on where it was left, unless --to says otherwise. After an implemented purchase the next decision begins at unaware.\n\nExamples:\n  acct stage reopen \"Example Steel\" --reason \"The budget is back\"\n  acct stage reopen \"Example Steel\" --to aware --evidence \"They asked about the second plant\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// In which stage (where it was left)
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    /// Why it is taken up again
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// What shows that
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    #[command(flatten)]
    when: WhenArgs,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: Args) -> anyhow::Result<()> {
    let subject = Subject::load(context, &args.account)?;
    let to = stage(context, args.to.as_deref())?;
    let mut occasion = subject.occasion(context, args.when)?;
    occasion.evidence = args.evidence;
    occasion.reason = args.reason;
    let written = ops::stages::reopen(context.writing(args.write)?, &occasion, to)
        .map_err(|error| subject.refused(context, error))?;
    let (account, name) = (subject.name(), words::stage_name(context, written.value.to_stage));
    let done = say!(
        context.language,
        "The decision of {account} goes on at \"{name}\".",
        "{account} 的决策流程已重启：“{name}”。"
    );
    let would = say!(
        context.language,
        "The decision of {account} would go on at \"{name}\". Nothing was kept.",
        "{account} 的决策流程将重启：“{name}”。未保存。"
    );
    super::tell(context, &written, &done, &would)
}
