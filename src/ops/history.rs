//! Taking operations back, and taking that back.

use super::{OpsError, Refusal, Session, summary};
use crate::domain::language::Language;
use crate::store::{Operation, UndoPlan, Written};

/// What undoing an operation, or without a number the last one, would do.
///
/// # Errors
/// When there is none, or it was undone before.
pub fn undo_plan(session: &Session, number: Option<i64>) -> Result<UndoPlan, OpsError> {
    let operation = match number {
        Some(number) => session.store.operation(number)?.ok_or(Refusal::NoOperation { number })?,
        None => session.store.last_to_undo()?.ok_or(Refusal::NothingToUndo)?,
    };
    plan(session, operation)
}

/// What redoing the last undone operation would do.
///
/// # Errors
/// When there is none.
pub fn redo_plan(session: &Session) -> Result<UndoPlan, OpsError> {
    let operation = session.store.last_to_redo()?.ok_or(Refusal::NothingToRedo)?;
    plan(session, operation)
}

fn plan(session: &Session, operation: Operation) -> Result<UndoPlan, OpsError> {
    let first = session.store.read().root_of(operation.number)?;
    if operation.undoes.is_some_and(|undone| undone != first) {
        return Err(Refusal::Redo { number: operation.number, first }.into());
    }
    if let Some(by) = operation.undone_by {
        return Err(Refusal::AlreadyUndone { number: operation.number, by }.into());
    }
    if session.store.is_forgotten(operation.number)? {
        return Err(Refusal::Forgotten { number: operation.number }.into());
    }
    Ok(session.store.undo_plan(operation)?)
}

/// Takes back what a plan says. Calls `step` with how many changes were taken back so far.
///
/// # Errors
/// When later operations build on it.
pub fn undo(
    session: &mut Session,
    plan: &UndoPlan,
    step: impl FnMut(usize),
) -> Result<Written<usize>, OpsError> {
    let number = plan.operation.number;
    let redone = plan.operation.undoes;
    session.write_as(Some(number), |writer| {
        // Checked again inside the transaction: another process may have undone it or built on it meanwhile.
        let undone_by = writer.read().operation(number)?.and_then(|operation| operation.undone_by);
        if let Some(by) = undone_by {
            return Err(Refusal::AlreadyUndone { number, by }.into());
        }
        let later = writer.read().dependences(number)?;
        if !later.is_empty() {
            let list: Vec<String> = later
                .iter()
                .map(|later| format!("{} {}", later.operation, later.summary.get(Language::English)))
                .collect();
            return Err(Refusal::Depended { number, later: list.join("; ") }.into());
        }
        let reverted = writer.revert(number, step)?;
        let told = match redone {
            Some(first) => summary(format!("Redid operation {first}"), format!("重做操作 {first}")),
            None => summary(
                format!("Undid operation {number}: {}", plan.operation.summary.en),
                format!("撤销操作 {number}：{}", plan.operation.summary.zh),
            ),
        };
        Ok((reverted, told))
    })
}
