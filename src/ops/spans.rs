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
    let (until, from) = (told(later), told(earlier));
    let of = |language| (called(later, language), called(earlier, language));
    let ((ends, begins), (ends_zh, begins_zh)) = (of(Language::English), of(Language::Chinese));
    let error = RuleError::Backwards {
        english: format!("{ends} ({until}) comes before {begins} ({from})").into(),
        chinese: format!("{ends_zh}（{until}）早于{begins_zh}（{from}）").into(),
    };
    Some((later, error))
}
