//! `acct stage set`: puts an account into any stage, without asking for criteria.

use acct::domain::choices::Stage;
use acct::domain::language::pick;
use acct::ops;
use acct::say;

use super::{Subject, WhenArgs, stage, words};
use crate::cli::WriteArgs;
use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Stages: unaware, aware, pain, goal, requirements, measures, evaluate_solution, evaluate_value, evaluate_risk, evaluate_cost, implementation, outcome_review.\nThe first setting of an account needs no reason.\n\nExamples:\n  acct stage set \"Example Steel\" goal --date 2026-01-15\n  acct stage set \"Example Steel\" pain --reason \"Was recorded wrongly\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The stage, by identifier or by label
    #[arg(value_name = "STAGE")]
    stage: Option<String>,
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
    let subject = Subject::load(context, &args.account)?;
    let to = match stage(context, args.stage.as_deref())? {
        Some(to) => to,
        None => ask_stage(context, subject.position.stage)?,
    };
    let mut occasion = subject.occasion(context, args.when)?;
    occasion.evidence = args.evidence;
    occasion.reason = args.reason;
    if occasion.reason.is_none() && !subject.facts.moves.is_empty() && subject.position.stage != to {
        let question = pick(context.language, "Why is it set?", "为什么这样设定？");
        occasion.reason = Some(context.ask(question, "--reason")?);
    }
    let written = ops::stages::set(context.writing(args.write)?, &occasion, to)
        .map_err(|error| subject.refused(context, error))?;
    let (account, name) = (subject.name(), words::stage_name(context, to));
    let done = say!(context.language, "{account} is now at \"{name}\".", "{account} 已设为“{name}”。");
    let would = say!(
        context.language,
        "{account} would be set to \"{name}\". Nothing was kept.",
        "{account} 将设为“{name}”。未保存。"
    );
    super::tell(context, &written, &done, &would)
}

fn ask_stage(context: &mut Context, current: Stage) -> anyhow::Result<Stage> {
    if !context.asks() {
        context.ask("", "STAGE")?;
    }
    let options: Vec<String> = Stage::ALL.iter().map(|stage| words::stage_name(context, *stage)).collect();
    let question = pick(context.language, "Which stage?", "哪个阶段？");
    let chosen = context.prompter().choose(question, &options, current as usize)?;
    Ok(Stage::ALL.get(chosen).copied().unwrap_or(current))
}
