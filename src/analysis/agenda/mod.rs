//! What is to be done at an account in the next days: promises, contact, the stage, purchases, questions, birthdays and trips.

mod people;
#[cfg(test)]
mod tests;
mod work;

use std::sync::Arc;

use super::check::Meant;
use super::environment::Environment;
use super::facts::Facts;
use super::next_questions::Asker;
use super::rules::Seen;
use super::stage::{Position, position};
use crate::choices;
use crate::domain::choices::Tier;
use crate::domain::date::{Date, days_after, span_days};
use crate::domain::language::Text;
use crate::domain::trip::Trip;
use crate::playbook::{Labels, Playbook};

choices! {
    /// What kind of thing is to be done.
    pub enum TaskKind as "task_kind" {
        /// A next step that was promised.
        Promise = "promise",
        /// Contact that the tier's cadence asks for.
        Contact = "contact",
        /// What the current stage waits for.
        Stage = "stage",
        /// Something that the customer means to buy.
        Purchase = "purchase",
        /// A purchase that is to be decided.
        Project = "project",
        /// An order that should have come.
        Order = "order",
        /// What they demand of suppliers: by when, or until when the proof holds.
        Requirement = "requirement",
        /// Something that we want to reach.
        Objective = "objective",
        /// Something that we mean to do.
        Action = "action",
        /// What a customer told us, until it is dealt with.
        Feedback = "feedback",
        /// Something that we have to learn.
        Research = "research",
        /// A question to ask on such an occasion.
        Question = "question",
        Birthday = "birthday",
        Trip = "trip",
    }
}

choices! {
    /// How pressing it is, most first.
    pub enum Urgency as "urgency_of_task" {
        Overdue = "overdue",
        Today = "today",
        Soon = "soon",
    }
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    pub kind: TaskKind,
    pub due: Date,
    /// The days it takes, where those are several: what began before today began then.
    pub span: Option<(Date, Date)>,
    pub urgency: Urgency,
    pub what: Text,
    /// The record that it comes from.
    pub record: Meant,
    /// What tells it from others of its kind at this account, the same on every day.
    pub key: String,
    /// The industry that is asked once for all its accounts.
    pub industry: Option<Arc<Environment>>,
    /// The command that does it or records it, with capitals for what our person fills in.
    pub command: String,
}

impl Task {
    /// Days that it is late; negative while it is ahead.
    #[must_use]
    pub fn days_late(&self, today: Date) -> i64 {
        span_days(self.due, today)
    }
}

/// The part of the personal file that concerns the next days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PersonalFile<'t> {
    /// Neither birthdays nor trips.
    LeftOut,
    /// Birthdays, and these trips.
    Included(&'t [Trip]),
}

/// Days to look at.
#[derive(Clone, Copy, Debug)]
pub struct Horizon {
    pub today: Date,
    /// The last day.
    pub last: Date,
}

impl Horizon {
    /// Today and so many days after it.
    #[must_use]
    pub fn of(today: Date, days: i64) -> Self {
        Self { today, last: days_after(today, days).unwrap_or(Date::MAX) }
    }

    fn urgency(self, due: Date) -> Urgency {
        match due.cmp(&self.today) {
            std::cmp::Ordering::Less => Urgency::Overdue,
            std::cmp::Ordering::Equal => Urgency::Today,
            std::cmp::Ordering::Greater => Urgency::Soon,
        }
    }
}

/// What tasks are made from.
struct Subject<'s> {
    playbook: &'s Playbook,
    labels: &'s Labels,
    asker: &'s Asker<'s>,
    seen: Seen<'s>,
    facts: &'s Facts,
    position: Position,
    horizon: Horizon,
}

impl Subject<'_> {
    /// A task that is due on a day, unless that is beyond the horizon.
    fn task(&self, kind: TaskKind, due: Date, record: Meant, what: Text) -> Option<Task> {
        (due <= self.horizon.last).then(|| Task {
            kind,
            due,
            span: None,
            urgency: self.horizon.urgency(due),
            what,
            key: record.id.to_string(),
            record,
            industry: None,
            command: String::new(),
        })
    }
}

/// A playbook made ready to say of any number of accounts what is to be done.
pub struct Planner<'p> {
    playbook: &'p Playbook,
    labels: &'p Labels,
    asker: Asker<'p>,
    horizon: Horizon,
    kinds: &'p [TaskKind],
}

impl<'p> Planner<'p> {
    /// A planner of some kinds of tasks.
    #[must_use]
    pub fn new(playbook: &'p Playbook, labels: &'p Labels, horizon: Horizon, kinds: &'p [TaskKind]) -> Self {
        Self { playbook, labels, asker: Asker::new(playbook, horizon.today), horizon, kinds }
    }

    /// Whether a rule counts answers as records, and so may ask for anything in them.
    #[must_use]
    pub fn counts_answers(&self) -> bool {
        self.asker.counts_answers()
    }

    /// What is to be done at an account within the horizon or should have been done before it, most urgent first.
    ///
    /// A question is proposed where there is an occasion to ask it. Nothing is proposed for a decision that was lost or
    /// put aside, except what was promised.
    #[must_use]
    pub fn agenda(&self, facts: &Facts, personal: PersonalFile) -> Vec<Task> {
        let Self { playbook, labels, horizon, kinds, .. } = *self;
        let position = position(playbook, &facts.process(), horizon.today);
        let extent = super::check::extent(facts, &position);
        let (asker, seen) = (&self.asker, Seen::of(facts));
        let subject = Subject { playbook, labels, asker, seen, facts, position, horizon };
        let mut tasks = subject.promises();
        if extent == super::check::Extent::Worked {
            tasks.extend(subject.contact());
            let stage = subject.stage().filter(|_| kinds.contains(&TaskKind::Stage));
            let occasion = tasks.iter().map(|task| task.due.max(horizon.today)).min();
            if let Some(due) = occasion.filter(|_| kinds.contains(&TaskKind::Question)) {
                tasks.extend(subject.question(due, stage.as_ref()));
            }
            tasks.extend(stage.map(|stage| stage.task));
            if kinds.contains(&TaskKind::Stage) {
                tasks.extend(subject.stages_of_projects());
            }
            tasks.extend(subject.purchases());
            tasks.extend(subject.projects());
            tasks.extend(subject.order());
            tasks.extend(subject.requirements());
            tasks.extend(subject.commitments(TaskKind::Objective, &facts.objectives));
            tasks.extend(subject.commitments(TaskKind::Action, &facts.actions));
            tasks.extend(subject.commitments(TaskKind::Feedback, &facts.feedbacks));
            tasks.extend(subject.commitments(TaskKind::Research, &facts.research_goals));
            if let PersonalFile::Included(trips) = personal {
                tasks.extend(subject.birthdays());
                tasks.extend(subject.trips(trips));
            }
        }
        tasks.retain(|task| kinds.contains(&task.kind));
        tasks.sort_by_key(|task| (task.urgency, task.due, task.kind));
        tasks
    }
}

/// What the tasks of several accounts are ordered by: tier, best first, then urgency and the day.
#[must_use]
pub fn rank_key(tier: Option<Tier>, task: &Task) -> impl Ord + use<> {
    (std::cmp::Reverse(tier), task.urgency, task.due)
}
