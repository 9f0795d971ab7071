//! People and companies as cards for address books.

use std::io::Write;

use acct::domain::kind::Kind;
use acct::domain::record::{Entry, Presence};
use acct::domain::value::Value;
use acct::export::{Card, write_card};
use acct::store::{Query, Store, StoreError};

use super::left_out::{LeftOut, Reason};
use super::records::Personal;

/// The fields of a person that a card holds, and those of a company.
const OF_PERSON: &[&str] = &[
    "account", "name", "title", "department", "email", "phone", "messenger", "note", "tags", "external_ids",
    "birthday",
];
const OF_COMPANY: &[&str] = &[
    "name", "phone", "email", "website", "address", "city", "region", "country", "note", "tags",
    "external_ids",
];
/// Where a company can be reached.
const WAYS: &[&str] = &["phone", "email", "website", "address"];

/// Writes the cards of people, and of companies: of all that are asked for, or in an export of everything of those that
/// can be reached or that people belong to. Gives their number.
pub(super) fn write(
    store: &Store,
    queries: &[Query],
    personal: Personal,
    left_out: &mut LeftOut,
    out: &mut dyn Write,
) -> anyhow::Result<u64> {
    let mut cards = 0;
    for query in queries {
        if !matches!(query.kind, Kind::Account | Kind::Contact) {
            left_out.note(Reason::Format, query.kind, None, store.count(query)? as u64);
            continue;
        }
        store.each::<anyhow::Error>(query, |entry| {
            let can_be_reached = WAYS.iter().any(|field| !entry.get(field).is_empty());
            // Cards of people lead to those of their companies, wherever they are imported.
            let is_needed = || {
                let people = store.read().entries_of_account(Kind::Contact, entry.id)?;
                Ok::<_, StoreError>(can_be_reached || !people.is_empty())
            };
            if query.kind == Kind::Account && queries.len() > 1 && !is_needed()? {
                left_out.note(Reason::Format, Kind::Account, None, 1);
                return Ok(());
            }
            note_left_out(&entry, personal, left_out);
            write_card(&card(store, &entry, personal)?, out)?;
            cards += 1;
            Ok(())
        })?;
    }
    out.flush()?;
    Ok(cards)
}

fn note_left_out(entry: &Entry, personal: Personal, left_out: &mut LeftOut) {
    let held = if entry.kind == Kind::Contact { OF_PERSON } else { OF_COMPANY };
    let mut has_file = false;
    for (field, value) in entry.kind.fields().iter().zip(&entry.values) {
        let is_held = held.contains(&field.name);
        if value.is_empty() || field.presence == Presence::Derived {
            continue;
        }
        if field.private && personal == Personal::Without {
            has_file = true;
        } else if !is_held {
            left_out.note(Reason::Format, entry.kind, Some(field.name), 1);
        }
    }
    left_out.note(Reason::Personal, entry.kind, None, u64::from(has_file));
}

fn card(store: &Store, entry: &Entry, personal: Personal) -> Result<Card, StoreError> {
    let text = |field: &str| entry.text(field).to_owned();
    let company = match entry.account() {
        Some(account) => store.read().titles(Kind::Account, &[account])?.pop(),
        None => None,
    };
    let birthday = match (personal, entry.get("birthday")) {
        (Personal::With, Value::Date(date)) => date.to_string(),
        _ => String::new(),
    };
    Ok(Card {
        name: text("name"),
        is_company: entry.kind == Kind::Account,
        organisation: company.map_or_else(String::new, |named| named.name),
        department: text("department"),
        title: text("title"),
        email: text("email"),
        phone: text("phone"),
        messenger: text("messenger"),
        website: text("website"),
        street: text("address"),
        city: text("city"),
        region: text("region"),
        country: text("country"),
        note: text("note"),
        birthday,
        tags: entry.list("tags").to_vec(),
        external_ids: entry.list("external_ids").to_vec(),
    })
}
