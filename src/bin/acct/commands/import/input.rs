//! The files that are named: each by itself, those in a folder, and what comes through a pipe.

use std::path::{Path, PathBuf};

use acct::import::format::Format;
use acct::import::source::Source;
use acct::say;
use anyhow::Context as _;

use super::tell_columns::listed;
use crate::context::Context;
use crate::failure::Failure;

/// The files, with the lists that lie in a folder instead of the folder, in the order of their names. What else lies there
/// is told.
pub(super) fn paths(context: &Context, named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in named {
        if path.as_os_str() != "-" && path.is_dir() {
            let Inside { lists, others, folders } = in_folder(path)?;
            tell_passed_over(context, &others);
            tell_folders(context, &folders);
            if lists.is_empty() {
                let name = path.display();
                let message = say!(context.language, "there are no lists in {name}", "{name} 中没有名单文件");
                return Err(Failure::refused(message).into());
            }
            paths.extend(lists);
        } else {
            paths.push(path.clone());
        }
    }
    Ok(paths)
}

fn tell_passed_over(context: &Context, others: &[PathBuf]) {
    let names: Vec<String> = others.iter().map(|path| path.display().to_string()).collect();
    if names.is_empty() {
        return;
    }
    let names = listed(&names, context.language);
    context.ui.note(format_args!(
        "{}",
        say!(
            context.language,
            "passed over, as their names say that they are no lists: {names}",
            "从文件名看不是名单，已略过：{names}"
        )
    ));
}

/// Folders within a folder are not looked into: what lies there may be anything.
fn tell_folders(context: &Context, folders: &[PathBuf]) {
    let names: Vec<String> = folders.iter().map(|path| path.display().to_string()).collect();
    if names.is_empty() {
        return;
    }
    let names = listed(&names, context.language);
    context.ui.warning(format_args!(
        "{}",
        say!(
            context.language,
            "folders inside were not read; name them to import what is there: {names}",
            "未读取其中的子文件夹；如需导入请写明：{names}"
        )
    ));
}

/// What lies in a folder.
#[derive(Default)]
struct Inside {
    lists: Vec<PathBuf>,
    others: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

/// The lists of a folder and its other files, but hidden ones and those that were written beside others.
fn in_folder(folder: &Path) -> anyhow::Result<Inside> {
    let mut inside = Inside::default();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry.with_context(|| folder.display().to_string())?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with(['.', '~']) || is_aside(&name) {
            continue;
        }
        if path.is_dir() {
            inside.folders.push(path);
        } else if path.is_file() && Format::is_list(&name) {
            inside.lists.push(path);
        } else if path.is_file() {
            inside.others.push(path);
        }
    }
    for paths in [&mut inside.lists, &mut inside.others, &mut inside.folders] {
        paths.sort();
    }
    Ok(inside)
}

/// Whether a file was written beside a list: rows that were rejected or held back, and what is not finished.
fn is_aside(name: &str) -> bool {
    [".rejects", ".review"].iter().any(|why| name.contains(why)) || name.ends_with(".partial")
}

/// The files, opened.
pub(super) fn sources(context: &Context, paths: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    paths.iter().map(|path| source(context, path)).collect()
}

fn source(context: &Context, path: &Path) -> anyhow::Result<Source> {
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
