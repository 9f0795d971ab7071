//! `add`: a record from flags, or from prompts for what is missing.

use acct::domain::account::drop_repeated_names;
use acct::domain::kind::Kind;
use acct::domain::language::Language;
use acct::domain::record::{Entry, Field, Record, Shape};
use acct::domain::value::Value;
use acct::ops;
use acct::say;

use crate::ask;
use crate::cli::WriteArgs;
use crate::commands::record::value::ask as ask_value;
use crate::context::Context;
use crate::flags::{self, Flags};

/// Adds a record of kind `R` and tells its number. `account` is the one it belongs to.
pub(crate) fn run<R: Record>(
    context: &mut Context,
    account: Option<i64>,
    title: Option<String>,
    flags: &Flags<R>,
    write: WriteArgs,
) -> anyhow::Result<Entry> {
    let entry = composed(context, account, title, flags)?;
    let written = ops::records::add(context.writing(write)?, entry)?;
    tell(context, &written.value, written.operation)?;
    Ok(written.value)
}

/// A record as flags and prompts describe it, not yet added.
pub(crate) fn composed<R: Record>(
    context: &mut Context,
    account: Option<i64>,
    title: Option<String>,
    flags: &Flags<R>,
) -> anyhow::Result<Entry> {
    let kind = R::KIND;
    let mut entry = Entry::blank(kind);
    if let Some(account) = account {
        entry.set("account", Value::Link(account));
    }
    let asks_more = title.is_none() && flags.is_empty() && context.asks();
    if let (Some(title), Some(field)) = (title, kind.field(kind.title_field())) {
        let place = match context.language {
            Language::English => field.name.to_uppercase(),
            Language::Chinese => context.labels.field(kind, field, Language::Chinese),
        };
        let value = flags::read_as(context, &place, field, &[title], account)?;
        entry.put(field, value);
    }
    for (field, value) in flags.values(context, account)? {
        entry.put(&field, value);
    }
    ops::records::fill_defaults(&mut entry, context.today, &context.user());
    for field in kind.fields().iter().filter(|field| flags::is_asked(field)) {
        if entry.get(field.name).is_empty() {
            let value = ask_required(context, kind, field, account)?;
            entry.put(field, value);
        }
    }
    if asks_more {
        ask_usual(context, &mut entry, account)?;
    }
    if context.asks() {
        for field in ops::closing::lacking_in(&entry) {
            let value = ask_value(context, kind, field, &Value::Empty, account)?;
            entry.put(field, value);
        }
    }
    super::tell_left_out(context, &drop_repeated_names(&mut entry));
    Ok(entry)
}

fn ask_required(
    context: &mut Context,
    kind: Kind,
    field: &Field,
    account: Option<i64>,
) -> anyhow::Result<Value> {
    if !context.asks() {
        return Err(if field.name == kind.title_field() {
            context.next_is_missing().into()
        } else {
            ask::missing(context.language, &[&format!("--{}", field.flag())]).into()
        });
    }
    loop {
        let value = ask_value(context, kind, field, &Value::Empty, account)?;
        if !value.is_empty() {
            return Ok(value);
        }
    }
}

/// The fields that a person is asked for, those first that there have to be.
pub(crate) fn asked(kind: Kind) -> Vec<&'static Field> {
    let required = kind.fields().iter().filter(|field| flags::is_asked(field));
    required.chain(kind.asked().iter().filter_map(|name| kind.field(name))).collect()
}

/// Asks for the fields that matter most; Enter leaves one open.
fn ask_usual(context: &mut Context, entry: &mut Entry, account: Option<i64>) -> anyhow::Result<()> {
    let kind = entry.kind;
    for field in kind.asked().iter().filter_map(|name| kind.field(name)) {
        if entry.get(field.name).is_empty() {
            let value = ask_value(context, kind, field, &Value::Empty, account)?;
            entry.put(field, value);
        }
    }
    Ok(())
}

/// Prints the number of a new record, and says what was done.
pub(crate) fn tell(context: &mut Context, entry: &Entry, operation: Option<i64>) -> anyhow::Result<()> {
    let label = context.labels.kind(entry.kind, context.language).to_lowercase();
    let title = entry.title().into_owned();
    let id = entry.id;
    match operation {
        Some(_) => context.ui.status(format_args!(
            "{}",
            say!(context.language, "Added {label} #{id} {title}.", "已新增{label} #{id} {title}。")
        )),
        None => context.ui.status(format_args!(
            "{}",
            say!(
                context.language,
                "Would add {label} {title}. Nothing was kept.",
                "将新增{label} {title}。未保存。"
            )
        )),
    }
    if context.format() != acct::export::Format::Table {
        let fields: Vec<Field> =
            context.schema.fields(entry.kind).filter(|field| !field.private).cloned().collect();
        let sheet = crate::display::sheet(context, entry.kind, std::slice::from_ref(entry), &fields)?;
        crate::display::print_record(context, &sheet)?;
    }
    Ok(())
}

/// Whether a field can be asked for in one prompt.
pub(crate) fn can_ask(field: &Field) -> bool {
    field.is_given() && !matches!(field.shape, Shape::Data | Shape::Custom)
}
