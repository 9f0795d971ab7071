//! Lists and records on the terminal, and through the exporters in every other format. Sole home of comfy-table.

mod hits;
mod wrap;

use std::io::Write;

use acct::export::{self, Column, Format, Sheet, harmless};
use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, LineStyle, Row, Table, TableStyle, Width,
};
use serde_json::Value as Json;

pub(crate) use hits::with_hits;
pub(crate) use wrap::{hanging, width_of, wrap};

/// Blanks between two columns.
const GAP: u16 = 2;
/// No table is drawn for a terminal narrower than this.
const NARROWEST: u16 = 20;
/// What a column of words needs to be readable.
const NARROW: u16 = 8;
/// The longest word that is kept in one piece where there is room.
const LONG_WORD: u16 = 16;
/// Rows that are laid out at a time, so that a long list needs little memory beside its own.
const ROWS_AT_A_TIME: usize = 1000;
/// A line under the header and no other.
const UNDERLINED: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// Prints a list: a table that fits in `width` columns, or data. An empty table prints nothing. Where the columns are
/// too many for the width, each row is printed as a record.
///
/// # Errors
/// When `out` fails, or the list has no form in the format.
pub(crate) fn list(sheet: &Sheet, format: Format, width: u16, out: &mut dyn Write) -> anyhow::Result<()> {
    if format != Format::Table {
        return Ok(export::write_list(format, sheet, out)?);
    }
    let alignments: Vec<CellAlignment> =
        (0..sheet.columns.len()).map(|column| alignment(sheet, column)).collect();
    if sheet.rows.is_empty() {
        return Ok(());
    }
    let natural = natural_widths(sheet);
    let width_at_hand = width.max(NARROWEST);
    let unbroken = fit(&natural, &least_widths(sheet, &natural, &alignments, LONG_WORD), width_at_hand);
    let broken = || fit(&natural, &least_widths(sheet, &natural, &alignments, NARROW), width_at_hand);
    let Some(widths) = unbroken.or_else(broken) else {
        return records(sheet, width, out);
    };
    for (at, rows) in sheet.rows.chunks(ROWS_AT_A_TIME).enumerate() {
        let mut table = empty_table();
        if at == 0 {
            table.load_style(UNDERLINED);
            table.set_header(
                sheet.columns.iter().zip(&widths).map(|(column, width)| bold(&column.label, *width)),
            );
        }
        table.add_rows(
            rows.iter().map(|row| row.iter().zip(&widths).map(|(cell, width)| plain(&cell.text, *width))),
        );
        print(&mut table, &widths, &alignments, out)?;
    }
    Ok(out.flush()?)
}

/// Whether all columns stand side by side in the width without breaking words.
pub(crate) fn fits(sheet: &Sheet, width: u16) -> bool {
    let alignments: Vec<CellAlignment> =
        (0..sheet.columns.len()).map(|column| alignment(sheet, column)).collect();
    let natural = natural_widths(sheet);
    fit(&natural, &least_widths(sheet, &natural, &alignments, LONG_WORD), width.max(NARROWEST)).is_some()
}

/// Prints one record, a sheet of exactly one row: labels beside values without what is empty, or data.
///
/// # Errors
/// When `out` fails, or the record has no form in the format.
pub(crate) fn record(sheet: &Sheet, format: Format, width: u16, out: &mut dyn Write) -> anyhow::Result<()> {
    if format != Format::Table {
        return Ok(export::write_record(format, sheet, out)?);
    }
    records(sheet, width, out)
}

fn records(sheet: &Sheet, width: u16, out: &mut dyn Write) -> anyhow::Result<()> {
    let width = width.max(NARROWEST);
    let label =
        sheet.columns.iter().map(|column| shown_width(&column.label)).max().unwrap_or(0).min(width / 2);
    let widths = [label, width.saturating_sub(label + GAP)];
    for (at, row) in sheet.rows.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let mut table = empty_table();
        let filled = sheet.columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
        table.add_rows(filled.map(|(column, cell)| pair(column, &cell.text, widths)));
        print(&mut table, &widths, &[CellAlignment::Left; 2], out)?;
    }
    Ok(out.flush()?)
}

fn pair(column: &Column, text: &str, [label, value]: [u16; 2]) -> Row {
    Row::from(vec![bold(&column.label, label), plain(text, value)])
}

/// The columns of the terminal that stdout is, if it is one.
pub(crate) fn terminal_width() -> Option<u16> {
    Table::new().width().filter(|width| *width > 0)
}

fn empty_table() -> Table {
    let mut table = Table::new();
    // Whether styles are shown is decided by the stream that the table goes to.
    table.force_no_tty().enforce_styling().style_text_only();
    table.load_style(TableStyle::new());
    table
}

fn bold(text: &str, width: u16) -> Cell {
    plain(text, width).add_attribute(Attribute::Bold)
}

/// A cell of lines that fit. They are broken here because comfy-table breaks words and sees no Chinese punctuation.
fn plain(text: &str, width: u16) -> Cell {
    Cell::new_owned(wrap(&shown(text), usize::from(width)))
}

fn shown(text: &str) -> String {
    harmless(text).trim_end().replace('\t', " ")
}

fn shown_width(text: &str) -> u16 {
    u16::try_from(width_of(&shown(text))).unwrap_or(u16::MAX)
}

fn print(
    table: &mut Table,
    widths: &[u16],
    alignments: &[CellAlignment],
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let last = widths.len().saturating_sub(1);
    for (at, ((column, width), alignment)) in table.column_iter_mut().zip(widths).zip(alignments).enumerate()
    {
        let gap = if at == last { 0 } else { GAP };
        column.set_padding((0, gap));
        column.set_cell_alignment(*alignment);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width.saturating_add(gap))));
    }
    for line in table.lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Right when all that the column holds is numbers or money.
fn alignment(sheet: &Sheet, column: usize) -> CellAlignment {
    let mut filled =
        sheet.rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.data.is_null()).peekable();
    if filled.peek().is_some() && filled.all(|cell| is_amount(&cell.data)) {
        CellAlignment::Right
    } else {
        CellAlignment::Left
    }
}

fn is_amount(data: &Json) -> bool {
    match data {
        Json::Number(_) => true,
        Json::Object(fields) => {
            fields.len() == 2 && fields.contains_key("amount") && fields.contains_key("currency")
        }
        _ => false,
    }
}

/// The width of the widest line of each column.
fn natural_widths(sheet: &Sheet) -> Vec<u16> {
    let mut widest: Vec<u16> = sheet.columns.iter().map(|column| shown_width(&column.label)).collect();
    for row in &sheet.rows {
        for (widest, cell) in widest.iter_mut().zip(row) {
            *widest = shown_width(&cell.text).max(*widest);
        }
    }
    widest
}

/// What each column needs at least: all of it where it holds numbers, else its longest word, up to `word`.
fn least_widths(sheet: &Sheet, natural: &[u16], alignments: &[CellAlignment], word: u16) -> Vec<u16> {
    let longest_word = |column: usize| {
        let cells = sheet.rows.iter().take(ROWS_AT_A_TIME).filter_map(|row| row.get(column));
        let texts = cells.map(|cell| cell.text.as_str());
        let heading = sheet.columns.get(column).map(|column| column.label.as_str());
        let words = texts.chain(heading).map(|text| wrap::width_of_word(text, usize::from(word)));
        u16::try_from(words.max().unwrap_or(0)).unwrap_or(word)
    };
    let columns = natural.iter().zip(alignments).enumerate();
    columns
        .map(|(column, (natural, alignment))| match alignment {
            CellAlignment::Right => *natural,
            _ if is_solid(sheet, column) => *natural,
            _ => longest_word(column).max(NARROW.min(word)).min(*natural),
        })
        .collect()
}

/// Whether a column holds dates, numbers and the like alone: single words with digits, which are never broken.
fn is_solid(sheet: &Sheet, column: usize) -> bool {
    let cells = sheet.rows.iter().take(ROWS_AT_A_TIME).filter_map(|row| row.get(column));
    let mut filled = cells.map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).peekable();
    filled.peek().is_some()
        && filled.all(|text| {
            text.len() <= usize::from(LONG_WORD)
                && text.contains(|letter: char| letter.is_ascii_digit())
                && !text.contains(char::is_whitespace)
        })
}

/// Widths that fit in `width` columns: the natural ones, the widest cut down to a common limit, but none below its
/// least; `None` when that does not fit.
fn fit(natural: &[u16], least: &[u16], width: u16) -> Option<Vec<u16>> {
    let gaps = usize::from(GAP) * natural.len().saturating_sub(1);
    let room = usize::from(width).checked_sub(gaps)?;
    let limited = |limit: u16| -> Vec<u16> {
        natural.iter().zip(least).map(|(width, least)| (*width).min(limit.max(*least))).collect()
    };
    let widest = natural.iter().copied().max().unwrap_or(0);
    let mut widths = (0..=widest).rev().map(limited).find(|widths| sum(widths) <= room)?;
    // What the common limit leaves over is less than one for each of the columns that it cuts.
    let left = room.saturating_sub(sum(&widths));
    for (width, _) in widths.iter_mut().zip(natural).filter(|(width, natural)| **width < **natural).take(left)
    {
        *width += 1;
    }
    Some(widths)
}

fn sum(widths: &[u16]) -> usize {
    widths.iter().map(|width| usize::from(*width)).sum()
}

#[cfg(test)]
mod tests {
    use acct::export::{Cell, Column};
    use serde_json::json;

    use super::*;

    fn sheet(labels: &[&str], rows: &[&[(Json, &str)]]) -> Sheet {
        let column = |label: &&str| Column { key: label.to_lowercase(), label: (*label).to_owned() };
        let cell = |(data, text): &(Json, &str)| Cell { data: data.clone(), text: (*text).to_owned() };
        Sheet {
            columns: labels.iter().map(column).collect(),
            rows: rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
        }
    }

    fn text(text: &str) -> (Json, &str) {
        (json!(text), text)
    }

    fn accounts() -> Sheet {
        sheet(
            &["Id", "Name", "Score", "Note"],
            &[
                &[(json!(1), "#1"), text("华为技术有限公司"), (json!(87.5), "87.5"), text("first\nsecond")],
                &[
                    (json!(12), "#12"),
                    text("Acme\u{1b}[31m"),
                    (Json::Null, ""),
                    text("one two three four five six seven eight"),
                ],
            ],
        )
    }

    fn without_styles(printed: Vec<u8>) -> String {
        String::from_utf8(printed).unwrap().replace("\u{1b}[1m", "").replace("\u{1b}[0m", "")
    }

    fn listed(sheet: &Sheet, width: u16) -> String {
        let mut out = Vec::new();
        list(sheet, Format::Table, width, &mut out).unwrap();
        without_styles(out)
    }

    #[test]
    fn a_list_is_a_table_under_a_header() {
        insta::assert_snapshot!(listed(&accounts(), 100), @"
     Id  Name              Score  Note
    ─────────────────────────────────────────────────────────────────────
     #1  华为技术有限公司   87.5  first
                                  second
    #12  Acme�[31m                one two three four five six seven eight
    ");
    }

    #[test]
    fn a_list_fits_the_terminal() {
        insta::assert_snapshot!(listed(&accounts(), 50), @"
     Id  Name              Score  Note
    ──────────────────────────────────────────────────
     #1  华为技术有限公司   87.5  first
                                  second
    #12  Acme�[31m                one two three four
                                  five six seven eight
    ");
    }

    #[test]
    fn numbers_are_not_broken_while_words_can_be() {
        let money = json!({"amount": "1", "currency": "CNY"});
        let wide =
            sheet(&["Name", "Revenue"], &[&[text("Example Steel Works"), (money, "CNY 862,100,000,000")]]);
        insta::assert_snapshot!(listed(&wide, 30), @"
    Name                   Revenue
    ──────────────────────────────
    Example    CNY 862,100,000,000
    Steel
    Works
    ");
    }

    #[test]
    fn an_empty_list_prints_nothing() {
        let empty = Sheet { rows: Vec::new(), ..accounts() };
        assert_eq!(listed(&empty, 80), "");
    }

    #[test]
    fn a_record_shows_what_is_filled() {
        let mut first = accounts();
        first.rows.remove(0);
        let mut out = Vec::new();
        record(&first, Format::Table, 30, &mut out).unwrap();
        insta::assert_snapshot!(without_styles(out), @"
    Id     #12
    Name   Acme�[31m
    Note   one two three four five
           six seven eight
    ");
    }

    #[test]
    fn a_long_list_has_one_header_and_one_set_of_widths() {
        let row = accounts().rows.remove(1);
        let long = Sheet { rows: vec![row; ROWS_AT_A_TIME * 2 + 1], ..accounts() };
        let printed = listed(&long, 100);
        assert_eq!(printed.lines().count(), ROWS_AT_A_TIME * 2 + 1 + 2);
        assert_eq!(printed.lines().nth(2), printed.lines().last());
    }

    #[test]
    fn data_goes_through_the_exporters() {
        let mut out = Vec::new();
        list(&accounts(), Format::Ids, 80, &mut out).unwrap();
        assert_eq!(out, b"1\n12\n");
    }

    #[test]
    fn widths_are_never_more_than_there_is_room_for() {
        for width in 20..120 {
            match fit(&[3, 40, 200, 19], &[3, 8, 8, 19], width) {
                Some(widths) => assert_eq!(sum(&widths) + 6, usize::from(width), "{widths:?}"),
                None => assert!(width < 3 + 8 + 8 + 19 + 6),
            }
        }
        assert_eq!(fit(&[3, 4], &[3, 4], 80), Some(vec![3, 4]));
        assert_eq!(fit(&[], &[], 80), Some(Vec::new()));
    }

    #[test]
    fn words_are_kept_in_one_piece_where_there_is_room() {
        let sheet = sheet(
            &["Name", "Stage", "Region"],
            &[&[text("Example Steel Corporation"), text("Requirements"), text("Pennsylvania")]],
        );
        insta::assert_snapshot!(listed(&sheet, 40), @"
        Name          Stage         Region
        ────────────────────────────────────────
        Example       Requirements  Pennsylvania
        Steel
        Corporation
        ");
    }

    #[test]
    fn dates_are_not_broken_while_words_can_be() {
        let sheet = sheet(
            &["From", "Place", "Note"],
            &[&[text("2026-12-02"), text("Llanfairpwllgwyngyll"), text("Donaudampfschiffahrt")]],
        );
        for width in 30..60 {
            assert!(listed(&sheet, width).contains("2026-12-02"), "{width}");
        }
    }

    #[test]
    fn where_columns_are_too_many_rows_are_records() {
        insta::assert_snapshot!(listed(&accounts(), 26), @"
    Id     #1
    Name   华为技术有限公司
    Score  87.5
    Note   first
           second

    Id     #12
    Name   Acme�[31m
    Note   one two three four
           five six seven
           eight
    ");
    }
}
