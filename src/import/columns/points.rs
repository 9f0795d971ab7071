//! Columns whose numbers have points between thousands, as half of Europe writes them: `1.234` is 1234 where others show that.

use super::{Columns, Target};
use crate::domain::formula::unguard;
use crate::domain::record::Shape;
use crate::import::row::StringRecord;

/// What the points of a cell say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Points {
    /// They part thousands: `1.234,5`, `1.234.567`.
    Part,
    /// One is decimal: `1.5`, `1,234.5`.
    Decimal,
    /// Either: `1.234`; or there are none.
    Open,
}

impl Columns {
    /// Finds the columns of which some cells show that points part thousands, and none that they do not.
    pub(super) fn find_points(&mut self, sample: &[StringRecord]) {
        let is_number = |target: &Target| matches!(target, Target::Field(field) if matches!(field.shape, Shape::Money | Shape::Number));
        let parts = |(column, targets): (usize, &Vec<Target>)| {
            let cells = || sample.iter().filter_map(|row| row.get(column)).map(|cell| points(unguard(cell)));
            targets.iter().any(is_number)
                && cells().any(|points| points == Points::Part)
                && !cells().any(|points| points == Points::Decimal)
        };
        let parted: Vec<bool> = self.targets.iter().enumerate().map(parts).collect();
        self.thousands_by_points = if parted.contains(&true) { parted } else { Vec::new() };
    }

    pub(super) fn parts_thousands_by_points(&self, column: usize) -> bool {
        self.thousands_by_points.get(column) == Some(&true)
    }
}

/// `1.234 EUR` without its point; none of what can be read in one way only.
pub(super) fn without_points(cell: &str) -> Option<String> {
    let is_open = cell.matches('.').count() == 1 && figure(cell).is_some_and(|figure| figure.contains('.'));
    (is_open && points(cell) == Points::Open).then(|| cell.replacen('.', "", 1))
}

fn points(cell: &str) -> Points {
    let Some(figure) = figure(cell) else { return Points::Open };
    let (whole, fraction) = figure.split_once(',').unwrap_or((figure, ""));
    let has_groups = |text: &str| {
        let mut groups = text.split('.');
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
    };
    match (whole.matches('.').count(), figure.contains(',')) {
        (0, true) if fraction.contains('.') => Points::Decimal,
        (0, _) => Points::Open,
        (1, false) if has_groups(whole) => Points::Open,
        _ if has_groups(whole) && !fraction.contains('.') => Points::Part,
        _ => Points::Decimal,
    }
}

/// The digits of the only figure in a cell, with what stands between them.
fn figure(cell: &str) -> Option<&str> {
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',');
    let start = cell.find(|letter: char| letter.is_ascii_digit())?;
    let end = cell[start..].find(|letter| !is_part(letter)).map_or(cell.len(), |end| start + end);
    let is_only = !cell[end..].contains(|letter: char| letter.is_ascii_digit());
    is_only.then(|| cell[start..end].trim_end_matches(['.', ',']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_taken_out_where_it_can_be_read_in_two_ways() {
        for (cell, bare) in [
            ("1.234 EUR", Some("1234 EUR")),
            ("-12.345", Some("-12345")),
            ("1.234.567,89 EUR", None),
            ("1.5", None),
            ("0.123", None),
            ("1,234.567", None),
            ("1.234-5.678", None),
            ("12", None),
        ] {
            assert_eq!(without_points(cell).as_deref(), bare, "{cell}");
        }
    }

    #[test]
    fn a_column_shows_what_its_points_mean() {
        for (cell, said) in [
            ("1.234.567,89 EUR", Points::Part),
            ("1.234,5", Points::Part),
            ("1.234.567", Points::Part),
            ("1.234", Points::Open),
            ("1,5", Points::Open),
            ("12", Points::Open),
            ("1.5", Points::Decimal),
            ("1,234.5", Points::Decimal),
            ("12.3456", Points::Decimal),
        ] {
            assert!(points(cell) == said, "{cell}");
        }
    }
}
