//! Rows of a file as drafts of records: values read, links still as they are written.

mod doubt;
mod draft;
mod fill;
mod grouped;
mod habits;
mod passing;
mod several;
#[cfg(test)]
mod tests;
mod total;

use std::collections::VecDeque;

pub use doubt::{Doubt, Doubted};
pub use draft::{Draft, Example, Fault, Link, MissingValue, Understood, Unread};
pub use grouped::{Group, Grouped};
pub(super) use habits::meant;

use self::doubt::Doubts;
use self::fill::Filling;
use self::grouped::Groups;
use self::several::People;
use super::columns::{Columns, Part, Target};
use super::review::{Decision, DecisionError, Place};
use super::row::{RowError, StringRecord};
use super::table::Table;
use crate::domain::account::drop_repeated_names;
use crate::domain::date::{Date, DateError, parse_date};
use crate::domain::fold::fold;
use crate::domain::formula::unguard;
use crate::domain::kind::Kind;
use crate::domain::parse::Reading;
use crate::domain::person_name::NameParts;
use crate::domain::value::Value;

/// Reads a table row by row as drafts.
pub struct Drafts<'t> {
    rows: Table<'t>,
    columns: Columns,
    row: StringRecord,
    understood: Vec<Understood>,
    /// The place of each column's field among those of its kind, so that no cell has to look for it.
    places: Vec<Vec<Option<usize>>>,
    /// The columns in the order in which they fill fields.
    turns: Vec<usize>,
    /// What rows take from rows above them.
    groups: Groups,
    /// Where it stands what was decided about rows of accounts.
    review: Option<Place>,
    /// The column that says when a record was last changed.
    changes: Option<usize>,
    /// The column that says that a record is deleted, in files of programs that keep such.
    deleted: Option<usize>,
    /// Whether a column says the currency of its row.
    states_currency: bool,
    /// For each column, whether it fills no field.
    rests: Vec<bool>,
    /// For each column, how many of its values fill no field.
    left_over: Vec<u64>,
    /// What was read and is doubtful.
    doubts: Doubts,
    /// How many rows had nothing for this part of the table.
    passed_over: u64,
    /// The lines of totals, which were passed over.
    totals: Vec<u64>,
    /// The other people of the last row, where its name held several.
    people: VecDeque<Draft>,
    /// How many there were.
    parted: u64,
    /// What ended the reading before the end.
    broken: Option<RowError>,
}

impl<'t> Drafts<'t> {
    #[must_use]
    pub fn of(rows: Table<'t>, columns: Columns) -> Self {
        let place = |target: &Target| match target {
            Target::Field(field) if !field.custom => columns.kind.position(field.name),
            Target::ExternalId { .. } => columns.kind.position("external_ids"),
            _ => None,
        };
        let places = columns.targets.iter().map(|targets| targets.iter().map(place).collect()).collect();
        Self {
            rows,
            row: StringRecord::new(),
            understood: vec![Understood::default(); columns.targets.len()],
            states_currency: columns.state_currency(),
            rests: (0..columns.targets.len()).map(|column| columns.is_rest(column)).collect(),
            left_over: vec![0; columns.targets.len()],
            doubts: Doubts::default(),
            passed_over: 0,
            places,
            turns: columns.turns(),
            review: Place::among(&columns.header)
                .filter(|_| columns.kind == Kind::Account || columns.kind.belongs_to_account()),
            changes: columns.last_changed(),
            deleted: columns.deleted(),
            columns,
            groups: Groups::default(),
            totals: Vec::new(),
            people: VecDeque::new(),
            parted: 0,
            broken: None,
        }
    }

    /// The next row. `None` at the end.
    ///
    /// # Errors
    /// Everything that is wrong with this row; the next call goes on after it.
    pub fn next_draft(&mut self, reading: &Reading) -> Option<Result<Draft, Vec<Fault>>> {
        if let Some(next) = self.people.pop_front() {
            self.parted += 1;
            return Some(Ok(next));
        }
        while self.broken.is_none() {
            let next = self.rows.next_row(&mut self.row);
            if let (Ok(Some(line)), carried @ [_, ..]) = (&next, self.rows.carried()) {
                for &column in carried {
                    let value = unguard(&self.row[column]).to_owned();
                    self.understood[column].note(*line, "", value);
                }
            }
            match next {
                Ok(None) => return None,
                Ok(Some(line))
                    if self.rows.header_line().is_some() && total::is_total(&self.row, &self.columns) =>
                {
                    self.totals.push(line);
                }
                Ok(Some(line)) if self.is_deleted() => {
                    self.doubts.note(self.deleted.unwrap_or_default(), Doubt::Deleted, line);
                    self.passed_over += 1;
                }
                Ok(Some(line)) if self.passes_over(line) => self.passed_over += 1,
                Ok(Some(line)) => match self.heads(line) {
                    Some(Ok(())) => self.passed_over += 1,
                    Some(Err(fault)) => return Some(Err(vec![fault])),
                    None => {
                        self.take_from_above(line);
                        return Some(self.draft(line, reading));
                    }
                },
                Err(error) => {
                    // Whose rows come next nobody knows.
                    self.groups.end();
                    if error.is_final() {
                        self.broken = Some(error);
                        return None;
                    }
                    // The first part of a table tells what is wrong with a row as a whole.
                    if !matches!(
                        self.columns.part,
                        Part::Person { .. } | Part::Told { are_companies: false, .. }
                    ) {
                        return Some(Err(vec![Fault {
                            line: error.line(),
                            column: None,
                            reason: error.into(),
                        }]));
                    }
                    self.passed_over += 1;
                }
            }
        }
        None
    }

    /// What ended the reading before the end of the table, where something did: no row after it is known.
    #[must_use]
    pub fn broken(&self) -> Option<&RowError> {
        self.broken.as_ref()
    }

    fn draft(&mut self, line: u64, reading: &Reading) -> Result<Draft, Vec<Fault>> {
        let mut draft = Draft::on(line, self.columns.kind);
        draft.changed = self.changed(line, reading);
        let mut filling = Filling::of(draft);
        match self.decision() {
            Ok(decision) => filling.draft.decision = decision,
            Err(reason) => filling.fault(self.review.map(Place::column), reason.into()),
        }
        if filling.draft.decision == Some(Decision::PassOver) {
            return Ok(filling.draft);
        }
        if self.states_currency {
            match self.columns.currency_of(&self.row) {
                Ok(stated) => filling.stated = stated,
                Err((column, reason)) => filling.fault(Some(column), reason.into()),
            }
        }
        let reading = &filling.reading(reading);
        for turn in 0..self.turns.len() {
            self.fill(self.turns[turn], &mut filling, reading);
        }
        let Filling { mut draft, mut faults, name, .. } = filling;
        self.complete(&mut draft, &name, &mut faults, reading);
        if faults.is_empty() { Ok(self.first_of(draft)) } else { Err(faults) }
    }

    /// The first of the people in the name of a row; the others come next.
    fn first_of(&mut self, draft: Draft) -> Draft {
        // Who names the field of each value does not mean several people by one.
        let of_table = self.columns.column_of("name").filter(|_| self.rows.header_line().is_some());
        let Some(column) = of_table else { return draft };
        let names = match several::people(&draft) {
            People::One => return draft,
            People::Unclear => {
                self.doubts.note(column, Doubt::SeveralPeople, draft.line);
                return draft;
            }
            People::Each(names) => names,
        };
        let written = draft.entry.title();
        self.understood[column].note(draft.line, &written, names.join(" + "));
        let mut each = names.iter().map(|name| several::named(&draft, name));
        let first = each.next();
        self.people.extend(each);
        first.unwrap_or(draft)
    }

    /// Adds what no cell of the row says by itself: the joined name, what the user says of all rows.
    fn complete(&mut self, draft: &mut Draft, name: &NameParts, faults: &mut Vec<Fault>, reading: &Reading) {
        if draft.entry.title().is_empty() && self.columns.kind == Kind::Contact {
            draft.entry.set("name", Value::Text(name.joined()));
        }
        for (field, text) in &self.columns.fallbacks {
            if let Err(reason) = draft.fall_back(field, text, reading) {
                faults.push(Fault { line: draft.line, column: None, reason: reason.into() });
            }
        }
        if self.columns.kind == Kind::Account {
            self.drop_repeated_names(draft);
        }
    }

    /// What was decided about the row. About its people nothing is, but that they are not imported.
    fn decision(&self) -> Result<Option<Decision>, DecisionError> {
        let Some(place) = self.review else { return Ok(None) };
        let decision = place.read(|column| unguard(self.row.get(column).unwrap_or_default()));
        match self.columns.part {
            Part::Whole | Part::Company | Part::Told { .. } => decision.map(Some),
            Part::Person { .. } => Ok(decision.ok().filter(|decision| *decision == Decision::PassOver)),
        }
    }

    /// The day on which the record was last changed, by the column that says so. One that can be two days is in doubt.
    fn changed(&mut self, line: u64, reading: &Reading) -> Option<Date> {
        let column = self.changes?;
        let written = unguard(self.row.get(column)?.trim());
        let day = written.split(['T', ' ']).next().unwrap_or_default();
        match parse_date(day, reading.today) {
            Ok(parsed) => Some(parsed.date).filter(|_| parsed.exact),
            Err(DateError::DayOrMonthFirst { month_first, day_first, .. }) => {
                let order = self.columns.day_orders.get(column).copied().flatten();
                if order.is_none() {
                    self.doubts.note(column, Doubt::DayOfChange, line);
                }
                order.map(|order| order.of_two(month_first, day_first))
            }
            Err(_) => None,
        }
    }

    /// Drops aliases that repeat a name, and tells those that are written in another way than it.
    fn drop_repeated_names(&mut self, draft: &mut Draft) {
        let dropped = drop_repeated_names(&mut draft.entry);
        let is_alias = |target: &Target| matches!(target, Target::Field(field) if field.name == "aliases");
        let column = self.columns.targets.iter().position(|targets| targets.iter().any(is_alias));
        let Some(understood) = column.and_then(|column| self.understood.get_mut(column)) else { return };
        let title = draft.entry.title().into_owned();
        let aliases = draft.entry.list("aliases");
        for alias in dropped {
            let folded = fold(&alias);
            let stands = std::iter::once(&title).chain(aliases).find(|name| fold(name) == folded);
            if let Some(name) = stands.filter(|name| **name != alias) {
                understood.note(draft.line, &alias, name.clone());
            }
        }
    }

    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The cells of the row last read, as they are written; of a broken row what could be read.
    #[must_use]
    pub fn cells(&self) -> &StringRecord {
        &self.row
    }

    /// How far the reading is, in the units of the table's length.
    #[must_use]
    pub fn progress(&self) -> u64 {
        self.rows.progress()
    }

    /// How many rows repeated the header and were passed over.
    #[must_use]
    pub fn repeated_headers(&self) -> u64 {
        self.rows.repeated_headers()
    }

    /// The lines of totals below a table, which were passed over.
    #[must_use]
    pub fn totals(&self) -> &[u64] {
        &self.totals
    }

    /// What rows took from rows above them.
    #[must_use]
    pub fn grouped(&self) -> &[Grouped] {
        self.groups.all()
    }

    /// How many rows had nothing for this part of the table, whose rows are of several kinds.
    #[must_use]
    pub fn passed_over(&self) -> u64 {
        self.passed_over
    }

    /// How many more people than rows there were, as names held several.
    #[must_use]
    pub fn parted(&self) -> u64 {
        self.parted
    }

    /// For each column, how many of its values fill no field: it has none, or another column filled it.
    #[must_use]
    pub fn left_over(&self) -> &[u64] {
        &self.left_over
    }

    /// What was read and is doubtful.
    #[must_use]
    pub fn doubts(&self) -> Vec<Doubted> {
        self.doubts.all()
    }

    /// For each column, the cells that were understood differently from how they are written.
    #[must_use]
    pub fn understood(&self) -> &[Understood] {
        &self.understood
    }
}
