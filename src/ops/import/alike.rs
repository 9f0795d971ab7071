//! Accounts and people that were there before the import and that a row may be about although it calls none of them by name.

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};

use super::find::is_another;
use crate::analysis::likeness::{
    Index, Known, LIKELY, Like, Likeness, Person, PersonKey, Reason, SAME, of_people, of_persons,
};
use crate::domain::account::Account;
use crate::domain::company::{MatchingKey, UniqueKey, UniqueKeyKind, is_one_name, unique_keys};
use crate::domain::fold::fold;
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
    /// The record that alone shares a website, an address or a number with it, and is called alike.
    Keyed(i64),
    /// One that may be known so: other rows have to be read before that is sure.
    Claimed,
    Near(Alike),
    /// One that the import made itself.
    Neighbour(Alike),
}

/// Whether a row is about a record that has a key of it and is called otherwise.
pub(super) enum Claim {
    /// It is: no row calls it otherwise again.
    Alone,
    /// Other rows have to be read before that is sure.
    Later,
    /// It is not, or nobody knows: rows of several names have the key.
    Several,
    /// It is not: others call it by name.
    Called,
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
    /// The records of which rows have a key, with what these rows call them, folded.
    claims: HashMap<(Kind, i64), HashSet<String>>,
    /// Whether all rows were read that may claim a record.
    has_all_claims: bool,
    /// The people whom the import made: one whom it changed is still one of before.
    made_people: HashSet<i64>,
    /// People of before to whom rows of the import went by their names.
    named: HashSet<i64>,
    /// Accounts of before that rows of an export call by their names.
    called: HashSet<i64>,
    /// The person to whom a key leads the row at hand, and not a name.
    led: Option<i64>,
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
        let holder = self.sole_holder(&like);
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
        let is_keyed = |like: &&Like| {
            let is_form = like.likeness.reasons.contains(&Reason::SameName);
            let known = known(like.id);
            !is_form && like.likeness.is_one_by_key() && !are_related(&names, known)
        };
        if let Some(one) = holder.filter(|one| Some(one.id) != parent).filter(|one| is_keyed(one))
            && let id = one.id
            && !is_another(&reader.get(Kind::Account, id)?, entry)
            && let Some(kin) = Self::claim(&mut self.claims, self.has_all_claims, id, entry)
        {
            return Ok(Some(kin));
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

    /// A row of an export calls an account by its name, or took its place.
    pub(super) fn is_called(&mut self, account: i64) {
        self.called.insert(account);
    }

    /// What a row of an export is about that calls none by name: each account has a row of its own there, so not one that another row
    /// calls by its name, before or after, nor one that the export made.
    pub(super) fn of_export(&mut self, kin: Option<Kin>) -> Option<Kin> {
        let id = match &kin {
            Some(Kin::Same(id) | Kin::Keyed(id)) if self.made.contains_key(id) => return None,
            Some(Kin::Same(id) | Kin::Keyed(id)) => *id,
            Some(Kin::Near(alike)) => alike.id,
            _ => return kin,
        };
        if !self.has_all_claims {
            return Some(Kin::Claimed);
        }
        match kin {
            Some(Kin::Near(alike)) if self.called.contains(&id) => Some(Kin::Neighbour(alike)),
            Some(Kin::Near(alike)) => Some(Kin::Near(alike)),
            // Who took its place is it; the next one is another.
            kin => kin.filter(|_| self.called.insert(id)),
        }
    }

    /// The only one that shares a key with a row, where it was there before the import.
    fn sole_holder<'l>(&self, like: &'l [Like]) -> Option<&'l Like> {
        let mut holders = like.iter().filter(|like| like.likeness.shares_key());
        let (Some(one), None) = (holders.next(), holders.next()) else { return None };
        Some(one).filter(|one| self.knows(one.id))
    }

    /// What a row meets that has a key of a record: nothing by it where rows of other names have it, too, before or after, as of several
    /// nobody knows which is meant.
    fn claim(
        claims: &mut HashMap<(Kind, i64), HashSet<String>>,
        has_all: bool,
        id: i64,
        entry: &Entry,
    ) -> Option<Kin> {
        let names = claims.entry((entry.kind, id)).or_default();
        names.insert(fold(&entry.title()));
        match (has_all, names.len()) {
            (false, _) => Some(Kin::Claimed),
            (true, 1) => Some(Kin::Keyed(id)),
            (true, _) => None,
        }
    }

    /// Whether all rows were read that may claim a record.
    pub(super) fn settle_claims(&mut self, has_all: bool) {
        self.has_all_claims = has_all;
    }

    /// An account that the import made: rows after it may look like it.
    pub(super) fn made(&mut self, entry: &Entry) {
        if let Some(index) = self.index.as_mut().filter(|_| self.made.len() < MOST_MADE) {
            index.add(entry.id, Known::company(names(entry), unique_keys(entry)));
            self.made.insert(entry.id, entry.title().into_owned());
        }
    }

    /// The person of an account that a row, which calls nobody there by name, is most likely about.
    pub(super) fn kin_of_person(&mut self, reader: Reader, entry: &Entry) -> Result<Option<Kin>, StoreError> {
        let Some(account) = entry.account() else { return Ok(None) };
        if self.people.len() > MOST_ACCOUNTS {
            self.people.clear();
        }
        let known = match self.people.entry(account) {
            Slot::Occupied(slot) => slot.into_mut(),
            Slot::Vacant(slot) => {
                let known = reader.entries_of_account(Kind::Contact, account)?;
                let before =
                    known.iter().filter(|known| !self.made_people.contains(&known.id)).take(MOST_PEOPLE);
                slot.insert(before.map(|known| (person(known), known.title().into_owned())).collect())
            }
        };
        let wanted = person(entry);
        let mut sharing = known.iter().filter(|(known, _)| share_mail(known, &wanted));
        let holder = match (sharing.next(), sharing.next()) {
            (Some((one, name)), None)
                if !self.named.contains(&one.id) && may_be_one(name, &entry.title()) =>
            {
                Some(one.id)
            }
            _ => None,
        };
        let holder = match holder {
            Some(id) if is_another(&reader.get(Kind::Contact, id)?, entry) => None,
            holder => holder,
        };
        let alike = known.iter().map(|(known, name)| (of_persons(known, &wanted), known, name));
        let Some((likeness, known, name)) = alike.max_by_key(|(likeness, ..)| likeness.score) else {
            return Ok(None);
        };
        Ok(if known.name == wanted.name {
            Some(Kin::Same(known.id))
        } else if let Some(kin) =
            holder.and_then(|id| Self::claim(&mut self.claims, self.has_all_claims, id, entry))
        {
            Some(kin)
        } else if likeness.score >= LIKELY {
            let Likeness { score, reasons } = likeness;
            Some(Kin::Near(Alike { kind: Kind::Contact, id: known.id, name: name.clone(), score, reasons }))
        } else {
            None
        })
    }

    /// A person whom the import made.
    pub(super) fn made_person(&mut self, id: i64) {
        self.made_people.insert(id);
    }

    /// A row called a person by name. One who has the same address and another name is somebody else, or nobody knows.
    pub(super) fn called(&mut self, person: i64) {
        if self.led != Some(person) {
            self.named.insert(person);
        }
    }

    /// The row at hand leads to a person by a key, whatever it calls that one; or to nobody so.
    pub(super) fn lead(&mut self, person: Option<i64>) {
        self.led = person;
    }

    /// Whether a row that calls the holder of its mail address otherwise is about that person: not where others call that one by name, or
    /// otherwise again.
    pub(super) fn claim_person(&mut self, person: i64, entry: &Entry) -> Claim {
        if self.named.contains(&person) {
            return Claim::Called;
        }
        match Self::claim(&mut self.claims, self.has_all_claims, person, entry) {
            Some(Kin::Claimed) => Claim::Later,
            Some(_) => Claim::Alone,
            None => Claim::Several,
        }
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

/// Whether two people have the same mail address, which is no address of a whole office.
fn share_mail(one: &Person, other: &Person) -> bool {
    let is_own = |key: &&UniqueKey| key.kind == UniqueKeyKind::Email && is_personal(&key.text);
    one.keys.iter().filter(is_own).any(|key| other.keys.contains(key))
}

/// Whether a mail address is of one person and not of an office.
pub(super) fn is_personal(mail: &str) -> bool {
    !OFFICES.contains(&mail.split('@').next().unwrap_or_default())
}

/// Whether two names of who has one mail address may be of one person: they have a word in common, or no script.
pub(super) fn may_be_one(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        fold(name).split([' ', ',', '-', '.']).filter(|word| word.len() > 1).map(str::to_owned).collect()
    };
    let (left, right) = (words(one), words(other));
    scripts(one).is_disjoint(&scripts(other))
        || left.iter().any(|word| right.contains(word))
        || of_people(one, other).score > 0
}

/// The scripts that a name is written in; an accent makes none.
fn scripts(name: &str) -> HashSet<u8> {
    let script = |letter: char| match letter {
        '\u{0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{ff21}'..='\u{ff5a}' => 0,
        '\u{370}'..='\u{3ff}' => 1,
        '\u{400}'..='\u{52f}' => 2,
        _ => 3,
    };
    name.chars().filter(|letter| letter.is_alphabetic()).map(script).collect()
}

/// Names of mail addresses that several people read.
const OFFICES: &[&str] = &[
    "info", "sales", "office", "contact", "admin", "service", "support", "mail", "hr", "marketing", "hello",
    "kefu", "enquiries", "purchasing", "reception", "einkauf", "vertrieb", "buero", "achats", "ventes",
    "compras", "ventas", "caigou", "xiaoshou",
];

/// Whether one of two companies is named after a trade that daughters of the other have, or has the name of the other and more: what
/// shares a website with it is not it.
fn are_related(names: &[&str], known: &[String]) -> bool {
    let of = |name: &str| -> Vec<&str> {
        let name = fold(name);
        TRADES.iter().copied().filter(|trade| name.contains(trade)).collect()
    };
    names.iter().any(|name| known.iter().any(|known| of(name) != of(known) || is_more_than(name, known)))
}

/// Whether one of two names without their legal forms is the other and more.
fn is_more_than(one: &str, other: &str) -> bool {
    let (one, other) = (MatchingKey::of(one), MatchingKey::of(other));
    let (one, other) = (one.as_str(), other.as_str());
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let has = |word: &str| long.split(' ').any(|own| own == word);
    let is_chinese = !short.is_ascii() && long.contains(short);
    short.len() < long.len() && (is_chinese || short.split(' ').all(has))
}

/// What parts of a group do for it, and what its parts are named after.
const TRADES: &[&str] = &[
    "贸易", "商贸", "投资", "工程", "服务", "物流", "销售", "租赁", "财务", "研究", "国际", "发展", "信息",
    "网络", "科技", "技术", "实业", "工业", "制造", "设备", "软件", "数据", "智能", "新能源", "trading",
    "services", "logistics", "sales", "leasing", "finance", "invest", "international", "solutions",
    "systems", "technolog", "manufactur", "industr", "software", "digital", "engineering",
];

/// The names of an account, its own one first.
fn names(entry: &Entry) -> Vec<&str> {
    std::iter::once(entry.text("name")).chain(entry.list("aliases").iter().map(String::as_str)).collect()
}
