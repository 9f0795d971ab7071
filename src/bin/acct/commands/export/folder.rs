//! A folder with a document for each account: to be read, edited, kept under version control, and imported again.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use acct::domain::kind::Kind;
use acct::domain::language::{Language, count};
use acct::domain::schema::Schema;
use acct::export::{FileNames, write_document};
use acct::import::by_account::account_of;
use acct::say;
use acct::store::{Query, Store};
use anyhow::Context as _;
use serde_json::json;

use super::document::Documents;
use super::form::Form;
use super::left_out::LeftOut;
use super::records::Personal;
use super::{Args, OPENING, SHARED_OPENING, is_exported, queries};
use crate::commands::import::is_document;
use crate::context::Context;
use crate::failure::Failure;
use crate::sheets::print_data;
use crate::whole_file::{Existing, WholeFile};

const ENDING: &str = "yaml";

/// How many files are named before it is said how many more there are.
const NAMED: usize = 10;

/// What became of the files of a folder.
#[derive(Default)]
struct Kept {
    written: usize,
    unchanged: usize,
    /// Files of what belongs to no account, and how many records each has.
    shared: Vec<(PathBuf, usize)>,
    /// Files of accounts that are gone.
    gone: Vec<PathBuf>,
    left_out: LeftOut,
}

struct Folder<'a> {
    path: &'a Path,
    query: Query,
    schema: Schema,
    personal: Personal,
    computed: bool,
    existing: Existing,
    language: Language,
}

pub(super) fn run(
    context: &mut Context,
    args: &Args,
    kind: Option<Kind>,
    output: Option<&Path>,
) -> anyhow::Result<()> {
    let Some(path) = output.filter(|_| kind.is_none_or(|kind| kind == Kind::Account)) else {
        let message = say!(
            context.language,
            "--by-account writes whole accounts, into a folder",
            "--by-account 按客户整体导出，并需要指明文件夹"
        );
        return Err(Failure::usage(message).hint("acct export --by-account -o accounts/").into());
    };
    let query = queries(context, &[Kind::Account], &args.filters)?.remove(0);
    context.store()?;
    let folder = Folder {
        path,
        query,
        schema: context.schema.clone(),
        personal: if args.personal { Personal::With } else { Personal::Without },
        computed: args.computed,
        existing: Existing::replaced_if(args.force),
        language: context.language,
    };
    let kept = context.store()?.snapshot(|store| folder.write(store))?;
    tell(context, &folder, &kept)
}

impl Folder<'_> {
    /// Writes the files that are new or different. Unless they may be replaced, nothing is written where one differs.
    fn write(&self, store: &Store) -> anyhow::Result<Kept> {
        let files = self.files(store)?;
        if self.existing == Existing::Kept {
            let differing = self.differing(store, &files)?;
            if !differing.is_empty() {
                return Err(self.differ(&differing));
            }
            if let Some((other, own)) = self.second_files(store, &files)?.first() {
                return Err(self.second(other, own));
            }
        }
        std::fs::create_dir_all(self.path).with_context(|| self.path.display().to_string())?;
        let mut kept = Kept::default();
        let mut documents = Documents::of(store, &self.schema, self.personal, self.computed)?;
        store.each::<anyhow::Error>(&self.query, |account| {
            let Some(path) = files.get(&account.id) else { return Ok(()) };
            let text = text(&mut documents, &account)?;
            if std::fs::read(path).is_ok_and(|there| there == text) {
                kept.unchanged += 1;
                return Ok(());
            }
            let file = WholeFile::at(path, Existing::Replaced, self.language)?;
            file.write(|out| Ok(out.write_all(&text)?))?;
            kept.written += 1;
            Ok(())
        })?;
        for Shared { path, text, records } in self.shared(&mut documents)? {
            if std::fs::read(&path).is_ok_and(|there| there == text) {
                continue;
            }
            let file = WholeFile::at(&path, Existing::Replaced, self.language)?;
            file.write(|out| Ok(out.write_all(&text)?))?;
            kept.shared.push((path, records));
        }
        let second = self.second_files(store, &files)?;
        let second: Vec<PathBuf> = second.into_iter().map(|(path, _)| path).collect();
        kept.gone = self.gone(&files, &mut documents, &second)?;
        kept.left_out = documents.left_out;
        if self.existing == Existing::Replaced {
            for path in &kept.gone {
                std::fs::remove_file(path).with_context(|| path.display().to_string())?;
            }
        }
        Ok(kept)
    }

    /// The file of each account that there is, be it asked for or not.
    fn files(&self, store: &Store) -> anyhow::Result<HashMap<i64, PathBuf>> {
        let mut names = FileNames::default();
        for kind in shared_kinds() {
            names.name(&kind.plural());
        }
        let mut files = HashMap::new();
        let all = Query { with_archived: true, ..Query::all(Kind::Account) };
        store.each::<anyhow::Error>(&all, |account| {
            let name = format!("{}.{ENDING}", names.name(&account.title()));
            files.insert(account.id, self.path.join(name));
            Ok(())
        })?;
        Ok(files)
    }

    /// Files that are there and are not what would be written.
    fn differing(&self, store: &Store, files: &HashMap<i64, PathBuf>) -> anyhow::Result<Vec<PathBuf>> {
        let mut differing = Vec::new();
        if !self.path.is_dir() {
            return Ok(differing);
        }
        let mut documents = Documents::of(store, &self.schema, self.personal, self.computed)?;
        store.each::<anyhow::Error>(&self.query, |account| {
            let path = files.get(&account.id).filter(|path| path.exists());
            if let Some(path) = path
                && !std::fs::read(path).is_ok_and(|there| Some(there) == text(&mut documents, &account).ok())
            {
                differing.push(path.clone());
            }
            Ok(())
        })?;
        for Shared { path, text, .. } in self.shared(&mut documents)? {
            if path.exists() && !std::fs::read(&path).is_ok_and(|there| there == text) {
                differing.push(path);
            }
        }
        Ok(differing)
    }

    fn shared_path(&self, kind: Kind) -> PathBuf {
        self.path.join(format!("{}.{ENDING}", kind.plural()))
    }

    /// The files of what belongs to no account; none where only some accounts are asked for.
    fn shared(&self, documents: &mut Documents) -> anyhow::Result<Vec<Shared>> {
        let mut shared = Vec::new();
        for kind in shared_kinds().filter(|_| self.query.filters.is_empty()) {
            let (document, records) = documents.shared(kind)?;
            if records > 0 {
                let mut text = SHARED_OPENING.as_bytes().to_vec();
                write_document(&document, &mut text)?;
                shared.push(Shared { path: self.shared_path(kind), text, records });
            }
        }
        Ok(shared)
    }

    fn differ(&self, differing: &[PathBuf]) -> anyhow::Error {
        let named = named(differing, self.language);
        let folder = crate::resolve::quoted(&self.path.display().to_string());
        Failure::refused(say!(
            self.language,
            "{named} would change; nothing was written",
            "{named} 将被改动，未写入任何文件"
        ))
        .hint(say!(
            self.language,
            "acct import {folder} takes over what was changed there; --force writes over it",
            "acct import {folder} 可导入文件中的改动；加 --force 则覆盖"
        ))
        .into()
    }

    /// Files about accounts that have another one, such as a person makes for a new account, with that one.
    fn second_files(
        &self,
        store: &Store,
        files: &HashMap<i64, PathBuf>,
    ) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
        let known: HashSet<&PathBuf> = files.values().collect();
        let mut second = Vec::new();
        if !self.path.is_dir() {
            return Ok(second);
        }
        for path in self.documents()?.into_iter().filter(|path| !known.contains(path)) {
            let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let account = account_of(&text).map(|name| store.read().account_called(&name)).transpose()?;
            if let Some(own) = account.flatten().and_then(|account| files.get(&account)) {
                second.push((path, own.clone()));
            }
        }
        Ok(second)
    }

    /// The YAML files of the folder, by their names.
    fn documents(&self) -> anyhow::Result<Vec<PathBuf>> {
        let shown = || self.path.display().to_string();
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(self.path).with_context(shown)? {
            let path = entry.with_context(shown)?.path();
            if path.extension().is_some_and(|ending| ending == ENDING) && path.is_file() {
                paths.push(path);
            }
        }
        paths.sort();
        Ok(paths)
    }

    fn second(&self, other: &Path, own: &Path) -> anyhow::Error {
        let folder = crate::resolve::quoted(&self.path.display().to_string());
        let (other, own) = (other.display(), own.display());
        Failure::refused(say!(
            self.language,
            "{other} is about an account whose file is {own}; nothing was written",
            "{other} 写的是另一个文件 {own} 对应的客户，未写入任何文件"
        ))
        .hint(say!(
            self.language,
            "acct import {folder} takes it over; then delete {other}, or let --force remove it",
            "先用 acct import {folder} 导入，再删除 {other}，或加 --force 由程序删除"
        ))
        .into()
    }

    /// Files that an export wrote for accounts that are not there any more, and second ones of those that are.
    fn gone(
        &self,
        files: &HashMap<i64, PathBuf>,
        documents: &mut Documents,
        second: &[PathBuf],
    ) -> anyhow::Result<Vec<PathBuf>> {
        let mut known: HashSet<PathBuf> = files.values().cloned().collect();
        if self.query.filters.is_empty() {
            known.extend(self.shared(documents)?.into_iter().map(|shared| shared.path));
        } else {
            known.extend(shared_kinds().map(|kind| self.shared_path(kind)));
        }
        let mut gone = self.documents()?;
        gone.retain(|path| !known.contains(path) && (second.contains(path) || is_document(path)));
        Ok(gone)
    }
}

/// A file of what belongs to no account.
struct Shared {
    path: PathBuf,
    text: Vec<u8>,
    records: usize,
}

/// The kinds of record that have a file of their own beside those of the accounts.
fn shared_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.iter().copied().filter(|kind| kind.stands_alone() && is_exported(*kind, true))
}

fn text(documents: &mut Documents, account: &acct::domain::record::Entry) -> anyhow::Result<Vec<u8>> {
    let mut text = OPENING.as_bytes().to_vec();
    write_document(&documents.document(account)?, &mut text)?;
    Ok(text)
}

fn named(paths: &[PathBuf], language: Language) -> String {
    let shown: Vec<String> = paths.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    let shown = shown.join(acct::domain::language::pick(language, ", ", "、"));
    match paths.len().checked_sub(NAMED) {
        Some(more) if more > 0 => say!(language, "{shown} and {more} more", "{shown} 等另外 {more} 个文件"),
        _ => shown,
    }
}

fn tell(context: &Context, folder: &Folder, kept: &Kept) -> anyhow::Result<()> {
    let language = context.language;
    let Kept { written, unchanged, shared, gone, left_out } = kept;
    let all = written + unchanged;
    let (path, counted) = (folder.path.display(), count(all, "account", "accounts"));
    context.ui.status(format_args!(
        "{}",
        say!(
            language,
            "{counted} in {path}: {written} written, {unchanged} unchanged",
            "{path}：{all} 家客户，写入 {written}，未变 {unchanged}"
        )
    ));
    for (path, records) in shared {
        let (path, counted) = (path.display(), count(*records, "record", "records"));
        let told = say!(language, "{counted} in {path}", "{path}：{records} 条记录");
        context.ui.status(format_args!("{told}"));
    }
    if !gone.is_empty() {
        let named = named(gone, language);
        let told = if folder.existing == Existing::Replaced {
            say!(
                language,
                "removed, as their accounts are gone or have another file: {named}",
                "对应的客户已不存在或另有文件，已删除：{named}"
            )
        } else {
            say!(
                language,
                "their accounts are gone, --force removes them: {named}",
                "对应的客户已不存在，加 --force 可删除：{named}"
            )
        };
        context.ui.warning(format_args!("{told}"));
    }
    left_out.tell(context, Form::Folder);
    if context.global.json {
        let gone: Vec<String> = gone.iter().map(|path| path.display().to_string()).collect();
        print_data(
            context,
            vec![
                ("format", json!(ENDING)),
                ("folder", json!(folder.path.display().to_string())),
                ("accounts", json!(all)),
                ("written", json!(written)),
                ("unchanged", json!(unchanged)),
                ("gone", json!(gone)),
                ("left_out", json!(left_out.json())),
            ],
        )?;
    }
    Ok(())
}
