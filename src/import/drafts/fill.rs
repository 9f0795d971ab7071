//! Where the cells of a row go: each into what its column fills, and under the name of its column where that is filled already.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::doubt::{Doubt, Doubts};
use super::{Draft, Drafts, Fault, Link, Understood, Unread, habits, several};
use crate::domain::credit_code::{Flaw, flaw};
use crate::domain::external_id::of_system;
use crate::domain::fold::fold;
use crate::domain::formula::{says_nothing, unguard};
use crate::domain::kind::Kind;
use crate::domain::parse::{Parsed, Reading, ValueError, split_list};
use crate::domain::person_name::NameParts;
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;
use crate::import::columns::{Columns, StatedCurrency, Target, Unmatched};

/// A row while its cells are read.
pub(super) struct Filling {
    pub(super) draft: Draft,
    pub(super) faults: Vec<Fault>,
    pub(super) name: NameParts,
    /// The currency that the row says its amounts are in.
    pub(super) stated: Option<StatedCurrency>,
}

impl Filling {
    pub(super) fn of(draft: Draft) -> Self {
        Self { draft, faults: Vec::new(), name: NameParts::default(), stated: None }
    }

    /// How values of the row are read.
    pub(super) fn reading<'r>(&self, reading: &Reading<'r>) -> Reading<'r> {
        Reading { currency: self.stated.map_or(reading.currency, |stated| stated.currency), ..*reading }
    }

    pub(super) fn fault(&mut self, column: Option<usize>, reason: Unread) {
        self.faults.push(Fault { line: self.draft.line, column, reason });
    }
}

/// A cell, and where its column's field stands among those of the kind.
struct Cell<'c> {
    columns: &'c Columns,
    column: usize,
    position: Option<usize>,
    text: &'c str,
    reading: &'c Reading<'c>,
}

impl Drafts<'_> {
    /// Puts the cell of a column into all that the column fills.
    pub(super) fn fill(&mut self, column: usize, filling: &mut Filling, reading: &Reading) {
        let raw = self.row.get(column).unwrap_or_default().trim();
        let written = habits::without_formula(raw).unwrap_or_else(|| unguard(raw)).trim();
        let (fills, is_rest) = (!self.columns.targets[column].is_empty(), self.rests[column]);
        if !(fills || is_rest) || self.columns.is_blank(written) {
            return;
        }
        let (understood, line) = (&mut self.understood[column], filling.draft.line);
        if says_nothing(raw) {
            if fills {
                understood.note(line, written, String::new());
            }
            return;
        }
        if written.len() < raw.len() && raw.starts_with('=') {
            understood.note(line, raw, written.to_owned());
        }
        self.left_over[column] += u64::from(is_rest);
        for (target, position) in self.columns.targets[column].iter().zip(&self.places[column]) {
            let text = self.columns.meant(target, written).unwrap_or(written);
            if text != written {
                understood.note(line, written, text.to_owned());
            }
            let habit = match target {
                Target::Field(field) if raw == written && habits::is_nothing(field, text) => {
                    Cow::Borrowed("")
                }
                Target::Field(field) if field.name == "tags" => {
                    habits::tags(text, self.columns.profile.is_some())
                }
                Target::Field(field) => habits::meant(field, text, self.rows.is_of_cells()),
                _ => Cow::Borrowed(text),
            };
            if habit != text {
                understood.note(line, text, habit.clone().into_owned());
            }
            let text = habit.as_ref();
            let several = match target {
                Target::Field(field) => several::values(field, text),
                _ => None,
            };
            let text = several.as_ref().and_then(|several| several.first()).map_or(text, String::as_str);
            let cell = Cell { columns: &self.columns, column, position: *position, text, reading };
            let is_put = text.is_empty() || cell.put(target, filling, understood, &mut self.doubts);
            if several.is_some() {
                understood.note(line, written, text.to_owned());
            }
            let others = several.iter().flatten().skip(1).map(String::as_str);
            for other in Some(text).filter(|_| !is_put).into_iter().chain(others) {
                self.left_over[column] += 1;
                if self.columns.rest == Unmatched::Keep {
                    keep(&mut filling.draft.entry, &self.columns.header[column], other);
                }
            }
        }
    }
}

impl Cell<'_> {
    /// Puts the cell into one of the things that its column fills. False where another value is there already.
    fn put(
        &self,
        target: &Target,
        filling: &mut Filling,
        understood: &mut Understood,
        doubts: &mut Doubts,
    ) -> bool {
        let (column, draft) = (Some(self.column), &mut filling.draft);
        match target {
            Target::Linked { field, system } => draft.link(column, field, of_system(system, self.text)),
            Target::Field(field) if matches!(field.shape, Shape::Link(_)) => {
                draft.link(column, field, self.text.to_owned())
            }
            Target::Field(field) if matches!(field.shape, Shape::Links(_)) => {
                let names = split_list(self.text);
                draft.links.push(Link { column, field: field.clone(), names });
                true
            }
            Target::Field(field) => self.put_value(field, filling, understood, doubts),
            Target::ExternalId { system } => {
                self.add_ids(system, filling);
                true
            }
            Target::NamePart(part) => {
                filling.name.put(*part, self.text);
                true
            }
            Target::Own { name } => {
                keep(&mut draft.entry, name, self.text);
                true
            }
            Target::Currency => true,
        }
    }

    fn put_value(
        &self,
        field: &Field,
        filling: &mut Filling,
        understood: &mut Understood,
        doubts: &mut Doubts,
    ) -> bool {
        let stated = filling.stated;
        let (line, entry) = (filling.draft.line, &mut filling.draft.entry);
        let read = || self.read(field, stated);
        let held = self.position.map_or_else(|| entry.get(field.name), |place| &entry.values[place]);
        if !field.shape.is_several() && !held.is_empty() {
            return fold(held.as_text()) == fold(self.text)
                || read().is_ok_and(|parsed| parsed.value == *held);
        }
        match read() {
            Ok(parsed) => {
                if let Some(as_what) = parsed.understood_as {
                    understood.note(line, self.text, as_what);
                }
                if field.shape == Shape::Percent && self.text.ends_with(['%', '％']) {
                    doubts.in_percent(self.column);
                }
                if let Some(doubt) = doubtful(entry.kind, field, self.text) {
                    doubts.note(self.column, doubt, line);
                }
                match self.position {
                    Some(place) => add(&mut entry.values[place], parsed.value),
                    None => entry.put(field, parsed.value),
                }
            }
            Err(reason) => filling.fault(Some(self.column), reason),
        }
        true
    }

    /// Reads the value of a field. An amount is in the currency of its row.
    fn read(&self, field: &Field, stated: Option<StatedCurrency>) -> Result<Parsed, Unread> {
        let read = |text: &str| self.columns.read(self.column, field, text, self.reading);
        let parsed = read(self.text)?;
        let (Some(stated), Value::Money(money)) = (stated, &parsed.value) else { return Ok(parsed) };
        if money.currency == stated.currency {
            return Ok(parsed);
        }
        // A sign that several currencies have, such as `$`, means the one of the row.
        read(&format!("{} {}", self.text, stated.currency))
            .map_err(|_| self.columns.contradicts(stated, self.text, money.currency).into())
    }

    /// Adds ids that a system gave the record.
    fn add_ids(&self, system: &str, filling: &mut Filling) {
        let Some((place, field)) = self.position.zip(self.columns.kind.field("external_ids")) else { return };
        let ids = Value::List(split_list(self.text).iter().map(|id| of_system(system, id)).collect());
        match field.check(&ids, self.reading.today) {
            Ok(()) => add(&mut filling.draft.entry.values[place], ids),
            Err(reason) => filling.fault(Some(self.column), ValueError::Rule(reason).into()),
        }
    }
}

/// What is doubtful about a value that could be read.
fn doubtful(kind: Kind, field: &Field, text: &str) -> Option<Doubt> {
    let is_lost = || text.contains('\u{fffd}') || text.contains('?') && text.contains("???");
    if field.name == "name" && is_lost() {
        return Some(Doubt::Lost);
    }
    if field.name == "phone" && habits::has_exponent(text) {
        return Some(Doubt::Exponent);
    }
    if field.shape == Shape::Percent && habits::is_fraction(text) {
        return Some(Doubt::Fraction);
    }
    if kind != Kind::Account || field.name != "credit_code" {
        return None;
    }
    Some(match flaw(text)? {
        Flaw::CheckDigit if is_cut(text) => Doubt::Digits,
        Flaw::CheckDigit => Doubt::CheckDigit,
        Flaw::Form => Doubt::NoCreditCode,
    })
}

/// Whether a code of 18 digits lost its last three, as it does where a spreadsheet takes it for a number.
fn is_cut(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit()) && code.ends_with("000")
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

/// Keeps a value as the user's own. Of several columns of one name each keeps its own.
fn keep(entry: &mut Entry, name: &str, text: &str) {
    let Some(place) = entry.kind.position("custom") else { return };
    let mut values = match std::mem::take(&mut entry.values[place]) {
        Value::Custom(values) => values,
        _ => BTreeMap::new(),
    };
    let text = Value::Text(text.to_owned());
    let mut names = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name} {number}")));
    if let Some(name) = names.find(|name| values.get(name).is_none_or(|held| *held == text)) {
        values.insert(name, text);
    }
    entry.values[place] = Value::Custom(values);
}
