//! Statistics of orders against figures computed by hand.

use super::*;
use crate::analysis::check::samples::{day, record, text};
use crate::domain::date::PeriodLength;
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::number::parse_pointed;
use crate::domain::record::{Entry, Record as _};
use crate::domain::rival::Rival;
use crate::domain::value::Value;

const TODAY: Date = Date::constant(2026, 3, 2);

fn money(text: &str) -> Money {
    Money::parse(text, Currency::CNY).unwrap().money
}

/// `DAY AMOUNT` with `of`, `line`, `number` and `margin` after it; no amount is `-`.
fn order(told: &str) -> Order {
    let mut words = told.split(' ');
    let (on, amount) = (words.next().unwrap(), words.next().unwrap());
    let mut fields = vec![("title", text("Rolls")), ("date", day(on))];
    if amount != "-" {
        fields.push(("amount", Value::Money(money(amount))));
    }
    for word in words {
        let (name, value) = word.split_once('=').unwrap();
        fields.push(match name {
            "of" => ("title", text(value)),
            "margin" => ("margin", Value::Money(money(value))),
            "line" => ("line", text(value)),
            _ => ("number", text(value)),
        });
    }
    record(1, &fields)
}

fn orders(told: &[&str]) -> Vec<Order> {
    told.iter().map(|told| order(told)).collect()
}

fn rates() -> Rates {
    Rates::new(Currency::CNY, None, [(Currency::USD, parse_pointed("7.1").unwrap())])
}

fn playbook() -> Playbook {
    Playbook { rates: rates(), ..Playbook::built_in().unwrap() }
}

#[test]
fn the_rhythm_is_the_median_between_days_with_orders() {
    for (days, orders_, cycle, expected) in [
        (vec!["2026-02-20"], 1, None, None),
        (vec!["2026-01-01", "2026-02-01"], 2, None, None),
        // 31 and 19: 25.
        (vec!["2026-01-01", "2026-02-01", "2026-02-20"], 3, Some(25), Some("2026-03-17")),
        // 31, 0, 19, 5: two on one day are no distance; 5, 19, 31.
        (
            vec!["2026-01-01", "2026-02-01", "2026-02-01", "2026-02-20", "2026-02-25"],
            5,
            Some(19),
            Some("2026-03-16"),
        ),
        // What is still to come does not count.
        (vec!["2026-01-01", "2026-02-01", "2026-02-20", "2026-03-03"], 3, Some(25), Some("2026-03-17")),
    ] {
        let told: Vec<Order> = days.iter().rev().map(|day| order(&format!("{day} 1"))).collect();
        let rhythm = Buying::of(&told, &playbook(), TODAY).unwrap().rhythm;
        assert_eq!(rhythm.orders, orders_, "{days:?}");
        assert_eq!(rhythm.cycle, cycle, "{days:?}");
        assert_eq!(rhythm.expected.map(|day| day.to_string()).as_deref(), expected, "{days:?}");
    }
}

#[test]
fn lines_of_one_number_are_one_order_and_a_year_is_the_least() {
    let told = orders(&[
        "2026-02-20 1 number=A-1", "2026-02-20 2 number=A-1", "2026-02-21 3 number=A-2", "2026-02-21 3",
    ]);
    let rhythm = Buying::of(&told, &playbook(), TODAY).unwrap().rhythm;
    assert_eq!((rhythm.orders, rhythm.recency), (3, 9));
    assert!((rhythm.a_year - 3.0).abs() < 1e-9);
    // 730 days: two years.
    let told = orders(&["2024-03-02 1", "2025-01-01 1", "2026-01-01 1"]);
    let rhythm = Buying::of(&told, &playbook(), TODAY).unwrap().rhythm;
    assert!((rhythm.a_year - 1.5).abs() < 1e-9);
    assert!(Buying::of(&orders(&["2026-03-03 1"]), &playbook(), TODAY).is_none());
    assert!(Buying::of(&[], &playbook(), TODAY).is_none());
}

#[test]
fn credit_notes_and_gifts_are_no_purchases() {
    let told = ["2025-12-01 100", "2026-01-01 100", "2026-02-01 100", "2026-02-20 -50", "2026-03-01 0"];
    let orders = orders(&told);
    let playbook = playbook();
    let buying = Buying::of(&orders, &playbook, TODAY).unwrap();
    // 31 and 31 days; the credit of 50 is taken off the amount alone.
    assert_eq!((buying.rhythm.orders, buying.rhythm.cycle), (3, Some(31)));
    assert_eq!((buying.rhythm.last, buying.total), (Date::constant(2026, 2, 1), money("250")));
    let without = Buying::of(&orders[..3], &playbook, TODAY).unwrap();
    assert_eq!(buying.rfm, without.rfm);
    let credited = Buying::of(&orders[3..], &playbook, TODAY).unwrap();
    assert_eq!((credited.rhythm.orders, credited.total), (2, money("-50")));
}

#[test]
fn a_late_order_is_late_from_the_day_after() {
    let told = orders(&["2025-12-02 1", "2026-01-01 1", "2026-01-31 1"]);
    let rhythm = Buying::of(&told, &playbook(), TODAY).unwrap().rhythm;
    assert_eq!(rhythm.expected, Some(TODAY));
    assert_eq!(rhythm.overdue(TODAY), None);
    assert_eq!(rhythm.overdue("2026-03-12".parse().unwrap()), Some(10));
}

#[test]
fn twelve_months_are_added_up_in_one_currency_and_the_rest_is_told() {
    let told = orders(&[
        "2024-03-02 CNY999", "2024-03-03 CNY100", "2025-03-02 CNY100", "2025-03-03 USD100",
        "2026-03-02 CNY90 margin=CNY18", "2026-01-01 EUR5", "2026-01-01 EUR6.5", "2026-01-01 -",
    ]);
    let buying = Buying::of(&told, &playbook(), TODAY).unwrap();
    assert_eq!(buying.year, money("CNY 800"));
    assert_eq!(buying.year_before, money("CNY 200"));
    assert_eq!(buying.change, None, "what has no rate may be all of the change");
    assert_eq!(buying.rfm.monetary, None, "and more than all that has one");
    assert_eq!(
        revenue_points(
            buying.ledger.orders().map(Deal::of),
            RfmRules { rules: &playbook().orders, rates: &rates() },
            TODAY
        ),
        None
    );
    assert_eq!(buying.total, money("CNY 1999"));
    assert_eq!(buying.ledger.left_out, [money("EUR 11.50")]);
    assert_eq!(buying.ledger.converted, [Currency::USD]);
    assert_eq!(buying.ledger.unpriced, 1);
    let margin = buying.margin.unwrap();
    assert_eq!((margin.known, margin.amount, margin.margin), (1, money("CNY 90"), money("CNY 18")));
    assert!((margin.percent.unwrap() - 20.0).abs() < 1e-9);
}

#[test]
fn an_account_that_pays_in_one_other_currency_needs_no_rate() {
    let told = orders(&["2025-06-01 EUR300", "2026-02-01 EUR200"]);
    let buying = Buying::of(&told, &playbook(), TODAY).unwrap();
    assert_eq!((buying.year, buying.ledger.left_out.len()), (money("EUR 500"), 0));
    assert_eq!(buying.rfm.to_string(), "52?", "the limits are in yuan");
}

#[test]
fn points_follow_the_limits_of_the_playbook() {
    let rules = &playbook().orders;
    let rates = rates();
    for (told, expected, percent) in [
        // 30 days, 1 order, 10 million.
        (vec!["2026-01-31 CNY10000000"], "515", 200.0 / 3.0),
        (vec!["2026-01-30 CNY9999999"], "414", 50.0),
        (vec!["2025-12-02 CNY2000000", "2025-12-01 -"], "424", 175.0 / 3.0),
        (vec!["2025-12-01 CNY499999"], "312", 25.0),
        // Nothing in twelve months: an amount of 0 is known.
        (vec!["2025-03-02 CNY99999999"], "211", 25.0 / 3.0),
        (vec!["2024-01-01 CNY99999999"], "111", 0.0),
        (vec!["2026-03-01 -"], "51?", 50.0),
        (vec!["2026-03-01 USD100000"], "513", 50.0),
    ] {
        let orders = orders(&told);
        let found = rfm(orders.iter().map(Deal::of), RfmRules { rules, rates: &rates }, TODAY).unwrap();
        assert_eq!(found.to_string(), expected, "{told:?}");
        assert!((found.percent() - percent).abs() < 1e-9, "{told:?}: {}", found.percent());
    }
}

#[test]
fn revenue_runs_in_a_straight_line_from_limit_to_limit() {
    let rules = &playbook().orders;
    let rates = rates();
    for (told, expected) in [
        ("2026-03-01 CNY20000000", Some(100.0)),
        ("2026-03-01 CNY10000000", Some(100.0)),
        // Half way from 2 to 10 million.
        ("2026-03-01 CNY6000000", Some(87.5)),
        ("2026-03-01 CNY100000", Some(25.0)),
        ("2026-03-01 CNY50000", Some(12.5)),
        ("2025-01-01 CNY50000", Some(0.0)),
        ("2026-03-01 EUR50000", None),
        ("2026-03-05 CNY50000", None),
    ] {
        let orders = orders(&[told]);
        let rules = RfmRules { rules, rates: &rates };
        assert_eq!(revenue_points(orders.iter().map(Deal::of), rules, TODAY), expected, "{told}");
    }
}

#[test]
fn periods_run_from_the_first_order_and_know_the_year_before() {
    let told = orders(&[
        "2025-02-10 CNY100 number=A", "2025-02-11 CNY50 number=A", "2025-11-01 CNY40", "2026-01-15 CNY300",
    ]);
    let ledger = Ledger::of(&told, &rates(), TODAY);
    let told = |length, most| {
        let periods = spend(&ledger, length, most, TODAY);
        periods
            .iter()
            .map(|spend| {
                let change = spend.change.map_or("-".to_owned(), |change| format!("{change:.0}"));
                let before = spend.before.map_or("-".to_owned(), |before| before.to_string());
                format!("{} {} {} {before} {change}", spend.period, spend.orders, spend.amount)
            })
            .collect::<Vec<String>>()
    };
    assert_eq!(
        told(PeriodLength::Quarter, 12),
        [
            "2025-Q1 1 CNY 150 - -", "2025-Q2 0 CNY 0 - -", "2025-Q3 0 CNY 0 - -", "2025-Q4 1 CNY 40 - -",
            "2026-Q1 1 CNY 300 CNY 150 -",
        ]
    );
    assert_eq!(told(PeriodLength::Year, 1), ["2026 1 CNY 300 CNY 190 -"]);
    assert_eq!(told(PeriodLength::Month, 3)[1], "2026-02 0 CNY 0 CNY 150 -100");
}

#[test]
fn a_quarter_is_held_against_the_same_one_a_year_before() {
    let told = orders(&["2024-12-31 CNY1000", "2025-07-01 CNY5000", "2025-10-01 CNY700", "2026-01-01 CNY9"]);
    let found = fluctuation(&Ledger::of(&told, &rates(), TODAY), TODAY).unwrap();
    assert_eq!((found.period.to_string().as_str(), found.amount), ("2025-Q4", money("CNY 700")));
    assert!((found.percent + 30.0).abs() < 1e-9 && !found.exceeds(30.0) && found.exceeds(29.9));
    let none = orders(&["2025-10-01 CNY700"]);
    assert_eq!(fluctuation(&Ledger::of(&none, &rates(), TODAY), TODAY), None);
}

#[test]
fn shares_are_of_the_amounts_and_the_preference_moves() {
    let told = orders(&[
        "2024-06-01 CNY300 of=Rolls", "2024-06-01 CNY100 of=Spares", "2025-06-01 CNY100 of=rolls",
        "2025-07-01 CNY300 of=Spares", "2025-07-01 - of=Visit",
    ]);
    let ledger = Ledger::of(&told, &rates(), TODAY);
    let products = shares(&ledger, By::Product, TODAY);
    let named: Vec<(&str, usize, Option<f64>)> =
        products.iter().map(|share| (share.name.as_str(), share.orders, share.percent)).collect();
    assert_eq!(named, [("rolls", 2, Some(50.0)), ("Spares", 2, Some(50.0)), ("Visit", 1, None)]);
    assert_eq!((products[0].amount, products[2].amount), (Some(money("CNY 400")), None));
    let preferred = preference(&products).unwrap();
    assert_eq!(
        (preferred.name.as_str(), preferred.recent, preferred.before),
        ("Spares", Some(75.0), Some(25.0))
    );
    assert_eq!(preferred.trend, Some(50.0));
    let mixed =
        orders(&["2024-06-01 CNY300 of=Rolls", "2025-06-01 CNY100 of=Rolls", "2025-06-01 EUR9 of=Spares"]);
    let mixed = shares(&Ledger::of(&mixed, &rates(), TODAY), By::Product, TODAY);
    assert_eq!((mixed[0].recent, mixed[0].trend), (Some(100.0), None), "what has no rate may be most of it");
    let back = orders(&["2025-06-01 CNY100 of=Rolls", "2025-06-02 CNY-300 of=Spares"]);
    let back = shares(&Ledger::of(&back, &rates(), TODAY), By::Product, TODAY);
    assert_eq!(
        (back[0].percent, preference(&back)),
        (None, None),
        "there are no shares of less than nothing"
    );
    assert_eq!(shares(&ledger, By::Line, TODAY), []);
    assert_eq!(preference(&[]), None);
}

#[test]
fn a_line_is_ours_shared_a_rivals_or_nobodys() {
    let rival = |name: &str, lines: &[&str]| {
        let mut entry = Entry::blank(Kind::Rival);
        entry.set("account", Value::Link(1));
        entry.set("name", text(name));
        entry.set("lines", Value::List(lines.iter().map(|&line| line.to_owned()).collect()));
        Rival::from_entry(&entry).unwrap()
    };
    let told = orders(&[
        "2026-01-01 CNY100 line=Rolls", "2026-02-01 USD10 line=ROLLS", "2024-01-01 CNY5 line=Drives",
        "2026-01-01 - line=Spares", "2026-05-01 CNY5 line=Later",
    ]);
    let rivals = [rival("Rival B", &["drives", "spares"]), rival("Rival A", &["Drives"])];
    let mut lines = Lines::default();
    lines.add_all(&told, &rivals);
    lines.add("Software");
    lines.add(" ");
    let spaces = whitespace(&lines, &told, &rivals, &rates(), TODAY);
    let told: Vec<String> = spaces
        .iter()
        .map(|space| {
            let ours = space.amount().map_or("-".to_owned(), |amount| amount.to_string());
            format!("{}: {} {} {ours} {}", space.line, space.state, space.orders, space.rivals.join("+"))
        })
        .collect();
    assert_eq!(
        told,
        [
            "Drives: rival 0 - Rival A+Rival B", "Later: nobody 0 - ", "Rolls: ours 2 CNY 171 ",
            "Software: nobody 0 - ", "Spares: shared 1 - Rival B",
        ]
    );
}

#[test]
fn periods_of_many_accounts_are_added_up_in_one_currency() {
    let mut totals = PeriodTotals::new(PeriodLength::Year, TODAY);
    totals.add(&orders(&[
        "2024-05-01 CNY10 number=A", "2025-05-01 CNY100 number=B", "2025-06-01 CNY1 number=B",
    ]));
    totals.add(&orders(&["2025-05-01 USD10 number=B", "2025-05-01 EUR3", "2026-05-01 CNY999"]));
    let (periods, left_out) = totals.told(10, &rates());
    let told: Vec<String> = periods
        .iter()
        .map(|period| format!("{} {} {} {}", period.period, period.accounts, period.orders, period.amount))
        .collect();
    assert_eq!(told, ["2024 1 1 CNY 10", "2025 2 3 CNY 172", "2026 0 0 CNY 0"]);
    assert_eq!((periods[1].change, &periods[1].left_out), (None, &vec![money("EUR 3")]));
    assert_eq!((left_out, totals.converted(&rates())), (vec![money("EUR 3")], vec![Currency::USD]));
}
