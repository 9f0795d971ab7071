//! `edit`: changes fields by flags, or by prompts when none are given.

use acct::domain::kind::Kind;
use acct::domain::record::{Entry, Field, Record, Shape};
use acct::domain::value::Value;
use acct::ops;
use acct::say;

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
        let field = acct::domain::filter::find_field(&context.schema, kind, name)?;
        if !field.is_given() {
            let message = say!(
                context.language,
                "{name} follows from other records",
                "{name} 由其他记录推算，不能清空"
            );
            return Err(Failure::usage(message).into());
        }
        changes.push((field.clone(), Value::Empty));
    }
    for (field, value) in flags.values(context, entry.account())? {
        let value = amended(entry.get(field.name), value);
        changes.push((field, value));
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
    let written = ops::records::edit(context.writing(options.write)?, kind, entry.id, &changes)?;
    tell(context, &written.value, written.operation.is_some())
}

/// `+x` adds to a list and `-x` takes away from it; anything else replaces it.
fn amended(before: &Value, given: Value) -> Value {
    let Value::List(given) = given else { return given };
    if !given.iter().all(|item| item.starts_with(['+', '-']) && item.len() > 1) || given.is_empty() {
        return Value::List(given);
    }
    let mut items = match before {
        Value::List(items) => items.clone(),
        _ => Vec::new(),
    };
    for item in &given {
        let (sign, item) = item.split_at(1);
        items.retain(|known| known != item);
        if sign == "+" {
            items.push(item.to_owned());
        }
    }
    Value::List(items)
}

/// Says which fields of a record changed, with their values before and after.
pub(crate) fn tell(context: &mut Context, edited: &ops::records::Edited, kept: bool) -> anyhow::Result<()> {
    let title = edited.after.title().to_owned();
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
        context.ui.status(format_args!("{label}: {} → {}", shown(before), shown(after)));
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
fn ask_changes(context: &mut Context, entry: &Entry) -> anyhow::Result<Vec<(Field, Value)>> {
    let kind = entry.kind;
    let fields: Vec<Field> = context
        .schema
        .fields(kind)
        .filter(|field| super::add::can_ask(field) && field.name != "account")
        .cloned()
        .collect();
    let mut state = entry.clone();
    let mut changes = Vec::new();
    loop {
        let names = Names::of(context, std::slice::from_ref(&state), &fields)?;
        let mut options = vec![say!(context.language, "Done", "完成")];
        for field in &fields {
            let label = context.labels.field(kind, field, context.language);
            let value = display::cell(context, field, state.get(field.name), &names).text;
            options.push(if value.is_empty() { label } else { format!("{label}: {value}") });
        }
        let question = say!(context.language, "Which field of {}?", "修改 {} 的哪一项？", entry.title());
        let chosen = context.prompter().choose(&question, &options, 0)?;
        let Some(field) = chosen.checked_sub(1).and_then(|position| fields.get(position)) else {
            return Ok(changes);
        };
        let value = ask_value(context, kind, field, state.get(field.name), entry.account())?;
        state.put(field, value.clone());
        changes.push((field.clone(), value));
    }
}

/// Asks for the value of one field until it is understood. Enter leaves it empty.
pub(crate) fn ask_value(
    context: &mut Context,
    kind: Kind,
    field: &Field,
    before: &Value,
    account: Option<i64>,
) -> anyhow::Result<Value> {
    let label = context.labels.field(kind, field, context.language);
    match field.shape {
        Shape::Choice(choices) => {
            let mut options = vec!["–".to_owned()];
            for value in choices.values {
                options.push(
                    context.labels.get(&format!("{}.{value}", choices.name), context.language).to_owned(),
                );
            }
            let current = choices.position(before.as_text()).map_or(0, |position| position + 1);
            let chosen = context.prompter().choose(&label, &options, current)?;
            let value = chosen.checked_sub(1).and_then(|position| choices.values.get(position));
            return Ok(value.map_or(Value::Empty, |value| Value::Text((*value).to_owned())));
        }
        Shape::Choices(choices) => {
            let held: &[String] = if let Value::List(items) = before { items } else { &[] };
            let options: Vec<String> = choices
                .values
                .iter()
                .map(|value| {
                    context.labels.get(&format!("{}.{value}", choices.name), context.language).to_owned()
                })
                .collect();
            let chosen: Vec<bool> =
                choices.values.iter().map(|value| held.iter().any(|held| held == value)).collect();
            let picked = context.prompter().choose_several(&label, &options, &chosen)?;
            return Ok(Value::List(
                picked.into_iter().map(|position| choices.values[position].to_owned()).collect(),
            ));
        }
        _ => {}
    }
    let names = Names::of(context, &[], &[])?;
    let initial = match before {
        Value::List(items) => acct::domain::parse::join_list(items.iter().map(String::as_str)),
        before => display::cell(context, field, before, &names).text,
    };
    let question = match field.shape {
        Shape::Integer { least, most } if most < i64::MAX => format!("{label} ({least}-{most})"),
        _ => label,
    };
    loop {
        // A text that is there may have several lines; a new one rarely has.
        let text = match field.shape {
            Shape::Paragraph if !initial.is_empty() => context.prompter().paragraph(&question, &initial)?,
            _ => context.prompter().text(&question, &initial)?,
        };
        let texts = match field.shape {
            Shape::List | Shape::Links(_) => acct::domain::parse::split_list(&text),
            _ => vec![text],
        };
        match flags::read(context, field, &texts, account) {
            Ok(value) => return Ok(value),
            Err(error) if error.downcast_ref::<crate::prompt::Stop>().is_some() => return Err(error),
            Err(error) => {
                crate::failure::report(&context.ui, &error);
            }
        }
    }
}
