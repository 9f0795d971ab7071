//! From a file of answers to drafts that can be recorded: each read by its question, or told why not.

use super::{AnswerDraft, finding, is_same};
use crate::analysis::answers::{self, Answer, AnswerError};
use crate::domain::choices::Confidence;
use crate::domain::date::Date;
use crate::domain::finding::{Finding, Method};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::{Bilingual, Language};
use crate::domain::likeness::{Among, likeness, worth_proposing};
use crate::domain::parse::{Reading, ValueError};
use crate::domain::value::Value;
use crate::import::answers::{Answers, Broken, Oddity, RawAnswer};
use crate::playbook::{Item, Playbook};

/// Evidence of answers that name none themselves.
#[derive(Clone, Debug, Default)]
pub struct Usual {
    pub source: Option<String>,
    pub method: Option<Method>,
    /// Today where none is given.
    pub date: Option<Date>,
    pub confidence: Option<Confidence>,
}

/// What happens to an answer that was given anew since a form was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newer {
    Kept,
    Overwritten,
}

/// An entry that was not taken, and why.
#[derive(Debug)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: u64,
    /// The question as it was written; empty where it could not be read.
    pub item: String,
    pub reason: FaultReason,
}

crate::failures! {
    /// What is wrong with an entry for this account.
    pub enum Mistake {
        NoSuchItem { item: String } => "there is no question \"{item}\"", "没有“{item}”这个问题";
        NearItem { item: String, near: String } =>
            "there is no question \"{item}\"; did you mean {near}?",
            "没有“{item}”这个问题；是不是 {near}？";
        Twice { line: u64 } => "it is answered on line {line} already", "第 {line} 行已回答过";
        Elsewhere { file: String, line: u64 } =>
            "{file} has another answer to it on line {line}",
            "{file} 第 {line} 行的回答与此不同";
        Future { date: Date } => "{date} lies in the future", "{date} 晚于今天";
        Newer { date: Date, by: String } =>
            "it was answered anew since the form was written ({date}, {by}); --force overwrites it",
            "表格导出后该问题已有新回答（{date}，{by}）；--force 可覆盖";
        Evidence { field: String, english: String, chinese: String } => "{field}: {english}", "{field}：{chinese}";
    }
}

crate::failures_of! {
    /// Why an entry was not taken.
    pub enum FaultReason {
        File(Oddity),
        Answer(AnswerError),
        Entry(Mistake),
    }
}

impl Fault {
    /// `steel.yaml:3: trend.rivalry: why`.
    #[must_use]
    pub fn told_of(&self, file: &str, language: Language) -> String {
        let (line, item, reason) = (self.line, &self.item, self.reason.told_in(language));
        match (language, item.is_empty()) {
            (Language::English, true) => format!("{file}:{line}: {reason}"),
            (Language::English, false) => format!("{file}:{line}: {item}: {reason}"),
            (Language::Chinese, true) => format!("{file} 第 {line} 行：{reason}"),
            (Language::Chinese, false) => format!("{file} 第 {line} 行 {item}：{reason}"),
        }
    }
}

/// A note without an answer, to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// `look.item`
    pub item: String,
    pub note: String,
}

/// What a file comes to for one account.
#[derive(Debug, Default)]
pub struct Filled {
    /// Answers to record, each with its line; among them such as say what is recorded already.
    pub drafts: Vec<(u64, AnswerDraft)>,
    /// Notes on questions that were left without an answer, each with its line.
    pub notes: Vec<(u64, NoteDraft)>,
    pub faults: Vec<Fault>,
    /// Entries in which nothing was filled in.
    pub empty: usize,
}

/// What entries are read with.
#[derive(Clone, Copy)]
pub struct Desk<'d> {
    pub playbook: &'d Playbook,
    pub reading: &'d Reading<'d>,
    /// All answers of the account.
    pub findings: &'d [Finding],
    pub usual: &'d Usual,
    pub newer: Newer,
}

impl Filled {
    /// Leaves out what another file about the same account says, and faults what it says differently.
    pub fn hold_against(&mut self, file: &str, other: &Filled) {
        self.notes.retain(|(_, note)| !other.notes.iter().any(|(_, known)| known == note));
        let drafts = std::mem::take(&mut self.drafts);
        for (line, draft) in drafts {
            match other.drafts.iter().find(|(_, known)| known.item == draft.item) {
                None => self.drafts.push((line, draft)),
                Some((_, known)) if *known == draft => {}
                Some((there, _)) => {
                    let reason = Mistake::Elsewhere { file: file.to_owned(), line: *there }.into();
                    self.faults.push(Fault { line, item: draft.item, reason });
                }
            }
        }
    }
}

impl Desk<'_> {
    /// Reads the entries of a file.
    #[must_use]
    pub fn read(&self, answers: &Answers) -> Filled {
        let mut filled = Filled::default();
        for entry in &answers.entries {
            match entry {
                Err(Broken { line, item, reason }) => filled.faults.push(Fault {
                    line: *line,
                    item: item.clone(),
                    reason: reason.clone().into(),
                }),
                Ok(raw) if raw.answer.trim().is_empty() => match self.note(raw) {
                    Ok(Some(note)) => filled.notes.push((raw.line, note)),
                    Ok(None) => filled.empty += 1,
                    Err(reason) => {
                        filled.faults.push(Fault { line: raw.line, item: raw.item.clone(), reason });
                    }
                },
                Ok(raw) => match self.draft(raw, &filled.drafts) {
                    Ok(draft) => filled.drafts.push((raw.line, draft)),
                    Err(reason) => {
                        filled.faults.push(Fault { line: raw.line, item: raw.item.clone(), reason });
                    }
                },
            }
        }
        filled
    }

    /// The note of an entry without an answer; none where there is none, or the question has it already.
    fn note(&self, raw: &RawAnswer) -> Result<Option<NoteDraft>, FaultReason> {
        let Some(note) = filled(&raw.note) else { return Ok(None) };
        let (item, _) = self.item(&raw.item)?;
        let stands = self.standing(&item).and_then(|finding| finding.note.as_ref());
        let is_there = stands.is_some_and(|stands| stands.0.trim() == note);
        Ok((!is_there).then_some(NoteDraft { item, note }))
    }

    fn draft(&self, raw: &RawAnswer, before: &[(u64, AnswerDraft)]) -> Result<AnswerDraft, FaultReason> {
        let (id, item) = self.item(&raw.item)?;
        if let Some((line, _)) = before.iter().find(|(_, draft)| draft.item == id) {
            return Err(Mistake::Twice { line: *line }.into());
        }
        let answer = answers::read(&id, item, &raw.answer, self.reading)?.answer;
        let standing = self.standing(&id);
        let draft = AnswerDraft {
            date: self.date(raw, answer.as_ref())?,
            method: Method::named(self.field("method", &raw.method)?.as_text()).or(self.usual.method),
            confidence: Confidence::named(self.field("confidence", &raw.confidence)?.as_text())
                .or(self.usual.confidence),
            note: filled(&raw.note),
            source: filled(&raw.source).or_else(|| self.usual.source.clone()),
            item: id,
            answer,
        };
        self.check_newer(raw, standing, &draft)?;
        Ok(draft)
    }

    /// The answer in force on a question, also when it says that nobody knows.
    fn standing(&self, item: &str) -> Option<&Finding> {
        let mut newest_first = self.findings.iter().rev();
        newest_first.find(|finding| finding.item == item && finding.superseded != Some(true))
    }

    /// When the answer was found. In a form the date of the answer it was written from may stand beside a new one: that
    /// was found now.
    fn date(&self, raw: &RawAnswer, answer: Option<&Answer>) -> Result<Date, FaultReason> {
        let today = self.usual.date.unwrap_or(self.reading.today);
        let Value::Date(date) = self.field("date", &raw.date)? else { return Ok(today) };
        if date > self.reading.today {
            return Err(Mistake::Future { date }.into());
        }
        let kept = |finding: &Finding| finding.value.as_ref().map(|value| value.0.clone());
        let is_left = raw.standing.as_deref().and_then(finding_number).is_some_and(|written_from| {
            self.findings.iter().any(|finding| {
                finding.id.number() == written_from
                    && finding.date == date
                    && kept(finding) != answer.map(Answer::canonical)
            })
        });
        Ok(if is_left { today } else { date })
    }

    /// Reads evidence as the field of a finding that it is.
    fn field(&self, name: &'static str, text: &str) -> Result<Value, FaultReason> {
        let Some(field) = Kind::Finding.field(name) else { return Ok(Value::Empty) };
        let read = field.parse(text, self.reading);
        read.map(|parsed| parsed.value).map_err(|error: ValueError| {
            let (english, chinese) = (error.to_string(), error.in_chinese());
            Mistake::Evidence { field: name.to_owned(), english, chinese }.into()
        })
    }

    /// Whether a form was overtaken by an answer that was given since.
    fn check_newer(
        &self,
        raw: &RawAnswer,
        standing: Option<&Finding>,
        draft: &AnswerDraft,
    ) -> Result<(), FaultReason> {
        let (Some(then), Newer::Kept) = (&raw.standing, self.newer) else { return Ok(()) };
        let Some(now) = standing else { return Ok(()) };
        let is_as_then = finding_number(then) == Some(now.id.number());
        if is_as_then || is_same(now, &finding(now.account, draft, "")) {
            return Ok(());
        }
        let by = now.by.clone().unwrap_or_default();
        Err(Mistake::Newer { date: now.date, by }.into())
    }

    /// The question that a name means: in full, the part behind the dot where only one has it, or the label.
    fn item(&self, name: &str) -> Result<(String, &Item), FaultReason> {
        let wanted = fold(name);
        let id = wanted.replace(['-', ' '], "_");
        let labelled = |item: &Item| fold(&item.label.en) == wanted || fold(&item.label.zh) == wanted;
        for way in 0..3 {
            let mut found = self.playbook.items().filter(|(full, _, item)| match way {
                0 => *full == id,
                1 => item.id == id,
                _ => labelled(item),
            });
            if let (Some((full, _, item)), None) = (found.next(), found.next()) {
                return Ok((full, item));
            }
        }
        let alike = |full: &str, item: &Item| likeness(full, &id).max(likeness(&item.id, &id));
        let known = self.playbook.items().map(|(full, _, item)| (alike(&full, item), full));
        let nearest = worth_proposing(known, Among::Names).into_iter().next();
        let item = name.to_owned();
        Err(match nearest {
            Some(near) => Mistake::NearItem { item, near },
            None => Mistake::NoSuchItem { item },
        }
        .into())
    }
}

fn filled(text: &str) -> Option<String> {
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The number of the finding that a form was written from.
fn finding_number(text: &str) -> Option<i64> {
    text.trim().trim_start_matches('#').parse().ok()
}
