//! Records that may be one, without each being held against each: names and keys are filed under what alike ones share.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

use super::company;
use super::parts::{is_chinese, tokens};
use super::{Likeness, Name, Reason, share_number};
use crate::domain::company::{UniqueKey, UniqueKeyKind, phone_end};

/// How many records filed under one thing are held against a new one. What more share tells nothing: a switchboard, a
/// domain of a host, a common first word.
const SHELF: usize = 60;

/// A record as it is filed.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Each of its names: its own and aliases.
    pub names: Vec<Name>,
    pub keys: Vec<UniqueKey>,
}

impl Known {
    #[must_use]
    pub fn company<'n>(names: impl IntoIterator<Item = &'n str>, keys: Vec<UniqueKey>) -> Self {
        let mut names: Vec<Name> = names.into_iter().map(Name::of).collect();
        names.retain(|name| !name.key().is_empty());
        names.dedup();
        Self { names, keys }
    }
}

/// A record that is like another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    pub id: i64,
    pub likeness: Likeness,
}

/// Two records that are alike; the one that was filed first is `one`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub one: i64,
    pub other: i64,
    pub likeness: Likeness,
}

/// Companies, filed so that those like a given one are found at once.
///
/// ```
/// use acct::analysis::likeness::{Index, Known, LIKELY};
/// let mut index = Index::default();
/// index.add(1, Known::company(["Example Steel Ltd"], Vec::new()));
/// let like = index.like(&Known::company(["Exampel Steel"], Vec::new()), LIKELY);
/// assert_eq!(like[0].id, 1);
/// ```
#[derive(Debug, Default)]
pub struct Index {
    records: Vec<(i64, Known)>,
    /// The newest card of each shelf.
    shelves: HashMap<u32, u32, BuildHasherDefault<Plain>>,
    /// A record, and the card before it on the shelf; 0 where there is none.
    cards: Vec<(u32, u32)>,
}

/// The numbers of shelves are hashes already.
#[derive(Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Index {
    /// Files a record.
    pub fn add(&mut self, id: i64, known: Known) {
        let Ok(record) = u32::try_from(self.records.len()) else { return };
        for shelf in shelves(&known) {
            self.file(shelf, record);
        }
        self.records.push((id, known));
    }

    fn file(&mut self, shelf: u32, record: u32) {
        let Ok(card) = u32::try_from(self.cards.len() + 1) else { return };
        let before = self.shelves.insert(shelf, card).unwrap_or(0);
        self.cards.push((record, before));
    }

    /// The records like another one, best first, from a score on.
    #[must_use]
    pub fn like(&self, known: &Known, least: u8) -> Vec<Like> {
        let found = self.found(&shelves(known)).into_iter().map(|record| &self.records[record as usize]);
        let mut like: Vec<Like> = found
            .map(|(id, other)| Like { id: *id, likeness: of_records(known, other) })
            .filter(|like| like.likeness.score >= least)
            .collect();
        like.sort_by_key(|like| (std::cmp::Reverse(like.likeness.score), like.id));
        like
    }

    /// All pairs of records that are alike from a score on, best first.
    pub fn pairs(records: impl IntoIterator<Item = (i64, Known)>, least: u8) -> Vec<Pair> {
        let (mut index, mut pairs) = (Self::default(), Vec::new());
        for (id, known) in records {
            let shelves = shelves(&known);
            for record in index.found(&shelves) {
                let (one, earlier) = &index.records[record as usize];
                let likeness = of_records(earlier, &known);
                if likeness.score >= least {
                    pairs.push(Pair { one: *one, other: id, likeness });
                }
            }
            let Ok(record) = u32::try_from(index.records.len()) else { break };
            for shelf in shelves {
                index.file(shelf, record);
            }
            index.records.push((id, known));
        }
        pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.likeness.score), pair.one, pair.other));
        pairs
    }

    /// The records on some shelves, each once.
    fn found(&self, shelves: &[u32]) -> Vec<u32> {
        let mut found = Vec::new();
        for shelf in shelves {
            let mut card = self.shelves.get(shelf).copied().unwrap_or(0);
            for _ in 0..SHELF {
                let Some((record, before)) = card.checked_sub(1).map(|place| self.cards[place as usize])
                else {
                    break;
                };
                found.push(record);
                card = before;
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// How alike two records are: by the names that are most alike, and by the keys they share.
fn of_records(one: &Known, other: &Known) -> Likeness {
    let mut best = Likeness::default();
    for left in &one.names {
        for right in &other.names {
            let likeness = company::compare(left, right);
            if likeness.score > best.score {
                best = likeness;
            }
        }
    }
    with_keys(best, one, other)
}

fn with_keys(names: Likeness, one: &Known, other: &Known) -> Likeness {
    // Most that are compared have none in common.
    let have_common =
        one.keys.iter().any(|key| other.keys.contains(key)) || share_number(&one.keys, &other.keys);
    let likeness = if have_common { with_common(names, one, other) } else { names };
    let has_code = |known: &Known| known.keys.iter().any(|key| key.kind == UniqueKeyKind::CreditCode);
    let differs = has_code(one) && has_code(other) && !is_common(one, other, UniqueKeyKind::CreditCode);
    if differs { likeness.cap(60, Reason::OtherCreditCode) } else { likeness }
}

fn is_common(one: &Known, other: &Known, kind: UniqueKeyKind) -> bool {
    one.keys.iter().any(|key| key.kind == kind && other.keys.contains(key))
}

/// What the keys that two records have in common add to their names.
fn with_common(names: Likeness, one: &Known, other: &Known) -> Likeness {
    let mut likeness = names;
    let is_common = |kind| is_common(one, other, kind);
    if is_common(UniqueKeyKind::CreditCode) {
        likeness.score = 100;
        likeness.reasons.insert(0, Reason::SameCreditCode);
    }
    // Names in two scripts say nothing against each other.
    let is_foreign = |known: &Known| known.names.iter().all(|name| !is_chinese(name.key()));
    let alone = if is_foreign(one) == is_foreign(other) { 70 } else { 85 };
    for (kind, reason, alone, more) in [
        (UniqueKeyKind::Email, Reason::SameEmail, alone, 8),
        (UniqueKeyKind::Domain, Reason::SameDomain, alone, 10),
        (UniqueKeyKind::Phone, Reason::SamePhone, 70, 8),
        (UniqueKeyKind::Phone, Reason::SamePhoneNumber, 70, 6),
        (UniqueKeyKind::InvalidCode, Reason::SameInvalidCode, 85, 10),
    ] {
        let is_so = match reason {
            Reason::SamePhoneNumber => !is_common(kind) && share_number(&one.keys, &other.keys),
            _ => is_common(kind),
        };
        if is_so {
            likeness.score =
                (likeness.score + more).max(alone).min(if likeness.score < 98 { 97 } else { 100 });
            likeness.reasons.push(reason);
        }
    }
    likeness
}

/// What a record is filed under.
fn shelves(known: &Known) -> Vec<u32> {
    let mut shelves = Vec::with_capacity(16 * known.names.len());
    for name in &known.names {
        shelves_of_name(name, &mut shelves);
    }
    shelves.extend(known.keys.iter().map(|key| shelf(b'u', (key.kind as u8, &key.text))));
    let phones = known.keys.iter().filter(|key| key.kind == UniqueKeyKind::Phone);
    shelves.extend(phones.map(|key| shelf(b'p', phone_end(&key.text))));
    shelves.sort_unstable();
    shelves.dedup();
    shelves
}

fn shelves_of_name(name: &Name, shelves: &mut Vec<u32>) {
    let (key, core) = (name.key(), name.core());
    let letters: Vec<char> = core.chars().filter(|letter| *letter != ' ').collect();
    shelves.push(shelf(b'c', letters.as_slice()));
    let whole: Vec<char> = key.chars().filter(|letter| *letter != ' ').collect();
    if whole != letters {
        shelves.push(shelf(b'c', whole.as_slice()));
    }
    shelves_of_slips(&letters, shelves);
    let mut words: Vec<&str> = tokens(core).filter(|word| *word != "of").collect();
    if words.len() > 1 {
        shelves.push(shelf(b'b', first_word(core)));
        words.sort_unstable();
        shelves.push(shelf(b'w', words));
    } else if !is_chinese(core) || letters.len() > 3 {
        shelves.push(shelf(b'b', first_word(core)));
    }
    shelves_of_initials(key, shelves);
}

/// Under a name without one of its letters, each in turn, all names lie that differ from it by one letter. Digits are
/// never a slip.
fn shelves_of_slips(letters: &[char], shelves: &mut Vec<u32>) {
    if !(5..=32).contains(&letters.len()) {
        return;
    }
    for left_out in (0..letters.len()).filter(|place| !letters[*place].is_numeric()) {
        let mut hasher = Fnv::on(b's');
        letters
            .iter()
            .enumerate()
            .filter(|(place, _)| *place != left_out)
            .for_each(|(_, letter)| letter.hash(&mut hasher));
        shelves.push(hasher.shelf());
    }
    let mut whole = Fnv::on(b's');
    for letter in letters {
        letter.hash(&mut whole);
    }
    shelves.push(whole.shelf());
}

/// The first word; the first two characters of a Chinese name, where companies have their own one.
fn first_word(core: &str) -> &str {
    let word = tokens(core).next().unwrap_or_default();
    let end = if is_chinese(word) {
        word.char_indices().nth(2).map_or(word.len(), |(end, _)| end)
    } else {
        word.len()
    };
    &word[..end]
}

fn shelves_of_initials(key: &str, shelves: &mut Vec<u32>) {
    if !key.is_ascii() {
        return;
    }
    if !key.contains(' ') && key.len() <= 6 {
        shelves.push(shelf(b'i', key));
    }
    shelves.extend(company::initials_of(key).map(|initials| shelf(b'i', initials.as_str())));
}

fn shelf(sort: u8, of: impl Hash) -> u32 {
    let mut hasher = Fnv::on(sort);
    of.hash(&mut hasher);
    hasher.shelf()
}

/// FNV-1a: good enough for shelves, on which a stranger does no harm.
struct Fnv(u64);

impl Fnv {
    fn on(sort: u8) -> Self {
        Self((0xCBF2_9CE4_8422_2325 ^ u64::from(sort)).wrapping_mul(0x0100_0000_01B3))
    }

    fn shelf(&self) -> u32 {
        let mixed = self.0 ^ (self.0 >> 32);
        u32::try_from(mixed & 0xFFFF_FFFF).unwrap_or_default()
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}
