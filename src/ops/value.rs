//! The value-return curves of many accounts, a stretch of neighbouring ones at a time.

use super::OpsError;
use super::portfolio::{Chosen, slice};
use crate::analysis::value_curve::{Curve, CurveError, curve};
use crate::domain::date::Date;
use crate::domain::economics::ValueYear;
use crate::store::Store;

/// Hands to `take` the number, the name and the curve of each account for which investments or returns are recorded.
///
/// # Errors
/// When the file cannot be read.
pub fn each_curve(
    store: &Store,
    accounts: &Chosen,
    today: Date,
    mut take: impl FnMut(i64, &str, Result<Curve, CurveError>),
) -> Result<(), OpsError> {
    let (reader, mut after) = (store.read(), 0);
    loop {
        let stretch = accounts.after(reader, after)?;
        let (Some((first, _)), Some((last, _))) = (stretch.first(), stretch.last()) else { return Ok(()) };
        let years: Vec<ValueYear> = reader.of_accounts(*first, *last)?;
        after = *last;
        for (account, name) in &stretch {
            match curve(slice(&years, *account, |year| year.account.number()), today.year().into()) {
                Err(CurveError::Nothing) => {}
                found => take(*account, name, found),
            }
        }
    }
}
