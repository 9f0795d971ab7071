//! What a person decided about a row that looked like a record which is there: it is another one, and is not shown as a look-alike again.

use super::{Mismatch, Stop};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::ops::dupes::distinction;
use crate::store::Writer;

/// Refuses to tell a record apart from itself.
pub(super) fn refuse_itself(entry: &Entry, written: &str) -> Result<(), Mismatch> {
    let one = match entry.kind {
        Kind::AccountDistinction => "account",
        Kind::ContactDistinction => "contact",
        _ => return Ok(()),
    };
    let is_itself = entry.get(one).as_integer() == entry.get("other").as_integer();
    if is_itself { Err(Mismatch::Itself { name: written.to_owned() }) } else { Ok(()) }
}

/// Notes that a new account, or person, is not the one that its row looked like.
pub(super) fn distinguish(writer: &mut Writer, kind: Kind, new: i64, other: i64) -> Result<(), Stop> {
    let noted = match kind {
        Kind::Account => Kind::AccountDistinction,
        Kind::Contact => Kind::ContactDistinction,
        _ => return Ok(()),
    };
    let Some(other) = writer.read().find(kind, other)?.filter(|other| other.id != new) else { return Ok(()) };
    let new = writer.read().get(kind, new)?;
    writer.insert(&mut distinction(noted, &new, &other, writer.user()))?;
    Ok(())
}
