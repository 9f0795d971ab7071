//! What is known of industries, recorded once, and which account inherits it: the one whose industry goes by that name.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::domain::date::{Date, Moment};
use crate::domain::finding::{Answered, Finding, known_by};
use crate::domain::industry::{Industry, IndustryFinding, key};
use crate::playbook::{ItemKind, Playbook};

/// One industry with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    /// The number of its record.
    pub id: i64,
    /// What it is called.
    pub industry: String,
    /// When its record was first written.
    pub created: Option<Moment>,
    /// Answers in force and superseded ones, oldest first; they are of no account.
    pub findings: Vec<Finding>,
}

impl Environment {
    /// The answers in force, also those that nobody knows.
    #[must_use]
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(|finding| finding.superseded != Some(true) && finding.answered != Answered::Noted)
    }

    /// The answer in force on a checklist item.
    #[must_use]
    pub fn answer(&self, item: &str) -> Option<&Finding> {
        self.answers().rev().find(|finding| finding.item == item)
    }

    /// This as it was known on a day.
    #[must_use]
    pub fn as_of(self: Arc<Self>, day: Date) -> Arc<Self> {
        if self.findings.iter().all(|finding| finding.date <= day) {
            return self;
        }
        let (id, industry, created) = (self.id, self.industry.clone(), self.created);
        Arc::new(Self { id, industry, created, findings: known_by(self.findings.clone(), day) })
    }
}

/// How the answers to a question went over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course<'e> {
    /// `look.item`
    pub item: String,
    /// Known answers, by their day; of one day the last that was given.
    pub answers: Vec<&'e Finding>,
}

impl Course<'_> {
    /// From the first answer to the last, where they are numbers.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        let number = |finding: &&Finding| finding.value.as_ref()?.0.trim_end_matches('%').parse::<f64>().ok();
        match self.answers.as_slice() {
            [first, .., last] => Some(number(last)? - number(first)?),
            _ => None,
        }
    }
}

impl Environment {
    /// How the answers went that can be told in a word or a number: those to the five forces first.
    #[must_use]
    pub fn courses(&self, playbook: &Playbook) -> Vec<Course<'_>> {
        let mut courses: Vec<(bool, Course)> = playbook
            .items()
            .filter(|(.., item)| {
                !matches!(item.kind, ItemKind::Text | ItemKind::MultiChoice | ItemKind::Record)
            })
            .filter_map(|(id, _, item)| {
                let mut by_day: BTreeMap<Date, &Finding> = BTreeMap::new();
                let of_item = self.findings.iter().filter(|finding| finding.item == id);
                for finding in of_item.filter(|finding| finding.answered == Answered::Known) {
                    by_day.insert(finding.date, finding);
                }
                let answers: Vec<&Finding> = by_day.into_values().collect();
                let is_force = item.group.as_deref() == Some("five_forces");
                (!answers.is_empty()).then_some((!is_force, Course { item: id, answers }))
            })
            .collect();
        courses.sort_by_key(|(comes_later, _)| *comes_later);
        courses.into_iter().map(|(_, course)| course).collect()
    }
}

/// All industries, by their names. There are few beside the accounts.
#[derive(Clone, Debug, Default)]
pub struct Environments(HashMap<String, Arc<Environment>>);

impl Environments {
    /// Industries with their answers, oldest first, as they were known on a day. A name that is one's own goes before the
    /// same as another name of another.
    #[must_use]
    pub fn new(industries: &[Industry], findings: Vec<IndustryFinding>, day: Date) -> Self {
        let mut answers: HashMap<i64, Vec<Finding>> = HashMap::new();
        for finding in findings {
            answers.entry(finding.industry.number()).or_default().push(finding.into());
        }
        let all: Vec<(&Industry, Arc<Environment>)> = industries
            .iter()
            .map(|industry| {
                let id = industry.id.number();
                let findings = known_by(answers.remove(&id).unwrap_or_default(), day);
                let (name, created) = (industry.name.clone(), industry.created);
                (industry, Arc::new(Environment { id, industry: name, created, findings }))
            })
            .collect();
        let mut by_name: HashMap<String, Arc<Environment>> = HashMap::new();
        let own = all.iter().map(|(industry, environment)| (key(&industry.name), environment));
        let others = all.iter().flat_map(|(industry, environment)| {
            industry.aliases.iter().map(move |alias| (key(alias), environment))
        });
        for (name, environment) in own.chain(others) {
            by_name.entry(name).or_insert_with(|| Arc::clone(environment));
        }
        Self(by_name)
    }

    /// The industry that goes by a name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Arc<Environment>> {
        if self.0.is_empty() { None } else { self.0.get(&key(name)) }
    }

    /// Whether no industry is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{answer, sound};
    use crate::analysis::facts::Facts;
    use crate::domain::id::Id;
    use crate::domain::record::{Entry, Record};
    use crate::domain::value::Value;

    fn industry(id: i64, name: &str, aliases: &[&str]) -> Industry {
        let mut entry = Entry::blank(crate::domain::kind::Kind::Industry);
        entry.id = id;
        entry.set("name", Value::Text(name.to_owned()));
        entry.set("aliases", Value::List(aliases.iter().map(|alias| (*alias).to_owned()).collect()));
        Industry::from_entry(&entry).unwrap()
    }

    fn environments(day: &str) -> Environments {
        let of = |industry, finding| IndustryFinding::about(Id::new(industry), finding);
        let before =
            Finding { superseded: Some(true), ..answer(1, "trend.rivalry", "2", "2026-01-05", "yearbook") };
        let findings = vec![
            of(1, before),
            of(1, answer(2, "trend.rivalry", "4", "2026-02-20", "yearbook")),
            of(2, answer(3, "trend.rivalry", "5", "2026-02-01", "paper")),
        ];
        let industries = [industry(1, "钢铁", &["Steel"]), industry(2, "ICT", &["钢铁"])];
        Environments::new(&industries, findings, day.parse().unwrap())
    }

    #[test]
    fn an_industry_is_known_by_any_of_its_names_however_they_are_written() {
        let environments = environments("2026-03-01");
        let id = |name| environments.named(name).map(|environment| environment.id);
        assert_eq!([id("鋼鐵"), id(" ｓｔｅｅｌ"), id("ict"), id("Port")], [Some(1), Some(1), Some(2), None]);
    }

    #[test]
    fn an_account_has_the_answer_of_its_industry_where_it_has_none_of_its_own() {
        let facts = |own: Vec<Finding>, day: &str| Facts {
            findings: own,
            environment: environments(day).named("Steel").cloned(),
            ..sound()
        };
        let said = |facts: &Facts| {
            let finding = facts.answer("trend.rivalry").map(|finding| finding.id.number());
            (finding, facts.inherited("trend.rivalry").is_some())
        };
        let own = answer(9, "trend.rivalry", "1", "2026-01-01", "visit");
        let unknown = Finding { answered: Answered::Unknown, value: None, ..own.clone() };
        assert_eq!(said(&facts(Vec::new(), "2026-03-01")), (Some(2), true));
        assert_eq!(said(&facts(Vec::new(), "2026-02-01")), (Some(1), true));
        assert_eq!(said(&facts(Vec::new(), "2026-01-01")), (None, false));
        assert_eq!(said(&facts(vec![own.clone()], "2026-03-01")), (Some(9), false));
        assert_eq!(said(&facts(vec![unknown.clone()], "2026-03-01")), (Some(2), true));
        let asked = |industry: &Finding, own: &[&Finding]| {
            let environment = environments("2026-03-01").named("Steel").map(|environment| {
                let findings = vec![industry.clone()];
                Arc::new(Environment { findings, ..Environment::clone(environment) })
            });
            let own = own.iter().map(|own| (*own).clone()).collect();
            let facts = Facts { findings: own, environment, ..sound() };
            (facts.finding("trend.rivalry").map(|finding| finding.id.number()), facts.in_force().count())
        };
        let nobody = Finding { date: "2026-02-02".parse().unwrap(), ..unknown.clone() };
        let nobody = Finding { id: Id::new(4), ..nobody };
        assert_eq!(asked(&nobody, &[]), (Some(4), 1), "that nobody knew is an answer of the industry");
        assert_eq!(asked(&nobody, &[&unknown]), (Some(4), 2), "it was asked later than the account");
        assert_eq!(asked(&nobody, &[&own]), (Some(9), 1));
        assert_eq!(asked(&Finding { answered: Answered::Noted, ..nobody }, &[]), (None, 0));
        let overridden = |own: &[&Finding]| {
            let facts = facts(own.iter().map(|own| (*own).clone()).collect(), "2026-03-01");
            facts.overridden("trend.rivalry").map(|finding| finding.id.number())
        };
        let same = answer(9, "trend.rivalry", "4", "2026-01-01", "visit");
        assert_eq!([overridden(&[&own]), overridden(&[&same])], [Some(2), None]);
        assert_eq!([overridden(&[]), overridden(&[&unknown])], [None, None], "what is inherited is the same");
        let then = facts(Vec::new(), "2026-03-01").as_of("2026-02-01".parse().unwrap());
        assert_eq!(said(&then), (Some(1), true));
    }
}
