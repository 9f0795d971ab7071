//! The sections of the playbook, each as tables.

use acct::domain::choices::Tier;
use acct::domain::language::{Text, count, pick};
use acct::domain::money::Money;
use acct::playbook::shown::yes_no;
use acct::playbook::{
    CheckRule, Dimension, Look, NeedRules, OrderRules, People, Playbook, ScoreInput, Survey, TierRules,
};
use acct::say;
use serde_json::json;

use super::view::{Name, Part, View, numbered};
use crate::context::Context;

/// The sections that can be named.
pub(super) const NAMES: &[&str] =
    &["stages", "tiers", "looks", "people", "needs", "orders", "surveys", "checks", "fields"];

const ID: Name = ("id", "Id", "标识");
const LABEL: Name = ("label", "Name", "名称");
const MEANING: Name = ("meaning", "Meaning", "含义");
const ADVICE: Name = ("advice", "Advice", "建议");

/// A section, where there is one of that name.
pub(super) fn view(context: &Context, playbook: &Playbook, name: &str) -> Option<View> {
    let (parts, data) = match name {
        "stages" => (vec![stages(context, playbook)], json!(playbook.stages)),
        "tiers" => (tiers(context, &playbook.tiers), json!(playbook.tiers)),
        "looks" => {
            (playbook.looks.iter().map(|look| self::look(context, look)).collect(), json!(playbook.looks))
        }
        "people" => (people(context, &playbook.people), json!(playbook.people)),
        "needs" => (needs(context, &playbook.needs), json!(playbook.needs)),
        "orders" => (vec![orders(context, &playbook.orders)], json!(playbook.orders)),
        "surveys" => (
            playbook.surveys.iter().map(|survey| self::survey(context, survey)).collect(),
            json!(playbook.surveys),
        ),
        "checks" => (vec![checks(context, playbook)], json!(playbook.checks)),
        "fields" => (vec![fields(context, playbook)], json!(playbook.fields)),
        _ => return None,
    };
    Some(View { parts, data })
}

/// A label of `labels.yaml`.
pub(super) fn label(context: &Context, list: &str, id: &str) -> String {
    context.labels.find(&format!("{list}.{id}"), context.language).unwrap_or(id).to_owned()
}

fn told(context: &Context, text: &Text) -> String {
    text.get(context.language).to_owned()
}

fn stages(context: &Context, playbook: &Playbook) -> Part {
    let names = [
        ID,
        LABEL,
        ("phase", "Phase", "购买阶段"),
        ("days", "Days", "预计天数"),
        ("goal", "Our goal", "我方目标"),
    ];
    let row = |stage: &acct::playbook::StageGuide| {
        vec![
            stage.id.clone(),
            label(context, "stage", &stage.id),
            label(context, "phase", &stage.phase),
            stage.expected_days.to_string(),
            told(context, &stage.goal),
        ]
    };
    let heading = say!(context.language, "Stages of the customer's decision", "客户决策阶段");
    Part::list(context, heading, &names, playbook.stages.iter().map(row).collect())
}

fn tiers(context: &Context, rules: &TierRules) -> Vec<Part> {
    let language = context.language;
    let names = [
        ID,
        LABEL,
        ("threshold", "Score from", "起始分"),
        ("cadence", "Contact every (days)", "联系间隔(天)"),
        ("response", "Answer within (hours)", "响应时限(小时)"),
        ("sponsor", "Executive sponsor", "高层责任人"),
    ];
    let tier = |tier: &acct::playbook::TierPolicy| {
        vec![
            tier.id.clone(),
            label(context, "tier_name", &tier.id),
            tier.threshold.to_string(),
            tier.cadence_days.to_string(),
            tier.response_hours.to_string(),
            told(context, &tier.sponsor),
        ]
    };
    let dimensions = [ID, LABEL, ("weight", "Weight", "权重"), ("inputs", "Inputs", "评分项")];
    let dimension = |dimension: &Dimension| {
        vec![
            dimension.id.clone(),
            told(context, &dimension.label),
            dimension.weight.to_string(),
            inputs(context, &dimension.inputs),
        ]
    };
    let rules_values = vec![
        (
            ("minimum_coverage", "Known weight needed for a grade", "定级所需的已知权重"),
            format!("{}%", rules.minimum_coverage),
        ),
        (
            ("reciprocity", "Yes needed for the best tier", "最高级别须为“是”的问题"),
            rules.reciprocity.items.join("\n"),
        ),
        (("cap", "Best tier without them", "否则最高级别"), rules.reciprocity.cap.clone()),
    ];
    vec![
        Part::list(
            context,
            say!(language, "Tiers", "客户级别"),
            &names,
            rules.tiers.iter().map(tier).collect(),
        ),
        Part::list(
            context,
            say!(language, "Dimensions of the score", "评分维度"),
            &dimensions,
            rules.dimensions.iter().map(dimension).collect(),
        ),
        Part::record(context, say!(language, "Rules", "规则"), rules_values),
    ]
}

/// The inputs of a dimension with their weights, one a line.
pub(super) fn inputs(context: &Context, inputs: &[ScoreInput]) -> String {
    let line = |input: &ScoreInput| {
        let read = input.item.as_deref().or(input.metric.as_deref()).unwrap_or_default();
        let turned = if input.invert {
            say!(context.language, " (a high answer lowers)", "（越高越减分）")
        } else {
            String::new()
        };
        format!("{} × {read}{turned}", input.weight)
    };
    inputs.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The questions of one look.
pub(super) fn look(context: &Context, look: &Look) -> Part {
    let names = [
        ID,
        LABEL,
        ("kind", "Kind", "类型"),
        ("group", "Group", "分组"),
        ("weight", "Weight", "权重"),
        ("stale_after", "Stale after (days)", "有效期(天)"),
    ];
    let row = |item: &acct::playbook::Item| {
        vec![
            format!("{}.{}", look.id, item.id),
            told(context, &item.label),
            label(context, "item_kind", &kind(item)),
            item.group.as_deref().map(|group| label(context, "group", group)).unwrap_or_default(),
            item.weight.to_string(),
            stale_after(item),
        ]
    };
    let heading = format!("{} – {}", label(context, "look", &look.id), look.about.get(context.language));
    Part::list(context, heading, &names, look.items.iter().map(row).collect())
}

/// The days after which its answer is stale; none where records answer it that do not grow old.
pub(super) fn stale_after(item: &acct::playbook::Item) -> String {
    if item.is_ageless() { "–".to_owned() } else { item.stale_after.to_string() }
}

/// How an item is answered, as it is written in a playbook.
pub(super) fn kind(item: &acct::playbook::Item) -> String {
    json!(item.kind).as_str().unwrap_or_default().to_owned()
}

fn people(context: &Context, people: &People) -> Vec<Part> {
    let language = context.language;
    let limits = vec![
        (
            ("minimum_threads", "People needed not to be single-threaded", "不算单线联系的最少人数"),
            people.minimum_threads.to_string(),
        ),
        (
            ("thread_relationship", "Relationship from which one counts", "计入人数的关系级别"),
            people.thread_relationship.to_string(),
        ),
        (
            ("opponent_influence", "Influence from which an opponent is an alert", "反对者触发预警的影响力"),
            people.opponent_influence.to_string(),
        ),
        (("relationship", "Relationship", "关系级别"), numbered(context, &people.relationship, 0)),
        (
            ("awareness", "Awareness of our product", "对我方产品的了解"),
            numbered(context, &people.awareness, 0),
        ),
    ];
    let style = |style: &acct::playbook::StyleGuide| {
        vec![style.id.clone(), label(context, "style", &style.id), told(context, &style.silent_question)]
    };
    let office = |office: &acct::playbook::OfficeGuide| {
        let looks_at: Vec<&str> = office.looks_at.iter().map(|text| text.get(language)).collect();
        vec![office.id.clone(), told(context, &office.label), looks_at.join("\n")]
    };
    let need = |need: &acct::playbook::PersonalNeedGuide| {
        vec![need.id.clone(), label(context, "personal_need", &need.id), told(context, &need.meaning)]
    };
    vec![
        Part::record(context, say!(language, "Relationship", "客户关系"), limits),
        Part::list(
            context,
            say!(language, "Styles", "性格类型"),
            &[ID, LABEL, ("silent_question", "Silent question", "心里的问题")],
            people.styles.iter().map(style).collect(),
        ),
        Part::list(
            context,
            say!(language, "Offices", "职位关注点"),
            &[ID, LABEL, ("looks_at", "Looks at", "关注")],
            people.offices.iter().map(office).collect(),
        ),
        Part::list(
            context,
            say!(language, "Personal needs", "个人需求"),
            &[ID, LABEL, MEANING],
            people.personal_needs.iter().map(need).collect(),
        ),
    ]
}

fn needs(context: &Context, rules: &NeedRules) -> Vec<Part> {
    let language = context.language;
    let limits = vec![
        (("urgent_from", "Urgent from", "紧急起点"), rules.urgent_from.to_string()),
        (("important_from", "Important from", "重要起点"), rules.important_from.to_string()),
        (("stale_after", "Ask again after (days)", "多少天未更新应再问"), rules.stale_after.to_string()),
        (("whys", "Questions why", "追问"), numbered(context, &rules.whys, 1)),
    ];
    let quadrant = |guide: &acct::playbook::QuadrantGuide| {
        vec![guide.id.clone(), label(context, "quadrant", &guide.id), told(context, &guide.advice)]
    };
    let kind = |guide: &acct::playbook::NeedKindGuide| {
        vec![
            guide.id.clone(),
            label(context, "need_kind", &guide.id),
            told(context, &guide.meaning),
            told(context, &guide.advice),
        ]
    };
    vec![
        Part::record(context, say!(language, "Rules", "规则"), limits),
        Part::list(
            context,
            say!(language, "Quadrants", "四象限"),
            &[ID, LABEL, ADVICE],
            rules.quadrants.iter().map(quadrant).collect(),
        ),
        Part::list(
            context,
            say!(language, "Kinds", "需求类型"),
            &[ID, LABEL, MEANING, ADVICE],
            rules.kinds.iter().map(kind).collect(),
        ),
    ]
}

fn orders(context: &Context, rules: &OrderRules) -> Part {
    let language = context.language;
    let whole = |limits: &[i64]| limits.iter().map(i64::to_string).collect::<Vec<_>>().join(" / ");
    let amounts: Vec<String> = rules.monetary.iter().map(|limit| amount(context, *limit)).collect();
    let limits = vec![
        (
            (
                "recency",
                "Days since the last order, up to (5 / 4 / 3 / 2)",
                "距上次下单天数不超过（5/4/3/2 分）",
            ),
            whole(&rules.recency),
        ),
        (
            (
                "frequency",
                "Orders in twelve months, from (5 / 4 / 3 / 2)",
                "近 12 个月订单数不少于（5/4/3/2 分）",
            ),
            whole(&rules.frequency),
        ),
        (
            (
                "monetary",
                "Amount of twelve months, from (5 / 4 / 3 / 2)",
                "近 12 个月金额不低于（5/4/3/2 分）",
            ),
            amounts.join(" / "),
        ),
        (("fluctuation", "A quarter may differ by", "季度同比波动上限"), format!("{}%", rules.fluctuation)),
        (("lines", "Product lines", "产品线"), rules.lines.join(pick(language, ", ", "、"))),
    ];
    Part::record(context, say!(language, "Orders", "订单"), limits)
}

/// An amount in the currency of the settings.
fn amount(context: &Context, limit: f64) -> String {
    let amount = Money::parse(&limit.to_string(), context.currency);
    amount.map_or_else(|_| limit.to_string(), |amount| amount.money.short(context.language))
}

fn survey(context: &Context, survey: &Survey) -> Part {
    let names = [ID, ("takes", "Takes", "答复"), ("ask", "Asked", "问法")];
    let row = |question: &acct::playbook::SurveyQuestion| {
        vec![question.id.clone(), question.takes(context.language), told(context, &question.ask)]
    };
    let heading = format!("{} – {}", survey.id, survey.label.get(context.language));
    Part::list(context, heading, &names, survey.questions.iter().map(row).collect())
}

fn checks(context: &Context, playbook: &Playbook) -> Part {
    let language = context.language;
    let names = [
        ID,
        LABEL,
        ("severity", "Severity", "级别"),
        ("enabled", "On", "启用"),
        ("limits", "Limits", "限值"),
    ];
    let row = |rule: &CheckRule| {
        vec![
            rule.id.clone(),
            told(context, &rule.label),
            label(context, "severity", rule.severity.as_str()),
            yes_no(rule.enabled, language).to_owned(),
            limits(context, rule),
        ]
    };
    let heading = say!(language, "Rules of acct check", "检查规则（acct check）");
    Part::list(context, heading, &names, playbook.checks.iter().map(row).collect())
}

/// The numbers of a rule that can be tuned.
pub(super) fn limits(context: &Context, rule: &CheckRule) -> String {
    let language = context.language;
    let days = rule.days.map(|days| {
        let number = count(days, "day", "days");
        say!(language, "from {number} on", "满 {days} 天")
    });
    let number = rule.at_least.map(|number| say!(language, "at least {number}", "至少 {number} 个"));
    let by = rule.by_percent.map(|percent| say!(language, "by more than {percent}%", "超过 {percent}%"));
    let percent = Tier::ALL.iter().rev().filter_map(|tier| {
        let percent = rule.percent.as_ref()?.get(tier.as_str())?;
        Some(format!("{tier} {percent}%"))
    });
    let parts: Vec<String> = days.into_iter().chain(number).chain(by).chain(percent).collect();
    parts.join(pick(language, ", ", "、"))
}

fn fields(context: &Context, playbook: &Playbook) -> Part {
    let names = [ID, LABEL, ("kind", "Kind", "类型"), ("choices", "Choices", "选项")];
    let row = |field: &acct::playbook::CustomField| {
        let choices: Vec<&str> = field.choices.iter().map(|choice| choice.id.as_str()).collect();
        let kind = label(context, "item_kind", &field.kind);
        vec![field.id.clone(), told(context, &field.label), kind, choices.join(", ")]
    };
    let heading = say!(context.language, "Fields of your own", "自定义字段");
    Part::list(context, heading, &names, playbook.fields.iter().map(row).collect())
}
