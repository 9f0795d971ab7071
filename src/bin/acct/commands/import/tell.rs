//! What an import did, for people and for programs.

use std::path::PathBuf;

use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::export::{Cell, Format, Sheet};
use acct::ops::import::{FileReport, Imported, Tally};
use acct::say;
use serde_json::{Value as Json, json};

use super::screen::Seen;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display;
use crate::failure::Failure;

/// How many names a line lists before it says how many more there are.
const LISTED: usize = 12;

/// Tells what was imported, and fails when bad rows kept everything out.
pub(super) fn told(
    context: &Context,
    imported: &Imported,
    write: WriteArgs,
    seen: &Seen,
) -> anyhow::Result<()> {
    for file in &imported.files {
        tell_file(context, file);
    }
    if context.format() != Format::Table {
        print(context, imported, write, seen)?;
    }
    let total = imported.total();
    let language = context.language;
    if imported.refused {
        let message = say!(
            language,
            "{} of {} rejected; nothing was imported",
            "{1} 行中有 {0} 行未通过，未导入任何内容",
            total.rejected,
            pick(language, &count(total.read, "row", "rows"), &total.read.to_string())
        );
        let mut failure = Failure::refused(message).hint(say!(
            language,
            "correct them and import again; --keep-going imports the good rows and writes the bad ones to a file",
            "请修改后重新导入；加 --keep-going 可先导入其余各行，并把未通过的行写入文件"
        ));
        if seen.has_conflicts {
            failure = failure.hint(say!(
                language,
                "--on-conflict update changes records that are there already; --on-conflict skip leaves them",
                "--on-conflict update 更新已有记录；--on-conflict skip 保留已有记录"
            ));
        }
        if seen.has_unknown_accounts {
            failure = failure.hint(create_accounts(language));
        }
        if let Some(column) = &seen.systemless {
            failure = failure.hint(of_one_system(column, language));
        }
        if let Some(file) = imported.files.iter().find(|file| is_misread(file)) {
            let kind = plural(file.kind, language);
            failure = failure.hint(say!(
                language,
                "{} was taken for {kind}; --as accounts|contacts|needs|log says what the rows are",
                "{} 被当作{kind}；可用 --as accounts|contacts|needs|log 指明各行是什么",
                file.name
            ));
        }
        return Err(failure.into());
    }
    tell_result(context, imported, &total, write);
    tell_rejects(context, &total, write, &seen.rejects);
    if seen.has_unknown_accounts {
        context.ui.hint(format_args!("{}", create_accounts(language)));
    }
    if let Some(column) = &seen.systemless {
        context.ui.hint(format_args!("{}", of_one_system(column, language)));
    }
    Ok(())
}

fn of_one_system(column: &str, language: Language) -> String {
    let map = crate::resolve::quoted(&format!("{column}=external_ids:{}", pick(language, "SYSTEM", "系统")));
    say!(
        language,
        "if all ids in {column} come from one system, name it: --map {map}",
        "如果“{column}”一列的编号都来自同一系统，请写明该系统：--map {map}"
    )
}

/// Whether the guess what the rows are may be wrong: none of them was good.
fn is_misread(file: &FileReport) -> bool {
    file.kind_guessed && file.tally.read > 0 && file.tally.rejected == file.tally.read
}

fn create_accounts(language: Language) -> String {
    say!(
        language,
        "--create-accounts makes the accounts that are not there yet",
        "--create-accounts 自动新增尚不存在的客户"
    )
}

/// How a file was read, and what became of its rows.
fn tell_file(context: &Context, file: &FileReport) {
    let language = context.language;
    let kind = plural(file.kind, language);
    let guessed =
        |guessed: bool| if guessed { pick(language, " (recognised)", "（自动识别）") } else { "" };
    let delimiter = match file.delimiter {
        b'\t' => pick(language, "tab", "制表符").to_owned(),
        other => format!("\"{}\"", char::from(other)),
    };
    context.ui.status(format_args!(
        "{}",
        say!(
            language,
            "{}: {kind}{}, {}{}, separated by {delimiter}",
            "{}：{kind}{}，{}{}，以 {delimiter} 分隔",
            file.name,
            guessed(file.kind_guessed),
            file.encoding,
            guessed(file.encoding_guessed)
        )
    ));
    context.ui.status(format_args!("  {}", counts(&file.tally, language)));
    tell_columns(context, file);
    tell_understood(context, file);
    tell_near(context, file);
}

fn tell_columns(context: &Context, file: &FileReport) {
    let language = context.language;
    let columns = &file.columns;
    if !columns.unmatched.is_empty() {
        let names = listed(&columns.unmatched, language);
        context.ui.note(format_args!(
            "{}",
            say!(
                language,
                "columns left out: {names} (--map \"HEADER=FIELD\" names a field, --extra keeps them as they are)",
                "未导入的列：{names}（用 --map \"表头=字段\" 指定字段，或用 --extra 原样保留）"
            )
        ));
    }
    if !columns.extra.is_empty() {
        let names = listed(&columns.extra, language);
        context.ui.note(format_args!(
            "{}",
            say!(language, "columns kept under their own names: {names}", "以原列名保留的列：{names}")
        ));
    }
    if !columns.computed.is_empty() {
        let names = listed(&columns.computed, language);
        context.ui.note(format_args!(
            "{}",
            say!(
                language,
                "columns that acct computes itself: {names}",
                "由 acct 自行推算、不导入的列：{names}"
            )
        ));
    }
}

fn tell_understood(context: &Context, file: &FileReport) {
    for (name, understood) in
        file.columns.header.iter().zip(&file.understood).filter(|(_, understood)| understood.count > 0)
    {
        let one = |language| {
            let examples = understood.examples.iter().map(|example| {
                say!(
                    language, "line {} \"{}\" as {}", "第 {} 行“{}”理解为 {}", example.line, example.written,
                    example.understood
                )
            });
            examples.collect::<Vec<_>>().join(pick(language, ", ", "，"))
        };
        let count = understood.count;
        let examples = one(context.language);
        context.ui.note(format_args!(
            "{}",
            say!(
                context.language,
                "{name}: {count} understood differently from how they are written: {examples}",
                "{name}：{count} 个值的理解与原文不同：{examples}"
            )
        ));
    }
}

fn tell_near(context: &Context, file: &FileReport) {
    if file.tally.near == 0 {
        return;
    }
    let pairs: Vec<String> = file
        .near
        .iter()
        .map(|near| {
            format!("{}:{} {} ~ {} (#{})", file.name, near.line, near.name, near.other, near.other_id)
        })
        .collect();
    let count = file.tally.near;
    context.ui.warning(format_args!(
        "{}",
        say!(
            context.language,
            "maybe there already under another name, of the new accounts ({count}):\n  {}",
            "{count} 家新客户可能已以其他名称存在：\n  {}",
            pairs.join("\n  ")
        )
    ));
}

fn tell_result(context: &Context, imported: &Imported, total: &Tally, write: WriteArgs) {
    let language = context.language;
    if imported.files.len() > 1 {
        context
            .ui
            .status(format_args!("{}", say!(language, "In all: {}", "合计：{}", counts(total, language))));
    }
    let message = match imported.operation {
        Some(number) => say!(
            language,
            "Imported as operation {number}. Take it back with: acct undo {number}",
            "已导入，操作编号 {number}。撤销命令：acct undo {number}"
        ),
        None if write.dry_run => say!(language, "Nothing was kept (--dry-run).", "试运行，未保存。"),
        None => say!(language, "Nothing changed.", "没有变化。"),
    };
    context.ui.status(format_args!("{message}"));
}

fn tell_rejects(context: &Context, total: &Tally, write: WriteArgs, rejects: &[(PathBuf, u64)]) {
    let language = context.language;
    for (path, rows) in rejects {
        let (path, counted) = (path.display(), count(*rows, "row", "rows"));
        context.ui.warning(format_args!(
            "{}",
            say!(language, "{counted} rejected and written to {path}", "{rows} 行未通过，已写入 {path}")
        ));
        let quoted = crate::resolve::quoted(&path.to_string());
        context.ui.hint(format_args!(
            "{}",
            say!(
                language,
                "correct them there, then: acct import {quoted}",
                "请在其中修改，然后：acct import {quoted}"
            )
        ));
    }
    if rejects.is_empty() && total.rejected > 0 && write.dry_run {
        let (rows, counted) = (total.rejected, count(total.rejected, "row", "rows"));
        context.ui.warning(format_args!(
            "{}",
            say!(language, "{counted} would be rejected", "{rows} 行将不能通过")
        ));
    }
}

fn counts(tally: &Tally, language: Language) -> String {
    let Tally { read, created, updated, unchanged, skipped, rejected, accounts, .. } = tally;
    let mut text = say!(
        language,
        "{read} read: {created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped, {rejected} rejected",
        "读取 {read} 行：新增 {created}，更新 {updated}，未变 {unchanged}，跳过 {skipped}，未通过 {rejected}"
    );
    if *accounts > 0 {
        let counted = count(*accounts, "account", "accounts");
        text.push_str(&say!(language, "; {counted} made for them", "；另新增 {accounts} 家客户"));
    }
    text
}

fn listed(names: &[String], language: Language) -> String {
    let shown: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
    let mut text = shown.join(pick(language, ", ", "、"));
    if names.len() > LISTED {
        let more = names.len() - LISTED;
        text.push_str(&say!(language, " and {more} more", "等 {more} 列"));
    }
    text
}

/// The rows of a kind as people call them.
fn plural(kind: Kind, language: Language) -> &'static str {
    match kind {
        Kind::Contact => pick(language, "contacts", "联系人"),
        Kind::Need => pick(language, "needs", "需求"),
        Kind::Interaction => pick(language, "log entries", "互动记录"),
        Kind::Plan => pick(language, "investment plans", "投资计划"),
        _ => pick(language, "accounts", "客户"),
    }
}

fn print(context: &Context, imported: &Imported, write: WriteArgs, seen: &Seen) -> anyhow::Result<()> {
    let total = imported.total();
    let mut encodings: Vec<&str> = imported.files.iter().map(|file| file.encoding).collect();
    encodings.dedup();
    let mut cells = vec![("operation", json!(imported.operation)), ("dry_run", json!(write.dry_run))];
    cells.extend(tally(&total));
    cells.push(("encoding", json!(encodings.join(", "))));
    cells.push((
        "rejects",
        json!(seen.rejects.iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>()),
    ));
    cells.push(("faults", json!(seen.faults)));
    cells.push(("files", json!(imported.files.iter().map(file_data).collect::<Vec<_>>())));
    let columns =
        cells.iter().map(|(key, _)| display::column(context, key, &format!("import.{key}"))).collect();
    let row = cells
        .into_iter()
        .map(|(_, data)| Cell {
            text: match &data {
                Json::String(text) => text.clone(),
                Json::Null => String::new(),
                other => other.to_string(),
            },
            data,
        })
        .collect();
    display::print_record(context, &Sheet { columns, rows: vec![row] })
}

fn tally(tally: &Tally) -> Vec<(&'static str, Json)> {
    vec![
        ("read", json!(tally.read)),
        ("created", json!(tally.created)),
        ("updated", json!(tally.updated)),
        ("unchanged", json!(tally.unchanged)),
        ("skipped", json!(tally.skipped)),
        ("near", json!(tally.near)),
        ("rejected", json!(tally.rejected)),
        ("accounts_created", json!(tally.accounts)),
    ]
}

fn file_data(file: &FileReport) -> Json {
    let mut data = serde_json::Map::new();
    data.insert("file".to_owned(), json!(file.name));
    data.insert("kind".to_owned(), json!(file.kind.name()));
    data.insert("encoding".to_owned(), json!(file.encoding));
    data.insert("delimiter".to_owned(), json!(char::from(file.delimiter).to_string()));
    for (key, count) in tally(&file.tally) {
        data.insert(key.to_owned(), count);
    }
    let columns: serde_json::Map<String, Json> = file
        .columns
        .header
        .iter()
        .zip(&file.columns.targets)
        .map(|(name, targets)| {
            (
                name.clone(),
                json!(targets.iter().map(acct::import::columns::Target::to_string).collect::<Vec<_>>()),
            )
        })
        .collect();
    data.insert("columns".to_owned(), Json::Object(columns));
    data.insert("left_out".to_owned(), json!(file.columns.unmatched));
    let understood =
        file.columns.header.iter().zip(&file.understood).filter(|(_, understood)| understood.count > 0);
    let understood: Vec<Json> = understood
        .map(|(name, understood)| {
            let examples: Vec<Json> = understood
                .examples
                .iter()
                .map(|example| json!({"line": example.line, "written": example.written, "understood": example.understood}))
                .collect();
            json!({"column": name, "count": understood.count, "examples": examples})
        })
        .collect();
    data.insert("understood".to_owned(), json!(understood));
    let near: Vec<Json> = file
        .near
        .iter()
        .map(|near| json!({"line": near.line, "name": near.name, "other": near.other, "id": near.other_id}))
        .collect();
    data.insert("near_accounts".to_owned(), json!(near));
    Json::Object(data)
}
