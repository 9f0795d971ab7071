//! Whether a rule of the playbook holds for an account.

use super::facts::Facts;
use crate::domain::date::Date;
use crate::domain::filter::{Filter, FilterError};
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::parse::{Identifiers, Reading};
use crate::domain::schema::Schema;
use crate::playbook::Rule;

/// Whether a rule holds; `schema` has the user's own fields. A condition that is not understood does not hold; the playbook's check reports it.
#[must_use]
pub fn holds(rule: &Rule, schema: &Schema, facts: &Facts, today: Date) -> bool {
    if let Some(item) = &rule.answered {
        return facts.answer(item).is_some();
    }
    if let Some(item) = &rule.not_answered {
        return facts.answer(item).is_none();
    }
    if !rule.any.is_empty() {
        return rule.any.iter().any(|rule| holds(rule, schema, facts, today));
    }
    if !rule.all.is_empty() {
        return rule.all.iter().all(|rule| holds(rule, schema, facts, today));
    }
    let Some(kind) = rule.count.as_deref().and_then(Kind::named) else { return false };
    let Ok(filters) = filters(rule, schema, kind, today) else { return false };
    let matching =
        facts.entries(kind).iter().filter(|entry| filters.iter().all(|filter| filter.matches(entry))).count();
    matching >= rule.at_least.unwrap_or(1)
}

/// The conditions of a rule that counts records of `kind`.
fn filters(rule: &Rule, schema: &Schema, kind: Kind, today: Date) -> Result<Vec<Filter>, FilterError> {
    let reading = Reading { today, currency: Currency::CNY, words: &Identifiers };
    rule.filters.iter().map(|text| Filter::parse(schema, kind, text, &reading)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::Contact;
    use crate::domain::language::Text;
    use crate::domain::record::{Entry, Record};
    use crate::domain::value::Value;
    use crate::playbook::{CustomField, custom_schema};

    #[test]
    fn a_rule_may_count_by_a_field_of_the_users_own() {
        let field = CustomField {
            id: "contact.badge".to_owned(),
            kind: "text".to_owned(),
            label: Text::default(),
            choices: Vec::new(),
        };
        let schema = custom_schema(&[field]);
        let mut facts = crate::analysis::facts::tests::nobody();
        let rule = Rule {
            count: Some("contact".to_owned()),
            filters: vec!["badge=red".to_owned()],
            ..Rule::default()
        };
        let today = "2026-03-02".parse().unwrap();
        assert!(!holds(&rule, &schema, &facts, today));
        let mut entry = Entry::blank(Kind::Contact);
        entry.set("account", Value::Link(1));
        entry.set("name", Value::Text("Ann Example".to_owned()));
        let badge = schema.field(Kind::Contact, "badge").unwrap().clone();
        entry.put(&badge, Value::Text("Red".to_owned()));
        facts.contacts.push(Contact::from_entry(&entry).unwrap());
        assert!(holds(&rule, &schema, &facts, today));
        assert!(!holds(&rule, &Schema::default(), &facts, today), "an unknown field holds for nobody");
    }
}
