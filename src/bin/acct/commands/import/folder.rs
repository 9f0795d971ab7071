//! `acct import FOLDER`: what was changed in the documents of accounts is shown, and taken over when that is wanted.

use std::collections::HashMap;
use std::path::Path;

use acct::domain::kind::Kind;
use acct::domain::language::{Language, count};
use acct::domain::shell::quoted;
use acct::export::{Format, cell_text};
use acct::ops::import::folder::{self, Absent, Folder, Page, RecordChange};
use acct::playbook::Vocabulary;
use acct::say;
use anyhow::Context as _;
use serde_json::{Value as Json, json};

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::sheets::print_data;

/// How many mistakes, and records that are in no file, are told one by one.
const SHOWN: usize = 20;

/// The most characters of a value that is shown.
const LONGEST: usize = 60;

pub(super) fn run(context: &mut Context, path: &Path, write: WriteArgs) -> anyhow::Result<()> {
    let pages = pages(context, path)?;
    let tried = take(context, path, &pages, WriteArgs { dry_run: true })?;
    if !tried.faults.is_empty() {
        return Err(refused(context, &tried));
    }
    let is_table = context.format() == Format::Table;
    if is_table || !write.dry_run {
        show(context, &tried);
    }
    let done = if write.dry_run || tried.changes.is_empty() {
        tried
    } else {
        let question = say!(context.language, "Take these changes over?", "导入这些改动吗？");
        if !context.confirm(&question)? {
            context.ui.status(format_args!("{}", say!(context.language, "Nothing was changed.", "未作改动。")));
            return Ok(());
        }
        // Whoever tried on nothing has no file open that could be kept.
        context.close();
        take(context, path, &pages, write)?
    };
    if !done.faults.is_empty() {
        return Err(refused(context, &done));
    }
    tell(context, &done, write);
    if is_table { Ok(()) } else { print(context, &done, write) }
}

/// The documents of a folder, in the order of their names.
fn pages(context: &Context, path: &Path) -> anyhow::Result<Vec<Page>> {
    let shown = || path.display().to_string();
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(path).with_context(shown)? {
        let path = entry.with_context(shown)?.path();
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") && !is_hidden {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        let message = say!(
            context.language,
            "there are no YAML files in {}",
            "{} 里没有 YAML 文件",
            path.display()
        );
        return Err(Failure::refused(message).hint("acct export --by-account -o accounts/").into());
    }
    paths.sort();
    let page = |path: &std::path::PathBuf| {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).with_context(|| name.clone())?;
        Ok(Page { name, text })
    };
    paths.iter().map(page).collect()
}

fn take(context: &mut Context, path: &Path, pages: &[Page], write: WriteArgs) -> anyhow::Result<Folder> {
    let (labels, schema) = (context.labels.clone(), context.schema.clone());
    let (today, currency) = (context.today, context.currency);
    let reading = acct::domain::parse::Reading { today, currency, words: &labels };
    let words = Vocabulary { schema: &schema, labels: &labels };
    let name = path.display().to_string();
    Ok(folder::run(context.writing(write)?, &name, pages, words, &reading)?)
}

fn refused(context: &Context, taken: &Folder) -> anyhow::Error {
    let language = context.language;
    for fault in taken.faults.iter().take(SHOWN) {
        let (file, line, told) = (&fault.file, fault.line, fault.told.get(language));
        let field = fault.field.as_deref().map_or_else(String::new, |field| {
            say!(language, "{field}: ", "{field}：")
        });
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
                say!(context.language, "+ {account}, with {counted}", "+ {account}（及其下 {records} 条记录）")
            ));
            continue;
        }
        context.ui.status(format_args!("{account}"));
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
    let text = cell_text(value);
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
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "{account}: {kind} #{id} {title} is not in the file, and stays",
                "{account}：文件中没有{kind} #{id} {title}，仍保留"
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
        ],
    )
}

/// The refusal of a folder among files.
pub(super) fn alone(context: &Context, path: &Path) -> anyhow::Error {
    let name = path.display().to_string();
    let message =
        say!(context.language, "{name} is a folder, which is imported alone", "{name} 是文件夹，只能单独导入");
    Failure::usage(message).hint(format!("acct import {}", quoted(&name))).into()
}
