//! The files that rows go to which were rejected or held back: written beside their own name first, and put in place when the import
//! is kept.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use acct::import::columns::REASON;
use acct::import::csv::aside::Aside;
use acct::import::review;
use acct::import::row::StringRecord;
use acct::ops::import::FileReport;
use acct::say;

use crate::context::Context;
use crate::failure::Failure;

/// Why rows are written aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    Rejected,
    /// They look like accounts that are there.
    Held,
}

impl Why {
    /// What stands in the names of their files.
    fn name(self) -> &'static str {
        match self {
            Self::Rejected => "rejects",
            Self::Held => "review",
        }
    }

    fn leading(self) -> &'static [&'static str] {
        match self {
            Self::Rejected => &[REASON],
            Self::Held => &review::COLUMNS,
        }
    }
}

/// Where rows of tables go. Nothing that is there already is overwritten.
pub(super) struct Destination {
    why: Why,
    inputs: Vec<PathBuf>,
    asked: Option<PathBuf>,
    taken: Vec<PathBuf>,
}

impl Destination {
    /// Beside the files, or to the one that was asked for.
    pub(super) fn choose(
        why: Why,
        context: &Context,
        inputs: &[PathBuf],
        asked: Option<&Path>,
    ) -> anyhow::Result<Self> {
        if let Some(asked) = asked.filter(|asked| asked.exists()) {
            let message = say!(context.language, "{} is there already", "{} 已存在", asked.display());
            let hint =
                say!(context.language, "choose another name, or remove it", "请换个名称，或先删除该文件");
            return Err(Failure::refused(message).hint(hint).into());
        }
        Ok(Self { why, inputs: inputs.to_vec(), asked: asked.map(Path::to_owned), taken: Vec::new() })
    }

    /// Where the rows of a table go: each table has a file of its own.
    pub(super) fn of(&mut self, table: &FileReport) -> PathBuf {
        let input = self.inputs.get(table.input).map_or(Path::new("-"), PathBuf::as_path);
        let named = |number| match &self.asked {
            Some(asked) => numbered(asked, number),
            None => beside(input, table.part.as_deref(), self.why, number),
        };
        let is_free = |path: &PathBuf| !path.exists() && !self.taken.contains(path);
        let path = (1..=u32::MAX).map(named).find(is_free).unwrap_or_else(|| named(1));
        self.taken.push(path.clone());
        path
    }
}

/// The files of rows of all tables, each made when it is needed.
pub(super) struct AsideFiles {
    destination: Destination,
    files: Vec<(usize, AsideFile)>,
}

impl AsideFiles {
    pub(super) fn at(destination: Destination) -> Self {
        Self { destination, files: Vec::new() }
    }

    pub(super) fn push(
        &mut self,
        place: usize,
        table: &FileReport,
        texts: &[[&str; 2]],
        cells: &StringRecord,
    ) -> io::Result<()> {
        let file = if let Some(known) = self.files.iter().position(|(known, _)| *known == place) {
            known
        } else {
            let path = self.destination.of(table);
            self.files.push((place, AsideFile::begin(&path, self.destination.why, table)?));
            self.files.len() - 1
        };
        self.files[file].1.push(texts, cells)
    }

    /// Puts the files in their places, or takes them away when nothing was imported: all of them, whatever fails.
    pub(super) fn finish(self, kept: bool) -> io::Result<Vec<(PathBuf, u64)>> {
        let finished: Vec<_> = self.files.into_iter().map(|(_, file)| file.finish(kept)).collect();
        Ok(finished.into_iter().collect::<io::Result<Vec<_>>>()?.into_iter().flatten().collect())
    }
}

/// `bad.csv`, and for further tables `bad-2.csv`.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let ending = path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    path.with_file_name(format!("{stem}-{number}{ending}"))
}

/// `accounts.rejects.csv` beside `accounts.csv`, beside itself `accounts.rejects-2.csv`, and `list.Sheet1.rejects.csv` for a
/// sheet of `list.xlsx`.
fn beside(file: &Path, part: Option<&str>, why: Why, number: u32) -> PathBuf {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let name =
        Path::new(name).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let base = name.split(".rejects").next().and_then(|name| name.split(".review").next());
    let base = base.filter(|base| !base.is_empty() && *base != "-").unwrap_or("import");
    let is_plain = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' ');
    let part: String = part.unwrap_or_default().chars().filter(is_plain).collect();
    let base = if part.is_empty() { base.to_owned() } else { format!("{base}.{part}") };
    let why = why.name();
    let name = if number == 1 { format!("{base}.{why}.csv") } else { format!("{base}.{why}-{number}.csv") };
    file.with_file_name(name)
}

/// One file of rows, made with the first of them.
pub(super) struct AsideFile {
    path: PathBuf,
    partial: PathBuf,
    writer: Aside<BufWriter<File>>,
    rows: u64,
}

impl AsideFile {
    /// In the encoding of the table and with its separator; what was no text becomes CSV that spreadsheets read.
    pub(super) fn begin(path: &Path, why: Why, table: &FileReport) -> io::Result<Self> {
        let encoding = table.found.map_or("UTF-8 with BOM", |found| found.name);
        let (delimiter, header) = (table.delimiter.unwrap_or(b','), &table.columns.header);
        let mut name = path.as_os_str().to_owned();
        name.push(".partial");
        let partial = PathBuf::from(name);
        let file = BufWriter::new(File::create(&partial)?);
        let writer = Aside::begin(file, encoding, delimiter, why.leading(), header)?;
        Ok(Self { path: path.to_owned(), partial, writer, rows: 0 })
    }

    pub(super) fn push(&mut self, texts: &[[&str; 2]], cells: &StringRecord) -> io::Result<()> {
        self.rows += 1;
        self.writer.push(texts, cells)
    }

    /// Puts the file in its place, or takes it away when nothing was imported.
    pub(super) fn finish(self, kept: bool) -> io::Result<Option<(PathBuf, u64)>> {
        if kept {
            self.writer.finish()?;
            std::fs::rename(&self.partial, &self.path)?;
            return Ok(Some((self.path, self.rows)));
        }
        drop(self.writer);
        std::fs::remove_file(&self.partial)?;
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejected_rows_lie_beside_their_file_and_never_twice_in_the_same() {
        for (file, part, number, path) in [
            ("data/list.csv", None, 1, "data/list.rejects.csv"),
            ("list.CSV", None, 2, "list.rejects-2.csv"),
            ("list.rejects.csv", None, 2, "list.rejects-2.csv"),
            ("list.rejects-2.csv", None, 3, "list.rejects-3.csv"),
            ("list.csv.gz", None, 1, "list.rejects.csv"),
            ("book.xlsx", Some("客户/../1"), 1, "book.客户1.rejects.csv"),
            ("-", None, 1, "import.rejects.csv"),
        ] {
            assert_eq!(beside(Path::new(file), part, Why::Rejected, number), Path::new(path));
        }
        assert_eq!(beside(Path::new("a/list.csv"), None, Why::Held, 1), Path::new("a/list.review.csv"));
        assert_eq!(numbered(Path::new("a/bad.csv"), 2), Path::new("a/bad-2.csv"));
    }
}
