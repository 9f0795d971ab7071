//! `acct stage advance`: moves on to a later stage, with evidence.

use acct::analysis::stage::{Criteria, CriterionState};
use acct::domain::choices::Stage;
use acct::domain::language::{Language, pick};
use acct::ops::stages::{self, Advance, StageRefusal};
use acct::playbook::Playbook;
use acct::say;

use super::{ProcessArgs, Subject, Told, WhenArgs, stage, words};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "An account without a stage counts as unaware. The exit criteria of every stage on the way have to be met, confirmed (questions) or waived with a reason; acct stage show ACCOUNT lists them. To put an account where it is without all that: acct stage set.\n\nExamples:\n  acct stage advance \"Example Steel\" --evidence \"CFO asked for a proposal on 12 March\"\n  acct stage advance \"Example Steel\" --evidence \"Signed\" --confirm accepted_by_customer\n  acct stage advance \"Example Steel\" --evidence \"Tender is out\" --force --reason \"Nobody there will see us yet\"\n  acct stage advance \"Example Steel\" --project \"Mill control\" --evidence \"The plant confirmed the goal\""
)]
pub(crate) struct Args {
    #[command(flatten)]
    of: ProcessArgs,
    /// What shows that the customer is there
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// Which stage (the next one)
    #[arg(long, value_name = "STAGE")]
    to: Option<String>,
    /// A question among the criteria that you answer with yes (repeat for several)
    #[arg(long, value_name = "CRITERION")]
    confirm: Vec<String>,
    /// Go on although criteria are not met
    #[arg(long, requires = "reason")]
    force: bool,
    /// Why criteria are waived
    #[arg(long, value_name = "TEXT", requires = "force")]
    reason: Option<String>,
    #[command(flatten)]
    when: WhenArgs,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: Args) -> anyhow::Result<()> {
    let subject = Subject::load(context, &args.of)?;
    let to = stage(context, "--to", args.to.as_deref())?;
    let mut occasion = subject.occasion(context, args.when, None)?;
    let to = stages::target(&subject.name(), &subject.position, to)
        .map_err(|refusal| subject.refused(context, refusal.into()))?;
    let criteria =
        stages::criteria_to(&subject.playbook, &subject.facts, &subject.position, to, context.today);
    let refused = |refusal: StageRefusal| subject.refused(context, refusal.into());
    let confirmed = stages::confirmed(&criteria, &args.confirm).map_err(refused)?;
    if args.reason.as_ref().is_some_and(|reason| reason.trim().is_empty()) {
        return Err(refused(StageRefusal::NoReason));
    }
    let mut way = Advance { to: Some(to), confirmed, waiver: args.reason };
    if way.waiver.is_none() && !settle(context, &subject, &criteria, to, &mut way)? {
        context.ui.status(format_args!("{}", pick(context.language, "Nothing was changed.", "未做改动。")));
        return Ok(());
    }
    let name = words::stage_name(context, to);
    let question = say!(
        context.language,
        "What shows that the customer is at \"{name}\"?",
        "有什么依据说明客户已到“{name}”？"
    );
    occasion.evidence = Some(context.ask_unless_given(args.evidence, &question, "--evidence")?);
    let (language, account, playbook) = (context.language, subject.name(), &subject.playbook);
    subject.make(
        context,
        args.write,
        |session| stages::advance(session, &occasion, &way),
        |made, stage| {
            let done = say!(language, "{account} is now at \"{stage}\".", "{account} 已推进到“{stage}”。");
            let would =
                say!(language, "{account} would move on to \"{stage}\".", "{account} 将推进到“{stage}”。");
            let waived = waived(playbook, &made.waived, language);
            Told { done: done + &waived, would: would + &waived }
        },
    )
}

/// A sentence about the criteria that were waived, if any were.
fn waived(playbook: &Playbook, criteria: &[String], language: Language) -> String {
    if criteria.is_empty() {
        return String::new();
    }
    let waived: Vec<String> = criteria
        .iter()
        .map(|id| words::criterion_words(playbook, id, language))
        .map(|text| text.trim_end_matches(['.', '。']).to_owned())
        .collect();
    let waived = waived.join(pick(language, "; ", "；"));
    say!(language, " Waived: {waived}.", "已豁免条件：{waived}。")
}

/// Has open criteria confirmed or waived by a person, or without one fails and names them. False when the person
/// rather stays.
fn settle(
    context: &mut Context,
    subject: &Subject,
    criteria: &Criteria,
    to: Stage,
    way: &mut Advance,
) -> anyhow::Result<bool> {
    if criteria.blocking(&way.confirmed).next().is_none() {
        return Ok(true);
    }
    if !context.asks() {
        return Err(refusal(context, subject, criteria, to, &way.confirmed));
    }
    for question in criteria.in_state(CriterionState::Question) {
        let id = &question.criterion.id;
        let text = question.criterion.text.get(context.language);
        if !way.confirmed.contains(id) && context.prompter().confirm(text, false)? {
            way.confirmed.push(id.clone());
        }
    }
    let open: Vec<_> = criteria.blocking(&way.confirmed).collect();
    if open.is_empty() {
        return Ok(true);
    }
    context.ui.warning(format_args!("{}", pick(context.language, "not met yet:", "以下条件尚未满足：")));
    for status in open {
        let (text, fix) =
            (status.criterion.text.get(context.language), words::fix(context, status, &subject.arguments()));
        context.ui.status(format_args!("  ✗ {text}\n      {fix}"));
    }
    let question = pick(context.language, "Go on all the same?", "仍要推进吗？");
    if !context.prompter().confirm(question, false)? {
        return Ok(false);
    }
    let question = pick(context.language, "Why are they waived?", "为什么豁免？");
    way.waiver = Some(context.ask(question, "--reason")?);
    Ok(true)
}

/// The refusal that names every open criterion with what would meet it.
fn refusal(
    context: &Context,
    subject: &Subject,
    criteria: &Criteria,
    to: Stage,
    confirmed: &[String],
) -> anyhow::Error {
    let language = context.language;
    let (account, name) = (subject.name(), words::stage_name(context, to));
    let open: Vec<_> = criteria.blocking(confirmed).collect();
    let texts: Vec<String> = open
        .iter()
        .map(|status| {
            let (text, id) = (status.criterion.text.get(language), &status.criterion.id);
            format!("{} ({id})", text.trim_end_matches(['.', '。']))
        })
        .collect();
    let texts = texts.join(pick(language, "; ", "；"));
    let mut failure = Failure::refused(say!(
        language,
        "{account} does not meet the criteria for \"{name}\": {texts}",
        "{account} 还不满足进入“{name}”的条件：{texts}"
    ));
    for status in open {
        let text = status.criterion.text.get(language);
        let fix = match (&status.fix, &status.criterion.id) {
            (Some(fix), _) => fix.clone(),
            (None, id) => format!("--confirm {id}"),
        };
        failure = failure.hint(format!("{fix}   # {text}"));
    }
    let (account, from) = (subject.arguments(), subject.position.stage);
    let to = words::to(from, to);
    failure
        .hint(say!(
            language,
            "acct stage advance {account}{to} --evidence TEXT --force --reason TEXT   # all the same",
            "acct stage advance {account}{to} --evidence 依据 --force --reason 原因   # 仍要推进"
        ))
        .into()
}
