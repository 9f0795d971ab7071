//! Which column of the file a fault of a row is about.

use super::{Mismatch, Stop};
use crate::import::columns::{Columns, Target};
use crate::import::drafts::Draft;

/// Refuses a row that leaves out what its record must have.
pub(super) fn refuse_missing(draft: &Draft, columns: &Columns) -> Result<(), Stop> {
    let kind = draft.entry.kind;
    for (field, value) in kind.fields().iter().zip(&draft.entry.values) {
        if field.is_required()
            && value.is_empty()
            && !draft.links.iter().any(|link| link.field.name == field.name)
        {
            return Err(Stop::from(Mismatch::Missing).at(filling(columns, field.name)));
        }
    }
    Ok(())
}

/// The heading of a column.
pub(super) fn column_name(columns: &Columns, column: usize) -> &str {
    columns.header.get(column).map_or("", String::as_str)
}

/// The column that fills a field; the field itself where none does.
pub(super) fn filling<'c>(columns: &'c Columns, field: &'c str) -> &'c str {
    let fills = |targets: &Vec<Target>| targets.iter().any(|target| target.name() == field);
    columns.targets.iter().position(fills).map_or(field, |column| column_name(columns, column))
}
