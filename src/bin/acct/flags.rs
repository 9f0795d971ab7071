//! Flags of `add` and `edit`, made from the fields of a kind of record.

use std::marker::PhantomData;
use std::sync::OnceLock;

use acct::domain::kind::Kind;
use acct::domain::language::Language;
use acct::domain::record::{Field, Presence, Record, Shape};
use acct::domain::schema::Schema;
use acct::domain::value::Value;
use acct::playbook::Playbook;
use acct::playbook::labels::Labels;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};

use crate::config::Config;
use crate::context::Context;
use crate::resolve;

/// Fields that the user's playbook declares and the words for them, for the command tree, which is built
/// without a context.
static DECLARED: OnceLock<(Schema, Labels)> = OnceLock::new();

/// The fields in force and the words for them. Reads the user's playbook only when there is one.
pub(crate) fn schema_and_labels(config: &Config) -> anyhow::Result<(Schema, Labels)> {
    let Some(path) = &config.playbook else { return Ok((Schema::default(), Labels::default())) };
    let read = || Ok((acct::playbook::custom_fields(path)?, Labels::with_overrides(path)?));
    // Where a part of the playbook has mistakes, those of the whole are told.
    let (fields, labels) = read().map_err(|error| Playbook::load(Some(path)).err().unwrap_or(error))?;
    let declared = || (acct::playbook::custom_schema(&fields), labels.with_fields(&fields));
    Ok(DECLARED.get_or_init(declared).clone())
}

/// What was given by the flags of one kind of record.
#[derive(Clone, Debug)]
pub(crate) struct Flags<R> {
    given: Vec<(String, Vec<String>)>,
    kind: PhantomData<R>,
}

impl<R> Default for Flags<R> {
    fn default() -> Self {
        Self { given: Vec::new(), kind: PhantomData }
    }
}

/// The fields of a kind that have a flag.
fn flagged(kind: Kind) -> impl Iterator<Item = &'static Field> {
    let (schema, _) = DECLARED.get_or_init(Default::default);
    schema
        .fields(kind)
        .filter(|field| field.is_given() && field.name != "account" && field.name != "archived")
}

impl<R: Record> Args for Flags<R> {
    fn augment_args(command: Command) -> Command {
        flagged(R::KIND).fold(command, |command, field| command.arg(argument(R::KIND, field)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

/// The id of a field's argument.
fn id(kind: Kind, field: &Field) -> String {
    format!("field.{kind}.{}", field.name)
}

/// The help of a field's argument, by its id.
pub(crate) fn help_of(id: &str, labels: &Labels, language: Language) -> Option<String> {
    let (kind, name) = id.strip_prefix("field.")?.split_once('.')?;
    let kind = Kind::named(kind)?;
    let field = flagged(kind).find(|field| field.name == name)?;
    Some(help(kind, field, labels, language))
}

fn argument(kind: Kind, field: &Field) -> Arg {
    let heading = if field.private { "Personal file" } else { "Fields" };
    let (_, labels) = DECLARED.get_or_init(Default::default);
    Arg::new(id(kind, field))
        .long(field.flag())
        .value_name(placeholder(&field.shape))
        .help(help(kind, field, labels, Language::English))
        .help_heading(heading)
        .action(ArgAction::Append)
        .allow_hyphen_values(true)
}

/// What a flag takes, in the help.
fn placeholder(shape: &Shape) -> &'static str {
    match shape {
        Shape::Integer { .. } | Shape::Number => "NUMBER",
        Shape::Year => "YEAR",
        Shape::Percent => "PERCENT",
        Shape::Money => "MONEY",
        Shape::Date | Shape::Moment => "DATE",
        Shape::YesNo => "yes|no",
        Shape::Choice(_) | Shape::Choices(_) => "CHOICE",
        Shape::Link(_) | Shape::Links(_) => "NAME",
        _ => "TEXT",
    }
}

/// One line about a field: its label, and what it takes.
pub(crate) fn help(kind: Kind, field: &Field, labels: &Labels, language: Language) -> String {
    let mut text = labels.field(kind, field, language);
    match field.shape {
        Shape::Choice(choices) | Shape::Choices(choices) => {
            text.push_str(&format!(" [{}]", choices.values.join(", ")));
        }
        Shape::Integer { least, most } if most < i64::MAX => text.push_str(&format!(" [{least}-{most}]")),
        _ => {}
    }
    if field.shape.is_several() {
        text.push_str(acct::domain::language::pick(language, " (repeat for several)", "（可重复给出多个）"));
    }
    text
}

impl<R: Record> FromArgMatches for Flags<R> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut flags = Self::default();
        flags.update_from_arg_matches(matches)?;
        Ok(flags)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for field in flagged(R::KIND) {
            if let Some(values) = matches.get_many::<String>(&id(R::KIND, field)) {
                self.given.push((field.name.to_owned(), values.cloned().collect()));
            }
        }
        Ok(())
    }
}

impl<R: Record> Flags<R> {
    pub(crate) fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    /// The fields that were given, with their texts.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.given.iter().map(|(name, texts)| (name.as_str(), texts.as_slice()))
    }

    /// Reads the given values. `account` is the one that linked people are looked for in.
    pub(crate) fn values(
        &self,
        context: &mut Context,
        account: Option<i64>,
    ) -> anyhow::Result<Vec<(Field, Value)>> {
        let mut values = Vec::new();
        for (name, texts) in &self.given {
            let Some(field) = context.schema.field(R::KIND, name).cloned() else { continue };
            let value = read(context, &field, texts, account)?;
            values.push((field, value));
        }
        Ok(values)
    }
}

/// Reads the texts of one flag, looks up what they name, and tells what was understood differently.
pub(crate) fn read(
    context: &mut Context,
    field: &Field,
    texts: &[String],
    account: Option<i64>,
) -> anyhow::Result<Value> {
    read_as(context, &format!("--{}", field.flag()), field, texts, account)
}

/// As [`read`], of what is called otherwise on the command line.
pub(crate) fn read_as(
    context: &mut Context,
    flag: &str,
    field: &Field,
    texts: &[String],
    account: Option<i64>,
) -> anyhow::Result<Value> {
    use anyhow::Context as _;
    if let Shape::Link(kind) | Shape::Links(kind) = field.shape {
        let mut ids = Vec::new();
        for text in texts.iter().filter(|text| !text.trim().is_empty()) {
            ids.push(resolve::linked(context, kind, account, text).with_context(|| flag.to_owned())?);
        }
        return Ok(match (field.shape, ids.last()) {
            (Shape::Links(_), Some(_)) => Value::Links(ids),
            (_, Some(last)) => Value::Link(*last),
            (_, None) => Value::Empty,
        });
    }
    let parsed =
        context.read_values(|reading| field.parse_all(texts, reading)).with_context(|| flag.to_owned())?;
    if let Some(understood) = parsed.understood_as {
        let written = texts.last().map(String::as_str).unwrap_or_default();
        context.ui.note(format_args!(
            "{}",
            acct::say!(
                context.language,
                "{flag} \"{written}\" understood as {understood}",
                "{flag}“{written}”理解为 {understood}"
            )
        ));
    }
    Ok(parsed.value)
}

/// Whether a person has to be asked for a field.
pub(crate) fn is_asked(field: &Field) -> bool {
    field.presence == Presence::Required
}
