//! The words for identifiers, found without parsing the playbook, so that a list starts at once.
//!
//! `labels.yaml` has one label a line, `account.name: {en: "Name", zh: "名称"}`, and is read as such lines.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::Path;
use std::sync::OnceLock;

use super::diff::Difference;
use super::load::overridden_labels;
use super::mistake::PlaybookError;
use crate::domain::kind::Kind;
use crate::domain::language::{Language, Text, with_article};

const BUILT_IN: &str = include_str!("labels.yaml");

/// What a kind of record or a field of one is called inside a sentence: in English, and as `{:#}` in Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called(String);

impl From<Kind> for Called {
    fn from(kind: Kind) -> Self {
        Self(kind.name().to_owned())
    }
}

impl Called {
    /// What a field of a kind is called.
    #[must_use]
    pub fn field(kind: Kind, field: &str) -> Self {
        Self(format!("{kind}.{field}"))
    }

    /// What a choice of a list is called, as `project_status.lost`.
    #[must_use]
    pub fn choice(list: &str, id: &str) -> Self {
        Self(format!("{list}.{id}"))
    }
}

/// Several of them in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalledAll(Vec<Called>);

impl FromIterator<Called> for CalledAll {
    fn from_iter<T: IntoIterator<Item = Called>>(all: T) -> Self {
        Self(all.into_iter().collect())
    }
}

impl fmt::Display for CalledAll {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if formatter.alternate() { "、" } else { ", " };
        for (at, called) in self.0.iter().enumerate() {
            if at > 0 {
                formatter.write_str(between)?;
            }
            called.fmt(formatter)?;
        }
        Ok(())
    }
}

impl fmt::Display for Called {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels = Labels::default();
        if formatter.alternate() {
            return formatter.write_str(labels.get(&self.0, Language::Chinese));
        }
        let noun = labels.get(&self.0, Language::English).to_lowercase();
        if formatter.sign_plus() {
            return formatter.write_str(&with_article(&noun));
        }
        formatter.write_str(&noun)
    }
}

/// Beginnings of labels that a playbook may add, for looks and groups of its own.
const OPEN_ENDED: &[&str] = &["look.", "group."];

/// The labels in force: built in, with the user's own over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    pub(super) overrides: BTreeMap<String, Text>,
}

impl Labels {
    /// The labels with those of the section `labels` of the user's playbook.
    ///
    /// # Errors
    /// When the file cannot be read, is no YAML, or that section has mistakes; others are not looked at.
    pub fn with_overrides(user_file: &Path) -> Result<Self, PlaybookError> {
        overridden_labels(user_file).map(|overrides| Self { overrides })
    }

    /// What these labels change in the built-in ones.
    #[must_use]
    pub fn changes(&self) -> Vec<Difference> {
        let mut changes = Vec::new();
        for (key, text) in &self.overrides {
            let before = built_in(key).map(|[english, chinese]| [english.to_owned(), chinese.to_owned()]);
            let [english, chinese] = before.map_or([None, None], |texts| texts.map(Some));
            let sides = [("en", english, &text.en), ("zh", chinese, &text.zh)];
            for (language, before, after) in
                sides.into_iter().filter(|(_, before, after)| before.as_ref() != Some(*after))
            {
                changes.push(Difference {
                    path: format!("labels.{key}.{language}"),
                    before,
                    after: Some(after.clone()),
                });
            }
        }
        changes
    }

    /// These labels as a section of a playbook file; nothing where all are the built-in ones.
    #[must_use]
    pub fn export(&self) -> String {
        if self.overrides.is_empty() { String::new() } else { super::export::labels(&self.overrides) }
    }

    /// The label of a key such as `account.name`; the key itself where there is none.
    #[must_use]
    pub fn get<'l>(&'l self, key: &'l str, language: Language) -> &'l str {
        self.find(key, language).unwrap_or(key)
    }

    /// The label of a key, where there is one.
    #[must_use]
    pub fn find(&self, key: &str, language: Language) -> Option<&str> {
        if let Some(text) = self.overrides.get(key) {
            return Some(text.get(language));
        }
        let [english, chinese] = built_in(key)?;
        Some(match language {
            Language::English => english,
            Language::Chinese => chinese,
        })
    }
}

/// The keys of all built-in labels, in no order.
pub fn keys() -> impl Iterator<Item = &'static str> {
    lines().keys().copied()
}

/// A built-in label in English and Chinese.
pub(super) fn built_in(key: &str) -> Option<[&'static str; 2]> {
    texts(lines().get(key)?)
}

/// Whether a playbook may add a label with this key.
pub(super) fn may_be_new(key: &str) -> bool {
    OPEN_ENDED.iter().any(|beginning| key.starts_with(beginning))
}

/// What is written for each key; made at the first label and taken apart only where it is asked for.
fn lines() -> &'static HashMap<&'static str, &'static str> {
    static LINES: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    LINES.get_or_init(|| {
        let lines = BUILT_IN.lines().filter(|line| !line.starts_with('#'));
        lines.filter_map(|line| line.split_once(':')).collect()
    })
}

/// The two texts of ` {en: "Name", zh: "名称"}`.
fn texts(written: &str) -> Option<[&str; 2]> {
    let both = written.trim().strip_prefix("{en: \"")?.strip_suffix("\"}")?;
    both.split_once("\", zh: \"").map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::yaml;

    #[test]
    fn a_kind_is_called_with_its_article() {
        let called = |kind: Kind| format!("{:+}, {0}, {0:#}", Called::from(kind));
        assert_eq!(called(Kind::Industry), "an industry, industry, 行业");
        assert_eq!(called(Kind::Need), "a need, need, 需求");
    }

    #[test]
    fn every_label_reads_as_the_yaml_parser_reads_it() {
        assert!(!BUILT_IN.contains('\\'), "an escape would need the parser");
        let parsed: BTreeMap<String, Text> = yaml::read(BUILT_IN).unwrap();
        let labels = Labels::default();
        for (key, text) in &parsed {
            assert_eq!(labels.get(key, Language::English), text.en, "{key}");
            assert_eq!(labels.get(key, Language::Chinese), text.zh, "{key}");
            assert!(!text.en.is_empty() && !text.zh.is_empty(), "{key}");
        }
        assert_eq!(keys().count(), parsed.len());
    }

    #[test]
    fn no_key_is_doubled_and_no_line_is_passed_over() {
        let lines = BUILT_IN.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let mut seen = std::collections::BTreeSet::new();
        for line in lines {
            let (key, written) = line.split_once(':').unwrap_or_default();
            assert!(texts(written).is_some(), "not a label: {line}");
            assert!(seen.insert(key), "{key} is doubled");
        }
    }

    #[test]
    fn a_key_without_a_label_stands_for_itself() {
        assert_eq!(Labels::default().get("account.nothing", Language::Chinese), "account.nothing");
    }

    #[test]
    fn the_users_labels_stand_over_the_built_in_ones() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("playbook.yaml");
        std::fs::write(
            &file,
            "stages: nonsense\nlabels:\n  account: {zh: \"公司\"}\n  look.mine: {en: \"Mine\"}\n",
        )
        .unwrap();
        let labels = Labels::with_overrides(&file).unwrap();
        assert_eq!(labels.get("account", Language::Chinese), "公司");
        assert_eq!(
            labels.get("account", Language::English),
            Labels::default().get("account", Language::English)
        );
        assert_eq!(labels.get("look.mine", Language::Chinese), "Mine");
    }

    #[test]
    fn what_the_users_labels_change_is_told_and_exported() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("playbook.yaml");
        std::fs::write(&file, "labels:\n  account: {zh: \"公司\"}\n  group.mine: {en: \"Mine\"}\n").unwrap();
        let labels = Labels::with_overrides(&file).unwrap();
        let paths: Vec<String> = labels.changes().into_iter().map(|change| change.path).collect();
        assert_eq!(paths, ["labels.account.zh", "labels.group.mine.en", "labels.group.mine.zh"]);
        std::fs::write(&file, labels.export()).unwrap();
        assert_eq!(Labels::with_overrides(&file).unwrap(), labels);
        assert_eq!(Labels::default().export(), "");
    }

    #[test]
    fn a_label_that_does_not_exist_is_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("playbook.yaml");
        std::fs::write(&file, "labels:\n  accuont: {zh: \"公司\"}\n").unwrap();
        let told = Labels::with_overrides(&file).unwrap_err().to_string();
        assert!(
            told.contains(":2:3: labels: there is no label \"accuont\" (did you mean \"account\"?)"),
            "{told}"
        );
    }
}
