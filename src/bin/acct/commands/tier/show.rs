//! `acct tier show`: the grade in force, the computed one, and the service that goes with it.

use acct::analysis::score::{Scorer, rounded};
use acct::domain::account::Account;
use acct::domain::choices::Tier;
use acct::domain::date::span_days;
use acct::domain::language::pick;
use acct::export::{Cell, Format, Sheet};
use acct::ops::tiers;
use acct::say;
use serde_json::json;

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

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account: Account = resolve::account_record(context, &args.account)?;
    let playbook = context.playbook()?.clone();
    let scorer = Scorer::new(&playbook);
    let today = context.today;
    let (computed, grade) = tiers::current(context.store()?.read(), &scorer, account.id.number(), today)?;
    let tier = grade.as_ref().and_then(|grade| grade.tier);
    let policy = policy(&playbook, tier);
    let days = account.last_contact.map(|last| span_days(last, today));
    let language = context.language;
    if context.format() != Format::Table {
        return sheets::print_data(
            context,
            vec![
                ("account", json!(account.name)),
                ("tier", json!(tier.map(Tier::as_str))),
                ("method", json!(grade.as_ref().map(|grade| grade.method.as_str()))),
                ("reason", json!(grade.as_ref().and_then(|grade| grade.reason.as_ref()).map(|reason| &reason.0))),
                ("date", json!(grade.as_ref().map(|grade| grade.date.to_string()))),
                ("by", json!(grade.as_ref().and_then(|grade| grade.by.as_ref()))),
                ("computed", json!(computed.tier.map(Tier::as_str))),
                ("score", json!(score::points(&computed))),
                ("low", json!(rounded(computed.low))),
                ("high", json!(rounded(computed.high))),
                ("firm", json!(computed.is_firm())),
                ("coverage", json!(rounded(computed.coverage))),
                ("last_contact", json!(account.last_contact.map(|date| date.to_string()))),
                ("days_since_contact", json!(days)),
                ("overdue_days", json!(policy.zip(days).map(|(policy, days)| (days - policy.cadence_days).max(0)))),
                ("policy", policy_data(context, policy)),
            ],
        );
    }
    let in_force = grade.as_ref().map_or_else(
        || pick(language, "not graded yet", "尚未评级").to_owned(),
        |grade| {
            let tier = if grade.tier.is_some() { tier_name(context, grade.tier) } else { pick(language, "no grade", "暂无评级").to_owned() };
            let how = context.labels.get(&format!("grade_method.{}", grade.method), language).to_lowercase();
            let date = grade.date;
            say!(language, "{tier} ({how}, {date})", "{tier}（{how}，{date}）")
        },
    );
    let now = match score::points(&computed) {
        Some(points) => say!(
            language,
            "{}, {points} points, {:.0}% of the inputs known",
            "{}，{points} 分，已知输入 {:.0}%",
            (computed.in_words()),
            (computed.coverage)
        ),
        None => say!(
            language,
            "too little is known ({:.0}% of the inputs)",
            "依据不足（已知输入 {:.0}%）",
            (computed.coverage)
        ),
    };
    let contact = match (days, policy) {
        (None, _) => pick(language, "never", "从未").to_owned(),
        (Some(days), Some(policy)) if days > policy.cadence_days => {
            let late = days - policy.cadence_days;
            say!(language, "{days} days ago; overdue by {late} days", "{days} 天前，已超期 {late} 天")
        }
        (Some(days), Some(policy)) => {
            let left = policy.cadence_days - days;
            say!(language, "{days} days ago; next within {left} days", "{days} 天前，{left} 天内应再联系")
        }
        (Some(days), None) => say!(language, "{days} days ago", "{days} 天前"),
    };
    let mut lines = vec![
        ("account", "Account", "客户", account.name.clone()),
        ("tier", "In force", "现行等级", in_force),
        ("reason", "Reason", "理由", score::by_hand(grade.as_ref()).unwrap_or_default().to_owned()),
        ("computed", "Computed now", "当前计算", now),
        ("capped", "Capped", "封顶", computed.cap.as_ref().map(|cap| score::cap_in_words(context, cap)).unwrap_or_default()),
        ("last_contact", "Last contact", "上次联系", contact),
    ];
    if let Some(policy) = policy {
        let (cadence, response) = (policy.cadence_days, policy.response_hours);
        lines.extend([
            ("cadence", "Contact", "联系频率", say!(language, "every {cadence} days", "每 {cadence} 天")),
            ("response", "Answers", "响应时限", say!(language, "within {response} hours", "{response} 小时内")),
            ("sponsor", "Sponsor", "高层责任人", policy.sponsor.get(language).to_owned()),
            ("team", "Team", "团队", policy.team.get(language).to_owned()),
            ("care", "Care", "关怀计划", policy.care.get(language).to_owned()),
            ("pricing", "Pricing", "价格权限", policy.pricing.get(language).to_owned()),
        ]);
    }
    let named: Vec<_> = lines.iter().map(|(key, english, chinese, _)| (*key, *english, *chinese)).collect();
    let row: Vec<Cell> = lines.iter().map(|(.., text)| text_cell(text)).collect();
    let columns = sheets::named_columns(context, &named);
    display::print_record(context, &Sheet { columns, rows: vec![row] })
}
