//! How well accounts are researched, in figures: coverage, what is stale, when the last answer came. For many accounts, so
//! that it needs of their answers no more than question, date and whether one is known.

use std::borrow::Cow;
use std::collections::HashMap;

use super::coverage::{Coverage, ItemStatus, LookCoverage, State};
use super::rules::{Counted, Held, Known, Ready, Seen};
use crate::domain::date::{Date, span_days};
use crate::domain::finding::Answered;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::playbook::{Item, ItemKind, Playbook};

/// The questions of a playbook, ready to measure any number of accounts.
#[derive(Debug)]
pub struct Questionnaire<'p> {
    today: Date,
    questions: Vec<Question<'p>>,
    places: HashMap<String, usize>,
    looks: Vec<LookOf<'p>>,
}

#[derive(Debug)]
struct LookOf<'p> {
    id: &'p str,
    /// The weight of its questions.
    weight: f64,
}

#[derive(Debug)]
struct Question<'p> {
    /// Its full name.
    id: String,
    look: usize,
    item: &'p Item,
    rule: Option<Ready>,
}

/// The answer in force on a question: whether one is known, and when it was found.
pub type Answer = (Answered, Date);

/// How well an account is researched.
#[derive(Clone, Debug, PartialEq)]
pub struct Research {
    /// Coverage 0-100, a stale answer half.
    pub coverage: f64,
    /// The same of each look, in the order of the playbook.
    pub looks: Vec<f64>,
    /// Questions with an answer, stale ones among them.
    pub answered: usize,
    pub stale: usize,
    /// Questions that nobody could answer.
    pub unknown: usize,
    pub open: usize,
    /// When the newest answer was found.
    pub last_answer: Option<Date>,
}

impl<'p> Questionnaire<'p> {
    #[must_use]
    pub fn new(playbook: &'p Playbook, today: Date) -> Self {
        let mut list = Self { today, questions: Vec::new(), places: HashMap::new(), looks: Vec::new() };
        for (position, look) in playbook.looks.iter().enumerate() {
            let weight = look.items.iter().map(|item| item.weight).sum();
            list.looks.push(LookOf { id: &look.id, weight });
            for item in &look.items {
                let id = format!("{}.{}", look.id, item.id);
                list.places.insert(id.clone(), list.questions.len());
                let is_of_records = item.kind == ItemKind::Record;
                let rule = is_of_records.then(|| match &item.rule {
                    Some(rule) => Ready::new(rule, playbook, today),
                    None => Ready::Never,
                });
                list.questions.push(Question { id, look: position, item, rule });
            }
        }
        list
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.questions.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    /// The place of a question, by its full name.
    #[must_use]
    pub fn place(&self, item: &str) -> Option<usize> {
        self.places.get(item).copied()
    }

    /// The kinds of records that questions are answered by, and the fields of theirs that matter.
    #[must_use]
    pub fn counted(&self) -> Counted {
        let mut counted = Counted::new();
        for rule in self.questions.iter().filter_map(|question| question.rule.as_ref()) {
            rule.collect_counted(&mut counted);
        }
        counted
    }

    /// Measures an account by the answers in force, each at the place of its question, and by its records, of which no more
    /// need be known than the fields that [`Questionnaire::counted`] names.
    #[must_use]
    pub fn research<'r>(
        &self,
        answers: &[Option<Answer>],
        records: &dyn Fn(Kind) -> Cow<'r, [Entry]>,
    ) -> Research {
        let is_answered = |item: &str| {
            let answer = self.place(item).and_then(|place| answers.get(place).copied().flatten());
            answer.is_some_and(|(answered, _)| answered == Answered::Known)
        };
        let known = Known { records, is_answered: &is_answered };
        let mut research = Research {
            coverage: 0.0,
            looks: vec![0.0; self.looks.len()],
            answered: 0,
            stale: 0,
            unknown: 0,
            open: 0,
            last_answer: None,
        };
        for (place, question) in self.questions.iter().enumerate() {
            let answer = answers.get(place).copied().flatten();
            let (state, _) = question.state(answer, |rule| rule.held(&known), self.today);
            research.count(state);
            if let Some((Answered::Known, date)) = answer {
                research.last_answer = research.last_answer.max(Some(date));
            }
            if let Some(look) = research.looks.get_mut(question.look) {
                *look += question.item.weight * state.worth();
            }
        }
        research.coverage = self.percents(&mut research.looks);
        research
    }

    /// How each question stands for one account.
    #[must_use]
    pub fn coverage(&self, seen: &Seen) -> Coverage {
        let look = |look: &LookOf| LookCoverage { look: look.id.to_owned(), percent: 0.0, items: Vec::new() };
        let mut looks: Vec<LookCoverage> = self.looks.iter().map(look).collect();
        let mut answered = vec![0.0; self.looks.len()];
        for question in &self.questions {
            let answer = seen.finding(&question.id).map(|finding| (finding.answered, finding.date));
            let (state, age) = question.state(answer, |rule| seen.held(rule), self.today);
            let weight = question.item.weight;
            if let (Some(look), Some(answered)) =
                (looks.get_mut(question.look), answered.get_mut(question.look))
            {
                *answered += weight * state.worth();
                look.items.push(ItemStatus { id: question.id.clone(), weight, state, age });
            }
        }
        let percent = self.percents(&mut answered);
        for (look, percent) in looks.iter_mut().zip(answered) {
            look.percent = percent;
        }
        Coverage { percent, looks }
    }

    /// Turns the weight that is answered in each look into percent of the look, and gives that of all.
    fn percents(&self, looks: &mut [f64]) -> f64 {
        let all = percent(looks.iter().sum(), self.weight());
        for (answered, look) in looks.iter_mut().zip(&self.looks) {
            *answered = percent(*answered, look.weight);
        }
        all
    }

    /// The weight of all questions.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.looks.iter().map(|look| look.weight).sum()
    }
}

impl Question<'_> {
    /// How it stands with the answer in force, and how many days ago that was found. The only place that says so.
    fn state(
        &self,
        answer: Option<Answer>,
        held: impl FnOnce(&Ready) -> Held,
        today: Date,
    ) -> (State, Option<i64>) {
        let age = answer.map(|(_, date)| span_days(date, today));
        let is_old = |age: i64| age > self.item.stale_after;
        match (self.rule.as_ref().map_or(Held::No, held), answer) {
            (Held::Undated, _) => (State::Answered, None),
            (Held::Of(date), _) => {
                let age = span_days(date, today);
                (if is_old(age) { State::Stale } else { State::Answered }, Some(age))
            }
            (_, Some((Answered::Unknown, _))) => (State::Unknown, age),
            (_, None | Some((Answered::Noted, _))) => (State::Open, None),
            // A question about records has an answer of its own only from when it was one in words, and that holds until
            // it is stale: nothing that was found out is lost because records tell it now.
            (_, Some((Answered::Known, _))) if age.is_some_and(is_old) => (State::Stale, age),
            (_, Some((Answered::Known, _))) => (State::Answered, age),
        }
    }
}

impl Research {
    fn count(&mut self, state: State) {
        match state {
            State::Answered => self.answered += 1,
            State::Stale => {
                self.answered += 1;
                self.stale += 1;
            }
            State::Unknown => self.unknown += 1,
            State::Open => self.open += 1,
        }
    }
}

fn percent(part: f64, all: f64) -> f64 {
    if all > 0.0 { part / all * 100.0 } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{PLAYBOOK, answer, plan, sound, talk, text, today};
    use crate::analysis::facts::Facts;

    const ITEM: &str = "customer.investment_plans";

    fn state(facts: &Facts) -> State {
        let coverage = Questionnaire::new(&PLAYBOOK, today()).coverage(&Seen::of(facts));
        coverage.items().find(|item| item.id == ITEM).unwrap().state
    }

    #[test]
    fn an_investment_plan_answers_its_question_by_its_kind_while_it_is_open() {
        let with = |values: &[(&str, crate::domain::value::Value)]| {
            let mut facts = sound();
            facts.plans = vec![plan(values)];
            state(&facts)
        };
        assert_eq!(state(&sound()), State::Open);
        assert_eq!(with(&[]), State::Answered);
        assert_eq!(with(&[("kind", text("new_build"))]), State::Answered);
        assert_eq!(with(&[("kind", text("operations"))]), State::Open);
        assert_eq!(with(&[("status", text("dropped"))]), State::Open);
    }

    #[test]
    fn a_conversation_answers_its_question_until_it_is_too_long_ago() {
        let with = |item: &str, talks: &[(&str, Option<&str>)]| {
            let mut facts = sound();
            facts.findings.clear();
            facts.interactions = talks.iter().map(|(on, next)| talk(on, *next)).collect();
            let coverage = Questionnaire::new(&PLAYBOOK, today()).coverage(&Seen::of(&facts));
            let status = coverage.items().find(|status| status.id == item).unwrap();
            (status.state, status.age)
        };
        let recent = "customer.recent_conversation";
        assert_eq!(with(recent, &[]), (State::Open, None));
        assert_eq!(with(recent, &[("2025-12-02", None)]), (State::Answered, Some(90)));
        assert_eq!(with(recent, &[("2025-12-01", None)]), (State::Stale, Some(91)));
        assert_eq!(with(recent, &[("2026-03-01", None), ("2025-01-01", None)]), (State::Answered, Some(1)));
        // A newer conversation without a next step does not freshen the one that was agreed.
        let next = "opportunity.next_step";
        let talks = [("2025-12-31", Some("2026-01-05")), ("2026-03-01", None)];
        assert_eq!(with(next, &talks), (State::Stale, Some(61)));
    }

    #[test]
    fn an_answer_in_words_from_before_records_answered_counts_until_it_is_stale() {
        let with = |on: &str| {
            let mut facts = sound();
            facts.findings = vec![answer(60, ITEM, "a second line in 2027", on, "call")];
            facts
        };
        assert_eq!(state(&with("2026-02-01")), State::Answered);
        assert_eq!(state(&with("2025-02-01")), State::Stale);
        let mut recorded = with("2025-02-01");
        recorded.plans = vec![plan(&[])];
        assert_eq!(state(&recorded), State::Answered);
    }
}
