//! Rows that have nothing for a part of a table, and those that a program has deleted.

use super::Drafts;
use crate::domain::formula::unguard;
use crate::import::columns::{Part, Target, says_company};

impl Drafts<'_> {
    /// Whether the row has nothing for this part of the table: a row below a company that has only another of its people,
    /// or one without a person.
    pub(super) fn passes_over(&mut self, line: u64) -> bool {
        let company = match self.columns.part {
            Part::Whole => return false,
            Part::Told { column, are_companies } => {
                return says_company(unguard(self.row.get(column).unwrap_or_default())) != are_companies;
            }
            Part::Company => None,
            Part::Person { company, .. } => Some(company),
        };
        let filled = |column: usize| {
            let cell = unguard(self.row.get(column).unwrap_or_default()).trim();
            (!self.columns.is_blank(cell)).then_some(cell)
        };
        if let Some(column) = self.columns.grouping.carries
            && let Some(named) = filled(column)
        {
            self.groups.name(column, named, line);
        }
        let is_empty = |column: &usize| {
            Some(*column) == company || !self.columns.says_something(*column) || filled(*column).is_none()
        };
        if self.turns.iter().all(is_empty) {
            return true;
        }
        let is_name = |target: &Target| target.name() == "name";
        let names_one =
            |column: &usize| filled(*column).is_some() && self.columns.targets[*column].iter().any(is_name);
        if company.is_none() || self.turns.iter().any(names_one) || !self.columns.fills("name") {
            return false;
        }
        // An address without a person is of the company, or of nobody: it is told as left out.
        let left: Vec<usize> = self.turns.iter().copied().filter(|column| !is_empty(column)).collect();
        for column in left {
            self.left_over[column] += 1;
        }
        true
    }

    pub(super) fn is_deleted(&self) -> bool {
        let cell = self.deleted.and_then(|column| self.row.get(column));
        cell.is_some_and(|cell| matches!(cell.trim(), "true" | "TRUE" | "True" | "1"))
    }
}
