//! Values of fields to and from columns.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rusqlite::Row;
use rusqlite::types::ValueRef;

use super::StoreError;
use super::cells::Cells;
use crate::domain::kind::Kind;
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Entry, Field, Misfit, Presence, Shape};
use crate::domain::value::Value;

/// The columns of a kind, in the order of its fields, after `id`.
pub(super) fn columns(kind: Kind) -> Vec<String> {
    kind.fields().iter().flat_map(columns_of).collect()
}

/// The columns of a field: money takes two.
pub(super) fn columns_of(field: &Field) -> impl Iterator<Item = String> {
    let currency = (field.shape == Shape::Money).then(|| format!("\"{}_currency\"", field.name));
    std::iter::once(format!("\"{}\"", field.name)).chain(currency)
}

/// `SELECT` of whole records of a kind, without conditions.
pub(super) fn select(kind: Kind) -> &'static str {
    static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let text = |kind: &Kind| format!("SELECT \"id\", {} FROM \"{kind}\"", columns(*kind).join(", "));
        Kind::ALL.iter().map(text).collect()
    });
    Kind::ALL.iter().position(|known| *known == kind).map_or("", |place| TEXTS[place].as_str())
}

/// The same with nothing in place of the fields that are not wanted.
pub(super) fn select_some(kind: Kind, wanted: &BTreeSet<&'static str>) -> String {
    let mut columns = vec!["\"id\"".to_owned()];
    for field in kind.fields() {
        let is_wanted = wanted.contains(field.name);
        columns.extend(columns_of(field).map(|column| if is_wanted { column } else { "NULL".to_owned() }));
    }
    format!("SELECT {} FROM \"{kind}\"", columns.join(", "))
}

/// Whether the generic code writes a field's column. Derived ones come from elsewhere.
pub(super) fn is_written(field: &Field) -> bool {
    field.presence != Presence::Derived || matches!(field.name, "created" | "updated")
}

/// Appends the columns of one value.
pub(super) fn bind(field: &Field, value: &Value, cells: &mut Cells) {
    match value {
        Value::Money(money) => {
            cells.integer(money.minor);
            cells.text(&money.currency.to_string());
        }
        Value::Empty if field.shape == Shape::Money => {
            cells.null();
            cells.null();
        }
        Value::Empty => cells.null(),
        Value::Text(value) => cells.text(value),
        Value::Integer(number) | Value::Link(number) => cells.integer(*number),
        Value::Number(number) => cells.real(*number),
        Value::YesNo(yes) => cells.integer(i64::from(*yes)),
        Value::Date(date) => cells.text(&date.to_string()),
        Value::Moment(moment) => cells.text(&moment.to_string()),
        Value::List(_) | Value::Links(_) | Value::Custom(_) | Value::Data(_) => {
            cells.text(&value.to_json().to_string());
        }
    }
}

/// Reads a row that [`select`] made.
pub(super) fn read(kind: Kind, row: &Row) -> Result<Entry, StoreError> {
    let id: i64 = row.get(0)?;
    let mut column = 1;
    let mut values = Vec::with_capacity(kind.fields().len());
    for field in kind.fields() {
        let value = read_value(field, row, column)?.ok_or(Misfit::Value { kind, id, field: field.name })?;
        column += if field.shape == Shape::Money { 2 } else { 1 };
        values.push(value);
    }
    Ok(Entry { kind, id, values })
}

fn read_value(field: &Field, row: &Row, column: usize) -> Result<Option<Value>, rusqlite::Error> {
    let cell = row.get_ref(column)?;
    if cell == ValueRef::Null {
        return Ok(Some(Value::Empty));
    }
    if let Some(number) = match cell {
        ValueRef::Integer(number) => Some(number),
        _ => None,
    } {
        #[expect(clippy::cast_precision_loss, reason = "a whole number in a column of fractions")]
        return Ok(match field.shape {
            Shape::Integer { .. } | Shape::Year => Some(Value::Integer(number)),
            Shape::Link(_) => Some(Value::Link(number)),
            Shape::YesNo => Some(Value::YesNo(number != 0)),
            Shape::Number | Shape::Percent => Some(Value::Number(number as f64)),
            Shape::Money => read_money(number, row, column + 1)?,
            _ => None,
        });
    }
    if let ValueRef::Real(number) = cell {
        let fits = matches!(field.shape, Shape::Number | Shape::Percent);
        return Ok(fits.then_some(Value::Number(number)));
    }
    let Ok(text) = cell.as_str() else { return Ok(None) };
    Ok(match field.shape {
        Shape::Text | Shape::Paragraph | Shape::Own | Shape::Choice(_) => Some(Value::Text(text.to_owned())),
        Shape::Date => text.parse().ok().map(Value::Date),
        Shape::Moment => text.parse().ok().map(Value::Moment),
        Shape::List | Shape::Choices(_) | Shape::Links(_) | Shape::Custom | Shape::Data => {
            serde_json::from_str(text).ok().and_then(|json| Value::from_json(&field.shape, &json))
        }
        _ => None,
    })
}

fn read_money(minor: i64, row: &Row, column: usize) -> Result<Option<Value>, rusqlite::Error> {
    let currency: Option<String> = row.get(column)?;
    Ok(currency
        .and_then(|code| code.parse::<Currency>().ok())
        .map(|currency| Value::Money(Money { minor, currency })))
}
