//! What the playbook says of a row: the question that an answer belongs to, the stage that a signal speaks for.

use super::merge::Says;
use super::place::{Places, Row};
use super::{Mismatch, RowFault, Stop};
use crate::analysis::answers;
use crate::domain::finding::Answered;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::import::drafts::Draft;
use crate::ops::surveys::Asked;
use crate::ops::{OpsError, Refusal, looks, research, surveys};
use crate::playbook::{ItemKind, LazyPlaybook};
use crate::store::{Prepared, Reader};

impl Places<'_, '_> {
    /// Gives a record the ids that the playbook has for what its row says in words, and refuses what does not fit the playbook.
    pub(super) fn settle_by_playbook(
        &mut self,
        row: Row,
        draft: &mut Draft,
        prepared: &mut Prepared,
        says: Says,
    ) -> Result<(), Stop> {
        let (line, entry) = (draft.line, &mut draft.entry);
        match surveys::settle_row(&self.playbook, entry, prepared).map_err(Stop::All)? {
            Err(error) => return Err(Stop::Row(RowFault { column: None, reason: error.into() })),
            Ok(Asked::Unknown) => self.unknown_question = Some(entry.text("question").to_owned()),
            Ok(Asked::Known) => {}
        }
        if !settle_signal(&self.playbook, entry, prepared).map_err(Stop::All)? {
            let name = entry.text("signal").to_owned();
            return Err(Stop::from(Mismatch::UnknownSignal { name }).at("signal"));
        }
        if let Some(error) = looks::refuse(&self.playbook, entry).map_err(Stop::All)? {
            return Err(Stop::Row(RowFault { column: Some("item".to_owned()), reason: error.into() }));
        }
        // A document says what was kept, whatever the questions were then.
        if matches!(says, Says::More) {
            self.settle_answer(row, line, entry, prepared)?;
        }
        Ok(())
    }

    /// Gives a goal of research the title of the strategy that its row names by number, or writes otherwise.
    pub(super) fn settle_strategy(
        &mut self,
        reader: Reader,
        row: Row,
        draft: &mut Draft,
        prepared: &mut Prepared,
        says: Says,
    ) -> Result<(), Stop> {
        let (line, entry) = (draft.line, &mut draft.entry);
        if entry.kind != Kind::ResearchGoal || matches!(says, Says::All { .. }) {
            return Ok(());
        }
        let written = entry.text("strategy").to_owned();
        match research::settle(reader, None, entry) {
            Err(OpsError::Refused(Refusal::NoStrategy { number })) => {
                let none = Mismatch::NoneOfName { kind: Kind::Strategy, name: format!("#{number}") };
                return Err(Stop::from(none).at(row.columns.filling("strategy")));
            }
            settled => settled.map_err(Stop::All)?,
        }
        if entry.text("strategy") == written {
            return Ok(());
        }
        *prepared = Prepared::found(entry);
        let name = entry.text("strategy").to_owned();
        self.tell_understood(row, "strategy", line, written, name);
        Ok(())
    }

    /// Gives an answer in force the form in which answers are kept, and refuses one that does not fit its question. What the playbook
    /// does not ask, and what records answer now, is let through.
    fn settle_answer(
        &mut self,
        row: Row,
        line: u64,
        entry: &mut Entry,
        prepared: &mut Prepared,
    ) -> Result<(), Stop> {
        if !entry.kind.is_answer() {
            return Ok(());
        }
        let is_known = entry.text("answered") == Answered::Known.as_str();
        if !is_known || entry.get("superseded") == &Value::YesNo(true) {
            return Ok(());
        }
        let playbook = self.playbook.get().map_err(|error| Stop::All(error.into()))?;
        let name = entry.text("item").to_owned();
        let Some((_, item)) = playbook.item(&name).filter(|(_, item)| item.kind != ItemKind::Record) else {
            return Ok(());
        };
        let written = entry.text("value").to_owned();
        let read = answers::read(&name, item, &written, self.order.reading);
        let answer = read.and_then(|read| read.answer.ok_or_else(|| answers::Mismatch::Nothing.into()));
        let fault = |error: answers::AnswerError| {
            Stop::Row(RowFault {
                column: Some(row.columns.filling("value").to_owned()),
                reason: error.into(),
            })
        };
        let kept = answer.map_err(fault)?.canonical();
        if kept != written {
            self.tell_understood(row, "value", line, written, kept.clone());
            entry.set("value", Value::Text(kept));
            *prepared = Prepared::found(entry);
        }
        Ok(())
    }
}

/// Gives a signal that a row of a file puts in words the id that the playbook has for it, and the stage that it speaks for where the
/// row names none. Whether it now has one.
fn settle_signal(
    playbook: &LazyPlaybook,
    entry: &mut Entry,
    prepared: &mut Prepared,
) -> Result<bool, OpsError> {
    if entry.kind != Kind::Signal {
        return Ok(true);
    }
    let (known, playbook) = (playbook.sayings()?, playbook.get()?);
    if let Some((guide, signal)) = known.signal(&playbook, entry.text("signal")) {
        entry.set("signal", Value::Text(signal.id.clone()));
        if entry.get("stage").is_empty() {
            entry.set("stage", Value::Text(guide.id.clone()));
        }
        *prepared = Prepared::found(entry);
    }
    Ok(!entry.get("stage").is_empty())
}
