//! An account and everything that belongs to it from one document, as an export by account writes it: the same drafts as
//! rows give.

mod values;

use std::collections::BTreeSet;

use self::values::{Given, given};
use super::answers::yaml::scalar;
use super::columns::sensitive::by_name;
use super::columns::{Sensitive, is_imported};
use super::drafts::{Draft, Link};
use crate::domain::kind::Kind;
use crate::domain::nesting::{follows, home, parts};
use crate::domain::parse::{Reading, ValueError};
use crate::domain::record::{Field, Presence, Shape};
use crate::playbook::Vocabulary;
use crate::playbook::yaml::{Content, Key, Node, parse};

/// A record as a document describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Described {
    pub draft: Draft,
    /// The fields that the document says are empty.
    pub emptied: Vec<&'static str>,
}

/// What a document says. One without an account holds records that belong to none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The name of the account.
    pub account: String,
    pub records: Vec<Described>,
    /// The kinds of which it lists what there is.
    pub listed: BTreeSet<Kind>,
}

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentFault {
    pub line: u64,
    /// The field that it is about.
    pub field: Option<String>,
    pub reason: DocumentReason,
}

crate::failures! {
    /// Why a document is not that of an account.
    pub enum DocumentError {
        NotYaml { reason: String } => "this is not YAML: {reason}", "不是有效的 YAML：{reason}";
        NoRecord => "keys and values are expected here, such as name: Example", "这里应是“键: 值”，例如 name: 示例";
        NoList => "a list is expected here, each record after a hyphen", "这里应是列表，每条记录前加短横线";
        NoValue => "one value or a list is expected here", "这里应是一个值或列表";
        Secret { key: String } =>
            "{key} may hold secrets or identify people; take it out, or import with --allow-sensitive",
            "{key} 可能含有密钥或个人证件信息；请删去，或导入时加 --allow-sensitive";
        Twice { key: String } => "{key} is given twice", "{key} 出现了两次";
        Unknown { kind: Kind, key: String } => "{kind} has no {key}", "{kind} 没有 {key}";
        UnknownBut { kind: Kind, key: String, near: String } =>
            "{kind} has no {key}; did you mean {near}?", "{kind} 没有 {key}；是否指 {near}？";
    }
}

crate::failures_of! {
    /// Why a document cannot be taken over.
    pub enum DocumentReason {
        Document(DocumentError),
        Value(ValueError),
    }
}

impl Clone for DocumentReason {
    fn clone(&self) -> Self {
        match self {
            Self::Document(error) => Self::Document(error.clone()),
            Self::Value(error) => Self::Value(error.clone()),
        }
    }
}

impl PartialEq for DocumentReason {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Document(one), Self::Document(other)) => one == other,
            (Self::Value(one), Self::Value(other)) => one == other,
            _ => false,
        }
    }
}

/// Reads a document.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(
    text: &str,
    words: Vocabulary,
    (reading, sensitive): (&Reading, Sensitive),
) -> Result<Document, Vec<DocumentFault>> {
    let root = parse(text).map_err(|error| {
        let reason = DocumentError::NotYaml { reason: error.reason }.into();
        vec![DocumentFault { line: error.place.line, field: None, reason }]
    })?;
    let document = Document::default();
    let mut reader = Reader { text, words, reading, sensitive, document, faults: Vec::new() };
    if let Some(sections) = sections(&root) {
        for (kind, node) in sections {
            reader.section(kind, node, "");
        }
        return if reader.faults.is_empty() { Ok(reader.document) } else { Err(reader.faults) };
    }
    reader.document.account = named(text, &root).unwrap_or_default();
    reader.document.listed.insert(Kind::Account);
    reader.record(Kind::Account, &root, None);
    if reader.faults.is_empty() { Ok(reader.document) } else { Err(reader.faults) }
}

fn named(text: &str, root: &Node) -> Option<String> {
    let Content::Record(keys) = &root.content else { return None };
    let (_, name) = keys.iter().find(|(key, _)| key.name == "name")?;
    scalar(text, name)
}

/// The name of the account that a document is about, where it says nothing but what documents of accounts do.
#[must_use]
pub fn account_of(text: &str) -> Option<String> {
    let root = parse(text).ok()?;
    let is_known = |key: &Key| {
        Kind::Account.field(&key.name).is_some() || Kind::ALL.iter().any(|kind| kind.plural() == key.name)
    };
    match &root.content {
        Content::Record(keys) if keys.iter().all(|(key, _)| is_known(key)) => named(text, &root),
        _ => None,
    }
}

/// The lists of a document of what belongs to no account.
fn sections(root: &Node) -> Option<Vec<(Kind, &Node)>> {
    let Content::Record(keys) = &root.content else { return None };
    let kind = |name: &str| {
        let is_called = |kind: &Kind| kind.stands_alone() && is_imported(*kind) && kind.plural() == name;
        Kind::ALL.iter().copied().find(is_called)
    };
    let sections: Option<Vec<_>> = keys.iter().map(|(key, node)| Some((kind(&key.name)?, node))).collect();
    sections.filter(|sections| !sections.is_empty())
}

struct Reader<'t> {
    text: &'t str,
    words: Vocabulary<'t>,
    reading: &'t Reading<'t>,
    sensitive: Sensitive,
    document: Document,
    faults: Vec<DocumentFault>,
}

impl Reader<'_> {
    fn fault(&mut self, line: u64, field: Option<&str>, reason: impl Into<DocumentReason>) {
        let field = field.map(str::to_owned);
        self.faults.push(DocumentFault { line, field, reason: reason.into() });
    }

    /// Reads a record, and those that stand under it. What it is a part of is told by name.
    fn record(&mut self, kind: Kind, node: &Node, part_of: Option<&str>) {
        let line = node.place.line;
        let Content::Record(keys) = &node.content else {
            self.fault(line, None, DocumentError::NoRecord);
            return;
        };
        let mut described = Described { draft: Draft::on(line, kind), emptied: Vec::new() };
        self.place(&mut described, part_of);
        let at = self.document.records.len();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let title = keys.iter().find(|(key, _)| key.name == kind.title_field());
        let title = title.and_then(|(_, node)| scalar(self.text, node)).unwrap_or_default();
        for (key, node) in keys {
            if !seen.insert(&key.name) {
                self.fault(key.place.line, None, DocumentError::Twice { key: key.name.clone() });
            } else if let Some(part) = parts(kind).find(|part| part.plural() == key.name) {
                self.section(part, node, &title);
            } else if let Some(field) = self.field(kind, key) {
                self.take(&mut described, field, key, node);
            }
        }
        // Before its parts, which lead to it.
        self.document.records.insert(at, described);
    }

    /// Says what a record belongs to, which follows from where it stands.
    fn place(&self, described: &mut Described, part_of: Option<&str>) {
        let kind = described.draft.entry.kind;
        let mut link = |field: &Field, name: &str| {
            let column = kind.position(field.name);
            described.draft.links.push(Link { column, field: field.clone(), names: vec![name.to_owned()] });
        };
        if let Some(field) = kind.field("account") {
            link(field, &self.document.account);
        }
        if let (Some(name), Some((_, field))) = (part_of, home(kind))
            && field.name != "account"
        {
            link(field, name);
        }
    }

    fn section(&mut self, kind: Kind, node: &Node, part_of: &str) {
        self.document.listed.insert(kind);
        match &node.content {
            Content::Nothing => {}
            Content::List(nodes) => {
                for node in nodes {
                    self.record(kind, node, Some(part_of));
                }
            }
            _ => self.fault(node.place.line, Some(&kind.plural()), DocumentError::NoList),
        }
    }

    /// The field that a key names; nothing for what acct computes and for what nobody knows, which is a fault.
    fn field(&mut self, kind: Kind, key: &Key) -> Option<&'static Field> {
        let field = kind.field(&key.name).filter(|field| !follows(kind, field));
        if field.is_none() && key.name != "id" {
            let name = key.name.clone();
            let near = self.words.nearest(kind, &name, &[]).filter(|near| kind.field(near).is_some());
            let error = match near {
                Some(near) => DocumentError::UnknownBut { kind, key: name, near },
                None => DocumentError::Unknown { kind, key: name },
            };
            self.fault(key.place.line, None, error);
        }
        field.filter(|field| field.presence != Presence::Derived)
    }

    fn take(&mut self, described: &mut Described, field: &'static Field, key: &Key, node: &Node) {
        if let (Shape::Custom, Content::Record(keys), Sensitive::Refuse) =
            (field.shape, &node.content, self.sensitive)
        {
            for (key, _) in keys.iter().filter(|(key, _)| by_name(&key.name).is_some()) {
                let error = DocumentError::Secret { key: key.name.clone() };
                self.fault(key.place.line, Some(field.name), error);
            }
        }
        let entry = &mut described.draft.entry;
        match given(self.text, self.words.schema, self.reading, entry.kind, field, node) {
            Ok(Given::Nothing) => described.emptied.push(field.name),
            Ok(Given::Value(value)) => entry.put(field, value),
            Ok(Given::Names(names)) => {
                let column = entry.kind.position(field.name);
                described.draft.links.push(Link { column, field: field.clone(), names });
            }
            Err(reason) => self.fault(key.place.line, Some(field.name), reason),
        }
    }
}

#[cfg(test)]
mod tests;
