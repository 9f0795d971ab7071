//! How well many accounts are researched, loaded kind by kind for a stretch of accounts at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::analysis::rules::Counted;
use crate::analysis::standing::{Answer, Checklist, Standing};
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::ops::OpsError;
use crate::ops::portfolio::{Chosen, slice};
use crate::ops::side_by_side::side_by_side;
use crate::playbook::Playbook;
use crate::store::Reader;

/// Measures accounts, by their number. Calls `step` with how many were done.
///
/// # Errors
/// When the file cannot be read.
pub fn standings(
    reader: Reader,
    playbook: &Playbook,
    accounts: &Chosen,
    today: Date,
    mut step: impl FnMut(usize),
) -> Result<Vec<(i64, Standing)>, OpsError> {
    let list = Checklist::new(playbook, today);
    let counted = list.counted();
    let mut standings = Vec::new();
    let (mut reader, mut after) = (reader, 0);
    side_by_side(
        &mut reader,
        |reader| {
            let batch = accounts.after(*reader, after)?;
            let (Some((first, _)), Some((last, _))) = (batch.first(), batch.last()) else { return Ok(None) };
            after = *last;
            let known = Known::load(*reader, &list, &counted, *first, *last)?;
            Ok(Some((batch, known)))
        },
        |(batch, mut known)| {
            let measure = |(account, _)| (account, known.standing(account, &list));
            batch.into_iter().map(measure).collect::<Vec<_>>()
        },
        |_, measured| {
            standings.extend(measured);
            step(standings.len());
            Ok(())
        },
    )?;
    Ok(standings)
}

/// What is known of neighbouring accounts as far as the checklist asks.
struct Known {
    records: BTreeMap<Kind, Vec<Entry>>,
    /// Account, place of the question, and its answer, by account.
    answers: Vec<(i64, usize, Answer)>,
    /// How many of them are of accounts that were measured.
    past: usize,
    by_place: Vec<Option<Answer>>,
}

impl Known {
    fn load(
        reader: Reader,
        list: &Checklist,
        counted: &Counted,
        first: i64,
        last: i64,
    ) -> Result<Self, OpsError> {
        let mut records = BTreeMap::new();
        for (kind, fields) in counted {
            if !matches!(
                kind,
                Kind::Trip | Kind::ImportBatch | Kind::AccountDistinction | Kind::ContactDistinction
            ) {
                records.insert(*kind, reader.partial_entries(*kind, fields, first, last)?);
            }
        }
        let mut answers = Vec::new();
        reader.each_answer(first, last, |account, told| {
            let place = list.place(told.item);
            answers.extend(place.map(|place| (account, place, (told.answered, told.date))));
        })?;
        Ok(Self { records, answers, past: 0, by_place: vec![None; list.len()] })
    }

    /// Of an account; asked for in rising order.
    fn standing(&mut self, account: i64, list: &Checklist) -> Standing {
        self.by_place.fill(None);
        while let Some((owner, place, answer)) =
            self.answers.get(self.past).filter(|(owner, ..)| *owner <= account)
        {
            if let (true, Some(standing)) = (*owner == account, self.by_place.get_mut(*place)) {
                *standing = Some(*answer);
            }
            self.past += 1;
        }
        let of = |entry: &Entry| {
            if entry.kind == Kind::Account { entry.id } else { entry.account().unwrap_or(0) }
        };
        let records = |kind| {
            let all = self.records.get(&kind).map_or(&[][..], Vec::as_slice);
            Cow::Borrowed(slice(all, account, of))
        };
        list.standing(&self.by_place, &records)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::analysis::coverage::coverage;
    use crate::ops::{demo, facts};
    use crate::store::Store;

    static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

    #[test]
    fn many_at_once_come_to_the_same_as_each_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = crate::ops::Session {
            store: Store::open(&folder.path().join("accounts.db")).unwrap(),
            user: "li".into(),
            command: "acct".into(),
            today: Date::constant(2026, 7, 1),
            now: "2026-07-01T08:00:00Z".parse().unwrap(),
            dry_run: false,
            playbook: std::rc::Rc::default(),
        };
        demo::write(&mut session).unwrap();
        let today = Date::constant(2027, 3, 1);
        let reader = session.store.read();
        let standings = standings(reader, &PLAYBOOK, &Chosen::All, today, |_| {}).unwrap();
        assert!(standings.len() > 8);
        for (account, standing) in standings {
            let facts = facts::load(reader, account).unwrap();
            let alone = coverage(&PLAYBOOK, &facts, today);
            assert!((standing.coverage - alone.percent).abs() < 1e-9, "{account}");
            for (one, look) in standing.looks.iter().zip(&alone.looks) {
                assert!((one - look.percent).abs() < 1e-9, "{account} {}", look.look);
            }
            let count = |state| alone.items().filter(|item| item.state.as_str() == state).count();
            assert_eq!(
                (standing.stale, standing.unknown, standing.open),
                (count("stale"), count("unknown"), count("open"))
            );
            assert_eq!(standing.answered + standing.unknown + standing.open, PLAYBOOK.items().count());
        }
    }
}
