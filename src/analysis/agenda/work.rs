//! Tasks that come from the work itself: promises, contact, the stage, purchases, and what to ask.

use super::{Meant, Subject, Task, TaskKind};
use crate::analysis::next_questions::{answer_command, asked_of_industry};
use crate::analysis::orders::{Ledger, rhythm};
use crate::analysis::process::Process;
use crate::analysis::promises;
use crate::analysis::stage::{CriterionState, Position, fix_command, position, process_arguments};
use crate::analysis::stakeholders::cadence;
use crate::domain::choices::Stage;
use crate::domain::commitment::Commitment;
use crate::domain::date::{Date, days_after};
use crate::domain::language::{Language, Text};
use crate::domain::plan::Plan;
use crate::domain::project::Project;
use crate::domain::requirement::Requirement;
use crate::domain::shell::quoted;
use crate::playbook::{Item, ItemKind};

impl Subject<'_> {
    fn log(&self) -> String {
        format!("acct log add {} TEXT --kind call", quoted(&self.facts.account.name))
    }

    /// Open promises; those without a day are due today.
    pub(super) fn promises(&self) -> Vec<Task> {
        let open = promises::open(&self.facts.interactions, self.horizon.today);
        let task = |promise: &promises::Promise| {
            let due = promise.due.unwrap_or(self.horizon.today);
            let what = Text { en: promise.step.to_owned(), zh: promise.step.to_owned() };
            let task = self.task(TaskKind::Promise, due, Meant::of(promise.agreed), what)?;
            let command = format!("acct log done '#{}'", promise.agreed.id.number());
            Some(Task { command, ..task })
        };
        open.iter().filter_map(task).collect()
    }

    /// The next contact that the tier's cadence asks for; today where there was none yet.
    pub(super) fn contact(&self) -> Option<Task> {
        let days = cadence(self.playbook, self.facts)?;
        let today = self.horizon.today;
        let last = self.facts.interactions.iter().map(|talk| talk.date).filter(|date| *date <= today).max();
        let (due, what) = match last {
            Some(last) => (
                days_after(last, days)?,
                Text {
                    en: format!("Get in touch: last on {last}, every {days} d"),
                    zh: format!("联系客户：最近 {last}，每 {days} 天一次"),
                },
            ),
            None => (
                today,
                Text {
                    en: "Get in touch for the first time".to_owned(), zh: "首次联系客户".to_owned()
                },
            ),
        };
        let task = self.task(TaskKind::Contact, due, Meant::of(&self.facts.account), what)?;
        Some(Task { command: self.log(), ..task })
    }

    /// What the customer means to buy, on the day it means to.
    pub(super) fn purchases(&self) -> Vec<Task> {
        let task = |plan: &Plan| {
            let title = &plan.title;
            let sum = plan.amount.or(plan.budget);
            let told = |language| match sum {
                Some(sum) => format!("{title} · {}", sum.short(language)),
                None => title.clone(),
            };
            let what = Text { en: told(Language::English), zh: told(Language::Chinese) };
            let task = self.task(TaskKind::Purchase, plan.purchase_date?, Meant::of(plan), what)?;
            Some(Task { command: plan.going_on()?, ..task })
        };
        self.facts.plans.iter().filter(|plan| plan.is_open()).filter_map(task).collect()
    }

    /// The purchases that are to be decided, on the day that is meant.
    pub(super) fn projects(&self) -> Vec<Task> {
        let task = |project: &Project| {
            let name = &project.name;
            let told = |language| match project.value {
                Some(value) => format!("{name} · {}", value.short(language)),
                None => name.clone(),
            };
            let what = Text { en: told(Language::English), zh: told(Language::Chinese) };
            let task = self.task(TaskKind::Project, project.close_date?, Meant::of(project), what)?;
            let process = process_arguments(&self.facts.account.name, Some(name));
            let command = format!("acct stage close {process} OUTCOME");
            Some(Task { command, ..task })
        };
        self.facts.projects.iter().filter(|project| project.is_open()).filter_map(task).collect()
    }

    /// The order that should have come, on the day on which it was expected.
    pub(super) fn order(&self) -> Option<Task> {
        let today = self.horizon.today;
        let ledger = Ledger::of(&self.facts.orders, &self.playbook.rates, today);
        let rhythm = rhythm(ledger.orders(), today)?;
        let (cycle, expected, last) = (rhythm.cycle?, rhythm.expected?, rhythm.last);
        rhythm.overdue(today)?;
        let what = Text {
            en: format!("Ask for the next order: last on {last}, every {cycle} d"),
            zh: format!("跟进下一单：上次 {last}，通常每 {cycle} 天一单"),
        };
        let task = self.task(TaskKind::Order, expected, Meant::of(ledger.orders().last()?), what)?;
        Some(Task { command: self.log(), ..task })
    }

    /// What they demand of suppliers, on the day that it is due or its proof runs out.
    pub(super) fn requirements(&self) -> Vec<Task> {
        let task = |requirement: &Requirement| {
            let (title, number) = (&requirement.title, requirement.id.number());
            let (due, what, flag) = if requirement.is_open() {
                let what = Text { en: format!("{title} is due"), zh: format!("应满足“{title}”") };
                (requirement.due_date?, what, "--status CHOICE")
            } else {
                let expires = requirement.expires.filter(|day| requirement.expires_by(*day))?;
                let what =
                    Text { en: format!("{title} expires"), zh: format!("“{title}”的证明到期") };
                (expires, what, "--expires DATE")
            };
            let task = self.task(TaskKind::Requirement, due, Meant::of(requirement), what)?;
            let command = format!("acct requirement edit '#{number}' {flag}");
            Some(Task { command, ..task })
        };
        self.facts.requirements.iter().filter_map(task).collect()
    }

    /// What somebody of ours has to see to, on the day it is due.
    pub(super) fn commitments<C: Commitment>(&self, kind: TaskKind, all: &[C]) -> Vec<Task> {
        let task = |one: &C| {
            let what = Text { en: one.title().to_owned(), zh: one.title().to_owned() };
            let task = self.task(kind, one.due()?, Meant::of(one), what)?;
            Some(Task { command: one.going_on()?, ..task })
        };
        all.iter().filter(|one| one.is_open()).filter_map(task).collect()
    }

    /// What the current stage waits for, due when the customer should have left it: the first exit criterion that is not
    /// met, or the first action of the stage where only questions are open.
    pub(super) fn stage(&self) -> Option<StageTask<'_>> {
        self.stage_of(&self.facts.process(), &self.position)
    }

    /// The same of each project whose decision goes on.
    pub(super) fn stages_of_projects(&self) -> Vec<Task> {
        let task = |project: &Project| {
            let process = self.facts.process_of(project);
            let position = position(self.playbook, &process, self.horizon.today);
            let task = self.stage_of(&process, &position)?.task;
            let Text { en, zh } = &task.what;
            let name = &project.name;
            let what = Text { en: format!("{name} · {en}"), zh: format!("{name} · {zh}") };
            let key = format!("{} {}", project.id.number(), task.key);
            Some(Task { what, key, record: Meant::of(project), ..task })
        };
        self.facts.projects.iter().filter_map(task).collect()
    }

    fn stage_of(&self, process: &Process, position: &Position) -> Option<StageTask<'_>> {
        let due = days_after(position.since?, position.expected_days?)?;
        if position.closed || due > self.horizon.last {
            return None;
        }
        let guide = self.playbook.stage(position.stage.as_str())?;
        let criteria = self.asker.exits().of_stage(&self.seen, position.stage);
        let unmet = criteria.in_state(CriterionState::Unmet).next();
        let project = process.project.map(|project| project.name.as_str());
        let show = format!("acct stage show {}", process_arguments(&self.facts.account.name, project));
        let (what, command) = match unmet {
            Some(status) => {
                (self.missing(position.stage, &status.criterion.text), status.fix.clone().unwrap_or(show))
            }
            None => (guide.actions.first()?.clone(), show),
        };
        let asks = unmet.and_then(|status| self.asker.asked_by(status.criterion.rule.as_ref()?));
        let task = self.task(TaskKind::Stage, due, Meant::of(process.moves.last()?), what)?;
        Some(StageTask { task: Task { command, key: position.stage.as_str().to_owned(), ..task }, asks })
    }

    /// What a criterion says, as something that is not so yet.
    fn missing(&self, stage: Stage, criterion: &Text) -> Text {
        let stage = format!("stage.{stage}");
        let [en, zh] =
            [Language::English, Language::Chinese].map(|language| self.labels.get(&stage, language));
        Text {
            en: format!("Missing to leave \"{en}\": {}", criterion.en),
            zh: format!("离开“{zh}”还缺：{}", criterion.zh),
        }
    }

    /// The question most worth asking that nobody was lately at a loss for, on an occasion to ask it. What the stage waits
    /// for is not asked twice.
    pub(super) fn question(&self, due: Date, stage: Option<&StageTask>) -> Option<Task> {
        let questions = self.asker.next(&self.seen, &self.position);
        let proposed = questions.iter().filter(|question| !question.is_resting).find_map(|question| {
            let (_, item) = self.playbook.item(&question.item)?;
            let command = self.answer_command(&question.item, item);
            let is_told = stage.is_some_and(|stage| stage.tells(&question.item, &command));
            (!is_told).then_some((question, item, command))
        });
        let (question, item, command) = proposed?;
        let task = self.task(TaskKind::Question, due, Meant::of(&self.facts.account), item.ask.clone())?;
        let is_shared = asked_of_industry(self.playbook, self.facts, &question.item).is_some();
        let industry = self.facts.environment.clone().filter(|_| is_shared);
        Some(Task { command, key: question.item.clone(), industry, ..task })
    }

    fn answer_command(&self, id: &str, item: &Item) -> String {
        match (item.kind, &item.fix) {
            (ItemKind::Record, Some(fix)) => fix_command(fix, self.facts),
            _ => answer_command(self.playbook, self.facts, id),
        }
    }
}

/// What the current stage waits for.
pub(super) struct StageTask<'p> {
    pub(super) task: Task,
    /// The question that its criterion asks, by its full name.
    asks: Option<&'p str>,
}

impl StageTask<'_> {
    /// Whether it is a question, known by its name and by the command that answers it.
    fn tells(&self, item: &str, command: &str) -> bool {
        self.asks == Some(item)
            || self.task.command == command
            || self.task.command.split(' ').any(|word| word == item)
    }
}
