//! Grading accounts: computed from what is known, or set by hand; and what-if.

mod all;
pub mod simulate;

use serde_json::{Map, Value as Json, json};

use super::portfolio::Stretch;
use super::{OpsError, Refusal, Session, summary};
use crate::analysis::score::{Score, Scorer, rounded};
use crate::domain::choices::Tier;
use crate::domain::date::Date;
use crate::domain::grade::{Grade, GradeMethod};
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::record::{Paragraph, Percent, Record};
use crate::playbook::Playbook;
use crate::store::{Reader, Writer, Written};

pub use all::{Moved, Regraded, Tally, score_all};

/// A score and what it made of the grade in force.
#[derive(Clone, Debug)]
pub struct Graded<'p> {
    pub score: Score<'p>,
    /// The grade in force now; `None` while too little was ever known.
    pub grade: Option<Grade>,
    /// The grade that was in force before.
    pub before: Option<Grade>,
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
        let name = writer.read().get(Kind::Account, account)?.title().into_owned();
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
    let asked = scorer.asked();
    let stretch = Stretch::alone(reader, &asked, account, today)?;
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
        return Err(Refusal::required(Kind::Grade, "reason").into());
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
/// When there is no such account, none was set by hand, or the file cannot be read or written.
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
        let name = writer.read().get(Kind::Account, account)?.title().into_owned();
        let (score, before) = current(writer.read(), &scorer, account, today)?;
        if by_hand.is_none() && before.as_ref().is_none_or(|before| before.method != GradeMethod::Manual) {
            return Err(Refusal::NotByHand { name }.into());
        }
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
    let Grade { account, tier, method, computed, score, low, high, .. } = one;
    let Grade { coverage, firm, reason, inputs, id: _, date: _, by: _, created: _, updated: _, .. } = one;
    (account, tier, method, computed) == (&other.account, &other.tier, &other.method, &other.computed)
        && (score, low, high, coverage) == (&other.score, &other.low, &other.high, &other.coverage)
        && (firm, reason, inputs) == (&other.firm, &other.reason, &other.inputs)
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
