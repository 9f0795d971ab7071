//! From what people type after `--set`, `--margin`, `--mark` and `--wins` to premises.

use std::collections::BTreeMap;

use acct::analysis::answers;
use acct::analysis::facts::Facts;
use acct::analysis::what_if::Premise;
use acct::domain::fold::fold;
use acct::domain::id::Id;
use acct::domain::kind::Kind;
use acct::domain::language::{Language, pick};
use acct::domain::record::{Entry, Field, Record as _};
use acct::domain::rival::{Rival, is_us};
use acct::domain::value::Value;
use acct::ops;
use acct::ops::change::Change;
use acct::playbook::Playbook;
use acct::say;
use acct::store::Named;

use super::Args;
use crate::commands::look::{answer, find};
use crate::commands::record::edit;
use crate::commands::rival::mark;
use crate::commands::tier::assume::{self, Known, parts};
use crate::context::Context;
use crate::failure::Failure;
use crate::{fields, resolve};

/// What parts a rival from a factor.
const SLASH: [char; 2] = ['/', '／'];

/// The premises in the order answers and fields, margin, marks, weights, thresholds.
pub(super) fn read(
    context: &mut Context,
    playbook: &Playbook,
    account: &Named,
    args: &Args,
) -> anyhow::Result<Vec<Premise>> {
    let mut premises = Vec::new();
    let mut supposed = BTreeMap::new();
    for text in &args.assume.answers {
        premises.push(set(context, playbook, account, text, &mut supposed)?);
    }
    if let Some(text) = &args.margin {
        premises.push(margin(context, text)?);
    }
    for text in &args.marks {
        premises.push(mark(context, account, text)?);
    }
    for text in &args.wins {
        premises.push(wins(context, account, text)?);
    }
    premises.extend(assume::rules(context, playbook, &args.assume)?.into_iter().map(Premise::Rating));
    if premises.is_empty() {
        let message = say!(
            context.language,
            "nothing to assume: --set, --margin, --mark, --wins, --weight or --threshold is missing",
            "没有假设：缺少 --set、--margin、--mark、--wins、--weight 或 --threshold"
        );
        let account = resolve::quoted(&account.name);
        return Err(Failure::usage(message)
            .hint(format!("acct what-if {account} --set trend.verdict=2 --margin -5"))
            .into());
    }
    Ok(premises)
}

/// Records as the premises so far make them: one may add to what another one set.
type Supposed = BTreeMap<(Kind, i64), Entry>;

fn set(
    context: &mut Context,
    playbook: &Playbook,
    account: &Named,
    text: &str,
    supposed: &mut Supposed,
) -> anyhow::Result<Premise> {
    let (name, value) = parts(context, "--set", text)?;
    if let Some((kind, reference, field)) = of_record(context, name)? {
        let entry = match reference {
            None => context.store()?.read().get(Kind::Account, account.id)?,
            Some(reference) => resolve::child(context, kind, account.id, &reference)?,
        };
        let entry = supposed.get(&(kind, entry.id)).cloned().unwrap_or(entry);
        let field = fields::find(context, kind, &field)?;
        let after = changed(context, &entry, (name, &field), value)?;
        let value = after.get(field.name).clone();
        supposed.insert((kind, entry.id), after);
        return Ok(Premise::Field { kind, id: entry.id, field: Box::new(field), value });
    }
    if assume::is_measure(context, playbook, name) {
        return Ok(Premise::Rating(assume::input(context, playbook, text)?));
    }
    let (item, question) = find::item(context, playbook, name)?;
    let answer = if value.is_empty() {
        None
    } else {
        let read = context.read_values(|reading| answers::read(&item, question, value, reading));
        read.map_err(|error| answer::refused(context, question, &account.name, &error))?.answer
    };
    Ok(Premise::Answer { item, answer })
}

/// The kind, the record and the field that `project:#3.probability` names; the record is the account itself in `account.owner`.
/// None where a question is named.
fn of_record(context: &Context, name: &str) -> anyhow::Result<Option<(Kind, Option<String>, String)>> {
    let kinds = kinds(context);
    let kind_of = |text: &str| assume::find(&kinds, text.trim()).and_then(Kind::named);
    let whole = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let Some((kind, rest)) = name.split_once([':', '：']) else {
        let Some((kind, field)) = name.split_once('.') else { return Ok(None) };
        let is_account = kind_of(kind) == Some(Kind::Account);
        return Ok(whole(field).filter(|_| is_account).map(|field| (Kind::Account, None, field)));
    };
    let language = context.language;
    let Some(known) = kind_of(kind) else {
        let message = say!(language, "there is no kind of record \"{kind}\"", "没有“{kind}”这种记录");
        return Err(assume::failed(
            context,
            message,
            &kinds,
            kind,
            pick(language, "the kinds are", "可选类型："),
        )
        .into());
    };
    let named = rest.rsplit_once(['.', '．']).map(|(record, field)| (whole(record), whole(field)));
    if let Some((Some(record), Some(field))) = named {
        return Ok(Some((known, Some(record).filter(|_| known != Kind::Account), field)));
    }
    let message =
        say!(language, "--set {name}: there is no KIND:RECORD.FIELD", "--set {name}：应写成 类型:记录.字段");
    Err(Failure::usage(message).hint("--set project:#3.probability=30").into())
}

/// The account, and what of it can be edited.
fn kinds(context: &Context) -> Vec<Known> {
    let has_fields =
        |kind: &&Kind| **kind == Kind::Account || Facts::KINDS.contains(*kind) && kind.command().is_some();
    let known = |kind: &Kind| {
        let labels = Language::ALL.map(|language| context.labels.kind(*kind, language));
        let mut names = vec![kind.name().to_owned(), kind.plural()];
        names.extend(kind.command().map(str::to_owned));
        names.extend(labels);
        Known { id: kind.name().to_owned(), names }
    };
    Kind::ALL.iter().filter(has_fields).map(known).collect()
}

/// A record with another value in a field, read and checked as by `edit`.
fn changed(
    context: &mut Context,
    entry: &Entry,
    (name, field): (&str, &Field),
    value: &str,
) -> anyhow::Result<Entry> {
    if !field.is_given() || field.name == "account" {
        let message = say!(
            context.language,
            "{name} follows from other records and is not set by hand",
            "{name} 由其他记录推算，不能直接设定"
        );
        return Err(Failure::usage(message).into());
    }
    let changes = if value.is_empty() {
        vec![Change::Set(field.clone(), Value::Empty)]
    } else {
        let flag = format!("--set {name}");
        edit::changes_of(context, (&flag, field), &[value.to_owned()], entry.account())?
    };
    Ok(ops::records::would_be(context.session()?, entry, changes)?)
}

fn margin(context: &Context, text: &str) -> anyhow::Result<Premise> {
    /// A margin that moves by more than this was not meant in points.
    const MOST: f64 = 100.0;
    let points = assume::number(context, "--margin", text, &text.replace(['−', '－'], "-"))?;
    if points.abs() > MOST || points == 0.0 {
        let message = say!(
            context.language,
            "--margin {text}: write by how many percentage points it moves, between -100 and 100 and not 0",
            "--margin {text}：请写变动的百分点，在 -100 到 100 之间且不为 0"
        );
        return Err(Failure::usage(message).hint("--margin -5").into());
    }
    Ok(Premise::Margin(points))
}

fn mark(context: &mut Context, account: &Named, text: &str) -> anyhow::Result<Premise> {
    let (named, mark) = parts(context, "--mark", text)?;
    let Some((side, factor)) = sides(context, account, named)? else {
        let message = say!(
            context.language,
            "--mark {text}: there is no RIVAL/FACTOR=MARK; ours is us/FACTOR=MARK",
            "--mark {text}：应写成 对手/因素=评分；我方写成 us/因素=评分"
        );
        return Err(Failure::usage(message).into());
    };
    let rival = mark::side(context, account.id, side)?.map(|rival| Id::new(rival.id));
    let factor = Id::new(resolve::child(context, Kind::Factor, account.id, factor)?.id);
    Ok(Premise::Mark { factor, rival, mark: mark::mark(context, mark)?.0 })
}

fn wins(context: &mut Context, account: &Named, text: &str) -> anyhow::Result<Premise> {
    let (rival, factor) = match sides(context, account, text)? {
        Some((rival, factor)) => (mark::side(context, account.id, rival)?, factor),
        None => (Some(only_rival(context, account, text)?), text),
    };
    let Some(rival) = rival else {
        let message = say!(
            context.language,
            "--wins {text}: names a rival; ours is --mark us/FACTOR=5",
            "--wins {text}：这里要写对手；假设我方评分请用 --mark us/因素=5"
        );
        return Err(Failure::usage(message).into());
    };
    let factor = resolve::child(context, Kind::Factor, account.id, factor)?;
    Ok(Premise::Wins { factor: Id::new(factor.id), rival: Id::new(rival.id) })
}

/// The rival and the factor of `RIVAL/FACTOR`. Either may have a slash in its name: where a rival is called as all before one of
/// them, that one parts, else the last.
fn sides<'t>(
    context: &mut Context,
    account: &Named,
    text: &'t str,
) -> anyhow::Result<Option<(&'t str, &'t str)>> {
    let rivals: Vec<Rival> = context.store()?.read().of_account(account.id)?;
    let parted = || {
        text.rmatch_indices(SLASH)
            .filter_map(|(at, slash)| Some((text.get(..at)?.trim(), text.get(at + slash.len()..)?.trim())))
    };
    let names_one =
        |(side, _): &(&str, &str)| is_us(side) || rivals.iter().any(|rival| fold(&rival.name) == fold(side));
    Ok(parted().find(names_one).or_else(|| parted().next()))
}

/// The rival where there is just one.
fn only_rival(context: &mut Context, account: &Named, text: &str) -> anyhow::Result<Entry> {
    let rivals: Vec<Rival> = context.store()?.read().of_account(account.id)?;
    let language = context.language;
    if let [only] = rivals.as_slice() {
        return Ok(only.to_entry());
    }
    let of = &account.name;
    if rivals.is_empty() {
        let message = say!(
            language,
            "--wins {text}: no rival of {of} is recorded",
            "--wins {text}：{of} 还没有登记对手"
        );
        let name = pick(language, "NAME", "名称");
        let hint = format!("acct rival add {} {name}", resolve::quoted(of));
        return Err(Failure::usage(message).hint(hint).into());
    }
    let message = say!(
        language,
        "--wins {text}: which rival? Write RIVAL/FACTOR",
        "--wins {text}：哪个对手？请写成 对手/因素"
    );
    let names: Vec<&str> = rivals.iter().map(|rival| rival.name.as_str()).collect();
    let names = names.join(pick(language, ", ", "、"));
    Err(Failure::usage(message).hint(say!(language, "there are {names}", "现有：{names}")).into())
}
