//! `acct tier score`: the grade of one account.

use std::io::Write as _;

use acct::analysis::score::{Input, Score, rounded};
use acct::domain::choices::Tier;
use acct::domain::grade::{Grade, GradeMethod};
use acct::domain::language::pick;
use acct::export::{Format, harmless};
use acct::ops::tiers::{self, Graded};
use acct::playbook::Playbook;
use acct::say;
use serde_json::{Value as Json, json};

use super::{all, policy, policy_data, tier_name};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::{output, resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct tier score \"Example Steel\"\n  acct tier score --all\n  acct tier score --all --dry-run --format csv"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT", required = true)]
    account: Option<String>,
    /// All accounts that are not archived; only grades that changed are kept
    #[arg(long, conflicts_with = "account")]
    all: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let Some(account) = &args.account else { return all::run(context, &playbook, args.write) };
    let account = resolve::account(context, account)?;
    let written = tiers::score(context.writing(args.write)?, &playbook, account.id)?;
    let graded = &written.value;
    if context.format() == Format::Table {
        draw(context, &account.name, graded)?;
        tell(context, &account.name, graded, written.operation, args.write);
    } else {
        print(context, &playbook, &account.name, graded)?;
    }
    Ok(())
}

/// The keys that scripts rely on.
pub(crate) fn print(
    context: &Context,
    playbook: &Playbook,
    account: &str,
    graded: &Graded,
) -> anyhow::Result<()> {
    let score = &graded.score;
    let in_force = graded.grade.as_ref().and_then(|grade| grade.tier);
    let record = vec![
        ("account", json!(account)),
        ("tier", json!(in_force.map(Tier::as_str))),
        ("score", json!(points(score))),
        ("low", json!(rounded(score.low))),
        ("high", json!(rounded(score.high))),
        ("lowest", json!(score.lowest.as_str())),
        ("highest", json!(score.highest.as_str())),
        ("firm", json!(score.is_firm())),
        ("coverage", json!(rounded(score.coverage))),
        ("minimum_coverage", json!(playbook.tiers.minimum_coverage)),
        ("method", json!(graded.grade.as_ref().map(|grade| grade.method.as_str()))),
        ("computed", json!(score.tier.map(Tier::as_str))),
        ("capped", capped(score)),
        ("reason", json!(by_hand(graded.grade.as_ref()))),
        ("missing", json!(score.missing().iter().map(|input| input.name).collect::<Vec<_>>())),
        ("inputs", json!(score.inputs.iter().map(input_data).collect::<Vec<_>>())),
        ("policy", policy_data(context, policy(playbook, in_force))),
    ];
    sheets::print_data(context, record)
}

/// The point estimate, where a grade is given.
pub(crate) fn points(score: &Score) -> Option<f64> {
    score.tier.and(score.score).map(rounded)
}

/// Why a tier was set by hand, where it was.
pub(crate) fn by_hand(grade: Option<&Grade>) -> Option<&str> {
    let by_hand = grade.filter(|grade| grade.method == GradeMethod::Manual)?;
    by_hand.reason.as_ref().map(|reason| reason.0.as_str())
}

pub(crate) fn capped(score: &Score) -> Json {
    score.cap.as_ref().map_or(Json::Null, |cap| {
        let unmet = cap.unmet.iter().map(|(item, answer)| {
            json!({"item": item, "answer": answer.map(|yes| if yes { "yes" } else { "no" })})
        });
        json!({"from": cap.from.as_str(), "to": cap.to.as_str(), "unmet": unmet.collect::<Vec<_>>()})
    })
}

fn input_data(input: &Input) -> Json {
    json!({
        "dimension": input.dimension,
        "input": input.name,
        "value": input.value,
        "points": input.points.map(rounded),
        "weight": rounded(input.weight),
        "known": input.points.is_some(),
        "stale": input.stale,
    })
}

/// One paragraph: the grade, how firm it is, what caps it, what is missing.
pub(crate) fn draw(context: &Context, account: &str, graded: &Graded) -> anyhow::Result<()> {
    let language = context.language;
    let score = &graded.score;
    let mut out = context.ui.stdout();
    let (low, high, coverage) = (rounded(score.low), rounded(score.high), score.coverage_in_words());
    let name = harmless(account);
    let headline = match (score.tier, points(score)) {
        (Some(tier), Some(points)) => {
            let grade = if score.is_firm() { tier_name(context, Some(tier)) } else { score.in_words() };
            let firmness = if score.is_firm() {
                pick(language, "firm", "已确定")
            } else {
                pick(language, "provisional", "暂定")
            };
            let span = score.span_in_words(language);
            say!(
                language,
                "{name}: {grade}, {firmness}. {points} points{span}; {coverage} of the inputs known.",
                "{name}：{grade}，{firmness}。{points} 分{span}；已知输入 {coverage}。"
            )
        }
        _ => say!(
            language,
            "{name}: no grade. Only {coverage} of the inputs are known; the score lies between {low} and {high}.",
            "{name}：暂未定级。已知输入仅 {coverage}，得分介于 {low} 与 {high} 之间。"
        ),
    };
    let fitted = |text: &str| output::wrap(text, usize::from(context.ui.width()));
    writeln!(out, "{}", fitted(&headline))?;
    if let Some(cap) = &score.cap {
        writeln!(out, "{}", fitted(&cap_in_words(context, cap)))?;
    }
    if let (Some(reason), Some(tier)) =
        (by_hand(graded.grade.as_ref()), graded.grade.as_ref().and_then(|grade| grade.tier))
    {
        let reason = harmless(reason);
        let line = say!(
            language,
            "In force, set by hand: {tier} ({reason}).",
            "现行级别由人工设定：{tier}（{reason}）。"
        );
        writeln!(out, "{}", fitted(&line))?;
    }
    Ok(())
}

/// What keeps a grade down.
pub(crate) fn cap_in_words(context: &Context, cap: &acct::analysis::score::Cap) -> String {
    let language = context.language;
    let playbook = context.playbook().ok();
    let label = |id: &str| -> String {
        let found = playbook.as_ref().and_then(|playbook| playbook.item(id));
        found.map_or(id, |(_, item)| item.label.get(language)).to_owned()
    };
    let unmet: Vec<String> = cap
        .unmet
        .iter()
        .map(|(item, answer)| (label(item), answer))
        .map(|(item, answer)| match answer {
            Some(_) => say!(language, "{item}: no", "{item}：否"),
            None => say!(language, "{item}: not known", "{item}：未知"),
        })
        .collect();
    let (from, to) = (cap.from, cap.to);
    say!(
        language,
        "Capped from {from} to {to} by the reciprocity test ({}).",
        "按互惠测试由 {from} 封顶为 {to}（{}）。",
        (unmet.join(pick(language, ", ", "，")))
    )
}

fn tell(context: &Context, account: &str, graded: &Graded, operation: Option<i64>, write: WriteArgs) {
    let language = context.language;
    let message = match (operation, &graded.grade, &graded.before) {
        (Some(number), _, _) => say!(language, "Kept as operation {number}.", "已保存为操作 {number}。"),
        (None, _, _) if write.dry_run => say!(language, "Nothing was kept.", "未保存。"),
        (None, Some(_), Some(_)) => say!(language, "The grade stands as it was.", "级别没有变化。"),
        (None, _, _) => say!(language, "Nothing is known yet, so nothing was kept.", "还一无所知，未保存。"),
    };
    context.ui.status(format_args!("{message}"));
    if !graded.score.is_firm() {
        let account = resolve::quoted(account);
        context.ui.hint(format_args!("acct look next {account}"));
    }
}
