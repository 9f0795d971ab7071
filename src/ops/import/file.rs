//! The files of an import, one after the other: opened, matched, read row by row, counted.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use super::ahead::{BATCH, Batch, Read, read_ahead};
use super::opening::{Planned, tables, unpacked};
use super::place::{Outcome, Placed, Places, Row};
use super::sequence::{Sequence, by_day};
use super::swings::keep;
use super::waiting::{Ready, Waiting};
use super::{
    Fields, FileError, FileReason, FileReport, Held, ImportError, Near, OpsError, Order, PlacedRow, Rejected,
    RowFault, RowOutcome, Stop, Watch,
};
use crate::domain::date::Date;
use crate::domain::id::Id;
use crate::domain::import_batch::ImportBatch;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::import::drafts::{Doubt, Doubted, Draft, Drafts};
use crate::import::format::Format;
use crate::import::row::StringRecord;
use crate::import::source::Source;
use crate::playbook::LazyPlaybook;
use crate::store::{Prepared, Writer};

/// How many pairs of accounts that may be one are told for each file.
const NEAR_TOLD: usize = 10;

/// Imports all files and gives a report of each table, in their order, and whether rows changed records back.
pub(super) fn import_all(
    writer: &mut Writer,
    inputs: &[Source],
    order: &Order,
    playbook: Rc<LazyPlaybook>,
    watch: &mut dyn Watch,
) -> Result<(Vec<FileReport>, bool), OpsError> {
    let unpacked = inputs.iter().map(unpacked).collect::<Result<Vec<_>, _>>()?;
    let (mut reports, mut all): (Vec<FileReport>, Vec<Table>) = (Vec::new(), Vec::new());
    for (place, (input, unpacked)) in inputs.iter().zip(&unpacked).enumerate() {
        let (source, compression) = match unpacked {
            Some((source, compression)) => (source, Some(*compression)),
            None => (input, None),
        };
        for (number, planned) in tables(source, order, &playbook)?.into_iter().enumerate() {
            let Planned { mut report, drafts, sequence, first_day } = planned;
            report.input = place;
            report.is_first = number == 0;
            report.compression = compression;
            reports.push(report);
            all.push(Table { drafts, sequence, first_day });
        }
    }
    watch.planned(&reports);
    // What leads to other records comes after them, however the files were named.
    let mut turns: Vec<usize> = (0..reports.len()).collect();
    turns.sort_by_key(|&file| (reports[file].kind, all[file].first_day));
    let mut import = Import {
        order,
        watch,
        places: Places::new(order, playbook),
        reports: &mut reports,
        held_lines: HashMap::new(),
    };
    for (place, &file) in turns.iter().enumerate() {
        import.file(writer, file, &mut all[file])?;
        let kind = import.reports[file].kind;
        // What comes next may lead to what these rows are about.
        if turns.get(place + 1).is_none_or(|next| import.reports[*next].kind != kind) {
            import.claims(writer)?;
        }
    }
    import.left_waiting(writer)?;
    import.places.settle(writer)?;
    let was_changed_back = std::mem::take(&mut import.places.swings).settle(import.reports);
    for report in &reports {
        check(report, &reports)?;
        keep_batch(writer, report, order.reading.today)?;
    }
    Ok((reports, was_changed_back))
}

/// The rows of a table, and in which order they are taken.
struct Table<'s> {
    drafts: Drafts<'s>,
    sequence: Sequence,
    first_day: Option<Date>,
}

struct Import<'i, 'o> {
    order: &'i Order<'o>,
    watch: &'i mut dyn Watch,
    places: Places<'i, 'o>,
    reports: &'i mut [FileReport],
    /// Rows that were held back, by their table, and the part of it that did.
    held_lines: HashMap<(usize, u64), usize>,
}

impl Import<'_, '_> {
    fn file(&mut self, writer: &mut Writer, file: usize, table: &mut Table) -> Result<(), OpsError> {
        self.watch.opened(file, &self.reports[file]).map_err(ImportError::from)?;
        let Table { drafts, sequence, .. } = table;
        let are_new = AtomicBool::new(true);
        read_ahead(drafts, self.order.reading, &are_new, |batches| {
            if *sequence == Sequence::ByDay {
                return self.batch(writer, file, by_day(batches));
            }
            for batch in batches {
                let created = self.reports[file].tally.created;
                self.batch(writer, file, batch)?;
                are_new.store(self.reports[file].tally.created > created, Relaxed);
            }
            Ok::<_, OpsError>(())
        })?;
        if let Some(error) = drafts.broken() {
            let reason = FileReason::Open(error.clone().into());
            return Err(FileError { file: self.reports[file].name.clone(), reason }.into());
        }
        let report = &mut self.reports[file];
        let homes = std::mem::replace(&mut report.understood, drafts.understood().to_vec());
        for (understood, of_homes) in report.understood.iter_mut().zip(homes) {
            understood.add(of_homes);
        }
        report.left_over = drafts.left_over().to_vec();
        let counts = |doubted: &&Doubted| {
            doubted.doubt != Doubt::DayOfChange || self.order.fields == Fields::KeepNewer
        };
        report.doubts = drafts.doubts().into_iter().filter(|doubted| counts(&doubted)).collect();
        report.grouped = drafts.grouped().to_vec();
        report.repeated_headers = drafts.repeated_headers();
        report.totals = drafts.totals().to_vec();
        report.parted = drafts.parted();
        report.rows_passed_over = drafts.passed_over() + report.totals.len() as u64;
        Ok(())
    }

    fn batch(&mut self, writer: &mut Writer, file: usize, batch: Batch) -> Result<(), OpsError> {
        for (place, Read { draft, cells }) in batch.rows.into_iter().enumerate() {
            if place > 0 && place % BATCH == 0 {
                self.go_on()?;
            }
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
        let (own, line) = (draft.entry.kind, draft.line);
        let report = &self.reports[file];
        let row = row_of(file, report);
        let placed = self.places.place(writer, row, draft, prepared);
        for home in std::mem::take(&mut self.places.understood) {
            if let Some(understood) = self.reports[file].understood.get_mut(home.column) {
                understood.note(home.line, &home.written, home.name);
            }
        }
        if let Some(question) = self.places.unknown_question.take() {
            *self.reports[file].unknown_questions.entry(question).or_default() += 1;
        }
        if let Some(quarrel) = self.places.quarrel.take() {
            keep(&mut self.reports[file], quarrel);
        }
        match placed {
            Ok(Placed::Waits { key, waits }) => {
                let (draft, prepared) = *waits;
                self.places.wait(key, Waiting { file, draft, prepared, cells: cells.clone() });
                Ok(Vec::new())
            }
            Ok(Placed::Created(created)) => {
                self.tell(file, line, RowOutcome::Created, Some((own, created.id)), &[])?;
                let tally = &mut self.reports[file].tally;
                tally.created += 1;
                tally.accounts += created.accounts;
                if let Some(alike) = created.near {
                    self.note_near(file, Near { line, name: created.name, alike, is_held: false });
                }
                Ok(created.released)
            }
            Ok(Placed::Held { name, alike }) => {
                self.tell(file, line, RowOutcome::Near, Some((alike.kind, alike.id)), &[])?;
                self.reports[file].tally.near += 1;
                let sheet = self.sheet_of(file);
                // A company and the people beside it are one row; the answers of a respondent are several.
                if *self.held_lines.entry((sheet, line)).or_insert(file) == file {
                    let held = Held { file: sheet, line, alike: &alike, cells };
                    self.watch.held(&held).map_err(ImportError::from)?;
                    self.note_near(file, Near { line, name, alike, is_held: true });
                }
                Ok(Vec::new())
            }
            Ok(Placed::Kept { outcome, accounts, id }) => {
                self.kept(file, line, outcome, accounts, id)?;
                Ok(Vec::new())
            }
            Err(Stop::Row(fault)) => {
                self.reject(file, line, &[fault], cells)?;
                Ok(Vec::new())
            }
            Err(Stop::All(error)) => Err(error),
        }
    }

    /// Counts a row whose record was there, or that made none.
    fn kept(
        &mut self,
        file: usize,
        line: u64,
        outcome: Outcome,
        accounts: u64,
        id: Option<i64>,
    ) -> Result<(), OpsError> {
        let report = &mut self.reports[file];
        report.tally.accounts += accounts;
        let (count, told, changed) = match outcome {
            Outcome::Updated { changed } => (&mut report.tally.updated, RowOutcome::Updated, changed),
            Outcome::Unchanged => (&mut report.tally.unchanged, RowOutcome::Unchanged, Vec::new()),
            Outcome::Skipped => (&mut report.tally.skipped, RowOutcome::Skipped, Vec::new()),
        };
        *count += 1;
        for field in &changed {
            *report.changed.entry(field.clone()).or_default() += 1;
        }
        let own = self.reports[file].kind;
        self.tell(file, line, told, id.map(|id| (own, id)), &changed)
    }

    fn tell(
        &mut self,
        file: usize,
        line: u64,
        outcome: RowOutcome,
        record: Option<(Kind, i64)>,
        changed: &[String],
    ) -> Result<(), OpsError> {
        let kind = self.reports[file].kind;
        let id = record.filter(|(of, _)| *of == kind).map(|(_, id)| id);
        let looks_like = record.filter(|_| outcome == RowOutcome::Near);
        let row = PlacedRow { file, line, kind, outcome, id, looks_like, changed };
        Ok(self.watch.placed(&row).map_err(ImportError::from)?)
    }

    /// The first of the tables that are made of the same rows.
    fn sheet_of(&self, file: usize) -> usize {
        let own = &self.reports[file];
        self.reports.iter().position(|other| other.is_of_the_table_of(own)).unwrap_or(file)
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
        self.tell(file, line, RowOutcome::Rejected, None, &[])?;
        let row = Rejected { file, name: &self.reports[file].name, line, reasons, cells };
        Ok(self.watch.rejected(&row).map_err(ImportError::from)?)
    }

    /// Deals with rows that have a key of a record, once all of their kind were read.
    fn claims(&mut self, writer: &mut Writer) -> Result<(), OpsError> {
        for Waiting { file, draft, prepared, cells } in self.places.settle_claims(true) {
            self.go_on()?;
            self.row(writer, file, draft, prepared, &cells)?;
        }
        self.places.settle_claims(false);
        Ok(())
    }

    /// Deals with rows that waited for a record that no file brought.
    fn left_waiting(&mut self, writer: &mut Writer) -> Result<(), OpsError> {
        // All were read now.
        self.places.settle_claims(true);
        while let Some(Waiting { file, draft, prepared, cells }) = self.places.take_waiting() {
            self.go_on()?;
            let report = &self.reports[file];
            let row = row_of(file, report);
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

fn row_of(file: usize, report: &FileReport) -> Row<'_> {
    let makes_accounts = report.format == Format::Vcard;
    Row { file, file_name: &report.name, columns: &report.columns, makes_accounts }
}

/// Every row that was read has to have become something, and every part of a table to have seen all its rows.
fn check(report: &FileReport, all: &[FileReport]) -> Result<(), OpsError> {
    let wrong = |read, told| Err(ImportError::Miscounted { file: report.name.clone(), read, told }.into());
    let (read, told) = (report.tally.read, report.tally.accounted_for());
    if read != told {
        return wrong(read, told);
    }
    match all.iter().find(|other| other.is_of_the_table_of(report)) {
        Some(first) if first.rows() != report.rows() => wrong(first.rows(), report.rows()),
        _ => Ok(()),
    }
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
