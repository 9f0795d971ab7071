//! Rows that were held back, once a person decided about them: imported as their table was, or kept with the answers.

use std::path::{Path, PathBuf};

use acct::import::columns::{Part, Rule};
use acct::import::encoding::Certainty;
use acct::ops::import::FileReport;
use acct::say;
use anyhow::Context as _;

use super::args::KindArg;
use super::aside::{AsideFiles, Destination, Why};
use super::decide;
use super::screen::Seen;
use super::tell::tell_aside;
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
    let Some(answers) = decide::asked(context, &seen.tables, &seen.undecided)? else {
        tell_aside(context, Why::Held, &seen.reviews, &args.again());
        return Ok(());
    };
    let files = AsideFiles::at(Destination::choose(Why::Held, context, paths, None)?);
    let written = decide::written(files, context, &seen.tables, &seen.undecided, &answers.decisions)?;
    // What is still open stands in the files of before, where that were too many rows to ask about.
    let held: u64 = seen.reviews.iter().map(|(_, rows)| rows).sum();
    let were_all_asked = held == seen.undecided.len() as u64;
    let replaced = seen.reviews.iter().map(|(path, _)| path.as_path()).filter(|_| were_all_asked);
    if let Some(stop) = answers.stopped {
        keep(context, &written, replaced)?;
        return Err(stop.into());
    }
    let mut written: Vec<(&FileReport, PathBuf)> =
        written.into_iter().filter_map(|(table, path)| Some((seen.tables.get(table)?, path))).collect();
    written.sort_by_key(|(table, _)| table.kind);
    for (table, path) in &written {
        let called = say!(context.language, "{} (decided)", "{}（已确认）", table.name);
        // The answers of a survey stand in columns of their own.
        let rules = rules.iter().filter(|_| table.survey.is_none());
        let rules = rules.map(|rule| rule.clone().moved(&table.name, &called)).collect();
        import(context, &again(args, table, path), &Asking::AboutNothing { rules, called })?;
    }
    if !were_all_asked {
        tell_aside(context, Why::Held, &seen.reviews, &args.again());
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use acct::domain::kind::Kind;
    use acct::domain::record::Entry;

    use super::super::{Args, run};
    use crate::context::Context;
    use crate::prompt::Stop;
    use crate::prompt::scripted::Answer::{self, Interrupt, No, Option as Pick, Yes};
    use crate::prompt::scripted::ScriptedPrompter;

    /// Imports a list in a terminal, answering the questions of the script.
    fn imported(
        folder: &Path,
        (name, text): (&str, &str),
        flags: &[&str],
        script: Vec<(&'static str, Answer)>,
    ) -> (anyhow::Result<()>, Vec<Entry>) {
        let file = folder.join(name);
        std::fs::write(&file, text).unwrap();
        let db = folder.join("accounts.db");
        let words = ["acct", "--db", db.to_str().unwrap(), "--lang", "en", "import", "x"];
        let mut context = Context::scripted(&words, ScriptedPrompter::new(script));
        context.places.config = folder.join("config.yaml");
        let command = <Args as clap::Args>::augment_args(clap::Command::new("import"));
        let words = ["import", file.to_str().unwrap()].into_iter().chain(flags.iter().copied());
        let args =
            <Args as clap::FromArgMatches>::from_arg_matches(&command.get_matches_from(words)).unwrap();
        let done = run(&mut context, &args);
        let query = acct::store::Query::all(Kind::Account);
        (done, context.session().unwrap().store.page(&query).unwrap().entries)
    }

    const KNOWN: (&str, &str) = ("known.csv", "name\nExample Steel Ltd\n示例钢铁有限公司\n");
    const LIST: &str = "name,Rank\nExmaple Steel Ltd,first\n示例钢铁股份有限公司,second\n";

    #[test]
    fn what_was_answered_before_an_interrupt_is_kept_and_imported_later() {
        let folder = tempfile::tempdir().unwrap();
        imported(folder.path(), KNOWN, &[], vec![]).0.unwrap();
        let script =
            vec![("Decide now?", Yes), ("What is it?", Pick("The same")), ("What is it?", Interrupt)];
        let list = ("list.csv", "name,city\nExmaple Steel Ltd,Lyon\n示例钢铁股份有限公司,\n");
        let (done, _) = imported(folder.path(), list, &[], script);
        assert!(matches!(done.unwrap_err().downcast_ref(), Some(Stop::Interrupted)));
        assert!(!folder.path().join("list.review-2.csv").exists());
        let kept = std::fs::read_to_string(folder.path().join("list.review.csv")).unwrap();
        let decisions: Vec<&str> = kept.lines().map(|line| line.split(',').next().unwrap()).collect();
        assert_eq!(decisions, ["same_or_new", "same", ""]);
        let script = vec![("Decide now?", No)];
        let flags = ["--on-conflict", "update"];
        let (done, accounts) = imported(folder.path(), ("list.review.csv", &kept), &flags, script);
        done.unwrap();
        assert_eq!((accounts.len(), accounts[0].text("city")), (2, "Lyon"));
    }

    #[test]
    fn rows_that_were_decided_about_are_read_as_their_table_was() {
        let folder = tempfile::tempdir().unwrap();
        imported(folder.path(), KNOWN, &[], vec![]).0.unwrap();
        let script = vec![
            ("a column to change", Pick("Rank")),
            ("What is Rank?", Pick("Note (note)")),
            ("a column to change", Pick("Go on")),
            ("Keep this as a profile", No),
            ("Decide now?", Yes),
            ("What is it?", Pick("A new account")),
            ("What is it?", Pick("A new account")),
        ];
        let (done, accounts) = imported(folder.path(), ("list.csv", LIST), &[], script);
        done.unwrap();
        let notes: Vec<&str> = accounts.iter().skip(2).map(|account| account.text("note")).collect();
        assert_eq!(notes, ["first", "second"]);
        assert!(!folder.path().join("list.review.csv").exists());
    }
}
