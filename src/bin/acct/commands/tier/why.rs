//! `acct tier why`: a score taken apart.

use std::io::Write as _;

use acct::analysis::answers;
use acct::analysis::score::{Input, Score, Scorer, rounded};
use acct::domain::language::pick;
use acct::export::{Cell, Format, Sheet, harmless};
use acct::ops::tiers::{self, Graded};
use acct::playbook::shown::short_number;
use acct::playbook::{Playbook, shown};
use acct::say;
use serde_json::json;

use super::{names, score};
use crate::context::Context;
use crate::display::text_cell;
use crate::{output, resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct tier why \"Example Steel\"")]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let playbook = context.playbook()?;
    let scorer = Scorer::new(&playbook);
    let today = context.today;
    let (computed, grade) = tiers::current(context.store()?.read(), &scorer, account.id, today)?;
    let graded = Graded { score: computed, grade, before: None };
    match context.format() {
        Format::Table => draw(context, &playbook, &account.name, &graded),
        Format::Json | Format::Yaml | Format::Ndjson => {
            score::print(context, &playbook, &account.name, &graded)
        }
        _ => {
            let inputs: Vec<&Input> = graded.score.inputs.iter().collect();
            let sheet = inputs_sheet(context, &scorer, &graded.score, &inputs);
            crate::display::print_list(context, &sheets::first_column_as_id(context, sheet))
        }
    }
}

fn draw<'p>(
    context: &Context,
    playbook: &'p Playbook,
    account: &str,
    graded: &Graded<'p>,
) -> anyhow::Result<()> {
    let (language, width) = (context.language, context.ui.width());
    let scorer = Scorer::new(playbook);
    let computed = &graded.score;
    score::draw(context, account, graded)?;
    let mut out = context.ui.stdout();
    writeln!(out)?;
    output::list(&dimensions(context, computed), Format::Table, width, &mut out)?;
    for dimension in &computed.dimensions {
        writeln!(out, "\n{}", dimension.label.get(language))?;
        let inputs: Vec<&Input> =
            computed.inputs.iter().filter(|input| input.dimension == dimension.id).collect();
        let sheet =
            sheets::without(&inputs_sheet(context, &scorer, computed, &inputs), &["input", "dimension"]);
        output::list(&sheets::without_empty_columns(context, sheet), Format::Table, width, &mut out)?;
    }
    let fitted = |text: &str| output::wrap(&harmless(text), usize::from(width));
    writeln!(out, "\n{}", fitted(&reciprocity(context, playbook, computed)))?;
    let thresholds: Vec<String> = playbook
        .tiers
        .tiers
        .iter()
        .map(|tier| format!("{} {}", tier.id, short_number(tier.threshold)))
        .collect();
    let minimum = short_number(playbook.tiers.minimum_coverage);
    let told = say!(
        language,
        "Tiers from: {}. A grade needs {minimum}% of the inputs. Unknown inputs are no zeros: they widen the interval.",
        "各级起点：{}。定级至少需要 {minimum}% 的输入。未知不等于零：未知输入只会拉宽区间。",
        (thresholds.join(pick(language, ", ", "，")))
    );
    Ok(writeln!(out, "\n{}", fitted(&told))?)
}

/// The answers of the reciprocity test.
fn reciprocity(context: &Context, playbook: &Playbook, score: &Score) -> String {
    let language = context.language;
    let told: Vec<String> = score
        .reciprocity
        .iter()
        .map(|(id, answer)| {
            let label = playbook.item(id).map_or(*id, |(_, item)| item.label.get(language));
            let answer = match answer {
                Some(yes) => shown::yes_no(*yes, context.language).to_owned(),
                None => pick(language, "not known", "未知").to_owned(),
            };
            format!("{label}{}{answer}", pick(language, ": ", "："))
        })
        .collect();
    let told = told.join(pick(language, "; ", "；"));
    say!(language, "Reciprocity test, for S: {told}.", "互惠测试（S 级必须通过）：{told}。")
}

fn dimensions(context: &Context, score: &Score) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("dimension", "Dimension", "维度"),
            ("weight", "Weight", "权重"),
            ("score", "Score", "得分"),
            ("bar", "", ""),
            ("coverage", "Known", "已知"),
        ],
    );
    let rows = score.dimensions.iter().map(|dimension| {
        vec![
            text_cell(dimension.label.get(context.language)),
            Cell { data: json!(dimension.weight), text: format!("{}%", short_number(dimension.weight)) },
            dimension.score.map_or_else(
                || text_cell("?"),
                |score| Cell { data: json!(rounded(score)), text: short_number(score) },
            ),
            text_cell(&dimension.score.map(sheets::bar).unwrap_or_default()),
            Cell { data: json!(dimension.coverage), text: format!("{:.0}%", dimension.coverage) },
        ]
    });
    Sheet { columns, rows: rows.collect() }
}

fn inputs_sheet<'p>(context: &Context, scorer: &Scorer<'p>, score: &Score<'p>, inputs: &[&Input]) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("input", "Input", "输入"),
            ("dimension", "Dimension", "维度"),
            ("label", "What", "内容"),
            ("value", "Known", "已知"),
            ("points", "Points", "得分"),
            ("weight", "Weight", "权重"),
            ("remark", "Remark", "说明"),
        ],
    );
    let rows = inputs.iter().map(|input| {
        let label = match input.item {
            Some(item) => item.label.get(context.language).to_owned(),
            None => names::measure(context, input.name),
        };
        let value = match (&input.value, input.item) {
            (Some(value), Some(item)) => answers::in_words(item, value, context.language),
            (Some(value), None) => value.clone(),
            (None, _) => "?".to_owned(),
        };
        vec![
            text_cell(input.name),
            text_cell(input.dimension),
            text_cell(&label),
            Cell { data: json!(input.value), text: value },
            Cell {
                data: json!(input.points.map(rounded)),
                text: input.points.map(short_number).unwrap_or_default(),
            },
            Cell { data: json!(rounded(input.weight)), text: format!("{}%", short_number(input.weight)) },
            text_cell(&remark(context, scorer, score, input)),
        ]
    });
    Sheet { columns, rows: rows.collect() }
}

/// Stale, or what knowing it could change.
fn remark<'p>(context: &Context, scorer: &Scorer<'p>, score: &Score<'p>, input: &Input) -> String {
    let language = context.language;
    if input.points.is_some() {
        return if input.stale { pick(language, "stale", "已过期").to_owned() } else { String::new() };
    }
    let with = |points: f64| scorer.with_points(score, input.name, points);
    let (worst, best) = (with(0.0), with(100.0));
    match (worst.tier, best.tier) {
        (Some(low), Some(high)) if low != high => {
            say!(language, "tier between {low} and {high}", "级别介于 {low} 与 {high} 之间")
        }
        (Some(_), Some(_)) => {
            let points = |score: &Score| score.score.map(short_number).unwrap_or_default();
            let (low, high) = (points(&worst), points(&best));
            say!(language, "score between {low} and {high}", "得分介于 {low} 与 {high} 之间")
        }
        _ => String::new(),
    }
}
