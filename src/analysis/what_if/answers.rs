//! Another answer to a question, and what an account of another industry would inherit.

use super::outcome::{Effect, Outcome, Untouched};
use crate::analysis::environment::Environments;
use crate::analysis::facts::Facts;
use crate::domain::date::Date;
use crate::domain::finding::{Answered, Finding};
use crate::domain::id::Id;
use crate::domain::record::Paragraph;
use crate::playbook::Playbook;

/// Where evidence is that nobody has.
const SUPPOSED: &str = "what-if";

/// What is known of a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Nobody answered it.
    Open,
    /// It was asked, and nobody knew.
    Unknown,
    /// The answer as it is kept, and the industry that it is inherited from.
    Known { kept: String, industry: Option<String> },
}

impl Said {
    /// Of an account, from itself or its industry.
    #[must_use]
    pub fn of(facts: &Facts, item: &str) -> Self {
        match facts.finding(item) {
            Some(Finding { answered: Answered::Known, value, .. }) => Self::Known {
                kept: value.as_ref().map(|value| value.0.clone()).unwrap_or_default(),
                industry: facts.inherited_from(item).map(str::to_owned),
            },
            Some(Finding { answered: Answered::Unknown, .. }) => Self::Unknown,
            _ => Self::Open,
        }
    }

    /// The answer as it is kept, where there is one.
    #[must_use]
    pub fn kept(&self) -> Option<&str> {
        match self {
            Self::Known { kept, .. } => Some(kept),
            Self::Open | Self::Unknown => None,
        }
    }
}

/// Gives a question another answer of the account's own; `None` that nobody knows, so that what its industry says holds.
pub(super) fn answered(
    facts: &mut Facts,
    (playbook, item): (&Playbook, &str),
    answer: Option<String>,
    today: Date,
) -> Outcome {
    let is = Said::of(facts, item);
    let is_unknown = answer.is_none();
    let stays = match &answer {
        Some(answer) => is.kept() == Some(answer),
        None => facts.own(item).is_some_and(|own| own.answered == Answered::Unknown),
    };
    if !stays {
        record(facts, item, answer, today);
    }
    let would_be = Said::of(facts, item);
    let mut untouched = Vec::new();
    if let (true, Said::Known { industry: Some(industry), .. }) = (is_unknown, &would_be)
        && let Some((_, question)) = playbook.item(item)
    {
        let (english, chinese) = (question.label.en.clone(), question.label.zh.clone());
        untouched.push(Untouched::OfIndustry { industry: industry.clone(), english, chinese });
    }
    let effect = (is != would_be).then(|| Effect::Answer { item: item.to_owned(), is, would_be });
    Outcome { untouched, ..Outcome::from(effect) }
}

/// Puts an own answer in the place of the one in force. It has the evidence of that one: what is assumed has none of its own, and
/// is not to be blamed for it.
fn record(facts: &mut Facts, item: &str, answer: Option<String>, today: Date) {
    let answered = if answer.is_some() { Answered::Known } else { Answered::Unknown };
    let blank = Finding {
        id: Id::new(0),
        account: facts.account.id,
        item: item.to_owned(),
        answered,
        value: None,
        note: None,
        source: None,
        method: None,
        date: today,
        confidence: None,
        by: None,
        superseded: None,
        created: None,
        updated: None,
    };
    let own = facts.own(item).cloned();
    let was_known = own.as_ref().is_some_and(|own| own.answered == Answered::Known);
    let before = own.unwrap_or(blank);
    let source = before.source.clone().or_else(|| (!was_known).then(|| SUPPOSED.to_owned()));
    let supposed = Finding { answered, value: answer.map(Paragraph), date: today, source, ..before };
    let is_own = |known: &Finding| known.id == supposed.id && known.item == supposed.item;
    match facts.findings.iter_mut().find(|known| is_own(known)) {
        Some(known) => *known = supposed,
        None => facts.findings.push(supposed),
    }
}

/// Lets an account inherit from the industry that it names now, and tells the questions of which something else is known.
pub(super) fn inherit(
    facts: &mut Facts,
    playbook: &Playbook,
    industries: &Environments,
    outcome: &mut Outcome,
) {
    let name = facts.account.industry.clone();
    let environment = name.as_deref().and_then(|name| industries.named(name)).cloned();
    if let (Some(name), None, false) = (name, &environment, industries.is_empty()) {
        outcome.untouched.push(Untouched::NoIndustry { name });
    }
    let said = |facts: &Facts| -> Vec<(String, Said)> {
        playbook.items().map(|(item, ..)| (item.clone(), Said::of(facts, &item))).collect()
    };
    let before = said(facts);
    facts.environment = environment;
    let differing = before.into_iter().zip(said(facts)).filter(|((_, is), (_, would_be))| is != would_be);
    let effects = differing.map(|((item, is), (_, would_be))| Effect::Answer { item, is, would_be });
    outcome.effects.extend(effects);
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, LazyLock};

    use super::*;
    use crate::analysis::check::samples::{answer as found, sound, text, today};
    use crate::analysis::environment::Environment;
    use crate::analysis::what_if::{Case, Premise, Supposed};
    use crate::domain::industry::{Industry, IndustryFinding};
    use crate::domain::kind::Kind;
    use crate::domain::record::{Entry, Record as _};
    use crate::domain::value::Value;

    static PLAYBOOK: LazyLock<Playbook> = LazyLock::new(|| Playbook::built_in().unwrap());

    /// Steel (also 钢铁) with rivalry 5 and growth 4, and ICT with rivalry 2.
    fn industries() -> Environments {
        let industry = |id: i64, name: &str, alias: &str| {
            let mut entry = Entry::blank(Kind::Industry);
            entry.id = id;
            entry.set("name", text(name));
            entry.set("aliases", Value::List(vec![alias.to_owned()]));
            Industry::from_entry(&entry).unwrap()
        };
        let of = |industry, id, item, value| {
            IndustryFinding::about(Id::new(industry), found(id, item, value, "2026-01-10", "yearbook"))
        };
        let findings = vec![
            of(1, 7, "trend.rivalry", "5"),
            of(1, 8, "trend.entrants", "4"),
            of(2, 9, "trend.rivalry", "2"),
        ];
        let industries = [industry(1, "Steel", "钢铁"), industry(2, "ICT", "通信")];
        Environments::new(&industries, findings, today())
    }

    /// An account of an industry, with its own answers.
    fn account(industry: Option<&str>, own: &[(&str, &str)]) -> Facts {
        let mut facts = sound();
        facts.account.industry = industry.map(str::to_owned);
        facts.environment = industry.and_then(|name| industries().named(name).cloned());
        let own = own.iter().zip(21..);
        facts.findings =
            own.map(|((item, value), id)| found(id, item, value, "2026-02-01", "visit")).collect();
        facts
    }

    fn suppose(facts: &Facts, premise: Premise, look: impl Fn(&Supposed)) {
        let case = Case::new(&PLAYBOOK, vec![premise]).unwrap();
        look(&case.suppose(facts, &industries(), today()).unwrap());
    }

    fn of_industry(name: Option<&str>) -> Premise {
        let field = Box::new(Kind::Account.field("industry").unwrap().clone());
        Premise::Field { kind: Kind::Account, id: 1, field, value: name.map_or(Value::Empty, text) }
    }

    fn known(kept: &str, industry: Option<&str>) -> Said {
        Said::Known { kept: kept.to_owned(), industry: industry.map(str::to_owned) }
    }

    #[test]
    fn another_industry_is_inherited_from_as_after_the_edit() {
        let own = [("trend.substitutes", "3")];
        for (from, to, rivalry, entrants) in [
            (Some("Steel"), Some("通信"), known("2", Some("ICT")), Said::Open),
            (Some("Steel"), Some("Nope"), Said::Open, Said::Open),
            (Some("Steel"), None, Said::Open, Said::Open),
            (None, Some("钢铁"), known("5", Some("Steel")), known("4", Some("Steel"))),
        ] {
            let (facts, edited) = (account(from, &own), account(to, &own));
            suppose(&facts, of_industry(to), |supposed| {
                assert_eq!(format!("{:?}", supposed.facts), format!("{edited:?}"), "{from:?} {to:?}");
                let said = |item| Said::of(&supposed.facts, item);
                assert_eq!(
                    [said("trend.rivalry"), said("trend.entrants")],
                    [rivalry.clone(), entrants.clone()]
                );
                let real = Case::new(&PLAYBOOK, Vec::new()).unwrap();
                let real = real.suppose(&edited, &industries(), today()).unwrap();
                assert_eq!(supposed.after, real.before, "{from:?} {to:?}");
                let outcome = &supposed.made[0].outcome;
                // The field, rivalry and entrants; substitutes are the account's own.
                assert_eq!(outcome.effects.len(), 3, "{from:?} {to:?}");
                let is_named = to == Some("Nope");
                let told = Untouched::NoIndustry { name: "Nope".to_owned() };
                assert_eq!(outcome.untouched.contains(&told), is_named, "{from:?} {to:?}");
            });
        }
    }

    #[test]
    fn what_nobody_knows_at_the_account_is_known_from_its_industry() {
        let unknown = || Premise::Answer { item: "trend.rivalry".to_owned(), answer: None };
        let own = [("trend.rivalry", "1")];
        for (industry, own, would_be, effects) in [
            (Some("Steel"), &own[..], known("5", Some("Steel")), 1),
            (Some("Steel"), &[], known("5", Some("Steel")), 0),
            (None, &own, Said::Unknown, 1),
            (None, &[], Said::Unknown, 1),
        ] {
            suppose(&account(industry, own), unknown(), |supposed| {
                assert_eq!(Said::of(&supposed.facts, "trend.rivalry"), would_be, "{industry:?} {own:?}");
                let outcome = &supposed.made[0].outcome;
                assert_eq!(outcome.effects.len(), effects, "{industry:?} {own:?}");
                assert_eq!(outcome.untouched.len(), usize::from(industry.is_some()));
                let of_account = supposed.facts.own("trend.rivalry").unwrap();
                assert_eq!((of_account.answered, &of_account.value), (Answered::Unknown, &None));
            });
        }
    }

    #[test]
    fn what_is_known_of_the_industry_can_be_taken_to_be_otherwise_at_the_account() {
        let findings = vec![found(7, "trend.rivalry", "4", "2026-01-10", "")];
        let environment =
            Arc::new(Environment { id: 1, industry: "ICT".to_owned(), created: None, findings });
        let mut facts = Facts { environment: Some(Arc::clone(&environment)), ..sound() };
        let outcome = answered(&mut facts, (&PLAYBOOK, "trend.rivalry"), Some("2".to_owned()), today());
        let (is, would_be) = (known("4", Some("ICT")), known("2", None));
        assert_eq!(outcome.effects, [Effect::Answer { item: "trend.rivalry".to_owned(), is, would_be }]);
        let own = facts.own("trend.rivalry").unwrap();
        assert_eq!(
            (own.id.number(), own.source.as_deref()),
            (0, Some(SUPPOSED)),
            "no record of the industry"
        );
        assert_eq!(environment.findings.len(), 1, "the industry stays as it is");
    }
}
