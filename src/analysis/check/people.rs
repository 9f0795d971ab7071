//! Rules about people: who is missing, and who stands against us.

use super::{Found, Meant, Subject, both};
use crate::analysis::stakeholders::{Alert, trusting_in_words};
use crate::domain::contact::Contact;
use crate::domain::language::{Text, count};
use crate::playbook::CheckRule;

fn present<'s>(subject: &'s Subject) -> impl Iterator<Item = &'s Contact> {
    subject.facts.contacts.iter().filter(|contact| contact.left != Some(true))
}

fn alerts<'s>(subject: &'s Subject) -> &'s [Alert] {
    // Where nobody is known at all, that is told, and not what follows from it.
    match present(subject).next() {
        Some(_) => subject.alerts(),
        None => &[],
    }
}

pub(super) fn no_contact(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    match present(subject).next() {
        Some(_) => Vec::new(),
        None => vec![Found::new(subject.account(), both!("nobody is known there", "那里一个人都不认识"))],
    }
}

pub(super) fn no_decision_contact(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let is_missing = alerts(subject).contains(&Alert::NoDecisionContact);
    if !is_missing {
        return Vec::new();
    }
    let known = present(subject).count();
    let people = count(known, "person is", "people are");
    let message =
        both!("{people} known there, and none of them decides", "已认识 {known} 人，没有一位是决策层");
    vec![Found::new(subject.account(), message)]
}

pub(super) fn single_threaded(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let found = alerts(subject).iter().filter_map(|alert| {
        let Alert::SingleThreaded { trusting, wanted, relationship } = alert else { return None };
        let Text { en, zh } = trusting_in_words(*trusting, *relationship);
        let message = both!("{en}; there should be {wanted}", "{zh}，至少应有 {wanted} 人");
        let found = Found::new(subject.account(), message);
        Some(match next_thread(subject, *relationship) {
            Some(contact) => found.with("PERSON", contact.name.clone()),
            None => found,
        })
    });
    found.collect()
}

/// The person who is nearest to trusting us.
fn next_thread<'s>(subject: &'s Subject, relationship: i64) -> Option<&'s Contact> {
    let degree = |contact: &Contact| contact.relationship.map_or(0, |degree| degree.0);
    let influence = |contact: &Contact| contact.influence.map_or(0, |influence| influence.0);
    present(subject)
        .filter(|contact| degree(contact) < relationship)
        .max_by_key(|contact| (degree(contact), influence(contact), std::cmp::Reverse(contact.id.number())))
}

pub(super) fn influential_opponent(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let found = alerts(subject).iter().filter_map(|alert| {
        let Alert::InfluentialOpponent { contact, name, influence } = alert else { return None };
        let contact = present(subject).find(|known| known.id == *contact)?;
        let message = both!("opposes us, with influence {influence}", "反对我们，影响力 {influence}");
        Some(Found::new(Meant::of(contact), message).with("PERSON", name.as_str()))
    });
    found.collect()
}

pub(super) fn contact_unplaced(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let found = present(subject).filter_map(|contact| {
        let (message, given) = match (contact.level, contact.function) {
            (None, None) => (both!("neither level nor function", "层级和职能都没填"), None),
            (None, Some(_)) => (both!("no level", "没填层级"), Some("--function")),
            (Some(_), None) => (both!("no function", "没填职能"), Some("--level")),
            (Some(_), Some(_)) => return None,
        };
        let given = given.map(str::to_owned).into_iter().collect();
        Some(Found { given, ..Found::new(Meant::of(contact), message) })
    });
    found.collect()
}
