//! Which column of the file a fault of a row is about.

use super::{Mismatch, Stop};
use crate::import::columns::{Columns, Target};
use crate::import::drafts::{Draft, Link};

/// Refuses a row that leaves out what its record must have.
pub(super) fn refuse_missing(draft: &Draft, columns: &Columns) -> Result<(), Stop> {
    let kind = draft.entry.kind;
    for (field, value) in kind.fields().iter().zip(&draft.entry.values) {
        if field.is_required()
            && value.is_empty()
            && !draft.links.iter().any(|link| link.field.name == field.name)
        {
            let missing = if field.name == "account" { Mismatch::NoneNamed } else { Mismatch::Missing };
            return Err(Stop::from(missing).at(filling(columns, field.name)));
        }
    }
    Ok(())
}

/// What names a link in the file: its column, or the field where no column does.
pub(super) fn link_name<'c>(columns: &'c Columns, link: &'c Link) -> &'c str {
    link.column.map_or(link.field.name, |column| column_name(columns, column))
}

/// The heading of a column.
fn column_name(columns: &Columns, column: usize) -> &str {
    columns.header.get(column).map_or("", String::as_str)
}

/// The column that fills a field; the field itself where none does.
pub(super) fn filling<'c>(columns: &'c Columns, field: &'c str) -> &'c str {
    let fills = |targets: &Vec<Target>| targets.iter().any(|target| target.name() == field);
    columns.targets.iter().position(fills).map_or(field, |column| column_name(columns, column))
}
