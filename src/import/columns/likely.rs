//! What the rows of a file are, as its header says.

use super::{ByName, ColumnError, Rule, Target, Vocabulary, by_name, exactly, has_to_be_given, named};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;
use crate::domain::language::Language;

/// The kinds of record that the files of other programs bring most. Of kinds that a header fits equally well the first is meant.
const COMMON: [Kind; 5] = [Kind::Account, Kind::Contact, Kind::Need, Kind::Interaction, Kind::Order];
/// The other kinds that people keep lists of. A file of any other kind is known by the names of its fields alone.
const LISTED: [Kind; 19] = [
    Kind::Project,
    Kind::Plan,
    Kind::Rival,
    Kind::Requirement,
    Kind::Trip,
    Kind::Factor,
    Kind::RivalMark,
    Kind::EconomicLine,
    Kind::ValueYear,
    Kind::Strategy,
    Kind::ControlPoint,
    Kind::Objective,
    Kind::Action,
    Kind::Feedback,
    Kind::SurveyAnswer,
    Kind::ResearchGoal,
    Kind::Segment,
    Kind::Relation,
    Kind::Signal,
];
/// Headers by which records of many kinds are called.
const NAMES: [&str; 13] = [
    "name", "title", "subject", "summary", "item", "line", "year", "名称", "标题", "主题", "内容", "科目",
    "年份",
];
/// Headers of what records of many kinds have.
const ATTRIBUTES: [&str; 12] =
    ["date", "kind", "type", "status", "source", "owner", "日期", "类型", "状态", "来源", "负责人", "年度"];

/// So many columns and one more that only a rare kind has tell that it is meant.
const TELLING: usize = 3;

/// Whether files may bring records of a kind: which files were imported is the history of one database alone.
#[must_use]
pub fn is_imported(kind: Kind) -> bool {
    kind != Kind::ImportBatch
}

/// The kind of record that a header fits best: the one of which it fills most fields, among those whose required fields it fills
/// and that have every field that a rule names. Accounts when it fits none.
///
/// # Errors
/// When the header is that of an export of records that cannot be imported: it names more of their fields.
pub fn likely_kind(header: &[String], words: Vocabulary, rules: &[Rule]) -> Result<Kind, ColumnError> {
    let header = named(header);
    if let Some(kind) =
        Kind::ALL.iter().find(|kind| rules.is_empty() && is_written_by_export(**kind, &header))
    {
        return refuse_export(*kind, words).map(|()| *kind);
    }
    let mut best = ((0, 0), Kind::Account);
    for kind in COMMON.into_iter().chain(LISTED) {
        let is_common = COMMON.contains(&kind);
        // What a name only resembles says nothing of lists that are rare.
        let says = if is_common { by_name } else { exactly };
        let filled = |counts: fn(&str) -> bool| filled_fields(kind, &header, (words, says, counts), rules);
        let Ok(all) = filled(|_| true) else { continue };
        if !is_complete(kind, &all) || !is_common && !is_told(kind, &header, words) {
            continue;
        }
        let telling = match kind {
            Kind::Account | Kind::Contact => filled(|name| !is_attribute(name)),
            _ => filled(|name| !is_generic(name)),
        };
        // Of kinds that tell as much the one is meant that more columns fit.
        let telling = telling.map_or(0, |telling| telling.len());
        if (telling, all.len()) > best.0 {
            best = ((telling, all.len()), kind);
        }
    }
    if best.1 == Kind::Account && rules.is_empty() && are_people(&header, words) {
        return Ok(Kind::Contact);
    }
    let mut exported = (best.0.0, best.1);
    for &kind in Kind::ALL.iter().filter(|_| rules.is_empty()) {
        let fields = exported_fields(kind, &header);
        if is_complete(kind, &fields) && fields.len() > exported.0 {
            exported = (fields.len(), kind);
        }
    }
    refuse_export(exported.1, words).map(|()| exported.1)
}

/// Whether a header begins as the export of a kind writes it; fields of the user's own follow.
fn is_written_by_export(kind: Kind, header: &[String]) -> bool {
    let mut header = header.iter();
    let mut written = kind.fields().iter().filter(|field| field.is_given());
    written.all(|field| header.next().is_some_and(|name| name == field.name))
}

/// Whether a header has all that an export of a kind writes, in its order: beside that stands what was computed or is of the user's own.
pub(super) fn is_of_export(kind: Kind, header: &[String]) -> bool {
    let mut header = header.iter();
    let mut written = kind.fields().iter().filter(|field| field.is_given() && !field.private);
    written.all(|field| header.any(|name| name == field.name))
}

/// Whether a list that could be of companies is of people: it says what each does, and nothing that only companies have.
fn are_people(header: &[String], words: Vocabulary) -> bool {
    /// What lists of people have as well.
    const SHARED: [&str; 11] = [
        "name", "phone", "email", "country", "region", "city", "address", "owner", "tags", "note",
        "external_ids",
    ];
    let means = |kind: Kind, name: &str| match exactly(kind, name, words) {
        ByName::Target(target, _) => Some(target.name().to_owned()),
        _ => None,
    };
    let says_what_they_do = |name: &String| {
        means(Kind::Contact, name).as_deref() == Some("title") && means(Kind::Account, name).is_none()
    };
    let may_be_of_people = |name: &String| match means(Kind::Account, name).as_deref() {
        Some("name") => means(Kind::Contact, name).as_deref() == Some("name"),
        field => field.is_none_or(|field| SHARED.contains(&field)),
    };
    header.iter().any(says_what_they_do) && header.iter().all(may_be_of_people)
}

/// Whether a name of a column says something: a field of some kind, or a value that we compute or write ourselves.
#[must_use]
pub fn is_known(name: &str, words: Vocabulary) -> bool {
    !name.trim().is_empty()
        && Kind::ALL
            .iter()
            .any(|&kind| is_imported(kind) && !matches!(exactly(kind, name, words), ByName::Nothing))
}

/// The kind of record that a sheet or section is named after: by its identifier, in the singular or plural, or its label.
#[must_use]
pub fn kind_named(name: &str, words: Vocabulary) -> Option<Kind> {
    let wanted = fold(name);
    let is_called = |kind: &&Kind| {
        fold(kind.name()) == wanted
            || fold(&kind.plural()) == wanted
            || Language::ALL.iter().any(|&language| fold(words.labels.get(kind.name(), language)) == wanted)
    };
    Kind::ALL.iter().find(is_called).copied()
}

fn is_complete(kind: Kind, filled: &[String]) -> bool {
    kind.fields()
        .iter()
        .filter(|field| has_to_be_given(kind, field))
        .all(|field| filled.iter().any(|name| name == field.name))
}

/// Whether a header says that records of a kind are listed that few programs have: the column of their names is called after
/// them, or two columns mean nothing to the kinds that most lists are of.
fn is_told(kind: Kind, header: &[String], words: Vocabulary) -> bool {
    let names_them = |name: &&String| {
        let own = words.given_field(kind, name).is_some_and(|field| field.name == kind.title_field());
        own && !is_generic(name)
    };
    let is_own = |name: &&String| {
        let means = |kind| matches!(exactly(kind, name, words), ByName::Target(..));
        means(kind) && !COMMON.into_iter().any(means)
    };
    let own = header.iter().filter(is_own).count();
    let fits =
        || header.iter().filter(|name| matches!(exactly(kind, name, words), ByName::Target(..))).count();
    header.iter().any(|name| names_them(&name)) || own > 1 || (own > 0 && fits() > TELLING)
}

fn is_attribute(name: &str) -> bool {
    ATTRIBUTES.contains(&fold(name).as_str())
}

/// Whether a header says little of what is listed beside companies and people.
fn is_generic(name: &str) -> bool {
    NAMES.contains(&fold(name).as_str()) || is_attribute(name)
}

/// What the name of a column says of a kind.
type Says = fn(Kind, &str, Vocabulary) -> ByName;

/// The fields that a header fills, as far as its names count. What a rule says about a column stands for what its name says.
fn filled_fields(
    kind: Kind,
    header: &[String],
    (words, says, counts): (Vocabulary, Says, fn(&str) -> bool),
    rules: &[Rule],
) -> Result<Vec<String>, ColumnError> {
    let mut targets: Vec<Target> = Vec::new();
    let mut ruled: Vec<usize> = Vec::new();
    for rule in rules {
        targets.extend(rule.target(kind, words)?);
        ruled.extend(rule.columns(header)?);
    }
    let unruled = header.iter().enumerate().filter(|(place, name)| !ruled.contains(place) && counts(name));
    targets.extend(unruled.filter_map(|(_, name)| match says(kind, name, words) {
        ByName::Target(target, _) => Some(target),
        _ => None,
    }));
    // Amounts are in many lists.
    targets.retain(|target| *target != Target::Currency);
    let mut filled: Vec<String> = targets.iter().map(|target| target.name().to_owned()).collect();
    filled.sort();
    filled.dedup();
    Ok(filled)
}

/// The fields whose own names are in a header, as an export writes them.
fn exported_fields(kind: Kind, header: &[String]) -> Vec<String> {
    let fields = kind.fields().iter().map(|field| field.name);
    fields.filter(|field| header.iter().any(|name| name == field)).map(str::to_owned).collect()
}

/// Refuses records that files do not bring.
///
/// # Errors
/// When the kind is none that is [imported](is_imported).
pub fn refuse_export(kind: Kind, words: Vocabulary) -> Result<(), ColumnError> {
    if is_imported(kind) { Ok(()) } else { Err(export(kind, words)) }
}

fn export(kind: Kind, words: Vocabulary) -> ColumnError {
    let in_chinese = words.labels.get(kind.name(), Language::Chinese).to_owned();
    ColumnError::Export { kind, records: kind.plural().replace('_', " "), in_chinese }
}
