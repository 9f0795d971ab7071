//! What rows take from rows above them: the customer that stands only on the first line of its group, and what a row says of which
//! one cell is filled.

use super::{Doubt, Drafts, Fault, MissingValue};
use crate::domain::formula::{guard, unguard};
use crate::domain::kind::Kind;
use crate::domain::record::{Field, Shape};
use crate::import::columns::Target;
use crate::import::row::StringRecord;

/// How many groups of a column are told one by one.
const TOLD: usize = 10;

/// The longest name that is held to be a heading, in bytes.
const LONGEST: usize = 40;

/// How headings end that stand among names of companies or people.
const ENDS: &[&str] = &[
    "区", "省", "片", "部", "组", "类", "：", ":", " region", " area", " territory", " department", " team",
];

/// Whole headings.
const HEADINGS: &[&str] = &[
    "north", "south", "east", "west", "emea", "apac", "华东", "华南", "华北", "华中", "西南", "西北", "东北",
    "其他", "others",
];

/// With what headings begin that are numbered: `一、华东`.
const NUMBERS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// Fields of text that say something of one record alone.
const OWN: &[&str] =
    &["email", "phone", "messenger", "website", "aliases", "external_ids", "credit_code", "listing_code"];

/// The rows that took what a column says from rows above them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouped {
    /// The place of the column.
    pub column: usize,
    /// Whether it stood in rows of their own, which are no records.
    pub are_headings: bool,
    pub groups: u64,
    /// How many rows took it.
    pub rows: u64,
    /// The first groups.
    pub first: Vec<Group>,
}

/// The rows that took what stands on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    pub line: u64,
    pub rows: u64,
}

/// What rows below take.
struct Above {
    column: usize,
    value: String,
    line: u64,
    is_heading: bool,
    /// Whether it was told of, and its place among the groups that are told one by one.
    told: bool,
    place: Option<usize>,
}

/// What rows take from rows above them.
#[derive(Default)]
pub(super) struct Groups {
    above: Vec<Above>,
    all: Vec<Grouped>,
}

impl Groups {
    pub(super) fn all(&self) -> &[Grouped] {
        &self.all
    }

    /// No row takes anything any more: what stood between nobody knows.
    pub(super) fn end(&mut self) {
        self.above.clear();
    }

    /// A row says itself what rows below it take.
    pub(super) fn name(&mut self, column: usize, value: &str, line: u64) {
        self.stand(column, value, line, false);
    }

    fn stand(&mut self, column: usize, value: &str, line: u64, is_heading: bool) {
        let place = self.above.iter().position(|above| above.column == column).unwrap_or_else(|| {
            let value = String::new();
            self.above.push(Above { column, value, line, is_heading, told: false, place: None });
            self.above.len() - 1
        });
        let above = &mut self.above[place];
        value.clone_into(&mut above.value);
        (above.line, above.is_heading, above.told, above.place) = (line, is_heading, false, None);
    }

    /// Counts a row that takes what stands above, or the heading itself.
    fn count(&mut self, above: usize, rows: u64) {
        let above = &mut self.above[above];
        let (column, are_headings) = (above.column, above.is_heading);
        let is_it = |known: &Grouped| known.column == column && known.are_headings == are_headings;
        let place = self.all.iter().position(is_it).unwrap_or_else(|| {
            self.all.push(Grouped { column, are_headings, groups: 0, rows: 0, first: Vec::new() });
            self.all.len() - 1
        });
        let grouped = &mut self.all[place];
        if !above.told {
            above.told = true;
            grouped.groups += 1;
            if grouped.first.len() < TOLD {
                above.place = Some(grouped.first.len());
                grouped.first.push(Group { line: above.line, rows: 0 });
            }
        }
        grouped.rows += rows;
        if let Some(group) = above.place.and_then(|place| grouped.first.get_mut(place)) {
            group.rows += rows;
        }
    }
}

impl Drafts<'_> {
    /// Writes into the row what stands above it where its own cell is empty, so that it is known wherever the row goes.
    pub(super) fn take_from_above(&mut self, line: u64) {
        // Where the format itself names the columns each record says all of itself.
        if self.rows.header_line().is_none() {
            return;
        }
        if let Some(column) = self.columns.grouping.carries
            && !self.is_blank(column)
        {
            let value = unguard(&self.row[column]).trim().to_owned();
            self.groups.name(column, &value, line);
        }
        if self.groups.above.is_empty() {
            return;
        }
        // A row that says it itself ends what a heading says.
        let columns = &self.columns;
        let row = &self.row;
        self.groups.above.retain(|above| !above.is_heading || is_blank(row, columns, above.column));
        for place in 0..self.groups.above.len() {
            let column = self.groups.above[place].column;
            if !self.is_blank(column) {
                continue;
            }
            let value = guard(self.groups.above[place].value.clone());
            let cells = self.row.iter().enumerate();
            self.row = cells.map(|(own, cell)| if own == column { &value } else { cell }).collect();
            self.groups.count(place, 1);
        }
    }

    /// Whether the row is a heading of those below: one cell of it is filled, in a column that says what it is. A fault where that is
    /// not clear.
    pub(super) fn heads(&mut self, line: u64) -> Option<Result<(), Fault>> {
        let kind = self.columns.kind;
        let titles = &self.columns.grouping.titles;
        if self.rows.header_line().is_none() || self.row.len() < 2 || titles.is_empty() {
            return None;
        }
        if let Some(title) = titles.iter().copied().find(|title| !self.is_blank(*title)) {
            return self.stands_alone(title, line);
        }
        let column = self.only_cell()?;
        if !kind.field(kind.title_field()).is_some_and(Field::is_required) {
            return None;
        }
        match self.columns.targets[column].as_slice() {
            [target] if heads(target) && self.columns.grouping.headings.contains(&column) => {
                let value = unguard(&self.row[column]).trim().to_owned();
                self.groups.stand(column, &value, line, true);
                let above = self.groups.above.iter().position(|above| above.column == column)?;
                self.groups.count(above, 0);
                Some(Ok(()))
            }
            [] => Some(Err(fault(line, column, MissingValue::AllButOne))),
            _ => None,
        }
    }

    /// What is to be said of a name that stands alone in its row: it may be a heading.
    fn stands_alone(&mut self, title: usize, line: u64) -> Option<Result<(), Fault>> {
        if !matches!(self.columns.kind, Kind::Account | Kind::Contact) {
            return None;
        }
        let name = unguard(&self.row[title]).trim();
        let may_be = may_be_heading(name);
        if !(may_be || self.columns.grouping.tells_alone) || self.only_cell().is_none() {
            return None;
        }
        let is_heading = may_be && is_like_heading(name);
        if is_heading && self.columns.grouping.tells_alone {
            let text = name.to_owned();
            return Some(Err(fault(line, title, MissingValue::Heading { text })));
        }
        // Where many rows have only a name, what ends as headings do may be a ministry or a district: it is told.
        if is_heading || self.columns.grouping.tells_alone {
            self.doubts.note(title, Doubt::OnlyName, line);
        }
        None
    }

    /// The only cell of the row that is filled.
    fn only_cell(&self) -> Option<usize> {
        let mut filled = (0..self.row.len()).filter(|column| !self.is_blank(*column));
        filled.next().filter(|_| filled.next().is_none())
    }

    fn is_blank(&self, column: usize) -> bool {
        is_blank(&self.row, &self.columns, column)
    }
}

fn is_blank(row: &StringRecord, columns: &crate::import::columns::Columns, column: usize) -> bool {
    row.get(column).is_none_or(|cell| columns.is_blank(unguard(cell).trim()))
}

fn fault(line: u64, column: usize, missing: MissingValue) -> Fault {
    Fault { line, column: Some(column), reason: missing.into() }
}

/// Whether what a column says can be a heading of several records: not a number, a day, or what is one record's own.
fn heads(target: &Target) -> bool {
    match target {
        Target::Linked { .. } => true,
        Target::Field(field) => {
            let may_be = matches!(field.shape, Shape::Text | Shape::Choice(_) | Shape::Link(_) | Shape::List);
            may_be && !OWN.contains(&field.name)
        }
        _ => false,
    }
}

/// Whether it is worth a look: hardly a name is one, and an import reads a great many.
fn may_be_heading(name: &str) -> bool {
    const LAST: &str = "区省片部组类：:东南北中他";
    name.len() <= LONGEST
        && name.chars().next_back().is_some_and(|last| {
            LAST.contains(last) || "nyathmcs".contains(last.to_ascii_lowercase()) || name.starts_with(NUMBERS)
        })
}

/// Whether a name is rather that of a region, a department or a kind.
fn is_like_heading(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_numbered = || {
        let mut letters = lower.chars();
        letters.next().is_some_and(|letter| "一二三四五六七八九十".contains(letter))
            && letters.next() == Some('、')
    };
    ENDS.iter().any(|end| lower.ends_with(end)) || HEADINGS.contains(&lower.as_str()) || is_numbered()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_and_departments_are_like_headings_and_companies_are_not() {
        for heading in
            ENDS.iter().map(|end| format!("x{end}")).chain(HEADINGS.iter().map(ToString::to_string))
        {
            assert!(may_be_heading(&heading) && is_like_heading(&heading), "{heading}");
            assert!(may_be_heading(&heading.to_uppercase()), "{heading}");
        }
        for name in ["示例钢铁有限公司", "华为", "Example Steel", "East Coast Foods", "Teams", "示例集团"]
        {
            assert!(!is_like_heading(name), "{name}");
        }
    }
}
