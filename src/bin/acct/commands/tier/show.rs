//! `acct tier show`: the grade in force, the computed one, and the service that goes with it.

use acct::analysis::score::{Score, Scorer, rounded};
use acct::domain::account::Account;
use acct::domain::choices::Tier;
use acct::domain::date::span_days;
use acct::domain::grade::Grade;
use acct::domain::language::{count, days_ago, pick};
use acct::export::{Cell, Format, Sheet};
use acct::ops::tiers;
use acct::playbook::TierPolicy;
use acct::say;
use serde_json::{Value as Json, json};

use super::{policy, policy_data, score, tier_name};
use crate::context::Context;
use crate::display::{self, text_cell};
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct tier show \"Example Steel\"")]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

/// What is shown of an account.
struct Shown<'p> {
    account: Account,
    /// The grade in force.
    grade: Option<Grade>,
    computed: Score<'p>,
    policy: Option<&'p TierPolicy>,
    /// Days since somebody of ours last spoke with them.
    days: Option<i64>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account: Account = resolve::account_record(context, &args.account)?;
    let playbook = context.playbook()?;
    let scorer = Scorer::new(&playbook);
    let today = context.today;
    let (computed, grade) = tiers::current(context.store()?.read(), &scorer, account.id.number(), today)?;
    let policy = policy(&playbook, grade.as_ref().and_then(|grade| grade.tier));
    let days = account.last_contact.map(|last| span_days(last, today));
    let shown = Shown { account, grade, computed, policy, days };
    if !matches!(context.format(), Format::Table | Format::Markdown) {
        return sheets::print_data(context, data(context, &shown));
    }
    let mut lines = grade_lines(context, &shown);
    lines.extend(shown.policy.map(|policy| policy_lines(context, policy)).into_iter().flatten());
    let named: Vec<_> = lines.iter().map(|(key, english, chinese, _)| (*key, *english, *chinese)).collect();
    let row: Vec<Cell> = lines.iter().map(|(.., text)| text_cell(text)).collect();
    let columns = sheets::named_columns(context, &named);
    display::print_record(context, &Sheet { columns, rows: vec![row] })
}

fn data(context: &Context, shown: &Shown) -> Vec<(&'static str, Json)> {
    let Shown { account, grade, computed, policy, days } = shown;
    let grade = grade.as_ref();
    let overdue = policy.zip(*days).map(|(policy, days)| (days - policy.cadence_days).max(0));
    vec![
        ("account", json!(account.name)),
        ("tier", json!(grade.and_then(|grade| grade.tier).map(Tier::as_str))),
        ("method", json!(grade.map(|grade| grade.method.as_str()))),
        ("reason", json!(grade.and_then(|grade| grade.reason.as_ref()).map(|reason| &reason.0))),
        ("date", json!(grade.map(|grade| grade.date.to_string()))),
        ("by", json!(grade.and_then(|grade| grade.by.as_ref()))),
        ("computed", json!(computed.tier.map(Tier::as_str))),
        ("score", json!(score::points(computed))),
        ("low", json!(rounded(computed.low))),
        ("high", json!(rounded(computed.high))),
        ("firm", json!(computed.is_firm())),
        ("coverage", json!(rounded(computed.coverage))),
        ("last_contact", json!(account.last_contact.map(|date| date.to_string()))),
        ("days_since_contact", json!(days)),
        ("overdue_days", json!(overdue)),
        ("policy", policy_data(context, *policy)),
    ]
}

/// A field with its key, its names in English and Chinese, and its text.
type Line = (&'static str, &'static str, &'static str, String);

fn grade_lines(context: &Context, shown: &Shown) -> Vec<Line> {
    let computed = &shown.computed;
    let capped = computed.cap.as_ref().map(|cap| score::cap_in_words(context, cap));
    let reason = score::by_hand(shown.grade.as_ref()).unwrap_or_default();
    vec![
        ("account", "Account", "客户", shown.account.name.clone()),
        ("tier", "In force", "现行级别", in_force(context, shown.grade.as_ref())),
        ("reason", "Reason", "理由", reason.to_owned()),
        ("computed", "Computed now", "当前计算", computed_now(context, computed)),
        ("capped", "Capped", "封顶", capped.unwrap_or_default()),
        ("last_contact", "Last contact", "最近联系", last_contact(context, shown)),
    ]
}

fn in_force(context: &Context, grade: Option<&Grade>) -> String {
    let language = context.language;
    let Some(grade) = grade else { return pick(language, "not graded yet", "尚未定级").to_owned() };
    let tier = match grade.tier {
        Some(_) => tier_name(context, grade.tier),
        None => pick(language, "no grade", "暂未定级").to_owned(),
    };
    let how = context.labels.get(&format!("grade_method.{}", grade.method), language).to_lowercase();
    let date = grade.date;
    say!(language, "{tier} ({how}, {date})", "{tier}（{how}，{date}）")
}

fn computed_now(context: &Context, computed: &Score) -> String {
    let (language, tier, coverage) = (context.language, computed.in_words(), computed.coverage_in_words());
    match score::points(computed) {
        Some(points) => say!(
            language,
            "{tier}, {points} points, {coverage} of the inputs known",
            "{tier}，{points} 分，已知输入 {coverage}"
        ),
        None => say!(
            language,
            "too little is known ({coverage} of the inputs)",
            "依据不足（已知输入 {coverage}）"
        ),
    }
}

/// When somebody last spoke with them, held against the cadence of the tier.
fn last_contact(context: &Context, shown: &Shown) -> String {
    let language = context.language;
    let cadence = shown.policy.map(|policy| policy.cadence_days);
    let ago = |days: i64| days_ago(language, days);
    match (shown.days, cadence) {
        (None, _) => pick(language, "never", "从未").to_owned(),
        (Some(days), Some(cadence)) if days > cadence => {
            let late = days - cadence;
            let (since, by) = (ago(days), count(late, "day", "days"));
            say!(language, "{since}; overdue by {by}", "{since}，已超期 {late} 天")
        }
        (Some(days), Some(cadence)) => {
            let left = cadence - days;
            let (since, within) = (ago(days), count(left, "day", "days"));
            say!(language, "{since}; next within {within}", "{since}，{left} 天内应再联系")
        }
        (Some(days), None) => ago(days),
    }
}

fn policy_lines(context: &Context, policy: &TierPolicy) -> [Line; 6] {
    let language = context.language;
    let (cadence, response) = (policy.cadence_days, policy.response_hours);
    let (days, hours) = (count(cadence, "day", "days"), count(response, "hour", "hours"));
    [
        ("cadence", "Contact", "联系频率", say!(language, "every {days}", "每 {cadence} 天")),
        ("response", "Answers", "响应时限", say!(language, "within {hours}", "{response} 小时内")),
        ("sponsor", "Sponsor", "高层责任人", policy.sponsor.get(language).to_owned()),
        ("team", "Team", "团队", policy.team.get(language).to_owned()),
        ("care", "Care", "关怀计划", policy.care.get(language).to_owned()),
        ("pricing", "Pricing", "价格权限", policy.pricing.get(language).to_owned()),
    ]
}
