//! The method as data: stages, tiers, looks, people and needs, each text in both languages.
//!
//! Built in as YAML, overridable by the user's own file, merged by `id`.

mod check;
mod checks;
mod choice_words;
mod diff;
mod export;
pub mod labels;
mod lazy;
pub mod likeness;
mod load;
mod lookup;
mod merge;
mod mistake;
mod names;
mod needs;
mod of;
mod orders;
pub(crate) mod places;
mod rules;
mod sayings;
mod scalar;
mod scoring;
mod shape;
pub mod shown;
mod signal;
mod span;
mod surveys;
mod synonyms;
mod user_file;
pub mod vocabulary;
mod wording;
pub(crate) mod yaml;
mod yaml_options;

pub use checks::{CheckRule, Severity};
pub use diff::{Difference, diff};
pub use export::export;
pub use labels::Labels;
pub use lazy::LazyPlaybook;
pub use load::custom_fields;
pub use mistake::{Mistake, PlaybookError};
pub use names::custom_schema;
pub use needs::{NeedKindGuide, NeedRules, QuadrantGuide};
pub use of::{NotOfIndustry, Of};
pub use orders::OrderRules;
pub use signal::{ShowingAnswer, StageSignal};
pub use span::Span;
pub use surveys::{DETRACTOR, QuestionKind, Reply, Survey, SurveyError, SurveyQuestion};
pub(crate) use user_file::reason as why_not_yaml;
pub use vocabulary::{Naming, Vocabulary};

use serde::{Deserialize, Serialize};

use crate::domain::language::Text;
use crate::domain::money::Rates;
use crate::domain::schema::Schema;

/// The whole method. Parsed only by commands that need it; labels alone come from [`labels`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Playbook {
    pub stages: Vec<StageGuide>,
    pub tiers: TierRules,
    pub looks: Vec<Look>,
    pub people: People,
    pub needs: NeedRules,
    /// What orders are measured against.
    pub orders: OrderRules,
    /// What customers are asked in surveys.
    pub surveys: Vec<Survey>,
    /// What `acct check` looks for.
    pub checks: Vec<CheckRule>,
    /// Fields of the user's own on accounts, contacts and needs.
    #[serde(default)]
    pub fields: Vec<CustomField>,
    /// Those fields as conditions of rules name them; made from `fields` when the playbook is loaded.
    #[serde(skip)]
    pub schema: Schema,
    /// By which amounts of several currencies are added up; of the settings, not of the method.
    #[serde(skip)]
    pub rates: Rates,
}

/// What the method says about one stage of the customer's decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageGuide {
    pub id: String,
    pub phase: String,
    /// Days after which a customer who is still here counts as stalled.
    pub expected_days: i64,
    /// How likely a purchase that has come to this stage is won in the end (percent), where nobody has said it of the
    /// purchase itself. A convention, not a measurement: `acct project conversion` tells what the own history says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub win_probability: Option<f64>,
    /// What is seen when a customer is here; recorded with `acct stage signal`.
    pub signals: Vec<StageSignal>,
    pub goal: Text,
    pub actions: Vec<Text>,
    /// What must hold before the customer counts as having left this stage.
    pub exit: Vec<Criterion>,
}

/// An identified text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    pub id: String,
    pub en: String,
    pub zh: String,
}

/// One exit criterion: a rule over records, or without one a question for the user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub id: String,
    pub text: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// The command that would meet it; `ACCOUNT` stands for the account, other capitals for what the user fills in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

/// A rule over the records of one account. Exactly one of `count`, `answered`, `not_answered`, `compared`, `any`, `all` is
/// given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Kind of record to count (`contact`, `need`, `interaction`, ...).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// Filters in the syntax of `--where`, all of which a counted record must match.
    #[serde(default, rename = "where", skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<String>,
    /// At least so many records must match (default 1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<usize>,
    /// A checklist item that must have an answer, by its records where it is one that records answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<String>,
    /// A checklist item that must have none; with `any`, "where it is answered, ...".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_answered: Option<String>,
    /// Every rival must have marks in buying factors of so much of their weight (percent); there must be one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared: Option<f64>,
    /// Holds when at least one of these does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Rule>,
    /// Holds when each of these does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Rule>,
}

/// How accounts are graded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierRules {
    /// Percent of the weight of all inputs that must be known before a grade is given.
    pub minimum_coverage: f64,
    pub dimensions: Vec<Dimension>,
    pub reciprocity: Reciprocity,
    /// Best tier first.
    pub tiers: Vec<TierPolicy>,
}

/// One weighted dimension of the score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    pub id: String,
    pub label: Text,
    pub weight: f64,
    pub inputs: Vec<ScoreInput>,
}

/// One input of a dimension: a checklist item or a measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreInput {
    /// Item of a look, of kind `scale`, `percent`, `yes_no` or `choice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// One of the measures of the analysis: `decision_access`, `relationship_strength`, `contact_recency`, `rfm`,
    /// `revenue_12m`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<String>,
    pub weight: f64,
    /// A high answer lowers the score (for instance rivalry).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invert: bool,
}

/// The test that caps the grade of customers who would do nothing for us.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reciprocity {
    /// `yes_no` items, each of which must be answered yes for the best tier.
    pub items: Vec<String>,
    /// The best tier without them.
    pub cap: String,
}

/// One tier: its threshold and the service it gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierPolicy {
    /// `S`, `A`, `B` or `C`.
    pub id: String,
    /// Lowest score (0-100) of this tier.
    pub threshold: f64,
    /// Days within which somebody of ours speaks with them.
    pub cadence_days: i64,
    /// Hours within which they get an answer.
    pub response_hours: i64,
    pub sponsor: Text,
    pub team: Text,
    pub care: Text,
    pub pricing: Text,
    /// How many people of ours (full-time equivalents) are to be committed.
    pub people: Span,
    /// How much of what the customer brings a year is to be committed, in percent.
    pub money_percent: Span,
}

/// One of the five looks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    pub id: String,
    pub about: Text,
    /// What its questions are about, unless they say otherwise.
    #[serde(default, skip_serializing_if = "Of::is_account")]
    pub of: Of,
    pub items: Vec<Item>,
}

/// One question of the checklist. Its full name is `look.id`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    pub id: String,
    pub kind: ItemKind,
    /// Short name in tables and reports.
    pub label: Text,
    /// The question as it is asked.
    pub ask: Text,
    /// Why it is worth asking.
    #[serde(default)]
    pub why: Text,
    /// Where the answer is usually found.
    #[serde(default)]
    pub hint: Text,
    /// What it is about (default: as its look).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Of>,
    /// Share in the coverage, relative to the other items (default 1).
    #[serde(default = "Item::default_weight")]
    pub weight: f64,
    /// Days after which an answer is stale (default 365).
    #[serde(default = "Item::default_stale_after")]
    pub stale_after: i64,
    /// For `number`, `percent` and `money`: an answer below 0 cannot be true.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_negative: bool,
    /// For `percent`: a part of a whole or a chance, which lies between 0 and 100.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub share: bool,
    /// Heading under which neighbouring items are shown together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Meaning of 1 to 5, for `scale`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scale: Vec<Text>,
    /// For `choice` and `multi_choice`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<ItemChoice>,
    /// For `record`: what satisfies it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// For `record`: the command that adds what is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<String>,
}

impl Item {
    fn default_weight() -> f64 {
        1.0
    }

    fn default_stale_after() -> i64 {
        365
    }
}

/// One answer of a `choice`, with its worth for scoring where it has one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemChoice {
    pub id: String,
    pub en: String,
    pub zh: String,
    /// 0-100, when a score reads this item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// Of a `multi_choice`: whether it goes with no other one ("nothing changed").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exclusive: bool,
}

/// How a checklist item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Text,
    Number,
    Money,
    Percent,
    Scale,
    YesNo,
    Choice,
    MultiChoice,
    Date,
    Record,
}

/// What the method says about people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// Fewer people with a relationship of 3 or more than this is "single-threaded".
    pub minimum_threads: i64,
    /// Relationship from which a person counts as a thread.
    pub thread_relationship: i64,
    /// Influence from which an opponent is an alert.
    pub opponent_influence: i64,
    /// Meaning of relationship 0 to 5.
    pub relationship: Vec<Text>,
    /// Meaning of awareness 0 to 5.
    pub awareness: Vec<Text>,
    pub styles: Vec<StyleGuide>,
    /// What a person in an office looks at, by level or function.
    pub offices: Vec<OfficeGuide>,
    /// What a person needs besides the office (Maslow).
    pub personal_needs: Vec<PersonalNeedGuide>,
}

/// How to recognise and work with one style of person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StyleGuide {
    pub id: String,
    pub cues: Vec<Text>,
    pub silent_question: Text,
    pub do_this: Vec<Text>,
    pub avoid: Vec<Text>,
    pub recover: Text,
}

/// What an office holder looks at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeGuide {
    pub id: String,
    pub label: Text,
    pub looks_at: Vec<Text>,
    pub organisational_interest: Text,
    pub personal_interest: Text,
}

/// What one personal need means and how to serve it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonalNeedGuide {
    pub id: String,
    pub meaning: Text,
    pub advice: Text,
}

/// A field of the user's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomField {
    /// `account.customs_code`, `contact.badge`, `need.site`.
    pub id: String,
    /// `text`, `number`, `money`, `percent`, `date`, `yes_no`, `choice`, `list`.
    pub kind: String,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Labelled>,
}
