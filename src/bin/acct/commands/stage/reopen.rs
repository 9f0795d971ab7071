//! `acct stage reopen`: takes up a closed decision again.

use acct::domain::language::pick;
use acct::ops;
use acct::say;

use super::{ProcessArgs, Subject, Told, WhenArgs, stage};
use crate::cli::WriteArgs;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "It goes on where it was left, unless --to says otherwise. After an implemented purchase the next decision begins at unaware.\n\nExamples:\n  acct stage reopen \"Example Steel\" --reason \"The budget is back\"\n  acct stage reopen \"Example Steel\" --to aware --evidence \"They asked about the second plant\""
)]
pub(crate) struct Args {
    #[command(flatten)]
    of: ProcessArgs,
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
    let subject = Subject::load(context, &args.of)?;
    let to = stage(context, "--to", args.to.as_deref())?;
    let mut occasion = subject.occasion(context, args.when, args.evidence)?;
    occasion.reason = args.reason;
    if occasion.reason.is_none() && occasion.evidence.is_none() && context.asks() {
        let question =
            pick(context.language, "Why? (Enter if there is no reason)", "原因？（没有可直接回车）");
        let reason = context.prompter().text(question, "")?;
        occasion.reason = Some(reason).filter(|reason| !reason.trim().is_empty());
    }
    let (language, account) = (context.language, subject.name());
    subject.make(
        context,
        args.write,
        |session| ops::stages::reopen(session, &occasion, to),
        |moved, stage| match moved.id.number() {
            // Nobody knows where it stands.
            0 => Told {
                done: say!(
                    language,
                    "The decision of {account} is open again.",
                    "{account} 的决策流程已重启。"
                ),
                would: say!(
                    language,
                    "The decision of {account} would be open again.",
                    "{account} 的决策流程将重启。"
                ),
            },
            _ => Told {
                done: say!(
                    language,
                    "The decision of {account} goes on at \"{stage}\".",
                    "{account} 的决策流程已重启：“{stage}”。"
                ),
                would: say!(
                    language,
                    "The decision of {account} would go on at \"{stage}\".",
                    "{account} 的决策流程将重启：“{stage}”。"
                ),
            },
        },
    )
}
