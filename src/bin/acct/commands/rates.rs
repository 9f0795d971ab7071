//! What exchange rates did to a sum: which currencies are part of it, and what is not.

use acct::domain::language::pick;
use acct::domain::money::{Currency, Money};
use acct::say;

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
