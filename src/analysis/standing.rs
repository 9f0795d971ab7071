//! How well accounts are researched, in figures: coverage, what is stale, when the last answer came. For many accounts, so
//! that it needs of their answers no more than question, date and whether one is known.

use std::borrow::Cow;
use std::collections::HashMap;

use super::coverage::State;
use super::rules::{Counted, Known, Ready};
use crate::domain::date::{Date, span_days};
use crate::domain::finding::Answered;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::playbook::{Item, Playbook};

/// The questions of a playbook, ready to measure any number of accounts.
#[derive(Debug)]
pub struct Checklist<'p> {
    questions: Vec<Question<'p>>,
    places: HashMap<String, usize>,
    /// The weight of the questions of each look.
    looks: Vec<f64>,
}

#[derive(Debug)]
struct Question<'p> {
    look: usize,
    item: &'p Item,
    rule: Option<Ready>,
}

/// The answer in force on a question: whether one is known, and when it was found.
pub type Answer = (Answered, Date);

/// How well an account is researched.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
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

impl<'p> Checklist<'p> {
    #[must_use]
    pub fn new(playbook: &'p Playbook, today: Date) -> Self {
        let mut list = Self { questions: Vec::new(), places: HashMap::new(), looks: Vec::new() };
        for (position, look) in playbook.looks.iter().enumerate() {
            list.looks.push(look.items.iter().map(|item| item.weight).sum());
            for item in &look.items {
                list.places.insert(format!("{}.{}", look.id, item.id), list.questions.len());
                let rule = item.rule.as_ref().map(|rule| Ready::new(rule, &playbook.schema, today));
                list.questions.push(Question { look: position, item, rule });
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
    /// need be known than the fields that [`Checklist::counted`] names.
    #[must_use]
    pub fn standing<'r>(
        &self,
        answers: &[Option<Answer>],
        records: &dyn Fn(Kind) -> Cow<'r, [Entry]>,
        today: Date,
    ) -> Standing {
        let is_answered = |item: &str| {
            let answer = self.place(item).and_then(|place| answers.get(place).copied().flatten());
            answer.is_some_and(|(answered, _)| answered == Answered::Known)
        };
        let known = Known { records, is_answered: &is_answered };
        let mut standing = Standing {
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
            let state = question.state(answer, &known, today);
            standing.count(state);
            if let Some((Answered::Known, date)) = answer {
                standing.last_answer = standing.last_answer.max(Some(date));
            }
            if let Some(look) = standing.looks.get_mut(question.look) {
                *look += question.item.weight * state.worth();
            }
        }
        let all: f64 = self.looks.iter().sum();
        standing.coverage = percent(standing.looks.iter().sum(), all);
        for (look, weight) in standing.looks.iter_mut().zip(&self.looks) {
            *look = percent(*look, *weight);
        }
        standing
    }
}

impl Question<'_> {
    fn state(&self, answer: Option<Answer>, known: &Known, today: Date) -> State {
        if let Some(rule) = &self.rule {
            return match answer {
                _ if rule.holds(known) => State::Answered,
                // Only the records can answer it, but that nobody knew one is worth keeping.
                Some((Answered::Unknown, _)) => State::Unknown,
                _ => State::Open,
            };
        }
        match answer {
            None | Some((Answered::Noted, _)) => State::Open,
            Some((Answered::Unknown, _)) => State::Unknown,
            Some((Answered::Known, date)) if span_days(date, today) > self.item.stale_after => State::Stale,
            Some((Answered::Known, _)) => State::Answered,
        }
    }
}

impl Standing {
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
