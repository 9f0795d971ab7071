//! From the text of a profile file to profiles, with the place of what is wrong.

use std::collections::BTreeMap;

use super::Profile;
use crate::domain::date::DayOrder;
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::{Bilingual, Language, Text};
use crate::import::columns::{Authority, ColumnError, Fallback, Rule, Vocabulary, is_imported, plain};
use crate::playbook::places::Place;
use crate::playbook::yaml::{Content, Key, Node, parse};

/// A profile file that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileError {
    pub file: String,
    pub line: u64,
    pub column: u64,
    pub reason: ProfileReason,
}

crate::failures! {
    /// What is wrong with a profile file.
    pub enum ProfileReason {
        NotYaml { reason: String, in_chinese: String } => "{reason}", "{in_chinese}";
        UnknownKey { key: String, known: String } => "there is no setting \"{key}\"; expected one of {known}", "没有“{key}”这一项；可用的有 {known}";
        Expected { key: String, what: &'static str, in_chinese: &'static str } => "{key}: expected {what}", "{key}：应为{in_chinese}";
        Missing { key: &'static str } => "{key} is missing", "缺少 {key}";
        UnknownKind { kind: String, known: String } => "\"{kind}\" is not a kind of record that can be imported; expected one of {known}", "“{kind}”不是可以导入的记录种类；可用的有 {known}";
        Column { reason: String, in_chinese: String } => "{reason}", "{in_chinese}";
    }
}

impl std::fmt::Display for ProfileError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}:{}: {}", self.file, self.line, self.column, self.reason)
    }
}

impl std::error::Error for ProfileError {}

impl Bilingual for ProfileError {
    fn in_chinese(&self) -> String {
        format!("{}:{}:{}: {}", self.file, self.line, self.column, self.reason.in_chinese())
    }
}

/// The keys of a profile.
const KEYS: &[&str] = &[
    "name", "about", "kind", "signatures", "columns", "left_out", "values", "blanks", "dates", "defaults",
    "told_by", "others", "encoding", "delimiter", "sheet",
];

/// Reads a file of one profile, or of several under `profiles`. One without a name of its own is called `name`.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn read(file: &str, name: &str, text: &str, words: Vocabulary) -> Result<Vec<Profile>, ProfileError> {
    let reader = Reader { file, words };
    let root = parse(text).map_err(|error| {
        let told = crate::playbook::why_not_yaml(&error.reason);
        reader.wrong(error.place, ProfileReason::NotYaml { reason: told.en, in_chinese: told.zh })
    })?;
    let several = match &root.content {
        Content::Record(entries) => entries.iter().find(|(key, _)| key.name == "profiles"),
        _ => None,
    };
    match several {
        None => Ok(vec![reader.profile(&root, name)?]),
        Some((key, node)) => {
            reader.alone(&root)?;
            reader.list(key, node)?.iter().map(|node| reader.profile(node, name)).collect()
        }
    }
}

struct Reader<'r> {
    file: &'r str,
    words: Vocabulary<'r>,
}

impl Reader<'_> {
    fn wrong(&self, place: Place, reason: ProfileReason) -> ProfileError {
        ProfileError { file: self.file.to_owned(), line: place.line, column: place.column, reason }
    }

    fn expected(&self, key: &str, node: &Node, what: &'static str, in_chinese: &'static str) -> ProfileError {
        self.wrong(node.place, ProfileReason::Expected { key: key.to_owned(), what, in_chinese })
    }

    fn record<'n>(&self, key: &str, node: &'n Node) -> Result<&'n [(Key, Node)], ProfileError> {
        match &node.content {
            Content::Record(entries) => Ok(entries),
            Content::Nothing => Ok(&[]),
            _ => Err(self.expected(key, node, "lines such as \"Header: field\"", "“键: 值”的形式")),
        }
    }

    fn list<'n>(&self, key: &Key, node: &'n Node) -> Result<&'n [Node], ProfileError> {
        match &node.content {
            Content::List(items) => Ok(items),
            Content::Nothing => Ok(&[]),
            _ => Err(self.expected(&key.name, node, "a list such as [a, b]", "列表，例如 [a, b]")),
        }
    }

    fn word(&self, key: &str, node: &Node) -> Result<String, ProfileError> {
        match &node.content {
            Content::Word(word) => Ok(word.clone()),
            Content::Whole(number) => Ok(number.to_string()),
            Content::Number(number) => Ok(number.to_string()),
            Content::YesNo(yes) => Ok(yes.to_string()),
            Content::Nothing => Ok(String::new()),
            _ => Err(self.expected(key, node, "one value", "单个值")),
        }
    }

    fn words(&self, key: &Key, node: &Node) -> Result<Vec<String>, ProfileError> {
        self.list(key, node)?.iter().map(|item| self.word(&key.name, item)).collect()
    }

    fn profile(&self, node: &Node, name: &str) -> Result<Profile, ProfileError> {
        let entries = self.record("profile", node)?;
        let mut profile = Profile {
            name: name.to_owned(),
            by: Authority::OwnProfile,
            about: Text::default(),
            kind: self.kind(node, entries)?,
            signatures: Vec::new(),
            columns: Vec::new(),
            left_out: Vec::new(),
            values: BTreeMap::new(),
            blanks: Vec::new(),
            dates: None,
            defaults: Vec::new(),
            told_by: Vec::new(),
            others: None,
            encoding: None,
            delimiter: None,
            sheet: None,
        };
        for (key, node) in entries {
            self.setting(&mut profile, key, node)?;
        }
        if profile.columns.is_empty() {
            return Err(self.wrong(node.place, ProfileReason::Missing { key: "columns" }));
        }
        Ok(profile)
    }

    /// Nothing stands beside a list of profiles.
    fn alone(&self, root: &Node) -> Result<(), ProfileError> {
        match self.record("profiles", root)?.iter().find(|(key, _)| key.name != "profiles") {
            None => Ok(()),
            Some((key, _)) => {
                let (key_name, known) = (key.name.clone(), "profiles".to_owned());
                Err(self.wrong(key.place, ProfileReason::UnknownKey { key: key_name, known }))
            }
        }
    }

    fn kind(&self, node: &Node, entries: &[(Key, Node)]) -> Result<Kind, ProfileError> {
        let Some((_, kind)) = entries.iter().find(|(key, _)| key.name == "kind") else {
            return Err(self.wrong(node.place, ProfileReason::Missing { key: "kind" }));
        };
        let word = self.word("kind", kind)?;
        let imported = || Kind::ALL.iter().copied().filter(|kind| is_imported(*kind));
        imported().find(|kind| kind.name() == word).ok_or_else(|| {
            let known = imported().map(Kind::name).collect::<Vec<_>>().join(", ");
            self.wrong(kind.place, ProfileReason::UnknownKind { kind: word, known })
        })
    }

    fn setting(&self, profile: &mut Profile, key: &Key, node: &Node) -> Result<(), ProfileError> {
        let one = || Ok(Some(self.word(&key.name, node)?).filter(|word| !word.is_empty()));
        match key.name.as_str() {
            "kind" => {}
            "name" => profile.name = self.word(&key.name, node)?,
            "about" => profile.about = self.about(node)?,
            "signatures" => {
                for signature in self.list(key, node)? {
                    let names = self.words(key, signature)?;
                    profile.signatures.push(names.iter().map(|name| plain(name)).collect());
                }
            }
            "columns" => self.columns(profile, key, node)?,
            "left_out" => {
                profile.left_out = self.words(key, node)?.iter().map(|name| plain(name)).collect();
            }
            "values" => self.values(profile, key, node)?,
            "blanks" => profile.blanks = self.words(key, node)?,
            "dates" => profile.dates = Some(self.dates(node)?),
            "defaults" => profile.defaults = self.defaults(node)?,
            "told_by" => {
                profile.told_by = self.words(key, node)?.iter().map(|name| plain(name)).collect();
            }
            "others" => profile.others = one()?,
            "encoding" => profile.encoding = one()?,
            "delimiter" => profile.delimiter = one()?,
            "sheet" => profile.sheet = one()?,
            other => {
                let (key_name, known) = (other.to_owned(), KEYS.join(", "));
                return Err(self.wrong(key.place, ProfileReason::UnknownKey { key: key_name, known }));
            }
        }
        Ok(())
    }

    /// A text for both languages, or one in each.
    fn about(&self, node: &Node) -> Result<Text, ProfileError> {
        if !matches!(node.content, Content::Record(_)) {
            let text = self.word("about", node)?;
            return Ok(Text { en: text.clone(), zh: text });
        }
        let mut about = Text::default();
        for (key, node) in self.record("about", node)? {
            match key.name.as_str() {
                "en" => about.en = self.word("en", node)?,
                "zh" => about.zh = self.word("zh", node)?,
                other => {
                    let (key_name, known) = (other.to_owned(), "en, zh".to_owned());
                    return Err(self.wrong(key.place, ProfileReason::UnknownKey { key: key_name, known }));
                }
            }
        }
        Ok(about)
    }

    /// Each header with its field, or with several.
    fn columns(&self, profile: &mut Profile, key: &Key, node: &Node) -> Result<(), ProfileError> {
        for (header, node) in self.record(&key.name, node)? {
            let single = std::slice::from_ref(node);
            let fields = if let Content::List(fields) = &node.content { fields.as_slice() } else { single };
            for field in fields {
                let word = self.word(&header.name, field)?;
                let rule = Rule::of(&header.name, &word);
                let target =
                    rule.target(profile.kind, self.words).map_err(|error| self.misnamed(field, &error))?;
                match target {
                    Some(_) => profile.columns.push((plain(&header.name), rule)),
                    None => profile.left_out.push(plain(&header.name)),
                }
            }
        }
        Ok(())
    }

    fn dates(&self, node: &Node) -> Result<DayOrder, ProfileError> {
        let word = self.word("dates", node)?;
        let found = DayOrder::ALL.into_iter().find(|order| order.as_str() == word);
        found.ok_or_else(|| {
            self.expected(
                "dates",
                node,
                "day-first or month-first",
                " day-first（先日后月）或 month-first（先月后日）",
            )
        })
    }

    /// What fields are where a row says nothing.
    fn defaults(&self, node: &Node) -> Result<Vec<Fallback>, ProfileError> {
        let default = |(field, node): &(Key, Node)| {
            let text = format!("{}={}", field.name, self.word(&field.name, node)?);
            Fallback::parse(&text, self.words).map_err(|error| self.misnamed(node, &error))
        };
        self.record("defaults", node)?.iter().map(default).collect()
    }

    fn misnamed(&self, node: &Node, error: &ColumnError) -> ProfileError {
        let reason =
            ProfileReason::Column { reason: error.to_string(), in_chinese: error.told_in(Language::Chinese) };
        self.wrong(node.place, reason)
    }

    fn values(&self, profile: &mut Profile, key: &Key, node: &Node) -> Result<(), ProfileError> {
        for (field, node) in self.record(&key.name, node)? {
            let mut values = BTreeMap::new();
            for (written, meant) in self.record(&field.name, node)? {
                values.insert(fold(&written.name), self.word(&written.name, meant)?);
            }
            profile.values.insert(field.name.clone(), values);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::Schema;
    use crate::playbook::Labels;

    fn told(text: &str) -> String {
        let (schema, labels) = (Schema::default(), Labels::default());
        let read = read("mine.yaml", "mine", text, Vocabulary { schema: &schema, labels: &labels });
        match read {
            Ok(profiles) => format!("{} of {}", profiles[0].columns.len(), profiles[0].kind),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_profile_is_read_or_told_to_be_wrong_where_it_is() {
        for (text, expected) in [
            (
                "kind: account\ncolumns:\n  Firma: name\n  Code: [listing_code, 'external_ids:sz']\n",
                "3 of account",
            ),
            ("kind: account\ncolumns:\n  Rank:\n  Firma: name\n", "1 of account"),
            (
                "kind: account\ndates: day-first\ndefaults: {industry: Steel}\ncolumns: {Firma: name}\n",
                "1 of account",
            ),
            (
                "kind: account\ndates: backwards\ncolumns: {a: name}\n",
                "mine.yaml:2:8: dates: expected day-first or month-first",
            ),
            ("kind: account\ndefaults: {colour: red}\n", "mine.yaml:2:20: --default \"colour=red\" is not"),
            ("kind: account\n", "mine.yaml:1:1: columns is missing"),
            ("columns: {a: name}\n", "mine.yaml:1:1: kind is missing"),
            ("kind: planet\ncolumns: {a: name}\n", "mine.yaml:1:7: \"planet\" is not a kind"),
            ("kind: account\ncolumns:\n  Firma: nam\n", "mine.yaml:3:10: \"nam\" is no field of account"),
            ("kind: account\ncolums:\n  Firma: name\n", "mine.yaml:2:1: there is no setting \"colums\""),
            ("kind: account\ncolumns: [a]\n", "mine.yaml:2:10: columns: expected lines such as"),
            ("kind: account\ncolumns:\n  a: 'name\n", "mine.yaml:3:6: "),
        ] {
            let told = told(text);
            assert!(told.starts_with(expected), "{told}");
        }
    }
}
