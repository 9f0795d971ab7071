//! What was found at an industry, told once for all its accounts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use acct::analysis::check::Concern;

use super::Checked;
use crate::commands::portfolio::Head;

/// Findings about industries, each once for all accounts of one.
#[derive(Default)]
pub(super) struct Shared<'p>(BTreeMap<i64, Checked<'p>>);

impl<'p> Shared<'p> {
    /// Takes what was found at the industry of an account away from what was found at the account.
    pub(super) fn take(&mut self, checked: &mut Checked<'p>) {
        let all = std::mem::take(&mut checked.concerns);
        let (shared, own): (Vec<_>, Vec<_>) = all.into_iter().partition(|found| found.industry.is_some());
        checked.concerns = own;
        let Some(industry) = shared.first().and_then(|found| found.industry.clone()) else { return };
        let known = self.0.entry(industry.id).or_insert_with(|| Checked {
            account: checked.account.clone(),
            concerns: Vec::new(),
            accounts: Some(0),
        });
        known.accounts = known.accounts.map(|accounts| accounts + 1);
        let is_new = |found: &Concern| known.concerns.iter().all(|other| other.rule.id != found.rule.id);
        let new: Vec<Concern> = shared.into_iter().filter(is_new).collect();
        known.concerns.extend(new);
        // What is found at each of them alone says nothing of their industry.
        if first(&checked.account) < first(&known.account) {
            known.account = checked.account.clone();
        }
    }

    /// What was found about each industry, at the account of it that is first.
    pub(super) fn into_checked(self) -> impl Iterator<Item = Checked<'p>> {
        self.0.into_values()
    }
}

/// By what accounts of an industry are in order: the better tier, then the name.
fn first(account: &Head) -> impl Ord + use<'_> {
    (Reverse(account.tier), account.name.as_str(), account.id)
}
