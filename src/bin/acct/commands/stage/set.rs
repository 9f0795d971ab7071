//! `acct stage set`: puts an account into any stage, without asking for criteria.

use acct::domain::language::pick;
use acct::ops;
use acct::say;

use super::{ProcessArgs, Subject, Told, WhenArgs, stage};
use crate::ask;
use crate::cli::WriteArgs;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Stages: unaware, aware, pain, goal, requirements, measures, evaluate_solution, evaluate_value, evaluate_risk, evaluate_cost, implementation, outcome_review.\nThe first setting needs no reason.\n\nExamples:\n  acct stage set \"Example Steel\" goal --date 2026-01-15\n  acct stage set \"Example Steel\" pain --reason \"Was recorded wrongly\"\n  acct stage set \"Example Steel\" goal --project \"Mill control\""
)]
pub(crate) struct Args {
    #[command(flatten)]
    of: ProcessArgs,
    /// The stage, by identifier or by label
    #[arg(value_name = "STAGE")]
    stage: String,
    /// Why it is set
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// What shows that the customer is there
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    #[command(flatten)]
    when: WhenArgs,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: Args) -> anyhow::Result<()> {
    let subject = Subject::load(context, &args.of)?;
    let to = stage(context, pick(context.language, "STAGE", "阶段"), Some(&args.stage))?
        .unwrap_or(subject.position.stage);
    let mut occasion = subject.occasion(context, args.when, args.evidence)?;
    occasion.reason = args.reason;
    if occasion.reason.is_none() && !subject.process().moves.is_empty() && subject.position.stage != to {
        if !context.asks() {
            let (account, language) = (subject.arguments(), context.language);
            let hint = say!(
                language,
                "acct stage set {account} {to} --reason TEXT   # only the first setting needs none",
                "acct stage set {account} {to} --reason 原因   # 只有首次设定不需要原因"
            );
            return Err(ask::missing(language, &["--reason"]).hint(hint).into());
        }
        let question = pick(context.language, "Why is it set?", "为什么这样设定？");
        occasion.reason = Some(context.ask(question, "--reason")?);
    }
    let (language, account) = (context.language, subject.name());
    subject.make(
        context,
        args.write,
        |session| ops::stages::set(session, &occasion, to),
        |_, stage| Told {
            done: say!(language, "{account} is now at \"{stage}\".", "{account} 已设为“{stage}”。"),
            would: say!(language, "{account} would be set to \"{stage}\".", "{account} 将设为“{stage}”。"),
        },
    )
}
