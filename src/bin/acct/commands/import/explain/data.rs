//! How a table was understood, as data.

use acct::domain::language::Bilingual as _;
use acct::import::columns::{Basis, Target};
use acct::import::encoding::Rival;
use acct::import::explain::{Explained, Sample, Understanding};
use acct::import::source::Compression;
use serde_json::{Value as Json, json};

use super::super::data::grouped;
use super::words;
use crate::context::Context;

pub(super) fn of(context: &Context, table: &Explained) -> Json {
    let columns: Vec<Json> =
        (0..table.columns.header.len()).map(|place| column(context, table, place)).collect();
    let faults: Vec<Json> = table
        .faults
        .iter()
        .map(|fault| {
            let column = fault.column.and_then(|column| table.columns.header.get(column));
            json!({"line": fault.line, "column": column, "reason": fault.reason.told_in(context.language)})
        })
        .collect();
    let problems: Vec<String> =
        table.problems.iter().map(|problem| problem.told_in(context.language)).collect();
    json!({
        "file": table.name,
        "part": table.part,
        "format": table.format.name(),
        "compression": table.compression.map(Compression::name),
        "encoding": table.found.map(|found| found.name),
        "encoding_guessed": table.found.is_some_and(|found| found.certainty.percent().is_some()),
        "encoding_percent": table.found.and_then(|found| found.certainty.percent()),
        "formulas_without_value": table
            .uncomputed
            .as_ref()
            .map(|formulas| json!({"count": formulas.count, "first": formulas.first})),
        "encoding_rival": table.found.and_then(|found| found.certainty.rival()).map(Rival::name),
        "delimiter": table.delimiter.map(|byte| char::from(byte).to_string()),
        "header_line": table.header_line,
        "taken_from_above": grouped(&table.grouped, &table.columns),
        "totals": table.totals,
        "kind": table.columns.kind.name(),
        "kind_by": kind_by(table),
        "profile": table.columns.profile.as_ref().map(|profile| &profile.name),
        "columns": columns,
        "problems": problems,
        "rows": table.rows,
        "all_rows": table.is_whole,
        "bad_rows": table.bad_rows,
        "faults": faults,
    })
}

fn kind_by(table: &Explained) -> &'static str {
    match (&table.columns.profile, table.is_stated, table.columns.kind_guessed) {
        (Some(_), ..) => "profile",
        (None, true, _) => "file",
        (None, false, true) => "header",
        (None, false, false) => "stated",
    }
}

fn column(context: &Context, table: &Explained, place: usize) -> Json {
    let targets: Vec<String> = table.columns.targets[place].iter().map(Target::to_string).collect();
    let (by, percent) = by(&table.columns.basis[place]);
    let nearest = match &table.columns.basis[place] {
        Basis::Nothing { nearest: Some(near) } => json!({"field": near.field, "percent": near.percent}),
        _ => Json::Null,
    };
    json!({
        "column": table.columns.header[place],
        "targets": targets,
        "by": by,
        "percent": percent,
        "nearest": nearest,
        "unit": table.columns.units.get(place).and_then(Option::as_ref).map(|unit| &unit.written),
        "samples": table.cells[place].samples.iter().map(|one| sample(context, one)).collect::<Vec<_>>(),
        "secret": table.cells[place].is_secret,
        "faults": table.cells[place].faults,
    })
}

fn by(basis: &Basis) -> (&'static str, Option<u8>) {
    let by = match basis {
        Basis::Rule => "map",
        Basis::Profile { .. } => "profile",
        Basis::Identifier => "identifier",
        Basis::Label => "label",
        Basis::Synonym => "synonym",
        Basis::Similar { percent, .. } => return ("similarity", Some(*percent)),
        Basis::Second { .. } => "second",
        Basis::Outdone { .. } => "outdone",
        Basis::LeftOut { .. } => "left_out",
        Basis::OtherPart => "other_part",
        Basis::Computed => "computed",
        Basis::Reason => "reason",
        Basis::Nothing { .. } => "nothing",
    };
    (by, None)
}

fn sample(context: &Context, sample: &Sample) -> Json {
    let understood = match &sample.understood {
        None | Some(Understanding::Nothing | Understanding::Unread(_)) => Json::Null,
        Some(Understanding::Value { value, .. }) => value.to_json(),
    };
    let fault = match &sample.understood {
        Some(Understanding::Unread(error)) => json!(error.told_in(context.language)),
        _ => Json::Null,
    };
    let shown = sample.understood.as_ref().map(|understood| words::meaning(context, understood));
    json!({"written": sample.written, "understood": understood, "shown": shown, "fault": fault})
}
