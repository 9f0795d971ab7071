//! Accounts and people that were there before the import and that a row may be about although it calls none of them by name.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;

use crate::analysis::likeness::{
    Index, Known, LIKELY, Like, Likeness, Person, PersonKey, Reason, SAME, of_persons,
};
use crate::domain::account::Account;
use crate::domain::company::{is_one_name, unique_keys};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::store::{Reader, StoreError};

/// With more accounts than this a row is held only against those whose names begin as its own does: comparing it with all would take
/// longer than the import.
const MOST_COMPARED: i64 = 200_000;

/// From here on two names are of one company where it shares a website, an e-mail address or a phone number with the other.
const KEYED: u8 = 70;

/// Accounts that the import made beyond so many are compared with nothing: `account dupes` does that for all of them.
const MOST_MADE: usize = 5_000;

/// Of how many accounts the people are remembered at most.
const MOST_ACCOUNTS: usize = 2_000;

/// With how many people of its account a row is compared at most.
const MOST_PEOPLE: usize = 1_000;

/// How many accounts are read at a time.
const AT_A_TIME: usize = 1_000;

/// An account or a person that a row may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    pub kind: Kind,
    pub id: i64,
    pub name: String,
    /// 0 to 100.
    pub score: u8,
    pub reasons: Vec<Reason>,
}

/// What a row may be about.
pub(super) enum Kin {
    /// The account that it names, but for what does not tell companies apart: a legal form that one of the names leaves out, width,
    /// case, brackets, traditional characters.
    Same(i64),
    Near(Alike),
    /// One that the import made itself.
    Neighbour(Alike),
}

/// The accounts of before, once they are asked for.
#[derive(Default)]
pub(super) struct Alikes {
    index: Option<Index>,
    names: HashMap<i64, Vec<String>>,
    /// The first accounts that the import made, with their names.
    made: HashMap<i64, String>,
    /// The people of before, by account, with their names.
    people: HashMap<i64, Vec<(Person, String)>>,
}

impl Alikes {
    /// The account, of before or of this import, that a row which calls none of them by name is most likely about.
    pub(super) fn kin(&mut self, reader: Reader, entry: &Entry) -> Result<Option<Kin>, StoreError> {
        if self.index.is_none() {
            self.load(reader)?;
        }
        // A first list of many would be compared for longer than it takes to write.
        let is_alone = self.names.is_empty() && (self.made.is_empty() || self.made.len() >= MOST_MADE);
        let Some(index) = self.index.as_ref().filter(|_| !is_alone) else { return Ok(None) };
        let names = names(entry);
        let parent = entry.get("parent").as_integer();
        let like = index.like(&Known::company(names.iter().copied(), unique_keys(entry)), KEYED);
        let is_near = |like: &&Like| like.likeness.score >= LIKELY || like.likeness.shares_key();
        let like: Vec<&Like> = like.iter().filter(|like| Some(like.id) != parent).filter(is_near).collect();
        let known = |id: i64| self.names.get(&id).map_or(&[][..], Vec::as_slice);
        let is_same = |like: &&&Like| {
            let known = || known(like.id).iter().chain(self.made.get(&like.id));
            like.likeness.score >= SAME
                && known().any(|known| names.iter().any(|name| is_one_name(name, known)))
        };
        // Of several that have the name without its legal form nobody knows which is meant.
        let mut same = like.iter().filter(is_same);
        if let (Some(one), None) = (same.next(), same.next()) {
            return Ok(Some(Kin::Same(one.id)));
        }
        let Some(best) = like.iter().find(|like| self.knows(like.id)).or(like.first()) else {
            return Ok(None);
        };
        let made = self.made.get(&best.id);
        let name = known(best.id).first().or(made).cloned().unwrap_or_default();
        let (score, mut reasons) = (best.likeness.score, best.likeness.reasons.clone());
        let others = known(best.id).iter().chain(made);
        if reasons.contains(&Reason::SameName)
            && !others.clone().any(|other| names.iter().any(|name| is_one_name(name, other)))
        {
            reasons.push(Reason::OtherForm);
        }
        let alike = Alike { kind: Kind::Account, id: best.id, name, score, reasons };
        Ok(Some(if made.is_some() { Kin::Neighbour(alike) } else { Kin::Near(alike) }))
    }

    /// An account that the import made: rows after it may look like it.
    pub(super) fn made(&mut self, entry: &Entry) {
        if let Some(index) = self.index.as_mut().filter(|_| self.made.len() < MOST_MADE) {
            index.add(entry.id, Known::company(names(entry), unique_keys(entry)));
            self.made.insert(entry.id, entry.title().into_owned());
        }
    }

    /// The person of an account that a row, which calls nobody there by name, is most likely about.
    pub(super) fn kin_of_person(
        &mut self,
        reader: Reader,
        entry: &Entry,
        is_new: impl Fn(i64) -> bool,
    ) -> Result<Option<Kin>, StoreError> {
        let Some(account) = entry.account() else { return Ok(None) };
        if self.people.len() > MOST_ACCOUNTS {
            self.people.clear();
        }
        let known = match self.people.entry(account) {
            Slot::Occupied(slot) => slot.into_mut(),
            Slot::Vacant(slot) => {
                let known = reader.entries_of_account(Kind::Contact, account)?;
                let before = known.iter().filter(|known| !is_new(known.id)).take(MOST_PEOPLE);
                slot.insert(before.map(|known| (person(known), known.title().into_owned())).collect())
            }
        };
        let wanted = person(entry);
        let alike = known.iter().map(|(known, name)| (of_persons(known, &wanted), known, name));
        let Some((likeness, known, name)) = alike.max_by_key(|(likeness, ..)| likeness.score) else {
            return Ok(None);
        };
        Ok(if known.name == wanted.name {
            Some(Kin::Same(known.id))
        } else if likeness.score >= LIKELY {
            let Likeness { score, reasons } = likeness;
            Some(Kin::Near(Alike { kind: Kind::Contact, id: known.id, name: name.clone(), score, reasons }))
        } else {
            None
        })
    }

    /// Whether an account was there before the import; of more than are compared that is not known.
    pub(super) fn knows(&self, id: i64) -> bool {
        self.names.contains_key(&id)
    }

    fn load(&mut self, reader: Reader) -> Result<(), StoreError> {
        let mut index = Index::default();
        if reader.live(Kind::Account)? <= MOST_COMPARED {
            let mut after = 0;
            loop {
                let ids = reader.accounts_after(after, AT_A_TIME)?;
                let (Some((first, _)), Some((last, _))) = (ids.first(), ids.last()) else { break };
                for account in reader.accounts_between(*first, *last)? {
                    self.file(&mut index, &account);
                }
                after = *last;
            }
        }
        self.index = Some(index);
        Ok(())
    }

    fn file(&mut self, index: &mut Index, account: &Account) {
        let entry = account.to_entry();
        let names: Vec<String> = names(&entry).into_iter().map(str::to_owned).collect();
        index.add(entry.id, Known::company(names.iter().map(String::as_str), unique_keys(&entry)));
        self.names.insert(entry.id, names);
    }
}

fn person(entry: &Entry) -> Person {
    let (id, account) = (entry.id, entry.account().unwrap_or(0));
    Person { id, account, name: PersonKey::of(&entry.title()), keys: unique_keys(entry) }
}

/// The names of an account, its own one first.
fn names(entry: &Entry) -> Vec<&str> {
    std::iter::once(entry.text("name")).chain(entry.list("aliases").iter().map(String::as_str)).collect()
}
