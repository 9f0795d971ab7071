//! The stakeholder map: who stands where at the customer, where nobody is known, and what to worry about.

use super::facts::Facts;
use crate::domain::contact::{Contact, Function, Level, Role, Stance};
use crate::domain::date::{Date, span_days};
use crate::domain::id::Id;
use crate::domain::language::{Language, Text, count};
use crate::playbook::Playbook;
use crate::say;

/// The functions of which somebody should be known on each level.
pub const CORE: &[Function] = &[Function::User, Function::Technical, Function::Finance];

/// Levels from the top down, as the map shows them.
pub const LEVELS: &[Level] = &[Level::Decision, Level::Management, Level::Operation];

/// People by level and function.
#[derive(Clone, Debug, PartialEq)]
pub struct StakeholderMap<'f> {
    /// Every cell, the decision level first, each level in the order of [`Function::ALL`].
    pub cells: Vec<MapCell<'f>>,
    /// People whose level or function is not known.
    pub unplaced: Vec<&'f Contact>,
    pub alerts: Vec<Alert>,
}

/// One level of one function.
#[derive(Clone, Debug, PartialEq)]
pub struct MapCell<'f> {
    pub level: Level,
    pub function: Function,
    /// The most influential first.
    pub people: Vec<&'f Contact>,
}

impl MapCell<'_> {
    /// Whether nobody is known where somebody should be.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.people.is_empty() && CORE.contains(&self.function)
    }
}

impl<'f> StakeholderMap<'f> {
    /// The cell of a level and a function.
    #[must_use]
    pub fn cell(&self, level: Level, function: Function) -> Option<&MapCell<'f>> {
        self.cells.iter().find(|cell| cell.level == level && cell.function == function)
    }

    /// Cells where nobody is known and somebody should be.
    pub fn gaps(&self) -> impl Iterator<Item = &MapCell<'f>> {
        self.cells.iter().filter(|cell| cell.is_gap())
    }
}

/// Something about the people of an account that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub enum Alert {
    NoDecisionContact,
    /// Too few people trust us: whoever leaves takes the account along.
    SingleThreaded {
        trusting: usize,
        wanted: i64,
        relationship: i64,
    },
    InfluentialOpponent {
        contact: Id<Contact>,
        name: String,
        influence: i64,
    },
    /// Nobody was seen for longer than the tier's cadence. Without `last`, nobody was ever seen.
    NotSeen {
        last: Option<Date>,
        days: Option<i64>,
        cadence: i64,
    },
}

/// How many people there trust us.
#[must_use]
pub fn trusting_in_words(trusting: usize, relationship: i64) -> Text {
    match trusting {
        0 => Text {
            en: format!("nobody with relationship {relationship} or more"),
            zh: format!("没有人的关系程度达到 {relationship}"),
        },
        _ => Text {
            en: format!("{} with relationship {relationship} or more", count(trusting, "person", "people")),
            zh: format!("关系程度达到 {relationship} 的只有 {trusting} 人"),
        },
    }
}

impl Alert {
    /// The name that scripts know it by.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::NoDecisionContact => "no_decision_contact",
            Self::SingleThreaded { .. } => "single_threaded",
            Self::InfluentialOpponent { .. } => "influential_opponent",
            Self::NotSeen { .. } => "not_seen",
        }
    }

    /// The alert in words.
    #[must_use]
    pub fn told_in(&self, language: Language) -> String {
        match self {
            Self::NoDecisionContact => {
                say!(language, "No contact on the decision level", "没有决策层联系人")
            }
            Self::SingleThreaded { trusting, wanted, relationship } => {
                let told = trusting_in_words(*trusting, *relationship);
                let told = told.get(language);
                say!(
                    language,
                    "Single-threaded: {told}, at least {wanted} are wanted",
                    "关系单线：{told}（至少应有 {wanted} 人）"
                )
            }
            Self::InfluentialOpponent { name, influence, .. } => say!(
                language,
                "{name} opposes us and has influence {influence}",
                "{name} 反对我们，且影响力达 {influence}"
            ),
            Self::NotSeen { last: Some(last), days: Some(days), cadence } => {
                let (since, every) = (count(*days, "day", "days"), count(*cadence, "day", "days"));
                say!(
                    language,
                    "Nobody seen for {since} (last {last}; it should be every {every})",
                    "已 {days} 天没有联系（最近 {last}；应每 {cadence} 天一次）"
                )
            }
            Self::NotSeen { cadence, .. } => {
                let every = count(*cadence, "day", "days");
                say!(
                    language,
                    "Nobody seen yet (it should be every {every})",
                    "还没有任何联系记录（应每 {cadence} 天一次）"
                )
            }
        }
    }
}

/// The map of an account's people who are still there.
#[must_use]
pub fn map<'f>(playbook: &Playbook, facts: &'f Facts, today: Date) -> StakeholderMap<'f> {
    let people = present(facts);
    let cells = LEVELS
        .iter()
        .flat_map(|&level| Function::ALL.iter().map(move |&function| (level, function)))
        .map(|(level, function)| MapCell {
            level,
            function,
            people: people
                .iter()
                .copied()
                .filter(|contact| contact.level == Some(level) && contact.function == Some(function))
                .collect(),
        })
        .collect();
    let alerts = alerts_about(playbook, facts, &people, today);
    let unplaced =
        people.into_iter().filter(|contact| contact.level.is_none() || contact.function.is_none()).collect();
    StakeholderMap { cells, unplaced, alerts }
}

/// What puts a person before others: influence, then relationship.
fn weight(contact: &Contact) -> (Option<i64>, Option<i64>) {
    (contact.influence.map(|influence| influence.0), contact.relationship.map(|relationship| relationship.0))
}

/// Whether a person helps us from within: a coach, or a champion.
#[must_use]
pub fn helps_us(contact: &Contact) -> bool {
    contact.stance == Some(Stance::Champion) || contact.roles.contains(&Role::Coach)
}

/// What needs attention about an account's people, without the map.
#[must_use]
pub fn alerts(playbook: &Playbook, facts: &Facts, today: Date) -> Vec<Alert> {
    alerts_about(playbook, facts, &present(facts), today)
}

/// The people who are still there, the most influential first.
fn present(facts: &Facts) -> Vec<&Contact> {
    let mut people: Vec<&Contact> =
        facts.contacts.iter().filter(|contact| contact.left != Some(true)).collect();
    people.sort_by(|left, right| weight(right).cmp(&weight(left)).then_with(|| left.name.cmp(&right.name)));
    people
}

fn alerts_about(playbook: &Playbook, facts: &Facts, people: &[&Contact], today: Date) -> Vec<Alert> {
    let rules = &playbook.people;
    let mut alerts = Vec::new();
    if !people.iter().any(|contact| contact.level == Some(Level::Decision)) {
        alerts.push(Alert::NoDecisionContact);
    }
    let trusting = people
        .iter()
        .filter(|contact| contact.relationship.is_some_and(|degree| degree.0 >= rules.thread_relationship))
        .count();
    if i64::try_from(trusting).is_ok_and(|trusting| trusting < rules.minimum_threads) {
        alerts.push(Alert::SingleThreaded {
            trusting,
            wanted: rules.minimum_threads,
            relationship: rules.thread_relationship,
        });
    }
    for contact in people.iter().filter(|contact| contact.stance == Some(Stance::Opponent)) {
        if let Some(influence) = contact.influence.filter(|influence| influence.0 >= rules.opponent_influence)
        {
            alerts.push(Alert::InfluentialOpponent {
                contact: contact.id,
                name: contact.name.clone(),
                influence: influence.0,
            });
        }
    }
    alerts.extend(not_seen(playbook, facts, today));
    alerts
}

/// The days within which somebody of ours should speak with an account: those of its tier, else the slowest.
#[must_use]
pub fn cadence(playbook: &Playbook, facts: &Facts) -> Option<i64> {
    let policy = facts.account.tier.and_then(|tier| playbook.tier(tier.as_str()));
    let slowest = || playbook.tiers.tiers.iter().map(|tier| tier.cadence_days).max();
    policy.map(|policy| policy.cadence_days).or_else(slowest)
}

/// Compares the last interaction with the cadence of the tier; an account without a tier has the slowest one.
#[must_use]
pub fn not_seen(playbook: &Playbook, facts: &Facts, today: Date) -> Option<Alert> {
    let cadence = cadence(playbook, facts)?;
    let last =
        facts.interactions.iter().map(|interaction| interaction.date).filter(|date| *date <= today).max();
    let days = last.map(|last| span_days(last, today));
    match days {
        Some(days) if days <= cadence => None,
        _ => Some(Alert::NotSeen { last, days, cadence }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::Account;
    use crate::domain::interaction::Interaction;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Record, Scale};
    use crate::domain::value::Value;

    fn person(id: i64, name: &str, place: Option<(Level, Function)>) -> Contact {
        let mut entry = Entry::blank(Kind::Contact);
        entry.id = id;
        entry.set("account", Value::Link(1));
        entry.set("name", Value::Text(name.to_owned()));
        let contact = Contact::from_entry(&entry).unwrap();
        Contact { level: place.map(|place| place.0), function: place.map(|place| place.1), ..contact }
    }

    fn trusted(contact: Contact, relationship: i64) -> Contact {
        Contact { relationship: Some(Scale(relationship)), ..contact }
    }

    fn facts(contacts: Vec<Contact>, visits: &[&str]) -> Facts {
        let mut account = Entry::blank(Kind::Account);
        account.id = 1;
        account.set("name", Value::Text("华为".to_owned()));
        let visit = |date: &&str| {
            let mut entry = Entry::blank(Kind::Interaction);
            entry.set("account", Value::Link(1));
            entry.set("summary", Value::Text("visit".to_owned()));
            entry.set("date", Value::Date(date.parse().unwrap()));
            Interaction::from_entry(&entry).unwrap()
        };
        Facts {
            contacts,
            interactions: visits.iter().map(visit).collect(),
            ..Facts::of(Account::from_entry(&account).unwrap())
        }
    }

    fn today() -> Date {
        "2026-03-11".parse().unwrap()
    }

    fn alert_ids(facts: &Facts) -> Vec<&'static str> {
        let playbook = Playbook::built_in().unwrap();
        map(&playbook, facts, today()).alerts.iter().map(Alert::id).collect()
    }

    #[test]
    fn people_stand_in_their_cells_and_empty_core_cells_are_gaps() {
        let facts = facts(
            vec![
                person(1, "王芳", Some((Level::Decision, Function::Finance))),
                Contact {
                    influence: Some(Scale(5)),
                    ..person(2, "李强", Some((Level::Decision, Function::Finance)))
                },
                person(3, "采购", Some((Level::Operation, Function::Procurement))),
                Contact { level: None, ..person(4, "Nobody knows", Some((Level::Decision, Function::User))) },
                Contact { left: Some(true), ..person(5, "Gone", Some((Level::Decision, Function::User))) },
            ],
            &[],
        );
        let playbook = Playbook::built_in().unwrap();
        let map = map(&playbook, &facts, today());
        assert_eq!(map.cells.len(), 15);
        let finance = map.cell(Level::Decision, Function::Finance).unwrap();
        let names: Vec<&str> = finance.people.iter().map(|contact| contact.name.as_str()).collect();
        assert_eq!(names, ["李强", "王芳"], "the influential one first");
        assert_eq!(map.gaps().count(), 8, "nine core cells, one taken");
        assert!(!map.cell(Level::Decision, Function::Procurement).unwrap().is_gap());
        assert_eq!(map.unplaced.len(), 1);
    }

    #[test]
    fn an_account_without_anybody_has_every_gap_and_alert_but_opponents() {
        assert_eq!(
            alert_ids(&facts(Vec::new(), &[])),
            ["no_decision_contact", "single_threaded", "not_seen"]
        );
    }

    #[test]
    fn two_people_who_trust_us_and_a_recent_visit_are_enough() {
        let boss = trusted(person(1, "王芳", Some((Level::Decision, Function::User))), 3);
        let other = trusted(person(2, "李强", None), 5);
        let one = facts(vec![boss.clone(), trusted(other.clone(), 2)], &["2026-03-10"]);
        assert_eq!(alert_ids(&one), ["single_threaded"]);
        assert!(alert_ids(&facts(vec![boss, other], &["2026-03-10"])).is_empty());
    }

    #[test]
    fn an_opponent_counts_from_influence_four() {
        let opponent = |influence| Contact {
            stance: Some(Stance::Opponent),
            influence: Some(Scale(influence)),
            ..person(1, "张", Some((Level::Decision, Function::User)))
        };
        assert!(!alert_ids(&facts(vec![opponent(3)], &[])).contains(&"influential_opponent"));
        assert!(alert_ids(&facts(vec![opponent(4)], &[])).contains(&"influential_opponent"));
    }

    #[test]
    fn the_cadence_is_that_of_the_tier_and_the_slowest_without_one() {
        use crate::domain::choices::Tier;
        // 15 days before today, and a visit that is only planned.
        for (tier, visit, alerted) in [
            (Some(Tier::S), "2026-02-24", true),
            (Some(Tier::S), "2026-02-25", false),
            (Some(Tier::A), "2026-02-24", false),
            (None, "2026-02-24", false),
            (None, "2025-09-11", true),
            (None, "2026-03-12", true),
        ] {
            let mut facts = facts(Vec::new(), &[visit]);
            facts.account.tier = tier;
            assert_eq!(alert_ids(&facts).contains(&"not_seen"), alerted, "{tier:?} {visit}");
        }
    }
}
