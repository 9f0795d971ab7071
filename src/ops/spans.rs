//! No record ends before it begins.

use crate::domain::language::Language;
use crate::domain::record::{Entry, Field};
use crate::domain::rule::RuleError;
use crate::domain::value::Value;
use crate::playbook::labels::Labels;

/// The field by which a record ends before it begins, and how that is told, where one of the two fields is among those that are meant:
/// what was there from before there was a rule can stay or go.
pub(super) fn backwards(
    entry: &Entry,
    is_meant: impl Fn(&Field) -> bool,
) -> Option<(&'static Field, RuleError)> {
    let [earlier, later] = entry.backwards().find(|pair| pair.iter().any(|field| is_meant(field)))?;
    let labels = Labels::default();
    let called =
        |field: &Field, language| labels.get(&format!("{}.{}", entry.kind, field.name), language).to_owned();
    let told = |field: &Field| match entry.get(field.name) {
        Value::Date(date) => date.to_string(),
        Value::Integer(year) => year.to_string(),
        _ => String::new(),
    };
    let error = RuleError::Backwards {
        later: called(later, Language::English),
        later_in_chinese: called(later, Language::Chinese),
        until: told(later),
        earlier: called(earlier, Language::English),
        earlier_in_chinese: called(earlier, Language::Chinese),
        from: told(earlier),
    };
    Some((later, error))
}
