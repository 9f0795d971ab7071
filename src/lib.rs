//! Key-account research: what we know about a customer, how sure we are, and what it means.
//!
//! # Map
//!
//! | module | what it is |
//! | --- | --- |
//! | [`domain`] | what the business talks about: one file per kind of record, values, dates, money, conditions |
//! | [`playbook`] | the method as data: stages, tiers, looks, people, needs, labels, in both languages |
//! | [`analysis`] | what facts mean: coverage, score, exit criteria, alerts, likeness; pure functions |
//! | [`store`] | the file; the only place with SQL |
//! | [`interview`] | the walk through the questions without a terminal: which, in what order, where it stands |
//! | [`import`] | from bytes to rows and fields; never touches the store |
//! | [`export`] | from values to bytes: CSV, JSON, YAML, markdown |
//! | [`report`] | from facts to a report value to text |
//! | [`ops`] | what a user can do, one function each; the only place that opens a write |
//!
//! The program itself is `src/bin/acct`: find, ask, do, tell. It may use every module. What a module of the library
//! may use stands here, and `tests/layers.rs` reads it here to check it:
//!
//! ```text
//! ops       -> store, import, interview, analysis, playbook, domain
//! interview -> analysis, playbook, domain
//! report    -> export, analysis, playbook, domain
//! store     -> playbook, domain
//! import    -> playbook, domain
//! export    -> domain
//! analysis  -> playbook, domain
//! playbook  -> domain
//! domain    ->
//! ```
//!
//! # Invariants
//!
//! - A kind of record is described once, by [`record!`]; flags, prompts, columns, SQL, journal and
//!   labels follow from the description. A new kind is a file in `domain`, a migration and its labels.
//! - Every write goes through [`store::Writer`], which journals old and new values in the same
//!   transaction. What follows from other records (`[derived]` fields, search index, names) is kept out
//!   of the journal and computed anew.
//! - A number of a record or an operation is never given twice.
//! - What people see is in their language; identifiers, JSON keys and stored values never are.
//! - Nothing is guessed silently: a value understood differently from how it was written is told.

pub mod analysis;
pub mod domain;
pub mod export;
pub mod import;
pub mod interview;
pub mod ops;
pub mod playbook;
pub mod report;
pub mod store;
