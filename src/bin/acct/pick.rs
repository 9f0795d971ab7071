//! Lets a person pick a record that the command line does not name. A short list is shown whole; of a long one a part
//! of the name is asked for first, so that a large file is never read for it.

use std::collections::BTreeMap;

use acct::domain::fold::fold;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Record as _};
use acct::domain::trip::Trip;
use acct::say;
use acct::store::{Named, Query};

use crate::context::Context;
use crate::failure::Failure;
use crate::help::Missing;
use crate::prompt::Numbers;
use crate::resolve::quoted;

/// How many records a list to pick from holds.
const LISTED: usize = 20;

/// An account.
pub(crate) fn account(context: &mut Context) -> anyhow::Result<Named> {
    let query = Query { limit: Some(LISTED + 1), ..Query::all(Kind::Account) };
    let mut few = Vec::new();
    context.store()?.each(&query, |entry| {
        few.push(named(&entry));
        Ok::<(), acct::store::StoreError>(())
    })?;
    if few.is_empty() {
        let message = pick(context.language, "there is no account yet", "还没有客户");
        let hint = pick(context.language, "acct add NAME", "acct add 名称");
        return Err(Failure::refused(message).hint(hint).into());
    }
    let question = pick(context.language, "Which account?", "哪个客户？");
    if few.len() <= LISTED {
        return one_of(context, question, few);
    }
    searched(context, question, |context, text| {
        let store = context.store()?;
        let mut found: Vec<Named> = store.read().account_by_key(text)?.into_iter().collect();
        let mut add = |named: Vec<Named>| {
            for named in named {
                if found.len() < LISTED && found.iter().all(|known| known.id != named.id) {
                    found.push(named);
                }
            }
            found.len() < LISTED
        };
        if add(store.read().accounts_beginning(text, LISTED)?) {
            let wanted = fold(text);
            let resembling = store.accounts_resembling(text)?.into_iter();
            add(resembling.filter(|named| fold(&named.name).contains(&wanted)).collect());
        }
        Ok(found)
    })
}

/// A record of an account, which stands for an argument; not the one with the number `except`.
pub(crate) fn child(
    context: &mut Context,
    kind: Kind,
    account: &Named,
    missing: &Missing,
    except: Option<i64>,
) -> anyhow::Result<Named> {
    let entries = context.store()?.read().entries_of_account(kind, account.id)?;
    let others = entries.iter().filter(|entry| Some(entry.id) != except);
    let all: Vec<Named> = others.map(named).collect();
    if all.is_empty() {
        return Err(nothing(context, kind, account, missing).into());
    }
    let label = context.labels.kind(kind, context.language).to_lowercase();
    let question = if missing.placeholder == "COLLEAGUE" {
        pick(context.language, "To which colleague?", "与哪位同事？").to_owned()
    } else {
        say!(context.language, "Which {label} of {}?", "{}的哪个{label}？", account.name)
    };
    one_of_many(context, &question, all)
}

/// The name that records go by, at whichever accounts.
pub(crate) fn name(context: &mut Context, kind: Kind) -> anyhow::Result<String> {
    let query = Query { fields: Some([kind.title_field()].into()), ..Query::all(kind) };
    let mut names: BTreeMap<String, Named> = BTreeMap::new();
    context.store()?.each(&query, |entry| {
        names.entry(fold(&entry.title())).or_insert_with(|| named(&entry));
        Ok::<(), acct::store::StoreError>(())
    })?;
    let label = context.labels.kind(kind, context.language).to_lowercase();
    if names.is_empty() {
        let message = say!(context.language, "there is no {label} yet", "还没有{label}");
        return Err(Failure::refused(message).into());
    }
    let question = say!(context.language, "Which {label}?", "哪个{label}？");
    Ok(one_of_many(context, &question, names.into_values().collect())?.name)
}

/// One of any number of records, of which there has to be one.
pub(crate) fn one_of_many(context: &mut Context, question: &str, all: Vec<Named>) -> anyhow::Result<Named> {
    if all.len() <= LISTED {
        return one_of(context, question, all);
    }
    searched(context, question, |_, text| {
        let wanted = fold(text);
        Ok(all.iter().filter(|named| fold(&named.name).contains(&wanted)).take(LISTED).cloned().collect())
    })
}

fn nothing(context: &Context, kind: Kind, account: &Named, missing: &Missing) -> Failure {
    let label = context.labels.kind(kind, context.language).to_lowercase();
    let title = &account.name;
    let message = say!(context.language, "{title} has no {label} yet", "{title} 还没有{label}");
    let noun = kind.command().unwrap_or(kind.name());
    Failure::refused(message).hint(format!("acct {noun} add {} {}", quoted(title), missing.name))
}

/// The number of a trip, the latest ones first.
pub(crate) fn trip(context: &mut Context) -> anyhow::Result<i64> {
    let mut trips: Vec<Trip> = Vec::new();
    context.store()?.each(&Query::all(Kind::Trip), |entry| {
        trips.push(Trip::from_entry(&entry).map_err(acct::store::StoreError::from)?);
        Ok::<(), acct::store::StoreError>(())
    })?;
    if trips.is_empty() {
        return Err(Failure::refused(pick(context.language, "there is no trip", "没有行程")).into());
    }
    trips.sort_by_key(|trip| std::cmp::Reverse((trip.from, trip.id.number())));
    trips.truncate(LISTED);
    let people: Vec<i64> = trips.iter().map(|trip| trip.contact.number()).collect();
    let people = context.store()?.read().titles(Kind::Contact, &people)?;
    let all = trips
        .iter()
        .map(|trip| {
            let person = people.iter().find(|person| person.id == trip.contact.number());
            let person = person.map(|person| person.name.as_str()).unwrap_or_default();
            Named { id: trip.id.number(), name: format!("{}  {person}  {}", trip.from, trip.place) }
        })
        .collect();
    Ok(one_of(context, pick(context.language, "Which trip?", "哪个行程？"), all)?.id)
}

fn named(entry: &Entry) -> Named {
    Named { id: entry.id, name: entry.title().into_owned() }
}

fn one_of(context: &mut Context, question: &str, mut all: Vec<Named>) -> anyhow::Result<Named> {
    let options: Vec<String> = all.iter().map(option).collect();
    let chosen = context.prompter().choose_numbered(question, &options, Numbers::Own(&numbers(&all)), 0)?;
    Ok(all.swap_remove(chosen))
}

fn numbers(all: &[Named]) -> Vec<i64> {
    all.iter().map(|named| named.id).collect()
}

fn option(named: &Named) -> String {
    format!("{}  #{}", named.name, named.id)
}

/// Asks for a part of the name until one of those that have it is picked.
fn searched(
    context: &mut Context,
    question: &str,
    mut find: impl FnMut(&mut Context, &str) -> anyhow::Result<Vec<Named>>,
) -> anyhow::Result<Named> {
    let part = pick(context.language, " (a part of the name)", "（名称的一部分）");
    loop {
        let text = context.prompter().text(&format!("{question}{part}"), "")?;
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        let mut found = find(context, text)?;
        if found.is_empty() {
            let none = say!(context.language, "None has \"{text}\" in its name.", "没有名称含“{text}”的。");
            context.ui.status(format_args!("{none}"));
            continue;
        }
        let mut options: Vec<String> = found.iter().map(option).collect();
        options.push(pick(context.language, "(another part of the name)", "（换一个词再找）").to_owned());
        let own = numbers(&found);
        let chosen = context.prompter().choose_numbered(question, &options, Numbers::Own(&own), 0)?;
        if chosen < found.len() {
            return Ok(found.swap_remove(chosen));
        }
    }
}
