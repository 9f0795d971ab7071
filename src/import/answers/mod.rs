//! Answers to the questions of the five looks from a file: YAML (also a form that was filled in), CSV, NDJSON. Values stay
//! as they were written; what they mean is for others to say.

mod rows;
pub(in crate::import) mod yaml;

use crate::domain::fold::fold;

/// How a file of answers is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Yaml,
    Csv,
    Ndjson,
    /// The form for paper, which is for people alone.
    Markdown,
}

/// One answer as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawAnswer {
    /// Where it begins, from 1.
    pub line: u64,
    /// The question.
    pub item: String,
    /// Empty where nothing was filled in.
    pub answer: String,
    pub note: String,
    pub source: String,
    pub method: String,
    pub date: String,
    pub confidence: String,
    /// In a form: the number of the answer in force when it was written, `none` where there was none.
    pub standing: Option<String>,
    /// In a form with a line for each question: which of how many it is.
    pub place: Option<Place>,
}

/// Which of the questions of a form an entry is about, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub number: usize,
    pub of: usize,
}

impl Place {
    /// `7 of 105`: no spreadsheet takes that for a date.
    fn read(text: &str) -> Option<Self> {
        let (number, of) = text.trim().split_once(" of ")?;
        Some(Self { number: number.trim().parse().ok()?, of: of.trim().parse().ok()? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} of {}", self.number, self.of)
    }
}

/// An entry that cannot be read as an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    pub line: u64,
    /// The question, where it could be read.
    pub item: String,
    pub reason: Oddity,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The account that a form is about: its name, and its number in the database the form comes from.
    pub account: Option<String>,
    pub entries: Vec<Result<RawAnswer, Broken>>,
}

crate::failures! {
    /// What is wrong with an entry.
    pub enum Oddity {
        NoItem => "it does not say which question it answers (item)", "没有写明回答哪个问题（item）";
        UnknownKey { key: String } =>
            "there is no key \"{key}\"; there are item, answer, note, source, method, date, confidence (if nobody knows: answer: unknown)",
            "没有“{key}”这个键；可用：item、answer、note、source、method、date、confidence（无人知晓写 answer: unknown）";
        Nested { key: String } => "{key} is no single value", "{key} 不是单个值";
        NoEntry => "this is no answer: item: value, or item: with answer, source, date below", "这不是回答：应写成 条目: 值，或在条目下写 answer、source、date";
        Unreadable { english: String, chinese: String } => "{english}", "{chinese}";
    }
}

crate::failures! {
    /// Why a whole file is no list of answers.
    pub enum AnswersError {
        Empty => "the file is empty", "文件是空的";
        Markdown =>
            "markdown is the form for paper; the one to be read again is that of acct look export --format yaml",
            "markdown 表单只供打印；要填好再读回来，请用 acct look export --format yaml 导出";
        NotYaml { line: u64, reason: String } => "line {line} is no YAML: {reason}", "第 {line} 行不是有效的 YAML：{reason}";
        NoItemColumn { known: String } =>
            "there is no column item; the columns are {known}",
            "没有 item 列；现有的列：{known}";
        Csv { english: String, chinese: String } => "{english}", "{chinese}";
        /// The end of a form is missing.
        CutOff { line: u64, item: String } =>
            "the form breaks off at line {line}, after {item}: its end is missing, so nothing of it is taken",
            "表格在第 {line} 行（{item} 之后）中断，缺少结尾，因此全部未采用";
    }
}

/// What the column or key is called that names the question.
const ITEM: [&str; 2] = ["item", "条目"];

/// Keys that files may have beside those of an answer: they are there for people.
const FOR_PEOPLE: &[&str] =
    &["question", "label", "kind", "state", "look", "id", "age", "weight", "by", "inherited"];

impl Layout {
    /// By the ending of a name, else by how the text begins.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("yaml" | "yml" | "json") => return Self::Yaml,
            Some("csv" | "tsv" | "txt") => return Self::Csv,
            Some("ndjson" | "jsonl") => return Self::Ndjson,
            Some("md" | "markdown") => return Self::Markdown,
            _ => {}
        }
        let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let first = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or_default();
        if first.starts_with('{') && first.ends_with('}') {
            return Self::Ndjson;
        }
        let is_header = |separator| first.split(separator).any(|name| ITEM.contains(&fold(name).as_str()));
        if !first.contains(": ") && [',', ';', '\t'].into_iter().any(is_header) {
            return Self::Csv;
        }
        Self::Yaml
    }
}

/// Reads a file of answers.
///
/// # Errors
/// When the file as a whole cannot be read; what is wrong with one entry stands among the entries.
pub fn read(text: &str, layout: Layout) -> Result<Answers, AnswersError> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(AnswersError::Empty);
    }
    let answers = match layout {
        Layout::Yaml => yaml::read(text)?,
        Layout::Csv => rows::csv(text)?,
        Layout::Ndjson => rows::ndjson(text),
        Layout::Markdown => return Err(AnswersError::Markdown),
    };
    if is_whole(&answers) { Ok(answers) } else { Err(cut_off(text, &answers)) }
}

/// Whether the last question of a form with a line for each is there. Others may have been left out by whoever filled it in.
fn is_whole(answers: &Answers) -> bool {
    let places = || answers.entries.iter().filter_map(|entry| entry.as_ref().ok()?.place);
    places().map(|place| place.of).max() == places().map(|place| place.number).max()
}

/// Where a form breaks off.
fn cut_off(text: &str, answers: &Answers) -> AnswersError {
    let line = u64::try_from(text.lines().count()).unwrap_or(u64::MAX);
    let item = match answers.entries.last() {
        Some(Ok(raw)) => raw.item.clone(),
        Some(Err(broken)) => broken.item.clone(),
        None => String::new(),
    };
    AnswersError::CutOff { line, item: if item.is_empty() { "account".to_owned() } else { item } }
}

impl RawAnswer {
    /// Takes the value of a key.
    fn set(&mut self, key: &str, value: String) -> Result<(), Oddity> {
        let place = match fold(key).as_str() {
            "item" | "条目" => &mut self.item,
            "answer" | "value" | "答案" | "回答" => &mut self.answer,
            "note" | "备注" => &mut self.note,
            "source" | "来源" => &mut self.source,
            "method" | "方式" => &mut self.method,
            "date" | "日期" => &mut self.date,
            "confidence" | "可信度" => &mut self.confidence,
            "standing" => {
                self.standing = Some(value).filter(|standing| !standing.is_empty());
                return Ok(());
            }
            "place" => {
                self.place = Place::read(&value);
                return Ok(());
            }
            other if FOR_PEOPLE.contains(&other) => return Ok(()),
            _ => return Err(Oddity::UnknownKey { key: key.to_owned() }),
        };
        *place = value;
        Ok(())
    }

    fn checked(self) -> Result<Self, Broken> {
        if self.item.trim().is_empty() {
            return Err(Broken { line: self.line, item: String::new(), reason: Oddity::NoItem });
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, layout: Layout) -> Vec<String> {
        use crate::domain::language::{Bilingual as _, Language};
        let entries = read(text, layout).unwrap().entries;
        let one = |entry: Result<RawAnswer, Broken>| match entry {
            Ok(raw) => format!("{} {}={} {}{}", raw.line, raw.item, raw.answer, raw.source, raw.date),
            Err(broken) => {
                format!("{} {}! {}", broken.line, broken.item, broken.reason.told_in(Language::English))
            }
        };
        entries.into_iter().map(one).collect()
    }

    #[test]
    fn yaml_is_read_in_each_of_its_forms_with_values_as_written() {
        let short = "# visit\ntrend.rivalry: 4\ncustomer.version: 1.10\ntrend.drivers: [a, b]\n";
        assert_eq!(
            told(short, Layout::Yaml),
            ["2 trend.rivalry=4 ", "3 customer.version=1.10 ", "4 trend.drivers=a; b "]
        );
        let long = "trend.rivalry:\n  answer: 4\n  source: report\n  date: 2026-03-01\nself.fit: yes\n";
        assert_eq!(told(long, Layout::Yaml), ["1 trend.rivalry=4 report2026-03-01", "5 self.fit=yes "]);
        let list = "- item: trend.rivalry\n  value: 40%\n- {item: self.fit, answer: 007}\n- answer: 3\n";
        assert_eq!(
            told(list, Layout::Yaml),
            [
                "1 trend.rivalry=40% ",
                "3 self.fit=007 ",
                "4 ! it does not say which question it answers (item)"
            ]
        );
    }

    #[test]
    fn a_form_names_its_account() {
        let form = "account: 华为\nanswers:\n  trend.rivalry:\n    answer:\n    standing: 12\n";
        let answers = read(form, Layout::Yaml).unwrap();
        assert_eq!(answers.account.as_deref(), Some("华为"));
        let raw = answers.entries[0].clone().unwrap();
        assert_eq!((raw.line, raw.answer.as_str(), raw.standing.as_deref()), (3, "", Some("12")));
    }

    #[test]
    fn a_file_without_a_word_is_no_list_of_answers() {
        for layout in [Layout::Yaml, Layout::Csv, Layout::Ndjson] {
            assert_eq!(read("\u{feff} \n", layout), Err(AnswersError::Empty));
        }
        assert_eq!(read("# The five looks", Layout::of("form.md", "")), Err(AnswersError::Markdown));
    }

    #[test]
    fn rows_are_read_with_their_lines() {
        let csv = "item,question,answer,source\ntrend.rivalry,How?,4,report\n,x,5,\n";
        assert_eq!(
            told(csv, Layout::Csv),
            ["2 trend.rivalry=4 report", "3 ! it does not say which question it answers (item)"]
        );
        let ndjson =
            "{\"item\":\"trend.rivalry\",\"answer\":4}\n\n{\"item\":\"a\",\"answre\":1}\n{\"item\":\n";
        let told = told(ndjson, Layout::Ndjson);
        assert_eq!(told[0], "1 trend.rivalry=4 ");
        assert!(told[1].starts_with("3 a! there is no key \"answre\""), "{}", told[1]);
        assert!(told[2].starts_with("4 ! "), "{}", told[2]);
    }

    #[test]
    fn the_layout_follows_from_the_name_or_the_beginning() {
        for (name, text, layout) in [
            ("a.csv", "", Layout::Csv),
            ("a.YML", "", Layout::Yaml),
            ("-", "{\"item\":\"a\"}\n", Layout::Ndjson),
            ("-", "\u{feff}item;answer\na;1\n", Layout::Csv),
            ("-", "# x\ntrend.rivalry: 4\n", Layout::Yaml),
        ] {
            assert_eq!(Layout::of(name, text), layout, "{name} {text}");
        }
    }
}
