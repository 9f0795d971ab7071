//! Everything known of one account, in the method's order.

mod activity;
mod comparison;
mod decision;
mod economics;
mod looks;
mod meeting;
mod needs;
mod orders;
mod people;
mod projects;
mod records;
mod strategy;
mod summary;
mod surveys;
mod value;
mod worth;

use serde::Serialize;
use serde_json::Value as Json;

use crate::analysis::dossier::Dossier;
use crate::analysis::facts::Facts;
use crate::analysis::score::rounded;
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text};
use crate::domain::record::{Entry, Field, Paragraph};
use crate::domain::schema::Schema;
use crate::domain::value::Value;
use crate::playbook::labels::Labels;
use crate::playbook::shown::{Figures, Wording};
use crate::playbook::{Playbook, shown};

pub use activity::{Interaction, NextQuestion, NextStep, Source};
pub use comparison::{Grid, GridLine};
pub use decision::{Criterion, Decision, Move, SeenSignal};
pub use economics::{Amount, Economics};
pub use looks::{Answer, LookSection, OpenGroup};
pub use meeting::MeetingReport;
pub use needs::Need;
pub use orders::Orders;
pub use people::{GridRow, People, PersonalEntry};
pub use projects::{ProjectDecision, Stay};
pub use records::{Section, Told};
pub use strategy::StrategyView;
pub use summary::{Alert, Summary};
pub use surveys::{Asked, Said, Summed, Surveys};
pub use value::ValueView;
pub use worth::{Policy, Worth};

/// Whether what is private about people gets into a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PersonalFile {
    #[default]
    LeftOut,
    Included,
}

/// What a report is about and how it is told.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    pub dossier: &'s Dossier,
    pub playbook: &'s Playbook,
    pub labels: &'s Labels,
    pub schema: &'s Schema,
    pub language: Language,
    pub today: Date,
    pub personal: PersonalFile,
}

/// A label with what stands beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Labelled {
    /// The name of the field.
    pub key: String,
    pub label: String,
    pub text: String,
    pub value: Json,
}

/// An identifier with its label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Named {
    pub id: String,
    pub text: String,
}

/// One operation of the history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    pub date: String,
    pub by: String,
    pub what: String,
}

/// The report of one account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccountReport {
    pub id: i64,
    pub name: String,
    pub aliases: Vec<String>,
    pub as_of: String,
    pub language: &'static str,
    /// Whether the personal file is part of it.
    pub personal: bool,
    pub facts: Vec<Labelled>,
    pub note: Option<String>,
    pub summary: Summary,
    /// The five looks with what was found out.
    pub looks: Vec<LookSection>,
    pub people: People,
    pub needs: Vec<Need>,
    pub decision: Decision,
    pub worth: Worth,
    /// What the purchase means to them, where benefits and costs are recorded.
    pub economics: Option<Economics>,
    /// What we put in and what comes back, where it is recorded.
    pub value: Option<ValueView>,
    pub strategy: StrategyView,
    /// What they answered when they were asked; nothing where they were not.
    pub surveys: Option<Surveys>,
    /// What their orders say; nothing where there are none.
    pub orders: Option<Orders>,
    pub next_steps: Vec<NextStep>,
    pub interactions: Vec<Interaction>,
    pub sources: Vec<Source>,
    /// Answers in force that name no source.
    pub unsourced: usize,
    pub next_questions: Vec<NextQuestion>,
    /// How many questions are open, stale or were answered by nobody.
    pub open_questions: usize,
    pub changes: Vec<Change>,
}

/// Fields of an account that stand elsewhere in its report.
const ELSEWHERE: &[&str] = &[
    "name", "aliases", "note", "archived", "custom", "stage", "stage_since", "outcome", "tier", "score",
    "score_low", "score_high", "coverage", "last_contact", "created", "updated", "parent",
];

impl AccountReport {
    /// Puts together what is known.
    #[must_use]
    pub fn of(subject: &Subject) -> Self {
        let facts = subject.facts();
        let entry = subject.entry(Kind::Account, facts.account.id.number());
        let (sources, unsourced) = activity::sources(subject);
        let (next_questions, open_questions) = activity::next_questions(subject);
        Self {
            id: facts.account.id.number(),
            name: facts.account.name.clone(),
            aliases: facts.account.aliases.clone(),
            as_of: subject.today.to_string(),
            language: subject.language.code(),
            personal: subject.personal == PersonalFile::Included,
            facts: account_facts(subject, &entry),
            note: words(facts.account.note.as_ref()),
            summary: summary::summary(subject),
            looks: looks::looks(subject),
            people: people::people(subject),
            needs: needs::needs(subject),
            decision: decision::decision(subject),
            worth: worth::worth(subject),
            economics: economics::economics(subject),
            value: value::value(subject),
            strategy: strategy::strategy(subject),
            surveys: surveys::surveys(subject),
            orders: orders::orders(subject),
            next_steps: activity::next_steps(subject),
            interactions: activity::interactions(subject),
            sources,
            unsourced,
            next_questions,
            open_questions,
            changes: changes(subject),
        }
    }
}

fn account_facts(subject: &Subject, entry: &Entry) -> Vec<Labelled> {
    let mut facts = subject.filled(entry, |field| !ELSEWHERE.contains(&field.name));
    let kin = |key: &str, english: &str, chinese: &str, names: Vec<String>| Labelled {
        key: key.to_owned(),
        label: subject.say(english, chinese).to_owned(),
        text: subject.list(names.iter().cloned()),
        value: names.into(),
    };
    let dossier = subject.dossier;
    if let Some(parent) = &dossier.parent {
        facts.insert(0, kin("parent", "Belongs to", "上级客户", vec![parent.clone()]));
    }
    if !dossier.daughters.is_empty() {
        facts.push(kin("daughters", "Companies of it", "下属客户", dossier.daughters.clone()));
    }
    facts
}

fn changes(subject: &Subject) -> Vec<Change> {
    // The whole report is about this account, so its name says nothing here.
    let account = format!("{} · ", subject.facts().account.name);
    let told = |change: &crate::analysis::dossier::Change| Change {
        date: change.date.to_string(),
        by: change.by.clone(),
        what: subject.text(&change.what).replacen(&account, "", 1),
    };
    subject.dossier.changes.iter().map(told).collect()
}

/// The words of a paragraph, if there are any.
fn words(paragraph: Option<&Paragraph>) -> Option<String> {
    paragraph.map(|paragraph| paragraph.0.trim().to_owned()).filter(|text| !text.is_empty())
}

impl<'s> Subject<'s> {
    fn facts(&self) -> &'s Facts {
        &self.dossier.facts
    }

    fn say<'t>(&self, english: &'t str, chinese: &'t str) -> &'t str {
        crate::domain::language::pick(self.language, english, chinese)
    }

    fn text<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    fn label(&self, key: &str) -> String {
        self.labels.get(key, self.language).to_owned()
    }

    /// An identifier of a choice with its label.
    fn named(&self, choices: &str, id: &str) -> Named {
        Named { id: id.to_owned(), text: self.label(&format!("{choices}.{id}")) }
    }

    fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        self.wording(|wording| wording.list(items))
    }

    fn contact_name(&self, id: i64) -> String {
        let found = self.facts().contacts.iter().find(|contact| contact.id.number() == id);
        found.map_or_else(|| format!("#{id}"), |contact| contact.name.clone())
    }

    fn wording<T>(&self, work: impl FnOnce(&Wording) -> T) -> T {
        let name_of = |kind: Kind, id: i64| match kind {
            Kind::Contact => self.contact_name(id),
            _ => match self.entry(kind, id) {
                entry if entry.id == id && kind == Kind::SurveyAnswer => self.answer_told(&entry),
                entry if entry.id == id => entry.title().into_owned(),
                _ => format!("#{id}"),
            },
        };
        work(&Wording {
            labels: self.labels,
            language: self.language,
            figures: Figures::Rounded,
            schema: self.schema,
            name_of: &name_of,
        })
    }

    /// Which answer to a survey is meant: its round, its question and who gave it.
    fn answer_told(&self, answer: &Entry) -> String {
        let question = answer.text("question");
        let known = self.playbook.survey_question(question);
        let aspect = known.and_then(|known| known.aspect.as_deref());
        let label = aspect.and_then(|aspect| self.labels.find(&format!("aspect.{aspect}"), self.language));
        let who = answer.get("contact").as_integer().map(|contact| self.contact_name(contact));
        let parts = [Some(answer.title().into_owned()), Some(label.unwrap_or(question).to_owned()), who];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// A record in its generic form.
    fn entry(&self, kind: Kind, id: i64) -> Entry {
        let found = self.facts().entries(kind).into_iter().find(|entry| entry.id == id);
        found.unwrap_or_else(|| Entry::blank(kind))
    }

    /// The fields of a record that hold something, in words.
    fn filled(&self, entry: &Entry, takes: impl Fn(&Field) -> bool) -> Vec<Labelled> {
        let fields = self.schema.fields(entry.kind).filter(|field| takes(field));
        fields
            .filter_map(|field| {
                let value = entry.get(field.name);
                let text = self.wording(|wording| wording.value(&field.shape, value));
                (!text.is_empty()).then(|| Labelled {
                    key: field.name.to_owned(),
                    label: self.labels.field(entry.kind, field, self.language),
                    text,
                    value: data(value),
                })
            })
            .collect()
    }
}

/// A value as scripts read it.
fn data(value: &Value) -> Json {
    match value {
        Value::Number(number) => serde_json::json!(rounded(*number)),
        other => other.to_json(),
    }
}

fn short(number: f64) -> String {
    shown::short_number(number)
}
