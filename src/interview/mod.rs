//! The walk through the questions of the five looks, without a terminal: which are asked, in what order, and where it
//! stands. What was answered is kept elsewhere; a walk only knows what became of each question.

mod basis;
mod command;
mod scope;

pub use basis::{Basis, BasisError};
pub use command::{Command, Typed};
pub use scope::{Scope, Which};

use crate::analysis::coverage::{Coverage, ItemStatus, State, coverage};
use crate::analysis::facts::Facts;
use crate::analysis::next_questions::next_questions;
use crate::domain::date::Date;
use crate::domain::finding::Answered;
use crate::domain::walk::LeftWalk;
use crate::playbook::{ItemKind, Playbook};

/// How many questions "those that matter most now" are.
pub const MOST: usize = 10;

/// What became of a question in a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Not asked yet.
    Open,
    Answered,
    /// Asked, and nobody knew.
    Unknown,
    Skipped,
    /// The present answer stays as it is.
    Kept,
    /// A record that was added answers it.
    OnRecord,
}

#[derive(Clone, Debug, PartialEq)]
struct Step {
    item: String,
    outcome: Outcome,
}

/// A walk: questions in their order, and which of them is asked now.
#[derive(Clone, Debug, PartialEq)]
pub struct Walk {
    scope: Scope,
    steps: Vec<Step>,
    at: usize,
}

/// How many questions of a walk ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub answered: usize,
    pub unknown: usize,
    pub skipped: usize,
    pub kept: usize,
    pub on_record: usize,
    /// Not asked yet.
    pub left: usize,
}

impl Walk {
    /// The questions of a scope as they stand today.
    #[must_use]
    pub fn plan(playbook: &Playbook, facts: &Facts, today: Date, scope: &Scope) -> Self {
        let coverage = coverage(playbook, facts, today);
        let is_asked = |status: &&ItemStatus| asks(playbook, scope, status);
        let items = match scope.which {
            Which::Most => {
                let questions = next_questions(playbook, facts, today).into_iter();
                let ids = questions.map(|question| question.item);
                ids.filter(|id| coverage.items().filter(is_asked).any(|status| status.id == *id))
                    .take(MOST)
                    .collect()
            }
            _ => coverage.items().filter(is_asked).map(|status| status.id.clone()).collect(),
        };
        Self::through(scope.clone(), items)
    }

    /// The rest of a walk that was left, or what of it is in a look: without what was answered since, and without questions
    /// that the method has since lost. None where that walk was through another look.
    #[must_use]
    pub fn resume(
        playbook: &Playbook,
        facts: &Facts,
        today: Date,
        left: &LeftWalk,
        look: Option<&str>,
    ) -> Option<Self> {
        let mut scope = Scope::named(&left.scope);
        match (look, &scope.look) {
            (Some(wanted), Some(left)) if wanted != left => return None,
            (Some(wanted), None) => scope.look = Some(wanted.to_owned()),
            _ => {}
        }
        let coverage = coverage(playbook, facts, today);
        let is_asked = |id: &&String| {
            let status = coverage.items().find(|status| status.id == **id);
            status.is_some_and(|status| asks(playbook, &scope, status))
                && !was_answered_since(facts, left, id)
        };
        let items = left.items.iter().filter(is_asked).cloned().collect();
        Some(Self::through(scope, items))
    }

    fn through(scope: Scope, items: Vec<String>) -> Self {
        let steps = items.into_iter().map(|item| Step { item, outcome: Outcome::Open }).collect();
        Self { scope, steps, at: 0 }
    }

    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// How many questions it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The question that is asked now (`look.item`); none at the end.
    #[must_use]
    pub fn current(&self) -> Option<&str> {
        self.steps.get(self.at).map(|step| step.item.as_str())
    }

    /// The position of the current question, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.at + 1
    }

    /// Notes what became of the current question and goes on to the next. To pass over what was answered in this walk
    /// takes nothing back.
    pub fn settle(&mut self, outcome: Outcome) {
        if let Some(step) = self.steps.get_mut(self.at) {
            let passes_over = matches!(outcome, Outcome::Skipped | Outcome::Kept);
            if !passes_over || step.outcome == Outcome::Open {
                step.outcome = outcome;
            }
            self.at += 1;
        }
    }

    /// Goes back to the question before. `false` at the first one.
    pub fn back(&mut self) -> bool {
        let can = self.at > 0;
        self.at = self.at.saturating_sub(1);
        can
    }

    /// Passes over questions about records that are not to be asked any more, as records answer them by now; gives how
    /// many.
    pub fn pass_answered(&mut self, playbook: &Playbook, coverage: &Coverage) -> usize {
        let answered = |id: &str| {
            let is_record = playbook.item(id).is_some_and(|(_, item)| item.kind == ItemKind::Record);
            is_record && coverage.items().any(|status| status.id == id && status.state == State::Answered)
        };
        let before = self.at;
        while self.current().is_some_and(answered) {
            self.settle(Outcome::OnRecord);
        }
        self.at - before
    }

    /// The questions that are still to be asked, the current one first.
    #[must_use]
    pub fn remaining(&self) -> Vec<String> {
        self.steps.iter().skip(self.at).map(|step| step.item.clone()).collect()
    }

    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally { left: self.steps.len().saturating_sub(self.at), ..Tally::default() };
        for step in &self.steps {
            let count = match step.outcome {
                Outcome::Open => continue,
                Outcome::Answered => &mut tally.answered,
                Outcome::Unknown => &mut tally.unknown,
                Outcome::Skipped => &mut tally.skipped,
                Outcome::Kept => &mut tally.kept,
                Outcome::OnRecord => &mut tally.on_record,
            };
            *count += 1;
        }
        tally
    }
}

/// Whether a scope asks a question as it stands.
fn asks(playbook: &Playbook, scope: &Scope, status: &ItemStatus) -> bool {
    let item = playbook.item(&status.id).map(|(_, item)| item.kind);
    scope.holds(&status.id) && scope.which.asks(status, item == Some(ItemKind::Record))
}

/// Whether somebody answered a question, or noted that nobody knows, after a walk was left.
fn was_answered_since(facts: &Facts, left: &LeftWalk, item: &str) -> bool {
    let finding = facts.finding(item).filter(|finding| finding.answered != Answered::Noted);
    finding.and_then(|finding| finding.created).is_some_and(|created| created > left.at)
}

#[cfg(test)]
mod tests;
