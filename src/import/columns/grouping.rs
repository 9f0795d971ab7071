//! How the rows of a table stand below each other: whether a customer is named only on the first line of its group, and which columns
//! stand in rows of their own.

use super::{Columns, Part, Target};
use crate::domain::formula::unguard;
use crate::domain::kind::Kind;
use crate::domain::record::Field;
use crate::import::row::StringRecord;

/// From so many rows on it shows that most have more than a name.
const FEW: usize = 4;

/// So many groups make a habit of what could be a slip.
const HABIT: usize = 2;

/// What rows take from rows above them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    /// The column whose value goes on in rows where it is empty.
    pub carries: Option<usize>,
    /// The columns whose values stand in rows of their own and head the rows below.
    pub headings: Vec<usize>,
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
        let headings = self.headings(&titles, sample);
        self.grouping =
            Grouping { carries, headings, tells_alone: self.tells_alone(&titles, sample), titles };
    }

    /// The columns before the names that are filled in rows of their own, several times, and never beside a name: in any other list such a
    /// row has lost its name.
    fn headings(&self, titles: &[usize], sample: &[StringRecord]) -> Vec<usize> {
        let Some(first) = titles.iter().copied().min().filter(|_| self.profile.is_none()) else {
            return Vec::new();
        };
        let is_stated = |target: &Target| self.fallbacks.iter().any(|(field, _)| field.name == target.name());
        let mut alone = vec![0; first];
        let mut is_beside = vec![false; first];
        for row in sample {
            let is_filled = |column: &usize| self.is_filled(row, *column);
            let is_named = titles.iter().any(is_filled);
            let filled: Vec<usize> = (0..row.len()).filter(is_filled).collect();
            for column in filled.iter().copied().filter(|column| *column < first) {
                alone[column] += usize::from(filled.len() == 1);
                is_beside[column] |= is_named;
            }
        }
        let is_heading = |column: &usize| {
            alone[*column] >= HABIT && !is_beside[*column] && !self.targets[*column].iter().any(is_stated)
        };
        (0..first).filter(is_heading).collect()
    }

    fn is_filled(&self, row: &StringRecord, column: usize) -> bool {
        !self.is_blank(unguard(row.get(column).unwrap_or_default()).trim())
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
    /// its own and one was forgotten. Where a row is no company beside its people, blanks have to be a habit.
    fn is_grouped_by(&self, column: usize, titles: &[usize], sample: &[StringRecord]) -> bool {
        let cell = |row: &StringRecord| unguard(row.get(column).unwrap_or_default()).trim().to_owned();
        let is_named = |row: &StringRecord| self.is_filled(row, column);
        let has_title = |row: &StringRecord| titles.iter().any(|title| self.is_filled(row, *title));
        let is_child = |row: &&StringRecord| !is_named(row) && has_title(row);
        let repeats = |pair: &[StringRecord]| {
            is_named(&pair[0]) && cell(&pair[0]) == cell(&pair[1]) && has_title(&pair[0])
        };
        let children = sample.iter().skip(1).filter(is_child).count();
        let starts = |pair: &&[StringRecord]| is_named(&pair[0]) && is_child(&&pair[1]);
        let is_habit = || sample.windows(2).filter(starts).count() >= HABIT && children * FEW >= sample.len();
        children > 0
            && !sample.windows(2).any(repeats)
            && (matches!(self.part, Part::Person { .. }) || is_habit())
    }

    fn tells_alone(&self, titles: &[usize], sample: &[StringRecord]) -> bool {
        let filled =
            |row: &StringRecord| (0..row.len()).filter(|column| self.is_filled(row, *column)).count();
        let alone = sample.iter().filter(|row| filled(row) == 1).count();
        self.kind == Kind::Account
            && self.header.len() > 2
            && !titles.is_empty()
            && sample.len() >= FEW
            && alone * FEW <= sample.len()
    }
}
