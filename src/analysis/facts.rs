//! Everything known of one account, loaded.

use std::sync::Arc;

use super::environment::Environment;
use crate::domain::account::Account;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding, holds_for_account, known_by};
use crate::domain::kind::Kind;
use crate::domain::record::{Entry, Record};
use crate::domain::signal::Signal;
use crate::domain::stage_move::StageMove;

/// Calls a macro with the list of what is known of an account beside its answers. A new kind of record is one line here.
macro_rules! each_kind_of_fact {
    ($with:ident) => {
        $with! {
            contacts: contact::Contact,
            relations: relation::Relation,
            needs: need::Need,
            interactions: interaction::Interaction,
            plans: plan::Plan,
            rivals: rival::Rival,
            projects: project::Project,
            requirements: requirement::Requirement,
            orders: order::Order,
            factors: factor::Factor,
            rival_marks: factor::RivalMark,
            economic_lines: economics::EconomicLine,
            value_years: economics::ValueYear,
            strategies: strategy::Strategy,
            control_points: strategy::ControlPoint,
            objectives: strategy::Objective,
            feedbacks: feedback::Feedback,
            survey_answers: feedback::SurveyAnswer,
            actions: strategy::Action,
            research_goals: research_goal::ResearchGoal,
            moves: stage_move::StageMove,
            signals: signal::Signal,
            grades: grade::Grade,
        }
    };
}
pub(crate) use each_kind_of_fact;

macro_rules! facts {
    ($($field:ident: $module:ident::$kind:ident,)*) => {
        /// An account with all its records, each kind oldest first.
        #[derive(Clone, Debug)]
        pub struct Facts {
            pub account: Account,
            /// Its own answers, in force and superseded ones.
            pub findings: Vec<Finding>,
            /// What is known of its industry, where that is recorded.
            pub environment: Option<Arc<Environment>>,
            /// Moves and signals of projects, by project; [`Facts::process_of`] finds those of one. Those beside the other
            /// records are of the account's own process, and of no other.
            pub project_moves: Vec<StageMove>,
            pub project_signals: Vec<Signal>,
            $(pub $field: Vec<crate::domain::$module::$kind>,)*
        }

        impl Facts {
            /// The kinds of the records that are facts of an account, beside itself.
            pub const KINDS: &'static [Kind] = &[Kind::Finding, $(Kind::$kind),*];

            /// An account of which nothing but its own record is known.
            #[must_use]
            pub fn of(account: Account) -> Self {
                let (project_moves, project_signals) = (Vec::new(), Vec::new());
                Self {
                    account,
                    findings: Vec::new(),
                    environment: None,
                    project_moves,
                    project_signals,
                    $($field: Vec::new(),)*
                }
            }

            /// The records of a kind in their generic form, for rules. Of moves and signals those of the account's own process.
            #[must_use]
            pub fn entries(&self, kind: Kind) -> Vec<Entry> {
                fn generic<R: Record>(records: &[R]) -> Vec<Entry> {
                    records.iter().map(Record::to_entry).collect()
                }
                match kind {
                    Kind::Account => vec![self.account.to_entry()],
                    Kind::Finding => generic(&self.findings),
                    $(Kind::$kind => generic(&self.$field),)*
                    _ => Vec::new(),
                }
            }

            /// How many records of a kind there are.
            #[must_use]
            pub fn count(&self, kind: Kind) -> usize {
                match kind {
                    Kind::Account => 1,
                    Kind::Finding => self.findings.len(),
                    $(Kind::$kind => self.$field.len(),)*
                    _ => 0,
                }
            }
        }
    };
}
each_kind_of_fact!(facts);

impl Facts {
    /// These as they were on a day: answers that were found later are left out, and what they superseded is in force again.
    #[must_use]
    pub fn as_of(mut self, day: Date) -> Self {
        self.findings = known_by(self.findings, day);
        self.environment = self.environment.map(|environment| environment.as_of(day));
        self
    }

    /// The finding in force on a checklist item, also when it says that nobody knows: the account's own answer, else that of
    /// its industry.
    #[must_use]
    pub fn finding(&self, item: &str) -> Option<&Finding> {
        self.inherited(item).or_else(|| self.own(item))
    }

    /// The same of the account itself, whatever is known of its industry.
    #[must_use]
    pub fn own(&self, item: &str) -> Option<&Finding> {
        self.findings.iter().rev().find(|finding| finding.item == item && finding.superseded != Some(true))
    }

    /// The finding that answers a checklist item.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&Finding> {
        self.finding(item).filter(|finding| finding.answered == Answered::Known)
    }

    /// The answer of its industry that holds for the account, as it knows none itself; also that nobody knows.
    #[must_use]
    pub fn inherited(&self, item: &str) -> Option<&Finding> {
        self.environment.as_ref()?.answer(item).filter(|answer| self.takes_over(answer))
    }

    fn takes_over(&self, of_industry: &Finding) -> bool {
        let own = self.own(&of_industry.item).map(|own| (own.answered, own.date));
        holds_for_account((of_industry.answered, of_industry.date), own)
    }

    /// What its industry says where the account has another answer of its own.
    #[must_use]
    pub fn overridden(&self, item: &str) -> Option<&Finding> {
        let (own, answer) = (self.answer(item)?, self.environment.as_ref()?.answer(item)?);
        (answer.answered == Answered::Known && own.value != answer.value).then_some(answer)
    }

    /// The industry that the answer to a checklist item is inherited from.
    #[must_use]
    pub fn inherited_from(&self, item: &str) -> Option<&str> {
        self.inherited(item)?;
        self.environment.as_ref().map(|environment| environment.industry.as_str())
    }

    /// All findings in force: its own, oldest first, then those that it inherits. Of several on one question the last holds.
    pub fn in_force(&self) -> impl Iterator<Item = &Finding> {
        let own = self.findings.iter().filter(|finding| finding.superseded != Some(true));
        let of_industry = self.environment.iter().flat_map(|environment| environment.answers());
        own.chain(of_industry.filter(|finding| self.takes_over(finding)))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::value::Value;

    /// An account of which nothing but the name is known.
    pub(in crate::analysis) fn nobody() -> Facts {
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text("Example Steel".to_owned()));
        Facts::of(Account::from_entry(&entry).unwrap())
    }

    #[test]
    fn on_an_earlier_day_the_answers_of_then_are_in_force() {
        use crate::analysis::check::samples::{answer, sound};
        let mut facts = sound();
        let superseded = |mut finding: Finding| {
            finding.superseded = Some(true);
            finding
        };
        facts.findings = vec![
            superseded(answer(1, "trend.rivalry", "2", "2026-01-05", "report")),
            superseded(answer(2, "trend.rivalry", "3", "2026-01-20", "call")),
            answer(3, "trend.rivalry", "4", "2026-02-20", "visit"),
            answer(4, "trend.entrants", "1", "2026-02-25", "visit"),
        ];
        let on = |day: &str| {
            let facts = facts.clone().as_of(day.parse().unwrap());
            ["trend.rivalry", "trend.entrants"]
                .map(|item| facts.answer(item).map(|finding| finding.id.number()))
        };
        assert_eq!(on("2026-03-02"), [Some(3), Some(4)]);
        assert_eq!(on("2026-02-20"), [Some(3), None]);
        assert_eq!(on("2026-02-19"), [Some(2), None]);
        assert_eq!(on("2026-01-05"), [Some(1), None]);
        assert_eq!(on("2025-12-31"), [None, None]);
    }
}
