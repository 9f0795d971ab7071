//! Where an export goes: to stdout, to a file, or to a folder with a file for each kind.

use std::path::{Path, PathBuf};

use acct::domain::language::Language;
use acct::say;
use acct::store::Store;
use anyhow::Context as _;

use super::form::Form;
use super::left_out::LeftOut;
use super::records::Layout;
use crate::context::Context;
use crate::failure::Failure;
use crate::whole_file::{Existing, WholeFile};

pub(super) enum Target {
    Stdout,
    File(PathBuf, WholeFile),
    Folder(Folder),
}

/// A folder that takes a file for each kind of record that there is.
pub(super) struct Folder {
    path: PathBuf,
    form: Form,
    existing: Existing,
}

impl Target {
    /// CSV of several kinds needs a folder; everything else goes to one file, or to stdout.
    pub(super) fn choose(
        context: &Context,
        path: Option<&Path>,
        form: Form,
        kinds: usize,
        existing: Existing,
    ) -> anyhow::Result<Self> {
        let is_flat = matches!(form, Form::Rows(_)) && form.is_flat();
        match path {
            None if is_flat && kinds > 1 => Err(one_kind(context, form)),
            None => Ok(Self::Stdout),
            // Whoever names a file wants no folder of that name.
            Some(path) if is_flat && kinds > 1 && !is_folder(path) && path.extension().is_some() => {
                Err(one_kind(context, form))
            }
            Some(path) if is_folder(path) && !matches!(form, Form::Rows(_)) => {
                Err(one_file(context, path, form))
            }
            Some(path) if is_folder(path) || (is_flat && kinds > 1) => {
                Ok(Self::Folder(Folder { path: path.to_owned(), form, existing }))
            }
            Some(path) => {
                let file = WholeFile::at(path, existing, context.language)?;
                Ok(Self::File(path.to_owned(), file))
            }
        }
    }
}

/// Whether a path is that of a folder, or is written as one.
pub(super) fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator)
}

fn one_file(context: &Context, path: &Path, form: Form) -> anyhow::Error {
    let (name, folder) = (form.name(), path.display());
    let message = say!(
        context.language,
        "{name} is one file, and {folder} is a folder",
        "{name} 格式是一个文件，而 {folder} 是文件夹"
    );
    let ending = if form == Form::Cards { "vcf" } else { "xlsx" };
    Failure::usage(message).hint(format!("-o accounts.{ending}")).into()
}

fn one_kind(context: &Context, form: Form) -> anyhow::Error {
    let format = form.name();
    let message = say!(context.language, "{format} holds one kind of record", "{format} 只能容纳一种记录");
    let hint = say!(
        context.language,
        "acct export -o FOLDER/ writes a file for each; acct export accounts writes one; -o FILE.json takes all",
        "acct export -o 文件夹/ 为每种记录写一个文件；acct export accounts 只写一种；-o 文件.json 可容纳全部"
    );
    Failure::usage(message).hint(hint).into()
}

impl Folder {
    pub(super) fn write(
        &self,
        store: &Store,
        language: Language,
        layouts: &[Layout],
        left_out: &mut LeftOut,
    ) -> anyhow::Result<Vec<(u64, PathBuf)>> {
        std::fs::create_dir_all(&self.path).with_context(|| self.path.display().to_string())?;
        let mut files = Vec::new();
        for layout in layouts {
            let path = self.path.join(format!("{}.{}", layout.kind().plural(), self.form.name()));
            let file = WholeFile::at(&path, self.existing, language)?;
            files.push((layout, path, file));
        }
        let mut written = Vec::new();
        for (layout, path, file) in files {
            if layout.count(store)? == 0 {
                continue;
            }
            written.push((file.write(|out| layout.write(store, left_out, out))?, path));
        }
        Ok(written)
    }
}
