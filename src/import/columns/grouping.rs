//! How the rows of a table stand below each other: whether a customer is named only on the first line of its group.

use super::{Columns, Part};
use crate::domain::formula::unguard;
use crate::domain::kind::Kind;
use crate::domain::record::Field;
use crate::import::row::StringRecord;

/// From so many rows on it shows that most have more than a name.
const FEW: usize = 4;

/// What rows take from rows above them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// The column whose value goes on in rows where it is empty.
    pub carries: Option<usize>,
    /// The columns that say what a record is called.
    pub titles: Vec<usize>,
    /// Whether a row that has nothing but a name is told, as hardly one has not.
    pub tells_alone: bool,
}

impl Columns {
    /// Finds out how the rows are grouped. What a program exports, and what the user says of all rows, is not.
    pub(super) fn find_groups(&mut self, sample: &[StringRecord]) {
        let title = self.kind.title_field();
        let names = |column: &usize| self.targets[*column].iter().any(|target| target.name() == title);
        let titles: Vec<usize> = (0..self.targets.len()).filter(names).collect();
        let carries =
            self.account_before(&titles).filter(|column| self.is_grouped_by(*column, &titles, sample));
        self.grouping = Grouping { carries, tells_alone: self.tells_alone(&titles, sample), titles };
    }

    /// The column of the customer, where it stands before what is listed: a person's company that stands behind the person is no
    /// heading.
    fn account_before(&self, titles: &[usize]) -> Option<usize> {
        let column = match self.part {
            Part::Person { company, .. } => Some(company),
            Part::Whole => self.column_of("account"),
            Part::Company | Part::Told { .. } => None,
        }?;
        let is_stated = self.fallbacks.iter().any(|(field, _)| field.name == "account");
        let is_needed = self.kind.field("account").is_some_and(Field::is_required);
        let is_before = titles.iter().all(|title| column < *title);
        (is_needed && is_before && !is_stated && self.profile.is_none()).then_some(column)
    }

    /// Whether the rows are groups: some name no customer, and none repeats that of the row right above, as where each line names
    /// its own and one was forgotten.
    fn is_grouped_by(&self, column: usize, titles: &[usize], sample: &[StringRecord]) -> bool {
        let cell = |row: &StringRecord, column: usize| {
            unguard(row.get(column).unwrap_or_default()).trim().to_owned()
        };
        let is_filled = |row: &StringRecord, column: usize| !self.is_blank(&cell(row, column));
        let has_title = |row: &&StringRecord| titles.iter().any(|title| is_filled(row, *title));
        let is_child = |row: &&StringRecord| !is_filled(row, column) && has_title(row);
        let repeats = |pair: &[StringRecord]| {
            is_filled(&pair[0], column)
                && cell(&pair[0], column) == cell(&pair[1], column)
                && has_title(&&pair[0])
        };
        sample.iter().skip(1).any(|row| is_child(&row)) && !sample.windows(2).any(repeats)
    }

    fn tells_alone(&self, titles: &[usize], sample: &[StringRecord]) -> bool {
        let filled =
            |row: &StringRecord| row.iter().filter(|cell| !self.is_blank(unguard(cell).trim())).count();
        let alone = sample.iter().filter(|row| filled(row) == 1).count();
        self.kind == Kind::Account
            && self.header.len() > 2
            && !titles.is_empty()
            && sample.len() >= FEW
            && alone * FEW <= sample.len()
    }
}
