//! Rules about orders: those that should have come, and spend that changed.

use super::{Found, Meant, Subject, both};
use crate::analysis::orders::{Ledger, fluctuation, rhythm};
use crate::domain::language::{Language, Text, count};
use crate::playbook::CheckRule;

impl<'s> Subject<'s> {
    fn ledger(&self) -> Ledger<'s> {
        Ledger::of(&self.facts.orders, &self.playbook.rates, self.today)
    }
}

pub(super) fn overdue(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let ledger = subject.ledger();
    let last = ledger.orders().last();
    let found = rhythm(ledger.orders(), subject.today).zip(last).and_then(|(rhythm, order)| {
        let (expected, cycle) = (rhythm.expected?, rhythm.cycle?);
        let late = subject.late(expected, rule)?;
        let (days, every) = (count(late, "day", "days"), count(cycle, "day", "days"));
        let message = both!(
            "the next order was expected on {expected}, {days} ago: they order every {every}",
            "预计 {expected} 下单，已过 {late} 天（通常每 {cycle} 天一单）"
        );
        Some(Found::new(Meant::of(order), message))
    });
    found.into_iter().collect()
}

pub(super) fn fluctuated(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let limit = subject.playbook.orders.fluctuation;
    let found = fluctuation(&subject.ledger(), subject.today).filter(|found| found.exceeds(limit));
    let found = found.map(|found| {
        let (period, percent) = (found.period, found.percent.abs().round());
        let amounts = |language| (found.amount.short(language), found.before.short(language));
        let ((en, en_before), (zh, zh_before)) = (amounts(Language::English), amounts(Language::Chinese));
        let (word, word_zh) = if found.percent < 0.0 { ("less", "减少") } else { ("more", "增加") };
        let message = Text {
            en: format!("{percent}% {word} in {period} than a year before: {en} after {en_before}"),
            zh: format!("{period} 采购额同比{word_zh} {percent}%：{zh}，上年同期 {zh_before}"),
        };
        Found::new(subject.account(), message)
    });
    found.into_iter().collect()
}

/// What is left of an order is more than the order.
pub(super) fn margin_above_amount(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let found = subject.facts.orders.iter().filter_map(|order| {
        let (amount, margin) = order.amount.zip(order.margin)?;
        if amount.currency != margin.currency || amount.minor < 0 || margin.minor <= amount.minor {
            return None;
        }
        let ([en, zh], [en_amount, zh_amount]) = (
            Language::ALL.map(|language| margin.in_words(language)),
            Language::ALL.map(|language| amount.in_words(language)),
        );
        let message = Text {
            en: format!("a margin of {en} is left of {en_amount}"),
            zh: format!("金额 {zh_amount}，毛利却有 {zh}"),
        };
        Some(Found::new(Meant::of(order), message))
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{day, record, text};
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::domain::money::{Currency, Money};
    use crate::domain::order::Order;
    use crate::domain::value::Value;

    fn ordered(id: i64, on: &str, amount: &str) -> Order {
        let amount = Money::parse(amount, Currency::CNY).unwrap().money;
        record(id, &[("title", text("Rolls")), ("date", day(on)), ("amount", Value::Money(amount))])
    }

    #[test]
    fn an_order_comes_when_it_is_expected() {
        let orders = |last: &str| {
            vec![ordered(70, "2025-11-30", "100"), ordered(71, "2025-12-20", "100"), ordered(72, last, "100")]
        };
        fires(
            "order_overdue",
            |facts| facts.orders = orders("2026-01-14"),
            "#72 Rolls | the next order was expected on 2026-02-06, 24 days ago: they order every 23 days | acct log add 'Ann'\\''s Steel' TEXT --kind call | acct order add 'Ann'\\''s Steel' TEXT --date DATE",
        );
        does_not_fire("order_overdue", |facts| facts.orders = orders("2026-01-26"));
        does_not_fire("order_overdue", |facts| facts.orders = orders("2026-01-14").split_off(1));
    }

    #[test]
    fn more_is_not_left_than_there_was() {
        let left = |margin: i64| {
            let mut order = ordered(70, "2026-02-20", "100");
            order.margin = Some(Money::new(margin, Currency::CNY));
            vec![order]
        };
        fires(
            "order_margin_above_amount",
            |facts| facts.orders = left(20_000),
            "#70 Rolls | a margin of CNY 200 is left of CNY 100 | acct order edit '#70' --margin MONEY",
        );
        does_not_fire("order_margin_above_amount", |facts| facts.orders = left(10_000));
    }

    #[test]
    fn spend_that_changes_much_is_told() {
        let quarter =
            |amount: &str| vec![ordered(70, "2024-11-01", "1000"), ordered(71, "2025-11-30", amount)];
        fires(
            "order_fluctuation",
            |facts| facts.orders = quarter("699"),
            "#1 Ann's Steel | 30% less in 2025-Q4 than a year before: CNY 699 after CNY 1,000 | acct order stats 'Ann'\\''s Steel' | acct log add 'Ann'\\''s Steel' TEXT",
        );
        fires(
            "order_fluctuation",
            |facts| facts.orders = quarter("CNY 20000"),
            "#1 Ann's Steel | 1900% more in 2025-Q4 than a year before: CNY 20k after CNY 1,000 | acct order stats 'Ann'\\''s Steel' | acct log add 'Ann'\\''s Steel' TEXT",
        );
        does_not_fire("order_fluctuation", |facts| facts.orders = quarter("700"));
        does_not_fire("order_fluctuation", |facts| facts.orders = quarter("1300"));
        does_not_fire("order_fluctuation", |facts| facts.orders = quarter("USD 5"));
    }
}
