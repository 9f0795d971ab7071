//! `acct next`: what to do today and in the next days, over all accounts or at one.

pub(crate) mod draw;
pub(crate) mod listed;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write as _;
use std::rc::Rc;

use acct::analysis::agenda::{Horizon, PersonalFile, Planner, Task, TaskKind, Urgency, rank_key};
use acct::analysis::facts::Facts;
use acct::domain::account::Account;
use acct::domain::language::{Language, count};
use acct::domain::trip::Trip;
use acct::export::{Format, write_calendar};
use acct::ops::{self, facts::Extent};
use acct::say;

use super::foremost::Foremost;
use super::portfolio::{self, Head};
use super::put_aside::PutAside;
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
    /// Only this: promise, contact, stage, purchase, question, birthday, trip (repeat for several)
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
pub(crate) struct Due {
    pub(crate) account: Rc<Head>,
    pub(crate) task: Task,
    /// How many accounts it is done for at once: those that wait for one answer about their industry, of which there may be more.
    pub(crate) accounts: usize,
}

impl Due {
    pub(crate) fn at(account: &Rc<Head>, task: Task) -> Self {
        Self { account: Rc::clone(account), task, accounts: 1 }
    }

    /// Whose it is: the account's, or with several of them the industry's.
    pub(crate) fn whose(&self, language: Language) -> String {
        let number = self.accounts;
        let accounts = count(number, "account", "accounts");
        match &self.task.industry {
            Some(environment) if number > 1 => {
                let industry = &environment.industry;
                say!(
                    language,
                    "industry {industry} (asked at {accounts})",
                    "行业“{industry}”（{number} 家客户待答）"
                )
            }
            _ => self.account.name.clone(),
        }
    }
}

/// Questions about industries, each once for all accounts of one.
#[derive(Default)]
struct Shared(BTreeMap<(i64, String), Due>);

impl Shared {
    /// Takes a task that is shared, the most pressing of all its accounts; gives back any other.
    fn take(&mut self, due: Due) -> Option<Due> {
        let Some(industry) = &due.task.industry else { return Some(due) };
        match self.0.entry((industry.id, due.task.key.clone())) {
            Entry::Vacant(place) => {
                place.insert(due);
            }
            Entry::Occupied(mut place) => {
                let known = place.get_mut();
                let accounts = known.accounts + 1;
                if order(&due) < order(known) {
                    *known = due;
                }
                known.accounts = accounts;
            }
        }
        None
    }
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
    let is_table = context.format() == Format::Table && !context.wants_calendar();
    let usual = if is_table { USUAL_LIMIT } else { 0 };
    let limit = match args.limit.unwrap_or(usual) {
        0 => usize::MAX,
        limit => limit,
    };
    if display::is_written_row_by_row(context.format()) && !context.wants_calendar() {
        let (total, overdue, shown) = print_all(context, args, &numbers, limit)?;
        tell(context, args.days, shown, total, overdue);
        return Ok(());
    }
    let mut first = Foremost::new(limit);
    let (total, overdue) = find(context, args, &numbers, |_, due| first.push(order(&due), || due))?;
    let due = first.into_sorted();
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

/// What tasks of all accounts are ordered by.
fn order(due: &Due) -> impl Ord + use<> {
    let Due { account, task, .. } = due;
    (rank_key(account.tier, task), account.name.clone(), task.kind, task.record.id)
}

/// Prints the first tasks, in the memory of what all of them are ordered by; how many there are, how many of them are
/// overdue, and how many were printed.
fn print_all(
    context: &mut Context,
    args: &Args,
    numbers: &[i64],
    limit: usize,
) -> anyhow::Result<(usize, usize, usize)> {
    let mut aside = PutAside::new()?;
    let (total, overdue) = find(context, args, numbers, |context, due| {
        aside.push(order(&due), &[listed::row(context, &due)]);
    })?;
    // As ids each account stands once, for what is done next with it.
    let by_account = context.format() == Format::Ids;
    let (mut shown, mut seen) = (0, std::collections::BTreeSet::new());
    aside.print(context, &listed::columns(context), |row| {
        shown += 1;
        let is_new = !by_account || row.first().is_none_or(|cell| seen.insert(cell.text.clone()));
        shown <= limit && is_new
    })?;
    Ok((total, overdue, shown.min(limit)))
}

/// Hands what is to be done to `keep`; how much that is, and how much of it is overdue.
fn find(
    context: &mut Context,
    args: &Args,
    numbers: &[i64],
    mut keep: impl FnMut(&Context, Due),
) -> anyhow::Result<(usize, usize)> {
    let playbook = context.playbook()?;
    context.store()?;
    let context = &*context;
    let horizon = Horizon::of(context.today, args.days);
    let personal = args.personal;
    refuse_what_is_personal(context, args)?;
    let kinds = if args.kinds.is_empty() { TaskKind::ALL } else { &args.kinds };
    let labels = context.labels.clone();
    let planner = Planner::new(&playbook, &labels, horizon, kinds);
    let answers = if planner.counts_answers() { Extent::Whole } else { Extent::Said };
    let progress = context.ui.progress(u64::try_from(numbers.len()).ok());
    let (mut total, mut overdue, mut done) = (0, 0, 0);
    let mut count = |due: Due| {
        total += 1;
        overdue += usize::from(due.task.urgency == Urgency::Overdue);
        keep(context, due);
    };
    let mut shared = Shared::default();
    let take = |(account, tasks): (Account, Vec<Task>)| {
        let account = Rc::new(Head::from(account));
        for task in tasks {
            if let Some(due) = shared.take(Due::at(&account, task)) {
                count(due);
            }
        }
        done += 1;
        progress.at(done);
    };
    context.opened()?.snapshot(|store| {
        let reader = store.read();
        let mut trips: Vec<Trip> = Vec::new();
        if let (true, Some(first), Some(last)) = (personal, numbers.first(), numbers.last()) {
            trips = reader.of_accounts(*first, *last)?;
        }
        let compute = |facts: Facts| {
            let id = facts.account.id;
            let start = trips.partition_point(|trip| trip.account.number() < id.number());
            let end = trips.partition_point(|trip| trip.account.number() <= id.number());
            let file = if personal {
                PersonalFile::Included(trips.get(start..end).unwrap_or_default())
            } else {
                PersonalFile::LeftOut
            };
            let tasks = planner.agenda(&facts, file);
            (facts.account, tasks)
        };
        ops::facts::each(reader, numbers, (answers, horizon.today), compute, take)
    })?;
    drop(progress);
    shared.0.into_values().for_each(&mut count);
    Ok((total, overdue))
}

fn refuse_what_is_personal(context: &Context, args: &Args) -> anyhow::Result<()> {
    let is_personal = |kind: &TaskKind| matches!(kind, TaskKind::Birthday | TaskKind::Trip);
    if args.personal || !args.kinds.iter().any(is_personal) {
        return Ok(());
    }
    let message =
        say!(context.language, "birthdays and trips are part of the personal file", "生日和行程属于个人档案");
    let hint = say!(context.language, "add --personal", "请加上 --personal");
    Err(Failure::usage(message).hint(hint).into())
}

fn calendar(context: &Context, due: &[Due]) -> anyhow::Result<()> {
    let events = due.iter().map(|due| listed::event(context, due));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let name = say!(context.language, "acct: what to do", "acct 待办");
    write_calendar(&name, context.now, events, &mut out)?;
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
