//! `acct order stats`: what orders say, of one account or of all.

mod all;
mod one;
mod totals;

use acct::domain::date::PeriodLength;
use clap::ValueEnum;

use crate::context::Context;

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Grouped {
    Month,
    Quarter,
    Year,
}

impl Grouped {
    fn length(self) -> PeriodLength {
        match self {
            Self::Month => PeriodLength::Month,
            Self::Quarter => PeriodLength::Quarter,
            Self::Year => PeriodLength::Year,
        }
    }

    /// How many of the last periods are told.
    fn most(self) -> usize {
        match self {
            Self::Month => 24,
            Self::Quarter => 12,
            Self::Year => 10,
        }
    }

    /// What stands over them.
    fn heading(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Month => ("period", "Month", "月份"),
            Self::Quarter => ("period", "Quarter", "季度"),
            Self::Year => ("period", "Year", "年度"),
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Orders up to today count (--as-of sets the day). The last period goes on, so its change is not told. RFM are points from 1 to 5 for how lately, how often and for how much they bought within twelve months, by the limits of the playbook. Amounts of other currencies count where the settings have a rate (acct config set rate.USD 7.12); others are told apart.\n\nExamples:\n  acct order stats \"Example Steel\"\n  acct order stats \"Example Steel\" --by month --json\n  acct order stats --where \"tier>=A\" --sort change --limit 20\n  acct order stats --by quarter"
)]
pub(crate) struct Args {
    /// The account; without one all accounts, a line each
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Totals of periods: the last 24 months, 12 quarters or 10 years
    #[arg(long, value_enum, value_name = "PERIOD")]
    by: Option<Grouped>,
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >= (repeat for several)
    #[arg(long = "where", value_name = "CONDITION", conflicts_with = "account")]
    filters: Vec<String>,
    /// By which column, with - before it the largest first (change, expected, or another one that the table names)
    #[arg(long, value_name = "COLUMN", conflicts_with_all = ["account", "by"], allow_hyphen_values = true)]
    sort: Option<String>,
    /// No more than so many accounts (0 for all; without it 50 in a table, all in data)
    #[arg(long, value_name = "N", conflicts_with_all = ["account", "by"])]
    limit: Option<usize>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    match (&args.account, args.by) {
        (Some(account), by) => one::run(context, account, by.unwrap_or(Grouped::Quarter)),
        (None, Some(by)) => totals::run(context, &args.filters, by),
        (None, None) => all::run(context, args),
    }
}
