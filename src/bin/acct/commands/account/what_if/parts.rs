//! What the pictures before and after differ in, part by part, line by line.

use acct::analysis::comparison::{Comparison, Side};
use acct::analysis::economics;
use acct::analysis::payback::Payback;
use acct::analysis::pipeline::Rung;
use acct::analysis::score::{Cap, Score, change, rounded};
use acct::analysis::value_curve::{Curve, CurveError};
use acct::analysis::what_if::Picture;
use acct::domain::language::{Bilingual as _, Language, pick};
use acct::domain::money::Money;
use acct::export::Cell;
use acct::playbook::shown;
use acct::say;
use serde_json::json;

use super::told;
use crate::commands::rival::compare;
use crate::commands::tier::score as tier_score;
use crate::context::Context;
use crate::display::text_cell;

/// One part of a picture.
pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
    /// Whether there is anything of it, before or after.
    pub(super) is_there: bool,
    /// Those that differ.
    pub(super) lines: Vec<Line>,
}

/// One figure before and after.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) is: Cell,
    pub(super) would_be: Cell,
    pub(super) change: Cell,
}

impl Line {
    fn new(name: impl Into<String>, is: Cell, would_be: Cell) -> Self {
        Self { name: name.into(), is, would_be, change: Cell::default() }
    }

    fn number(
        name: impl Into<String>,
        is: Option<f64>,
        would_be: Option<f64>,
        words: fn(f64) -> String,
    ) -> Self {
        let cell = |number: Option<f64>| Cell {
            data: json!(number.map(rounded)),
            text: number.map_or_else(|| "–".to_owned(), words),
        };
        Self { change: told::points(change(is, would_be)), ..Self::new(name, cell(is), cell(would_be)) }
    }

    fn money(context: &Context, name: impl Into<String>, is: Option<Money>, would_be: Option<Money>) -> Self {
        let words = |money: Money| money.short(context.language);
        let cell = |money: Option<Money>| Cell {
            data: json!(money),
            text: money.map_or_else(|| "–".to_owned(), words),
        };
        let change = is.zip(would_be).filter(|(is, would_be)| is.currency == would_be.currency);
        let change =
            change.map(|(is, would_be)| Money::new(would_be.minor.saturating_sub(is.minor), is.currency));
        let signed = |money: Money| {
            if money.minor > 0 {
                format!("+{}", money.short_amount(context.language))
            } else {
                money.short_amount(context.language)
            }
        };
        let change = Cell { data: json!(change), text: change.map(signed).unwrap_or_default() };
        Self { change, ..Self::new(name, cell(is), cell(would_be)) }
    }

    fn text(name: impl Into<String>, is: &str, would_be: &str) -> Self {
        let cell = |text: &str| {
            if text.is_empty() { Cell { text: "–".to_owned(), ..Cell::default() } } else { text_cell(text) }
        };
        Self::new(name, cell(is), cell(would_be))
    }

    fn differs(&self) -> bool {
        self.is != self.would_be
    }
}

/// All parts, in the order in which they are told.
pub(super) fn of(context: &Context, before: &Picture, after: &Picture) -> Vec<Part> {
    let part = |id, (english, chinese), is_there, lines: Vec<Line>| Part {
        id,
        label: pick(context.language, english, chinese),
        is_there,
        lines: lines.into_iter().filter(Line::differs).collect(),
    };
    let either = |is_there: fn(&Picture) -> bool| is_there(before) || is_there(after);
    let counted = |english, chinese, of: fn(&Picture) -> usize| {
        let number = |picture| u32::try_from(of(picture)).ok().map(f64::from);
        let name = pick(context.language, english, chinese);
        vec![Line::number(name, number(before), number(after), shown::short_number)]
    };
    let is_compared = either(|picture| picture.comparison.has_marks());
    let grids = (&before.comparison, &after.comparison);
    vec![
        part("score", ("score and tier", "得分与级别"), true, score(context, &before.score, &after.score)),
        part("coverage", ("coverage", "覆盖率"), true, vec![coverage(context, before, after)]),
        part(
            "comparison",
            ("comparison with the rivals", "与对手的比较"),
            is_compared,
            comparison(context, grids.0, grids.1),
        ),
        part(
            "margin",
            ("margin", "毛利率"),
            either(|picture| picture.margin.is_some()),
            vec![margin(context, before, after)],
        ),
        part(
            "curve",
            ("value-return curve", "价值回报曲线"),
            either(|picture| picture.curve.is_ok()),
            curve(context, &before.curve, &after.curve),
        ),
        part(
            "economics",
            ("customer economics", "客户经济账"),
            either(|picture| picture.economics.is_ok()),
            economics(context, before, after),
        ),
        part(
            "pipeline",
            ("pipeline", "项目漏斗"),
            either(|picture| !picture.pipeline.is_empty()),
            pipeline(context, &before.pipeline, &after.pipeline),
        ),
        part(
            "alerts",
            ("alerts", "预警"),
            true,
            counted("Alerts", "预警（条）", |picture| picture.alerts.len()),
        ),
        part(
            "actions",
            ("next actions", "下一步行动"),
            true,
            counted("Next actions", "下一步行动（项）", |picture| picture.tasks.len()),
        ),
    ]
}

fn score(context: &Context, before: &Score, after: &Score) -> Vec<Line> {
    let language = context.language;
    let name = |english, chinese| pick(language, english, chinese);
    let cap = |cap: Option<&Cap>| cap.map(|cap| tier_score::cap_in_words(context, cap)).unwrap_or_default();
    let number = |english, chinese, of: fn(&Score) -> Option<f64>, words: fn(f64) -> String| {
        Line::number(name(english, chinese), of(before), of(after), words)
    };
    let mut lines = vec![number("Score", "得分", |score| score.score, shown::short_number)];
    // Where all is known, the interval says nothing else than the estimate.
    if [before, after].iter().any(|score| rounded(score.low) < rounded(score.high)) {
        lines.push(number("Score, lowest", "得分下限", |score| Some(score.low), shown::short_number));
        lines.push(number("Score, highest", "得分上限", |score| Some(score.high), shown::short_number));
    }
    lines.push(Line::text(name("Tier", "级别"), &before.in_words(), &after.in_words()));
    lines.push(number("Inputs of the score known", "已知评分输入", |score| Some(score.coverage), percent));
    let (was, is) = (cap(before.cap.as_ref()), cap(after.cap.as_ref()));
    lines.push(Line::text(name("Reciprocity test", "互惠测试"), &was, &is));
    lines
}

fn percent(percent: f64) -> String {
    format!("{}%", shown::short_number(percent))
}

fn coverage(context: &Context, before: &Picture, after: &Picture) -> Line {
    let name = pick(context.language, "Coverage of the five looks", "五看覆盖率");
    Line::number(name, Some(before.coverage), Some(after.coverage), percent)
}

fn margin(context: &Context, before: &Picture, after: &Picture) -> Line {
    let of = |picture: &Picture| picture.margin.map(|margin| margin.margin);
    Line::money(
        context,
        pick(context.language, "Margin, last 12 months", "最近 12 个月毛利"),
        of(before),
        of(after),
    )
}

fn comparison(context: &Context, before: &Comparison, after: &Comparison) -> Vec<Line> {
    let language = context.language;
    let leader = |grid: &Comparison| match grid.leader() {
        Some(side) => compare::name(context, side).to_owned(),
        None if grid.has_marks() => pick(language, "nobody is ahead of us", "没有对手领先").to_owned(),
        None => String::new(),
    };
    let mut lines =
        vec![Line::text(pick(language, "Ahead by the marks", "评分领先者"), &leader(before), &leader(after))];
    for side in &after.sides {
        let was = before
            .sides
            .iter()
            .find(|was| was.rival.map(|rival| rival.id) == side.rival.map(|rival| rival.id));
        let name = compare::name(context, side);
        let of = |value: fn(&Side) -> Option<f64>| (was.and_then(value), value(side));
        let (is, would_be) = of(|side| side.mean);
        lines.push(Line::number(
            say!(language, "Weighted mark of {name}", "{name} 加权得分"),
            is,
            would_be,
            shown::mark,
        ));
        let (is, would_be) = of(|side| side.lead);
        lines.push(Line::number(
            say!(language, "{name} ahead of us by", "{name} 领先我方"),
            is,
            would_be,
            shown::signed_mark,
        ));
    }
    lines.extend(losses(context, before, after));
    lines
}

/// What it costs us where we are behind.
fn losses(context: &Context, before: &Comparison, after: &Comparison) -> Vec<Line> {
    let gap = |grid: &Comparison, factor: &str| {
        grid.losses.iter().find(|loss| loss.factor.name == factor).map(|loss| loss.gap)
    };
    let all = before.losses.iter().chain(&after.losses);
    let mut factors: Vec<&str> = Vec::new();
    for loss in all {
        if !factors.contains(&loss.factor.name.as_str()) {
            factors.push(&loss.factor.name);
        }
    }
    let line = |factor: &str| {
        let name = say!(context.language, "Lost to the best in {factor}", "“{factor}”落后于最优者");
        Line::number(name, gap(before, factor), gap(after, factor), shown::mark)
    };
    factors.into_iter().map(line).collect()
}

type Curved = Result<Curve, CurveError>;

fn curve(context: &Context, before: &Curved, after: &Curved) -> Vec<Line> {
    let language = context.language;
    let net = |curve: &Curved| curve.as_ref().ok().and_then(|curve| curve.expected.net());
    let returned = |curve: &Curved| curve.as_ref().ok().and_then(|curve| curve.expected.returned);
    let even = |payback: Option<Payback>| match payback {
        Some(payback) => payback.in_words(language),
        None => pick(language, "not in sight", "看不到").to_owned(),
    };
    let breaks = |curve: &Curved| match curve {
        Ok(curve) => even(curve.expected_break_even),
        Err(error) => error.told_in(language),
    };
    let name = |english, chinese| pick(language, english, chinese);
    vec![
        Line::money(
            context,
            name("Expected return, all years", "各年预计回报合计"),
            returned(before),
            returned(after),
        ),
        Line::money(context, name("Expected net, all years", "各年预计净额合计"), net(before), net(after)),
        Line::text(name("Breaks even", "盈亏平衡"), &breaks(before), &breaks(after)),
    ]
}

fn economics(context: &Context, before: &Picture, after: &Picture) -> Vec<Line> {
    let language = context.language;
    let best = |picture: &Picture| {
        let compared = picture.economics.as_ref().ok();
        let best = compared.and_then(|compared| compared.alternatives.get(compared.best));
        best.map(|best| shown::alternative(&best.alternative, language).to_owned()).unwrap_or_default()
    };
    let lead = |picture: &Picture| {
        picture.economics.as_ref().ok().map(|compared: &economics::Comparison| compared.lead)
    };
    vec![
        Line::text(
            pick(language, "Best for the customer", "对客户最有利的方案"),
            &best(before),
            &best(after),
        ),
        Line::money(
            context,
            pick(language, "Our lead over the next best", "我方比其他最优方案多"),
            lead(before),
            lead(after),
        ),
    ]
}

fn pipeline(context: &Context, before: &[Rung], after: &[Rung]) -> Vec<Line> {
    let language = context.language;
    let mut currencies: Vec<_> = before.iter().chain(after).filter_map(|rung| rung.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    let mut lines = Vec::new();
    for currency in currencies {
        let of = |rungs: &[Rung], value: fn(&Rung) -> Option<Money>| {
            let rung = rungs.iter().find(|rung| rung.currency == Some(currency));
            rung.and_then(value)
        };
        let line = |english: String, chinese: String, value: fn(&Rung) -> Option<Money>| {
            let name = match language {
                Language::English => english,
                Language::Chinese => chinese,
            };
            Line::money(context, name, of(before, value), of(after, value))
        };
        lines.push(line(
            format!("Open projects, {currency}"),
            format!("待定项目金额（{currency}）"),
            |rung| rung.value,
        ));
        lines.push(line(
            format!("By probability, {currency}"),
            format!("按概率折算（{currency}）"),
            |rung| rung.weighted,
        ));
    }
    lines
}
