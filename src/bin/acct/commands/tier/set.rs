//! `acct tier set`: a tier by hand, with its reason; or the computed one back in force.

use acct::domain::choices::Tier;
use acct::domain::fold::fold;
use acct::domain::language::{Language, pick};
use acct::export::Format;
use acct::ops::tiers;
use acct::say;

use super::{score, tier_name};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct tier set \"Example Steel\" A --reason \"Group agreement signed by the board\"\n  acct tier set \"Example Steel\" --computed"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// S, A, B or C, or its name
    #[arg(value_name = "TIER", required = true)]
    tier: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// Give the computed tier its force back
    #[arg(long, conflicts_with_all = ["tier", "reason"])]
    computed: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let playbook = context.playbook()?;
    let written = match &args.tier {
        Some(text) => {
            let tier = named(context, text)?;
            let question = say!(context.language, "Why {tier}?", "为什么定为 {tier} 级？");
            let reason = context.ask_unless_given(args.reason.clone(), &question, "--reason")?;
            if reason.trim().is_empty() {
                let message = say!(context.language, "--reason is empty", "--reason 是空的");
                return Err(Failure::usage(message).into());
            }
            tiers::set(context.writing(args.write)?, &playbook, account.id, tier, &reason)?
        }
        None => tiers::release(context.writing(args.write)?, &playbook, account.id)?,
    };
    let language = context.language;
    let graded = &written.value;
    if context.format() != Format::Table {
        return score::print(context, &playbook, &account.name, graded);
    }
    let name = &account.name;
    let tier = graded.grade.as_ref().and_then(|grade| grade.tier);
    let tier = if tier.is_some() { tier_name(context, tier) } else { "-".to_owned() };
    let message = match written.operation {
        Some(_) => say!(language, "{name} is now {tier}.", "{name} 现为 {tier}。"),
        None if args.write.dry_run => {
            say!(language, "{name} would be {tier}. Nothing was kept.", "{name} 将为 {tier}。未保存。")
        }
        None => say!(language, "{name} is {tier} already.", "{name} 已经是 {tier}。"),
    };
    let beside = match graded.score.tier {
        Some(_) => {
            let computed = graded.score.in_words();
            say!(language, " Computed: {computed}.", "计算级别：{computed}。")
        }
        None => pick(language, " Too little is known to compute one.", "依据不足，无法计算级别。").to_owned(),
    };
    context.ui.status(format_args!("{message}{beside}"));
    Ok(())
}

/// The tier a person names: by its letter or by its name in either language.
pub(super) fn named(context: &Context, text: &str) -> anyhow::Result<Tier> {
    let wanted = fold(text);
    let names = |tier: &Tier| {
        let key = format!("tier_name.{tier}");
        [Language::English, Language::Chinese]
            .into_iter()
            .any(|language| context.labels.find(&key, language).is_some_and(|name| fold(name) == wanted))
    };
    let found = Tier::ALL.iter().copied().find(|tier| fold(tier.as_str()) == wanted || names(tier));
    found.ok_or_else(|| {
        let message = say!(context.language, "there is no tier \"{text}\"", "没有“{text}”这一级");
        let tiers: Vec<String> = Tier::ALL.iter().rev().map(|tier| tier_name(context, Some(*tier))).collect();
        let hint = say!(
            context.language,
            "the tiers are {}",
            "可选：{}",
            (tiers.join(pick(context.language, ", ", "、")))
        );
        Failure::usage(message).hint(hint).into()
    })
}
