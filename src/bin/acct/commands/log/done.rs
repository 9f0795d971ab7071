//! `acct log done`: a promised next step is done; and `acct log add`, which can be what did it.

use acct::analysis::promises;
use acct::domain::date::Date;
use acct::domain::interaction::Interaction;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Record as _};
use acct::domain::value::Value;
use acct::export::Format;
use acct::ops;
use acct::say;
use acct::store::Named;

use super::AddArgs;
use crate::cli::WriteArgs;
use crate::commands::record;
use crate::commands::stage::{self, signal};
use crate::context::Context;
use crate::failure::Failure;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A next step also goes away by itself with the first conversation on or after the day it was due. The mark is taken away by acct log edit '#12' --clear next_done\n\nExamples:\n  acct log done '#12'\n  acct log done \"Example Steel\" \"First visit\" --date yesterday"
)]
pub(crate) struct Args {
    /// The account, or the number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// How its text begins
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
    /// When it was done, if not today
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Interaction, &args.account, args.entry.as_deref())?;
    let date = stage::date(context, args.date.as_deref())?.unwrap_or(context.today);
    let written = ops::promises::done(context.writing(args.write)?, entry.id, date)?;
    tell(context, &written.value);
    if args.write.dry_run {
        context.ui.status(format_args!("{}", pick(context.language, "Nothing was kept.", "未保存。")));
    }
    if context.format() == Format::Table {
        return Ok(());
    }
    record::show::run(context, &written.value.to_entry(), false)
}

fn tell(context: &Context, done: &Interaction) {
    let step = step(done);
    context.ui.status(format_args!("{}", say!(context.language, "Done: {step}", "已完成：{step}")));
}

/// Adds an entry with the signals that were seen, and marks next steps of earlier ones as done with it. Who is asked for
/// everything is asked for these, too. Signals that speak for another stage are told.
pub(super) fn add(
    context: &mut Context,
    account: &Named,
    args: AddArgs,
    open: &[Interaction],
) -> anyhow::Result<()> {
    let asks_all = args.text.is_none() && args.flags.is_empty() && args.signals.is_empty() && context.asks();
    if !args.signals.is_empty() {
        let playbook = context.playbook()?;
        signal::check(context, &playbook, &args.signals)?;
    }
    let mut done = Vec::new();
    for text in &args.done {
        done.push(promised(context, account, text)?);
    }
    let entry = record::add::composed(context, Some(account.id), args.text, &args.flags)?;
    if asks_all && done.is_empty() {
        done = ask(context, open)?;
    }
    if !args.signals.is_empty() {
        let session = context.writing(args.write)?;
        let written = ops::stages::log(session, entry, &args.signals, &done)?;
        let logged = written.value;
        for interaction in &logged.settled {
            tell(context, interaction);
        }
        record::add::tell(context, &logged.entry, written.operation)?;
        return signal::told(context, &account.name, &logged.signals, written.operation);
    }
    if done.is_empty() {
        let written = ops::records::add(context.writing(args.write)?, entry)?;
        return record::add::tell(context, &written.value, written.operation);
    }
    let date = day(context, &entry);
    let written = ops::promises::log_and_done(context.writing(args.write)?, entry, &done, date)?;
    let (entry, settled) = written.value;
    for interaction in &settled {
        tell(context, interaction);
    }
    record::add::tell(context, &entry, written.operation)
}

/// The interactions of an account whose next steps are still to be done.
pub(super) fn open(context: &mut Context, account: &Named) -> anyhow::Result<Vec<Interaction>> {
    let talks: Vec<Interaction> = context.store()?.read().of_account(account.id)?;
    let open = promises::open(&talks, context.today);
    Ok(open.into_iter().map(|promise| promise.agreed.clone()).collect())
}

/// Says which of the next steps that were open count as done because of what was added since.
pub(super) fn tell_overtaken(
    context: &mut Context,
    account: &Named,
    before: &[Interaction],
) -> anyhow::Result<()> {
    let after: Vec<Interaction> = context.store()?.read().of_account(account.id)?;
    let still_open = promises::open(&after, context.today);
    let stands = |id| {
        still_open.iter().any(|promise| promise.agreed.id == id)
            || after.iter().any(|talk| talk.id == id && talk.next_done.is_some())
    };
    for promise in before.iter().filter(|promise| !stands(promise.id)) {
        let (language, step, id) = (context.language, step(promise), promise.id);
        context.ui.note(format_args!(
            "{}",
            say!(
                language,
                "with this the next step \"{step}\" counts as done; if it is not: acct log edit '{id}' --next-date DATE",
                "有了这次互动，下一步“{step}”就算完成；如果还没做：acct log edit '{id}' --next-date 日期"
            )
        ));
    }
    Ok(())
}

fn day(context: &Context, entry: &Entry) -> Date {
    if let Value::Date(date) = entry.get("date") { *date } else { context.today }
}

/// The number of an entry of the account.
fn promised(context: &mut Context, account: &Named, text: &str) -> anyhow::Result<i64> {
    let numbered = if text.starts_with(|first: char| first.is_ascii_digit()) {
        format!("#{text}")
    } else {
        text.to_owned()
    };
    let found = resolve::record(context, Kind::Interaction, &numbered, None)?;
    if found.account() != Some(account.id) {
        let name = &account.name;
        let message = say!(
            context.language,
            "--done {text}: that entry is not about {name}",
            "--done {text}：这条互动不属于 {name}"
        );
        let name = resolve::quoted(name);
        return Err(Failure::refused(message).hint(format!("acct log list {name}")).into());
    }
    Ok(found.id)
}

/// Which of the steps that are still open are done.
fn ask(context: &mut Context, open: &[Interaction]) -> anyhow::Result<Vec<i64>> {
    if open.is_empty() {
        return Ok(Vec::new());
    }
    let language = context.language;
    let options: Vec<String> = open
        .iter()
        .map(|agreed| match agreed.next_date {
            Some(due) => say!(language, "{} (due {due})", "{}（{due} 到期）", (step(agreed))),
            None => step(agreed).to_owned(),
        })
        .collect();
    let question = pick(language, "Which of the promised steps are done?", "以下约定的事项，哪些已经完成？");
    let chosen = context.prompter().choose_several(question, &options, &vec![false; options.len()])?;
    Ok(chosen.into_iter().filter_map(|at| open.get(at)).map(|agreed| agreed.id.number()).collect())
}

/// The next step that was agreed in an interaction.
fn step(agreed: &Interaction) -> &str {
    agreed.next_step.as_ref().map(|step| step.0.trim()).unwrap_or_default()
}
