//! How we and the rivals do in what a customer chooses by.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::portfolio::stretches;
use super::records::{self, insert, told};
use super::{OpsError, Session, summary};
use crate::analysis::rivals::Met;
use crate::domain::account::Account;
use crate::domain::date::Date;
use crate::domain::factor::{Factor, RivalMark};
use crate::domain::field_type::{Paragraph, Rating};
use crate::domain::filter::{Filter, Operand, Operator};
use crate::domain::fold::fold;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::project::{Project, ProjectStatus};
use crate::domain::record::Record;
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
    let rivals: Vec<Rival> = named(store, "name", &wanted)?;
    let mut won: Vec<Project> = named(store, "winner", &wanted)?;
    won.retain(|project| project.status != Some(ProjectStatus::Won));
    // Of one account there may be several under the name, as after a merge.
    let mut places: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, rival) in rivals.iter().enumerate() {
        places.entry(rival.account.number()).or_default().push(at);
    }
    let ids: HashMap<i64, usize> = rivals.iter().map(|rival| rival.id.number()).zip(0..).collect();
    let accounts: Vec<i64> = places.keys().copied().collect();
    let mut met: Vec<Met> =
        rivals.into_iter().map(|rival| Met { rival, factors: Vec::new(), marks: Vec::new() }).collect();
    for factor in of_accounts::<Factor>(store.read(), &accounts)? {
        for at in places.get(&factor.account.number()).into_iter().flatten() {
            met.get_mut(*at).into_iter().for_each(|met| met.factors.push(factor.clone()));
        }
    }
    for mark in of_accounts::<RivalMark>(store.read(), &accounts)? {
        if let Some(met) = ids.get(&mark.rival.number()).and_then(|at| met.get_mut(*at)) {
            met.marks.push(mark);
        }
    }
    let share = |met: &Met| met.rival.share.map_or(-1.0, |share| share.0);
    met.sort_by(|one, other| share(other).total_cmp(&share(one)));
    Ok(Everywhere { met, won })
}

/// The names of rivals that begin so, whatever their case and width, each once.
///
/// # Errors
/// When the file cannot be read.
pub fn beginning(store: &Store, name: &str) -> Result<Vec<String>, OpsError> {
    let (wanted, mut found) = (fold(name.trim()), BTreeMap::new());
    let query = Query { fields: Some(BTreeSet::from(["name"])), ..Query::all(Kind::Rival) };
    store.each::<OpsError>(&query, |entry| {
        let key = fold(&entry.title());
        if !wanted.is_empty() && key.starts_with(&wanted) {
            found.entry(key).or_insert_with(|| entry.title().into_owned());
        }
        Ok(())
    })?;
    Ok(found.into_values().collect())
}

/// The records of a kind that have a name in a field, which is folded.
fn named<R: Record>(store: &Store, field: &str, wanted: &str) -> Result<Vec<R>, OpsError> {
    let mut found = Vec::new();
    let Some(field) = R::KIND.field(field).cloned() else { return Ok(found) };
    let filter = Filter { field, operator: Operator::Is, operand: Operand::Text(wanted.to_owned()) };
    store.each::<OpsError>(&Query { filters: vec![filter], ..Query::all(R::KIND) }, |entry| {
        found.push(R::from_entry(&entry)?);
        Ok(())
    })?;
    Ok(found)
}

/// The records of a kind of some accounts, whose numbers rise; some of others may be among them.
fn of_accounts<R: Record>(reader: Reader, accounts: &[i64]) -> Result<Vec<R>, OpsError> {
    let mut found = Vec::new();
    for stretch in stretches(accounts) {
        let (Some(first), Some(last)) = (stretch.first(), stretch.last()) else { continue };
        found.extend(reader.of_accounts(*first, *last)?);
    }
    Ok(found)
}
