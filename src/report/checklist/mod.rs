//! The five looks of one account as a form: to print and fill in by hand, or as YAML that is read back.

mod markdown;
mod yaml;

use crate::analysis::answers;
use crate::analysis::facts::Facts;
use crate::analysis::rules::{Held, Ready, Seen};
use crate::analysis::stage::fix_command;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding};
use crate::domain::language::{Language, pick};
use crate::domain::shell::told_in;
use crate::playbook::{Item, ItemKind, Labels, Look, Playbook};
use crate::say;

/// What a form is made of.
#[derive(Clone, Copy, Debug)]
pub struct Checklist<'c> {
    pub playbook: &'c Playbook,
    pub labels: &'c Labels,
    pub facts: &'c Facts,
    /// Only this look.
    pub look: Option<&'c str>,
    pub answers: Shown,
    pub language: Language,
    pub today: Date,
}

/// Which answers a form shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Present,
    /// None: a form to fill in from scratch.
    Nothing,
}

impl<'c> Checklist<'c> {
    /// The form as markdown, to print or to mail.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::form(self)
    }

    /// The form as YAML, with the questions as comments, to be filled in and read back.
    #[must_use]
    pub fn yaml(&self) -> String {
        yaml::form(self)
    }

    fn looks(&self) -> impl Iterator<Item = &'c Look> {
        let wanted = self.look;
        self.playbook.looks.iter().filter(move |look| wanted.is_none_or(|wanted| wanted == look.id))
    }

    fn look_label(&self, look: &Look) -> String {
        self.labels.get(&format!("look.{}", look.id), self.language).to_owned()
    }

    /// The account's own answer in force on a question, also when it says that nobody knows: what a form holds comes back as
    /// an answer of the account.
    fn finding(&self, id: &str) -> Option<&'c Finding> {
        self.facts.own(id)
    }

    /// The answer that the form shows.
    fn shown(&self, id: &str) -> Option<&'c Finding> {
        self.finding(id).filter(|_| self.answers == Shown::Present)
    }

    /// What the account inherits from its industry, in words: an answer of its own is none of the form until somebody fills it in.
    #[must_use]
    pub fn inherited(&self, id: &str, item: &Item) -> Option<String> {
        let finding = self.facts.inherited(id).filter(|_| self.answers == Shown::Present)?;
        let (industry, date) = (self.facts.inherited_from(id)?, finding.date);
        let words = match finding.answered {
            Answered::Known => answers::in_words(item, kept(finding), self.language),
            _ => pick(self.language, "nobody knows", "无人知晓").to_owned(),
        };
        Some(say!(
            self.language,
            "from the industry {industry}: {words} ({date})",
            "沿用行业「{industry}」：{words}（{date}）"
        ))
    }

    /// The answer in words that a question got before records answered it.
    fn in_words(&self, id: &str) -> Option<&'c str> {
        self.shown(id).filter(|finding| finding.answered == Answered::Known).map(kept)
    }

    /// How a question stands that records answer: by which they do, or the command that adds what is missing.
    fn on_record(&self, item: &Item) -> OnRecord {
        /// Records that are named.
        const NAMED: usize = 5;
        let rule = item.rule.as_ref().map(|rule| Ready::new(rule, self.playbook, self.today));
        let seen = Seen::of(self.facts);
        let holds = |rule: &Ready| self.answers == Shown::Present && seen.held(rule) != Held::No;
        let Some(rule) = rule.filter(holds) else {
            let fix = fix_command(item.fix.as_deref().unwrap_or_default(), self.facts);
            return OnRecord::Missing(told_in(&fix, self.language));
        };
        let counted = seen.counted(&rule);
        let more = counted.len().saturating_sub(NAMED);
        let mut named: Vec<String> =
            counted.iter().take(NAMED).map(|entry| entry.title().into_owned()).collect();
        if more > 0 {
            named.push(say!(self.language, "{more} more", "另有 {more} 条"));
        }
        OnRecord::By(named.join(pick(self.language, ", ", "、")))
    }

    fn choice(&self, name: &str, value: &str) -> String {
        self.labels.get(&format!("{name}.{value}"), self.language).to_owned()
    }

    /// What an answer is like, where it is neither scale nor choice.
    fn expected(&self, kind: ItemKind) -> &'static str {
        let (english, chinese) = match kind {
            ItemKind::Text => ("text", "文字"),
            ItemKind::Number => ("a number", "数字"),
            ItemKind::Money => ("an amount: CNY 3.5m", "金额：350万"),
            ItemKind::Percent => ("a percentage: 40%", "百分比：40%"),
            ItemKind::YesNo => ("yes or no", "是或否"),
            ItemKind::Date => ("a date: 2026-03-01, 2026-Q3", "日期：2026-03-01、2026-Q3"),
            ItemKind::Scale | ItemKind::Choice => ("one of these", "选一个"),
            ItemKind::MultiChoice => ("any of these, separated by ;", "可选几个，用分号隔开"),
            ItemKind::Record => ("answered by records", "由记录自动判定"),
        };
        pick(self.language, english, chinese)
    }

    /// What may be answered, with its meaning.
    fn options(&self, item: &Item) -> Vec<(String, String)> {
        let scale = item.scale.iter().zip(1..);
        let scale =
            scale.map(|(meaning, number)| (number.to_string(), meaning.get(self.language).to_owned()));
        let choices = item.choices.iter();
        let choices = choices
            .map(|choice| (choice.id.clone(), answers::choice_label(choice, self.language).to_owned()));
        scale.chain(choices).collect()
    }
}

/// How a question stands that records answer.
#[derive(Clone, Debug, PartialEq, Eq)]
enum OnRecord {
    /// The titles of the records that answer it.
    By(String),
    /// The command that adds one.
    Missing(String),
}

/// The kept text of an answer; `unknown` where nobody knows, nothing where there is but a note.
fn kept(finding: &Finding) -> &str {
    match finding.answered {
        Answered::Unknown => "unknown",
        Answered::Noted => "",
        Answered::Known => finding.value.as_ref().map_or("", |value| value.0.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::account::Account;
    use crate::domain::kind::Kind;
    use crate::domain::money::Currency;
    use crate::domain::parse::{Identifiers, Reading};
    use crate::domain::record::{Entry, Record as _};
    use crate::domain::value::Value;
    use crate::import::answers::{Layout, read};
    use crate::ops::looks::filled::{Desk, Newer, Usual};

    static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

    /// An answer that suits a question.
    fn answer(item: &Item, seed: usize, text: &str) -> String {
        let choice =
            |seed: usize| item.choices.get(seed % item.choices.len().max(1)).map(|choice| choice.id.clone());
        match item.kind {
            ItemKind::Text => text.to_owned(),
            ItemKind::Number | ItemKind::Percent => (seed % 100).to_string(),
            ItemKind::Money => format!("CNY {}.{:02}", seed, seed % 100),
            ItemKind::Scale => (seed % 5 + 1).to_string(),
            ItemKind::YesNo => if seed.is_multiple_of(2) { "yes" } else { "no" }.to_owned(),
            ItemKind::Choice | ItemKind::MultiChoice => choice(seed).unwrap_or_default(),
            ItemKind::Date => format!("2026-0{}-1{}", seed % 9 + 1, seed % 10),
            ItemKind::Record => String::new(),
        }
    }

    fn facts(seeds: &[(usize, usize, String, String)]) -> Facts {
        let mut account = Entry::blank(Kind::Account);
        account.set("name", Value::Text("示例: \"A\" # 1".into()));
        let mut facts = Facts::of(Account::from_entry(&account).unwrap());
        let items: Vec<(String, &Item)> = PLAYBOOK
            .items()
            .filter(|(_, _, item)| item.kind != ItemKind::Record)
            .map(|(id, _, item)| (id, item))
            .collect();
        for (number, (place, seed, text, source)) in seeds.iter().enumerate() {
            let (id, item) = &items[place % items.len()];
            if facts.finding(id).is_some() {
                continue;
            }
            let mut entry = Entry::blank(Kind::Finding);
            entry.id = i64::try_from(number).unwrap() + 1;
            entry.set("account", Value::Link(1));
            entry.set("item", Value::Text(id.clone()));
            let reading =
                Reading { today: Date::constant(2026, 7, 1), currency: Currency::CNY, words: &Identifiers };
            // As an answer is recorded, whichever way it comes.
            let given = answer(item, *seed, text);
            let known = seed % 7 != 0 && answers::read(id, item, &given, &reading).unwrap().answer.is_some();
            entry.set("answered", Value::Text(if known { "known" } else { "unknown" }.into()));
            let filled =
                |text: &str| if text.is_empty() { Value::Empty } else { Value::Text(text.to_owned()) };
            entry.set("value", if known { Value::Text(given) } else { Value::Empty });
            entry.set("source", filled(source));
            entry.set("note", filled(text));
            entry.set("date", Value::Date(Date::constant(2026, 1, 1)));
            facts.findings.push(Finding::from_entry(&entry).unwrap());
        }
        facts
    }

    /// Any words, often such as say that nobody knows.
    fn words() -> impl Strategy<Value = String> {
        let unknown = ["unknown", "Unknown", "?", "？", "未知", "不知道", "无人知晓", "nobody knows"];
        prop_oneof![
            3 => "[^\\p{C}\\p{Z}]{1,3}[^\\p{C}\\p{Zl}\\p{Zp}]{0,12}[^\\p{C}\\p{Z}]",
            1 => prop::sample::select(unknown.to_vec()).prop_map(str::to_owned),
        ]
    }

    proptest! {
        #[test]
        fn what_was_exported_reads_back_as_it_is(
            seeds in prop::collection::vec((any::<usize>(), 0..100_000_usize, words(), "([^\\p{C}\\p{Z}]{1,9})?"), 1..9),
            language in prop::sample::select(vec![Language::English, Language::Chinese]),
        ) {
            let facts = facts(&seeds);
            let labels = Labels::default();
            let today = Date::constant(2026, 7, 1);
            let list = Checklist { playbook: &PLAYBOOK, labels: &labels, facts: &facts, look: None, answers: Shown::Present, language, today };
            let answers = read(&list.yaml(), Layout::Yaml).unwrap();
            prop_assert_eq!(answers.account.as_deref(), Some(facts.account.name.as_str()));
            let reading = Reading { today, currency: Currency::CNY, words: &Identifiers };
            let usual = Usual::default();
            let desk = Desk { playbook: &PLAYBOOK, reading: &reading, findings: &facts.findings, usual: &usual, newer: Newer::Kept };
            let filled = desk.read(&answers);
            prop_assert!(filled.faults.is_empty(), "{:?}", filled.faults);
            prop_assert_eq!(filled.drafts.len(), facts.findings.len());
            for (_, draft) in &filled.drafts {
                let finding = facts.finding(&draft.item).unwrap();
                prop_assert_eq!(draft.answer.as_ref().map(answers::Answer::canonical), finding.value.as_ref().map(|value| value.0.clone()));
                prop_assert_eq!(&draft.source, &finding.source);
                prop_assert_eq!(draft.note.as_ref(), finding.note.as_ref().map(|note| &note.0));
                prop_assert_eq!(draft.date, finding.date);
            }
        }
    }
}
