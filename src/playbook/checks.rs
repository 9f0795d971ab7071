//! The rules of `acct check`, and whether a user's numbers for them have an effect.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::merge::Merge;
use super::mistake::both;
use super::places::{below, path};
use crate::domain::choices::Tier;
use crate::domain::language::Text;

/// How bad it is when a rule fires, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Info,
    Warning,
    Error,
}

impl Severity {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One rule of `acct check`. What it looks at is code; everything else is the user's to change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckRule {
    pub id: String,
    pub severity: Severity,
    pub enabled: bool,
    pub label: Text,
    /// Why it matters.
    pub why: Text,
    /// Days from which on the rule fires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// How many it takes for the rule to fire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<usize>,
    /// Percent (0-100) by tier, below which the rule fires; a tier that is not named has no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<BTreeMap<String, f64>>,
    /// Percent (0-100) by which something has to be off for the rule to fire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_percent: Option<f64>,
    /// The command that mends it. `ACCOUNT`, `RECORD`, `PERSON`, `STAGE` and `ITEM` are filled in where the rule knows
    /// them, other capitals by the user.
    pub fix: String,
    /// The command that notes what came of it, where doing the first does not end the finding by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
}

impl CheckRule {
    /// The percent that a tier asks for, 0 where it asks for none.
    #[must_use]
    pub fn percent_of(&self, tier: Tier) -> f64 {
        let percent = self.percent.as_ref().and_then(|by_tier| by_tier.get(tier.as_str()));
        percent.copied().unwrap_or_default()
    }
}

/// Complains of numbers that a rule does not read: those that it has not got as it is built in.
pub(super) fn check(built_in: &[CheckRule], rules: &[CheckRule], merge: &mut Merge) {
    for rule in rules {
        let Some(known) = built_in.iter().find(|known| known.id == rule.id) else { continue };
        let numbers = [
            ("days", rule.days.is_some(), known.days.is_some()),
            ("at_least", rule.at_least.is_some(), known.at_least.is_some()),
            ("percent", rule.percent.is_some(), known.percent.is_some()),
            ("by_percent", rule.by_percent.is_some(), known.by_percent.is_some()),
        ];
        for (name, given, read) in numbers {
            if given && !read {
                let id = &rule.id;
                let complaint =
                    both!("the rule \"{id}\" has no \"{name}\" to tune", "规则“{id}”没有“{name}”可调");
                merge.complain_at(&[&below(&path(&["checks", id]), name)], complaint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::Playbook;

    #[test]
    fn a_rule_is_switched_and_tuned_by_its_id() {
        let text = "checks:\n  - {id: grade_old, enabled: false, days: 30}\n  - {id: coverage_low, severity: error, percent: {S: 80}}\n";
        let playbook = Playbook::overridden_by("mine.yaml", text).unwrap();
        let old = playbook.check("grade_old").unwrap();
        assert_eq!((old.enabled, old.days), (false, Some(30)));
        let low = playbook.check("coverage_low").unwrap();
        assert_eq!(low.severity, Severity::Error);
        assert!((low.percent_of(Tier::S) - 80.0).abs() < 1e-9, "changed");
        assert!((low.percent_of(Tier::A) - 45.0).abs() < 1e-9, "as it was");
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        for (text, expected) in [
            (
                "checks: [{id: no_owner, days: 3}]",
                "1:31: checks.no_owner.days: the rule \"no_owner\" has no \"days\" to tune",
            ),
            (
                "checks: [{id: no_ovner, enabled: false}]",
                "1:10: checks.no_ovner: there is no \"no_ovner\" here",
            ),
            (
                "checks: [{id: no_owner, remove: true}]",
                "1:10: checks.no_owner: \"no_owner\" cannot be removed",
            ),
            (
                "checks: [{id: no_owner, severity: bad}]",
                "1:35: checks.no_owner.severity: found the text \"bad\"",
            ),
            ("checks: [{id: grade_old, days: 0}]", "1:32: checks.grade_old.days: found the number 0"),
        ] {
            let error = Playbook::overridden_by("mine.yaml", text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("mine.yaml:{expected}")), "{error}");
        }
    }
}
