//! What the orders of an account say: how often, how much, of what, and whether that changes.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Labelled, Subject, rounded, short};
use crate::analysis::orders::{Buying, By, Rhythm, Share, Spend, preference, shares, spend};
use crate::domain::date::PeriodLength;
use crate::domain::language::count;
use crate::domain::money::Money;
use crate::playbook::shown::signed_percent;
use crate::say;

/// Quarters that are told.
const QUARTERS: usize = 8;
/// Products that are told.
const PRODUCTS: usize = 12;

/// The figures of the orders of an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Orders {
    pub figures: Vec<Labelled>,
    /// The last quarters, oldest first.
    pub periods: Vec<Period>,
    pub lines: Vec<Part>,
    pub products: Vec<Part>,
    /// Amounts that are in no sum for want of a rate.
    pub left_out: Option<String>,
    /// By the rates of which day others were converted.
    pub converted: Option<String>,
}

/// One quarter.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Period {
    pub name: String,
    pub orders: usize,
    pub amount: String,
    /// Against the same one a year before (%).
    pub change: Option<f64>,
    pub running: bool,
}

/// One product or product line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    pub name: String,
    pub orders: usize,
    pub amount: String,
    /// Of all amounts (%).
    pub share: Option<f64>,
    /// Of those of the last twelve months.
    pub recent: Option<f64>,
    /// Points of percent within a year.
    pub trend: Option<f64>,
}

pub(super) fn orders(subject: &Subject) -> Option<Orders> {
    let (facts, today) = (subject.facts(), subject.today);
    let buying = Buying::of(&facts.orders, subject.playbook, today)?;
    let ledger = &buying.ledger;
    let (lines, products) = (shares(ledger, By::Line, today), shares(ledger, By::Product, today));
    let preferred = preference(if lines.is_empty() { &products } else { &lines });
    let quarters = spend(ledger, PeriodLength::Quarter, QUARTERS, today);
    let amounts = |amounts: &[Money]| subject.list(amounts.iter().map(|money| told(subject, *money)));
    let part = |share: &Share| part(subject, share);
    Some(Orders {
        figures: figures(subject, &buying, preferred),
        periods: quarters.iter().map(|spend| period(subject, spend)).collect(),
        lines: lines.iter().map(part).collect(),
        products: products.iter().take(PRODUCTS).map(part).collect(),
        left_out: (!ledger.left_out.is_empty()).then(|| amounts(&ledger.left_out)),
        converted: (!ledger.converted.is_empty()).then(|| {
            let of = subject.list(ledger.converted.iter().map(ToString::to_string));
            match subject.playbook.rates.date() {
                Some(date) => format!("{of} · {date}"),
                None => of,
            }
        }),
    })
}

fn told(subject: &Subject, money: Money) -> String {
    money.short(subject.language)
}

fn period(subject: &Subject, spend: &Spend) -> Period {
    Period {
        name: spend.period.to_string(),
        orders: spend.orders,
        amount: told(subject, spend.amount),
        change: spend.change.map(rounded),
        running: spend.running,
    }
}

fn part(subject: &Subject, share: &Share) -> Part {
    Part {
        name: share.name.clone(),
        orders: share.orders,
        amount: share.amount.map(|amount| told(subject, amount)).unwrap_or_default(),
        share: share.percent.map(rounded),
        recent: share.recent.map(rounded),
        trend: share.trend.map(rounded),
    }
}

/// Figures with their labels, those that are known.
fn figures(subject: &Subject, buying: &Buying, preferred: Option<&Share>) -> Vec<Labelled> {
    let rhythm = &buying.rhythm;
    let figure = |key: &str, english: &str, chinese: &str, text: String, value: Json| Labelled {
        key: key.to_owned(),
        label: subject.say(english, chinese).to_owned(),
        text,
        value,
    };
    let (orders, a_year) = (rhythm.orders, short(rhythm.a_year));
    let language = subject.language;
    let number = say!(language, "{orders} ({a_year} a year)", "{orders} 笔（每年 {a_year} 笔）");
    let (on, days, ago) = (rhythm.last, rhythm.recency, count(rhythm.recency, "day", "days"));
    let last = say!(language, "{on} ({ago} ago)", "{on}（{days} 天前）");
    let mut figures = vec![
        figure("orders", "Orders", "订单数", number, json!(orders)),
        figure("last", "Last order", "最近下单", last, json!(rhythm.last.to_string())),
    ];
    if let Some(expected) = rhythm.expected {
        let text = expectation(subject, rhythm);
        figures.push(figure(
            "expected",
            "Next order expected",
            "预计下次下单",
            text,
            json!(expected.to_string()),
        ));
    }
    let year = told(subject, buying.year);
    let year = match buying.change.map(signed_percent) {
        Some(change) => {
            say!(language, "{year} ({change} against those before)", "{year}（比前 12 个月 {change}）")
        }
        None => year,
    };
    figures.push(figure("revenue_12m", "Last twelve months", "近 12 个月", year, json!(buying.year)));
    let total = told(subject, buying.total);
    figures.push(figure("total", "In all", "累计", total, json!(buying.total)));
    if let Some(found) = &buying.fluctuation {
        let (period, change) = (found.period, signed_percent(found.percent));
        let is_alert = found.exceeds(subject.playbook.orders.fluctuation);
        let mark = if is_alert { " ⚠" } else { "" };
        let text = format!("{period}: {change}{mark}");
        figures.push(figure(
            "fluctuation",
            "Against the year before",
            "季度同比",
            text,
            json!(rounded(found.percent)),
        ));
    }
    if let Some((margin, percent)) = buying.margin.and_then(|margin| Some((margin, margin.percent?))) {
        let (percent, known, of) = (short(percent), margin.known, told(subject, margin.amount));
        let text =
            say!(language, "{percent}% of {of} ({known} orders)", "{of}的 {percent}%（{known} 条订单）");
        figures.push(figure("margin", "Margin", "毛利", text, json!(margin.percent.map(rounded))));
    }
    if let Some((share, percent)) = preferred.and_then(|share| Some((share, share.of_all()?))) {
        let percent = short(percent);
        let text = format!("{} {percent}%", share.name);
        figures.push(figure("preference", "Prefers", "偏好", text, json!(share.name)));
    }
    let rfm = buying.rfm;
    let text = say!(language, "{rfm} ({0} of 100)", "{rfm}（折合 {0} 分，满分 100）", short(rfm.percent()));
    figures.push(figure("rfm", "RFM", "RFM", text, json!(rfm.to_string())));
    figures
}

fn expectation(subject: &Subject, rhythm: &Rhythm) -> String {
    let (expected, cycle) = (rhythm.expected.unwrap_or(rhythm.last), rhythm.cycle.unwrap_or_default());
    let every = count(cycle, "day", "days");
    match rhythm.overdue(subject.today) {
        Some(late) => {
            let for_days = count(late, "day", "days");
            say!(
                subject.language,
                "{expected}, {for_days} late (every {every})",
                "{expected}，已逾期 {late} 天（周期 {cycle} 天）"
            )
        }
        None => say!(subject.language, "{expected} (every {every})", "{expected}（周期 {cycle} 天）"),
    }
}
