//! `acct voice advance`: on to the next status with what it needs, or back with a reason.

use acct::domain::feedback::{Feedback, FeedbackKind, FeedbackStatus};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Field};
use acct::domain::value::Value;
use acct::ops;
use acct::say;
use acct::store::Named;

use crate::cli::WriteArgs;
use crate::commands::record;
use crate::context::Context;
use crate::failure::Failure;
use crate::{ask, flags, resolve};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Analysed needs the root cause, handled what was done and when, confirmed who confirmed it and when. What is recorded already is not asked for again, and praise needs nothing. Going back needs a reason, which is kept in the note.\n\nExamples:\n  acct voice advance \"Example Steel\" \"Spares come late\" --root-cause \"No stock on site\"\n  acct voice advance \"Example Steel\" \"Spares come late\" --to handled --action \"Stock on site\" --date today\n  acct voice advance '#3' --to confirmed --by \"Ann Example\" --date today\n  acct voice advance '#3' --to analysed --reason \"It happened again\""
)]
pub(crate) struct Args {
    /// The account, or the number alone ('#3')
    #[arg(value_name = "ACCOUNT")]
    of_or_number: String,
    /// What they said, or the beginning of it
    #[arg(value_name = "TITLE")]
    record: Option<String>,
    /// To where, if not to the next status: collected, analysed, handled, confirmed
    #[arg(long, value_name = "STATUS")]
    to: Option<String>,
    /// Why it came to it
    #[arg(long, value_name = "TEXT")]
    root_cause: Option<String>,
    /// What was done about it
    #[arg(long, value_name = "TEXT")]
    action: Option<String>,
    /// When it was handled or confirmed, as of the status it goes to
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// Who of the customer confirmed it
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Why it goes back
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = meant(context, args)?;
    let from = FeedbackStatus::named(entry.get("status").as_text()).unwrap_or(FeedbackStatus::Collected);
    let to = target(context, args, from)?;
    let mut changes = Vec::new();
    set(&mut changes, "status", Value::Text(to.as_str().to_owned()));
    if to < from {
        back(context, args, &entry, (from, to), &mut changes)?;
    } else {
        on(context, args, &entry, (from, to), &mut changes)?;
    }
    let written = ops::records::edit(context.writing(args.write)?, Kind::Feedback, entry.id, &changes)?;
    record::edit::tell(context, &written.value, written.operation.is_some())
}

/// The one that is meant; with an account alone a person chooses among those that are open.
fn meant(context: &mut Context, args: &Args) -> anyhow::Result<Entry> {
    let (of, kind) = (&args.of_or_number, Kind::Feedback);
    if args.record.is_some() || resolve::is_number(of) || !context.asks() {
        return resolve::record(context, kind, of, args.record.as_deref());
    }
    let account = resolve::account(context, of)?;
    let all: Vec<Feedback> = context.store()?.read().of_account(account.id)?;
    let open: Vec<Named> = all
        .iter()
        .filter(|feedback| feedback.is_open())
        .map(|feedback| {
            let status = feedback.status.unwrap_or(FeedbackStatus::Collected);
            let key = format!("feedback_status.{status}");
            let status = context.labels.get(&key, context.language);
            let name = format!("{}  {}  {status}", feedback.date, feedback.title);
            Named { id: feedback.id.number(), name }
        })
        .collect();
    if open.is_empty() {
        let name = account.name;
        let message = say!(context.language, "{name} waits for nothing", "{name} 没有未办结的客户声音");
        return Err(Failure::refused(message).into());
    }
    let question = pick(context.language, "Which one goes on?", "推进哪一条？").to_owned();
    let chosen = crate::pick::one_of_many(context, &question, open)?;
    Ok(context.store()?.read().get(kind, chosen.id)?)
}

fn target(context: &mut Context, args: &Args, from: FeedbackStatus) -> anyhow::Result<FeedbackStatus> {
    if let (Some(text), Some(field)) = (&args.to, Kind::Feedback.field("status")) {
        let value = flags::read_as(context, "--to", field, std::slice::from_ref(text), None)?;
        if let Some(to) = FeedbackStatus::named(value.as_text()).filter(|to| *to != from) {
            return Ok(to);
        }
        let status = context.labels.get(&format!("feedback_status.{from}"), context.language).to_owned();
        let message = say!(context.language, "it is already: {status}", "已经是“{status}”");
        return Err(Failure::refused(message).into());
    }
    let next = FeedbackStatus::ALL.iter().copied().find(|status| *status > from);
    next.ok_or_else(|| {
        let message = pick(
            context.language,
            "the customer has confirmed it; there is no next status",
            "客户已确认，没有下一步",
        );
        Failure::refused(message.to_owned()).into()
    })
}

/// Takes what the statuses on the way need that is not recorded: from a flag, or by asking.
fn on(
    context: &mut Context,
    args: &Args,
    entry: &Entry,
    (from, to): (FeedbackStatus, FeedbackStatus),
    changes: &mut Vec<(Field, Value)>,
) -> anyhow::Result<()> {
    let language = context.language;
    let needed = to.needs_since(Some(from), FeedbackKind::named(entry.text("kind")));
    for name in to.told_since(Some(from)) {
        let is_recorded = !entry.get(name).is_empty();
        // The day is that of where it goes to; one that is recorded on the way stays.
        if is_recorded && name.ends_with("_date") && !to.needs().contains(&name) {
            continue;
        }
        let (given, question, flag) = match name {
            "root_cause" => (
                &args.root_cause,
                pick(language, "What is the root cause?", "根本原因是什么？"),
                "--root-cause",
            ),
            "action" => {
                (&args.action, pick(language, "What was done about it?", "采取了什么措施？"), "--action")
            }
            "handled_date" => (&args.date, pick(language, "When was it handled?", "哪天处理的？"), "--date"),
            "confirmed_by" => (&args.by, pick(language, "Who confirmed it?", "谁确认的？"), "--by"),
            _ => (&args.date, pick(language, "When did they confirm it?", "客户哪天确认的？"), "--date"),
        };
        if given.is_none() && (is_recorded || !needed.contains(&name)) {
            continue;
        }
        let text = context.ask_unless_given(given.clone(), question, flag)?;
        if let Some(field) = Kind::Feedback.field(name) {
            let value = flags::read_as(context, flag, field, &[text], entry.account())?;
            set(changes, name, value);
        }
    }
    Ok(())
}

/// Notes why; the days of the statuses that no longer hold go with any such change ([`ops::closing`]).
fn back(
    context: &mut Context,
    args: &Args,
    entry: &Entry,
    (from, to): (FeedbackStatus, FeedbackStatus),
    changes: &mut Vec<(Field, Value)>,
) -> anyhow::Result<()> {
    if args.reason.is_none() && !context.asks() {
        return Err(ask::missing(context.language, &["--reason"]).into());
    }
    let question = pick(context.language, "Why does it go back?", "为什么退回？");
    let reason = context.ask_unless_given(args.reason.clone(), question, "--reason")?;
    let label = |status: FeedbackStatus| {
        context.labels.get(&format!("feedback_status.{status}"), context.language).to_owned()
    };
    let (from, to, today) = (label(from), label(to), context.today);
    note(
        entry,
        &say!(
            context.language,
            "{today}: back from {from} to {to}: {reason}",
            "{today}：由“{from}”退回“{to}”：{reason}"
        ),
        changes,
    );
    Ok(())
}

fn set(changes: &mut Vec<(Field, Value)>, name: &str, value: Value) {
    if let Some(field) = Kind::Feedback.field(name) {
        changes.push((field.clone(), value));
    }
}

/// Writes a line below the note.
fn note(entry: &Entry, line: &str, changes: &mut Vec<(Field, Value)>) {
    set(changes, "note", Value::Text(entry.with_line("note", line)));
}
