//! Answers of several accounts to one question: the newest is in force, the others stay readable.

use std::collections::BTreeMap;

use crate::domain::finding::{Answered, Finding};
use crate::domain::record::Record;
use crate::ops::OpsError;
use crate::store::Writer;

/// Leaves one answer in force for each question about an account.
pub(super) fn supersede(writer: &mut Writer, account: i64) -> Result<(), OpsError> {
    let mut standing: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
    for finding in writer.read().of_account::<Finding>(account)? {
        if finding.superseded != Some(true) {
            standing.entry(finding.item.clone()).or_default().push(finding);
        }
    }
    for answers in standing.into_values().filter(|answers| answers.len() > 1) {
        let Some(newest) = answers.iter().max_by_key(|finding| weight(finding)).map(|finding| finding.id)
        else {
            continue;
        };
        for old in answers.iter().filter(|finding| finding.id != newest) {
            let after = Finding { superseded: Some(true), ..old.clone() };
            writer.update(&old.to_entry(), &after.to_entry())?;
        }
    }
    Ok(())
}

/// What somebody knows counts more than that nobody did; of the same sort the later day counts, then what was recorded
/// last.
fn weight(finding: &Finding) -> (bool, bool, crate::domain::date::Date, i64) {
    let is_known = finding.answered == Answered::Known;
    (is_known, finding.answered != Answered::Noted, finding.date, finding.id.number())
}
