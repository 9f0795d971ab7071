//! Answers in surveys: several at a time, each checked against its question.

use super::records::{self, fill_defaults, insert, told};
use super::{OpsError, Session, summary};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::playbook::{LazyPlaybook, SurveyError};
use crate::store::{Prepared, Written};

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
    let playbook = playbook.get()?;
    let Some(question) = playbook.survey_question(entry.get("question").as_text()) else {
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
        *prepared = Prepared::of(entry);
    }
    Ok(Ok(settled))
}

fn score(entry: &Entry) -> Option<f64> {
    match entry.get("score") {
        Value::Number(score) => Some(*score),
        _ => None,
    }
}

/// Records the answers of one person in one round.
///
/// # Errors
/// When one does not fit its question; none is kept then.
pub fn answer(session: &mut Session, mut answers: Vec<Entry>) -> Result<Written<Vec<Entry>>, OpsError> {
    let (today, user) = (session.today, session.user.clone());
    for answer in &mut answers {
        fill_defaults(answer, today, &user);
        records::check(answer, answer.kind.fields(), today)?;
        settle(&session.playbook, answer)?;
    }
    session.write(|writer| {
        for answer in &mut answers {
            insert(writer, answer)?;
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
        Ok((answers, told))
    })
}
