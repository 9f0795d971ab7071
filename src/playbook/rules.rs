//! Whether a rule of the playbook can be evaluated: one form, known kinds, items and filters.

use super::check::Check;
use super::mistake::{Complaint, both};
use super::places::{Path, below};
use super::{Item, ItemKind, Rule};
use crate::domain::date::Date;
use crate::domain::filter::{Filter, FilterError};
use crate::domain::kind::Kind;
use crate::domain::language::{Bilingual, Text};
use crate::domain::money::Currency;
use crate::domain::parse::{Identifiers, Reading};
use crate::domain::schema::Schema;

impl Rule {
    /// Whether what satisfies it tells of a day, and so grows old.
    #[must_use]
    pub fn grows_old(&self) -> bool {
        let counted = self.count.as_deref().and_then(Kind::named).and_then(Kind::day_field);
        let each = |rules: &[Self]| !rules.is_empty() && rules.iter().all(Self::grows_old);
        counted.is_some() || each(&self.any) || self.all.iter().any(Self::grows_old)
    }
}

impl Item {
    /// Whether its answer is never stale: records answer it that tell of no day.
    #[must_use]
    pub fn is_ageless(&self) -> bool {
        self.kind == ItemKind::Record && !self.rule.as_ref().is_some_and(Rule::grows_old)
    }
}

/// Complains of what is wrong with a rule and with those inside it.
pub(super) fn check(check: &mut Check, rule: &Rule, place: &Path) {
    form(check, rule, place);
    if let Some(kind) = &rule.count {
        counted(check, kind, &rule.filters, place);
    } else if !rule.filters.is_empty() || rule.at_least.is_some() {
        let complaint = both!("where and at_least go with count", "where 和 at_least 只能与 count 连用");
        check.merge.complain_at(&[place], complaint);
    }
    for (name, item) in [("answered", &rule.answered), ("not_answered", &rule.not_answered)] {
        if let Some(item) = item {
            check.reference(item, &below(place, name));
        }
    }
    for (part, place) in parts(&rule.any, place, "any").into_iter().chain(parts(&rule.all, place, "all")) {
        self::check(check, part, &place);
    }
}

fn form(check: &mut Check, rule: &Rule, place: &Path) {
    let forms = [
        ("count", rule.count.is_some()),
        ("answered", rule.answered.is_some()),
        ("not_answered", rule.not_answered.is_some()),
        ("compared", rule.compared.is_some()),
        ("any", !rule.any.is_empty()),
        ("all", !rule.all.is_empty()),
    ];
    let given: Vec<&str> = forms.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect();
    let message = match given.as_slice() {
        [_] => return,
        [] => both!("the rule says nothing", "规则没有内容"),
        several => {
            let (english, chinese) = (several.join(", "), several.join("、"));
            both!("the rule has several forms: {english}", "规则同时写了多种形式：{chinese}")
        }
    };
    let complaint = Complaint::from(message).expecting(both!(
        "exactly one of count, answered, not_answered, compared, any, all",
        "count、answered、not_answered、compared、any、all 中的一种"
    ));
    check.merge.complain_at(&[place], complaint);
}

/// The rules within a rule, with where they stand.
fn parts<'r>(rules: &'r [Rule], place: &[String], form: &str) -> Vec<(&'r Rule, Path)> {
    let place = below(place, form);
    let numbered = rules.iter().zip(1_usize..);
    numbered.map(|(rule, number)| (rule, below(&place, &number.to_string()))).collect()
}

fn counted(check: &mut Check, name: &str, filters: &[String], place: &Path) {
    // Trips are part of the personal file, which no rule looks into.
    let countable = |kind: &Kind| kind.belongs_to_account() && *kind != Kind::Trip;
    let Some(kind) = Kind::named(name).filter(countable) else {
        let known: Vec<&str> =
            Kind::ALL.iter().filter(|kind| countable(kind)).map(|kind| kind.name()).collect();
        let (english, chinese) = (known.join(", "), known.join("、"));
        let complaint =
            Complaint::from(both!("there is no kind of record \"{name}\"", "没有“{name}”这种记录"))
                .expecting(both!("one of {english}", "{chinese} 之一"))
                .near(name, known);
        return check.merge.complain_at(&[&below(place, "count")], complaint);
    };
    let place = below(place, "where");
    for (filter, number) in filters.iter().zip(1_usize..) {
        if let Some(complaint) = refused(check, kind, filter) {
            check.merge.complain_at(&[&below(&place, &number.to_string())], complaint);
        }
    }
}

/// What is wrong with a filter. Fields of the user's own are known by name only.
fn refused(check: &Check, kind: Kind, filter: &str) -> Option<Complaint> {
    let reading = Reading { today: Date::constant(2000, 1, 1), currency: Currency::CNY, words: &Identifiers };
    let error = Filter::parse(&Schema::default(), kind, filter, &reading).err()?;
    let complaint = Complaint::from(Text { en: error.to_string(), zh: error.in_chinese() });
    let FilterError::Field { name, .. } = error else {
        return Some(complaint);
    };
    let custom = format!("{kind}.{name}");
    if check.playbook.fields.iter().any(|field| field.id == custom) {
        return None;
    }
    Some(complaint.near(&name, kind.fields().iter().map(|field| field.name)))
}

#[cfg(test)]
mod tests {
    use crate::playbook::{Playbook, PlaybookError};

    /// What is told of a rule: where in it, and what in English.
    fn told(rule: &str) -> String {
        let text = format!(
            "fields: [{{id: need.site, kind: text, label: {{en: \"Site\"}}}}]\n\
             stages: [{{id: pain, exit: [{{id: mine, text: {{en: \"x\"}}, rule: {rule}}}]}}]\n"
        );
        match Playbook::overridden_by("mine.yaml", &text) {
            Ok(_) => String::new(),
            Err(PlaybookError::Mistaken { mistakes }) => {
                let told = mistakes.iter().map(|found| {
                    let place = found.path.trim_start_matches("stages.pain.exit.mine.rule");
                    assert_eq!(found.line, 2);
                    format!("{place}: {}", found.message.en)
                });
                told.collect::<Vec<_>>().join("|")
            }
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_rule_that_can_be_evaluated_is_let_through() {
        for rule in [
            "{count: contact, where: [\"level=decision\", \"relationship>=3\", \"roles=coach\"], at_least: 2}",
            "{count: need, where: [\"site=Wuhan\", \"goal!=\"]}",
            "{count: interaction, where: [\"date>=-30d\"]}",
            "{any: [{compared: 50}, {not_answered: competition.known_rivals}, {all: [{answered: self.fit}, {count: need}]}]}",
        ] {
            assert_eq!(told(rule), "", "{rule}");
        }
    }

    #[test]
    fn what_a_rule_gets_wrong_is_told() {
        for (rule, expected) in [
            ("{}", ": the rule says nothing"),
            ("{count: need, answered: self.fit}", ": the rule has several forms: count, answered"),
            ("{answered: self.fit, at_least: 2}", ": where and at_least go with count"),
            ("{answered: self.fitt}", ".answered: there is no item \"self.fitt\""),
            ("{count: needs}", ".count: there is no kind of record \"needs\""),
            (
                "{count: need, where: [\"status\"]}",
                ".where.1: \"status\" has no comparison; write FIELD=VALUE, or one of != ~ < <= > >=",
            ),
            (
                "{any: [{count: contact, where: [\"influence>=9\"]}]}",
                ".any.1.where.1: influence: \"9\" is not between 1 and 5",
            ),
        ] {
            assert_eq!(told(rule), expected, "{rule}");
        }
        assert!(
            told("{count: need, where: [\"goal!=\", \"gaol=x\"]}")
                .starts_with(".where.2: need has no field \"gaol\"")
        );
    }
}
