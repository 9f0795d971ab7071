//! What a table is, from its header and first rows: which profile, what kind of rows, where each column goes.

use super::parts::{Part, Split, split};
use super::profile::Profile;
use super::sensitive::{self, SensitiveColumn};
use super::{
    Basis, ColumnError, Columns, Mapping, Matched, Profiles, Rule, Sensitive, Target, Vocabulary,
    likely_kind, quoted, refuse_export,
};
use crate::domain::kind::Kind;
use crate::domain::language::Language;
use crate::domain::unit::Unit;
use crate::import::row::StringRecord;

/// How many rows are looked at to see what the columns hold.
pub const SAMPLED: usize = 500;

/// What is known of a table before its rows are read.
#[derive(Clone, Copy, Debug)]
pub struct Head<'h> {
    /// What the table is called.
    pub name: &'h str,
    pub header: &'h [String],
    /// What the file itself says the rows are.
    pub stated: Option<Kind>,
    /// The first rows.
    pub sample: &'h [StringRecord],
    /// The unit that stands above the table, for all its amounts: `单位：万元`.
    pub unit: Option<&'h Unit>,
}

/// A part of a table with the profile that reads it, and whether that was recognised.
type Read<'p> = (Split, Option<(&'p Profile, bool)>);

/// The parts of a table whose rows are companies and people, each with the profile that reads it, where a column tells which.
fn told_apart<'p>(
    profiles: &'p Profiles,
    (profile, recognised): (&'p Profile, bool),
    header: &[String],
) -> Option<Vec<Read<'p>>> {
    let column = profile.told_by(header)?;
    let other = profiles.named(profile.others.as_deref()?)?;
    let part = |are_companies| {
        let kind = if are_companies { Kind::Account } else { Kind::Contact };
        let reader = if profile.kind == kind { profile } else { other };
        let names = header.iter().cloned().map(Some).collect();
        (Split { part: Part::Told { column, are_companies }, kind, names }, Some((reader, recognised)))
    };
    Some([true, false].map(part).into())
}

/// What a table of a file is called: by its sheet or section, where there are several.
#[must_use]
pub fn table_named(file: &str, part: Option<&str>) -> String {
    part.map_or_else(|| file.to_owned(), |part| format!("{file}[{part}]"))
}

/// The header with a name for each column.
pub(super) fn named(header: &[String]) -> Vec<String> {
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

impl Columns {
    /// The columns of a table, matched as the user wants it: of a table whose rows are of several kinds those of each part,
    /// companies before their people.
    ///
    /// # Errors
    /// When a rule or a profile names what does not exist, or the table cannot be imported at all. What else is wrong
    /// stands beside the columns.
    pub fn of_table(head: Head, words: Vocabulary, mapping: &Mapping) -> Result<Vec<Matched>, ColumnError> {
        let names = named(head.header);
        let rules = |table: &str| -> Vec<Rule> {
            mapping.rules.iter().filter(|rule| rule.concerns(table)).cloned().collect()
        };
        let wanted = mapping.kind_of(head.name).or(head.stated);
        let profile = mapping.profiles.of(&names, wanted);
        if let (Profiles::Chosen(profiles), None, Some(kind)) = (&mapping.profiles, profile, wanted) {
            let profile = profiles.first().map(|profile| profile.name.clone()).unwrap_or_default();
            let in_chinese = words.labels.kind(kind, Language::Chinese);
            return Err(ColumnError::OtherKind { profile, kind, in_chinese });
        }
        let whole_rules = rules(head.name);
        let kind = match (wanted, profile) {
            (Some(kind), _) => kind,
            (None, Some((profile, _))) => profile.kind,
            (None, None) => likely_kind(head.header, words, &whole_rules)?,
        };
        refuse_export(kind, words)?;
        // Who says what the rows are, or what a column is, has one kind in mind.
        let is_open = wanted.is_none()
            && profile.is_none()
            && matches!(kind, Kind::Account | Kind::Contact)
            && !mapping.rules.iter().any(|rule| rule.concerns_all() && rule.fills());
        let whole =
            || vec![Split { part: Part::Whole, kind, names: names.iter().cloned().map(Some).collect() }];
        let of_profile = |splits: Vec<Split>| splits.into_iter().map(|split| (split, profile)).collect();
        let has_rules = mapping.rules.iter().any(|rule| rule.concerns_all() && rule.fills());
        let told = profile.filter(|_| wanted.is_none() && !has_rules);
        let splits: Vec<(Split, Option<(&Profile, bool)>)> =
            told.and_then(|profile| told_apart(&mapping.profiles, profile, &names)).unwrap_or_else(|| {
                of_profile(if is_open { split(&names, words) } else { None }.unwrap_or_else(whole))
            });
        splits
            .into_iter()
            .map(|(split, profile)| {
                let rules = rules(&split.part.table(head.name));
                let mut matched = Self::matched(split, head.header, words, (&rules, mapping), profile)?;
                matched.columns.kind_guessed = wanted.is_none();
                matched.problems.extend(matched.columns.uncovered(words));
                if head.unit.is_some() {
                    matched.columns.find_units(head.unit);
                }
                let dates = mapping.dates.or_else(|| profile.and_then(|(profile, _)| profile.dates));
                matched.columns.order_dates(head.sample, dates);
                matched.columns.find_groups(head.sample);
                matched.columns.find_scales(head.sample);
                matched.columns.find_points(head.sample);
                if mapping.sensitive == Sensitive::Refuse {
                    let refused = sensitive::refused(&matched.columns.sensitive(head.sample));
                    matched.problems.splice(0..0, refused);
                }
                if rules.is_empty() && matched.problems.is_empty() && matched.columns.is_unfit(head.sample) {
                    matched.problems.push(matched.columns.unfit(words));
                }
                Ok(matched)
            })
            .collect()
    }

    /// Whether the kind of the rows is a guess by the names alone: it fills nothing else, and most columns that have values
    /// would be left out.
    fn is_unfit(&self, sample: &[StringRecord]) -> bool {
        if !self.kind_guessed || self.profile.is_some() || self.part != Part::Whole {
            return false;
        }
        let is_filled = |column: &usize| {
            sample.iter().any(|row| row.get(*column).is_some_and(|cell| !self.is_blank(cell.trim())))
        };
        let filled: Vec<usize> = (0..self.header.len()).filter(is_filled).collect();
        let left_out = filled.iter().filter(|column| self.is_dropped(**column)).count();
        let says_only_who = |target: &Target| match target {
            Target::Field(field) | Target::Linked { field, .. } => field.is_required(),
            Target::NamePart(_) | Target::Currency => true,
            Target::ExternalId { .. } | Target::Own { .. } => false,
        };
        left_out > 1 && left_out * 2 > filled.len() && self.targets.iter().flatten().all(says_only_who)
    }

    fn unfit(&self, words: Vocabulary) -> ColumnError {
        let dropped = (0..self.header.len()).filter(|column| self.is_dropped(*column));
        ColumnError::Unfit {
            kind: self.kind,
            columns: quoted(dropped.map(|column| self.header[column].as_str())),
            in_chinese: words.labels.kind(self.kind, Language::Chinese),
        }
    }

    /// Columns that hold secrets by their name or by their values, but those that somebody leaves out.
    pub(in crate::import) fn sensitive(&self, sample: &[StringRecord]) -> Vec<SensitiveColumn> {
        let columns = self.header.iter().zip(&self.basis).enumerate();
        let is_out = |column: usize, basis: &Basis| basis.is_left_out() && self.targets[column].is_empty();
        let heard =
            columns.filter(|(column, (_, basis))| !is_out(*column, basis) && **basis != Basis::OtherPart);
        heard
            .filter_map(|(column, (name, _))| {
                let cells = sample.iter().filter_map(|row| row.get(column));
                let what = sensitive::by_name(name).or_else(|| sensitive::by_values(cells))?;
                Some(SensitiveColumn { name: name.clone(), what })
            })
            .collect()
    }
}
