//! What exchange rates did to a sum: which currencies are part of it, and what is not.

use acct::domain::language::pick;
use acct::domain::money::{Currency, Money, Sums};
use acct::say;
use serde_json::{Value as Json, json};

use crate::context::Context;

/// Tells which currencies were converted by the rates of which day, and what is missing for want of a rate.
pub(super) fn tell(context: &Context, converted: &[Currency], left_out: &[Money]) {
    let language = context.language;
    let listed = |words: Vec<String>| words.join(pick(language, ", ", "、"));
    if !converted.is_empty() {
        let (of, base) =
            (listed(converted.iter().map(Currency::to_string).collect()), context.rates().base());
        let message = match context.rates().date() {
            Some(date) => say!(
                language,
                "{of} converted into {base} by the rates of {date}.",
                "{of} 按 {date} 的汇率折算为 {base}。"
            ),
            None => say!(
                language,
                "{of} converted into {base} by the rates of the settings.",
                "{of} 按设置中的汇率折算为 {base}。"
            ),
        };
        context.ui.status(format_args!("{message}"));
    }
    if let Some(first) = left_out.first() {
        let amounts = listed(left_out.iter().map(|money| money.in_words(language)).collect());
        let message = say!(
            language,
            "Not in the sums, as there is no rate: {amounts}.",
            "以下金额没有汇率，未计入合计：{amounts}。"
        );
        context.ui.status(format_args!("{message}"));
        let number = pick(language, "NUMBER", "数字");
        context.ui.hint(format_args!("acct config set rate.{} {number}", first.currency));
    }
}

/// Amounts of several currencies as one in words, where a rate makes one of them; none where nothing is converted.
pub(super) fn together(context: &Context, sums: &Sums) -> Option<String> {
    let summed = sums.told(context.rates()).filter(|summed| !summed.converted.is_empty())?;
    Some(summed.money.in_words(context.language))
}

/// Tells what amounts of several currencies come to together, which of them were converted and which have no rate.
pub(super) fn tell_together(context: &Context, sums: &Sums) {
    if let Some(told) = together(context, sums) {
        let message = say!(context.language, "Together: {told}.", "折算后合计：{told}。");
        context.ui.status(format_args!("{message}"));
    }
    tell_of(context, sums);
}

/// Amounts of several currencies for programs: each for itself, and as one where rates make one of them.
pub(super) fn data(context: &Context, sums: &Sums) -> Json {
    let together = sums.told(context.rates());
    let together = together.filter(|summed| summed.left_out.is_empty() || !summed.converted.is_empty());
    json!({
        "by_currency": sums.iter().collect::<Vec<Money>>(),
        "together": together.as_ref().map(|summed| summed.money),
        "converted": together.as_ref().map_or(&[][..], |summed| &summed.converted),
        "left_out": together.as_ref().map_or(&[][..], |summed| &summed.left_out),
    })
}

/// Tells which currencies of some amounts are converted, and what has no rate.
pub(super) fn tell_of(context: &Context, sums: &Sums) {
    if let Some(summed) = sums.told(context.rates()) {
        tell(context, &summed.converted, &summed.left_out);
    }
}

/// The command that makes currencies add up, of those (`CNY, USD`) that do not.
pub(super) fn hint(context: &Context, currencies: &str) -> String {
    let rates = context.rates();
    let has_rate = |code: &&str| {
        let known = |currency: Currency| currency.code() == *code;
        known(rates.base()) || rates.iter().any(|(currency, _)| known(currency))
    };
    let without = currencies.split(", ").find(|code| !has_rate(code)).unwrap_or("USD");
    let number = pick(context.language, "NUMBER", "数字");
    format!("acct config set rate.{without} {number}")
}
