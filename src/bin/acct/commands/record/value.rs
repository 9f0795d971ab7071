//! Asks for the value of one field, in the way that suits what it holds.

use acct::domain::kind::Kind;
use acct::domain::number::unmistakable;
use acct::domain::record::{Choices, Field, Shape};
use acct::domain::value::Value;
use acct::interview::Command;
use acct::playbook::shown;
use acct::say;

use crate::context::Context;
use crate::flags;
use crate::prompt::{Numbers, Stop};

/// Asks for the value of one field until it is understood. Enter leaves it empty.
pub(crate) fn ask(
    context: &mut Context,
    kind: Kind,
    field: &Field,
    before: &Value,
    account: Option<i64>,
) -> anyhow::Result<Value> {
    match field.shape {
        Shape::Choice(choices) | Shape::Choices(choices) => {
            ask_choices(context, kind, field, choices, before)
        }
        Shape::Integer { .. } => match meanings(context, kind, field)? {
            Some(meanings) => ask_degree(context, kind, field, &meanings, before),
            None => ask_text(context, kind, field, before, account),
        },
        _ => ask_text(context, kind, field, before, account),
    }
}

/// What the numbers of a field mean, from 0 on, where the method says so.
fn meanings(context: &Context, kind: Kind, field: &Field) -> anyhow::Result<Option<Vec<String>>> {
    if kind != Kind::Contact || field.custom {
        return Ok(None);
    }
    let people = &context.playbook()?.people;
    let meanings = match field.name {
        "relationship" => &people.relationship,
        "awareness" => &people.awareness,
        _ => return Ok(None),
    };
    Ok(Some(meanings.iter().map(|meaning| meaning.get(context.language).to_owned()).collect()))
}

/// Asks for one of the numbers from 0 on by what they mean.
fn ask_degree(
    context: &mut Context,
    kind: Kind,
    field: &Field,
    meanings: &[String],
    before: &Value,
) -> anyhow::Result<Value> {
    let label = context.labels.field(kind, field, context.language);
    let numbers: Vec<i64> = (0..).take(meanings.len()).collect();
    let mut options: Vec<String> =
        numbers.iter().zip(meanings).map(|(number, meaning)| format!("{number} · {meaning}")).collect();
    // Nothing known comes last, so that the numbers keep their places.
    options.push("–".to_owned());
    let held = match before {
        Value::Integer(held) => numbers.iter().position(|number| number == held),
        _ => None,
    };
    let default = held.unwrap_or(numbers.len());
    let numbered = Numbers::Own(&numbers);
    let chosen = context.prompter().choose_numbered(&label, &options, numbered, default)?;
    Ok(numbers.get(chosen).map_or(Value::Empty, |number| Value::Integer(*number)))
}

/// Asks for one of some choices, or for any number of them where the field holds several.
fn ask_choices(
    context: &mut Context,
    kind: Kind,
    field: &Field,
    choices: &Choices,
    before: &Value,
) -> anyhow::Result<Value> {
    let label = context.labels.field(kind, field, context.language);
    let mut options = labels_of(context, choices);
    let at = |position: usize| choices.values.get(position).map(|value| (*value).to_owned());
    if field.shape.is_several() {
        let held: &[String] = if let Value::List(items) = before { items } else { &[] };
        let marked: Vec<bool> =
            choices.values.iter().map(|value| held.iter().any(|held| held == value)).collect();
        let chosen = context.prompter().choose_several(&label, &options, &marked)?;
        return Ok(Value::List(chosen.into_iter().filter_map(at).collect()));
    }
    options.insert(0, "–".to_owned());
    let current = choices.position(before.as_text()).map_or(0, |position| position + 1);
    let chosen = context.prompter().choose(&label, &options, current)?;
    Ok(chosen.checked_sub(1).and_then(at).map_or(Value::Empty, Value::Text))
}

fn labels_of(context: &Context, choices: &Choices) -> Vec<String> {
    let label = |value| context.labels.get(&format!("{}.{value}", choices.name), context.language).to_owned();
    choices.values.iter().map(label).collect()
}

fn ask_text(
    context: &mut Context,
    kind: Kind,
    field: &Field,
    before: &Value,
    account: Option<i64>,
) -> anyhow::Result<Value> {
    let label = context.labels.field(kind, field, context.language);
    let initial = written(context, field, before)?;
    let question = match field.shape {
        Shape::Integer { least, most } if most < i64::MAX => say!(
            context.language,
            "{label} ({least} to {most}, {most} is most)",
            "{label}（{least} 至 {most}，{most} 最高）"
        ),
        _ => label,
    };
    loop {
        // A text that is there may have several lines; a new one rarely has.
        let text = match field.shape {
            Shape::Paragraph if !initial.is_empty() => context.prompter().paragraph(&question, &initial)?,
            Shape::Paragraph => match context.prompter().text(&question, "") {
                Err(Stop::Command(Command::Editor)) => context.prompter().in_editor(&question, "")?,
                text => text?,
            },
            _ => context.prompter().text(&question, &initial)?,
        };
        let texts = match field.shape {
            Shape::List | Shape::Links(_) => acct::domain::parse::split_list(&text),
            _ => vec![text],
        };
        // Who is asked knows the field by its label, not by a flag.
        let label = context.labels.field(kind, field, context.language);
        match flags::read_as(context, &label, field, &texts, account) {
            Ok(value) => return Ok(value),
            Err(error) if error.downcast_ref::<Stop>().is_some() => return Err(error),
            Err(error) => {
                crate::failure::report(&context.ui, &error);
            }
        }
    }
}

/// A value as a person would have to write it for the same value to be read, nothing rounded.
fn written(context: &mut Context, field: &Field, value: &Value) -> anyhow::Result<String> {
    if let (Shape::Link(kind) | Shape::Links(kind), Value::Link(_) | Value::Links(_)) = (field.shape, value) {
        let ids: &[i64] = match value {
            Value::Link(id) => std::slice::from_ref(id),
            Value::Links(ids) => ids,
            _ => &[],
        };
        let named = context.store()?.read().titles(kind, ids)?;
        let mut titles = named.iter().map(|named| named.name.as_str());
        return Ok(match field.shape {
            Shape::Links(_) => acct::domain::parse::join_list(titles),
            _ => titles.next().unwrap_or_default().to_owned(),
        });
    }
    Ok(match value {
        Value::List(items) => acct::domain::parse::join_list(items.iter().map(String::as_str)),
        Value::YesNo(yes) => shown::yes_no(*yes, context.language).to_owned(),
        value => exact(field.shape, value),
    })
}

/// The text of a single value, as exact as it is stored.
fn exact(shape: Shape, value: &Value) -> String {
    match (shape, value) {
        (Shape::Percent, Value::Number(number)) => format!("{number}%"),
        (_, Value::Number(number)) => unmistakable(number.to_string()),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Integer(number)) => number.to_string(),
        (_, Value::Money(money)) => money.to_string(),
        (_, Value::Date(date)) => date.to_string(),
        (_, Value::Moment(moment)) => moment.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use acct::domain::date::Date;
    use acct::domain::money::{Currency, Money};
    use acct::domain::parse::{Identifiers, Reading};
    use acct::domain::record::Presence;

    use super::*;

    #[test]
    fn what_a_prompt_offers_reads_back_as_the_same_value() {
        let reading =
            Reading { today: Date::constant(2026, 3, 2), currency: Currency::CNY, words: &Identifiers };
        for (shape, value) in [
            (Shape::Number, Value::Number(12.345)),
            (Shape::Number, Value::Number(1e9)),
            (Shape::Percent, Value::Number(12.345)),
            (Shape::Percent, Value::Number(0.4)),
            (Shape::Integer { least: 0, most: i64::MAX }, Value::Integer(1_234_567)),
            (Shape::Money, Value::Money(Money::new(123_456_789, Currency::EUR))),
            (Shape::Date, Value::Date(Date::constant(2026, 2, 28))),
        ] {
            let field = Field {
                name: "x",
                shape,
                presence: Presence::Optional,
                private: false,
                custom: true,
                rule: None,
                not_before: None,
            };
            assert_eq!(field.parse(&exact(shape, &value), &reading).unwrap().value, value, "{shape:?}");
        }
    }
}
