//! From bytes to rows: encodings, delimiters, headers. Never touches the store.

pub mod csv;
pub mod encoding;
