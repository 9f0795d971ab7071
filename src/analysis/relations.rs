//! Who is tied to whom at a customer, and by whom those who decide can be reached.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::facts::Facts;
use crate::domain::contact::{Contact, Level};
use crate::domain::id::Id;
use crate::domain::relation::Bond;

/// How one person is tied to another, seen from the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    ReportsTo,
    /// The other one reports to this one.
    Leads,
    Ally,
    Rival,
    Conflict,
    /// The other one goes by what this one says.
    Influences,
    InfluencedBy,
    /// This one is the mentor.
    Mentors,
    MentoredBy,
    Family,
    Other,
}

impl Tie {
    /// The name that scripts know it by.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ReportsTo => "reports_to",
            Self::Leads => "leads",
            Self::Ally => "ally",
            Self::Rival => "rival",
            Self::Conflict => "conflict",
            Self::Influences => "influences",
            Self::InfluencedBy => "influenced_by",
            Self::Mentors => "mentors",
            Self::MentoredBy => "mentored_by",
            Self::Family => "family",
            Self::Other => "other",
        }
    }

    /// Whether one would put in a word with the other.
    #[must_use]
    pub const fn leads_on(self) -> bool {
        !matches!(self, Self::Rival | Self::Conflict | Self::Other)
    }

    /// How a bond looks from its first person, or from its second.
    const fn of(bond: Bond) -> (Self, Self) {
        match bond {
            Bond::Ally => (Self::Ally, Self::Ally),
            Bond::Rival => (Self::Rival, Self::Rival),
            Bond::Conflict => (Self::Conflict, Self::Conflict),
            Bond::Influences => (Self::Influences, Self::InfluencedBy),
            Bond::Mentor => (Self::Mentors, Self::MentoredBy),
            Bond::Family => (Self::Family, Self::Family),
            Bond::Other => (Self::Other, Self::Other),
        }
    }
}

/// A tie of a person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tied<'f> {
    pub tie: Tie,
    pub to: &'f Contact,
    pub note: Option<&'f str>,
}

/// Somebody who decides and does not trust us yet, and the shortest way there.
#[derive(Clone, Debug, PartialEq)]
pub struct Reach<'f> {
    pub decider: &'f Contact,
    /// Who trusts us, first, and each further person with the tie that leads there; the last one is the decider. Empty where no
    /// tie leads there.
    pub path: Vec<(Option<Tie>, &'f Contact)>,
}

/// The ties of everybody who is still there, each seen from both sides, by person; the most important ties first.
#[must_use]
pub fn ties(facts: &Facts) -> BTreeMap<i64, Vec<Tied<'_>>> {
    let present: BTreeMap<i64, &Contact> = facts
        .contacts
        .iter()
        .filter(|contact| contact.left != Some(true))
        .map(|contact| (contact.id.number(), contact))
        .collect();
    let mut ties: BTreeMap<i64, Vec<Tied>> = BTreeMap::new();
    let mut tie = |from: Id<Contact>, to: Id<Contact>, (there, back): (Tie, Tie), note| {
        if let (Some(one), Some(other)) =
            (present.get(&from.number()).copied(), present.get(&to.number()).copied())
            && from != to
        {
            ties.entry(from.number()).or_default().push(Tied { tie: there, to: other, note });
            ties.entry(to.number()).or_default().push(Tied { tie: back, to: one, note });
        }
    };
    for contact in present.values() {
        if let Some(superior) = contact.reports_to {
            tie(contact.id, superior, (Tie::ReportsTo, Tie::Leads), None);
        }
    }
    for relation in &facts.relations {
        tie(relation.from, relation.to, Tie::of(relation.relation), relation.note.as_deref());
    }
    for of_one in ties.values_mut() {
        of_one.sort_by_key(|tied| (tied.tie, tied.to.id.number()));
    }
    ties
}

/// For everybody who decides and whose relationship to us is below `trusted`, the way there over people who would put in a word: the
/// fewest steps from somebody whose relationship is `trusted` or better (breadth-first search); of equally short ways the one that
/// begins where we are trusted most.
#[must_use]
pub fn ways<'f>(facts: &'f Facts, trusted: i64) -> Vec<Reach<'f>> {
    let ties = ties(facts);
    let degree = |contact: &Contact| contact.relationship.map_or(0, |degree| degree.0);
    let present: Vec<&Contact> = facts.contacts.iter().filter(|contact| contact.left != Some(true)).collect();
    let mut starts: Vec<&Contact> =
        present.iter().copied().filter(|contact| degree(contact) >= trusted).collect();
    starts.sort_by_key(|contact| (std::cmp::Reverse(degree(contact)), contact.id.number()));
    let mut seen: BTreeSet<i64> = starts.iter().map(|contact| contact.id.number()).collect();
    let mut came: BTreeMap<i64, (&'f Contact, Tie)> = BTreeMap::new();
    let mut waiting: VecDeque<&'f Contact> = starts.into();
    while let Some(person) = waiting.pop_front() {
        let tied = ties.get(&person.id.number()).into_iter().flatten();
        for tied in tied.filter(|tied| tied.tie.leads_on()) {
            if seen.insert(tied.to.id.number()) {
                came.insert(tied.to.id.number(), (person, tied.tie));
                waiting.push_back(tied.to);
            }
        }
    }
    let unreached = present
        .into_iter()
        .filter(|contact| contact.level == Some(Level::Decision) && degree(contact) < trusted);
    unreached.map(|decider| Reach { decider, path: way(decider, &came) }).collect()
}

/// The way to a person, backwards from there.
fn way<'f>(
    decider: &'f Contact,
    came: &BTreeMap<i64, (&'f Contact, Tie)>,
) -> Vec<(Option<Tie>, &'f Contact)> {
    let mut path = Vec::new();
    let mut person = decider;
    while let Some((before, tie)) = came.get(&person.id.number()) {
        path.push((Some(*tie), person));
        person = before;
    }
    if !path.is_empty() {
        path.push((None, person));
    }
    path.reverse();
    path
}

/// Who of us knows whom: our people by name, each with those there, everybody in the order of the records.
#[must_use]
pub fn known_by(facts: &Facts) -> Vec<(&str, Vec<&Contact>)> {
    let mut known: Vec<(&str, Vec<&Contact>)> = Vec::new();
    for contact in facts.contacts.iter().filter(|contact| contact.left != Some(true)) {
        for ours in contact.known_by.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            match known
                .iter_mut()
                .find(|(name, _)| crate::domain::fold::fold(name) == crate::domain::fold::fold(ours))
            {
                Some((_, contacts)) => contacts.push(contact),
                None => known.push((ours, vec![contact])),
            }
        }
    }
    known.sort_by_key(|(_, contacts)| std::cmp::Reverse(contacts.len()));
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{person, record, sound, text};
    use crate::domain::relation::Relation;
    use crate::domain::value::Value;

    fn bond(id: i64, from: i64, bond: &str, to: i64) -> Relation {
        record(id, &[("from", Value::Link(from)), ("to", Value::Link(to)), ("relation", text(bond))])
    }

    fn told(facts: &Facts) -> Vec<String> {
        let step = |(tie, contact): &(Option<Tie>, &Contact)| {
            let tie = tie.map(|tie| format!(" {} ", tie.as_str())).unwrap_or_default();
            format!("{tie}{}", contact.name)
        };
        let reach = |reach: Reach| {
            format!("{}: {}", reach.decider.name, reach.path.iter().map(step).collect::<String>())
        };
        ways(facts, 3).into_iter().map(reach).collect()
    }

    fn office() -> Facts {
        let mut facts = sound();
        facts.contacts = vec![
            person(1, "Chair", "decision", 0),
            person(2, "Head", "management", 1),
            person(3, "User", "operation", 3),
            person(4, "Friend", "operation", 5),
            person(5, "Owner", "decision", 1),
            person(6, "Known", "decision", 4),
        ];
        facts.contacts[1].reports_to = Some(facts.contacts[0].id);
        facts
    }

    #[test]
    fn those_who_decide_are_reached_over_those_who_trust_us() {
        let mut facts = office();
        assert_eq!(told(&facts), ["Chair: ", "Owner: "]);
        facts.relations = vec![bond(1, 3, "ally", 2), bond(2, 4, "rival", 5)];
        assert_eq!(told(&facts), ["Chair: User ally Head reports_to Chair", "Owner: "]);
        // A shorter way is better; a mentor's word counts in both directions.
        facts.relations.push(bond(3, 1, "mentor", 4));
        facts.relations.push(bond(4, 5, "family", 1));
        assert_eq!(
            told(&facts),
            ["Chair: Friend mentored_by Chair", "Owner: Friend mentored_by Chair family Owner"]
        );
        // Nobody goes by one who has left.
        facts.contacts[3].left = Some(true);
        assert_eq!(
            told(&facts),
            ["Chair: User ally Head reports_to Chair", "Owner: User ally Head reports_to Chair family Owner"]
        );
    }

    #[test]
    fn of_equally_short_ways_the_one_where_we_are_trusted_most_counts() {
        let mut facts = office();
        facts.relations = vec![bond(1, 3, "ally", 1), bond(2, 4, "ally", 1)];
        assert_eq!(told(&facts)[0], "Chair: Friend ally Chair");
    }

    #[test]
    fn our_people_are_told_with_those_whom_they_know() {
        let mut facts = office();
        facts.contacts[0].known_by = vec!["Bob".to_owned(), "ann".to_owned()];
        facts.contacts[1].known_by = vec!["Ann".to_owned(), " ".to_owned()];
        let told: Vec<(&str, usize)> =
            known_by(&facts).iter().map(|(name, known)| (*name, known.len())).collect();
        assert_eq!(told, [("ann", 2), ("Bob", 1)]);
    }
}
