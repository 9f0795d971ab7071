//! One entry of the playbook in full: a stage, tier, dimension, look, question, style, office, need or field.

use acct::domain::language::{Text, pick};
use acct::playbook::shown::yes_no;
use acct::playbook::{Criterion, Dimension, Item, Playbook, StageGuide, StyleGuide, TierPolicy};
use serde_json::{Value as Json, json};

use super::section::{inputs, kind, label, limits, look, stale_after};
use super::view::{Name, Part, View, dashed, numbered};
use crate::context::Context;

const ID: Name = ("id", "Id", "标识");
const WEIGHT: Name = ("weight", "Weight", "权重");
const MEANING: Name = ("meaning", "Meaning", "含义");
const ADVICE: Name = ("advice", "Advice", "建议");

/// The entry with an id: a question by its full name or, where that is the only one, by its own.
pub(super) fn view(context: &Context, playbook: &Playbook, id: &str) -> Option<View> {
    let found = stage(context, playbook, id)
        .or_else(|| tier(context, playbook, id))
        .or_else(|| of_look(context, playbook, id))
        .or_else(|| of_people(context, playbook, id))
        .or_else(|| of_needs(context, playbook, id))
        .or_else(|| check(context, playbook, id));
    found.map(|(part, data)| View { parts: vec![part], data })
}

/// Everything that can be named.
pub(super) fn ids(playbook: &Playbook) -> Vec<String> {
    let people = &playbook.people;
    let simple = playbook
        .stages
        .iter()
        .map(|stage| &stage.id)
        .chain(playbook.tiers.tiers.iter().map(|tier| &tier.id))
        .chain(playbook.tiers.dimensions.iter().map(|dimension| &dimension.id))
        .chain(playbook.looks.iter().map(|look| &look.id))
        .chain(people.styles.iter().map(|style| &style.id))
        .chain(people.offices.iter().map(|office| &office.id))
        .chain(people.personal_needs.iter().map(|need| &need.id))
        .chain(playbook.needs.quadrants.iter().map(|quadrant| &quadrant.id))
        .chain(playbook.needs.kinds.iter().map(|kind| &kind.id))
        .chain(playbook.checks.iter().map(|rule| &rule.id));
    simple.cloned().chain(playbook.items().map(|(id, ..)| id)).collect()
}

type Found = (Part, Json);

fn told(context: &Context, text: &Text) -> String {
    text.get(context.language).to_owned()
}

fn stage(context: &Context, playbook: &Playbook, id: &str) -> Option<Found> {
    let has = |stage: &&StageGuide| stage.id == id || stage.exit.iter().any(|criterion| criterion.id == id);
    let stage = playbook.stages.iter().find(has).or_else(|| playbook.stage_of_signal(id))?;
    let language = context.language;
    let signals: Vec<String> = stage
        .signals
        .iter()
        .map(|signal| format!("{}: {}", signal.id, pick(language, &signal.en, &signal.zh)))
        .collect();
    let exit: Vec<String> = stage.exit.iter().map(|criterion| criterion_told(context, criterion)).collect();
    let values = vec![
        (ID, stage.id.clone()),
        (("phase", "Phase", "购买阶段"), label(context, "phase", &stage.phase)),
        (("days", "Expected days", "预计天数"), stage.expected_days.to_string()),
        (("win_probability", "Usually won (%)", "惯常赢单率(%)"), percent(stage.win_probability)),
        (("signals", "Signals", "客户信号"), signals.join("\n")),
        (("goal", "Our goal", "我方目标"), told(context, &stage.goal)),
        (("actions", "What to do", "建议动作"), dashed(context, &stage.actions)),
        (("exit", "Holds before moving on", "进入下一阶段的条件"), exit.join("\n")),
    ];
    Some((Part::record(context, label(context, "stage_name", &stage.id), values), json!(stage)))
}

fn percent(percent: Option<f64>) -> String {
    percent.map(acct::playbook::shown::short_number).unwrap_or_default()
}

fn criterion_told(context: &Context, criterion: &Criterion) -> String {
    let text = format!("{}: {}", criterion.id, criterion.text.get(context.language));
    match &criterion.fix {
        Some(fix) => format!("{text}\n    {fix}"),
        None => text,
    }
}

fn tier(context: &Context, playbook: &Playbook, id: &str) -> Option<Found> {
    if let Some(policy) = playbook.tiers.tiers.iter().find(|tier| tier.id.eq_ignore_ascii_case(id)) {
        return Some((tier_part(context, policy), json!(policy)));
    }
    let dimension: &Dimension = playbook.tiers.dimensions.iter().find(|dimension| dimension.id == id)?;
    let values = vec![
        (ID, dimension.id.clone()),
        (WEIGHT, dimension.weight.to_string()),
        (("inputs", "Inputs", "评分项"), inputs(context, &dimension.inputs)),
    ];
    Some((Part::record(context, told(context, &dimension.label), values), json!(dimension)))
}

fn tier_part(context: &Context, policy: &TierPolicy) -> Part {
    let values = vec![
        (ID, policy.id.clone()),
        (("threshold", "Score from", "起始分"), policy.threshold.to_string()),
        (("cadence", "Contact every (days)", "联系间隔(天)"), policy.cadence_days.to_string()),
        (("response", "Answer within (hours)", "响应时限(小时)"), policy.response_hours.to_string()),
        (("sponsor", "Executive sponsor", "高层责任人"), told(context, &policy.sponsor)),
        (("team", "Team", "团队"), told(context, &policy.team)),
        (("care", "Care", "客户关怀"), told(context, &policy.care)),
        (("pricing", "Pricing", "价格政策"), told(context, &policy.pricing)),
        (("people", "People committed", "投入人力"), policy.people.in_words(context.language)),
        (
            ("money_percent", "Money a year (% of what they bring)", "年投入（占年贡献的 %）"),
            policy.money_percent.in_words(context.language),
        ),
    ];
    Part::record(context, label(context, "tier_name", &policy.id), values)
}

fn of_look(context: &Context, playbook: &Playbook, id: &str) -> Option<Found> {
    if let Some(found) = playbook.looks.iter().find(|look| look.id == id) {
        return Some((look(context, found), json!(found)));
    }
    let mut named = playbook.items().filter(|(full, _, item)| full == id || item.id == id);
    let (full, _, item) = named.next()?;
    if named.next().is_some() {
        return None;
    }
    let is_of_industry = playbook.is_of_industry(&full);
    Some((item_part(context, full, item, is_of_industry), json!(item)))
}

fn item_part(context: &Context, id: String, item: &Item, is_of_industry: bool) -> Part {
    let language = context.language;
    let of = if is_of_industry {
        pick(language, "the industry, once for all its accounts", "行业，同行业客户只答一次")
    } else {
        pick(language, "the account", "客户")
    };
    let choices: Vec<String> = item
        .choices
        .iter()
        .map(|choice| format!("{}: {}", choice.id, pick(language, &choice.en, &choice.zh)))
        .collect();
    let values = vec![
        (ID, id),
        (("ask", "Question", "问题"), told(context, &item.ask)),
        (("why", "Why", "为什么问"), told(context, &item.why)),
        (("hint", "Where to look", "去哪里找"), told(context, &item.hint)),
        (("kind", "Answered by", "回答方式"), label(context, "item_kind", &kind(item))),
        (("scale", "Scale", "评分标准"), numbered(context, &item.scale, 1)),
        (("choices", "Choices", "选项"), choices.join("\n")),
        (("limits", "Limits", "限值"), item_limits(context, item)),
        (("fix", "Command", "命令"), item.fix.clone().unwrap_or_default()),
        (
            ("group", "Group", "分组"),
            item.group.as_deref().map(|group| label(context, "group", group)).unwrap_or_default(),
        ),
        (("of", "About", "问的是"), of.to_owned()),
        (WEIGHT, item.weight.to_string()),
        (("stale_after", "Stale after (days)", "有效期(天)"), stale_after(item)),
    ];
    Part::record(context, told(context, &item.label), values)
}

/// What numbers a question takes.
fn item_limits(context: &Context, item: &Item) -> String {
    let limits = [
        (item.share, pick(context.language, "from 0% to 100%", "0% 到 100%")),
        (item.not_negative, pick(context.language, "not negative", "不能为负")),
    ];
    let set: Vec<&str> = limits.into_iter().filter_map(|(set, limit)| set.then_some(limit)).collect();
    set.join(pick(context.language, ", ", "、"))
}

fn of_people(context: &Context, playbook: &Playbook, id: &str) -> Option<Found> {
    if let Some(style) = playbook.style(id) {
        return Some((style_part(context, style), json!(style)));
    }
    if let Some(office) = playbook.people.offices.iter().find(|office| office.id == id) {
        let values = vec![
            (ID, office.id.clone()),
            (("looks_at", "Looks at", "关注"), dashed(context, &office.looks_at)),
            (
                ("organisational", "Interest for the organisation", "组织利益"),
                told(context, &office.organisational_interest),
            ),
            (("personal", "Personal interest", "个人利益"), told(context, &office.personal_interest)),
        ];
        return Some((Part::record(context, told(context, &office.label), values), json!(office)));
    }
    let need = playbook.people.personal_needs.iter().find(|need| need.id == id)?;
    let values = vec![
        (ID, need.id.clone()),
        (MEANING, told(context, &need.meaning)),
        (ADVICE, told(context, &need.advice)),
    ];
    Some((Part::record(context, label(context, "personal_need", id), values), json!(need)))
}

fn style_part(context: &Context, style: &StyleGuide) -> Part {
    let values = vec![
        (ID, style.id.clone()),
        (("cues", "Cues", "识别特征"), dashed(context, &style.cues)),
        (("silent_question", "Silent question", "心里的问题"), told(context, &style.silent_question)),
        (("do_this", "Do", "应做"), dashed(context, &style.do_this)),
        (("avoid", "Avoid", "忌讳"), dashed(context, &style.avoid)),
        (("recover", "If it went wrong", "如何补救"), told(context, &style.recover)),
    ];
    Part::record(context, label(context, "style", &style.id), values)
}

fn of_needs(context: &Context, playbook: &Playbook, id: &str) -> Option<Found> {
    if let Some(quadrant) = playbook.needs.quadrants.iter().find(|quadrant| quadrant.id == id) {
        let values = vec![(ID, quadrant.id.clone()), (ADVICE, told(context, &quadrant.advice))];
        return Some((Part::record(context, label(context, "quadrant", id), values), json!(quadrant)));
    }
    let kind = playbook.needs.kinds.iter().find(|kind| kind.id == id)?;
    let values = vec![
        (ID, kind.id.clone()),
        (MEANING, told(context, &kind.meaning)),
        (ADVICE, told(context, &kind.advice)),
    ];
    Some((Part::record(context, label(context, "need_kind", id), values), json!(kind)))
}

fn check(context: &Context, playbook: &Playbook, id: &str) -> Option<Found> {
    let rule = playbook.check(id)?;
    let values = vec![
        (ID, rule.id.clone()),
        (("severity", "Severity", "级别"), label(context, "severity", rule.severity.as_str())),
        (("enabled", "On", "启用"), yes_no(rule.enabled, context.language).to_owned()),
        (("why", "Why it matters", "为什么重要"), told(context, &rule.why)),
        (("limits", "Limits", "限值"), limits(context, rule)),
        (("fix", "Command", "命令"), rule.fix.clone()),
    ];
    Some((Part::record(context, told(context, &rule.label), values), json!(rule)))
}
