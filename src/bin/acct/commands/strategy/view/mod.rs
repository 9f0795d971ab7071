//! `acct strategy view`: our strategy for a customer on one page.

mod drawn;
mod parts;

use acct::analysis::check::{Checker, Concern};
use acct::analysis::facts::Facts;
use acct::analysis::strategy::{Commitment, Lack, commitment, current, lacks};
use acct::domain::choices::Tier;
use acct::domain::strategy::Strategy;
use acct::export::{Format, Sheet};
use acct::ops;
use acct::playbook::Playbook;
use acct::playbook::shown::short_number;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display;
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is committed is held against the policy of the tier (acct playbook show tiers) and against what the customer is expected to bring this year, else its orders of a year. Warnings are those of acct check.\n\nExamples:\n  acct strategy view \"Example Steel\"\n  acct strategy view \"Example Steel\" --json"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

/// The rules of `acct check` that are about the strategy.
const RULES: [&str; 7] = [
    "strategy_unlike_policy", "strategic_without_control", "objective_without_action", "objective_overdue",
    "objective_without_owner", "action_overdue", "action_without_owner",
];

/// What stands on the page.
struct Page<'p> {
    facts: &'p Facts,
    strategy: Option<&'p Strategy>,
    committed: Commitment<'p>,
    control_points: Sheet,
    objectives: Sheet,
    actions: Sheet,
    research: Sheet,
    warnings: Vec<Concern<'p>>,
    lacks: Vec<Lack>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let (playbook, today) = (context.playbook()?, context.today);
    let facts = ops::facts::load_as_of(context.store()?.read(), account.id, today)?;
    let page = page(context, &playbook, &facts);
    match context.format() {
        Format::Table => drawn::draw(context, &page),
        Format::Csv | Format::Tsv | Format::Markdown | Format::Ids => {
            display::print_list(context, &page.actions)
        }
        _ => sheets::print_data(context, data(context, &page)),
    }
}

fn page<'p>(context: &'p Context, playbook: &'p Playbook, facts: &'p Facts) -> Page<'p> {
    let today = context.today;
    let rules = RULES.map(str::to_owned);
    let switched_on = |rule: &&String| playbook.check(rule).is_some_and(|rule| rule.enabled);
    let rules: Vec<String> = rules.iter().filter(switched_on).cloned().collect();
    let warnings = if rules.is_empty() {
        Vec::new()
    } else {
        Checker::new(playbook, &context.labels, today, &rules).check(facts).1
    };
    Page {
        facts,
        strategy: current(&facts.strategies, today),
        committed: commitment(playbook, facts, today),
        control_points: parts::control_points(context, facts),
        objectives: parts::objectives(context, facts),
        actions: parts::actions(context, facts),
        research: parts::research(context, facts),
        warnings,
        lacks: lacks(facts, today),
    }
}

fn data(context: &Context, page: &Page) -> Vec<(&'static str, Json)> {
    let words = |text: Option<&acct::domain::record::Paragraph>| json!(text.map(|text| &text.0));
    let strategy = page.strategy.map(|strategy| {
        json!({
            "id": strategy.id.number(),
            "title": strategy.title,
            "why_us": words(strategy.why_us.as_ref()),
            "selling_mode": strategy.selling_mode.map(acct::domain::strategy::SellingMode::as_str),
            "value_offered": words(strategy.value_offered.as_ref()),
            "leaving_cost": strategy.leaving_cost,
            "leaving": words(strategy.leaving.as_ref()),
            "from": strategy.from.map(|date| date.to_string()),
            "until": strategy.until.map(|date| date.to_string()),
            "owner": strategy.owner,
        })
    });
    let warnings = page.warnings.iter().map(|found| {
        json!({
            "rule": found.rule.id, "kind": found.record.kind.name(), "id": found.record.id,
            "message": found.message.get(context.language), "fix": found.fix,
        })
    });
    let missing =
        page.lacks.iter().map(|lack| json!({"what": lack.what.get(context.language), "fix": lack.fix}));
    vec![
        ("account", json!(page.facts.account.name)),
        ("tier", json!(page.facts.account.tier.map(Tier::as_str))),
        ("strategy", json!(strategy)),
        ("strategies", json!(page.facts.strategies.len())),
        ("resources", resources(&page.committed)),
        ("control_points", json!(sheets::objects(&page.control_points))),
        ("objectives", json!(sheets::objects(&page.objectives))),
        ("actions", json!(sheets::objects(&page.actions))),
        ("research", json!(sheets::objects(&page.research))),
        ("warnings", warnings.collect()),
        ("missing", missing.collect()),
    ]
}

fn resources(committed: &Commitment) -> Json {
    let place = |place: Option<std::cmp::Ordering>| {
        place.map(|place| match place {
            std::cmp::Ordering::Less => "below",
            std::cmp::Ordering::Equal => "within",
            std::cmp::Ordering::Greater => "above",
        })
    };
    json!({
        "people": committed.people,
        "people_policy": committed.policy.map(|policy| policy.people),
        "people_verdict": place(committed.people_place()),
        "money_a_year": committed.money,
        "money_percent": committed.percent,
        "money_percent_policy": committed.policy.map(|policy| policy.money_percent),
        "money_verdict": place(committed.money_place()),
        "expected_return": committed.returned,
        "ordered_within_a_year": committed.ordered.iter().collect::<Vec<_>>(),
    })
}

/// A number of people or a percentage for people.
fn number(number: Option<f64>, unit: &str) -> String {
    number.map(|number| format!("{}{unit}", short_number(number))).unwrap_or_default()
}
