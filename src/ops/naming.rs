//! Records that name another one in words, and not by a link, follow when that gets another name.

use std::collections::{BTreeMap, BTreeSet};

use super::{OpsError, summary};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::{Text, count};
use crate::domain::record::Entry;
use crate::domain::value::Value;
use crate::store::{Reader, Writer};

/// That records of one kind name one of another kind in a field.
struct Naming {
    named: Kind,
    by: Kind,
    field: &'static str,
    one: &'static str,
    several: &'static str,
    chinese: &'static str,
}

const NAMINGS: &[Naming] = &[
    Naming {
        named: Kind::Strategy,
        by: Kind::ResearchGoal,
        field: "strategy",
        one: "research goal",
        several: "research goals",
        chinese: "条研究目标",
    },
    Naming {
        named: Kind::Rival,
        by: Kind::EconomicLine,
        field: "alternative",
        one: "benefit or cost",
        several: "benefits and costs",
        chinese: "条收益或成本",
    },
    Naming {
        named: Kind::Rival,
        by: Kind::Project,
        field: "winner",
        one: "project",
        several: "projects",
        chinese: "个项目",
    },
    Naming {
        named: Kind::Rival,
        by: Kind::StageMove,
        field: "winner",
        one: "stage move",
        several: "stage moves",
        chinese: "条阶段变动",
    },
    Naming {
        named: Kind::Segment,
        by: Kind::Account,
        field: "segment",
        one: "account",
        several: "accounts",
        chinese: "家客户",
    },
];

/// Lets what names a record go by the new name of that, and tells how many do. Each is given to `visit`, before and after.
pub(super) fn follow_rename(
    writer: &mut Writer,
    before: &Entry,
    after: &Entry,
    mut visit: impl FnMut(&Entry, &Entry),
) -> Result<Option<Text>, OpsError> {
    let (old, new) = (before.title(), after.title());
    if old == new || old.trim().is_empty() {
        return Ok(None);
    }
    let (mut english, mut chinese, mut all) = (Vec::new(), Vec::new(), 0);
    for naming in NAMINGS.iter().filter(|naming| naming.named == after.kind) {
        let number = naming.follow(writer, after.account(), [&old, &new], &mut visit)?;
        if number > 0 {
            english.push(count(number, naming.one, naming.several));
            chinese.push(format!("{number} {}", naming.chinese));
            all += number;
        }
    }
    let goes = if all == 1 { "goes" } else { "go" };
    Ok((all > 0).then(|| {
        summary(
            format!("{} {goes} by the new name", english.join(", ")),
            format!("{}随之改用新名称", chinese.join("、")),
        )
    }))
}

/// How many records of each kind name a record in words, and go on to when it is removed.
pub(super) fn left_with_name(reader: Reader, removed: &Entry) -> Result<BTreeMap<Kind, usize>, OpsError> {
    let mut left = BTreeMap::new();
    for naming in NAMINGS.iter().filter(|naming| naming.named == removed.kind) {
        left.insert(naming.by, naming.naming(reader, removed.account(), &removed.title())?.len());
    }
    Ok(left)
}

impl Naming {
    /// Writes the new name where the old one stands, and gives how many records that were.
    fn follow(
        &self,
        writer: &mut Writer,
        account: Option<i64>,
        [old, new]: [&str; 2],
        visit: &mut impl FnMut(&Entry, &Entry),
    ) -> Result<usize, OpsError> {
        let naming = self.naming(writer.read(), account, old)?;
        for id in &naming {
            let entry = writer.read().get(self.by, *id)?;
            let mut renamed = entry.clone();
            renamed.set(self.field, Value::Text(new.to_owned()));
            writer.update(&entry, &renamed)?;
            visit(&entry, &renamed);
        }
        Ok(naming.len())
    }

    /// The records that name it, whatever the case and width: of its account, or of all where it belongs to none.
    fn naming(&self, reader: Reader, account: Option<i64>, name: &str) -> Result<Vec<i64>, OpsError> {
        let (first, last) = account.map_or((i64::MIN, i64::MAX), |account| (account, account));
        let mut entries = reader.partial_entries(self.by, &BTreeSet::from([self.field]), first, last)?;
        let name = fold(name.trim());
        entries.retain(|entry| fold(entry.text(self.field).trim()) == name);
        Ok(entries.iter().map(|entry| entry.id).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::{Currency, Money};
    use crate::ops::{Session, records};

    fn added(session: &mut Session, kind: Kind, account: Option<i64>, values: &[(&str, &str)]) -> i64 {
        let mut entry = Entry::blank(kind);
        if let Some(account) = account {
            entry.set("account", Value::Link(account));
        }
        if kind == Kind::EconomicLine {
            entry.set("amount", Value::Money(Money::new(100, Currency::CNY)));
            entry.set("year", Value::Integer(2026));
        }
        for (name, value) in values {
            entry.set(name, Value::Text((*value).to_owned()));
        }
        session
            .write(|writer| Ok((writer.insert(&mut entry)?, summary(String::new(), String::new()))))
            .unwrap()
            .value
    }

    fn renamed(session: &mut Session, kind: Kind, id: i64, name: &str) -> Option<String> {
        let field = kind.field(kind.title_field()).unwrap().clone();
        let edited = records::edit(session, kind, id, &[(field, Value::Text(name.to_owned()))]).unwrap();
        edited.value.followed.map(|followed| followed.en)
    }

    fn text(session: &Session, kind: Kind, id: i64, field: &str) -> String {
        session.store.read().get(kind, id).unwrap().text(field).to_owned()
    }

    #[test]
    fn accounts_follow_their_segment_and_come_back_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let segment = added(&mut session, Kind::Segment, None, &[("name", "Example mills")]);
        let account = |session: &mut Session, name, segment| {
            added(session, Kind::Account, None, &[("name", name), ("segment", segment)])
        };
        let one = account(&mut session, "One", "Example mills");
        let two = account(&mut session, "Two", "EXAMPLE  mills");
        let other = account(&mut session, "Other", "Example ports");
        let told = renamed(&mut session, Kind::Segment, segment, "Example steel mills");
        assert_eq!(told.as_deref(), Some("2 accounts go by the new name"));
        let segments =
            |session: &Session| [one, two, other].map(|id| text(session, Kind::Account, id, "segment"));
        assert_eq!(segments(&session), ["Example steel mills", "Example steel mills", "Example ports"]);
        let plan = crate::ops::history::undo_plan(&session, None).unwrap();
        crate::ops::history::undo(&mut session, &plan, |_| ()).unwrap();
        assert_eq!(segments(&session), ["Example mills", "EXAMPLE  mills", "Example ports"]);
        let left =
            left_with_name(session.store.read(), &session.store.read().get(Kind::Segment, segment).unwrap());
        assert_eq!(left.unwrap(), BTreeMap::from([(Kind::Account, 2)]));
    }

    #[test]
    fn what_names_a_rival_of_an_account_follows_it_there_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let accounts = ["One", "Two"].map(|name| added(&mut session, Kind::Account, None, &[("name", name)]));
        let made = accounts.map(|account| {
            let rival = added(&mut session, Kind::Rival, Some(account), &[("name", "Example Rival")]);
            let line = [("title", "Price"), ("alternative", "example rival"), ("side", "cost")];
            let line = added(&mut session, Kind::EconomicLine, Some(account), &line);
            let project = [("name", "Mill"), ("winner", "Example Rival")];
            (rival, line, added(&mut session, Kind::Project, Some(account), &project))
        });
        let told = renamed(&mut session, Kind::Rival, made[0].0, "Example Rival Two");
        assert_eq!(told.as_deref(), Some("1 benefit or cost, 1 project go by the new name"));
        for ((_, line, project), [alternative, winner]) in
            made.iter().zip([["Example Rival Two"; 2], ["example rival", "Example Rival"]])
        {
            assert_eq!(text(&session, Kind::EconomicLine, *line, "alternative"), alternative);
            assert_eq!(text(&session, Kind::Project, *project, "winner"), winner);
        }
    }
}
