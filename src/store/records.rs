//! Generic reading and writing of records. Every write is journalled in its own transaction.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params_from_iter};

use super::cells::Cells;
use super::derived::{Decided, Touched};
use super::gather::Gathering;
use super::journal::{Runs, changed_fields};
use super::statements::Statements;
use super::{Prepared, Reader, Store, StoreError, industries, journal, keys, search, sql};
use crate::domain::date::Moment;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;

/// What the journal says about an operation beside its changes.
#[derive(Clone, Debug)]
pub struct OperationDraft {
    pub at: Moment,
    pub user: String,
    pub command: String,
    /// The operation that this one takes back.
    pub undoes: Option<i64>,
}

/// The result of a write and the number it has in the history; none when nothing changed or nothing was kept.
#[derive(Clone, Debug)]
pub struct Written<T> {
    pub value: T,
    pub operation: Option<i64>,
}

/// An open write transaction.
#[derive(Debug)]
pub struct Writer<'c> {
    pub(super) draft: &'c OperationDraft,
    /// What this write belongs to, when several are to be one operation.
    pub(super) gathering: Option<Gathering>,
    pub(super) operation: Option<i64>,
    counters: BTreeMap<&'static str, Counter>,
    pub(super) statements: Statements<'c>,
    pub(super) runs: Runs,
    pub(super) index: search::Changes,
    pub(super) touched: Touched,
    industries: industries::Names,
}

#[derive(Clone, Copy, Debug)]
struct Counter {
    next: i64,
    live: i64,
}

impl Store {
    /// Runs `work` as one operation of the history. `keep` false takes everything back at the end (a dry run).
    ///
    /// # Errors
    /// Those of `work`, and of the file; nothing is kept then.
    pub fn write<T, E: From<StoreError>>(
        &mut self,
        draft: &OperationDraft,
        keep: bool,
        work: impl FnOnce(&mut Writer) -> Result<(T, Text), E>,
    ) -> Result<Written<T>, E> {
        let gathering = self.gathering;
        let (value, operation) = self.transact(keep, |connection| {
            let (value, operation) = Writer::run(connection, draft, keep, gathering, work)?;
            Ok::<_, E>(((value, operation), operation.is_some()))
        })?;
        let operation = operation.filter(|_| keep);
        if let (Some(gathering), Some(_)) = (&mut self.gathering, operation) {
            gathering.operation = operation;
        }
        Ok(Written { value, operation })
    }

    /// Runs `work`, which also says whether it changed anything, in a transaction that is kept or taken back.
    pub(super) fn transact<T, E: From<StoreError>>(
        &mut self,
        keep: bool,
        work: impl FnOnce(&Connection) -> Result<(T, bool), E>,
    ) -> Result<T, E> {
        let path = self.path.clone();
        let of_file = |error| StoreError::of_file(error, &path);
        if self.connection.is_readonly("main").map_err(of_file)? {
            return Err(StoreError::ReadOnly { path }.into());
        }
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(of_file)?;
        let done = work(&transaction);
        let kept =
            if keep && matches!(done, Ok((_, true))) { transaction.commit() } else { transaction.rollback() };
        // What is kept is kept. An index that cannot be let go of now is in the way of the next one, which then is made in the file.
        let _ = search::let_go(&self.connection);
        let (value, _) = done?;
        kept.map_err(of_file)?;
        Ok(value)
    }
}

impl<'c> Writer<'c> {
    /// Runs `work` as one operation in an open transaction, which is kept or taken back; gives its number too, when it changed anything.
    pub(super) fn run<T, E: From<StoreError>>(
        connection: &'c Connection,
        draft: &'c OperationDraft,
        keep: bool,
        gathering: Option<Gathering>,
        work: impl FnOnce(&mut Writer) -> Result<(T, Text), E>,
    ) -> Result<(T, Option<i64>), E> {
        let mut writer = Writer {
            draft,
            gathering,
            operation: None,
            counters: BTreeMap::new(),
            statements: Statements::new(connection, draft.at),
            runs: Runs::default(),
            index: if keep { search::Changes::default() } else { search::Changes::of_dry_run() },
            touched: Touched::default(),
            industries: industries::Names::default(),
        };
        let (value, summary) = work(&mut writer)?;
        let operation = writer.finish(&summary)?;
        Ok((value, operation))
    }
}

impl Writer<'_> {
    /// Adds a record and gives it its number. A record that has one keeps it (it comes back).
    ///
    /// # Errors
    /// When a name is taken or the file refuses it.
    pub fn insert(&mut self, entry: &mut Entry) -> Result<i64, StoreError> {
        let prepared = Prepared::found(entry);
        self.insert_prepared(entry, prepared)
    }

    /// Adds a record of which it is worked out already how it will be found.
    ///
    /// # Errors
    /// As [`Writer::insert`].
    pub fn insert_prepared(&mut self, entry: &mut Entry, prepared: Prepared) -> Result<i64, StoreError> {
        debug_assert_eq!(prepared.keys, Prepared::found(entry).keys);
        debug_assert_eq!(prepared.clone().words(entry), Prepared::of(entry).words(entry));
        refuse_cycle(&self.statements, entry)?;
        self.refuse_taken_industry(None, entry)?;
        // An import survives a name that is taken, so until that is known nothing may be written.
        let is_new = entry.id == 0;
        if is_new {
            entry.id = self.counter(entry.kind.name())?.next;
        }
        if let Err(error) = keys::add(&mut self.statements, entry, &prepared.keys) {
            if is_new {
                entry.id = 0;
            }
            return Err(error);
        }
        let counter = self.counter(entry.kind.name())?;
        counter.live += 1;
        counter.next = counter.next.max(entry.id + 1);
        // Every kind ends with these two.
        if let [.., created, updated] = entry.values.as_mut_slice() {
            let now = Value::Moment(self.draft.at);
            if created.is_empty() {
                *created = now.clone();
            }
            *updated = now;
        }
        self.statements.insert(entry)?;
        self.index.add(&mut self.statements, entry, prepared.words(entry))?;
        self.industries.note(None, Some(entry));
        self.touched.note(None, Some(entry));
        let operation = self.number()?;
        self.runs.created(&mut self.statements, operation, entry)?;
        Ok(entry.id)
    }

    /// Whether a record holds all that an entry says, value for value, without reading the rest of it. False says that it has to be read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn holds(&mut self, id: i64, entry: &Entry) -> Result<bool, StoreError> {
        let mut values = entry.kind.fields().iter().zip(&entry.values);
        let is_written = values.all(|(field, value)| sql::is_written(field) || value.is_empty());
        Ok(is_written && self.statements.holds(id, entry)?)
    }

    /// Changes a record from what it was to what it shall be. Tells which fields changed.
    ///
    /// # Errors
    /// When a name is taken, a cycle would arise or the file refuses it.
    pub fn update(&mut self, before: &Entry, after: &Entry) -> Result<Vec<&'static Field>, StoreError> {
        let changed: Vec<&'static Field> = changed_fields(before, after);
        if changed.is_empty() {
            return Ok(changed);
        }
        refuse_cycle(&self.statements, after)?;
        self.refuse_taken_industry(Some(before), after)?;
        keys::replace(&mut self.statements, before, after)?;
        let mut settings = Vec::new();
        let mut columns = Cells::default();
        for field in &changed {
            for suffix in if before.kind.field(field.name).is_some_and(is_money) {
                &["", "_currency"][..]
            } else {
                &[""][..]
            } {
                settings.push(format!("\"{}{suffix}\" = ?{}", field.name, settings.len() + 1));
            }
            sql::bind(field, after.get(field.name), &mut columns);
        }
        columns.text(&self.draft.at.to_string());
        columns.integer(before.id);
        let text = format!(
            "UPDATE \"{}\" SET {}, \"updated\" = ?{} WHERE \"id\" = ?{}",
            before.kind,
            settings.join(", "),
            settings.len() + 1,
            settings.len() + 2
        );
        self.connection()?
            .prepare_cached(&text)?
            .execute(params_from_iter(columns.values(0..columns.len())))?;
        self.index.replace(&mut self.statements, before, after)?;
        self.industries.note(Some(before), Some(after));
        self.touched.note(Some(before), Some(after));
        let operation = self.number()?;
        journal::changed(&mut self.statements, operation, before, after)?;
        Ok(changed)
    }

    /// Removes a record. What points at it has to be gone or changed by the end of the operation.
    ///
    /// # Errors
    /// When the file refuses it.
    pub fn delete(&mut self, entry: &Entry) -> Result<(), StoreError> {
        self.delete_run(entry.kind, std::slice::from_ref(entry))
    }

    /// Removes the records of a kind from the number of the last of them through that of the first: all that there are.
    ///
    /// # Errors
    /// When the file refuses it.
    pub(super) fn delete_run(&mut self, kind: Kind, going: &[Entry]) -> Result<(), StoreError> {
        let (Some(first), Some(last)) = (going.last(), going.first()) else { return Ok(()) };
        let text = format!("DELETE FROM \"{kind}\" WHERE \"id\" BETWEEN ?1 AND ?2");
        self.connection()?.prepare_cached(&text)?.execute([first.id, last.id])?;
        going.iter().try_for_each(|entry| self.gone(entry))?;
        let operation = self.number()?;
        journal::removed(&self.statements, operation, going)
    }

    /// Notes that a record is gone.
    fn gone(&mut self, entry: &Entry) -> Result<(), StoreError> {
        keys::remove(self.statements.beside_records(), entry)?;
        self.index.remove(&mut self.statements, entry)?;
        self.counter(entry.kind.name())?.live -= 1;
        self.industries.note(Some(entry), None);
        self.touched.note(Some(entry), None);
        Ok(())
    }

    /// What comes back by an undo was there, two of one name from before that was refused among them.
    fn refuse_taken_industry(&mut self, before: Option<&Entry>, after: &Entry) -> Result<(), StoreError> {
        if self.draft.undoes.is_some() {
            return Ok(());
        }
        self.industries.refuse_taken(self.statements.read(), before, after)
    }

    /// The connection, through which all records are written now.
    pub(super) fn connection(&self) -> Result<&Connection, StoreError> {
        self.statements.connection()
    }

    /// Reads what the transaction has written so far.
    #[must_use]
    pub fn read(&self) -> Reader<'_> {
        self.statements.read()
    }

    /// Who writes.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.draft.user
    }

    /// Whether this operation changed what is known of any account.
    #[must_use]
    pub fn has_changed_facts(&self) -> bool {
        !self.touched.is_empty()
    }

    /// Accounts for which this operation added, changed or removed records of some kinds.
    #[must_use]
    pub fn accounts_with_changed(&self, kinds: &BTreeSet<Kind>) -> BTreeSet<i64> {
        self.touched.by(kinds)
    }

    /// Projects of which this operation wrote moves or another status.
    #[must_use]
    pub fn changed_decisions(&self) -> Vec<(i64, Decided)> {
        self.touched.decisions()
    }

    /// Keeps the share of the five looks that is answered (0-100) beside an account; none where nothing was recorded.
    ///
    /// # Errors
    /// When the file refuses it.
    pub fn set_coverage(&mut self, account: i64, percent: Option<f64>) -> Result<(), StoreError> {
        self.connection()?
            .prepare_cached("UPDATE \"account\" SET \"coverage\" = ?2 WHERE \"id\" = ?1")?
            .execute((account, percent))?;
        Ok(())
    }

    /// The number this operation has in the history, once it has changed something.
    pub(super) fn number(&mut self) -> Result<i64, StoreError> {
        if let Some(number) = self.operation {
            return Ok(number);
        }
        if let Some(number) = self.continued()? {
            self.operation = Some(number);
            return Ok(number);
        }
        let counter = self.counter("operation")?;
        let number = counter.next;
        counter.next += 1;
        counter.live += 1;
        journal::begin(self.connection()?, number, self.draft)?;
        self.operation = Some(number);
        Ok(number)
    }

    fn counter(&mut self, name: &'static str) -> Result<&mut Counter, StoreError> {
        use std::collections::btree_map::Entry as Slot;
        match self.counters.entry(name) {
            Slot::Occupied(slot) => Ok(slot.into_mut()),
            Slot::Vacant(slot) => {
                let counter = self
                    .statements
                    .beside_records()
                    .prepare_cached("SELECT \"next\", \"live\" FROM \"counter\" WHERE \"kind\" = ?1")?
                    .query_row([name], |row| Ok(Counter { next: row.get(0)?, live: row.get(1)? }))
                    .optional()?
                    .unwrap_or(Counter { next: 1, live: 0 });
                Ok(slot.insert(counter))
            }
        }
    }

    fn finish(&mut self, summary: &Text) -> Result<Option<i64>, StoreError> {
        let Some(operation) = self.operation else { return Ok(None) };
        self.runs.end(self.statements.connection()?)?;
        self.index.write(&mut self.statements)?;
        self.touched.refresh(self.connection()?)?;
        for (name, counter) in &self.counters {
            self.connection()?
                .prepare_cached(
                    "INSERT INTO \"counter\" (\"kind\", \"next\", \"live\") VALUES (?1, ?2, ?3) \
                     ON CONFLICT (\"kind\") DO UPDATE SET \"next\" = excluded.\"next\", \"live\" = excluded.\"live\"",
                )?
                .execute((name, counter.next, counter.live))?;
        }
        journal::end(self.connection()?, operation, summary)?;
        Ok(Some(operation))
    }
}

fn is_money(field: &Field) -> bool {
    field.shape == crate::domain::record::Shape::Money
}

/// Refuses a record that stands above itself.
fn refuse_cycle(statements: &Statements, entry: &Entry) -> Result<(), StoreError> {
    let field = match entry.kind {
        Kind::Account => "parent",
        Kind::Contact => "reports_to",
        _ => return Ok(()),
    };
    let mut above = entry.get(field).as_integer();
    if above.is_none() {
        return Ok(());
    }
    let connection = statements.connection()?;
    let mut seen = BTreeSet::from([entry.id]);
    while let Some(id) = above {
        if !seen.insert(id) {
            return Err(StoreError::Cycle { kind: entry.kind, name: entry.title().into_owned() });
        }
        above = connection
            .prepare_cached(&format!("SELECT \"{field}\" FROM \"{}\" WHERE \"id\" = ?1", entry.kind))?
            .query_row([id], |row| row.get(0))
            .optional()?
            .flatten();
    }
    Ok(())
}
