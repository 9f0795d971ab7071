//! What may stand where in a playbook file, so that every mistake in one is found, not only the first.
//!
//! A test below holds this against the types in [`super`].

use crate::domain::choices::{Phase, Tier};
use crate::domain::need::Aspect;

/// What a value must look like, and how it is merged with what is built in.
#[derive(Debug)]
pub(super) enum Shape {
    Word,
    /// `snake_case`.
    Identifier,
    /// `account.customs_code`.
    FieldName,
    OneOf(&'static [&'static str]),
    Whole {
        least: i64,
        most: i64,
    },
    /// A number above 0.
    Weight,
    /// A number from 0 to 100.
    Percent,
    Flag,
    /// Replaced as a whole.
    List(&'static Shape),
    /// Merged key by key.
    Record(&'static [Key]),
    /// Replaced as a whole.
    Replaced(&'static [Key]),
    /// A list merged by `id`.
    Entries(&'static [Key], Members),
    /// Label keys with their texts.
    Labels,
}

/// Which ids a list may have.
#[derive(Clone, Copy, Debug)]
pub(super) enum Members {
    Open,
    /// Any of these; an entry may be removed.
    Among(&'static [&'static str]),
    /// Those that are built in, all of them.
    Fixed,
}

/// A key of a record.
#[derive(Debug)]
pub(super) struct Key {
    pub name: &'static str,
    pub shape: Shape,
    pub presence: Presence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Required,
    Optional,
    /// One of the two languages is enough: it then stands for both.
    EitherLanguage,
}

const fn must(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, presence: Presence::Required }
}

const fn may(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, presence: Presence::Optional }
}

const fn language(name: &'static str) -> Key {
    Key { name, shape: Shape::Word, presence: Presence::EitherLanguage }
}

const TEXT: Shape = Shape::Record(TEXT_KEYS);
static TEXT_KEYS: &[Key] = &[language("en"), language("zh")];
static WORD: Shape = Shape::Word;
/// A text in one or both languages.
pub(super) static ONE_TEXT: Shape = TEXT;
const TEXTS: Shape = Shape::List(&ONE_TEXT);
const DAYS: Shape = Shape::Whole { least: 1, most: 36_500 };
const RATING: Shape = Shape::Whole { least: 1, most: 5 };
const ID: Key = must("id", Shape::Identifier);

/// The whole file.
pub(super) static PLAYBOOK: Shape = Shape::Record(SECTIONS);

static SECTIONS: &[Key] = &[
    may("stages", Shape::Entries(STAGE, Members::Fixed)),
    may("tiers", Shape::Record(TIERS)),
    may("looks", Shape::Entries(LOOK, Members::Open)),
    may("people", Shape::Record(PEOPLE)),
    may("needs", Shape::Record(NEEDS)),
    may("orders", Shape::Record(ORDERS)),
    may("surveys", Shape::Entries(SURVEY, Members::Open)),
    may("checks", Shape::Entries(CHECK, Members::Fixed)),
    may("fields", Shape::Entries(FIELD, Members::Open)),
    may("labels", Shape::Labels),
];

static STAGE: &[Key] = &[
    ID,
    must("phase", Shape::OneOf(Phase::CHOICES.values)),
    must("expected_days", DAYS),
    may("win_probability", Shape::Percent),
    must("signals", Shape::Entries(SIGNAL, Members::Open)),
    must("goal", TEXT),
    must("actions", TEXTS),
    must("exit", Shape::Entries(CRITERION, Members::Open)),
];

static SIGNAL: &[Key] = &[ID, language("en"), language("zh"), may("answer", Shape::Replaced(SHOWING_ANSWER))];
static SHOWING_ANSWER: &[Key] = &[must("item", Shape::Word), may("is", Shape::List(&WORD))];

static LABELLED: &[Key] = &[ID, language("en"), language("zh")];

static CRITERION: &[Key] =
    &[ID, must("text", TEXT), may("rule", Shape::Replaced(RULE)), may("fix", Shape::Word)];

static RULE: &[Key] = &[
    may("count", Shape::Word),
    may("where", Shape::List(&WORD)),
    may("at_least", Shape::Whole { least: 1, most: 1_000_000 }),
    may("answered", Shape::Word),
    may("not_answered", Shape::Word),
    may("compared", Shape::Percent),
    may("any", Shape::List(&RULE_IN_LIST)),
    may("all", Shape::List(&RULE_IN_LIST)),
];
static RULE_IN_LIST: Shape = Shape::Replaced(RULE);

static TIERS: &[Key] = &[
    must("minimum_coverage", Shape::Percent),
    must("dimensions", Shape::Entries(DIMENSION, Members::Open)),
    must("reciprocity", Shape::Record(RECIPROCITY)),
    must("tiers", Shape::Entries(TIER, Members::Among(Tier::CHOICES.values))),
];

static DIMENSION: &[Key] =
    &[ID, must("label", TEXT), must("weight", Shape::Weight), must("inputs", Shape::List(&INPUT_IN_LIST))];
static INPUT_IN_LIST: Shape = Shape::Replaced(INPUT);

/// The measures of the analysis that a score may read, each 0-100.
pub(super) static METRICS: &[&str] =
    &["decision_access", "relationship_strength", "contact_recency", "rfm", "revenue_12m"];

static INPUT: &[Key] = &[
    may("item", Shape::Word),
    may("metric", Shape::OneOf(METRICS)),
    must("weight", Shape::Weight),
    may("invert", Shape::Flag),
];

static RECIPROCITY: &[Key] =
    &[must("items", Shape::List(&WORD)), must("cap", Shape::OneOf(Tier::CHOICES.values))];

static TIER: &[Key] = &[
    must("id", Shape::OneOf(Tier::CHOICES.values)),
    must("threshold", Shape::Percent),
    must("cadence_days", DAYS),
    must("response_hours", Shape::Whole { least: 1, most: 8_760 }),
    must("sponsor", TEXT),
    must("team", TEXT),
    must("care", TEXT),
    must("pricing", TEXT),
    must("people", Shape::Record(PEOPLE_SPAN)),
    must("money_percent", Shape::Record(PERCENT_SPAN)),
];
static PEOPLE_SPAN: &[Key] = &[may("least", Shape::Weight), may("most", Shape::Weight)];
static PERCENT_SPAN: &[Key] = &[may("least", Shape::Percent), may("most", Shape::Percent)];

static LOOK: &[Key] = &[
    ID,
    must("about", TEXT),
    may("of", Shape::OneOf(OF)),
    must("items", Shape::Entries(ITEM, Members::Open)),
];

/// What an item is about, as [`super::Of`] reads it.
static OF: &[&str] = &["account", "industry"];

/// The kinds of item, as [`super::ItemKind`] reads them.
static ITEM_KINDS: &[&str] =
    &["text", "number", "money", "percent", "scale", "yes_no", "choice", "multi_choice", "date", "record"];

static ITEM: &[Key] = &[
    ID,
    must("kind", Shape::OneOf(ITEM_KINDS)),
    must("label", TEXT),
    must("ask", TEXT),
    may("why", TEXT),
    may("hint", TEXT),
    may("of", Shape::OneOf(OF)),
    may("weight", Shape::Weight),
    may("stale_after", DAYS),
    may("not_negative", Shape::Flag),
    may("share", Shape::Flag),
    may("group", Shape::Identifier),
    may("scale", TEXTS),
    may("choices", Shape::Entries(CHOICE, Members::Open)),
    may("rule", Shape::Replaced(RULE)),
    may("fix", Shape::Word),
];

static CHOICE: &[Key] =
    &[ID, language("en"), language("zh"), may("score", Shape::Percent), may("exclusive", Shape::Flag)];

static PEOPLE: &[Key] = &[
    must("minimum_threads", Shape::Whole { least: 1, most: 100 }),
    must("thread_relationship", RATING),
    must("opponent_influence", RATING),
    must("relationship", TEXTS),
    must("awareness", TEXTS),
    must("styles", Shape::Entries(STYLE, Members::Fixed)),
    must("offices", Shape::Entries(OFFICE, Members::Among(OFFICES))),
    must("personal_needs", Shape::Entries(MEANING, Members::Fixed)),
];

static STYLE: &[Key] = &[
    ID,
    must("cues", TEXTS),
    must("silent_question", TEXT),
    must("do_this", TEXTS),
    must("avoid", TEXTS),
    must("recover", TEXT),
];

/// The levels and functions of [`crate::domain::contact`].
static OFFICES: &[&str] =
    &["operation", "management", "decision", "user", "technical", "finance", "procurement", "other"];

static OFFICE: &[Key] = &[
    ID,
    must("label", TEXT),
    must("looks_at", TEXTS),
    must("organisational_interest", TEXT),
    must("personal_interest", TEXT),
];

static MEANING: &[Key] = &[ID, must("meaning", TEXT), must("advice", TEXT)];

static NEEDS: &[Key] = &[
    must("urgent_from", RATING),
    must("important_from", RATING),
    must("stale_after", DAYS),
    must("quadrants", Shape::Entries(QUADRANT, Members::Fixed)),
    must("whys", TEXTS),
    must("kinds", Shape::Entries(MEANING, Members::Fixed)),
];

static ORDERS: &[Key] = &[
    must("recency", Shape::List(&DAYS_IN_LIST)),
    must("frequency", Shape::List(&COUNT_IN_LIST)),
    must("monetary", Shape::List(&WEIGHT_IN_LIST)),
    must("fluctuation", Shape::Percent),
    must("lines", Shape::List(&WORD)),
];
static DAYS_IN_LIST: Shape = DAYS;
static COUNT_IN_LIST: Shape = Shape::Whole { least: 1, most: 100_000 };
static WEIGHT_IN_LIST: Shape = Shape::Weight;

static QUADRANT: &[Key] = &[ID, must("advice", TEXT)];

static SURVEY: &[Key] =
    &[ID, must("label", TEXT), must("questions", Shape::Entries(SURVEY_QUESTION, Members::Open))];

/// As [`super::QuestionKind`] reads them.
static QUESTION_KINDS: &[&str] = &["rating", "recommend", "choice", "text"];

static SURVEY_QUESTION: &[Key] = &[
    ID,
    must("kind", Shape::OneOf(QUESTION_KINDS)),
    may("aspect", Shape::OneOf(Aspect::CHOICES.values)),
    must("ask", TEXT),
    may("choices", Shape::Entries(LABELLED, Members::Open)),
];

/// As [`super::Severity`] reads them.
static SEVERITIES: &[&str] = &["info", "warning", "error"];

static CHECK: &[Key] = &[
    ID,
    must("severity", Shape::OneOf(SEVERITIES)),
    must("enabled", Shape::Flag),
    must("label", TEXT),
    must("why", TEXT),
    may("days", DAYS),
    may("at_least", Shape::Whole { least: 1, most: 1_000 }),
    may("percent", Shape::Record(PERCENT_BY_TIER)),
    may("by_percent", Shape::Percent),
    must("fix", Shape::Word),
    may("then", Shape::Word),
];

static PERCENT_BY_TIER: &[Key] =
    &[may("S", Shape::Percent), may("A", Shape::Percent), may("B", Shape::Percent), may("C", Shape::Percent)];

/// The kinds of custom field.
pub(super) static FIELD_KINDS: &[&str] =
    &["text", "number", "money", "percent", "date", "yes_no", "choice", "list"];

static FIELD: &[Key] = &[
    must("id", Shape::FieldName),
    must("kind", Shape::OneOf(FIELD_KINDS)),
    must("label", TEXT),
    may("choices", Shape::Entries(LABELLED, Members::Open)),
];

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::domain::contact::{Function, Level};
    use crate::playbook::{ItemKind, Playbook};

    #[test]
    fn offices_are_the_levels_and_functions() {
        let both = [Level::CHOICES.values, Function::CHOICES.values].concat();
        assert_eq!(OFFICES, both);
    }

    #[test]
    fn every_kind_of_item_is_one_of_the_type() {
        for kind in ITEM_KINDS {
            serde_json::from_value::<ItemKind>((*kind).into()).unwrap();
        }
    }

    /// Every key of the built-in playbook is in the shapes with a value that fits.
    fn fits(shape: &Shape, value: &Value, at: &str) {
        match (shape, value) {
            (Shape::Record(keys) | Shape::Replaced(keys), Value::Object(entries)) => {
                keys_fit(keys, entries, at);
            }
            (Shape::Entries(keys, _), Value::Array(items)) => {
                for item in items {
                    keys_fit(keys, item.as_object().unwrap(), &format!("{at}.{}", item["id"]));
                }
            }
            (Shape::List(inner), Value::Array(items)) => {
                for item in items {
                    fits(inner, item, at);
                }
            }
            (Shape::Word | Shape::Identifier | Shape::FieldName, Value::String(_))
            | (Shape::Whole { .. } | Shape::Weight | Shape::Percent, Value::Number(_))
            | (Shape::Flag, Value::Bool(_)) => {}
            (Shape::OneOf(names), Value::String(name)) => assert!(names.contains(&name.as_str()), "{at}"),
            (shape, value) => panic!("{at}: {shape:?} {value}"),
        }
    }

    fn keys_fit(keys: &[Key], entries: &serde_json::Map<String, Value>, at: &str) {
        for (name, value) in entries {
            let key = keys.iter().find(|key| key.name == name);
            fits(&key.unwrap_or_else(|| panic!("{at}.{name}")).shape, value, &format!("{at}.{name}"));
        }
        for key in keys.iter().filter(|key| key.presence != Presence::Optional) {
            assert!(entries.contains_key(key.name), "{at}.{}", key.name);
        }
    }

    #[test]
    fn the_shapes_are_those_of_the_types() {
        let value = serde_json::to_value(Playbook::built_in().unwrap()).unwrap();
        keys_fit(SECTIONS, value.as_object().unwrap(), "playbook");
    }
}
