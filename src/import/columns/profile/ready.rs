//! The profiles that come with the program, one file for each program whose exports they read.

use super::{Profile, read};
use crate::import::columns::{Authority, Vocabulary};

const FILES: &[(&str, &str)] = &[
    ("salesforce.yaml", include_str!("../profiles/salesforce.yaml")),
    ("hubspot.yaml", include_str!("../profiles/hubspot.yaml")),
    ("pipedrive.yaml", include_str!("../profiles/pipedrive.yaml")),
    ("zoho.yaml", include_str!("../profiles/zoho.yaml")),
    ("dynamics.yaml", include_str!("../profiles/dynamics.yaml")),
    ("odoo.yaml", include_str!("../profiles/odoo.yaml")),
    ("google.yaml", include_str!("../profiles/google.yaml")),
    ("outlook.yaml", include_str!("../profiles/outlook.yaml")),
    ("linkedin.yaml", include_str!("../profiles/linkedin.yaml")),
    ("registers.yaml", include_str!("../profiles/registers.yaml")),
];

/// All of them. What a user's playbook removes from the fields is left out of them, too.
#[must_use]
pub fn ready(words: Vocabulary) -> Vec<Profile> {
    let read = FILES.iter().map(|(file, text)| read(file, "", text, words));
    let profiles = read.filter_map(Result::ok).flatten();
    profiles.map(|profile| Profile { by: Authority::ReadyProfile, ..profile }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::Schema;
    use crate::playbook::Labels;

    #[test]
    fn every_ready_file_can_be_read() {
        let (schema, labels) = (Schema::default(), Labels::default());
        for (file, text) in FILES {
            let read = read(file, "", text, Vocabulary { schema: &schema, labels: &labels });
            assert!(read.is_ok_and(|profiles| !profiles.is_empty()), "{file}");
            assert!(text.starts_with("# "), "{file} says where its facts are from");
        }
    }
}
