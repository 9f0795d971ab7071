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

    /// That of an answer.
    #[must_use]
    pub fn of_finding(finding: &Finding) -> Self {
        Self { source: finding.source.clone(), date: finding.date, confidence: finding.confidence }
    }

    /// That of the last answer which one of us recorded today, with which a walk that goes on begins.
    #[must_use]
    pub fn last(facts: &Facts, user: &str, today: Date) -> Self {
        let own = |finding: &&Finding| finding.by.as_deref() == Some(user);
        let lately = |finding: &&Finding| finding.created.is_some_and(|created| created.date() == today);
        match facts.findings.iter().rev().find(own).filter(lately) {
            Some(finding) => Self::of_finding(finding),
            None => Self::of(today),
        }
    }

    /// This, with what a line says instead: parts between semicolons, each a date, a confidence or else the source.
    /// Commas part them as well where it is plain what is meant: no more than one date and one confidence beside the
    /// source, which may have commas of its own. `-` stands for no source. An empty line leaves all as it is.
    ///
    /// # Errors
    /// When a part looks like a date and is none, or lies ahead.
    pub fn read(&self, line: &str, reading: &Reading) -> Result<Self, BasisError> {
        let mut basis = self.clone();
        let mut sources: Vec<&str> = Vec::new();
        for part in line.split([';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
            for said in said(part, reading)? {
                match said {
                    Said::Confidence(confidence) => basis.confidence = Some(confidence),
                    Said::Date(date) => basis.date = date,
                    Said::Source(source) => sources.push(source),
                }
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

/// What a part of the line says.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Said<'l> {
    Confidence(Confidence),
    Date(Date),
    Source(&'l str),
}

const COMMAS: [char; 3] = [',', '，', '、'];

/// What a part between semicolons says: one thing, or several at its beginning and end that commas part from the source.
fn said<'l>(part: &'l str, reading: &Reading) -> Result<Vec<Said<'l>>, BasisError> {
    if let Some(one) = evidence(part, reading)? {
        return Ok(vec![one]);
    }
    let mut source = part;
    let mut found: Vec<Said> = Vec::new();
    let mut takes = |said: Said<'l>| {
        let is_new =
            !found.iter().any(|known| std::mem::discriminant(known) == std::mem::discriminant(&said));
        if is_new {
            found.push(said);
        }
        is_new
    };
    // A date may have a comma of its own, as in March 1, 2026.
    while let Some((before, said)) = [2, 1].into_iter().find_map(|commas| last(source, commas, reading)) {
        if !takes(said) {
            break;
        }
        source = before;
    }
    while let Some((said, after)) = [2, 1].into_iter().find_map(|commas| first(source, commas, reading)) {
        if !takes(said) {
            break;
        }
        source = after;
    }
    match evidence(source, reading)? {
        Some(rest) if takes(rest) => {}
        _ => {
            refuse_mistaken_dates(source, reading)?;
            found.push(Said::Source(source));
        }
    }
    Ok(found)
}

/// A year or another number is well part of a source; what is written as a day and is none, or lies ahead, is not.
fn refuse_mistaken_dates(source: &str, reading: &Reading) -> Result<(), BasisError> {
    for part in source.split(COMMAS).map(str::trim).filter(|part| !is_number(part)) {
        date(part, reading)?;
    }
    Ok(())
}

/// Figures alone, as a year or a number of something.
fn is_number(part: &str) -> bool {
    part.chars().all(|letter| letter.is_ascii_digit())
}

/// What stands behind one of the last commas, where that is a date or a confidence, and what stands before it.
fn last<'l>(text: &'l str, commas: usize, reading: &Reading) -> Option<(&'l str, Said<'l>)> {
    let (at, comma) =
        text.char_indices().rev().filter(|(_, letter)| COMMAS.contains(letter)).nth(commas - 1)?;
    let (before, after) = (text.get(..at)?.trim(), text.get(at + comma.len_utf8()..)?.trim());
    let said = evidence(after, reading).ok().flatten().filter(|_| !before.is_empty() && !is_number(after))?;
    Some((before, said))
}

/// What stands before one of the first commas, where that is a date or a confidence, and what stands behind it.
fn first<'l>(text: &'l str, commas: usize, reading: &Reading) -> Option<(Said<'l>, &'l str)> {
    let (at, comma) = text.char_indices().filter(|(_, letter)| COMMAS.contains(letter)).nth(commas - 1)?;
    let (before, after) = (text.get(..at)?.trim(), text.get(at + comma.len_utf8()..)?.trim());
    let said =
        evidence(before, reading).ok().flatten().filter(|_| !after.is_empty() && !is_number(before))?;
    Some((said, after))
}

/// A text that is a date or a confidence as a whole.
fn evidence<'l>(text: &str, reading: &Reading) -> Result<Option<Said<'l>>, BasisError> {
    if let Some(confidence) = confidence(text, reading) {
        return Ok(Some(Said::Confidence(confidence)));
    }
    Ok(date(text, reading)?.map(Said::Date))
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
            ("CFO interview, yesterday, high", "CFO interview 2026-03-01 high"),
            ("李总，昨天，低", "李总 2026-03-01 low"),
            ("年报、2026-02-28、中", "年报 2026-02-28 medium"),
            ("low, call with Ms Li, CFO, 2026-02-28", "call with Ms Li, CFO 2026-02-28 low"),
            ("visit, March 1, 2026, medium", "visit 2026-03-01 medium"),
            ("March 1, 2026", "年报 2026-03-01 high"),
            ("yesterday, low", "年报 2026-03-01 low"),
            ("report, medium; today", "report 2026-03-02 medium"),
            // Which of the two is meant nobody knows, so the first one belongs to the source.
            ("visit, low, high", "visit, low 2026-02-01 high"),
            ("high, medium", "high 2026-02-01 medium"),
        ] {
            assert_eq!(told(&read(&last, line).unwrap()), expected, "{line}");
        }
    }

    #[test]
    fn what_should_have_been_a_date_never_becomes_the_source() {
        let basis = Basis::of(TODAY);
        for line in [
            "2026-13-01", "2026-04-01", "2026年13月1日", "high; 2026-02-30", "visit, 2026-02-30, high",
            "visit, 2026-04-01",
        ] {
            assert!(read(&basis, line).is_err(), "{line}");
        }
        for source in ["report 2025", "annual report, 2025", "tender 4711, lot 3"] {
            assert_eq!(told(&read(&basis, source).unwrap()), format!("{source} 2026-03-02 -"));
        }
    }
}
