//! How the columns of a file were understood, for people: what was guessed, what competed, what is left out.

use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::import::columns::{Basis, Columns, Part, Unmatched};
use acct::ops::import::FileReport;
use acct::say;

use crate::context::Context;

/// How many names a line lists before it says how many more there are.
const LISTED: usize = 12;

/// Tells it; one of the columns may decide which rows are newer.
pub(super) fn tell_columns(context: &Context, file: &FileReport, decides: Option<usize>) {
    let columns = &file.columns;
    let language = context.language;
    let note = |told: Option<String>| {
        if let Some(told) = told {
            context.ui.note(format_args!("{told}"));
        }
    };
    note(profile(columns, language));
    if columns.part == Part::Company {
        note(Some(say!(
            language,
            "each row is taken for an account and the people in it; --as accounts or --as contacts takes it for one",
            "每行理解为一个客户及其联系人；只要其中一种，请用 --as accounts 或 --as contacts"
        )));
    }
    if let Part::Told { column, are_companies: true } = columns.part {
        let name = &columns.header[column];
        note(Some(say!(
            language,
            "rows that \"{name}\" says are companies become accounts, the others contacts",
            "“{name}”为公司的各行成为客户，其余成为联系人"
        )));
    }
    for (name, basis) in columns.header.iter().zip(&columns.basis) {
        note(guessed_or_outdone(context, columns.kind, name, basis));
    }
    for (name, unit) in columns.header.iter().zip(&columns.units) {
        let Some(unit) = unit else { continue };
        note(Some(say!(
            language,
            "\"{name}\": numbers without a unit of their own are in {}",
            "“{name}”：未写单位的数字按“{}”计",
            unit.written
        )));
    }
    for (field, places) in columns.shared() {
        let names: Vec<String> = places.iter().map(|place| columns.header[*place].clone()).collect();
        let names = listed(&names, language);
        note(Some(say!(
            language,
            "{names}: the first of them that is filled becomes {}",
            "{names}：依次取第一个有内容的作为{}",
            field_called(context, columns.kind, field.name)
        )));
    }
    if is_mostly_lost(file) {
        let rows = crate::display::several(context, columns.kind);
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "more than half of the columns are left out; are the rows {rows}? --as KIND says what they are",
                "一半以上的列未导入；各行确实是{rows}吗？可用 --as 类型 指明"
            )
        ));
    }
    note(left_over(context, file, decides));
    if !columns.computed.is_empty() {
        let names = listed(&columns.computed, language);
        note(Some(say!(
            language,
            "columns that acct computes itself: {names}",
            "由 acct 自行推算、不导入的列：{names}"
        )));
    }
}

fn profile(columns: &Columns, language: Language) -> Option<String> {
    let applied = columns.profile.as_ref()?;
    let name = &applied.name;
    Some(if applied.recognised {
        say!(
            language,
            "recognised as {name} by its columns (--profile NAME takes another, --profile none does without)",
            "根据表头识别为 {name}（--profile 名称 可另选方案，--profile none 不用方案）"
        )
    } else {
        say!(language, "read with the profile {name}", "按方案 {name} 读取")
    })
}

fn guessed_or_outdone(context: &Context, kind: Kind, name: &str, basis: &Basis) -> Option<String> {
    let language = context.language;
    match basis {
        Basis::Similar { name: known, percent } => Some(say!(
            language,
            "\"{name}\" understood as {known} ({percent}% alike); --map \"{name}=\" leaves it out",
            "“{name}”理解为“{known}”（相似度 {percent}%）；用 --map \"{name}=\" 可不导入"
        )),
        Basis::Outdone { field, by } => Some(say!(
            language,
            "\"{name}\" also means {}, which \"{by}\" fills; --map \"{name}={field}\" takes it instead",
            "“{name}”也对应{}，已采用“{by}”；用 --map \"{name}={field}\" 可改用它",
            field_called(context, kind, field)
        )),
        _ => None,
    }
}

/// Whether most columns of rows whose kind was guessed fill nothing.
fn is_mostly_lost(file: &FileReport) -> bool {
    let columns = &file.columns;
    let lost = (0..columns.header.len()).filter(|column| {
        columns.is_dropped(*column) && file.left_over.get(*column).is_some_and(|count| *count > 0)
    });
    columns.kind_guessed
        && columns.profile.is_none()
        && columns.part == Part::Whole
        && lost.count() * 2 > columns.header.len()
}

/// The values that fill no field, by their columns: what becomes of them is one thing for all.
fn left_over(context: &Context, file: &FileReport, decides: Option<usize>) -> Option<String> {
    let language = context.language;
    let columns = &file.columns;
    let counted =
        file.left_over.iter().enumerate().filter(|(column, count)| **count > 0 && Some(*column) != decides);
    let names: Vec<String> = counted
        .map(|(column, values)| {
            let name = &columns.header[column];
            let values =
                pick(language, &count(*values, "value", "values"), &format!("{values} 个值")).to_owned();
            match &columns.basis[column] {
                Basis::Nothing { nearest: Some(near) } if columns.rest == Unmatched::LeaveOut => say!(
                    language,
                    "{name} (perhaps {}?; {values})",
                    "{name}（是否为“{}”？{values}）",
                    field_called(context, columns.kind, &near.field)
                ),
                _ => say!(language, "{name} ({values})", "{name}（{values}）"),
            }
        })
        .collect();
    let listed = listed(&names, language);
    Some(match columns.rest {
        _ if names.is_empty() => return None,
        Unmatched::Keep => {
            say!(language, "columns kept under their own names: {listed}", "以原列名保留的列：{listed}")
        }
        Unmatched::LeaveOut if columns.kind.position("custom").is_none() => say!(
            language,
            "columns left out: {listed} (--map \"HEADER=FIELD\" names a field)",
            "未导入的列：{listed}（用 --map \"表头=字段\" 指定字段）"
        ),
        Unmatched::LeaveOut => say!(
            language,
            "columns left out: {listed} (--map \"HEADER=FIELD\" names a field, --extra keeps them as they are)",
            "未导入的列：{listed}（用 --map \"表头=字段\" 指定字段，或用 --extra 原样保留）"
        ),
    })
}

/// A field as messages call it: by the name that flags take, in Chinese by its label.
pub(super) fn field_called(context: &Context, kind: Kind, name: &str) -> String {
    match (context.language, context.schema.field(kind, name)) {
        (Language::Chinese, Some(field)) => context.labels.field(kind, field, Language::Chinese),
        _ => name.to_owned(),
    }
}

pub(super) fn listed(names: &[String], language: Language) -> String {
    let shown: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
    let mut text = shown.join(pick(language, ", ", "、"));
    if names.len() > LISTED {
        let more = names.len() - LISTED;
        text.push_str(&say!(language, " and {more} more", "等，另有 {more} 项"));
    }
    text
}

/// Lines of totals that were passed over.
pub(super) fn totals(lines: &[u64], language: Language) -> Option<String> {
    let mut told: Vec<String> = lines.iter().take(LISTED).map(ToString::to_string).collect();
    if lines.len() > LISTED {
        told.push("...".to_owned());
    }
    let told = told.join(pick(language, ", ", "、"));
    let line = if lines.len() == 1 { "line" } else { "lines" };
    (!lines.is_empty())
        .then(|| say!(language, "totals on {line} {told} passed over", "略过第 {told} 行的合计"))
}
