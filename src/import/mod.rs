//! From bytes to rows and fields: formats, encodings, headers. Never touches the store.

pub mod answers;
pub mod by_account;
pub mod calendar;
pub mod columns;
pub mod csv;
pub mod document;
pub mod drafts;
pub mod encoding;
pub mod explain;
mod folded;
pub mod format;
pub mod open;
mod property;
pub mod review;
pub mod row;
pub mod source;
pub mod table;
pub mod vcard;
pub mod wide;
pub mod workbook;
