//! The strategy that research serves: words, or one of the account's strategies by its title or number.

use super::{OpsError, Refusal};
use crate::domain::fold::fold;
use crate::domain::id::number_of;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::store::Reader;

/// Gives a goal of research the title of the strategy that it names, as that is written. What it said before can stay.
///
/// # Errors
/// When it names a number that no strategy of its account has, or the file cannot be read.
pub(super) fn settle(reader: Reader, before: Option<&Entry>, entry: &mut Entry) -> Result<(), OpsError> {
    if before.is_some_and(|before| before.text("strategy") == entry.text("strategy")) {
        return Ok(());
    }
    let said = entry.text("strategy").trim().to_owned();
    let Some(account) = entry.account().filter(|_| entry.kind == Kind::ResearchGoal && !said.is_empty())
    else {
        return Ok(());
    };
    let strategies = reader.entries_of_account(Kind::Strategy, account)?;
    let number = number_of(&said);
    let is_meant = |strategy: &&Entry| match number {
        Some(number) => strategy.id == number,
        None => fold(&strategy.title()) == fold(&said),
    };
    match (strategies.iter().find(is_meant), number) {
        (Some(strategy), _) => entry.set("strategy", Value::Text(strategy.title().into_owned())),
        (None, Some(number)) => return Err(Refusal::NoStrategy { number }.into()),
        (None, None) => {}
    }
    Ok(())
}
