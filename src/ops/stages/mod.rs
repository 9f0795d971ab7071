//! Moving an account or one of its projects through its decision process, and recording signals.

mod decided;
mod refusal;
mod signal;
mod telling;

pub(super) use decided::{follow_edit, settle};
pub use refusal::StageRefusal;
pub use signal::{Sighting, log, signal};
use telling::{label, told};

use super::{OpsError, Session, facts, records};
use crate::analysis::facts::Facts;
use crate::analysis::process::Process;
use crate::analysis::stage::{Criteria, CriterionState, Position, criteria, position};
use crate::domain::choices::{Outcome, Stage};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::domain::project::Project;
use crate::domain::record::{Paragraph, Record};
use crate::domain::stage_move::{StageMove, Step};
use crate::playbook::Playbook;
use crate::store::{Reader, Written};

/// When and by whom something was seen or decided, and why.
#[derive(Clone, Debug)]
pub struct Occasion {
    pub account: i64,
    /// The project whose process it is; none for the account's own one.
    pub project: Option<i64>,
    /// Today, unless it was before.
    pub date: Option<Date>,
    /// The session's user, unless somebody else.
    pub by: Option<String>,
    pub evidence: Option<String>,
    pub reason: Option<String>,
}

/// How an advance deals with exit criteria.
#[derive(Clone, Debug, Default)]
pub struct Advance {
    /// The next stage unless given.
    pub to: Option<Stage>,
    /// Questions that our person answered yes to.
    pub confirmed: Vec<String>,
    /// Why it goes on although criteria are not met.
    pub waiver: Option<String>,
}

/// An account, or a project of it, as a move finds it.
struct Start {
    facts: Facts,
    project: Option<Project>,
    position: Position,
}

impl Start {
    fn of(reader: Reader, playbook: &Playbook, occasion: &Occasion, today: Date) -> Result<Self, OpsError> {
        let facts = facts::load(reader, occasion.account)?;
        let project = match occasion.project {
            Some(project) => Some(Project::from_entry(&reader.get(Kind::Project, project)?)?),
            None => None,
        };
        let position = position(playbook, &process(&facts, project.as_ref()), today);
        Ok(Self { facts, project, position })
    }

    fn process(&self) -> Process<'_> {
        process(&self.facts, self.project.as_ref())
    }

    fn name(&self) -> String {
        process_name(&self.facts.account.name, self.project.as_ref().map(|project| project.name.as_str()))
    }

    /// The project that stands in no stage and would not by a move either: nobody knows where it was when it ended.
    fn without_stage(&self, moved: &StageMove) -> Option<&Project> {
        let is_end = matches!(moved.step, Step::Close | Step::Reopen) && moved.from_stage.is_some();
        self.project.as_ref().filter(|_| is_end && self.process().moves.is_empty())
    }

    fn refuse_closed(&self) -> Result<(), StageRefusal> {
        refuse_closed(&self.name(), &self.position)
    }
}

/// The process of a project, or the account's own one.
#[must_use]
pub fn process<'f>(facts: &'f Facts, project: Option<&'f Project>) -> Process<'f> {
    project.map_or_else(|| facts.process(), |project| facts.process_of(project))
}

/// What a process is called: by its account, and by the project where it is that of one.
#[must_use]
pub fn process_name(account: &str, project: Option<&str>) -> String {
    project.map_or_else(|| account.to_owned(), |project| format!("{account} · {project}"))
}

fn refuse_closed(name: &str, position: &Position) -> Result<(), StageRefusal> {
    match position.outcome {
        Some(outcome) if position.closed => {
            let Text { en, zh } = label("outcome", outcome.as_str());
            let account = name.to_owned();
            Err(StageRefusal::Closed { account, label: en.to_lowercase(), label_zh: zh })
        }
        _ => Ok(()),
    }
}

/// What a purchase that has come to a stage must have become: who implements has been chosen.
fn outcome_in(stage: Stage) -> Option<Outcome> {
    (stage >= Stage::Implementation).then_some(Outcome::Won)
}

/// The stage that an advance of the process called `name` leads to. After a won purchase the implementation comes next, wherever it was won.
///
/// # Errors
/// When the decision is over, there is no stage after this one, or `to` does not come later.
pub fn target(name: &str, position: &Position, to: Option<Stage>) -> Result<Stage, StageRefusal> {
    let from = position.stage;
    let won = position.outcome == Some(Outcome::Won);
    if !won || to.is_some_and(|to| to < Stage::Implementation) {
        refuse_closed(name, position)?;
    }
    let next = from.next().ok_or_else(|| StageRefusal::Last { account: name.to_owned() })?;
    let to = to.unwrap_or(if won { next.max(Stage::Implementation) } else { next });
    if to <= from {
        let [from, to] = [from, to].map(|stage| label("stage", stage.as_str()));
        return Err(StageRefusal::NotLater { from: from.en, from_zh: from.zh, to: to.en, to_zh: to.zh });
    }
    Ok(to)
}

/// The criteria on the way to a stage. A purchase that was won has nothing to prove before its implementation.
#[must_use]
pub fn criteria_to<'p>(
    playbook: &'p Playbook,
    facts: &Facts,
    position: &Position,
    to: Stage,
    today: Date,
) -> Criteria<'p> {
    let won = position.outcome == Some(Outcome::Won);
    let from = if won { position.stage.max(Stage::Implementation) } else { position.stage };
    criteria(playbook, facts, from, to, today)
}

/// Moves an account or a project to a later stage.
///
/// # Errors
/// When evidence is missing, exit criteria are neither met, confirmed nor waived, or the decision is closed.
pub fn advance(
    session: &mut Session,
    occasion: &Occasion,
    way: &Advance,
) -> Result<Written<StageMove>, OpsError> {
    let today = session.today;
    let playbook = session.playbook.get()?;
    given(occasion.evidence.as_deref()).ok_or(StageRefusal::NoEvidence)?;
    record(session, occasion, Step::Advance, |start, moved| {
        let to = target(&start.name(), &start.position, way.to)?;
        let criteria = criteria_to(&playbook, &start.facts, &start.position, to, today);
        moved.confirmed = confirmed(&criteria, &way.confirmed)?;
        moved.waived =
            criteria.blocking(&moved.confirmed).map(|status| status.criterion.id.clone()).collect();
        let open = |language, separator: &str| {
            let texts = criteria
                .blocking(&moved.confirmed)
                .map(|status| format!("{} ({})", status.criterion.text.get(language), status.criterion.id));
            texts.collect::<Vec<_>>().join(separator)
        };
        let waiver = given(way.waiver.as_deref());
        if moved.waived.is_empty() {
            // Nothing had to be waived: what was said is the reason of the move.
            moved.reason = waiver;
        } else {
            let Text { en, zh } = label("stage", to.as_str());
            let waiver = waiver.ok_or_else(|| StageRefusal::Unmet {
                account: start.name(),
                label: en,
                label_zh: zh,
                criteria: open(Language::English, "; "),
                criteria_zh: open(Language::Chinese, "；"),
            })?;
            moved.waiver_reason = Some(waiver);
        }
        moved.to_stage = to;
        moved.outcome = outcome_in(to);
        Ok(())
    })
}

/// Those of the given criteria that are open questions, each once.
///
/// # Errors
/// When one of them is no question on the way.
pub fn confirmed(criteria: &Criteria, given: &[String]) -> Result<Vec<String>, StageRefusal> {
    let questions = || criteria.in_state(CriterionState::Question).map(|status| status.criterion.id.clone());
    match given.iter().find(|id| !questions().any(|question| question == **id)) {
        Some(unknown) => {
            let (id, known) = (unknown.clone(), questions().collect::<Vec<_>>().join(", "));
            Err(if known.is_empty() {
                StageRefusal::NothingToConfirm { id }
            } else {
                StageRefusal::NotAQuestion { id, known }
            })
        }
        None => Ok(questions().filter(|question| given.contains(question)).collect()),
    }
}

/// Moves an account or a project back to an earlier stage, the one before unless `to` is given.
///
/// # Errors
/// When the reason is missing, there is no earlier stage, or the decision is closed.
pub fn back(
    session: &mut Session,
    occasion: &Occasion,
    to: Option<Stage>,
) -> Result<Written<StageMove>, OpsError> {
    given(occasion.reason.as_deref()).ok_or(StageRefusal::NoReason)?;
    record(session, occasion, Step::Back, |start, moved| {
        start.refuse_closed()?;
        let from = start.position.stage;
        let previous = from.previous().ok_or_else(|| StageRefusal::First { account: start.name() })?;
        let to = to.unwrap_or(previous);
        if to >= from {
            let [from, to] = [from, to].map(|stage| label("stage", stage.as_str()));
            return Err(StageRefusal::NotEarlier {
                from: from.en,
                from_zh: from.zh,
                to: to.en,
                to_zh: to.zh,
            });
        }
        moved.to_stage = to;
        moved.outcome = outcome_in(to);
        Ok(())
    })
}

/// Puts an account or a project into any stage, without asking for its criteria. The first setting needs no reason.
///
/// # Errors
/// When the reason is missing, the account is there already, or the decision is closed.
pub fn set(session: &mut Session, occasion: &Occasion, to: Stage) -> Result<Written<StageMove>, OpsError> {
    let reason = given(occasion.reason.as_deref());
    record(session, occasion, Step::Set, |start, moved| {
        start.refuse_closed()?;
        match start.process().moves.is_empty() {
            true => moved.from_stage = None,
            false if start.position.stage == to => {
                let Text { en, zh } = label("stage", to.as_str());
                return Err(StageRefusal::Already { account: start.name(), label: en, label_zh: zh });
            }
            false if reason.is_none() => return Err(StageRefusal::NoReason),
            false => {}
        }
        moved.to_stage = to;
        moved.outcome = outcome_in(to);
        Ok(())
    })
}

/// Ends a decision where it stands; that of a project ends the project, too. What was lost or put aside needs a reason.
/// Of a project that stands in no stage nothing but its status tells the end: the move that is given is not recorded.
///
/// # Errors
/// When the reason is missing or the decision is closed already.
pub fn close(
    session: &mut Session,
    occasion: &Occasion,
    outcome: Outcome,
    winner: Option<&str>,
) -> Result<Written<StageMove>, OpsError> {
    if outcome != Outcome::Won {
        given(occasion.reason.as_deref()).ok_or(StageRefusal::NoReason)?;
    }
    record(session, occasion, Step::Close, |start, moved| {
        start.refuse_closed()?;
        moved.outcome = Some(outcome);
        moved.winner = winner.map(str::to_owned);
        Ok(())
    })
}

/// Takes a closed decision up again: where it was left, or in `to`. After an implemented purchase the next decision
/// begins at the beginning. A project that stood in no stage does not stand in one now, unless `to` says so.
///
/// # Errors
/// When the decision is not closed.
pub fn reopen(
    session: &mut Session,
    occasion: &Occasion,
    to: Option<Stage>,
) -> Result<Written<StageMove>, OpsError> {
    record(session, occasion, Step::Reopen, |start, moved| {
        if !start.position.closed {
            return Err(StageRefusal::NotClosed { account: start.name() });
        }
        if to.is_some() && start.process().moves.is_empty() {
            moved.from_stage = None;
        }
        let Position { stage, outcome, .. } = start.position;
        let begins_anew = outcome == Some(Outcome::Won) && stage >= Stage::Implementation;
        moved.to_stage = to.unwrap_or(if begins_anew { Stage::Unaware } else { stage });
        moved.outcome = outcome_in(moved.to_stage);
        Ok(())
    })
}

/// Writes a move as one operation; `fill` checks the start and says where it goes.
fn record(
    session: &mut Session,
    occasion: &Occasion,
    step: Step,
    fill: impl FnOnce(&Start, &mut StageMove) -> Result<(), StageRefusal>,
) -> Result<Written<StageMove>, OpsError> {
    let (today, user) = (session.today, session.user.clone());
    let playbook = session.playbook.get()?;
    session.write(|writer| {
        let start = Start::of(writer.read(), &playbook, occasion, today)?;
        let date = occasion.date.unwrap_or(today);
        refuse_date(start.process().moves, date, today)?;
        let mut moved = StageMove {
            id: Id::new(0),
            account: start.facts.account.id,
            project: start.project.as_ref().map(|project| project.id),
            step,
            from_stage: Some(start.position.stage),
            to_stage: start.position.stage,
            outcome: None,
            date,
            by: Some(occasion.by.clone().unwrap_or(user)),
            evidence: given(occasion.evidence.as_deref()),
            reason: given(occasion.reason.as_deref()),
            winner: None,
            confirmed: Vec::new(),
            waived: Vec::new(),
            waiver_reason: None,
            created: None,
            updated: None,
        };
        fill(&start, &mut moved)?;
        let told = told(&start.name(), &moved);
        if let Some(project) = start.without_stage(&moved) {
            decided::by_status(writer, project, &moved)?;
            return Ok((moved, told));
        }
        let mut entry = moved.to_entry();
        records::insert(writer, &mut entry)?;
        if let Some(project) = start.project {
            decided::follow_moves(writer, project.id.number())?;
        }
        Ok((StageMove::from_entry(&entry)?, told))
    })
}

/// Moves follow each other in time, so that the days in each stage can be told.
fn refuse_date(moves: &[StageMove], date: Date, today: Date) -> Result<(), StageRefusal> {
    match moves.last() {
        _ if date > today => Err(StageRefusal::Future { date }),
        Some(last) if date < last.date => Err(StageRefusal::BeforeLast { date, last: last.date }),
        _ => Ok(()),
    }
}

fn given(text: Option<&str>) -> Option<Paragraph> {
    let text = text?.trim();
    (!text.is_empty()).then(|| Paragraph(text.to_owned()))
}
