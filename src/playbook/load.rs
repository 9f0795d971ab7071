//! The playbook in force: what is built in, with the user's file laid over it.

use std::collections::BTreeMap;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::check;
use super::checks;
use super::merge::Merge;
use super::mistake::{Mistake, PlaybookError};
use super::names::custom_schema;
use super::shape::PLAYBOOK;
use super::surveys;
use super::user_file::UserFile;
use super::yaml::Content;
use super::{CustomField, Playbook};
use crate::domain::language::Text;

/// The built-in playbook, as it was made of its YAML when the program was built.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/playbook.json"));

impl Playbook {
    /// The playbook that comes with the program.
    ///
    /// # Errors
    /// Never in a program whose tests passed.
    pub fn built_in() -> Result<Self, PlaybookError> {
        serde_json::from_str(BUILT_IN).map_err(|error| broken(&error))
    }

    /// The built-in playbook with the user's file laid over it, where there is one.
    ///
    /// Lists whose entries have an id are merged by it (`remove: true` takes an entry out), texts by language, records by
    /// key; anything else, rules and the inputs of a dimension too, is replaced.
    ///
    /// # Errors
    /// When the file cannot be read or has mistakes, of which as many as possible are told.
    pub fn load(user_file: Option<&Path>) -> Result<Self, PlaybookError> {
        match user_file {
            Some(path) => overridden(&UserFile::read(path)?),
            None => Self::built_in(),
        }
    }

    /// The built-in playbook with the text of a user's file laid over it; `name` is what mistakes call it.
    ///
    /// # Errors
    /// When the text has mistakes.
    pub fn overridden_by(name: &str, text: &str) -> Result<Self, PlaybookError> {
        overridden(&UserFile::parse(name, text)?)
    }
}

/// The user's own fields alone, without parsing the rest of the playbook.
///
/// # Errors
/// When the file cannot be read, is no YAML, or its section `fields` has mistakes; others are not looked at.
pub fn custom_fields(user_file: &Path) -> Result<Vec<CustomField>, PlaybookError> {
    let file = UserFile::read(user_file)?.only("fields");
    let (mut merged, mut merge) = lay_over(json!({"fields": []}), &file);
    let fields: Vec<CustomField> = from_value(merged["fields"].take())?;
    check::fields(&fields, &mut merge);
    finish(fields, &file, merge)
}

/// The user's own labels alone.
pub(super) fn overridden_labels(user_file: &Path) -> Result<BTreeMap<String, Text>, PlaybookError> {
    let file = UserFile::read(user_file)?.only("labels");
    let (mut merged, merge) = lay_over(json!({"labels": {}}), &file);
    finish(from_value(merged["labels"].take())?, &file, merge)
}

fn overridden(file: &UserFile) -> Result<Playbook, PlaybookError> {
    let built_in = Playbook::built_in()?;
    let base = serde_json::to_value(&built_in).map_err(|error| broken(&error))?;
    let (mut merged, mut merge) = lay_over(base, file);
    if let Some(sections) = merged.as_object_mut() {
        sections.shift_remove("labels");
    }
    let mut playbook: Playbook = from_value(merged)?;
    playbook.schema = custom_schema(&playbook.fields);
    check::playbook(&playbook, &mut merge);
    surveys::check(&playbook.surveys, &mut merge);
    checks::check(&built_in.checks, &playbook.checks, &mut merge);
    finish(playbook, file, merge)
}

fn lay_over(mut base: Value, file: &UserFile) -> (Value, Merge) {
    let mut merge = Merge::default();
    if file.root.content != Content::Nothing {
        merge.lay(&PLAYBOOK, &mut base, &file.root);
    }
    (base, merge)
}

fn from_value<T: DeserializeOwned>(value: Value) -> Result<T, PlaybookError> {
    serde_json::from_value(value).map_err(|error| broken(&error))
}

fn broken(error: &serde_json::Error) -> PlaybookError {
    PlaybookError::BuiltIn { reason: error.to_string() }
}

/// The result where nothing was complained of, else the mistakes in the order of the file.
fn finish<T>(result: T, file: &UserFile, mut merge: Merge) -> Result<T, PlaybookError> {
    if merge.complaints.is_empty() {
        return Ok(result);
    }
    merge.complaints.sort_by_key(|(place, ..)| *place);
    let mistakes = merge
        .complaints
        .into_iter()
        .map(|(place, path, complaint)| Mistake::new(&file.name, place, path.join("."), complaint))
        .collect();
    Err(PlaybookError::Mistaken { mistakes })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::choices::{Phase, Stage};
    use crate::domain::language::Bilingual;
    use crate::playbook::export;

    fn mistakes(text: &str) -> Vec<Mistake> {
        match Playbook::overridden_by("mine.yaml", text) {
            Err(PlaybookError::Mistaken { mistakes }) => mistakes,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_empty_override_changes_nothing() {
        let built_in = Playbook::built_in().unwrap();
        for text in ["", "# nothing\r\n", "\u{feff}", "{}", "tiers: {}\nlooks: []\nstages:\n  - id: pain\n"] {
            assert_eq!(Playbook::overridden_by("mine.yaml", text).unwrap(), built_in, "{text}");
        }
        assert_eq!(Playbook::load(None).unwrap(), built_in);
    }

    #[test]
    fn the_stages_are_those_of_the_domain_in_its_order() {
        let playbook = Playbook::built_in().unwrap();
        let ids: Vec<&str> = playbook.stages.iter().map(|stage| stage.id.as_str()).collect();
        assert_eq!(ids, Stage::CHOICES.values);
        for stage in &playbook.stages {
            let phase = Stage::named(&stage.id).map(Stage::phase);
            assert_eq!(phase, Phase::named(&stage.phase), "{}", stage.id);
            assert!((2..=4).contains(&stage.signals.len()) && (3..=4).contains(&stage.actions.len()));
        }
    }

    #[test]
    fn every_built_in_text_is_there_in_both_languages() {
        fn walk(value: &Value, at: &str) {
            match value {
                Value::Object(entries) => {
                    if let (Some(Value::String(english)), Some(Value::String(chinese))) =
                        (entries.get("en"), entries.get("zh"))
                    {
                        let chinese_script = |character| ('\u{4e00}'..='\u{9fff}').contains(&character);
                        assert!(!english.is_empty() && !english.contains(chinese_script), "{at}: {english}");
                        assert!(chinese.contains(chinese_script), "{at}: {chinese}");
                    }
                    entries.iter().for_each(|(key, value)| walk(value, &format!("{at}.{key}")));
                }
                Value::Array(items) => items.iter().for_each(|item| walk(item, at)),
                _ => {}
            }
        }
        walk(&serde_json::to_value(Playbook::built_in().unwrap()).unwrap(), "");
    }

    #[test]
    fn every_look_group_and_kind_of_question_has_a_label() {
        let built_in = Playbook::built_in().unwrap();
        for (id, look, item) in built_in.items() {
            let kind = serde_json::to_value(item.kind).unwrap();
            let keys = [
                Some(format!("look.{}", look.id)),
                item.group.as_ref().map(|group| format!("group.{group}")),
                kind.as_str().map(|kind| format!("item_kind.{kind}")),
            ];
            for key in keys.into_iter().flatten() {
                assert!(crate::playbook::labels::built_in(&key).is_some(), "{id}: no label {key}");
            }
        }
    }

    #[test]
    fn all_mistakes_are_told_at_once_in_the_order_of_the_file() {
        let text = "\u{feff}# 我们的打法\r\n\
            tiers:\r\n\
            \x20 minimum_coverage: 高\r\n\
            \x20 dimensions:\r\n\
            \x20   - {id: brand, label: {zh: \"名气\"}, wieght: 20}\r\n\
            \x20   - {id: growth, label: {zh: \"前景\"}, weight: -1}\r\n\
            stages:\r\n\
            \x20 - {id: pian, expected_days: 10}\r\n\
            looks:\r\n\
            \x20 - id: trend\r\n\
            \x20   about：\"环境\"\r\n";
        let without_last = text.rsplit_once("\x20   about").map(|(text, _)| text).unwrap();
        let places: Vec<_> = mistakes(without_last).iter().map(|found| (found.line, found.column)).collect();
        assert_eq!(places, [(3, 21), (5, 38), (6, 47), (8, 5)]);
        let last = mistakes(text).pop().unwrap();
        assert_eq!((last.line, last.column), (11, 10));
        assert!(last.in_chinese().contains("全角冒号"), "{}", last.in_chinese());
    }

    #[test]
    fn a_full_width_colon_that_is_still_yaml_is_hinted_at() {
        let found = &mistakes("tiers:\n  minimum_coverage：40\n")[0];
        assert_eq!((found.line, found.column), (2, 3));
        assert!(found.hint.as_ref().unwrap().zh.contains("全角冒号"));
    }

    #[test]
    fn custom_fields_are_had_without_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("playbook.yaml");
        let text = "stages: nonsense\nfields:\n  - {id: account.customs_code, kind: text, label: {zh: \"海关编码\"}}\n";
        std::fs::write(&file, text).unwrap();
        let fields = custom_fields(&file).unwrap();
        assert_eq!(fields[0].id, "account.customs_code");
        assert_eq!(fields[0].label.en, "海关编码");
        std::fs::write(&file, "fields:\n  - {id: account.name, kind: text, label: {zh: \"名\"}}\n").unwrap();
        assert!(
            custom_fields(&file)
                .unwrap_err()
                .to_string()
                .contains(":2:5: fields.account.name: \"account.name\" is a built-in")
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn what_was_overridden_is_kept_by_its_export(weight in 0.01..1e6_f64, days in 1..36_500_i64, label in "\\PC{0,20}") {
            let label = serde_json::to_string(&label).unwrap();
            let text = format!(
                "tiers: {{dimensions: [{{id: brand, weight: {weight}, label: {{zh: {label}}}}}]}}\nneeds: {{stale_after: {days}}}\n"
            );
            let changed = Playbook::overridden_by("mine.yaml", &text).unwrap();
            prop_assert_eq!(changed.tiers.dimensions[3].weight.to_bits(), weight.to_bits());
            prop_assert_eq!(Playbook::overridden_by("export.yaml", &export(&changed)).unwrap(), changed);
        }

        #[test]
        fn no_slip_of_the_hand_breaks_it(at in 0..400_usize, slip in "[a：:，\\[\\]{}\"'\t\n #&*!-]{0,2}") {
            let text = "tiers:\n  minimum_coverage: 40\n  dimensions:\n    - {id: brand, label: {zh: \"名气\"}, weight: 20}\n\
                looks:\n  - id: trend\n    items:\n      - id: rivalry\n        remove: true\n      - {id: mine, kind: text}\n\
                fields:\n  - {id: account.code, kind: choice, label: {en: \"Code\"}, choices: [{id: a, en: \"A\"}]}\n";
            let mut characters: Vec<char> = text.chars().collect();
            let at = at % characters.len();
            characters.splice(at..=at, slip.chars());
            let text: String = characters.into_iter().collect();
            if let Err(error) = Playbook::overridden_by("mine.yaml", &text) {
                let PlaybookError::Mistaken { mistakes } = error else { panic!("{error}") };
                for found in mistakes {
                    prop_assert!(found.line >= 1 && found.line <= text.lines().count() as u64 + 1, "{found}");
                }
            }
        }
    }
}
