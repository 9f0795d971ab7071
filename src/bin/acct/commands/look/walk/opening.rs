//! What a walk opens with: how the account stands, what happened since the last walk, and the choice of what to ask.

use acct::analysis::coverage::{Coverage, coverage};
use acct::analysis::evidence::Evidence;
use acct::analysis::facts::Facts;
use acct::analysis::score::{Score, Scorer, rounded};
use acct::domain::date::span_days;
use acct::domain::grade::GradeMethod;
use acct::domain::language::{count, pick};
use acct::domain::walk::LeftWalk;
use acct::export::{Format, harmless};
use acct::interview::{MOST, Scope, Walk, Which};
use acct::ops::walks::Since;
use acct::playbook::Playbook;
use acct::say;

use super::super::{find, status};
use super::paper;
use crate::context::Context;
use crate::output;
use crate::prompt::Stop;
use crate::ui::Ui;

/// Operations since the last walk that are shown.
pub(super) const SHOWN: usize = 3;

/// Shows how an account stands: on one screen of 80 columns and 24 rows together with the choice below.
pub(super) fn show(
    context: &Context,
    playbook: &Playbook,
    facts: &Facts,
    since: Option<&Since>,
) -> anyhow::Result<()> {
    let known = coverage(playbook, facts, context.today);
    let score = Scorer::new(playbook).score(&Evidence::of(facts), context.today);
    let width = paper::width();
    for part in output::wrap(&harmless(&facts.account.name), width).lines() {
        paper::line(context, &Ui::bold(part))?;
    }
    paper::marked(context, "", &standing(context, facts, &score))?;
    bars(context, &known)?;
    if let Some(since) = since {
        tell_since(context, since, &known, &score)?;
    }
    Ok(())
}

fn bars(context: &Context, known: &Coverage) -> anyhow::Result<()> {
    let width = u16::try_from(paper::width()).unwrap_or(u16::MAX);
    output::list(&status::bars(context, known), Format::Table, width, &mut context.ui.aside())
}

/// Stage and tier on a line.
fn standing(context: &Context, facts: &Facts, score: &Score) -> String {
    let language = context.language;
    let account = &facts.account;
    let stage = match (account.outcome, account.stage) {
        (Some(outcome), _) => {
            context.labels.get(&format!("outcome.{}", outcome.as_str()), language).to_owned()
        }
        (None, Some(stage)) => {
            let label = context.labels.get(&format!("stage.{stage}"), language).to_owned();
            match account.stage_since.map(|since| span_days(since, context.today).max(0)) {
                Some(days) => {
                    let stay = count(days, "day", "days");
                    say!(language, "{label}, {stay}", "{label}（{days} 天）")
                }
                None => label,
            }
        }
        (None, None) => pick(language, "not set", "未设定").to_owned(),
    };
    let computed = if let Some(points) = score.score.filter(|_| score.tier.is_some()) {
        let (tier, points) = (score.in_words(), rounded(points));
        say!(language, "{tier}, {points} points", "{tier}，{points} 分")
    } else {
        let coverage = score.coverage_in_words();
        say!(language, "too little known ({coverage} of the inputs)", "依据不足（已知输入 {coverage}）")
    };
    let by_hand = facts.grades.last().filter(|grade| grade.method == GradeMethod::Manual);
    let tier = match by_hand.and_then(|grade| grade.tier) {
        Some(tier) => {
            say!(
                language,
                "{tier}, set by hand (computed: {computed})",
                "{tier}，人工设定（计算结果：{computed}）"
            )
        }
        None => computed,
    };
    say!(language, "Stage: {stage}   Tier: {tier}", "阶段：{stage}   级别：{tier}")
}

/// What changed since the last walk.
fn tell_since(context: &Context, since: &Since, known: &Coverage, score: &Score) -> anyhow::Result<()> {
    let language = context.language;
    let date = since.left.at.date();
    let days = span_days(date, context.today).max(0);
    let [before, now] = [since.left.coverage, known.percent].map(|percent| format!("{percent:.0}%"));
    let mut told = vec![if before == now {
        say!(language, "coverage {now} as then", "覆盖率 {now}，未变")
    } else {
        say!(language, "coverage {before} → {now}", "覆盖率 {before} → {now}")
    }];
    let tier = score.in_words();
    if since.left.tier != tier {
        let before = &since.left.tier;
        told.push(say!(language, "tier {before} → {tier}", "级别 {before} → {tier}"));
    }
    let told = told.join(pick(language, ", ", "，"));
    let ago = count(days, "day", "days");
    paper::marked(
        context,
        "",
        &say!(
            language,
            "Since the last walk on {date} ({ago} ago): {told}",
            "自上次走查（{date}，{days} 天前）以来：{told}"
        ),
    )?;
    for operation in &since.operations {
        let (date, what) = (operation.at.date(), operation.summary.get(language));
        let what = what.lines().next().unwrap_or_default();
        let line = output::wrap(&format!("{date} {what}"), paper::width().saturating_sub(4));
        paper::dim(context, &format!("  {}", line.lines().next().unwrap_or_default()))?;
    }
    let more = since.count.saturating_sub(since.operations.len());
    if more > 0 {
        paper::dim(context, &say!(language, "  and {more} more", "  另有 {more} 项"))?;
    }
    Ok(())
}

/// Lets the person choose what is asked; none when they leave or nothing is left to ask.
pub(super) fn choose(
    context: &mut Context,
    playbook: &Playbook,
    facts: &Facts,
    left: Option<&LeftWalk>,
    look: Option<&str>,
) -> anyhow::Result<Option<Walk>> {
    let mut walks: Vec<(String, Walk)> = Vec::new();
    if let Some(rest) = left.and_then(|left| Walk::resume(playbook, facts, context.today, left, look)) {
        walks.push((rest_label(context, playbook, &rest), rest));
    }
    for which in Which::EACH {
        let scope = Scope { which, look: look.map(str::to_owned) };
        let walk = Walk::plan(playbook, facts, context.today, &scope);
        walks.push((label(context, &walk), walk));
    }
    if look.is_none() {
        for look in &playbook.looks {
            let scope = Scope { which: Which::Gaps, look: Some(look.id.clone()) };
            let walk = Walk::plan(playbook, facts, context.today, &scope);
            walks.push((label(context, &walk), walk));
        }
    }
    walks.retain(|(_, walk)| !walk.is_empty());
    if walks.is_empty() {
        return Ok(None);
    }
    let options: Vec<String> = walks.iter().map(|(label, _)| label.clone()).collect();
    let question = pick(context.language, "What shall be asked?", "问哪些？");
    let chosen = context.hearing_commands(|context| context.prompter().choose(question, &options, 0));
    let chosen = match chosen {
        Err(Stop::Ended | Stop::Command(_)) => return Ok(None),
        chosen => chosen?,
    };
    Ok(walks.into_iter().nth(chosen).map(|(_, walk)| walk))
}

fn rest_label(context: &Context, playbook: &Playbook, rest: &Walk) -> String {
    let count = rest.len();
    let next = rest.current().and_then(|id| playbook.item(id));
    let next = next.map_or("", |(_, item)| item.label.get(context.language));
    say!(
        context.language,
        "Go on where you stopped: {count} left, next {next}",
        "从上次停下的地方继续：还有 {count} 题，下一题是“{next}”"
    )
}

fn label(context: &Context, walk: &Walk) -> String {
    let (language, count) = (context.language, walk.len());
    let look = walk.scope().look.as_deref().map(|look| find::look_label(context, look));
    match (walk.scope().which, look) {
        (Which::Most, None) if count == MOST => {
            pick(language, "The ten that matter most now", "当前最要紧的十个问题").to_owned()
        }
        (Which::Most, None) => {
            say!(language, "What matters most now ({count})", "当前最要紧的问题（{count}）")
        }
        (Which::Gaps, None) => say!(language, "Only the gaps ({count})", "只问空白（{count}）"),
        (Which::Stale, None) => say!(language, "Only what is stale ({count})", "只问过期的（{count}）"),
        (Which::All, None) => say!(language, "All five looks ({count})", "五看全部问题（{count}）"),
        (Which::Most, Some(look)) => {
            say!(language, "{look}: what matters most now ({count})", "{look}：当前最要紧的（{count}）")
        }
        (Which::Gaps, Some(look)) => say!(language, "{look}: the gaps ({count})", "{look}：空白（{count}）"),
        (Which::Stale, Some(look)) => {
            say!(language, "{look}: what is stale ({count})", "{look}：过期的（{count}）")
        }
        (Which::All, Some(look)) => say!(language, "{look}: everything ({count})", "{look}：全部（{count}）"),
    }
}
