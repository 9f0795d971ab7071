//! A what-if for programs: one document, or rows of what differs.

use acct::analysis::agenda::Task;
use acct::analysis::check::Concern;
use acct::analysis::comparison::Comparison;
use acct::analysis::economics;
use acct::analysis::orders::Margin;
use acct::analysis::pipeline::Rung;
use acct::analysis::score::{Score, change, rounded};
use acct::analysis::value_curve::Curve;
use acct::analysis::what_if::Picture;
use acct::domain::choices::Tier;
use acct::export::{Cell, Format, Sheet};
use acct::ops::tiers::simulate::Estimate;
use serde_json::{Map, Value as Json, json};

use super::{DAYS, View, draw, told};
use crate::commands::check::{Checked, found};
use crate::commands::next::{Due, listed};
use crate::commands::tier::{score as tier_score, simulate};
use crate::commands::value::curve;
use crate::context::Context;
use crate::display::{number_cell, text_cell};
use crate::sheets;

pub(super) fn data(context: &Context, view: &View) -> Vec<(&'static str, Json)> {
    let pair = |of: &dyn Fn(&Picture) -> Json| json!({"before": of(&view.before), "after": of(&view.after)});
    let alerts = |concerns: &[&Concern]| objects(&alert_sheet(context, view, concerns));
    let tasks = |tasks: &[&Task]| objects(&task_sheet(context, view, tasks));
    let after = |pairs: &[(&Concern, &Concern)]| alerts(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let later = |pairs: &[(&Task, &Task)]| tasks(&pairs.iter().map(|pair| pair.1).collect::<Vec<_>>());
    let thresholds = view.case.scenario().rules().tiers.iter();
    let thresholds = thresholds.map(|tier| json!({"tier": tier.id, "from": tier.threshold}));
    vec![
        ("id", json!(view.account.id)),
        ("account", json!(view.account.name)),
        ("assumptions", json!(view.rows.iter().map(told::object).collect::<Vec<_>>())),
        ("score", score(view)),
        ("thresholds", json!(thresholds.collect::<Vec<_>>())),
        ("coverage", pair(&|picture| json!(rounded(picture.coverage)))),
        ("comparison", pair(&|picture| comparison(&picture.comparison))),
        ("margin", pair(&|picture| picture.margin.map_or(Json::Null, margin))),
        (
            "curve",
            pair(&|picture| picture.curve.as_ref().map_or(Json::Null, |curve| curve_data(view, curve))),
        ),
        ("economics", pair(&|picture| picture.economics.as_ref().map_or(Json::Null, economics))),
        ("pipeline", pair(&|picture| picture.pipeline.iter().map(rung).collect())),
        (
            "alerts",
            json!({
                "before": view.before.alerts.len(),
                "after": view.after.alerts.len(),
                "come": alerts(&view.alerts.come),
                "go": alerts(&view.alerts.go),
                "changed": after(&view.alerts.differ),
            }),
        ),
        (
            "actions",
            json!({
                "days": DAYS,
                "before": view.before.tasks.len(),
                "after": view.after.tasks.len(),
                "come": tasks(&view.tasks.come),
                "go": tasks(&view.tasks.go),
                "changed": later(&view.tasks.differ),
            }),
        ),
        ("unchanged", json!(draw::unchanged(view).iter().map(|part| part.id).collect::<Vec<_>>())),
    ]
}

fn objects(sheet: &Sheet) -> Json {
    json!(sheets::objects(sheet))
}

fn score(view: &View) -> Json {
    let estimate = |score: &Score| simulate::estimate_data(&Estimate::of(score), score.coverage);
    let (before, after) = (&view.before.score, &view.after.score);
    json!({
        "before": estimate(before),
        "after": estimate(after),
        "change": change(before.score, after.score),
        "capped_before": tier_score::capped(before),
        "capped_after": tier_score::capped(after),
        "moves": before.tier != after.tier,
        "in_force": view.in_force.and_then(|grade| grade.tier).map(Tier::as_str),
        "by_hand": view.by_hand().is_some(),
    })
}

fn comparison(grid: &Comparison) -> Json {
    let sides = grid.sides.iter().map(|side| {
        json!({"rival": side.rival.map(|rival| rival.name.as_str()), "mean": side.mean, "lead": side.lead})
    });
    let losses = grid.losses.iter().map(|loss| {
        let rivals: Vec<&str> = loss.rivals.iter().map(|rival| rival.name.as_str()).collect();
        json!({"factor": loss.factor.name, "ours": loss.ours, "best": loss.best, "rivals": rivals, "gap": loss.gap})
    });
    json!({
        "leader": grid.leader().and_then(|side| side.rival).map(|rival| rival.name.as_str()),
        "sides": sides.collect::<Vec<_>>(),
        "losses": losses.collect::<Vec<_>>(),
    })
}

fn margin(margin: Margin) -> Json {
    json!({"amount": margin.amount, "margin": margin.margin, "percent": margin.percent.map(rounded)})
}

/// The curve as `acct value curve` tells it.
fn curve_data(view: &View, curve: &Curve) -> Json {
    let pairs = curve::data(&view.account.name, curve).into_iter();
    Json::Object(pairs.map(|(key, data)| (key.to_owned(), data)).collect::<Map<String, Json>>())
}

fn economics(compared: &economics::Comparison) -> Json {
    let best = compared.alternatives.get(compared.best);
    let alternatives = compared.alternatives.iter().map(|standing| {
        json!({"alternative": standing.alternative.as_str(), "benefit": standing.benefit, "cost": standing.cost, "net": standing.net})
    });
    json!({
        "best": best.map(|best| best.alternative.as_str()),
        "lead": compared.lead,
        "alternatives": alternatives.collect::<Vec<_>>(),
    })
}

fn rung(rung: &Rung) -> Json {
    json!({"currency": rung.currency, "projects": rung.projects, "value": rung.value, "weighted": rung.weighted})
}

fn alert_sheet(context: &Context, view: &View, concerns: &[&Concern]) -> Sheet {
    let concerns = concerns.iter().map(|concern| (*concern).clone()).collect();
    found::sheet(
        context,
        view.playbook,
        &[Checked { account: (*view.head).clone(), concerns, accounts: None }],
    )
}

fn task_sheet(context: &Context, view: &View, tasks: &[&Task]) -> Sheet {
    let due = |task: &&Task| Due::at(&view.head, (*task).clone());
    listed::sheet(context, &tasks.iter().map(due).collect::<Vec<_>>())
}

/// A row for each assumption and for each figure, alert and action that differs.
pub(super) fn sheet(context: &Context, view: &View) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("account", "Account", "客户"),
            ("part", "Part", "部分"),
            ("name", "What", "内容"),
            ("before", "Is", "现在"),
            ("after", "Would be", "推演后"),
            ("change", "Change", "变化"),
        ],
    );
    let language = context.language;
    let head =
        |part: &str| vec![number_cell(view.account.id), text_cell(&view.account.name), text_cell(part)];
    let row = |part: &str, rest: [Cell; 4]| [head(part), rest.to_vec()].concat();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for made in &view.rows {
        rows.push(row(
            "assumption",
            [text_cell(&made.name), made.is.clone(), made.would_be.clone(), told::points(made.points)],
        ));
    }
    for part in &view.parts {
        for line in &part.lines {
            rows.push(row(
                part.id,
                [text_cell(&line.name), line.is.clone(), line.would_be.clone(), line.change.clone()],
            ));
        }
    }
    let mut moved = |part: &str, name: &str, before: Option<&str>, after: Option<&str>| {
        let cell = |text: Option<&str>| text_cell(text.unwrap_or_default());
        rows.push(row(part, [text_cell(name), cell(before), cell(after), Cell::default()]));
    };
    let message = |concern: &Concern| concern.message.get(language).to_owned();
    let alerts = &view.alerts;
    let told = alerts.come.iter().map(|one| (*one, None, Some(message(one))));
    let told = told.chain(alerts.go.iter().map(|one| (*one, Some(message(one)), None)));
    let told = told.chain(alerts.differ.iter().map(|(was, is)| (*is, Some(message(was)), Some(message(is)))));
    for (concern, before, after) in told {
        moved("alert", concern.rule.label.get(language), before.as_deref(), after.as_deref());
    }
    let what = |task: &Task| task.what.get(language).to_owned();
    let tasks = &view.tasks;
    let told = tasks.come.iter().map(|one| (*one, None, Some(what(one))));
    let told = told.chain(tasks.go.iter().map(|one| (*one, Some(what(one)), None)));
    let told = told.chain(tasks.differ.iter().map(|(was, is)| (*is, Some(what(was)), Some(what(is)))));
    for (task, before, after) in told {
        moved(
            "action",
            listed::label(context, "task_kind", task.kind.as_str()),
            before.as_deref(),
            after.as_deref(),
        );
    }
    let sheet = Sheet { columns, rows };
    match context.format() {
        Format::Markdown => sheets::without(&sheet, &["id", "account"]),
        // As ids it is the account, once, for what is done next with it.
        Format::Ids => Sheet { rows: sheet.rows.into_iter().take(1).collect(), ..sheet },
        _ => sheet,
    }
}
