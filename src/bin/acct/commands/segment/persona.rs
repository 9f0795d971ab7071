//! `acct segment persona`: what the accounts of a segment are like, and who decides there.

use std::collections::BTreeSet;
use std::io::Write as _;

use acct::analysis::persona::{Persona, Spread, Tally};
use acct::domain::filter::{Filter, Operand, Operator};
use acct::domain::fold::fold;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::money::{Currency, Money};
use acct::domain::record::Entry;
use acct::export::Format;
use acct::ops::portfolio::each_of_accounts;
use acct::playbook::shown::short_number;
use acct::say;
use acct::store::Query;
use anyhow::Context as _;
use serde_json::{Value as Json, json};

use super::map;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::hanging;
use crate::{fields, resolve, sheets};

/// How many of the most frequent are told.
const TOLD: usize = 5;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Computed from the accounts of the segment and their people, needs and key buying factors; each figure says of how many it is known. Those who decide are on the decision level, or approve. Of size and revenue the least and the most are told, the middle half and the median.\n\nExamples:\n  acct segment persona \"Special steel\"\n  acct segment persona \"Special steel\" --where relation=customer --json"
)]
pub(crate) struct Args {
    /// Its name, the beginning of it, or its number ('#3')
    #[arg(value_name = "SEGMENT")]
    segment: String,
    /// Only accounts that meet this condition, e.g. "region=East" (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut query = Query {
        fields: Some(BTreeSet::from(["segment", "employees", "revenue", "region", "industry", "tier"])),
        ..Query::all(Kind::Account)
    };
    for text in &args.filters {
        query.filters.push(fields::filter(context, Kind::Account, text)?);
    }
    let mut persona = Persona::default();
    let (name, accounts) = accounts(context, &args.segment, &mut query, &mut persona)?;
    add_records(context, &accounts, &mut persona)?;
    fields::tell_passed_over(context, &query)?;
    match context.format() {
        Format::Table => draw(context, &name, &persona),
        _ => sheets::print_data(context, data(context, &name, &persona)),
    }
}

/// The accounts of the segment, which need not be recorded itself.
fn accounts(
    context: &mut Context,
    segment: &str,
    query: &mut Query,
    persona: &mut Persona,
) -> anyhow::Result<(String, Vec<i64>)> {
    let mut wanted = fold(segment);
    let mut name = segment.trim().to_owned();
    let known = resolve::record(context, Kind::Segment, segment, None);
    if let Ok(known) = &known {
        name = known.title().into_owned();
        wanted = fold(&name);
    }
    let field = Kind::Account.field("segment").context("a field of accounts")?.clone();
    query.filters.push(Filter { field, operator: Operator::Is, operand: Operand::Text(wanted) });
    let mut accounts = Vec::new();
    context.store()?.each::<anyhow::Error>(query, |account| {
        accounts.push(account.id);
        persona.add_account(&account);
        Ok(())
    })?;
    accounts.sort_unstable();
    if accounts.is_empty() {
        known?;
        let message =
            say!(context.language, "no account stands in the segment {name}", "没有客户属于细分市场“{name}”");
        let hint = format!("acct edit ACCOUNT --segment {}", resolve::quoted(&name));
        return Err(Failure::refused(message).hint(hint).into());
    }
    Ok((name, accounts))
}

/// What is recorded of these accounts, whose numbers rise.
fn add_records(context: &mut Context, accounts: &[i64], persona: &mut Persona) -> anyhow::Result<()> {
    type Add = fn(&mut Persona, &Entry);
    let kinds: [(Kind, &[&'static str], Add); 3] = [
        (
            Kind::Contact,
            &["account", "level", "function", "roles", "stance", "style", "left"],
            Persona::add_person,
        ),
        (Kind::Need, &["account", "aspect", "dimension", "status"], Persona::add_need),
        (Kind::Factor, &["account", "name"], Persona::add_factor),
    ];
    for (kind, fields, add) in kinds {
        each_of_accounts::<anyhow::Error>(context.store()?.read(), (kind, fields), accounts, |entry| {
            add(persona, &entry);
            Ok(())
        })?;
    }
    Ok(())
}

/// A tally with its key, its heading in English and Chinese, the choices that label its words, and out of how many.
type Told<'p> = (&'static str, &'static str, &'static str, Option<&'static str>, &'p Tally, usize);

fn tallies(persona: &Persona) -> [Told<'_>; 11] {
    let (accounts, needs, people, deciders) =
        (persona.accounts, persona.needs, persona.people, persona.deciders);
    [
        ("regions", "Regions", "地区", None, &persona.regions, accounts),
        ("industries", "Industries", "行业", None, &persona.industries, accounts),
        ("tiers", "Tiers", "级别", None, &persona.tiers, accounts),
        ("factors", "Key buying factors", "关键购买因素", None, &persona.factors, accounts),
        ("need_aspects", "Needs by aspect", "需求（按方面）", Some("aspect"), &persona.need_aspects, needs),
        (
            "need_dimensions",
            "Needs by dimension",
            "需求（按维度）",
            Some("need_dimension"),
            &persona.need_dimensions,
            needs,
        ),
        (
            "deciding_levels",
            "Who decides: level",
            "谁决策：层级",
            Some("level"),
            &persona.deciding_levels,
            deciders,
        ),
        (
            "deciding_functions",
            "Who decides: function",
            "谁决策：部门",
            Some("function"),
            &persona.deciding_functions,
            deciders,
        ),
        (
            "deciding_styles",
            "Who decides: style",
            "谁决策：风格",
            Some("style"),
            &persona.deciding_styles,
            deciders,
        ),
        ("styles", "Style of all people", "全部联系人的风格", Some("style"), &persona.styles, people),
        ("stances", "Stance to us", "对我方的态度", Some("stance"), &persona.stances, people),
    ]
}

fn word(context: &Context, choices: Option<&str>, text: &str) -> String {
    match choices {
        Some(choices) => context.labels.get(&format!("{choices}.{text}"), context.language).to_owned(),
        None => text.to_owned(),
    }
}

fn draw(context: &Context, name: &str, persona: &Persona) -> anyhow::Result<()> {
    let language = context.language;
    let width = usize::from(context.ui.width());
    let mut out = context.ui.stdout();
    let (accounts, people, needs) = (persona.accounts, persona.people, persona.needs);
    let title = say!(
        language,
        "{name}: accounts {accounts}, people {people}, needs {needs}",
        "{name}：客户 {accounts} 家，联系人 {people} 位，需求 {needs} 条"
    );
    writeln!(out, "{title}")?;
    let mut line = |label: &str, text: &str| -> anyhow::Result<()> {
        let colon = pick(language, ": ", "：");
        Ok(writeln!(out, "{}", hanging("  ", &format!("{label}{colon}{text}"), width))?)
    };
    if let Some(spread) = persona.employees() {
        let numbers = spread_told(context, spread, short_number, accounts);
        line(pick(language, "Employees", "员工人数"), &numbers)?;
    }
    for (currency, spread) in persona.revenues() {
        let money = |minor: f64| Money::new(whole(minor), currency).short(language);
        line(pick(language, "Annual revenue", "年营收"), &spread_told(context, spread, money, accounts))?;
    }
    for (_, english, chinese, choices, tally, all) in tallies(persona) {
        let (known, most) = (tally.known(), tally.most());
        if most.is_empty() {
            continue;
        }
        let told: Vec<String> = most
            .iter()
            .take(TOLD)
            .map(|(text, times)| format!("{} {times}", word(context, choices, text)))
            .collect();
        let told = told.join(pick(language, ", ", "，"));
        let of = match choices {
            Some(_) => say!(language, " (known of {known} of {all})", "（{all} 个中已知 {known} 个）"),
            None => say!(language, " (of {all})", "（共 {all} 家）"),
        };
        line(pick(language, english, chinese), &format!("{told}{of}"))?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "what is shown has fewer digits")]
fn spread_told(context: &Context, spread: Spread, told: impl Fn(f64) -> String, all: usize) -> String {
    let [least, lower, upper, most] =
        [spread.least, spread.lower, spread.upper, spread.most].map(|number| told(number as f64));
    let (median, of) = (told(spread.median), spread.of);
    say!(
        context.language,
        "{least} – {most}, middle half {lower} – {upper}, median {median} (known of {of} of {all})",
        "{least} – {most}，中间一半 {lower} – {upper}，中位数 {median}（{all} 家中已知 {of} 家）"
    )
}

/// A median in whole minor units.
#[expect(clippy::cast_possible_truncation, reason = "it lies between two amounts")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}

fn data(context: &Context, name: &str, persona: &Persona) -> Vec<(&'static str, Json)> {
    let spread = |spread: Spread| {
        let median =
            if spread.median.fract() == 0.0 { json!(whole(spread.median)) } else { json!(spread.median) };
        json!({
            "least": spread.least, "lower": spread.lower, "median": median, "upper": spread.upper,
            "most": spread.most, "of": spread.of,
        })
    };
    let revenue = |(currency, spread): (Currency, Spread)| {
        let money = |minor| Money::new(minor, currency);
        json!({
            "least": money(spread.least), "lower": money(spread.lower), "median": money(whole(spread.median)),
            "upper": money(spread.upper), "most": money(spread.most), "of": spread.of,
        })
    };
    let mut data = vec![
        ("segment", json!(name)),
        ("accounts", json!(persona.accounts)),
        ("people", json!(persona.people)),
        ("deciders", json!(persona.deciders)),
        ("needs", json!(persona.needs)),
        ("employees", json!(persona.employees().map(spread))),
        ("revenue", persona.revenues().map(revenue).collect()),
        ("revenue_sum", map::money(context.language, &persona.revenue).data),
    ];
    for (key, _, _, _, tally, all) in tallies(persona) {
        let most: Vec<Json> =
            tally.most().into_iter().map(|(text, times)| json!({"value": text, "count": times})).collect();
        data.push((key, json!({"known": tally.known(), "of": all, "most": most})));
    }
    data
}
