//! What has to hold after all rows: of the answers to a question one is in force.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::finding::{Answered, Finding};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::value::Value;
use crate::ops::OpsError;
use crate::store::Writer;

/// The questions that an import answered.
#[derive(Default)]
pub(super) struct Questions(BTreeMap<i64, BTreeSet<String>>);

impl Questions {
    /// Notes an answer in force that was written.
    pub(super) fn note(&mut self, entry: &Entry) {
        if let (Kind::Finding, Some(account)) = (entry.kind, entry.account()) {
            self.0.entry(account).or_default().insert(entry.text("item").to_owned());
        }
    }

    /// Leaves the newest answer to each question in force. Gives those that are superseded by it, before and after.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub(super) fn settle(&self, writer: &mut Writer) -> Result<Vec<(Entry, Entry)>, OpsError> {
        let mut settled = Vec::new();
        for (account, items) in &self.0 {
            let findings: Vec<Finding> = writer.read().of_account(*account)?;
            let in_force = findings.into_iter().filter(|finding| finding.superseded != Some(true));
            let mut newest: BTreeMap<String, Finding> = BTreeMap::new();
            for finding in in_force.filter(|finding| items.contains(&finding.item)) {
                let Some(known) = newest.remove(&finding.item) else {
                    newest.insert(finding.item.clone(), finding);
                    continue;
                };
                let (kept, old) =
                    if outlives(&known, &finding) { (known, finding) } else { (finding, known) };
                let (before, mut after) = (old.to_entry(), old.to_entry());
                after.set("superseded", Value::YesNo(true));
                writer.update(&before, &after)?;
                settled.push((before, after));
                newest.insert(kept.item.clone(), kept);
            }
        }
        Ok(settled)
    }
}

/// Whether an answer stays in force beside one that was written after it. What somebody knows counts more than that
/// nobody did, later though it was asked.
fn outlives(known: &Finding, other: &Finding) -> bool {
    known.date > other.date
        && (known.answered == Answered::Known || other.answered != Answered::Known)
        && known.answered != Answered::Noted
}
