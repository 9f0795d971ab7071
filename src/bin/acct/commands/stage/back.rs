//! `acct stage back`: goes back to an earlier stage. That is normal, and recorded.

use acct::domain::language::pick;
use acct::ops;
use acct::say;

use super::{ProcessArgs, Subject, Told, WhenArgs, stage};
use crate::cli::WriteArgs;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct stage back \"Example Steel\" --reason \"The budget was frozen\"\n  acct stage back \"Example Steel\" --to pain --reason \"New management, new questions\""
)]
pub(crate) struct Args {
    #[command(flatten)]
    of: ProcessArgs,
    /// Which stage (the one before)
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    /// Why it goes back
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
    let subject = Subject::load(context, &args.of)?;
    let to = stage(context, "--to", args.to.as_deref())?;
    let mut occasion = subject.occasion(context, args.when, args.evidence)?;
    let question = pick(context.language, "Why does it go back?", "为什么退回？");
    occasion.reason = Some(context.ask_unless_given(args.reason, question, "--reason")?);
    let (language, account) = (context.language, subject.name());
    subject.make(
        context,
        args.write,
        |session| ops::stages::back(session, &occasion, to),
        |_, stage| Told {
            done: say!(language, "{account} is back at \"{stage}\".", "{account} 已退回到“{stage}”。"),
            would: say!(language, "{account} would go back to \"{stage}\".", "{account} 将退回到“{stage}”。"),
        },
    )
}
