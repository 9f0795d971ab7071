//! The settings file as text: what each line sets and where, and changing one line without touching the others.

use std::io;
use std::path::{Path, PathBuf};

use acct::domain::language::{Language, Text};
use acct::say;
use anyhow::Context as _;

use super::Setting;
use super::yaml::{Line, Place, Word, line, parse};
use crate::failure::Failure;
use crate::whole_file::{Existing, WholeFile};

/// The file as it was read.
#[derive(Clone, Debug)]
pub(crate) struct SettingsFile {
    pub(crate) path: PathBuf,
    text: String,
    pub(crate) lines: Vec<Line>,
}

/// What became of the comments of a file that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    Comments,
    SettingsOnly,
}

impl SettingsFile {
    /// Reads a file, where there is one.
    pub(crate) fn read(path: &Path, language: Language) -> anyhow::Result<Option<Self>> {
        let reading = || say!(language, "reading the settings {}", "读取设置文件 {}", path.display());
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(reading),
        };
        let text = String::from_utf8(bytes).map_err(|error| {
            let before =
                String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            let place = (
                before.lines().count().max(1),
                before.lines().last().unwrap_or_default().chars().count() + 1,
            );
            let message = say!(language, "this is not UTF-8", "这里不是 UTF-8 编码");
            Failure::data(format!("{}:{}:{}: {message}", path.display(), place.0, place.1))
                .hint(say!(language, "save the file as UTF-8", "请把文件另存为 UTF-8 编码"))
        })?;
        let mut file = Self { path: path.to_owned(), text, lines: Vec::new() };
        file.lines = parse(&file.text).map_err(|error| file.not_yaml(&error, language))?;
        file.check_form(language)?;
        Ok(Some(file))
    }

    /// Each key once, each with one value.
    fn check_form(&self, language: Language) -> Result<(), Failure> {
        for (position, line) in self.lines.iter().enumerate() {
            let key = &line.key;
            if self.lines.iter().take(position).any(|earlier| earlier.key == *key) {
                let message = say!(language, "{key} is set twice", "{key} 设置了两次");
                return Err(self.wrong(line.place, &message, language));
            }
            if line.value == Word::Several {
                let reason =
                    Text { en: "expected one value".to_owned(), zh: "应当只有一个值".to_owned() };
                return Err(self.refused(line, &reason, language));
            }
        }
        Ok(())
    }

    /// A file that is not there yet.
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), text: String::new(), lines: Vec::new() }
    }

    /// How the file writes a setting: a rate by any name of its currency.
    pub(crate) fn key_of(&self, setting: Setting) -> Option<String> {
        self.lines.iter().map(|line| &line.key).find(|key| Setting::named(key) == Some(setting)).cloned()
    }

    /// A key that is no setting.
    pub(crate) fn unknown(&self, line: &Line, language: Language) -> Failure {
        let known = Setting::names();
        let (key, english, chinese) = (&line.key, known.join(", "), known.join("、"));
        let message = say!(
            language,
            "there is no setting \"{key}\"; expected one of {english}",
            "没有设置项“{key}”，应为 {chinese} 之一"
        );
        let near = known.into_iter().max_by(|one, other| likeness(key, one).total_cmp(&likeness(key, other)));
        let failure = self.wrong(line.place, &message, language);
        match near.filter(|name| likeness(key, name) > 0.6) {
            Some(name) => failure.hint(say!(language, "did you mean \"{name}\"?", "是不是想写“{name}”？")),
            None => failure,
        }
    }

    /// A value that its setting does not accept.
    pub(crate) fn refused(&self, line: &Line, reason: &Text, language: Language) -> Failure {
        let (key, reason) = (&line.key, reason.get(language));
        self.wrong(line.place_of_value, &say!(language, "{key}: {reason}", "{key}：{reason}"), language)
    }

    fn not_yaml(&self, error: &serde_yaml::Error, language: Language) -> Failure {
        for (line, number) in self.text.lines().zip(1..) {
            let key = line.trim_end().split(['：', ':', '#', '"', '\'']).next().unwrap_or_default();
            if line[key.len()..].starts_with('：') {
                let column = u64::try_from(key.chars().count()).unwrap_or_default() + 1;
                let message = say!(
                    language,
                    "the colon is full-width (：); write \"{key}: \" with a half-width colon and a space",
                    "这里用了全角冒号（：），请改用半角冒号加空格：“{key}: ”"
                );
                return self.wrong((number, column), &message, language);
            }
        }
        let place = error.location().map_or((1, 1), |place| (place.line().max(1), place.column().max(1)));
        let told = error.without_snippet().to_string();
        let reason = told.rsplit_once(" at line ").map_or(told.as_str(), |(reason, _)| reason);
        let reason = say!(language, "not valid YAML: {reason}", "不是有效的 YAML：{reason}");
        self.wrong(place, &reason, language)
    }

    fn wrong(&self, (line, column): Place, message: &str, language: Language) -> Failure {
        let path = self.path.display();
        Failure::data(format!("{path}:{line}:{column}: {message}")).hint(say!(
            language,
            "mend it in an editor, or with acct config set",
            "请用编辑器修改，或使用 acct config set"
        ))
    }

    /// Sets a key, or with no value takes it out. Comments and other lines stay as they are where that is possible.
    pub(crate) fn put(&mut self, key: &str, value: Option<&str>) -> anyhow::Result<Kept> {
        let said = |lines: &[Line]| -> Vec<(String, Option<String>)> {
            lines.iter().map(|line| (line.key.clone(), line.value().map(str::to_owned))).collect()
        };
        let mut wanted = said(&self.lines);
        match (value, wanted.iter_mut().find(|(known, _)| known == key)) {
            (Some(value), Some((_, old))) => *old = Some(value.to_owned()),
            (Some(value), None) => wanted.push((key.to_owned(), Some(value.to_owned()))),
            (None, _) => wanted.retain(|(known, _)| known != key),
        }
        let edited = edited(&self.text, key, value)?;
        if parse(&edited).is_ok_and(|lines| said(&lines) == wanted) {
            self.text = edited;
            return Ok(Kept::Comments);
        }
        let had_comments = self.text.contains('#');
        let filled = wanted.iter().filter_map(|(key, value)| Some(line(key, value.as_deref()?)));
        self.text = filled.collect::<Result<String, _>>()?;
        Ok(if had_comments { Kept::SettingsOnly } else { Kept::Comments })
    }

    /// Writes the file as a whole or not at all, for its owner alone.
    pub(crate) fn write(&self, language: Language) -> anyhow::Result<()> {
        if let Some(folder) = self.path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        WholeFile::at(&self.path, Existing::Replaced, language)?
            .write(|out| Ok(out.write_all(self.text.as_bytes())?))
    }
}

fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(one, other)
}

/// The text with one line changed, added or taken out.
fn edited(text: &str, key: &str, value: Option<&str>) -> anyhow::Result<String> {
    let is_it = |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let mut edited = String::new();
    let mut found = false;
    for old in text.split_inclusive('\n') {
        if !is_it(old.trim_start_matches('\u{feff}')) {
            edited.push_str(old);
            continue;
        }
        found = true;
        if let Some(value) = value {
            edited.push_str(line(key, value)?.trim_end());
            edited.push_str(comment(old));
            edited.push('\n');
        }
    }
    if let (Some(value), false) = (value, found) {
        if !edited.is_empty() && !edited.ends_with('\n') {
            edited.push('\n');
        }
        edited.push_str(&line(key, value)?);
    }
    Ok(edited)
}

/// The comment at the end of a line, with the blanks before it.
fn comment(line: &str) -> &str {
    let line = line.trim_end();
    let Some(position) = line.rfind(" #") else { return "" };
    let blanks = line[..position].trim_end().len();
    &line[blanks..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(text: &str, key: &str, value: Option<&str>) -> (String, Kept) {
        let mut file = SettingsFile::new(Path::new("config.yaml"));
        file.text = text.to_owned();
        file.lines = parse(text).unwrap();
        let kept = file.put(key, value).unwrap();
        (file.text, kept)
    }

    #[test]
    fn one_line_changes_and_the_others_stay() {
        let text = "# mine\nlanguage: en  # for now\nuser: 'ann' # me\n";
        for (key, value, expected) in [
            ("language", Some("zh"), "# mine\nlanguage: zh  # for now\nuser: 'ann' # me\n"),
            ("user", Some("李 #1: ok"), "# mine\nlanguage: en  # for now\nuser: \"李 #1: ok\" # me\n"),
            ("currency", Some("USD"), "# mine\nlanguage: en  # for now\nuser: 'ann' # me\ncurrency: USD\n"),
            ("language", None, "# mine\nuser: 'ann' # me\n"),
        ] {
            assert_eq!(put(text, key, value), (expected.to_owned(), Kept::Comments), "{key}");
        }
    }

    #[test]
    fn a_file_written_in_another_way_is_written_anew() {
        let (text, kept) = put("# mine\n{language: en, user: ann}\n", "user", Some("007"));
        assert_eq!((text.as_str(), kept), ("language: en\nuser: \"007\"\n", Kept::SettingsOnly));
        let (text, _) = put("user: >\n  ann\n  example\nlanguage: zh", "user", Some("no"));
        let lines = parse(&text).unwrap();
        let said: Vec<_> = lines.iter().map(|line| (line.key.as_str(), line.value())).collect();
        assert_eq!(said, [("user", Some("no")), ("language", Some("zh"))]);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_its_owners_alone_and_a_link_to_it_stays() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (kept, link) = (folder.path().join("dotfiles.yaml"), folder.path().join("config.yaml"));
        std::fs::write(&kept, "user: ann\n").unwrap();
        std::os::unix::fs::symlink(&kept, &link).unwrap();
        let mut file = SettingsFile::read(&link, Language::English).unwrap().unwrap();
        file.put("user", Some("bob")).unwrap();
        file.write(Language::English).unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&kept).unwrap(), "user: bob\n");
        assert_eq!(std::fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
