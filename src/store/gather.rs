//! Several writes that are one operation of the history, as the answers of a walk are: each is kept at once, and they
//! are told and taken back as one.

use super::{Store, StoreError, Writer};
use crate::domain::kind::Kind;

/// What the writes of a store belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gathering {
    /// The kind and number of the record that the walk is about.
    about: (Kind, i64),
    /// Once something was written.
    pub(super) operation: Option<i64>,
}

/// What an operation came to that grew write by write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The kind and number of the record that it is about.
    pub about: (Kind, i64),
    /// Different questions that got an answer.
    pub questions: usize,
    /// Questions that got a note and no answer.
    pub notes: usize,
    /// Records that were added besides, and those that were changed and there before.
    pub added: usize,
    pub changed: usize,
    /// Whether a grade followed.
    pub graded: bool,
}

fn questions(finding: Kind) -> String {
    format!(
        "SELECT count(DISTINCT f.\"item\") FROM \"change\" c \
     JOIN \"{finding}\" f ON f.\"id\" BETWEEN c.\"record\" AND coalesce(c.\"through\", c.\"record\") \
     WHERE c.\"operation\" = ?1 AND c.\"kind\" = '{finding}' AND c.\"before\" IS NULL AND f.\"answered\" <> 'noted'"
    )
}

/// Notes alone, and notes that were put on what was there before.
fn notes(finding: Kind) -> String {
    format!(
        "SELECT count(DISTINCT f.\"item\") FROM \"change\" c \
     JOIN \"{finding}\" f ON f.\"id\" BETWEEN c.\"record\" AND coalesce(c.\"through\", c.\"record\") \
     WHERE c.\"operation\" = ?1 AND c.\"kind\" = '{finding}' AND (f.\"superseded\" IS NULL OR f.\"superseded\" = 0) \
     AND CASE WHEN c.\"before\" IS NULL THEN f.\"answered\" = 'noted' \
         ELSE (json_type(c.\"before\", '$.note') IS NOT NULL OR json_type(c.\"after\", '$.note') IS NOT NULL) \
         AND NOT EXISTS ( \
             SELECT 1 FROM \"change\" a WHERE a.\"operation\" = c.\"operation\" AND a.\"kind\" = '{finding}' \
             AND a.\"before\" IS NULL AND c.\"record\" BETWEEN a.\"record\" AND coalesce(a.\"through\", a.\"record\")) END"
    )
}

const ADDED: &str = "SELECT coalesce(sum(coalesce(\"through\", \"record\") - \"record\" + 1), 0) FROM \"change\" \
     WHERE \"operation\" = ?1 AND \"kind\" NOT IN ('finding', 'industry_finding', 'grade') AND \"before\" IS NULL";

const CHANGED: &str = "SELECT count(*) FROM (SELECT DISTINCT c.\"kind\", c.\"record\" FROM \"change\" c \
     WHERE c.\"operation\" = ?1 AND c.\"kind\" NOT IN ('finding', 'industry_finding') AND c.\"before\" IS NOT NULL AND NOT EXISTS ( \
         SELECT 1 FROM \"change\" a WHERE a.\"operation\" = c.\"operation\" AND a.\"kind\" = c.\"kind\" \
         AND a.\"before\" IS NULL AND c.\"record\" BETWEEN a.\"record\" AND coalesce(a.\"through\", a.\"record\")))";

const GRADES: &str = "SELECT count(*) FROM \"change\" WHERE \"operation\" = ?1 AND \"kind\" = 'grade'";

impl Store {
    /// From now on, what this store writes about an account or an industry is one operation, as long as nobody else writes in between;
    /// then a new one begins.
    pub fn gather(&mut self, about: (Kind, i64)) {
        self.gathering = Some(Gathering { about, operation: None });
    }

    /// The operation that [`Store::gather`] began, if anything was written yet.
    #[must_use]
    pub fn gathered_so_far(&self) -> Option<i64> {
        self.gathering.and_then(|gathering| gathering.operation)
    }

    /// Ends what [`Store::gather`] began; gives the operation, if anything was written.
    pub fn gathered(&mut self) -> Option<i64> {
        self.gathering.take().and_then(|gathering| gathering.operation)
    }
}

impl Writer<'_> {
    /// The operation that this write goes on with: still the newest of all.
    pub(super) fn continued(&self) -> Result<Option<i64>, StoreError> {
        let Some(number) = self.gathering.and_then(|gathering| gathering.operation) else { return Ok(None) };
        let newest: Option<i64> = self
            .connection()?
            .prepare_cached("SELECT max(\"number\") FROM \"operation\"")?
            .query_row([], |row| row.get(0))?;
        Ok(newest.filter(|newest| *newest == number))
    }

    /// What the operation came to so far, when several writes are to be one and this one changed something.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn gathered(&mut self) -> Result<Option<Gathered>, StoreError> {
        let (Some(gathering), Some(number)) = (self.gathering, self.operation) else { return Ok(None) };
        self.runs.end(self.statements.connection()?)?;
        let count = |query: &str| -> Result<usize, StoreError> {
            let count: i64 =
                self.connection()?.prepare_cached(query)?.query_row([number], |row| row.get(0))?;
            Ok(usize::try_from(count).unwrap_or(0))
        };
        let finding = if gathering.about.0 == Kind::Industry { Kind::IndustryFinding } else { Kind::Finding };
        Ok(Some(Gathered {
            about: gathering.about,
            questions: count(&questions(finding))?,
            notes: count(&notes(finding))?,
            added: count(ADDED)?,
            changed: count(CHANGED)?,
            graded: count(GRADES)? > 0,
        }))
    }
}
