//! Lays the user's file over the built-in playbook: checks each value against its shape, merges, and remembers places.

use serde_json::{Map, Value, json};

use super::labels;
use super::mistake::Complaint;
use super::places::{Path, Place, Places};
use super::scalar::scalar;
use super::shape::{self, Key as Expected, Members, Presence, Shape};
use super::wording::{
    doubled_id, doubled_key, idle_beside_removal, lacking, unfit, unknown_id, unknown_key, unknown_label,
    unremovable,
};
use super::yaml::{Content, Key, Node};

/// A merge under way, and what it found.
#[derive(Debug, Default)]
pub(super) struct Merge {
    path: Path,
    pub places: Places,
    pub complaints: Vec<(Place, Path, Complaint)>,
}

/// The keys of a record as they were written.
type Written<'n> = Vec<&'n (Key, Node)>;

/// An entry of a list merged by id.
struct Entry<'n> {
    id: &'n str,
    place: Place,
    /// All keys but `remove`.
    keys: Written<'n>,
    removal: bool,
}

impl Merge {
    /// Lays a value over what is in the slot (`Null` where nothing is) and tells whether it was right. A mistaken value
    /// goes on record and leaves what was there.
    pub(super) fn lay(&mut self, shape: &Shape, slot: &mut Value, node: &Node) -> bool {
        match (shape, &node.content) {
            (Shape::List(inner), Content::List(nodes)) => self.list(inner, slot, nodes),
            (Shape::Record(keys), Content::Record(written)) => {
                self.record(keys, slot, &written.iter().collect(), node.place)
            }
            (Shape::Replaced(keys), Content::Record(written)) => {
                let mut value = Value::Null;
                let right = self.record(keys, &mut value, &written.iter().collect(), node.place);
                replace_if(right, slot, value)
            }
            (Shape::Entries(keys, members), Content::List(nodes)) => {
                self.entries(keys, *members, slot, nodes);
                true
            }
            (Shape::Labels, Content::Record(written)) => {
                *slot = self.labels(written);
                true
            }
            (shape, content) => match scalar(shape, content) {
                Some(value) => replace_if(true, slot, value),
                None => self.refuse(node.place, unfit(shape, content)).unwrap_or_default(),
            },
        }
    }

    /// Complains of what several places have brought about together, where the user wrote one of them.
    pub(super) fn complain_at(&mut self, candidates: &[&Path], complaint: impl Into<Complaint>) {
        let (place, path) = self.places.best(candidates);
        self.complaints.push((place, path, complaint.into()));
    }

    fn complain(&mut self, place: Place, complaint: Complaint) {
        self.complaints.push((place, self.path.clone(), complaint));
    }

    fn refuse<T>(&mut self, place: Place, complaint: Complaint) -> Option<T> {
        self.complain(place, complaint);
        None
    }

    /// Does something one step further down the path.
    fn within<T>(&mut self, step: &str, place: Place, act: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step.to_owned());
        self.places.write(&self.path, place);
        let result = act(self);
        self.path.pop();
        result
    }

    fn list(&mut self, inner: &Shape, slot: &mut Value, nodes: &[Node]) -> bool {
        let mut values = vec![Value::Null; nodes.len()];
        let mut right = true;
        for (position, (node, value)) in nodes.iter().zip(&mut values).enumerate() {
            let step = (position + 1).to_string();
            right &= self.within(&step, node.place, |merge| merge.lay(inner, value, node));
        }
        replace_if(right, slot, Value::Array(values))
    }

    /// Lays a record over another. Where there is none yet, whatever is required must be there and right.
    fn record(&mut self, keys: &[Expected], slot: &mut Value, written: &Written, place: Place) -> bool {
        let is_new = slot.is_null();
        if is_new {
            *slot = Value::Object(Map::new());
        }
        let Value::Object(object) = slot else { return false };
        let mut mistaken = Vec::new();
        for (position, (key, node)) in written.iter().enumerate() {
            let expected = keys.iter().find(|expected| expected.name == key.name);
            if written[..position].iter().any(|(earlier, _)| earlier.name == key.name) {
                self.complain(key.place, doubled_key(&key.name));
            } else if let Some(expected) = expected {
                if !self.keyed(expected, object, node) {
                    mistaken.push(expected.name);
                }
            } else {
                self.complain(key.place, unknown_key(&key.name, keys));
            }
        }
        let missing = complete(keys, object, &mistaken);
        if !missing.is_empty() {
            self.complain(place, lacking(&missing));
        }
        missing.is_empty() && (mistaken.is_empty() || !is_new)
    }

    /// Lays the value of one key, or takes an optional one away where nothing is written for it.
    fn keyed(&mut self, expected: &Expected, object: &mut Map<String, Value>, node: &Node) -> bool {
        if node.content == Content::Nothing && expected.presence == Presence::Optional {
            object.shift_remove(expected.name);
            return true;
        }
        let slot = object.entry(expected.name).or_insert(Value::Null);
        let is_new = slot.is_null();
        let right = self.within(expected.name, node.place, |merge| merge.lay(&expected.shape, slot, node));
        if is_new && !right {
            object.shift_remove(expected.name);
        }
        right
    }

    fn entries(&mut self, keys: &[Expected], members: Members, slot: &mut Value, nodes: &[Node]) {
        if slot.is_null() {
            *slot = Value::Array(Vec::new());
        }
        let Value::Array(base) = slot else { return };
        let mut seen: Vec<&str> = Vec::new();
        for node in nodes {
            let Some(entry) = self.identified(node) else { continue };
            if seen.contains(&entry.id) {
                self.complain(entry.place, doubled_id(entry.id));
                continue;
            }
            seen.push(entry.id);
            self.within(entry.id, entry.place, |merge| {
                if entry.removal {
                    merge.removal(members, base, &entry);
                } else {
                    merge.entry(keys, members, base, &entry);
                }
            });
        }
    }

    fn identified<'n>(&mut self, node: &'n Node) -> Option<Entry<'n>> {
        let Content::Record(written) = &node.content else {
            return self.refuse(node.place, unfit(&Shape::Record(&[]), &node.content));
        };
        let mut removal = false;
        if let Some((_, node)) = written.iter().find(|(key, _)| key.name == "remove") {
            match node.content {
                Content::YesNo(flag) => removal = flag,
                ref content => self.complain(node.place, unfit(&Shape::Flag, content)),
            }
        }
        let keys = written.iter().filter(|(key, _)| key.name != "remove").collect();
        match written.iter().find(|(key, _)| key.name == "id") {
            Some((_, Node { content: Content::Word(id), .. })) => {
                Some(Entry { id, place: node.place, keys, removal })
            }
            Some((_, id)) => self.refuse(id.place, unfit(&Shape::Identifier, &id.content)),
            None => self.refuse(node.place, lacking(&["id"])),
        }
    }

    fn removal(&mut self, members: Members, base: &mut Vec<Value>, entry: &Entry) {
        for (key, _) in entry.keys.iter().filter(|(key, _)| key.name != "id") {
            self.complain(key.place, idle_beside_removal(&key.name));
        }
        match (position(base, entry.id), members) {
            (None, _) => self.complain(entry.place, unknown_id(entry.id, &ids(base))),
            (Some(_), Members::Fixed) => self.complain(entry.place, unremovable(entry.id)),
            (Some(position), _) => {
                base.remove(position);
                self.places.remove(&self.path, entry.place);
            }
        }
    }

    fn entry(&mut self, keys: &[Expected], members: Members, base: &mut Vec<Value>, entry: &Entry) {
        if let Some(position) = position(base, entry.id) {
            self.record(keys, &mut base[position], &entry.keys, entry.place);
            return;
        }
        let admitted = match members {
            Members::Open => true,
            Members::Among(known) => known.contains(&entry.id),
            Members::Fixed => false,
        };
        if !admitted {
            return self.complain(entry.place, unknown_id(entry.id, &ids(base)));
        }
        let earlier = self.complaints.len();
        let mut value = Value::Null;
        if self.record(keys, &mut value, &entry.keys, entry.place) {
            base.push(value);
        } else if let Some((_, _, complaint)) = self.complaints.get_mut(earlier) {
            // What looks like a new entry that is not whole is often a known one, misspelt.
            *complaint = complaint.clone().near(entry.id, ids(base));
        }
    }

    /// The texts of labels. Where one language is given, the other stays as it is built in.
    fn labels(&mut self, written: &[(Key, Node)]) -> Value {
        let mut texts = Map::new();
        for (key, node) in written {
            let built_in = labels::built_in(&key.name);
            if built_in.is_none() && !labels::may_be_new(&key.name) {
                self.complain(key.place, unknown_label(&key.name, labels::keys()));
            } else if texts.contains_key(&key.name) {
                self.complain(key.place, doubled_key(&key.name));
            } else {
                let mut text = built_in.map_or(Value::Null, |[en, zh]| json!({"en": en, "zh": zh}));
                if self.within(&key.name, node.place, |merge| merge.lay(&shape::ONE_TEXT, &mut text, node)) {
                    texts.insert(key.name.clone(), text);
                }
            }
        }
        Value::Object(texts)
    }
}

fn replace_if(right: bool, slot: &mut Value, value: Value) -> bool {
    if right {
        *slot = value;
    }
    right
}

fn position(entries: &[Value], id: &str) -> Option<usize> {
    entries.iter().position(|entry| entry["id"] == id)
}

fn ids(entries: &[Value]) -> Vec<&str> {
    entries.iter().filter_map(|entry| entry["id"].as_str()).collect()
}

/// Lets one language stand for both, and names the required keys that are missing.
fn complete(keys: &[Expected], object: &mut Map<String, Value>, mistaken: &[&str]) -> Vec<&'static str> {
    let languages = || keys.iter().filter(|key| key.presence == Presence::EitherLanguage);
    if let Some(given) = languages().find_map(|key| object.get(key.name).cloned()) {
        for key in languages() {
            object.entry(key.name).or_insert_with(|| given.clone());
        }
    }
    keys.iter()
        .filter(|key| key.presence != Presence::Optional)
        .map(|key| key.name)
        .filter(|name| !object.contains_key(*name) && !mistaken.contains(name))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::playbook::shape::PLAYBOOK;
    use crate::playbook::yaml::parse;

    fn lay(base: &Value, text: &str) -> (Value, Vec<String>) {
        let mut merge = Merge::default();
        let mut merged = base.clone();
        merge.lay(&PLAYBOOK, &mut merged, &parse(text).unwrap());
        let told = merge.complaints.into_iter().map(|(place, path, complaint)| {
            format!("{}:{} {}: {}", place.line, place.column, path.join("."), complaint.message.en)
        });
        (merged, told.collect())
    }

    fn base() -> Value {
        json!({
            "looks": [{"id": "trend", "about": {"en": "About", "zh": "关于"}, "items": [
                {"id": "one", "kind": "text", "label": {"en": "One", "zh": "一"}, "ask": {"en": "?", "zh": "？"}, "group": "g"},
                {"id": "two", "kind": "record", "label": {"en": "Two", "zh": "二"}, "ask": {"en": "?", "zh": "？"},
                 "rule": {"count": "need", "where": ["goal!="]}},
            ]}],
            "fields": [],
        })
    }

    fn merged(text: &str) -> Value {
        let (merged, complaints) = lay(&base(), text);
        assert_eq!(complaints, Vec::<String>::new());
        merged
    }

    #[test]
    fn entries_are_merged_by_id_and_the_rest_stays() {
        let merged = merged("looks: [{id: trend, items: [{id: two, label: {zh: \"贰\"}}]}]");
        let mut expected = base();
        expected["looks"][0]["items"][1]["label"]["zh"] = json!("贰");
        assert_eq!(merged, expected);
    }

    #[test]
    fn a_new_entry_comes_last_and_one_language_stands_for_both() {
        let text = "looks: [{id: trend, items: [{id: three, kind: text, label: {zh: \"三\"}, ask: {en: \"Why?\"}}]}]";
        let item = &merged(text)["looks"][0]["items"][2];
        assert_eq!(item["label"], json!({"en": "三", "zh": "三"}));
        assert_eq!(item["ask"]["zh"], "Why?");
    }

    #[test]
    fn what_is_to_be_removed_is_removed() {
        let merged =
            merged("looks: [{id: trend, items: [{id: one, remove: true}, {id: two, remove: false}]}]");
        assert_eq!(merged["looks"][0]["items"].as_array().unwrap().len(), 1);
    }

    #[test]
    fn a_rule_is_replaced_and_an_empty_key_taken_away() {
        let text =
            "looks: [{id: trend, items: [{id: two, rule: {answered: trend.one}}, {id: one, group: }]}]";
        let merged = merged(text);
        assert_eq!(merged["looks"][0]["items"][1]["rule"], json!({"answered": "trend.one"}));
        assert_eq!(merged["looks"][0]["items"][0].get("group"), None);
    }

    #[test]
    fn a_mistaken_value_leaves_what_was_there() {
        let (merged, complaints) =
            lay(&base(), "looks: [{id: trend, items: [{id: two, kind: sacle, label: 二}]}]");
        assert_eq!(merged, base());
        assert_eq!(complaints.len(), 2);
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let cases = [
            ("lokos: []", "1:1 : unknown key \"lokos\""),
            ("looks: {}", "1:8 looks: found keys and values"),
            ("looks: [trend]", "1:9 looks: found the text \"trend\""),
            ("looks: [{about: {en: \"a\"}}]", "1:9 looks: lacks id"),
            ("looks: [{id: 5}]", "1:14 looks: found the number 5"),
            ("looks: [{id: trend}, {id: trend}]", "1:22 looks: \"trend\" is listed twice"),
            ("looks: [{id: trend, id: trend}]", "1:21 looks.trend: the key \"id\" is written twice"),
            ("looks: [{id: none, remove: true}]", "1:9 looks.none: there is no \"none\" here"),
            ("looks: [{id: trend, remove: \"yes\"}]", "1:29 looks: found the text \"yes\""),
            ("looks: [{id: new}]", "1:9 looks.new: lacks about, items"),
            ("looks: [{id: Neu, about: {en: \"\"}, items: []}]", "1:14 looks.Neu.id: found the text \"Neu\""),
            ("looks: [{id: trend, about: {}}]", ""),
            (
                "looks: [{id: trend, items: [{id: one, weight: 0}]}]",
                "1:47 looks.trend.items.one.weight: found the number 0",
            ),
            (
                "looks: [{id: trend, items: [{id: one, scale: [{}]}]}]",
                "1:47 looks.trend.items.one.scale.1: lacks en, zh",
            ),
            (
                "fields: [{id: rival.x, kind: text, label: {en: x}}]",
                "1:15 fields.rival.x.id: found the text \"rival.x\"",
            ),
            ("labels: {none: {en: x}}", "1:10 labels: there is no label \"none\""),
        ];
        for (text, expected) in cases {
            let (_, complaints) = lay(&base(), text);
            assert_eq!(complaints.join("|"), expected, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_removed_or_added_is_told() {
        let base = json!({"stages": [{"id": "pain"}], "tiers": {"tiers": [{"id": "S"}]}});
        let lay = |text| lay(&base, text).1.join("|");
        assert_eq!(lay("stages: [{id: pain, remove: true}]"), "1:10 stages.pain: \"pain\" cannot be removed");
        assert_eq!(
            lay("stages: [{id: pian, expected_days: 3}]"),
            "1:10 stages.pian: there is no \"pian\" here"
        );
    }
}
