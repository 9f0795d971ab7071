//! What a merge tells: field by field what wins, what moved, what became of records that both had.

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Field};
use acct::domain::value::Value;
use acct::export::{Cell, Format};
use acct::ops::merge::{Fate, Merged, Settled, Twin};
use acct::say;
use acct::store::Written;
use serde_json::{Map, Value as Json, json};

use super::Parties;
use crate::context::Context;
use crate::display;

/// The field of something settled, with its shape and label.
pub(super) fn field(context: &mut Context, kind: Kind, settled: &Settled) -> anyhow::Result<Field> {
    if settled.is_own { crate::fields::find(context, kind, &settled.field) } else { built_in(kind, settled) }
}

fn built_in(kind: Kind, settled: &Settled) -> anyhow::Result<Field> {
    use anyhow::Context as _;
    kind.field(&settled.field).cloned().context("a field of the record")
}

/// A value on one line.
pub(super) fn one_line(context: &Context, parties: &Parties, field: &Field, value: &Value) -> String {
    words_on_one_line(&display::cell(context, field, value, &parties.names).text)
}

fn words_on_one_line(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(end);
        line.push('…');
    }
    line
}

/// Says of each field in which the records differ what stays, and what goes.
pub(super) fn fields(context: &mut Context, parties: &Parties, settled: &[Settled]) -> anyhow::Result<()> {
    let kind = parties.kept.kind;
    let language = context.language;
    for settled in settled.iter().filter(|settled| !settled.is_private) {
        let field = field(context, kind, settled)?;
        let label = context.labels.field(kind, &field, language);
        let value = one_line(context, parties, &field, &settled.value);
        let from = match settled.from {
            Some(id) if id == parties.kept.id => String::new(),
            Some(id) => say!(language, " (from {})", "（取自 {}）", parties.told(id)),
            None => pick(language, " (united)", "（合并）").to_owned(),
        };
        let lost: Vec<String> = settled
            .lost
            .iter()
            .map(|(id, value)| {
                format!("{} ({})", one_line(context, parties, &field, value), parties.told(*id))
            })
            .collect();
        let lost = lost.join(pick(language, ", ", "、"));
        let goes = match (lost.is_empty(), kind, field.name) {
            (true, ..) => String::new(),
            (_, Kind::Account, "name") => say!(language, "; becomes an alias: {lost}", "；改作别名：{lost}"),
            _ => say!(language, "; goes: {lost}", "；不保留：{lost}"),
        };
        context.ui.status(format_args!(
            "  {}",
            say!(language, "{label}: {value}{from}{goes}", "{label}：{value}{from}{goes}")
        ));
    }
    if settled.iter().any(|settled| settled.is_private) {
        let told = pick(language, "  Personal file: united", "  个人档案：合并");
        context.ui.status(format_args!("{told}"));
    }
    Ok(())
}

/// Says what was done.
pub(super) fn done(
    context: &mut Context,
    parties: &Parties,
    written: &Written<Merged>,
) -> anyhow::Result<()> {
    let language = context.language;
    let merged = &written.value;
    let separator = pick(language, ", ", "、");
    let moved: Vec<String> =
        merged.moved.iter().map(|(kind, number)| display::counted(context, *kind, *number)).collect();
    if !moved.is_empty() {
        let (moved, kept) = (moved.join(separator), merged.after.title());
        context
            .ui
            .status(format_args!("{}", say!(language, "Now of {kept}: {moved}.", "归入 {kept}：{moved}。")));
    }
    if merged.void > 0 {
        let void = pick(
            language,
            "that they are not the same was noted once; the note goes",
            "曾注明它们并非同一个，该注明作废",
        );
        context.ui.note(format_args!("{void}"));
    }
    let names: Vec<String> = parties.others.iter().map(|entry| parties.told(entry.id)).collect();
    let (names, kept) = (names.join(separator), parties.told(parties.kept.id));
    let message = match written.operation {
        Some(number) => say!(
            language,
            "Merged {names} into {kept}. Take it back with: acct undo {number}",
            "已把 {names} 合并到 {kept}。撤销命令：acct undo {number}"
        ),
        None => say!(
            language,
            "Would merge {names} into {kept}. Nothing was changed.",
            "将把 {names} 合并到 {kept}。未做改动。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    if merged.moved.contains_key(&Kind::Grade) && written.operation.is_some() {
        let kept = crate::resolve::quoted(&merged.after.title());
        let hint =
            say!(language, "grade it anew: acct tier score {kept}", "重新定级：acct tier score {kept}");
        context.ui.hint(format_args!("{hint}"));
    }
    if context.format() == Format::Table {
        return Ok(());
    }
    let data = data(context, parties, written)?;
    display::print_record(context, &display::objects(vec![data]))
}

/// Says what becomes of the records that both had.
pub(super) fn twins(context: &mut Context, twins: &[Twin]) -> anyhow::Result<()> {
    for twin in twins {
        context.ui.status(format_args!("{}", told_of_twin(context, twin)));
        tell_lost(context, twin)?;
    }
    Ok(())
}

fn told_of_twin(context: &Context, twin: &Twin) -> String {
    let label = context.labels.kind(twin.kind, context.language).to_lowercase();
    let Twin { name, kept, came, .. } = twin;
    match &twin.fate {
        Fate::Joined => say!(
            context.language,
            "Both had the {label} {name}: #{came} went into #{kept}.",
            "双方都有{label} {name}：#{came} 已并入 #{kept}。"
        ),
        Fate::KeptApart(new) => say!(
            context.language,
            "Both had the {label} {name}, but not the same one: #{came} is {new} now.",
            "双方都有{label} {name}，但并非同一个：#{came} 改名为 {new}。"
        ),
    }
}

/// A field of which a value went, when two became one: its label, what stays and what goes.
fn lost(context: &mut Context, twin: &Twin) -> anyhow::Result<Vec<(Field, Cell, Vec<Cell>)>> {
    let is_title =
        |settled: &&Settled| twin.kind.has_unique_titles() && settled.field == twin.kind.title_field();
    let mut told = Vec::new();
    for settled in twin.lost.iter().filter(|settled| !settled.is_private && !is_title(settled)) {
        let field = field(context, twin.kind, settled)?;
        let values = std::iter::once(&settled.value).chain(settled.lost.iter().map(|(_, value)| value));
        let held: Vec<Entry> = values
            .map(|value| {
                let mut entry = Entry::blank(twin.kind);
                entry.put(&field, value.clone());
                entry
            })
            .collect();
        let names = display::Names::of(context, &held, std::slice::from_ref(&field))?;
        let mut cells: Vec<Cell> =
            held.iter().map(|entry| display::cell(context, &field, entry.get(field.name), &names)).collect();
        let value = cells.remove(0);
        told.push((field, value, cells));
    }
    Ok(told)
}

/// Says which values went when two became one.
fn tell_lost(context: &mut Context, twin: &Twin) -> anyhow::Result<()> {
    for (field, value, lost) in lost(context, twin)? {
        let label = context.labels.field(twin.kind, &field, context.language);
        let lost: Vec<String> = lost.iter().map(|cell| words_on_one_line(&cell.text)).collect();
        let lost = lost.join(pick(context.language, ", ", "、"));
        let value = words_on_one_line(&value.text);
        let told =
            say!(context.language, "{label}: {value}; goes: {lost}", "{label}：{value}；不保留：{lost}");
        context.ui.status(format_args!("  {told}"));
    }
    Ok(())
}

fn data(context: &mut Context, parties: &Parties, written: &Written<Merged>) -> anyhow::Result<Json> {
    let merged = &written.value;
    let named = |id: i64, name: &str| json!({"id": id, "name": name});
    let others: Vec<Json> = parties.others.iter().map(|entry| named(entry.id, &entry.title())).collect();
    let moved: Map<String, Json> =
        merged.moved.iter().map(|(kind, number)| (kind.name().to_owned(), json!(number))).collect();
    let mut fields = Vec::new();
    for settled in merged.fields.iter().filter(|settled| !settled.is_private) {
        let field = field(context, parties.kept.kind, settled)?;
        let of = |value: &Value| display::cell(context, &field, value, &parties.names).data;
        let lost: Vec<Json> =
            settled.lost.iter().map(|(id, value)| json!({"id": id, "value": of(value)})).collect();
        fields.push(json!({
            "field": settled.field, "value": of(&settled.value), "from": settled.from, "lost": lost,
        }));
    }
    let twins: Vec<Json> =
        merged.twins.iter().map(|twin| twin_data(context, twin)).collect::<anyhow::Result<_>>()?;
    let key = parties.kept.kind.name();
    let mut told = Map::new();
    told.insert("operation".to_owned(), json!(written.operation));
    told.insert(key.to_owned(), json!(merged.after.title()));
    told.insert("id".to_owned(), json!(parties.kept.id));
    told.insert("merged".to_owned(), json!(others));
    told.insert("moved".to_owned(), moved.into());
    told.insert("fields".to_owned(), json!(fields));
    told.insert("twins".to_owned(), json!(twins));
    Ok(told.into())
}

fn twin_data(context: &mut Context, twin: &Twin) -> anyhow::Result<Json> {
    let renamed = match &twin.fate {
        Fate::Joined => None,
        Fate::KeptApart(name) => Some(name),
    };
    let fields = lost(context, twin)?.into_iter().map(|(field, value, lost)| {
        let lost: Vec<Json> = lost.into_iter().map(|cell| cell.data).collect();
        json!({"field": field.name, "value": value.data, "lost": lost})
    });
    Ok(json!({
        "kind": twin.kind.name(), "name": twin.name, "kept": twin.kept, "came": twin.came,
        "joined": renamed.is_none(), "renamed": renamed, "fields": fields.collect::<Vec<_>>(),
    }))
}
