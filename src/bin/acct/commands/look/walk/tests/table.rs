//! An account to walk about by a script, and what a walk leaves.

use std::path::Path;

use acct::domain::finding::Finding;
use acct::domain::kind::Kind;
use acct::domain::record::Entry;
use acct::domain::value::Value;
use acct::ops::records;

use super::super::*;
use crate::prompt::scripted::{Answer, ScriptedPrompter};

/// A file with one account, and what a walk on it leaves there.
pub(super) struct Table {
    folder: tempfile::TempDir,
}

impl Table {
    pub(super) fn new() -> Self {
        let table = Self { folder: tempfile::tempdir().unwrap() };
        let mut context = table.context("en", []);
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text("示例钢铁".into()));
        records::add(context.session().unwrap(), entry).unwrap();
        table
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn context<const N: usize>(
        &self,
        language: &str,
        script: [(&'static str, Answer); N],
    ) -> Context {
        let file = self.path().join("accounts.db").to_string_lossy().into_owned();
        let arguments = ["acct", "--db", &file, "--lang", language, "--as-of", "2026-03-02", "look", "#1"];
        Context::scripted(&arguments, ScriptedPrompter::new(script))
    }

    /// Walks through the named questions, each of which has to be one of the method.
    pub(super) fn through<const N: usize>(
        &self,
        items: &[&str],
        script: [(&'static str, Answer); N],
    ) -> anyhow::Result<Walking> {
        let mut context = self.context("en", script);
        let mut walking = self.walking(&mut context, items);
        walks::begin(context.session()?, Subject::Account(1));
        let ended = walking.go(&mut context);
        walks::end(context.session()?);
        ended.map(|()| walking)
    }

    pub(super) fn walking(&self, context: &mut Context, items: &[&str]) -> Walking {
        let playbook = context.playbook().unwrap();
        assert!(items.iter().all(|item| playbook.item(item).is_some()), "{items:?}");
        let left = LeftWalk {
            at: context.now,
            scope: "all".to_owned(),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
            operation: 0,
            coverage: 0.0,
            tier: String::new(),
            stage: None,
        };
        let facts = self.facts();
        let basis = Basis::last(&facts, &context.user(), context.today);
        Walking {
            about: About::account(acct::store::Named { id: 1, name: "示例钢铁".to_owned() }),
            walk: Walk::resume(&playbook, &facts, context.today, &left, None).unwrap(),
            playbook,
            began: 0,
            facts,
            basis,
            noted: BTreeMap::new(),
            write: WriteArgs { dry_run: false },
        }
    }

    /// An answer in words, as an earlier version kept it.
    pub(super) fn said_in_words(&self, item: &str, words: &str, on: &str) {
        let mut entry = Entry::blank(Kind::Finding);
        entry.set("account", Value::Link(1));
        for (field, text) in [("item", item), ("answered", "known"), ("value", words)] {
            entry.set(field, Value::Text(text.to_owned()));
        }
        entry.set("date", Value::Date(on.parse().unwrap()));
        records::add(self.context("en", []).session().unwrap(), entry).unwrap();
    }

    pub(super) fn facts(&self) -> Facts {
        ops::facts::load(self.context("en", []).store().unwrap().read(), 1).unwrap()
    }

    /// The answers in force: question, answer, source, date, confidence, note.
    pub(super) fn answers(&self) -> Vec<String> {
        let facts = self.facts();
        let in_force = facts.findings.iter().filter(|finding| finding.superseded != Some(true));
        in_force.map(told).collect()
    }

    pub(super) fn summaries(&self) -> Vec<String> {
        let mut context = self.context("en", []);
        let history = context.store().unwrap().history(None, 0).unwrap();
        history.into_iter().map(|operation| operation.summary.en).collect()
    }
}

fn told(finding: &Finding) -> String {
    let parts = [
        Some(finding.item.clone()),
        finding.value.as_ref().map(|value| value.0.clone()),
        finding.source.clone(),
        Some(finding.date.to_string()),
        finding.confidence.map(|sure| sure.to_string()),
        finding.note.as_ref().map(|note| note.0.clone()),
    ];
    parts.into_iter().map(|part| part.unwrap_or_else(|| "-".to_owned())).collect::<Vec<_>>().join(" | ")
}
