//! Rows of a file as drafts of records: values read, links still as they are written.

use super::columns::{Columns, Target};
use super::row::{RowError, StringRecord};
use super::table::Table;
use crate::domain::account::drop_repeated_names;
use crate::domain::external_id::of_system;
use crate::domain::fold::fold;
use crate::domain::formula::{says_nothing, unguard};
use crate::domain::kind::Kind;
use crate::domain::parse::{Reading, ValueError, split_list};
use crate::domain::person_name::NameParts;
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;

/// How many examples of a value understood differently are kept for each column.
const EXAMPLES: usize = 3;

/// A record as a row of a file describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The line of the file on which the row starts.
    pub line: u64,
    /// The values, without links.
    pub entry: Entry,
    /// What the row names, to be looked up.
    pub links: Vec<Link>,
}

impl Draft {
    /// Names a record that the row belongs to, unless an earlier column did.
    fn link(&mut self, column: usize, field: &Field, name: String) {
        if self.links.iter().all(|link| link.field.name != field.name) {
            self.links.push(Link { column, field: field.clone(), names: vec![name] });
        }
    }
}

/// What a cell of a linking column names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place of the column.
    pub column: usize,
    pub field: Field,
    /// The name of each record that is linked.
    pub names: Vec<String>,
}

/// What is wrong with a row.
#[derive(Debug)]
pub struct Fault {
    pub line: u64,
    /// The place of the column that it is about, unless it is about the whole row.
    pub column: Option<usize>,
    pub reason: Unread,
}

crate::failures_of! {
    /// Why a row could not be read.
    pub enum Unread {
        Row(RowError),
        Value(ValueError),
    }
}

/// Cells of one column that were understood differently from how they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    pub count: u64,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// One cell that was understood differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub line: u64,
    pub written: String,
    pub understood: String,
}

/// Reads a table row by row as drafts.
pub struct Drafts<'t> {
    rows: Table<'t>,
    columns: Columns,
    row: StringRecord,
    understood: Vec<Understood>,
    /// The place of `custom` among the fields.
    custom: Option<usize>,
    /// The place of each column's field among those of its kind, so that no cell has to look for it.
    places: Vec<Vec<Option<usize>>>,
    /// The columns in the order in which they fill fields.
    turns: Vec<usize>,
    /// Whether nothing can be read any more.
    is_over: bool,
}

impl<'t> Drafts<'t> {
    #[must_use]
    pub fn of(rows: Table<'t>, columns: Columns) -> Self {
        let place = |target: &Target| match target {
            Target::Field(field) if !field.custom => columns.kind.position(field.name),
            Target::ExternalId { .. } => columns.kind.position("external_ids"),
            _ => None,
        };
        let places = columns.targets.iter().map(|targets| targets.iter().map(place).collect()).collect();
        Self {
            rows,
            row: StringRecord::new(),
            understood: vec![Understood::default(); columns.targets.len()],
            custom: columns.kind.position("custom"),
            places,
            turns: columns.turns(),
            columns,
            is_over: false,
        }
    }

    /// The next row. `None` at the end.
    ///
    /// # Errors
    /// Everything that is wrong with this row; the next call goes on after it.
    pub fn next_draft(&mut self, reading: &Reading) -> Option<Result<Draft, Vec<Fault>>> {
        if self.is_over {
            return None;
        }
        match self.rows.next_row(&mut self.row) {
            Ok(None) => None,
            Ok(Some(line)) => Some(self.draft(line, reading)),
            Err(error) => {
                self.is_over = error.is_final();
                Some(Err(vec![Fault { line: error.line(), column: None, reason: error.into() }]))
            }
        }
    }

    fn draft(&mut self, line: u64, reading: &Reading) -> Result<Draft, Vec<Fault>> {
        let mut draft = Draft { line, entry: Entry::blank(self.columns.kind), links: Vec::new() };
        let mut faults = Vec::new();
        let mut name = NameParts::default();
        for &column in &self.turns {
            let raw = self.row.get(column).unwrap_or_default().trim();
            let written = unguard(raw).trim();
            if self.columns.is_blank(written) || self.columns.targets[column].is_empty() {
                continue;
            }
            if says_nothing(raw) {
                self.understood[column].note(line, written, String::new());
                continue;
            }
            for (target, place) in self.columns.targets[column].iter().zip(&self.places[column]) {
                let understood = &mut self.understood[column];
                let cell = self.columns.meant(target, written).unwrap_or(written);
                if cell != written {
                    understood.note(line, written, cell.to_owned());
                }
                if cell.is_empty()
                    || matches!((target, place), (Target::Field(field), Some(place))
                    if !field.shape.is_several() && !draft.entry.values[*place].is_empty())
                {
                    continue;
                }
                match target {
                    Target::Field(field) if matches!(field.shape, Shape::Link(_)) => {
                        draft.link(column, field, cell.to_owned());
                    }
                    Target::Linked { field, system } => draft.link(column, field, of_system(system, cell)),
                    Target::Field(field) if matches!(field.shape, Shape::Links(_)) => {
                        draft.links.push(Link { column, field: field.clone(), names: split_list(cell) });
                    }
                    Target::Field(field) => match field.parse(cell, reading) {
                        Ok(parsed) => {
                            if let Some(as_what) = parsed.understood_as {
                                understood.note(line, cell, as_what);
                            }
                            match place {
                                Some(place) => add(&mut draft.entry.values[*place], parsed.value),
                                None => draft.entry.put(field, parsed.value),
                            }
                        }
                        Err(reason) => {
                            faults.push(Fault { line, column: Some(column), reason: reason.into() });
                        }
                    },
                    Target::ExternalId { system } => {
                        let Some((place, field)) = place.zip(self.columns.kind.field("external_ids")) else {
                            continue;
                        };
                        let ids = split_list(cell).iter().map(|id| of_system(system, id)).collect();
                        let ids = Value::List(ids);
                        match field.check(&ids, reading.today) {
                            Ok(()) => add(&mut draft.entry.values[place], ids),
                            Err(reason) => {
                                let reason = ValueError::Rule(reason).into();
                                faults.push(Fault { line, column: Some(column), reason });
                            }
                        }
                    }
                    Target::NamePart(part) => name.put(*part, cell),
                    Target::Own { name } => {
                        if let Some(place) = self.custom {
                            own(&mut draft.entry.values[place], name, cell);
                        }
                    }
                }
            }
        }
        if draft.entry.title().is_empty() && self.columns.kind == Kind::Contact {
            draft.entry.set("name", Value::Text(name.joined()));
        }
        if self.columns.kind == Kind::Account {
            self.drop_repeated_names(&mut draft);
        }
        if faults.is_empty() { Ok(draft) } else { Err(faults) }
    }

    /// Drops aliases that repeat a name, and tells those that are written in another way than it.
    fn drop_repeated_names(&mut self, draft: &mut Draft) {
        let dropped = drop_repeated_names(&mut draft.entry);
        let is_alias = |target: &Target| matches!(target, Target::Field(field) if field.name == "aliases");
        let column = self.columns.targets.iter().position(|targets| targets.iter().any(is_alias));
        let Some(understood) = column.and_then(|column| self.understood.get_mut(column)) else { return };
        let title = draft.entry.title().to_owned();
        let aliases = match draft.entry.get("aliases") {
            Value::List(aliases) => aliases.as_slice(),
            _ => &[],
        };
        for alias in dropped {
            let folded = fold(&alias);
            let stands = std::iter::once(&title).chain(aliases).find(|name| fold(name) == folded);
            if let Some(name) = stands.filter(|name| **name != alias) {
                understood.note(draft.line, &alias, name.clone());
            }
        }
    }

    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The cells of the row last read, as they are written; of a broken row what could be read.
    #[must_use]
    pub fn cells(&self) -> &StringRecord {
        &self.row
    }

    /// How far the reading is, in the units of the table's length.
    #[must_use]
    pub fn progress(&self) -> u64 {
        self.rows.progress()
    }

    /// How many rows repeated the header and were passed over.
    #[must_use]
    pub fn repeated_headers(&self) -> u64 {
        self.rows.repeated_headers()
    }

    /// For each column, the cells that were understood differently from how they are written.
    #[must_use]
    pub fn understood(&self) -> &[Understood] {
        &self.understood
    }
}

impl Understood {
    fn note(&mut self, line: u64, written: &str, understood: String) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(Example { line, written: written.to_owned(), understood });
        }
    }
}

/// Sets a value; several columns of one list field add up.
fn add(held: &mut Value, value: Value) {
    match (&mut *held, value) {
        (Value::List(items), Value::List(more)) => {
            for item in more {
                if !items.contains(&item) {
                    items.push(item);
                }
            }
        }
        (held, value) => *held = value,
    }
}

fn own(custom: &mut Value, name: &str, cell: &str) {
    if !matches!(custom, Value::Custom(_)) {
        *custom = Value::Custom(std::collections::BTreeMap::new());
    }
    if let Value::Custom(values) = custom {
        values.insert(name.to_owned(), Value::Text(cell.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::super::columns::{Head, Mapping, Rule, Unmatched, Vocabulary};
    use super::super::csv::Reader;
    use super::super::table::{Heading, Rows};
    use super::*;
    use crate::domain::date::Date;
    use crate::domain::money::Currency;
    use crate::domain::schema::Schema;
    use crate::playbook::labels::Labels;

    fn read(kind: Kind, text: &str, rules: &[&str]) -> (Vec<Result<Draft, Vec<Fault>>>, Vec<Understood>) {
        let labels = Labels::default();
        let today: Date = "2026-03-01".parse().unwrap();
        let reading = Reading { today, currency: Currency::CNY, words: &labels };
        let reader = Reader::open(text.as_bytes(), None).unwrap();
        let rows = Table::headed(Rows::Text(Box::new(reader)), Heading::FirstRow).unwrap();
        let rules: Vec<Rule> = rules.iter().map(|rule| Rule::parse(rule).unwrap()).collect();
        let words = Vocabulary { schema: &Schema::default(), labels: &labels };
        let mapping = Mapping { kind: Some(kind), rules, unmatched: Unmatched::Keep, ..Mapping::default() };
        let columns = Columns::of_table(
            Head { name: "a.csv", header: rows.header(), stated: None, sample: &[] },
            words,
            &mapping,
        )
        .unwrap()
        .sound()
        .unwrap();
        let mut drafts = Drafts::of(rows, columns);
        let mut all = Vec::new();
        while let Some(draft) = drafts.next_draft(&reading) {
            all.push(draft);
        }
        (all, drafts.understood().to_vec())
    }

    #[test]
    fn a_row_becomes_the_values_it_means() {
        let text = "名称,员工人数,年营业收入,关系,别名,英文名,code,pe\n华为,20.7万,3.5亿,潜在客户,HW;菊厂,Huawei,002502,=1+1\n";
        let (drafts, _) = read(Kind::Account, text, &["code=external_ids:sz"]);
        let draft = drafts[0].as_ref().unwrap();
        assert_eq!(draft.line, 2);
        assert_eq!(draft.entry.get("employees"), &Value::Integer(207_000));
        assert_eq!(draft.entry.get("revenue").to_json()["amount"], "350000000.00");
        assert_eq!(draft.entry.text("relation"), "prospect");
        assert_eq!(draft.entry.get("aliases").to_json(), serde_json::json!(["HW", "菊厂", "Huawei"]));
        assert_eq!(draft.entry.get("external_ids").to_json(), serde_json::json!(["sz:002502"]));
        assert_eq!(draft.entry.get("custom").to_json(), serde_json::json!({"pe": "=1+1"}));
    }

    #[test]
    fn an_id_without_its_system_is_a_fault_of_its_cell_and_aliases_that_repeat_a_name_go() {
        let text = "name,alias,external id,code\nIBM,ibm; Big Blue; ＢＩＧ blue,sf：1,7\nB,,foo,sz:\n";
        let (drafts, _) = read(Kind::Account, text, &["code=external_ids:sz"]);
        let entry = &drafts[0].as_ref().unwrap().entry;
        assert_eq!(entry.get("external_ids").to_json(), serde_json::json!(["sf:1", "sz:7"]));
        assert_eq!(entry.get("aliases").to_json(), serde_json::json!(["Big Blue"]));
        let columns: Vec<_> = drafts[1].as_ref().unwrap_err().iter().map(|fault| fault.column).collect();
        assert_eq!(columns, [Some(2), Some(3)]);
    }

    #[test]
    fn what_was_understood_differently_is_told() {
        let text = "name,founded\na,2013 (1888)\nb,1990\nc,1902 (1880)\nd,2001 (1999)\ne,2002 (1998)\n";
        let (drafts, understood) = read(Kind::Account, text, &[]);
        assert_eq!(drafts[0].as_ref().unwrap().entry.get("founded"), &Value::Integer(2013));
        assert_eq!(understood[1].count, 4);
        assert_eq!(understood[1].examples.len(), 3);
        assert_eq!(
            understood[1].examples[0],
            Example { line: 2, written: "2013 (1888)".to_owned(), understood: "2013".to_owned() }
        );
    }

    #[test]
    fn an_alias_that_repeats_a_name_in_another_way_is_told() {
        let text = "name,aliases\nIBM,IBM\nBig Blue,Ibm; ＩＢＭ; big blue\n";
        let (drafts, understood) = read(Kind::Account, text, &[]);
        assert_eq!(drafts[1].as_ref().unwrap().entry.get("aliases").to_json(), serde_json::json!(["Ibm"]));
        let told: Vec<_> = understood[1]
            .examples
            .iter()
            .map(|one| (one.line, one.written.as_str(), one.understood.as_str()))
            .collect();
        assert_eq!(told, [(3, "ＩＢＭ", "Ibm"), (3, "big blue", "Big Blue")]);
    }

    #[test]
    fn every_bad_cell_of_a_row_is_told_and_the_next_row_is_read() {
        let text = "name,employees,founded\na,many,then\nb,\"12\",1999\nc,1,2,3\nd,3,2000\n";
        let (drafts, _) = read(Kind::Account, text, &[]);
        let faults = drafts[0].as_ref().unwrap_err();
        assert_eq!(
            faults.iter().map(|fault| (fault.line, fault.column)).collect::<Vec<_>>(),
            [(2, Some(1)), (2, Some(2))]
        );
        assert!(drafts[1].is_ok());
        assert!(matches!(
            drafts[2].as_ref().unwrap_err()[0],
            Fault { line: 4, column: None, reason: Unread::Row(_) }
        ));
        assert!(drafts[3].is_ok());
    }

    #[test]
    fn what_says_nothing_is_empty_and_told() {
        let text = "name,city,industry,phone\na,N/A,无,-\nb,—,null,\\N\nNA Steel,Nan,#REF!,/\n";
        let (drafts, understood) = read(Kind::Account, text, &[]);
        for draft in &drafts {
            let entry = &draft.as_ref().unwrap().entry;
            assert!(["city", "industry", "phone"].iter().all(|name| entry.get(name).is_empty()), "{entry:?}");
        }
        assert_eq!(understood.iter().map(|one| one.count).collect::<Vec<_>>(), [0, 3, 3, 3]);
    }

    #[test]
    fn links_stay_names_and_guarded_cells_lose_their_apostrophe() {
        let text = "account,name,reports to,phone\n华为,'=Zhang,李四,'+86 138\n";
        let (drafts, _) = read(Kind::Contact, text, &[]);
        let draft = drafts[0].as_ref().unwrap();
        assert_eq!(draft.entry.title(), "=Zhang");
        assert_eq!(draft.entry.text("phone"), "+86 138");
        let named: Vec<(&str, &[String])> =
            draft.links.iter().map(|link| (link.field.name, link.names.as_slice())).collect();
        assert_eq!(named, [("account", &["华为".to_owned()][..]), ("reports_to", &["李四".to_owned()][..])]);
    }
}
