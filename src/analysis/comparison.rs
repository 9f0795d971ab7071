//! We beside the rivals, factor by factor, as the customer weighs the factors.

use crate::domain::factor::{Factor, RivalMark};
use crate::domain::rival::Rival;

/// Differences below this are none: marks are whole numbers.
const NOTHING: f64 = 1e-9;

/// The grid of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'f> {
    /// The heaviest first.
    pub rows: Vec<Row<'f>>,
    /// We first, then the rivals: the strongest first, those without a mark last.
    pub sides: Vec<Side<'f>>,
    /// Where a rival has a better mark than we, what costs us most first.
    pub losses: Vec<Loss<'f>>,
}

/// One factor, with the marks of the sides in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<'f> {
    pub factor: &'f Factor,
    pub marks: Vec<Option<i64>>,
}

/// We, or a rival.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'f> {
    /// None are we.
    pub rival: Option<&'f Rival>,
    /// Weighted mean of the marks (1 to 5).
    pub mean: Option<f64>,
    /// Percent of all weight that is in factors with a mark.
    pub coverage: f64,
    /// By how much a rival leads us, where both have marks; negative where we lead.
    pub lead: Option<f64>,
}

/// A factor in which we have not the best mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss<'f> {
    pub factor: &'f Factor,
    pub ours: i64,
    pub best: i64,
    /// Those who have it.
    pub rivals: Vec<&'f Rival>,
    /// What it costs us of a mean over all factors: share of the weight x (best - ours).
    pub gap: f64,
}

impl<'f> Comparison<'f> {
    /// Compares us with the rivals of an account.
    ///
    /// The mean of a side is sum(weight x mark) / sum(weight) over the factors in which it has a mark; a factor without a
    /// weight weighs 1. A lead is the same mean of (rival's mark - our mark) over the factors in which both have one:
    /// means over different factors do not compare. This is the weighted-score model as it is used for choosing
    /// suppliers (for instance Kotler and Keller, "Marketing Management", vendor analysis).
    #[must_use]
    pub fn of(factors: &'f [Factor], rivals: &'f [Rival], marks: &[RivalMark]) -> Self {
        let mark = |factor: &Factor, rival: Option<&Rival>| match rival {
            None => factor.ours.map(|mark| mark.0),
            // A second mark takes the place of the first.
            Some(rival) => {
                let is_meant = |mark: &&RivalMark| mark.factor == factor.id && mark.rival == rival.id;
                marks.iter().rev().find(is_meant).map(|mark| mark.mark.0)
            }
        };
        let mut order: Vec<&Factor> = factors.iter().collect();
        order.sort_by(|one, other| weight(other.weight).total_cmp(&weight(one.weight)));
        let side = |rival| side(&order, rival, mark);
        let mut beside: Vec<Side> = rivals.iter().map(|rival| side(Some(rival))).collect();
        beside.sort_by(|one, other| {
            let rank = |side: &Side| side.mean.unwrap_or(0.0);
            rank(other).total_cmp(&rank(one))
        });
        let mut sides = vec![side(None)];
        sides.append(&mut beside);
        let row = |factor: &&'f Factor| Row {
            factor,
            marks: sides.iter().map(|side| mark(factor, side.rival)).collect(),
        };
        let rows: Vec<Row> = order.iter().map(row).collect();
        let losses = losses(&rows, &sides);
        Self { rows, sides, losses }
    }

    /// The factors without a weight where others have one: they weigh 1 beside 30 or 40, which nobody meant.
    pub fn unweighted(&self) -> impl Iterator<Item = &'f Factor> {
        let factors = || self.rows.iter().map(|row| row.factor);
        let is_weighed = factors().any(|factor| factor.weight.is_some());
        let unweighted: Vec<&Factor> =
            factors().filter(|factor| is_weighed && factor.weight.is_none()).collect();
        unweighted.into_iter()
    }

    /// Whether anybody has a mark.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        self.sides.iter().any(|side| side.mean.is_some())
    }

    /// Whether it is known how we stand beside every rival, of whom there is one.
    #[must_use]
    pub fn leads_are_known(&self) -> bool {
        self.sides.len() > 1 && self.sides.iter().skip(1).all(|side| side.lead.is_some())
    }

    /// The rival that leads us by most.
    #[must_use]
    pub fn leader(&self) -> Option<&Side<'f>> {
        let ahead = self.sides.iter().filter(|side| side.lead.is_some_and(|lead| lead > NOTHING));
        ahead.max_by(|one, other| one.lead.unwrap_or(0.0).total_cmp(&other.lead.unwrap_or(0.0)))
    }

    /// The factors in which a side, by its place, has no mark.
    pub fn unmarked(&self, side: usize) -> impl Iterator<Item = &'f Factor> {
        let missing = move |row: &&Row| row.marks.get(side).copied().flatten().is_none();
        self.rows.iter().filter(missing).map(|row| row.factor)
    }
}

/// What a factor weighs.
fn weight(weight: Option<f64>) -> f64 {
    weight.unwrap_or(1.0)
}

fn total(factors: &[&Factor]) -> f64 {
    factors.iter().map(|factor| weight(factor.weight)).sum()
}

fn side<'f>(
    factors: &[&Factor],
    rival: Option<&'f Rival>,
    mark: impl Fn(&Factor, Option<&Rival>) -> Option<i64>,
) -> Side<'f> {
    let marked = |value: &dyn Fn(&Factor) -> Option<i64>| {
        factors.iter().filter_map(|factor| Some((weight(factor.weight), value(factor)?))).collect::<Vec<_>>()
    };
    let own = marked(&|factor| mark(factor, rival));
    let leads = marked(&|factor| Some(mark(factor, rival)? - mark(factor, None)?));
    let (all, known) = (total(factors), own.iter().map(|(weight, _)| weight).sum::<f64>() + 0.0);
    Side {
        rival,
        mean: mean(&own),
        coverage: if all > 0.0 { known / all * 100.0 } else { 0.0 },
        lead: rival.and_then(|_| mean(&leads)),
    }
}

/// None where nothing weighs anything.
#[expect(clippy::cast_precision_loss, reason = "marks are 1 to 5")]
fn mean(weighted: &[(f64, i64)]) -> Option<f64> {
    let weight: f64 = weighted.iter().map(|(weight, _)| weight).sum();
    let sum: f64 = weighted.iter().map(|(weight, mark)| weight * *mark as f64).sum();
    (weight > 0.0).then(|| sum / weight)
}

#[expect(clippy::cast_precision_loss, reason = "marks are 1 to 5")]
fn losses<'f>(rows: &[Row<'f>], sides: &[Side<'f>]) -> Vec<Loss<'f>> {
    let all: f64 = rows.iter().map(|row| weight(row.factor.weight)).sum();
    let loss = |row: &Row<'f>| {
        let ours = row.marks.first().copied().flatten()?;
        let best = row.marks.iter().skip(1).filter_map(|mark| *mark).max().filter(|best| *best > ours)?;
        let rivals = sides.iter().zip(&row.marks).skip(1).filter(|(_, mark)| **mark == Some(best));
        let gap = if all > 0.0 { weight(row.factor.weight) / all * (best - ours) as f64 } else { 0.0 };
        let rivals = rivals.filter_map(|(side, _)| side.rival).collect();
        Some(Loss { factor: row.factor, ours, best, rivals, gap })
    };
    let mut losses: Vec<Loss> = rows.iter().filter_map(loss).collect();
    losses.sort_by(|one, other| other.gap.total_cmp(&one.gap));
    losses
}

/// Whether every rival has marks in factors of at least so much (%) of all weight. Not where no rival is known, or nothing
/// weighs anything. Factors come with their weights, marks as factor and rival.
#[must_use]
pub fn is_filled(rivals: &[i64], factors: &[(i64, Option<f64>)], marks: &[(i64, i64)], percent: f64) -> bool {
    let all: f64 = factors.iter().map(|(_, own)| weight(*own)).sum();
    let known = |rival: i64| -> f64 {
        let marked = factors.iter().filter(|(factor, _)| marks.contains(&(*factor, rival)));
        marked.map(|(_, own)| weight(*own)).sum()
    };
    let is_marked = |rival: &i64| known(*rival) / all * 100.0 >= percent - NOTHING;
    all > 0.0 && !rivals.is_empty() && rivals.iter().all(is_marked)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::analysis::check::samples::{record, text};
    use crate::domain::value::Value;

    pub(in crate::analysis) fn factor(id: i64, name: &str, weight: Option<f64>, ours: Option<i64>) -> Factor {
        let weight = weight.map_or(Value::Empty, Value::Number);
        let ours = ours.map_or(Value::Empty, Value::Integer);
        record(id, &[("name", text(name)), ("weight", weight), ("ours", ours)])
    }

    pub(in crate::analysis) fn rival(id: i64, name: &str) -> Rival {
        record(id, &[("name", text(name))])
    }

    pub(in crate::analysis) fn mark(factor: i64, rival: i64, mark: i64) -> RivalMark {
        let link = Value::Link;
        record(
            factor * 10 + rival,
            &[("factor", link(factor)), ("rival", link(rival)), ("mark", Value::Integer(mark))],
        )
    }

    fn near(one: Option<f64>, other: f64) -> bool {
        one.is_some_and(|one| (one - other).abs() < 1e-9)
    }

    #[test]
    fn means_are_weighted_over_what_is_marked() {
        let factors = [
            factor(1, "Service", None, Some(5)),
            factor(2, "Price", Some(5.0), Some(2)),
            factor(3, "Delivery", Some(4.0), None),
        ];
        let rivals = [rival(1, "Weak Ltd"), rival(2, "Strong Ltd"), rival(3, "New Ltd")];
        let marks = [mark(1, 1, 4), mark(2, 2, 4), mark(3, 2, 3)];
        let grid = Comparison::of(&factors, &rivals, &marks);
        let names: Vec<&str> =
            grid.sides.iter().map(|side| side.rival.map_or("us", |rival| rival.name.as_str())).collect();
        assert_eq!(names, ["us", "Weak Ltd", "Strong Ltd", "New Ltd"]);
        // Us: (1x5 + 5x2) / 6 = 2.5 on 6 of 10; Weak: 4 on 1 of 10; Strong: (5x4 + 4x3) / 9 on 9 of 10.
        assert!(near(grid.sides[0].mean, 2.5) && near(Some(grid.sides[0].coverage), 60.0));
        assert!(near(grid.sides[1].mean, 4.0) && near(Some(grid.sides[1].coverage), 10.0));
        assert!(near(grid.sides[2].mean, 32.0 / 9.0) && near(Some(grid.sides[2].coverage), 90.0));
        assert_eq!((grid.sides[3].mean, grid.sides[3].lead), (None, None));
        assert!(grid.sides[3].coverage.is_sign_positive(), "0%, not -0%");
        // Where both have marks: Weak 4 - 5 in service, Strong 4 - 2 in price.
        assert!(near(grid.sides[1].lead, -1.0) && near(grid.sides[2].lead, 2.0));
        assert_eq!(grid.leader().unwrap().rival.unwrap().name, "Strong Ltd");
        let rows: Vec<&str> = grid.rows.iter().map(|row| row.factor.name.as_str()).collect();
        assert_eq!(rows, ["Price", "Delivery", "Service"], "the heaviest first");
        let unmarked: Vec<&str> = grid.unmarked(0).map(|factor| factor.name.as_str()).collect();
        assert_eq!(unmarked, ["Delivery"]);
    }

    #[test]
    fn we_lose_most_where_weight_and_gap_are_largest() {
        let factors = [
            factor(1, "Service", Some(1.0), Some(1)),
            factor(2, "Price", Some(3.0), Some(3)),
            factor(3, "Quality", Some(6.0), Some(5)),
        ];
        let rivals = [rival(1, "One Ltd"), rival(2, "Two Ltd")];
        let marks = [mark(1, 1, 5), mark(2, 1, 5), mark(2, 2, 5), mark(3, 2, 5)];
        let grid = Comparison::of(&factors, &rivals, &marks);
        let told: Vec<(&str, i64, i64, usize)> = grid
            .losses
            .iter()
            .map(|loss| (loss.factor.name.as_str(), loss.ours, loss.best, loss.rivals.len()))
            .collect();
        // Price 3/10 x 2 = 0.6, service 1/10 x 4 = 0.4; quality is a draw.
        assert_eq!(told, [("Price", 3, 5, 2), ("Service", 1, 5, 1)]);
        assert!(near(Some(grid.losses[0].gap), 0.6) && near(Some(grid.losses[1].gap), 0.4));
    }

    #[test]
    fn a_grid_is_filled_when_each_rival_has_enough_of_the_weight() {
        let factors = [(1, Some(3.0)), (2, Some(2.0)), (3, None)];
        for (rivals, marks, filled) in [
            (&[1][..], &[(1, 1)][..], true),
            (&[1], &[(2, 1)], false),
            (&[1], &[(2, 1), (3, 1)], true),
            (&[1, 2], &[(1, 1)], false),
            (&[1, 2], &[(1, 1), (1, 2)], true),
            (&[], &[(1, 1)], false),
        ] {
            assert_eq!(is_filled(rivals, &factors, marks, 50.0), filled, "{rivals:?} {marks:?}");
        }
        assert!(!is_filled(&[1], &[], &[], 50.0));
        assert!(!is_filled(&[1], &[(1, Some(0.0))], &[(1, 1)], 50.0));
    }

    #[test]
    fn nothing_is_compared_where_nothing_is_known() {
        let grid = Comparison::of(&[], &[], &[]);
        assert!(!grid.has_marks() && grid.leader().is_none() && grid.losses.is_empty());
        assert_eq!(grid.sides.len(), 1);
    }
}
