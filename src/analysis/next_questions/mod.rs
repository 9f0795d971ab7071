//! Which question to ask next: by what its answer could change, and by what the current stage waits for.

use std::collections::{BTreeMap, BTreeSet};

use super::check::of_industry;
use super::coverage::{ItemStatus, State};
use super::evidence::Evidence;
use super::facts::Facts;
use super::research::Questionnaire;
use super::rules::Seen;
use super::score::{Readings, Score, Scorer, rounded};
use super::stage::{Exits, Position, position};
use crate::domain::choices::{Stage, Tier};
use crate::domain::date::Date;
use crate::domain::finding::Answered;
use crate::domain::grade::GradeMethod;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, count, days_ago};
use crate::domain::shell::quoted;
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
    /// Nobody knew when it was asked lately, so that asking again soon would annoy.
    pub is_resting: bool,
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
        /// The tier in force is set by hand and stays, whatever is computed.
        by_hand: Option<Tier>,
    },
    /// There is no grade yet, and this counts so many percent towards the least that must be known.
    TowardsGrade { percent: f64 },
    /// So many points of the interval of the score hang on it.
    Narrows { points: f64 },
    /// The answer is so many days older than it should be.
    Stale { days: i64 },
    /// Nobody knew when it was last asked, so many days ago.
    NobodyKnew { days: i64 },
    /// It is about the industry, and so best asked once for all accounts of that.
    OfIndustry { industry: String },
    /// It was its industry that was asked lately, and nobody knew.
    AskedOfIndustry { industry: String },
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
            Self::OfIndustry { .. } => "of_industry",
            Self::AskedOfIndustry { .. } => "asked_of_industry",
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
            Self::MovesTier { from, lowest, highest, to, by_hand } => {
                let range = if lowest == highest { String::new() } else { format!(" ({lowest}-{highest})") };
                match by_hand {
                    None => say!(
                        language,
                        "could move the tier from {from}{range} to {to}",
                        "可能使级别由 {from}{range} 变为 {to}"
                    ),
                    Some(tier) => say!(
                        language,
                        "could move the computed tier from {from}{range} to {to}, while {tier} stays, which is set by hand",
                        "可能使计算级别由 {from}{range} 变为 {to}；现行的 {tier} 级为人工设定，不随之变化"
                    ),
                }
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
                let ago = days_ago(language, *days);
                say!(language, "nobody knew {ago}", "{ago}问过，无人知晓")
            }
            Self::OfIndustry { industry } => {
                say!(language, "ask once for the industry {industry}", "按行业「{industry}」问一次即可")
            }
            Self::AskedOfIndustry { industry } => {
                say!(language, "asked for the industry {industry}", "问的是行业「{industry}」")
            }
            Self::Picture { percent } => {
                say!(language, "{percent:.1}% of the picture", "占全貌的 {percent:.1}%")
            }
        }
    }
}

/// The industry that a question about an account is best asked of, once for all its accounts: what is about the industry
/// of the account, where that is recorded and the account has no answer of its own.
#[must_use]
pub fn asked_of_industry<'f>(playbook: &Playbook, facts: &'f Facts, item: &str) -> Option<&'f str> {
    let environment = facts.environment.as_ref().filter(|_| playbook.is_of_industry(item))?;
    let is_own = facts.own(item).is_some_and(|own| own.answered == Answered::Known);
    (!is_own).then_some(environment.industry.as_str())
}

/// The command that answers a question by hand: about the account, or about its industry where it is best asked of that.
#[must_use]
pub fn answer_command(playbook: &Playbook, facts: &Facts, item: &str) -> String {
    let about = match asked_of_industry(playbook, facts, item) {
        Some(industry) => of_industry(industry),
        None => quoted(&facts.account.name),
    };
    format!("acct look answer {about} {item} VALUE")
}

/// The unanswered and stale questions, the most worth asking first; for many accounts an [`Asker`] is made once.
#[must_use]
pub fn next_questions(playbook: &Playbook, facts: &Facts, today: Date) -> Vec<NextQuestion> {
    let seen = Seen::of(facts);
    Asker::new(playbook, today).next(&seen, &position(playbook, &facts.process(), today))
}

/// What questions are ranked by, made ready for any number of accounts.
pub struct Asker<'p> {
    playbook: &'p Playbook,
    today: Date,
    scorer: Scorer<'p>,
    questionnaire: Questionnaire<'p>,
    exits: Exits<'p>,
    /// Questions about records, by their rules.
    by_rule: BTreeMap<String, String>,
}

impl<'p> Asker<'p> {
    #[must_use]
    pub fn new(playbook: &'p Playbook, today: Date) -> Self {
        let by_rule = playbook
            .items()
            .filter_map(|(id, _, item)| item.rule.as_ref().map(|rule| (format!("{rule:?}"), id)));
        Self {
            playbook,
            today,
            scorer: Scorer::new(playbook),
            questionnaire: Questionnaire::new(playbook, today),
            exits: Exits::new(playbook, today),
            by_rule: by_rule.collect(),
        }
    }

    /// Whether a rule counts answers as records, and so may ask for anything in them.
    #[must_use]
    pub fn counts_answers(&self) -> bool {
        let mut counted = self.questionnaire.counted();
        self.exits.collect_counted(&mut counted);
        counted.contains_key(&Kind::Finding)
    }

    /// The exit criteria of the stages.
    #[must_use]
    pub fn exits(&self) -> &Exits<'p> {
        &self.exits
    }

    /// The question that a rule asks: for its answer, or for the records that it counts.
    #[must_use]
    pub fn asked_by<'a>(&'a self, rule: &'p Rule) -> Option<&'a str> {
        let of_records = || self.by_rule.get(&format!("{rule:?}")).map(String::as_str);
        rule.answered.as_deref().or_else(of_records)
    }

    /// The unanswered and stale questions about an account, the most worth asking first.
    #[must_use]
    pub fn next(&self, seen: &Seen, position: &Position) -> Vec<NextQuestion> {
        let coverage = self.questionnaire.coverage(seen);
        let mut asking = self.asking(seen, position);
        let mut questions: Vec<NextQuestion> = coverage
            .items()
            .filter(|status| status.state != State::Answered)
            .filter_map(|status| {
                let mut question = asking.question(status, self.playbook.item(&status.id)?.1);
                question.reasons.extend(self.of_industry(seen.facts, status));
                Some(question)
            })
            .collect();
        questions.sort_by(|left, right| right.rank.total_cmp(&left.rank));
        questions
    }

    /// What the industry of the account has to do with a question.
    fn of_industry(&self, facts: &Facts, status: &ItemStatus) -> Option<Reason> {
        let industry = asked_of_industry(self.playbook, facts, &status.id)?.to_owned();
        let was_asked = status.is_resting() && facts.inherited(&status.id).is_some();
        Some(if was_asked { Reason::AskedOfIndustry { industry } } else { Reason::OfIndustry { industry } })
    }

    fn asking<'a>(&'a self, seen: &Seen, position: &Position) -> Asking<'a> {
        let readings = self.scorer.read(&Evidence::of(seen.facts), self.today);
        let stage = (!position.closed).then_some(position.stage);
        Asking {
            needed: stage.map(|stage| self.needed_to_leave(seen, stage)).unwrap_or_default(),
            score: self.scorer.judge(readings.clone()),
            all: self.questionnaire.weight(),
            scorer: &self.scorer,
            readings,
            stage,
            by_hand: seen
                .facts
                .grades
                .last()
                .filter(|grade| grade.method == GradeMethod::Manual)
                .and_then(|grade| grade.tier),
        }
    }

    /// The questions, or questions about records, that unmet exit criteria of a stage wait for.
    fn needed_to_leave(&self, seen: &Seen, stage: Stage) -> BTreeSet<&str> {
        let mut needed = BTreeSet::new();
        for rule in self.exits.unmet(seen, stage).filter_map(|criterion| criterion.rule.as_ref()) {
            self.collect(rule, &mut needed);
        }
        needed
    }

    fn collect<'a>(&'a self, rule: &'p Rule, needed: &mut BTreeSet<&'a str>) {
        needed.extend(self.asked_by(rule));
        for part in rule.any.iter().chain(&rule.all) {
            self.collect(part, needed);
        }
    }
}

/// What every question is held against.
struct Asking<'p> {
    scorer: &'p Scorer<'p>,
    readings: Readings<'p>,
    score: Score<'p>,
    needed: BTreeSet<&'p str>,
    /// Where the decision stands; none once it has ended.
    stage: Option<Stage>,
    /// The tier in force, where it is set by hand.
    by_hand: Option<Tier>,
    /// Weight of all items.
    all: f64,
}

impl Asking<'_> {
    fn question(&mut self, status: &ItemStatus, item: &Item) -> NextQuestion {
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
        if let (true, Some(stage)) = (self.needed.contains(status.id.as_str()), self.stage) {
            rank += NEEDED_NOW;
            reasons.push(Reason::NeededToLeave { stage });
        }
        if let Some(tier) = self.score.tier {
            if let Some(to) = self.other_tier(&status.id, tier) {
                rank += MOVES_TIER;
                let Score { lowest, highest, .. } = self.score;
                let by_hand = self.by_hand;
                reasons.push(Reason::MovesTier { from: tier, lowest, highest, to, by_hand });
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
        let is_resting = status.is_resting();
        if is_resting {
            // It was asked just now; what can be found out comes first.
            rank = percent;
        }
        NextQuestion { item: status.id.clone(), state: status.state, rank, is_resting, reasons }
    }

    /// The best tier, or failing that the worst, that an answer to this question alone could give.
    fn other_tier(&mut self, item: &str, now: Tier) -> Option<Tier> {
        let best = self.tier_with(item, 100.0, true)?;
        let worst = self.tier_with(item, 0.0, false)?;
        if best > now { Some(best) } else { (worst < now).then_some(worst) }
    }

    /// The tier with an answer made up, for as long as it takes to judge it.
    fn tier_with(&mut self, item: &str, points: f64, yes: bool) -> Option<Tier> {
        let inputs = self.readings.inputs.iter_mut().filter(|input| input.name == item);
        let before: Vec<_> = inputs.map(|input| input.points.replace(points)).collect();
        let answers = self.readings.reciprocity.iter_mut().filter(|(id, _)| *id == item);
        let said: Vec<_> = answers.map(|(_, answer)| answer.replace(yes)).collect();
        if before.is_empty() && said.is_empty() {
            return None;
        }
        let tier = self.scorer.tier(&self.readings);
        let inputs = self.readings.inputs.iter_mut().filter(|input| input.name == item);
        inputs.zip(before).for_each(|(input, before)| input.points = before);
        let answers = self.readings.reciprocity.iter_mut().filter(|(id, _)| *id == item);
        answers.zip(said).for_each(|((_, answer), before)| *answer = before);
        tier
    }
}

#[cfg(test)]
mod tests;
