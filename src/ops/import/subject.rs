//! Which account each document of a folder is about: one that is there, or a new one. No two are about the same.

use std::collections::HashMap;
use std::path::Path;

use crate::domain::fold::{fold, fold_id};
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::import::by_account::Document;
use crate::store::{Reader, StoreError};

/// The account of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Subject {
    There(i64),
    /// By its name, folded.
    New(String),
}

/// A file of which the account that it is called after has none any more, as it gives a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    pub file: String,
    pub before: String,
    pub after: String,
}

/// The account of each document; none of those that hold what belongs to no account.
pub(super) fn subjects(
    reader: Reader,
    documents: &[(&str, Document)],
) -> Result<Vec<Option<Subject>>, StoreError> {
    documents.iter().map(|(_, document)| subject(reader, document)).collect()
}

fn subject(reader: Reader, document: &Document) -> Result<Option<Subject>, StoreError> {
    if document.account.is_empty() {
        return Ok(None);
    }
    let own = document.records.iter().find(|record| record.draft.entry.kind == Kind::Account);
    for id in own.map_or(&[][..], |own| own.draft.entry.list("external_ids")) {
        if let Some(account) = reader.account_of_key(&fold_id(id))? {
            return Ok(Some(Subject::There(account)));
        }
    }
    let there = reader.account_called(&document.account)?.map(Subject::There);
    Ok(Some(there.unwrap_or_else(|| Subject::New(fold(&document.account)))))
}

/// The documents about an account that one before is about, each with what is said of it.
pub(super) fn twice(documents: &[(&str, Document)], subjects: &[Option<Subject>]) -> Vec<(usize, Text)> {
    let mut first: HashMap<&Subject, usize> = HashMap::new();
    let mut twice = Vec::new();
    for (at, subject) in subjects.iter().enumerate() {
        let Some(subject) = subject else { continue };
        let known = *first.entry(subject).or_insert(at);
        if known < at {
            let (file, name) = (documents[known].0, &documents[at].1.account);
            twice.push((
                at,
                Text {
                    en: format!("{file} is about {name} as well; put what holds into one of the two files, and delete the other"),
                    zh: format!("{file} 写的也是{name}；请把内容合并到其中一个文件，并删除另一个"),
                },
            ));
        }
    }
    twice
}

/// Documents of new accounts that are called after an account which no document is about.
pub(super) fn renamed(
    reader: Reader,
    documents: &[(&str, Document)],
    subjects: &[Option<Subject>],
) -> Result<Vec<Renamed>, StoreError> {
    let mut renamed = Vec::new();
    for ((file, document), subject) in documents.iter().zip(subjects) {
        let (Some(Subject::New(_)), Some(stem)) = (subject, Path::new(file).file_stem()) else { continue };
        let Some(before) = reader.account_called(&stem.to_string_lossy())? else { continue };
        if subjects.contains(&Some(Subject::There(before)))
            || reader.account_called(&document.account)? == Some(before)
        {
            continue;
        }
        if let Some(named) = reader.titles(Kind::Account, &[before])?.pop() {
            renamed.push(Renamed {
                file: (*file).to_owned(),
                before: named.name,
                after: document.account.clone(),
            });
        }
    }
    Ok(renamed)
}
