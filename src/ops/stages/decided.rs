//! A project's status and its decision process never say two things.
//!
//! Where a project has moves, they are the truth: they alone know when and why it came to where it is. Its status, with
//! reason, winner and day, stands beside them, for lists and files, and for the many projects of which no move is recorded.
//! So a move writes the status. A status that somebody writes, by hand or in a file, becomes the move that it means: an end,
//! or that the decision was taken up again.

use serde_json::{Map, Value as Json};

use super::{outcome_in, records, told};
use crate::analysis::stage::decisive;
use crate::domain::choices::{Outcome, Stage};
use crate::domain::closing::is_reopened;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::project::{Project, ProjectStatus};
use crate::domain::record::{Entry, Paragraph, Record};
use crate::domain::stage_move::{StageMove, Step};
use crate::ops::{OpsError, summary};
use crate::store::{Decided, Reader, Writer};

/// Brings together what an operation wrote of moves and of statuses. Where it wrote both, as an import may, an end that
/// the status tells counts, for many files have the way without its end; else the moves count.
pub(in crate::ops) fn settle(writer: &mut Writer, today: Date, user: &str) -> Result<(), OpsError> {
    for (project, decided) in writer.changed_decisions() {
        if writer.read().find(Kind::Project, project)?.is_none() {
            continue;
        }
        let is_over = || Ok::<_, OpsError>(!load(writer.read(), project)?.is_open());
        if decided == Decided::ByStatus || (decided == Decided::ByBoth && is_over()?) {
            follow_status(writer, project, None, (today, user))?;
        } else {
            follow_moves(writer, project)?;
        }
    }
    Ok(())
}

/// Adds the move that an edit of a project's status means, and tells it.
pub(in crate::ops) fn follow_edit(
    writer: &mut Writer,
    before: &Entry,
    after: &mut Entry,
    (today, user): (Date, &str),
) -> Result<Option<Text>, OpsError> {
    if after.kind != Kind::Project || before.get("status") == after.get("status") {
        return Ok(None);
    }
    let reason = Some(after.text("reason")).filter(|_| before.get("reason") != after.get("reason"));
    let mut decision = follow_status(writer, after.id, reason, (today, user))?;
    if decision.is_none() && is_reopened(before, after) {
        let project = load(writer.read(), after.id)?;
        let said = reason.map(|reason| format!("{today}: {reason}"));
        take_up(writer, &project, said.as_deref())?;
        let account = writer.read().get(Kind::Account, project.account.number())?;
        let name = super::process_name(&account.title(), Some(&project.name));
        decision =
            Some(summary(format!("Reopened the decision of {name}"), format!("重启 {name} 的决策流程")));
    }
    if decision.is_some() {
        *after = writer.read().get(after.kind, after.id)?;
    }
    Ok(decision)
}

fn load(reader: Reader, project: i64) -> Result<Project, OpsError> {
    Ok(Project::from_entry(&reader.get(Kind::Project, project)?)?)
}

fn moves(reader: Reader, project: i64) -> Result<Vec<StageMove>, OpsError> {
    let Some(field) = Kind::StageMove.field("project") else { return Ok(Vec::new()) };
    let moves = reader.pointing_at(Kind::StageMove, field, project)?;
    Ok(moves.iter().map(StageMove::from_entry).collect::<Result<_, _>>()?)
}

fn outcome(project: &Project) -> Option<Outcome> {
    project.status.and_then(ProjectStatus::outcome)
}

/// Writes to a project how its decision ended by its moves, why, for whom and when, or that it is open again.
pub(super) fn follow_moves(writer: &mut Writer, project: i64) -> Result<(), OpsError> {
    let (moves, before) = (moves(writer.read(), project)?, load(writer.read(), project)?);
    let Some(newest) = moves.last().filter(|newest| newest.outcome != outcome(&before)) else {
        return Ok(());
    };
    let mut after = before.clone();
    after.status = Some(ProjectStatus::from(newest.outcome));
    if let Some(decisive) = decisive(&moves) {
        after.close_date = Some(decisive.date);
        after.reason = decisive.reason.as_ref().map(|reason| one_line(&reason.0)).or(after.reason);
        after.winner =
            decisive.winner.clone().or(after.winner).filter(|_| newest.outcome == Some(Outcome::Lost));
    } else {
        // These told how and when it ended.
        (after.reason, after.winner) = (None, None);
        after.close_date = planned(writer.read(), project)?;
    }
    writer.update(&before.to_entry(), &after.to_entry())?;
    Ok(())
}

/// Writes to a project that stands in no stage how its decision ended, or that it is open again. What there is no field for is
/// noted.
pub(super) fn by_status(writer: &mut Writer, project: &Project, moved: &StageMove) -> Result<(), OpsError> {
    let said = |text: &Option<Paragraph>| text.as_ref().map(|text| one_line(&text.0));
    let (reason, evidence) = (said(&moved.reason), said(&moved.evidence));
    let noted = |text: String| format!("{}: {text}", moved.date);
    if moved.outcome.is_none() {
        let said: Vec<String> = reason.into_iter().chain(evidence).collect();
        return take_up(
            writer,
            project,
            Some(noted(said.join("; "))).filter(|_| !said.is_empty()).as_deref(),
        );
    }
    let mut after = project.clone();
    after.status = Some(ProjectStatus::from(moved.outcome));
    after.close_date = Some(moved.date);
    after.reason = reason.or(after.reason);
    after.winner = moved.winner.clone().or(after.winner).filter(|_| moved.outcome == Some(Outcome::Lost));
    note(&mut after, evidence.map(noted).as_deref());
    writer.update(&project.to_entry(), &after.to_entry())?;
    Ok(())
}

/// Opens a project again that stands in no stage.
fn take_up(writer: &mut Writer, project: &Project, said: Option<&str>) -> Result<(), OpsError> {
    let mut after = project.clone();
    (after.status, after.reason, after.winner) = (Some(ProjectStatus::Open), None, None);
    after.close_date = planned(writer.read(), project.id.number())?;
    note(&mut after, said);
    writer.update(&project.to_entry(), &after.to_entry())?;
    Ok(())
}

/// Writes a line below the note of a project.
fn note(project: &mut Project, line: Option<&str>) {
    if let Some(line) = line {
        project.note = Some(Paragraph(project.to_entry().with_line("note", line)));
    }
}

/// The day for which the decision of a project was planned before it ended, as the history knows it.
fn planned(reader: Reader, project: i64) -> Result<Option<Date>, OpsError> {
    let changes = reader.changes_of(Kind::Project, project)?;
    let is_over = |values: &Option<Map<String, Json>>| {
        let status = values.as_ref()?.get("status")?;
        let status = status.as_str().and_then(ProjectStatus::named);
        Some(status.is_some_and(|status| status.outcome().is_some()))
    };
    let ended = changes.iter().rev().find(|change| {
        is_over(&change.after) == Some(true)
            && change.before.is_some()
            && is_over(&change.before) != Some(true)
    });
    let before = ended.and_then(|change| change.before.as_ref()?.get("close_date"));
    Ok(before.and_then(Json::as_str).and_then(|day| day.parse().ok()))
}

/// The reason of a project is one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds the move that the status of a project means, where it has moves and they say something else. An end of another kind
/// corrects the end that was recorded. Tells it as the history does.
fn follow_status(
    writer: &mut Writer,
    project: i64,
    given: Option<&str>,
    (today, user): (Date, &str),
) -> Result<Option<Text>, OpsError> {
    let (moves, project) = (moves(writer.read(), project)?, load(writer.read(), project)?);
    let outcome = outcome(&project);
    let Some(newest) = moves.last().filter(|newest| newest.outcome != outcome) else { return Ok(None) };
    let is_over = outcome.is_some();
    let reason = if is_over { project.reason.clone() } else { given.map(str::to_owned) };
    let reason = reason.filter(|reason| !reason.is_empty()).map(Paragraph);
    let winner = project.winner.clone().filter(|_| outcome == Some(Outcome::Lost));
    let account = writer.read().get(Kind::Account, project.account.number())?;
    let name = super::process_name(&account.title(), Some(&project.name));
    if newest.step == Step::Close && outcome.is_some() {
        let after = StageMove { outcome, reason, winner, ..newest.clone() };
        writer.update(&newest.to_entry(), &after.to_entry())?;
        return Ok(Some(told(&name, &after)));
    }
    // A purchase that was implemented is not taken up again; the next one begins.
    let anew = !is_over && newest.to_stage >= Stage::Implementation;
    let to_stage = if anew { Stage::Unaware } else { newest.to_stage };
    let moved = StageMove {
        id: Id::new(0),
        account: project.account,
        project: Some(project.id),
        step: if is_over { Step::Close } else { Step::Reopen },
        from_stage: Some(newest.to_stage),
        to_stage,
        outcome: outcome.or(outcome_in(to_stage)),
        date: day(&project, newest.date, today),
        by: Some(user.to_owned()),
        evidence: None,
        reason,
        winner,
        confirmed: Vec::new(),
        waived: Vec::new(),
        waiver_reason: None,
        created: None,
        updated: None,
    };
    records::insert(writer, &mut moved.to_entry())?;
    if !is_over {
        forget_end(writer, &project, [newest, &moved])?;
    }
    Ok(Some(told(&name, &moved)))
}

/// Takes out of a project that is open again what told of its end, and why it is, but not what was written since.
fn forget_end(
    writer: &mut Writer,
    project: &Project,
    [end, reopening]: [&StageMove; 2],
) -> Result<(), OpsError> {
    let mut after = project.clone();
    let told = [end, reopening].map(|moved| moved.reason.as_ref().map(|reason| one_line(&reason.0)));
    after.reason = after.reason.filter(|reason| !told.iter().flatten().any(|told| told == reason));
    after.winner = after.winner.filter(|winner| Some(winner) != end.winner.as_ref());
    if after.close_date == Some(end.date) {
        after.close_date = planned(writer.read(), project.id.number())?;
    }
    writer.update(&project.to_entry(), &after.to_entry())?;
    Ok(())
}

/// When it ended: on the day of the decision where that may be, else today.
fn day(project: &Project, last: Date, today: Date) -> Date {
    let decided = project.close_date.filter(|day| !project.is_open() && (last..=today).contains(day));
    decided.unwrap_or(today).max(last)
}
