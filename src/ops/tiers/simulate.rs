//! What-if over many accounts: who would be in which tier. Reads only.

use crate::analysis::score::{Score, rounded};
use crate::analysis::what_if::{Scenario, Scorers};
use crate::domain::choices::Tier;
use crate::domain::date::Date;
use crate::domain::grade::GradeMethod;
use crate::ops::OpsError;
use crate::ops::industries::environments;
use crate::ops::portfolio::{Chosen, Stretch};
use crate::ops::side_by_side::side_by_side;
use crate::store::Reader;

/// What a score comes to, without its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The computed tier; `None` where too little is known.
    pub tier: Option<Tier>,
    pub lowest: Tier,
    pub highest: Tier,
    /// Point estimate 0-100 with one decimal; `None` where nothing is known.
    pub score: Option<f64>,
    pub low: f64,
    pub high: f64,
    /// The tier that the points alone would give, where the reciprocity test caps it.
    pub capped_from: Option<Tier>,
}

impl Estimate {
    #[must_use]
    pub fn of(score: &Score) -> Self {
        Self {
            tier: score.tier,
            lowest: score.lowest,
            highest: score.highest,
            score: score.score.map(rounded),
            low: rounded(score.low),
            high: rounded(score.high),
            capped_from: score.cap.as_ref().map(|cap| cap.from),
        }
    }

    /// The tier as people read it: `A`, provisional `A (B-S)`, or `-`.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.tier {
            None => "-".to_owned(),
            Some(tier) if self.lowest == self.highest => tier.to_string(),
            Some(tier) => format!("{tier} ({}-{})", self.lowest, self.highest),
        }
    }
}

/// An account before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub account: i64,
    pub name: String,
    pub before: Estimate,
    pub after: Estimate,
    /// The tier in force is set by hand: it would stay whatever is computed.
    pub by_hand: Option<Tier>,
}

/// What assumptions would come to over many accounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    pub accounts: usize,
    /// Accounts whose score would be another one, be their tier the same or not.
    pub changed: usize,
    /// Accounts whose computed tier would be another one: the best tier to come first, within it the biggest change.
    pub moved: Vec<Compared>,
    /// Accounts whose tier the reciprocity test would cap, moved or not; and how many it caps now.
    pub capped: Vec<Compared>,
    pub capped_now: usize,
    /// How many accounts would move from one tier to another, most first.
    pub moves: Vec<(Option<Tier>, Option<Tier>, usize)>,
    /// Tier, accounts before, accounts after; best first, last those without one.
    pub tiers: Vec<(Option<Tier>, usize, usize)>,
}

/// Compares the scores of accounts as they are with what they would be. Calls `step` with how many were done.
///
/// # Errors
/// When the file cannot be read.
pub fn simulate(
    reader: Reader,
    scenario: &Scenario,
    accounts: &Chosen,
    today: Date,
    mut step: impl FnMut(usize),
) -> Result<Outcome, OpsError> {
    let scorers = scenario.scorers();
    let tiers = Tier::ALL.iter().rev().map(|tier| (Some(*tier), 0, 0));
    let mut outcome = Outcome { tiers: tiers.chain([(None, 0, 0)]).collect(), ..Outcome::default() };
    let asked = scorers.asked();
    let environments = environments(reader, today)?;
    let (mut reader, mut after) = (reader, 0);
    side_by_side(
        &mut reader,
        |reader| accounts.batch(*reader, &asked, &mut after, (today, &environments)),
        |batch| {
            for (account, name) in &batch.accounts {
                outcome.count(compare(&scorers, *account, name, &batch.stretch, today));
            }
            outcome.accounts
        },
        |_, accounts| {
            step(accounts);
            Ok(())
        },
    )?;
    outcome.sort();
    Ok(outcome)
}

fn compare(scorers: &Scorers, account: i64, name: &str, stretch: &Stretch, today: Date) -> Compared {
    let (was, is) = scorers.compare(&stretch.evidence(account), today);
    let by_hand = stretch.grade(account).filter(|grade| grade.method == GradeMethod::Manual);
    Compared {
        account,
        name: name.to_owned(),
        before: Estimate::of(&was),
        after: Estimate::of(&is),
        by_hand: by_hand.and_then(|grade| grade.tier),
    }
}

impl Outcome {
    fn count(&mut self, compared: Compared) {
        let (from, to) = (compared.before.tier, compared.after.tier);
        self.accounts += 1;
        self.changed += usize::from(compared.before != compared.after);
        for (tier, before, after) in &mut self.tiers {
            *before += usize::from(*tier == from);
            *after += usize::from(*tier == to);
        }
        self.capped_now += usize::from(compared.before.capped_from.is_some());
        if compared.after.capped_from.is_some() {
            self.capped.push(compared.clone());
        }
        if from == to {
            return;
        }
        match self.moves.iter_mut().find(|(known_from, known_to, _)| (*known_from, *known_to) == (from, to)) {
            Some((.., count)) => *count += 1,
            None => self.moves.push((from, to, 1)),
        }
        self.moved.push(compared);
    }

    fn sort(&mut self) {
        let change = |compared: &Compared| {
            (compared.after.score.unwrap_or_default() - compared.before.score.unwrap_or_default()).abs()
        };
        self.moved.sort_by(|left, right| {
            let tiers = right.after.tier.cmp(&left.after.tier);
            tiers.then_with(|| change(right).total_cmp(&change(left)))
        });
        self.moves.sort_by(|left, right| right.2.cmp(&left.2).then_with(|| right.1.cmp(&left.1)));
    }
}
