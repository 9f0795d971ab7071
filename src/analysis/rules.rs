//! Whether a rule of the playbook holds for an account.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::comparison;
use super::facts::Facts;
use crate::domain::date::Date;
use crate::domain::filter::{Filter, FilterError};
use crate::domain::finding::{Answered, Finding};
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::parse::{Identifiers, Reading};
use crate::domain::record::{Entry, Field};
use crate::domain::value::Value;
use crate::playbook::{Playbook, Rule};

/// An account as rules and questions see it: its answers in force by their questions, and its records in their generic
/// form, each kind made when it is first asked for.
#[derive(Debug)]
pub struct Seen<'f> {
    pub facts: &'f Facts,
    findings: HashMap<&'f str, &'f Finding>,
    records: Vec<OnceCell<Vec<Entry>>>,
}

impl<'f> Seen<'f> {
    #[must_use]
    pub fn of(facts: &'f Facts) -> Self {
        Self {
            facts,
            // Of several on one question the newest, which comes last.
            findings: facts.in_force().map(|finding| (finding.item.as_str(), finding)).collect(),
            records: vec![OnceCell::new(); Kind::ALL.len()],
        }
    }

    /// The finding in force on a checklist item, also when it says that nobody knows.
    #[must_use]
    pub fn finding(&self, item: &str) -> Option<&'f Finding> {
        self.findings.get(item).copied()
    }

    /// Whether a rule holds.
    #[must_use]
    pub fn holds(&self, rule: &Ready) -> bool {
        self.held(rule) != Held::No
    }

    /// Whether a rule holds, and of which day that is by which it does.
    #[must_use]
    pub fn held(&self, rule: &Ready) -> Held {
        rule.held(&Known {
            records: &|kind| Cow::Borrowed(self.records(kind)),
            is_answered: &|item| {
                self.finding(item).is_some_and(|finding| finding.answered == Answered::Known)
            },
        })
    }

    /// The records that a rule counts, each once.
    #[must_use]
    pub fn counted(&self, rule: &Ready) -> Vec<&Entry> {
        let mut counted: Vec<&Entry> = match rule {
            Ready::Any(rules) | Ready::All(rules) => {
                rules.iter().flat_map(|rule| self.counted(rule)).collect()
            }
            Ready::Count { kind, .. } => rule.matching(self.records(*kind)).collect(),
            Ready::Answered(_) | Ready::Not(_) | Ready::Compared(_) | Ready::Never => Vec::new(),
        };
        counted.sort_by_key(|entry| (entry.kind, entry.id));
        counted.dedup_by_key(|entry| (entry.kind, entry.id));
        counted
    }

    fn records(&self, kind: Kind) -> &[Entry] {
        let place = Kind::ALL.iter().position(|known| *known == kind);
        let records = place.and_then(|place| self.records.get(place));
        records.map_or(&[], |records| records.get_or_init(|| self.facts.entries(kind)))
    }
}

/// A rule with its conditions read, for any number of accounts. A condition that is not understood holds for nobody; the
/// playbook's check reports it.
#[derive(Clone, Debug)]
pub enum Ready {
    /// A question has an answer in words. Where records answer it, its own rule stands beside this.
    Answered(String),
    Not(Box<Ready>),
    /// Every rival has marks in so much of the weight (percent) of the buying factors.
    Compared(f64),
    Any(Vec<Ready>),
    All(Vec<Ready>),
    Count {
        kind: Kind,
        filters: Vec<Filter>,
        at_least: usize,
    },
    /// It is not understood.
    Never,
}

/// Whether a rule holds, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    No,
    /// By what does not grow old.
    Undated,
    /// By what is of this day.
    Of(Date),
}

/// Kinds of records and fields of theirs.
pub type Counted = BTreeMap<Kind, BTreeSet<&'static str>>;

/// What rules ask of an account.
#[derive(Clone, Copy)]
pub struct Known<'k, 'r> {
    /// The records of a kind.
    pub records: &'k dyn Fn(Kind) -> Cow<'r, [Entry]>,
    /// Whether a question, by its full name, has an answer.
    pub is_answered: &'k dyn Fn(&str) -> bool,
}

impl Ready {
    /// Reads a rule of the playbook.
    #[must_use]
    pub fn new(rule: &Rule, playbook: &Playbook, today: Date) -> Self {
        Self::read(rule, playbook, today, &|item| {
            let in_words = Self::Answered(item.to_owned());
            let of_records = playbook.item(item).and_then(|(_, item)| item.rule.as_ref());
            let Some(rule) = of_records else { return in_words };
            // Rules of questions about records that ask for one another would have no end.
            let of_records = Self::read(rule, playbook, today, &|item| Self::Answered(item.to_owned()));
            Self::Any(vec![in_words, of_records])
        })
    }

    fn read(rule: &Rule, playbook: &Playbook, today: Date, answered: &dyn Fn(&str) -> Self) -> Self {
        let several = |rules: &[Rule]| -> Vec<Self> {
            rules.iter().map(|rule| Self::read(rule, playbook, today, answered)).collect()
        };
        if let Some(item) = &rule.answered {
            return answered(item);
        }
        if let Some(item) = &rule.not_answered {
            return Self::Not(Box::new(answered(item)));
        }
        if let Some(percent) = rule.compared {
            return Self::Compared(percent);
        }
        if !rule.any.is_empty() {
            return Self::Any(several(&rule.any));
        }
        if !rule.all.is_empty() {
            return Self::All(several(&rule.all));
        }
        let Some(kind) = rule.count.as_deref().and_then(Kind::named) else { return Self::Never };
        match filters(rule, &playbook.schema, kind, today) {
            Ok(filters) => Self::Count { kind, filters, at_least: rule.at_least.unwrap_or(1) },
            Err(_) => Self::Never,
        }
    }

    /// Whether it holds, and of which day that is by which it does: of several rules that are enough the newest, of
    /// several that are all needed the oldest.
    #[must_use]
    pub fn held(&self, known: &Known) -> Held {
        match self {
            Self::Any(rules) => {
                let held = rules.iter().map(|rule| rule.held(known)).filter(|held| *held != Held::No);
                let newest = |one: Held, other: Held| match (one, other) {
                    (Held::Of(one), Held::Of(other)) => Held::Of(one.max(other)),
                    _ => Held::Undated,
                };
                held.reduce(newest).unwrap_or(Held::No)
            }
            Self::All(rules) => {
                let oldest = |one: Held, other: Held| match (one, other) {
                    (Held::No, _) | (_, Held::No) => Held::No,
                    (Held::Of(one), Held::Of(other)) => Held::Of(one.min(other)),
                    (Held::Undated, held) | (held, Held::Undated) => held,
                };
                rules.iter().map(|rule| rule.held(known)).reduce(oldest).unwrap_or(Held::Undated)
            }
            Self::Count { kind, at_least, .. } => {
                let records = (known.records)(*kind);
                let found = self.matching(&records).map(|entry| day_of(entry, *kind));
                let mut days: Vec<Option<Date>> = found.collect();
                days.sort_unstable();
                match (
                    days.len() >= *at_least,
                    at_least.checked_sub(1).and_then(|at| days.iter().rev().nth(at)),
                ) {
                    (false, _) => Held::No,
                    (true, Some(Some(date))) => Held::Of(*date),
                    (true, _) => Held::Undated,
                }
            }
            Self::Answered(item) if (known.is_answered)(item) => Held::Undated,
            Self::Not(rule) if rule.held(known) == Held::No => Held::Undated,
            Self::Compared(percent) if is_compared(known, *percent) => Held::Undated,
            Self::Answered(_) | Self::Not(_) | Self::Compared(_) | Self::Never => Held::No,
        }
    }

    /// Those records of the kind it counts that it counts.
    fn matching<'e>(&self, records: &'e [Entry]) -> impl Iterator<Item = &'e Entry> {
        let filters = if let Self::Count { filters, .. } = self { filters.as_slice() } else { &[] };
        records.iter().filter(move |entry| filters.iter().all(|filter| filter.matches(entry)))
    }

    /// Adds the kinds of records that the rule counts, and the fields of theirs that it looks at.
    pub fn collect_counted(&self, counted: &mut Counted) {
        match self {
            Self::Count { kind, filters, .. } => {
                counted
                    .entry(*kind)
                    .or_default()
                    .extend(filters.iter().map(Filter::field).chain(kind.day_field()).map(Field::column));
            }
            Self::Any(rules) | Self::All(rules) => {
                for rule in rules {
                    rule.collect_counted(counted);
                }
            }
            Self::Not(rule) => rule.collect_counted(counted),
            Self::Compared(_) => {
                for (kind, fields) in COMPARED {
                    counted.entry(*kind).or_default().extend(*fields);
                }
            }
            Self::Answered(_) | Self::Never => {}
        }
    }
}

/// What a comparison is made of.
const COMPARED: &[(Kind, &[&str])] = &[
    (Kind::Rival, &["account"]),
    (Kind::Factor, &["account", "weight"]),
    (Kind::RivalMark, &["account", "factor", "rival"]),
];

fn is_compared(known: &Known, percent: f64) -> bool {
    let rivals: Vec<i64> = (known.records)(Kind::Rival).iter().map(|rival| rival.id).collect();
    if rivals.is_empty() {
        return false;
    }
    let factor = |factor: &Entry| match factor.get("weight") {
        Value::Number(weight) => (factor.id, Some(*weight)),
        _ => (factor.id, None),
    };
    let factors: Vec<(i64, Option<f64>)> = (known.records)(Kind::Factor).iter().map(factor).collect();
    let mark = |mark: &Entry| Some((mark.get("factor").as_integer()?, mark.get("rival").as_integer()?));
    let marks: Vec<(i64, i64)> = (known.records)(Kind::RivalMark).iter().filter_map(mark).collect();
    comparison::is_filled(&rivals, &factors, &marks, percent)
}

/// The day that a record tells of, where its kind grows old.
fn day_of(entry: &Entry, kind: Kind) -> Option<Date> {
    entry.get(kind.day_field()?.name).as_date()
}

/// The conditions of a rule that counts records of `kind`.
fn filters(
    rule: &Rule,
    schema: &crate::domain::schema::Schema,
    kind: Kind,
    today: Date,
) -> Result<Vec<Filter>, FilterError> {
    let reading = Reading { today, currency: Currency::CNY, words: &Identifiers };
    rule.filters.iter().map(|text| Filter::parse(schema, kind, text, &reading)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::language::Text;
    use crate::domain::record::Record;
    use crate::playbook::{CustomField, custom_schema};

    #[test]
    fn a_rule_may_count_by_a_field_of_the_users_own() {
        let field = CustomField {
            id: "contact.badge".to_owned(),
            kind: "text".to_owned(),
            label: Text::default(),
            choices: Vec::new(),
        };
        let built_in = Playbook::built_in().unwrap();
        let own = Playbook { schema: custom_schema(&[field]), ..built_in.clone() };
        let mut facts = crate::analysis::facts::tests::nobody();
        let rule = Rule {
            count: Some("contact".to_owned()),
            filters: vec!["badge=red".to_owned()],
            ..Rule::default()
        };
        let today = "2026-03-02".parse().unwrap();
        let holds = |rule: &Rule, playbook: &Playbook, facts: &Facts, today| {
            Seen::of(facts).holds(&Ready::new(rule, playbook, today))
        };
        assert!(!holds(&rule, &own, &facts, today));
        let mut entry = Entry::blank(Kind::Contact);
        entry.set("account", Value::Link(1));
        entry.set("name", Value::Text("Ann Example".to_owned()));
        let badge = own.schema.field(Kind::Contact, "badge").unwrap().clone();
        entry.put(&badge, Value::Text("Red".to_owned()));
        facts.contacts.push(Contact::from_entry(&entry).unwrap());
        assert!(holds(&rule, &own, &facts, today));
        assert!(!holds(&rule, &built_in, &facts, today), "an unknown field holds for nobody");
    }

    #[test]
    fn what_asks_for_an_answer_is_met_by_words_and_by_records() {
        use crate::analysis::check::samples::{PLAYBOOK, answer, today};
        let item = "competition.known_rivals".to_owned();
        let asked = Rule { answered: Some(item.clone()), ..Rule::default() };
        let unasked = Rule { not_answered: Some(item.clone()), ..Rule::default() };
        let holds = |facts: &Facts| {
            let of = |rule| Seen::of(facts).holds(&Ready::new(rule, &PLAYBOOK, today()));
            (of(&asked), of(&unasked))
        };
        let mut facts = crate::analysis::facts::tests::nobody();
        assert_eq!(holds(&facts), (false, true));
        let mut in_words = facts.clone();
        in_words.findings = vec![answer(60, &item, "Sample Works", "2026-03-01", "coach")];
        assert_eq!(holds(&in_words), (true, false));
        let mut rival = Entry::blank(Kind::Rival);
        rival.set("account", Value::Link(1));
        rival.set("name", Value::Text("Sample Works".to_owned()));
        facts.rivals = vec![Record::from_entry(&rival).unwrap()];
        assert_eq!(holds(&facts), (true, false));
        let mut counted = Counted::new();
        Ready::new(&unasked, &PLAYBOOK, today()).collect_counted(&mut counted);
        assert!(counted.contains_key(&Kind::Rival), "{counted:?}");
    }
}
