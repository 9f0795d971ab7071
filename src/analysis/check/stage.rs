//! Rules about the stage of the customer's decision, the account's own and those of its projects: what it stands on, how
//! long, and what speaks against it.

use super::{Found, Meant, Subject, both};
use crate::analysis::process::Process;
use crate::analysis::stage::{Mismatch, Position, mismatch, position};
use crate::domain::choices::Stage;
use crate::domain::language::{Text, count};
use crate::domain::project::Project;
use crate::domain::record::Paragraph;
use crate::domain::signal::Signal;
use crate::playbook::CheckRule;

/// The processes of the account's projects, where they stand. Of those that are over none of these rules finds anything.
fn of_projects<'s>(subject: &'s Subject) -> impl Iterator<Item = (Process<'s>, Position)> {
    subject.facts.projects.iter().map(|project| {
        let process = subject.facts.process_of(project);
        (process, position(subject.playbook, &process, subject.today))
    })
}

/// The account's own process and those of its projects.
fn all<'s>(subject: &'s Subject) -> impl Iterator<Item = (Process<'s>, Position)> {
    std::iter::once((subject.facts.process(), subject.position.clone())).chain(of_projects(subject))
}

/// What is found in a process, under the name of its project.
fn found(project: Option<&Project>, record: Meant, message: Text) -> Found {
    let message = match project {
        None => message,
        Some(Project { name, .. }) => {
            Text { en: format!("\"{name}\": {}", message.en), zh: format!("“{name}”：{}", message.zh) }
        }
    };
    Found::new(record, message).of(project)
}

/// A stage counts as evidenced by words of the move, by questions confirmed on the way, and by a signal that was seen
/// since and speaks for it or a later one. The beginning needs none.
pub(super) fn without_evidence(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let unfounded = all(subject).filter_map(|(process, position)| {
        let moved = process.moves.last()?;
        let said = |text: &Option<Paragraph>| text.as_ref().is_some_and(|text| !text.0.trim().is_empty());
        let is_said = said(&moved.evidence) || said(&moved.reason) || !moved.confirmed.is_empty();
        let is_seen = || {
            let since = position.since.unwrap_or(moved.date);
            let mut signals = process.signals.iter();
            signals.any(|signal| signal.date >= since && signal.stage >= moved.to_stage)
        };
        if position.closed || moved.to_stage == Stage::Unaware || is_said || is_seen() {
            return None;
        }
        let stage = subject.label("stage_name", moved.to_stage.as_str());
        let (date, Text { en, zh }) = (moved.date, stage);
        let message =
            both!("at \"{en}\" since {date}, and nothing tells why", "{date} 起处于“{zh}”，但没有任何依据");
        Some(found(process.project, Meant::of(moved), message))
    });
    unfounded.collect()
}

pub(super) fn stalled(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let message = overstayed(subject, &subject.position, rule);
    let newest = subject.facts.moves.last();
    newest.zip(message).map(|(moved, message)| Found::new(Meant::of(moved), message)).into_iter().collect()
}

pub(super) fn projects_stalled(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let stalled = of_projects(subject).filter_map(|(process, position)| {
        let project = process.project?;
        Some(found(Some(project), Meant::of(project), overstayed(subject, &position, rule)?))
    });
    stalled.collect()
}

/// How much longer than expected a decision has been where it is, if it has.
fn overstayed(subject: &Subject, position: &Position, rule: &CheckRule) -> Option<Text> {
    let (days, expected) = position.days.zip(position.expected_days)?;
    if !position.stalled || days - expected < rule.days.unwrap_or(1) {
        return None;
    }
    let Text { en, zh } = subject.label("stage_name", position.stage.as_str());
    let so_long = count(days, "day", "days");
    Some(both!("{so_long} at \"{en}\"; {expected} were expected", "在“{zh}”已 {days} 天，预期 {expected} 天"))
}

pub(super) fn mismatched(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let contradicted = all(subject).filter_map(|(process, position)| {
        let told = mismatch(&process, &position)?;
        let signal = process.signals.iter().rfind(|signal| is_decisive(signal, &told))?;
        let [says, set] = [told.says, told.set].map(|stage| subject.label("stage_name", stage.as_str()));
        let date = told.date;
        let message = Text {
            en: format!("seen on {date}: speaks for \"{}\", not for \"{}\"", says.en, set.en),
            zh: format!("{date} 观察到的信号说明是“{}”，而不是“{}”", says.zh, set.zh),
        };
        let (verb, ground) = if told.is_ahead() { ("advance", "--evidence") } else { ("back", "--reason") };
        let found = found(process.project, Meant::of(signal), message).with("STAGE", told.says.as_str());
        Some(found.with("MOVE", verb).with("GROUND", ground))
    });
    contradicted.collect()
}

fn is_decisive(signal: &Signal, told: &Mismatch) -> bool {
    signal.date == told.date && signal.stage == told.says
}
