//! `acct rival show RIVAL`: a rival at all accounts where it is met.

use std::collections::BTreeMap;
use std::io::Write as _;

use acct::analysis::rivals::{RivalStanding, standing};
use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::domain::record::Record as _;
use acct::domain::rival::Rival;
use acct::export::{Cell, Format, Sheet, harmless};
use acct::ops;
use acct::ops::comparison::Everywhere;
use acct::playbook::shown;
use acct::say;
use serde_json::{Value as Json, json};

use crate::commands::accounts_meant::names;
use crate::context::Context;
use crate::failure::Failure;
use crate::output::wrap;
use crate::{display, resolve, sheets};

const COLUMNS: &str = "account,product,lines,since,satisfaction,share,price,representative";
/// Points of one kind that are told to a person.
const TOLD: usize = 8;

pub(super) fn run(context: &mut Context, name: &str) -> anyhow::Result<()> {
    let mut everywhere = ops::comparison::everywhere(context.store()?, name)?;
    if everywhere.met.is_empty() {
        // The beginning of a name is enough, as elsewhere.
        if let [only] = ops::comparison::beginning(context.store()?, name)?.as_slice() {
            everywhere = ops::comparison::everywhere(context.store()?, only)?;
        }
    }
    let Some(first) = everywhere.met.first() else {
        return Err(nobody(context, name));
    };
    let name = first.rival.name.clone();
    let standing = standing(&everywhere.met);
    let at = at(context, &everywhere)?;
    match context.format() {
        Format::Table => {
            display::print_list(context, &sheets::without_empty_columns(context, at))?;
            tell(context, &name, &standing, &everywhere)
        }
        Format::Json | Format::Yaml => data(context, &name, &standing, &everywhere, &at),
        _ => display::print_list(context, &at),
    }
}

/// Neither a rival is called so, nor is one shown by its account alone.
fn nobody(context: &mut Context, name: &str) -> anyhow::Error {
    if resolve::account(context, name).is_ok() {
        return match resolve::record(context, Kind::Rival, name, None) {
            Ok(_) => Failure::usage(name.to_owned()).into(),
            Err(error) => error,
        };
    }
    let message = say!(context.language, "no rival is called {name}", "没有叫“{name}”的竞争对手");
    Failure::refused(message).hint("acct rival list").into()
}

/// Where it is met, with its lead over us there.
fn at(context: &mut Context, everywhere: &Everywhere) -> anyhow::Result<Sheet> {
    let entries: Vec<_> = everywhere.met.iter().map(|met| met.rival.to_entry()).collect();
    let columns = display::fields(context, Kind::Rival, Some(COLUMNS))?;
    let mut sheet = display::sheet(context, Kind::Rival, &entries, &columns)?;
    sheet.columns.extend(sheets::named_columns(context, &[("lead", "Lead over us", "领先我方")]));
    for (row, met) in sheet.rows.iter_mut().zip(&everywhere.met) {
        row.push(
            met.lead().map_or_else(Cell::default, |lead| Cell {
                data: json!(lead),
                text: shown::signed_mark(lead),
            }),
        );
    }
    Ok(sheet)
}

fn tell(
    context: &mut Context,
    name: &str,
    standing: &RivalStanding,
    everywhere: &Everywhere,
) -> anyhow::Result<()> {
    let language = context.language;
    let accounts = standing.accounts;
    let at = count(accounts, "account", "accounts");
    let mut lines = vec![say!(language, "{name}: at {at}.", "{name}：出现在 {accounts} 家客户。")];
    let mut mean = |mean: Option<(f64, usize)>, english: &str, chinese: &str, unit: &str| {
        let Some((value, of)) = mean else { return };
        let (what, value) = (pick(language, english, chinese), shown::mark(value));
        lines.push(say!(
            language,
            "{what}: {value}{unit} on average, known at {of} of them.",
            "{what}：平均 {value}{unit}，其中 {of} 家已知。"
        ));
    };
    mean(standing.share, "Share of wallet", "钱包份额", "%");
    mean(standing.satisfaction, "Satisfaction", "客户满意度", "");
    let mut told = |points: &[(String, usize)], english: &str, chinese: &str| {
        if points.is_empty() {
            return;
        }
        let listed: Vec<String> = points
            .iter()
            .take(TOLD)
            .map(|(point, times)| say!(language, "{point} ({times})", "{point}（{times}）"))
            .collect();
        let (what, between) = (pick(language, english, chinese), pick(language, ", ", "，"));
        lines.push(format!("{what}{}{}", pick(language, ": ", "："), listed.join(between)));
    };
    told(&standing.strengths, "Strengths", "优势");
    told(&standing.weaknesses, "Weaknesses", "劣势");
    told(&standing.products, "Products", "产品");
    told(&standing.lines, "Product lines", "产品线");
    told(&standing.representatives, "Representatives", "代表");
    let between = pick(language, ", ", "，");
    if !standing.marks.is_empty() {
        let mark = |mark: &acct::analysis::rivals::FactorMean| {
            let ((theirs, of), factor) = (mark.theirs, &mark.factor);
            let theirs = shown::mark(theirs);
            match mark.ours.map(|(ours, _)| shown::mark(ours)) {
                Some(ours) => say!(
                    language,
                    "{factor} {theirs} (us {ours}, at {of})",
                    "{factor} {theirs}（我方 {ours}，{of} 家）"
                ),
                None => say!(language, "{factor} {theirs} (at {of})", "{factor} {theirs}（{of} 家）"),
            }
        };
        let marks: Vec<String> = standing.marks.iter().take(TOLD).map(mark).collect();
        lines.push(say!(language, "Mean marks: {0}", "平均得分：{0}", marks.join(between)));
    }
    let (ahead, compared) = (standing.ahead.len(), standing.compared);
    if compared > 0 {
        lines.push(say!(
            language,
            "It leads us at {ahead} of the {compared} where both have marks.",
            "在双方都有评分的 {compared} 家客户中，领先我方的有 {ahead} 家。"
        ));
    }
    let known = known(context, everywhere, TOLD)?;
    if !known.is_empty() {
        let told = |(account, people): &(String, Vec<String>)| {
            let people = people.join(pick(language, ", ", "、"));
            say!(language, "{people} ({account})", "{people}（{account}）")
        };
        let mut known: Vec<String> = known.iter().map(told).collect();
        let more = knowing(everywhere).count() - known.len();
        if more > 0 {
            let others = count(more, "other account", "other accounts");
            known.push(say!(language, "and at {others}", "另有 {more} 家客户"));
        }
        let known = known.join(pick(language, "; ", "；"));
        lines.push(say!(language, "Its people know: {known}", "认识的人：{known}"));
    }
    let won = won(context, everywhere, TOLD)?;
    if !won.is_empty() {
        let mut projects: Vec<String> =
            won.iter().map(|(account, project, _)| format!("{project} ({account})")).collect();
        let more = everywhere.won.len() - projects.len();
        if more > 0 {
            projects.push(say!(language, "and {more} more", "另有 {more} 个"));
        }
        lines.push(say!(language, "Projects it won: {0}", "赢得的项目：{0}", projects.join(between)));
    }
    let mut out = context.ui.stdout();
    writeln!(out)?;
    for line in lines {
        writeln!(out, "{}", wrap(&harmless(&line), usize::from(context.ui.width())))?;
    }
    Ok(())
}

/// It at the accounts where its people know somebody.
fn knowing(everywhere: &Everywhere) -> impl Iterator<Item = &Rival> {
    everywhere.met.iter().map(|met| &met.rival).filter(|rival| !rival.knows.is_empty())
}

/// Whom its people know, by account, at most so many.
fn known(
    context: &mut Context,
    everywhere: &Everywhere,
    most: usize,
) -> anyhow::Result<Vec<(String, Vec<String>)>> {
    let knowing = || knowing(everywhere).take(most);
    let accounts = names(context, knowing().map(|rival| rival.account.number()))?;
    let people: Vec<i64> = knowing().flat_map(|rival| rival.knows.iter().map(|id| id.number())).collect();
    let people = context.store()?.read().titles(Kind::Contact, &people)?;
    let people: BTreeMap<i64, String> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let told = |rival: &Rival| {
        let account = accounts.get(&rival.account.number()).cloned().unwrap_or_default();
        (account, rival.knows.iter().filter_map(|id| people.get(&id.number()).cloned()).collect())
    };
    Ok(knowing().map(told).collect())
}

/// The projects it won, at most so many: account, project, what it would have been worth to us.
fn won(
    context: &mut Context,
    everywhere: &Everywhere,
    most: usize,
) -> anyhow::Result<Vec<(String, String, Json)>> {
    let won = || everywhere.won.iter().take(most);
    let names = names(context, won().map(|project| project.account.number()))?;
    let told = won().map(|project| {
        let account = names.get(&project.account.number()).cloned().unwrap_or_default();
        (account, project.name.clone(), json!(project.value))
    });
    Ok(told.collect())
}

fn data(
    context: &mut Context,
    name: &str,
    standing: &RivalStanding,
    everywhere: &Everywhere,
    at: &Sheet,
) -> anyhow::Result<()> {
    let won: Vec<Json> = won(context, everywhere, usize::MAX)?
        .into_iter()
        .map(|(account, project, value)| json!({"account": account, "project": project, "value": value}))
        .collect();
    let knows: Vec<Json> = known(context, everywhere, usize::MAX)?
        .into_iter()
        .map(|(account, people)| json!({"account": account, "contacts": people}))
        .collect();
    let ahead: Vec<i64> = standing.ahead.clone();
    let names = names(context, ahead.iter().copied())?;
    let ahead: Vec<&str> = ahead.iter().filter_map(|id| names.get(id).map(String::as_str)).collect();
    let often = |points: &[(String, usize)], key: &str| -> Vec<Json> {
        points.iter().map(|(point, accounts)| json!({key: point, "accounts": accounts})).collect()
    };
    let mean = |mean: Option<(f64, usize)>| {
        mean.map_or(Json::Null, |(mean, known)| json!({"mean": mean, "known": known}))
    };
    let marks: Vec<Json> = standing
        .marks
        .iter()
        .map(|mark| json!({"factor": mark.factor, "mark": mean(Some(mark.theirs)), "ours": mean(mark.ours)}))
        .collect();
    let record = vec![
        ("name", json!(name)),
        ("accounts", json!(standing.accounts)),
        ("share", mean(standing.share)),
        ("satisfaction", mean(standing.satisfaction)),
        ("strengths", json!(often(&standing.strengths, "strength"))),
        ("weaknesses", json!(often(&standing.weaknesses, "weakness"))),
        ("products", json!(often(&standing.products, "product"))),
        ("lines", json!(often(&standing.lines, "line"))),
        ("representatives", json!(often(&standing.representatives, "representative"))),
        ("marks", json!(marks)),
        ("compared", json!(standing.compared)),
        ("ahead", json!(ahead)),
        ("knows", json!(knows)),
        ("won", json!(won)),
        ("at", json!(sheets::objects(at))),
    ];
    sheets::print_data(context, record)
}
