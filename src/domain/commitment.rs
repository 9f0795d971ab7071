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
    /// The command that tells how it went on, with capitals for what our person fills in; none where the kind has no command.
    fn going_on(&self) -> Option<String>;
}

macro_rules! commitments {
    ($($kind:ty, $title:ident by $due:ident, $verb:ident $more:literal: $is_open:expr;)*) => {
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

            fn going_on(&self) -> Option<String> {
                let command = <Self as Record>::KIND.command()?;
                let (verb, number, more) = (stringify!($verb), self.id.number(), $more);
                Some(format!("acct {command} {verb} '#{number}'{more}"))
            }
        })*
    };
}

commitments! {
    Objective, title by due_date, edit " --status CHOICE": |objective| Progress::is_open(objective.status);
    Action, title by due_date, edit " --status CHOICE": |action| Progress::is_open(action.status);
    ResearchGoal, title by due_date, edit " --status CHOICE": |goal| Progress::is_open(goal.status);
    Feedback, title by due_date, advance "": |feedback| feedback.is_open();
    Requirement, title by due_date, edit " --status CHOICE": |requirement| requirement.is_open();
    Plan, title by purchase_date, edit " --status CHOICE": |plan| plan.is_open();
    Project, name by close_date, edit " --status CHOICE": |project| project.is_open();
}
