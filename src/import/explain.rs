//! What would be understood of a file and why, seen from its header and first rows, without a database.

use super::columns::{
    ColumnError, Columns, Head, Mapping, Matched, SAMPLED, Target, Vocabulary, is_known, kind_named,
    table_named,
};
use super::drafts::{Draft, Drafts, Fault, Grouped, MissingValue, meant};
use super::encoding::{Charset, Found};
use super::format::Format;
use super::open::{OpenError, Opened, Opening, open};
use super::review::Decision;
use super::row::StringRecord;
use super::source::{Compression, Source};
use super::wide;
use super::workbook::Uncomputed;
use crate::domain::formula::unguard;
use crate::domain::parse::{Reading, ValueError};
use crate::domain::record::{Field, Shape};
use crate::domain::value::Value;
use crate::playbook::LazyPlaybook;

/// How many rows are read for what is wrong with them.
pub const READ: u64 = 1000;

/// How many different values of a column are shown.
const SAMPLES: usize = 3;

/// How many faults are told one by one.
const FAULTS: usize = 20;

/// How a file is looked at.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub charset: Option<Charset>,
    pub delimiter: Option<u8>,
    pub header_line: Option<u64>,
    pub part: Option<&'a str>,
    pub mapping: &'a Mapping,
    pub words: Vocabulary<'a>,
    pub reading: &'a Reading<'a>,
    /// Knows the questions of surveys.
    pub playbook: &'a LazyPlaybook,
}

/// What would be understood of a table.
#[derive(Debug)]
pub struct Explained {
    pub name: String,
    pub part: Option<String>,
    pub format: Format,
    pub compression: Option<Compression>,
    pub found: Option<Found>,
    pub delimiter: Option<u8>,
    pub header_line: Option<u64>,
    /// How many rows stand above the header.
    pub titles: u64,
    pub passed_over: Vec<String>,
    /// Formulas of a spreadsheet without their values.
    pub uncomputed: Option<Uncomputed>,
    /// How a survey with a row for each respondent was understood; the rows are its answers.
    pub survey: Option<wide::Told>,
    /// Whether the file itself says what the rows are.
    pub is_stated: bool,
    pub columns: Columns,
    /// What keeps the table from being imported as it is.
    pub problems: Vec<ColumnError>,
    /// For each column, what stands in it.
    pub cells: Vec<Cells>,
    /// What rows took from rows above them.
    pub grouped: Vec<Grouped>,
    /// The lines of totals, which are passed over.
    pub totals: Vec<u64>,
    /// How many rows were read, and whether those were all.
    pub rows: u64,
    pub is_whole: bool,
    pub bad_rows: u64,
    /// The first faults.
    pub faults: Vec<Fault>,
}

/// What stands in a column.
#[derive(Debug, Default)]
pub struct Cells {
    /// The first different values; none of a column that may hold secrets.
    pub samples: Vec<Sample>,
    pub is_secret: bool,
    /// How many cells could not be read.
    pub faults: u64,
}

/// A value, as it is written and as it is understood.
#[derive(Debug)]
pub struct Sample {
    pub written: String,
    pub understood: Option<Understanding>,
}

/// What a cell means to the field that it goes to.
#[derive(Debug)]
pub enum Understanding {
    Value {
        shape: Shape,
        value: Value,
    },
    /// It says that there is nothing.
    Nothing,
    Unread(ValueError),
}

crate::failures_of! {
    /// Why nothing can be said about a file.
    pub enum ExplainError {
        Open(OpenError),
        Columns(ColumnError),
    }
}

/// Looks at a file: one answer for each of its tables.
///
/// # Errors
/// When it cannot be opened, or what the user says about its columns does not fit it.
pub fn explain(source: &Source, asked: &Asked) -> Result<Vec<Explained>, ExplainError> {
    let unpacked = source.unpacked().map_err(OpenError::from)?;
    let (source, compression) = match &unpacked {
        Some((source, compression)) => (source, Some(*compression)),
        None => (source, None),
    };
    let opening = Opening {
        charset: asked.charset,
        delimiter: asked.delimiter,
        header_line: asked.header_line,
        part: asked.part,
        is_known: &|name| asked.mapping.knows(name) || is_known(name, asked.words),
        kind_named: &|name| kind_named(name, asked.words),
        survey_of: &|table, header| {
            wide::of_header(header, asked.words, &asked.mapping.of_table(table), asked.playbook)
        },
        answers: Some(READ + 1),
    };
    let mut tables = Vec::new();
    for (place, mut opened) in open(source, &opening)?.into_iter().enumerate() {
        let sample = opened.table.sample(SAMPLED);
        let name = table_named(&source.name, opened.part.as_deref());
        let head = Head {
            name: &name,
            header: opened.table.header(),
            stated: opened.kind,
            sample: &sample,
            unit: opened.table.unit(),
        };
        let own = opened.survey.is_some().then(|| asked.mapping.without_rules());
        let parts = Columns::of_table(head, asked.words, own.as_ref().unwrap_or(asked.mapping))?;
        let mut first = Some(opened);
        for matched in parts {
            let opened = match first.take() {
                Some(opened) => Some(opened),
                None => open(source, &opening)?.into_iter().nth(place),
            };
            let Some(opened) = opened else { continue };
            tables.push(explained(&name, compression, (opened, &sample), matched, asked));
        }
    }
    Ok(tables)
}

fn explained(
    name: &str,
    compression: Option<Compression>,
    (opened, sample): (Opened, &[StringRecord]),
    matched: Matched,
    asked: &Asked,
) -> Explained {
    let Opened {
        format, found, delimiter, part, kind: stated, passed_over, uncomputed, table, survey, ..
    } = opened;
    let Matched { columns, problems } = matched;
    let mut explained = Explained {
        name: columns.part.table(name),
        part,
        format,
        compression,
        found,
        delimiter,
        header_line: table.header_line(),
        titles: table.titles(),
        passed_over,
        uncomputed,
        survey,
        is_stated: stated.is_some() && asked.mapping.kind.is_none(),
        cells: all_cells(&columns, (sample, table.is_of_cells()), asked),
        problems,
        grouped: Vec::new(),
        totals: Vec::new(),
        rows: 0,
        is_whole: true,
        bad_rows: 0,
        faults: Vec::new(),
        columns: columns.clone(),
    };
    explained.read(Drafts::of(table, columns), asked);
    explained
}

impl Explained {
    /// Reads the first rows for what is wrong with them.
    fn read(&mut self, mut drafts: Drafts, asked: &Asked) {
        while let Some(draft) = drafts.next_draft(asked.reading) {
            if self.rows == READ {
                self.is_whole = false;
                break;
            }
            self.rows += 1;
            let faults = match draft {
                Err(faults) => faults,
                Ok(draft) => match draft.untold().filter(|_| draft.decision != Some(Decision::PassOver)) {
                    Some(field) => vec![self.missing(&draft, field)],
                    None => continue,
                },
            };
            self.bad_rows += 1;
            for fault in faults {
                if let Some(cells) = fault.column.and_then(|column| self.cells.get_mut(column)) {
                    cells.faults += 1;
                }
                if self.faults.len() < FAULTS {
                    self.faults.push(fault);
                }
            }
        }
        self.grouped = drafts.grouped().to_vec();
        self.totals = drafts.totals().to_vec();
        if let Some(error) = drafts.broken() {
            self.bad_rows += 1;
            self.faults.push(Fault { line: error.line(), column: None, reason: error.clone().into() });
        }
    }
}

impl Explained {
    /// What is said of a row that leaves out what its record must have.
    fn missing(&self, draft: &Draft, field: &Field) -> Fault {
        let column = self.columns.column_of(field.name);
        Fault { line: draft.line, column, reason: MissingValue::of(field).into() }
    }
}

/// The first rows, and whether they are those of a spreadsheet.
type Sampled<'s> = (&'s [StringRecord], bool);

fn all_cells(columns: &Columns, (sample, of_spreadsheet): Sampled, asked: &Asked) -> Vec<Cells> {
    let secrets = columns.sensitive(sample);
    let each = columns.header.iter().enumerate();
    each.map(|(column, name)| {
        if secrets.iter().any(|secret| secret.name == *name) {
            Cells { is_secret: true, ..Cells::default() }
        } else {
            cells(columns, column, (sample, of_spreadsheet), asked)
        }
    })
    .collect()
}

fn cells(columns: &Columns, column: usize, (sample, of_spreadsheet): Sampled, asked: &Asked) -> Cells {
    let mut samples: Vec<Sample> = Vec::new();
    for row in sample {
        if samples.len() == SAMPLES {
            break;
        }
        let cell = unguard(row.get(column).unwrap_or_default()).trim();
        if !cell.is_empty() && samples.iter().all(|known| known.written != cell) {
            let stated = columns.currency_of(row).ok().flatten();
            let currency = stated.map_or(asked.reading.currency, |stated| stated.currency);
            let reading = Reading { currency, ..*asked.reading };
            let understood = understood(columns, column, (cell, of_spreadsheet), &reading);
            samples.push(Sample { written: cell.to_owned(), understood });
        }
    }
    Cells { samples, ..Cells::default() }
}

/// What a cell means to the first field that its column fills.
fn understood(
    columns: &Columns,
    column: usize,
    (cell, of_spreadsheet): (&str, bool),
    reading: &Reading,
) -> Option<Understanding> {
    let fields = columns.targets.get(column)?.iter().find_map(|target| match target {
        Target::Field(field) => Some((target, field)),
        _ => None,
    });
    let (target, field): (&Target, &Field) = fields?;
    if columns.is_blank(cell) {
        return Some(Understanding::Nothing);
    }
    match columns.meant(target, cell) {
        Some("") => Some(Understanding::Nothing),
        said => {
            let cell = meant(field, said.unwrap_or(cell), of_spreadsheet);
            match (field.shape, columns.read(column, field, &cell, reading)) {
                (Shape::Link(_) | Shape::Links(_) | Shape::Data, _) => None,
                (shape, Ok(parsed)) => Some(Understanding::Value { shape, value: parsed.value }),
                (_, Err(error)) => Some(Understanding::Unread(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::schema::Schema;
    use crate::playbook::Labels;

    fn look(text: &str, rows_of: impl FnOnce(Vec<Explained>)) {
        let (schema, labels) = (Schema::default(), Labels::default());
        let reading =
            Reading { today: "2026-03-01".parse().unwrap(), currency: Currency::CNY, words: &labels };
        let asked = Asked {
            charset: None,
            delimiter: None,
            header_line: None,
            part: None,
            mapping: &Mapping::default(),
            words: Vocabulary { schema: &schema, labels: &labels },
            reading: &reading,
            playbook: &LazyPlaybook::default(),
        };
        rows_of(explain(&Source::bytes("a.csv".to_owned(), text.as_bytes().to_vec()), &asked).unwrap());
    }

    #[test]
    fn each_column_shows_its_values_and_what_they_mean() {
        look("名称,年营业收入,员工人数\n甲,3.5亿,many\n乙,3.5亿,12\n丙,,12\n", |tables| {
            let table = &tables[0];
            assert_eq!((table.rows, table.is_whole, table.bad_rows), (3, true, 1));
            let money = &table.cells[1].samples;
            assert_eq!((money.len(), money[0].written.as_str()), (1, "3.5亿"));
            assert!(matches!(
                &money[0].understood,
                Some(Understanding::Value { value: Value::Money(money), .. }) if money.minor == 35_000_000_000
            ));
            assert_eq!(table.cells[2].samples.len(), 2);
            assert!(matches!(table.cells[2].samples[0].understood, Some(Understanding::Unread(_))));
            assert_eq!(table.cells[2].faults, 1);
        });
    }

    #[test]
    fn what_a_record_must_have_and_a_row_leaves_out_is_a_fault() {
        look("name,city\nA,Lyon\n,Paris\n", |tables| {
            let fault = &tables[0].faults[0];
            assert_eq!((tables[0].bad_rows, fault.line, fault.column), (1, 3, Some(0)));
            assert_eq!(fault.reason.to_string(), "is missing");
        });
        look("account,name,title\n,Ann,CFO\n", |tables| {
            assert_eq!(tables[0].faults[0].reason.to_string(), "no company is named");
        });
    }

    #[test]
    fn a_table_that_cannot_be_imported_is_explained_all_the_same() {
        look("Company,Firm,password\nA,B,x\n", |tables| {
            let problems: Vec<String> = tables[0].problems.iter().map(ToString::to_string).collect();
            assert_eq!(problems.len(), 2, "{problems:?}");
            assert!(problems[0].contains("password") && problems[1].contains("Firm"), "{problems:?}");
        });
    }

    #[test]
    fn only_the_first_rows_of_a_long_file_are_read() {
        let rows: String = (0..READ + 5).map(|row| format!("A{row}\n")).collect();
        look(&format!("name\n{rows}"), |tables| {
            assert_eq!((tables[0].rows, tables[0].is_whole), (READ, false));
        });
    }

    #[test]
    fn a_long_survey_is_not_unfolded_to_its_end() {
        let rows: String = (0..READ).map(|row| format!("A{row},5,4\n")).collect();
        let header = "贵公司名称,您对我们的服务满意吗？,您对产品的质量和可靠性满意吗？";
        look(&format!("{header}\n{rows}"), |tables| {
            let survey = tables[0].survey.as_ref().unwrap();
            assert_eq!((tables[0].rows, tables[0].is_whole, survey.questions.len()), (READ, false, 2));
            assert!(survey.respondents <= READ / 2 + 1);
        });
    }
}
