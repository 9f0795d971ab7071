//! Grading all accounts in one operation.

use super::{new_grade, says_the_same};
use crate::analysis::regrade::{Why, why};
use crate::analysis::score::{Score, Scorer};
use crate::domain::choices::Tier;
use crate::domain::date::{Date, span_days};
use crate::domain::grade::Grade;
use crate::domain::language;
use crate::domain::record::Record;
use crate::ops::industries::environments;
use crate::ops::portfolio::{Batch, Chosen, Stretch};
use crate::ops::side_by_side::side_by_side;
use crate::ops::{OpsError, Session, summary};
use crate::playbook::Playbook;
use crate::store::{Writer, Written};

/// Inputs that are told of an account whose tier moved.
const REASONS: usize = 2;

/// What grading all accounts came to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    pub accounts: usize,
    /// Accounts whose grade is new or another one, `first` and `moved` among them.
    pub changed: usize,
    pub unchanged: usize,
    /// Accounts of which too little is known for a grade.
    pub without: usize,
    /// Graded accounts by the tier in force, best first.
    pub by_tier: [(Option<Tier>, usize); 4],
    /// Accounts that have a grade for the first time.
    pub first: usize,
    /// Accounts that stood in another tier before, those that fell furthest first, those that rose furthest last.
    pub moved: Vec<Moved>,
    /// Accounts that were graded anew in the tier they stood in, by their number.
    pub regraded: Vec<Regraded>,
}

/// An account that was graded anew in the same tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Regraded {
    pub account: i64,
    pub name: String,
    /// `None` where too little was known before, and is now.
    pub tier: Option<Tier>,
    /// Point estimates 0-100 with one decimal.
    pub score_before: Option<f64>,
    pub score: Option<f64>,
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

impl Moved {
    /// By how many tiers it rose, below 0 where it fell. Without a grade is below the lowest.
    fn rise(&self) -> i8 {
        let [from, to] = [self.from, self.to].map(|tier| tier.map_or(0, |tier| tier as i8 + 1));
        to - from
    }
}

/// Grades account after account.
struct Grading<'g> {
    scorer: &'g Scorer<'g>,
    today: Date,
    /// After how many days a grade that still holds is given again, so that it counts as looked at.
    old_after: Option<i64>,
    user: &'g str,
    tally: Tally,
}

/// Computes and records the grades of all accounts that are not archived. Only what came out differently from the
/// grade in force is recorded, and what still holds once the method calls it old (`grade_old` of the checks). Calls `step` with how many accounts were done.
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
        let old_after = playbook.check("grade_old").and_then(|rule| rule.days);
        let grading = Grading { scorer: &scorer, today, old_after, user: &user, tally: Tally::default() };
        let tally = grade_all(writer, grading, step)?;
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
    mut grading: Grading,
    mut step: impl FnMut(usize),
) -> Result<Tally, OpsError> {
    grading.tally.by_tier = [Tier::S, Tier::A, Tier::B, Tier::C].map(|tier| (Some(tier), 0));
    let (asked, today) = (grading.scorer.asked(), grading.today);
    let environments = environments(writer.read(), today)?;
    let mut after = 0;
    side_by_side(
        writer,
        |writer| Chosen::All.batch(writer.read(), &asked, &mut after, (today, &environments)),
        |batch| {
            let grades = grading.grade_batch(&batch).iter().map(Record::to_entry).collect::<Vec<_>>();
            (grading.tally.accounts, grades)
        },
        |writer, (accounts, grades)| {
            for mut grade in grades {
                writer.insert(&mut grade)?;
            }
            step(accounts);
            Ok(())
        },
    )?;
    let mut tally = grading.tally;
    tally.moved.sort_by_key(|moved| (moved.rise(), moved.account));
    tally.regraded.sort_by_key(|regraded| regraded.account);
    Ok(tally)
}

impl Grading<'_> {
    /// The grades that are new or others than those in force.
    fn grade_batch(&mut self, batch: &Batch) -> Vec<Grade> {
        let accounts = batch.accounts.iter();
        accounts.filter_map(|(account, name)| self.grade(*account, name, &batch.stretch)).collect()
    }

    fn grade(&mut self, account: i64, name: &str, stretch: &Stretch) -> Option<Grade> {
        let before = stretch.grade(account);
        let score = self.scorer.score(&stretch.evidence(account), self.today);
        if before.is_none() && score.score.is_none() {
            self.tally.count(None);
            return None;
        }
        let grade = new_grade(account, &score, before, self.today, self.user);
        self.tally.count(grade.tier);
        let is_old =
            |before: &Grade| self.old_after.is_some_and(|days| span_days(before.date, self.today) >= days);
        if before.is_some_and(|before| says_the_same(before, &grade) && !is_old(before)) {
            self.tally.unchanged += 1;
            return None;
        }
        self.tally.changed += 1;
        self.tally.tell(account, name, before, &grade, &score);
        Some(grade)
    }
}

impl Tally {
    /// Notes an account that got another grade.
    fn tell(&mut self, account: i64, name: &str, before: Option<&Grade>, grade: &Grade, score: &Score) {
        let from = before.and_then(|before| before.tier);
        if let Some(before) = before.filter(|_| from == grade.tier) {
            self.regraded.push(Regraded {
                account,
                name: name.to_owned(),
                tier: grade.tier,
                score_before: before.score,
                score: grade.score,
            });
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
