//! A row of a file as the record that it describes, and what is wrong with a row or understood differently.

use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::parse::{Reading, ValueError, split_list};
use crate::domain::record::{Entry, Field, Shape};
use crate::domain::value::Value;
use crate::import::columns::{CurrencyFault, has_to_be_given, telling};
use crate::import::review::{Decision, DecisionError};
use crate::import::row::RowError;

/// A record as a row of a file describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The line of the file on which the row starts.
    pub line: u64,
    /// The values, without links.
    pub entry: Entry,
    /// What the row names, to be looked up.
    pub links: Vec<Link>,
    /// What was decided about it, where it was written aside because it looks like an account that is there.
    pub decision: Option<Decision>,
    /// When the record was last changed where the row comes from.
    pub changed: Option<Date>,
    /// Fields that have their value by default: it fills only what is empty.
    pub defaulted: Vec<&'static str>,
}

impl Draft {
    /// One without values, of the row on a line.
    #[must_use]
    pub fn on(line: u64, kind: Kind) -> Self {
        Self {
            line,
            entry: Entry::blank(kind),
            links: Vec::new(),
            decision: None,
            changed: None,
            defaulted: Vec::new(),
        }
    }

    /// Names a record that the row belongs to, unless an earlier column did. Whether it now does.
    pub(super) fn link(&mut self, column: Option<usize>, field: &Field, name: String) -> bool {
        if let Some(known) = self.links.iter().find(|link| link.field.name == field.name) {
            return known.names.first() == Some(&name);
        }
        self.links.push(Link { column, field: field.clone(), names: vec![name] });
        true
    }

    /// A field that the record must have and the row leaves out.
    #[must_use]
    pub fn missing(&self) -> Option<&'static Field> {
        let links = |name: &str| self.links.iter().any(|link| link.field.name == name);
        // Whose an answer is that names a person alone is known by the person.
        let is_of_person = self.entry.kind == Kind::SurveyAnswer && links("contact");
        let is_linked = |field: &Field| links(field.name) || is_of_person && field.name == "account";
        let fields = self.entry.kind.fields().iter().zip(&self.entry.values);
        let mut missing = fields.filter(|(field, value)| {
            has_to_be_given(self.entry.kind, field) && value.is_empty() && !is_linked(field)
        });
        missing.next().map(|(field, _)| field)
    }

    /// The same where nothing that the row says can tell it of a record that is there.
    #[must_use]
    pub fn untold(&self) -> Option<&'static Field> {
        let tells = |key: &&str| !self.entry.get(key).is_empty();
        self.missing().filter(|field| !telling(self.entry.kind, field).iter().any(tells))
    }

    /// Takes back what fields are by default where the record that is there says something else.
    pub fn yield_to(&mut self, held: &Entry) {
        for name in self.defaulted.iter().filter(|name| !held.get(name).is_empty()) {
            if self.entry.kind.position(name).is_some() {
                self.entry.set(name, Value::Empty);
            } else {
                self.entry.forget(name);
            }
        }
    }

    /// Gives a field what it is where the row says nothing.
    pub(super) fn fall_back(
        &mut self,
        field: &Field,
        text: &str,
        reading: &Reading,
    ) -> Result<(), ValueError> {
        let is_linked = self.links.iter().any(|link| link.field.name == field.name);
        if is_linked || !self.entry.get(field.name).is_empty() {
            return Ok(());
        }
        let names = match field.shape {
            Shape::Link(_) => vec![text.to_owned()],
            Shape::Links(_) => split_list(text),
            _ => {
                self.entry.put(field, field.parse(text, reading)?.value);
                Vec::new()
            }
        };
        if !names.is_empty() {
            self.links.push(Link { column: None, field: field.clone(), names });
        }
        self.defaulted.push(field.name);
        Ok(())
    }
}

/// What a cell of a linking column names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The place of the column, where one names it.
    pub column: Option<usize>,
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
        Decision(DecisionError),
        Missing(MissingValue),
        Currency(CurrencyFault),
    }
}

crate::failures! {
    /// What a row leaves out that its record must have.
    pub enum MissingValue {
        Value => "is missing", "缺少内容";
        /// A person, a need ... of no company.
        Company => "no company is named", "没有写明所属公司";
        /// A row that is about a record which is there, by what it gives of it.
        Unknown { field: &'static str } =>
            "nothing that is there has this id, address or number; a new record needs {field} (--map \"COLUMN={field}\" says which column gives it)",
            "没有已知记录使用该编号、邮箱、网址或电话；新建记录需要给出 {field}（--map \"列名={field}\" 可指明由哪一列给出）";
        /// A row of which one cell is filled that says nothing of a record.
        AllButOne =>
            "nothing else stands in this row; if it is a heading of the rows below, give it a column whose name says what it is",
            "该行只有这一格有内容；如果是下面各行的小标题，请单独放一列，并用表头说明它是什么";
        /// The same of a name that is rather a heading.
        Heading { text: String } =>
            "\"{text}\" stands alone in its row and looks like a heading of the rows below; give it a column whose name says what it is (region, department ...), or fill another cell of the row if it is a name",
            "“{text}”独占一行，像是下面各行的小标题；请单独放一列，并用表头说明它是什么（如区域、部门）；如果确是名称，请填写该行的其他内容";
    }
}

impl MissingValue {
    /// What is said where a field is left out.
    #[must_use]
    pub fn of(field: &Field) -> Self {
        if field.name == "account" { Self::Company } else { Self::Value }
    }
}

/// Cells of one column that were understood differently from how they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Understood {
    pub count: u64,
    /// The first of them.
    pub examples: Vec<Example>,
}

/// How many examples of a value understood differently are kept for each column.
const EXAMPLES: usize = 3;

impl Understood {
    /// Adds what else was understood in the column.
    pub(crate) fn add(&mut self, more: Self) {
        self.count += more.count;
        let room = EXAMPLES - self.examples.len();
        self.examples.extend(more.examples.into_iter().take(room));
    }

    pub(crate) fn note(&mut self, line: u64, written: &str, understood: String) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(Example { line, written: written.to_owned(), understood });
        }
    }
}

/// One cell that was understood differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    pub line: u64,
    pub written: String,
    pub understood: String,
}
