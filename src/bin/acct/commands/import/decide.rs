//! Rows that look like accounts that are there: a person says of each whether it is one of them.

use std::io;
use std::path::PathBuf;

use acct::domain::language::{Language, count, pick};
use acct::import::row::StringRecord;
use acct::ops::import::{Alike, FileReport};
use acct::playbook::labels::Labels;
use acct::say;

use super::aside::AsideFiles;
use super::screen::because;
use crate::context::Context;
use crate::prompt::{List, Marks, Picked};

/// A row that was held back.
#[derive(Clone, Debug)]
pub(super) struct Undecided {
    /// The place of its table.
    pub(super) file: usize,
    pub(super) line: u64,
    pub(super) alike: Alike,
    pub(super) cells: StringRecord,
}

/// Asks about each row. Gives the decisions, in the words that are read again; none where nobody wants to decide now.
pub(super) fn asked(
    context: &mut Context,
    tables: &[FileReport],
    rows: &[Undecided],
) -> anyhow::Result<Option<Vec<&'static str>>> {
    let language = context.language;
    let counted = count(rows.len(), "row looks like an account that is", "rows look like accounts that are");
    let counted = pick(language, &counted, &rows.len().to_string()).to_owned();
    let question =
        say!(language, "{counted} there. Decide now?", "{counted} 行看起来是已有的客户。现在逐一确认吗？");
    if !context.prompter().confirm(&question, true)? {
        return Ok(None);
    }
    let mut decisions = vec![""; rows.len()];
    for (row, decision) in rows.iter().zip(&mut decisions) {
        match one(context, tables, row)? {
            Some(word) => *decision = word,
            None => break,
        }
    }
    Ok(decisions.iter().any(|decision| !decision.is_empty()).then_some(decisions))
}

/// The decision about one row; nothing to leave it and all that follow.
fn one(
    context: &mut Context,
    tables: &[FileReport],
    row: &Undecided,
) -> anyhow::Result<Option<&'static str>> {
    let language = context.language;
    let (header, name) = tables
        .get(row.file)
        .map_or((&[][..], ""), |table| (table.columns.header.as_slice(), table.name.as_str()));
    let shown: Vec<String> = header
        .iter()
        .zip(row.cells.iter())
        .filter(|(_, cell)| !cell.trim().is_empty())
        .map(|(name, cell)| format!("{name}: {}", cell.trim()))
        .collect();
    let reasons = because(&context.labels, &row.alike, language);
    let like = format!("{} #{} ({}, {reasons})", row.alike.name, row.alike.id, row.alike.score);
    let text = format!(
        "\n{name}:{}\n  {}\n{}",
        row.line,
        shown.join(" · "),
        say!(language, "looks like {like}", "看起来是 {like}")
    );
    context.prompter().tell(&text)?;
    let options = [
        say!(language, "The same: {}", "是同一家：{}", row.alike.name),
        pick(language, "A new account", "是新客户").to_owned(),
        pick(language, "Do not import it", "不导入").to_owned(),
        pick(language, "Decide later", "以后再定").to_owned(),
        pick(language, "Decide later about all that follow", "其余都以后再定").to_owned(),
    ];
    let question = pick(language, "What is it?", "它是：");
    let list = List::under(question, &options, Marks::One(Some(0)));
    let Picked::Options(picked) = context.prompter().pick(&list)? else { return Ok(None) };
    let words = [Some("same"), Some("new"), Some("skip"), Some(""), None];
    Ok(picked.first().and_then(|place| words.get(*place).copied()).flatten())
}

/// Writes the rows with what was decided about them, to be imported.
pub(super) fn written(
    mut files: AsideFiles,
    context: &Context,
    tables: &[FileReport],
    rows: &[Undecided],
    decisions: &[&'static str],
) -> io::Result<Vec<PathBuf>> {
    for (row, decision) in rows.iter().zip(decisions) {
        let Some(table) = tables.get(row.file) else { continue };
        let texts = texts(&context.labels, context.language, &row.alike, decision);
        files.push(
            row.file,
            table,
            &texts.each_ref().map(|[text, other]| [text.as_str(), other]),
            &row.cells,
        )?;
    }
    Ok(files.finish(true)?.into_iter().map(|(path, _)| path).collect())
}

/// What stands before the cells of a row, in the user's words and in English.
pub(super) fn texts(labels: &Labels, language: Language, alike: &Alike, decision: &str) -> [[String; 2]; 5] {
    let same = |text: String| [text.clone(), text];
    [
        same(decision.to_owned()),
        [alike.name.clone(), format!("#{}", alike.id)],
        same(format!("#{}", alike.id)),
        same(alike.score.to_string()),
        [because(labels, alike, language), because(labels, alike, Language::English)],
    ]
}
