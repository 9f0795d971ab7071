//! `acct import FOLDER` of documents by account: what was changed in them is shown, and taken over when that is wanted.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};

use acct::domain::cell::bare_text_of;
use acct::domain::kind::Kind;
use acct::domain::language::{Language, count};
use acct::domain::shell::quoted;
use acct::export::Format;
use acct::import::columns::Sensitive;
use acct::ops::import::folder::{self, Absent, Folder, Page, RecordChange, Renamed};
use acct::playbook::Vocabulary;
use acct::say;
use anyhow::Context as _;
use serde_json::{Value as Json, json};

use crate::cli::WriteArgs;
use crate::commands::export::{OPENING, SHARED_OPENING};
use crate::context::Context;
use crate::failure::Failure;
use crate::sheets::print_data;

/// How many mistakes, and records that are in no file, are told one by one.
const SHOWN: usize = 20;

/// The most characters of a value that is shown.
const LONGEST: usize = 60;

/// Documents by account, and what they are called together.
pub(super) struct Documents {
    name: String,
    pages: Vec<Page>,
}

/// The documents, where the files are such. Beside them a folder may hold anything.
pub(super) fn documents(context: &Context, named: &[PathBuf]) -> anyhow::Result<Option<Documents>> {
    let mut paths = Vec::new();
    let mut others = Vec::new();
    for path in named {
        if path.is_dir() {
            let inside = in_folder(path)?;
            if inside.iter().any(|path| is_document(path)) {
                paths.extend(inside);
                continue;
            }
        }
        if path.is_file() && is_yaml(path) && is_document(path) {
            paths.push(path.clone());
        } else {
            others.push(path);
        }
    }
    match (paths.first(), others.first()) {
        (None, _) => Ok(None),
        (Some(document), Some(other)) => Err(mixed(context, document, other)),
        (Some(_), None) => {
            let name: Vec<String> = named.iter().map(|path| path.display().to_string()).collect();
            let pages = paths.iter().map(|path| page(path)).collect::<anyhow::Result<_>>()?;
            Ok(Some(Documents { name: name.join(", "), pages }))
        }
    }
}

/// The YAML files of a folder, in the order of their names.
fn in_folder(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let shown = || folder.display().to_string();
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(shown)? {
        let path = entry.with_context(shown)?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.is_file() && is_yaml(&path) && !is_hidden {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// Whether a file begins as an export by account does.
pub(crate) fn is_document(path: &Path) -> bool {
    let mut line = String::new();
    let read =
        std::fs::File::open(path).and_then(|file| BufReader::new(file.take(1024)).read_line(&mut line));
    read.is_ok_and(|_| [OPENING, SHARED_OPENING].iter().any(|opening| line.trim_end() == opening.trim_end()))
}

fn page(path: &Path) -> anyhow::Result<Page> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).with_context(|| name.clone())?;
    Ok(Page { name, text })
}

fn mixed(context: &Context, document: &Path, other: &Path) -> anyhow::Error {
    let (document, other) = (document.display().to_string(), other.display());
    let message = say!(
        context.language,
        "{document} is the document of an account, and {other} is something else; import them one after the other",
        "{document} 是一份客户文档，而 {other} 不是，请分开导入"
    );
    Failure::usage(message).hint(format!("acct import {}", quoted(&document))).into()
}

pub(super) fn run(
    context: &mut Context,
    documents: &Documents,
    (write, sensitive): (WriteArgs, Sensitive),
) -> anyhow::Result<()> {
    let tried = take(context, documents, (WriteArgs { dry_run: true }, sensitive))?;
    if !tried.faults.is_empty() {
        return Err(refused(context, &tried));
    }
    let is_table = context.format() == Format::Table;
    if is_table || !write.dry_run {
        show(context, &tried);
    }
    tell_renamed(context, &tried.renamed);
    let done = if write.dry_run || tried.changes.is_empty() {
        tried
    } else {
        let question = say!(context.language, "Take these changes over?", "导入这些改动吗？");
        if !context.confirm(&question)? {
            context
                .ui
                .status(format_args!("{}", say!(context.language, "Nothing was changed.", "未作改动。")));
            return Ok(());
        }
        // Whoever tried on nothing has no file open that could be kept.
        context.close();
        take(context, documents, (write, sensitive))?
    };
    if !done.faults.is_empty() {
        return Err(refused(context, &done));
    }
    tell(context, &done, write);
    if is_table { Ok(()) } else { print(context, &done, write) }
}

fn take(
    context: &mut Context,
    documents: &Documents,
    (write, sensitive): (WriteArgs, Sensitive),
) -> anyhow::Result<Folder> {
    let (labels, schema) = (context.labels.clone(), context.schema.clone());
    let (today, currency) = (context.today, context.currency);
    let reading = acct::domain::parse::Reading { today, currency, words: &labels };
    let words = Vocabulary { schema: &schema, labels: &labels };
    Ok(folder::run(context.writing(write)?, &documents.name, &documents.pages, words, (&reading, sensitive))?)
}

fn refused(context: &Context, taken: &Folder) -> anyhow::Error {
    let language = context.language;
    for fault in taken.faults.iter().take(SHOWN) {
        let (file, line, told) = (&fault.file, fault.line, fault.told.get(language));
        let field =
            fault.field.as_deref().map_or_else(String::new, |field| say!(language, "{field}: ", "{field}："));
        context.ui.warning(format_args!("{file}:{line}: {field}{told}"));
    }
    let mistakes = taken.faults.len();
    let counted = count(mistakes, "mistake", "mistakes");
    Failure::refused(say!(
        language,
        "{counted} in the files; nothing was imported",
        "文件中有 {mistakes} 处错误，未导入任何内容"
    ))
    .into()
}

/// Tells of accounts whose file gives another one now, which may have been meant as a new name.
fn tell_renamed(context: &Context, renamed: &[Renamed]) {
    for Renamed { file, before, after } in renamed {
        let rename = format!("acct account rename {} {}", quoted(before), quoted(after));
        context.ui.warning(format_args!(
            "{}",
            say!(
                context.language,
                "{file} was the file of {before}, which has none any more and stays; {after} is a new account. To give {before} the new name instead: {rename}",
                "{file} 原是{before}的文件，现在{before}没有文件，但仍保留；{after}是新客户。如果只是改名，请用：{rename}"
            )
        ));
    }
}

/// Shows what would change, account by account, beside the data. Of a new account it is told how much there is of it.
fn show(context: &Context, taken: &Folder) {
    let mut accounts: Vec<(&str, Vec<&RecordChange>)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for change in &taken.changes {
        let place = *places.entry(&change.account).or_insert_with(|| {
            accounts.push((&change.account, Vec::new()));
            accounts.len() - 1
        });
        accounts[place].1.push(change);
    }
    for (account, changes) in accounts {
        let is_new = changes.iter().any(|change| change.kind == Kind::Account && change.is_new);
        if is_new {
            let records = changes.len() - 1;
            let counted = count(records, "record", "records");
            context.ui.status(format_args!(
                "{}",
                say!(
                    context.language,
                    "+ {account}, with {counted}",
                    "+ {account}（及其下 {records} 条记录）"
                )
            ));
            continue;
        }
        if !account.is_empty() {
            context.ui.status(format_args!("{account}"));
        }
        for line in changes.iter().flat_map(|change| lines(context, change)) {
            context.ui.status(format_args!("  {line}"));
        }
    }
}

fn lines(context: &Context, change: &RecordChange) -> Vec<String> {
    let language = context.language;
    let name = match change.kind {
        Kind::Account => String::new(),
        kind => format!("{} {}", context.labels.get(kind.name(), language), change.title),
    };
    if change.is_new {
        let fields: Vec<String> = change
            .fields
            .iter()
            .filter(|field| field.field.name != change.kind.title_field())
            .map(|change| format!("{}={}", change.field.name, shown(&change.after)))
            .collect();
        return vec![format!("+ {name} {}", fields.join(" ")).trim_end().to_owned()];
    }
    let before = if name.is_empty() { name } else { format!("{name} · ") };
    let fields = change.fields.iter();
    fields
        .map(|change| {
            format!("~ {before}{}: {} -> {}", change.field.name, shown(&change.before), shown(&change.after))
        })
        .collect()
}

/// A value on one line, no longer than one reads at a glance.
fn shown(value: &Json) -> String {
    let text = bare_text_of(value);
    if text.is_empty() {
        return "-".to_owned();
    }
    let line = text.lines().next().unwrap_or_default();
    if line.len() == text.len() && line.chars().count() <= LONGEST {
        return text;
    }
    line.chars().take(LONGEST).chain("...".chars()).collect()
}

fn tell(context: &Context, taken: &Folder, write: WriteArgs) {
    let language = context.language;
    let created = taken.changes.iter().filter(|change| change.is_new).count();
    let (updated, unchanged) = (taken.changes.len() - created, taken.unchanged);
    let counts = say!(
        language,
        "{created} created, {updated} updated, {unchanged} unchanged",
        "新增 {created}，更新 {updated}，未变 {unchanged}"
    );
    let told = match (write.dry_run, taken.operation) {
        (true, _) => say!(language, "Would be imported: {counts}", "将导入：{counts}"),
        (_, Some(number)) => {
            say!(language, "Imported: {counts} (operation {number})", "已导入：{counts}（操作 {number}）")
        }
        (_, None) => say!(language, "Nothing to import: {counts}", "没有可导入的改动：{counts}"),
    };
    context.ui.status(format_args!("{told}"));
    tell_absent(context, &taken.absent);
}

fn tell_absent(context: &Context, absent: &[Absent]) {
    let language = context.language;
    for Absent { kind, id, account, title } in absent.iter().take(SHOWN) {
        let kind = context.labels.get(kind.name(), language);
        let kind = if language == Language::English { kind.to_lowercase() } else { kind.to_owned() };
        let of =
            if account.is_empty() { String::new() } else { say!(language, "{account}: ", "{account}：") };
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "{of}{kind} #{id} {title} is not in the file, and stays",
                "{of}文件中没有{kind} #{id} {title}，仍保留"
            )
        ));
    }
    if absent.len() > SHOWN {
        let more = count(absent.len() - SHOWN, "record", "records");
        let number = absent.len() - SHOWN;
        context.ui.warning(format_args!(
            "{}",
            say!(language, "and {more} more that are in no file", "另有 {number} 条记录不在文件中")
        ));
    }
}

fn print(context: &Context, taken: &Folder, write: WriteArgs) -> anyhow::Result<()> {
    let created = taken.changes.iter().filter(|change| change.is_new).count();
    let fields = |change: &RecordChange| -> Vec<Json> {
        let fields = change.fields.iter();
        fields
            .map(|change| json!({"field": change.field.name, "before": change.before, "after": change.after}))
            .collect()
    };
    let changes: Vec<Json> = taken
        .changes
        .iter()
        .map(|change| {
            json!({
                "kind": change.kind.name(),
                "account": change.account,
                "name": change.title,
                "change": if change.is_new { "created" } else { "changed" },
                "fields": fields(change),
            })
        })
        .collect();
    let absent: Vec<Json> = taken
        .absent
        .iter()
        .map(|absent| json!({"kind": absent.kind.name(), "id": absent.id, "account": absent.account, "name": absent.title}))
        .collect();
    let renamed: Vec<Json> = taken
        .renamed
        .iter()
        .map(|one| json!({"file": one.file, "before": one.before, "after": one.after}))
        .collect();
    print_data(
        context,
        vec![
            ("operation", json!(taken.operation)),
            ("dry_run", json!(write.dry_run)),
            ("created", json!(created)),
            ("updated", json!(taken.changes.len() - created)),
            ("unchanged", json!(taken.unchanged)),
            ("changes", json!(changes)),
            ("absent", json!(absent)),
            ("renamed", json!(renamed)),
        ],
    )
}
