//! Files that people asked for are written whole or not at all: beside their name first, put in place when complete.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use acct::domain::language::Language;
use acct::export::Format;
use acct::say;
use anyhow::Context as _;

use crate::context::Context;
use crate::failure::Failure;

/// How many links to a file are followed, as by Linux.
const MOST_LINKS: usize = 40;

/// How many names are tried for the file beside.
const MOST_NAMES: u32 = 100;

/// What happens to a file that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    Kept,
    Replaced,
}

impl Existing {
    /// What `--force` means.
    pub(crate) fn replaced_if(force: bool) -> Self {
        if force { Self::Replaced } else { Self::Kept }
    }
}

/// Where the bytes go that a command makes: to the file that was named, else to the terminal.
pub(crate) struct Destination(Option<WholeFile>);

impl Destination {
    /// Refuses at once a file that is there and shall stay. `-` is the terminal, or what stands for it.
    pub(crate) fn choose(
        path: Option<&Path>,
        existing: Existing,
        language: Language,
    ) -> anyhow::Result<Self> {
        let path = path.filter(|path| path.as_os_str() != "-");
        path.map(|path| WholeFile::at(path, existing, language)).transpose().map(Self)
    }

    /// Writes the bytes; tells the file where there is one.
    pub(crate) fn write(self, context: &Context, bytes: &[u8]) -> anyhow::Result<Option<PathBuf>> {
        let Some(file) = self.0 else {
            let mut out = context.ui.output(Format::Markdown);
            out.write_all(bytes)?;
            out.flush()?;
            return Ok(None);
        };
        let path = file.path.clone();
        file.write(|out| Ok(out.write_all(bytes)?))?;
        Ok(Some(path))
    }
}

/// A file that takes its place when it is complete, for its owner alone: it may hold the personal file of people.
#[derive(Debug)]
pub(crate) struct WholeFile {
    path: PathBuf,
    existing: Existing,
    language: Language,
}

impl WholeFile {
    /// Refuses at once a file that is there and shall stay.
    pub(crate) fn at(path: &Path, existing: Existing, language: Language) -> anyhow::Result<Self> {
        let file = Self { path: path.to_owned(), existing, language };
        // A link to nothing is no file yet, a device or a pipe is not overwritten.
        if existing == Existing::Kept && path.metadata().is_ok_and(|found| found.is_file() || found.is_dir())
        {
            return Err(file.is_there());
        }
        Ok(file)
    }

    /// Writes the file. When `work` fails, or the file cannot be put in place, everything is as it was before.
    pub(crate) fn write<T>(
        self,
        work: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let writing = || say!(self.language, "writing {}", "写入 {}", self.path.display());
        // A link to the file stays one.
        let path = end_of_links(&self.path);
        if path.metadata().is_ok_and(|found| !found.is_file() && !found.is_dir()) {
            return fill(OpenOptions::new().write(true).open(&path).with_context(writing)?, work);
        }
        let (beside, file) = beside(&path).with_context(writing)?;
        let done = fill(file, work).and_then(|value| match self.put_in_place(&beside, &path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(self.is_there()),
            placed => placed.with_context(writing).map(|()| value),
        });
        // After a rename there is nothing to remove; otherwise what went wrong before is what has to be told.
        let _ = std::fs::remove_file(&beside);
        done
    }

    /// A file that came into being meanwhile is kept too.
    fn put_in_place(&self, beside: &Path, path: &Path) -> io::Result<()> {
        if self.existing == Existing::Replaced {
            return std::fs::rename(beside, path);
        }
        match std::fs::hard_link(beside, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                // Without links, an empty file of ours holds the name.
                open_new(path)?;
                std::fs::rename(beside, path).inspect_err(|_| {
                    let _ = std::fs::remove_file(path);
                })
            }
            linked => linked,
        }
    }

    fn is_there(&self) -> anyhow::Error {
        let shown = self.path.display();
        Failure::refused(say!(self.language, "{shown} is already there", "{shown} 已存在"))
            .hint(say!(self.language, "write over it with --force", "加上 --force 覆盖它"))
            .into()
    }
}

fn fill<T>(file: File, work: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut out = BufWriter::with_capacity(1 << 16, file);
    let value = work(&mut out)?;
    out.flush()?;
    if out.get_ref().metadata()?.is_file() {
        out.get_ref().sync_all()?;
    }
    Ok(value)
}

/// A new file in the folder of another, whose name no one else has.
fn beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 0;
    loop {
        let beside = path.with_file_name(format!(".acct-{}-{number}.part", std::process::id()));
        match open_new(&beside) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists && number < MOST_NAMES => number += 1,
            opened => return opened.map(|file| (beside, file)),
        }
    }
}

fn open_new(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Where links lead in the end, be there a file or not.
fn end_of_links(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = std::fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(next);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(path: &Path, existing: Existing, text: &str) -> anyhow::Result<()> {
        WholeFile::at(path, existing, Language::English)?.write(|out| Ok(out.write_all(text.as_bytes())?))
    }

    #[test]
    fn what_is_there_is_kept_also_when_it_came_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contacts.csv");
        let file = WholeFile::at(&path, Existing::Kept, Language::English).unwrap();
        let late = file.write(|out| {
            std::fs::write(&path, "theirs")?;
            Ok(out.write_all(b"ours")?)
        });
        assert!(late.unwrap_err().to_string().contains("already there"));
        assert!(put(&path, Existing::Kept, "ours").is_err());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
        put(&path, Existing::Replaced, "ours").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "ours");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_write_that_fails_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("contacts.csv");
        std::fs::write(&path, "before").unwrap();
        let file = WholeFile::at(&path, Existing::Replaced, Language::English).unwrap();
        let failed: anyhow::Result<()> = file.write(|out| {
            out.write_all(b"half")?;
            anyhow::bail!("the disk is full")
        });
        assert_eq!(failed.unwrap_err().to_string(), "the disk is full");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "before");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (kept, link) = (folder.path().join("kept.csv"), folder.path().join("link.csv"));
        symlink("kept.csv", &link).unwrap();
        put(&link, Existing::Kept, "new").unwrap();
        put(&link, Existing::Replaced, "newer").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "newer");
        assert_eq!(std::fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_one() {
        put(Path::new("/dev/null"), Existing::Replaced, "gone").unwrap();
        put(Path::new("/dev/null"), Existing::Kept, "gone").unwrap();
        assert!(!Path::new("/dev/null").metadata().unwrap().is_file());
    }
}
