//! `acct stage close`: ends a decision.

use acct::domain::choices::Outcome;
use acct::domain::language::pick;
use acct::ops;
use acct::say;
use clap::ValueEnum;

use super::{ProcessArgs, Subject, Told, WhenArgs};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutcomeArg {
    Won,
    Lost,
    Dormant,
}

impl From<OutcomeArg> for Outcome {
    fn from(outcome: OutcomeArg) -> Self {
        match outcome {
            OutcomeArg::Won => Self::Won,
            OutcomeArg::Lost => Self::Lost,
            OutcomeArg::Dormant => Self::Dormant,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A won decision goes on with its implementation: acct stage advance. What was lost or is dormant can be taken up again: acct stage reopen.\nThe end of a project's decision gives the project its status, reason, winner and close date.\n\nExamples:\n  acct stage close \"Example Steel\" won --evidence \"Contract signed\"\n  acct stage close \"Example Steel\" lost --reason \"Price\" --winner \"Rival Ltd\"\n  acct stage close \"Example Steel\" dormant --reason \"Budget moved to next year\"\n  acct stage close \"Example Steel\" lost --project \"Mill control\" --reason \"Price\" --winner \"Rival Ltd\""
)]
pub(crate) struct Args {
    #[command(flatten)]
    of: ProcessArgs,
    /// How it ended
    #[arg(value_name = "OUTCOME")]
    outcome: OutcomeArg,
    /// Why it ended so (for lost and dormant)
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Who won, when it was lost
    #[arg(long, value_name = "WHO")]
    winner: Option<String>,
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
    let outcome = Outcome::from(args.outcome);
    if args.winner.is_some() && outcome != Outcome::Lost {
        let message = pick(context.language, "--winner goes with lost", "--winner 只能与 lost 连用");
        return Err(Failure::usage(message).into());
    }
    let mut occasion = subject.occasion(context, args.when, args.evidence)?;
    occasion.reason = args.reason;
    let mut winner = args.winner;
    if outcome != Outcome::Won && occasion.reason.is_none() {
        let question = pick(context.language, "Why?", "原因？");
        occasion.reason = Some(context.ask(question, "--reason")?);
        if outcome == Outcome::Lost && winner.is_none() {
            let question =
                pick(context.language, "Who won? (Enter if unknown)", "谁中标？（不清楚可直接回车）");
            winner = Some(context.prompter().text(question, "")?).filter(|winner| !winner.trim().is_empty());
        }
    }
    let (language, account) = (context.language, subject.name());
    let label = context.labels.get(&format!("outcome.{outcome}"), language).to_lowercase();
    subject.make(
        context,
        args.write,
        |session| ops::stages::close(session, &occasion, outcome, winner.as_deref()),
        |_, _| Told {
            done: say!(
                language,
                "The decision of {account} is closed: {label}.",
                "{account} 的决策流程已结束：{label}。"
            ),
            would: say!(
                language,
                "The decision of {account} would be closed: {label}.",
                "{account} 的决策流程将结束：{label}。"
            ),
        },
    )
}
