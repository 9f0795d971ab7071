//! From what people type to the record they mean.

use acct::domain::fold::fold;
use acct::domain::id::number_of;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::likeness::{Among, likeness, worth_proposing};
use acct::domain::person::person_key;
use acct::domain::record::{Entry, Record};
pub(crate) use acct::domain::shell::quoted;
use acct::say;
use acct::store::Named;

use crate::context::Context;
use crate::failure::Failure;

/// How many candidates an ambiguous name lists.
const CANDIDATES: usize = 10;

/// The account a person means: by name, alias, external id, number (`#12`) or unique beginning.
pub(crate) fn account(context: &mut Context, text: &str) -> anyhow::Result<Named> {
    if fold(text).is_empty() {
        return Err(nothing_named(context, Kind::Account, text));
    }
    if let Some(found) = account_by_number(context, text)? {
        return Ok(found);
    }
    let store = context.store()?;
    if let Some(found) = store.read().account_by_key(text)? {
        return Ok(found);
    }
    // A code and a number look alike, so both are looked for.
    let mut candidates = store.read().accounts_coded(text)?;
    let numbered: Vec<i64> = bare_number(text).into_iter().collect();
    for found in store.read().titles(Kind::Account, &numbered)? {
        if !candidates.contains(&found) {
            candidates.push(found);
        }
    }
    // As a beginning, an external id without the id would fit every account of that system.
    if candidates.is_empty() && text.trim_end().ends_with([':', '：']) {
        return Err(nothing_named(context, Kind::Account, text));
    }
    if candidates.is_empty() {
        let most = if context.asks() { usize::MAX } else { CANDIDATES + 1 };
        candidates = context.store()?.read().accounts_beginning(text, most)?;
    }
    match candidates.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(unknown_account(context, text)?),
        several => {
            let several = several.to_vec();
            ambiguous(context, Kind::Account, text, several)
        }
    }
}

/// A text that would fit anything names nothing.
fn nothing_named(context: &Context, kind: Kind, text: &str) -> anyhow::Error {
    let label = context.labels.kind(kind, context.language).to_lowercase();
    let message = say!(
        context.language,
        "which {label}? \"{text}\" names none",
        "哪个{label}？“{text}”没有指明任何{label}"
    );
    let hint = say!(context.language, "give the name, or the number: '#12'", "请给出名称或编号：'#12'");
    Failure::usage(message).hint(hint).into()
}

/// The account with its record.
pub(crate) fn account_record<R: Record>(context: &mut Context, text: &str) -> anyhow::Result<R> {
    let found = account(context, text)?;
    let entry = context.store()?.read().get(Kind::Account, found.id)?;
    Ok(R::from_entry(&entry)?)
}

fn account_by_number(context: &mut Context, text: &str) -> anyhow::Result<Option<Named>> {
    let Some(id) = number_of(text) else { return Ok(None) };
    let reader = context.store()?.read();
    if let Some(found) = reader.titles(Kind::Account, &[id])?.pop() {
        return Ok(Some(found));
    }
    // The number of an account that was merged leads to the one that was kept.
    let into: Vec<i64> = reader.merged_into(id)?.into_iter().collect();
    match reader.titles(Kind::Account, &into)?.pop() {
        Some(kept) => {
            let Named { id: into, name } = &kept;
            let message = say!(
                context.language, "#{id} was merged into {name} (#{into})",
                "#{id} 已合并到 {name}（#{into}）"
            );
            context.ui.note(format_args!("{message}"));
            Ok(Some(kept))
        }
        None => Err(missing(context, Kind::Account, text)),
    }
}

/// Whether a text is the number of a record, as `#12` or as `--format ids` writes it.
pub(crate) fn is_number(text: &str) -> bool {
    number_of(text).or_else(|| bare_number(text)).is_some()
}

/// A number as `--format ids` writes it: what begins with a zero or a sign is a code.
fn bare_number(text: &str) -> Option<i64> {
    let digits = fold(text);
    if digits.starts_with(['0', '+', '-']) { None } else { digits.parse().ok() }
}

fn missing(context: &Context, kind: Kind, text: &str) -> anyhow::Error {
    let label = context.labels.kind(kind, context.language).to_lowercase();
    let failure =
        Failure::refused(say!(context.language, "there is no {label} {text}", "没有{label} {text}"));
    let command = match (kind, kind.command()) {
        (Kind::Account, _) => "acct list".to_owned(),
        (Kind::Trip, _) => "acct contact trip list --all".to_owned(),
        (_, Some(command)) => format!("acct {command} list"),
        (_, None) => return failure.into(),
    };
    failure.hint(say!(context.language, "those there are: {command}", "查看现有的：{command}")).into()
}

fn unknown_account(context: &mut Context, text: &str) -> anyhow::Result<anyhow::Error> {
    let near = resembling(context, text)?;
    let failure =
        Failure::refused(say!(context.language, "there is no account \"{text}\"", "没有客户“{text}”"));
    Ok(match near.as_slice() {
        [] => failure.hint(format!("acct add {}", quoted(text))).into(),
        near => {
            let names: Vec<&str> = near.iter().map(|named| named.name.as_str()).collect();
            failure
                .hint(say!(
                    context.language,
                    "did you mean {}?",
                    "是不是：{}？",
                    names.join(pick(context.language, ", ", "、"))
                ))
                .into()
        }
    })
}

/// Accounts whose names look like a text, best first.
fn resembling(context: &mut Context, text: &str) -> anyhow::Result<Vec<Named>> {
    let wanted = fold(text);
    // A name that holds what was written is worth proposing however long it is.
    let alike = |named: &Named| {
        let name = fold(&named.name);
        if name.contains(&wanted) { 1.0 } else { likeness(&name, &wanted) }
    };
    let known = context.store()?.accounts_resembling(text)?;
    let near = worth_proposing(known.into_iter().map(|named| (alike(&named), named)), Among::Names);
    Ok(near.into_iter().take(3).collect())
}

/// Lets a person choose, or fails and lists the candidates.
fn ambiguous(
    context: &mut Context,
    kind: Kind,
    text: &str,
    mut candidates: Vec<Named>,
) -> anyhow::Result<Named> {
    let label = context.labels.kind(kind, context.language).to_lowercase();
    if context.asks() {
        let question =
            say!(context.language, "Which {label} is meant by \"{text}\"?", "“{text}”指的是哪个{label}？");
        return crate::pick::one_of_many(context, &question, candidates);
    }
    let more = candidates.len() > CANDIDATES;
    candidates.truncate(CANDIDATES);
    let options: Vec<String> =
        candidates.iter().map(|named| format!("{}  #{}", named.name, named.id)).collect();
    let etc = if more { say!(context.language, " and more", "等") } else { String::new() };
    let message = say!(
        context.language,
        "\"{text}\" names several: {}{etc}",
        "“{text}”对应多个：{}{etc}",
        options.join(pick(context.language, ", ", "、"))
    );
    let hint = say!(
        context.language,
        "write more of the name, or the number: '#{}'",
        "请写全名称，或写编号：'#{}'",
        candidates[0].id
    );
    Err(Failure::refused(message).hint(hint).into())
}

/// A record of an account (a contact, a need, ...) by its title, a unique beginning of it, or its number.
pub(crate) fn child(context: &mut Context, kind: Kind, account: i64, text: &str) -> anyhow::Result<Entry> {
    if fold(text).is_empty() {
        return Err(nothing_named(context, kind, text));
    }
    if let Some(id) = number_of(text) {
        return match context.store()?.read().find(kind, id)? {
            Some(entry) if entry.account().unwrap_or(0) == account => Ok(entry),
            _ => Err(missing(context, kind, text)),
        };
    }
    let wanted = fold(text);
    let entries = context.store()?.read().entries_of_account(kind, account)?;
    let picked = |test: &dyn Fn(&str) -> bool| -> Vec<Entry> {
        let is_meant = |entry: &&Entry| {
            test(&fold(&entry.title())) || entry.list("aliases").iter().any(|name| test(&fold(name)))
        };
        entries.iter().filter(is_meant).cloned().collect()
    };
    let mut found = picked(&|title| title == wanted);
    if found.is_empty() {
        found = picked(&|title| title.starts_with(&wanted));
    }
    if found.is_empty() {
        found = picked(&|title| title.contains(&wanted));
    }
    match found.len() {
        0 => Err(unknown_child(context, kind, text, &entries)),
        1 => Ok(found.swap_remove(0)),
        _ => {
            let named =
                found.iter().map(|entry| Named { id: entry.id, name: entry.title().into_owned() }).collect();
            let chosen = ambiguous(context, kind, text, named)?;
            Ok(context.store()?.read().get(kind, chosen.id)?)
        }
    }
}

fn unknown_child(context: &Context, kind: Kind, text: &str, entries: &[Entry]) -> anyhow::Error {
    let label = context.labels.kind(kind, context.language).to_lowercase();
    let failure = Failure::refused(say!(
        context.language, "there is no {label} \"{text}\" here", "这里没有{label}“{text}”"
    ));
    let names: Vec<_> = entries.iter().map(Entry::title).take(CANDIDATES).collect();
    if names.is_empty() {
        return failure.into();
    }
    let wanted = fold(text);
    let alike = entries.iter().map(|entry| (likeness(&fold(&entry.title()), &wanted), entry.title()));
    let failure = match worth_proposing(alike, Among::Names).first() {
        Some(near) => failure.hint(say!(context.language, "did you mean {near}?", "是不是：{near}？")),
        None => failure,
    };
    failure
        .hint(say!(
            context.language,
            "there are {}",
            "现有：{}",
            names.join(pick(context.language, ", ", "、"))
        ))
        .into()
}

/// A record by its number alone, or, for a child of an account, by account and title; what belongs to none is named in
/// the place of the account.
pub(crate) fn record(
    context: &mut Context,
    kind: Kind,
    account_text: &str,
    title: Option<&str>,
) -> anyhow::Result<Entry> {
    if kind == Kind::Account {
        let found = account(context, account_text)?;
        return Ok(context.store()?.read().get(kind, found.id)?);
    }
    let number = number_of(account_text).or_else(|| bare_number(account_text));
    if let (false, None) = (kind.belongs_to_account(), number) {
        return child(context, kind, 0, account_text);
    }
    match (title, number) {
        (None, Some(id)) => match context.store()?.read().find(kind, id)? {
            Some(entry) => Ok(entry),
            None => Err(missing(context, kind, account_text)),
        },
        (None, None) => {
            let label = context.labels.kind(kind, context.language).to_lowercase();
            let message = say!(context.language, "which {label}?", "哪个{label}？");
            let hint = say!(
                context.language,
                "give ACCOUNT and NAME, or the number: '#12'",
                "请给出客户和名称，或编号：'#12'"
            );
            Err(Failure::usage(message).hint(hint).into())
        }
        (Some(title), _) => {
            let account = account(context, account_text)?;
            child(context, kind, account.id, title)
        }
    }
}

/// An industry by any of its names, the beginning of its own, or its number.
pub(crate) fn industry(context: &mut Context, text: &str) -> anyhow::Result<Named> {
    let today = context.today;
    if let Some(found) = acct::ops::industries::environment(context.store()?.read(), Some(text), today)? {
        return Ok(Named { id: found.id, name: found.industry.clone() });
    }
    if context.store()?.read().live(Kind::Industry)? == 0 {
        let message = say!(context.language, "no industry is recorded yet", "还没有记录任何行业");
        let hint = format!("acct industry add {}", quoted(text));
        return Err(Failure::refused(message).hint(hint).into());
    }
    let entry = record(context, Kind::Industry, text, None)?;
    Ok(Named { id: entry.id, name: entry.title().into_owned() })
}

/// A person of any account, by number, or by the name that nobody else has.
pub(crate) fn person(context: &mut Context, text: &str) -> anyhow::Result<Entry> {
    if is_number(text) {
        return record(context, Kind::Contact, text, None);
    }
    let wanted = person_key(text);
    let mut found = Vec::new();
    context.store()?.read().each_known(|known| {
        if !known.has_left && person_key(known.name) == wanted {
            found.push((known.contact, known.account));
        }
    })?;
    let id = match found.as_slice() {
        [] => return Err(missing(context, Kind::Contact, text)),
        [(contact, _)] => *contact,
        several => {
            let mut named = Vec::new();
            for (contact, account) in several {
                let account = context.store()?.read().get(Kind::Account, *account)?.title().into_owned();
                named.push(Named { id: *contact, name: format!("{text} ({account})") });
            }
            ambiguous(context, Kind::Contact, text, named)?.id
        }
    };
    Ok(context.store()?.read().get(Kind::Contact, id)?)
}

/// The record that a link names: an account, or something within the same account.
pub(crate) fn linked(
    context: &mut Context,
    kind: Kind,
    within: Option<i64>,
    text: &str,
) -> anyhow::Result<i64> {
    match (kind, within) {
        (Kind::Account, _) => Ok(account(context, text)?.id),
        (kind, Some(within)) => Ok(child(context, kind, within, text)?.id),
        (kind, None) => match number_of(text) {
            Some(id) if context.store()?.read().find(kind, id)?.is_some() => Ok(id),
            _ => Err(missing(context, kind, text)),
        },
    }
}
