//! Which question to ask next: by what its answer could change, and by what the current stage waits for.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::{ItemStatus, State, coverage};
use super::evidence::Evidence;
use super::facts::Facts;
use super::rules;
use super::score::{Readings, Score, Scorer, rounded};
use super::stage::position;
use crate::domain::choices::{Stage, Tier};
use crate::domain::date::Date;
use crate::domain::language::{Language, count};
use crate::playbook::{Item, Labels, Playbook, Rule};
use crate::say;

/// Points of rank for a question that could move the tier, over the points of the interval that at stake.
const MOVES_TIER: f64 = 10.0;
/// Points of rank for a question that an exit criterion of the current stage waits for.
const NEEDED_NOW: f64 = 20.0;

/// A question worth asking.
#[derive(Clone, Debug, PartialEq)]
pub struct NextQuestion {
    /// `look.item`
    pub item: String,
    pub state: State,
    /// Higher is more worth asking: points of the score's interval that hang on the answer (half for a stale one),
    /// 10 where it could move the tier, 20 where the stage waits for it, and its share of the coverage in percent; only
    /// the last while nobody knew lately.
    pub rank: f64,
    /// Most important first; never empty.
    pub reasons: Vec<Reason>,
}

/// Why a question is worth asking.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// An exit criterion of the current stage waits for it.
    NeededToLeave { stage: Stage },
    /// An answer could give another tier: the best, or failing that the worst, that it alone could bring about.
    MovesTier {
        from: Tier,
        /// The tiers that are possible now.
        lowest: Tier,
        highest: Tier,
        to: Tier,
    },
    /// There is no grade yet, and this counts so many percent towards the least that must be known.
    TowardsGrade { percent: f64 },
    /// So many points of the interval of the score hang on it.
    Narrows { points: f64 },
    /// The answer is so many days older than it should be.
    Stale { days: i64 },
    /// Nobody knew when it was last asked, so many days ago.
    NobodyKnew { days: i64 },
    /// It is part of the picture, with this share of the coverage in percent.
    Picture { percent: f64 },
}

impl Reason {
    /// The name in data.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NeededToLeave { .. } => "needed_to_leave",
            Self::MovesTier { .. } => "moves_tier",
            Self::TowardsGrade { .. } => "towards_grade",
            Self::Narrows { .. } => "narrows",
            Self::Stale { .. } => "stale",
            Self::NobodyKnew { .. } => "nobody_knew",
            Self::Picture { .. } => "picture",
        }
    }

    /// The reason in words.
    #[must_use]
    pub fn in_words(&self, labels: &Labels, language: Language) -> String {
        match self {
            Self::NeededToLeave { stage } => {
                let key = format!("stage.{stage}");
                let stage = labels.get(&key, language);
                say!(language, "needed to leave \"{stage}\"", "离开“{stage}”阶段需要")
            }
            Self::MovesTier { from, lowest, highest, to } => {
                let range = if lowest == highest { String::new() } else { format!(" ({lowest}-{highest})") };
                say!(
                    language,
                    "could move the tier from {from}{range} to {to}",
                    "可能使级别由 {from}{range} 变为 {to}"
                )
            }
            Self::TowardsGrade { percent } => {
                say!(language, "{percent:.0}% towards a grade", "为定级补上 {percent:.0}% 的依据")
            }
            Self::Narrows { points } => {
                let points = rounded(*points);
                let at_stake = count(points, "point", "points");
                say!(language, "{at_stake} of the score hang on it", "关系到 {points} 分")
            }
            Self::Stale { days } => {
                let since = count(*days, "day", "days");
                say!(language, "stale for {since}", "已过期 {days} 天")
            }
            Self::NobodyKnew { days } => {
                let since = count(*days, "day", "days");
                say!(language, "nobody knew {since} ago", "{days} 天前问过，无人知晓")
            }
            Self::Picture { percent } => {
                say!(language, "{percent:.1}% of the picture", "占全貌的 {percent:.1}%")
            }
        }
    }
}

/// The unanswered and stale questions, the most worth asking first.
#[must_use]
pub fn next_questions(playbook: &Playbook, facts: &Facts, today: Date) -> Vec<NextQuestion> {
    let scorer = Scorer::new(playbook);
    let readings = scorer.read(&Evidence::of(facts), today);
    let coverage = coverage(playbook, facts, today);
    let position = position(playbook, facts, today);
    let stage = (!position.closed).then_some(position.stage);
    let asking = Asking {
        needed: stage.map(|stage| needed_to_leave(playbook, facts, stage, today)).unwrap_or_default(),
        score: scorer.judge(readings.clone()),
        all: coverage.items().map(|item| item.weight).sum(),
        scorer,
        readings,
        stage,
    };
    let mut questions: Vec<NextQuestion> = coverage
        .items()
        .filter(|status| status.state != State::Answered)
        .filter_map(|status| Some(asking.question(status, playbook.item(&status.id)?.1)))
        .collect();
    questions.sort_by(|left, right| right.rank.total_cmp(&left.rank));
    questions
}

/// What every question is held against.
struct Asking<'p> {
    scorer: Scorer<'p>,
    readings: Readings<'p>,
    score: Score<'p>,
    needed: BTreeSet<String>,
    /// Where the decision stands; none once it has ended.
    stage: Option<Stage>,
    /// Weight of all items.
    all: f64,
}

impl Asking<'_> {
    fn question(&self, status: &ItemStatus, item: &Item) -> NextQuestion {
        let is_stale = status.state == State::Stale;
        let points: f64 = self
            .readings
            .inputs
            .iter()
            .filter(|input| input.name == status.id)
            .map(|input| input.weight)
            .sum();
        let percent = if self.all > 0.0 { status.weight / self.all * 100.0 } else { 0.0 };
        let mut rank = percent + if is_stale { points / 2.0 } else { points };
        let mut reasons = Vec::new();
        if let (true, Some(stage)) = (self.needed.contains(&status.id), self.stage) {
            rank += NEEDED_NOW;
            reasons.push(Reason::NeededToLeave { stage });
        }
        if let Some(tier) = self.score.tier {
            if let Some(to) = self.other_tier(&status.id, tier) {
                rank += MOVES_TIER;
                let Score { lowest, highest, .. } = self.score;
                reasons.push(Reason::MovesTier { from: tier, lowest, highest, to });
            }
        } else if points > 0.0 && !is_stale {
            reasons.push(Reason::TowardsGrade { percent: points });
        }
        match (status.state, status.age) {
            (State::Stale, Some(age)) => reasons.push(Reason::Stale { days: age - item.stale_after }),
            (State::Unknown, Some(days)) => reasons.push(Reason::NobodyKnew { days }),
            _ => {}
        }
        if points > 0.0 && !is_stale && self.score.tier.is_some() {
            reasons.push(Reason::Narrows { points });
        }
        if reasons.is_empty() {
            reasons.push(Reason::Picture { percent });
        }
        if status.is_resting() {
            // It was asked just now; what can be found out comes first.
            rank = percent;
        }
        NextQuestion { item: status.id.clone(), state: status.state, rank, reasons }
    }

    /// The best tier, or failing that the worst, that an answer to this question alone could give.
    fn other_tier(&self, item: &str, now: Tier) -> Option<Tier> {
        let best = self.tier_with(item, 100.0, true)?;
        let worst = self.tier_with(item, 0.0, false)?;
        if best > now { Some(best) } else { (worst < now).then_some(worst) }
    }

    fn tier_with(&self, item: &str, points: f64, yes: bool) -> Option<Tier> {
        let mut readings = self.readings.clone();
        let mut concerned = false;
        for input in readings.inputs.iter_mut().filter(|input| input.name == item) {
            input.points = Some(points);
            concerned = true;
        }
        for (_, answer) in readings.reciprocity.iter_mut().filter(|(id, _)| *id == item) {
            *answer = Some(yes);
            concerned = true;
        }
        if concerned { self.scorer.judge(readings).tier } else { None }
    }
}

/// The questions, or questions about records, that unmet exit criteria of a stage wait for.
fn needed_to_leave(playbook: &Playbook, facts: &Facts, stage: Stage, today: Date) -> BTreeSet<String> {
    let unmet = playbook
        .stage(stage.as_str())
        .into_iter()
        .flat_map(|guide| &guide.exit)
        .filter_map(|criterion| criterion.rule.as_ref());
    let by_rule: BTreeMap<String, String> = playbook
        .items()
        .filter_map(|(id, _, item)| item.rule.as_ref().map(|rule| (format!("{rule:?}"), id)))
        .collect();
    let mut needed = BTreeSet::new();
    for rule in unmet.filter(|rule| !rules::holds(rule, &playbook.schema, facts, today)) {
        collect(rule, &by_rule, &mut needed);
    }
    needed
}

fn collect(rule: &Rule, by_rule: &BTreeMap<String, String>, needed: &mut BTreeSet<String>) {
    needed.extend(rule.answered.iter().cloned());
    needed.extend(by_rule.get(&format!("{rule:?}")).cloned());
    for part in rule.any.iter().chain(&rule.all) {
        collect(part, by_rule, needed);
    }
}

#[cfg(test)]
mod tests;
