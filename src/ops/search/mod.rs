//! Finding records by text, with the piece of text in which the hit stands.

use super::{OpsError, Refusal, Session};
use crate::analysis::excerpt::{Excerpt, excerpt};
use crate::domain::finding::Finding;
use crate::domain::industry::IndustryFinding;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::domain::record::{Entry, Record};
use crate::domain::words::{Term, terms};
use std::rc::Rc;

use crate::playbook::Playbook;
use crate::playbook::labels::Labels;
use crate::store::{Hit, Named, SearchScope, searched_texts};

/// The longest text that is searched for, in characters.
const LONGEST: usize = 500;

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Wanted<'t> {
    pub text: &'t str,
    pub scope: SearchScope,
    /// No more than so many; 0 is all.
    pub limit: usize,
    /// Columns that an excerpt may take.
    pub width: usize,
}

/// One record that was found.
#[derive(Clone, Debug)]
pub struct Found {
    pub kind: Kind,
    pub id: i64,
    /// The account that it is, or belongs to.
    pub account: Option<Named>,
    pub title: Text,
    /// The field in which the hit stands, and the piece of it.
    pub field: &'static str,
    pub excerpt: Excerpt,
}

/// What was found, best first.
#[derive(Clone, Debug, Default)]
pub struct Results {
    pub found: Vec<Found>,
    pub total: usize,
    /// The text as it was looked for.
    pub terms: Vec<Term>,
}

/// Records in which every word of a text stands: first the account of exactly that name, alias or external id, then
/// by relevance.
///
/// # Errors
/// When the text is longer than anybody types, or the file or the playbook cannot be read.
pub fn search(session: &Session, labels: &Labels, wanted: &Wanted) -> Result<Results, OpsError> {
    if wanted.text.chars().count() > LONGEST {
        return Err(Refusal::LongSearch { most: LONGEST }.into());
    }
    let terms = terms(wanted.text);
    let (hits, total) = session.store.search(&terms, &wanted.scope, wanted.limit)?;
    let exact = exact_account(session, wanted)?;
    let mut places: Vec<(Kind, i64)> = exact.iter().map(|named| (Kind::Account, named.id)).collect();
    let others = hits.iter().map(|hit: &Hit| (hit.kind, hit.id)).filter(|place| !places.contains(place));
    let others: Vec<(Kind, i64)> = others.collect();
    places.extend(others);
    if wanted.limit > 0 {
        places.truncate(wanted.limit);
    }
    let method = Method { session, labels };
    let mut found = Vec::with_capacity(places.len());
    for (kind, id) in places {
        let Some(entry) = session.store.read().find(kind, id)? else { continue };
        found.push(method.tell(&entry, &terms, wanted.width)?);
    }
    Ok(Results { total: total.max(found.len()), found, terms })
}

fn exact_account(session: &Session, wanted: &Wanted) -> Result<Option<Named>, OpsError> {
    let kinds = &wanted.scope.kinds;
    if !kinds.is_empty() && !kinds.contains(&Kind::Account) {
        return Ok(None);
    }
    let named = session.store.read().account_by_key(wanted.text)?;
    Ok(named.filter(|named| wanted.scope.account.is_none_or(|account| account == named.id)))
}

/// What is needed to name records; the playbook is read only for those that the method names.
struct Method<'s> {
    session: &'s Session,
    labels: &'s Labels,
}

impl Method<'_> {
    fn tell(&self, entry: &Entry, terms: &[Term], width: usize) -> Result<Found, OpsError> {
        let account = match entry.account() {
            Some(account) => self.session.store.read().titles(Kind::Account, &[account])?.pop(),
            None => None,
        };
        let (field, excerpt) = best_excerpt(entry, terms, width);
        let mut title = self.title(entry)?;
        let of = match entry.kind {
            Kind::StageMove | Kind::Signal => entry.get("project").as_integer().map(|id| (Kind::Project, id)),
            Kind::IndustryFinding => entry.get("industry").as_integer().map(|id| (Kind::Industry, id)),
            _ => None,
        };
        if let Some((kind, id)) = of
            && let Some(of) = self.session.store.read().titles(kind, &[id])?.pop()
        {
            title = Text {
                en: format!("{} · {}", of.name, title.en),
                zh: format!("{} · {}", of.name, title.zh),
            };
        }
        Ok(Found { kind: entry.kind, id: entry.id, account, title, field, excerpt })
    }

    fn playbook(&self) -> Result<Rc<Playbook>, OpsError> {
        Ok(self.session.playbook.get()?)
    }

    fn title(&self, entry: &Entry) -> Result<Text, OpsError> {
        Ok(match entry.kind {
            Kind::Finding => self.title_of_finding(&Finding::from_entry(entry)?)?,
            Kind::IndustryFinding => self.title_of_finding(&IndustryFinding::from_entry(entry)?.into())?,
            Kind::StageMove => self.title_of_move(entry),
            Kind::Signal => {
                let playbook = self.playbook()?;
                let signals = playbook.stages.iter().flat_map(|stage| &stage.signals);
                let known = signals.into_iter().find(|signal| signal.id == entry.title());
                known.map_or_else(
                    || same(&entry.title()),
                    |signal| Text { en: signal.en.clone(), zh: signal.zh.clone() },
                )
            }
            _ => same(&entry.title()),
        })
    }

    fn title_of_finding(&self, finding: &Finding) -> Result<Text, OpsError> {
        let playbook = self.playbook()?;
        let item = playbook.item(&finding.item);
        let mut title = item.map_or_else(|| same(&finding.item), |(_, item)| item.label.clone());
        if finding.superseded == Some(true) {
            title.en.push_str(" (superseded)");
            title.zh.push_str("（已被更新）");
        }
        Ok(title)
    }

    fn title_of_move(&self, entry: &Entry) -> Text {
        let told = |language| {
            let stage =
                |field: &str| self.labels.get(&format!("stage.{}", entry.text(field)), language).to_owned();
            match entry.text("from_stage") {
                "" => stage("to_stage"),
                from if from == entry.text("to_stage") => stage("to_stage"),
                _ => format!("{} → {}", stage("from_stage"), stage("to_stage")),
            }
        };
        Text { en: told(Language::English), zh: told(Language::Chinese) }
    }
}

fn same(text: &str) -> Text {
    Text { en: text.to_owned(), zh: text.to_owned() }
}

/// The field in which most of the terms stand; of several not the title, which is shown anyway.
fn best_excerpt(entry: &Entry, terms: &[Term], width: usize) -> (&'static str, Excerpt) {
    let mut best: Option<(&'static str, Excerpt)> = None;
    for (field, texts) in searched_texts(entry) {
        for text in texts {
            let candidate = excerpt(text, terms, width);
            let better = best.as_ref().is_none_or(|(chosen, excerpt)| {
                let at_least = candidate.terms_found == excerpt.terms_found && candidate.terms_found > 0;
                candidate.terms_found > excerpt.terms_found || at_least && *chosen == entry.kind.title_field()
            });
            if better {
                best = Some((field.name, candidate));
            }
        }
    }
    best.unwrap_or((entry.kind.title_field(), Excerpt::default()))
}

#[cfg(test)]
mod tests;
