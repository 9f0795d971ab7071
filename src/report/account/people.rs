//! The people of an account: the grid of levels and functions, each of them, and how they stand to each other.

use serde::Serialize;

use super::{Labelled, Named, PersonalFile, Subject};
use crate::analysis::stakeholders::{self, StakeholderMap};
use crate::domain::contact::{Contact, Function, Level, Stance};
use crate::domain::kind::Kind;
use crate::domain::record::Record;

/// Everybody who is known.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct People {
    /// The functions that the grid has columns for.
    pub functions: Vec<Named>,
    pub grid: Vec<GridRow>,
    /// Where nobody is known and somebody should be.
    pub gaps: Vec<String>,
    pub contacts: Vec<Person>,
    pub bonds: Vec<Bond>,
    /// Only where it was asked for.
    pub personal: Vec<PersonalEntry>,
}

/// One level of the grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridRow {
    pub level: Named,
    pub cells: Vec<GridCell>,
}

/// One level of one function.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridCell {
    pub function: String,
    pub gap: bool,
    pub people: Vec<Mark>,
}

/// A person in a cell.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    pub id: i64,
    pub name: String,
    /// How the person stands to us, as a sign.
    pub stance: &'static str,
    /// 0-5
    pub relationship: Option<i64>,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Person {
    pub id: i64,
    pub name: String,
    pub title: String,
    pub place: String,
    pub roles: String,
    pub stance: Option<Named>,
    pub influence: Option<i64>,
    pub relationship: Option<i64>,
    pub left: bool,
    /// What else is recorded, the personal file apart.
    pub details: Vec<Labelled>,
}

/// How one person stands to a colleague.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bond {
    pub from: String,
    pub relation: Named,
    /// Whether it leads from the one to the other.
    pub directed: bool,
    pub to: String,
    pub note: Option<String>,
}

/// What is private about one person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonalEntry {
    pub name: String,
    pub facts: Vec<Labelled>,
    pub trips: Vec<String>,
}

/// Fields that the table of contacts has, or that are not about the person.
const IN_TABLE: &[&str] = &[
    "account", "name", "title", "department", "level", "function", "roles", "stance", "influence",
    "relationship", "left", "custom", "external_ids", "created", "updated",
];

/// A sign for how somebody stands to us.
const fn stance_sign(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Champion) => "▲▲",
        Some(Stance::Supporter) => "▲",
        Some(Stance::Neutral) => "●",
        Some(Stance::Sceptic) => "▽",
        Some(Stance::Opponent) => "▼▼",
        None => "?",
    }
}

pub(super) fn people(subject: &Subject) -> People {
    let map = stakeholders::map(subject.playbook, subject.facts(), subject.today);
    let functions = shown_functions(&map);
    let mut contacts: Vec<&Contact> = subject.facts().contacts.iter().collect();
    contacts.sort_by_key(|contact| {
        let level = contact.level.map_or(0, |level| level as i64 + 1);
        let influence = contact.influence.map_or(0, |influence| influence.0);
        (contact.left == Some(true), std::cmp::Reverse((level, influence)), contact.id.number())
    });
    let grid = stakeholders::LEVELS.iter().map(|level| grid_row(subject, &map, *level, &functions)).collect();
    let gaps = map.gaps().map(|cell| place(subject, Some(cell.level), Some(cell.function))).collect();
    People {
        functions: functions.iter().map(|function| subject.named("function", function.as_str())).collect(),
        grid,
        gaps,
        bonds: bonds(subject),
        personal: match subject.personal {
            PersonalFile::LeftOut => Vec::new(),
            PersonalFile::Included => {
                contacts.iter().filter_map(|contact| personal(subject, contact)).collect()
            }
        },
        contacts: contacts.into_iter().map(|contact| person(subject, contact)).collect(),
    }
}

/// The functions everybody has, and others where somebody is known.
fn shown_functions(map: &StakeholderMap) -> Vec<Function> {
    let anybody = |function: Function| {
        map.cells.iter().any(|cell| cell.function == function && !cell.people.is_empty())
    };
    let shown = |function: &&Function| stakeholders::CORE.contains(function) || anybody(**function);
    Function::ALL.iter().filter(shown).copied().collect()
}

fn grid_row(subject: &Subject, map: &StakeholderMap, level: Level, functions: &[Function]) -> GridRow {
    let cells = functions.iter().filter_map(|function| map.cell(level, *function)).map(|cell| GridCell {
        function: cell.function.to_string(),
        gap: cell.is_gap(),
        people: cell
            .people
            .iter()
            .map(|contact| Mark {
                id: contact.id.number(),
                name: contact.name.clone(),
                stance: stance_sign(contact.stance),
                relationship: contact.relationship.map(|degree| degree.0),
            })
            .collect(),
    });
    GridRow { level: subject.named("level", level.as_str()), cells: cells.collect() }
}

fn place(subject: &Subject, level: Option<Level>, function: Option<Function>) -> String {
    let level = level.map(|level| subject.label(&format!("level.{level}")));
    let function = function.map(|function| subject.label(&format!("function.{function}")));
    level.into_iter().chain(function).collect::<Vec<_>>().join(" · ")
}

pub(super) fn person(subject: &Subject, contact: &Contact) -> Person {
    let title = [&contact.title, &contact.department];
    let roles = contact.roles.iter().map(|role| subject.label(&format!("role.{role}")));
    Person {
        id: contact.id.number(),
        name: contact.name.clone(),
        title: title.into_iter().flatten().cloned().collect::<Vec<_>>().join(" · "),
        place: place(subject, contact.level, contact.function),
        roles: subject.list(roles),
        stance: contact.stance.map(|stance| subject.named("stance", stance.as_str())),
        influence: contact.influence.map(|influence| influence.0),
        relationship: contact.relationship.map(|degree| degree.0),
        left: contact.left == Some(true),
        details: details(subject, contact),
    }
}

fn details(subject: &Subject, contact: &Contact) -> Vec<Labelled> {
    let mut details =
        subject.filled(&contact.to_entry(), |field| !field.private && !IN_TABLE.contains(&field.name));
    let awareness = contact.awareness.and_then(|degree| usize::try_from(degree.0).ok());
    if let Some(meaning) = awareness.and_then(|degree| subject.playbook.people.awareness.get(degree)) {
        for detail in details.iter_mut().filter(|detail| detail.key == "awareness") {
            detail.text = format!("{} · {}", detail.text, subject.text(meaning));
        }
    }
    details
}

fn bonds(subject: &Subject) -> Vec<Bond> {
    let relations = &subject.facts().relations;
    let told = |relation: &crate::domain::relation::Relation| Bond {
        from: subject.contact_name(relation.from.number()),
        relation: subject.named("bond", relation.relation.as_str()),
        directed: relation.relation.has_direction(),
        to: subject.contact_name(relation.to.number()),
        note: relation.note.clone(),
    };
    relations.iter().map(told).collect()
}

pub(super) fn personal(subject: &Subject, contact: &Contact) -> Option<PersonalEntry> {
    let facts = subject.filled(&subject.entry(Kind::Contact, contact.id.number()), |field| field.private);
    let trips = subject.dossier.trips.iter().filter(|trip| trip.contact == contact.id);
    let trips: Vec<String> = trips
        .map(|trip| {
            let until = trip.to.map(|to| format!(" – {to}")).unwrap_or_default();
            let by = trip.travelling_by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
            format!("{}{until}: {}{by}", trip.from, trip.place)
        })
        .collect();
    (!facts.is_empty() || !trips.is_empty()).then(|| PersonalEntry {
        name: contact.name.clone(),
        facts,
        trips,
    })
}
