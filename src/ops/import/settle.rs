//! What has to hold after all rows: of the answers to a question one is in force.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::finding::{Finding, in_force};
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::ops::OpsError;
use crate::ops::looks::Subject;
use crate::store::Writer;

/// The questions that an import answered.
#[derive(Default)]
pub(super) struct Questions(BTreeMap<Subject, BTreeSet<String>>);

impl Questions {
    /// Notes an answer in force that was written.
    pub(super) fn note(&mut self, entry: &Entry) {
        if let Some(subject) = Subject::of(entry) {
            self.0.entry(subject).or_default().insert(entry.text("item").to_owned());
        }
    }

    /// Leaves one answer to each question in force. Gives those that are superseded by it, before and after.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub(super) fn settle(&self, writer: &mut Writer) -> Result<Vec<(Entry, Entry)>, OpsError> {
        let mut settled = Vec::new();
        for (subject, items) in &self.0 {
            let findings = subject.findings(writer.read())?;
            let mut standing: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
            for finding in findings {
                if finding.superseded != Some(true) && items.contains(&finding.item) {
                    standing.entry(finding.item.clone()).or_default().push(finding);
                }
            }
            for answers in standing.into_values() {
                let kept = in_force(&answers).map(|finding| finding.id);
                for old in answers.iter().filter(|finding| Some(finding.id) != kept) {
                    let (before, mut after) = (subject.entry(old), subject.entry(old));
                    after.set("superseded", Value::YesNo(true));
                    writer.update(&before, &after)?;
                    settled.push((before, after));
                }
            }
        }
        Ok(settled)
    }
}
