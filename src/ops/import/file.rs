//! The files of an import, one after the other: opened, matched, read row by row, counted.

use std::collections::HashSet;

use super::ahead::{Batch, Read, read_ahead};
use super::place::{Outcome, Placed, Places, Row};
use super::waiting::{Ready, Waiting};
use super::{
    Fields, FileError, FileReason, FileReport, Held, ImportError, Near, OpsError, Order, PlacedRow, Rejected,
    RowFault, RowOutcome, Stop, Tally, Watch,
};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::import_batch::ImportBatch;
use crate::domain::record::Record;
use crate::import::columns::{
    ColumnError, Columns, Head, Matched, SAMPLED, is_known, kind_named, table_named,
};
use crate::import::drafts::{Draft, Drafts};
use crate::import::open::{Opened, Opening, open};
use crate::import::row::StringRecord;
use crate::import::source::{Compression, Source};
use crate::store::{Prepared, Writer};

/// How many pairs of accounts that may be one are told for each file.
const NEAR_TOLD: usize = 10;

/// Imports all files and gives a report of each table, in their order.
pub(super) fn import_all(
    writer: &mut Writer,
    inputs: &[Source],
    order: &Order,
    watch: &mut dyn Watch,
) -> Result<Vec<FileReport>, OpsError> {
    let unpacked = inputs.iter().map(unpacked).collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<(FileReport, Drafts)> = Vec::new();
    for (place, (input, unpacked)) in inputs.iter().zip(&unpacked).enumerate() {
        let (source, compression) = match unpacked {
            Some((source, compression)) => (source, Some(*compression)),
            None => (input, None),
        };
        for (number, (mut report, drafts)) in tables(source, order)?.into_iter().enumerate() {
            report.input = place;
            report.is_first = number == 0;
            report.compression = compression;
            files.push((report, drafts));
        }
    }
    let (mut reports, mut drafts): (Vec<FileReport>, Vec<Drafts>) = files.into_iter().unzip();
    watch.planned(&reports);
    // What belongs to an account comes after the accounts, however the files were named.
    let mut turns: Vec<usize> = (0..reports.len()).collect();
    turns.sort_by_key(|&file| reports[file].kind);
    let mut import = Import {
        order,
        watch,
        places: Places::new(order),
        reports: &mut reports,
        held_lines: HashSet::new(),
    };
    for &file in &turns {
        import.file(writer, file, &mut drafts[file])?;
    }
    import.left_waiting(writer)?;
    import.places.settle(writer)?;
    for report in &reports {
        check(report)?;
        keep_batch(writer, report, order.reading.today)?;
    }
    Ok(reports)
}

fn unpacked(input: &Source) -> Result<Option<(Source, Compression)>, OpsError> {
    let failed = |error| FileError { file: input.name.clone(), reason: FileReason::Open(error) };
    Ok(input.unpacked().map_err(|error| failed(error.into()))?)
}

/// The tables of a file, each with its columns matched.
fn tables<'s>(source: &'s Source, order: &Order) -> Result<Vec<(FileReport, Drafts<'s>)>, OpsError> {
    let failed = |reason| FileError { file: source.name.clone(), reason };
    let opening = Opening {
        charset: order.charset,
        delimiter: order.delimiter,
        header_line: order.header_line,
        part: order.part,
        is_known: &|name| order.mapping.knows(name) || is_known(name, order.words),
        kind_named: &|name| kind_named(name, order.words),
    };
    let open = || open(source, &opening).map_err(|error| failed(error.into()));
    let mut tables = Vec::new();
    for (place, mut opened) in open()?.into_iter().enumerate() {
        let parts = parts(source, &mut opened, order).map_err(|error| failed(error.into()))?;
        if order.fields == Fields::KeepNewer && parts.iter().all(|columns| columns.last_changed().is_none()) {
            return Err(failed(ColumnError::NoDayOfChange.into()).into());
        }
        let mut first = Some(opened);
        for columns in parts {
            // Each part reads the table from its beginning.
            let opened = match first.take() {
                Some(opened) => Some(opened),
                None => open()?.into_iter().nth(place),
            };
            tables.extend(opened.map(|opened| planned(source, opened, columns)));
        }
    }
    Ok(tables)
}

/// The columns of a table, and of each of its parts where its rows are of several kinds.
fn parts(source: &Source, opened: &mut Opened, order: &Order) -> Result<Vec<Columns>, ColumnError> {
    let sample = opened.table.sample(SAMPLED);
    let name = table_named(&source.name, opened.part.as_deref());
    let head = Head { name: &name, header: opened.table.header(), stated: opened.kind, sample: &sample };
    Columns::of_table(head, order.words, order.mapping)?.into_iter().map(Matched::sound).collect()
}

fn planned<'s>(source: &Source, opened: Opened<'s>, columns: Columns) -> (FileReport, Drafts<'s>) {
    let Opened { format, found, delimiter, part, kind: _, passed_over, length, table } = opened;
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
        understood: Vec::new(),
        tally: Tally::default(),
        near: Vec::new(),
        created_near: 0,
    };
    (report, Drafts::of(table, columns))
}

struct Import<'i, 'o> {
    order: &'i Order<'o>,
    watch: &'i mut dyn Watch,
    places: Places<'i, 'o>,
    reports: &'i mut [FileReport],
    /// Rows that were held back, by their table.
    held_lines: HashSet<(usize, u64)>,
}

impl Import<'_, '_> {
    fn file(&mut self, writer: &mut Writer, file: usize, drafts: &mut Drafts) -> Result<(), OpsError> {
        self.watch.opened(file, &self.reports[file]).map_err(ImportError::from)?;
        read_ahead(drafts, self.order.reading, |batches| {
            for batch in batches {
                self.batch(writer, file, batch)?;
            }
            Ok::<_, OpsError>(())
        })?;
        if let Some(error) = drafts.broken() {
            let reason = FileReason::Open(error.clone().into());
            return Err(FileError { file: self.reports[file].name.clone(), reason }.into());
        }
        self.reports[file].understood = drafts.understood().to_vec();
        self.reports[file].repeated_headers = drafts.repeated_headers();
        self.reports[file].totals = drafts.totals().to_vec();
        Ok(())
    }

    fn batch(&mut self, writer: &mut Writer, file: usize, batch: Batch) -> Result<(), OpsError> {
        for Read { draft, cells } in batch.rows {
            self.reports[file].tally.read += 1;
            match draft {
                Ok((draft, prepared)) => self.row(writer, file, draft, prepared, &cells)?,
                Err(faults) => {
                    let line = faults.first().map_or(0, |fault| fault.line);
                    let header = &self.reports[file].columns.header;
                    let reasons: Vec<RowFault> = faults
                        .into_iter()
                        .map(|fault| RowFault {
                            column: fault.column.and_then(|column| header.get(column).cloned()),
                            reason: fault.reason.into(),
                        })
                        .collect();
                    self.reject(file, line, &reasons, &cells)?;
                }
            }
        }
        self.watch.read(batch.progress, self.reports[file].tally.read);
        self.go_on()
    }

    fn go_on(&self) -> Result<(), OpsError> {
        if self.watch.is_interrupted() { Err(ImportError::Interrupted.into()) } else { Ok(()) }
    }

    /// Places a row, and then those that waited for what it created.
    fn row(
        &mut self,
        writer: &mut Writer,
        file: usize,
        draft: Draft,
        prepared: Prepared,
        cells: &StringRecord,
    ) -> Result<(), OpsError> {
        let mut ready = Ready::default();
        ready.add(self.place(writer, file, draft, prepared, cells)?);
        while let Some(Waiting { file, draft, prepared, cells }) = ready.take() {
            // One row may bring what any number of others wait for.
            self.go_on()?;
            ready.add(self.place(writer, file, draft, prepared, &cells)?);
        }
        Ok(())
    }

    fn place(
        &mut self,
        writer: &mut Writer,
        file: usize,
        draft: Draft,
        prepared: Prepared,
        cells: &StringRecord,
    ) -> Result<Vec<Waiting>, OpsError> {
        let line = draft.line;
        let report = &self.reports[file];
        let row = Row { file, file_name: &report.name, columns: &report.columns };
        match self.places.place(writer, row, draft, prepared) {
            Ok(Placed::Waits { key, waits }) => {
                let (draft, prepared) = *waits;
                self.places.wait(key, Waiting { file, draft, prepared, cells: cells.clone() });
                Ok(Vec::new())
            }
            Ok(Placed::Created(created)) => {
                self.tell(file, line, RowOutcome::Created, Some(created.id))?;
                let tally = &mut self.reports[file].tally;
                tally.created += 1;
                tally.accounts += created.accounts;
                if let Some(alike) = created.near {
                    self.note_near(file, Near { line, name: created.name, alike, is_held: false });
                }
                Ok(created.released)
            }
            Ok(Placed::Held { name, alike }) => {
                self.tell(file, line, RowOutcome::Near, Some(alike.id))?;
                self.reports[file].tally.near += 1;
                let sheet = self.sheet_of(file);
                // A company and the people beside it are one row.
                if self.held_lines.insert((sheet, line)) {
                    let held = Held { file: sheet, line, alike: &alike, cells };
                    self.watch.held(&held).map_err(ImportError::from)?;
                    self.note_near(file, Near { line, name, alike, is_held: true });
                }
                Ok(Vec::new())
            }
            Ok(Placed::Kept { outcome, accounts, id }) => {
                let tally = &mut self.reports[file].tally;
                tally.accounts += accounts;
                let (count, outcome) = match outcome {
                    Outcome::Updated => (&mut tally.updated, RowOutcome::Updated),
                    Outcome::Unchanged => (&mut tally.unchanged, RowOutcome::Unchanged),
                    Outcome::Skipped => (&mut tally.skipped, RowOutcome::Skipped),
                };
                *count += 1;
                self.tell(file, line, outcome, id)?;
                Ok(Vec::new())
            }
            Err(Stop::Row(fault)) => {
                self.reject(file, line, &[fault], cells)?;
                Ok(Vec::new())
            }
            Err(Stop::All(error)) => Err(error),
        }
    }

    fn tell(&mut self, file: usize, line: u64, outcome: RowOutcome, id: Option<i64>) -> Result<(), OpsError> {
        let row = PlacedRow { file, line, kind: self.reports[file].kind, outcome, id };
        Ok(self.watch.placed(&row).map_err(ImportError::from)?)
    }

    /// The first of the tables that are made of the same rows.
    fn sheet_of(&self, file: usize) -> usize {
        let own = &self.reports[file];
        let is_same = |other: &FileReport| other.input == own.input && other.part == own.part;
        self.reports.iter().position(is_same).unwrap_or(file)
    }

    fn note_near(&mut self, file: usize, near: Near) {
        let report = &mut self.reports[file];
        report.created_near += u64::from(!near.is_held);
        if report.near.len() < NEAR_TOLD {
            report.near.push(near);
        }
    }

    fn reject(
        &mut self,
        file: usize,
        line: u64,
        reasons: &[RowFault],
        cells: &StringRecord,
    ) -> Result<(), OpsError> {
        self.reports[file].tally.rejected += 1;
        self.tell(file, line, RowOutcome::Rejected, None)?;
        let row = Rejected { file, name: &self.reports[file].name, line, reasons, cells };
        Ok(self.watch.rejected(&row).map_err(ImportError::from)?)
    }

    /// Deals with rows that waited for a record that no file brought.
    fn left_waiting(&mut self, writer: &mut Writer) -> Result<(), OpsError> {
        while let Some(Waiting { file, draft, prepared, cells }) = self.places.take_waiting() {
            self.go_on()?;
            let report = &self.reports[file];
            let row = Row { file, file_name: &report.name, columns: &report.columns };
            match self.places.make_missing(writer, row, &draft) {
                Ok(accounts) => {
                    self.reports[file].tally.accounts += accounts;
                    self.row(writer, file, draft, prepared, &cells)?;
                }
                Err(Stop::Row(fault)) => self.reject(file, draft.line, &[fault], &cells)?,
                Err(Stop::All(error)) => return Err(error),
            }
        }
        Ok(())
    }
}

/// Every row that was read has to have become something.
fn check(report: &FileReport) -> Result<(), OpsError> {
    let (read, told) = (report.tally.read, report.tally.accounted_for());
    if read == told {
        return Ok(());
    }
    Err(ImportError::Miscounted { file: report.name.clone(), read, told }.into())
}

/// Keeps what was imported from where. An import that changed nothing leaves no trace.
fn keep_batch(writer: &mut Writer, report: &FileReport, today: Date) -> Result<(), OpsError> {
    let tally = &report.tally;
    if tally.created + tally.updated + tally.accounts == 0 {
        return Ok(());
    }
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let batch = ImportBatch {
        id: Id::new(0),
        file: report.name.clone(),
        records: report.kind.name().to_owned(),
        date: today,
        encoding: report.found.map_or(report.format.name(), |found| found.name).to_owned(),
        rows_read: count(tally.read),
        rows_created: count(tally.created),
        rows_updated: count(tally.updated),
        rows_unchanged: count(tally.unchanged),
        rows_skipped: count(tally.skipped + tally.near),
        rows_rejected: count(tally.rejected),
        created: None,
        updated: None,
    };
    writer.insert(&mut batch.to_entry())?;
    Ok(())
}
