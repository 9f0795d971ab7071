//! Records that may be the same company or person: finding them, and noting that two of them are not.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::records::{insert, told};
use super::{OpsError, Refusal, Session, summary};
use crate::analysis::likeness::{Index, Known, Pair, Person, PersonKey, pairs_of_people};
use crate::domain::company::unique_keys;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::store::{Query, Reader, Store, StoreError, Written};

/// Two records that look like one.
#[derive(Clone, Debug)]
pub struct Duplicate {
    pub pair: Pair,
    pub name: String,
    pub other_name: String,
    /// Of people, the names of their accounts.
    pub accounts: Option<[String; 2]>,
}

/// What was found: the best, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Found {
    pub best: Vec<Duplicate>,
    pub total: usize,
}

/// Which look-alikes to find.
#[derive(Clone, Debug)]
pub struct Search {
    /// Records one of which has to be in each pair; any other may be the second, archived ones only where these may be
    /// archived. Its order and limit do not matter.
    pub among: Query,
    /// The lowest score, 0 to 100.
    pub least: u8,
    /// No more than so many.
    pub limit: usize,
}

/// Accounts that look like one, best first; those that somebody found to be two, and parents with their daughters, are
/// left out. Calls `step` with how many accounts were read.
///
/// # Errors
/// When the file cannot be read.
pub fn accounts(store: &Store, search: &Search, mut step: impl FnMut(usize)) -> Result<Found, OpsError> {
    let (mut known, mut names, mut parents) = (Vec::new(), HashMap::new(), HashMap::new());
    store.each(
        &Query { with_archived: search.among.with_archived, ..Query::all(Kind::Account) },
        |entry| {
            let aliases = entry.list("aliases").iter().map(String::as_str);
            let all_names = std::iter::once(entry.text("name")).chain(aliases);
            known.push((entry.id, Known::company(all_names, unique_keys(&entry))));
            names.insert(entry.id, entry.title().into_owned());
            if let Some(parent) = entry.get("parent").as_integer() {
                parents.insert(entry.id, parent);
            }
            step(known.len());
            Ok::<(), StoreError>(())
        },
    )?;
    let two = found_two(store, Kind::AccountDistinction, "account")?;
    let is_parent =
        |one: &i64, other: &i64| parents.get(one) == Some(other) || parents.get(other) == Some(one);
    let mut pairs = Index::pairs(known, search.least);
    pairs.retain(|pair| !is_parent(&pair.one, &pair.other));
    let name = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let duplicate = |pair: Pair| {
        let (name, other_name) = (name(pair.one), name(pair.other));
        Duplicate { pair, name, other_name, accounts: None }
    };
    Ok(best(chosen(store, search, pairs, &two)?, search.limit, duplicate))
}

/// People who look like one, best first: of an account by name, e-mail address or phone number, across accounts by the
/// latter two.
///
/// # Errors
/// When the file cannot be read.
pub fn contacts(store: &Store, search: &Search) -> Result<Found, OpsError> {
    let (mut people, mut names) = (Vec::new(), HashMap::new());
    // Who names an archived account means its people.
    let with_archived = search.among.with_archived || search.among.account.is_some();
    store.each(&Query { with_archived, ..Query::all(Kind::Contact) }, |entry| {
        let Some(account) = entry.account() else { return Ok::<(), StoreError>(()) };
        let (id, name, keys) = (entry.id, PersonKey::of(&entry.title()), unique_keys(&entry));
        people.push(Person { id, account, name, keys });
        names.insert(id, (entry.title().into_owned(), account));
        Ok(())
    })?;
    let two = found_two(store, Kind::ContactDistinction, "contact")?;
    let pairs = chosen(store, search, pairs_of_people(&people, search.least), &two)?;
    let person = |id: i64| names.get(&id).cloned().unwrap_or_default();
    let found = best(pairs, search.limit, |pair| {
        let ((name, _), (other_name, _)) = (person(pair.one), person(pair.other));
        Duplicate { pair, name, other_name, accounts: None }
    });
    with_accounts(store.read(), found, |id| person(id).1)
}

fn with_accounts(reader: Reader, mut found: Found, account: impl Fn(i64) -> i64) -> Result<Found, OpsError> {
    let ids: BTreeSet<i64> =
        found.best.iter().flat_map(|found| [account(found.pair.one), account(found.pair.other)]).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let titles: BTreeMap<i64, String> =
        reader.titles(Kind::Account, &ids)?.into_iter().map(|named| (named.id, named.name)).collect();
    for found in &mut found.best {
        let name = |id| titles.get(&account(id)).cloned().unwrap_or_default();
        found.accounts = Some([name(found.pair.one), name(found.pair.other)]);
    }
    Ok(found)
}

/// The pairs that somebody found to be two.
fn found_two(store: &Store, kind: Kind, field: &str) -> Result<HashSet<(i64, i64)>, OpsError> {
    let mut two = HashSet::new();
    store.each(&Query { with_archived: true, ..Query::all(kind) }, |entry| {
        if let (Some(one), Some(other)) = (entry.get(field).as_integer(), entry.get("other").as_integer()) {
            two.insert((one.min(other), one.max(other)));
        }
        Ok::<(), StoreError>(())
    })?;
    Ok(two)
}

/// Without the pairs that are two, and of the others those that are asked for.
fn chosen(
    store: &Store,
    search: &Search,
    mut pairs: Vec<Pair>,
    two: &HashSet<(i64, i64)>,
) -> Result<Vec<Pair>, OpsError> {
    pairs.retain(|pair| !two.contains(&(pair.one.min(pair.other), pair.one.max(pair.other))));
    if search.among.filters.is_empty() && search.among.account.is_none() {
        return Ok(pairs);
    }
    let mut among = HashSet::new();
    store.each(&Query { sort: Vec::new(), limit: None, ..search.among.clone() }, |entry| {
        among.insert(entry.id);
        Ok::<(), StoreError>(())
    })?;
    pairs.retain(|pair| among.contains(&pair.one) || among.contains(&pair.other));
    Ok(pairs)
}

fn best(mut pairs: Vec<Pair>, limit: usize, duplicate: impl Fn(Pair) -> Duplicate) -> Found {
    let total = pairs.len();
    pairs.truncate(limit);
    Found { best: pairs.into_iter().map(duplicate).collect(), total }
}

/// What became of a note that two records are two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distinguished {
    Noted,
    /// It was noted before.
    Known,
}

/// Notes that two accounts, or two people, that look alike are two. They are not shown as look-alikes again.
///
/// # Errors
/// When it is one and the same record, or one of them is gone.
pub fn distinguish(
    session: &mut Session,
    kind: Kind,
    [one, other]: [i64; 2],
    reason: Option<&str>,
) -> Result<Written<Distinguished>, OpsError> {
    let (noted, field) = match kind {
        Kind::Contact => (Kind::ContactDistinction, "contact"),
        _ => (Kind::AccountDistinction, "account"),
    };
    if one == other {
        return Err(Refusal::Itself { kind: kind.into(), id: one }.into());
    }
    let two = found_two(&session.store, noted, field)?;
    session.write(|writer| {
        let [first, second] = [writer.read().get(kind, one)?, writer.read().get(kind, other)?];
        let names = [told(writer.read(), &first)?, told(writer.read(), &second)?];
        let text = summary(
            format!("Noted that {} is not {}", names[0], names[1]),
            format!("注明 {} 与 {} 并非同一个", names[0], names[1]),
        );
        if two.contains(&(one.min(other), one.max(other))) {
            return Ok((Distinguished::Known, text));
        }
        let mut two = distinction(noted, &first, &second, writer.user());
        two.set("reason", reason.map_or(Value::Empty, |reason| Value::Text(reason.to_owned())));
        insert(writer, &mut two)?;
        Ok((Distinguished::Noted, text))
    })
}

/// The note that two records are two, and who found it.
pub(super) fn distinction(kind: Kind, one: &Entry, other: &Entry, by: &str) -> Entry {
    let mut entry = Entry::blank(kind);
    entry.set("account", one.account().map_or(Value::Empty, Value::Link));
    entry.set("contact", Value::Link(one.id));
    entry.set("other", Value::Link(other.id));
    entry.set("by", Value::Text(by.to_owned()));
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::records;

    fn add(session: &mut Session, kind: Kind, fields: &[(&str, Value)]) -> i64 {
        let mut entry = Entry::blank(kind);
        for (field, value) in fields {
            entry.set(field, value.clone());
        }
        records::add(session, entry).unwrap().value.id
    }

    fn named(session: &mut Session, name: &str) -> i64 {
        add(session, Kind::Account, &[("name", Value::Text(name.to_owned()))])
    }

    fn all(kind: Kind) -> Search {
        Search { among: Query::all(kind), least: 80, limit: 10 }
    }

    fn pairs(found: &Found) -> Vec<(i64, i64)> {
        found.best.iter().map(|found| (found.pair.one, found.pair.other)).collect()
    }

    #[test]
    fn what_was_found_to_be_two_is_not_shown_again_until_that_is_undone() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let ids = ["示例钢铁有限公司", "示例鋼鐵股份有限公司", "Other"].map(|name| named(&mut session, name));
        let found =
            |session: &Session| pairs(&accounts(&session.store, &all(Kind::Account), |_| {}).unwrap());
        assert_eq!(found(&session), [(ids[0], ids[1])]);
        let noted = distinguish(&mut session, Kind::Account, [ids[1], ids[0]], Some("two plants")).unwrap();
        assert_eq!(noted.value, Distinguished::Noted);
        assert_eq!(found(&session), []);
        let again = distinguish(&mut session, Kind::Account, [ids[0], ids[1]], None).unwrap();
        assert_eq!((again.value, again.operation), (Distinguished::Known, None));
        let plan = crate::ops::history::undo_plan(&session, noted.operation).unwrap();
        crate::ops::history::undo(&mut session, &plan, |_| {}).unwrap();
        assert_eq!(found(&session), [(ids[0], ids[1])]);
        assert!(distinguish(&mut session, Kind::Account, [ids[0], ids[0]], None).is_err());
    }

    #[test]
    fn a_daughter_with_the_name_of_its_parent_is_no_duplicate() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let parent = named(&mut session, "Example Steel Group");
        add(
            &mut session,
            Kind::Account,
            &[("name", Value::Text("Example Steel".to_owned())), ("parent", Value::Link(parent))],
        );
        assert_eq!(accounts(&session.store, &all(Kind::Account), |_| {}).unwrap().total, 0);
    }

    #[test]
    fn people_are_compared_within_their_account_and_by_what_is_their_own_across() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let [steel, paper] = ["Steel", "Paper"].map(|name| named(&mut session, name));
        let person = |session: &mut Session, account, name: &str, email: &str| {
            let text = |text: &str| Value::Text(text.to_owned());
            add(
                session,
                Kind::Contact,
                &[("account", Value::Link(account)), ("name", text(name)), ("email", text(email))],
            )
        };
        let ann = person(&mut session, steel, "Ann Example", "");
        let initial = person(&mut session, steel, "A. Example", "ann@example.com");
        person(&mut session, paper, "Ann Example", "");
        let moved = person(&mut session, paper, "Ann Sample", "Ann@Example.com");
        let found = contacts(&session.store, &all(Kind::Contact)).unwrap();
        assert_eq!(pairs(&found), [(ann, initial), (initial, moved)]);
        assert_eq!(found.best[1].accounts, Some(["Steel".to_owned(), "Paper".to_owned()]));
        let among = Query::of_account(Kind::Contact, paper);
        let found = contacts(&session.store, &Search { among, ..all(Kind::Contact) }).unwrap();
        assert_eq!(pairs(&found), [(initial, moved)]);
    }
}
