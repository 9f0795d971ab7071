//! How well many accounts are researched, loaded kind by kind for a stretch of accounts at a time.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::analysis::standing::{Answer, Checklist, Standing};
use crate::domain::date::Date;
use crate::domain::finding::Answered;
use crate::domain::kind::Kind;
use crate::domain::record::Entry;
use crate::ops::OpsError;
use crate::ops::portfolio::Chosen;
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
    let kinds = list.kinds();
    let mut standings = Vec::new();
    let mut after = 0;
    loop {
        let batch = accounts.after(reader, after)?;
        let (Some((first, _)), Some((last, _))) = (batch.first(), batch.last()) else { return Ok(standings) };
        after = *last;
        let mut records = BTreeMap::new();
        for kind in kinds.iter().copied().filter(|kind| !matches!(kind, Kind::Trip | Kind::ImportBatch)) {
            records.insert(kind, reader.entries_of_accounts(kind, *first, *last)?);
        }
        let mut answers = Answers::load(reader, &list, *first, *last)?;
        for (account, _) in &batch {
            let of_kind =
                |kind| Cow::Borrowed(slice(records.get(&kind).map_or(&[], Vec::as_slice), *account));
            standings.push((*account, list.standing(answers.of(*account), &of_kind, today)));
        }
        step(standings.len());
    }
}

/// The answers in force of neighbouring accounts, each at the place of its question.
struct Answers {
    rows: Vec<(i64, usize, Answer)>,
    next: usize,
    by_place: Vec<Option<Answer>>,
}

impl Answers {
    fn load(reader: Reader, list: &Checklist, first: i64, last: i64) -> Result<Self, OpsError> {
        let mut rows = Vec::new();
        reader.each_answer(first, last, |account, item, answered, date| {
            let known = list.place(item).zip(Answered::named(answered)).zip(date.parse().ok());
            rows.extend(known.map(|((place, answered), date)| (account, place, (answered, date))));
        })?;
        Ok(Self { rows, next: 0, by_place: vec![None; list.len()] })
    }

    /// Those of an account; asked for in rising order.
    fn of(&mut self, account: i64) -> &[Option<Answer>] {
        self.by_place.fill(None);
        while let Some((owner, place, answer)) =
            self.rows.get(self.next).filter(|(owner, ..)| *owner <= account)
        {
            if let (true, Some(standing)) = (*owner == account, self.by_place.get_mut(*place)) {
                *standing = Some(*answer);
            }
            self.next += 1;
        }
        &self.by_place
    }
}

/// The records of one account among those of several, which are ordered by account.
fn slice(records: &[Entry], account: i64) -> &[Entry] {
    let of =
        |entry: &Entry| if entry.kind == Kind::Account { entry.id } else { entry.account().unwrap_or(0) };
    let start = records.partition_point(|entry| of(entry) < account);
    let rest = records.get(start..).unwrap_or_default();
    rest.get(..rest.partition_point(|entry| of(entry) == account)).unwrap_or_default()
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
            let stale = alone.items().filter(|item| item.state.as_str() == "stale").count();
            assert_eq!(
                (standing.stale, standing.answered + standing.unknown + standing.open),
                (stale, PLAYBOOK.items().count())
            );
        }
    }
}
