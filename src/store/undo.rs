//! Taking operations back: what it would do, what forbids it, and doing it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use rusqlite::Connection;

use super::journal::{NOTED, Noted, Operation, noted, operation, put_fields, read_noted};
use super::ranges::{Ranges, each_that_came_or_went};
use super::reader::entries_where;
use super::restored::Restored;
use super::{Reader, StoreError, Writer};
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Shape};

/// A later operation that builds on what would be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependence {
    pub operation: i64,
    pub summary: Text,
}

/// What taking an operation back would do.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoPlan {
    pub operation: Operation,
    /// Records that would go, come back and change, by kind.
    pub created: BTreeMap<Kind, usize>,
    pub removed: BTreeMap<Kind, usize>,
    pub changed: BTreeMap<Kind, usize>,
    /// Later operations that forbid it.
    pub dependences: Vec<Dependence>,
}

/// Which of two changes of the same record stand in each other's way: both touch a field, or one makes or removes it.
fn collide(earlier: &Noted, later: &Noted) -> bool {
    match (&earlier.before, &earlier.after, &later.after) {
        (Some(_), Some(earlier), Some(later)) => earlier.keys().any(|field| later.contains_key(field)),
        _ => true,
    }
}

/// Records that an operation changed, each once.
const STAYED: &str = "SELECT DISTINCT \"kind\", \"record\" FROM \"change\" \
     WHERE \"operation\" = ?1 AND \"before\" IS NOT NULL AND \"after\" IS NOT NULL";

impl Reader<'_> {
    /// What taking an operation back would do, and what forbids it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn undo_plan(&self, operation: Operation) -> Result<UndoPlan, StoreError> {
        let number = operation.number;
        let mut plan = UndoPlan {
            operation,
            created: BTreeMap::new(),
            removed: BTreeMap::new(),
            changed: BTreeMap::new(),
            dependences: Vec::new(),
        };
        let mut told = Ranges::default();
        each_that_came_or_went(self.connection()?, number, |kind, is_new, first, last| {
            let counts = if is_new { &mut plan.created } else { &mut plan.removed };
            *counts.entry(kind).or_default() += usize::try_from(last - first + 1).unwrap_or(0);
            told.push(kind, first, last);
        })?;
        let mut statement = self.connection()?.prepare_cached(STAYED)?;
        let mut rows = statement.query([number])?;
        while let Some(row) = rows.next()? {
            let Some(kind) = Kind::named(&row.get::<_, String>(0)?) else { continue };
            // What was amended in the operation that made it goes with it, and is not told twice.
            if !told.contain(kind, row.get(1)?) {
                *plan.changed.entry(kind).or_default() += 1;
            }
        }
        plan.dependences = self.dependences(number)?;
        Ok(plan)
    }

    /// # Errors
    /// When the file cannot be read.
    pub fn operation(&self, number: i64) -> Result<Option<Operation>, StoreError> {
        operation(self.connection()?, number)
    }

    /// The operation that an undo or a redo is about in the end; itself for any other.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn root_of(&self, number: i64) -> Result<i64, StoreError> {
        root(self.connection()?, number)
    }

    /// Later operations in force that build on this one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn dependences(&self, number: i64) -> Result<Vec<Dependence>, StoreError> {
        let mut found = Vec::new();
        for later in dependences(self.connection()?, number)? {
            let operation = operation(self.connection()?, later)?;
            found.extend(
                operation.map(|operation| Dependence { operation: later, summary: operation.summary }),
            );
        }
        Ok(found)
    }
}

/// Later changes of what an operation changed, in whatever account the record is now. The second half is of records
/// created again together with others of smaller numbers.
const OF_THE_SAME_RECORD: &str = "
    SELECT later.\"operation\", earlier.\"id\", later.\"id\" FROM \"change\" earlier
    JOIN \"change\" later ON later.\"kind\" = earlier.\"kind\" AND later.\"operation\" > earlier.\"operation\"
        AND later.\"record\" >= earlier.\"record\" AND later.\"record\" <= coalesce(earlier.\"through\", earlier.\"record\")
    WHERE earlier.\"operation\" = ?1
        AND NOT (later.\"before\" IS NOT DISTINCT FROM '{}' AND later.\"after\" IS NOT DISTINCT FROM '{}')
    UNION ALL
    SELECT later.\"operation\", earlier.\"id\", later.\"id\" FROM \"change\" later
    CROSS JOIN \"change\" earlier ON +earlier.\"operation\" = ?1 AND earlier.\"kind\" = later.\"kind\"
        AND earlier.\"record\" > later.\"record\" AND earlier.\"record\" <= later.\"through\"
    WHERE later.\"through\" IS NOT NULL AND later.\"operation\" > ?1";

/// Later changes in an account that the operation made, and later moves in a process that it moved. Moves that only came
/// to another account, by a merge, say nothing about where the accounts stand.
fn of_the_same_account() -> String {
    // What the moves of a change are part of, or were when they went.
    let processes = |change: &str| {
        format!(
            "(SELECT \"project\" FROM \"stage_move\" WHERE ({change}.\"before\" IS NULL OR {change}.\"after\" IS NOT NULL) \
             AND \"id\" BETWEEN {change}.\"record\" AND coalesce({change}.\"through\", {change}.\"record\") \
             UNION ALL SELECT CAST({change}.\"before\" ->> 'project' AS BIGINT) \
             WHERE {change}.\"before\" IS NOT NULL AND {change}.\"after\" IS NULL)"
        )
    };
    let [earlier, later] = ["earlier", "later"].map(processes);
    format!(
        "SELECT later.\"operation\" FROM \"change\" earlier
    JOIN \"change\" later ON later.\"operation\" > earlier.\"operation\"
        AND later.\"account\" >= earlier.\"record\" AND later.\"account\" <= coalesce(earlier.\"through\", earlier.\"record\")
    WHERE earlier.\"operation\" = ?1 AND earlier.\"kind\" = 'account' AND earlier.\"before\" IS NULL
    UNION SELECT later.\"operation\" FROM \"change\" earlier
    JOIN \"change\" later ON later.\"account\" = earlier.\"account\" AND later.\"operation\" > earlier.\"operation\"
    WHERE earlier.\"operation\" = ?1 AND earlier.\"kind\" = 'stage_move' AND later.\"kind\" = 'stage_move'
        AND (earlier.\"before\" IS NULL OR earlier.\"after\" IS NULL)
        AND EXISTS (SELECT 1 FROM {earlier} one JOIN {later} other ON one.\"project\" IS NOT DISTINCT FROM other.\"project\")"
    )
}

/// Later operations that build on this one and whose effect is still there: they change what it changed, belong to
/// an account that it made, move an account on from where it moved it, point at a record that it made, or removed what
/// the records lead to that it removed or let lead elsewhere.
fn dependences(connection: &Connection, number: i64) -> Result<Vec<i64>, StoreError> {
    let mut effects = Effects { connection, number, known: BTreeMap::new() };
    let mut found = BTreeSet::new();
    let mut statement = connection.prepare_cached(OF_THE_SAME_RECORD)?;
    let mut rows = statement.query([number])?;
    while let Some(row) = rows.next()? {
        let (later, earlier_change, later_change): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if found.contains(&later) || !effects.last(later)? {
            continue;
        }
        if let (Some(earlier), Some(later_one)) =
            (noted(connection, earlier_change)?, noted(connection, later_change)?)
            && collide(&earlier, &later_one)
        {
            found.insert(later);
        }
    }
    let mut statement = connection.prepare_cached(&of_the_same_account())?;
    let mut candidates =
        statement.query_map([number], |row| row.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()?;
    for kind in kinds_of(connection, number, "\"before\" IS NULL")? {
        candidates.extend(pointing_operations(connection, number, kind)?);
    }
    for kind in kinds_of(connection, number, "\"before\" IS NOT NULL")? {
        candidates.extend(removing_operations(connection, number, kind)?);
    }
    for later in candidates {
        if effects.last(later)? {
            found.insert(later);
        }
    }
    Ok(found.into_iter().collect())
}

/// Which operations after one still have an effect.
struct Effects<'c> {
    connection: &'c Connection,
    number: i64,
    known: BTreeMap<i64, bool>,
}

impl Effects<'_> {
    /// Whether what an operation changed lasts, seen from the state that `number` left.
    ///
    /// An operation that came later lasts while it is in force, and its own undo and redo need no look of their own.
    /// The undo or redo of one that came earlier is a change of its own, unless another one cancelled it.
    fn last(&mut self, later: i64) -> Result<bool, StoreError> {
        if let Some(known) = self.known.get(&later) {
            return Ok(*known);
        }
        let lasts = match operation(self.connection, later)? {
            None => false,
            Some(operation) if operation.undoes.is_none() => operation.undone_by.is_none(),
            Some(_) => {
                let first = root(self.connection, later)?;
                let own = root(self.connection, self.number)?;
                first < self.number && first != own && self.turns_of(first)? % 2 == 1
            }
        };
        self.known.insert(later, lasts);
        Ok(lasts)
    }

    /// How often an operation was undone or redone after `number`.
    fn turns_of(&self, first: i64) -> Result<i64, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM \"operation\" o JOIN \"operation\" u ON u.\"number\" = o.\"undoes\" \
                 WHERE coalesce(u.\"undoes\", o.\"undoes\") = ?1 AND o.\"number\" > ?2",
            )?
            .query_row((first, self.number), |row| row.get(0))?)
    }
}

/// The operation that an undo or a redo is about in the end; itself for any other.
fn root(connection: &Connection, number: i64) -> Result<i64, StoreError> {
    let mut number = number;
    while let Some(undoes) = operation(connection, number)?.and_then(|operation| operation.undoes) {
        number = undoes;
    }
    Ok(number)
}

/// The kinds of record of those changes of an operation that meet a condition.
fn kinds_of(connection: &Connection, number: i64, condition: &str) -> Result<Vec<Kind>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT DISTINCT \"kind\" FROM \"change\" WHERE \"operation\" = ?1 AND {condition}"
    ))?;
    let names =
        statement.query_map([number], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(names.iter().filter_map(|name| Kind::named(name)).collect())
}

/// Operations after this one that let other records point at those of a kind that this one made.
fn pointing_operations(connection: &Connection, number: i64, kind: Kind) -> Result<Vec<i64>, StoreError> {
    let mut operations = Vec::new();
    for (pointing, field) in kind.references().filter(|(_, field)| field.name != "account") {
        let made = |value: &str| {
            format!(
                "made.\"operation\" = ?1 AND made.\"kind\" = ?2 AND made.\"before\" IS NULL \
                 AND {value} >= made.\"record\" AND {value} <= coalesce(made.\"through\", made.\"record\")"
            )
        };
        let points = if field.shape.is_several() {
            // What a list names is in the same account, so only the accounts of what was made are looked at.
            format!(
                "SELECT r.\"id\" FROM \"{pointing}\" r CROSS JOIN json_each(r.\"{0}\") named CROSS JOIN \"change\" made \
                 WHERE r.\"account\" IN (SELECT \"account\" FROM \"change\" WHERE \"operation\" = ?1 AND \"kind\" = ?2) \
                 AND r.\"{0}\" IS NOT NULL AND {1}",
                field.name,
                made("named.value")
            )
        } else {
            format!(
                "SELECT r.\"id\" FROM \"change\" made CROSS JOIN \"{pointing}\" r WHERE {}",
                made(&format!("r.\"{}\"", field.name))
            )
        };
        // Creating a record does not point anywhere when a later change, still in force, set the field.
        let sets = format!(
            "(c.\"after\" ->> '{0}' IS NOT NULL OR c.\"before\" IS NULL AND NOT EXISTS (SELECT 1 FROM \"change\" d \
             JOIN \"operation\" o ON o.\"number\" = d.\"operation\" \
             AND o.\"undoes\" IS NULL AND o.\"undone_by\" IS NULL \
             WHERE d.\"kind\" = '{pointing}' AND d.\"record\" = points.\"id\" AND d.\"id\" > c.\"id\" \
             AND json_type(d.\"before\", '$.{0}') IS NOT NULL))",
            field.name
        );
        let mut statement = connection.prepare_cached(&format!(
            "WITH points AS MATERIALIZED ({points}) \
             SELECT c.\"operation\" FROM points CROSS JOIN \"change\" c \
             ON c.\"kind\" = '{pointing}' AND c.\"record\" = points.\"id\" WHERE c.\"operation\" > ?1 AND {sets} \
             UNION \
             SELECT c.\"operation\" FROM points CROSS JOIN \"change\" c \
             ON c.\"through\" IS NOT NULL AND c.\"kind\" = '{pointing}' \
             AND points.\"id\" BETWEEN +c.\"record\" AND c.\"through\" WHERE c.\"operation\" > ?1 AND {sets}",
        ))?;
        for operation in statement.query_map((number, kind.name()), |row| row.get::<_, i64>(0))? {
            operations.push(operation?);
        }
    }
    Ok(operations)
}

/// Operations after this one that removed what records of a kind led to before this one.
fn removing_operations(connection: &Connection, number: i64, kind: Kind) -> Result<Vec<i64>, StoreError> {
    let mut operations = Vec::new();
    for field in kind.fields() {
        let (Shape::Link(to) | Shape::Links(to)) = field.shape else { continue };
        let mut statement = connection.prepare_cached(&format!(
            "SELECT gone.\"operation\" FROM \"change\" earlier \
             CROSS JOIN json_each(earlier.\"before\", '$.{0}') named CROSS JOIN \"change\" gone \
             ON gone.\"kind\" = '{to}' AND gone.\"record\" = named.\"atom\" AND gone.\"operation\" > ?1 \
             AND gone.\"before\" IS NOT NULL AND gone.\"after\" IS NULL \
             WHERE earlier.\"operation\" = ?1 AND earlier.\"kind\" = '{kind}' AND earlier.\"before\" IS NOT NULL",
            field.name
        ))?;
        for operation in statement.query_map([number], |row| row.get::<_, i64>(0))? {
            operations.push(operation?);
        }
    }
    Ok(operations)
}

/// How many changes are taken back between two looks at the list.
const CHUNK: i64 = 1000;

/// How many records that an operation made one after the other go at a time; then it is told how far it is.
const STRIDE: i64 = 1000;

const BETWEEN: &str = "\"id\" BETWEEN ?1 AND ?2";

impl Writer<'_> {
    /// Takes back every change of an operation, newest first. Calls `step` with how many were taken back.
    ///
    /// # Errors
    /// When the file refuses it.
    pub fn revert(&mut self, number: i64, mut step: impl FnMut(usize)) -> Result<usize, StoreError> {
        // An operation whose changes cancel out still has to be marked as taken back.
        self.number()?;
        let mut going = Ranges::default();
        each_that_came_or_went(self.connection()?, number, |kind, is_new, first, last| {
            if is_new {
                going.push(kind, first, last);
            }
        })?;
        self.index.forget(&mut self.statements, going)?;
        let mut newest = i64::MAX;
        let mut reverted = 0;
        let mut restored = Restored::default();
        loop {
            let chunk = {
                let mut statement = self.connection()?.prepare_cached(&format!(
                    "{NOTED} WHERE \"operation\" = ?1 AND \"id\" < ?2 ORDER BY \"id\" DESC LIMIT ?3"
                ))?;
                let mut rows = statement.query((number, newest, CHUNK))?;
                let mut chunk = Vec::new();
                while let Some(row) = rows.next()? {
                    newest = row.get(0)?;
                    chunk.extend(read_noted(row)?);
                }
                chunk
            };
            if chunk.is_empty() {
                self.index.forgotten();
                restored.settle(self)?;
                restored.check(self.connection()?)?;
                return Ok(reverted);
            }
            for noted in &chunk {
                for records in noted.runs(STRIDE) {
                    reverted += usize::try_from(records.end() - records.start() + 1).unwrap_or(0);
                    self.revert_change(noted, records, &mut restored)?;
                    step(reverted);
                }
            }
        }
    }

    fn revert_change(
        &mut self,
        noted: &Noted,
        records: RangeInclusive<i64>,
        restored: &mut Restored,
    ) -> Result<(), StoreError> {
        let (kind, record) = (noted.kind, *records.start());
        let Some(before) = &noted.before else {
            let going = entries_where(self.connection()?, kind, BETWEEN, [record, *records.end()])?;
            let going: Vec<Entry> = going.into_iter().rev().collect();
            return self.delete_run(kind, &going);
        };
        match self.read().find(kind, record)? {
            Some(current) => {
                let mut after = current.clone();
                put_fields(&mut after, before)?;
                restored.note(&after, current.account());
                self.update(&current, &after).map(|_| ())
            }
            // What was forgotten for good stays away.
            None if before.is_empty() => Ok(()),
            None => {
                let mut entry = Entry::blank(kind);
                entry.id = record;
                put_fields(&mut entry, before)?;
                restored.note(&entry, None);
                self.insert(&mut entry).map(|_| ())
            }
        }
    }
}
