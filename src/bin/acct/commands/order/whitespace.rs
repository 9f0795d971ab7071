//! `acct order whitespace`: where there is room, by account and product line.

use std::collections::BTreeSet;

use acct::analysis::orders::{LineSpace, Lines, State, whitespace};
use acct::domain::language::{count, pick};
use acct::domain::money::{Currency, Money, Sums};
use acct::export::{Cell, Column, Format, ListWriter, Sheet};
use acct::ops::orders::{Customer, each};
use acct::ops::portfolio::Chosen;
use acct::say;
use serde_json::json;

use super::money;
use crate::commands::{portfolio, rates};
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::sheets::{self, named_columns};

/// Rows of a table unless more are asked for.
const USUAL_LIMIT: usize = 50;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Product lines are those in orders, those that rivals sell, and the list in the playbook (orders: lines). Ours are the orders of the last twelve months. Without an account those are told that have an order or a rival.\n\nExamples:\n  acct order whitespace \"Example Steel\"\n  acct order whitespace --where \"tier>=A\" --state rival\n  acct order whitespace --format csv"
)]
pub(crate) struct Args {
    /// The account; without one all accounts that have an order or a rival
    #[arg(value_name = "ACCOUNT")]
    account: Option<String>,
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >= (repeat for several)
    #[arg(long = "where", value_name = "CONDITION", conflicts_with = "account")]
    filters: Vec<String>,
    /// Only lines that stand so
    #[arg(long, value_enum, value_name = "STATE")]
    state: Option<StateArg>,
    /// No more than so many lines (0 for all; without it 50 in a table, all in data)
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum StateArg {
    Ours,
    Shared,
    Rival,
    Nobody,
}

impl StateArg {
    fn state(self) -> State {
        match self {
            Self::Ours => State::Ours,
            Self::Shared => State::Shared,
            Self::Rival => State::Rival,
            Self::Nobody => State::Nobody,
        }
    }
}

/// What a pass came to.
#[derive(Default)]
struct Tally {
    found: usize,
    shown: usize,
    accounts: usize,
    /// Accounts without an order or a rival.
    bare: usize,
    /// Lines by state.
    states: [usize; 4],
    converted: BTreeSet<Currency>,
    left_out: Sums,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let chosen = portfolio::chosen(context, args.account.as_deref(), &args.filters)?;
    let lines = lines(context, &chosen)?;
    if lines.is_empty() {
        let none = pick(
            context.language,
            "No product line is known: neither orders nor rivals nor the playbook name one.",
            "还没有产品线：订单、竞争对手和打法中都没有填写。",
        );
        context.ui.status(format_args!("{none}"));
    }
    let tally = print(context, args, &chosen, &lines)?;
    tell(context, &tally);
    Ok(())
}

/// All product lines that are looked for.
fn lines(context: &mut Context, chosen: &Chosen) -> anyhow::Result<Lines> {
    let playbook = context.playbook()?;
    let mut lines = Lines::default();
    playbook.orders.lines.iter().for_each(|line| lines.add(line));
    each::<anyhow::Error>(context.store()?.read(), chosen, |customer| {
        lines.add_all(&customer.orders, &customer.rivals);
        Ok(())
    })?;
    Ok(lines)
}

fn print(context: &mut Context, args: &Args, chosen: &Chosen, lines: &Lines) -> anyhow::Result<Tally> {
    context.store()?;
    let context = &*context;
    let (format, columns) = (context.format(), columns(context));
    // What is written row by row needs no memory for its rows.
    if display::is_written_row_by_row(format) {
        let mut out = context.ui.output(format);
        let mut writer = ListWriter::begin(format, &columns, &mut *out)?;
        let tally = each_row(context, args, chosen, lines, |row| Ok(writer.push(&row)?))?;
        writer.finish()?;
        return Ok(tally);
    }
    let mut rows = Vec::new();
    let tally = each_row(context, args, chosen, lines, |row| {
        rows.push(row);
        Ok(())
    })?;
    let sheet = Sheet { columns, rows };
    let sheet = if format == Format::Table { sheets::without(&sheet, &["left_out"]) } else { sheet };
    let sheet = if args.account.is_some() { sheets::without(&sheet, &["account"]) } else { sheet };
    display::print_list(context, &sheets::without_empty_columns(context, sheet))?;
    Ok(tally)
}

/// Hands the rows that are to be shown to `take`.
fn each_row(
    context: &Context,
    args: &Args,
    chosen: &Chosen,
    lines: &Lines,
    mut take: impl FnMut(Vec<Cell>) -> anyhow::Result<()>,
) -> anyhow::Result<Tally> {
    let usual = if context.format() == Format::Table { USUAL_LIMIT } else { 0 };
    let limit = match args.limit.unwrap_or(usual) {
        0 => usize::MAX,
        limit => limit,
    };
    let mut tally = Tally::default();
    each::<anyhow::Error>(context.opened()?.read(), chosen, |customer| {
        if args.account.is_none() && customer.orders.is_empty() && customer.rivals.is_empty() {
            tally.bare += 1;
            return Ok(());
        }
        let spaces = spaces(context, args, &customer, lines, &mut tally);
        tally.found += spaces.len();
        let room = limit - tally.shown;
        tally.shown += spaces.len().min(room);
        spaces.iter().take(room).try_for_each(|space| take(row(context, &customer.name, space)))
    })?;
    Ok(tally)
}

/// The lines at an account that are asked for.
fn spaces(
    context: &Context,
    args: &Args,
    customer: &Customer,
    lines: &Lines,
    tally: &mut Tally,
) -> Vec<LineSpace> {
    let mut spaces = whitespace(lines, &customer.orders, &customer.rivals, context.rates(), context.today);
    tally.accounts += 1;
    for ours in spaces.iter().filter_map(|space| space.ours.as_ref()) {
        tally.converted.extend(&ours.converted);
        tally.left_out.extend(ours.left_out.iter().copied());
    }
    for space in &spaces {
        for (count, _) in tally.states.iter_mut().zip(State::ALL).filter(|(_, state)| **state == space.state)
        {
            *count += 1;
        }
    }
    spaces.retain(|space| args.state.is_none_or(|wanted| wanted.state() == space.state));
    spaces
}

fn columns(context: &Context) -> Vec<Column> {
    named_columns(
        context,
        &[
            ("account", "Account", "客户"),
            ("line", "Product line", "产品线"),
            ("state", "Whose", "归属"),
            ("orders", "Orders", "订单数"),
            ("ours", "Ours, 12 months", "我方近12个月"),
            ("left_out", "Without a rate", "无汇率"),
            ("last", "Last order", "最近下单"),
            ("rivals", "Rivals", "竞争对手"),
        ],
    )
}

/// How a line stands, in words.
fn state(context: &Context, state: State) -> String {
    context.labels.get(&format!("line_state.{}", state.as_str()), context.language).to_owned()
}

fn row(context: &Context, account: &str, space: &LineSpace) -> Vec<Cell> {
    let between = pick(context.language, ", ", "、");
    vec![
        text_cell(account),
        text_cell(&space.line),
        Cell { data: json!(space.state.as_str()), text: state(context, space.state) },
        match space.orders {
            0 => Cell { data: json!(0), text: String::new() },
            orders => number_cell(orders),
        },
        money::cell_if(context, space.amount()),
        money::cells(context, space.ours.as_ref().map_or(&[], |ours| &ours.left_out)),
        text_cell(&space.last.map(|date| date.to_string()).unwrap_or_default()),
        Cell { data: json!(space.rivals), text: space.rivals.join(between) },
    ]
}

fn tell(context: &Context, tally: &Tally) {
    let language = context.language;
    let Tally { found, shown, accounts, bare, .. } = *tally;
    if shown < found {
        let message = say!(
            language,
            "{shown} of {found}; --limit 0 shows all.",
            "共 {found} 条，显示 {shown} 条；--limit 0 显示全部。"
        );
        context.ui.status(format_args!("{message}"));
    }
    let states: Vec<String> = State::ALL
        .iter()
        .zip(tally.states)
        .map(|(state, number)| format!("{} {number}", self::state(context, *state)))
        .collect();
    let (at, states) = (count(accounts, "account", "accounts"), states.join(pick(language, ", ", "，")));
    let mut message = say!(language, "At {at}: {states}.", "{accounts} 家客户：{states}。");
    if bare > 0 {
        let nothing = count(bare, "account", "accounts");
        message += &say!(
            language,
            " Without an order or a rival: {nothing}.",
            "没有订单也没有竞争对手的客户 {bare} 家。"
        );
    }
    context.ui.status(format_args!("{message}"));
    let converted: Vec<Currency> = tally.converted.iter().copied().collect();
    rates::tell(context, &converted, &tally.left_out.iter().collect::<Vec<Money>>());
}
