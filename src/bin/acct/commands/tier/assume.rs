//! From what people type after `--set`, `--weight` and `--threshold` to assumptions.

use acct::analysis::answers;
use acct::analysis::what_if::Assumption;
use acct::domain::choices::Tier;
use acct::domain::fold::fold;
use acct::domain::language::{Language, Text, pick};
use acct::domain::likeness::{Among, likeness, worth_proposing};
use acct::domain::number::parse_pointed;
use acct::playbook::Playbook;
use acct::say;

use super::names;
use crate::commands::look::answer;
use crate::context::Context;
use crate::failure::Failure;
use crate::resolve;

#[derive(Debug, clap::Args)]
pub(crate) struct Flags {
    /// A question and the answer it would have, or unknown; acct what-if also takes KIND:RECORD.FIELD=VALUE (repeat for several)
    #[arg(long = "set", value_name = "ITEM=VALUE")]
    pub(crate) answers: Vec<String>,
    /// A dimension and the weight it would have beside the others, or an input and its weight in its dimension (repeat for several)
    #[arg(long = "weight", value_name = "NAME=N")]
    pub(crate) weights: Vec<String>,
    /// A tier and the score it would begin at, or coverage=N for the least that must be known (repeat for several)
    #[arg(long = "threshold", value_name = "TIER=N")]
    pub(crate) thresholds: Vec<String>,
}

/// Something that can be taken otherwise, and what it is called.
pub(crate) struct Known {
    pub(crate) id: String,
    pub(crate) names: Vec<String>,
}

impl Known {
    fn new(id: &str, label: &Text) -> Self {
        let names = [id, &label.en, &label.zh].map(str::to_owned).to_vec();
        Self { id: id.to_owned(), names }
    }
}

/// The assumptions in the order answers, weights, thresholds.
pub(crate) fn read(
    context: &Context,
    playbook: &Playbook,
    args: &Flags,
    account: Option<&str>,
) -> anyhow::Result<Vec<Assumption>> {
    let mut assumptions = Vec::new();
    for text in &args.answers {
        assumptions.push(input(context, playbook, text)?);
    }
    assumptions.extend(rules(context, playbook, args)?);
    if assumptions.is_empty() {
        let message = say!(
            context.language,
            "nothing to assume: --set, --weight or --threshold is missing",
            "没有假设：缺少 --set、--weight 或 --threshold"
        );
        let of = account.map_or_else(|| "--all".to_owned(), resolve::quoted);
        return Err(Failure::usage(message).hint(format!("acct tier simulate {of} --threshold S=80")).into());
    }
    Ok(assumptions)
}

/// Other weights and thresholds.
pub(crate) fn rules(context: &Context, playbook: &Playbook, args: &Flags) -> anyhow::Result<Vec<Assumption>> {
    let weights = args.weights.iter().map(|text| weight(context, playbook, text));
    let thresholds = args.thresholds.iter().map(|text| threshold(context, playbook, text));
    weights.chain(thresholds).collect()
}

/// `name=value` in its parts.
pub(crate) fn parts<'t>(context: &Context, flag: &str, text: &'t str) -> anyhow::Result<(&'t str, &'t str)> {
    match text.split_once(['=', '＝']) {
        Some((name, value)) if !name.trim().is_empty() => Ok((name.trim(), value.trim())),
        _ => {
            let message = say!(
                context.language, "{flag} {text}: there is no NAME=VALUE", "{flag} {text}：应写成 名称=值"
            );
            Err(Failure::usage(message).into())
        }
    }
}

/// Another answer to a question that the score reads, or another measure.
pub(crate) fn input(context: &Context, playbook: &Playbook, text: &str) -> anyhow::Result<Assumption> {
    let (name, value) = parts(context, "--set", text)?;
    let known = inputs(context, playbook);
    let Some(id) = find(&known, name) else {
        return Err(no_input(context, playbook, &known, name));
    };
    let is_unknown = value.is_empty() || answers::says_unknown(value);
    let Some((_, item)) = playbook.item(id) else {
        let points = if is_unknown { None } else { Some(number(context, "--set", text, value)?) };
        return Ok(Assumption::Measure { name: id.to_owned(), points });
    };
    let answer = if value.is_empty() {
        None
    } else {
        let read = context.read_values(|reading| answers::read(id, item, value, reading));
        let account = pick(context.language, "ACCOUNT", "客户");
        read.map_err(|error| answer::refused(context, item, account, &error))?.answer
    };
    Ok(Assumption::Answer { item: id.to_owned(), answer })
}

/// Whether a name is that of a measure, which no question asks for.
pub(crate) fn is_measure(context: &Context, playbook: &Playbook, name: &str) -> bool {
    find(&inputs(context, playbook), name).is_some_and(|id| playbook.item(id).is_none())
}

/// What scores and the reciprocity test are read from.
fn inputs(context: &Context, playbook: &Playbook) -> Vec<Known> {
    let inputs = playbook.tiers.dimensions.iter().flat_map(|dimension| &dimension.inputs);
    let named = inputs.filter_map(acct::playbook::ScoreInput::name);
    let all = named.chain(playbook.tiers.reciprocity.items.iter().map(String::as_str));
    let known = |id: &str| match playbook.item(id) {
        Some((_, item)) => {
            let mut known = Known::new(id, &item.label);
            known.names.push(item.id.clone());
            known
        }
        None => Known { id: id.to_owned(), names: vec![id.to_owned(), names::measure(context, id)] },
    };
    all.map(known).collect()
}

fn no_input(context: &Context, playbook: &Playbook, known: &[Known], name: &str) -> anyhow::Error {
    let language = context.language;
    let wanted = fold(name);
    let other = playbook.items().find(|(id, _, item)| *id == wanted || item.id == wanted);
    let message = match &other {
        Some((id, _, item)) => {
            let label = item.label.get(language);
            say!(language, "{id} ({label}) is no input of the score", "{id}（{label}）不是评分输入")
        }
        None => say!(language, "there is no input \"{name}\"", "没有“{name}”这个输入"),
    };
    let known_as = if other.is_some() { "" } else { name };
    let failure = failed(context, message, known, known_as, pick(language, "the inputs are", "可选输入："));
    if other.is_none() && !name.contains(['.', ':', '：']) {
        return failure.into();
    }
    let account = pick(language, "ACCOUNT", "客户");
    failure
        .hint(say!(
            language,
            "acct what-if {account} --set ... takes any question and any field of a record",
            "acct what-if {account} --set ... 可假设任何问题的回答和任何记录的字段"
        ))
        .into()
}

fn weight(context: &Context, playbook: &Playbook, text: &str) -> anyhow::Result<Assumption> {
    let language = context.language;
    let (name, value) = parts(context, "--weight", text)?;
    let known: Vec<Known> = playbook
        .tiers
        .dimensions
        .iter()
        .map(|dimension| Known::new(&dimension.id, &dimension.label))
        .collect();
    let inputs = inputs(context, playbook);
    let weighs = |id: &str| {
        let mut rules = playbook.tiers.dimensions.iter().flat_map(|dimension| &dimension.inputs);
        rules.any(|input| input.name() == Some(id))
    };
    let input = find(&inputs, name).filter(|id| weighs(id));
    if let (None, Some(input)) = (find(&known, name), input) {
        let weight = number(context, "--weight", text, value)?;
        return Ok(Assumption::InputWeight { input: input.to_owned(), weight });
    }
    let Some(id) = find(&known, name) else {
        let message =
            say!(language, "there is no dimension or input \"{name}\"", "没有“{name}”这个维度或输入");
        return Err(failed(
            context,
            message,
            &known,
            name,
            pick(language, "the dimensions are", "可选维度："),
        )
        .into());
    };
    let weight = number(context, "--weight", text, value)?;
    Ok(Assumption::Weight { dimension: id.to_owned(), weight })
}

fn threshold(context: &Context, playbook: &Playbook, text: &str) -> anyhow::Result<Assumption> {
    const COVERAGE: &str = "coverage";
    let language = context.language;
    let (name, value) = parts(context, "--threshold", text)?;
    let tier_names = |id: &str| {
        let label = |language| context.labels.find(&format!("tier_name.{id}"), language);
        let labels = [Language::English, Language::Chinese].into_iter().filter_map(label);
        labels.map(str::to_owned).chain([id.to_owned()]).collect()
    };
    let mut known: Vec<Known> = playbook
        .tiers
        .tiers
        .iter()
        .map(|tier| Known { id: tier.id.clone(), names: tier_names(&tier.id) })
        .collect();
    let coverage = [COVERAGE, "minimum_coverage", "覆盖率"].map(str::to_owned).to_vec();
    known.push(Known { id: COVERAGE.to_owned(), names: coverage });
    let Some(id) = find(&known, name) else {
        let message = say!(language, "there is no threshold \"{name}\"", "没有“{name}”这个门槛");
        return Err(failed(
            context,
            message,
            &known,
            name,
            pick(language, "the thresholds are", "可选门槛："),
        )
        .into());
    };
    let from = number(context, "--threshold", text, value)?;
    Ok(Tier::named(id).map_or(Assumption::MinimumCoverage(from), |tier| Assumption::Threshold { tier, from }))
}

pub(crate) fn number(context: &Context, flag: &str, text: &str, value: &str) -> anyhow::Result<f64> {
    let number = parse_pointed(value.trim_end_matches(['%', '％']));
    number.map(acct::domain::number::Decimal::to_f64).map_err(|_| {
        let message = say!(
            context.language,
            "{flag} {text}: \"{value}\" is no number",
            "{flag} {text}：“{value}”不是数字"
        );
        Failure::usage(message).into()
    })
}

/// What a name means, where it means just one.
pub(crate) fn find<'k>(known: &'k [Known], name: &str) -> Option<&'k str> {
    let wanted = fold(name);
    let identifier = wanted.replace([' ', '-'], "_");
    let means = |known: &&Known| {
        known.names.iter().map(|name| fold(name)).any(|name| name == wanted || name == identifier)
    };
    let mut found = known.iter().filter(means);
    match (found.next(), found.next()) {
        (Some(only), None) => Some(&only.id),
        _ => None,
    }
}

/// A refusal that names what was perhaps meant, and all there are.
pub(crate) fn failed(context: &Context, message: String, known: &[Known], name: &str, all: &str) -> Failure {
    let wanted = fold(name);
    let alike =
        |known: &Known| known.names.iter().map(|name| likeness(&fold(name), &wanted)).fold(0.0, f64::max);
    let near = worth_proposing(known.iter().map(|known| (alike(known), known.id.as_str())), Among::Names);
    let mut failure = Failure::usage(message);
    if !near.is_empty() {
        let ids: Vec<&str> = near.into_iter().take(3).collect();
        failure = failure.hint(say!(
            context.language,
            "did you mean {}?",
            "是不是：{}？",
            ids.join(pick(context.language, ", ", "、"))
        ));
    }
    let ids: Vec<&str> = known.iter().map(|known| known.id.as_str()).collect();
    failure.hint(format!("{all} {}", ids.join(pick(context.language, ", ", "、"))).replace("： ", "："))
}
