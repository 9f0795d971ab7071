//! What would be of one account if something recorded of it, or the rules, were otherwise: premises made in memory on its facts.

use super::outcome::{Effect, Outcome, Untouched};
use super::{Assumption, Scenario, ScenarioError, answers, facts as records, margin, marks};
use crate::analysis::answers::Answer;
use crate::analysis::check::Meant;
use crate::analysis::environment::Environments;
use crate::analysis::evidence::Evidence;
use crate::analysis::facts::Facts;
use crate::analysis::score::Score;
use crate::domain::date::Date;
use crate::domain::factor::Factor;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::{Field, Misfit};
use crate::domain::rival::Rival;
use crate::domain::value::Value;
use crate::playbook::Playbook;

/// The question about the margin, which no order answers.
const MARGIN: &str = "customer.margin";

/// The field of an account by which it inherits the answers of an industry.
const INDUSTRY: &str = "industry";

/// One thing that is taken to be otherwise at an account.
#[derive(Clone, Debug, PartialEq)]
pub enum Premise {
    /// Another answer to a question, by its full name; `None` that nobody knows.
    Answer { item: String, answer: Option<Answer> },
    /// Another measure or rule by which it is graded.
    Rating(Assumption),
    /// Another value of a field of one of its records.
    Field { kind: Kind, id: i64, field: Box<Field>, value: Value },
    /// A margin that is so many percentage points higher.
    Margin(f64),
    /// Another mark (1 to 5) of a rival in a factor; without one, of ours.
    Mark { factor: Id<Factor>, rival: Option<Id<Rival>>, mark: i64 },
    /// A rival has the best mark in a factor.
    Wins { factor: Id<Factor>, rival: Id<Rival> },
}

/// Premises on top of a playbook, checked.
#[derive(Clone, Debug)]
pub struct Case<'p> {
    playbook: &'p Playbook,
    premises: Vec<Premise>,
    /// Those of them that are about how accounts are graded.
    scenario: Scenario<'p>,
}

/// One premise on top of those before it, and what it makes of the account.
#[derive(Clone, Debug)]
pub struct Made<'c> {
    pub premise: &'c Premise,
    pub outcome: Outcome,
    pub before: Score<'c>,
    pub after: Score<'c>,
}

/// An account as it would be.
#[derive(Clone, Debug)]
pub struct Supposed<'c> {
    pub facts: Facts,
    pub made: Vec<Made<'c>>,
    /// As it is, and with all premises made.
    pub before: Score<'c>,
    pub after: Score<'c>,
}

impl<'p> Case<'p> {
    /// # Errors
    /// When accounts could not be graded by the rules that come of it.
    pub fn new(playbook: &'p Playbook, premises: Vec<Premise>) -> Result<Self, ScenarioError> {
        let rating = premises.iter().filter_map(|premise| match premise {
            Premise::Rating(assumption) => Some(assumption.clone()),
            _ => None,
        });
        Ok(Self { playbook, scenario: Scenario::new(playbook, rating.collect())?, premises })
    }

    /// The rules with every premise made.
    #[must_use]
    pub fn scenario(&self) -> &Scenario<'p> {
        &self.scenario
    }

    /// What becomes of an account, one premise on top of the other. Of another industry it inherits what that one of all
    /// `industries` says.
    ///
    /// # Errors
    /// When a value does not fit its field.
    pub fn suppose(
        &self,
        facts: &Facts,
        industries: &Environments,
        today: Date,
    ) -> Result<Supposed<'_>, Misfit> {
        let mut facts = facts.clone();
        let mut rated = 0;
        let before = self.scenario.score_after(0, &Evidence::of(&facts), today);
        let (mut made, mut last) = (Vec::new(), before.clone());
        for premise in &self.premises {
            let outcome = self.make(&mut facts, premise, industries, today)?;
            rated += usize::from(matches!(premise, Premise::Rating(_)));
            let after = self.scenario.score_after(rated, &Evidence::of(&facts), today);
            let before = std::mem::replace(&mut last, after.clone());
            made.push(Made { premise, outcome, before, after });
        }
        Ok(Supposed { facts, made, before, after: last })
    }

    fn make(
        &self,
        facts: &mut Facts,
        premise: &Premise,
        industries: &Environments,
        today: Date,
    ) -> Result<Outcome, Misfit> {
        Ok(match premise {
            Premise::Rating(_) => Outcome::default(),
            Premise::Answer { item, answer } => {
                let answer = answer.as_ref().map(Answer::canonical);
                answers::answered(facts, (self.playbook, item), answer, today)
            }
            Premise::Field { kind, id, field, value } => {
                let effect = set(facts, (*kind, *id), field, value)?;
                let mut outcome = Outcome::from(effect);
                if (*kind, field.name) == (Kind::Account, INDUSTRY) && !outcome.effects.is_empty() {
                    answers::inherit(facts, self.playbook, industries, &mut outcome);
                }
                outcome
            }
            Premise::Mark { factor, rival, mark } => marks::mark(facts, *factor, *rival, *mark).into(),
            Premise::Wins { factor, rival } => marks::wins(facts, *factor, *rival),
            Premise::Margin(points) => {
                let mut outcome = margin::margin(facts, *points, &self.playbook.rates, today);
                outcome.untouched.extend(self.answer_that_stays(facts));
                outcome
            }
        })
    }

    fn answer_that_stays(&self, facts: &Facts) -> Option<Untouched> {
        let is_meant = |premise: &Premise| matches!(premise, Premise::Answer { item, .. } if item == MARGIN);
        let (_, item) = self.playbook.item(MARGIN)?;
        facts.answer(MARGIN).filter(|_| !self.premises.iter().any(is_meant))?;
        let (english, chinese) = (item.label.en.clone(), item.label.zh.clone());
        Some(Untouched::AnswerStays { item: MARGIN.to_owned(), english, chinese })
    }
}

fn set(
    facts: &mut Facts,
    (kind, id): (Kind, i64),
    field: &Field,
    would_be: &Value,
) -> Result<Option<Effect>, Misfit> {
    let Some(mut entry) = records::find(facts, kind, id) else { return Ok(None) };
    let (record, is) = (Meant { kind, id, name: entry.title().into_owned() }, entry.get(field.name).clone());
    records::set(&mut entry, field, would_be.clone());
    let would_be = entry.get(field.name).clone();
    if is == would_be {
        return Ok(None);
    }
    records::put(facts, &entry)?;
    Ok(Some(Effect::Field { record, field: field.clone(), is, would_be }))
}
