//! How well many accounts are researched, loaded kind by kind for a stretch of accounts at a time.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::environment::Environment;
use crate::analysis::facts::Facts;
use crate::analysis::research::{Answer, Questionnaire, Research};
use crate::analysis::rules::Counted;
use crate::domain::date::Date;
use crate::domain::finding::holds_for_account;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::ops::OpsError;
use crate::ops::industries::{environments, inherited};
use crate::ops::portfolio::{Chosen, slice};
use crate::ops::side_by_side::side_by_side;
use crate::playbook::Playbook;
use crate::store::{Day, Reader};

/// Measures accounts, by their number. Calls `step` with how many were done.
///
/// # Errors
/// When the file cannot be read.
pub fn researched(
    reader: Reader,
    playbook: &Playbook,
    accounts: &Chosen,
    today: Date,
    mut step: impl FnMut(usize),
) -> Result<Vec<(i64, Research)>, OpsError> {
    let list = Questionnaire::new(playbook, today);
    let counted = list.counted();
    let mut researched = Vec::new();
    let environments = environments(reader, today)?;
    let (mut reader, mut after) = (reader, 0);
    side_by_side(
        &mut reader,
        |reader| {
            let batch = accounts.after(*reader, after)?;
            let (Some((first, _)), Some((last, _))) = (batch.first(), batch.last()) else { return Ok(None) };
            after = *last;
            let range = (*first, *last);
            let inherited = inherited(*reader, &environments, range)?;
            let known = Known { inherited, ..Known::load(*reader, &list, &counted, range, today)? };
            Ok(Some((batch, known)))
        },
        |(batch, mut known)| {
            let measure = |(account, _)| (account, known.research(account, &list));
            batch.into_iter().map(measure).collect::<Vec<_>>()
        },
        |_, measured| {
            researched.extend(measured);
            step(researched.len());
            Ok(())
        },
    )?;
    Ok(researched)
}

/// What is known of neighbouring accounts as far as the checklist asks.
struct Known {
    records: BTreeMap<Kind, Vec<Entry>>,
    /// Account, place of the question, and its answer, by account.
    answers: Vec<(i64, usize, Answer)>,
    /// The industries of accounts, by account.
    inherited: Vec<(i64, Arc<Environment>)>,
    /// How many of them are of accounts that were measured.
    past: usize,
    by_place: Vec<Option<Answer>>,
}

impl Known {
    fn load(
        reader: Reader,
        list: &Questionnaire,
        counted: &Counted,
        (first, last): (i64, i64),
        today: Date,
    ) -> Result<Self, OpsError> {
        let mut records = BTreeMap::new();
        for (kind, fields) in counted {
            if *kind == Kind::Account || Facts::KINDS.contains(kind) {
                records.insert(*kind, counted_entries(reader, *kind, fields, (first, last))?);
            }
        }
        let read = |day| {
            let mut answers: Vec<(i64, usize, Answer)> = Vec::new();
            reader.each_answer((first, last), day, |account, told| {
                let place = list.place(told.item);
                answers.extend(place.map(|place| (account, place, (told.answered, told.date))));
            })?;
            Ok::<_, OpsError>(answers)
        };
        let mut answers = read(Day::Today)?;
        // Answers of days to come are there only where today is a past day.
        if answers.iter().any(|(_, _, (_, date))| *date > today) {
            answers = read(Day::Past(today))?;
        }
        Ok(Self { records, answers, inherited: Vec::new(), past: 0, by_place: vec![None; list.len()] })
    }

    /// Of an account; asked for in rising order.
    fn research(&mut self, account: i64, list: &Questionnaire) -> Research {
        self.by_place.fill(None);
        while let Some((owner, place, answer)) =
            self.answers.get(self.past).filter(|(owner, ..)| *owner <= account)
        {
            if let (true, Some(research)) = (*owner == account, self.by_place.get_mut(*place)) {
                *research = Some(*answer);
            }
            self.past += 1;
        }
        let environment = slice(&self.inherited, account, |(owner, _)| *owner).first();
        for answer in environment.iter().flat_map(|(_, environment)| environment.answers()) {
            let place = list.place(&answer.item).and_then(|place| self.by_place.get_mut(place));
            if let Some(research) = place
                && holds_for_account((answer.answered, answer.date), *research)
            {
                *research = Some((answer.answered, answer.date));
            }
        }
        let of = |entry: &Entry| {
            if entry.kind == Kind::Account { entry.id } else { entry.account().unwrap_or(0) }
        };
        let records = |kind| {
            let all = self.records.get(&kind).map_or(&[][..], Vec::as_slice);
            Cow::Borrowed(slice(all, account, of))
        };
        list.research(&self.by_place, &records)
    }
}

/// The records of a kind that rules count, which of moves and signals are those of the account's own process.
fn counted_entries(
    reader: Reader,
    kind: Kind,
    fields: &BTreeSet<&'static str>,
    (first, last): (i64, i64),
) -> Result<Vec<Entry>, OpsError> {
    if !matches!(kind, Kind::StageMove | Kind::Signal) {
        return Ok(reader.partial_entries(kind, fields, first, last)?);
    }
    let fields = fields.iter().copied().chain(["project"]).collect();
    let mut entries = reader.partial_entries(kind, &fields, first, last)?;
    entries.retain(|entry| entry.get("project").is_empty());
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::analysis::coverage::coverage;
    use crate::ops::demo::tests::with_industries;
    use crate::ops::facts;

    static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

    #[test]
    fn many_at_once_come_to_the_same_as_each_alone() {
        with_industries(|session| {
            // Past days, and one to come.
            for today in [Date::constant(2026, 5, 1), Date::constant(2026, 9, 1), Date::constant(2027, 3, 1)]
            {
                as_each_alone(session.store.read(), today);
            }
        });
    }

    fn as_each_alone(reader: Reader, today: Date) {
        let researched = researched(reader, &PLAYBOOK, &Chosen::All, today, |_| {}).unwrap();
        assert!(researched.len() > 8);
        for (account, research) in researched {
            let facts = facts::load_as_of(reader, account, today).unwrap();
            let alone = coverage(&PLAYBOOK, &facts, today);
            assert!((research.coverage - alone.percent).abs() < 1e-9, "{account}");
            for (one, look) in research.looks.iter().zip(&alone.looks) {
                assert!((one - look.percent).abs() < 1e-9, "{account} {}", look.look);
            }
            let count = |state| alone.items().filter(|item| item.state.as_str() == state).count();
            assert_eq!(
                (research.stale, research.unknown, research.open),
                (count("stale"), count("unknown"), count("open"))
            );
            assert_eq!(research.answered + research.unknown + research.open, PLAYBOOK.items().count());
        }
    }
}
