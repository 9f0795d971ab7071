//! Finds what separates the cells of a table of text.

use super::raw_reader;

const CANDIDATES: [u8; 4] = *b",;\t|";

/// What separates cells now and then. It stands in values, too, so that every row has to agree.
const RARE: &[u8] = b"~^#!*%$&@+=:\\/";

/// How many rows of a title may stand above a table.
const MOST_TITLES: usize = 5;

/// Rows looked at, the first included.
const SAMPLE: usize = 50;

/// The separator that a first line `sep=;` names, as Excel writes and reads it, and the length of that line.
pub(super) fn stated(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let prefix = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    match line[prefix.len()..].trim_end_matches(['\r', '\n']).as_bytes() {
        [delimiter] if is_usable(*delimiter) => Some((*delimiter, line.len())),
        _ => None,
    }
}

pub(super) fn is_usable(delimiter: u8) -> bool {
    delimiter.is_ascii() && !matches!(delimiter, b'"' | b'\r' | b'\n' | 0)
}

/// The candidate by which most rows have as many cells as the first one, and by which those are many; where none does, the one by
/// which all rows below a title have, or a rare one by which all have. A comma for a table of one column.
pub(super) fn recognised(text: &str) -> u8 {
    let agreements = CANDIDATES.into_iter().rev().map(|candidate| (agreement(text, candidate), candidate));
    let best = agreements.max_by_key(|(agreement, _)| *agreement);
    let is_sure = |candidate: u8| {
        lengths(text, candidate).split_first().is_some_and(|(first, others)| others.contains(first))
    };
    let below_title = || {
        let mut found = CANDIDATES
            .into_iter()
            .chain(*b"^~")
            .filter(|candidate| splits_alike_below_title(text, *candidate));
        found.next()
    };
    match best {
        Some((1.., candidate)) if is_sure(candidate) => candidate,
        Some((agreement, candidate)) => match RARE.iter().copied().find(|rare| splits_all_alike(text, *rare))
        {
            Some(rare) if agreement == 0 => rare,
            _ => below_title().unwrap_or(if agreement > 0 { candidate } else { b',' }),
        },
        None => b',',
    }
}

/// Whether a title of one cell stands above rows, two at least, that all have the same number of cells, more than one.
fn splits_alike_below_title(text: &str, delimiter: u8) -> bool {
    let lengths = lengths(text, delimiter);
    let rows: Vec<usize> = lengths.iter().copied().skip_while(|length| *length == 1).collect();
    let is_alike = rows.iter().all(|length| *length == rows[0]);
    (1..=MOST_TITLES).contains(&(lengths.len() - rows.len())) && rows.len() > 1 && is_alike
}

fn splits_all_alike(text: &str, delimiter: u8) -> bool {
    let lengths = lengths(text, delimiter);
    lengths.len() > 1 && lengths[0] > 1 && lengths.iter().all(|length| *length == lengths[0])
}

/// Cells beyond the first, over the rows that have as many cells as the first row.
fn agreement(text: &str, delimiter: u8) -> usize {
    let lengths = lengths(text, delimiter);
    let Some((columns, others)) = lengths.split_first() else {
        return 0;
    };
    (columns - 1) * (1 + others.iter().filter(|length| *length == columns).count())
}

/// How many cells each of the first rows has.
fn lengths(text: &str, delimiter: u8) -> Vec<usize> {
    let mut reader = raw_reader(text.as_bytes(), delimiter);
    reader.records().map_while(Result::ok).take(SAMPLE).map(|record| record.len()).collect()
}
