//! Loading everything known of one account or of many, and keeping the coverage beside each.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::vec::IntoIter;

use super::OpsError;
use super::industries::{environment, environments};
use super::looks::research::researched;
use super::portfolio::{Chosen, stretch_length};
use super::side_by_side::side_by_side;
use crate::analysis::environment::Environments;
use crate::analysis::facts::{Facts, each_kind_of_fact};
use crate::analysis::research::Questionnaire;
use crate::analysis::score::rounded;
use crate::domain::account::Account;
use crate::domain::date::Date;
use crate::domain::finding::Finding;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::playbook::Playbook;
use crate::store::{Query, Reader, Store, Writer};

/// How many accounts are loaded at a time when many are.
const STRETCH: usize = 250;

macro_rules! loading {
    ($($field:ident: $module:ident::$kind:ident,)*) => {
        /// Everything known of an account.
        ///
        /// # Errors
        /// When there is no such account, or the file cannot be read.
        pub fn load(reader: Reader, account: i64) -> Result<Facts, OpsError> {
            let facts = Facts {
                findings: reader.of_account(account)?,
                $($field: reader.of_account(account)?,)*
                ..Facts::of(Account::from_entry(&reader.get(Kind::Account, account)?)?)
            };
            let environment = environment(reader, facts.account.industry.as_deref(), Date::MAX)?;
            Ok(Facts { environment, ..facts }.with_projects_apart())
        }

        /// What is known of several accounts, by account.
        struct Several {
            findings: Peekable<IntoIter<Finding>>,
            $($field: Peekable<IntoIter<crate::domain::$module::$kind>>,)*
        }

        impl Several {
            fn read(reader: Reader, (first, last): (i64, i64), answers: Extent) -> Result<Self, OpsError> {
                let findings = match answers {
                    Extent::Whole => reader.of_accounts(first, last)?,
                    Extent::Said => reader.answers_of_accounts(first, last)?,
                };
                Ok(Self {
                    findings: findings.into_iter().peekable(),
                    $($field: reader.of_accounts(first, last)?.into_iter().peekable(),)*
                })
            }

            /// What is known of one of them; they are asked for in order.
            fn take(&mut self, account: Account, environments: &Environments) -> Facts {
                let id = account.id;
                let name = account.industry.as_deref();
                let environment = name.and_then(|name| environments.named(name)).cloned();
                let facts = Facts {
                    environment,
                    findings: taken(&mut self.findings, id, |record| record.account),
                    $($field: taken(&mut self.$field, id, |record| record.account),)*
                    ..Facts::of(account)
                };
                facts.with_projects_apart()
            }
        }
    };
}
each_kind_of_fact!(loading);

/// The same as it was known on a day, which may be a past one.
///
/// # Errors
/// Those of [`load`].
pub fn load_as_of(reader: Reader, account: i64, day: Date) -> Result<Facts, OpsError> {
    Ok(load(reader, account)?.as_of(day))
}

/// The numbers of the accounts that a query asks for, in rising order.
///
/// # Errors
/// When the file cannot be read.
pub fn numbers(store: &Store, query: &Query) -> Result<Vec<i64>, OpsError> {
    Ok(match Chosen::by(store, query)? {
        Chosen::All => {
            let accounts = store.read().accounts_after(i64::MIN, usize::MAX)?;
            accounts.into_iter().map(|(number, _)| number).collect()
        }
        Chosen::Only(accounts) => accounts.into_iter().map(|(number, _)| number).collect(),
    })
}

/// How much of each answer is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// Question, answer, source and date.
    Said,
}

/// Computes something for each of some accounts (numbers in rising order) from everything known of it on a day, and hands that to
/// `take`, in order: with one query per kind of record for neighbouring accounts, in the memory of some hundred of them,
/// and on another thread than that which reads.
///
/// # Errors
/// When the file cannot be read.
pub fn each<T: Send>(
    mut reader: Reader,
    accounts: &[i64],
    (answers, day): (Extent, Date),
    mut compute: impl FnMut(Facts) -> T + Send,
    mut take: impl FnMut(T),
) -> Result<(), OpsError> {
    let mut rest = accounts;
    let environments = environments(reader, day)?;
    side_by_side(
        &mut reader,
        |reader| {
            let Some(first) = rest.first() else { return Ok(None) };
            let (stretch, others) = rest.split_at(stretch_length(rest.iter().copied(), STRETCH));
            rest = others;
            load_stretch(*reader, stretch, *first, answers, &environments).map(Some)
        },
        |stretch| stretch.into_iter().map(|facts| compute(facts.as_of(day))).collect::<Vec<T>>(),
        |_, computed| {
            computed.into_iter().for_each(&mut take);
            Ok(())
        },
    )
}

fn load_stretch(
    reader: Reader,
    stretch: &[i64],
    first: i64,
    answers: Extent,
    environments: &Environments,
) -> Result<Vec<Facts>, OpsError> {
    let last = stretch.last().copied().unwrap_or(first);
    let mut several = Several::read(reader, (first, last), answers)?;
    let mut loaded = Vec::with_capacity(stretch.len());
    for account in reader.accounts_between(first, last)? {
        if stretch.binary_search(&account.id.number()).is_ok() {
            loaded.push(several.take(account, environments));
        }
    }
    Ok(loaded)
}

/// The records of an account from among those of several, ordered by account; those of accounts before it go.
fn taken<R>(records: &mut Peekable<IntoIter<R>>, account: Id<Account>, of: fn(&R) -> Id<Account>) -> Vec<R> {
    while records.next_if(|record| of(record).number() < account.number()).is_some() {}
    std::iter::from_fn(|| records.next_if(|record| of(record) == account)).collect()
}

/// Computes the coverage of accounts whose facts changed, and of those that inherit other answers than before, and keeps it
/// beside them, for lists.
///
/// # Errors
/// When the file cannot be read or written.
pub(super) fn refresh_coverage(
    writer: &mut Writer,
    playbook: &Playbook,
    heirs: BTreeSet<i64>,
    today: Date,
) -> Result<(), OpsError> {
    let counted = Questionnaire::new(playbook, today).counted();
    let asked: BTreeSet<Kind> = counted.into_keys().chain([Kind::Finding]).collect();
    let mut changed = writer.accounts_with_changed(&asked);
    changed.extend(heirs);
    let changed = Chosen::Only(changed.into_iter().map(|account| (account, String::new())).collect());
    for (account, research) in researched(writer.read(), playbook, &changed, today, |_| {})? {
        // Rounded as it is shown everywhere else. Where nothing is recorded any more, there is none, as at first.
        let is_known = research.answered > 0 || writer.read().has_any(account, &asked)?;
        writer.set_coverage(account, is_known.then(|| rounded(research.coverage)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::{Horizon, PersonalFile, Planner, TaskKind};
    use crate::analysis::check::Checker;
    use crate::ops::demo::tests::with_industries;
    use crate::playbook::Labels;

    #[test]
    fn accounts_are_loaded_together_as_each_is_alone() {
        with_industries(|session| {
            let store = &session.store;
            let all = numbers(store, &Query::all(Kind::Account)).unwrap();
            assert_eq!(all.len(), 12);
            for wanted in [&all[..], &[1, 7, 12], &[3], &[]] {
                let loaded = |answers| {
                    let mut loaded = Vec::new();
                    each(
                        store.read(),
                        wanted,
                        (answers, Date::MAX),
                        |facts| facts,
                        |facts| loaded.push(facts),
                    )
                    .unwrap();
                    format!("{loaded:?}")
                };
                let mut alone: Vec<Facts> =
                    wanted.iter().map(|id| load(store.read(), *id).unwrap()).collect();
                assert_eq!(loaded(Extent::Whole), format!("{alone:?}"), "{wanted:?}");
                assert!(
                    wanted.len() < 12
                        || alone.iter().any(|facts| facts.inherited("trend.substitutes").is_some())
                );
                for finding in alone.iter_mut().flat_map(|facts| &mut facts.findings) {
                    (finding.note, finding.by) = (None, None);
                    (finding.method, finding.confidence) = (None, None);
                    (finding.created, finding.updated) = (None, None);
                }
                assert_eq!(loaded(Extent::Said), format!("{alone:?}"), "{wanted:?}");
            }
        });
    }

    #[test]
    fn with_nothing_assumed_every_account_would_be_as_it_is() {
        use crate::analysis::what_if::{Case, Lens};
        let (playbook, labels) = (Playbook::built_in().unwrap(), Labels::default());
        with_industries(|session| {
            let today = Date::constant(2026, 9, 1);
            let lens = Lens::new(&playbook, &labels, today, 30);
            let case = Case::new(&playbook, Vec::new()).unwrap();
            for account in numbers(&session.store, &Query::all(Kind::Account)).unwrap() {
                let facts = load(session.store.read(), account).unwrap();
                let supposed = case.suppose(&facts, &Environments::default(), today).unwrap();
                let before = lens.picture(&facts, supposed.before.clone());
                assert_eq!(before, lens.picture(&supposed.facts, supposed.after.clone()));
                let found = Checker::new(&playbook, &labels, today, &[]).check(&facts).1;
                assert_eq!(format!("{:?}", before.alerts), format!("{found:?}"), "what acct check tells");
            }
        });
    }

    #[test]
    fn over_all_accounts_the_same_is_found_and_planned_as_at_each_alone() {
        let (playbook, labels) = (Playbook::built_in().unwrap(), Labels::default());
        with_industries(|session| {
            let reader = session.store.read();
            let today = Date::constant(2026, 9, 1);
            let horizon = Horizon::of(today, 30);
            let all = numbers(&session.store, &Query::all(Kind::Account)).unwrap();
            let every: Vec<String> = playbook.checks.iter().map(|rule| rule.id.clone()).collect();
            let checker = Checker::new(&playbook, &labels, today, &every);
            let planner = Planner::new(&playbook, &labels, horizon, TaskKind::ALL);
            assert!(!checker.counts_answers() && !planner.counts_answers());
            let compute = |facts: Facts| {
                let tasks = planner.agenda(&facts, PersonalFile::LeftOut);
                format!("{:?} {tasks:?}", checker.check(&facts))
            };
            let mut together = Vec::new();
            each(reader, &all, (Extent::Said, today), compute, |told| together.push(told)).unwrap();
            for (account, told) in all.iter().zip(&together) {
                let facts = load_as_of(reader, *account, today).unwrap();
                let found = Checker::new(&playbook, &labels, today, &every).check(&facts);
                let planner = Planner::new(&playbook, &labels, horizon, TaskKind::ALL);
                let tasks = planner.agenda(&facts, PersonalFile::LeftOut);
                assert_eq!(*told, format!("{found:?} {tasks:?}"));
            }
            assert_eq!(together.len(), all.len());
            assert!(together.iter().any(|told| told.contains("Concern")));
            assert!(together.iter().any(|told| told.contains("Question")));
        });
    }
}
