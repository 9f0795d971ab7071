//! What premises change, in words: what it is, and what it would be.

use acct::analysis::answers;
use acct::analysis::check::Meant;
use acct::analysis::score::{change, rounded};
use acct::analysis::what_if::{Effect, Made, Premise, Said, Step, Supposed};
use acct::domain::id::Id;
use acct::domain::kind::Kind;
use acct::domain::language::{Bilingual as _, count, pick};
use acct::domain::record::{Entry, Field};
use acct::domain::value::Value;
use acct::export::Cell;
use acct::playbook::Playbook;
use acct::say;
use serde_json::{Value as Json, json};

use crate::commands::tier::{assumed, names};
use crate::context::Context;
use crate::display::{self, Names, text_cell};

/// One thing that is otherwise. The first row of a premise has the points that it moves.
pub(super) struct Row {
    pub(super) name: String,
    pub(super) record: Option<Meant>,
    pub(super) field: Option<&'static str>,
    pub(super) is: Cell,
    pub(super) would_be: Cell,
    /// Of the score.
    pub(super) points: Option<f64>,
    /// What the premise could not reach, and what is remarkable about it.
    pub(super) untouched: Vec<String>,
    pub(super) remarks: Vec<String>,
}

impl Row {
    fn new(name: String, is: Cell, would_be: Cell) -> Self {
        Self {
            name,
            record: None,
            field: None,
            is,
            would_be,
            points: None,
            untouched: Vec::new(),
            remarks: Vec::new(),
        }
    }
}

/// A row for all that each premise changes; one for a premise that changes nothing.
pub(super) fn rows(
    context: &mut Context,
    playbook: &Playbook,
    supposed: &Supposed,
) -> anyhow::Result<Vec<Row>> {
    let mut all = Vec::new();
    for made in &supposed.made {
        let mut rows = Vec::new();
        for effect in &made.outcome.effects {
            rows.push(row(context, playbook, effect)?);
        }
        if rows.is_empty() {
            rows.push(unchanged(context, playbook, made, supposed)?);
        }
        if let Some(first) = rows.first_mut() {
            let language = context.language;
            first.points = change(made.before.score, made.after.score);
            first.untouched = made.outcome.untouched.iter().map(|why| why.told_in(language)).collect();
            first.remarks = made.outcome.remarks.iter().map(|remark| remark.told_in(language)).collect();
        }
        all.extend(rows);
    }
    Ok(all)
}

fn row(context: &mut Context, playbook: &Playbook, effect: &Effect) -> anyhow::Result<Row> {
    let language = context.language;
    Ok(match effect {
        Effect::Answer { item, is, would_be } => {
            let cell = |said: &Said| said_cell(context, playbook, item, said);
            Row::new(names::input(context, playbook, item), cell(is), cell(would_be))
        }
        Effect::Field { record, field, is, would_be } => {
            let [is, would_be] = values(context, record.kind, field, [is, would_be])?;
            let name = field_name(context, record, field);
            Row { record: Some(record.clone()), field: Some(field.name), ..Row::new(name, is, would_be) }
        }
        Effect::Margin { orders, is, would_be } => {
            let of = count(*orders, "order", "orders");
            let name = say!(
                language,
                "Margin of the last 12 months ({of})",
                "最近 12 个月毛利率（{orders} 条订单）"
            );
            let cell = |percent: f64| Cell { data: json!(rounded(percent)), text: format!("{percent:.1}%") };
            Row::new(name, cell(*is), cell(*would_be))
        }
        Effect::Mark { factor, rival, is, would_be } => {
            let mark = |mark: Option<i64>| Cell {
                data: json!(mark),
                text: mark
                    .map_or_else(|| pick(language, "no mark", "未评分").to_owned(), |mark| mark.to_string()),
            };
            Row::new(mark_name(context, factor, rival.as_deref()), mark(*is), mark(Some(*would_be)))
        }
    })
}

/// What is known of a question, and from where where it is not the account's own.
fn said_cell(context: &Context, playbook: &Playbook, item: &str, said: &Said) -> Cell {
    let language = context.language;
    let text = match (said, playbook.item(item)) {
        (Said::Unknown, _) => pick(language, "nobody knows", "无人知晓").to_owned(),
        (Said::Known { kept, industry }, Some((_, item))) => {
            let answer = answers::in_words(item, kept, language);
            match industry {
                Some(industry) => {
                    say!(language, "{answer} (industry {industry})", "{answer}（沿用行业「{industry}」）")
                }
                None => answer,
            }
        }
        _ => assumed::unknown(context),
    };
    Cell { data: json!(said.kept()), text }
}

/// What a field of a record is called: that of the account goes without its name.
fn field_name(context: &Context, record: &Meant, field: &Field) -> String {
    let language = context.language;
    let label = context.labels.field(record.kind, field, language);
    if record.kind == Kind::Account {
        return label;
    }
    let (kind, name) = (context.labels.kind(record.kind, language), &record.name);
    say!(language, "{kind} {name} · {label}", "{kind} {name} · {label}")
}

fn mark_name(context: &Context, factor: &str, rival: Option<&str>) -> String {
    let side = rival.unwrap_or(pick(context.language, "us", "我方"));
    say!(context.language, "{factor} · mark of {side}", "{factor} · {side}评分")
}

/// Values of a field as they are shown.
fn values(
    context: &mut Context,
    kind: Kind,
    field: &Field,
    values: [&Value; 2],
) -> anyhow::Result<[Cell; 2]> {
    let entries = values.map(|value| {
        let mut entry = Entry::blank(kind);
        entry.put(field, value.clone());
        entry
    });
    let names = Names::of(context, &entries, std::slice::from_ref(field))?;
    Ok(values.map(|value| {
        let mut cell = display::cell(context, field, value, &names);
        // What is computed has digits that nobody asks for; data has them.
        if let Value::Money(money) = value {
            cell.text = money.short(context.language);
        }
        if cell.text.is_empty() {
            "–".clone_into(&mut cell.text);
        }
        cell
    }))
}

/// A premise that is a rule of the grade, or that changes nothing.
fn unchanged(
    context: &mut Context,
    playbook: &Playbook,
    made: &Made,
    supposed: &Supposed,
) -> anyhow::Result<Row> {
    let as_it_is = text_cell(pick(context.language, "the same", "不变"));
    Ok(match made.premise {
        Premise::Rating(assumption) => {
            let step = Step { assumption, before: made.before.clone(), after: made.after.clone() };
            let told = assumed::told(context, playbook, &step);
            Row::new(told.name, text_cell(&told.before), text_cell(&told.after))
        }
        Premise::Answer { item, .. } => {
            let is = said_cell(context, playbook, item, &Said::of(&supposed.facts, item));
            Row::new(names::input(context, playbook, item), is, as_it_is)
        }
        Premise::Field { kind, id, field, value } => {
            let title = supposed.facts.entries(*kind).into_iter().find(|entry| entry.id == *id);
            let name = title.map(|entry| entry.title().into_owned()).unwrap_or_default();
            let record = Meant { kind: *kind, id: *id, name };
            let [is, _] = values(context, *kind, field, [value, value])?;
            Row::new(field_name(context, &record, field), is, as_it_is)
        }
        Premise::Margin(points) => {
            let points = names::signed(*points);
            let name = say!(context.language, "Margin {points} points", "毛利率 {points} 个百分点");
            Row::new(name, Cell::default(), as_it_is)
        }
        Premise::Mark { factor, rival, .. } => {
            marked(context, supposed, factor.number(), rival.map(Id::number), as_it_is)
        }
        Premise::Wins { factor, rival } => {
            marked(context, supposed, factor.number(), Some(rival.number()), as_it_is)
        }
    })
}

/// A mark that stays.
fn marked(context: &Context, supposed: &Supposed, factor: i64, rival: Option<i64>, as_it_is: Cell) -> Row {
    let facts = &supposed.facts;
    let known = facts.factors.iter().find(|known| known.id.number() == factor);
    let name = known.map(|known| known.name.as_str()).unwrap_or_default();
    let rival = facts.rivals.iter().find(|known| Some(known.id.number()) == rival);
    let mark = match rival {
        None => known.and_then(|known| known.ours).map(|mark| mark.0),
        Some(rival) => {
            let mut marks = facts.rival_marks.iter().rev();
            let mark = marks.find(|mark| mark.rival == rival.id && mark.factor.number() == factor);
            mark.map(|mark| mark.mark.0)
        }
    };
    let is = Cell { data: json!(mark), text: mark.map(|mark| mark.to_string()).unwrap_or_default() };
    Row::new(mark_name(context, name, rival.map(|rival| rival.name.as_str())), is, as_it_is)
}

/// A row for programs.
pub(super) fn object(row: &Row) -> Json {
    json!({
        "assumption": row.name,
        "record_kind": row.record.as_ref().map(|record| record.kind.name()),
        "record_id": row.record.as_ref().map(|record| record.id),
        "record": row.record.as_ref().map(|record| record.name.as_str()),
        "field": row.field,
        "before": row.is.data,
        "after": row.would_be.data,
        "points": row.points,
        "untouched": row.untouched,
        "remarks": row.remarks,
    })
}

/// Points of a score with their sign.
pub(super) fn points(points: Option<f64>) -> Cell {
    Cell { data: json!(points), text: points.map(names::signed).unwrap_or_default() }
}
