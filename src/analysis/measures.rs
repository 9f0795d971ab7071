//! Measures that a score reads from people, interactions and orders instead of from answers.

use super::evidence::Evidence;
use super::orders::{Rfm, RfmRules, revenue_points, rfm};
use crate::domain::contact::Level;
use crate::domain::date::{Date, span_days};
use crate::playbook::TierRules;

/// Influence of a person for whom none is recorded: the middle of 1 to 5.
const USUAL_INFLUENCE: i64 = 3;

/// What measures are held against.
#[derive(Clone, Copy, Debug)]
pub struct Limits<'p> {
    pub tiers: &'p TierRules,
    pub orders: RfmRules<'p>,
}

/// The measure that a playbook names, 0-100; `None` where there is nothing to measure or no such measure.
#[must_use]
pub fn measure(name: &str, evidence: &Evidence, limits: Limits, today: Date) -> Option<f64> {
    match name {
        "decision_access" => decision_access(evidence),
        "relationship_strength" => relationship_strength(evidence),
        "contact_recency" => contact_recency(evidence, limits.tiers, today),
        "rfm" => rfm(evidence.deals().iter().copied(), limits.orders, today).map(Rfm::percent),
        "revenue_12m" => revenue_points(evidence.deals().iter().copied(), limits.orders, today),
        _ => None,
    }
}

/// Whether those who decide know and trust us: the best relationship (0-5) with a person at decision level, times 20.
///
/// Unknown while no such person with a relationship is recorded: that we have not noted one does not say that
/// there is none. Source: the method asks for a decision-level contact with a relationship of 3 or more before the
/// customer weighs the risk.
fn decision_access(evidence: &Evidence) -> Option<f64> {
    let deciding = evidence.people().iter().filter(|person| person.level == Some(Level::Decision));
    deciding.filter_map(|person| person.relationship).max().map(of_five)
}

/// How strongly the people we know stand to us: the mean of their relationships (0-5), weighted by their influence
/// (3 where none is recorded), times 20.
///
/// Unknown while nobody has a relationship. Source: the method measures a relationship from 0 (not met) to
/// 5 (acts for us), and calls an account that hangs on one thread at risk.
fn relationship_strength(evidence: &Evidence) -> Option<f64> {
    let (mut sum, mut weights) = (0, 0);
    for person in evidence.people() {
        if let Some(relationship) = person.relationship {
            let influence = person.influence.unwrap_or(USUAL_INFLUENCE);
            sum += relationship * influence;
            weights += influence;
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a few people times five")]
    (weights > 0).then(|| sum as f64 / weights as f64 * 20.0)
}

/// How lately we spoke: 100 up to the shortest cadence of all tiers (14 days), then falling in a straight line to 0
/// at the longest (180 days).
///
/// Unknown while no interaction is recorded; those of the future do not count. Source: the method's contact
/// cadences. All tiers are measured alike, since a measure that followed the tier would feed on its own result.
fn contact_recency(evidence: &Evidence, rules: &TierRules, today: Date) -> Option<f64> {
    let last = evidence.interactions().iter().copied().filter(|date| *date <= today).max()?;
    let cadences = || rules.tiers.iter().map(|tier| tier.cadence_days);
    let (shortest, longest) = (cadences().min()?, cadences().max()?);
    let days = span_days(last, today);
    if days <= shortest {
        return Some(100.0);
    }
    if days >= longest {
        return Some(0.0);
    }
    #[expect(clippy::cast_precision_loss, reason = "days")]
    Some((longest - days) as f64 / (longest - shortest) as f64 * 100.0)
}

#[expect(clippy::cast_precision_loss, reason = "0 to 5")]
fn of_five(relationship: i64) -> f64 {
    relationship as f64 * 20.0
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use jiff::civil::date;

    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::interaction::Interaction;
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Record};
    use crate::domain::value::Value;
    use crate::playbook::Playbook;

    static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

    fn contact(level: &str, influence: Option<i64>, relationship: Option<i64>) -> Contact {
        let mut entry = Entry::blank(Kind::Contact);
        entry.set("account", Value::Link(1));
        entry.set("name", Value::Text("Example Person".into()));
        entry.set("level", Value::Text(level.into()));
        entry.set("influence", influence.map_or(Value::Empty, Value::Integer));
        entry.set("relationship", relationship.map_or(Value::Empty, Value::Integer));
        Contact::from_entry(&entry).unwrap()
    }

    fn spoken(on: Date) -> Interaction {
        let mut entry = Entry::blank(Kind::Interaction);
        entry.set("account", Value::Link(1));
        entry.set("summary", Value::Text("Call".into()));
        entry.set("date", Value::Date(on));
        Interaction::from_entry(&entry).unwrap()
    }

    fn measured(name: &str, contacts: &[Contact], interactions: &[Interaction]) -> Option<f64> {
        let evidence = Evidence::of_records(&[], contacts, interactions);
        let orders = RfmRules { rules: &PLAYBOOK.orders, rates: &PLAYBOOK.rates };
        measure(name, &evidence, Limits { tiers: &PLAYBOOK.tiers, orders }, date(2026, 7, 1))
    }

    #[test]
    fn access_is_the_best_relationship_with_someone_who_decides() {
        assert_eq!(measured("decision_access", &[], &[]), None);
        assert_eq!(measured("decision_access", &[contact("management", None, Some(5))], &[]), None);
        assert_eq!(measured("decision_access", &[contact("decision", None, None)], &[]), None);
        assert_eq!(measured("decision_access", &[contact("decision", None, Some(0))], &[]), Some(0.0));
        let two = [contact("decision", None, Some(1)), contact("decision", None, Some(4))];
        assert_eq!(measured("decision_access", &two, &[]), Some(80.0));
        let mut gone = contact("decision", None, Some(4));
        gone.left = Some(true);
        assert_eq!(measured("decision_access", &[gone], &[]), None);
    }

    #[test]
    fn strength_weighs_people_by_their_influence() {
        assert_eq!(measured("relationship_strength", &[contact("operation", Some(5), None)], &[]), None);
        // (4 x 5 + 1 x 1) / (5 + 1) = 3.5 of 5
        let two = [contact("decision", Some(5), Some(4)), contact("operation", Some(1), Some(1))];
        assert!((measured("relationship_strength", &two, &[]).unwrap() - 70.0).abs() < 1e-9);
        // Without an influence 3: (4 x 3 + 2 x 3) / 6 = 3 of 5
        let two = [contact("decision", None, Some(4)), contact("operation", None, Some(2))];
        assert!((measured("relationship_strength", &two, &[]).unwrap() - 60.0).abs() < 1e-9);
    }

    #[test]
    fn recency_falls_from_the_shortest_cadence_to_the_longest() {
        for (on, expected) in [
            (date(2026, 6, 30), 100.0),
            (date(2026, 6, 17), 100.0),
            // 97 days: half way from 14 to 180.
            (date(2026, 3, 26), 50.0),
            (date(2026, 1, 2), 0.0),
            (date(2020, 1, 1), 0.0),
        ] {
            assert_eq!(measured("contact_recency", &[], &[spoken(on)]), Some(expected), "{on}");
        }
        assert_eq!(measured("contact_recency", &[], &[]), None);
        assert_eq!(measured("contact_recency", &[], &[spoken(date(2026, 7, 2))]), None);
        assert_eq!(measured("nothing", &[], &[spoken(date(2026, 6, 30))]), None);
    }
}
