//! What the business talks about: one file per kind of record, without I/O, clock or display text.

pub mod account;
pub mod choices;
pub mod contact;
pub mod date;
pub mod field_type;
pub mod filter;
pub mod finding;
pub mod fold;
pub mod grade;
pub mod id;
pub mod import_batch;
pub mod interaction;
pub mod kind;
pub mod language;
pub mod money;
pub mod need;
pub mod number;
pub mod parse;
pub mod record;
pub mod relation;
pub mod schema;
pub mod signal;
pub mod stage_move;
pub mod trip;
pub mod value;
pub mod words;
