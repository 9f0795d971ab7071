//! Where an account or a project stands: the columns that follow from moves, grades and interactions.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::{StoreError, Writer};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// The newest move says the stage; it has been there since it last came from another one. `?1` is whose process it is.
macro_rules! stage {
    (of $table:literal, moves $moves:literal $(, and $more:literal)?) => {
        concat!(
            "WITH \"newest\" AS (SELECT * FROM \"stage_move\" WHERE ", $moves, " ORDER BY \"id\" DESC LIMIT 1), ",
            "\"entered\" AS (SELECT \"date\" FROM \"stage_move\" WHERE ", $moves,
            " AND \"to_stage\" = (SELECT \"to_stage\" FROM \"newest\") ",
            "AND (\"from_stage\" IS NULL OR \"from_stage\" <> \"to_stage\" OR \"step\" = 'reopen') ",
            "ORDER BY \"id\" DESC LIMIT 1) ",
            "UPDATE \"", $table, "\" SET \"stage\" = (SELECT \"to_stage\" FROM \"newest\"), ",
            "\"stage_since\" = coalesce((SELECT \"date\" FROM \"entered\"), (SELECT \"date\" FROM \"newest\"))",
            $($more,)?
            " WHERE \"id\" = ?1"
        )
    };
}

const STAGE: &str = stage!(
    of "account", moves "\"account\" = ?1 AND \"project\" IS NULL",
    and ", \"outcome\" = (SELECT \"outcome\" FROM \"newest\")"
);

const STAGE_OF_PROJECT: &str = stage!(of "project", moves "\"project\" = ?1");

const WORTH: &str = "
UPDATE \"account\" SET (\"tier\", \"score\", \"score_low\", \"score_high\") = (
    SELECT \"tier\", \"score\", \"low\", \"high\" FROM \"grade\" WHERE \"account\" = ?1 ORDER BY \"id\" DESC LIMIT 1
)
WHERE \"id\" = ?1";

const LAST_CONTACT: &str = "
UPDATE \"account\" SET \"last_contact\" = (SELECT max(\"date\") FROM \"interaction\" WHERE \"account\" = ?1)
WHERE \"id\" = ?1";

/// The accounts for which records of a kind came, went or changed, and the projects whose decision did.
#[derive(Debug, Default)]
pub(super) struct Touched {
    accounts: BTreeMap<Kind, BTreeSet<i64>>,
    /// Those whose moves did.
    moved: BTreeSet<i64>,
    /// Those whose status did.
    decided: BTreeSet<i64>,
    /// The first of those that are new.
    new_from: Option<i64>,
    living: Living,
}

/// What an operation wrote that tells which accounts live in which industry, and what is known of that.
#[derive(Clone, Debug, Default)]
pub struct Living {
    /// Names of industries that came, went or changed, as they were and as they are.
    pub names: BTreeSet<String>,
    /// Industries of which answers came, went or changed.
    pub answered: BTreeSet<i64>,
    /// Accounts that went from one industry to another.
    pub moved: BTreeSet<i64>,
    /// New accounts by what they call their industry.
    pub new: BTreeMap<String, Vec<i64>>,
}

impl Writer<'_> {
    /// What this operation wrote that tells which accounts live in which industry.
    #[must_use]
    pub fn living(&self) -> &Living {
        &self.touched.living
    }
}

impl Living {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let Self { names, answered, moved, new } = self;
        names.is_empty() && answered.is_empty() && moved.is_empty() && new.is_empty()
    }

    fn note(&mut self, before: Option<&Entry>, after: Option<&Entry>) {
        match (before, after) {
            (None, Some(account)) if account.kind == Kind::Account => {
                let industry = account.text("industry");
                match self.new.get_mut(industry) {
                    _ if industry.is_empty() => {}
                    Some(accounts) => accounts.push(account.id),
                    None => {
                        self.new.insert(industry.to_owned(), vec![account.id]);
                    }
                }
            }
            (Some(before), Some(account)) if account.kind == Kind::Account => {
                if before.text("industry") != account.text("industry") {
                    self.moved.insert(account.id);
                }
            }
            _ => {
                for entry in [before, after].into_iter().flatten() {
                    match entry.kind {
                        Kind::Industry => {
                            self.names.insert(entry.title().into_owned());
                            self.names.extend(entry.list("aliases").iter().cloned());
                        }
                        Kind::IndustryFinding => self.answered.extend(entry.get("industry").as_integer()),
                        _ => {}
                    }
                }
            }
        }
    }
}

/// Which of the two that tell how the decision of a project stands an operation wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    ByMoves,
    ByStatus,
    ByBoth,
}

impl Touched {
    /// Notes what a record was and what it is.
    pub(super) fn note(&mut self, before: Option<&Entry>, after: Option<&Entry>) {
        self.note_decision(before, after);
        self.living.note(before, after);
        // A record that moves changes what holds for the account it leaves, too.
        for entry in [before, after].into_iter().flatten() {
            let Some(account) = entry.account() else { continue };
            match entry.kind {
                Kind::Account if after.is_none() => {
                    self.accounts.values_mut().for_each(|accounts| {
                        accounts.remove(&account);
                    });
                }
                Kind::Account
                | Kind::Trip
                | Kind::ImportBatch
                | Kind::AccountDistinction
                | Kind::ContactDistinction => {}
                kind => {
                    self.accounts.entry(kind).or_default().insert(account);
                }
            }
        }
    }

    fn note_decision(&mut self, before: Option<&Entry>, after: Option<&Entry>) {
        let states = || before.into_iter().chain(after);
        let moves = states().filter(|entry| entry.kind == Kind::StageMove);
        self.moved.extend(moves.filter_map(|moved| moved.get("project").as_integer()));
        let Some(project) = after.filter(|entry| entry.kind == Kind::Project) else { return };
        match before {
            Some(before) if before.get("status") != project.get("status") => {
                self.decided.insert(project.id);
            }
            Some(_) => {}
            // A new one without moves has no other decision than its status, and there may be many.
            None => self.new_from = Some(self.new_from.map_or(project.id, |first| first.min(project.id))),
        }
    }

    /// Projects whose moves came, went or changed, and those that are there already and got another status.
    pub(super) fn decisions(&self) -> Vec<(i64, Decided)> {
        let told = |&project: &i64| {
            let is_new = self.new_from.is_some_and(|first| project >= first);
            match (self.moved.contains(&project), is_new || self.decided.contains(&project)) {
                (true, true) => (project, Decided::ByBoth),
                (true, false) => (project, Decided::ByMoves),
                (false, _) => (project, Decided::ByStatus),
            }
        };
        self.moved.union(&self.decided).map(told).collect()
    }

    /// The accounts where it was a record of one of these kinds.
    pub(super) fn by(&self, kinds: &BTreeSet<Kind>) -> BTreeSet<i64> {
        self.accounts
            .iter()
            .filter(|(kind, _)| kinds.contains(kind))
            .flat_map(|(_, accounts)| accounts)
            .copied()
            .collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.accounts.is_empty()
    }

    /// Brings the columns up to date that follow from what was noted.
    pub(super) fn refresh(&self, connection: &Connection) -> Result<(), StoreError> {
        let of = |kind| self.accounts.get(&kind).into_iter().flatten();
        for (records, text) in [
            (of(Kind::StageMove), STAGE),
            (of(Kind::Grade), WORTH),
            (of(Kind::Interaction), LAST_CONTACT),
            (Some(&self.moved).into_iter().flatten(), STAGE_OF_PROJECT),
        ] {
            let mut statement = connection.prepare_cached(text)?;
            for record in records {
                statement.execute([record])?;
            }
        }
        Ok(())
    }
}
