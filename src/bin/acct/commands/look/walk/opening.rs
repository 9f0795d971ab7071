//! What a walk opens with: how the account stands, what happened since the last walk, and the choice of what to ask.

use acct::analysis::coverage::{Coverage, coverage};
use acct::analysis::evidence::Evidence;
use acct::analysis::facts::Facts;
use acct::analysis::score::{Score, Scorer, rounded};
use acct::domain::choices::{Stage, Tier};
use acct::domain::date::span_days;
use acct::domain::grade::{Grade, GradeMethod};
use acct::domain::language::{count, days_ago, pick};
use acct::domain::walk::LeftWalk;
use acct::export::{Format, harmless};
use acct::interview::{MOST, Scope, Walk, Which};
use acct::ops::walks::Since;
use acct::playbook::Playbook;
use acct::say;
use acct::store::Operation;

use super::super::about::About;
use super::super::{find, status};
use super::paper;
use crate::commands::stage::words;
use crate::context::Context;
use crate::output;
use crate::prompt::{List, Marks, Picked, Stop, room_above};
use crate::ui::Ui;

/// Operations since the last walk that are shown at most.
pub(super) const SHOWN: usize = 3;

/// What can be asked, under its name.
pub(super) type Choices = Vec<(String, Choice)>;

/// What can be asked: a walk, or those through one look.
pub(super) enum Choice {
    Walk(Walk),
    OneLook(Choices),
}

impl Choice {
    fn is_empty(&self) -> bool {
        match self {
            Self::Walk(walk) => walk.is_empty(),
            Self::OneLook(walks) => walks.is_empty(),
        }
    }
}

/// How an account stands, as lines for the terminal.
pub(super) struct Opening {
    lines: Vec<String>,
}

impl Opening {
    /// Name, stage, tier and coverage, and what changed since the last walk: so many lines that the choices below them
    /// are in sight, too.
    pub(super) fn of(
        context: &Context,
        playbook: &Playbook,
        facts: &Facts,
        since: Option<&Since>,
        choices: &Choices,
        standing: &str,
    ) -> anyhow::Result<Self> {
        let known = coverage(playbook, facts, context.today);
        let width = paper::width();
        let mut lines: Vec<String> =
            output::wrap(&harmless(&facts.account.name), width).lines().map(Ui::bold).collect();
        lines.extend(wrapped(&harmless(standing)));
        lines.extend(bars(context, &known)?);
        if let Some(since) = since {
            let labels: Vec<String> = choices.iter().map(|(label, _)| label.clone()).collect();
            let room = room_above(context.language, asks(context), &labels);
            let room = room.saturating_sub(lines.len());
            lines.extend(changes(context, playbook, facts, since, &known, room));
        }
        Ok(Self { lines })
    }

    #[cfg(test)]
    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    pub(super) fn show(&self, context: &Context) -> anyhow::Result<()> {
        self.lines.iter().try_for_each(|line| paper::line(context, line))
    }
}

fn wrapped(text: &str) -> Vec<String> {
    output::wrap(text, paper::width()).lines().map(str::to_owned).collect()
}

/// The looks with their coverage, without the headings of a table: there is little room.
fn bars(context: &Context, known: &Coverage) -> anyhow::Result<Vec<String>> {
    /// Rows that a table begins with: its headings and a rule.
    const HEAD: usize = 2;
    let mut sheet = status::bars(context, known);
    if let Some(place) = sheet.columns.iter().position(|column| column.key == "stale") {
        for cell in sheet.rows.iter_mut().filter_map(|row| row.get_mut(place)) {
            if !cell.text.is_empty() {
                cell.text = say!(context.language, "{} stale", "{} 题过期", (cell.text));
            }
        }
    }
    let width = u16::try_from(paper::width()).unwrap_or(u16::MAX);
    let mut drawn = Vec::new();
    output::list(&sheet, Format::Table, width, &mut drawn)?;
    Ok(String::from_utf8_lossy(&drawn).lines().skip(HEAD).map(str::to_owned).collect())
}

/// Stage and tier on a line; of an industry how many accounts are of it.
pub(super) fn standing(
    context: &mut Context,
    about: &About,
    playbook: &Playbook,
    facts: &Facts,
) -> anyhow::Result<String> {
    if !about.is_industry() {
        let score = Scorer::new(playbook).score(&Evidence::of(facts), context.today);
        return Ok(of_account(context, facts, &score));
    }
    let reader = context.store()?.read();
    let number = acct::ops::industries::accounts_of(reader, &about.named.name)?.len();
    let accounts = count(number, "account", "accounts");
    Ok(say!(context.language, "Industry of {accounts}", "行业：{number} 家客户"))
}

fn of_account(context: &Context, facts: &Facts, score: &Score) -> String {
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
        (None, None) => words::no_stage(context),
    };
    let computed = if let Some(points) = score.score.filter(|_| score.tier.is_some()) {
        let (tier, points) = (score.in_words(), rounded(points));
        let span = score.span_in_words(language);
        say!(language, "{tier}, {points} points{span}", "{tier}，{points} 分{span}")
    } else {
        let coverage = score.coverage_in_words();
        say!(language, "too little known ({coverage} of the inputs)", "依据不足（已知输入 {coverage}）")
    };
    let tier = match set_by_hand(facts.grades.last()) {
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

/// What changed since the last walk, in no more than so many lines as there is room for, but one.
fn changes(
    context: &Context,
    playbook: &Playbook,
    facts: &Facts,
    since: &Since,
    known: &Coverage,
    room: usize,
) -> Vec<String> {
    let language = context.language;
    let date = since.left.at.date();
    let days = span_days(date, context.today).max(0);
    let [before, now] = [since.left.coverage, known.percent].map(|percent| format!("{percent:.0}%"));
    let mut told = Vec::new();
    let stages = [since.left.stage.as_deref().and_then(Stage::named), facts.account.stage];
    if let [before, now] = stages
        && before != now
    {
        let [before, now] = stages.map(|stage| words::stage_label(context, stage.unwrap_or(Stage::Unaware)));
        told.push(say!(language, "stage {before} → {now}", "阶段 {before} → {now}"));
    }
    // What keeps no tier has none, as industries.
    let score = || Scorer::new(playbook).score(&Evidence::of(facts), context.today);
    if !since.left.tier.is_empty()
        && let Some([before, now]) = tiers(context, facts, since, &score())
    {
        told.push(say!(language, "tier {before} → {now}", "级别 {before} → {now}"));
    }
    told.push(if before == now {
        say!(language, "coverage still {now}", "覆盖率仍为 {now}")
    } else {
        say!(language, "coverage {before} → {now}", "覆盖率 {before} → {now}")
    });
    let told = told.join(pick(language, ", ", "，"));
    let ago = days_ago(language, days);
    let head = say!(
        language,
        "Since the last walk on {date} ({ago}): {told}",
        "自上次走查（{date}，{ago}）以来：{told}"
    );
    let mut lines = wrapped(&head);
    let room = room.saturating_sub(lines.len());
    let fits = if since.count <= room.min(SHOWN) { since.count } else { room.saturating_sub(1).min(SHOWN) };
    let shown = since.operations.iter().take(fits);
    lines.extend(shown.map(|operation| Ui::dim(&change(context, operation))));
    let more = since.count.saturating_sub(fits);
    if more > 0 {
        let changes = count(more, "change", "changes");
        lines.push(Ui::dim(&match fits {
            0 => say!(language, "  {changes} in acct history", "  {more} 项变动，见 acct history"),
            _ => say!(language, "  and {more} more", "  另有 {more} 项"),
        }));
    }
    lines
}

/// The tier that a grade set by hand.
fn set_by_hand(grade: Option<&Grade>) -> Option<Tier> {
    grade.filter(|grade| grade.method == GradeMethod::Manual)?.tier
}

/// The tier at the last walk and now, where another one is in force or was computed.
fn tiers(context: &Context, facts: &Facts, since: &Since, score: &Score) -> Option<[String; 2]> {
    let was_there = |grade: &&Grade| since.grades_from.is_none_or(|first| grade.id.number() < first);
    let by_hand = [facts.grades.iter().rfind(was_there), facts.grades.last()].map(set_by_hand);
    let computed = [&since.left.tier, &score.in_words()].map(|tier| graded(context, tier));
    let [before, now] = by_hand;
    if before == now {
        return Some(computed).filter(|[before, now]| before != now);
    }
    let [before_computed, now_computed] = computed;
    let told = |by_hand: Option<Tier>, computed: String| match by_hand {
        Some(tier) => say!(context.language, "{tier} (set by hand)", "{tier}（人工设定）"),
        None => computed,
    };
    Some([told(before, before_computed), told(now, now_computed)])
}

/// A computed tier in words; of none its sign says nothing.
fn graded(context: &Context, tier: &str) -> String {
    match tier {
        "" | "-" => pick(context.language, "no grade", "暂未定级").to_owned(),
        tier => tier.to_owned(),
    }
}

/// One operation on one line.
fn change(context: &Context, operation: &Operation) -> String {
    let (date, what) = (operation.at.date(), operation.summary.get(context.language));
    let what = format!("  {date} {}", harmless(what.lines().next().unwrap_or_default()));
    let width = paper::width();
    if output::width_of(&what) <= width {
        return what;
    }
    let begun = output::wrap(&what, width.saturating_sub(2));
    format!("{} …", begun.lines().next().unwrap_or_default())
}

/// What leads over to the choice of what is asked.
fn asks(context: &Context) -> &'static str {
    pick(context.language, "What shall be asked?", "问哪些？")
}

/// What can be asked: the rest of the last walk, all looks in several ways, one look; nothing that has no question. One
/// look is a choice of its own, so that there is room for what happened since the last walk.
pub(super) fn choices(
    context: &Context,
    playbook: &Playbook,
    facts: &Facts,
    left: Option<&LeftWalk>,
    look: Option<&str>,
) -> Choices {
    let mut choices: Choices = Vec::new();
    if let Some(rest) = left.and_then(|left| Walk::resume(playbook, facts, context.today, left, look)) {
        choices.push((rest_label(context, playbook, &rest), Choice::Walk(rest)));
    }
    let plan = |which, look: Option<&str>| {
        let scope = Scope { which, look: look.map(str::to_owned) };
        let walk = Walk::plan(playbook, facts, context.today, &scope);
        (label(context, playbook, &walk), Choice::Walk(walk))
    };
    choices.extend(Which::EACH.map(|which| plan(which, look)));
    if look.is_none() && playbook.looks.len() > 1 {
        let looks = playbook.looks.iter().map(|look| look.id.as_str());
        let each = looks.flat_map(|look| [plan(Which::Gaps, Some(look)), plan(Which::All, Some(look))]);
        let walks = each.filter(|(_, walk)| !walk.is_empty()).collect();
        let one = pick(context.language, "One look: its gaps or all of it", "只看其中一看：空白或全部");
        choices.push((one.to_owned(), Choice::OneLook(walks)));
    }
    choices.retain(|(_, choice)| !choice.is_empty());
    choices
}

/// Lets the person choose what is asked, with the opening in sight; none when they leave.
pub(super) fn choose(
    context: &mut Context,
    choices: Choices,
    opening: &Opening,
) -> anyhow::Result<Option<Walk>> {
    let Some(choice) = chosen(context, asks(context), choices, opening.lines.len())? else { return Ok(None) };
    match choice {
        Choice::Walk(walk) => Ok(Some(walk)),
        Choice::OneLook(walks) => {
            let question = pick(context.language, "Which look?", "哪一看？");
            match chosen(context, question, walks, 0)? {
                Some(Choice::Walk(walk)) => Ok(Some(walk)),
                _ => Ok(None),
            }
        }
    }
}

/// What is chosen with so many rows above in sight; none when they leave.
fn chosen(
    context: &mut Context,
    question: &str,
    choices: Choices,
    above: usize,
) -> anyhow::Result<Option<Choice>> {
    let options: Vec<String> = choices.iter().map(|(label, _)| label.clone()).collect();
    // Each of them leaves the choice.
    let letters = ['q', 's', 'b'];
    let list = List { letters: &letters, above, ..List::under(question, &options, Marks::One(Some(0))) };
    let at = match context.prompter().pick(&list) {
        Err(Stop::Ended) | Ok(Picked::Letter(_)) => return Ok(None),
        Ok(Picked::Options(positions)) => positions.first().copied().unwrap_or_default(),
        Err(stop) => return Err(stop.into()),
    };
    Ok(choices.into_iter().nth(at).map(|(_, choice)| choice))
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

fn label(context: &Context, playbook: &Playbook, walk: &Walk) -> String {
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
        (Which::All, None) if playbook.looks.len() < 5 => {
            say!(language, "All questions ({count})", "全部问题（{count}）")
        }
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
