//! What an import did, for people and for programs.

use std::path::PathBuf;

use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::export::Format;
use acct::import::format::Format as Input;
use acct::ops::import::{FileReport, Imported, Tally};
use acct::say;

use super::Args;
use super::args::FieldsArg;
use super::aside::Why;
use super::refusal::refusal;
use super::screen::{Seen, because};
use super::tell_columns::{field_called, listed, tell_columns, totals};
use super::tell_values::{
    tell_doubts, tell_grouped, tell_quarrels, tell_shifted, tell_survey, tell_uncomputed, tell_understood,
    tell_unknown_questions,
};
use crate::cli::WriteArgs;
use crate::context::Context;

/// Below this share of usual characters, in percent, an encoding that was recognised is called doubtful.
const DOUBTFUL: u8 = 80;

/// Tells what was imported, and fails when bad rows kept everything out.
pub(super) fn told(
    context: &Context,
    imported: &Imported,
    args: &Args,
    seen: &mut Seen,
) -> anyhow::Result<()> {
    let write = args.write;
    for parts in imported.tables() {
        if let [first, _, ..] = parts {
            tell_rows(context, first, parts);
        }
        for file in parts {
            tell_file(context, file, args, imported.refused);
        }
    }
    if context.format() != Format::Table {
        super::data::print(context, imported, write, seen)?;
    }
    let total = imported.total();
    let language = context.language;
    if imported.refused {
        return Err(refusal(context, imported, seen).into());
    }
    tell_result(context, imported, &total, write);
    if seen.rejects.is_empty() && total.rejected > 0 && write.dry_run {
        let (rows, counted) = (total.rejected, count(total.rejected, "row", "rows"));
        context.ui.warning(format_args!(
            "{}",
            say!(language, "{counted} would be rejected", "{rows} 行将不能通过")
        ));
    }
    tell_aside(context, Why::Rejected, &seen.rejects, &args.again());
    for advice in &seen.advice {
        context.ui.hint(format_args!("{}", advice.told(language)));
    }
    Ok(())
}

/// `3 rows: 3 accounts, 5 contacts`, of a table whose rows are of several kinds.
fn tell_rows(context: &Context, first: &FileReport, parts: &[FileReport]) {
    let language = context.language;
    let mut kinds: Vec<(Kind, u64)> = Vec::new();
    for part in parts {
        match kinds.iter_mut().find(|(kind, _)| *kind == part.kind) {
            Some((_, records)) => *records += part.tally.read,
            None => kinds.push((part.kind, part.tally.read)),
        }
    }
    let told = |(kind, records): &(Kind, u64)| {
        let one = kind.name().replace('_', " ");
        let counted = count(*records, &one, &plural(context, *kind));
        pick(language, &counted, &format!("{} {records}", plural(context, *kind))).to_owned()
    };
    let told = kinds.iter().map(told).collect::<Vec<_>>().join(pick(language, ", ", "，"));
    let (rows, counted) = (first.rows(), count(first.rows(), "row", "rows"));
    context.ui.status(format_args!(
        "{}",
        say!(language, "{}: {counted}: {told}", "{}：{rows} 行：{told}", first.name)
    ));
}

/// How a file was read, and what became of its rows.
fn tell_file(context: &Context, file: &FileReport, args: &Args, refused: bool) {
    let language = context.language;
    let kind = plural(context, file.kind);
    let guessed =
        |guessed: bool| if guessed { pick(language, " (recognised)", "（自动识别）") } else { "" };
    let how = how_read(file, language);
    context.ui.status(format_args!(
        "{}",
        say!(language, "{}: {kind}{}{how}", "{}：{kind}{}{how}", file.name, guessed(file.kind_guessed))
    ));
    context.ui.status(format_args!("  {}", counts(&file.tally, refused, language)));
    if let Some(changed) = changed(context, file) {
        context.ui.status(format_args!("  {changed}"));
    }
    tell_doubt(context, file);
    tell_passed_over(context, file);
    tell_survey(context, file);
    tell_uncomputed(context, file);
    tell_shifted(context, file);
    let decides = file.columns.last_changed().filter(|_| matches!(args.fields, FieldsArg::KeepNewer));
    tell_columns(context, file, decides);
    if let Some(column) = decides {
        let name = &file.columns.header[column];
        context.ui.note(format_args!(
            "{}",
            say!(language, "\"{name}\" says which of two is newer", "由“{name}”判断哪个较新")
        ));
    }
    tell_grouped(context, file);
    tell_understood(context, file);
    tell_doubts(context, file);
    tell_quarrels(context, file);
    tell_unknown_questions(context, file);
    tell_near(context, file);
}

/// The format, and of text the encoding and what separates its cells; what of it was found, not said.
fn how_read(file: &FileReport, language: Language) -> String {
    let comma = pick(language, ", ", "，");
    let mut parts = vec![String::new()];
    if file.format != Input::Delimited {
        parts.push(file.format.called(language).to_owned());
    }
    parts.extend(file.compression.map(|compression| compression.name().to_owned()));
    if let Some(found) = file.found {
        let guessed = match (found.certainty.percent(), found.certainty.rival()) {
            (None, _) => None,
            (_, Some(rival)) => Some(say!(
                language,
                " (recognised; {} fits as well)",
                "（自动识别；也可能是 {}）",
                rival.name()
            )),
            (Some(percent), None) => Some(say!(
                language,
                " (recognised, {percent}% usual characters)",
                "（自动识别，常见字符占 {percent}%）"
            )),
        };
        parts.push(format!("{}{}", found.name, guessed.unwrap_or_default()));
    }
    if let Some(delimiter) = file.delimiter {
        let delimiter = match delimiter {
            b'\t' => pick(language, "tab", "制表符").to_owned(),
            other => format!("\"{}\"", char::from(other)),
        };
        parts.push(say!(language, "separated by {delimiter}", "以 {delimiter} 分隔"));
    }
    if let Some(line) = file.header_line.filter(|_| file.titles > 0) {
        parts.push(say!(language, "header on line {line}", "表头在第 {line} 行"));
    }
    if file.repeated_headers > 0 {
        let counted = count(file.repeated_headers, "repeated header", "repeated headers");
        let counted = pick(language, &counted, &file.repeated_headers.to_string()).to_owned();
        parts.push(say!(language, "{counted} passed over", "略过重复表头 {counted} 处"));
    }
    parts.extend(totals(&file.totals, language));
    parts.join(comma)
}

/// Tells what to do about an encoding that hardly fits, or another that fits as well.
fn tell_doubt(context: &Context, file: &FileReport) {
    let Some(found) = file.found.filter(|_| file.is_first) else { return };
    if let Some(rival) = found.certainty.rival() {
        let (own, other) = rival.words(found.charset);
        context.ui.warning(format_args!(
            "{}",
            say!(
                context.language,
                "the encoding is doubtful: {} reads \"{own}\", {} would read \"{other}\"; --encoding NAME says which it is",
                "编码不太确定：按 {} 是“{own}”，按 {} 则是“{other}”；可用 --encoding 名称 指定",
                found.name,
                rival.name()
            )
        ));
    } else if found.certainty.percent().is_some_and(|percent| percent < DOUBTFUL) {
        context.ui.note(format_args!(
            "{}",
            say!(
                context.language,
                "the encoding is doubtful; --encoding NAME says which it is",
                "编码不太确定，可用 --encoding 名称 指定"
            )
        ));
    }
}

fn tell_passed_over(context: &Context, file: &FileReport) {
    // Each table of a file knows them; they are told once.
    if file.passed_over.is_empty() || !file.is_first {
        return;
    }
    let language = context.language;
    let names = listed(&file.passed_over, language);
    let told = match file.format {
        Input::Workbook => say!(
            language,
            "sheets passed over: {names} (--sheet NAME reads one)",
            "未读取的工作表：{names}（可用 --sheet 名称 指定）"
        ),
        _ => say!(language, "passed over, not records: {names}", "略过的非记录内容：{names}"),
    };
    context.ui.note(format_args!("{told}"));
}

fn tell_near(context: &Context, file: &FileReport) {
    let language = context.language;
    let told = |is_held: bool| -> Vec<String> {
        let near = file.near.iter().filter(|near| near.is_held == is_held);
        near.map(|near| {
            let reasons = because(&context.labels, &near.alike, language);
            let alike = format!("{} #{} ({}, {reasons})", near.alike.name, near.alike.id, near.alike.score);
            format!("  {}:{} {} ~ {alike}", file.name, near.line, near.name)
        })
        .collect()
    };
    let lines = told(true);
    if !lines.is_empty() {
        let (counted, kind) =
            super::decide::looking(context, file.tally.near, file.near.iter().map(|near| &near.alike));
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "held back, {counted} there:\n{}",
                "{counted} 行看起来是已有的{kind}，暂未导入：\n{}",
                lines.join("\n")
            )
        ));
    }
    let lines = told(false);
    if !lines.is_empty() {
        let counted = count(file.created_near, "new account looks", "new accounts look");
        let counted = pick(language, &counted, &file.created_near.to_string()).to_owned();
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "{counted} like another one (acct account dupes lists all such pairs):\n{}",
                "{counted} 家新客户与另一家相似（acct account dupes 列出全部相似客户）：\n{}",
                lines.join("\n")
            )
        ));
    }
}

fn tell_result(context: &Context, imported: &Imported, total: &Tally, write: WriteArgs) {
    let language = context.language;
    if imported.files.len() > 1 {
        let rows = imported.rows();
        let counts = counts(total, imported.refused, language);
        let told = if imported.tables().count() == imported.files.len() {
            say!(language, "In all: {counts}", "合计：{counts}")
        } else {
            let counted = count(rows, "row", "rows");
            say!(language, "In all {counted}; records: {counts}", "合计 {rows} 行；记录：{counts}")
        };
        context.ui.status(format_args!("{told}"));
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

/// Tells where rows were written aside, and what to do there.
pub(super) fn tell_aside(context: &Context, why: Why, files: &[(PathBuf, u64)], again: &str) {
    let language = context.language;
    for (path, rows) in files {
        let quoted = crate::resolve::quoted(&path.to_string_lossy());
        let hint = match why {
            Why::Rejected => {
                let (path, counted) = (path.display(), count(*rows, "row", "rows"));
                context.ui.warning(format_args!(
                    "{}",
                    say!(
                        language,
                        "{counted} rejected and written to {path}",
                        "{rows} 行未通过，已写入 {path}"
                    )
                ));
                say!(
                    language,
                    "correct them there, then: acct import {quoted}{again}",
                    "请在其中修改，然后：acct import {quoted}{again}"
                )
            }
            Why::Held => say!(
                language,
                "say same, new or skip in the column same_or_new of {quoted}, then: acct import {quoted}{again}",
                "请在 {quoted} 的 same_or_new 列填写 same（同一家）、new（新客户）或 skip（跳过），然后：acct import {quoted}{again}"
            ),
        };
        context.ui.hint(format_args!("{hint}"));
    }
}

/// `updated 27: employees 20, phone 7`.
fn changed(context: &Context, file: &FileReport) -> Option<String> {
    let language = context.language;
    let mut fields: Vec<(&String, &u64)> = file.changed.iter().collect();
    fields.sort_by_key(|(_, rows)| std::cmp::Reverse(**rows));
    let told =
        |(field, rows): &(&String, &u64)| format!("{} {rows}", field_called(context, file.kind, field));
    let told: Vec<String> = fields.iter().map(told).collect();
    let (updated, told) = (file.tally.updated, listed(&told, language));
    (updated > 0).then(|| say!(language, "updated {updated}: {told}", "更新 {updated}：{told}"))
}

/// What became of rows, or would have become where bad ones kept everything out.
fn counts(tally: &Tally, refused: bool, language: Language) -> String {
    let Tally { read, created, updated, unchanged, skipped, near, rejected, accounts } = tally;
    let mut text = if refused {
        say!(
            language,
            "{read} read: {rejected} rejected; the others would be {created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped",
            "读取 {read} 行：未通过 {rejected}；其余本可新增 {created}，更新 {updated}，未变 {unchanged}，跳过 {skipped}"
        )
    } else {
        say!(
            language,
            "{read} read: {created} created, {updated} updated, {unchanged} unchanged, {skipped} skipped, {rejected} rejected",
            "读取 {read} 行：新增 {created}，更新 {updated}，未变 {unchanged}，跳过 {skipped}，未通过 {rejected}"
        )
    };
    if *near > 0 {
        text.push_str(&say!(language, ", {near} held back", "，待确认 {near}"));
    }
    if *accounts > 0 {
        let counted = count(*accounts, "account", "accounts");
        text.push_str(&say!(language, "; {counted} made for them", "；另新增 {accounts} 家客户"));
    }
    text
}

/// The rows of a kind as people call them.
pub(super) fn plural(context: &Context, kind: Kind) -> String {
    match (kind, context.language) {
        (Kind::Interaction, Language::English) => "log entries".to_owned(),
        (Kind::Interaction, Language::Chinese) => "互动记录".to_owned(),
        (kind, Language::English) => kind.plural().replace('_', " "),
        (kind, Language::Chinese) => context.labels.get(kind.name(), Language::Chinese).to_owned(),
    }
}
