//! Answers in surveys: several at a time, each checked against its question.

use super::records::{self, fill_defaults, insert, told};
use super::{OpsError, Session, summary};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::playbook::{LazyPlaybook, SurveyError};
use crate::store::Written;

/// Checks an answer against its question, where the playbook knows it.
///
/// # Errors
/// When the score is out of range or the choice is none.
pub(super) fn check(playbook: &LazyPlaybook, entry: &Entry) -> Result<(), OpsError> {
    if entry.kind != Kind::SurveyAnswer {
        return Ok(());
    }
    let playbook = playbook.get()?;
    match playbook.survey_question(entry.get("question").as_text()) {
        Some(question) => Ok(question.check(score(entry), entry.get("answer").as_text())?),
        None => Ok(()),
    }
}

/// As [`check`], for a row of a file, whose playbook has been read.
pub(super) fn refuse(playbook: &LazyPlaybook, entry: &Entry) -> Result<Option<SurveyError>, OpsError> {
    match check(playbook, entry) {
        Err(OpsError::Survey(error)) => Ok(Some(error)),
        other => other.map(|()| None),
    }
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
        check(&session.playbook, answer)?;
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
