//! What is done to sheets made by hand: headings in both languages, bars, columns that say nothing taken out.

use acct::domain::language::pick;
use acct::export::{Cell, Column, Format, Sheet};
use serde_json::{Map, Value as Json};

use crate::context::Context;
use crate::display;

/// Columns with their key and their headings in English and Chinese.
pub(crate) fn named_columns(context: &Context, named: &[(&str, &str, &str)]) -> Vec<Column> {
    let column = |(key, english, chinese): &(&str, &str, &str)| Column {
        key: (*key).to_owned(),
        label: pick(context.language, english, chinese).to_owned(),
    };
    named.iter().map(column).collect()
}

/// A percentage as a bar of twenty cells.
pub(crate) fn bar(percent: f64) -> String {
    const CELLS: u8 = 20;
    let filled =
        (1..=CELLS).filter(|cell| percent >= f64::from(*cell) * 100.0 / f64::from(CELLS) - 1e-9).count();
    // Something is never nothing, to the eye.
    let filled = if percent > 0.0 { filled.max(1) } else { 0 };
    "█".repeat(filled) + &"░".repeat(usize::from(CELLS) - filled)
}

/// Only these columns, in this order.
pub(crate) fn only(sheet: &Sheet, keys: &[&str]) -> Sheet {
    let positions: Vec<usize> =
        keys.iter().filter_map(|key| sheet.columns.iter().position(|column| column.key == *key)).collect();
    at(sheet, &positions)
}

/// All but these columns.
pub(crate) fn without(sheet: &Sheet, keys: &[&str]) -> Sheet {
    let kept = |(_, column): &(usize, &Column)| !keys.contains(&column.key.as_str());
    at(
        sheet,
        &sheet.columns.iter().enumerate().filter(kept).map(|(position, _)| position).collect::<Vec<_>>(),
    )
}

/// With these headings, by the keys of columns, in English and Chinese.
pub(crate) fn headed(context: &Context, mut sheet: Sheet, named: &[(&str, &str, &str)]) -> Sheet {
    for column in &mut sheet.columns {
        if let Some((_, english, chinese)) = named.iter().find(|(key, ..)| *key == column.key) {
            pick(context.language, english, chinese).clone_into(&mut column.label);
        }
    }
    sheet
}

/// In a table, without the columns that hold nothing; data keeps all its keys.
pub(crate) fn without_empty_columns(context: &Context, sheet: Sheet) -> Sheet {
    if !matches!(context.format(), Format::Table | Format::Markdown) {
        return sheet;
    }
    let filled = |position: &usize| {
        sheet.rows.iter().any(|row| row.get(*position).is_some_and(|cell| !cell.text.is_empty()))
    };
    let kept: Vec<bool> = (0..sheet.columns.len()).map(|position| filled(&position)).collect();
    narrowed(sheet, &kept)
}

/// The sheet without the columns that are not kept; of the others nothing is copied, as there may be many rows.
fn narrowed(mut sheet: Sheet, kept: &[bool]) -> Sheet {
    fn retain<T>(all: &mut Vec<T>, kept: &[bool]) {
        let mut kept = kept.iter();
        all.retain(|_| kept.next() == Some(&true));
    }
    retain(&mut sheet.columns, kept);
    for row in &mut sheet.rows {
        retain(row, kept);
    }
    sheet
}

fn at(sheet: &Sheet, positions: &[usize]) -> Sheet {
    Sheet {
        columns: positions.iter().filter_map(|at| sheet.columns.get(*at)).cloned().collect(),
        rows: sheet
            .rows
            .iter()
            .map(|row| positions.iter().filter_map(|at| row.get(*at)).cloned().collect())
            .collect(),
    }
}

/// The rows as JSON objects, for data within data.
pub(crate) fn objects(sheet: &Sheet) -> Vec<Json> {
    let object = |row: &Vec<Cell>| {
        let pairs =
            sheet.columns.iter().zip(row).map(|(column, cell)| (column.key.clone(), cell.data.clone()));
        Json::Object(pairs.collect::<Map<String, Json>>())
    };
    sheet.rows.iter().map(object).collect()
}

/// For `--format ids`, what the first column holds is what names the rows.
pub(crate) fn first_column_as_id(context: &Context, mut sheet: Sheet) -> Sheet {
    if let (Format::Ids, Some(first)) = (context.format(), sheet.columns.first_mut()) {
        "id".clone_into(&mut first.key);
    }
    sheet
}

/// Prints one record whose values may hold further data.
pub(crate) fn print_data(context: &Context, record: Vec<(&str, Json)>) -> anyhow::Result<()> {
    let (columns, row) = record
        .into_iter()
        .map(|(key, data)| {
            let data = without_noise(data);
            let text = match &data {
                Json::Null => String::new(),
                Json::String(text) => text.clone(),
                other => other.to_string(),
            };
            (Column { key: key.to_owned(), label: key.to_owned() }, Cell { data, text })
        })
        .unzip();
    display::print_record(context, &Sheet { columns, rows: vec![row] })
}

/// Fractions to a millionth, so that no digits are told that come of how they are computed.
fn without_noise(data: Json) -> Json {
    match data {
        Json::Number(number) if number.is_f64() => match number.as_f64() {
            Some(fraction) if fraction.abs() < 1e9 => Json::from((fraction * 1e6).round() / 1e6 + 0.0),
            _ => Json::Number(number),
        },
        Json::Array(items) => items.into_iter().map(without_noise).collect(),
        Json::Object(object) => object.into_iter().map(|(key, data)| (key, without_noise(data))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_told_without_the_noise_of_their_computation() {
        let data = serde_json::json!({"gap": [0.899_999_999_999_999_9, -33.333_333_333_333_33, 7, "0.1000"]});
        let told = serde_json::json!({"gap": [0.9, -33.333_333, 7, "0.1000"]});
        assert_eq!(without_noise(data), told);
    }

    #[test]
    fn a_bar_is_full_only_at_a_hundred_and_empty_only_at_nothing() {
        for (percent, filled) in [(0.0, 0), (0.1, 1), (5.0, 1), (9.9, 1), (10.0, 2), (99.9, 19), (100.0, 20)]
        {
            let bar = bar(percent);
            assert_eq!(bar.chars().filter(|cell| *cell == '█').count(), filled, "{percent}");
            assert_eq!(bar.chars().count(), 20);
        }
    }
}
