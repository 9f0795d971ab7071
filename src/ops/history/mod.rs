//! Taking operations back, and taking that back.

use super::{OpsError, Refusal, Session, refresh_coverage, summary};
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::store::{Dependence, Operation, OperationDraft, Reader, Together, UndoPlan, Writer, Written};

/// What is taken back at once: all of it or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoing {
    /// The operation that is meant.
    pub meant: Operation,
    /// What is taken back, in this order: the one that is meant, and those that go with it. Never empty.
    pub steps: Vec<UndoPlan>,
}

impl Undoing {
    /// Why it cannot be done: later operations build on it. Of several, each is looked at when those before it are
    /// taken back.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        match self.steps.as_slice() {
            [only] if !only.dependences.is_empty() => Some(depended(&only.operation, &only.dependences)),
            _ => None,
        }
    }
}

/// What undoing an operation would do. Without a number that is what was done last, also by redoing it.
///
/// # Errors
/// When there is none, or it was undone before.
pub fn undo_plan(session: &Session, number: Option<i64>) -> Result<Undoing, OpsError> {
    match number {
        Some(number) => alone(session, named(session, number)?),
        None => as_one(session, &session.store.last_to_undo()?.ok_or(Refusal::NothingToUndo)?),
    }
}

/// What undoing an operation with all later ones that build on it, directly or through others, would do: newest first.
/// It is tried out: what builds on an operation may show only when others are taken back.
///
/// # Errors
/// As for [`undo_plan`], and when something else stands where a record was.
pub fn undo_plan_with_later(session: &mut Session, number: Option<i64>) -> Result<Undoing, OpsError> {
    let Undoing { meant, steps } = undo_plan(session, number)?;
    let draft = session.draft(None);
    let steps = session.store.write_together(false, |together| {
        let mut trial = Trial { together, draft, steps: Vec::new() };
        for step in steps {
            trial.take_back_with_later(step.operation.number)?;
        }
        Ok::<_, OpsError>(trial.steps)
    })?;
    Ok(Undoing { meant, steps })
}

/// Taking back for a look at what goes with it.
struct Trial<'t, 'c> {
    together: &'t mut Together<'c>,
    draft: OperationDraft,
    steps: Vec<UndoPlan>,
}

impl Trial<'_, '_> {
    fn take_back_with_later(&mut self, number: i64) -> Result<(), OpsError> {
        let operation = effective(self.together.read(), number)?;
        if operation.undone_by.is_some() {
            return Ok(());
        }
        let number = operation.number;
        let plan = loop {
            let plan = self.together.read().undo_plan(operation.clone())?;
            if plan.dependences.is_empty() {
                break plan;
            }
            for later in plan.dependences.iter().rev() {
                self.take_back_with_later(later.operation)?;
            }
        };
        let draft = OperationDraft { undoes: Some(number), ..self.draft.clone() };
        self.together
            .write(&draft, |writer| Ok::<_, OpsError>((writer.revert(number, |_| {})?, Text::default())))?;
        self.steps.push(plan);
        Ok(())
    }
}

/// What redoing the last undone operation would do, with those that were undone as one with it.
///
/// # Errors
/// When there is none.
pub fn redo_plan(session: &Session) -> Result<Undoing, OpsError> {
    as_one(session, &session.store.last_to_redo()?.ok_or(Refusal::NothingToRedo)?)
}

fn named(session: &Session, number: i64) -> Result<Operation, OpsError> {
    Ok(session.store.operation(number)?.ok_or(Refusal::NoOperation { number })?)
}

fn alone(session: &Session, operation: Operation) -> Result<Undoing, OpsError> {
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
    let step = session.store.read().undo_plan(operation.clone())?;
    Ok(Undoing { meant: operation, steps: vec![step] })
}

/// An operation with those that were made as one with it and are still in force.
fn as_one(session: &Session, newest: &Operation) -> Result<Undoing, OpsError> {
    let mut steps = Vec::new();
    for operation in session.store.made_together(newest.number)? {
        let operation = effective(session.store.read(), operation.number)?;
        if operation.undone_by.is_none() {
            steps.push(operation);
        }
    }
    // The oldest is what the others were taken back or brought back for.
    let oldest = |operation: &&Operation| operation.undoes.unwrap_or(operation.number);
    match (steps.iter().min_by_key(oldest).cloned(), steps.len()) {
        (Some(only), 1) => alone(session, only),
        (Some(meant), _) => {
            let steps = steps.into_iter().map(|operation| session.store.read().undo_plan(operation));
            Ok(Undoing { meant, steps: steps.collect::<Result<_, _>>()? })
        }
        (None, _) => Err(Refusal::NothingToUndo.into()),
    }
}

/// The operation whose taking back has the same effect: of a redo, what it redid.
fn effective(reader: Reader, number: i64) -> Result<Operation, OpsError> {
    let find = |number| Ok::<_, OpsError>(reader.operation(number)?.ok_or(Refusal::NoOperation { number })?);
    let operation = find(number)?;
    let first = reader.root_of(number)?;
    if operation.undoes.is_some_and(|undone| undone != first) { find(first) } else { Ok(operation) }
}

/// Takes back what a plan says, each operation as one of the history; all or none. Calls `step` with how many changes
/// were taken back so far. Gives how many each took back, in the order of the plan.
///
/// # Errors
/// When later operations build on it.
pub fn undo(
    session: &mut Session,
    plan: &Undoing,
    mut step: impl FnMut(usize),
) -> Result<Vec<Written<usize>>, OpsError> {
    let draft = session.draft(None);
    let (playbook, today) = (&session.playbook, session.today);
    let mut before = 0;
    session.store.write_together(!session.dry_run, |together| {
        let mut written = Vec::with_capacity(plan.steps.len());
        for number in plan.steps.iter().map(|step| step.operation.number) {
            let draft = OperationDraft { undoes: Some(number), ..draft.clone() };
            let done = together.write(&draft, |writer| {
                let (reverted, told) = take_back(writer, number, |done| step(before + done))?;
                refresh_coverage(writer, playbook, today)?;
                Ok::<_, OpsError>((reverted, told))
            })?;
            before += done.value;
            written.push(done);
        }
        Ok(written)
    })
}

/// Takes an operation back; how many changes that were, and what it is called.
fn take_back(writer: &mut Writer, number: i64, step: impl FnMut(usize)) -> Result<(usize, Text), OpsError> {
    // Checked inside the transaction: another process may have undone it or built on it meanwhile.
    let operation = writer.read().operation(number)?.ok_or(Refusal::NoOperation { number })?;
    if let Some(by) = operation.undone_by {
        return Err(Refusal::AlreadyUndone { number, by }.into());
    }
    let later = writer.read().dependences(number)?;
    if !later.is_empty() {
        return Err(depended(&operation, &later).into());
    }
    let reverted = writer.revert(number, step)?;
    let told = match operation.undoes {
        Some(first) => summary(format!("Redid operation {first}"), format!("重做操作 {first}")),
        None => summary(
            format!("Undid operation {number}: {}", operation.summary.en),
            format!("撤销操作 {number}：{}", operation.summary.zh),
        ),
    };
    Ok((reverted, told))
}

fn depended(operation: &Operation, later: &[Dependence]) -> Refusal {
    let Text { en: later, zh: later_in_chinese } = told_of_later(later);
    let number = operation.number;
    match operation.undoes {
        None => Refusal::Depended { number, later, later_in_chinese },
        Some(first) => Refusal::DependedRedo { number, first, later, later_in_chinese },
    }
}

/// The first operations that forbid an undo, and how many more there are.
fn told_of_later(later: &[Dependence]) -> Text {
    const SHOWN: usize = 5;
    let told = |language: Language| -> Vec<String> {
        let shown = later.iter().take(SHOWN);
        let one = |later: &Dependence| {
            let (number, summary) = (later.operation, later.summary.get(language));
            crate::say!(language, "{number} ({summary})", "{number}（{summary}）")
        };
        shown.map(one).collect()
    };
    let (en, zh) = (told(Language::English).join("; "), told(Language::Chinese).join("；"));
    match later.len().saturating_sub(SHOWN) {
        0 => summary(en, zh),
        more => summary(format!("{en} and {more} more"), format!("{zh}，另有 {more} 项")),
    }
}

/// A command line of the history without what it says of personal files: it ends where that begins.
///
/// ```
/// use acct::ops::history::without_personal;
/// assert_eq!(without_personal("acct contact edit #1 --title CFO --pets 'two dogs'"), "acct contact edit #1 --title CFO …");
/// assert_eq!(without_personal("acct contact trip add Steel Ann Rome --from monday"), "acct contact trip add …");
/// assert_eq!(without_personal("acct contact edit #1 --clear title --clear family"), "acct contact edit #1 --clear title …");
/// ```
#[must_use]
pub fn without_personal(command: &str) -> String {
    if !command.contains(" contact ") {
        return command.to_owned();
    }
    let after = |at: usize| command.get(at..).unwrap_or_default();
    let trip =
        ["trip add", "trip edit"].into_iter().filter_map(|verb| Some(command.find(verb)? + verb.len()));
    let private = Kind::Contact.fields().iter().filter(|field| field.private);
    let given = private.filter_map(|field| {
        let flag = format!(" --{}", field.flag());
        let at = command.find(&flag)?;
        after(at + flag.len()).chars().next().is_none_or(|next| matches!(next, ' ' | '=')).then_some(at)
    });
    // A field to clear may be named in other words, too: only what surely is not private is shown.
    let cleared =
        command.match_indices(" --clear").map(|(at, flag)| (at, at + flag.len())).filter(|(_, end)| {
            let name = after(*end).trim_start_matches([' ', '=']).split(' ').next().unwrap_or_default();
            Kind::Contact.field(&name.replace('-', "_")).is_none_or(|field| field.private)
        });
    match trip.chain(given).chain(cleared.map(|(at, _)| at)).min() {
        Some(end) => format!("{} …", command.get(..end).unwrap_or_default()),
        None => command.to_owned(),
    }
}

#[cfg(test)]
mod tests;
