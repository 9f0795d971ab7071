//! A walk through the questions about an account or an industry: each answer is kept at once, the whole of it is one operation.

use super::looks::Subject;
use super::looks::seen::in_force;
use super::{OpsError, Session, summary as text};
use crate::analysis::coverage::coverage;
use crate::analysis::evidence::Evidence;
use crate::analysis::facts::Facts;
use crate::analysis::score::Scorer;
use crate::domain::finding::Finding;
use crate::domain::language::Text;
use crate::domain::walk::LeftWalk;
use crate::interview::{Basis, Walk};
use crate::playbook::Playbook;
use crate::store::{Gathered, Operation, Writer, Written};

/// Where one of us left the last walk, and what happened to the account since that walk began, but for what it recorded
/// itself.
#[derive(Clone, Debug)]
pub struct Since {
    pub left: LeftWalk,
    /// The newest operations that are in force, newest first.
    pub operations: Vec<Operation>,
    /// How many operations there are in all.
    pub count: usize,
    /// The number from which on grades were given since.
    pub grades_from: Option<i64>,
}

/// Where the user left the last walk through the questions about an account or an industry, with at most so many operations since.
///
/// # Errors
/// When the file cannot be read.
pub fn since(session: &Session, about: Subject, limit: usize) -> Result<Option<Since>, OpsError> {
    let reader = session.store.read();
    let Some(left) = reader.left_walk(about.record(), &session.user)? else { return Ok(None) };
    let (operations, count) = reader.since_walk(about.record(), &session.user, &left, limit)?;
    let grades_from = reader.first_grade_after(left.operation)?;
    Ok(Some(Since { left, operations, count, grades_from }))
}

/// The newest operation of the file, 0 where there is none: with it a walk begins.
///
/// # Errors
/// When the file cannot be read.
pub fn newest(session: &Session) -> Result<i64, OpsError> {
    Ok(session.store.read().newest_operation()?)
}

/// From now on everything that is recorded is one operation: `Answered 7 questions about ...`.
pub fn begin(session: &mut Session, about: Subject) {
    session.store.gather(about.record());
}

/// The operation that a walk is, once anything was recorded in it.
#[must_use]
pub fn so_far(session: &Session) -> Option<i64> {
    session.store.gathered_so_far()
}

/// Ends what [`begin`] began; gives the operation, if anything was recorded.
pub fn end(session: &mut Session) -> Option<i64> {
    session.store.gathered()
}

/// Keeps where a walk stands, unless nothing is to be kept. `began` is the operation that was the newest when it began: what
/// others did since then is told when the next one begins.
///
/// # Errors
/// When the file cannot be written.
pub fn keep_place(
    session: &mut Session,
    about: Subject,
    playbook: &Playbook,
    facts: &Facts,
    walk: &Walk,
    began: i64,
) -> Result<(), OpsError> {
    if session.dry_run {
        return Ok(());
    }
    let is_graded = matches!(about, Subject::Account(_));
    let tier = is_graded.then(|| Scorer::new(playbook).score(&Evidence::of(facts), session.today).in_words());
    let left = LeftWalk {
        at: session.now,
        scope: walk.scope().name(),
        items: walk.remaining(),
        operation: began,
        coverage: coverage(playbook, facts, session.today).percent,
        tier: tier.unwrap_or_default(),
        stage: facts.account.stage.map(|stage| stage.as_str().to_owned()),
    };
    Ok(session.store.keep_walk(about.record(), &session.user, &left)?)
}

/// An answer with what it rests on.
#[derive(Clone, Debug)]
pub struct Rested {
    pub finding: Finding,
    /// What is in force instead, where somebody else answered since.
    pub later: Option<Finding>,
}

/// Says of an answer that was just recorded what it rests on, also when somebody else has answered since: then that is
/// given, too.
///
/// # Errors
/// When it is gone, or the file cannot be written.
pub fn rest_on(
    session: &mut Session,
    about: Subject,
    finding: i64,
    basis: &Basis,
) -> Result<Written<Rested>, OpsError> {
    session.write(|writer| {
        let before = about.finding(writer.read(), finding)?;
        let finding = Finding {
            source: basis.source.clone(),
            date: basis.date,
            confidence: basis.confidence,
            ..before.clone()
        };
        about.update(writer, &before, &finding)?;
        let item = &finding.item;
        let told = text(format!("Amended the answer to {item}"), format!("补充对 {item} 的回答"));
        let later = match finding.superseded {
            Some(true) => in_force(writer, about, item)?,
            _ => None,
        };
        Ok((Rested { finding, later }, told))
    })
}

/// The summary of the operation that a walk is, as far as it got; none outside of a walk.
pub(super) fn summary(writer: &mut Writer) -> Result<Option<Text>, OpsError> {
    let Some(gathered) = writer.gathered()? else { return Ok(None) };
    let (kind, number) = gathered.about;
    let name = writer.read().get(kind, number)?.title().into_owned();
    Ok(Some(told(&name, gathered)))
}

fn told(name: &str, gathered: Gathered) -> Text {
    let Gathered { questions, notes, added, changed, graded, .. } = gathered;
    let counted = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let mut english = Vec::new();
    let mut chinese = Vec::new();
    if questions > 0 || notes + added + changed == 0 {
        english.push(format!("answered {} about {name}", counted(questions, "question", "questions")));
        chinese.push(format!("回答了关于 {name} 的 {questions} 个问题"));
    }
    if notes > 0 {
        english.push(format!("made {}", counted(notes, "note", "notes")));
        chinese.push(format!("添加 {notes} 条备注"));
    }
    if added > 0 {
        english.push(format!("added {}", counted(added, "record", "records")));
        chinese.push(format!("新增 {added} 条记录"));
    }
    if changed > 0 {
        english.push(format!("changed {}", counted(changed, "record", "records")));
        chinese.push(format!("修改 {changed} 条记录"));
    }
    let (mut english, mut chinese) = (english.join(", "), chinese.join("，"));
    if questions == 0 && notes + added + changed > 0 {
        english = format!("{english} for {name}");
        chinese = format!("为 {name} {chinese}");
    }
    if graded {
        english.push_str(" and graded it");
        chinese.push_str("，并定级");
    }
    if let Some(first) = english.get(..1) {
        english = format!("{}{}", first.to_uppercase(), english.get(1..).unwrap_or_default());
    }
    text(english, chinese)
}

#[cfg(test)]
mod tests;
