//! Answers and notes that a person gives to a question as it was shown. While the prompt stood somebody else may have
//! answered it: that is seen inside the write, and never hidden or superseded unseen.

use super::{AnswerDraft, Recorded, Subject, finding, record, told};
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding};
use crate::domain::language::Language;
use crate::domain::record::Paragraph;
use crate::ops::{OpsError, Session, summary};
use crate::playbook::Playbook;
use crate::store::{Writer, Written};

/// What became of an answer to a question as it was shown.
#[derive(Clone, Debug)]
pub enum Given {
    Recorded(Box<Recorded>),
    /// This is in force by now and was not shown. Nothing was recorded.
    Overtaken(Finding),
}

/// What stood when a question was asked.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'f> {
    pub finding: &'f Finding,
    /// The note that belongs to it: another one than it has where a note was put to it for the time being, until the
    /// answer came that it was meant for.
    pub note: Option<&'f Paragraph>,
}

impl<'f> From<&'f Finding> for Seen<'f> {
    fn from(finding: &'f Finding) -> Self {
        Self { finding, note: finding.note.as_ref() }
    }
}

/// Records an answer, unless something else than `seen` is in force by now: then that is given back. What was seen is left
/// with the note that belongs to it.
///
/// # Errors
/// When there is no such account, or the file cannot be read or written.
pub fn answer_seen(
    session: &mut Session,
    playbook: &Playbook,
    subject: Subject,
    draft: &AnswerDraft,
    seen: Option<Seen>,
) -> Result<Written<Given>, OpsError> {
    subject.check(playbook, [&draft.item])?;
    let user = session.user.clone();
    session.write(|writer| {
        let name = subject.name(writer.read())?;
        let told = told(playbook, &name, std::slice::from_ref(draft));
        let now = in_force(writer, subject, &draft.item)?;
        if let Some(now) = now.filter(|now| seen.is_none_or(|seen| seen.finding != now)) {
            return Ok((Given::Overtaken(now), told));
        }
        if let Some(Seen { finding, note }) = seen.filter(|seen| seen.finding.note.as_ref() != seen.note) {
            let before = Finding { note: note.cloned(), ..finding.clone() };
            subject.update(writer, finding, &before)?;
        }
        Ok((Given::Recorded(Box::new(record(writer, subject, draft, &user)?)), told))
    })
}

/// Puts a note to what is in force on a question, or to the open question, which stays open; an empty note takes away the
/// one that was `shown`. A note that somebody else made meanwhile stays, and this one stands below it. Gives what has the
/// note now; none where there was nothing to take away.
///
/// # Errors
/// When there is no such account or industry, or the file cannot be read or written.
pub fn note(
    session: &mut Session,
    playbook: &Playbook,
    subject: Subject,
    item: &str,
    shown: &str,
    note: &str,
) -> Result<Written<Option<Finding>>, OpsError> {
    let (user, date) = (session.user.clone(), session.today);
    session.write(|writer| {
        let name = subject.name(writer.read())?;
        let label = playbook.item(item).map(|(_, item)| item.label.clone());
        let label = |language| label.as_ref().map_or(item, |label| label.get(language)).to_owned();
        let (label, label_zh) = (label(Language::English), label(Language::Chinese));
        let told =
            summary(format!("Made a note on {name} · {label}"), format!("为 {name} · {label_zh} 添加备注"));
        Ok((put_note(writer, subject, &Note { item, shown, text: note }, &user, date)?, told))
    })
}

/// A note on a question, and the note that was shown when it was made.
#[derive(Clone, Copy, Debug)]
pub(in crate::ops) struct Note<'n> {
    pub item: &'n str,
    pub shown: &'n str,
    pub text: &'n str,
}

/// Puts a note inside an operation; see [`note`].
pub(in crate::ops) fn put_note(
    writer: &mut Writer,
    subject: Subject,
    made: &Note,
    user: &str,
    date: Date,
) -> Result<Option<Finding>, OpsError> {
    let Some(now) = in_force(writer, subject, made.item)? else {
        let draft = AnswerDraft {
            item: made.item.to_owned(),
            answer: None,
            note: Some(made.text.trim().to_owned()).filter(|note| !note.is_empty()),
            source: None,
            method: None,
            date,
            confidence: None,
        };
        if draft.note.is_none() {
            return Ok(None);
        }
        let open = Finding { answered: Answered::Noted, ..finding(subject.account(), &draft, user) };
        return Ok(Some(subject.insert(writer, &open)?));
    };
    let theirs = now.note.as_ref().map_or("", |note| note.0.as_str());
    let note = together(theirs, made.shown, made.text);
    let after = Finding { note: note.map(Paragraph), ..now.clone() };
    subject.update(writer, &now, &after)?;
    Ok(Some(after))
}

/// What is in force on a question: an answer, that nobody knows, or a note.
pub(in crate::ops) fn in_force(
    writer: &mut Writer,
    subject: Subject,
    item: &str,
) -> Result<Option<Finding>, OpsError> {
    let findings = subject.findings(writer.read())?;
    let is_in_force = |finding: &Finding| finding.item == item && finding.superseded != Some(true);
    Ok(findings.into_iter().rev().find(is_in_force))
}

/// The note that is kept: ours in place of the one that we saw, below another one.
fn together(theirs: &str, shown: &str, ours: &str) -> Option<String> {
    let (theirs, ours) = (theirs.trim(), ours.trim());
    let kept = match (theirs == shown.trim(), theirs.is_empty(), ours.is_empty()) {
        (true, ..) | (_, true, _) => ours.to_owned(),
        (_, _, true) => theirs.to_owned(),
        _ => format!("{theirs}\n{ours}"),
    };
    Some(kept).filter(|note| !note.is_empty())
}

#[cfg(test)]
mod tests;
