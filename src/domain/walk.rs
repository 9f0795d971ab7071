//! Where a walk through the questions of the five looks was left.

use super::date::Moment;

/// What is kept of a walk for the next one.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftWalk {
    /// When something was last asked.
    pub at: Moment,
    /// Which questions it was about, as the interview writes it.
    pub scope: String,
    /// The questions (`look.item`) that were still to be asked, in their order.
    pub items: Vec<String>,
    /// The newest operation of the file when the walk began.
    pub operation: i64,
    /// The coverage then, 0-100.
    pub coverage: f64,
    /// The computed tier then, as people read it: `A (B-S)`.
    pub tier: String,
    /// The identifier of the stage then.
    pub stage: Option<String>,
}
