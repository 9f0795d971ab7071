//! Where an export goes. A file is written beside its name and put in place when it is complete; nothing is overwritten unasked.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use acct::export::Format;
use acct::say;
use anyhow::Context as _;

use super::records::Layout;
use crate::context::Context;
use crate::failure::Failure;

pub(super) enum Target {
    Stdout,
    File(NewFile),
    Folder(Folder),
}

/// A folder that takes a file for each kind of record that there is.
pub(super) struct Folder {
    path: PathBuf,
    format: Format,
    force: bool,
}

/// A file that takes its place when it is complete.
pub(super) struct NewFile {
    path: PathBuf,
}

impl Target {
    /// CSV of several kinds needs a folder; everything else goes to one file, or to stdout.
    pub(super) fn choose(
        context: &Context,
        path: Option<&Path>,
        format: Format,
        kinds: usize,
        force: bool,
    ) -> anyhow::Result<Self> {
        let is_flat = matches!(format, Format::Csv | Format::Tsv);
        match path {
            Some(path) if path.as_os_str() == "-" => Self::choose(context, None, format, kinds, force),
            None if is_flat && kinds > 1 => {
                let message =
                    say!(context.language, "{format} holds one kind of record", "{format} 只能容纳一种记录");
                let hint = say!(
                    context.language,
                    "acct export -o FOLDER/ writes a file for each; acct export accounts writes one",
                    "acct export -o 文件夹/ 为每种记录写一个文件；acct export accounts 只写一种"
                );
                Err(Failure::usage(message).hint(hint).into())
            }
            None => Ok(Self::Stdout),
            Some(path)
                if path.is_dir()
                    || path.to_string_lossy().ends_with(std::path::MAIN_SEPARATOR)
                    || (is_flat && kinds > 1) =>
            {
                Ok(Self::Folder(Folder { path: path.to_owned(), format, force }))
            }
            Some(path) => NewFile::at(context, path, force).map(Self::File),
        }
    }
}

impl Folder {
    pub(super) fn write(
        &self,
        context: &mut Context,
        layouts: &[Layout],
    ) -> anyhow::Result<Vec<(u64, PathBuf)>> {
        std::fs::create_dir_all(&self.path).with_context(|| self.path.display().to_string())?;
        let mut files = Vec::new();
        for layout in layouts {
            let path = self.path.join(format!("{}.{}", layout.kind().plural(), self.format));
            files.push((layout, NewFile::at(context, &path, self.force)?));
        }
        let mut written = Vec::new();
        for (layout, file) in files {
            if layout.is_empty(context)? {
                continue;
            }
            written.push(file.write(|out| layout.write(context, out))?);
        }
        Ok(written)
    }
}

impl NewFile {
    fn at(context: &Context, path: &Path, force: bool) -> anyhow::Result<Self> {
        if path.exists() && !force {
            let message = say!(context.language, "{} is there already", "{} 已存在", path.display());
            let hint = say!(context.language, "--force overwrites it", "--force 可覆盖");
            return Err(Failure::refused(message).hint(hint).into());
        }
        Ok(Self { path: path.to_owned() })
    }

    pub(super) fn write(
        self,
        write: impl FnOnce(&mut dyn Write) -> anyhow::Result<u64>,
    ) -> anyhow::Result<(u64, PathBuf)> {
        let mut name = self.path.as_os_str().to_owned();
        name.push(".partial");
        let partial = PathBuf::from(name);
        let file = File::create(&partial).with_context(|| partial.display().to_string())?;
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let done = write(&mut out).and_then(|rows| {
            out.flush()?;
            Ok(rows)
        });
        match done {
            Ok(rows) => {
                std::fs::rename(&partial, &self.path).with_context(|| self.path.display().to_string())?;
                Ok((rows, self.path))
            }
            Err(error) => {
                // What stopped the export is worth telling, not that a half file is left.
                let _ = std::fs::remove_file(&partial);
                Err(error)
            }
        }
    }
}
