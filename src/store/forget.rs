//! Removing a person's personal file for good: from the record, from the trips, and from the history that kept them.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;
use serde_json::{Map, Value as Json};

use super::{Reader, Store, StoreError, Writer, journal};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;

/// What was removed for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Private fields that held something, now or at some time.
    pub fields: BTreeSet<&'static str>,
    /// Trips, also those that were removed before.
    pub trips: usize,
}

impl Forgotten {
    /// Whether there was nothing to remove.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.trips == 0
    }
}

/// What both states of a change become when nothing of it may be told.
const NOTHING: &str = "{}";

impl Reader<'_> {
    /// The account that a person belonged to who was removed, and the name; for people who are there, use `find`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn removed_contact(&self, contact: i64) -> Result<Option<(Option<i64>, String)>, StoreError> {
        Ok(self
            .connection()?
            .prepare_cached(
                "SELECT \"account\", coalesce(\"before\" ->> 'name', '') FROM \"change\" \
                 WHERE \"kind\" = 'contact' AND \"record\" = ?1 AND \"before\" IS NOT NULL AND \"after\" IS NULL ORDER BY \"id\" DESC LIMIT 1",
            )?
            .query_row([contact], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Removes a person's private fields and trips, also from every earlier operation, whose command lines go too.
    /// What is left of it in the history cannot be undone. The person may have been removed already.
    ///
    /// # Errors
    /// When there never was such a person, or the file refuses it.
    pub fn forget(&mut self, contact: i64) -> Result<Forgotten, StoreError> {
        let current = self.read().find(Kind::Contact, contact)?;
        let account = match &current {
            Some(entry) => entry.account(),
            None => {
                self.read()
                    .removed_contact(contact)?
                    .ok_or(StoreError::Missing { kind: Kind::Contact, id: contact })?
                    .0
            }
        };
        let mut forgotten = Forgotten::default();
        if let Some(entry) = &current {
            self.empty_personal_file(entry)?;
        }
        let own = self.number()?;
        self.forget_changes_of_contact(contact, own, &mut forgotten)?;
        self.forget_trips(contact, own, &mut forgotten)?;
        // Marks the operation as one that nothing takes back, also when the record itself held nothing.
        self.connection()?
            .prepare_cached("DELETE FROM \"change\" WHERE \"operation\" = ?1")?
            .execute([own])?;
        self.connection()?
            .prepare_cached(
                "INSERT INTO \"change\" (\"operation\", \"kind\", \"record\", \"account\", \"before\", \"after\") \
                 VALUES (?1, 'contact', ?2, ?3, ?4, ?4)",
            )?
            .execute((own, contact, account, NOTHING))?;
        Ok(forgotten)
    }

    /// Empties the private fields of a person who is there, and removes the trips.
    fn empty_personal_file(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let mut after = entry.clone();
        for field in private_fields() {
            after.put(field, Value::Empty);
        }
        self.update(entry, &after)?;
        let Some(field) = Kind::Trip.field("contact") else { return Ok(()) };
        for trip in self.read().pointing_at(Kind::Trip, field, entry.id)? {
            self.delete(&trip)?;
        }
        Ok(())
    }

    fn forget_changes_of_contact(
        &mut self,
        contact: i64,
        own: i64,
        forgotten: &mut Forgotten,
    ) -> Result<(), StoreError> {
        // Not by account: people move along when accounts are merged.
        for mut change in journal::noted_of(self.connection()?, Kind::Contact, contact)? {
            for state in [&mut change.before, &mut change.after].into_iter().flatten() {
                for field in private_fields() {
                    if state.shift_remove(field.name).is_some_and(|value| !value.is_null()) {
                        forgotten.fields.insert(field.name);
                    }
                }
            }
            let text = |state: Option<Map<String, Json>>| state.map(|state| Json::Object(state).to_string());
            self.connection()?
                .prepare_cached("UPDATE \"change\" SET \"before\" = ?2, \"after\" = ?3 WHERE \"id\" = ?1")?
                .execute((change.id, text(change.before), text(change.after)))?;
            self.forget_command(change.operation, own)?;
        }
        Ok(())
    }

    fn forget_trips(&mut self, contact: i64, own: i64, forgotten: &mut Forgotten) -> Result<(), StoreError> {
        let mut trips = BTreeSet::new();
        let mut statement = self.connection()?.prepare_cached(
            "SELECT DISTINCT \"record\" FROM \"change\" WHERE \"kind\" = 'trip' \
             AND (\"before\" ->> 'contact' = ?1 OR \"after\" ->> 'contact' = ?1)",
        )?;
        let found = statement.query_map([contact], |row| row.get::<_, i64>(0))?;
        for trip in found {
            trips.insert(trip?);
        }
        for trip in &trips {
            for change in journal::noted_of(self.connection()?, Kind::Trip, *trip)? {
                self.forget_command(change.operation, own)?;
            }
            self.connection()?
                .prepare_cached(
                    "UPDATE \"change\" SET \"before\" = ?2, \"after\" = ?2 \
                     WHERE \"kind\" = 'trip' AND \"record\" = ?1 AND \"through\" IS NULL",
                )?
                .execute((trip, NOTHING))?;
        }
        forgotten.trips = trips.len();
        Ok(())
    }

    /// A command line may hold what was forgotten, so it goes as a whole; that of the forgetting itself holds nothing.
    fn forget_command(&self, operation: i64, own: i64) -> Result<(), StoreError> {
        if operation != own {
            self.connection()?
                .prepare_cached("UPDATE \"operation\" SET \"command\" = '' WHERE \"number\" = ?1")?
                .execute([operation])?;
        }
        Ok(())
    }
}

impl Store {
    /// Whether all that an operation did was forgotten for good, so that there is nothing to take back.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_forgotten(&self, operation: i64) -> Result<bool, StoreError> {
        let (all, emptied): (i64, i64) = self
            .connection
            .prepare_cached(
                "SELECT count(*), count(CASE WHEN \"before\" = ?2 AND \"after\" = ?2 THEN 1 END) \
                 FROM \"change\" WHERE \"operation\" = ?1",
            )?
            .query_row((operation, NOTHING), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(all > 0 && all == emptied)
    }
}

fn private_fields() -> impl Iterator<Item = &'static Field> {
    Kind::Contact.fields().iter().filter(|field| field.private)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Text;
    use crate::store::OperationDraft;

    fn write<T>(
        store: &mut Store,
        command: &str,
        work: impl FnOnce(&mut Writer) -> Result<T, StoreError>,
    ) -> (T, i64) {
        let draft = OperationDraft {
            at: "2026-03-01T10:00:00Z".parse().unwrap(),
            user: "us".to_owned(),
            command: command.to_owned(),
            undoes: None,
        };
        let told = Text { en: "did it".to_owned(), zh: "做了".to_owned() };
        let written = store.write(&draft, true, |writer| work(writer).map(|value| (value, told))).unwrap();
        (written.value, written.operation.unwrap())
    }

    fn with(kind: Kind, values: &[(&str, Value)]) -> Entry {
        let mut entry = Entry::blank(kind);
        for (field, value) in values {
            entry.set(field, value.clone());
        }
        entry
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    /// The file's bytes, with what has not come to it from the log.
    fn bytes(store: &Store) -> Vec<u8> {
        let mut all = std::fs::read(store.path()).unwrap();
        let log = format!("{}-wal", store.path().display());
        all.extend(std::fs::read(log).unwrap_or_default());
        all
    }

    fn holds(store: &Store, secret: &str) -> bool {
        bytes(store).windows(secret.len()).any(|window| window == secret.as_bytes())
    }

    fn filled(store: &mut Store) -> (i64, i64) {
        let (account, _) = write(store, "acct add 华为", |writer| {
            writer.insert(&mut with(Kind::Account, &[("name", text("华为"))]))
        });
        let (contact, added) = write(store, "acct contact add 华为 王芳 --family SECRET1", |writer| {
            let values = [
                ("account", Value::Link(account)),
                ("name", text("王芳")),
                ("family", text("SECRET1")),
                ("note", text("kept")),
            ];
            writer.insert(&mut with(Kind::Contact, &values))
        });
        write(store, "acct contact edit 华为 王芳 --family SECRET2", |writer| {
            let before = writer.read().get(Kind::Contact, contact)?;
            let mut after = before.clone();
            after.set("family", text("SECRET2"));
            writer.update(&before, &after)
        });
        let trip = [
            ("account", Value::Link(account)),
            ("contact", Value::Link(contact)),
            ("place", text("SECRET3")),
            ("from", Value::Date("2026-03-01".parse().unwrap())),
        ];
        let (trip, _) = write(store, "acct contact trip add 华为 王芳 SECRET3", |writer| {
            writer.insert(&mut with(Kind::Trip, &trip))
        });
        write(store, "acct contact trip remove", |writer| {
            let trip = writer.read().get(Kind::Trip, trip)?;
            writer.delete(&trip)
        });
        (contact, added)
    }

    #[test]
    fn nothing_of_a_personal_file_is_left_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let (contact, added) = filled(&mut store);
        let (forgotten, number) =
            write(&mut store, "acct contact forget 华为 王芳", |writer| writer.forget(contact));
        assert_eq!((forgotten.fields.len(), forgotten.trips), (1, 1));
        assert!(store.erase_free_space().unwrap());
        for secret in ["SECRET1", "SECRET2", "SECRET3"] {
            assert!(!holds(&store, secret), "{secret}");
        }
        let entry = store.read().get(Kind::Contact, contact).unwrap();
        assert_eq!((entry.text("note"), entry.text("family")), ("kept", ""));
        assert!(store.is_forgotten(number).unwrap());
        assert!(!store.is_forgotten(added).unwrap());
        assert_eq!(store.operation(number).unwrap().unwrap().command, "acct contact forget 华为 王芳");
        assert_eq!(store.operation(added).unwrap().unwrap().command, "");
        let of_trips: Vec<i64> = store
            .history(None, 0)
            .unwrap()
            .into_iter()
            .map(|operation| operation.number)
            .filter(|&operation| {
                let changes = store.changes_of_operation(operation, None, 0).unwrap();
                changes.iter().any(|change| change.kind == Kind::Trip)
            })
            .collect();
        assert_eq!(of_trips.len(), 2);
        assert!(of_trips.into_iter().all(|operation| store.is_forgotten(operation).unwrap()));
    }

    #[test]
    fn a_person_who_was_removed_is_forgotten_too() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let (contact, _) = filled(&mut store);
        write(&mut store, "acct contact remove", |writer| {
            let entry = writer.read().get(Kind::Contact, contact)?;
            writer.delete(&entry)
        });
        write(&mut store, "acct contact forget", |writer| writer.forget(contact));
        assert!(store.erase_free_space().unwrap());
        assert!(!holds(&store, "SECRET"));
        assert!(holds(&store, "kept"), "the rest of the history stays");
    }

    #[test]
    fn nobody_is_forgotten_who_never_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("a.db")).unwrap();
        let draft = OperationDraft {
            at: "2026-03-01T10:00:00Z".parse().unwrap(),
            user: String::new(),
            command: String::new(),
            undoes: None,
        };
        let result =
            store.write(&draft, true, |writer| writer.forget(7).map(|value| (value, Text::default())));
        assert!(matches!(result, Err(StoreError::Missing { id: 7, .. })));
    }
}
