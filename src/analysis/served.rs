//! Which goals of research serve a strategy: those that name it.

use super::facts::Facts;
use super::strategy::rank;
use crate::domain::fold::fold;
use crate::domain::research_goal::ResearchGoal;
use crate::domain::strategy::Strategy;

/// The goals of research that serve a strategy by its title, in the same order as actions.
#[must_use]
pub fn research<'f>(facts: &'f Facts, strategy: &Strategy) -> Vec<&'f ResearchGoal> {
    let title = fold(&strategy.title);
    let serves =
        |goal: &&ResearchGoal| goal.strategy.as_ref().is_some_and(|served| fold(served.0.trim()) == title);
    let mut all: Vec<&ResearchGoal> = facts.research_goals.iter().filter(serves).collect();
    all.sort_by_key(|goal| rank(goal.status, goal.due_date));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{day, record, sound, text};

    #[test]
    fn goals_serve_the_strategy_that_they_name_open_ones_first() {
        let strategy: Strategy = record(1, &[("title", text("Hold 2026"))]);
        let goal = |id: i64, serves: &str, status: &str, due: &str| -> ResearchGoal {
            record(
                id,
                &[
                    ("title", text("Who decides")),
                    ("strategy", text(serves)),
                    ("status", text(status)),
                    ("due_date", day(due)),
                ],
            )
        };
        let mut facts = sound();
        facts.research_goals = vec![
            goal(1, "hold 2026", "done", "2026-01-01"),
            goal(2, "Grow", "open", "2026-01-01"),
            goal(3, " Ｈold 2026 ", "open", "2026-05-01"),
            goal(4, "Hold 2026", "open", "2026-04-01"),
        ];
        let serving: Vec<i64> = research(&facts, &strategy).iter().map(|goal| goal.id.number()).collect();
        assert_eq!(serving, [4, 3, 1]);
    }
}
