//! The tables of the files of an import, opened and with their columns matched.

use std::collections::BTreeMap;

use super::sequence::{self, Sequence};
use super::{Fields, FileError, FileReason, FileReport, OpsError, Order, Tally};
use crate::domain::date::Date;
use crate::import::columns::{
    ColumnError, Columns, Head, Matched, SAMPLED, is_known, kind_named, table_named,
};
use crate::import::drafts::{Drafts, Understood};
use crate::import::open::{Opened, Opening, open};
use crate::import::source::{Compression, Source};
use crate::import::table::Table;
use crate::import::wide;
use crate::playbook::LazyPlaybook;

pub(super) fn unpacked(input: &Source) -> Result<Option<(Source, Compression)>, OpsError> {
    let failed = |error| FileError { file: input.name.clone(), reason: FileReason::Open(error) };
    Ok(input.unpacked().map_err(|error| failed(error.into()))?)
}

/// A table with its columns matched, before its rows are placed.
pub(super) struct Planned<'s> {
    pub(super) report: FileReport,
    pub(super) drafts: Drafts<'s>,
    pub(super) sequence: Sequence,
    /// The first day in it, where that tells which of several tables comes first.
    pub(super) first_day: Option<Date>,
}

/// The tables of a file, each with its columns matched.
pub(super) fn tables<'s>(
    source: &'s Source,
    order: &Order,
    playbook: &LazyPlaybook,
) -> Result<Vec<Planned<'s>>, OpsError> {
    let failed = |reason| FileError { file: source.name.clone(), reason };
    let opening = Opening {
        charset: order.charset,
        delimiter: order.delimiter,
        header_line: order.header_line,
        part: order.part,
        is_known: &|name| order.mapping.knows(name) || is_known(name, order.words),
        kind_named: &|name| kind_named(name, order.words),
        survey_of: &|table, header| {
            wide::of_header(header, order.words, &order.mapping.of_table(table), playbook)
        },
        answers: None,
    };
    let open = || open(source, &opening).map_err(|error| failed(error.into()));
    let mut tables = Vec::new();
    for (place, mut opened) in open()?.into_iter().enumerate() {
        let parts = parts(source, &mut opened, order).map_err(|error| failed(error.into()))?;
        if order.fields == Fields::KeepNewer && parts.iter().all(|columns| columns.last_changed().is_none()) {
            return Err(failed(ColumnError::NoDayOfChange.into()).into());
        }
        let mut first = Some(opened);
        let open_again_where = |is_needed: bool| -> Result<Option<Table<'s>>, OpsError> {
            let opened = if is_needed { open()?.into_iter().nth(place) } else { None };
            Ok(opened.map(|opened| opened.table))
        };
        for columns in parts {
            // Each part reads the table from its beginning.
            let opened = match first.take() {
                Some(opened) => Some(opened),
                None => open()?.into_iter().nth(place),
            };
            let Some(opened) = opened else { continue };
            let (sequence, first_day) = match open_again_where(columns.kind.last_counts())? {
                Some(rows) => sequence::of(&mut Drafts::of(rows, columns.clone()), order.reading),
                None => (Sequence::Kept, None),
            };
            let (report, drafts) = planned(source, opened, columns);
            tables.push(Planned { report, drafts, sequence, first_day });
        }
    }
    Ok(tables)
}

/// The columns of a table, and of each of its parts where its rows are of several kinds.
fn parts(source: &Source, opened: &mut Opened, order: &Order) -> Result<Vec<Columns>, ColumnError> {
    let sample = opened.table.sample(SAMPLED);
    let name = table_named(&source.name, opened.part.as_deref());
    let head = Head {
        name: &name,
        header: opened.table.header(),
        stated: opened.kind,
        sample: &sample,
        unit: opened.table.unit(),
    };
    let own = opened.survey.is_some().then(|| order.mapping.without_rules());
    Columns::of_table(head, order.words, own.as_ref().unwrap_or(order.mapping))?
        .into_iter()
        .map(Matched::sound)
        .collect()
}

fn planned<'s>(source: &Source, opened: Opened<'s>, columns: Columns) -> (FileReport, Drafts<'s>) {
    let Opened {
        format,
        found,
        delimiter,
        part,
        kind: _,
        passed_over,
        length,
        uncomputed,
        is_one_line,
        shifted,
        survey,
        table,
    } = opened;
    let mut understood = vec![Understood::default(); columns.header.len()];
    if let (Some(told), Some(score)) = (&survey, wide::Told::score_column(&columns.header)) {
        understood[score] = told.scores.clone();
    }
    let report = FileReport {
        name: columns.part.table(&table_named(&source.name, part.as_deref())),
        input: 0,
        is_first: true,
        part,
        format,
        compression: None,
        kind: columns.kind,
        kind_guessed: columns.kind_guessed,
        found,
        delimiter,
        header_line: table.header_line(),
        titles: table.titles(),
        repeated_headers: 0,
        totals: Vec::new(),
        passed_over,
        length,
        columns: columns.clone(),
        understood,
        left_over: Vec::new(),
        doubts: Vec::new(),
        grouped: Vec::new(),
        rows_passed_over: 0,
        parted: 0,
        uncomputed,
        is_one_line,
        shifted,
        survey,
        tally: Tally::default(),
        changed: BTreeMap::new(),
        near: Vec::new(),
        created_near: 0,
        quarrels: Vec::new(),
        contradicted: 0,
        unknown_questions: BTreeMap::new(),
    };
    (report, Drafts::of(table, columns))
}
