//! Records of an account that share what they are known by, so that an export can tell them apart.

use std::collections::HashMap;

use super::{Store, StoreError};
use crate::domain::identity::{is_called_by_name, key_fields};
use crate::domain::kind::Kind;
use crate::domain::record::{Field, Shape};

impl Store {
    /// The place of each record that is not the first of its account to be known as it is, by its number. Empty for kinds
    /// whose records have no name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn namesakes(&self, kind: Kind) -> Result<HashMap<i64, usize>, StoreError> {
        if !is_called_by_name(kind) {
            return Ok(HashMap::new());
        }
        self.places(kind, key_fields(kind))
    }

    /// The place of each record that is not the first of its account to have its title, by its number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn titled_alike(&self, kind: Kind) -> Result<HashMap<i64, usize>, StoreError> {
        self.places(kind, kind.field(kind.title_field()).into_iter())
    }

    fn places(
        &self,
        kind: Kind,
        fields: impl Iterator<Item = &'static Field>,
    ) -> Result<HashMap<i64, usize>, StoreError> {
        let known_by = fields.map(|field| match field.shape {
            Shape::Text | Shape::Paragraph => format!("fold(\"{}\")", field.name),
            _ => format!("\"{}\"", field.name),
        });
        let account = kind.belongs_to_account().then(|| "\"account\"".to_owned());
        let known_by: Vec<String> = account.into_iter().chain(known_by).collect();
        let text = format!(
            "SELECT \"id\", \"place\" FROM (SELECT \"id\", row_number() OVER (PARTITION BY {} ORDER BY \"id\") AS \"place\" \
             FROM \"{kind}\") AS \"placed\" WHERE \"place\" > 1",
            known_by.join(", ")
        );
        let mut statement = self.connection.prepare_cached(&text)?;
        let rows = statement.query_map([], |row| {
            let place: i64 = row.get(1)?;
            Ok((row.get(0)?, usize::try_from(place).unwrap_or(1)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
