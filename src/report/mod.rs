//! Reports: facts become a report value, and that becomes markdown through a template. Nothing is read from the file here.
//!
//! A report value holds what people read, in their language, beside identifiers that scripts rely on. Sole home of minijinja.

pub mod account;
pub mod chart;
pub mod checklist;
mod markdown;
mod words;

pub use account::{AccountReport, MeetingReport, PersonalFile, Subject};
pub use markdown::{ReportError, account_markdown, meeting_markdown};

#[cfg(test)]
mod tests;
