//! Other marks in the comparison with the rivals.

use super::outcome::{Effect, Outcome, Untouched};
use crate::analysis::facts::Facts;
use crate::domain::factor::{Factor, RivalMark};
use crate::domain::field_type::{Rating, Scale};
use crate::domain::id::Id;
use crate::domain::rival::Rival;

/// The best mark that there is.
const BEST: i64 = 5;

/// Who has a mark: a rival, or we.
pub(super) type Side = Option<Id<Rival>>;

fn mark_of(facts: &Facts, factor: Id<Factor>, side: Side) -> Option<i64> {
    match side {
        None => facts.factors.iter().find(|known| known.id == factor)?.ours.map(|mark| mark.0),
        Some(rival) => {
            // A second mark takes the place of the first.
            let mut marks = facts.rival_marks.iter().rev();
            marks.find(|mark| mark.factor == factor && mark.rival == rival).map(|mark| mark.mark.0)
        }
    }
}

/// Gives a side another mark in a factor; what that changes, unless it has it already.
pub(super) fn mark(facts: &mut Facts, factor: Id<Factor>, side: Side, mark: i64) -> Option<Effect> {
    let is = mark_of(facts, factor, side);
    if is == Some(mark) {
        return None;
    }
    let rating: Rating = Scale(mark);
    match side {
        None => {
            for known in facts.factors.iter_mut().filter(|known| known.id == factor) {
                known.ours = Some(rating);
            }
        }
        Some(rival) => {
            let is_meant = |known: &&mut RivalMark| known.factor == factor && known.rival == rival;
            match facts.rival_marks.iter_mut().rev().find(is_meant) {
                Some(known) => known.mark = rating,
                None => facts.rival_marks.push(RivalMark::new(facts.account.id, factor, rival, rating)),
            }
        }
    }
    Some(Effect::Mark {
        factor: name_of_factor(facts, factor),
        rival: name_of_rival(facts, side),
        is,
        would_be: mark,
    })
}

/// Lets a rival have the best mark in a factor: one above ours and those of the other rivals, at most 5. Where ours is 5, it
/// becomes 4, since otherwise nobody would be ahead there. A rival that is ahead already stays as it is.
pub(super) fn wins(facts: &mut Facts, factor: Id<Factor>, rival: Id<Rival>) -> Outcome {
    let (ours, own) = (mark_of(facts, factor, None), mark_of(facts, factor, Some(rival)));
    let others = facts.rivals.iter().filter(|known| known.id != rival).map(|known| known.id);
    let others: Vec<(Id<Rival>, i64)> =
        others.filter_map(|other| Some((other, mark_of(facts, factor, Some(other))?))).collect();
    let beaten = others.iter().map(|(_, mark)| *mark).chain(ours).max();
    let best = match (own, beaten) {
        (Some(own), Some(beaten)) if own > beaten => own,
        (Some(own), None) => own,
        (_, Some(beaten)) => (beaten + 1).min(BEST),
        (None, None) => BEST,
    };
    let mut effects: Vec<Effect> = mark(facts, factor, Some(rival), best).into_iter().collect();
    if ours.is_some_and(|ours| ours >= best) {
        effects.extend(mark(facts, factor, None, best - 1));
    }
    let mut untouched = Vec::new();
    if ours.is_none() {
        untouched.push(Untouched::OursUnmarked { factor: name_of_factor(facts, factor) });
    }
    let equal = others.iter().filter(|(_, mark)| *mark == best);
    untouched.extend(equal.map(|(other, _)| Untouched::Equal {
        rival: name_of_rival(facts, Some(*other)).unwrap_or_default(),
        mark: best,
    }));
    Outcome { effects, untouched, ..Outcome::default() }
}

fn name_of_factor(facts: &Facts, factor: Id<Factor>) -> String {
    facts.factors.iter().find(|known| known.id == factor).map(|known| known.name.clone()).unwrap_or_default()
}

fn name_of_rival(facts: &Facts, side: Side) -> Option<String> {
    let rival = side?;
    facts.rivals.iter().find(|known| known.id == rival).map(|known| known.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::sound;
    use crate::analysis::comparison::Comparison;
    use crate::analysis::comparison::tests::{factor, mark as marked, rival};

    /// Factors 70 (price) and 71 (service, three times as heavy), rivals 2 and 3.
    fn compared(ours: Option<i64>, rivals: &[(i64, i64)]) -> Facts {
        let mut facts = sound();
        facts.factors = vec![factor(70, "Price", None, ours), factor(71, "Service", Some(3.0), Some(4))];
        facts.rivals = vec![rival(2, "Rival Ltd"), rival(3, "Other Ltd")];
        facts.rival_marks = rivals.iter().map(|(id, mark)| marked(70, *id, *mark)).collect();
        facts.rival_marks.push(marked(71, 2, 4));
        facts
    }

    fn told(effects: &[Effect]) -> Vec<(Option<&str>, Option<i64>, i64)> {
        effects
            .iter()
            .map(|effect| match effect {
                Effect::Mark { rival, is, would_be, .. } => (rival.as_deref(), *is, *would_be),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn who_wins_is_one_above_the_best_of_the_others() {
        let rival_of = Some("Rival Ltd");
        for (ours, rivals, expected, shared) in [
            (Some(3), &[(2, 2)][..], &[(rival_of, Some(2), 4)][..], 0),
            (Some(3), &[], &[(rival_of, None, 4)], 0),
            // Ahead already.
            (Some(3), &[(2, 4)], &[], 0),
            (Some(2), &[(2, 3), (3, 4)], &[(rival_of, Some(3), 5)], 0),
            // Nothing is above 5, so that ours goes down.
            (Some(5), &[(2, 2)], &[(rival_of, Some(2), 5), (None, Some(5), 4)], 0),
            (Some(5), &[(2, 5)], &[(None, Some(5), 4)], 0),
            // Another rival stays beside it.
            (Some(3), &[(3, 5)], &[(rival_of, None, 5)], 1),
            // Where we have no mark, nobody is ahead of us.
            (None, &[], &[(rival_of, None, 5)], 1),
        ] {
            let mut facts = compared(ours, rivals);
            let Outcome { effects, untouched, .. } = wins(&mut facts, Id::new(70), Id::new(2));
            assert_eq!(told(&effects), expected, "{ours:?} {rivals:?}");
            assert_eq!(untouched.len(), shared, "{ours:?} {rivals:?}");
            assert!(wins(&mut facts, Id::new(70), Id::new(2)).effects.is_empty(), "twice is once");
        }
    }

    #[test]
    fn a_factor_that_is_lost_costs_what_it_weighs() {
        let mut facts = compared(Some(4), &[(2, 2)]);
        let lead = |facts: &Facts| {
            let grid = Comparison::of(&facts.factors, &facts.rivals, &facts.rival_marks);
            grid.sides
                .iter()
                .find(|side| side.rival.is_some_and(|rival| rival.name == "Rival Ltd"))
                .unwrap()
                .lead
        };
        // (1 x (2 - 4) + 3 x (4 - 4)) / 4, and (1 x (5 - 4) + 0) / 4.
        assert_eq!(lead(&facts), Some(-0.5));
        wins(&mut facts, Id::new(70), Id::new(2));
        assert_eq!(lead(&facts), Some(0.25));
        let effect = mark(&mut facts, Id::new(71), None, 2);
        assert_eq!(told(&effect.into_iter().collect::<Vec<_>>()), [(None, Some(4), 2)]);
        // (1 + 3 x (4 - 2)) / 4
        assert_eq!(lead(&facts), Some(1.75));
        assert_eq!(mark(&mut facts, Id::new(71), None, 2), None, "it has that mark already");
    }
}
