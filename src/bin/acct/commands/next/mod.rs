//! `acct next`: what to do today and in the next days, over all accounts or at one.

mod draw;
mod listed;

use std::io::Write as _;

use acct::analysis::agenda::{Horizon, PersonalFile, Task, TaskKind, Urgency, agenda, rank_key};
use acct::domain::account::Account;
use acct::domain::language::count;
use acct::domain::trip::Trip;
use acct::export::{Format, write_calendar};
use acct::ops::{self, OpsError};
use acct::say;

use super::portfolio;
use crate::context::Context;
use crate::display;
use crate::failure::Failure;

/// Rows of a table unless more are asked for.
const USUAL_LIMIT: usize = 50;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Contact is due by the tier's cadence, a stage when its expected days are over; a question is proposed where there is an occasion to ask it. Birthdays and trips belong to the personal file and come with --personal.\n\nExamples:\n  acct next\n  acct next \"Example Steel\" --days 30\n  acct next --owner \"Ann Example\" --kind promise --kind contact\n  acct next --days 14 --format ics > week.ics"
)]
pub(crate) struct Args {
    /// The account; without one all accounts
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// How many days ahead to look
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(i64).range(0..=3660))]
    days: i64,
    /// Only accounts of this person of ours
    #[arg(long, value_name = "NAME", conflicts_with = "account")]
    owner: Option<String>,
    /// Only this: promise, contact, stage, question, birthday, trip (repeat for several)
    #[arg(long = "kind", value_name = "KIND", value_parser = kind)]
    kinds: Vec<TaskKind>,
    /// Birthdays and trips too, which are part of the personal file
    #[arg(long)]
    personal: bool,
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION", conflicts_with = "account")]
    filters: Vec<String>,
    /// No more than so many (0 for all; without it 50 in a table, all in data)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

fn kind(text: &str) -> Result<TaskKind, String> {
    TaskKind::named(&text.to_lowercase()).ok_or_else(|| TaskKind::CHOICES.values.join(", "))
}

/// A task at its account.
struct Due {
    account: Account,
    task: Task,
}

/// The refusal of a calendar by other commands.
pub(super) fn only_here(context: &Context) -> Failure {
    let message = say!(
        context.language,
        "the format ics is a calendar, which acct next alone writes",
        "ics 是日历格式，只有 acct next 可以输出"
    );
    Failure::usage(message).hint("acct next --format ics")
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut conditions = args.filters.clone();
    conditions.extend(args.owner.iter().map(|owner| format!("owner={owner}")));
    let numbers = portfolio::numbers(context, args.account.as_deref(), &conditions)?;
    let mut due = find(context, args, &numbers)?;
    due.sort_by_cached_key(|due| {
        (rank_key(due.account.tier, &due.task), due.account.name.clone(), due.task.kind, due.task.record.id)
    });
    let total = due.len();
    let overdue = due.iter().filter(|due| due.task.urgency == Urgency::Overdue).count();
    let is_table = context.format() == Format::Table && !context.wants_calendar();
    let usual = if is_table { USUAL_LIMIT } else { 0 };
    due.truncate(match args.limit.unwrap_or(usual) {
        0 => usize::MAX,
        limit => limit,
    });
    if context.wants_calendar() {
        calendar(context, &due)?;
    } else if is_table {
        draw::draw(context, &due)?;
    } else {
        display::print_list(context, &listed::sheet(context, &due))?;
    }
    tell(context, args.days, due.len(), total, overdue);
    Ok(())
}

fn find(context: &mut Context, args: &Args, numbers: &[i64]) -> anyhow::Result<Vec<Due>> {
    let playbook = context.playbook()?;
    let horizon = Horizon::of(context.today, args.days);
    let names_personal = args.kinds.iter().any(|kind| matches!(kind, TaskKind::Birthday | TaskKind::Trip));
    let personal = args.personal;
    if names_personal && !personal {
        let message = say!(
            context.language,
            "birthdays and trips are part of the personal file",
            "生日和行程属于个人档案"
        );
        let hint = say!(context.language, "add --personal", "请加上 --personal");
        return Err(Failure::usage(message).hint(hint).into());
    }
    let kinds = if args.kinds.is_empty() { TaskKind::ALL } else { &args.kinds };
    let progress = context.ui.progress(u64::try_from(numbers.len()).ok());
    let (mut due, mut done) = (Vec::new(), 0);
    context.store()?.snapshot(|store| {
        let reader = store.read();
        let mut trips: Vec<Trip> = Vec::new();
        if let (true, Some(first), Some(last)) = (personal, numbers.first(), numbers.last()) {
            trips = reader.of_accounts(*first, *last)?;
        }
        ops::facts::each(reader, numbers, |facts| {
            let id = facts.account.id;
            let start = trips.partition_point(|trip| trip.account.number() < id.number());
            let end = trips.partition_point(|trip| trip.account.number() <= id.number());
            let file = if personal {
                PersonalFile::Included(trips.get(start..end).unwrap_or_default())
            } else {
                PersonalFile::LeftOut
            };
            let tasks = agenda(&playbook, &facts, file, horizon, kinds);
            due.extend(tasks.into_iter().map(|task| Due { account: facts.account.clone(), task }));
            done += 1;
            progress.at(done);
        })?;
        Ok::<(), OpsError>(())
    })?;
    drop(progress);
    Ok(due)
}

fn calendar(context: &Context, due: &[Due]) -> anyhow::Result<()> {
    let events: Vec<_> = due.iter().map(|due| listed::event(context, due)).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let name = say!(context.language, "acct: what to do", "acct 待办");
    write_calendar(&name, context.now, &events, &mut out)?;
    Ok(out.flush()?)
}

fn tell(context: &Context, days: i64, shown: usize, total: usize, overdue: usize) {
    let language = context.language;
    let within = count(days, "day", "days");
    let things = count(total, "thing", "things");
    let mut message = match total {
        0 => say!(language, "Nothing to do within {within}.", "{days} 天内没有待办事项。"),
        _ => say!(
            language,
            "{things} to do within {within}, {overdue} overdue.",
            "{days} 天内共 {total} 项待办，其中逾期 {overdue} 项。"
        ),
    };
    if shown < total {
        message +=
            &say!(language, " {shown} shown; --limit 0 shows all.", "显示 {shown} 项；--limit 0 显示全部。");
    }
    context.ui.status(format_args!("{message}"));
}
