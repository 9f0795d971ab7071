//! Asks for the arguments that a command line leaves out, or without a terminal tells which they are. One place for
//! all commands: a command is only run when its line is whole.

use acct::domain::choices::{Outcome, Stage, Tier};
use acct::domain::kind::Kind;
use acct::domain::language::{Language, pick};
use acct::domain::record::Choices;
use acct::domain::relation::Bond;

use crate::commands::Command;
use crate::context::Context;
use crate::failure::Failure;
use crate::help::{self, ALONE, Line, Missing, Unfinished, of_command};
use crate::pick as records;
use crate::resolve;

/// The command of a line, once what is missing was asked for.
pub(crate) fn finish(context: &mut Context, line: Line) -> anyhow::Result<Command> {
    let unfinished = match line {
        Line::Whole(command) => return Ok(command),
        Line::Unfinished(unfinished) => unfinished,
    };
    if !context.asks() {
        return Err(told(context.language, &unfinished).into());
    }
    let answers = answers(context, &unfinished)?;
    let arguments = unfinished.with(answers);
    match help::parse(&arguments, context.language, &context.labels) {
        Ok((_, Line::Whole(command))) => {
            context.retype(&arguments);
            Ok(command)
        }
        Ok((_, Line::Unfinished(still))) => Err(told(context.language, &still).into()),
        Err(ending) => Err(Failure::usage(ending.message()).into()),
    }
}

/// Names what is missing, and shows how the command is written.
pub(crate) fn told(language: Language, unfinished: &Unfinished) -> Failure {
    let names: Vec<&str> = unfinished.missing.iter().map(|missing| missing.name.as_str()).collect();
    missing(language, &names).hint(unfinished.form.clone())
}

/// Names arguments or flags that are missing.
pub(crate) fn missing(language: Language, names: &[&str]) -> Failure {
    let are = if names.len() > 1 { "are" } else { "is" };
    // A blank stands between Chinese and Latin letters only.
    let gap = if names.first().is_some_and(|name| name.starts_with(|first: char| first.is_ascii())) {
        " "
    } else {
        ""
    };
    Failure::usage(match language {
        Language::English => format!("{} {are} missing", listed(names, ", ", " and ")),
        Language::Chinese => format!("缺少{gap}{}", listed(names, "、", "和")),
    })
}

fn listed(names: &[&str], between: &str, last: &str) -> String {
    match names {
        [first @ .., end] if !first.is_empty() => format!("{}{last}{end}", first.join(between)),
        names => names.concat(),
    }
}

/// Values to choose from.
struct Options {
    question: String,
    values: Vec<String>,
    labels: Vec<String>,
    /// The field of an account that holds the present value.
    present: Option<&'static str>,
}

/// What stands for an argument says what it names.
enum Wanted {
    Account,
    /// A record of the account that was named before.
    Within(Kind),
    /// The name of a record, at whichever account.
    Named(Kind),
    Trip,
    OneOf(Options),
    Text,
}

fn wanted(context: &Context, missing: &Missing) -> Wanted {
    let pick = |english, chinese| pick(context.language, english, chinese);
    match missing.placeholder.as_str() {
        "ACCOUNT" | "OTHER" => Wanted::Account,
        "PERSON" | "COLLEAGUE" => Wanted::Within(Kind::Contact),
        ALONE => Wanted::Named(Kind::Rival),
        "ENTRY" => Wanted::Within(Kind::Interaction),
        "TRIP" => Wanted::Trip,
        "STAGE" => {
            labelled(context, pick("Which stage?", "哪个阶段？"), "stage", &Stage::CHOICES, Some("stage"))
        }
        "TIER" => {
            labelled(context, pick("Which tier?", "哪个级别？"), "tier_name", &Tier::CHOICES, Some("tier"))
        }
        "OUTCOME" => {
            labelled(context, pick("How did it end?", "结果如何？"), "outcome", &Outcome::CHOICES, None)
        }
        "RELATION" => {
            labelled(context, pick("How do they relate?", "是什么关系？"), "bond", &Bond::CHOICES, None)
        }
        other if let Some(kind) = of_command(other) => Wanted::Within(kind),
        other if let Some(kind) = Kind::named(&other.to_lowercase()).filter(|kind| kind.stands_alone()) => {
            Wanted::Named(kind)
        }
        _ if missing.values.is_empty() => Wanted::Text,
        _ => Wanted::OneOf(Options {
            question: missing.help.clone(),
            values: missing.values.clone(),
            labels: missing.values.clone(),
            present: None,
        }),
    }
}

fn labelled(
    context: &Context,
    question: &str,
    prefix: &str,
    choices: &Choices,
    present: Option<&'static str>,
) -> Wanted {
    let label = |value: &&str| {
        format!("{}  {value}", context.labels.get(&format!("{prefix}.{value}"), context.language))
    };
    Wanted::OneOf(Options {
        question: question.to_owned(),
        values: choices.values.iter().map(|value| (*value).to_owned()).collect(),
        labels: choices.values.iter().map(label).collect(),
        present,
    })
}

/// Asks for everything that is missing, in order, as it would have been typed.
fn answers(context: &mut Context, unfinished: &Unfinished) -> anyhow::Result<Vec<String>> {
    let given = unfinished.given.iter().find(|(placeholder, _)| placeholder == "ACCOUNT");
    let mut account = match given {
        Some((_, text)) if unfinished.missing.iter().any(is_of_account) => {
            Some(resolve::account(context, text)?)
        }
        _ => None,
    };
    let mut person =
        match (&account, unfinished.given.iter().find(|(placeholder, _)| placeholder == "PERSON")) {
            (Some(account), Some((_, text))) => {
                Some(resolve::child(context, Kind::Contact, account.id, text)?.id)
            }
            _ => None,
        };
    let mut answers = Vec::new();
    for missing in &unfinished.missing {
        let answer = match (wanted(context, missing), &account) {
            (Wanted::Account, _) => {
                let picked = records::account(context)?;
                let text = written(&picked);
                account = Some(picked);
                text
            }
            (Wanted::Within(kind), Some(account)) => {
                let account = account.clone();
                // Nobody is a colleague of themselves.
                let except = person.filter(|_| missing.placeholder == "COLLEAGUE");
                let picked = records::child(context, kind, &account, missing, except)?.id;
                if missing.placeholder == "PERSON" {
                    person = Some(picked);
                }
                format!("#{picked}")
            }
            (Wanted::Named(kind), _) => records::name(context, kind)?,
            (Wanted::Trip, _) => format!("#{}", records::trip(context)?),
            (Wanted::OneOf(options), account) => {
                let present = match (account, options.present) {
                    (Some(account), Some(field)) => {
                        let entry = context.store()?.read().get(Kind::Account, account.id)?;
                        options.values.iter().position(|value| value == entry.text(field))
                    }
                    _ => None,
                };
                let chosen =
                    context.prompter().choose(&options.question, &options.labels, present.unwrap_or(0))?;
                options.values.into_iter().nth(chosen).unwrap_or_default()
            }
            (Wanted::Text | Wanted::Within(_), _) => context.ask(&missing.help, &missing.name)?,
        };
        answers.push(answer);
    }
    Ok(answers)
}

/// Whether an argument can only be asked for when its account is known.
fn is_of_account(missing: &Missing) -> bool {
    matches!(missing.placeholder.as_str(), "PERSON" | "COLLEAGUE" | "ENTRY" | "STAGE" | "TIER")
        || of_command(&missing.placeholder).is_some()
}

/// The account as it is typed: its name, or its number where the name would be read as one.
fn written(account: &acct::store::Named) -> String {
    if account.name.trim_start().starts_with(['#', '＃']) {
        format!("#{}", account.id)
    } else {
        account.name.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_in_the_language() {
        for (names, english, chinese) in [
            (&["ACCOUNT"][..], "ACCOUNT is missing", "缺少 ACCOUNT"),
            (&["客户", "级别"], "客户 and 级别 are missing", "缺少客户和级别"),
            (&["客户", "联系人", "关系"], "客户, 联系人 and 关系 are missing", "缺少客户、联系人和关系"),
            (&["--evidence"], "--evidence is missing", "缺少 --evidence"),
        ] {
            assert_eq!(missing(Language::English, names).message, english);
            assert_eq!(missing(Language::Chinese, names).message, chinese);
        }
    }
}
