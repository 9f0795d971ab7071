//! Whatever was recorded: a merge that is undone leaves everything as it was, and what was added since.

use proptest::prelude::*;

use super::*;
use crate::domain::id::Id;
use crate::domain::relation::Bond;
use crate::ops::dupes::distinguish;
use crate::ops::people::{Pair, relate};

/// One thing that somebody does, with numbers that say to what.
type Deed = (u8, usize, usize, usize);

fn people_of(session: &Session, account: i64) -> Vec<i64> {
    let people = session.store.read().entries_of_account(Kind::Contact, account).unwrap();
    people.iter().map(|person| person.id).collect()
}

/// How many things there are that somebody does.
const SORTS: u8 = 18;

/// A record that an account has once, or that is one where both accounts know it.
fn known_once(
    session: &Session,
    account: i64,
    (sort, which, what): (u8, usize, usize),
) -> Option<(Kind, Vec<(&'static str, Value)>)> {
    let of = |kind: Kind, place: usize| {
        let all = session.store.read().entries_of_account(kind, account).unwrap();
        all.get(place % all.len().max(1)).map(|entry| Value::Link(entry.id))
    };
    let few = |place: usize| i64::try_from(place % 3).unwrap();
    let money = |place: usize| {
        Value::Money(crate::domain::money::Money::new(few(place) * 100, crate::domain::money::Currency::CNY))
    };
    let day = Value::Date(format!("2026-01-0{}", 1 + which % 2).parse().unwrap());
    Some(match sort {
        10 => (
            Kind::Rival,
            vec![
                ("name", text(["Alpha", "alpha", "Beta"][which % 3])),
                ("satisfaction", Value::Integer(1 + few(what))),
                ("strengths", Value::List(vec![format!("strength {}", what % 2)])),
                (
                    "knows",
                    Value::Links(of(Kind::Contact, what).iter().filter_map(Value::as_integer).collect()),
                ),
            ],
        ),
        11 => {
            let name = text(["Price", "Quality"][which % 2]);
            (Kind::Factor, vec![("name", name), ("ours", Value::Integer(1 + few(what)))])
        }
        12 => {
            let mark = Value::Integer(1 + few(which + what));
            let (factor, rival) = (of(Kind::Factor, which)?, of(Kind::Rival, what)?);
            (Kind::RivalMark, vec![("factor", factor), ("rival", rival), ("mark", mark)])
        }
        13 => {
            let year = Value::Integer(2025 + few(which));
            (
                Kind::ValueYear,
                vec![("year", year), (["planned_return", "actual_return"][what % 2], money(what))],
            )
        }
        14 => {
            let number = text(["", "HT-3"][what % 2]);
            let mut fields = vec![("title", text("Gears")), ("date", day), ("number", number)];
            fields.push(("amount", money(which)));
            fields.extend(of(Kind::Project, what).map(|project| ("project", project)));
            (Kind::Order, fields)
        }
        15 => {
            let name = text(["Mill", "Line"][which % 2]);
            (Kind::Project, vec![("name", name), ("value", money(what))])
        }
        16 => {
            let mut fields = vec![("survey", text("2026 H1")), ("question", text("quality")), ("date", day)];
            fields.push(("score", Value::Number(4.0)));
            fields.extend(of(Kind::Contact, what).map(|person| ("contact", person)));
            (Kind::SurveyAnswer, fields)
        }
        _ => {
            let stage = text(["aware", "pain", "goal"][what % 3]);
            let project = of(Kind::Project, which)?;
            (
                Kind::StageMove,
                vec![("step", text("set")), ("to_stage", stage), ("date", day), ("project", project)],
            )
        }
    })
}

/// Does it, where it may be done.
fn deed(session: &mut Session, accounts: &[i64], (sort, whose, which, what): Deed) {
    let account = accounts[whose % accounts.len()];
    let of_account = ("account", Value::Link(account));
    let day = ("date", Value::Date(format!("2026-01-{:02}", 1 + which % 28).parse().unwrap()));
    let people = people_of(session, account);
    let person = |place: usize| people.get(place % people.len().max(1)).copied();
    let (kind, fields) = match sort % SORTS {
        0 | 1 => {
            let mut fields = vec![of_account, ("name", text(["Ann", "Bob", "Eve"][which % 3]))];
            fields.push(("email", text(["", "a@example.com", "b@example.com"][what % 3])));
            fields.extend(person(what).map(|above| ("reports_to", Value::Link(above))));
            (Kind::Contact, fields)
        }
        2 => {
            let title = text(["Faster", "Cheaper"][which % 2]);
            let stakeholders = Value::Links(person(what).into_iter().collect());
            (Kind::Need, vec![of_account, ("title", title), ("stakeholders", stakeholders)])
        }
        3 => {
            let item = ["customer.direction", "customer.vision"][what % 2];
            let date = format!("2026-01-{:02}", 1 + which % 28);
            finding(session, account, item, &format!("answer {what}"), &date);
            return;
        }
        4 => {
            let contacts = Value::Links(person(which).into_iter().chain(person(what)).collect());
            (Kind::Interaction, vec![of_account, ("summary", text("Visit")), day, ("contacts", contacts)])
        }
        5 => {
            let stage = text(["aware", "pain", "goal"][what % 3]);
            (Kind::StageMove, vec![of_account, ("step", text("set")), ("to_stage", stage), day])
        }
        6 => {
            let tier = text(["S", "A", "B"][what % 3]);
            (Kind::Grade, vec![of_account, ("method", text("manual")), ("tier", tier), day])
        }
        7 => {
            let (Some(from), Some(to)) = (person(which), person(what)) else { return };
            let (from, to) = (Id::new(from), Id::new(to));
            let _ = relate(session, Pair { account: Id::new(account), from, to, bond: Bond::Ally }, None);
            return;
        }
        sort @ 10.. => {
            let Some((kind, mut fields)) = known_once(session, account, (sort, which, what)) else { return };
            fields.push(of_account);
            (kind, fields)
        }
        8 => {
            let pair = [account, accounts[which % accounts.len()]];
            let _ = distinguish(session, Kind::Account, pair, None);
            return;
        }
        _ => {
            let field = ["city", "phone", "tags", "parent"][which % 4];
            let value = match field {
                "tags" => Value::List(vec![format!("tag {what}")]),
                "parent" => Value::Link(accounts[what % accounts.len()]),
                _ => text(&format!("value {what}")),
            };
            let field = Kind::Account.field(field).cloned().unwrap();
            let _ = records::edit(session, Kind::Account, account, &[(field, value)]);
            return;
        }
    };
    let mut entry = Entry::blank(kind);
    for (field, value) in fields {
        entry.set(field, value);
    }
    // What may not be done, a second person of one name, is left.
    let _ = records::add(session, entry);
}

/// Without what follows from other records, and without what was added since.
fn stored(all: Vec<Json>, known: &[Json]) -> Vec<Json> {
    let is_known =
        |one: &Json| known.iter().any(|known| known["id"] == one["id"] && known["kind"] == one["kind"]);
    let mut stored: Vec<Json> = all.into_iter().filter(is_known).collect();
    for one in &mut stored {
        let kind = Kind::named(one["kind"].as_str().unwrap()).unwrap();
        for field in kind.fields() {
            // An answer that was given since supersedes the one before it.
            let follows =
                field.presence == crate::domain::record::Presence::Derived || field.name == "superseded";
            if follows {
                one["values"][field.name] = Json::Null;
            }
        }
    }
    stored
}

fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((any::<u8>(), 0..3_usize, 0..28_usize, 0..12_usize), 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_merge_that_is_undone_leaves_everything_as_it_was(
        before in deeds(40), since in deeds(8), kept in 0..3_usize, both in any::<bool>()
    ) {
        let folder = tempfile::tempdir().unwrap();
        let mut session = Session::in_folder(&folder);
        let accounts = ["One", "Two", "Three"].map(|name| account(&mut session, name));
        for done in before {
            deed(&mut session, &accounts, done);
        }
        let others: Vec<i64> = accounts.iter().copied().filter(|id| *id != accounts[kept]).collect();
        let others = if both { others } else { others[..1].to_vec() };
        let (into, all) = (accounts[kept], everything(&session));
        let Ok(merged) = merge(&mut session, &merging(into, &others)) else {
            // A third account stands between them.
            prop_assert_eq!(everything(&session), all);
            return Ok(());
        };
        let operation = merged.operation.unwrap();
        let of_merged = everything(&session);
        undo(&mut session, operation).unwrap();
        prop_assert_eq!(&everything(&session), &all);
        let plan = history::redo_plan(&session).unwrap();
        history::undo(&mut session, &plan, |_| {}).unwrap();
        prop_assert_eq!(&everything(&session), &of_merged);

        // What is added since is tied to nobody, so that it may stay with the account that was kept.
        let is_untied = |done: &Deed| matches!(done.0 % SORTS, 2 | 3 | 5 | 6 | 11 | 13 | 15);
        let untied = since.into_iter().filter(is_untied).map(|(sort, _, which, what)| (sort, 0, which, what));
        for done in untied {
            let has_people = !people_of(&session, into).is_empty();
            if done.0 % SORTS != 2 || !has_people {
                deed(&mut session, &[into], done);
            }
        }
        let added = everything(&session);
        if let Err(error) = undo(&mut session, operation) {
            // A need of the same name as one that would come back.
            prop_assert!(matches!(error, OpsError::Store(StoreError::PlaceTaken { .. })), "{error}");
            prop_assert_eq!(everything(&session), added);
            return Ok(());
        }
        let now = everything(&session);
        prop_assert_eq!(stored(now.clone(), &all), stored(all.clone(), &all));
        let is_new = |one: &&Json| !all.iter().any(|known| known["id"] == one["id"] && known["kind"] == one["kind"]);
        for one in now.iter().filter(is_new) {
            prop_assert_eq!(&one["values"]["account"], &json!(into));
        }
        let new = |of: &[Json]| of.iter().filter(is_new).count();
        prop_assert_eq!(new(&now), new(&added));
    }
}
