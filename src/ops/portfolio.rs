//! Many accounts in stretches of neighbouring numbers, so that a pass over all of them makes few queries and needs the
//! memory of one stretch.

use std::ops::Range;
use std::sync::Arc;

use super::OpsError;
use super::industries::{environment, inherited};
use crate::analysis::environment::{Environment, Environments};
use crate::analysis::evidence::{Evidence, Person};
use crate::analysis::orders::Deal;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Told, holds_for_account};
use crate::domain::grade::Grade;
use crate::domain::kind::Kind;
use crate::domain::money::Money;
use crate::domain::record::Entry;
use crate::store::{Day, Query, Reader, Store};

/// How many accounts are loaded at a time.
const STRETCH: usize = 1000;
/// Accounts that are not wanted are read past where they are fewer than so many times the wanted ones: the records of few
/// accounts among many do not bring along those of all between them.
const PASSED: i64 = 4;

/// How many of some accounts, at most `most`, stand so close together that they are read at once. Their numbers rise.
pub(super) fn stretch_length(accounts: impl IntoIterator<Item = i64>, most: usize) -> usize {
    let mut first = None;
    let close = accounts.into_iter().take(most).zip(1_i64..);
    close.take_while(|(account, count)| account - *first.get_or_insert(*account) < count * PASSED).count()
}

/// Some accounts, whose numbers rise, in pieces of those that are read at once.
pub(super) fn stretches(mut accounts: &[i64]) -> impl Iterator<Item = &[i64]> {
    std::iter::from_fn(move || {
        let (stretch, rest) = accounts.split_at(stretch_length(accounts.iter().copied(), STRETCH));
        accounts = rest;
        (!stretch.is_empty()).then_some(stretch)
    })
}

/// Hands some fields of the records of a kind that belong to some accounts, whose numbers rise, to `take`.
///
/// # Errors
/// When the file cannot be read, or those of `take`.
pub fn each_of_accounts<E: From<OpsError>>(
    reader: Reader,
    (kind, fields): (Kind, &[&'static str]),
    accounts: &[i64],
    mut take: impl FnMut(Entry) -> Result<(), E>,
) -> Result<(), E> {
    let fields = fields.iter().copied().collect();
    for stretch in stretches(accounts) {
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
        let entries = reader.partial_entries(kind, &fields, *first, *last).map_err(OpsError::from)?;
        let is_of_one =
            |entry: &Entry| entry.account().is_some_and(|account| stretch.binary_search(&account).is_ok());
        entries.into_iter().filter(is_of_one).try_for_each(&mut take)?;
    }
    Ok(())
}

/// Which accounts a pass is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Chosen {
    /// All that are not archived.
    All,
    /// Numbers and names, by number.
    Only(Vec<(i64, String)>),
}

impl Chosen {
    /// The accounts that a query asks for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn by(store: &Store, query: &Query) -> Result<Self, OpsError> {
        if query.filters.is_empty() && !query.with_archived {
            return Ok(Self::All);
        }
        let mut chosen = Vec::new();
        store.each(query, |entry| {
            chosen.push((entry.id, entry.title().into_owned()));
            Ok::<(), OpsError>(())
        })?;
        chosen.sort_unstable_by_key(|(id, _)| *id);
        Ok(Self::Only(chosen))
    }

    /// The next accounts after a number, for scores that read the questions `asked`, with what they inherit; nothing at the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn batch<'q>(
        &self,
        reader: Reader,
        asked: &'q [&'q str],
        after: &mut i64,
        (today, environments): (Date, &Environments),
    ) -> Result<Option<Batch<'q>>, OpsError> {
        let accounts = self.after(reader, *after)?;
        let (Some((first, _)), Some((last, _))) = (accounts.first(), accounts.last()) else {
            return Ok(None);
        };
        *after = *last;
        let stretch = Stretch::load(reader, asked, (*first, *last), (today, environments))?;
        Ok(Some(Batch { accounts, stretch }))
    }

    /// The accounts that are loaded next, after a number; empty at the end.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn after(&self, reader: Reader, after: i64) -> Result<Vec<(i64, String)>, OpsError> {
        match self {
            Self::All => Ok(reader.accounts_after(after, STRETCH)?),
            Self::Only(chosen) => {
                let rest = chosen.get(chosen.partition_point(|(id, _)| *id <= after)..).unwrap_or_default();
                let near = stretch_length(rest.iter().map(|(id, _)| *id), STRETCH);
                Ok(rest.iter().take(near).cloned().collect())
            }
        }
    }
}

/// Some neighbouring accounts and what their scores are read from.
#[derive(Debug)]
pub struct Batch<'q> {
    /// Numbers and names.
    pub accounts: Vec<(i64, String)>,
    pub stretch: Stretch<'q>,
}

/// What of an order a score is read from.
#[derive(Debug)]
struct Bought {
    date: Date,
    amount: Option<Money>,
    number: Option<String>,
}

/// What the scores of some neighbouring accounts are read from, each kind by account.
#[derive(Debug)]
pub struct Stretch<'q> {
    answers: Answers<'q>,
    inherited: Vec<(i64, Arc<Environment>)>,
    people: Vec<(i64, Person)>,
    interactions: Vec<(i64, Date)>,
    deals: Vec<(i64, Bought)>,
    grades: Vec<Grade>,
}

impl<'q> Stretch<'q> {
    /// Loads what the score of one account that reads the questions `asked`, in the order of their names, asks of it as it was
    /// known today, which may be a past day.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn alone(reader: Reader, asked: &'q [&'q str], account: i64, today: Date) -> Result<Self, OpsError> {
        let industry = reader.industries_of(account, account)?.pop().map(|(_, industry)| industry);
        let environment = environment(reader, industry.as_deref(), today)?;
        let inherited = environment.map(|environment| (account, environment));
        Self::read(reader, asked, (account, account), today, inherited.into_iter().collect())
    }

    /// Loads what scores that read the questions `asked`, in the order of their names, ask of the accounts from `first` to
    /// `last` as they were known today, which may be a past day, and of their industries.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(
        reader: Reader,
        asked: &'q [&'q str],
        range: (i64, i64),
        (today, environments): (Date, &Environments),
    ) -> Result<Self, OpsError> {
        let inherited = inherited(reader, environments, range)?;
        Self::read(reader, asked, range, today, inherited)
    }

    fn read(
        reader: Reader,
        asked: &'q [&'q str],
        (first, last): (i64, i64),
        today: Date,
        inherited: Vec<(i64, Arc<Environment>)>,
    ) -> Result<Self, OpsError> {
        let answers = |day| {
            let mut answers = Answers { asked, texts: String::new(), kept: Vec::new() };
            reader.each_answer_to(asked, (first, last), day, |account, told| answers.keep(account, told))?;
            Ok::<Answers, OpsError>(answers)
        };
        let mut answers_then = answers(Day::Today)?;
        // Answers of days to come are there only where today is a past day.
        if answers_then.kept.iter().any(|kept| kept.date > today) {
            answers_then = answers(Day::Past(today))?;
        }
        let mut people = Vec::new();
        reader.each_person(first, last, |account, level, relationship, influence| {
            people.push((account, Person { level, relationship, influence }));
        })?;
        let mut interactions = Vec::new();
        reader.each_interaction(first, last, |account, date| interactions.push((account, date)))?;
        let mut deals = Vec::new();
        reader.each_order(first, last, |account, date, amount, number| {
            deals.push((account, Bought { date, amount, number: number.map(str::to_owned) }));
        })?;
        let grades = reader.grades_in_force(first, last)?;
        Ok(Self { answers: answers_then, inherited, people, interactions, deals, grades })
    }

    /// What the score of an account is read from.
    #[must_use]
    pub fn evidence<'s>(&'s self, account: i64) -> Evidence<'s> {
        let people = slice(&self.people, account, |(owner, _)| *owner);
        let interactions = slice(&self.interactions, account, |(owner, _)| *owner);
        let deals = slice(&self.deals, account, |(owner, _)| *owner);
        let deal = |(_, bought): &'s (i64, Bought)| Deal {
            date: bought.date,
            amount: bought.amount,
            number: bought.number.as_deref(),
        };
        let inherited = slice(&self.inherited, account, |(owner, _)| *owner).first();
        let inherited = inherited.map(|(_, environment)| environment.as_ref());
        Evidence::new(
            self.answers.with_inherited(account, inherited),
            people.iter().map(|(_, person)| *person).collect(),
            interactions.iter().map(|(_, date)| *date).collect(),
        )
        .with_deals(deals.iter().map(deal).collect())
        .with_industry(inherited)
    }

    /// The grade of an account in force.
    #[must_use]
    pub fn grade(&self, account: i64) -> Option<&Grade> {
        slice(&self.grades, account, |grade| grade.account.number()).last()
    }
}

/// The answers in force of some accounts, by account, their texts in one piece.
#[derive(Debug)]
struct Answers<'q> {
    asked: &'q [&'q str],
    texts: String,
    kept: Vec<Kept>,
}

#[derive(Debug)]
struct Kept {
    account: i64,
    /// The place of the question among those that are asked.
    place: usize,
    answered: Answered,
    date: Date,
    text: Range<usize>,
}

impl Answers<'_> {
    fn keep(&mut self, account: i64, told: &Told) {
        let Ok(place) = self.asked.binary_search(&told.item) else { return };
        let start = self.texts.len();
        self.texts.push_str(told.text);
        let text = start..self.texts.len();
        self.kept.push(Kept { account, place, answered: told.answered, date: told.date, text });
    }

    fn of(&self, account: i64) -> Vec<Told<'_>> {
        let told = |kept: &Kept| Told {
            item: self.asked.get(kept.place).copied().unwrap_or_default(),
            answered: kept.answered,
            text: self.texts.get(kept.text.clone()).unwrap_or_default(),
            date: kept.date,
        };
        slice(&self.kept, account, |kept| kept.account).iter().map(told).collect()
    }

    /// The answers of an account, and those of its industry to questions that it does not know itself.
    fn with_inherited<'a>(&'a self, account: i64, environment: Option<&'a Environment>) -> Vec<Told<'a>> {
        let mut told = self.of(account);
        let Some(environment) = environment else { return told };
        let inherited: Vec<Told> = environment
            .answers()
            .map(Told::from)
            .filter(|answer| self.asked.binary_search(&answer.item).is_ok())
            .filter(|answer| {
                let own = told.iter().rev().find(|own| own.item == answer.item);
                holds_for_account((answer.answered, answer.date), own.map(|own| (own.answered, own.date)))
            })
            .collect();
        told.extend(inherited);
        told
    }
}

/// What belongs to one account among what belongs to several, which is ordered by account.
pub(super) fn slice<R>(records: &[R], account: i64, of: impl Fn(&R) -> i64) -> &[R] {
    let start = records.partition_point(|record| of(record) < account);
    let rest = records.get(start..).unwrap_or_default();
    let length = rest.partition_point(|record| of(record) == account);
    rest.get(..length).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_that_stand_far_apart_are_not_read_at_once() {
        let length = |accounts: &[i64]| stretch_length(accounts.iter().copied(), STRETCH);
        assert_eq!(length(&[1, 2, 3, 100, 101]), 3);
        assert_eq!(length(&[1, 4, 8]), 3);
        assert_eq!(length(&[1, 9]), 1);
        assert_eq!(length(&(1..2000).collect::<Vec<i64>>()), STRETCH);
        assert_eq!(length(&[]), 0);
        let pieces: Vec<&[i64]> = stretches(&[1, 2, 3, 100, 101]).collect();
        assert_eq!(pieces, [&[1, 2, 3][..], &[100, 101]]);
    }
}
