//! Answering the questions of the five looks.

pub mod filled;
pub mod research;
pub mod seen;
mod subject;

use std::collections::BTreeSet;

use super::{OpsError, Session, summary};
use crate::analysis::answers::Answer;
use crate::domain::account::Account;
use crate::domain::choices::Confidence;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding, Method};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text, count};
use crate::domain::record::{Entry, Paragraph};
use crate::playbook::{LazyPlaybook, NotOfIndustry, Playbook};
use crate::store::{Writer, Written};
use filled::NoteDraft;
pub use subject::Subject;

/// An answer with its evidence, to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerDraft {
    /// `look.item`
    pub item: String,
    /// `None` says that it was asked and nobody knew.
    pub answer: Option<Answer>,
    pub note: Option<String>,
    pub source: Option<String>,
    pub method: Option<Method>,
    pub date: Date,
    pub confidence: Option<Confidence>,
}

/// What became of one answer.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub finding: Finding,
    /// The finding that stood before and is superseded now.
    pub before: Option<Finding>,
    /// The later answer that stays in force, where this one is of an earlier day and is kept as history only.
    pub later: Option<Finding>,
    /// Whether anything is new; the same answer with the same evidence changes nothing.
    pub is_new: bool,
}

/// Records answers about an account or an industry as one operation. Each supersedes the one that stood, which stays readable, unless that
/// one is of a later day.
///
/// # Errors
/// When there is no such account, or the file cannot be read or written.
pub fn answer(
    session: &mut Session,
    playbook: &Playbook,
    subject: Subject,
    drafts: &[AnswerDraft],
) -> Result<Written<Vec<Recorded>>, OpsError> {
    subject.check(playbook, drafts.iter().map(|draft| &draft.item))?;
    let user = session.user.clone();
    session.write(|writer| {
        let name = subject.name(writer.read())?;
        let mut recorded = Vec::new();
        for draft in drafts {
            recorded.push(record(writer, subject, draft, &user)?);
        }
        let told = told(playbook, &name, drafts);
        Ok((recorded, told))
    })
}

/// Answers about an account or an industry, and what was on record when they were judged.
#[derive(Clone, Copy, Debug)]
pub struct Sheaf<'s> {
    pub subject: Subject,
    /// All answers about it then.
    pub seen: &'s [Finding],
    pub drafts: &'s [AnswerDraft],
    /// Notes on questions without an answer.
    pub notes: &'s [NoteDraft],
}

/// Records answers about several accounts as one operation: all of them or none. None where somebody answered since they
/// were judged: then they have to be judged anew.
///
/// # Errors
/// When one of the accounts is gone, or the file cannot be read or written.
pub fn answer_several(
    session: &mut Session,
    playbook: &Playbook,
    sheaves: &[Sheaf],
) -> Result<Written<Option<Vec<Vec<Recorded>>>>, OpsError> {
    for sheaf in sheaves {
        let notes = sheaf.notes.iter().map(|note| &note.item);
        sheaf.subject.check(playbook, sheaf.drafts.iter().map(|draft| &draft.item).chain(notes))?;
    }
    let (user, today) = (session.user.clone(), session.today);
    session.write(|writer| {
        let told = told_of_several(writer, playbook, sheaves)?;
        for sheaf in sheaves {
            if sheaf.subject.findings(writer.read())? != sheaf.seen {
                return Ok((None, told));
            }
        }
        let mut all = Vec::new();
        for sheaf in sheaves {
            let recorded = sheaf.drafts.iter().map(|draft| record(writer, sheaf.subject, draft, &user));
            all.push(recorded.collect::<Result<Vec<_>, _>>()?);
            for NoteDraft { item, note } in sheaf.notes {
                let stands = seen::in_force(writer, sheaf.subject, item)?.and_then(|finding| finding.note);
                let stands = stands.map_or_else(String::new, |note| note.0);
                // A note that goes on from the one that stands takes its place, any other stands below it.
                let shown = if note.contains(stands.trim()) { stands.as_str() } else { "" };
                seen::put_note(writer, sheaf.subject, &seen::Note { item, shown, text: note }, &user, today)?;
            }
        }
        Ok((Some(all), told))
    })
}

fn told_of_several(writer: &mut Writer, playbook: &Playbook, sheaves: &[Sheaf]) -> Result<Text, OpsError> {
    let subjects: BTreeSet<Subject> = sheaves.iter().map(|sheaf| sheaf.subject).collect();
    let several: usize = sheaves.iter().map(|sheaf| sheaf.drafts.len()).sum();
    let notes: usize = sheaves.iter().map(|sheaf| sheaf.notes.len()).sum();
    let (noted, noted_zh) = match notes {
        0 => (String::new(), String::new()),
        _ => (format!(", {} made", count(notes, "note", "notes")), format!("，添加 {notes} 条备注")),
    };
    let told = if let (Some(subject), 1) = (subjects.first(), subjects.len()) {
        let name = subject.name(writer.read())?;
        let drafts: Vec<AnswerDraft> = sheaves.iter().flat_map(|sheaf| sheaf.drafts).cloned().collect();
        if drafts.is_empty() && notes > 0 {
            let made = count(notes, "note", "notes");
            return Ok(summary(format!("Made {made} on {name}"), format!("为 {name} 添加 {notes} 条备注")));
        }
        told(playbook, &name, &drafts)
    } else {
        let accounts = subjects.len();
        let questions = count(several, "question", "questions");
        let of_accounts = count(accounts, "account", "accounts");
        summary(
            format!("Answered {questions} about {of_accounts}"),
            format!("回答了关于 {accounts} 家客户的 {several} 个问题"),
        )
    };
    Ok(Text { en: told.en + &noted, zh: told.zh + &noted_zh })
}

/// Records one answer inside an operation.
///
/// # Errors
/// When the file cannot be read or written.
pub(super) fn record(
    writer: &mut Writer,
    subject: Subject,
    draft: &AnswerDraft,
    user: &str,
) -> Result<Recorded, OpsError> {
    let findings = subject.findings(writer.read())?;
    let (past, standing): (Vec<Finding>, Vec<Finding>) = findings
        .into_iter()
        .filter(|known| known.item == draft.item)
        .partition(|known| known.superseded == Some(true));
    let finding = finding(subject.account(), draft, user);
    // What somebody knows counts more than that nobody did, later though it was asked.
    let outlives = |known: &&Finding| {
        known.date > finding.date
            && (known.answered == Answered::Known || finding.answered != Answered::Known)
            && known.answered != Answered::Noted
    };
    if let Some(later) = standing.iter().find(outlives) {
        return keep_as_history(writer, subject, &past, finding, later.clone());
    }
    let before = standing.last().cloned();
    if let Some(before) = standing.last().filter(|before| is_same(before, &finding)) {
        return Ok(Recorded { finding: before.clone(), before: None, later: None, is_new: false });
    }
    for old in standing {
        let after = Finding { superseded: Some(true), ..old.clone() };
        subject.update(writer, &old, &after)?;
    }
    let finding = subject.insert(writer, &finding)?;
    Ok(Recorded { finding, before, later: None, is_new: true })
}

/// Records an answer of an earlier day than the one in force.
fn keep_as_history(
    writer: &mut Writer,
    subject: Subject,
    past: &[Finding],
    finding: Finding,
    later: Finding,
) -> Result<Recorded, OpsError> {
    let later = Some(later);
    if let Some(known) = past.iter().find(|known| is_same(known, &finding)) {
        return Ok(Recorded { finding: known.clone(), before: None, later, is_new: false });
    }
    let finding = subject.insert(writer, &Finding { superseded: Some(true), ..finding })?;
    Ok(Recorded { finding, before: None, later, is_new: true })
}

fn finding(account: Id<Account>, draft: &AnswerDraft, user: &str) -> Finding {
    Finding {
        id: Id::new(0),
        account,
        item: draft.item.clone(),
        answered: if draft.answer.is_some() { Answered::Known } else { Answered::Unknown },
        value: draft.answer.as_ref().map(|answer| Paragraph(answer.canonical())),
        note: draft.note.clone().map(Paragraph),
        source: draft.source.clone(),
        method: draft.method,
        date: draft.date,
        confidence: draft.confidence,
        by: Some(user.to_owned()),
        superseded: None,
        created: None,
        updated: None,
    }
}

/// Why a row of a file is no answer about an industry, where it is to be one.
pub(super) fn refuse(playbook: &LazyPlaybook, entry: &Entry) -> Result<Option<NotOfIndustry>, OpsError> {
    if entry.kind != Kind::IndustryFinding {
        return Ok(None);
    }
    Ok(playbook.get()?.check_of_industry(entry.text("item")).err())
}

/// Whether two findings say the same on the same evidence, whoever recorded them.
fn is_same(one: &Finding, other: &Finding) -> bool {
    let comparable = |finding: &Finding| Finding {
        id: Id::new(0),
        by: None,
        superseded: None,
        created: None,
        updated: None,
        ..finding.clone()
    };
    comparable(one) == comparable(other)
}

fn told(playbook: &Playbook, account: &str, drafts: &[AnswerDraft]) -> Text {
    let [draft] = drafts else {
        let several = drafts.len();
        let questions = count(several, "question", "questions");
        return summary(
            format!("Answered {questions} about {account}"),
            format!("回答了关于 {account} 的 {several} 个问题"),
        );
    };
    let words = |language| {
        let (label, item) = match playbook.item(&draft.item) {
            Some((_, item)) => (item.label.get(language).to_owned(), Some(item)),
            None => (draft.item.clone(), None),
        };
        let answer = match (&draft.answer, item) {
            (Some(answer), Some(item)) => answer.in_words(item, language),
            (Some(answer), None) => answer.canonical(),
            (None, _) => crate::domain::language::pick(language, "nobody knows", "无人知晓").to_owned(),
        };
        (label, shortened(&answer))
    };
    let ((label, answer), (label_zh, answer_zh)) = (words(Language::English), words(Language::Chinese));
    summary(
        format!("Answered {account} · {label}: {answer}"),
        format!("回答 {account} · {label_zh}：{answer_zh}"),
    )
}

/// The first line, and of it no more than a summary bears.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= LONGEST && line.len() == text.trim_end().len() {
        return line.to_owned();
    }
    line.chars().take(LONGEST).chain("...".chars()).collect()
}

#[cfg(test)]
mod tests;
