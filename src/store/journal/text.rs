//! What the history keeps of a record: its known values, and in which of them two states differ.

use serde::ser::{SerializeMap as _, Serializer as _};

use crate::domain::record::{Entry, Field, Presence};
use crate::domain::value::Value;
use crate::store::StoreError;

/// The fields, beside those the program derives, in which two states of a record differ.
pub(in crate::store) fn changed_fields(before: &Entry, after: &Entry) -> Vec<&'static Field> {
    let fields = before.kind.fields();
    let values = before.values.iter().zip(&after.values);
    fields
        .iter()
        .zip(values)
        .filter(|(field, (before, after))| is_journalled(field) && before != after)
        .map(|(field, _)| field)
        .collect()
}

/// Derived values follow from other records, so the history does not keep them.
pub(in crate::store) fn is_journalled(field: &Field) -> bool {
    field.presence != Presence::Derived
}

/// Whether a value of a record is known and kept.
pub(in crate::store) fn is_kept(field: &Field, value: &Value) -> bool {
    is_journalled(field) && !value.is_empty()
}

/// Those values of a record that are wanted, as a JSON object.
pub(in crate::store) fn journal_text(
    entry: &Entry,
    is_wanted: impl Fn(&Field, &Value) -> bool,
) -> Result<String, StoreError> {
    let mut text = Vec::with_capacity(256);
    let mut serializer = serde_json::Serializer::new(&mut text);
    let write = |serializer: &mut serde_json::Serializer<&mut Vec<u8>>| -> Result<(), serde_json::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (field, value) in entry.kind.fields().iter().zip(&entry.values) {
            if is_wanted(field, value) {
                map.serialize_entry(field.name, value)?;
            }
        }
        map.end()
    };
    write(&mut serializer)
        .map_err(|error| StoreError::Sql(rusqlite::Error::ToSqlConversionFailure(error.into())))?;
    String::from_utf8(text)
        .map_err(|error| StoreError::Sql(rusqlite::Error::ToSqlConversionFailure(error.into())))
}
