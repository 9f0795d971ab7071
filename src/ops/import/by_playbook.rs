//! What the playbook says of a row: the question that an answer belongs to, the stage that a signal speaks for.

use super::place::Places;
use super::{Mismatch, RowFault, Stop};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::ops::surveys::Asked;
use crate::ops::{OpsError, looks, surveys};
use crate::playbook::LazyPlaybook;
use crate::store::Prepared;

impl Places<'_, '_> {
    /// Gives a record the ids that the playbook has for what its row says in words, and refuses what does not fit the playbook.
    pub(super) fn settle_by_playbook(
        &mut self,
        entry: &mut Entry,
        prepared: &mut Prepared,
    ) -> Result<(), Stop> {
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
    let playbook = playbook.get()?;
    if let Some((guide, signal)) = playbook.signal_called(entry.text("signal")) {
        entry.set("signal", Value::Text(signal.id.clone()));
        if entry.get("stage").is_empty() {
            entry.set("stage", Value::Text(guide.id.clone()));
        }
        *prepared = Prepared::of(entry);
    }
    Ok(!entry.get("stage").is_empty())
}
