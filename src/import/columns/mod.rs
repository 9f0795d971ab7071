//! Which field each column of a file fills: by our names and labels, by what others call it, and by what the user says.

mod likely;
mod rule;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::domain::kind::Kind;
use crate::domain::record::{Field, Presence, Shape};
use crate::domain::schema::Schema;
use crate::playbook::vocabulary::{OWN, external_id_system, plain};

pub use crate::playbook::Vocabulary;
pub use likely::{is_imported, is_known, kind_named, likely_kind, refuse_export};
pub use rule::Rule;

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
}

/// What becomes of columns that match nothing.
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
    /// The names of the columns; one without a name goes by its place: `column 3`.
    pub header: Vec<String>,
    /// Where each column goes: nowhere, or to one or several places.
    pub targets: Vec<Vec<Target>>,
    /// Columns that match nothing and are left out.
    pub unmatched: Vec<String>,
    /// Columns that match nothing and are kept in `custom`.
    pub extra: Vec<String>,
    /// Columns of values that the program computes itself.
    pub computed: Vec<String>,
}

crate::failures! {
    /// Why the columns of a file cannot be read as records.
    pub enum ColumnError {
        NotARule { text: String } =>
            "--map \"{text}\" is not HEADER=FIELD", "--map “{text}”不是“表头=字段”的形式";
        UnknownHeader { header: String, known: String } =>
            "there is no column \"{header}\"; the columns are: {known}", "没有“{header}”这一列；现有的列：{known}";
        UnknownField { kind: Kind, field: String, known: String } =>
            "\"{field}\" is no field of {kind}; the fields are: {known}", "{kind} 没有字段“{field}”；可用字段：{known}";
        Contested { field: String, columns: String } =>
            "several columns fill {field}: {columns}; leave one out with --map \"COLUMN=\", or name the right one with --map \"COLUMN={field}\"",
            "有多列对应同一字段 {field}：{columns}；请用 --map \"列名=\" 舍去其一，或用 --map \"列名={field}\" 指明";
        Uncovered { kind: Kind, field: String, columns: String } =>
            "no column gives the {field} that every {kind} needs; name it with --map \"COLUMN={field}\" (columns: {columns})",
            "没有哪一列给出 {kind} 必填的 {field}；请用 --map \"列名={field}\" 指明（现有的列：{columns}）";
        Export { kind: Kind, records: String, in_chinese: String } =>
            "this is an export of {records}, which is no data to import", "这是{in_chinese}的导出文件，不是可导入的数据";
    }
}

impl Columns {
    /// Matches the columns of a file with the fields of a kind. What the user says goes before what the names say.
    ///
    /// # Errors
    /// When two columns fill a field that holds one value, when no column fills a required one, or when a rule names a column or field that does
    /// not exist.
    pub fn matched(
        kind: Kind,
        header: &[String],
        words: Vocabulary,
        rules: &[Rule],
        unmatched: Unmatched,
    ) -> Result<Self, ColumnError> {
        let header = named(header);
        let mut given: BTreeMap<usize, Vec<Target>> = BTreeMap::new();
        for rule in rules {
            let target = rule.target(kind, words)?;
            for column in rule.columns(&header)? {
                given.entry(column).or_default().extend(target.clone());
            }
        }
        let claimed = |field: &Field| {
            given.values().flatten().any(|target| matches!(target, Target::Field(given) if given == field))
        };
        let mut columns = Self {
            kind,
            header: header.clone(),
            targets: Vec::new(),
            unmatched: Vec::new(),
            extra: Vec::new(),
            computed: Vec::new(),
        };
        for (place, name) in header.iter().enumerate() {
            let targets = match given.get(&place) {
                Some(targets) => targets.clone(),
                None => match by_name(kind, name, words) {
                    ByName::Target(Target::Field(field)) if !field.shape.is_several() && claimed(&field) => {
                        columns.left_over(name, unmatched)
                    }
                    ByName::Target(target) => vec![target],
                    ByName::Computed => {
                        columns.computed.push(name.clone());
                        Vec::new()
                    }
                    ByName::Reason => Vec::new(),
                    ByName::Nothing => columns.left_over(name, unmatched),
                },
            };
            columns.targets.push(targets);
        }
        columns.refuse_contested()?;
        columns.refuse_uncovered(words.schema)?;
        Ok(columns)
    }

    fn left_over(&mut self, name: &str, unmatched: Unmatched) -> Vec<Target> {
        match unmatched {
            Unmatched::LeaveOut => {
                self.unmatched.push(name.to_owned());
                Vec::new()
            }
            Unmatched::Keep => {
                self.extra.push(name.to_owned());
                vec![Target::Own { name: name.to_owned() }]
            }
        }
    }

    fn refuse_contested(&self) -> Result<(), ColumnError> {
        let mut filled: Vec<(&Target, Vec<&str>)> = Vec::new();
        for (name, targets) in self.header.iter().zip(&self.targets) {
            for target in targets.iter().filter(|target| target.holds_one()) {
                match filled.iter_mut().find(|(known, _)| *known == target) {
                    Some((_, names)) => names.push(name),
                    None => filled.push((target, vec![name])),
                }
            }
        }
        match filled.into_iter().find(|(_, names)| names.len() > 1) {
            None => Ok(()),
            Some((target, names)) => {
                Err(ColumnError::Contested { field: target.name().to_owned(), columns: quoted(names) })
            }
        }
    }

    fn refuse_uncovered(&self, schema: &Schema) -> Result<(), ColumnError> {
        match schema.fields(self.kind).find(|field| field.is_required() && !self.fills(field.name)) {
            None => Ok(()),
            Some(field) => Err(ColumnError::Uncovered {
                kind: self.kind,
                field: field.name.to_owned(),
                columns: quoted(self.header.iter().map(String::as_str)),
            }),
        }
    }

    /// Whether some column goes into a field.
    #[must_use]
    pub fn fills(&self, name: &str) -> bool {
        self.targets
            .iter()
            .flatten()
            .any(|target| matches!(target, Target::Field(field) if field.name == name))
    }
}

impl std::fmt::Display for Target {
    /// As a rule of `--map` names it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Field(field) => formatter.write_str(field.name),
            Self::ExternalId { system } => write!(formatter, "external_ids:{system}"),
            Self::Own { name } => write!(formatter, "{OWN}{name}"),
        }
    }
}

impl Target {
    /// The name of what is filled.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Field(field) => field.name,
            Self::ExternalId { .. } => "external_ids",
            Self::Own { name } => name,
        }
    }

    fn holds_one(&self) -> bool {
        match self {
            Self::Field(field) => !field.shape.is_several(),
            Self::ExternalId { .. } => false,
            Self::Own { .. } => true,
        }
    }
}

/// What the name of a column says.
enum ByName {
    Target(Target),
    /// A value that follows from others, as `export --computed` writes it.
    Computed,
    /// The reason of an earlier rejection.
    Reason,
    Nothing,
}

fn by_name(kind: Kind, name: &str, words: Vocabulary) -> ByName {
    let lower = name.to_lowercase();
    if lower == REASON {
        return ByName::Reason;
    }
    if lower == "id" || kind.field(&lower).is_some_and(|field| field.presence == Presence::Derived) {
        return ByName::Computed;
    }
    if let Some(own) =
        lower.strip_prefix(OWN).and_then(|_| name.get(OWN.len()..)).filter(|own| !own.is_empty())
    {
        let declared = words.schema.fields(kind).find(|field| field.custom && field.name == own);
        return ByName::Target(
            declared
                .map_or_else(|| Target::Own { name: own.to_owned() }, |field| Target::Field(field.clone())),
        );
    }
    // Only the program writes it, and an export brings it back.
    if let Some(field) = kind.field(&lower).filter(|field| field.shape == Shape::Data) {
        return ByName::Target(Target::Field(field.clone()));
    }
    if let Some(field) = words.given_field(kind, name) {
        return ByName::Target(Target::Field(field.clone()));
    }
    external_id_system(kind, name)
        .map_or(ByName::Nothing, |system| ByName::Target(Target::ExternalId { system: system.to_owned() }))
}

/// The header with a name for each column.
fn named(header: &[String]) -> Vec<String> {
    let named = header.iter().enumerate();
    named
        .map(|(place, name)| {
            if name.is_empty() {
                format!("column {}", place + 1)
            } else {
                crate::domain::formula::unguard(name).to_owned()
            }
        })
        .collect()
}

fn quoted<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
