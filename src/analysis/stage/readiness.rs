//! What the records and answers say about moving on: everything that can be read from them is there.

use super::{Criteria, CriterionState, Position};
use crate::analysis::facts::Facts;
use crate::domain::choices::Stage;
use crate::domain::date::Date;
use crate::playbook::Playbook;

/// The records and answers speak for a later stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readiness {
    /// The furthest stage whose way is free.
    pub to: Stage,
    /// Identifiers of the criteria that are met, stage by stage.
    pub met: Vec<String>,
    /// Identifiers of the criteria on the way that only our person can confirm.
    pub questions: Vec<String>,
}

/// The furthest stage that the account could be moved on to by what is recorded: each stage before it has criteria that
/// are read from records, and all of these are met. None where that is the stage it is in, or the decision has ended.
#[must_use]
pub fn readiness(playbook: &Playbook, facts: &Facts, position: &Position, today: Date) -> Option<Readiness> {
    if position.closed {
        return None;
    }
    let mut ready = Readiness { to: position.stage, met: Vec::new(), questions: Vec::new() };
    // Records do not win a purchase: that is for our person to say.
    let open = |next: &Stage| *next < Stage::Implementation || position.stage >= Stage::Implementation;
    while let Some(next) = ready.to.next().filter(open) {
        let criteria = Criteria::of_stage(playbook, facts, ready.to, today);
        let ids = |state: CriterionState| -> Vec<String> {
            criteria.in_state(state).map(|status| status.criterion.id.clone()).collect()
        };
        let met = ids(CriterionState::Met);
        if met.is_empty() || criteria.in_state(CriterionState::Unmet).next().is_some() {
            break;
        }
        ready.met.extend(met);
        ready.questions.extend(ids(CriterionState::Question));
        ready.to = next;
    }
    (ready.to != position.stage).then_some(ready)
}
