//! What accounts ordered, and who else sells to them, for any number of accounts in the memory of a thousand.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::vec::IntoIter;

use super::OpsError;
use super::portfolio::Chosen;
use crate::domain::order::Order;
use crate::domain::record::Record;
use crate::domain::rival::Rival;
use crate::store::Reader;

/// An account with what statistics ask of its orders and rivals; the other fields of those are empty.
#[derive(Clone, Debug)]
pub struct Customer {
    pub id: i64,
    pub name: String,
    pub orders: Vec<Order>,
    pub rivals: Vec<Rival>,
}

const OF_ORDERS: [&str; 7] = ["account", "title", "line", "date", "amount", "margin", "number"];
const OF_RIVALS: [&str; 3] = ["account", "name", "lines"];

/// Hands each of the chosen accounts to `visit`, by number: with one query a kind for neighbouring accounts.
///
/// # Errors
/// When the file cannot be read, or those of `visit`.
pub fn each<E: From<OpsError>>(
    reader: Reader,
    chosen: &Chosen,
    mut visit: impl FnMut(Customer) -> Result<(), E>,
) -> Result<(), E> {
    let mut after = i64::MIN;
    loop {
        let accounts = chosen.after(reader, after)?;
        let (Some((first, _)), Some((last, _))) = (accounts.first(), accounts.last()) else { return Ok(()) };
        let (first, last) = (*first, *last);
        let mut orders = some_of(reader, OF_ORDERS, (first, last))?;
        let mut rivals = some_of(reader, OF_RIVALS, (first, last))?;
        for (id, name) in accounts {
            let orders = taken(&mut orders, id, |order: &Order| order.account.number());
            let rivals = taken(&mut rivals, id, |rival: &Rival| rival.account.number());
            visit(Customer { id, name, orders, rivals })?;
        }
        after = last;
    }
}

/// Some fields of the records that belong to accounts from one number to another, by account.
fn some_of<R: Record, const N: usize>(
    reader: Reader,
    fields: [&'static str; N],
    (first, last): (i64, i64),
) -> Result<Peekable<IntoIter<R>>, OpsError> {
    let entries = reader.partial_entries(R::KIND, &BTreeSet::from(fields), first, last)?;
    let records = entries.iter().map(R::from_entry).collect::<Result<Vec<R>, _>>()?;
    Ok(records.into_iter().peekable())
}

/// The records of an account from among those of several; those of accounts before it go.
fn taken<R>(records: &mut Peekable<IntoIter<R>>, account: i64, of: fn(&R) -> i64) -> Vec<R> {
    while records.next_if(|record| of(record) < account).is_some() {}
    std::iter::from_fn(|| records.next_if(|record| of(record) == account)).collect()
}
