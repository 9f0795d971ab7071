//! What the method says about needs.

use serde::{Deserialize, Serialize};

use crate::domain::language::Text;

/// What the method says about needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedRules {
    /// From this urgency (1-5) on a need is urgent.
    pub urgent_from: i64,
    /// From this importance (1-5) on a need is important.
    pub important_from: i64,
    /// Days without a change after which an open need is worth asking about again.
    pub stale_after: i64,
    /// `act_now`, `plan`, `delegate`, `watch`, with advice.
    pub quadrants: Vec<QuadrantGuide>,
    /// Questions that lead from what was said to the problem under it.
    pub whys: Vec<Text>,
    /// What to ask and do per kind of need.
    pub kinds: Vec<NeedKindGuide>,
}

/// Advice for one quadrant of urgency x importance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuadrantGuide {
    pub id: String,
    pub advice: Text,
}

/// How to treat one kind of need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedKindGuide {
    pub id: String,
    pub meaning: Text,
    pub advice: Text,
}
