//! Loading everything known of one account or of many, and keeping the coverage beside each.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::OpsError;
use crate::analysis::coverage::coverage;
use crate::analysis::facts::Facts;
use crate::analysis::standing::Checklist;
use crate::domain::account::Account;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::playbook::Playbook;
use crate::store::{Query, Reader, Store, Writer};

/// How many accounts are loaded at a time when many are.
const STRETCH: usize = 500;
/// Accounts that are not wanted are read past where they are fewer than so many times the wanted ones.
const PASSED: i64 = 4;

/// Everything known of an account.
///
/// # Errors
/// When there is no such account, or the file cannot be read.
pub fn load(reader: Reader, account: i64) -> Result<Facts, OpsError> {
    Ok(Facts {
        account: Account::from_entry(&reader.get(Kind::Account, account)?)?,
        contacts: reader.of_account(account)?,
        relations: reader.of_account(account)?,
        needs: reader.of_account(account)?,
        interactions: reader.of_account(account)?,
        findings: reader.of_account(account)?,
        moves: reader.of_account(account)?,
        signals: reader.of_account(account)?,
        grades: reader.of_account(account)?,
    })
}

/// The numbers of the accounts that a query asks for, in rising order.
///
/// # Errors
/// When the file cannot be read.
pub fn numbers(store: &Store, query: &Query) -> Result<Vec<i64>, OpsError> {
    let mut numbers = Vec::new();
    store.each(query, |entry| {
        numbers.push(entry.id);
        Ok::<(), OpsError>(())
    })?;
    numbers.sort_unstable();
    Ok(numbers)
}

/// Hands everything known of each of some accounts (numbers in rising order) to `visit`, with one query per kind of
/// record for neighbouring accounts, and in the memory of some hundred of them.
///
/// # Errors
/// When the file cannot be read.
pub fn each(reader: Reader, accounts: &[i64], mut visit: impl FnMut(Facts)) -> Result<(), OpsError> {
    let mut rest = accounts;
    while let Some(first) = rest.first() {
        let (stretch, others) = rest.split_at(stretch_length(rest));
        rest = others;
        load_stretch(reader, stretch, *first, &mut visit)?;
    }
    Ok(())
}

/// How many of some accounts stand so close together that they are read at once.
fn stretch_length(accounts: &[i64]) -> usize {
    let Some(first) = accounts.first() else { return 0 };
    let close = accounts.iter().zip(1_i64..).take(STRETCH);
    close.take_while(|(account, count)| **account - first < count * PASSED).count().max(1)
}

fn load_stretch(
    reader: Reader,
    stretch: &[i64],
    first: i64,
    visit: &mut impl FnMut(Facts),
) -> Result<(), OpsError> {
    let last = stretch.last().copied().unwrap_or(first);
    macro_rules! several {
        () => {
            reader.of_accounts(first, last)?.into_iter().peekable()
        };
    }
    let (mut contacts, mut relations, mut needs) = (several!(), several!(), several!());
    let (mut interactions, mut findings, mut moves) = (several!(), several!(), several!());
    let (mut signals, mut grades) = (several!(), several!());
    for account in reader.accounts_between(first, last)? {
        let id = account.id;
        if stretch.binary_search(&id.number()).is_err() {
            continue;
        }
        visit(Facts {
            contacts: taken(&mut contacts, id, |record| record.account),
            relations: taken(&mut relations, id, |record| record.account),
            needs: taken(&mut needs, id, |record| record.account),
            interactions: taken(&mut interactions, id, |record| record.account),
            findings: taken(&mut findings, id, |record| record.account),
            moves: taken(&mut moves, id, |record| record.account),
            signals: taken(&mut signals, id, |record| record.account),
            grades: taken(&mut grades, id, |record| record.account),
            account,
        });
    }
    Ok(())
}

/// The records of an account from among those of several, ordered by account; those of accounts before it go.
fn taken<R>(records: &mut Peekable<IntoIter<R>>, account: Id<Account>, of: fn(&R) -> Id<Account>) -> Vec<R> {
    while records.next_if(|record| of(record).number() < account.number()).is_some() {}
    std::iter::from_fn(|| records.next_if(|record| of(record) == account)).collect()
}

/// Computes the coverage of accounts whose facts changed and keeps it beside them, for lists.
///
/// # Errors
/// When the file cannot be read or written.
pub(super) fn refresh_coverage(
    writer: &mut Writer,
    playbook: &Playbook,
    today: Date,
) -> Result<(), OpsError> {
    let counted = Checklist::new(playbook, today).counted();
    let asked = counted.into_keys().chain([Kind::Finding]).collect();
    for account in writer.accounts_with_changed(&asked) {
        if writer.read().find(Kind::Account, account)?.is_some() {
            let facts = load(writer.read(), account)?;
            writer.set_coverage(account, coverage(playbook, &facts, today).percent)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::demo::tests::with_sample;

    #[test]
    fn accounts_are_loaded_together_as_each_is_alone() {
        with_sample(|session| {
            let store = &session.store;
            let all = numbers(store, &Query::all(Kind::Account)).unwrap();
            assert_eq!(all.len(), 12);
            for wanted in [&all[..], &[1, 7, 12], &[3], &[]] {
                let mut loaded = Vec::new();
                each(store.read(), wanted, |facts| loaded.push(facts)).unwrap();
                let alone: Vec<Facts> = wanted.iter().map(|id| load(store.read(), *id).unwrap()).collect();
                assert_eq!(format!("{loaded:?}"), format!("{alone:?}"), "{wanted:?}");
            }
        });
    }

    #[test]
    fn accounts_that_stand_far_apart_are_not_read_at_once() {
        assert_eq!(stretch_length(&[1, 2, 3, 100, 101]), 3);
        assert_eq!(stretch_length(&[1, 4, 8]), 3);
        assert_eq!(stretch_length(&[1, 9]), 1);
        assert_eq!(stretch_length(&(1..2000).collect::<Vec<i64>>()), STRETCH);
        assert_eq!(stretch_length(&[]), 0);
    }
}
