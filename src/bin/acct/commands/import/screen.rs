//! What is seen while files are imported: how far it is, and each bad row.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use acct::analysis::likeness::Reason;
use acct::domain::language::{Language, count, pick};
use acct::export::Format;
use acct::ops::import::{Alike, FileReport, Held, PlacedRow, Rejected, Watch};
use acct::playbook::labels::Labels;
use acct::say;
use serde_json::{Value as Json, json};

use super::advice::Advice;
use super::aside::AsideFiles;
use super::decide::{Undecided, texts};
use super::rows::RowLog;
use crate::context::Context;
use crate::ui::{Progress, Ui};

/// How many faults of bad rows are told. The files of rejected rows and the data that is printed have them all.
const SHOWN: usize = 20;

/// About how many rows a person is asked at most.
const MOST_ASKED: usize = 500;

/// What was seen of bad rows.
pub(super) struct Seen {
    /// Files of rejected rows, with their numbers of rows.
    pub(super) rejects: Vec<(PathBuf, u64)>,
    /// Files of rows that look like accounts that are there.
    pub(super) reviews: Vec<(PathBuf, u64)>,
    pub(super) tables: Vec<FileReport>,
    /// The first of those rows.
    pub(super) undecided: Vec<Undecided>,
    /// What became of each row, where that is printed.
    pub(super) log: Option<RowLog>,
    /// The bad rows as data, when data is printed.
    pub(super) faults: Vec<Json>,
    /// What can be done about bad rows.
    pub(super) advice: BTreeSet<Advice>,
}

impl Seen {
    /// Of an import that saw no rows.
    pub(super) fn nothing_but(fault: Json, format: Format) -> Self {
        Self {
            rejects: Vec::new(),
            reviews: Vec::new(),
            tables: Vec::new(),
            undecided: Vec::new(),
            log: (format == Format::Json).then(RowLog::new),
            faults: vec![fault],
            advice: BTreeSet::new(),
        }
    }
}

pub(super) struct Screen {
    ui: Ui,
    labels: Labels,
    progress: Option<Progress>,
    interrupted: Arc<AtomicBool>,
    /// The lengths of the tables before the current one, the length of that, and the rows of both.
    before: u64,
    current: u64,
    rows_before: u64,
    rows: u64,
    tables: Vec<FileReport>,
    /// Where rejected rows go; nowhere when they are not written.
    rejects: Option<AsideFiles>,
    /// Where rows go that look like accounts that are there.
    reviews: Option<AsideFiles>,
    undecided: Vec<Undecided>,
    /// What became of each row, where that is printed.
    log: Option<RowLog>,
    /// The bad rows, where they are part of the data that is printed.
    faults: Option<Vec<Json>>,
    told: usize,
    untold: usize,
    advice: BTreeSet<Advice>,
}

impl Screen {
    pub(super) fn new(
        context: &Context,
        rejects: Option<AsideFiles>,
        reviews: Option<AsideFiles>,
        interrupted: Arc<AtomicBool>,
    ) -> Self {
        Self {
            ui: context.ui.clone(),
            labels: context.labels.clone(),
            progress: Some(context.ui.progress(Some(0))),
            interrupted,
            before: 0,
            current: 0,
            rows_before: 0,
            rows: 0,
            tables: Vec::new(),
            rejects,
            reviews,
            undecided: Vec::new(),
            log: (context.format() == Format::Json).then(RowLog::new),
            faults: (context.format() != Format::Table).then(Vec::new),
            told: 0,
            untold: 0,
            advice: BTreeSet::new(),
        }
    }

    /// Ends the show. Rejected rows stay written when the import was kept.
    pub(super) fn finish(mut self, kept: bool) -> io::Result<Seen> {
        drop(self.progress.take());
        let finished = |files: Option<AsideFiles>| files.map_or(Ok(Vec::new()), |files| files.finish(kept));
        let (rejects, reviews) = (finished(self.rejects.take())?, finished(self.reviews.take())?);
        if self.untold > 0 {
            self.tell_untold(&rejects);
        }
        Ok(Seen {
            rejects,
            reviews,
            tables: self.tables,
            undecided: self.undecided,
            log: self.log,
            faults: self.faults.unwrap_or_default(),
            advice: self.advice,
        })
    }

    fn tell_untold(&self, rejects: &[(PathBuf, u64)]) {
        let (language, more) = (self.ui.language, self.untold);
        let message = if rejects.is_empty() {
            say!(
                language,
                "and {more} more; --keep-going --rejects FILE writes them all",
                "另有 {more} 处；--keep-going --rejects 文件 可全部写出"
            )
        } else {
            let paths: Vec<String> = rejects.iter().map(|(path, _)| path.display().to_string()).collect();
            let paths = paths.join(pick(language, ", ", "、"));
            say!(language, "and {more} more; all are in {paths}", "另有 {more} 处，全部见 {paths}")
        };
        self.ui.fault(format_args!("{message}"));
    }

    fn show(&mut self, row: &Rejected) {
        let room = SHOWN - self.told;
        let shown = row.reasons.len().min(room);
        self.told += shown;
        self.untold += row.reasons.len() - shown;
        if shown == 0 {
            return;
        }
        let lines = row
            .reasons
            .iter()
            .take(shown)
            .map(|fault| format!("{}:{}: {}", row.name, row.line, fault.told_in(self.ui.language)));
        let lines: Vec<String> = lines.collect();
        let say = || self.ui.fault(format_args!("{}", lines.join("\n")));
        match &self.progress {
            Some(progress) => progress.above(say),
            None => say(),
        }
    }
}

impl Watch for Screen {
    fn planned(&mut self, tables: &[FileReport]) {
        self.tables = tables.to_vec();
        if let Some(progress) = &self.progress {
            progress.in_words(tables.iter().map(|table| table.length).sum());
        }
    }

    fn opened(&mut self, _: usize, report: &FileReport) -> io::Result<()> {
        self.before += std::mem::replace(&mut self.current, report.length);
        self.rows_before += std::mem::take(&mut self.rows);
        Ok(())
    }

    fn read(&mut self, progress: u64, rows: u64) {
        self.rows = rows;
        if let Some(bar) = &self.progress {
            bar.at(self.before + progress);
            bar.say(rate(self.rows_before + rows, bar.elapsed().as_secs_f64(), self.ui.language));
        }
    }

    fn placed(&mut self, row: &PlacedRow) -> io::Result<()> {
        let (Some(log), Some(table)) = (&mut self.log, self.tables.get(row.file)) else { return Ok(()) };
        log.push(&table.name, row)
    }

    fn rejected(&mut self, row: &Rejected) -> io::Result<()> {
        self.show(row);
        for fault in row.reasons {
            self.advice.extend(Advice::about(fault));
            if let Some(faults) = &mut self.faults {
                let reason = acct::domain::language::Bilingual::told_in(&fault.reason, self.ui.language);
                faults.push(
                    json!({"file": row.name, "line": row.line, "column": fault.column, "reason": reason}),
                );
            }
        }
        let (Some(files), Some(table)) = (&mut self.rejects, self.tables.get(row.file)) else {
            return Ok(());
        };
        let told = |language: Language| {
            row.reasons.iter().map(|fault| fault.told_in(language)).collect::<Vec<_>>().join("; ")
        };
        let (reason, in_english) = (told(self.ui.language), told(Language::English));
        files.push(row.file, table, &[[&reason, &in_english]], row.cells)
    }

    fn held(&mut self, row: &Held) -> io::Result<()> {
        let (Some(files), Some(table)) = (&mut self.reviews, self.tables.get(row.file)) else {
            return Ok(());
        };
        let texts = texts(&self.labels, self.ui.language, table.kind, row.alike, "");
        files.push(
            row.file,
            table,
            &texts.each_ref().map(|[text, other]| [text.as_str(), other]),
            row.cells,
        )?;
        if self.undecided.len() < MOST_ASKED {
            let (alike, cells) = (row.alike.clone(), row.cells.clone());
            self.undecided.push(Undecided { file: row.file, line: row.line, alike, cells });
        }
        Ok(())
    }

    fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}

/// So many rows, and how many of them a second.
fn rate(rows: u64, seconds: f64, language: Language) -> String {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a rate is only shown"
    )]
    let rate = if seconds > 0.0 { (rows as f64 / seconds) as u64 } else { 0 };
    let counted = count(rows, "row", "rows");
    say!(language, "{counted}, {rate} a second", "{rows} 行，每秒 {rate} 行")
}

/// Why a row looks like an account.
pub(super) fn because(labels: &Labels, alike: &Alike, language: Language) -> String {
    let told =
        |reason: &Reason| labels.get(&format!("{}.{reason}", Reason::CHOICES.name), language).to_owned();
    alike.reasons.iter().map(told).collect::<Vec<_>>().join(pick(language, ", ", "，"))
}
