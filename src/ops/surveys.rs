//! Answers in surveys: several at a time, each checked against its question.

use super::records::{self, fill_defaults, insert, told};
use super::{OpsError, Session, summary};
use crate::domain::identity::answered;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::playbook::{LazyPlaybook, SurveyError};
use crate::store::{Prepared, Reader, StoreError, Writer, Written};

/// Whether the playbook knows what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Known,
    Unknown,
}

/// Checks an answer against its question, where the playbook knows it, and gives it the ids of the question and of the choice, by
/// which answers are counted.
///
/// # Errors
/// When the score is out of range or the choice is none.
pub(super) fn settle(playbook: &LazyPlaybook, entry: &mut Entry) -> Result<Asked, OpsError> {
    if entry.kind != Kind::SurveyAnswer {
        return Ok(Asked::Known);
    }
    let (known, playbook) = (playbook.sayings()?, playbook.get()?);
    let Some(question) = known.question(&playbook, entry.get("question").as_text()) else {
        return Ok(Asked::Unknown);
    };
    let choice = question.check(score(entry), entry.get("answer").as_text())?;
    entry.set("question", Value::Text(question.id.clone()));
    if let Some(choice) = choice {
        entry.set("answer", Value::Text(choice.to_owned()));
    }
    Ok(Asked::Known)
}

/// As [`settle`], for a row of a file, by whose words it will be found.
pub(super) fn settle_row(
    playbook: &LazyPlaybook,
    entry: &mut Entry,
    prepared: &mut Prepared,
) -> Result<Result<Asked, SurveyError>, OpsError> {
    let settled = match settle(playbook, entry) {
        Err(OpsError::Survey(error)) => return Ok(Err(error)),
        other => other?,
    };
    if entry.kind == Kind::SurveyAnswer && settled == Asked::Known {
        *prepared = Prepared::found(entry);
    }
    Ok(Ok(settled))
}

fn score(entry: &Entry) -> Option<f64> {
    match entry.get("score") {
        Value::Number(score) => Some(*score),
        _ => None,
    }
}

/// Answers as they were recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub answers: Vec<Entry>,
    /// How many stand for an earlier answer of the same person to the same question of the same round.
    pub replaced: usize,
}

/// Records the answers of one person in one round. Who answers a question of a round again says something else now.
///
/// # Errors
/// When one does not fit its question; none is kept then.
pub fn answer(session: &mut Session, mut answers: Vec<Entry>) -> Result<Written<Answered>, OpsError> {
    let (today, user) = (session.today, session.user.clone());
    for answer in &mut answers {
        fill_defaults(answer, today, &user);
        records::check(answer, answer.kind.fields(), today)?;
        settle(&session.playbook, answer)?;
    }
    session.write(|writer| {
        let mut replaced = 0;
        for answer in &mut answers {
            replaced += usize::from(put(writer, answer)?);
        }
        let number = answers.len();
        let of = match answers.first() {
            Some(first) => told(writer.read(), first)?,
            None => String::new(),
        };
        let told = summary(
            format!("Recorded survey answers {of}: {number}"),
            format!("记录调查答复 {of}：{number} 条"),
        );
        Ok((Answered { answers, replaced }, told))
    })
}

/// Records an answer, in place of an earlier one where there is one. Whether there was.
fn put(writer: &mut Writer, answer: &mut Entry) -> Result<bool, OpsError> {
    let Some(before) = earlier(writer.read(), answer)? else {
        insert(writer, answer)?;
        return Ok(false);
    };
    answer.id = before.id;
    for field in answer.kind.fields().iter().filter(|field| !matches!(field.name, "score" | "answer")) {
        if answer.get(field.name).is_empty() {
            answer.set(field.name, before.get(field.name).clone());
        }
    }
    records::update(writer, &before, answer)?;
    Ok(true)
}

/// What the same person answered to the same question of the same round.
pub(super) fn earlier(reader: Reader, answer: &Entry) -> Result<Option<Entry>, StoreError> {
    let (person, field) = (answer.get("contact").as_integer(), Kind::SurveyAnswer.field("contact"));
    let (Some(said), Some(person), Some(field)) = (answered(answer), person, field) else { return Ok(None) };
    let known = reader.pointing_at(Kind::SurveyAnswer, field, person)?;
    Ok(known.into_iter().rev().find(|known| known.id != answer.id && answered(known).as_ref() == Some(&said)))
}
