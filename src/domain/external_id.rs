//! Ids that other systems gave to a record, as `system:id`.

/// Whether a text names a system and an id of it.
#[must_use]
pub fn is_external_id(text: &str) -> bool {
    text.split_once([':', '：'])
        .is_some_and(|(system, id)| !system.trim().is_empty() && !id.trim().is_empty())
}

/// An id as it is kept: with a plain colon and nothing around it, also where it was typed as `系统：编号`. What names no
/// system stays as it is.
///
/// ```
/// use acct::domain::external_id::kept;
/// assert_eq!(kept(" crm： P0101"), "crm:P0101");
/// assert_eq!(kept("P0101"), "P0101");
/// ```
#[must_use]
pub fn kept(text: &str) -> String {
    match text.split_once([':', '：']) {
        Some((system, id)) => format!("{}:{}", system.trim(), id.trim()),
        None => text.trim().to_owned(),
    }
}

/// An id from a column that holds those of one system: `600653` as `sh:600653`. What names the system already stays.
#[must_use]
pub fn of_system(system: &str, text: &str) -> String {
    match text.split_once([':', '：']) {
        Some((named, _)) if named.trim().eq_ignore_ascii_case(system) => kept(text),
        _ => format!("{system}:{}", text.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_of_one_system_gives_it_to_its_ids_once() {
        for (cell, id) in [
            ("600653", "sh:600653"),
            ("sh:600653", "sh:600653"),
            ("SH： 600653", "SH:600653"),
            ("a:1", "sh:a:1"),
        ] {
            assert_eq!(of_system("sh", cell), id);
        }
    }
}
