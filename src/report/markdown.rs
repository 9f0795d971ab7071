//! Report values as markdown. What comes from records is escaped wherever a template prints it.

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, context, escape_formatter};
use serde::Serialize;

use super::account::{AccountReport, MeetingReport};
use super::words;
use crate::domain::language::Language;
use crate::export::markdown_text;

const ACCOUNT: &str = include_str!("templates/account.md.j2");
const MEETING: &str = include_str!("templates/meeting.md.j2");

crate::failures! {
    /// Why a report was not written.
    pub enum ReportError {
        Template { why: String } => "the report's template is broken: {why}", "报告模板有误：{why}";
    }
}

impl From<minijinja::Error> for ReportError {
    fn from(error: minijinja::Error) -> Self {
        Self::Template { why: format!("{error:#}") }
    }
}

/// The report of an account as `CommonMark` with GFM tables.
///
/// # Errors
/// When the template is broken.
pub fn account_markdown(report: &AccountReport, language: Language) -> Result<String, ReportError> {
    markdown(ACCOUNT, report, language)
}

/// The sheet for a meeting, in the same form.
///
/// # Errors
/// As [`account_markdown`].
pub fn meeting_markdown(report: &MeetingReport, language: Language) -> Result<String, ReportError> {
    markdown(MEETING, report, language)
}

fn markdown(template: &str, report: &impl Serialize, language: Language) -> Result<String, ReportError> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(format);
    environment.add_filter("as_is", |text: &str| Value::from_safe_string(text.to_owned()));
    environment.add_template("report", template)?;
    let text = environment.get_template("report")?.render(context! {
        report => Value::from(Serde(report)),
        w => words::all(language),
    })?;
    Ok(tidy(&text))
}

/// Prints a value so that nothing in it is markup. Numbers lose a fraction of nothing.
fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    if value.is_none() || value.is_undefined() {
        return Ok(());
    }
    if value.is_safe() {
        return out.write_str(value.as_str().unwrap_or_default()).map_err(minijinja::Error::from);
    }
    if value.is_number() && !value.is_integer() {
        let number = f64::try_from(value.clone())?;
        return out.write_str(&crate::playbook::shown::short_number(number)).map_err(minijinja::Error::from);
    }
    if let Some(text) = value.as_str() {
        return out.write_str(&markdown_text(text)).map_err(minijinja::Error::from);
    }
    if value.is_integer() {
        return write!(out, "{value}").map_err(minijinja::Error::from);
    }
    escape_formatter(out, state, value)
}

/// One blank line between blocks, none at the beginning, one line end at the end.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            if !blank {
                tidied.push('\n');
            }
            blank = true;
        } else {
            tidied.push_str(line);
            tidied.push('\n');
            blank = false;
        }
    }
    let end = tidied.trim_end().len();
    tidied.truncate(end);
    tidied.push('\n');
    tidied
}
