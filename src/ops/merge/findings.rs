//! Answers of several accounts to one question: the newest is in force, the others stay readable.

use std::collections::BTreeMap;

use crate::domain::finding::{Finding, in_force};
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
        let kept = in_force(&answers).map(|finding| finding.id);
        for old in answers.iter().filter(|finding| Some(finding.id) != kept) {
            let after = Finding { superseded: Some(true), ..old.clone() };
            writer.update(&old.to_entry(), &after.to_entry())?;
        }
    }
    Ok(())
}
