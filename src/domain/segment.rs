//! A part of the market that we treat alike.

use super::field_type::{Paragraph, Percent, Rating};
use super::money::Money;
use super::record::Custom;
use crate::record;

record! {
    /// A segment. It belongs to no account; accounts join by their field `segment`.
    pub struct Segment {
        name: String,
        /// What its customers have in common.
        features: Option<Paragraph>,
        needs: Option<Paragraph>,
        /// What all of it buys in a year.
        size: Option<Money> [not_negative],
        /// In a year.
        growth: Option<Percent>,
        /// 1 (poor) to 5.
        profitability: Option<Rating>,
        competition: Option<Paragraph>,
        /// How we go about it.
        approach: Option<Paragraph>,
        /// Who of ours looks after it.
        owner: Option<String>,
        source: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}
