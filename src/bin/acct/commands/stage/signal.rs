//! `acct stage signal`: records what was seen at a customer, and says what it speaks for.

use acct::analysis::process::Process;
use acct::analysis::stage::mismatch;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::likeness::{Among, likeness, worth_proposing};
use acct::domain::record::Record;
use acct::domain::signal::Signal;
use acct::export::{Cell, Format, Sheet};
use acct::ops;
use acct::ops::stages::Sighting;
use acct::playbook::{Playbook, StageGuide, StageSignal};
use acct::say;
use serde_json::json;

use super::{ProcessArgs, Subject, date, words};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::sheets::named_columns;
use crate::{ask, display, resolve};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct stage signal --list\n  acct stage signal \"Example Steel\" asks_for_trial invites_bids --date 2026-03-12\n  acct stage signal \"Example Steel\" executives_appear --contact \"Example CFO\" --note \"Sat in for the first time\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT", required = true)]
    account: Option<String>,
    /// Of this project of the account, which has a decision process of its own
    #[arg(long, value_name = "PROJECT", requires = "account")]
    project: Option<String>,
    /// What was seen, by its identifier (--list shows all; asked for when missing)
    #[arg(value_name = "SIGNAL")]
    signals: Vec<String>,
    /// List the signals there are, stage by stage
    #[arg(long, conflicts_with = "account")]
    list: bool,
    /// When it was seen (today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// With whom it was seen
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,
    /// What was seen, in your words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    if args.list {
        let sheet = catalogue(context)?;
        return display::print_list(context, &sheet);
    }
    let Some(account) = &args.account else { return Ok(()) };
    let of = ProcessArgs { account: account.clone(), project: args.project.clone() };
    let subject = Subject::load(context, &of)?;
    let signals = if args.signals.is_empty() { ask_which(context, &subject)? } else { args.signals.clone() };
    check(context, &subject.playbook, &signals)?;
    let contact = match &args.contact {
        Some(contact) => Some(resolve::child(context, Kind::Contact, subject.id(), contact)?.id),
        None => None,
    };
    let date = date(context, args.date.as_deref())?;
    let project = subject.project.as_ref().map(|project| project.id.number());
    let sighting =
        Sighting { account: subject.id(), project, signals, date, contact, note: args.note.clone() };
    let written = ops::stages::signal(context.writing(args.write)?, &sighting)
        .map_err(|error| subject.refused(context, error))?;
    let account = subject.name();
    let seen: Vec<String> = written
        .value
        .iter()
        .map(|signal| words::signal_words(&subject.playbook, &signal.signal, context.language))
        .collect();
    let seen = seen.join(pick(context.language, "; ", "；"));
    let message = match written.operation {
        Some(_) => {
            say!(
                context.language,
                "Recorded a signal of {account}: {seen}.",
                "已记录 {account} 的客户信号：{seen}。"
            )
        }
        None => say!(
            context.language,
            "Would record a signal of {account}: {seen}. Nothing was kept.",
            "将记录 {account} 的客户信号：{seen}。未保存。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    if context.format() != Format::Table {
        let entries: Vec<_> = written.value.iter().map(Record::to_entry).collect();
        let fields: Vec<_> = context.schema.fields(Kind::Signal).cloned().collect();
        let sheet = display::sheet(context, Kind::Signal, &entries, &fields)?;
        display::print_list(context, &sheet)?;
    }
    warn(context, &subject, &written.value);
    Ok(())
}

/// Whether the playbook has these signals.
pub(crate) fn check(context: &Context, playbook: &Playbook, signals: &[String]) -> anyhow::Result<()> {
    match signals.iter().find(|id| playbook.stage_of_signal(id).is_none()) {
        Some(unknown) => Err(no_such_signal(context, playbook, unknown)),
        None => Ok(()),
    }
}

/// Says which signals were recorded with something else, and warns when they speak for another stage. `operation` is
/// none when nothing was kept.
pub(crate) fn told(
    context: &mut Context,
    account: &str,
    signals: &[Signal],
    operation: Option<i64>,
) -> anyhow::Result<()> {
    let of = ProcessArgs { account: account.to_owned(), project: None };
    let mut subject = Subject::load(context, &of)?;
    let seen: Vec<String> = signals
        .iter()
        .map(|signal| words::signal_words(&subject.playbook, &signal.signal, context.language))
        .collect();
    let seen = seen.join(pick(context.language, "; ", "；"));
    let message = say!(context.language, "Signals: {seen}.", "客户信号：{seen}。");
    context.ui.status(format_args!("{message}"));
    if operation.is_some() {
        // They are among the facts already.
        subject.facts.signals.retain(|known| signals.iter().all(|signal| signal.id != known.id));
    }
    warn(context, &subject, signals);
    Ok(())
}

/// Warns when what is known now speaks for another stage.
fn warn(context: &Context, subject: &Subject, recorded: &[Signal]) {
    let known = subject.process();
    let signals = [known.signals, recorded].concat();
    if let Some(mismatch) = mismatch(&Process { signals: &signals, ..known }, &subject.position) {
        let text = words::mismatch(context, &subject.playbook, &mismatch);
        context.ui.warning(format_args!("{text}"));
        let name = subject.arguments();
        context.ui.hint(format_args!("acct stage show {name}"));
    }
}

fn every_signal(playbook: &Playbook) -> impl Iterator<Item = (&StageGuide, &StageSignal)> {
    playbook.stages.iter().flat_map(|guide| guide.signals.iter().map(move |signal| (guide, signal)))
}

/// Lets a person pick signals, those of the stages around the present one first.
fn ask_which(context: &mut Context, subject: &Subject) -> anyhow::Result<Vec<String>> {
    if !context.asks() {
        let signal = pick(context.language, "SIGNAL", "信号");
        let form = format!("acct stage signal {} {signal}", subject.arguments());
        let list =
            say!(context.language, "acct stage signal --list shows all", "acct stage signal --list 列出全部");
        return Err(ask::missing(context.language, &[signal]).hint(form).hint(list).into());
    }
    let signals: Vec<(&StageGuide, &StageSignal)> = every_signal(&subject.playbook).collect();
    let options: Vec<String> = signals
        .iter()
        .map(|(guide, signal)| {
            let stage = context.labels.get(&format!("stage.{}", guide.id), context.language).to_owned();
            let signal = words::signal_text(signal, context.language);
            say!(context.language, "{stage}: {signal}", "{stage}：{signal}")
        })
        .collect();
    let question = pick(context.language, "What was seen?", "看到了什么？");
    let chosen = context.prompter().choose_several(question, &options, &vec![false; options.len()])?;
    let ids: Vec<String> =
        chosen.into_iter().filter_map(|at| signals.get(at)).map(|(_, signal)| signal.id.clone()).collect();
    if ids.is_empty() {
        return Err(Failure::refused(pick(context.language, "no signal was chosen", "没有选择信号")).into());
    }
    Ok(ids)
}

fn no_such_signal(context: &Context, playbook: &Playbook, unknown: &str) -> anyhow::Error {
    let known = every_signal(playbook).map(|(_, signal)| (likeness(&signal.id, unknown), signal));
    let nearest = worth_proposing(known, Among::Names).into_iter().next();
    let failure = Failure::refused(say!(
        context.language, "there is no signal \"{unknown}\"", "没有“{unknown}”这个信号"
    ));
    let failure = match nearest {
        Some(signal) => {
            let (id, text) = (&signal.id, words::signal_text(signal, context.language));
            failure.hint(say!(context.language, "did you mean {id} ({text})?", "是不是 {id}（{text}）？"))
        }
        None => failure,
    };
    failure
        .hint(say!(
            context.language, "acct stage signal --list shows all", "acct stage signal --list 列出全部"
        ))
        .into()
}

/// All signals, in the order of the stages.
fn catalogue(context: &mut Context) -> anyhow::Result<Sheet> {
    let columns = named_columns(
        context,
        &[("stage", "Stage", "决策阶段"), ("id", "Signal", "信号"), ("text", "What is seen", "表现")],
    );
    let rows = every_signal(&*context.playbook()?)
        .map(|(guide, signal)| {
            let stage = context.labels.get(&format!("stage.{}", guide.id), context.language).to_owned();
            vec![
                Cell { data: json!(guide.id), text: stage },
                display::text_cell(&signal.id),
                display::text_cell(words::signal_text(signal, context.language)),
            ]
        })
        .collect();
    Ok(Sheet { columns, rows })
}
