//! Which column of the file a fault of a row is about.

use super::Stop;
use crate::import::columns::Columns;
use crate::import::drafts::{Draft, Link, MissingValue};

/// Refuses a row that leaves out what its record must have.
pub(super) fn refuse_missing(draft: &Draft, columns: &Columns) -> Result<(), Stop> {
    let Some(field) = draft.missing() else { return Ok(()) };
    let missing = if draft.untold().is_none() && !columns.fills(field.name) {
        MissingValue::Unknown { field: field.name }
    } else {
        MissingValue::of(field)
    };
    Err(Stop::from(missing).at(columns.filling(field.name)))
}

/// What names a link in the file: its column, or the field where no column does.
pub(super) fn link_name<'c>(columns: &'c Columns, link: &'c Link) -> &'c str {
    link.column.map_or(link.field.name, |column| column_name(columns, column))
}

/// The heading of a column.
fn column_name(columns: &Columns, column: usize) -> &str {
    columns.header.get(column).map_or("", String::as_str)
}
