//! Key-account research: what we know about a customer, how sure we are, and what it means.

pub mod analysis;
pub mod domain;
pub mod export;
pub mod import;
pub mod ops;
pub mod playbook;
pub mod store;
