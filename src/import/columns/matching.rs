//! Matching: what each column may fill, and who wins where several want the same.

use std::collections::BTreeMap;

use super::basis::{Authority, Claim};
use super::likely::is_of_export;
use super::parts::{Part, Split};
use super::profile::Profile;
use super::sensitive;
use super::{
    Applied, Basis, ByName, ColumnError, Columns, InWords, Mapping, Proposal, Rule, Target, Unmatched,
    Vocabulary, bare, by_name, has_to_be_given, is_known, named, quoted, telling,
};
use crate::domain::kind::Kind;
use crate::domain::language::Language;
use crate::domain::record::{Field, Shape};
use crate::domain::unit::Unit;
use crate::playbook::vocabulary::plain;

/// Columns, and what keeps them from being imported as they are.
#[derive(Clone, Debug)]
pub struct Matched {
    pub columns: Columns,
    pub problems: Vec<ColumnError>,
}

impl Matched {
    /// The columns, when nothing is wrong with them.
    ///
    /// # Errors
    /// The first thing that is.
    pub fn sound(self) -> Result<Columns, ColumnError> {
        match self.problems.into_iter().next() {
            None => Ok(self.columns),
            Some(problem) => Err(problem),
        }
    }
}

impl Columns {
    /// Matches the columns of a file with the fields of a kind. What the user says goes before what a profile says, and
    /// that before what the names say.
    ///
    /// # Errors
    /// When a rule names a column or field that does not exist. What else is wrong stands beside the columns.
    pub(super) fn matched(
        split: Split,
        header: &[String],
        words: Vocabulary,
        (rules, mapping): (&[Rule], &Mapping),
        profile: Option<(&Profile, bool)>,
    ) -> Result<Matched, ColumnError> {
        let header = named(header);
        let Split { part, kind, names } = split;
        let is_export = part == Part::Whole && profile.is_none() && is_of_export(kind, &header);
        let claims = claims(kind, (&header, &names), words, rules, profile.map(|(profile, _)| profile))?;
        let mut columns = Self {
            part,
            is_export,
            profile: profile.map(|(profile, recognised)| Applied { name: profile.name.clone(), recognised }),
            values: profile.map(|(profile, _)| profile.values.clone()).unwrap_or_default(),
            blanks: profile.map(|(profile, _)| profile.blanks.clone()).unwrap_or_default(),
            fallbacks: mapping
                .fallbacks
                .iter()
                .chain(profile.iter().flat_map(|(profile, _)| &profile.defaults))
                .filter_map(|fallback| fallback.of(kind, words))
                .collect(),
            targets: claims.iter().map(|claim| claim.targets.clone()).collect(),
            basis: claims.into_iter().map(|claim| claim.basis).collect(),
            ..Self::unmatched(kind, header)
        };
        let problems = columns.settle(words);
        columns.find_units(None);
        columns.leave_over(mapping.unmatched);
        Ok(Matched { columns, problems })
    }

    /// Finds the unit of each column whose numbers have one: that of its name, and for amounts the one that stands above all columns.
    pub(super) fn find_units(&mut self, above: Option<&Unit>) {
        let of_column = |(name, targets): (&String, &Vec<Target>)| {
            let shape = targets.iter().find_map(|target| match target {
                Target::Field(field) => Some(field.shape),
                _ => None,
            })?;
            let own = Unit::of_name(name).map(|(_, unit)| unit);
            let above = || above.filter(|_| shape == Shape::Money).cloned();
            own.or_else(above).filter(|unit| unit.says_something() && unit.fits(shape))
        };
        let units: Vec<Option<Unit>> = self.header.iter().zip(&self.targets).map(of_column).collect();
        self.units = if units.iter().any(Option::is_some) { units } else { Vec::new() };
    }

    /// Gives each field that holds one value to the column with the best right to it, and tells what cannot be settled.
    fn settle(&mut self, words: Vocabulary) -> Vec<ColumnError> {
        let mut problems = Vec::new();
        let mut wanted: Vec<Target> = Vec::new();
        for target in self.targets.iter().flatten().filter(|target| target.holds_one()) {
            if !wanted.contains(target) {
                wanted.push(target.clone());
            }
        }
        for target in &wanted {
            let claimants: Vec<usize> =
                (0..self.targets.len()).filter(|column| self.targets[*column].contains(target)).collect();
            let rank = |column: &usize| self.basis[*column].rank();
            let best = claimants.iter().filter_map(rank).min();
            let (winners, losers): (Vec<usize>, Vec<usize>) =
                claimants.iter().partition(|column| rank(column) == best);
            if winners.len() > 1 && !self.may_share(&winners, target) {
                problems.push(ColumnError::Contested {
                    field: target.name().to_owned(),
                    in_chinese: called(self.kind, target.name(), words),
                    columns: quoted(winners.iter().map(|column| self.header[*column].as_str())),
                });
            }
            let by = winners.first().map(|column| self.header[*column].clone()).unwrap_or_default();
            for column in losers {
                if best.is_some_and(|best| self.may_follow(column, best, target)) {
                    self.basis[column] = Basis::Second { by: by.clone() };
                    continue;
                }
                self.targets[column].retain(|held| held != target);
                self.basis[column] = Basis::Outdone { field: target.to_string(), by: by.clone() };
            }
        }
        problems
    }

    /// Whether a column may give a field its value where the one with the better right is empty: not where the user named that
    /// one, nor where a name is only like one of the field's.
    fn may_follow(&self, column: usize, best: u8, target: &Target) -> bool {
        let is_known = matches!(self.basis[column], Basis::Identifier | Basis::Label | Basis::Synonym);
        let is_alone = self.targets[column].len() == 1;
        let is_by_rule = Some(best) == Basis::Rule.rank();
        is_known && is_alone && !is_by_rule && self.may_share(&[column], target)
    }

    /// Whether the first of several columns that is filled may give a field its value: where a profile says so, and
    /// else not where the user named them all, nor for what every record needs, which one cannot be wrong about.
    fn may_share(&self, winners: &[usize], target: &Target) -> bool {
        // A profile has its columns in an order.
        if winners.iter().all(|column| matches!(self.basis[*column], Basis::Profile { .. })) {
            return matches!(target, Target::Field(_));
        }
        let by_rule = winners.iter().any(|column| self.basis[*column] == Basis::Rule);
        match target {
            Target::Field(field) => {
                !by_rule && !field.is_required() && !matches!(field.shape, Shape::Link(_))
            }
            _ => false,
        }
    }

    /// What becomes of columns that fill nothing, though the user does not leave them out. A record without room for values of
    /// the user's own keeps none; what a ready profile leaves out and looks like a secret stays out.
    fn leave_over(&mut self, unmatched: Unmatched) {
        self.rest = if self.kind.position("custom").is_some() { unmatched } else { Unmatched::LeaveOut };
        for column in 0..self.header.len() {
            let name = self.header[column].clone();
            let is_of_profile = self.basis[column].is_left_out();
            if self.basis[column] == Basis::Computed {
                self.computed.push(name);
                continue;
            }
            if !self.is_rest(column) || (is_of_profile && sensitive::by_name(&name).is_some()) {
                continue;
            }
            match self.rest {
                Unmatched::Keep => {
                    self.targets[column].push(Target::Own { name: name.clone() });
                    self.extra.push(name);
                }
                Unmatched::LeaveOut if !is_of_profile => self.unmatched.push(name),
                Unmatched::LeaveOut => {}
            }
        }
    }

    /// What no column gives though every record needs it. Only of rows of a kind that somebody stated other columns tell it: a list of
    /// addresses may be of anybody.
    pub(super) fn uncovered(&self, words: Vocabulary) -> Option<ColumnError> {
        let is_stated = !self.kind_guessed || self.profile.is_some();
        let is_given = |field: &Field| {
            self.fills(field.name) || self.fallbacks.iter().any(|(known, _)| known.name == field.name)
        };
        let is_told = |field: &Field| {
            is_stated && telling(self.kind, field).iter().any(|key| self.column_of(key).is_some())
        };
        let is_missing =
            |field: &&Field| has_to_be_given(self.kind, field) && !is_given(field) && !is_told(field);
        let field = words.schema.fields(self.kind).find(is_missing)?;
        let of_kind = words.labels.kind(self.kind, Language::Chinese);
        Some(ColumnError::Uncovered {
            kind: InWords(self.kind),
            field: field.name.to_owned(),
            in_chinese: format!("{of_kind}必填的{}", called(self.kind, field.name, words)),
            columns: quoted(self.header.iter().map(String::as_str)),
        })
    }

    /// Fields that several columns fill, the first that is not empty in a row: with the places of the columns.
    #[must_use]
    pub fn shared(&self) -> Vec<(&Field, Vec<usize>)> {
        let mut shared: Vec<(&Field, Vec<usize>)> = Vec::new();
        for column in self.turns() {
            for target in &self.targets[column] {
                let Target::Field(field) = target else { continue };
                if field.shape.is_several() {
                    continue;
                }
                match shared.iter_mut().find(|(known, _)| *known == field) {
                    Some((_, columns)) => columns.push(column),
                    None => shared.push((field, vec![column])),
                }
            }
        }
        shared.retain(|(_, columns)| columns.len() > 1);
        shared
    }

    /// The column that says when a record was last changed.
    #[must_use]
    pub fn last_changed(&self) -> Option<usize> {
        let is_called = |name: &String| LAST_CHANGED.iter().any(|known| plain(known) == plain(name));
        self.header.iter().position(is_called)
    }

    /// The column that says that a record is deleted, where a profile knows the program.
    #[must_use]
    pub fn deleted(&self) -> Option<usize> {
        self.profile.as_ref()?;
        self.header.iter().position(|name| plain(name) == "isdeleted")
    }

    /// The columns in the order in which they fill a field: as a profile has them, then as they stand in the file.
    #[must_use]
    pub fn turns(&self) -> Vec<usize> {
        let mut turns: Vec<usize> = (0..self.header.len()).collect();
        turns.sort_by_key(|column| match self.basis[*column] {
            Basis::Profile { place } => place,
            Basis::Second { .. } => usize::MAX,
            _ => usize::MAX - 1,
        });
        turns
    }
}

/// What a field is called in Chinese, with the name that rules take.
fn called(kind: Kind, name: &str, words: Vocabulary) -> String {
    let label = |field| words.labels.field(kind, field, Language::Chinese);
    words
        .schema
        .field(kind, name)
        .map_or_else(|| name.to_owned(), |field| format!("“{}”（{name}）", label(field)))
}

/// From this likeness on, in percent, a field is proposed for a column.
const PROPOSED: u8 = 60;

/// What programs call the day on which a record was last changed.
const LAST_CHANGED: &[&str] = &[
    "updated", "updated_at", "updatedAt", "last_modified", "modified_at", "Last Modified",
    "Last Modified Date", "LastModifiedDate", "Modified On", "Modified Time", "Update Time", "Last Updated",
    "更新时间", "修改时间", "最后修改时间", "更新日期",
];

/// What each column may fill, before others are heard.
fn claims(
    kind: Kind,
    (header, names): (&[String], &[Option<String>]),
    words: Vocabulary,
    rules: &[Rule],
    profile: Option<&Profile>,
) -> Result<Vec<Claim>, ColumnError> {
    let mut given: BTreeMap<usize, Vec<Target>> = BTreeMap::new();
    for rule in rules {
        let target = rule.target(kind, words)?;
        for column in rule.columns(header)? {
            given.entry(column).or_default().extend(target.clone());
        }
    }
    let of_profile = |name: &str| match profile.map(|profile| profile.says(name, words)) {
        Some(Ok(said)) => Ok(said),
        Some(Err(error)) => Err(error),
        None => Ok(None),
    };
    let claim = |(place, name): (usize, &Option<String>)| {
        let Some(name) = name else { return Ok(Claim { targets: Vec::new(), basis: Basis::OtherPart }) };
        Ok(match (given.get(&place), of_profile(name)?) {
            (Some(targets), _) if targets.is_empty() => {
                Claim { targets: Vec::new(), basis: Basis::LeftOut { by: Authority::User } }
            }
            (Some(targets), _) => Claim { targets: targets.clone(), basis: Basis::Rule },
            (None, Some(said)) => said,
            (None, None) => said_by_name(kind, name, words),
        })
    };
    names.iter().enumerate().map(claim).collect()
}

/// How lists call the number of a customer in another system. Which system nobody knows but the user.
const FOREIGN_IDS: &[&str] = &[
    "Customer ID", "Customer No", "Customer No.", "Customer Number", "Customer Code", "Client ID",
    "Client No", "Client Number", "Account ID", "Account No", "Account No.", "Account Number", "Company ID",
    "CRM ID", "ERP ID", "Debtor No", "Kundennummer", "Kundennr", "Kunden-Nr.", "Debitorennummer",
    "Numéro client", "客户编号", "客户代码", "客户编码", "客户号", "客户ID", "公司编号", "企业编号",
    "会员编号",
];

/// The proposal that a column holds the ids of another system.
fn foreign_id(kind: Kind, name: &str) -> Option<Proposal> {
    let is_id = kind == Kind::Account && FOREIGN_IDS.iter().any(|known| plain(known) == plain(name));
    is_id.then(|| Proposal { field: format!("external_ids:{SYSTEM}"), percent: 100 })
}

/// How a system is called until the user says which it is.
const SYSTEM: &str = "erp";

fn said_by_name(kind: Kind, name: &str, words: Vocabulary) -> Claim {
    let nothing = |basis| Claim { targets: Vec::new(), basis };
    match by_name(kind, name, words) {
        ByName::Target(target, basis) => Claim { targets: vec![target], basis },
        ByName::Computed => nothing(Basis::Computed),
        ByName::Reason => nothing(Basis::Reason),
        ByName::Nothing => {
            // A wild guess helps nobody, and no secret should be led anywhere.
            let is_sensible = |percent: u8| {
                percent >= PROPOSED && sensitive::by_name(name).is_none() && !is_known(name, words)
            };
            let nearest = words.resembling(kind, bare(name)).filter(|near| is_sensible(near.percent));
            let nearest =
                nearest.map(|near| Proposal { field: near.field.name.to_owned(), percent: near.percent });
            nothing(Basis::Nothing { nearest: foreign_id(kind, name).or(nearest) })
        }
    }
}
