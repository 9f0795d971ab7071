//! What the facts mean: pure functions over loaded records, without I/O or clock.

pub mod agenda;
pub mod answers;
pub mod check;
pub mod comparison;
pub mod conversion;
pub mod coverage;
pub mod dossier;
pub mod evidence;
pub mod excerpt;
pub mod facts;
pub mod likeness;
pub mod measures;
pub mod needs;
pub mod next_questions;
pub mod pipeline;
pub mod process;
pub mod promises;
pub mod regrade;
pub mod research;
pub mod rivals;
pub mod rules;
pub mod score;
pub mod stage;
pub mod stakeholders;
pub mod what_if;
