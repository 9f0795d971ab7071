//! `acct account show`: what is known of an account at a glance.

use acct::analysis::comparison::{Comparison, Side};
use acct::analysis::orders::Buying;
use acct::analysis::score::rounded;
use acct::domain::factor::{Factor, RivalMark};
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::order::Order;
use acct::domain::record::{Entry, Field};
use acct::domain::rival::Rival;
use acct::domain::value::Value;
use acct::export::{Cell, Column, Format, Sheet};
use acct::ops::looks::research::researched;
use acct::ops::portfolio::Chosen;
use acct::playbook::shown;
use acct::say;
use serde_json::json;

use crate::commands::rival::compare;
use crate::context::Context;
use crate::display;
use crate::resolve;
use crate::sheets::named_columns;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct show \"Example Steel\"\n  acct show '#12' --json")]
pub(crate) struct Args {
    /// The account: name, alias, beginning of a name, system:id or '#12'
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut entry = resolve::record(context, Kind::Account, &args.account, None)?;
    bring_coverage_to_today(context, &mut entry)?;
    let fields: Vec<Field> = context.schema.fields(Kind::Account).cloned().collect();
    let mut sheet = display::sheet(context, Kind::Account, std::slice::from_ref(&entry), &fields)?;
    for (kind, count) in counts(context, &entry)? {
        let label = context.labels.get(&format!("{kind}.plural"), context.language).to_owned();
        sheet.columns.push(Column { key: format!("{kind}_count"), label });
        let text = if count == 0 { String::new() } else { count.to_string() };
        if let [row] = sheet.rows.as_mut_slice() {
            row.push(Cell { data: json!(count), text });
        }
    }
    let (column, cell) = buying(context, &entry)?;
    sheet.columns.push(column);
    if let [row] = sheet.rows.as_mut_slice() {
        row.push(cell);
    }
    add_comparison(context, entry.id, &mut sheet)?;
    display::print_record(context, &sheet)?;
    if context.format() == Format::Table && entry.get("coverage").is_empty() {
        let name = resolve::quoted(&entry.title());
        context.ui.hint(format_args!(
            "{}",
            say!(
                context.language,
                "acct look {name} says what to find out",
                "acct look {name} 会告诉你该了解什么"
            )
        ));
    }
    Ok(())
}

/// How we stand beside the rivals, where anybody has a mark.
fn add_comparison(context: &mut Context, account: i64, sheet: &mut Sheet) -> anyhow::Result<()> {
    let reader = context.store()?.read();
    let (factors, rivals): (Vec<Factor>, Vec<Rival>) =
        (reader.of_account(account)?, reader.of_account(account)?);
    let marks: Vec<RivalMark> = reader.of_account(account)?;
    let grid = Comparison::of(&factors, &rivals, &marks);
    let marked: Vec<_> = grid.sides.iter().filter_map(|side| Some((side, side.mean?))).collect();
    let told =
        |(side, mean): &(&Side, f64)| format!("{} {}", compare::name(context, side), shown::mark(*mean));
    let text = marked.iter().map(told).collect::<Vec<_>>().join(" · ");
    let data = |(side, mean): &(&Side, f64)| {
        let rival = side.rival.map(|rival| rival.name.as_str());
        json!({"rival": rival, "mean": mean, "coverage": side.coverage, "lead": side.lead})
    };
    let data = json!(marked.iter().map(data).collect::<Vec<_>>());
    sheet.columns.extend(named_columns(context, &[("comparison", "Weighted marks", "购买因素加权得分")]));
    sheet.rows.iter_mut().for_each(|row| row.push(Cell { data: data.clone(), text: text.clone() }));
    Ok(())
}

/// Coverage is kept as of the last change; since then answers may have grown stale.
fn bring_coverage_to_today(context: &mut Context, entry: &mut Entry) -> anyhow::Result<()> {
    if entry.get("coverage").is_empty() {
        return Ok(());
    }
    let (playbook, today) = (context.playbook()?, context.today);
    let account = Chosen::Only(vec![(entry.id, String::new())]);
    for (_, research) in researched(context.store()?.read(), &playbook, &account, today, |_| {})? {
        entry.set("coverage", Value::Number(rounded(research.coverage)));
    }
    Ok(())
}

/// What the orders of twelve months come to, and when the next one should come.
fn buying(context: &mut Context, entry: &Entry) -> anyhow::Result<(Column, Cell)> {
    let (today, language) = (context.today, context.language);
    let orders: Vec<Order> = context.store()?.read().of_account(entry.id)?;
    let label = pick(language, "Orders of twelve months", "近 12 个月订单").to_owned();
    let column = Column { key: "buying".to_owned(), label };
    if orders.is_empty() {
        return Ok((column, Cell::default()));
    }
    let playbook = context.playbook()?;
    let Some(buying) = Buying::of(&orders, &playbook, today) else { return Ok((column, Cell::default())) };
    let (year, rhythm) = (buying.year, &buying.rhythm);
    let mut text = format!("{} · RFM {}", year.short(language), buying.rfm);
    if let Some(expected) = rhythm.expected {
        text += &say!(language, " · next expected {expected}", " · 预计下次下单 {expected}");
    }
    let data = json!({
        "revenue_12m": year,
        "change": buying.change.map(rounded),
        "rfm": buying.rfm.to_string(),
        "last": rhythm.last.to_string(),
        "expected": rhythm.expected.map(|date| date.to_string()),
        "overdue_days": rhythm.overdue(today),
    });
    Ok((column, Cell { data, text }))
}

/// How many records of each kind belong to an account.
fn counts(context: &mut Context, entry: &Entry) -> anyhow::Result<Vec<(Kind, usize)>> {
    let store = context.store()?;
    let is_counted =
        |kind: &Kind| kind.belongs_to_account() && (kind.command().is_some() || *kind == Kind::Finding);
    let kinds = Kind::ALL.iter().copied().filter(is_counted);
    kinds.map(|kind| Ok((kind, store.count(&acct::store::Query::of_account(kind, entry.id))?))).collect()
}
