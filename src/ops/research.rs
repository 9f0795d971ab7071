//! The strategy that research serves: words, or one of the account's strategies by its title or number.

use super::{OpsError, summary};
use crate::domain::fold::fold;
use crate::domain::id::number_of;
use crate::domain::kind::Kind;
use crate::domain::language::{Text, count};
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::store::{Reader, Writer};

/// Gives a goal of research the title of the strategy that it names, as that is written.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn settle(reader: Reader, entry: &mut Entry) -> Result<(), OpsError> {
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
    if let Some(strategy) = strategies.iter().find(is_meant) {
        entry.set("strategy", Value::Text(strategy.title().into_owned()));
    }
    Ok(())
}

/// Lets the goals of research that serve a strategy go by its new title, and tells how many do.
pub(super) fn follow_rename(
    writer: &mut Writer,
    before: &Entry,
    after: &Entry,
) -> Result<Option<Text>, OpsError> {
    let (old, new) = (before.title(), after.title());
    let Some(account) = after.account().filter(|_| after.kind == Kind::Strategy && old != new) else {
        return Ok(None);
    };
    let mut goals = writer.read().entries_of_account(Kind::ResearchGoal, account)?;
    goals.retain(|goal| fold(goal.text("strategy").trim()) == fold(&old));
    for goal in &goals {
        let mut renamed = goal.clone();
        renamed.set("strategy", Value::Text(new.clone().into_owned()));
        writer.update(goal, &renamed)?;
    }
    let number = goals.len();
    let told = count(number, "research goal goes", "research goals go");
    Ok((number > 0)
        .then(|| summary(format!("{told} by the new name"), format!("{number} 条研究目标随之改名"))))
}
