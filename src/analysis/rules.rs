//! Whether a rule of the playbook holds for an account.

use super::facts::Facts;
use crate::domain::date::Date;
use crate::domain::filter::{Filter, FilterError};
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::parse::Reading;
use crate::domain::schema::Schema;
use crate::playbook::Rule;

/// Whether a rule holds. A condition that is not understood does not hold; the playbook's check reports it.
#[must_use]
pub fn holds(rule: &Rule, facts: &Facts, today: Date) -> bool {
    if let Some(item) = &rule.answered {
        return facts.answer(item).is_some();
    }
    if let Some(item) = &rule.not_answered {
        return facts.answer(item).is_none();
    }
    if !rule.any.is_empty() {
        return rule.any.iter().any(|rule| holds(rule, facts, today));
    }
    if !rule.all.is_empty() {
        return rule.all.iter().all(|rule| holds(rule, facts, today));
    }
    let Some(kind) = rule.count.as_deref().and_then(Kind::named) else { return false };
    let Ok(filters) = filters(rule, kind, today) else { return false };
    let matching =
        facts.entries(kind).iter().filter(|entry| filters.iter().all(|filter| filter.matches(entry))).count();
    matching >= rule.at_least.unwrap_or(1)
}

/// The conditions of a rule that counts records of `kind`.
///
/// # Errors
/// When one of them is not understood.
pub fn filters(rule: &Rule, kind: Kind, today: Date) -> Result<Vec<Filter>, FilterError> {
    let schema = Schema::default();
    let reading = Reading { today, currency: Currency::CNY, choice_by_label: &|_, _| None };
    rule.filters.iter().map(|text| Filter::parse(&schema, kind, text, &reading)).collect()
}
