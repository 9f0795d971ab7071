//! Operations after one that forbid taking it back, as records lead to what it made, or as what its records led to is gone.

use rusqlite::Connection;

use super::StoreError;
use crate::domain::kind::Kind;
use crate::domain::record::Shape;

/// Operations after this one that let other records point at those of a kind that this one made.
pub(super) fn pointing_operations(
    connection: &Connection,
    number: i64,
    kind: Kind,
) -> Result<Vec<i64>, StoreError> {
    let mut operations = Vec::new();
    for (pointing, field) in kind.references().filter(|(_, field)| field.name != "account") {
        let made = |value: &str| {
            format!(
                "made.\"operation\" = ?1 AND made.\"kind\" = ?2 AND made.\"before\" IS NULL \
                 AND {value} >= made.\"record\" AND {value} <= coalesce(made.\"through\", made.\"record\")"
            )
        };
        let points = if field.shape.is_several() {
            // What a list names is in the same account, so only the accounts of what was made are looked at.
            format!(
                "SELECT r.\"id\" FROM \"{pointing}\" r CROSS JOIN json_each(r.\"{0}\") named CROSS JOIN \"change\" made \
                 WHERE r.\"account\" IN (SELECT \"account\" FROM \"change\" WHERE \"operation\" = ?1 AND \"kind\" = ?2) \
                 AND r.\"{0}\" IS NOT NULL AND {1}",
                field.name,
                made("named.value")
            )
        } else {
            format!(
                "SELECT r.\"id\" FROM \"change\" made CROSS JOIN \"{pointing}\" r WHERE {}",
                made(&format!("r.\"{}\"", field.name))
            )
        };
        // Creating a record does not point anywhere when a later change, still in force, set the field.
        let sets = format!(
            "(c.\"after\" ->> '{0}' IS NOT NULL OR c.\"before\" IS NULL AND NOT EXISTS (SELECT 1 FROM \"change\" d \
             JOIN \"operation\" o ON o.\"number\" = d.\"operation\" \
             AND o.\"undoes\" IS NULL AND o.\"undone_by\" IS NULL \
             WHERE d.\"kind\" = '{pointing}' AND d.\"record\" = points.\"id\" AND d.\"id\" > c.\"id\" \
             AND json_type(d.\"before\", '$.{0}') IS NOT NULL))",
            field.name
        );
        let mut statement = connection.prepare_cached(&format!(
            "WITH points AS MATERIALIZED ({points}) \
             SELECT c.\"operation\" FROM points CROSS JOIN \"change\" c \
             ON c.\"kind\" = '{pointing}' AND c.\"record\" = points.\"id\" WHERE c.\"operation\" > ?1 AND {sets} \
             UNION \
             SELECT c.\"operation\" FROM points CROSS JOIN \"change\" c \
             ON c.\"through\" IS NOT NULL AND c.\"kind\" = '{pointing}' \
             AND points.\"id\" BETWEEN +c.\"record\" AND c.\"through\" WHERE c.\"operation\" > ?1 AND {sets}",
        ))?;
        for operation in statement.query_map((number, kind.name()), |row| row.get::<_, i64>(0))? {
            operations.push(operation?);
        }
    }
    Ok(operations)
}

/// Operations after this one that removed what records of a kind led to before this one.
pub(super) fn removing_operations(
    connection: &Connection,
    number: i64,
    kind: Kind,
) -> Result<Vec<i64>, StoreError> {
    let mut operations = Vec::new();
    for field in kind.fields() {
        let (Shape::Link(to) | Shape::Links(to)) = field.shape else { continue };
        let mut statement = connection.prepare_cached(&format!(
            "SELECT gone.\"operation\" FROM \"change\" earlier \
             CROSS JOIN json_each(earlier.\"before\", '$.{0}') named CROSS JOIN \"change\" gone \
             ON gone.\"kind\" = '{to}' AND gone.\"record\" = named.\"atom\" AND gone.\"operation\" > ?1 \
             AND gone.\"before\" IS NOT NULL AND gone.\"after\" IS NULL \
             WHERE earlier.\"operation\" = ?1 AND earlier.\"kind\" = '{kind}' AND earlier.\"before\" IS NOT NULL",
            field.name
        ))?;
        for operation in statement.query_map([number], |row| row.get::<_, i64>(0))? {
            operations.push(operation?);
        }
    }
    Ok(operations)
}
