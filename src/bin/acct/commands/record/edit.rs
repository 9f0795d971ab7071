//! `edit`: changes fields by flags, or by prompts when none are given.

use acct::domain::language::pick;
use acct::domain::record::{Entry, Field, Record, Shape};
use acct::domain::value::Value;
use acct::ops;
use acct::ops::change::Change;
use acct::say;

use super::value::ask as ask_value;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display::{self, Names};
use crate::failure::Failure;
use crate::flags::{self, Flags};

/// Options of every `edit` beside the fields.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct EditOptions {
    /// Fields to empty (repeat for several)
    #[arg(long, value_name = "FIELD")]
    pub(crate) clear: Vec<String>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

/// Changes a record and tells which fields changed.
pub(crate) fn run<R: Record>(
    context: &mut Context,
    entry: &Entry,
    flags: &Flags<R>,
    options: &EditOptions,
) -> anyhow::Result<()> {
    let kind = R::KIND;
    let mut changes = Vec::new();
    for name in &options.clear {
        changes.push(cleared(context, entry, name)?);
    }
    for (name, texts) in flags.given() {
        let Some(field) = context.schema.field(kind, name).cloned() else { continue };
        let flag = format!("--{}", field.flag());
        changes.extend(changes_of(context, (&flag, &field), texts, entry.account())?);
    }
    if changes.is_empty() {
        if !context.asks() {
            let message = say!(context.language, "nothing to change was given", "没有给出要修改的内容");
            let hint = say!(
                context.language,
                "give a field, such as --note TEXT; --help lists them",
                "请给出字段，例如 --note 文字；--help 列出全部字段"
            );
            return Err(Failure::usage(message).hint(hint).into());
        }
        changes = ask_changes(context, entry)?;
    }
    if context.asks() {
        ask_lacking(context, entry, &mut changes)?;
    }
    ask_why(context, entry, &mut changes)?;
    let written = ops::records::edit(context.writing(options.write)?, kind, entry.id, &changes)?;
    tell(context, &written.value, written.operation.is_some())?;
    if context.format() == acct::export::Format::Table {
        return Ok(());
    }
    super::show::run(context, &written.value.after, false)
}

/// What empties a field, or a value that an import kept under a name that is not declared (`custom.NAME`).
fn cleared(context: &mut Context, entry: &Entry, name: &str) -> anyhow::Result<Change> {
    if let Some(own) = name.trim().strip_prefix("custom.") {
        return cleared_own(context, entry, own);
    }
    let field = crate::fields::find(context, entry.kind, name)?;
    if field.shape == Shape::Custom {
        let message = say!(context.language, "{name} holds several values", "{name} 中有多个值");
        return Err(Failure::usage(message).hint("--clear custom.NAME").into());
    }
    if !field.is_given() {
        let message =
            say!(context.language, "{name} follows from other records", "{name} 由其他记录推算，不能清空");
        return Err(Failure::usage(message).into());
    }
    Ok(Change::Set(field.clone(), Value::Empty))
}

fn cleared_own(context: &Context, entry: &Entry, name: &str) -> anyhow::Result<Change> {
    let held: Vec<&str> = match entry.get("custom") {
        Value::Custom(values) => values.keys().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    if held.contains(&name) {
        return Ok(Change::Forget(name.to_owned()));
    }
    if let Some(field) = context.schema.field(entry.kind, name).filter(|field| field.custom) {
        return Ok(Change::Set(field.clone(), Value::Empty));
    }
    let title = entry.title();
    let message =
        say!(context.language, "{title} has no value custom.{name}", "{title} 没有 custom.{name} 这个值");
    let failure = Failure::usage(message);
    if held.is_empty() {
        return Err(failure.into());
    }
    let held = held
        .iter()
        .map(|name| format!("custom.{name}"))
        .collect::<Vec<_>>()
        .join(pick(context.language, ", ", "、"));
    Err(failure.hint(say!(context.language, "it has {held}", "现有：{held}")).into())
}

/// What was given for a field: `+x` adds to a list and `-x` takes away from it; anything else replaces what is there.
pub(crate) fn changes_of(
    context: &mut Context,
    (flag, field): (&str, &Field),
    texts: &[String],
    account: Option<i64>,
) -> anyhow::Result<Vec<Change>> {
    let Some(amendments) = amendments(texts).filter(|_| matches!(field.shape, Shape::List)) else {
        return Ok(vec![Change::Set(field.clone(), flags::read_as(context, flag, field, texts, account)?)]);
    };
    let mut changes = Vec::new();
    for amendment in amendments {
        match amendment {
            Amendment::Add(item) => {
                if let Value::List(items) = flags::read_as(context, flag, field, &[item.to_owned()], account)?
                {
                    changes.extend(items.into_iter().map(|item| Change::Add(field.clone(), item)));
                }
            }
            // Also what no rule would let in any more can go.
            Amendment::Remove(item) => changes.push(Change::Remove(field.clone(), item.to_owned())),
        }
    }
    Ok(changes)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Amendment<'t> {
    Add(&'t str),
    Remove(&'t str),
}

/// Texts that all have a sign before them.
fn amendments(texts: &[String]) -> Option<Vec<Amendment<'_>>> {
    let filled = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let all: Vec<Amendment> = filled
        .map(|text| match (text.strip_prefix('+'), text.strip_prefix('-')) {
            (Some(item), _) if !item.is_empty() => Some(Amendment::Add(item)),
            (_, Some(item)) if !item.is_empty() => Some(Amendment::Remove(item)),
            _ => None,
        })
        .collect::<Option<_>>()?;
    Some(all).filter(|all| !all.is_empty())
}

/// Says which fields of a record changed, with their values before and after.
pub(crate) fn tell(context: &mut Context, edited: &ops::records::Edited, kept: bool) -> anyhow::Result<()> {
    let title = edited.after.title().into_owned();
    crate::commands::record::tell_left_out(context, &edited.left_out);
    if edited.changed.is_empty() {
        context.ui.status(format_args!(
            "{}",
            say!(context.language, "{title} stays as it was.", "{title} 没有变化。")
        ));
        return Ok(());
    }
    let custom = ops::records::changed_own(edited.before.get("custom"), edited.after.get("custom"));
    let own = context.schema.fields(edited.after.kind).filter(|field| field.custom);
    let own = own.filter(|field| custom.contains(&field.name));
    let built_in = edited.changed.iter().copied().filter(|field| !matches!(field.shape, Shape::Custom));
    let fields: Vec<Field> = built_in.chain(own).cloned().collect();
    let entries = [edited.before.clone(), edited.after.clone()];
    let names = Names::of(context, &entries, &fields)?;
    for field in &fields {
        let [before, after] = [&edited.before, &edited.after]
            .map(|entry| display::cell(context, field, entry.get(field.name), &names).text);
        let label = context.labels.field(edited.after.kind, field, context.language);
        let shown = |text: String| if text.is_empty() { "–".to_owned() } else { text };
        let (before, after) = (shown(before), shown(after));
        let told = say!(context.language, "{label}: {before} → {after}", "{label}：{before} → {after}");
        context.ui.status(format_args!("{told}"));
    }
    if let Some(followed) = &edited.followed {
        let followed = followed.get(context.language);
        let told = if kept {
            say!(context.language, "{followed}.", "{followed}。")
        } else {
            say!(context.language, "The history would say: {followed}.", "历史记录将写：{followed}。")
        };
        context.ui.status(format_args!("{told}"));
    }
    let message = if kept {
        say!(context.language, "Changed {title}.", "已修改 {title}。")
    } else {
        say!(context.language, "Would change {title}. Nothing was kept.", "将修改 {title}。未保存。")
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// Lets a person pick fields and give them new values until they are done.
fn ask_changes(context: &mut Context, entry: &Entry) -> anyhow::Result<Vec<Change>> {
    let mut state = entry.clone();
    let mut changes = Vec::new();
    while let Some(field) = choose_field(context, &state)? {
        let value = ask_value(context, entry.kind, &field, state.get(field.name), entry.account())?;
        state.put(&field, value.clone());
        changes.push(Change::Set(field, value));
    }
    Ok(changes)
}

/// Asks why something goes back that was further on; that may stay unsaid, and is told then.
fn ask_why(context: &mut Context, entry: &Entry, changes: &mut Vec<Change>) -> anyhow::Result<()> {
    let Some(field) = ops::closing::why_back(entry, changes) else { return Ok(()) };
    if context.asks() {
        let question = pick(
            context.language,
            "Why does it go back? (Enter if there is no reason)",
            "为什么退回？（没有可直接回车）",
        );
        let reason = context.prompter().text(question, "")?;
        if !reason.trim().is_empty() {
            let line = format!("{}: {}", context.today, reason.trim());
            changes.push(match field.shape {
                Shape::Paragraph => {
                    Change::Set(field.clone(), Value::Text(entry.with_line(field.name, &line)))
                }
                _ => Change::Set(field.clone(), Value::Text(reason.trim().to_owned())),
            });
            return Ok(());
        }
    }
    let flag = format!("--{}", field.flag());
    let told = say!(
        context.language,
        "nothing says why it goes back; {flag} TEXT does",
        "没有写明为什么退回，可用 {flag} 文字 注明"
    );
    context.ui.note(format_args!("{told}"));
    Ok(())
}

/// Asks for what the status that changes give a record takes.
fn ask_lacking(context: &mut Context, entry: &Entry, changes: &mut Vec<Change>) -> anyhow::Result<()> {
    for field in ops::closing::lacking_after(entry, changes) {
        let value = ask_value(context, entry.kind, field, &Value::Empty, entry.account())?;
        changes.push(Change::Set(field.clone(), value));
    }
    Ok(())
}

/// Lets a person pick one of the fields that a prompt can change; none when they are done.
pub(crate) fn choose_field(context: &mut Context, entry: &Entry) -> anyhow::Result<Option<Field>> {
    let kind = entry.kind;
    let fields: Vec<Field> = context
        .schema
        .fields(kind)
        .filter(|field| super::add::can_ask(field) && field.name != "account")
        .cloned()
        .collect();
    let names = Names::of(context, std::slice::from_ref(entry), &fields)?;
    let mut options = vec![say!(context.language, "Done", "完成")];
    for field in &fields {
        let label = context.labels.field(kind, field, context.language);
        let value = display::cell(context, field, entry.get(field.name), &names).text;
        let filled = || say!(context.language, "{label}: {value}", "{label}：{value}");
        options.push(if value.is_empty() { label.clone() } else { filled() });
    }
    let question = say!(context.language, "Which field of {}?", "修改 {} 的哪一项？", entry.title());
    let chosen = context.prompter().choose(&question, &options, 0)?;
    Ok(chosen.checked_sub(1).and_then(|position| fields.into_iter().nth(position)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_amend_a_list_only_when_all_items_have_one() {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let both = [Amendment::Add("a"), Amendment::Remove("b")];
        assert_eq!(amendments(&texts(&["+a", " -b"])).unwrap(), both);
        for plain in [&["+a", "b"][..], &["+"], &["-", "+a"], &[]] {
            assert_eq!(amendments(&texts(plain)), None, "{plain:?}");
        }
    }
}
