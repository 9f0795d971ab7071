//! Finding things in a playbook by their ids.

use crate::domain::language::{Language, pick};

use super::{CheckRule, Item, Look, Playbook, ScoreInput, StageGuide, StyleGuide, TierPolicy};

impl Playbook {
    /// What the method says about a stage.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<&StageGuide> {
        self.stages.iter().find(|stage| stage.id == id)
    }

    /// What is odd about it though it can be used: no mistakes, but worth a look.
    #[must_use]
    pub fn remarks(&self) -> Vec<crate::domain::language::Text> {
        super::scoring::remarks(&self.tiers)
    }

    /// A checklist item by its full name, `trend.rivalry`, with the look it belongs to.
    #[must_use]
    pub fn item(&self, id: &str) -> Option<(&Look, &Item)> {
        let (look, item) = id.split_once('.')?;
        let look = self.looks.iter().find(|known| known.id == look)?;
        let item = look.items.iter().find(|known| known.id == item)?;
        Some((look, item))
    }

    /// Every checklist item in order, with its full name and its look.
    pub fn items(&self) -> impl Iterator<Item = (String, &Look, &Item)> {
        self.looks.iter().flat_map(|look| {
            look.items.iter().map(move |item| (format!("{}.{}", look.id, item.id), look, item))
        })
    }

    /// The stored reason of a capped grade, `S -> A: self.would_make_good`, with its questions in words; any other text
    /// stays as it is.
    #[must_use]
    pub fn items_in_words(&self, text: &str, language: Language) -> String {
        let in_words = text.split_once(": ").and_then(|(head, ids)| {
            let labels: Option<Vec<&str>> =
                ids.split(", ").map(|id| self.item(id).map(|(_, item)| item.label.get(language))).collect();
            let (colon, separator) = (pick(language, ": ", "："), pick(language, "; ", "；"));
            Some(format!("{head}{colon}{}", labels?.join(separator)))
        });
        in_words.unwrap_or_else(|| text.to_owned())
    }

    /// The policy of a tier.
    #[must_use]
    pub fn tier(&self, id: &str) -> Option<&TierPolicy> {
        self.tiers.tiers.iter().find(|tier| tier.id == id)
    }

    /// How to work with a style of person.
    #[must_use]
    pub fn style(&self, id: &str) -> Option<&StyleGuide> {
        self.people.styles.iter().find(|style| style.id == id)
    }

    /// A rule of `acct check`.
    #[must_use]
    pub fn check(&self, id: &str) -> Option<&CheckRule> {
        self.checks.iter().find(|rule| rule.id == id)
    }

    /// The stage that a customer signal speaks for.
    #[must_use]
    pub fn stage_of_signal(&self, id: &str) -> Option<&StageGuide> {
        self.stages.iter().find(|stage| stage.signals.iter().any(|signal| signal.id == id))
    }
}

impl ScoreInput {
    /// The name by which it is known: that of its question or measure.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.item.as_deref().or(self.metric.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_found_by_its_id() {
        let playbook = Playbook::built_in().unwrap();
        assert_eq!(playbook.stage("pain").unwrap().phase, "define_need");
        let (look, item) = playbook.item("trend.rivalry").unwrap();
        assert_eq!((look.id.as_str(), item.id.as_str()), ("trend", "rivalry"));
        assert_eq!(playbook.tier("S").unwrap().cadence_days, 14);
        assert_eq!(playbook.style("social").unwrap().id, "social");
        assert_eq!(playbook.stage_of_signal("asks_for_price_cut").unwrap().id, "evaluate_cost");
    }

    #[test]
    fn the_reason_of_a_capped_grade_is_told_in_words() {
        let playbook = Playbook::built_in().unwrap();
        let label = &playbook.item("trend.rivalry").unwrap().1.label;
        let told = |text, language| playbook.items_in_words(text, language);
        assert_eq!(told("S -> A: trend.rivalry", Language::Chinese), format!("S -> A：{}", label.zh));
        for text in ["S -> A: trend.nothing", "Group agreement: signed", ""] {
            assert_eq!(told(text, Language::English), text);
        }
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let playbook = Playbook::built_in().unwrap();
        for id in ["rivalry", "trend.", "trend.nothing", "nothing.rivalry", "", "."] {
            assert!(playbook.item(id).is_none(), "{id}");
        }
    }

    #[test]
    fn every_item_is_found_under_the_name_it_is_listed_with() {
        let playbook = Playbook::built_in().unwrap();
        for (id, look, item) in playbook.items() {
            assert_eq!(playbook.item(&id), Some((look, item)));
        }
    }
}
