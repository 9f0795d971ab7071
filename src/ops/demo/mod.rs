//! A file with sample data: a dozen invented companies, written by the same operations as anybody's own.

mod table;
#[cfg(test)]
pub(super) mod tests;

use super::looks::{self, AnswerDraft};
use super::{OpsError, Session, records, summary, tiers};
use crate::analysis::answers;
use crate::domain::choices::{Confidence, Tier};
use crate::domain::date::{Date, Moment, parse_date};
use crate::domain::finding::Method;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::playbook::Playbook;
use crate::store::{Reader, Writer};
use table::{Row, Table, reading};

/// The tables of the sample, each by the name of its file.
macro_rules! tables {
    ($($name:ident = $file:literal;)*) => {
        $(const $name: Table = Table { file: $file, text: include_str!($file) };)*
    };
}
tables! {
    ACCOUNTS = "accounts.csv";
    CONTACTS = "contacts.csv";
    RELATIONS = "relations.csv";
    TRIPS = "trips.csv";
    NEEDS = "needs.csv";
    PLANS = "plans.csv";
    NEED_CHANGES = "need_changes.csv";
    LOG = "log.csv";
    FINDINGS = "findings.csv";
    SIGNALS = "signals.csv";
    MOVES = "moves.csv";
    GRADES_BY_HAND = "grades_by_hand.csv";
    SEGMENTS = "segments.csv";
    PROJECTS = "projects.csv";
    PROJECT_MOVES = "project_moves.csv";
    RIVALS = "rivals.csv";
    FACTORS = "factors.csv";
    RIVAL_MARKS = "rival_marks.csv";
    REQUIREMENTS = "requirements.csv";
    ORDERS = "orders.csv";
    ECONOMICS = "economics.csv";
    VALUE_YEARS = "value_years.csv";
    STRATEGIES = "strategies.csv";
    CONTROL_POINTS = "control_points.csv";
    OBJECTIVES = "objectives.csv";
    FEEDBACK = "feedback.csv";
    SURVEY_ANSWERS = "survey_answers.csv";
    ACTIONS = "actions.csv";
    RESEARCH_GOALS = "research_goals.csv";
}

/// What is recorded of accounts beside people, needs and answers, each after what it leads to.
const RECORDS: [(&Table, Kind); 15] = [
    (&PROJECTS, Kind::Project),
    (&RIVALS, Kind::Rival),
    (&FACTORS, Kind::Factor),
    (&RIVAL_MARKS, Kind::RivalMark),
    (&REQUIREMENTS, Kind::Requirement),
    (&ORDERS, Kind::Order),
    (&ECONOMICS, Kind::EconomicLine),
    (&VALUE_YEARS, Kind::ValueYear),
    (&STRATEGIES, Kind::Strategy),
    (&CONTROL_POINTS, Kind::ControlPoint),
    (&OBJECTIVES, Kind::Objective),
    (&FEEDBACK, Kind::Feedback),
    (&SURVEY_ANSWERS, Kind::SurveyAnswer),
    (&ACTIONS, Kind::Action),
    (&RESEARCH_GOALS, Kind::ResearchGoal),
];

/// When the companies were taken over from a spreadsheet, and when some of their needs changed.
const BEGAN: &str = "-45d";
const NEEDS_CHANGED: &str = "-6d";

crate::failures! {
    /// Why the sample could not be written.
    pub enum DemoError {
        Occupied { accounts: i64 } =>
            "the file already holds accounts ({accounts}); sample data does not belong among them",
            "文件中已有客户（{accounts} 家），示例数据不应混入其中";
        /// The data that the program carries is wrong.
        Broken { file: &'static str, line: u64, reason: String } =>
            "sample data {file}:{line}: {reason}",
            "示例数据 {file}:{line}：{reason}";
    }
}

/// Whose accounts a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Nothing,
    /// None but those of the sample.
    Sample,
    Own,
}

/// What a file holds, before the sample is written to it.
///
/// # Errors
/// When the file cannot be read.
pub fn content(reader: Reader) -> Result<Content, OpsError> {
    let live = reader.live(Kind::Account)?;
    if live == 0 {
        return Ok(Content::Nothing);
    }
    let mut samples = 0;
    for row in ACCOUNTS.rows()? {
        samples += i64::from(reader.account_by_key(row.get("name"))?.is_some());
    }
    Ok(if samples == live { Content::Sample } else { Content::Own })
}

/// How many records of the kinds that people look at first were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    pub accounts: usize,
    pub contacts: usize,
    pub needs: usize,
    pub interactions: usize,
    pub findings: usize,
}

/// Writes the sample into a file without accounts, as a short series of operations. All dates are counted from today.
/// A dry run tells what would be written.
///
/// # Errors
/// When there are accounts, or the file cannot be written.
pub fn write(session: &mut Session) -> Result<Sample, OpsError> {
    let accounts = session.store.read().live(Kind::Account)?;
    if accounts > 0 {
        return Err(DemoError::Occupied { accounts }.into());
    }
    if !session.dry_run {
        let now = session.now;
        let written = write_series(session);
        session.now = now;
        written?;
    }
    Ok(Sample {
        accounts: ACCOUNTS.rows()?.len(),
        contacts: CONTACTS.rows()?.len(),
        needs: NEEDS.rows()?.len(),
        interactions: LOG.rows()?.len(),
        findings: FINDINGS.rows()?.len(),
    })
}

/// What is known is written before what follows from it: people before the needs that name them, answers before grades.
fn write_series(session: &mut Session) -> Result<(), OpsError> {
    let playbook = Playbook::built_in()?;
    let now = session.now;
    session.now = moment(session.today, BEGAN)?;
    import(session, &playbook, &[(&ACCOUNTS, Kind::Account), (&SEGMENTS, Kind::Segment)])?;
    import(
        session,
        &playbook,
        &[(&CONTACTS, Kind::Contact), (&RELATIONS, Kind::Relation), (&TRIPS, Kind::Trip)],
    )?;
    import(session, &playbook, &[(&NEEDS, Kind::Need), (&PLANS, Kind::Plan)])?;
    import(session, &playbook, &RECORDS)?;
    session.now = moment(session.today, NEEDS_CHANGED)?;
    let today = session.today;
    session.write(|writer| change_needs(writer, today))?;
    session.now = now;
    import(session, &playbook, &[(&LOG, Kind::Interaction)])?;
    answer(session, &playbook)?;
    import(
        session,
        &playbook,
        &[(&MOVES, Kind::StageMove), (&PROJECT_MOVES, Kind::StageMove), (&SIGNALS, Kind::Signal)],
    )?;
    tiers::score_all(session, &playbook, |_| {})?;
    for row in GRADES_BY_HAND.rows()? {
        let account = row.account(session.store.read())?;
        let tier = Tier::named(row.get("tier")).ok_or_else(|| row.broken("no such tier"))?;
        tiers::set(session, &playbook, account, tier, row.get("reason"))?;
    }
    Ok(())
}

/// Nine in the morning (UTC) of a day counted from today.
fn moment(today: Date, day: &str) -> Result<Moment, OpsError> {
    let broken = |reason: String| DemoError::Broken { file: "mod.rs", line: 0, reason };
    let date = parse_date(day, today).map_err(|error| broken(error.to_string()))?.date;
    format!("{date}T09:00:00Z").parse().map_err(|_| broken(day.to_owned()).into())
}

/// Writes tables as one operation, which is named after the first.
fn import(session: &mut Session, playbook: &Playbook, tables: &[(&Table, Kind)]) -> Result<(), OpsError> {
    let (today, user) = (session.today, session.user.clone());
    session.write(|writer| {
        let mut told = summary(String::new(), String::new());
        for (table, kind) in tables {
            let rows = table.rows()?;
            for row in &rows {
                let mut entry = row.entry(writer.read(), *kind, today)?;
                complete(writer.read(), playbook, row, &mut entry)?;
                records::fill_defaults(&mut entry, today, &user);
                records::insert(writer, &mut entry)?;
            }
            if told.en.is_empty() {
                told = imported(table, rows.len());
            }
        }
        Ok(((), told))
    })?;
    Ok(())
}

fn imported(table: &Table, rows: usize) -> Text {
    let file = table.file;
    summary(format!("Imported {file}: {rows} created"), format!("导入 {file}：新增 {rows} 条"))
}

/// What follows from records that were written before: where a move comes from, which stage a signal speaks for.
fn complete(reader: Reader, playbook: &Playbook, row: &Row, entry: &mut Entry) -> Result<(), OpsError> {
    match entry.kind {
        Kind::StageMove => {
            let account = row.account(reader)?;
            let moves = reader.entries_of_account(Kind::StageMove, account)?;
            if let Some(last) = moves.iter().rfind(|moved| moved.get("project") == entry.get("project")) {
                entry.set("from_stage", last.get("to_stage").clone());
            }
        }
        Kind::Signal => {
            let stage =
                playbook.stage_of_signal(entry.text("signal")).ok_or_else(|| row.broken("no such signal"))?;
            entry.set("stage", Value::Text(stage.id.clone()));
        }
        _ => {}
    }
    Ok(())
}

/// Records the answers of the five looks, each by the person of ours who looks after the account.
fn answer(session: &mut Session, playbook: &Playbook) -> Result<(), OpsError> {
    let today = session.today;
    session.write(|writer| {
        let rows = FINDINGS.rows()?;
        for row in &rows {
            let account = row.account(writer.read())?;
            let owner = writer.read().get(Kind::Account, account)?.text("owner").to_owned();
            let draft = draft(row, writer.read(), playbook, today)?;
            looks::record(writer, looks::Subject::Account(account), &draft, &owner)?;
        }
        Ok(((), imported(&FINDINGS, rows.len())))
    })?;
    Ok(())
}

/// One answer; `unknown` says that it was asked and nobody knew.
fn draft(row: &Row, reader: Reader, playbook: &Playbook, today: Date) -> Result<AnswerDraft, OpsError> {
    let entry = row.entry(reader, Kind::Finding, today)?;
    let name = entry.text("item");
    let (_, item) = playbook.item(name).ok_or_else(|| row.broken("no such item"))?;
    let understood = answers::read(name, item, row.get("value"), &reading(today));
    let answer = understood.map_err(|error| row.broken(error.to_string()))?.answer;
    let words = |field: &str| Some(entry.text(field).to_owned()).filter(|text| !text.is_empty());
    let Value::Date(date) = entry.get("date") else { return Err(row.broken("no date")) };
    Ok(AnswerDraft {
        item: name.to_owned(),
        answer,
        note: words("note"),
        source: words("source"),
        method: Method::named(entry.text("method")),
        date: *date,
        confidence: Confidence::named(entry.text("confidence")),
    })
}

/// Some needs become more urgent, or another wording.
fn change_needs(writer: &mut Writer, today: Date) -> Result<((), Text), OpsError> {
    let rows = NEED_CHANGES.rows()?;
    for row in &rows {
        let account = row.account(writer.read())?;
        let changes = row.entry(writer.read(), Kind::Need, today)?;
        let before = row.find(writer.read(), Kind::Need, account, row.get("title"))?;
        let mut after = before.clone();
        for field in Kind::Need.fields().iter().filter(|field| !changes.get(field.name).is_empty()) {
            after.put(field, changes.get(field.name).clone());
        }
        records::update(writer, &before, &after)?;
    }
    let count = rows.len();
    Ok(((), summary(format!("Changed {count} needs after talks"), format!("根据沟通更新 {count} 条需求"))))
}
