//! What a table is, from its header and first rows: which profile, what kind of rows, where each column goes.

use super::sensitive::{self, SensitiveColumn};
use super::{
    ColumnError, Columns, Mapping, Matched, Profiles, Rule, Sensitive, Vocabulary, likely_kind, named,
    refuse_export,
};
use crate::domain::kind::Kind;
use crate::import::row::StringRecord;

/// How many rows are looked at to see what the columns hold.
pub const SAMPLED: usize = 500;

/// What is known of a table before its rows are read.
#[derive(Clone, Copy, Debug)]
pub struct Head<'h> {
    /// What the table is called.
    pub name: &'h str,
    pub header: &'h [String],
    /// What the file itself says the rows are.
    pub stated: Option<Kind>,
    /// The first rows.
    pub sample: &'h [StringRecord],
}

/// What a table of a file is called: by its sheet or section, where there are several.
#[must_use]
pub fn table_named(file: &str, part: Option<&str>) -> String {
    part.map_or_else(|| file.to_owned(), |part| format!("{file}[{part}]"))
}

impl Columns {
    /// The columns of a table, matched as the user wants it.
    ///
    /// # Errors
    /// When a rule or a profile names what does not exist, or the table cannot be imported at all. What else is wrong
    /// stands beside the columns.
    pub fn of_table(head: Head, words: Vocabulary, mapping: &Mapping) -> Result<Matched, ColumnError> {
        let rules: Vec<Rule> =
            mapping.rules.iter().filter(|rule| rule.concerns(head.name)).cloned().collect();
        let wanted = mapping.kind.or(head.stated);
        let profile = mapping.profiles.of(&named(head.header), wanted);
        if let (Profiles::Chosen(profiles), None, Some(kind)) = (&mapping.profiles, profile, wanted) {
            let profile = profiles.first().map(|profile| profile.name.clone()).unwrap_or_default();
            return Err(ColumnError::OtherKind { profile, kind });
        }
        let kind = match (wanted, profile) {
            (Some(kind), _) => kind,
            (None, Some((profile, _))) => profile.kind,
            (None, None) => likely_kind(head.header, words, &rules)?,
        };
        refuse_export(kind, words)?;
        let mut matched = Self::matched(kind, head.header, words, (&rules, mapping.unmatched), profile)?;
        matched.columns.kind_guessed = wanted.is_none();
        if mapping.sensitive == Sensitive::Refuse {
            let refused = sensitive::refused(&matched.columns.sensitive(head.sample));
            matched.problems.splice(0..0, refused);
        }
        Ok(matched)
    }

    /// Columns that hold secrets by their name or by their values, but those that somebody leaves out.
    pub(in crate::import) fn sensitive(&self, sample: &[StringRecord]) -> Vec<SensitiveColumn> {
        let columns = self.header.iter().zip(&self.basis).enumerate();
        let heard = columns.filter(|(_, (_, basis))| !basis.is_left_out());
        heard
            .filter_map(|(column, (name, _))| {
                let cells = sample.iter().filter_map(|row| row.get(column));
                let what = sensitive::by_name(name).or_else(|| sensitive::by_values(cells))?;
                Some(SensitiveColumn { name: name.clone(), what })
            })
            .collect()
    }
}
