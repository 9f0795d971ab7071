//! How a person's stance, relationship and influence are drawn, and what the marks mean.

use acct::analysis::stakeholders::helps_us;
use acct::domain::contact::{Contact, Stance};
use acct::export::harmless;
use acct::playbook::People;
use acct::say;
use serde_json::{Value as Json, json};

use crate::context::Context;

fn stance_mark(stance: Option<Stance>) -> &'static str {
    match stance {
        Some(Stance::Champion) => "++",
        Some(Stance::Supporter) => "+",
        Some(Stance::Neutral) => "=",
        Some(Stance::Sceptic) => "-",
        Some(Stance::Opponent) => "--",
        None => "?",
    }
}

/// `●●●○○` for a relationship of 3; dots where it is not known.
fn relationship_mark(contact: &Contact) -> String {
    let Some(degree) = contact.relationship else { return "·····".to_owned() };
    (1..=5).map(|step| if step <= degree.0 { '●' } else { '○' }).collect()
}

/// Stance, relationship, great influence, and whether the person helps us: `+ ●●●○○ ▲★`.
pub(super) fn marks(rules: &People, contact: &Contact) -> String {
    let great = contact.influence.is_some_and(|influence| influence.0 >= rules.opponent_influence);
    let mut drawn = format!("{} {}", stance_mark(contact.stance), relationship_mark(contact));
    if great || helps_us(contact) {
        drawn.push(' ');
        drawn.push_str(if great { "▲" } else { "" });
        drawn.push_str(if helps_us(contact) { "★" } else { "" });
    }
    drawn
}

/// A text from outside on one line of a drawing.
pub(super) fn one_line(text: &str) -> String {
    harmless(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the marks mean.
pub(super) fn legend(context: &Context, rules: &People) -> String {
    let stances: Vec<String> = Stance::ALL
        .iter()
        .rev()
        .map(|stance| {
            let label = context
                .labels
                .get(&format!("{}.{stance}", Stance::CHOICES.name), context.language)
                .to_lowercase();
            format!("{} {label}", stance_mark(Some(*stance)))
        })
        .collect();
    say!(
        context.language,
        "{}, ? stance not known; ●●●○○ relationship 3 of 5, ····· not known; ▲ influence {} or more; ★ coach or champion",
        "{}，? 态度不明；●●●○○ 关系程度 3（满分 5），····· 不明；▲ 影响力不低于 {}；★ 教练或拥护者",
        stances.join(acct::domain::language::pick(context.language, ", ", "，")),
        rules.opponent_influence
    )
}

/// A person for programs.
pub(super) fn data(contact: &Contact) -> Json {
    json!({
        "id": contact.id.number(),
        "name": contact.name,
        "title": contact.title,
        "level": contact.level.map(acct::domain::contact::Level::as_str),
        "function": contact.function.map(acct::domain::contact::Function::as_str),
        "roles": contact.roles.iter().map(|role| role.as_str()).collect::<Vec<_>>(),
        "stance": contact.stance.map(Stance::as_str),
        "influence": contact.influence.map(|influence| influence.0),
        "relationship": contact.relationship.map(|relationship| relationship.0),
    })
}

#[cfg(test)]
pub(super) mod tests {
    use acct::domain::kind::Kind;
    use acct::domain::record::{Entry, Record as _};
    use acct::domain::value::Value;
    use acct::playbook::Playbook;

    use super::*;

    pub(in super::super) fn person(
        name: &str,
        stance: &str,
        relationship: Option<i64>,
        influence: Option<i64>,
    ) -> Contact {
        let mut entry = Entry::blank(Kind::Contact);
        entry.set("account", Value::Link(1));
        entry.set("name", Value::Text(name.to_owned()));
        entry.set("stance", if stance.is_empty() { Value::Empty } else { Value::Text(stance.to_owned()) });
        entry.set("relationship", relationship.map_or(Value::Empty, Value::Integer));
        entry.set("influence", influence.map_or(Value::Empty, Value::Integer));
        Contact::from_entry(&entry).unwrap()
    }

    #[test]
    fn marks_tell_stance_relationship_influence_and_help() {
        let rules = Playbook::built_in().unwrap().people;
        for (stance, relationship, influence, drawn) in [
            ("supporter", Some(3), Some(3), "+ ●●●○○"),
            ("champion", Some(5), Some(4), "++ ●●●●● ▲★"),
            ("opponent", Some(0), Some(5), "-- ○○○○○ ▲"),
            ("champion", None, None, "++ ····· ★"),
            ("", None, None, "? ·····"),
        ] {
            assert_eq!(marks(&rules, &person("王芳", stance, relationship, influence)), drawn);
        }
    }

    #[test]
    fn a_hostile_name_stays_on_its_line() {
        assert_eq!(one_line("a\nb\t\u{1b}[2Jc\u{202e}d"), "a b \u{fffd}[2Jc\u{fffd}d");
    }
}
