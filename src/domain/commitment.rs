//! What somebody of ours has to see to by a day: objectives, actions, what customers told us, research.

use super::date::Date;
use super::feedback::Feedback;
use super::record::Record;
use super::research_goal::ResearchGoal;
use super::strategy::{Action, Objective, Progress};

/// A record that somebody looks after until it is done.
pub trait Commitment: Record {
    fn title(&self) -> &str;
    /// Whether something is still to be done.
    fn is_open(&self) -> bool;
    /// By when.
    fn due(&self) -> Option<Date>;
    /// Who of ours looks after it.
    fn owner(&self) -> Option<&str>;
}

macro_rules! commitments {
    ($($kind:ty: $is_open:expr;)*) => {
        $(impl Commitment for $kind {
            fn title(&self) -> &str {
                &self.title
            }

            fn is_open(&self) -> bool {
                let is_open: fn(&Self) -> bool = $is_open;
                is_open(self)
            }

            fn due(&self) -> Option<Date> {
                self.due_date
            }

            fn owner(&self) -> Option<&str> {
                self.owner.as_deref().filter(|owner| !owner.trim().is_empty())
            }
        })*
    };
}

commitments! {
    Objective: |objective| Progress::is_open(objective.status);
    Action: |action| Progress::is_open(action.status);
    ResearchGoal: |goal| Progress::is_open(goal.status);
    Feedback: |feedback| feedback.is_open();
}
