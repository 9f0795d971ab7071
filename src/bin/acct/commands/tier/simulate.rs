//! `acct tier simulate`: what-if, for one account.

use std::io::Write as _;

use acct::analysis::score::{Score, change, rounded};
use acct::analysis::what_if::{self, Mover, Scenario, Step};
use acct::domain::grade::{Grade, GradeMethod};
use acct::domain::language::{Bilingual as _, pick};
use acct::export::{Cell, Format, Sheet, harmless};
use acct::ops::portfolio::Stretch;
use acct::ops::tiers::simulate::{Compared, Estimate};
use acct::playbook::shown::short_number;
use acct::playbook::{Playbook, TierRules};
use acct::say;
use acct::store::Named;
use serde_json::{Value as Json, json};

use super::assumed::{Told, told};
use super::score::{cap_in_words, capped};
use super::{assume, names, simulate_all};
use crate::context::Context;
use crate::display::{self, text_cell};
use crate::failure::Failure;
use crate::{output, resolve, sheets};

/// Inputs that are shown to people.
const SHOWN: usize = 8;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Nothing is written. Weights count beside each other: 30 for one dimension takes from all others.\n\nExamples:\n  acct tier simulate \"Example Steel\" --set trend.rivalry=2 --weight brand=30\n  acct tier simulate \"Example Steel\" --weight self.loyalty=4\n  acct tier simulate --all --threshold S=80 --threshold A=65\n  acct tier simulate --where \"region=East\" --set self.loyalty=unknown"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT", required = true)]
    account: Option<String>,
    /// All accounts that are not archived: who moves where
    #[arg(long, conflicts_with = "account")]
    all: bool,
    /// Only accounts that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION", conflicts_with = "account")]
    filters: Vec<String>,
    /// No more accounts than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    #[command(flatten)]
    assume: assume::Flags,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let assumptions = assume::read(context, &playbook, &args.assume, args.account.as_deref())?;
    let scenario = Scenario::new(&playbook, assumptions)
        .map_err(|error| Failure::usage(error.told_in(context.language)))?;
    let Some(account) = &args.account else {
        return simulate_all::run(context, &scenario, &args.filters, args.limit);
    };
    let account = resolve::account(context, account)?;
    let scorers = scenario.scorers();
    let asked = scorers.asked();
    let today = context.today;
    let stretch = Stretch::alone(context.store()?.read(), &asked, account.id, today)?;
    let evidence = stretch.evidence(account.id);
    let (before, after) = scorers.compare(&evidence, context.today);
    let view = View {
        playbook: &playbook,
        rules: scenario.rules(),
        steps: scenario.steps(&evidence, context.today),
        in_force: stretch.grade(account.id),
        account,
        before,
        after,
    };
    match context.format() {
        Format::Table => draw(context, &view),
        Format::Json | Format::Yaml | Format::Ndjson => sheets::print_data(context, data(context, &view)),
        _ => {
            let compared = view.compared();
            display::print_list(context, &simulate_all::sheet(context, &[compared]))
        }
    }
}

/// Everything there is to tell of one account.
struct View<'s> {
    playbook: &'s Playbook,
    rules: &'s TierRules,
    account: Named,
    before: Score<'s>,
    after: Score<'s>,
    steps: Vec<Step<'s>>,
    in_force: Option<&'s Grade>,
}

impl View<'_> {
    fn by_hand(&self) -> Option<&Grade> {
        self.in_force.filter(|grade| grade.method == GradeMethod::Manual)
    }

    fn compared(&self) -> Compared {
        Compared {
            account: self.account.id,
            name: self.account.name.clone(),
            before: Estimate::of(&self.before),
            after: Estimate::of(&self.after),
            by_hand: self.by_hand().and_then(|grade| grade.tier),
        }
    }

    /// How many points of the estimate an assumption moves.
    fn moved(step: &Step) -> Option<f64> {
        change(step.before.score, step.after.score)
    }
}

fn draw(context: &Context, view: &View) -> anyhow::Result<()> {
    let (language, width) = (context.language, context.ui.width());
    let mut out = context.ui.stdout();
    let name = harmless(&view.account.name);
    let colon = pick(language, ":", "：");
    writeln!(out, "{name}{colon}")?;
    writeln!(out, "{}\n", now_and_then(context, &view.before, &view.after))?;
    for line in caps(context, view) {
        writeln!(out, "{line}\n")?;
    }
    output::list(&steps(context, view), Format::Table, width, &mut out)?;
    let moved = movers(context, view);
    if !moved.rows.is_empty() {
        writeln!(out, "\n{}", pick(language, "What moved it", "影响得分的输入"))?;
        output::list(&moved, Format::Table, width, &mut out)?;
    }
    if let Some(tier) = view.by_hand().and_then(|grade| grade.tier) {
        let line = say!(
            language,
            "In force is {tier}, set by hand: it would stay.",
            "现行级别 {tier} 由人工设定，不受影响。"
        );
        writeln!(out, "\n{line}")?;
    }
    out.flush()?;
    let message = pick(language, "Nothing was written: this is a what-if.", "仅为推演，未保存任何内容。");
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// Grade and points now and in the case assumed, on a line each.
pub(crate) fn now_and_then(context: &Context, before: &Score, after: &Score) -> String {
    let (before, after) = (in_words(context, before), in_words(context, after));
    say!(context.language, "  now       {before}\n  would be  {after}", "  现在  {before}\n  假设  {after}")
}

/// What the reciprocity test does to the grade, now and in the case assumed.
fn caps(context: &Context, view: &View) -> Vec<String> {
    let language = context.language;
    let capped = |score: &Score| score.cap.as_ref().map(|cap| cap_in_words(context, cap));
    match (capped(&view.before), capped(&view.after)) {
        (None, None) => Vec::new(),
        (Some(_), None) => {
            vec![
                pick(language, "The reciprocity test would no longer cap it.", "互惠测试将不再封顶。")
                    .to_owned(),
            ]
        }
        (before, Some(after)) if before.as_ref() == Some(&after) => vec![after],
        (_, Some(after)) => vec![say!(language, "It would be: {after}", "假设下：{after}")],
    }
}

fn in_words(context: &Context, score: &Score) -> String {
    let language = context.language;
    let (tier, low, high) = (score.in_words(), rounded(score.low), rounded(score.high));
    let coverage = score.coverage_in_words();
    match (score.tier, score.score.map(rounded)) {
        (Some(_), Some(points)) => {
            let span = score.span_in_words(language);
            say!(
                language,
                "{tier}, {points} points{span}; {coverage} of the inputs known",
                "{tier}，{points} 分{span}；已知输入 {coverage}"
            )
        }
        _ => say!(
            language,
            "no grade: {coverage} of the inputs known; between {low} and {high} points",
            "暂未定级：已知输入 {coverage}，介于 {low} 与 {high} 分之间"
        ),
    }
}

/// The assumptions one by one, each on top of those before it.
fn steps(context: &Context, view: &View) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("assumption", "What if", "假设"),
            ("before", "Is", "现在"),
            ("after", "Would be", "改为"),
            ("change", "Points", "得分变化"),
            ("score", "Score", "得分"),
            ("tier", "Tier", "级别"),
        ],
    );
    let row = |step: &Step| {
        let Told { name, before, after } = told(context, view.playbook, step);
        vec![
            text_cell(&name),
            text_cell(&before),
            text_cell(&after),
            number(View::moved(step), names::signed),
            number(step.after.score.map(rounded), short_number),
            text_cell(&step.after.in_words()),
        ]
    };
    Sheet { columns, rows: view.steps.iter().map(row).collect() }
}

pub(crate) fn number(number: Option<f64>, words: impl FnOnce(f64) -> String) -> Cell {
    Cell { data: json!(number), text: number.map(words).unwrap_or_default() }
}

fn movers(context: &Context, view: &View) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("input", "Input", "输入"),
            ("worth", "Worth", "分值"),
            ("weight", "Weight", "权重"),
            ("moved", "Points", "得分变化"),
        ],
    );
    let points = |points: Option<f64>| points.map_or_else(|| "?".to_owned(), short_number);
    let percent = |weight: f64| format!("{}%", short_number(weight));
    let pair = |before: String, after: String| {
        text_cell(&if before == after { before } else { format!("{before} → {after}") })
    };
    let row = |mover: &Mover| {
        vec![
            text_cell(&names::input(context, view.playbook, mover.before.name)),
            pair(points(mover.before.points), points(mover.after.points)),
            pair(percent(mover.before.weight), percent(mover.after.weight)),
            number(Some(rounded(mover.points)), names::signed),
        ]
    };
    let moved = what_if::movers(&view.before, &view.after);
    Sheet { columns, rows: moved.iter().take(SHOWN).map(row).collect() }
}

fn data(context: &Context, view: &View) -> Vec<(&'static str, Json)> {
    let compared = view.compared();
    let dimensions = view.before.dimensions.iter().zip(&view.after.dimensions).map(|(before, after)| {
        json!({
            "dimension": before.id,
            "weight_before": rounded(before.weight),
            "weight_after": rounded(after.weight),
            "score_before": before.score.map(rounded),
            "score_after": after.score.map(rounded),
        })
    });
    let inputs: Vec<Json> = what_if::movers(&view.before, &view.after)
        .iter()
        .map(|mover| {
            json!({
                "input": mover.before.name,
                "dimension": mover.before.dimension,
                "points_before": mover.before.points.map(rounded),
                "points_after": mover.after.points.map(rounded),
                "weight_before": rounded(mover.before.weight),
                "weight_after": rounded(mover.after.weight),
                "moved": rounded(mover.points),
            })
        })
        .collect();
    let tiers = view.rules.tiers.iter().map(|tier| json!({"tier": tier.id, "from": tier.threshold}));
    vec![
        ("id", json!(view.account.id)),
        ("account", json!(view.account.name)),
        ("before", estimate_data(&compared.before, view.before.coverage)),
        ("after", estimate_data(&compared.after, view.after.coverage)),
        ("change", json!(change(view.before.score, view.after.score))),
        ("capped_before", capped(&view.before)),
        ("capped_after", capped(&view.after)),
        ("moves", json!(compared.before.tier != compared.after.tier)),
        (
            "in_force",
            json!(view.in_force.and_then(|grade| grade.tier).map(acct::domain::choices::Tier::as_str)),
        ),
        ("by_hand", json!(view.by_hand().is_some())),
        ("assumptions", json!(sheets::objects(&steps(context, view)))),
        ("dimensions", json!(dimensions.collect::<Vec<_>>())),
        ("inputs", json!(inputs)),
        ("thresholds", json!(tiers.collect::<Vec<_>>())),
    ]
}

pub(crate) fn estimate_data(estimate: &Estimate, coverage: f64) -> Json {
    json!({
        "tier": estimate.tier.map(acct::domain::choices::Tier::as_str),
        "score": estimate.score,
        "low": estimate.low,
        "high": estimate.high,
        "lowest": estimate.lowest.as_str(),
        "highest": estimate.highest.as_str(),
        "firm": estimate.tier.is_some() && estimate.lowest == estimate.highest,
        "coverage": rounded(coverage),
    })
}
