//! From bytes to rows: encodings, delimiters, headers. Never touches the store.

pub mod answers;
pub mod columns;
pub mod csv;
pub mod document;
pub mod drafts;
pub mod encoding;
