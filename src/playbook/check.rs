//! What must fit together in a merged playbook: references, ids used once, and what each kind of item needs.

use std::collections::BTreeMap;

use super::merge::Merge;
use super::mistake::{Complaint, both};
use super::places::{Path, below, path};
use super::{CustomField, Item, ItemKind, Playbook, ShowingAnswer, orders, rules, scoring};
use crate::domain::kind::Kind;

/// Complains of everything in the playbook that does not fit together.
pub(super) fn playbook(playbook: &Playbook, merge: &mut Merge) {
    let mut check = Check { playbook, merge };
    check.stages();
    check.items();
    scoring::check(&mut check);
    check.grades_of_people();
    orders::check(&mut check);
    fields(&playbook.fields, merge);
}

/// Complains of custom fields that cannot be.
pub(super) fn fields(fields: &[CustomField], merge: &mut Merge) {
    for field in fields {
        let place = path(&["fields", &field.id]);
        if is_built_in(&field.id) {
            let id = &field.id;
            merge.complain_at(
                &[&place],
                both!("\"{id}\" is a built-in field; choose another name", "“{id}”是内置字段，请换一个名字"),
            );
        }
        match (field.kind.as_str(), field.choices.is_empty()) {
            ("choice", true) => merge.complain_at(&[&place], no_choices()),
            ("choice", false) | (_, true) => {}
            (kind, false) => merge.complain_at(
                &[&below(&place, "choices")],
                both!("a field of kind {kind} has no choices", "{kind} 类型的字段不能有选项"),
            ),
        }
    }
}

fn is_built_in(field: &str) -> bool {
    let parts = field.split_once('.');
    let kind_and_name = parts.and_then(|(kind, name)| Some((Kind::named(kind)?, name)));
    kind_and_name.is_some_and(|(kind, name)| kind.field(name).is_some())
}

fn no_choices() -> Complaint {
    both!("a choice needs choices", "选择项需要写出选项（choices）").into()
}

/// A check under way.
pub(super) struct Check<'c> {
    pub playbook: &'c Playbook,
    pub merge: &'c mut Merge,
}

impl<'c> Check<'c> {
    /// The item that an id such as `trend.rivalry` names. Where it is one of the user's that is itself mistaken,
    /// nothing more is said.
    pub(super) fn reference(&mut self, id: &str, place: &Path) -> Option<&'c Item> {
        if let Some((_, item)) = self.playbook.item(id) {
            return Some(item);
        }
        let (look, item) = id.split_once('.').unwrap_or((id, ""));
        let meant = path(&["looks", look, "items", item]);
        if !self.merge.places.is_written(&meant) {
            let known: Vec<String> = self.playbook.items().map(|(id, ..)| id).collect();
            let complaint = Complaint::from(both!("there is no item \"{id}\"", "没有条目“{id}”"))
                .near(id, known.iter().map(String::as_str));
            self.merge.complain_at(&[place, &meant], complaint);
        }
        None
    }

    fn stages(&mut self) {
        let playbook = self.playbook;
        let (mut signals, mut criteria) = (BTreeMap::new(), BTreeMap::new());
        for stage in &playbook.stages {
            for signal in &stage.signals {
                let place = path(&["stages", &stage.id, "signals", &signal.id]);
                if let Some(answer) = &signal.answer {
                    self.showing(answer, &below(&place, "answer"));
                }
                self.once(&mut signals, &signal.id, &stage.id, place);
            }
            for criterion in &stage.exit {
                let place = path(&["stages", &stage.id, "exit", &criterion.id]);
                if let Some(rule) = &criterion.rule {
                    rules::check(self, rule, &below(&place, "rule"));
                }
                self.once(&mut criteria, &criterion.id, &stage.id, place);
            }
        }
    }

    /// The question of an answer that shows a signal, and its choices.
    fn showing(&mut self, answer: &'c ShowingAnswer, place: &Path) {
        let Some(item) = self.reference(&answer.item, &below(place, "item")) else { return };
        let known: Vec<&str> = item.choices.iter().map(|choice| choice.id.as_str()).collect();
        for wanted in answer.is.iter().filter(|wanted| !known.is_empty() && !known.contains(&wanted.as_str()))
        {
            let complaint = Complaint::from(both!(
                "\"{wanted}\" is no answer to {0}", "“{wanted}”不是 {0} 的选项", answer.item
            ))
            .near(wanted, known.iter().copied());
            self.merge.complain_at(&[&below(place, "is")], complaint);
        }
    }

    /// An id that must be used once over all stages.
    fn once(
        &mut self,
        seen: &mut BTreeMap<&'c str, (&'c str, Path)>,
        id: &'c str,
        stage: &'c str,
        place: Path,
    ) {
        if let Some((first, elsewhere)) = seen.get(id) {
            self.merge.complain_at(
                &[&place, elsewhere],
                both!(
                    "\"{id}\" is used twice, in {first} and in {stage}",
                    "“{id}”在 {first} 和 {stage} 中重复使用"
                ),
            );
        } else {
            seen.insert(id, (stage, place));
        }
    }

    fn items(&mut self) {
        for look in &self.playbook.looks {
            for item in &look.items {
                let place = path(&["looks", &look.id, "items", &item.id]);
                self.scale(item, &place);
                self.choices(item, &place);
                self.rule(item, &place);
            }
        }
    }

    fn scale(&mut self, item: &Item, place: &Path) {
        let scale = below(place, "scale");
        match (item.kind, item.scale.len()) {
            (ItemKind::Scale, 5) => {}
            (ItemKind::Scale, count) => self.merge.complain_at(
                &[&scale, &below(place, "kind")],
                both!(
                    "a scale has five texts, for 1 to 5; here are {count}",
                    "量表要有 5 条文本（对应 1 到 5），这里有 {count} 条"
                ),
            ),
            (_, 0) => {}
            _ => self.merge.complain_at(
                &[&scale],
                both!("only an item of kind scale has a scale", "只有 scale 类型的条目才有量表（scale）"),
            ),
        }
    }

    fn choices(&mut self, item: &Item, place: &Path) {
        let choosing = matches!(item.kind, ItemKind::Choice | ItemKind::MultiChoice);
        let choices = below(place, "choices");
        match (choosing, item.choices.is_empty()) {
            (true, true) => self.merge.complain_at(&[&below(place, "kind"), &choices], no_choices()),
            (false, false) => self.merge.complain_at(
                &[&choices],
                both!(
                    "only a choice or multi_choice has choices",
                    "只有 choice 和 multi_choice 类型才有选项（choices）"
                ),
            ),
            _ => {}
        }
    }

    fn rule(&mut self, item: &Item, place: &Path) {
        let rule = below(place, "rule");
        match (item.kind, &item.rule) {
            (ItemKind::Record, Some(given)) => rules::check(self, given, &rule),
            (ItemKind::Record, None) => self.merge.complain_at(
                &[&below(place, "kind"), &rule],
                both!("an item of kind record needs a rule", "record 类型的条目需要规则（rule）"),
            ),
            (_, Some(_)) => self.merge.complain_at(
                &[&rule],
                both!("only an item of kind record has a rule", "只有 record 类型的条目才有规则（rule）"),
            ),
            (_, None) => {}
        }
    }

    /// Relationship and awareness are graded 0 to 5.
    fn grades_of_people(&mut self) {
        let people = &self.playbook.people;
        for (name, count) in
            [("relationship", people.relationship.len()), ("awareness", people.awareness.len())]
        {
            if count != 6 {
                self.merge.complain_at(
                    &[&path(&["people", name])],
                    both!(
                        "there must be six texts, for 0 to 5; here are {count}",
                        "要有 6 条文本（对应 0 到 5），这里有 {count} 条"
                    ),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::playbook::{Playbook, PlaybookError};

    /// What is told of an override: line, column, path and English message of each mistake.
    fn told(text: &str) -> Vec<String> {
        match Playbook::overridden_by("mine.yaml", text) {
            Ok(_) => Vec::new(),
            Err(PlaybookError::Mistaken { mistakes }) => mistakes
                .into_iter()
                .map(|found| format!("{}:{} {}: {}", found.line, found.column, found.path, found.message.en))
                .collect(),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn what_does_not_fit_together_is_told() {
        let cases = [
            (
                "stages: [{id: goal, signals: [{id: asks_for_trial, en: \"x\"}]}]",
                "1:31 stages.goal.signals.asks_for_trial: \"asks_for_trial\" is used twice, in goal and in evaluate_solution",
            ),
            (
                "looks: [{id: customer, items: [{id: brand_beacon, remove: true}]}]",
                "1:32 tiers.dimensions.brand.inputs.1.item: there is no item \"customer.brand_beacon\"",
            ),
            (
                "looks: [{id: trend, items: [{id: rivalry, scale: [{en: \"Low\"}]}]}]",
                "1:50 looks.trend.items.rivalry.scale: a scale has five texts, for 1 to 5; here are 1",
            ),
            (
                "people: {awareness: [{en: \"None\"}]}",
                "1:21 people.awareness: there must be six texts, for 0 to 5; here are 1",
            ),
            (
                "fields: [{id: contact.birthday, kind: date, label: {en: \"x\"}}]",
                "1:10 fields.contact.birthday: \"contact.birthday\" is a built-in field; choose another name",
            ),
            (
                "fields: [{id: account.rank, kind: choice, label: {en: \"x\"}}]",
                "1:10 fields.account.rank: a choice needs choices",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(told(text), [expected], "{text}");
        }
    }

    #[test]
    fn an_item_needs_what_its_kind_asks_for() {
        let item = |rest: &str| {
            let label = "label: {en: \"x\"}, ask: {en: \"x\"}";
            told(&format!("looks: [{{id: trend, items: [{{id: mine, {label}, {rest}}}]}}]")).join("|")
        };
        for (rest, expected) in [
            ("kind: text", ""),
            ("kind: scale", "a scale has five texts, for 1 to 5; here are 0"),
            ("kind: choice", "a choice needs choices"),
            ("kind: text, choices: [{id: a, en: \"A\"}]", "only a choice or multi_choice has choices"),
            ("kind: record", "an item of kind record needs a rule"),
            ("kind: text, rule: {count: need}", "only an item of kind record has a rule"),
            ("kind: date, scale: [{en: \"x\"}]", "only an item of kind scale has a scale"),
        ] {
            let told = item(rest);
            assert!(told.ends_with(expected) && told.is_empty() == expected.is_empty(), "{rest}: {told}");
        }
    }

    #[test]
    fn an_item_that_is_itself_mistaken_is_not_called_unknown() {
        let text = "looks: [{id: trend, items: [{id: mine, kind: scale, label: 5, ask: {en: \"x\"}}]}]\n\
            tiers: {dimensions: [{id: brand, inputs: [{item: trend.mine, weight: 1}]}]}\n";
        assert_eq!(told(text).len(), 1, "{:?}", told(text));
    }
}
