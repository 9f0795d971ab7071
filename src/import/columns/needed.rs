//! What a row has to say, and what tells it otherwise.

use crate::domain::kind::Kind;
use crate::domain::record::Field;

/// Whether a row has to give a field: every record has it, and the playbook does not know it by what else the row says, as it knows
/// the stage that a signal speaks for.
pub(in crate::import) fn has_to_be_given(kind: Kind, field: &Field) -> bool {
    field.is_required() && (kind, field.name) != (Kind::Signal, "stage")
}

/// The fields that tell what a row need not say of a record that is there: what it is called and whose it is, by its ids and keys.
pub(in crate::import) fn telling(kind: Kind, field: &Field) -> &'static [&'static str] {
    match (kind, field.name) {
        (Kind::Account, "name") => &["external_ids", "credit_code", "website", "email", "phone"],
        (Kind::Contact, "name" | "account") => &["external_ids", "email"],
        _ => &[],
    }
}
