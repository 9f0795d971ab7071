//! The records of one kind as rows, written one at a time: any number of them needs the memory of one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::Write;

use acct::domain::cell::{text_of, text_of_value};
use acct::domain::identity::{
    is_called_by_name, leads_anywhere, linked_kinds, repeats, told_apart, told_elsewhere,
};
use acct::domain::kind::Kind;
use acct::domain::record::{Entry, Field, Presence, Shape};
use acct::domain::schema::Schema;
use acct::domain::value::Value;
use acct::export::{Cell, Column, Delimited, ExportError, Format, Heading, ListWriter, Spreadsheet};
use acct::store::{Query, Reader, Store, StoreError};
use serde_json::{Value as Json, json};

use super::form::Form;
use super::left_out::{LeftOut, Reason};

/// Whether the personal file is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Personal {
    With,
    Without,
}

/// The records of one kind and the columns they are written in.
pub(super) struct Layout {
    query: Query,
    form: Form,
    /// What is written, with its place among the fields of the kind.
    fields: Vec<(usize, Field)>,
    /// Fields of the personal file that are not asked for.
    personal: Vec<&'static str>,
    /// Names of the user's own values, which take a column each in CSV.
    own: Vec<String>,
    namesakes: Namesakes,
}

/// The places of the records of a kind among those that are known as they are, and of what they lead to among those of the
/// same title.
pub(super) struct Namesakes {
    own: HashMap<i64, usize>,
    linked: HashMap<Kind, HashMap<i64, usize>>,
}

impl Namesakes {
    /// Of a kind and of those that it leads to.
    pub(super) fn of(store: &Store, kind: Kind) -> Result<Self, StoreError> {
        let mut linked = HashMap::new();
        for kind in linked_kinds(kind) {
            if let std::collections::hash_map::Entry::Vacant(slot) = linked.entry(kind) {
                slot.insert(store.titled_alike(kind)?);
            }
        }
        Ok(Self { own: store.namesakes(kind)?, linked })
    }

    /// The title of a record as it is told from others by it.
    fn told(&self, entry: &Entry, title: &str) -> String {
        if !is_called_by_name(entry.kind) {
            return title.to_owned();
        }
        // Of those that are alike and two each file has as many rows.
        let place = if repeats(entry) { None } else { self.own.get(&entry.id).copied() };
        told_apart(title, place.unwrap_or(1)).into_owned()
    }

    /// The title of a record that others lead to.
    fn told_to(&self, kind: Kind, id: i64, title: &str) -> String {
        let Some(places) = self.linked.get(&kind) else { return title.to_owned() };
        told_apart(title, places.get(&id).copied().unwrap_or(1)).into_owned()
    }
}

impl Layout {
    pub(super) fn of(
        store: &Store,
        schema: &Schema,
        mut query: Query,
        form: Form,
        personal: Personal,
        computed: bool,
    ) -> anyhow::Result<Self> {
        let is_flat = form.is_flat();
        let wanted = |field: &&Field| match field.presence {
            _ if field.custom || (field.shape == Shape::Custom && is_flat) => false,
            _ if field.private && personal == Personal::Without => false,
            Presence::Derived => computed,
            _ => true,
        };
        let placed = |field: &Field| Some((query.kind.position(field.name)?, field.clone()));
        let fields: Vec<(usize, Field)> =
            schema.fields(query.kind).filter(wanted).filter_map(placed).collect();
        let own = if is_flat { store.custom_names(query.kind)? } else { Vec::new() };
        let namesakes = Namesakes::of(store, query.kind)?;
        let is_personal = |field: &&Field| field.private && personal == Personal::Without;
        let personal: Vec<&'static str> =
            schema.fields(query.kind).filter(is_personal).map(|field| field.name).collect();
        let read = fields.iter().map(|(_, field)| field.name).chain(personal.iter().copied());
        query.fields = Some(read.chain(["account", "custom"]).collect());
        Ok(Self { query, form, fields, personal, own, namesakes })
    }

    pub(super) fn kind(&self) -> Kind {
        self.query.kind
    }

    /// Writes all rows as one list and tells how many there were.
    pub(super) fn write(
        &self,
        store: &Store,
        left_out: &mut LeftOut,
        out: &mut dyn Write,
    ) -> anyhow::Result<u64> {
        self.write_tagged(store, left_out, out, None)
    }

    /// How many rows there are.
    pub(super) fn count(&self, store: &Store) -> anyhow::Result<u64> {
        Ok(store.count(&self.query)? as u64)
    }

    /// Writes all rows, with a tag as first cell of each when it is given.
    fn write_tagged(
        &self,
        store: &Store,
        left_out: &mut LeftOut,
        out: &mut dyn Write,
        tag: Option<&str>,
    ) -> anyhow::Result<u64> {
        let Form::Rows(format) = self.form else { return Ok(0) };
        let plain = |key: &str| Column { key: key.to_owned(), label: key.to_owned() };
        let mut columns: Vec<Column> = tag.map(|_| plain("record")).into_iter().collect();
        columns.extend(self.headings().iter().map(|heading| plain(&heading.key)));
        if let (Some(delimiter), None) = (format.delimiter(), tag) {
            return self.write_texts(store, left_out, Delimited::begin(delimiter, &columns, out)?);
        }
        let mut list = ListWriter::begin(format, &columns, out)?;
        let rows = self.each_row(store, left_out, tag, |row| list.push(row))?;
        list.finish()?;
        Ok(rows)
    }

    /// Writes all rows into a sheet of their own and tells how many there were.
    pub(super) fn write_sheet(
        &self,
        store: &Store,
        left_out: &mut LeftOut,
        book: &mut Spreadsheet,
    ) -> anyhow::Result<u64> {
        book.sheet(&self.kind().plural(), &self.headings(), self.count(store)?)?;
        self.each_row(store, left_out, None, |row| book.push(row))
    }

    fn headings(&self) -> Vec<Heading> {
        let fields =
            self.fields.iter().map(|(_, field)| Heading { key: field.name.to_owned(), shape: field.shape });
        let own = |name: &String| Heading { key: format!("custom.{name}"), shape: Shape::Own };
        fields.chain(self.own.iter().map(own)).collect()
    }

    fn each_row(
        &self,
        store: &Store,
        left_out: &mut LeftOut,
        tag: Option<&str>,
        mut push: impl FnMut(&[Cell]) -> Result<(), ExportError>,
    ) -> anyhow::Result<u64> {
        let reader = store.read();
        self.each(store, left_out, |entry| Ok(push(&self.row(reader, entry, tag)?)?))
    }

    fn each(
        &self,
        store: &Store,
        left_out: &mut LeftOut,
        mut visit: impl FnMut(&Entry) -> anyhow::Result<()>,
    ) -> anyhow::Result<u64> {
        let (mut rows, mut with_file) = (0, 0);
        store.each::<anyhow::Error>(&self.query, |entry| {
            rows += 1;
            with_file += u64::from(self.personal.iter().any(|field| !entry.get(field).is_empty()));
            visit(&entry)
        })?;
        left_out.note(Reason::Personal, self.kind(), None, with_file);
        Ok(rows)
    }

    /// Writes all rows as CSV or TSV, without making data of their values first: of a million of them that is most of the work.
    fn write_texts(&self, store: &Store, left_out: &mut LeftOut, mut list: Delimited) -> anyhow::Result<u64> {
        let reader = store.read();
        let rows = self.each(store, left_out, |entry| {
            for (place, field) in &self.fields {
                let value = &entry.values[*place];
                let text = if is_named(entry.kind, field) {
                    Cow::Owned(text_of(&data(reader, &self.namesakes, entry, field, value)?))
                } else {
                    text_of_value(value)
                };
                list.cell(&text)?;
            }
            for value in self.own_values(entry) {
                list.cell(&value.map(text_of_value).unwrap_or_default())?;
            }
            Ok(list.end_row()?)
        })?;
        list.finish()?;
        Ok(rows)
    }

    /// The user's own values of a record, in the order of their columns.
    fn own_values<'e>(&'e self, entry: &'e Entry) -> impl Iterator<Item = Option<&'e Value>> {
        let own = match entry.get("custom") {
            Value::Custom(values) => Some(values),
            _ => None,
        };
        self.own.iter().map(move |name| own.and_then(|values| values.get(name)))
    }

    fn row(&self, reader: Reader, entry: &Entry, tag: Option<&str>) -> Result<Vec<Cell>, StoreError> {
        let cell = |data: Json| Cell { data, text: String::new() };
        let mut row: Vec<Cell> = tag.map(|tag| cell(json!(tag))).into_iter().collect();
        for (place, field) in &self.fields {
            row.push(cell(data(reader, &self.namesakes, entry, field, &entry.values[*place])?));
        }
        row.extend(self.own_values(entry).map(|value| cell(value.map_or(Json::Null, Value::to_json))));
        Ok(row)
    }
}

/// Whether a value of a field is written by names: its own as it is told apart from others, or those of what it leads to.
fn is_named(kind: Kind, field: &Field) -> bool {
    matches!(field.shape, Shape::Link(_) | Shape::Links(_)) || field.name == kind.title_field()
}

/// A value as data; names as they are told apart, and links by the names of what they lead to.
pub(super) fn data(
    reader: Reader,
    namesakes: &Namesakes,
    entry: &Entry,
    field: &Field,
    value: &Value,
) -> Result<Json, StoreError> {
    let name = |kind: Kind, id: i64| -> Result<String, StoreError> {
        let Some(named) = reader.titles(kind, &[id])?.pop() else { return Ok(format!("#{id}")) };
        let name = namesakes.told_to(kind, id, &named.name);
        let elsewhere =
            if leads_anywhere(entry.kind, field) { elsewhere(reader, entry, kind, id)? } else { None };
        Ok(elsewhere.map_or_else(|| name.clone(), |account| told_elsewhere(&name, &account)))
    };
    Ok(match (field.shape, value) {
        (Shape::Link(kind), Value::Link(id)) => json!(name(kind, *id)?),
        (Shape::Links(kind), Value::Links(ids)) => {
            json!(ids.iter().map(|id| name(kind, *id)).collect::<Result<Vec<_>, _>>()?)
        }
        (_, Value::Text(title)) if field.name == entry.kind.title_field() => {
            json!(namesakes.told(entry, title))
        }
        (_, value) => value.to_json_of(&field.shape),
    })
}

/// The account of a record where it is another one than that of the record that leads to it.
fn elsewhere(reader: Reader, entry: &Entry, kind: Kind, id: i64) -> Result<Option<String>, StoreError> {
    let account = reader.find(kind, id)?.and_then(|record| record.account());
    match account.filter(|account| entry.account() != Some(*account)) {
        Some(account) => Ok(reader.titles(Kind::Account, &[account])?.pop().map(|named| named.name)),
        None => Ok(None),
    }
}

/// The sections of a document of several kinds, in the format of the document.
pub(super) enum Section {
    Json { before: &'static str },
    Yaml { key: String },
    Lines { tag: String },
}

impl Section {
    pub(super) fn first(format: Format) -> Self {
        match format {
            Format::Yaml => Self::Yaml { key: String::new() },
            Format::Ndjson => Self::Lines { tag: String::new() },
            _ => Self::Json { before: "{\n" },
        }
    }

    pub(super) fn begin(&mut self, kind: Kind, out: &mut dyn Write) -> Result<(), ExportError> {
        match self {
            Self::Json { before } => {
                write!(out, "{before}\"{}\": ", kind.plural())?;
                *before = ",\n";
            }
            Self::Yaml { key } => *key = kind.plural(),
            Self::Lines { tag } => kind.name().clone_into(tag),
        }
        Ok(())
    }

    pub(super) fn write(
        &self,
        store: &Store,
        layout: &Layout,
        left_out: &mut LeftOut,
        out: &mut dyn Write,
    ) -> anyhow::Result<u64> {
        match self {
            Self::Json { .. } => layout.write(store, left_out, out),
            Self::Lines { tag } => layout.write_tagged(store, left_out, out, Some(tag)),
            Self::Yaml { key } => {
                // An empty sequence has to stand on the line of its key, others begin on the next one.
                write!(out, "{key}:{}", if layout.count(store)? == 0 { " " } else { "\n" })?;
                layout.write(store, left_out, out)
            }
        }
    }

    pub(super) fn finish(&self, out: &mut dyn Write) -> std::io::Result<()> {
        match self {
            Self::Json { .. } => writeln!(out, "}}"),
            Self::Yaml { .. } | Self::Lines { .. } => Ok(()),
        }
    }
}
