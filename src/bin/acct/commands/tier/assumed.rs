//! An assumption in words: what it is about, what is so now, and what would be.

use acct::analysis::answers::{self, Answer};
use acct::analysis::score::{Score, rounded};
use acct::analysis::what_if::{Assumption, Step};
use acct::domain::language::pick;
use acct::playbook::Playbook;
use acct::playbook::shown::{short_number, yes_no};
use acct::say;

use super::names;
use crate::context::Context;

/// An assumption in words.
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// What an assumption makes of the score before it, in words.
pub(crate) fn told(context: &Context, playbook: &Playbook, step: &Step) -> Told {
    let language = context.language;
    match step.assumption {
        Assumption::Answer { item, answer } => Told {
            name: names::input(context, playbook, item),
            before: known_in_words(context, playbook, &step.before, item),
            after: match answer {
                Some(_) => answer_in_words(context, playbook, item, answer.as_ref()),
                None => left_in_words(context, playbook, &step.after, item),
            },
        },
        Assumption::Measure { name, points } => Told {
            name: names::measure(context, name),
            before: known_in_words(context, playbook, &step.before, name),
            after: points.map_or_else(|| unknown(context), short_number),
        },
        Assumption::Weight { dimension, .. } => {
            let share = |score: &Score| {
                let found = score.dimensions.iter().find(|known| known.id == dimension);
                found.map(|known| format!("{}%", short_number(known.weight))).unwrap_or_default()
            };
            let name = names::dimension(context, playbook, dimension);
            Told {
                name: say!(language, "Weight of {name}", "{name}的权重"),
                before: share(&step.before),
                after: share(&step.after),
            }
        }
        Assumption::InputWeight { input, .. } => {
            let share = |score: &Score| {
                let found = score.inputs.iter().filter(|known| known.name == input);
                format!("{}%", short_number(rounded(found.map(|known| known.weight).sum())))
            };
            let name = names::input(context, playbook, input);
            Told {
                name: say!(language, "Weight of {name}", "{name}的权重"),
                before: share(&step.before),
                after: share(&step.after),
            }
        }
        Assumption::Threshold { tier, from } => Told {
            name: say!(language, "{tier} begins at", "{tier} 级门槛"),
            before: playbook.tier(tier.as_str()).map(|tier| short_number(tier.threshold)).unwrap_or_default(),
            after: short_number(*from),
        },
        Assumption::MinimumCoverage(least) => Told {
            name: pick(language, "Least to be known", "定级所需已知输入").to_owned(),
            before: format!("{}%", short_number(playbook.tiers.minimum_coverage)),
            after: format!("{}%", short_number(*least)),
        },
    }
}

pub(crate) fn unknown(context: &Context) -> String {
    pick(context.language, "not known", "未知").to_owned()
}

pub(crate) fn answer_in_words(
    context: &Context,
    playbook: &Playbook,
    item: &str,
    answer: Option<&Answer>,
) -> String {
    match (answer, playbook.item(item)) {
        (Some(answer), Some((_, item))) => answer.in_words(item, context.language),
        _ => unknown(context),
    }
}

/// What holds where the account knows nothing itself.
fn left_in_words(context: &Context, playbook: &Playbook, score: &Score, item: &str) -> String {
    let known = known_in_words(context, playbook, score, item);
    if known == unknown(context) {
        return known;
    }
    say!(context.language, "{known} (as its industry says)", "{known}（沿用行业的答案）")
}

/// What is known of an input, or of a question of the reciprocity test.
fn known_in_words(context: &Context, playbook: &Playbook, score: &Score, name: &str) -> String {
    let input = score.inputs.iter().find(|input| input.name == name);
    let kept = input.and_then(|input| input.value.as_deref());
    match (kept, playbook.item(name)) {
        (Some(kept), Some((_, item))) => answers::in_words(item, kept, context.language),
        (Some(kept), None) => kept.to_owned(),
        (None, _) => {
            let test = score.reciprocity.iter().find(|(item, _)| *item == name);
            let answer = test.and_then(|(_, answer)| *answer);
            answer.map_or_else(|| unknown(context), |yes| yes_no(yes, context.language).to_owned())
        }
    }
}
