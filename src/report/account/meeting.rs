//! A sheet to prepare a meeting with: whom we meet, how to work with each, and where the account stands.

use serde::Serialize;

use super::activity::{self, NextStep};
use super::people::{self, PersonalEntry};
use super::{Alert, Decision, Interaction, Labelled, Named, Need, NextQuestion, PersonalFile, Subject};
use super::{decision, needs, summary};
use crate::analysis::needs::is_open;
use crate::analysis::promises;
use crate::analysis::relations::{self, Tie};
use crate::domain::contact::Contact;
use crate::domain::language::Text;
use crate::domain::record::Record;
use crate::say;

/// How many talks with a person are told.
const TALKS: usize = 5;
/// How many questions are proposed for the meeting.
const QUESTIONS: usize = 5;
/// What a person said lately, at most.
const VOICES: usize = 5;

/// What is worth knowing before a meeting with some people of one account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeetingReport {
    pub id: i64,
    pub name: String,
    pub as_of: String,
    pub language: &'static str,
    /// Whether the personal file is part of it.
    pub personal: bool,
    pub people: Vec<Attendee>,
    pub decision: Decision,
    /// Those that are open.
    pub needs: Vec<Need>,
    pub projects: Vec<OpenProject>,
    pub alerts: Vec<Alert>,
    pub next_steps: Vec<NextStep>,
    pub next_questions: Vec<NextQuestion>,
}

/// Somebody whom we meet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attendee {
    #[serde(flatten)]
    pub person: people::Person,
    /// What the relationship means, in words.
    pub relationship_meaning: Option<String>,
    pub style: Option<Style>,
    /// What somebody in such an office looks at.
    pub offices: Vec<Office>,
    pub personal_needs: Vec<PersonalNeed>,
    pub ties: Vec<TieTold>,
    pub known_by: Vec<String>,
    /// Rivals whose people know this person, each with who represents it.
    pub rivals: Vec<String>,
    /// The last ones, newest first.
    pub interactions: Vec<Interaction>,
    /// What was agreed with this person and is still to be done.
    pub promises: Vec<NextStep>,
    pub feedback: Vec<Voice>,
    pub survey_answers: Vec<Voice>,
    /// Only where it was asked for.
    pub personal: Option<PersonalEntry>,
}

/// How to work with somebody of a style.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Style {
    pub name: Named,
    pub cues: Vec<String>,
    pub silent_question: String,
    pub do_this: Vec<String>,
    pub avoid: Vec<String>,
    pub recover: String,
}

/// What somebody in an office looks at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Office {
    pub name: Named,
    pub looks_at: Vec<String>,
    pub organisational_interest: String,
    pub personal_interest: String,
}

/// What a person needs besides the office.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PersonalNeed {
    pub need: Named,
    pub meaning: String,
    pub advice: String,
}

/// How the person is tied to a colleague.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TieTold {
    pub tie: Named,
    pub colleague: String,
    pub note: Option<String>,
}

/// What the person said to us.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Voice {
    pub date: String,
    pub title: String,
    pub details: Vec<Labelled>,
}

/// A project that is not decided yet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OpenProject {
    pub name: String,
    pub details: Vec<Labelled>,
}

impl MeetingReport {
    /// Puts together what is known of some people, by their numbers, and of their account.
    #[must_use]
    pub fn of(subject: &Subject, contacts: &[i64]) -> Self {
        let facts = subject.facts();
        let open: Vec<i64> =
            facts.needs.iter().filter(|need| is_open(need)).map(|need| need.id.number()).collect();
        let met = contacts.iter().filter_map(|id| facts.contacts.iter().find(|one| one.id.number() == *id));
        let (mut next_questions, _) = activity::next_questions(subject);
        next_questions.truncate(QUESTIONS);
        let mut decision = decision::decision(subject);
        decision.criteria.retain(|criterion| criterion.state != "met");
        Self {
            id: facts.account.id.number(),
            name: facts.account.name.clone(),
            as_of: subject.today.to_string(),
            language: subject.language.code(),
            personal: subject.personal == PersonalFile::Included,
            people: met.map(|contact| attendee(subject, contact)).collect(),
            decision,
            needs: needs::needs(subject).into_iter().filter(|need| open.contains(&need.id)).collect(),
            projects: projects(subject),
            alerts: summary::summary(subject).alerts,
            next_steps: activity::next_steps(subject),
            next_questions,
        }
    }
}

fn attendee(subject: &Subject, contact: &Contact) -> Attendee {
    let rules = &subject.playbook.people;
    let degree = contact.relationship.and_then(|degree| usize::try_from(degree.0).ok());
    let mut person = people::person(subject, contact);
    // What the guides tell in full.
    person.details.retain(|detail| !["style", "known_by", "personal_needs"].contains(&detail.key.as_str()));
    Attendee {
        person,
        relationship_meaning: degree
            .and_then(|degree| rules.relationship.get(degree))
            .map(|meaning| subject.text(meaning).to_owned()),
        style: contact.style.and_then(|style| self::style(subject, style.as_str())),
        offices: offices(subject, contact),
        personal_needs: personal_needs(subject, contact),
        ties: ties(subject, contact),
        known_by: contact.known_by.clone(),
        rivals: rivals(subject, contact),
        interactions: talks(subject, contact),
        promises: agreed(subject, contact),
        feedback: feedback(subject, contact),
        survey_answers: survey_answers(subject, contact),
        personal: match subject.personal {
            PersonalFile::LeftOut => None,
            PersonalFile::Included => people::personal(subject, contact),
        },
    }
}

fn texts(subject: &Subject, texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| subject.text(text).to_owned()).collect()
}

fn style(subject: &Subject, id: &str) -> Option<Style> {
    let guide = subject.playbook.style(id)?;
    Some(Style {
        name: subject.named("style", id),
        cues: texts(subject, &guide.cues),
        silent_question: subject.text(&guide.silent_question).to_owned(),
        do_this: texts(subject, &guide.do_this),
        avoid: texts(subject, &guide.avoid),
        recover: subject.text(&guide.recover).to_owned(),
    })
}

/// By level and by function; the playbook calls its guides after them.
fn offices(subject: &Subject, contact: &Contact) -> Vec<Office> {
    let level = contact.level.map(crate::domain::contact::Level::as_str);
    let function = contact.function.map(crate::domain::contact::Function::as_str);
    let guides = &subject.playbook.people.offices;
    let found = level.into_iter().chain(function).filter_map(|id| guides.iter().find(|guide| guide.id == id));
    let told = found.map(|guide| Office {
        name: Named { id: guide.id.clone(), text: subject.text(&guide.label).to_owned() },
        looks_at: texts(subject, &guide.looks_at),
        organisational_interest: subject.text(&guide.organisational_interest).to_owned(),
        personal_interest: subject.text(&guide.personal_interest).to_owned(),
    });
    told.collect()
}

fn personal_needs(subject: &Subject, contact: &Contact) -> Vec<PersonalNeed> {
    let guides = &subject.playbook.people.personal_needs;
    let told = contact.personal_needs.iter().map(|need| {
        let guide = guides.iter().find(|guide| guide.id == need.as_str());
        let text = |text: Option<&Text>| text.map(|text| subject.text(text).to_owned()).unwrap_or_default();
        PersonalNeed {
            need: subject.named("personal_need", need.as_str()),
            meaning: text(guide.map(|guide| &guide.meaning)),
            advice: text(guide.map(|guide| &guide.advice)),
        }
    });
    told.collect()
}

fn ties(subject: &Subject, contact: &Contact) -> Vec<TieTold> {
    let all = relations::ties(subject.facts());
    let tied = all.get(&contact.id.number()).into_iter().flatten();
    let told = tied.map(|tied| TieTold {
        tie: Named { id: tied.tie.as_str().to_owned(), text: tie(subject, tied.tie) },
        colleague: tied.to.name.clone(),
        note: tied.note.map(str::to_owned),
    });
    told.collect()
}

/// A tie in words, seen from the person.
fn tie(subject: &Subject, tie: Tie) -> String {
    match tie {
        Tie::ReportsTo => subject.label("contact.reports_to"),
        Tie::Leads => subject.say("Leads", "下属").to_owned(),
        Tie::Mentors => subject.say("Mentor of", "是其导师").to_owned(),
        Tie::MentoredBy => subject.say("Led by the mentor", "导师").to_owned(),
        Tie::InfluencedBy => subject.say("Influenced by", "受其影响").to_owned(),
        Tie::Ally | Tie::Rival | Tie::Conflict | Tie::Influences | Tie::Family | Tie::Other => {
            subject.label(&format!("bond.{}", tie.as_str()))
        }
    }
}

fn rivals(subject: &Subject, contact: &Contact) -> Vec<String> {
    let know = subject.facts().rivals.iter().filter(|rival| rival.knows.contains(&contact.id));
    let told = know.map(|rival| match &rival.representative {
        Some(who) => say!(subject.language, "{} ({who})", "{}（{who}）", rival.name),
        None => rival.name.clone(),
    });
    told.collect()
}

fn talks(subject: &Subject, contact: &Contact) -> Vec<Interaction> {
    let facts = subject.facts();
    let with = |id: i64| {
        let talk = facts.interactions.iter().find(|talk| talk.id.number() == id);
        talk.is_some_and(|talk| talk.contacts.contains(&contact.id))
    };
    activity::interactions(subject).into_iter().filter(|talk| with(talk.id)).take(TALKS).collect()
}

fn agreed(subject: &Subject, contact: &Contact) -> Vec<NextStep> {
    let open = promises::open(&subject.facts().interactions, subject.today);
    let with = open.into_iter().filter(|promise| promise.agreed.contacts.contains(&contact.id));
    with.filter_map(|promise| activity::next_step(subject, &promise)).collect()
}

fn feedback(subject: &Subject, contact: &Contact) -> Vec<Voice> {
    let mut said: Vec<_> =
        subject.facts().feedbacks.iter().filter(|feedback| feedback.contact == Some(contact.id)).collect();
    said.sort_by_key(|feedback| (!feedback.is_open(), std::cmp::Reverse(feedback.date)));
    let told = said.into_iter().take(VOICES).map(|feedback| Voice {
        date: feedback.date.to_string(),
        title: feedback.title.clone(),
        details: details(
            subject,
            feedback,
            &["kind", "status", "severity", "root_cause", "action", "owner", "due_date"],
        ),
    });
    told.collect()
}

fn survey_answers(subject: &Subject, contact: &Contact) -> Vec<Voice> {
    let mut said: Vec<_> =
        subject.facts().survey_answers.iter().filter(|answer| answer.contact == Some(contact.id)).collect();
    said.sort_by_key(|answer| std::cmp::Reverse((answer.date, answer.id.number())));
    let told = said.into_iter().take(VOICES).map(|answer| Voice {
        date: answer.date.to_string(),
        title: format!("{} · {}", answer.survey, answer.question),
        details: details(subject, answer, &["aspect", "score", "answer"]),
    });
    told.collect()
}

fn projects(subject: &Subject) -> Vec<OpenProject> {
    let open = subject.facts().projects.iter().filter(|project| project.is_open());
    let told = open.map(|project| OpenProject {
        name: project.name.clone(),
        details: details(
            subject,
            project,
            &[
                "problem", "stage", "value", "probability", "close_date", "decision_makers", "influencers",
                "owner",
            ],
        ),
    });
    told.collect()
}

/// Some fields of a record that hold something, in words.
fn details<R: Record>(subject: &Subject, record: &R, fields: &[&str]) -> Vec<Labelled> {
    subject.filled(&record.to_entry(), |field| fields.contains(&field.name))
}
