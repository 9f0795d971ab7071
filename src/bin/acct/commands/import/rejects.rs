//! The files that rejected rows go to: written beside their own name first, and put in place when the import is kept.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use acct::import::csv::StringRecord;
use acct::import::csv::rejects::Rejects;
use acct::say;

use crate::context::Context;
use crate::failure::Failure;

/// Where the rejected rows of each file go. Nothing that is there already is overwritten.
pub(super) fn paths(
    context: &Context,
    files: &[PathBuf],
    asked: Option<&Path>,
) -> anyhow::Result<Vec<PathBuf>> {
    if let Some(asked) = asked {
        if files.len() > 1 {
            let message = say!(
                context.language,
                "--rejects names one file, but there are several to import",
                "--rejects 只能对应一个文件，而这里要导入多个文件"
            );
            return Err(Failure::usage(message).into());
        }
        if asked.exists() {
            let message = say!(context.language, "{} is there already", "{} 已存在", asked.display());
            let hint = say!(
                context.language,
                "choose another name for --rejects, or remove it",
                "请为 --rejects 换个名称，或先删除该文件"
            );
            return Err(Failure::refused(message).hint(hint).into());
        }
        return Ok(vec![asked.to_owned()]);
    }
    let mut paths: Vec<PathBuf> = Vec::new();
    for file in files {
        let path = (1..=u32::MAX)
            .map(|number| beside(file, number))
            .find(|path| !path.exists() && !paths.contains(path));
        paths.extend(path);
    }
    Ok(paths)
}

/// `accounts.rejects.csv` beside `accounts.csv`, and beside itself `accounts.rejects-2.csv`.
fn beside(file: &Path, number: u32) -> PathBuf {
    let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let base =
        name.split(".rejects").next().filter(|base| !base.is_empty() && *base != "-").unwrap_or("import");
    let name =
        if number == 1 { format!("{base}.rejects.csv") } else { format!("{base}.rejects-{number}.csv") };
    file.with_file_name(name)
}

/// One file of rejected rows, made with the first of them.
pub(super) struct RejectsFile {
    path: PathBuf,
    partial: PathBuf,
    writer: Rejects<BufWriter<File>>,
    rows: u64,
}

impl RejectsFile {
    pub(super) fn begin(path: &Path, encoding: &str, delimiter: u8, header: &[String]) -> io::Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(".partial");
        let partial = PathBuf::from(name);
        let file = BufWriter::new(File::create(&partial)?);
        let writer = Rejects::begin(file, encoding, delimiter, header)?;
        Ok(Self { path: path.to_owned(), partial, writer, rows: 0 })
    }

    pub(super) fn push(
        &mut self,
        reason: &str,
        in_other_words: &str,
        cells: &StringRecord,
    ) -> io::Result<()> {
        self.rows += 1;
        self.writer.push(reason, in_other_words, cells)
    }

    /// Puts the file in its place, or takes it away when nothing was imported.
    pub(super) fn finish(self, kept: bool) -> io::Result<Option<(PathBuf, u64)>> {
        self.writer.finish()?;
        if kept {
            std::fs::rename(&self.partial, &self.path)?;
            return Ok(Some((self.path, self.rows)));
        }
        std::fs::remove_file(&self.partial)?;
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejected_rows_lie_beside_their_file_and_never_twice_in_the_same() {
        for (file, number, path) in [
            ("data/list.csv", 1, "data/list.rejects.csv"),
            ("list.CSV", 2, "list.rejects-2.csv"),
            ("list.rejects.csv", 2, "list.rejects-2.csv"),
            ("list.rejects-2.csv", 3, "list.rejects-3.csv"),
            ("-", 1, "import.rejects.csv"),
        ] {
            assert_eq!(beside(Path::new(file), number), Path::new(path));
        }
    }
}
