//! Columns that hold a part of a person's name.

use crate::domain::kind::Kind;
use crate::domain::person_name::NamePart;
use crate::playbook::vocabulary::plain;

/// The part of a person's name that a column holds.
pub(super) fn of(kind: Kind, name: &str) -> Option<NamePart> {
    const NAMES: [(NamePart, &[&str]); 3] = [
        (
            NamePart::Given,
            &[
                "given_name", "First Name", "Forename", "First", "名", "名字（名）", "Vorname", "Prénom",
                "Prenom",
            ],
        ),
        (NamePart::Middle, &["middle_name", "Additional Name", "Middle", "中间名"]),
        (
            NamePart::Family,
            &[
                "family_name", "Last Name", "Surname", "Last", "姓", "姓氏", "Nachname", "Nom de famille",
                "Nom",
            ],
        ),
    ];
    let wanted = plain(name);
    let of_people = NAMES.into_iter().filter(|_| kind == Kind::Contact && !wanted.is_empty());
    of_people
        .into_iter()
        .find(|(_, names)| names.iter().any(|name| plain(name) == wanted))
        .map(|(part, _)| part)
}
