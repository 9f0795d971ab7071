//! Surveys as forms export them: a row for each respondent, a column for each question. Each answer becomes a row of its own.

mod layout;
#[cfg(test)]
mod tests;

pub use layout::{Layout, of_header};

use self::layout::Place;

use super::open::OpenError;
use super::row::RowError;
use super::table::{Spool, StringRecord, Table};
use crate::domain::formula::unguard;
use crate::domain::language::Bilingual as _;
use crate::domain::satisfaction::{in_words, number_beside_words};
use crate::import::drafts::Understood;
use crate::playbook::QuestionKind;

/// The columns of the rows that become of a survey.
const HEADER: [&str; 7] = ["account", "contact", "date", "survey", "question", "score", "answer"];

/// How a survey was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub respondents: u64,
    /// The questions of the playbook, by their ids.
    pub questions: Vec<String>,
    /// Columns that are none.
    pub left_out: Vec<String>,
    /// What the round is called after the file, as nothing else says it.
    pub round: Option<String>,
    /// Scores in words.
    pub scores: Understood,
}

impl Told {
    /// The column of the scores among those of the rows.
    #[must_use]
    pub fn score_column(header: &[String]) -> Option<usize> {
        header.iter().position(|name| name == "score")
    }
}

/// The answers of a table, or the first that are wanted, and how they were understood. A row without any gives none.
///
/// # Errors
/// When the table ends before its end, or there is no place for the rows.
pub(super) fn unfolded<'s>(
    mut table: Table,
    layout: &Layout,
    name: &str,
    wanted: Option<u64>,
) -> Result<(Table<'s>, u64, Told), OpenError> {
    let mut told = Told {
        questions: layout.questions().map(str::to_owned).collect(),
        left_out: layout.left_out(table.header()),
        round: layout.needs_round().then(|| round_of(name)),
        ..Told::default()
    };
    let (mut spool, mut row) = (Spool::default(), StringRecord::new());
    while wanted.is_none_or(|wanted| spool.rows() < wanted) {
        match table.next_row(&mut row) {
            Ok(None) => break,
            Ok(Some(line)) => {
                let answers = answers(layout, &row, line, &mut told);
                told.respondents += u64::from(!answers.is_empty());
                for answer in answers {
                    spool.push_named(line, HEADER.into_iter().zip(answer))?;
                }
            }
            Err(error) if error.is_final() => return Err(error.into()),
            Err(error) => broken(&mut spool, &row, &error)?,
        }
    }
    let length = spool.rows();
    let (header, rows) = spool.into_rows()?;
    Ok((Table::named(header, rows)?, length, told))
}

fn broken(spool: &mut Spool, row: &StringRecord, error: &RowError) -> Result<(), OpenError> {
    let cells = row.iter().collect::<Vec<_>>().join(", ");
    Ok(spool.push_broken(error.line(), cells, error.to_string(), error.in_chinese())?)
}

/// The cells of each answer of a respondent, as [`HEADER`] has them.
fn answers(layout: &Layout, row: &StringRecord, line: u64, told: &mut Told) -> Vec<[String; 7]> {
    let cell = |column: usize| unguard(row.get(column).unwrap_or_default()).trim();
    let first = |wanted: fn(&Place) -> bool| {
        let mut filled = layout.columns(wanted).map(cell).filter(|cell| !cell.is_empty());
        filled.next().unwrap_or_default()
    };
    let account = first(|place| matches!(place, Place::Account));
    let (name, mail) =
        (first(|place| matches!(place, Place::Name)), first(|place| matches!(place, Place::Mail)));
    let contact = match (name, mail) {
        ("", mail) => mail.to_owned(),
        (name, "") => name.to_owned(),
        (name, mail) => format!("{name} <{mail}>"),
    };
    let date = day(first(|place| matches!(place, Place::Date)));
    let survey = first(|place| matches!(place, Place::Survey));
    let survey = told.round.clone().unwrap_or_else(|| survey.to_owned());
    let mut answers = Vec::new();
    for (column, id, kind) in layout.asked() {
        let given = cell(column);
        if given.is_empty() {
            continue;
        }
        let (score, answer) = match kind.scores() {
            Some(_) => (scored(kind, given, line, &mut told.scores), String::new()),
            None => (String::new(), given.to_owned()),
        };
        answers.push([
            account.to_owned(),
            contact.clone(),
            date.clone(),
            survey.clone(),
            id.to_owned(),
            score,
            answer,
        ]);
    }
    answers
}

/// A score as a number, where words stand beside it or in its place.
fn scored(kind: QuestionKind, given: &str, line: u64, understood: &mut Understood) -> String {
    let of_words = || in_words(given).filter(|_| kind == QuestionKind::Rating);
    match number_beside_words(given).or_else(of_words).map(|number| number.to_string()) {
        Some(number) => {
            if number != given {
                understood.note(line, given, number.clone());
            }
            number
        }
        None => given.to_owned(),
    }
}

/// Words between a day and the time that follows it.
const BEFORE_TIMES: &[&str] =
    &["at", "um", "上午", "下午", "早上", "中午", "晚上", "凌晨", "am", "pm", "-", "—"];

/// The day of a time: forms say by the second when they were sent. A day may be of several words.
fn day(time: &str) -> String {
    let is_clock = |word: &&str| word.contains([':', '：']);
    if let Some((day, clock)) = time.split_once('T')
        && day.ends_with(|letter: char| letter.is_ascii_digit())
        && is_clock(&clock)
    {
        return day.to_owned();
    }
    let mut day: Vec<&str> = time.split_whitespace().take_while(|word| !is_clock(word)).collect();
    if day.is_empty() || day.len() == time.split_whitespace().count() {
        return time.to_owned();
    }
    while day.last().is_some_and(|last| BEFORE_TIMES.contains(&last.to_lowercase().as_str())) {
        day.pop();
    }
    day.join(" ").trim_end_matches(',').to_owned()
}

/// What a round is called after its file.
fn round_of(name: &str) -> String {
    let path = std::path::Path::new(name);
    let stem = path.file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned());
    let stem = stem.split(['(', '（', '[']).next().unwrap_or_default().trim().to_owned();
    if stem.is_empty() { name.to_owned() } else { stem }
}
