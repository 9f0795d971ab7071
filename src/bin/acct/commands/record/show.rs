//! `show`: one record with everything it holds.

use acct::domain::kind::Kind;
use acct::domain::record::{Entry, Field};

use crate::context::Context;
use crate::display;

/// Prints a record. The personal file only when asked for.
pub(crate) fn run(context: &mut Context, entry: &Entry, personal: bool) -> anyhow::Result<()> {
    let fields: Vec<Field> =
        context.schema.fields(entry.kind).filter(|field| personal || !field.private).cloned().collect();
    let mut sheet = display::sheet(context, entry.kind, std::slice::from_ref(entry), &fields)?;
    match entry.kind {
        Kind::Project => crate::commands::project::standing::add(context, entry, &mut sheet)?,
        Kind::Industry => crate::commands::industry::known::add(context, entry, &mut sheet)?,
        Kind::Feedback => crate::commands::voice::actions::add(context, entry, &mut sheet)?,
        _ => {}
    }
    display::print_record(context, &sheet)
}
