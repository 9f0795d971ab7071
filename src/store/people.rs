//! People of all accounts at once.

use super::{Reader, StoreError};

/// What a person is known by, over all accounts.
#[derive(Clone, Debug)]
pub struct Known<'r> {
    pub account: i64,
    pub contact: i64,
    pub name: &'r str,
    pub email: Option<&'r str>,
    pub external_ids: Vec<String>,
    pub has_left: bool,
}

impl Reader<'_> {
    /// Hands everybody to `visit`, those who have left among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn each_known(&self, mut visit: impl FnMut(&Known)) -> Result<(), StoreError> {
        let mut statement = self.connection()?.prepare_cached(
            "SELECT \"account\", \"id\", \"name\", \"email\", \"external_ids\", \"left\" FROM \"contact\"",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let ids = row.get_ref(4)?.as_str_or_null().map_err(rusqlite::Error::from)?;
            visit(&Known {
                account: row.get(0)?,
                contact: row.get(1)?,
                name: row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)?.unwrap_or_default(),
                email: row.get_ref(3)?.as_str_or_null().map_err(rusqlite::Error::from)?,
                external_ids: ids.and_then(|ids| serde_json::from_str(ids).ok()).unwrap_or_default(),
                has_left: row.get::<_, Option<bool>>(5)?.unwrap_or(false),
            });
        }
        Ok(())
    }
}
