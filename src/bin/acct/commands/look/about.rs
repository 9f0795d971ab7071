//! What answers are about: an account, or with `--industry` an industry and so all accounts of it.

use std::rc::Rc;

use acct::analysis::facts::Facts;
use acct::domain::account::Account;
use acct::domain::finding::Finding;
use acct::domain::kind::Kind;
use acct::domain::record::{Entry, Record as _};
use acct::domain::value::Value;
use acct::ops::looks::Subject;
use acct::playbook::Playbook;
use acct::store::Named;

use crate::context::Context;
use crate::resolve;

/// What a command is about.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub(super) named: Named,
    pub(super) subject: Subject,
}

impl About {
    /// The account of a name, or the industry.
    pub(super) fn called(context: &mut Context, name: &str, is_industry: bool) -> anyhow::Result<Self> {
        if is_industry {
            let named = resolve::industry(context, name)?;
            return Ok(Self { subject: Subject::Industry(named.id), named });
        }
        Ok(Self::account(resolve::account(context, name)?))
    }

    pub(super) fn account(named: Named) -> Self {
        Self { subject: Subject::Account(named.id), named }
    }

    /// What stands for it in a command.
    pub(super) fn argument(&self) -> String {
        let name = resolve::quoted(&self.named.name);
        if self.is_industry() { format!("--industry {name}") } else { name }
    }

    pub(super) fn is_industry(&self) -> bool {
        matches!(self.subject, Subject::Industry(_))
    }

    /// All its own answers, oldest first.
    pub(super) fn findings(&self, context: &mut Context) -> anyhow::Result<Vec<Finding>> {
        Ok(self.subject.findings(context.store()?.read())?)
    }

    /// The questions that are asked about it.
    pub(super) fn questions(&self, playbook: &Playbook) -> Playbook {
        if self.is_industry() { playbook.of_industries() } else { playbook.clone() }
    }

    /// The questions that are asked about it, of the method in force.
    pub(super) fn questions_of(&self, context: &mut Context) -> anyhow::Result<Rc<Playbook>> {
        let playbook = context.playbook()?;
        Ok(if self.is_industry() { Rc::new(playbook.of_industries()) } else { playbook })
    }

    /// What is known of it as of today. An industry is measured as if it were an account that has its answers and no more.
    pub(super) fn facts(&self, context: &mut Context) -> anyhow::Result<Facts> {
        let today = context.today;
        if !self.is_industry() {
            return Ok(acct::ops::facts::load_as_of(context.store()?.read(), self.named.id, today)?);
        }
        let mut entry = Entry::blank(Kind::Account);
        entry.set("name", Value::Text(self.named.name.clone()));
        let facts = Facts { findings: self.findings(context)?, ..Facts::of(Account::from_entry(&entry)?) };
        Ok(facts.as_of(today))
    }
}
