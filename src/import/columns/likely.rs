//! What the rows of a file are, as its header says.

use super::{ByName, ColumnError, Rule, Target, Vocabulary, by_name, named};
use crate::domain::kind::Kind;
use crate::domain::language::Language;

/// The kinds of record that files bring.
pub const IMPORTED: [Kind; 5] = [Kind::Account, Kind::Contact, Kind::Need, Kind::Interaction, Kind::Plan];

/// The kind of record that a header fits best: the one of which it fills most fields, among those whose required fields it fills
/// and that have every field that a rule names. Accounts when it fits none.
///
/// # Errors
/// When the header is that of an export of records that cannot be imported: it names more of their fields.
pub fn likely_kind(header: &[String], words: Vocabulary, rules: &[Rule]) -> Result<Kind, ColumnError> {
    let header = named(header);
    let mut best = (0, Kind::Account);
    for kind in IMPORTED {
        let Ok(filled) = filled_fields(kind, &header, words, rules) else { continue };
        if is_complete(kind, &filled) && filled.len() > best.0 {
            best = (filled.len(), kind);
        }
    }
    let mut exported = best;
    for &kind in Kind::ALL.iter().filter(|kind| rules.is_empty() && !IMPORTED.contains(kind)) {
        let fields = exported_fields(kind, &header);
        if is_complete(kind, &fields) && fields.len() > exported.0 {
            exported = (fields.len(), kind);
        }
    }
    if IMPORTED.contains(&exported.1) { Ok(best.1) } else { Err(export(exported.1, words)) }
}

fn is_complete(kind: Kind, filled: &[String]) -> bool {
    kind.fields()
        .iter()
        .filter(|field| field.is_required())
        .all(|field| filled.iter().any(|name| name == field.name))
}

/// The fields that a header fills. What a rule says about a column stands for what its name says.
fn filled_fields(
    kind: Kind,
    header: &[String],
    words: Vocabulary,
    rules: &[Rule],
) -> Result<Vec<String>, ColumnError> {
    let mut targets: Vec<Target> = Vec::new();
    let mut ruled: Vec<usize> = Vec::new();
    for rule in rules {
        targets.extend(rule.target(kind, words)?);
        ruled.extend(rule.columns(header)?);
    }
    let unruled = header.iter().enumerate().filter(|(place, _)| !ruled.contains(place));
    targets.extend(unruled.filter_map(|(_, name)| match by_name(kind, name, words) {
        ByName::Target(target) => Some(target),
        _ => None,
    }));
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

fn export(kind: Kind, words: Vocabulary) -> ColumnError {
    let in_chinese = words.labels.get(kind.name(), Language::Chinese).to_owned();
    ColumnError::Export { kind, records: kind.plural().replace('_', " "), in_chinese }
}
