//! Which field each column of a file fills: by what the user and a profile say, by our names and labels, by what others
//! call it, and by likeness.

mod basis;
mod currency;
mod days;
mod fallback;
mod grouping;
mod likely;
mod mapping;
mod matching;
mod name_part;
mod needed;
mod parts;
mod points;
pub mod profile;
mod rule;
mod scale;
pub mod sensitive;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::review;

use crate::domain::date::DayOrder;
use crate::domain::kind::Kind;
use crate::domain::person_name::NamePart;
use crate::domain::record::{Field, Presence, Shape};
use crate::domain::unit::Unit;
use crate::playbook::Naming;
use crate::playbook::vocabulary::{OWN, external_id_system, plain};

pub use crate::playbook::Vocabulary;
pub use basis::{Authority, Basis, Proposal};
pub use currency::{CurrencyFault, StatedCurrency, has_amounts};
pub use fallback::Fallback;
pub use grouping::Grouping;
pub use likely::{is_imported, is_known, kind_named, likely_kind, refuse_export};
pub use mapping::{Mapping, Profiles, Sensitive};
pub use matching::Matched;
pub(super) use needed::{has_to_be_given, telling};
pub use parts::Part;
pub(super) use parts::says_company;
pub use rule::Rule;
pub use scale::Scale;
use table::named;
pub use table::{Head, SAMPLED, table_named};

/// The header of the column that says why a row was rejected. It is passed over when the file is imported again.
pub const REASON: &str = "rejected_because";

/// Where the cells of a column go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Field(Field),
    /// Into `external_ids`, as `system:cell`.
    ExternalId {
        system: String,
    },
    /// Into `custom`, under this name.
    Own {
        name: String,
    },
    /// Into the name of a person, with its other parts.
    NamePart(NamePart),
    /// Nowhere by itself: it is the currency of the amounts of its row.
    Currency,
    /// To a record, by the id that a system gave it.
    Linked {
        field: Field,
        system: String,
    },
}

/// What becomes of values that fill no field: those of a column that matches nothing or that a ready profile leaves out, and those
/// that find their field filled by another column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unmatched {
    #[default]
    LeaveOut,
    /// Kept in `custom` under the name of the column.
    Keep,
}

/// The columns of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    pub kind: Kind,
    /// Which part of the table these are, where its rows are of several kinds.
    pub part: Part,
    /// Whether the kind was guessed from the header.
    pub kind_guessed: bool,
    /// Whether the table is an export of ours, which says of each record what it is called.
    pub is_export: bool,
    /// The profile by which the columns were matched.
    pub profile: Option<Applied>,
    /// The names of the columns; one without a name goes by its place: `column 3`.
    pub header: Vec<String>,
    /// Where each column goes: nowhere, or to one or several places.
    pub targets: Vec<Vec<Target>>,
    /// For each column, why it goes there.
    pub basis: Vec<Basis>,
    /// For some fields, how values are written by the program that the file is from, folded, and what we call them.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    /// What stands in cells that are empty, such as `-`.
    pub blanks: Vec<String>,
    /// For each column of dates, whether they have the day or the month first, where that is known.
    pub day_orders: Vec<Option<DayOrder>>,
    /// For each column, the unit that its name gives its numbers; empty where no column has one.
    pub units: Vec<Option<Unit>>,
    /// For each column, whether points part the thousands of its numbers; empty where no column shows it.
    pub thousands_by_points: Vec<bool>,
    /// For each column, how it writes a scale in words; empty where no column does.
    pub scales: Vec<Option<Scale>>,
    /// What fields are where a row says nothing.
    pub fallbacks: Vec<(Field, String)>,
    /// What rows take from rows above them.
    pub grouping: Grouping,
    /// What becomes of values that fill no field.
    pub rest: Unmatched,
    /// Columns that match nothing and are left out.
    pub unmatched: Vec<String>,
    /// Columns that match nothing and are kept in `custom`.
    pub extra: Vec<String>,
    /// Columns of values that the program computes itself.
    pub computed: Vec<String>,
}

/// A profile that was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub name: String,
    /// Whether it was recognised by the header, and not named by the user.
    pub recognised: bool,
}

/// A kind of record as it is told inside a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InWords(pub Kind);

impl std::fmt::Display for InWords {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0.name().replace('_', " "))
    }
}

crate::failures! {
    /// Why the columns of a file cannot be read as records.
    pub enum ColumnError {
        NotARule { text: String } =>
            "--map \"{text}\" is not HEADER=FIELD", "--map “{text}”不是“表头=字段”的形式";
        NotADefault { text: String } =>
            "--default \"{text}\" is not FIELD=VALUE with a field that records have", "--default “{text}”不是“字段=值”的形式，或没有这个字段";
        UnknownHeader { header: String, known: String } =>
            "there is no column \"{header}\"; the columns are: {known}", "没有“{header}”这一列；现有的列：{known}";
        UnknownField { kind: Kind, field: String, known: String, in_chinese: String } =>
            "\"{field}\" is no field of {kind}; the fields are: {known}", "{in_chinese}没有字段“{field}”；可用字段：{known}";
        Contested { field: String, columns: String, in_chinese: String } =>
            "several columns fill {field}: {columns}; leave one out with --map \"COLUMN=\", or name the right one with --map \"COLUMN={field}\"",
            "有多列对应{in_chinese}：{columns}；请用 --map \"列名=\" 舍去其一，或用 --map \"列名={field}\" 指明";
        Uncovered { kind: InWords, field: String, columns: String, in_chinese: String } =>
            "no column gives {field}, which every {kind} needs; name it with --map \"COLUMN={field}\" (columns: {columns})",
            "没有哪一列给出{in_chinese}；请用 --map \"列名={field}\" 指明（现有的列：{columns}）";
        Export { kind: Kind, records: String, in_chinese: String } =>
            "this is an export of {records}, which is no data to import", "这是{in_chinese}的导出文件，不是可导入的数据";
        NoDayOfChange =>
            "no column says when a row was last changed, which --fields keep-newer goes by; it should be called updated",
            "没有哪一列写明最近修改时间，而 --fields keep-newer 需要它；请把该列命名为 updated（更新时间）";
        OtherKind { profile: String, kind: Kind, in_chinese: String } =>
            "the profile {profile} is not for {kind}", "方案 {profile} 不适用于{in_chinese}";
        Unfit { kind: Kind, columns: String, in_chinese: String } =>
            "of these rows, taken for {kind}, only what they are called is understood, and most columns would be lost ({columns}); say what the rows are with --as KIND, name the columns with --map \"COLUMN=FIELD\", or keep them as they are with --extra",
            "除名称外，没有认出{in_chinese}的其他内容，多数列会丢失（{columns}）；请用 --as 类型 说明各行是什么，用 --map \"列名=字段\" 指明各列，或用 --extra 原样保留";
        Sensitive { columns: String, in_chinese: String } =>
            "columns that may hold secrets or identify people: {columns}", "以下列可能含有密钥或个人证件信息：{in_chinese}";
    }
}

impl Columns {
    /// Columns that go nowhere yet.
    #[must_use]
    pub fn unmatched(kind: Kind, header: Vec<String>) -> Self {
        Self {
            kind,
            part: Part::Whole,
            kind_guessed: false,
            is_export: false,
            profile: None,
            targets: vec![Vec::new(); header.len()],
            basis: vec![Basis::Nothing { nearest: None }; header.len()],
            header,
            values: BTreeMap::new(),
            blanks: Vec::new(),
            day_orders: Vec::new(),
            units: Vec::new(),
            thousands_by_points: Vec::new(),
            scales: Vec::new(),
            fallbacks: Vec::new(),
            grouping: Grouping::default(),
            rest: Unmatched::LeaveOut,
            unmatched: Vec::new(),
            extra: Vec::new(),
            computed: Vec::new(),
        }
    }

    /// Whether some column goes into a field.
    #[must_use]
    pub fn fills(&self, name: &str) -> bool {
        self.targets.iter().flatten().any(|target| match target {
            Target::Field(field) | Target::Linked { field, .. } => field.name == name,
            Target::NamePart(_) => name == "name",
            Target::ExternalId { .. } | Target::Own { .. } | Target::Currency => false,
        })
    }

    /// The first column that fills a field.
    #[must_use]
    pub fn column_of(&self, field: &str) -> Option<usize> {
        let fills = |targets: &Vec<Target>| targets.iter().any(|target| target.name() == field);
        self.targets.iter().position(fills)
    }

    /// What the column that fills a field is called; the field itself where none does.
    #[must_use]
    pub fn filling<'c>(&'c self, field: &'c str) -> &'c str {
        self.column_of(field).and_then(|column| self.header.get(column)).map_or(field, String::as_str)
    }

    /// Whether a column fills no field, and no user said that it should not.
    #[must_use]
    pub fn is_rest(&self, column: usize) -> bool {
        let is_unsaid = match self.basis[column] {
            Basis::Nothing { .. } | Basis::Outdone { .. } => true,
            Basis::LeftOut { by } => by == Authority::ReadyProfile,
            _ => false,
        };
        is_unsaid && self.targets[column].iter().all(|target| matches!(target, Target::Own { .. }))
    }

    /// Whether a cell only says that there is nothing.
    #[must_use]
    pub fn is_blank(&self, cell: &str) -> bool {
        cell.is_empty() || self.blanks.iter().any(|blank| blank == cell)
    }

    /// Whether values of a column are lost: nothing matches it, and nobody wants them kept or left out.
    #[must_use]
    pub fn is_dropped(&self, column: usize) -> bool {
        self.targets[column].is_empty() && matches!(self.basis[column], Basis::Nothing { .. })
    }

    /// A cell for a target as the program that the file is from means it, where that is not as it is written; empty
    /// where it means nothing to us.
    #[must_use]
    pub fn meant(&self, target: &Target, cell: &str) -> Option<&str> {
        let values = self.values.get(target.name())?;
        values.get(&crate::domain::fold::fold(cell)).map(String::as_str)
    }
}

impl std::fmt::Display for Target {
    /// As a rule of `--map` names it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Field(field) => formatter.write_str(field.name),
            Self::ExternalId { system } => write!(formatter, "external_ids:{system}"),
            Self::Own { name } => write!(formatter, "{OWN}{name}"),
            Self::NamePart(part) => formatter.write_str(part.as_str()),
            Self::Currency => formatter.write_str(currency::CURRENCY),
            Self::Linked { field, system } => write!(formatter, "{}:{system}", field.name),
        }
    }
}

impl Target {
    /// The name of what is filled.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Field(field) | Self::Linked { field, .. } => field.name,
            Self::ExternalId { .. } => "external_ids",
            Self::Own { name } => name,
            Self::NamePart(_) => "name",
            Self::Currency => currency::CURRENCY,
        }
    }

    fn holds_one(&self) -> bool {
        match self {
            Self::Field(field) => !field.shape.is_several(),
            // Several columns may say the currency, if they say the same.
            Self::ExternalId { .. } | Self::NamePart(_) | Self::Currency => false,
            Self::Own { .. } | Self::Linked { .. } => true,
        }
    }
}

/// What the name of a column says.
enum ByName {
    Target(Target, Basis),
    /// A value that follows from others, as `export --computed` writes it.
    Computed,
    /// The reason of an earlier rejection.
    Reason,
    Nothing,
}

/// What the name says, and where it says nothing, what it resembles so much that it will mean it.
fn by_name(kind: Kind, name: &str, words: Vocabulary) -> ByName {
    match exactly(kind, name, words) {
        ByName::Nothing => match words.resembling(kind, bare(name)).filter(|near| near.is_safe) {
            Some(near) => {
                let basis = Basis::Similar { name: near.name, percent: near.percent };
                ByName::Target(Target::Field(near.field.clone()), basis)
            }
            None => ByName::Nothing,
        },
        said => said,
    }
}

/// A name without the unit that stands in it.
fn bare(name: &str) -> &str {
    Unit::of_name(name).map_or(name, |(bare, _)| bare)
}

/// What the name says, with or without a unit in it.
fn exactly(kind: Kind, name: &str, words: Vocabulary) -> ByName {
    match as_written(kind, name, words) {
        ByName::Nothing => match Unit::of_name(name) {
            Some((bare, unit)) => match as_written(kind, bare, words) {
                ByName::Target(Target::Field(field), basis) if unit.fits(field.shape) => {
                    ByName::Target(Target::Field(field), basis)
                }
                _ => ByName::Nothing,
            },
            None => ByName::Nothing,
        },
        said => said,
    }
}

fn as_written(kind: Kind, name: &str, words: Vocabulary) -> ByName {
    let lower = name.to_lowercase();
    if lower == REASON || review::COLUMNS.contains(&lower.as_str()) {
        return ByName::Reason;
    }
    if lower == "id" || kind.field(&lower).is_some_and(|field| field.presence == Presence::Derived) {
        return ByName::Computed;
    }
    if let Some(own) =
        lower.strip_prefix(OWN).and_then(|_| name.get(OWN.len()..)).filter(|own| !own.is_empty())
    {
        let declared = words.schema.fields(kind).find(|field| field.custom && field.name == own);
        let target = declared
            .map_or_else(|| Target::Own { name: own.to_owned() }, |field| Target::Field(field.clone()));
        return ByName::Target(target, Basis::Identifier);
    }
    // Only the program writes it, and an export brings it back.
    if let Some(field) = kind.field(&lower).filter(|field| field.shape == Shape::Data) {
        return ByName::Target(Target::Field(field.clone()), Basis::Identifier);
    }
    if let Some((field, naming)) = words.given_as(kind, name) {
        let basis = match naming {
            Naming::Identifier => Basis::Identifier,
            Naming::Label => Basis::Label,
            Naming::Synonym => Basis::Synonym,
        };
        return ByName::Target(Target::Field(field.clone()), basis);
    }
    if let Some(system) = external_id_system(kind, name) {
        return ByName::Target(Target::ExternalId { system: system.to_owned() }, Basis::Synonym);
    }
    if currency::is_meant(kind, name, words) {
        return ByName::Target(Target::Currency, Basis::Synonym);
    }
    if let Some(part) = name_part::of(kind, name) {
        return ByName::Target(Target::NamePart(part), Basis::Synonym);
    }
    ByName::Nothing
}

fn quoted<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
