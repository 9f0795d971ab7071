//! `acct check`: what is wrong or missing in the work on one account or on all.

pub(crate) mod draw;
pub(crate) mod found;
mod shared;

use acct::analysis::check::{self, Checker, Concern};
use acct::analysis::facts::Facts;
use acct::domain::language::{Language, count};
use acct::export::Format;
use acct::ops::{self, facts::Extent};
use acct::playbook::{Playbook, Severity};
use acct::say;
use clap::ValueEnum;

use self::shared::Shared;
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
    after_help = "Ends with code 1 when a rule of severity error fires, so that it can run in cron and CI. Archived accounts are left out; of a decision that was lost or put aside only open promises count. The rules are in the playbook: acct playbook show checks\n\nExamples:\n  acct check\n  acct check \"Example Steel\"\n  acct check --severity error --where \"tier>=A\" --json\n  acct check --rule single_threaded --rule no_owner"
)]
pub(crate) struct Args {
    /// The account; without one all accounts
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only what is so bad or worse
    #[arg(long, value_name = "SEVERITY")]
    severity: Option<SeverityArg>,
    /// Only this rule, also where it is switched off (repeat for several)
    #[arg(long = "rule", value_name = "RULE")]
    rules: Vec<String>,
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION", conflicts_with = "account")]
    filters: Vec<String>,
    /// No more than so many findings (0 for all; without it 50 in a table, all in data)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SeverityArg {
    Error,
    Warning,
    Info,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Self {
        match severity {
            SeverityArg::Error => Self::Error,
            SeverityArg::Warning => Self::Warning,
            SeverityArg::Info => Self::Info,
        }
    }
}

/// An account with what was found at it, worst first.
pub(crate) struct Checked<'p> {
    pub(crate) account: Head,
    pub(crate) concerns: Vec<Concern<'p>>,
    /// Where they were found at its industry: at how many accounts of it, of which this one has the best tier, or of several the first name.
    pub(crate) accounts: Option<usize>,
}

impl Checked<'_> {
    /// Where it was found: the industry, with how many accounts of it; none for an account.
    fn industry(&self, language: Language) -> Option<String> {
        let (industry, number) = (self.concerns.first()?.industry.as_ref()?, self.accounts?);
        let (industry, accounts) = (&industry.industry, count(number, "account", "accounts"));
        Some(say!(language, "industry {industry} ({accounts})", "行业「{industry}」（{number} 家客户）"))
    }
}

/// What a check came to.
#[derive(Default)]
struct Tally {
    accounts: usize,
    /// Accounts of which nothing is recorded.
    untouched: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    known_rules(context, &playbook, &args.rules)?;
    let numbers = portfolio::numbers(context, args.account.as_deref(), &args.filters)?;
    let labels = context.labels.clone();
    let checker = Checker::new(&playbook, &labels, context.today, &args.rules);
    let limit = limit(context, args);
    if limit == usize::MAX && display::is_written_row_by_row(context.format()) {
        let tally = print_all(context, &checker, &playbook, args, &numbers)?;
        let shown = tally.total();
        return tell(context, &tally, shown);
    }
    let mut first = Foremost::new(limit);
    let tally =
        check(context, &checker, args, &numbers, |_, checked| first.push(rank(&checked), || checked))?;
    let mut checked = first.into_sorted();
    let shown = cut(&mut checked, limit);
    if context.format() == Format::Table {
        draw::draw(context, &playbook, &checked)?;
    } else {
        display::print_list(context, &found::sheet(context, &playbook, &checked))?;
    }
    tell(context, &tally, shown)
}

/// Refuses names that no rule has.
fn known_rules(context: &Context, playbook: &Playbook, rules: &[String]) -> anyhow::Result<()> {
    let language = context.language;
    let Some(unknown) = rules.iter().find(|rule| playbook.check(rule).is_none()) else { return Ok(()) };
    let near = playbook
        .checks
        .iter()
        .map(|rule| (strsim::normalized_damerau_levenshtein(unknown, &rule.id), &rule.id))
        .filter(|(likeness, _)| *likeness > 0.5)
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    let failure = Failure::usage(say!(language, "there is no rule \"{unknown}\"", "没有规则“{unknown}”"));
    Err(match near {
        Some((_, name)) => failure.hint(say!(language, "did you mean {name}?", "是不是想写 {name}？")),
        None => failure,
    }
    .hint(say!(language, "the rules: acct playbook show checks", "查看全部规则：acct playbook show checks"))
    .into())
}

/// Checks the accounts, and hands those at which something was found to `keep`.
fn check<'p>(
    context: &mut Context,
    checker: &Checker<'p>,
    args: &Args,
    numbers: &[i64],
    mut keep: impl FnMut(&Context, Checked<'p>),
) -> anyhow::Result<Tally> {
    context.store()?;
    let context = &*context;
    let least = args.severity.map_or(Severity::Info, Severity::from);
    let progress = context.ui.progress(u64::try_from(numbers.len()).ok());
    let mut tally = Tally::default();
    let answers = if checker.counts_answers() { Extent::Whole } else { Extent::Said };
    let compute = |facts: Facts| {
        let (worked, mut concerns) = checker.check(&facts);
        concerns.retain(|concern| concern.rule.severity >= least);
        concerns.sort_by_key(|concern| std::cmp::Reverse(concern.rule.severity));
        (worked, Checked { account: facts.account.into(), concerns, accounts: None })
    };
    // Of one account alone, and as ids, an industry is told with its account.
    let is_shared = numbers.len() > 1 && context.format() != Format::Ids;
    let mut shared = Shared::default();
    let take = |(worked, mut checked): (check::Extent, Checked<'p>)| {
        if is_shared {
            shared.take(&mut checked);
        }
        tally.add(worked, &checked.concerns);
        progress.at(tally.accounts as u64);
        if !checked.concerns.is_empty() {
            keep(context, checked);
        }
    };
    let read = (answers, context.today);
    context.opened()?.snapshot(|store| ops::facts::each(store.read(), numbers, read, compute, take))?;
    drop(progress);
    for found in shared.into_checked() {
        found.concerns.iter().for_each(|concern| tally.count(concern.rule.severity));
        keep(context, found);
    }
    Ok(tally)
}

/// Checks the accounts and prints all that was found, in the memory of what it is ordered by.
fn print_all(
    context: &mut Context,
    checker: &Checker,
    playbook: &Playbook,
    args: &Args,
    numbers: &[i64],
) -> anyhow::Result<Tally> {
    let mut aside = PutAside::new()?;
    let tally = check(context, checker, args, numbers, |context, checked| {
        aside.push(rank(&checked), &found::rows(context, playbook, &checked));
    })?;
    aside.print(context, &found::columns(context), |_| true)?;
    Ok(tally)
}

/// The worst first, then the better tier, then more errors, then by name.
fn rank(checked: &Checked) -> impl Ord + use<> {
    let Checked { account, concerns, .. } = checked;
    let worst = concerns.first().map(|concern| concern.rule.severity);
    let errors = concerns.iter().filter(|concern| concern.rule.severity == Severity::Error).count();
    (std::cmp::Reverse((worst, account.tier, errors)), account.name.clone(), account.id)
}

impl Tally {
    fn add(&mut self, worked: check::Extent, concerns: &[Concern]) {
        self.accounts += 1;
        self.untouched += usize::from(worked == check::Extent::Untouched);
        for concern in concerns {
            self.count(concern.rule.severity);
        }
    }

    fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.notes += 1,
        }
    }

    fn total(&self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// How many findings are shown at most.
fn limit(context: &Context, args: &Args) -> usize {
    let usual = if context.format() == Format::Table { USUAL_LIMIT } else { 0 };
    match args.limit.unwrap_or(usual) {
        0 => usize::MAX,
        limit => limit,
    }
}

/// Leaves as many findings as are to be shown, and tells how many those are.
fn cut(checked: &mut Vec<Checked>, limit: usize) -> usize {
    let (mut room, mut shown) = (limit, 0);
    checked.retain_mut(|account| {
        account.concerns.truncate(room);
        room -= account.concerns.len();
        shown += account.concerns.len();
        !account.concerns.is_empty()
    });
    shown
}

/// Says what the check came to; an error makes the command fail.
fn tell(context: &Context, tally: &Tally, shown: usize) -> anyhow::Result<()> {
    let language = context.language;
    let Tally { accounts, untouched, errors, warnings, notes } = *tally;
    if shown < tally.total() {
        let total = tally.total();
        let message = say!(
            language,
            "{shown} of {total}; --limit 0 shows all.",
            "共 {total} 条，显示 {shown} 条；--limit 0 显示全部。"
        );
        context.ui.status(format_args!("{message}"));
    }
    let checked = count(accounts, "account", "accounts");
    let (of_errors, of_warnings) = (count(errors, "error", "errors"), count(warnings, "warning", "warnings"));
    let mut message = say!(
        language,
        "Checked {checked}: {of_errors}, {of_warnings}, {notes} info.",
        "检查了 {accounts} 家客户：错误 {errors} 条，警告 {warnings} 条，提示 {notes} 条。"
    );
    if untouched > 0 {
        let bare = count(untouched, "account", "accounts");
        message += &say!(
            language,
            " Left out, as nothing is on record yet: {bare}.",
            "其中 {untouched} 家还没有任何记录，未列出。"
        );
    }
    context.ui.status(format_args!("{message}"));
    if errors == 0 {
        return Ok(());
    }
    Err(Failure::refused(say!(language, "{of_errors} found", "发现 {errors} 条错误")).into())
}
