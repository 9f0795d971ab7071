//! We beside the rivals, factor by factor.

use serde::Serialize;

use super::{Subject, rounded, short};
use crate::analysis::comparison::{Comparison, Row, Side};

/// The grid as it is printed; data readers find the marks in the records.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// The name of each side, we first.
    pub sides: Vec<String>,
    pub rows: Vec<GridLine>,
    /// The weighted mean of each side.
    pub means: Vec<Option<f64>>,
    /// How much of the weight each has marks in (%).
    pub coverage: Vec<f64>,
    /// The lead of each rival over us.
    pub leads: Vec<Option<f64>>,
    /// The names of the factors in which we lose, what costs most first.
    pub losses: Vec<String>,
}

/// One factor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridLine {
    pub factor: String,
    pub weight: Option<String>,
    pub marks: Vec<Option<i64>>,
}

/// None where nobody has a mark.
pub(super) fn grid(subject: &Subject) -> Option<Grid> {
    let facts = subject.facts();
    let grid = Comparison::of(&facts.factors, &facts.rivals, &facts.rival_marks);
    let name = |side: &Side| {
        side.rival.map_or_else(|| subject.say("us", "我方").to_owned(), |rival| rival.name.clone())
    };
    let line = |row: &Row| GridLine {
        factor: row.factor.name.clone(),
        weight: row.factor.weight.map(short),
        marks: row.marks.clone(),
    };
    grid.has_marks().then(|| Grid {
        sides: grid.sides.iter().map(name).collect(),
        rows: grid.rows.iter().map(line).collect(),
        means: grid.sides.iter().map(|side| side.mean.map(rounded)).collect(),
        coverage: grid.sides.iter().map(|side| rounded(side.coverage)).collect(),
        leads: grid.sides.iter().map(|side| side.lead.map(rounded)).collect(),
        losses: grid.losses.iter().map(|loss| loss.factor.name.clone()).collect(),
    })
}
