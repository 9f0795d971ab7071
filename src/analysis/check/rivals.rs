//! Rules about how we stand beside the rivals.

use super::{Found, Meant, Subject, both};
use crate::analysis::comparison::Comparison;
use crate::analysis::rivals::too_much;
use crate::analysis::score::rounded;
use crate::domain::economics::Alternative;
use crate::domain::factor::Factor;
use crate::domain::fold::fold;
use crate::playbook::CheckRule;
use crate::playbook::shown::{mark, short_number};

fn comparison<'s>(subject: &'s Subject) -> Comparison<'s> {
    let facts = subject.facts;
    Comparison::of(&facts.factors, &facts.rivals, &facts.rival_marks)
}

/// A rival has better marks than we where both have them; the one that leads by most.
pub(super) fn leads(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let grid = comparison(subject);
    let Some((rival, lead)) = grid.leader().and_then(|side| Some((side.rival?, side.lead?))) else {
        return Vec::new();
    };
    let (name, lead) = (&rival.name, mark(lead));
    let message = both!(
        "{name} is ahead of us by {lead} of 5, by the weighted buying factors that both have marks in",
        "按双方都有评分的购买因素加权，{name} 领先我方 {lead} 分（满分 5 分）"
    );
    vec![Found::new(Meant::of(rival), message)]
}

/// A rival has a mark in a factor, and we have none.
pub(super) fn factor_without_our_mark(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let is_marked = |factor: &Factor| subject.facts.rival_marks.iter().any(|mark| mark.factor == factor.id);
    let unmarked = subject.facts.factors.iter().filter(|factor| factor.ours.is_none() && is_marked(factor));
    let found = unmarked.map(|factor| {
        let name = &factor.name;
        let message = both!("we have no mark in \"{name}\"", "“{name}”还没有我方评分");
        Found::new(Meant::of(factor), message).with("ITEM", name.as_str())
    });
    found.collect()
}

/// A factor has no weight beside others that have one.
pub(super) fn factor_without_weight(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let grid = comparison(subject);
    let found = grid.unweighted().map(|factor| {
        let name = &factor.name;
        let message = both!(
            "\"{name}\" has no weight beside others that have one, and counts as 1",
            "其他因素有权重，“{name}”没有，只按 1 计"
        );
        Found::new(Meant::of(factor), message)
    });
    found.collect()
}

/// A benefit or cost is that of a rival whom nobody recorded.
pub(super) fn alternative_unknown(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let facts = subject.facts;
    let is_known = |name: &str| facts.rivals.iter().any(|rival| fold(&rival.name) == fold(name));
    let found = facts.economic_lines.iter().filter_map(|line| match Alternative::named(&line.alternative) {
        Alternative::Rival(name) if !is_known(&name) => Some((line, name)),
        _ => None,
    });
    let told = found.map(|(line, name)| {
        let message = both!("no rival here is called \"{name}\"", "这家客户没有叫“{name}”的竞争对手");
        Found::new(Meant::of(line), message)
    });
    told.collect()
}

/// The rivals have more of the wallet than there is.
pub(super) fn shares_above_all(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let Some(shares) = too_much(&subject.facts.rivals) else { return Vec::new() };
    let shares = short_number(rounded(shares));
    let message =
        both!("the rivals' shares of the wallet come to {shares}%", "各对手的钱包份额合计 {shares}%");
    vec![Found::new(subject.account(), message)]
}

#[cfg(test)]
mod tests {
    use crate::analysis::check::samples::{record, text};
    use crate::domain::economics::EconomicLine;
    use crate::domain::money::{Currency, Money};
    use crate::domain::value::Value;

    fn line(alternative: &str) -> EconomicLine {
        record(
            70,
            &[
                ("title", text("Price")),
                ("alternative", text(alternative)),
                ("side", text("cost")),
                ("amount", Value::Money(Money::new(100, Currency::CNY))),
                ("year", Value::Integer(2026)),
            ],
        )
    }

    #[test]
    fn a_benefit_or_cost_of_nobody_is_told() {
        fires(
            "alternative_unknown",
            |facts| {
                facts.rivals = vec![rival(2, "Rival Ltd")];
                facts.economic_lines = ["ours", "nothing", "RIVAL ltd", "Rivla Ltd"].map(line).into();
            },
            r#"#70 Price | no rival here is called "Rivla Ltd" | acct economics edit '#70' --alternative NAME | acct rival add 'Ann'\''s Steel' TEXT"#,
        );
    }
    use crate::analysis::check::tests::{does_not_fire, fires};
    use crate::analysis::comparison::tests::{factor, mark, rival};

    #[test]
    fn a_rival_that_is_ahead_is_told() {
        fires(
            "rival_leads",
            |facts| {
                facts.factors =
                    vec![factor(70, "Price", Some(3.0), Some(3)), factor(71, "Service", None, Some(5))];
                facts.rivals = vec![rival(2, "Rival Ltd"), rival(3, "Weak Ltd")];
                facts.rival_marks = vec![mark(70, 2, 5), mark(71, 2, 3), mark(70, 3, 1)];
            },
            // (3 x (5 - 3) + 1 x (3 - 5)) / 4 = 1
            r"#2 Rival Ltd | Rival Ltd is ahead of us by 1.0 of 5, by the weighted buying factors that both have marks in | acct rival compare 'Ann'\''s Steel'",
        );
        does_not_fire("rival_leads", |facts| {
            facts.factors = vec![factor(70, "Price", None, Some(3))];
            facts.rivals = vec![rival(2, "Rival Ltd")];
            facts.rival_marks = vec![mark(70, 2, 3)];
        });
    }

    #[test]
    fn weights_are_for_all_or_none_and_shares_are_of_one_wallet() {
        fires(
            "factor_without_weight",
            |facts| {
                facts.factors =
                    vec![factor(70, "Price", Some(40.0), Some(3)), factor(71, "Service", None, Some(5))];
            },
            "#71 Service | \"Service\" has no weight beside others that have one, and counts as 1 | acct factor edit '#71' --weight NUMBER",
        );
        does_not_fire("factor_without_weight", |facts| {
            facts.factors = vec![factor(70, "Price", None, Some(3)), factor(71, "Service", None, Some(5))];
        });
        let shares = |shares: &'static [f64]| {
            move |facts: &mut crate::analysis::facts::Facts| {
                let of = |(id, share): (i64, &f64)| {
                    let mut rival = rival(id, "Rival Ltd");
                    rival.share = Some(crate::domain::record::Percent(*share));
                    rival
                };
                facts.rivals = (2..).zip(shares).map(of).collect();
            }
        };
        fires(
            "shares_above_all",
            shares(&[70.0, 60.0]),
            r"#1 Ann's Steel | the rivals' shares of the wallet come to 130% | acct rival list 'Ann'\''s Steel'",
        );
        does_not_fire("shares_above_all", shares(&[70.0, 30.0]));
    }

    #[test]
    fn our_mark_is_asked_for() {
        fires(
            "factor_without_our_mark",
            |facts| {
                facts.factors = vec![
                    factor(70, "Price", None, None),
                    factor(71, "Service", None, Some(5)),
                    factor(72, "Delivery", None, None),
                ];
                facts.rivals = vec![rival(2, "Rival Ltd")];
                facts.rival_marks = vec![mark(70, 2, 3), mark(71, 2, 3)];
            },
            r#"#70 Price | we have no mark in "Price" | acct rival mark 'Ann'\''s Steel' Price us SCORE --evidence TEXT"#,
        );
    }
}
