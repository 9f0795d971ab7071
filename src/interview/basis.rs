//! What an answer rests on: source, date and confidence, given on one line in any order.

use crate::analysis::facts::Facts;
use crate::domain::choices::Confidence;
use crate::domain::date::Date;
use crate::domain::finding::Finding;
use crate::domain::kind::Kind;
use crate::domain::parse::{Reading, ValueError};
use crate::domain::value::Value;

/// Source, date and confidence of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Basis {
    pub source: Option<String>,
    pub date: Date,
    pub confidence: Option<Confidence>,
}

crate::failures_of! {
    /// Why a line says nothing about what an answer rests on.
    pub enum BasisError {
        Value(ValueError),
    }
}

impl Basis {
    /// Of today, and nothing more.
    #[must_use]
    pub fn of(today: Date) -> Self {
        Self { source: None, date: today, confidence: None }
    }

    /// That of the last answer which one of us recorded today, with which a walk that goes on begins.
    #[must_use]
    pub fn last(facts: &Facts, user: &str, today: Date) -> Self {
        let own = |finding: &&Finding| finding.by.as_deref() == Some(user);
        let lately = |finding: &&Finding| finding.created.is_some_and(|created| created.date() == today);
        match facts.findings.iter().rev().find(own).filter(lately) {
            Some(finding) => {
                Self { source: finding.source.clone(), date: finding.date, confidence: finding.confidence }
            }
            None => Self::of(today),
        }
    }

    /// This, with what a line says instead: parts between semicolons, each a date, a confidence or else the source.
    /// `-` stands for no source. An empty line leaves all as it is.
    ///
    /// # Errors
    /// When a part looks like a date and is none, or lies ahead.
    pub fn read(&self, line: &str, reading: &Reading) -> Result<Self, BasisError> {
        let mut basis = self.clone();
        let mut sources = Vec::new();
        for part in line.split([';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
            if let Some(confidence) = confidence(part, reading) {
                basis.confidence = Some(confidence);
            } else if let Some(date) = date(part, reading)? {
                basis.date = date;
            } else {
                sources.push(part);
            }
        }
        match sources.as_slice() {
            [] => {}
            ["-" | "－" | "—"] => basis.source = None,
            _ => basis.source = Some(sources.join("; ")),
        }
        Ok(basis)
    }
}

fn confidence(part: &str, reading: &Reading) -> Option<Confidence> {
    let parsed = Kind::Finding.field("confidence")?.parse(part, reading).ok()?;
    Confidence::named(parsed.value.as_text())
}

fn date(part: &str, reading: &Reading) -> Result<Option<Date>, BasisError> {
    let Some(field) = Kind::Finding.field("date") else { return Ok(None) };
    match field.parse(part, reading) {
        Ok(parsed) => Ok(if let Value::Date(date) = parsed.value { Some(date) } else { None }),
        Err(ValueError::Rule(error)) => Err(ValueError::Rule(error).into()),
        Err(error) if looks_like_a_date(part) => Err(error.into()),
        Err(_) => Ok(None),
    }
}

/// Figures and what stands between those of a date, and nothing else.
fn looks_like_a_date(part: &str) -> bool {
    let figures = part.chars().filter(char::is_ascii_digit).count();
    figures >= 3 && part.chars().all(|letter| letter.is_ascii_digit() || "-/.年月日".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::playbook::Labels;

    const TODAY: Date = Date::constant(2026, 3, 2);

    fn read(basis: &Basis, line: &str) -> Result<Basis, BasisError> {
        basis.read(line, &Reading { today: TODAY, currency: Currency::CNY, words: &Labels::default() })
    }

    fn told(basis: &Basis) -> String {
        let confidence = basis.confidence.map_or("-", Confidence::as_str);
        format!("{} {} {confidence}", basis.source.as_deref().unwrap_or("-"), basis.date)
    }

    #[test]
    fn the_parts_of_a_line_are_told_apart_in_any_order_and_language() {
        let last = Basis {
            source: Some("年报".to_owned()),
            date: Date::constant(2026, 2, 1),
            confidence: Some(Confidence::High),
        };
        for (line, expected) in [
            ("", "年报 2026-02-01 high"),
            (" ； ", "年报 2026-02-01 high"),
            ("low", "年报 2026-02-01 low"),
            ("低；昨天", "年报 2026-03-01 low"),
            ("call with Ms Li, CFO", "call with Ms Li, CFO 2026-02-01 high"),
            ("2026-02-28; 拜访李总; 中", "拜访李总 2026-02-28 medium"),
            ("today; visit; plant tour", "visit; plant tour 2026-03-02 high"),
            ("-", "- 2026-02-01 high"),
        ] {
            assert_eq!(told(&read(&last, line).unwrap()), expected, "{line}");
        }
    }

    #[test]
    fn what_should_have_been_a_date_never_becomes_the_source() {
        let basis = Basis::of(TODAY);
        for line in ["2026-13-01", "2026-04-01", "2026年13月1日", "high; 2026-02-30"] {
            assert!(read(&basis, line).is_err(), "{line}");
        }
        assert_eq!(told(&read(&basis, "report 2025").unwrap()), "report 2025 2026-03-02 -");
    }
}
