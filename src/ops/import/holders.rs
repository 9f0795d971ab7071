//! The accounts by what belongs to one company alone, for rows that name none: a website, a mail address, a number, a code.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::domain::company::{UniqueKey, UniqueKeyKind, domain_key, unique_keys};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::store::{Reader, StoreError};

/// How many accounts are read at a time.
const AT_A_TIME: usize = 1_000;

/// How many of those that have one key are looked at.
const MOST_READ: usize = 20;

/// Who has which key; loaded with the first row that asks.
#[derive(Default)]
pub(super) struct Holders {
    /// What stands for a key, and an account: millions of keys as they are written take too much memory.
    known: Option<BTreeSet<(u64, i64)>>,
}

impl Holders {
    /// The accounts that have a key of a row. Where its mail address is at tells none: so have all who work there.
    pub(super) fn holding(&mut self, reader: Reader, entry: &Entry) -> Result<Vec<Entry>, StoreError> {
        let website = domain_key(entry.text("website"));
        let mut keys = unique_keys(entry);
        keys.retain(|key| key.kind != UniqueKeyKind::Domain || website.as_ref() == Some(&key.text));
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.known(reader)?;
        let of_key = |key: &UniqueKey| {
            let sign = sign(key);
            known.range((sign, i64::MIN)..=(sign, i64::MAX)).map(|(_, account)| *account).take(MOST_READ)
        };
        let accounts: BTreeSet<i64> = keys.iter().flat_map(of_key).collect();
        let mut holders = Vec::new();
        for account in accounts {
            let account = reader.get(Kind::Account, account)?;
            // It may have had the key before a row of this import.
            if unique_keys(&account).iter().any(|key| keys.contains(key)) {
                holders.push(account);
            }
        }
        Ok(holders)
    }

    /// Remembers an account that the import wrote, where a row has asked already.
    pub(super) fn written(&mut self, account: &Entry) {
        if let Some(known) = &mut self.known {
            add(known, account);
        }
    }

    fn known(&mut self, reader: Reader) -> Result<&BTreeSet<(u64, i64)>, StoreError> {
        Ok(match &mut self.known {
            Some(known) => known,
            empty => empty.insert(load(reader)?),
        })
    }
}

fn load(reader: Reader) -> Result<BTreeSet<(u64, i64)>, StoreError> {
    let fields = BTreeSet::from(["credit_code", "website", "email", "phone"]);
    let mut known = BTreeSet::new();
    let mut after = 0;
    loop {
        // Those that are archived stand between and behind those that are not.
        let last = reader.accounts_after(after, AT_A_TIME)?.last().map(|(id, _)| *id);
        for account in reader.partial_entries(Kind::Account, &fields, after + 1, last.unwrap_or(i64::MAX))? {
            add(&mut known, &account);
        }
        match last {
            Some(last) => after = last,
            None => return Ok(known),
        }
    }
}

fn add(known: &mut BTreeSet<(u64, i64)>, account: &Entry) {
    known.extend(unique_keys(account).iter().map(|key| (sign(key), account.id)));
}

fn sign(key: &UniqueKey) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
