//! The tables of the strategy page.

use acct::analysis::facts::Facts;
use acct::analysis::served;
use acct::analysis::strategy::{self, Pursued, age_in_words, late, pursued};
use acct::domain::date::{Date, span_days};
use acct::domain::research_goal::ResearchGoal;
use acct::domain::strategy::{Action, ControlPoint, Progress};
use acct::export::{Cell, Sheet};
use acct::say;
use serde_json::json;

use crate::context::Context;
use crate::display::{number_cell, text_cell};
use crate::sheets;

/// The highest stickiness.
const STICKIEST: usize = 3;

pub(super) fn control_points(context: &Context, facts: &Facts) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("stickiness", "Holds", "黏性"),
            ("title", "Control point", "控制点"),
            ("evidence", "Evidence", "依据"),
            ("since", "Since", "起始日期"),
            ("days", "Age", "已有时间"),
            ("owner", "Owner", "负责人"),
        ],
    );
    let row = |point: &&ControlPoint| {
        let level = point.stickiness.map(|level| level.0);
        let filled = usize::try_from(level.unwrap_or(0)).unwrap_or(0).min(STICKIEST);
        let dots = if level.is_some() {
            "●".repeat(filled) + &"○".repeat(STICKIEST - filled)
        } else {
            "?".to_owned()
        };
        let days = point.since.map(|since| span_days(since, context.today));
        vec![
            number_cell(point.id.number()),
            Cell { data: json!(level), text: dots },
            text_cell(&point.title),
            text_cell(point.evidence.as_ref().map_or("", |evidence| &evidence.0)),
            date(point.since),
            Cell {
                data: json!(days),
                text: days.map(|days| age_in_words(days, context.language)).unwrap_or_default(),
            },
            text_cell(point.owner.as_deref().unwrap_or_default()),
        ]
    };
    Sheet { columns, rows: strategy::control_points(facts).iter().map(row).collect() }
}

pub(super) fn objectives(context: &Context, facts: &Facts) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("title", "Objective", "目标"),
            ("measure", "Measured by", "衡量指标"),
            ("target", "Target", "目标值"),
            ("actual", "Actual", "实际值"),
            ("status", "Status", "状态"),
            ("actions_done", "Actions", "行动"),
            ("actions", "", ""),
            ("due_date", "Due", "期限"),
            ("days_late", "Late", "逾期"),
            ("owner", "Owner", "负责人"),
        ],
    );
    let row = |one: &Pursued| {
        let (objective, done, all) = (one.objective, one.done, one.actions.len());
        let text = |text: &Option<String>| text_cell(text.as_deref().unwrap_or_default());
        vec![
            number_cell(objective.id.number()),
            text_cell(&objective.title),
            text(&objective.measure),
            text(&objective.target),
            text(&objective.actual),
            status(context, objective.status),
            Cell { data: json!(done), text: say!(context.language, "{done} of {all}", "{done} / {all}") },
            Cell { data: json!(all), text: String::new() },
            date(objective.due_date),
            lateness(context, objective.status, objective.due_date),
            text(&objective.owner),
        ]
    };
    Sheet { columns, rows: pursued(facts).iter().map(row).collect() }
}

pub(super) fn actions(context: &Context, facts: &Facts) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("title", "Action", "行动"),
            ("objective", "For", "目标"),
            ("status", "Status", "状态"),
            ("owner", "Owner", "负责人"),
            ("due_date", "Due", "期限"),
            ("days_late", "Late", "逾期"),
        ],
    );
    let objective = |action: &Action| {
        let found = facts.objectives.iter().find(|objective| Some(objective.id) == action.objective);
        found.map_or("", |objective| objective.title.as_str())
    };
    let row = |action: &&Action| {
        vec![
            number_cell(action.id.number()),
            text_cell(&action.title),
            text_cell(objective(action)),
            status(context, action.status),
            text_cell(action.owner.as_deref().unwrap_or_default()),
            date(action.due_date),
            lateness(context, action.status, action.due_date),
        ]
    };
    Sheet { columns, rows: strategy::actions(facts).iter().map(row).collect() }
}

/// What we have to learn for the strategy that counts.
pub(super) fn research(context: &Context, facts: &Facts) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("title", "To learn", "要了解的"),
            ("conclusion", "Conclusion", "结论"),
            ("status", "Status", "状态"),
            ("owner", "Owner", "负责人"),
            ("due_date", "Due", "期限"),
            ("days_late", "Late", "逾期"),
        ],
    );
    let row = |goal: &&ResearchGoal| {
        vec![
            number_cell(goal.id.number()),
            text_cell(&goal.title),
            text_cell(goal.conclusion.as_ref().map_or("", |conclusion| &conclusion.0)),
            status(context, goal.status),
            text_cell(goal.owner.as_deref().unwrap_or_default()),
            date(goal.due_date),
            lateness(context, goal.status, goal.due_date),
        ]
    };
    let counts = strategy::current(&facts.strategies, context.today);
    let goals = counts.map(|counts| served::research(facts, counts)).unwrap_or_default();
    Sheet { columns, rows: goals.iter().map(row).collect() }
}

fn date(date: Option<Date>) -> Cell {
    text_cell(&date.map(|date| date.to_string()).unwrap_or_default())
}

fn status(context: &Context, status: Option<Progress>) -> Cell {
    let id = status.unwrap_or(Progress::Open).as_str();
    let label = context.labels.get(&format!("progress.{id}"), context.language).to_owned();
    Cell { data: json!(id), text: label }
}

fn lateness(context: &Context, status: Option<Progress>, due: Option<Date>) -> Cell {
    let days = late(status, due, context.today);
    let text = days.map(|days| say!(context.language, "! {days} d", "! {days} 天"));
    Cell { data: json!(days), text: text.unwrap_or_default() }
}
