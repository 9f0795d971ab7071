//! What the facts mean: pure functions over loaded records, without I/O or clock.

pub mod coverage;
pub mod excerpt;
pub mod facts;
pub mod rules;
