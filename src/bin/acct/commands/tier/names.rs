//! What inputs, dimensions and reasons of a score are called.

use acct::analysis::regrade::Why;
use acct::domain::language::pick;
use acct::playbook::Playbook;
use acct::playbook::shown::short_number;
use acct::say;
use serde_json::{Value as Json, json};

use crate::context::Context;

/// What a measure is called.
pub(crate) fn measure(context: &Context, name: &str) -> String {
    let key = format!("metric.{name}");
    context.labels.find(&key, context.language).unwrap_or(name).to_owned()
}

/// What an input is called, be it an item or a measure.
pub(crate) fn input(context: &Context, playbook: &Playbook, name: &str) -> String {
    match playbook.item(name) {
        Some((_, item)) => item.label.get(context.language).to_owned(),
        None => measure(context, name),
    }
}

/// What a dimension is called.
pub(crate) fn dimension(context: &Context, playbook: &Playbook, id: &str) -> String {
    let dimension = playbook.tiers.dimensions.iter().find(|dimension| dimension.id == id);
    dimension.map_or(id, |dimension| dimension.label.get(context.language)).to_owned()
}

/// A change of points with its sign: `+1.5`.
pub(crate) fn signed(points: f64) -> String {
    let text = short_number(points.abs());
    match points {
        _ if text == "0" => text,
        points if points < 0.0 => format!("-{text}"),
        _ => format!("+{text}"),
    }
}

/// Why a grade changed, in a few words.
pub(crate) fn why(context: &Context, playbook: &Playbook, why: &Why) -> String {
    let language = context.language;
    match why {
        Why::First => pick(language, "first grade", "首次定级").to_owned(),
        Why::TooLittleKnown { coverage } => {
            say!(language, "only {coverage:.0}% of the inputs known", "已知输入仅 {coverage:.0}%")
        }
        Why::Capped => pick(language, "capped by the reciprocity test", "互惠测试封顶").to_owned(),
        Why::Uncapped => pick(language, "no longer capped", "不再封顶").to_owned(),
        Why::Rules => pick(language, "the playbook's rules changed", "方法手册规则有变").to_owned(),
        Why::Input { name, from, to } => {
            let name = input(context, playbook, name);
            let points = |points: &Option<f64>| points.map_or_else(|| "?".to_owned(), short_number);
            format!("{name} {} → {}", points(from), points(to))
        }
    }
}

/// Why a grade changed, for programs.
pub(crate) fn why_data(context: &Context, playbook: &Playbook, reason: &Why) -> Json {
    let mut data = json!({"reason": reason.as_str(), "text": why(context, playbook, reason)});
    if let (Json::Object(data), Why::Input { name, from, to }) = (&mut data, reason) {
        data.insert("input".to_owned(), json!(name));
        data.insert("from".to_owned(), json!(from));
        data.insert("to".to_owned(), json!(to));
    }
    data
}
