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
pub(crate) use wrap::{command_below, hanging, width_of, wrap};

/// Blanks between two columns.
const GAP: u16 = 2;
/// No table is drawn for a terminal narrower than this.
const NARROWEST: u16 = 20;
/// What a column of words needs to be readable.
const NARROW: u16 = 8;
/// The longest word that is kept in one piece where there is room.
const LONG_WORD: u16 = 16;
/// The longest identifier that is kept in one piece where there is room: it is there to be typed again.
const LONG_IDENTIFIER: u16 = 48;
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
    let fit_with = |word, identifier| {
        fit(&natural, &least_widths(sheet, &natural, &alignments, word, identifier), width_at_hand)
    };
    // What can be given up for the width, the dearest last.
    let unbroken = fit_with(LONG_WORD, LONG_IDENTIFIER);
    let Some(widths) = unbroken.or_else(|| fit_with(LONG_WORD, 0)).or_else(|| fit_with(NARROW, 0)) else {
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

/// What a column of texts needs at most before columns are left out in its favour: names then take two lines, rarely more.
const COMFORTABLE: u16 = 16;

/// Whether all columns stand side by side in the width without breaking words.
pub(crate) fn fits(sheet: &Sheet, width: u16) -> bool {
    fits_with(sheet, width, 0)
}

/// Whether they do so without cramming texts either.
pub(crate) fn fits_comfortably(sheet: &Sheet, width: u16) -> bool {
    fits_with(sheet, width, COMFORTABLE)
}

fn fits_with(sheet: &Sheet, width: u16, text: u16) -> bool {
    let alignments: Vec<CellAlignment> =
        (0..sheet.columns.len()).map(|column| alignment(sheet, column)).collect();
    let natural = natural_widths(sheet);
    let mut least = least_widths(sheet, &natural, &alignments, LONG_WORD, 0);
    for (least, natural) in least.iter_mut().zip(&natural) {
        *least = natural.div_ceil(2).min(text).max(*least);
    }
    fit(&natural, &least, width.max(NARROWEST)).is_some()
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

/// What each column needs at least: all of it where it holds numbers, or identifiers of up to `identifier`; else its
/// longest word, up to `word`.
fn least_widths(
    sheet: &Sheet,
    natural: &[u16],
    alignments: &[CellAlignment],
    word: u16,
    identifier: u16,
) -> Vec<u16> {
    let longest_word = |column: usize| {
        let cells = sheet.rows.iter().take(ROWS_AT_A_TIME).filter_map(|row| row.get(column));
        let texts = cells.map(|cell| cell.text.as_str());
        let heading = sheet.columns.get(column).map(|column| column.label.as_str());
        let words = texts.chain(heading).map(|text| wrap::width_of_word(text, usize::from(word)));
        u16::try_from(words.max().unwrap_or(0)).unwrap_or(word)
    };
    // The heading of what stays whole may take two lines.
    let whole = |column: usize, natural: u16| {
        let cells = sheet.rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| shown_width(&cell.text)).max().unwrap_or(0);
        let heading = sheet.columns.get(column).map_or("", |column| column.label.as_str());
        let heading = wrap::width_of_word(heading, usize::from(natural));
        u16::try_from(heading).unwrap_or(natural).max(widest)
    };
    let columns = natural.iter().zip(alignments).enumerate();
    columns
        .map(|(column, (natural, alignment))| match alignment {
            CellAlignment::Right => whole(column, *natural),
            _ if is_solid(sheet, column) => whole(column, *natural),
            _ if *natural <= identifier && is_of_identifiers(sheet, column) => *natural,
            _ => longest_word(column).max(NARROW.min(word)).min(*natural),
        })
        .collect()
}

/// Whether a column holds nothing but identifiers such as `customer.budget`.
fn is_of_identifiers(sheet: &Sheet, column: usize) -> bool {
    let is_part =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, '_' | '.');
    let mut cells = sheet.rows.iter().take(ROWS_AT_A_TIME).filter_map(|row| row.get(column));
    cells.all(|cell| cell.text.chars().all(is_part))
}

/// Whether a column holds dates, numbers, bars and the like alone: single words with digits, which are never broken.
fn is_solid(sheet: &Sheet, column: usize) -> bool {
    let cells = sheet.rows.iter().take(ROWS_AT_A_TIME).filter_map(|row| row.get(column));
    let mut filled = cells.map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).peekable();
    filled.peek().is_some()
        && filled.all(|text| {
            let is_bar = text.chars().all(|letter| matches!(letter, '█' | '░'));
            let is_number =
                text.len() <= usize::from(LONG_WORD) && text.contains(|letter: char| letter.is_ascii_digit());
            is_bar || is_number && !text.contains(char::is_whitespace)
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
mod tests;
