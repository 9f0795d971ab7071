//! `merge`: several records become one, after showing field by field what wins.

mod told;

use std::collections::BTreeMap;

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Field};
use acct::ops::merge::{self, Choices, Merging, Settled};
use acct::say;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display::Names;
use crate::failure::Failure;
use crate::{fields, resolve};

/// Whose values stay.
#[derive(Debug, clap::Args)]
pub(crate) struct Wishes {
    /// Whose value stays where several differ; a value stands in for one that is empty either way
    #[arg(long, value_name = "WHOSE", default_value = "kept")]
    prefer: Preferred,
    /// Take the value of one field from one of the records: FIELD=RECORD, or FIELD=other where there is but one (repeat for several)
    #[arg(long, value_name = "FIELD=RECORD")]
    take: Vec<String>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Preferred {
    Kept,
    Other,
}

/// The records that become one, and how their fields are told.
struct Parties {
    kept: Entry,
    others: Vec<Entry>,
    names: Names,
}

impl Parties {
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        std::iter::once(&self.kept).chain(&self.others)
    }

    /// A record by its name and number, as it is told.
    fn told(&self, id: i64) -> String {
        let title = self.entries().find(|entry| entry.id == id).map(Entry::title).unwrap_or_default();
        format!("{title}  #{id}")
    }
}

pub(crate) fn run(
    context: &mut Context,
    kept: Entry,
    others: Vec<Entry>,
    wishes: &Wishes,
) -> anyhow::Result<()> {
    let kind = kept.kind;
    let every = [std::slice::from_ref(&kept), &others].concat();
    let links: Vec<Field> = kind.fields().to_vec();
    let parties = Parties { names: Names::of(context, &every, &links)?, kept, others };
    let choices = Choices {
        prefers_other: wishes.prefer == Preferred::Other,
        taken: taken(context, &parties, &wishes.take)?,
    };
    let ids = parties.others.iter().map(|entry| entry.id).collect();
    let mut merging = Merging { kind, into: parties.kept.id, others: ids, choices };
    let mut settled = merge::plan(context.store()?.read(), &merging)?;
    if context.asks() && !context.global.yes {
        ask(context, &parties, &settled, &mut merging.choices)?;
        settled = merge::plan(context.store()?.read(), &merging)?;
    }
    told::fields(context, &parties, &settled)?;
    let is_asked = !wishes.write.dry_run && context.asks() && !context.global.yes;
    if is_asked {
        let preview = merge::preview(context.writing(wishes.write)?, &merging)?;
        told::twins(context, &preview.twins)?;
        if !context.confirm(&question(context, &parties))? {
            return Ok(());
        }
    }
    let written = merge::merge(context.writing(wishes.write)?, &merging)?;
    if !is_asked {
        told::twins(context, &written.value.twins)?;
    }
    told::done(context, &parties, &written)
}

fn question(context: &Context, parties: &Parties) -> String {
    let names: Vec<String> = parties.others.iter().map(|entry| parties.told(entry.id)).collect();
    let (names, kept) = (names.join(pick(context.language, ", ", "、")), parties.told(parties.kept.id));
    say!(context.language, "Merge {names} into {kept}?", "把 {names} 合并到 {kept}？")
}

/// The records whose values are to be taken, by field.
fn taken(
    context: &mut Context,
    parties: &Parties,
    takes: &[String],
) -> anyhow::Result<BTreeMap<String, i64>> {
    let mut taken = BTreeMap::new();
    for text in takes {
        let Some((name, whose)) = text.split_once('=') else {
            let message =
                say!(context.language, "\"{text}\" is not FIELD=RECORD", "“{text}”应写成“字段=记录”");
            return Err(Failure::usage(message).into());
        };
        let field = fields::find(context, parties.kept.kind, name)?;
        let id = party(context, parties, whose.trim())?;
        let has_value = parties.entries().any(|entry| entry.id == id && !entry.get(field.name).is_empty());
        if !has_value {
            let (label, told) =
                (context.labels.field(parties.kept.kind, &field, context.language), parties.told(id));
            let message = say!(context.language, "{told} has no {label}", "{told} 没有填写“{label}”");
            return Err(Failure::refused(message).into());
        }
        taken.insert(field.name.to_owned(), id);
    }
    Ok(taken)
}

/// The record that a text names, of those that become one.
fn party(context: &mut Context, parties: &Parties, text: &str) -> anyhow::Result<i64> {
    if let ("other", [only]) = (text, parties.others.as_slice()) {
        return Ok(only.id);
    }
    if text == "kept" {
        return Ok(parties.kept.id);
    }
    let id = match (parties.kept.kind, parties.kept.account()) {
        (Kind::Account, _) => resolve::account(context, text)?.id,
        (kind, Some(account)) => resolve::child(context, kind, account, text)?.id,
        (kind, None) => resolve::record(context, kind, text, None)?.id,
    };
    if parties.entries().any(|entry| entry.id == id) {
        return Ok(id);
    }
    let message = say!(
        context.language,
        "\"{text}\" is none of the records that become one",
        "“{text}”不在要合并的记录之中"
    );
    Err(Failure::usage(message).into())
}

/// Asks for each field in which values differ and that no flag speaks of, which one stays.
fn ask(
    context: &mut Context,
    parties: &Parties,
    settled: &[Settled],
    choices: &mut Choices,
) -> anyhow::Result<()> {
    for settled in settled.iter().filter(|settled| settled.is_conflict()) {
        let Some(from) = settled.from.filter(|_| !choices.taken.contains_key(&settled.field)) else {
            continue;
        };
        let field = told::field(context, parties.kept.kind, settled)?;
        let mut values = vec![(from, &settled.value)];
        values.extend(settled.lost.iter().map(|(id, value)| (*id, value)));
        let options: Vec<String> = values
            .iter()
            .map(|(id, value)| {
                format!("{}  ({})", told::one_line(context, parties, &field, value), parties.told(*id))
            })
            .collect();
        let label = context.labels.field(parties.kept.kind, &field, context.language);
        let question = say!(context.language, "Which {label} stays?", "“{label}”保留哪一个？");
        let chosen = context.prompter().choose(&question, &options, 0)?;
        choices.taken.insert(settled.field.clone(), values[chosen].0);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands;
    use crate::help::Line;
    use crate::prompt::scripted::Answer::{No, Option, Yes};
    use crate::prompt::scripted::ScriptedPrompter;

    /// Types a command, and answers what is asked.
    fn typed(
        file: &std::path::Path,
        line: &[&str],
        script: Vec<(&'static str, crate::prompt::scripted::Answer)>,
    ) {
        let file = file.to_str().unwrap();
        let arguments = [&["acct", "--db", file, "--lang", "en"], line].concat();
        let mut context = Context::scripted(&arguments, ScriptedPrompter::new(script));
        let words: Vec<std::ffi::OsString> = arguments.iter().map(std::ffi::OsString::from).collect();
        let parsed = crate::help::parse(&words, context.language, &context.labels);
        let Ok((_, Line::Whole(command))) = parsed else { panic!("{arguments:?}") };
        commands::run(&mut context, command).unwrap();
    }

    #[test]
    fn where_values_differ_it_is_asked_which_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("accounts.db");
        let entry = |id: i64| {
            let store = acct::store::Store::open(&file).unwrap();
            store.read().find(Kind::Account, id).unwrap()
        };
        typed(&file, &["add", "One", "--city", "Lyon", "--phone", "1"], vec![]);
        typed(&file, &["add", "Two", "--city", "Paris", "--phone", "2", "--region", "East"], vec![]);
        for (account, satisfaction) in [("One", "4"), ("Two", "2")] {
            typed(&file, &["rival", "add", account, "Alpha", "--satisfaction", satisfaction], vec![]);
        }
        let merge = ["account", "merge", "One", "Two", "--take", "phone=other"];
        let asked = |sure| {
            vec![("Which Name", Option("Two")), ("Which City", Option("Lyon")), ("Merge Two  #2 into", sure)]
        };
        typed(&file, &merge, asked(No));
        assert_eq!(entry(1).unwrap().title(), "One");
        typed(&file, &merge, asked(Yes));
        let kept = entry(1).unwrap();
        let told = ["name", "city", "phone", "region"].map(|field| kept.text(field));
        assert_eq!(told, ["Two", "Lyon", "2", "East"]);
        assert_eq!(entry(2), None);
    }
}
