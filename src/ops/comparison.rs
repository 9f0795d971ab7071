//! How we and the rivals do in what a customer chooses by.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{self, insert, told};
use super::{OpsError, Session, summary};
use crate::analysis::rivals::Met;
use crate::domain::account::Account;
use crate::domain::date::Date;
use crate::domain::factor::{Factor, RivalMark};
use crate::domain::field_type::{Paragraph, Rating};
use crate::domain::fold::fold;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::project::{Project, ProjectStatus};
use crate::domain::record::{Entry, Record};
use crate::domain::rival::Rival;
use crate::domain::value::Value;
use crate::store::{Query, Reader, Store, Written};

/// A mark of a rival in a factor, to be noted.
#[derive(Clone, Debug)]
pub struct NewMark {
    pub account: Id<Account>,
    pub factor: Id<Factor>,
    pub rival: Id<Rival>,
    pub mark: Rating,
    pub evidence: String,
    pub date: Option<Date>,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    Added,
    /// There was another one, which it takes the place of.
    Changed {
        before: Rating,
    },
    /// It was there already.
    Known,
}

/// Notes how a rival does in a factor, in the place of what was noted before.
///
/// # Errors
/// When the factor or the rival is gone, or the date has not come yet.
pub fn mark_rival(session: &mut Session, new: &NewMark) -> Result<Written<Marked>, OpsError> {
    let today = session.today;
    session.write(|writer| {
        let known = known(writer.read(), new.factor, new.rival)?;
        let before =
            known.clone().unwrap_or_else(|| RivalMark::new(new.account, new.factor, new.rival, new.mark));
        let (entry, mut after) = (before.to_entry(), before.to_entry());
        after.set("mark", Value::Integer(new.mark.0));
        after.set("evidence", Value::Text(new.evidence.clone()));
        if let Some(date) = new.date {
            after.set("date", Value::Date(date));
        }
        records::check(&after, Kind::RivalMark.fields(), today)?;
        let marked = match known {
            None => {
                insert(writer, &mut after)?;
                Marked::Added
            }
            Some(_) if records::update(writer, &entry, &after)?.is_empty() => Marked::Known,
            Some(known) => Marked::Changed { before: known.mark },
        };
        let factor = told(writer.read(), &writer.read().get(Kind::Factor, new.factor.number())?)?;
        let rival = writer.read().get(Kind::Rival, new.rival.number())?.title().into_owned();
        let mark = new.mark.0;
        Ok((
            marked,
            summary(format!("Marked {factor}: {rival} {mark}"), format!("评分 {factor}：{rival} {mark} 分")),
        ))
    })
}

/// Notes how we do in a factor.
///
/// # Errors
/// When the factor is gone.
pub fn mark_us(
    session: &mut Session,
    factor: Id<Factor>,
    mark: Rating,
    evidence: String,
) -> Result<Written<Marked>, OpsError> {
    session.write(|writer| {
        let before = Factor::from_entry(&writer.read().get(Kind::Factor, factor.number())?)?;
        let after = Factor { ours: Some(mark), evidence: Some(Paragraph(evidence)), ..before.clone() };
        let changed = records::update(writer, &before.to_entry(), &after.to_entry())?;
        let marked = match before.ours {
            _ if changed.is_empty() => Marked::Known,
            None => Marked::Added,
            Some(before) => Marked::Changed { before },
        };
        let (factor, mark) = (told(writer.read(), &after.to_entry())?, mark.0);
        Ok((marked, summary(format!("Marked {factor}: us {mark}"), format!("评分 {factor}：我方 {mark} 分"))))
    })
}

/// The mark that a rival has in a factor.
pub(super) fn known(
    reader: Reader,
    factor: Id<Factor>,
    rival: Id<Rival>,
) -> Result<Option<RivalMark>, OpsError> {
    let Some(field) = Kind::RivalMark.field("factor") else { return Ok(None) };
    for entry in reader.pointing_at(Kind::RivalMark, field, factor.number())?.iter().rev() {
        let mark = RivalMark::from_entry(entry)?;
        if mark.rival == rival {
            return Ok(Some(mark));
        }
    }
    Ok(None)
}

/// A rival at all accounts where it is met, the largest share first, and the projects that it won.
#[derive(Clone, Debug)]
pub struct Everywhere {
    pub met: Vec<Met>,
    pub won: Vec<Project>,
}

/// Looks for a rival by its name, whatever its case and width.
///
/// # Errors
/// When the file cannot be read.
pub fn everywhere(store: &Store, name: &str) -> Result<Everywhere, OpsError> {
    let wanted = fold(name);
    let rivals: Vec<Rival> = those(store, |entry| fold(&entry.title()) == wanted)?;
    let places: BTreeMap<i64, usize> =
        (0..).zip(&rivals).map(|(at, rival)| (rival.account.number(), at)).collect();
    let ids: BTreeSet<i64> = rivals.iter().map(|rival| rival.id.number()).collect();
    let mut met: Vec<Met> =
        rivals.into_iter().map(|rival| Met { rival, factors: Vec::new(), marks: Vec::new() }).collect();
    if met.is_empty() {
        return Ok(Everywhere { met, won: Vec::new() });
    }
    let is_there = |entry: &Entry| entry.account().is_some_and(|account| places.contains_key(&account));
    for factor in those::<Factor>(store, is_there)? {
        if let Some(met) = places.get(&factor.account.number()).and_then(|at| met.get_mut(*at)) {
            met.factors.push(factor);
        }
    }
    let is_its = |entry: &Entry| entry.get("rival").as_integer().is_some_and(|rival| ids.contains(&rival));
    for mark in those::<RivalMark>(store, is_its)? {
        if let Some(met) = places.get(&mark.account.number()).and_then(|at| met.get_mut(*at)) {
            met.marks.push(mark);
        }
    }
    let won = those(store, |entry| {
        let status = entry.get("status").as_text();
        status != ProjectStatus::Won.as_str() && fold(entry.get("winner").as_text()) == wanted
    })?;
    let share = |met: &Met| met.rival.share.map_or(-1.0, |share| share.0);
    met.sort_by(|one, other| share(other).total_cmp(&share(one)));
    Ok(Everywhere { met, won })
}

/// The records of a kind that are wanted; of the others none is kept.
fn those<R: Record>(store: &Store, wanted: impl Fn(&Entry) -> bool) -> Result<Vec<R>, OpsError> {
    let mut found = Vec::new();
    store.each::<OpsError>(&Query::all(R::KIND), |entry| {
        if wanted(&entry) {
            found.push(R::from_entry(&entry)?);
        }
        Ok(())
    })?;
    Ok(found)
}
