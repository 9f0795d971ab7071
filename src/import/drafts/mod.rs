//! Rows of a file as drafts of records: values read, links still as they are written.

mod draft;
#[cfg(test)]
mod tests;
mod total;

pub use draft::{Draft, Example, Fault, Link, Understood, Unread};

use super::columns::{Columns, Part, Target};
use super::review::{Decision, DecisionError, Place};
use super::row::{RowError, StringRecord};
use super::table::Table;
use crate::domain::account::drop_repeated_names;
use crate::domain::date::{Date, parse_date};
use crate::domain::external_id::of_system;
use crate::domain::fold::fold;
use crate::domain::formula::{guard, says_nothing, unguard};
use crate::domain::kind::Kind;
use crate::domain::parse::{Reading, ValueError, split_list};
use crate::domain::person_name::NameParts;
use crate::domain::record::{Entry, Shape};
use crate::domain::value::Value;

/// How many examples of a value understood differently are kept for each column.
const EXAMPLES: usize = 3;

/// Reads a table row by row as drafts.
pub struct Drafts<'t> {
    rows: Table<'t>,
    columns: Columns,
    row: StringRecord,
    understood: Vec<Understood>,
    /// The place of `custom` among the fields.
    custom: Option<usize>,
    /// The place of each column's field among those of its kind, so that no cell has to look for it.
    places: Vec<Vec<Option<usize>>>,
    /// The columns in the order in which they fill fields.
    turns: Vec<usize>,
    /// The company that was last named, to which the people of rows below belong.
    company: String,
    /// Where it stands what was decided about rows of accounts.
    review: Option<Place>,
    /// The column that says when a record was last changed.
    changes: Option<usize>,
    /// The lines of totals, which were passed over.
    totals: Vec<u64>,
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
            custom: columns.kind.position("custom"),
            places,
            turns: columns.turns(),
            review: Place::among(&columns.header)
                .filter(|_| matches!(columns.kind, Kind::Account | Kind::Contact)),
            changes: columns.last_changed(),
            columns,
            company: String::new(),
            totals: Vec::new(),
            broken: None,
        }
    }

    /// The next row. `None` at the end.
    ///
    /// # Errors
    /// Everything that is wrong with this row; the next call goes on after it.
    pub fn next_draft(&mut self, reading: &Reading) -> Option<Result<Draft, Vec<Fault>>> {
        while self.broken.is_none() {
            match self.rows.next_row(&mut self.row) {
                Ok(None) => return None,
                Ok(Some(line))
                    if self.rows.header_line().is_some() && total::is_total(&self.row, &self.columns) =>
                {
                    self.totals.push(line);
                }
                Ok(Some(_)) if self.passes_over() => {}
                Ok(Some(line)) => {
                    if let Part::Person { company, .. } = self.columns.part
                        && !self.company.is_empty()
                        && self
                            .row
                            .get(company)
                            .is_none_or(|cell| self.columns.is_blank(unguard(cell).trim()))
                    {
                        self.inherit(company, line);
                    }
                    return Some(self.draft(line, reading));
                }
                Err(error) => {
                    // Whose rows come next nobody knows.
                    self.company.clear();
                    if error.is_final() {
                        self.broken = Some(error);
                        return None;
                    }
                    // The first part of a table tells what is wrong with a row as a whole.
                    if !matches!(self.columns.part, Part::Person { .. }) {
                        return Some(Err(vec![Fault {
                            line: error.line(),
                            column: None,
                            reason: error.into(),
                        }]));
                    }
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

    /// Whether the row has nothing for this part of the table: a row below a company that has only another of its people,
    /// or one without a person.
    fn passes_over(&mut self) -> bool {
        let company = match self.columns.part {
            Part::Whole => return false,
            Part::Company => None,
            Part::Person { company, .. } => Some(company),
        };
        let filled = |column: usize| {
            let cell = unguard(self.row.get(column).unwrap_or_default()).trim();
            (!self.columns.is_blank(cell)).then_some(cell)
        };
        if let Some(named) = company.and_then(filled) {
            named.clone_into(&mut self.company);
        }
        let is_empty = |column: &usize| {
            Some(*column) == company || self.columns.targets[*column].is_empty() || filled(*column).is_none()
        };
        self.turns.iter().all(is_empty)
    }

    fn draft(&mut self, line: u64, reading: &Reading) -> Result<Draft, Vec<Fault>> {
        let mut draft = Draft {
            line,
            entry: Entry::blank(self.columns.kind),
            links: Vec::new(),
            decision: None,
            changed: self.changed(reading),
        };
        let mut faults = Vec::new();
        match self.decision() {
            Ok(decision) => draft.decision = decision,
            Err(reason) => {
                let column = self.review.map(Place::column);
                faults.push(Fault { line, column, reason: reason.into() });
            }
        }
        if draft.decision == Some(Decision::PassOver) {
            return Ok(draft);
        }
        let mut name = NameParts::default();
        for &column in &self.turns {
            let raw = self.row.get(column).unwrap_or_default().trim();
            let written = unguard(raw).trim();
            if self.columns.is_blank(written) || self.columns.targets[column].is_empty() {
                continue;
            }
            if says_nothing(raw) {
                self.understood[column].note(line, written, String::new());
                continue;
            }
            for (target, place) in self.columns.targets[column].iter().zip(&self.places[column]) {
                let understood = &mut self.understood[column];
                let cell = self.columns.meant(target, written).unwrap_or(written);
                if cell != written {
                    understood.note(line, written, cell.to_owned());
                }
                if cell.is_empty()
                    || matches!((target, place), (Target::Field(field), Some(place))
                    if !field.shape.is_several() && !draft.entry.values[*place].is_empty())
                {
                    continue;
                }
                match target {
                    Target::Field(field) if matches!(field.shape, Shape::Link(_)) => {
                        draft.link(Some(column), field, cell.to_owned());
                    }
                    Target::Linked { field, system } => {
                        draft.link(Some(column), field, of_system(system, cell));
                    }
                    Target::Field(field) if matches!(field.shape, Shape::Links(_)) => {
                        draft.links.push(Link {
                            column: Some(column),
                            field: field.clone(),
                            names: split_list(cell),
                        });
                    }
                    Target::Field(field) => match self.columns.read(column, field, cell, reading) {
                        Ok(parsed) => {
                            if let Some(as_what) = parsed.understood_as {
                                understood.note(line, cell, as_what);
                            }
                            match place {
                                Some(place) => add(&mut draft.entry.values[*place], parsed.value),
                                None => draft.entry.put(field, parsed.value),
                            }
                        }
                        Err(reason) => {
                            faults.push(Fault { line, column: Some(column), reason: reason.into() });
                        }
                    },
                    Target::ExternalId { system } => {
                        let Some((place, field)) = place.zip(self.columns.kind.field("external_ids")) else {
                            continue;
                        };
                        let ids = split_list(cell).iter().map(|id| of_system(system, id)).collect();
                        let ids = Value::List(ids);
                        match field.check(&ids, reading.today) {
                            Ok(()) => add(&mut draft.entry.values[place], ids),
                            Err(reason) => {
                                let reason = ValueError::Rule(reason).into();
                                faults.push(Fault { line, column: Some(column), reason });
                            }
                        }
                    }
                    Target::NamePart(part) => name.put(*part, cell),
                    Target::Own { name } => {
                        if let Some(place) = self.custom {
                            own(&mut draft.entry.values[place], name, cell);
                        }
                    }
                }
            }
        }
        self.complete(&mut draft, &name, &mut faults, reading);
        if faults.is_empty() { Ok(draft) } else { Err(faults) }
    }

    /// Adds what no cell of the row says by itself: the company above, the joined name, what the user says of all rows.
    fn complete(&mut self, draft: &mut Draft, name: &NameParts, faults: &mut Vec<Fault>, reading: &Reading) {
        if let (Part::Person { company, .. }, Some(field)) =
            (&self.columns.part, Kind::Contact.field("account"))
            && !self.company.is_empty()
        {
            draft.link(Some(*company), field, self.company.clone());
        }
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
            Part::Whole | Part::Company => decision.map(Some),
            Part::Person { .. } => Ok(decision.ok().filter(|decision| *decision == Decision::PassOver)),
        }
    }

    /// Writes the company that a row below its own belongs to into the row, so that it is known wherever the row goes.
    fn inherit(&mut self, column: usize, line: u64) {
        let company = guard(self.company.clone());
        self.row = self
            .row
            .iter()
            .enumerate()
            .map(|(place, cell)| if place == column { &company } else { cell })
            .collect();
        self.understood[column].note(line, "", self.company.clone());
    }

    /// The day on which the record was last changed, by the column that says so.
    fn changed(&self, reading: &Reading) -> Option<Date> {
        let written = self.row.get(self.changes?)?.trim();
        let day = written.split(['T', ' ']).next().unwrap_or_default();
        parse_date(day, reading.today).ok().filter(|parsed| parsed.exact).map(|parsed| parsed.date)
    }

    /// Drops aliases that repeat a name, and tells those that are written in another way than it.
    fn drop_repeated_names(&mut self, draft: &mut Draft) {
        let dropped = drop_repeated_names(&mut draft.entry);
        let is_alias = |target: &Target| matches!(target, Target::Field(field) if field.name == "aliases");
        let column = self.columns.targets.iter().position(|targets| targets.iter().any(is_alias));
        let Some(understood) = column.and_then(|column| self.understood.get_mut(column)) else { return };
        let title = draft.entry.title().to_owned();
        let aliases = match draft.entry.get("aliases") {
            Value::List(aliases) => aliases.as_slice(),
            _ => &[],
        };
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

    /// For each column, the cells that were understood differently from how they are written.
    #[must_use]
    pub fn understood(&self) -> &[Understood] {
        &self.understood
    }
}

impl Understood {
    fn note(&mut self, line: u64, written: &str, understood: String) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(Example { line, written: written.to_owned(), understood });
        }
    }
}

/// Sets a value; several columns of one list field add up.
fn add(held: &mut Value, value: Value) {
    match (&mut *held, value) {
        (Value::List(items), Value::List(more)) => {
            for item in more {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
        }
        (held, value) => *held = value,
    }
}

fn own(custom: &mut Value, name: &str, cell: &str) {
    if !matches!(custom, Value::Custom(_)) {
        *custom = Value::Custom(std::collections::BTreeMap::new());
    }
    if let Value::Custom(values) = custom {
        values.insert(name.to_owned(), Value::Text(cell.to_owned()));
    }
}
