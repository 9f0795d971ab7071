//! The order of a list as SQL.

use super::conditions::{own_part, own_path};
use super::{Query, Sort};
use crate::domain::record::Shape;

/// Unknown values come last; ties go by number.
pub(super) fn order(query: &Query) -> String {
    let mut keys: Vec<String> = query.sort.iter().map(sort_key).collect();
    // Ties in the direction of the last key, so that an index can serve the whole order.
    let descending = query.sort.last().is_some_and(|sort| sort.descending);
    keys.push(format!("\"id\"{}", if descending { " DESC" } else { "" }));
    format!(" ORDER BY {}", keys.join(", "))
}

fn sort_key(sort: &Sort) -> String {
    let direction = if sort.descending { " DESC NULLS LAST" } else { " NULLS LAST" };
    let column = if sort.field.custom {
        let held = format!("\"custom\" ->> '{}'", own_path(sort.field.name).replace('\'', "''"));
        if sort.field.shape == Shape::Own { format!("CAST({held} AS TEXT)") } else { held }
    } else {
        format!("\"{}\"", sort.field.name)
    };
    match sort.field.shape {
        Shape::Choice(choices) => {
            let cases = choices.values.iter().enumerate();
            let cases: Vec<String> =
                cases.map(|(position, value)| format!("WHEN '{value}' THEN {position}")).collect();
            format!("CASE {column} {} END{direction}", cases.join(" "))
        }
        Shape::Text | Shape::Paragraph => format!("fold({column}){direction}"),
        Shape::Own => format!("number_in({column}){direction}, fold({column}){direction}"),
        Shape::Money if sort.field.custom => {
            let part =
                |part| format!("\"custom\" ->> '{}'", own_part(sort.field.name, part).replace('\'', "''"));
            format!(
                "{}{direction}, CAST({} AS DOUBLE PRECISION){direction}",
                part("currency"),
                part("amount")
            )
        }
        Shape::Money => format!("\"{}_currency\"{direction}, {column}{direction}", sort.field.name),
        _ => format!("{column}{direction}"),
    }
}
