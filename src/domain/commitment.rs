//! What somebody of ours has to see to by a day: objectives, actions, what customers told us, what they mean to buy, research.

use super::date::Date;
use super::feedback::Feedback;
use super::plan::Plan;
use super::project::Project;
use super::record::Record;
use super::requirement::Requirement;
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
    ($($kind:ty, $title:ident by $due:ident: $is_open:expr;)*) => {
        $(impl Commitment for $kind {
            fn title(&self) -> &str {
                &self.$title
            }

            fn is_open(&self) -> bool {
                let is_open: fn(&Self) -> bool = $is_open;
                is_open(self)
            }

            fn due(&self) -> Option<Date> {
                self.$due
            }

            fn owner(&self) -> Option<&str> {
                self.owner.as_deref().filter(|owner| !owner.trim().is_empty())
            }
        })*
    };
}

commitments! {
    Objective, title by due_date: |objective| Progress::is_open(objective.status);
    Action, title by due_date: |action| Progress::is_open(action.status);
    ResearchGoal, title by due_date: |goal| Progress::is_open(goal.status);
    Feedback, title by due_date: |feedback| feedback.is_open();
    Requirement, title by due_date: |requirement| requirement.is_open();
    Plan, title by purchase_date: |plan| plan.is_open();
    Project, name by close_date: |project| project.is_open();
}
