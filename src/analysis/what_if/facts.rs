//! Records of an account put in the place of what is known of it, in memory alone.

use crate::analysis::facts::{Facts, each_kind_of_fact};
use crate::domain::account::Account;
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Misfit, Record};
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
