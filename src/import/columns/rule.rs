//! What the user says about a column: `--map "Header=field"`.

use super::{ColumnError, Target, Vocabulary, plain, quoted};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::Language;
use crate::domain::person_name::NamePart;
use crate::domain::record::Shape;

/// Where the cells of one column go. Several rules for one column send its cells to several places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    header: String,
    /// The field, and for external ids the system that the cells come from. Empty to leave the column out.
    field: String,
    system: Option<String>,
    /// The table that it is for; all of them without it.
    table: Option<String>,
}

impl Rule {
    /// Reads `Header=field`, `Header=external_ids:system`, or `Header=` to leave the column out.
    ///
    /// # Errors
    /// When there is no `=`, or nothing before it.
    pub fn parse(text: &str) -> Result<Self, ColumnError> {
        let not_a_rule = || ColumnError::NotARule { text: text.to_owned() };
        let (header, field) = text.rsplit_once('=').ok_or_else(not_a_rule)?;
        if header.trim().is_empty() {
            return Err(not_a_rule());
        }
        Ok(Self::of(header, field))
    }

    /// The rule that sends a column to what a target names, as a profile or a person at a screen says it.
    #[must_use]
    pub fn of(header: &str, field: &str) -> Self {
        let (field, system) = match field.split_once([':', '：']) {
            Some((field, system)) if !field.starts_with(super::OWN) => {
                (field, Some(system.trim().to_owned()).filter(|system| !system.is_empty()))
            }
            _ => (field, None),
        };
        Self { header: header.trim().to_owned(), field: field.trim().to_owned(), system, table: None }
    }

    /// The rule for one table alone.
    #[must_use]
    pub fn within(self, table: &str) -> Self {
        Self { table: Some(table.to_owned()), ..self }
    }

    /// The rule for another table where it is for this one or a part of it.
    #[must_use]
    pub fn moved(self, from: &str, to: &str) -> Self {
        let rest = self.table.as_ref().and_then(|table| table.strip_prefix(from));
        match rest.filter(|rest| rest.is_empty() || rest.starts_with('[')) {
            Some(rest) => Self { table: Some(format!("{to}{rest}")), ..self },
            None => self,
        }
    }

    /// What it says of the column, as it is written.
    pub(in crate::import) fn said(&self) -> &str {
        &self.field
    }

    /// Whether this is the column that the rule is about.
    pub(in crate::import) fn names(&self, header: &str) -> bool {
        let wanted = plain(&self.header);
        self.header == header.trim() || !wanted.is_empty() && wanted == plain(header)
    }

    pub(super) fn concerns_all(&self) -> bool {
        self.table.is_none()
    }

    /// Whether the column goes somewhere.
    pub(super) fn fills(&self) -> bool {
        !self.field.is_empty()
    }

    pub(super) fn concerns(&self, table: &str) -> bool {
        self.table.as_ref().is_none_or(|own| own == table)
    }

    /// Whether it is for this table, or a part of it, alone.
    #[must_use]
    pub fn is_within(&self, table: &str) -> bool {
        let rest = self.table.as_ref().and_then(|own| own.strip_prefix(table));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
    }

    /// Whether two rules are about the same column of the same table.
    #[must_use]
    pub fn is_about_the_column_of(&self, other: &Self) -> bool {
        self.header == other.header && self.table == other.table
    }

    /// Where the cells go; nowhere for a column that is left out.
    pub(super) fn target(&self, kind: Kind, words: Vocabulary) -> Result<Option<Target>, ColumnError> {
        if self.field.is_empty() {
            return Ok(None);
        }
        if let Some(name) = self.field.strip_prefix(super::OWN)
            && words.schema.field(kind, name).is_none_or(|field| !field.custom)
        {
            return Ok(Some(Target::Own { name: name.to_owned() }));
        }
        let part = NamePart::ALL.into_iter().find(|part| part.as_str() == self.field);
        if let Some(part) = part.filter(|_| kind == Kind::Contact && self.system.is_none()) {
            return Ok(Some(Target::NamePart(part)));
        }
        let name = self.field.strip_prefix(super::OWN).unwrap_or(&self.field);
        if self.system.is_none()
            && words.given_field(kind, name).is_none()
            && super::currency::is_meant(kind, name, words)
        {
            return Ok(Some(Target::Currency));
        }
        match (words.given_field(kind, name), &self.system) {
            (Some(field), None) => Ok(Some(Target::Field(field.clone()))),
            (Some(field), Some(system)) if field.name == "external_ids" => {
                Ok(Some(Target::ExternalId { system: system.clone() }))
            }
            (Some(field), Some(system)) if field.shape == Shape::Link(Kind::Account) => {
                Ok(Some(Target::Linked { field: field.clone(), system: system.clone() }))
            }
            _ => Err(self.unknown_field(kind, words)),
        }
    }

    fn unknown_field(&self, kind: Kind, words: Vocabulary) -> ColumnError {
        let fields = words.schema.fields(kind).filter(|field| field.is_given()).map(|field| field.name);
        let currency = super::has_amounts(kind, words).then_some(super::currency::CURRENCY);
        let known: Vec<&str> = fields.chain(currency).collect();
        let field = match &self.system {
            Some(system) => format!("{}:{system}", self.field),
            None => self.field.clone(),
        };
        let in_chinese = words.labels.kind(kind, Language::Chinese);
        ColumnError::UnknownField { kind, field, known: known.join(", "), in_chinese }
    }

    /// The columns of this name, compared as written, then without case, width and spacing, then without punctuation.
    pub(super) fn columns(&self, header: &[String]) -> Result<Vec<usize>, ColumnError> {
        let places = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
            header.iter().enumerate().filter(|(_, name)| is_it(name)).map(|(place, _)| place).collect()
        };
        let exact = places(&|name| name == self.header);
        let folded = || places(&|name| fold(name) == fold(&self.header));
        let bare = || places(&|name| !plain(name).is_empty() && plain(name) == plain(&self.header));
        let found = Some(exact).filter(|found| !found.is_empty());
        let found = found.or_else(|| Some(folded()).filter(|found| !found.is_empty())).unwrap_or_else(bare);
        if found.is_empty() {
            return Err(ColumnError::UnknownHeader {
                header: self.header.clone(),
                known: quoted(header.iter().map(String::as_str)),
            });
        }
        Ok(found)
    }
}
