//! Rows that look like accounts that are there: a person says of each whether it is one of them.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;

use acct::domain::cell::bare_text_of;
use acct::domain::fold::fold;
use acct::domain::formula::unguard;
use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::domain::record::Shape;
use acct::import::review::looks_like_id;
use acct::import::row::StringRecord;
use acct::ops::import::{Alike, FileReport};
use acct::playbook::labels::Labels;
use acct::say;

use super::aside::AsideFiles;
use super::screen::because;
use crate::context::Context;
use crate::prompt::{List, Marks, Picked, Stop};

/// A row that was held back.
#[derive(Clone, Debug)]
pub(super) struct Undecided {
    /// The place of its table.
    pub(super) file: usize,
    pub(super) line: u64,
    pub(super) alike: Alike,
    pub(super) cells: StringRecord,
}

/// What was said about rows.
pub(super) struct Answers {
    /// For each row the decision, in the words that are read again; empty where there is none.
    pub(super) decisions: Vec<&'static str>,
    /// What broke the asking off after some answers.
    pub(super) stopped: Option<Stop>,
}

/// `2 rows look like accounts that are`, in Chinese the number alone; and what they look like.
pub(super) fn looking<'a>(
    context: &Context,
    rows: u64,
    mut alike: impl Iterator<Item = &'a Alike>,
) -> (String, &'static str) {
    let language = context.language;
    let (one, several, kind) = if alike.all(|alike| alike.kind == Kind::Contact) {
        ("row looks like a person who is", "rows look like people who are", "联系人")
    } else {
        ("row looks like an account that is", "rows look like accounts that are", "客户")
    };
    let counted = count(rows, one, several);
    (pick(language, &counted, &rows.to_string()).to_owned(), kind)
}

/// Asks about each row; none where nobody wants to decide now.
pub(super) fn asked(
    context: &mut Context,
    tables: &[FileReport],
    rows: &[Undecided],
) -> anyhow::Result<Option<Answers>> {
    let language = context.language;
    let (counted, kind) = looking(context, rows.len() as u64, rows.iter().map(|row| &row.alike));
    let question =
        say!(language, "{counted} there. Decide now?", "{counted} 行看起来是已有的{kind}。现在逐一确认吗？");
    if !context.prompter().confirm(&question, true)? {
        return Ok(None);
    }
    let mut answers = Answers { decisions: vec![""; rows.len()], stopped: None };
    for places in by_company(rows, |row| company(tables, row)) {
        let Some(row) = places.first().and_then(|place| rows.get(*place)) else { continue };
        match one(context, tables, row, places.len() - 1) {
            Ok(Some(word)) => places.into_iter().for_each(|place| answers.decisions[place] = word),
            Ok(None) => break,
            Err(stop) => {
                answers.stopped = Some(stop);
                break;
            }
        }
    }
    let is_decided = answers.decisions.iter().any(|decision| !decision.is_empty());
    match answers.stopped {
        Some(stop) if !is_decided => Err(stop.into()),
        _ => Ok(is_decided.then_some(answers)),
    }
}

/// The places of rows, in the order of the first ones: what is said about a company holds for all rows that name it so, in whatever file.
fn by_company<T>(rows: &[T], company: impl Fn(&T) -> Option<(i64, String)>) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<(i64, String), usize> = HashMap::new();
    for (place, row) in rows.iter().enumerate() {
        let group = company(row).map_or(groups.len(), |named| *known.entry(named).or_insert(groups.len()));
        match groups.get_mut(group) {
            Some(places) => places.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups
}

/// What a row that is no account calls its company, where that is what looks like one that is there.
fn company(tables: &[FileReport], row: &Undecided) -> Option<(i64, String)> {
    let table = tables.get(row.file)?;
    if table.kind == Kind::Account || row.alike.kind != Kind::Account {
        return None;
    }
    let cell = row.cells.get(table.columns.column_of("account")?)?;
    Some((row.alike.id, fold(unguard(cell).trim())))
}

/// The decision about one row, and so many others of its company; nothing to leave it and all that follow.
fn one(
    context: &mut Context,
    tables: &[FileReport],
    row: &Undecided,
    others: usize,
) -> Result<Option<&'static str>, Stop> {
    let language = context.language;
    let there = there(context, tables, row);
    let (header, name) = tables
        .get(row.file)
        .map_or((&[][..], ""), |table| (table.columns.header.as_slice(), table.name.as_str()));
    let shown: Vec<String> = header
        .iter()
        .zip(row.cells.iter())
        .filter(|(_, cell)| !cell.trim().is_empty())
        .map(|(name, cell)| format!("{name}: {}", unguard(cell).trim()))
        .collect();
    let reasons = because(&context.labels, &row.alike, language);
    let like = format!("{} #{} ({}, {reasons})", row.alike.name, row.alike.id, row.alike.score);
    let text = format!(
        "\n{name}:{}\n  {}\n{}{there}",
        row.line,
        shown.join(" · "),
        say!(language, "looks like {like}{}", "看起来是 {like}{}", of_company(others, language))
    );
    context.prompter().tell(&text)?;
    let options = [
        say!(language, "The same: {}", "是同一个：{}", row.alike.name),
        match row.alike.kind {
            Kind::Contact => pick(language, "A new contact", "是新联系人"),
            _ => pick(language, "A new account", "是新客户"),
        }
        .to_owned(),
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

/// That so many other rows are decided with one.
fn of_company(others: usize, language: Language) -> String {
    if others == 0 {
        return String::new();
    }
    let counted = count(others as u64, "other row", "other rows");
    say!(language, "; {counted} of this company with it", "；该公司的其余 {others} 行一并处理")
}

/// What the record that a row looks like says in the fields that the row fills, to be compared.
fn there(context: &mut Context, tables: &[FileReport], row: &Undecided) -> String {
    let Some(table) = tables.get(row.file) else { return String::new() };
    let (kind, language) = (row.alike.kind, context.language);
    let Ok(Some(entry)) =
        context.session().map(|session| session.store.read().find(kind, row.alike.id).ok().flatten())
    else {
        return String::new();
    };
    let fields =
        context.schema.fields(kind).filter(|field| table.kind == kind && table.columns.fills(field.name));
    let told: Vec<String> = fields
        .map(|field| (field, bare_text_of(&entry.get(field.name).to_json())))
        .filter(|(field, text)| !text.is_empty() && !matches!(field.shape, Shape::Link(_) | Shape::Links(_)))
        .map(|(field, text)| format!("{}: {text}", context.labels.field(kind, field, language)))
        .collect();
    if told.is_empty() { String::new() } else { format!("\n  {}", told.join(" · ")) }
}

/// Writes the rows with what was decided about them, to be imported. Gives the file of each table.
pub(super) fn written(
    mut files: AsideFiles,
    context: &Context,
    tables: &[FileReport],
    rows: &[Undecided],
    decisions: &[&'static str],
) -> io::Result<Vec<(usize, PathBuf)>> {
    for (row, decision) in rows.iter().zip(decisions) {
        let Some(table) = tables.get(row.file) else { continue };
        let texts = texts(&context.labels, context.language, table.kind, &row.alike, decision);
        files.push(
            row.file,
            table,
            &texts.each_ref().map(|[text, other]| [text.as_str(), other]),
            &row.cells,
        )?;
    }
    let mut places: Vec<usize> = Vec::new();
    for row in rows {
        if !places.contains(&row.file) {
            places.push(row.file);
        }
    }
    Ok(places.into_iter().zip(files.finish(true)?.into_iter().map(|(path, _)| path)).collect())
}

/// What stands before the cells of a row, in the user's words and in English.
pub(super) fn texts(
    labels: &Labels,
    language: Language,
    own: Kind,
    alike: &Alike,
    decision: &str,
) -> [[String; 2]; 5] {
    let same = |text: String| [text.clone(), text];
    [
        same(decision.to_owned()),
        [alike.name.clone(), format!("#{}", alike.id)],
        same(looks_like_id(own, alike.kind, alike.id)),
        same(alike.score.to_string()),
        [because(labels, alike, language), because(labels, alike, Language::English)],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_company_are_asked_about_once() {
        let of = |id, name: &str| Some((id, fold(name)));
        let rows = [of(1, "Example Stel"), None, of(1, "ＥＸＡＭＰＬＥ stel"), of(2, "Example Stel"), None];
        assert_eq!(by_company(&rows, Clone::clone), [vec![0, 2], vec![1], vec![3], vec![4]]);
    }
}
