//! What an export does not hold: nothing is left out that is not told.

use std::collections::BTreeMap;

use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::export::Cut;
use acct::say;
use serde_json::{Value as Json, json};

use super::form::Form;
use crate::context::Context;

/// Why something is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reason {
    /// It belongs to the personal file, which was not asked for.
    Personal,
    /// The format has no place for it.
    Format,
}

/// How many records lack what, and why.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    /// Without a field: the whole record, or its personal file.
    counts: BTreeMap<(Reason, Kind, Option<&'static str>), u64>,
    pub(super) cuts: Vec<Cut>,
}

impl LeftOut {
    pub(super) fn note(&mut self, reason: Reason, kind: Kind, field: Option<&'static str>, records: u64) {
        if records > 0 {
            *self.counts.entry((reason, kind, field)).or_insert(0) += records;
        }
    }

    pub(super) fn json(&self) -> Vec<Json> {
        let counts = self.counts.iter().map(|((reason, kind, field), records)| {
            let reason = match reason {
                Reason::Personal => "personal",
                Reason::Format => "format",
            };
            json!({"kind": kind.name(), "field": field, "records": records, "reason": reason})
        });
        let cuts = self.cuts.iter().map(|cut| {
            json!({"sheet": cut.sheet, "row": cut.row, "field": cut.column, "characters": cut.characters, "reason": "too_long"})
        });
        counts.chain(cuts).collect()
    }

    pub(super) fn tell(&self, context: &Context, form: Form) {
        let language = context.language;
        let personal = self.listed(Reason::Personal, context);
        if !personal.is_empty() {
            let personal = personal.join(pick(language, ", ", "、"));
            context.ui.status(format_args!(
                "{}",
                say!(
                    language,
                    "left out without --personal: the personal file of {personal}",
                    "未加 --personal，个人档案没有导出：{personal}"
                )
            ));
        }
        let lacking = self.listed(Reason::Format, context);
        if !lacking.is_empty() {
            let (name, lacking) = (form.name(), lacking.join(pick(language, ", ", "、")));
            context.ui.warning(format_args!(
                "{}",
                say!(language, "{name} does not hold: {lacking}", "{name} 无法保存：{lacking}")
            ));
        }
        for Cut { sheet, row, column, characters } in &self.cuts {
            context.ui.warning(format_args!(
                "{}",
                say!(
                    language,
                    "{sheet}, row {row}: {column} is left empty, as no cell holds its {characters} characters",
                    "{sheet} 第 {row} 行：{column} 有 {characters} 个字符，超出单元格上限，留空"
                )
            ));
        }
    }

    fn listed(&self, reason: Reason, context: &Context) -> Vec<String> {
        let (language, labels) = (context.language, &context.labels);
        let of_reason = self.counts.iter().filter(|((known, ..), _)| *known == reason);
        let told = of_reason.map(|((_, kind, field), records)| {
            let (of_kind, of_kinds) = (kind.name().replace('_', " "), kind.plural().replace('_', " "));
            match (field, language) {
                (None, Language::English) => count(*records, &of_kind, &of_kinds),
                (None, Language::Chinese) => format!("{}（{records}）", labels.kind(*kind, language)),
                (Some(field), Language::English) => format!("{kind}.{field} ({records})"),
                (Some(field), Language::Chinese) => {
                    let of_kind = labels.kind(*kind, language);
                    let label = kind.field(field).map(|field| labels.field(*kind, field, language));
                    let field = label.unwrap_or_else(|| (*field).to_owned());
                    format!("{of_kind}的{field}（{records}）")
                }
            }
        });
        told.collect()
    }
}
