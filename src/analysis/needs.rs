//! What the needs mean: how pressing each is, how completely it is understood, and how far it can be relied on.

use std::cmp::Reverse;

use crate::choices;
use crate::domain::contact::Contact;
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::need::{Need, NeedStatus};
use crate::playbook::NeedRules;

choices! {
    /// What to do about a need, by its urgency and importance.
    pub enum Quadrant as "quadrant" {
        ActNow = "act_now",
        Plan = "plan",
        Delegate = "delegate",
        Watch = "watch",
    }
}

choices! {
    /// Whether the stakeholders say the same about a need.
    pub enum Consistency as "consistency" {
        Unknown = "unknown",
        Consistent = "consistent",
        Contradicted = "contradicted",
    }
}

/// The seven columns of the evaluation table, by their fields.
pub const COLUMNS: [&str; 7] = [
    "problem", "essence", "stakeholders", "customer_solution", "guided_solution", "final_solution", "verdict",
];

/// Which of the seven columns are filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completeness {
    pub filled: Vec<&'static str>,
    pub missing: Vec<&'static str>,
}

/// Who confirmed a need, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmation {
    pub by: Id<Contact>,
    pub on: Option<Date>,
}

/// Urgency x importance, 1-25; none while one of them is not known.
#[must_use]
pub fn priority(need: &Need) -> Option<i64> {
    Some(need.urgency?.0 * need.importance?.0)
}

/// The quadrant of a need by the thresholds of the playbook; none while a number is not known.
#[must_use]
pub fn quadrant(rules: &NeedRules, need: &Need) -> Option<Quadrant> {
    Some(quadrant_of(rules, need.urgency?.0, need.importance?.0))
}

/// The quadrant of an urgency and an importance (1-5 each).
#[must_use]
pub fn quadrant_of(rules: &NeedRules, urgency: i64, importance: i64) -> Quadrant {
    match (urgency >= rules.urgent_from, importance >= rules.important_from) {
        (true, true) => Quadrant::ActNow,
        (false, true) => Quadrant::Plan,
        (true, false) => Quadrant::Delegate,
        (false, false) => Quadrant::Watch,
    }
}

/// Whether a need is still to be met.
#[must_use]
pub fn is_open(need: &Need) -> bool {
    !matches!(need.status, Some(NeedStatus::Done | NeedStatus::Dropped))
}

/// Which of the seven columns of the evaluation table are filled. A verdict is given by its number or its words.
#[must_use]
pub fn completeness(need: &Need) -> Completeness {
    let said = |text: &Option<crate::domain::record::Paragraph>| {
        text.as_ref().is_some_and(|text| !text.0.trim().is_empty())
    };
    let states = [
        said(&need.problem),
        said(&need.essence),
        !need.stakeholders.is_empty(),
        said(&need.customer_solution),
        said(&need.guided_solution),
        said(&need.final_solution),
        need.verdict.is_some() || said(&need.verdict_words),
    ];
    let of = |wanted: bool| {
        COLUMNS
            .into_iter()
            .zip(states)
            .filter(|(_, filled)| *filled == wanted)
            .map(|(column, _)| column)
            .collect()
    };
    Completeness { filled: of(true), missing: of(false) }
}

/// By whom the need was confirmed; none while nobody did.
#[must_use]
pub fn accuracy(need: &Need) -> Option<Confirmation> {
    need.confirmed_by.map(|by| Confirmation { by, on: need.confirmed_on })
}

/// Whether the stakeholders agree.
#[must_use]
pub fn consistency(need: &Need) -> Consistency {
    match need.contradicted {
        None => Consistency::Unknown,
        Some(false) => Consistency::Consistent,
        Some(true) => Consistency::Contradicted,
    }
}

/// What a need is ranked by: the highest priority first, then the most completely understood, then the oldest.
#[must_use]
pub fn rank_key(need: &Need) -> impl Ord + use<> {
    (Reverse(priority(need)), Reverse(completeness(need).filled.len()), need.id.number())
}

/// The needs of one urgency and one importance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixCell {
    /// 1-5
    pub urgency: i64,
    /// 1-5
    pub importance: i64,
    pub quadrant: Quadrant,
    /// Positions in the list that the matrix was made of.
    pub needs: Vec<usize>,
}

/// Needs by urgency and importance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// 25 cells: importance 5 first, each row from urgency 1 to 5.
    pub cells: Vec<MatrixCell>,
    /// Needs without both numbers.
    pub unplaced: Vec<usize>,
}

impl Matrix {
    /// The cells of one importance, urgency 1 first.
    pub fn row(&self, importance: i64) -> impl Iterator<Item = &MatrixCell> {
        self.cells.iter().filter(move |cell| cell.importance == importance)
    }
}

/// The matrix of some needs.
#[must_use]
pub fn matrix(rules: &NeedRules, needs: &[Need]) -> Matrix {
    let at = |urgency: i64, importance: i64| -> Vec<usize> {
        let here = |need: &Need| {
            need.urgency.is_some_and(|rating| rating.0 == urgency)
                && need.importance.is_some_and(|rating| rating.0 == importance)
        };
        needs.iter().enumerate().filter(|(_, need)| here(need)).map(|(position, _)| position).collect()
    };
    let cells = (1..=5)
        .rev()
        .flat_map(|importance| (1..=5).map(move |urgency| (urgency, importance)))
        .map(|(urgency, importance)| MatrixCell {
            urgency,
            importance,
            quadrant: quadrant_of(rules, urgency, importance),
            needs: at(urgency, importance),
        })
        .collect();
    let unplaced = needs
        .iter()
        .enumerate()
        .filter(|(_, need)| priority(need).is_none())
        .map(|(position, _)| position)
        .collect();
    Matrix { cells, unplaced }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Paragraph, Record, Scale};
    use crate::domain::value::Value;
    use crate::playbook::Playbook;

    fn need(id: i64, urgency: Option<i64>, importance: Option<i64>) -> Need {
        let mut entry = Entry::blank(Kind::Need);
        entry.id = id;
        entry.set("account", Value::Link(1));
        entry.set("title", Value::Text(format!("需求 {id}")));
        let need = Need::from_entry(&entry).unwrap();
        Need { urgency: urgency.map(Scale), importance: importance.map(Scale), ..need }
    }

    #[test]
    fn priority_is_urgency_times_importance_and_unknown_without_both() {
        for (urgency, importance, expected) in [
            (Some(4), Some(5), Some(20)),
            (Some(1), Some(1), Some(1)),
            (None, Some(5), None),
            (Some(5), None, None),
        ] {
            assert_eq!(priority(&need(1, urgency, importance)), expected);
        }
    }

    #[test]
    fn quadrants_begin_at_the_thresholds_of_the_playbook() {
        let mut rules = Playbook::built_in().unwrap().needs;
        for (urgency, importance, expected) in [
            (4, 4, Quadrant::ActNow),
            (5, 5, Quadrant::ActNow),
            (3, 4, Quadrant::Plan),
            (4, 3, Quadrant::Delegate),
            (3, 3, Quadrant::Watch),
        ] {
            assert_eq!(quadrant(&rules, &need(1, Some(urgency), Some(importance))), Some(expected));
        }
        assert_eq!(quadrant(&rules, &need(1, None, Some(5))), None);
        rules.urgent_from = 3;
        assert_eq!(quadrant(&rules, &need(1, Some(3), Some(4))), Some(Quadrant::ActNow));
    }

    #[test]
    fn completeness_counts_the_seven_columns_and_names_the_missing_ones() {
        let said = |text: &str| Some(Paragraph(text.to_owned()));
        let empty = need(1, None, None);
        assert_eq!(completeness(&empty).filled.len(), 0);
        assert_eq!(completeness(&empty).missing, COLUMNS);
        let some = Need {
            problem: said("Closing takes 12 days"),
            essence: said("  "),
            verdict_words: said("好用"),
            ..need(1, None, None)
        };
        assert_eq!(completeness(&some).filled, ["problem", "verdict"]);
        let all = Need {
            essence: said("two systems"),
            stakeholders: vec![Id::new(1)],
            customer_solution: said("more staff"),
            guided_solution: said("one ledger"),
            final_solution: said("one ledger"),
            ..some
        };
        assert!(completeness(&all).missing.is_empty());
    }

    #[test]
    fn the_highest_priority_comes_first_then_the_most_complete_and_unknown_last() {
        let complete = Need { problem: Some(Paragraph("x".to_owned())), ..need(3, Some(4), Some(5)) };
        let mut needs = [need(1, None, None), need(2, Some(5), Some(4)), complete, need(4, Some(5), Some(5))];
        needs.sort_by_key(rank_key);
        assert_eq!(needs.map(|need| need.id.number()), [4, 3, 2, 1]);
    }

    #[test]
    fn the_matrix_places_each_need_once() {
        let rules = Playbook::built_in().unwrap().needs;
        let needs = [
            need(1, Some(4), Some(5)),
            need(2, Some(4), Some(5)),
            need(3, None, Some(2)),
            need(4, Some(1), Some(1)),
        ];
        let matrix = matrix(&rules, &needs);
        assert_eq!(matrix.cells.len(), 25);
        let top: Vec<&MatrixCell> = matrix.row(5).collect();
        assert_eq!(top[3].needs, [0, 1]);
        assert_eq!(top[3].quadrant, Quadrant::ActNow);
        assert_eq!(matrix.cells[20].needs, [3], "importance 1, urgency 1");
        assert_eq!(matrix.unplaced, [2]);
    }

    #[test]
    fn a_need_is_open_until_done_or_dropped() {
        for status in [None, Some(NeedStatus::Open), Some(NeedStatus::Delivering)] {
            assert!(is_open(&Need { status, ..need(1, None, None) }));
        }
        for status in [NeedStatus::Done, NeedStatus::Dropped] {
            assert!(!is_open(&Need { status: Some(status), ..need(1, None, None) }));
        }
    }

    #[test]
    fn agreement_and_confirmation_are_unknown_until_somebody_asked() {
        let plain = need(1, None, None);
        assert_eq!(consistency(&plain), Consistency::Unknown);
        assert_eq!(accuracy(&plain), None);
        let asked = Need { contradicted: Some(true), confirmed_by: Some(Id::new(7)), ..plain };
        assert_eq!(consistency(&asked), Consistency::Contradicted);
        assert_eq!(accuracy(&asked).map(|confirmation| confirmation.by.number()), Some(7));
    }
}
