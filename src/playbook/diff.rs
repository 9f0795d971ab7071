//! What a playbook changes against another, one line for each value.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::Playbook;

/// One value that is not the same in both. A side that has no such value has nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `tiers.dimensions.brand.weight`; members of plain lists are counted from 1.
    pub path: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Every value in which two playbooks differ, in the order of the playbook.
#[must_use]
pub fn diff(before: &Playbook, after: &Playbook) -> Vec<Difference> {
    let value = |playbook| serde_json::to_value(playbook).unwrap_or_default();
    let mut differences = Vec::new();
    compare("", Some(&value(before)), Some(&value(after)), &mut differences);
    differences
}

fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Difference>) {
    if before == after {
        return;
    }
    let (old, new) = (parts(before), parts(after));
    if old.is_none() && new.is_none() {
        let (before, after) = (before.map(written), after.map(written));
        found.push(Difference { path: path.to_owned(), before, after });
        return;
    }
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    let get = |parts: &[(String, Value)], name: &str| {
        parts.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let mut seen = BTreeSet::new();
    for (name, _) in old.iter().chain(&new).filter(|(name, _)| seen.insert(name.clone())) {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        compare(&path, get(&old, name).as_ref(), get(&new, name).as_ref(), found);
    }
}

/// The named parts of a value; nothing where it is a single one.
fn parts(value: Option<&Value>) -> Option<Vec<(String, Value)>> {
    match value? {
        Value::Object(entries) => {
            Some(entries.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
        }
        Value::Array(items) => {
            let named = items.iter().zip(1_usize..);
            Some(named.map(|(item, number)| (name(item, number), item.clone())).collect())
        }
        _ => None,
    }
}

/// What a member of a list is called: its id, what it reads, or its number.
fn name(item: &Value, number: usize) -> String {
    ["id", "item", "metric"]
        .iter()
        .find_map(|key| item.get(key)?.as_str())
        .map_or_else(|| number.to_string(), str::to_owned)
}

fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.to_string(), |number| number.to_string())
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes(text: &str) -> Vec<(String, Option<String>, Option<String>)> {
        let changed = Playbook::overridden_by("mine.yaml", text).unwrap_or_else(|error| panic!("{error}"));
        let differences = diff(&Playbook::built_in().unwrap(), &changed);
        differences.into_iter().map(|found| (found.path, found.before, found.after)).collect()
    }

    #[test]
    fn a_playbook_does_not_differ_from_itself() {
        assert_eq!(changes(""), []);
    }

    #[test]
    fn a_changed_value_is_told_with_its_path() {
        let text = "tiers: {dimensions: [{id: brand, weight: 30, label: {zh: \"名气\"}}]}";
        let told = |value: &str| Some(value.to_owned());
        assert_eq!(
            changes(text),
            [
                ("tiers.dimensions.brand.label.zh".to_owned(), told("品牌效应"), told("名气")),
                ("tiers.dimensions.brand.weight".to_owned(), told("15"), told("30")),
            ]
        );
    }

    #[test]
    fn what_is_new_and_what_is_gone_has_one_side() {
        let text = "stages: [{id: pain, signals: [{id: tells_what_it_costs, remove: true}, {id: weeps, en: \"Weeps\"}]}]";
        let sides: Vec<_> = changes(text)
            .into_iter()
            .map(|(path, before, after)| (path, before.is_some(), after.is_some()))
            .collect();
        let signals = "stages.pain.signals";
        assert_eq!(
            sides,
            [
                (format!("{signals}.tells_what_it_costs.id"), true, false),
                (format!("{signals}.tells_what_it_costs.en"), true, false),
                (format!("{signals}.tells_what_it_costs.zh"), true, false),
                (format!("{signals}.weeps.id"), false, true),
                (format!("{signals}.weeps.en"), false, true),
                (format!("{signals}.weeps.zh"), false, true),
            ]
        );
    }

    #[test]
    fn inputs_are_told_by_what_they_read() {
        let text = "tiers: {dimensions: [{id: brand, inputs: [{item: customer.brand_beacon, weight: 2}]}]}";
        assert_eq!(changes(text)[0].0, "tiers.dimensions.brand.inputs.customer.brand_beacon.weight");
    }
}
