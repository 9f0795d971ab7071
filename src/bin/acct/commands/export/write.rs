//! Records to their form and place: a list, a document with a section for each kind, a spreadsheet, cards.

use std::io::Write;
use std::path::PathBuf;

use acct::domain::date::Moment;
use acct::domain::language::Language;
use acct::domain::schema::Schema;
use acct::export::{Format, Spreadsheet};
use acct::store::{Query, Store};

use super::cards;
use super::form::Form;
use super::left_out::LeftOut;
use super::records::{Layout, Personal, Section};
use super::target::Target;

/// How records are to go out.
pub(super) struct Asked {
    pub(super) language: Language,
    pub(super) schema: Schema,
    pub(super) now: Moment,
    pub(super) form: Form,
    pub(super) personal: Personal,
    pub(super) computed: bool,
}

impl Asked {
    /// Writes the records to their place, and gives the files with the numbers of records in them.
    pub(super) fn write(
        &self,
        store: &Store,
        queries: Vec<Query>,
        target: Target,
        stdout: Option<&mut (dyn Write + '_)>,
        left_out: &mut LeftOut,
    ) -> anyhow::Result<Vec<(u64, PathBuf)>> {
        if self.form == Form::Cards {
            let mut write = |out: &mut dyn Write| cards::write(store, &queries, self.personal, left_out, out);
            return match (target, stdout) {
                (Target::File(path, file), _) => Ok(vec![(file.write(|out| write(out))?, path)]),
                (_, Some(out)) => write(out).map(|_| Vec::new()),
                (_, None) => Ok(Vec::new()),
            };
        }
        let mut layouts = Vec::new();
        for query in queries {
            layouts.push(Layout::of(store, &self.schema, query, self.form, self.personal, self.computed)?);
        }
        match (target, stdout) {
            (Target::Folder(folder), _) => folder.write(store, self.language, &layouts, left_out),
            (Target::File(path, file), _) if self.form == Form::Spreadsheet => {
                let rows = file.write(|out| self.spreadsheet(store, &layouts, left_out, out))?;
                Ok(vec![(rows, path)])
            }
            (Target::File(path, file), _) => {
                Ok(vec![(file.write(|out| self.rows(store, &layouts, left_out, out))?, path)])
            }
            (Target::Stdout, Some(out)) => {
                if self.form == Form::Spreadsheet {
                    // Where it is written from takes what it writes to to another thread, so it is put together first.
                    let mut bytes = Vec::new();
                    self.spreadsheet(store, &layouts, left_out, &mut bytes)?;
                    out.write_all(&bytes)?;
                } else {
                    self.rows(store, &layouts, left_out, out)?;
                }
                out.flush()?;
                Ok(Vec::new())
            }
            (Target::Stdout, None) => Ok(Vec::new()),
        }
    }

    fn rows(
        &self,
        store: &Store,
        layouts: &[Layout],
        left_out: &mut LeftOut,
        out: &mut dyn Write,
    ) -> anyhow::Result<u64> {
        if let [only] = layouts {
            return only.write(store, left_out, out);
        }
        let format = if let Form::Rows(format) = self.form { format } else { Format::Json };
        let mut rows = 0;
        let mut section = Section::first(format);
        for layout in layouts {
            section.begin(layout.kind(), out)?;
            rows += section.write(store, layout, left_out, out)?;
        }
        section.finish(out)?;
        Ok(rows)
    }

    /// A sheet for each kind of which there is something, or for the first.
    fn spreadsheet(
        &self,
        store: &Store,
        layouts: &[Layout],
        left_out: &mut LeftOut,
        out: &mut (dyn Write + Send),
    ) -> anyhow::Result<u64> {
        let mut book = Spreadsheet::begin(self.now)?;
        let mut rows = 0;
        let mut sheets = 0;
        for layout in layouts {
            if layout.count(store)? > 0 {
                rows += layout.write_sheet(store, left_out, &mut book)?;
                sheets += 1;
            }
        }
        if let (0, Some(first)) = (sheets, layouts.first()) {
            first.write_sheet(store, left_out, &mut book)?;
        }
        left_out.cuts = book.finish(out)?;
        Ok(rows)
    }
}
