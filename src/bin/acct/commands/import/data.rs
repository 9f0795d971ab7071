//! What an import did, as data.

use acct::export::{Cell, Format, Sheet};
use acct::import::calendar::Shifted;
use acct::import::columns::{Basis, Columns, Target};
use acct::import::drafts::{Doubt, Doubted, Grouped};
use acct::import::encoding::Rival;
use acct::import::source::Compression;
use acct::import::wide::Told;
use acct::ops::import::{FileReport, Imported, Quarrel, Tally};
use serde_json::{Value as Json, json};

use super::screen::Seen;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display;

pub(super) fn print(
    context: &Context,
    imported: &Imported,
    write: WriteArgs,
    seen: &mut Seen,
) -> anyhow::Result<()> {
    let total = imported.total();
    let mut encodings: Vec<&str> =
        imported.files.iter().filter_map(|file| file.found).map(|found| found.name).collect();
    encodings.dedup();
    let mut cells = vec![("operation", json!(imported.operation)), ("dry_run", json!(write.dry_run))];
    cells.extend(tally(&total));
    cells.push(("rows_read", json!(imported.rows())));
    cells.push(("changed_fields", json!(imported.changed())));
    cells.push(("encoding", json!(encodings.join(", "))));
    cells.push((
        "rejects",
        json!(seen.rejects.iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>()),
    ));
    cells.push((
        "reviews",
        json!(seen.reviews.iter().map(|(path, _)| path.display().to_string()).collect::<Vec<_>>()),
    ));
    cells.push(("faults", json!(seen.faults)));
    cells.push(("files", json!(imported.files.iter().map(file_data).collect::<Vec<_>>())));
    let columns =
        cells.iter().map(|(key, _)| display::column(context, key, &format!("import.{key}"))).collect();
    let row = cells
        .into_iter()
        .map(|(_, data)| Cell {
            text: match &data {
                Json::String(text) => text.clone(),
                Json::Null => String::new(),
                other => other.to_string(),
            },
            data,
        })
        .collect();
    let sheet = Sheet { columns, rows: vec![row] };
    let Some(log) = seen.log.take() else { return display::print_record(context, &sheet) };
    let mut object = Vec::new();
    acct::export::write_record(Format::Json, &sheet, &mut object)?;
    Ok(log.write_after(&String::from_utf8_lossy(&object), &mut *context.ui.output(Format::Json))?)
}

fn tally(tally: &Tally) -> Vec<(&'static str, Json)> {
    vec![
        ("read", json!(tally.read)),
        ("created", json!(tally.created)),
        ("updated", json!(tally.updated)),
        ("unchanged", json!(tally.unchanged)),
        ("skipped", json!(tally.skipped)),
        ("near", json!(tally.near)),
        ("rejected", json!(tally.rejected)),
        ("accounts_created", json!(tally.accounts)),
    ]
}

fn file_data(file: &FileReport) -> Json {
    let mut data = serde_json::Map::new();
    data.insert("file".to_owned(), json!(file.name));
    data.insert("kind".to_owned(), json!(file.kind.name()));
    data.insert("profile".to_owned(), json!(file.columns.profile.as_ref().map(|profile| &profile.name)));
    data.insert("format".to_owned(), json!(file.format.name()));
    data.insert("compression".to_owned(), json!(file.compression.map(Compression::name)));
    data.insert("part".to_owned(), json!(file.part));
    data.insert("encoding".to_owned(), json!(file.found.map(|found| found.name)));
    let percent = file.found.and_then(|found| found.certainty.percent());
    data.insert("encoding_guessed".to_owned(), json!(percent.is_some()));
    data.insert("encoding_percent".to_owned(), json!(percent));
    let rival = file.found.and_then(|found| found.certainty.rival());
    data.insert("encoding_rival".to_owned(), json!(rival.map(Rival::name)));
    data.insert("delimiter".to_owned(), json!(file.delimiter.map(|byte| char::from(byte).to_string())));
    data.insert("header_line".to_owned(), json!(file.header_line));
    data.insert("passed_over".to_owned(), json!(file.passed_over));
    let uncomputed = file.uncomputed.as_ref();
    data.insert(
        "formulas_without_value".to_owned(),
        json!(uncomputed.map(|formulas| json!({"count": formulas.count, "first": formulas.first}))),
    );
    data.insert("places_are_numbers".to_owned(), json!(file.is_one_line));
    let shifted = |shifted: &Shifted| json!({"events": shifted.events, "time_zone": shifted.zone});
    let shifted: Vec<Json> = file.shifted.iter().map(shifted).collect();
    data.insert("times_of_utc".to_owned(), json!(shifted));
    data.insert("repeated_headers".to_owned(), json!(file.repeated_headers));
    data.insert("totals".to_owned(), json!(file.totals));
    for (key, count) in tally(&file.tally) {
        data.insert(key.to_owned(), count);
    }
    data.insert("rows_read".to_owned(), json!(file.rows()));
    data.insert("rows_passed_over".to_owned(), json!(file.rows_passed_over));
    data.insert("changed_fields".to_owned(), json!(file.changed));
    let columns: serde_json::Map<String, Json> = file
        .columns
        .header
        .iter()
        .zip(&file.columns.targets)
        .map(|(name, targets)| {
            (name.clone(), json!(targets.iter().map(Target::to_string).collect::<Vec<_>>()))
        })
        .collect();
    data.insert("columns".to_owned(), Json::Object(columns));
    data.insert("left_out".to_owned(), json!(file.columns.unmatched));
    let left_over = file.columns.header.iter().zip(&file.left_over).filter(|(_, count)| **count > 0);
    let left_over: serde_json::Map<String, Json> =
        left_over.map(|(name, count)| (name.clone(), json!(count))).collect();
    data.insert("left_over".to_owned(), Json::Object(left_over));
    data.insert("taken_from_above".to_owned(), json!(grouped(&file.grouped, &file.columns)));
    data.insert("doubtful".to_owned(), json!(doubtful(file)));
    data.insert("guessed".to_owned(), json!(guessed(file)));
    let understood =
        file.columns.header.iter().zip(&file.understood).filter(|(_, understood)| understood.count > 0);
    let understood: Vec<Json> = understood
        .map(|(name, understood)| {
            let examples: Vec<Json> = understood
                .examples
                .iter()
                .map(|example| json!({"line": example.line, "written": example.written, "understood": example.understood}))
                .collect();
            json!({"column": name, "count": understood.count, "examples": examples})
        })
        .collect();
    data.insert("understood".to_owned(), json!(understood));
    let near: Vec<Json> = file
        .near
        .iter()
        .map(|near| {
            let because: Vec<&str> = near.alike.reasons.iter().map(|reason| reason.as_str()).collect();
            json!({
                "line": near.line, "name": near.name, "other": near.alike.name, "kind": near.alike.kind.name(),
                "id": near.alike.id,
                "score": near.alike.score, "because": because, "held": near.is_held
            })
        })
        .collect();
    let quarrels = file.quarrels.iter().map(|quarrel| {
        let Quarrel { line, name, place, fields } = quarrel;
        json!({"line": line, "name": name, "before": place, "fields": fields})
    });
    data.insert("contradicted".to_owned(), json!(file.contradicted));
    data.insert("contradictions".to_owned(), json!(quarrels.collect::<Vec<_>>()));
    data.insert("unknown_questions".to_owned(), json!(file.unknown_questions.keys().collect::<Vec<_>>()));
    let survey = file.survey.as_ref().map(|told| {
        let Told { respondents, questions, left_out, round, .. } = told;
        json!({"respondents": respondents, "questions": questions, "left_out": left_out, "round": round})
    });
    data.insert("survey".to_owned(), json!(survey));
    data.insert("near_accounts".to_owned(), json!(near));
    let units = file.columns.header.iter().zip(&file.columns.units);
    let units = units.filter_map(|(name, unit)| Some((name.clone(), json!(unit.as_ref()?.written))));
    data.insert("units".to_owned(), Json::Object(units.collect()));
    Json::Object(data)
}

/// What rows took from rows above them.
pub(super) fn grouped(grouped: &[Grouped], columns: &Columns) -> Vec<Json> {
    let told = |grouped: &Grouped| {
        let groups = grouped.first.iter().map(|group| json!({"line": group.line, "rows": group.rows}));
        json!({
            "column": columns.header[grouped.column], "are_headings": grouped.are_headings,
            "groups": grouped.groups, "rows": grouped.rows, "first": groups.collect::<Vec<_>>()
        })
    };
    grouped.iter().map(told).collect()
}

/// Values that were kept although they can hardly be right.
fn doubtful(file: &FileReport) -> Vec<Json> {
    let told = |doubted: &Doubted| {
        let doubt = match doubted.doubt {
            Doubt::CheckDigit => "check_digit",
            Doubt::NoCreditCode => "no_credit_code",
            Doubt::DayOfChange => "day_of_change",
            Doubt::SeveralPeople => "several_people",
            Doubt::Digits => "digits",
            Doubt::Exponent => "exponent",
            Doubt::Fraction => "fraction",
            Doubt::Lost => "lost_letters",
            Doubt::Deleted => "deleted",
            Doubt::OnlyName => "only_name",
        };
        json!({
            "column": file.columns.header[doubted.column], "doubt": doubt, "count": doubted.count,
            "lines": doubted.lines
        })
    };
    file.doubts.iter().map(told).collect()
}

/// Columns that were taken for a field because their names are like one of it.
fn guessed(file: &FileReport) -> Vec<Json> {
    let columns = file.columns.header.iter().zip(&file.columns.basis);
    columns
        .filter_map(|(name, basis)| match basis {
            Basis::Similar { name: known, percent } => {
                Some(json!({"column": name, "understood": known, "percent": percent}))
            }
            _ => None,
        })
        .collect()
}
