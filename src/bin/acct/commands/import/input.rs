//! The files that are named: each by itself, those in a folder, and what comes through a pipe.

use std::path::{Path, PathBuf};

use acct::import::source::Source;
use acct::say;
use anyhow::Context as _;

use crate::context::Context;
use crate::failure::Failure;

/// The files, with those that lie in a folder instead of the folder, in the order of their names.
pub(super) fn paths(context: &Context, named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in named {
        if path.as_os_str() != "-" && path.is_dir() {
            let inside = in_folder(path)?;
            if inside.is_empty() {
                let name = path.display();
                let message = say!(context.language, "there are no files in {name}", "{name} 中没有文件");
                return Err(Failure::refused(message).into());
            }
            paths.extend(inside);
        } else {
            paths.push(path.clone());
        }
    }
    Ok(paths)
}

/// The files of a folder but hidden ones and those that were written beside others.
fn in_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry.with_context(|| folder.display().to_string())?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && !name.starts_with(['.', '~']) && !is_aside(&name) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Whether a file was written beside a list: rows that were rejected or held back, and what is not finished.
fn is_aside(name: &str) -> bool {
    [".rejects", ".review"].iter().any(|why| name.contains(why)) || name.ends_with(".partial")
}

pub(super) fn source(context: &Context, path: &Path) -> anyhow::Result<Source> {
    let name = path.display().to_string();
    if path.as_os_str() == "-" {
        let name = say!(context.language, "standard input", "标准输入");
        return Source::pipe(name, std::io::stdin().lock())
            .with_context(|| say!(context.language, "standard input", "标准输入"));
    }
    let is_pipe = std::fs::metadata(path).is_ok_and(|metadata| !metadata.is_file());
    let source = if is_pipe {
        // What can be read only once is kept beside.
        std::fs::File::open(path).and_then(|pipe| Source::pipe(name.clone(), pipe))
    } else {
        Source::file(name.clone(), path)
    };
    match source {
        Ok(source) => Ok(source),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(Failure::refused(say!(context.language, "there is no file {name}", "没有文件 {name}")).into())
        }
        Err(error) => Err(error).context(name),
    }
}
