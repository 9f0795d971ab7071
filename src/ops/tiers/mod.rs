//! Grading accounts: computed from what is known, or set by hand; and what-if.

pub mod simulate;

use serde_json::{Map, Value as Json, json};

use super::portfolio::{Chosen, Stretch};
use super::{OpsError, Refusal, Session, summary};
use crate::analysis::regrade::{Why, why};
use crate::analysis::score::{Score, Scorer, rounded};
use crate::domain::choices::Tier;
use crate::domain::date::Date;
use crate::domain::grade::{Grade, GradeMethod};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::language::{self, Text};
use crate::domain::record::{Paragraph, Percent, Record};
use crate::playbook::Playbook;
use crate::store::{Reader, Writer, Written};

/// Inputs that are told of an account whose tier moved.
const REASONS: usize = 2;

/// A score and what it made of the grade in force.
#[derive(Clone, Debug)]
pub struct Graded<'p> {
    pub score: Score<'p>,
    /// The grade in force now; `None` while too little was ever known.
    pub grade: Option<Grade>,
    /// The grade that was in force before.
    pub before: Option<Grade>,
}

/// What grading all accounts came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    pub accounts: usize,
    /// Accounts whose grade is new or another one.
    pub changed: usize,
    pub unchanged: usize,
    /// Accounts of which too little is known for a grade.
    pub without: usize,
    /// Graded accounts by the tier in force, best first.
    pub by_tier: [(Option<Tier>, usize); 4],
    /// Accounts that have a grade for the first time.
    pub first: usize,
    /// Accounts that stood in another tier before, those that fell furthest first.
    pub moved: Vec<Moved>,
}

/// An account whose tier moved, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub account: i64,
    pub name: String,
    pub from: Option<Tier>,
    /// `None` where too little is known now.
    pub to: Option<Tier>,
    /// Point estimates 0-100 with one decimal.
    pub score_before: Option<f64>,
    pub score: Option<f64>,
    /// The weightiest first.
    pub why: Vec<Why>,
}

/// Computes the score of an account and records it as a grade. A tier set by hand stays in force, with the computed
/// one beside it. The same result on the same day is not recorded again, nor that nothing at all is known.
///
/// # Errors
/// When there is no such account, or the file cannot be read or written.
pub fn score<'p>(
    session: &mut Session,
    playbook: &'p Playbook,
    account: i64,
) -> Result<Written<Graded<'p>>, OpsError> {
    let (scorer, today, user) = (Scorer::new(playbook), session.today, session.user.clone());
    session.write(|writer| {
        let name = writer.read().get(Kind::Account, account)?.title().to_owned();
        let (score, before) = current(writer.read(), &scorer, account, today)?;
        let grade = new_grade(account, &score, before.as_ref(), today, &user);
        let stands =
            before.as_ref().is_some_and(|before| before.date == today && says_the_same(before, &grade));
        let nothing = before.is_none() && score.score.is_none();
        let grade = if stands || nothing { before.clone() } else { Some(insert(writer, &grade)?) };
        let told = graded_summary(&name, &score);
        Ok((Graded { score, grade, before }, told))
    })
}

/// Computes and records the grades of all accounts that are not archived. Only what came out differently from the
/// grade in force is recorded. Calls `step` with how many accounts were done.
///
/// # Errors
/// When the file cannot be read or written.
pub fn score_all(
    session: &mut Session,
    playbook: &Playbook,
    step: impl FnMut(usize),
) -> Result<Written<Tally>, OpsError> {
    let (scorer, today, user) = (Scorer::new(playbook), session.today, session.user.clone());
    session.write(|writer| {
        let tally = grade_all(writer, &scorer, today, &user, step)?;
        let (accounts, changed) = (tally.accounts, tally.changed);
        let told = summary(
            format!(
                "Graded {}, {changed} differently from before",
                language::count(accounts, "account", "accounts")
            ),
            format!("为 {accounts} 家客户定级，其中 {changed} 家有变化"),
        );
        Ok((tally, told))
    })
}

fn grade_all(
    writer: &mut Writer,
    scorer: &Scorer,
    today: Date,
    user: &str,
    mut step: impl FnMut(usize),
) -> Result<Tally, OpsError> {
    let mut tally = Tally {
        by_tier: [Tier::S, Tier::A, Tier::B, Tier::C].map(|tier| (Some(tier), 0)),
        ..Tally::default()
    };
    let mut after = 0;
    loop {
        let accounts = Chosen::All.after(writer.read(), after)?;
        let (Some((first, _)), Some((last, _))) = (accounts.first(), accounts.last()) else {
            tally.moved.sort_by_key(|moved| (moved.to, std::cmp::Reverse(moved.from)));
            return Ok(tally);
        };
        after = *last;
        let stretch = Stretch::load(writer.read(), *first, *last)?;
        for (account, name) in &accounts {
            let before = stretch.grade(*account);
            let score = scorer.score(&stretch.evidence(*account), today);
            if before.is_none() && score.score.is_none() {
                tally.count(None);
                continue;
            }
            let grade = new_grade(*account, &score, before, today, user);
            if before.is_some_and(|before| says_the_same(before, &grade)) {
                tally.unchanged += 1;
            } else {
                insert(writer, &grade)?;
                tally.changed += 1;
                tally.tell(*account, name, before, &grade, &score);
            }
            tally.count(grade.tier);
        }
        step(tally.accounts);
    }
}

impl Tally {
    /// Notes an account whose tier moved.
    fn tell(&mut self, account: i64, name: &str, before: Option<&Grade>, grade: &Grade, score: &Score) {
        let from = before.and_then(|before| before.tier);
        if from == grade.tier {
            return;
        }
        if from.is_none() {
            self.first += 1;
            return;
        }
        self.moved.push(Moved {
            account,
            name: name.to_owned(),
            from,
            to: grade.tier,
            score_before: before.and_then(|before| before.score),
            score: grade.score,
            why: why(before, score, REASONS),
        });
    }

    fn count(&mut self, tier: Option<Tier>) {
        self.accounts += 1;
        match self.by_tier.iter_mut().find(|(known, _)| tier.is_some() && *known == tier) {
            Some((_, count)) => *count += 1,
            None => self.without += 1,
        }
    }
}

/// The score of an account as it stands, and the grade in force.
///
/// # Errors
/// When the file cannot be read.
pub fn current<'p>(
    reader: Reader,
    scorer: &Scorer<'p>,
    account: i64,
    today: Date,
) -> Result<(Score<'p>, Option<Grade>), OpsError> {
    let stretch = Stretch::load(reader, account, account)?;
    Ok((scorer.score(&stretch.evidence(account), today), stretch.grade(account).cloned()))
}

/// Sets the tier of an account by hand. The computed one stays beside it.
///
/// # Errors
/// When there is no such account, no reason is given, or the file cannot be read or written.
pub fn set<'p>(
    session: &mut Session,
    playbook: &'p Playbook,
    account: i64,
    tier: Tier,
    reason: &str,
) -> Result<Written<Graded<'p>>, OpsError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::Required { kind: Kind::Grade, field: "reason" }.into());
    }
    let told = |name: &str| {
        summary(
            format!("Set the tier of {name} to {tier} by hand: {reason}"),
            format!("人工设定 {name} 为 {tier} 级：{reason}"),
        )
    };
    put(session, playbook, account, Some((tier, reason)), told)
}

/// Puts the computed tier of an account back in force after one was set by hand.
///
/// # Errors
/// When there is no such account, or the file cannot be read or written.
pub fn release<'p>(
    session: &mut Session,
    playbook: &'p Playbook,
    account: i64,
) -> Result<Written<Graded<'p>>, OpsError> {
    let told = |name: &str| {
        summary(format!("Put the computed tier of {name} back in force"), format!("恢复 {name} 的计算级别"))
    };
    put(session, playbook, account, None, told)
}

fn put<'p>(
    session: &mut Session,
    playbook: &'p Playbook,
    account: i64,
    by_hand: Option<(Tier, &str)>,
    told: impl FnOnce(&str) -> Text,
) -> Result<Written<Graded<'p>>, OpsError> {
    let (scorer, today, user) = (Scorer::new(playbook), session.today, session.user.clone());
    session.write(|writer| {
        let name = writer.read().get(Kind::Account, account)?.title().to_owned();
        let (score, before) = current(writer.read(), &scorer, account, today)?;
        let mut grade = new_grade(account, &score, None, today, &user);
        if let Some((tier, reason)) = by_hand {
            grade.tier = Some(tier);
            grade.method = GradeMethod::Manual;
            grade.reason = Some(Paragraph(reason.to_owned()));
        }
        let stands =
            before.as_ref().is_some_and(|before| before.date == today && says_the_same(before, &grade));
        let grade = if stands { before.clone() } else { Some(insert(writer, &grade)?) };
        Ok((Graded { score, grade, before }, told(&name)))
    })
}

/// The grade that a score gives; a tier set by hand before stays in force with its reason.
fn new_grade(account: i64, score: &Score, before: Option<&Grade>, today: Date, user: &str) -> Grade {
    let by_hand = before.filter(|before| before.method == GradeMethod::Manual);
    Grade {
        id: Id::new(0),
        account: Id::new(account),
        date: today,
        tier: by_hand.map_or(score.tier, |before| before.tier),
        method: by_hand.map_or(GradeMethod::Computed, |before| before.method),
        computed: score.tier,
        score: score.tier.and(score.score).map(rounded),
        low: Some(rounded(score.low)),
        high: Some(rounded(score.high)),
        coverage: Some(Percent(rounded(score.coverage))),
        firm: Some(score.is_firm()),
        reason: by_hand.and_then(|before| before.reason.clone()).or_else(|| cap_reason(score)),
        by: Some(user.to_owned()),
        inputs: Some(known_inputs(score)),
        created: None,
        updated: None,
    }
}

/// The questions that keep a grade down, in identifiers.
fn cap_reason(score: &Score) -> Option<Paragraph> {
    let cap = score.cap.as_ref()?;
    let unmet: Vec<&str> = cap.unmet.iter().map(|(item, _)| *item).collect();
    Some(Paragraph(format!("{} -> {}: {}", cap.from, cap.to, unmet.join(", "))))
}

/// The worth (0-100) of each known input, by its name; what is left out was unknown.
fn known_inputs(score: &Score) -> Json {
    let known =
        score.inputs.iter().filter_map(|input| Some((input.name.to_owned(), json!(rounded(input.points?)))));
    Json::Object(known.collect::<Map<String, Json>>())
}

/// Whether two grades say the same, whenever and by whomever they were made.
fn says_the_same(one: &Grade, other: &Grade) -> bool {
    let comparable = |grade: &Grade| Grade {
        id: Id::new(0),
        date: Date::ZERO,
        by: None,
        created: None,
        updated: None,
        ..grade.clone()
    };
    comparable(one) == comparable(other)
}

fn insert(writer: &mut Writer, grade: &Grade) -> Result<Grade, OpsError> {
    let mut entry = grade.to_entry();
    writer.insert(&mut entry)?;
    Ok(Grade::from_entry(&entry)?)
}

fn graded_summary(name: &str, score: &Score) -> Text {
    let tier = score.in_words();
    match score.score.filter(|_| score.tier.is_some()).map(rounded) {
        Some(points) => summary(
            format!("Graded {name}: {tier}, {points} points"),
            format!("{name} 定级：{tier}，{points} 分"),
        ),
        None => summary(format!("Graded {name}: too little is known"), format!("{name} 定级：依据不足")),
    }
}

#[cfg(test)]
mod tests;
