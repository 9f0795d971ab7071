//! Rows that were held back, once a person decided about them: imported as their table was, or kept with the answers.

use std::path::{Path, PathBuf};

use acct::import::columns::{Part, Rule};
use acct::import::encoding::Certainty;
use acct::ops::import::FileReport;
use acct::say;
use anyhow::Context as _;

use super::args::KindArg;
use super::aside::{AsideFiles, Destination, Why};
use super::decide::{self, Answers};
use super::screen::Seen;
use super::{Args, Asking, import};
use crate::context::Context;

/// Asks about the rows, and imports those about which something was decided. Where the asking is broken off the answers are
/// kept in the file of these rows.
pub(super) fn decided(
    context: &mut Context,
    args: &Args,
    rules: &[Rule],
    paths: &[PathBuf],
    seen: &Seen,
) -> anyhow::Result<()> {
    let Some(answers) = decide::asked(context, &seen.tables, &seen.undecided)? else { return Ok(()) };
    let files = AsideFiles::at(Destination::choose(Why::Held, context, paths, None)?);
    let written = decide::written(files, context, &seen.tables, &seen.undecided, &answers.decisions)?;
    // What is still open stands in the files of before, where that were too many rows to ask about.
    let held: u64 = seen.reviews.iter().map(|(_, rows)| rows).sum();
    let were_all_asked = held == seen.undecided.len() as u64;
    let replaced = seen.reviews.iter().map(|(path, _)| path.as_path()).filter(|_| were_all_asked);
    if let Answers { stopped: Some(stop), .. } = answers {
        keep(context, &written, replaced)?;
        return Err(stop.into());
    }
    let mut written: Vec<(&FileReport, PathBuf)> =
        written.into_iter().filter_map(|(table, path)| Some((seen.tables.get(table)?, path))).collect();
    written.sort_by_key(|(table, _)| table.kind);
    for (table, path) in &written {
        let name = path.display().to_string();
        let rules = rules.iter().map(|rule| rule.clone().moved(&table.name, &name)).collect();
        import(context, &again(args, table, path), Asking::AboutNothing { rules })?;
    }
    for path in replaced.chain(written.iter().map(|(_, path)| path.as_path())) {
        std::fs::remove_file(path).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Puts the answers in the place of the files without them, and tells how to go on.
fn keep<'p>(
    context: &Context,
    written: &[(usize, PathBuf)],
    replaced: impl Iterator<Item = &'p Path>,
) -> anyhow::Result<()> {
    let mut replaced = replaced;
    for (_, path) in written {
        let kept = replaced.next().unwrap_or(path);
        if kept != path {
            std::fs::rename(path, kept).with_context(|| path.display().to_string())?;
        }
        let (name, quoted) = (kept.display(), crate::resolve::quoted(&kept.to_string_lossy()));
        context.ui.warning(format_args!(
            "{}",
            say!(context.language, "what you answered is kept in {name}", "已回答的内容保存在 {name}")
        ));
        context.ui.hint(format_args!(
            "{}",
            say!(
                context.language,
                "answer the rest in its column same_or_new, or leave it open, then: acct import {quoted}",
                "在 same_or_new 列填写其余各行，或留空待定，然后：acct import {quoted}"
            )
        ));
    }
    Ok(())
}

/// How rows of a table are imported that were written aside: as they were found to be.
fn again(args: &Args, table: &FileReport, path: &Path) -> Args {
    let is_certain = |certainty| matches!(certainty, Certainty::Certain);
    let encoding = table.found.filter(|found| !is_certain(found.certainty));
    let delimiter = match table.delimiter {
        Some(b'\t') => "tab".to_owned(),
        Some(byte) => char::from(byte).to_string(),
        None => ",".to_owned(),
    };
    Args {
        files: vec![path.to_owned()],
        kind: if table.columns.part == Part::Whole { Some(KindArg(table.kind)) } else { args.kind },
        review: None,
        rejects: None,
        save_profile: None,
        encoding: encoding.map(|found| found.name.to_owned()),
        delimiter: Some(delimiter),
        header_row: None,
        sheet: None,
        ..args.clone()
    }
}
