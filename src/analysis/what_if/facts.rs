//! Records of an account put in the place of what is known of it, in memory alone.

use std::sync::Arc;

use crate::analysis::facts::{Facts, each_kind_of_fact};
use crate::domain::account::Account;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Misfit, Paragraph, Record};
use crate::domain::value::Value;

macro_rules! by_kind {
    ($($field:ident: $module:ident::$kind:ident,)*) => {
        /// A record of an account in its generic form.
        pub(super) fn find(facts: &Facts, kind: Kind, id: i64) -> Option<Entry> {
            fn numbered<R: Record>(records: &[R], id: i64) -> Option<Entry> {
                records.iter().map(Record::to_entry).find(|entry| entry.id == id)
            }
            match kind {
                Kind::Account => numbered(std::slice::from_ref(&facts.account), id),
                $(Kind::$kind => numbered(&facts.$field, id),)*
                _ => None,
            }
        }

        /// Puts a record in the place of the one with its number.
        ///
        /// # Errors
        /// When a value does not fit its field.
        pub(super) fn put(facts: &mut Facts, entry: &Entry) -> Result<(), Misfit> {
            match entry.kind {
                Kind::Account => facts.account = Account::from_entry(entry)?,
                $(Kind::$kind => {
                    let record = crate::domain::$module::$kind::from_entry(entry)?;
                    for known in facts.$field.iter_mut().filter(|known| known.id == record.id) {
                        known.clone_from(&record);
                    }
                })*
                _ => {}
            }
            Ok(())
        }
    };
}
each_kind_of_fact!(by_kind);

/// Sets a field of a record, and what follows from it within the record.
pub(super) fn set(entry: &mut Entry, field: &crate::domain::record::Field, value: Value) {
    entry.put(field, value);
    if entry.kind == Kind::Need {
        let rated = entry.get("urgency").as_integer().zip(entry.get("importance").as_integer());
        let priority =
            rated.map_or(Value::Empty, |(urgency, importance)| Value::Integer(urgency * importance));
        entry.set("priority", priority);
    }
}

/// Puts another answer in the place of the one in force; `None` that nobody knows. It has the evidence of that one: what is
/// assumed has none of its own, and is not to be blamed for it.
pub(super) fn answer(facts: &mut Facts, item: &str, answer: Option<String>, today: Date) {
    let answered = if answer.is_some() { Answered::Known } else { Answered::Unknown };
    let before = facts.finding(item).cloned();
    if let Some(environment) = facts.environment.as_mut().filter(|_| answer.is_none()) {
        // What nobody knows is not known from the industry either.
        Arc::make_mut(environment).findings.retain(|finding| finding.item != item);
    }
    let blank = Finding {
        id: Id::new(0),
        account: facts.account.id,
        item: item.to_owned(),
        answered,
        value: None,
        note: None,
        source: Some("what-if".to_owned()),
        method: None,
        date: today,
        confidence: None,
        by: None,
        superseded: None,
        created: None,
        updated: None,
    };
    let value = answer.map(Paragraph);
    let supposed = Finding { answered, value, date: today, ..before.unwrap_or(blank) };
    let is_own = |known: &Finding| known.id == supposed.id && known.item == supposed.item;
    match facts.findings.iter_mut().find(|known| is_own(known)) {
        Some(known) => *known = supposed,
        None => facts.findings.push(supposed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples;
    use crate::analysis::environment::Environment;

    #[test]
    fn what_is_known_of_the_industry_can_be_taken_to_be_otherwise_and_to_be_unknown() {
        let findings = vec![samples::answer(7, "trend.rivalry", "4", "2026-01-10", "yearbook")];
        let environment = Arc::new(Environment { id: 1, industry: "ICT".to_owned(), findings });
        let before = Facts { environment: Some(Arc::clone(&environment)), ..samples::sound() };
        let value = |facts: &Facts| facts.answer("trend.rivalry").and_then(|found| found.value.clone());
        assert_eq!(value(&before), Some(Paragraph("4".to_owned())));
        for (assumed, held) in [(Some("2"), Some("2")), (None, None)] {
            let mut facts = before.clone();
            answer(&mut facts, "trend.rivalry", assumed.map(str::to_owned), samples::today());
            assert_eq!(value(&facts), held.map(|held| Paragraph(held.to_owned())), "{assumed:?}");
        }
        assert_eq!(environment.findings.len(), 1, "the industry stays as it is");
    }
}
