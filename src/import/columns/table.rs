//! What a table is, from its header: which profile, what kind of rows, where each column goes.

use super::sensitive::SensitiveColumn;
use super::{
    ColumnError, Columns, Mapping, Matched, Profiles, Sensitive, Vocabulary, likely_kind, named, sensitive,
};

impl Columns {
    /// The columns of a table, which they are matched with as the user wants it.
    ///
    /// # Errors
    /// When a rule or a profile names what does not exist, or the table cannot be imported at all. What else is wrong
    /// stands beside the columns.
    pub fn of_table(header: &[String], words: Vocabulary, mapping: &Mapping) -> Result<Matched, ColumnError> {
        let names = named(header);
        let profile = mapping.profiles.of(&names, mapping.kind);
        if let (Profiles::Chosen(profiles), None, Some(kind)) = (&mapping.profiles, profile, mapping.kind) {
            let profile = profiles.first().map(|profile| profile.name.clone()).unwrap_or_default();
            return Err(ColumnError::OtherKind { profile, kind });
        }
        let kind = match (mapping.kind, profile) {
            (Some(kind), _) => kind,
            (None, Some((profile, _))) => profile.kind,
            (None, None) => likely_kind(header, words, &mapping.rules)?,
        };
        let mut matched = Self::matched(kind, header, words, mapping, profile)?;
        if mapping.sensitive == Sensitive::Refuse {
            matched.problems.splice(0..0, sensitive::refused(&matched.columns.sensitive_by_name()));
        }
        Ok(matched)
    }

    /// Columns whose names say that they hold secrets, but those that somebody leaves out.
    fn sensitive_by_name(&self) -> Vec<SensitiveColumn> {
        let columns = self.header.iter().zip(&self.basis).filter(|(_, basis)| !basis.is_left_out());
        columns
            .filter_map(|(name, _)| {
                let what = sensitive::by_name(name)?;
                Some(SensitiveColumn { name: name.clone(), what })
            })
            .collect()
    }
}
