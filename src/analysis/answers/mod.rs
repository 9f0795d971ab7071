//! Answers to the questions of the five looks: read as people write them, kept as text, shown, and worth 0-100.

use crate::domain::date::{Period, parse_period};
use crate::domain::fold::fold;
use crate::domain::language::Language;
use crate::domain::money::{Currency, Money};
use crate::domain::number::{Decimal, parse_decimal, parse_pointed};
use crate::domain::parse::{Reading, ValueError, join_list, split_list};
use crate::domain::record::{Field, Presence, Shape};
use crate::domain::rule::Rule;
use crate::domain::value::Value;
use crate::playbook::shown::yes_no;
use crate::playbook::{Item, ItemChoice, ItemKind};

/// The answer to one question. Which case it is follows from the kind of the item.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Text(String),
    Number(Decimal),
    Money(Money),
    /// Percent points: 40 is 40 %.
    Percent(f64),
    /// 1 to 5.
    Scale(i64),
    YesNo(bool),
    /// The id of a choice.
    Choice(String),
    /// Ids of choices, in the order of the item, each once.
    Choices(Vec<String>),
    /// A day, or a longer time such as a quarter.
    Date(Period),
}

/// An answer, and how it was understood where that differs from how it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// None where nobody knows.
    pub answer: Option<Answer>,
    pub understood_as: Option<String>,
}

crate::failures! {
    /// Why a text does not answer a question.
    pub enum Mismatch {
        Nothing => "the answer is empty", "答案是空的";
        /// The question is answered by records, never by hand.
        ByRecords { item: String, fix: String } =>
            "{item} is answered by records, not by hand; add what is missing: {fix}",
            "{item} 由记录自动判定，不能手工回答；请补上缺少的记录：{fix}";
        OffScale { text: String, english: String, chinese: String } =>
            "\"{text}\" is not on the scale from 1 to 5: {english}",
            "“{text}”不在 1 到 5 的量表上：{chinese}";
        /// One that goes with no other was given with another.
        Exclusive { text: String, english: String, chinese: String } =>
            "\"{text}\": \"{english}\" goes with no other answer",
            "“{text}”：“{chinese}”不能与其他选项同时选";
        NoChoice { text: String, english: String, chinese: String } =>
            "\"{text}\" is none of the answers: {english}",
            "“{text}”不在可选答案之内：{chinese}";
    }
}

crate::failures_of! {
    /// Why an answer was refused.
    pub enum AnswerError {
        Mismatch(Mismatch),
        Value(ValueError),
    }
}

/// How people write that nobody knows, folded.
const UNKNOWN: [&str; 6] = ["?", "unknown", "nobody knows", "未知", "不知道", "无人知晓"];

/// Whether a text says that nobody knows.
#[must_use]
pub fn says_unknown(text: &str) -> bool {
    UNKNOWN.contains(&fold(text).as_str())
}

/// Reads an answer as people write it; that nobody knows is one, unless a choice is called so. `name` is the full name of the item, for messages.
///
/// # Errors
/// When the text is no answer to this kind of question, or the question is answered by records.
pub fn read(name: &str, item: &Item, text: &str, reading: &Reading) -> Result<Understood, AnswerError> {
    let text = text.trim();
    if item.kind == ItemKind::Record {
        let fix = item.fix.clone().unwrap_or_default();
        return Err(Mismatch::ByRecords { item: name.to_owned(), fix }.into());
    }
    if text.is_empty() {
        return Err(Mismatch::Nothing.into());
    }
    let rule = match item {
        Item { share: true, kind: ItemKind::Percent, .. } => Some(Rule::Share),
        item => item.not_negative.then_some(Rule::NotNegative),
    };
    if says_unknown(text) && !is_called(item, text) {
        return Ok(Understood { answer: None, understood_as: None });
    }
    let plain = |answer| Ok(Understood { answer: Some(answer), understood_as: None });
    match item.kind {
        ItemKind::Text | ItemKind::Record => plain(Answer::Text(text.to_owned())),
        ItemKind::Scale => plain(Answer::Scale(scale(item, text)?)),
        ItemKind::Choice => Ok(by_number(text, Answer::Choice(choice(item, text)?.id.clone()))),
        ItemKind::MultiChoice => Ok(by_number(text, Answer::Choices(choices(item, text)?))),
        ItemKind::Number => {
            let number = parse_decimal(text).map_err(ValueError::Number)?;
            field(Shape::Number, rule)
                .check(&Value::Number(number.to_f64()), reading.today)
                .map_err(ValueError::Rule)?;
            plain(Answer::Number(number))
        }
        ItemKind::Money => value(Shape::Money, rule, text, reading),
        ItemKind::Percent => value(Shape::Percent, rule, text, reading),
        ItemKind::YesNo => value(Shape::YesNo, None, text, reading),
        ItemKind::Date => time(text, reading),
    }
}

/// A choice; where a number was written for it that is told.
fn by_number(text: &str, answer: Answer) -> Understood {
    let is_number = text.chars().any(|letter| letter.is_ascii_digit())
        && text.chars().all(|letter| !letter.is_alphabetic());
    let understood_as = is_number.then(|| answer.canonical());
    Understood { answer: Some(answer), understood_as }
}

/// Whether a choice is called so, in full.
fn is_called(item: &Item, text: &str) -> bool {
    let wanted = fold(text);
    item.choices
        .iter()
        .any(|choice| [&choice.id, &choice.en, &choice.zh].map(|name| fold(name)).contains(&wanted))
}

/// Reads an answer whose form is that of a field of a record.
fn value(shape: Shape, rule: Option<Rule>, text: &str, reading: &Reading) -> Result<Understood, AnswerError> {
    let parsed = field(shape, rule).parse(text, reading)?;
    let answer = match parsed.value {
        Value::Money(money) => Answer::Money(money),
        Value::Number(percent) => Answer::Percent(percent),
        Value::YesNo(yes) => Answer::YesNo(yes),
        _ => return Err(Mismatch::Nothing.into()),
    };
    Ok(Understood { answer: Some(answer), understood_as: parsed.understood_as })
}

fn time(text: &str, reading: &Reading) -> Result<Understood, AnswerError> {
    let parsed = parse_period(text, reading.today).map_err(ValueError::Date)?;
    let understood_as = (!parsed.exact).then(|| parsed.period.to_string());
    Ok(Understood { answer: Some(Answer::Date(parsed.period)), understood_as })
}

fn field(shape: Shape, rule: Option<Rule>) -> Field {
    let not_before = None;
    Field {
        name: "answer",
        shape,
        presence: Presence::Optional,
        private: false,
        custom: false,
        rule,
        not_before,
    }
}

/// A number from 1 to 5, `4/5`, or the meaning in either language.
fn scale(item: &Item, text: &str) -> Result<i64, Mismatch> {
    let wanted = fold(text);
    let number = wanted.strip_suffix("/5").unwrap_or(&wanted).trim().parse::<i64>().ok();
    let meant = || {
        let same = |meaning: &str| fold(meaning) == wanted;
        item.scale.iter().zip(1..).find(|(meaning, _)| same(&meaning.en) || same(&meaning.zh))
    };
    number.filter(|number| (1..=5).contains(number)).or_else(|| meant().map(|(_, number)| number)).ok_or_else(
        || Mismatch::OffScale {
            text: text.to_owned(),
            english: scale_in_words(item, Language::English),
            chinese: scale_in_words(item, Language::Chinese),
        },
    )
}

/// The meanings of 1 to 5 on one line.
#[must_use]
pub fn scale_in_words(item: &Item, language: Language) -> String {
    let meanings = item.scale.iter().zip(1..);
    let told: Vec<String> =
        meanings.map(|(meaning, number)| format!("{number} = {}", meaning.get(language))).collect();
    told.join(match language {
        Language::English => "; ",
        Language::Chinese => "；",
    })
}

/// The label of a choice.
#[must_use]
pub fn choice_label(choice: &ItemChoice, language: Language) -> &str {
    match language {
        Language::English => &choice.en,
        Language::Chinese => &choice.zh,
    }
}

/// The choice that a text names: by its id, its label in either language, how just one label begins, or its position from 1.
fn choice<'i>(item: &'i Item, text: &str) -> Result<&'i ItemChoice, Mismatch> {
    let wanted = fold(text);
    let id = wanted.replace([' ', '-'], "_");
    let labels = |choice: &ItemChoice| [fold(&choice.en), fold(&choice.zh)];
    if let Some(found) =
        item.choices.iter().find(|choice| fold(&choice.id) == id || labels(choice).contains(&wanted))
    {
        return Ok(found);
    }
    let mut beginning =
        item.choices.iter().filter(|choice| labels(choice).iter().any(|label| label.starts_with(&wanted)));
    let numbered = || item.choices.get(wanted.parse::<usize>().ok()?.checked_sub(1)?);
    match (beginning.next(), beginning.next(), numbered()) {
        (Some(only), None, _) | (None, None, Some(only)) => Ok(only),
        _ => Err(Mismatch::NoChoice {
            text: text.to_owned(),
            english: choices_in_words(item, Language::English),
            chinese: choices_in_words(item, Language::Chinese),
        }),
    }
}

/// The ids and labels of all choices on one line.
#[must_use]
pub fn choices_in_words(item: &Item, language: Language) -> String {
    let told: Vec<String> = item
        .choices
        .iter()
        .map(|choice| match language {
            Language::English => format!("{} ({})", choice.id, choice.en),
            Language::Chinese => format!("{}（{}）", choice.id, choice.zh),
        })
        .collect();
    told.join(match language {
        Language::English => "; ",
        Language::Chinese => "；",
    })
}

/// Several choices, separated like the items of any list, also by commas where no label has one.
fn choices(item: &Item, text: &str) -> Result<Vec<String>, Mismatch> {
    let find = |parts: Vec<String>| -> Result<Vec<&str>, Mismatch> {
        parts.iter().map(|part| choice(item, part).map(|choice| choice.id.as_str())).collect()
    };
    let by_commas =
        || text.split([',', '，', ';', '；', '、']).map(str::trim).filter(|part| !part.is_empty());
    let found = find(split_list(text))
        .or_else(|error| find(by_commas().map(str::to_owned).collect()).map_err(|_| error))?;
    if found.is_empty() {
        return Err(Mismatch::Nothing);
    }
    let ordered: Vec<&ItemChoice> =
        item.choices.iter().filter(|choice| found.contains(&choice.id.as_str())).collect();
    match ordered.iter().find(|choice| choice.exclusive).filter(|_| ordered.len() > 1) {
        Some(alone) => Err(Mismatch::Exclusive {
            text: text.to_owned(),
            english: alone.en.clone(),
            chinese: alone.zh.clone(),
        }),
        None => Ok(ordered.iter().map(|choice| choice.id.clone()).collect()),
    }
}

impl Answer {
    /// The text that a finding keeps: `4`, `yes`, `CNY 1200.00`, `40`, `2026-03-01`, `2026-Q3`, `a; b`.
    #[must_use]
    pub fn canonical(&self) -> String {
        match self {
            Self::Text(text) | Self::Choice(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Money(money) => format!("{} {}", money.currency, money.amount_text()),
            Self::Percent(percent) => percent.to_string(),
            Self::Scale(number) => number.to_string(),
            Self::YesNo(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
            Self::Choices(ids) => join_list(ids.iter().map(String::as_str)),
            Self::Date(date) => date.to_string(),
        }
    }

    /// Reads back what [`Answer::canonical`] wrote. `None` where the item has since become another kind of
    /// question or lost the choice.
    #[must_use]
    pub fn kept(item: &Item, text: &str) -> Option<Self> {
        match item.kind {
            ItemKind::Text => Some(Self::Text(text.to_owned())),
            ItemKind::Number => parse_pointed(text).ok().map(Self::Number),
            ItemKind::Money => Money::parse(text, Currency::CNY).ok().map(|parsed| Self::Money(parsed.money)),
            ItemKind::Percent => {
                text.parse().ok().filter(|percent: &f64| percent.is_finite()).map(Self::Percent)
            }
            ItemKind::Scale => text.parse().ok().filter(|number| (1..=5).contains(number)).map(Self::Scale),
            ItemKind::YesNo => match text {
                "yes" => Some(Self::YesNo(true)),
                "no" => Some(Self::YesNo(false)),
                _ => None,
            },
            ItemKind::Choice => item
                .choices
                .iter()
                .find(|choice| choice.id == text)
                .map(|choice| Self::Choice(choice.id.clone())),
            ItemKind::MultiChoice => {
                let ids = split_list(text);
                let known = ids.iter().all(|id| item.choices.iter().any(|choice| choice.id == *id));
                (known && !ids.is_empty()).then_some(Self::Choices(ids))
            }
            ItemKind::Date => Period::written(text).map(Self::Date),
            ItemKind::Record => None,
        }
    }

    /// The answer as people read it; a scale with its meaning: `4 · Rivals take orders away`.
    #[must_use]
    pub fn in_words(&self, item: &Item, language: Language) -> String {
        let label = |id: &String| {
            let choice = item.choices.iter().find(|choice| choice.id == *id);
            choice.map_or(id.as_str(), |choice| choice_label(choice, language)).to_owned()
        };
        match self {
            Self::Scale(number) => {
                let position = usize::try_from(number - 1).ok();
                match position.and_then(|position| item.scale.get(position)) {
                    Some(meaning) => format!("{number} · {}", meaning.get(language)),
                    None => number.to_string(),
                }
            }
            Self::Choice(id) => label(id),
            Self::Choices(ids) => {
                let separator = match language {
                    Language::English => "; ",
                    Language::Chinese => "；",
                };
                ids.iter().map(label).collect::<Vec<_>>().join(separator)
            }
            Self::Percent(percent) => format!("{percent}%"),
            Self::Money(money) => money.in_words(language),
            Self::YesNo(yes) => yes_no(*yes, language).to_owned(),
            Self::Text(_) | Self::Number(_) | Self::Date(_) => self.canonical(),
        }
    }

    /// What the answer is worth in a score, 0-100: a scale from 1 to 5 as 0, 25, 50, 75, 100; a percentage as
    /// itself, cut off at 0 and 100; yes 100 and no 0; a choice what the playbook says. `None` where an answer
    /// has no worth, which a score treats as unknown.
    #[must_use]
    pub fn worth(&self, item: &Item) -> Option<f64> {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "1 to 5")]
            Self::Scale(number) => Some((*number - 1) as f64 * 25.0),
            Self::Percent(percent) => Some(percent.clamp(0.0, 100.0)),
            Self::YesNo(yes) => Some(if *yes { 100.0 } else { 0.0 }),
            Self::Choice(id) => {
                let choice = item.choices.iter().find(|choice| choice.id == *id)?;
                choice.score.map(|score| score.clamp(0.0, 100.0))
            }
            _ => None,
        }
    }
}

/// What a finding says, in words: its answer, or its text as it was kept where the question has changed since.
#[must_use]
pub fn in_words(item: &Item, kept: &str, language: Language) -> String {
    Answer::kept(item, kept).map_or_else(|| kept.to_owned(), |answer| answer.in_words(item, language))
}

#[cfg(test)]
mod tests;
