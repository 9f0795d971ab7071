//! What a user can do, one function each. The only place that opens a write transaction; never prints or prompts.

pub mod change;
pub mod closing;
pub mod comparison;
pub mod demo;
pub mod dupes;
pub mod facts;
pub mod history;
pub mod import;
pub mod industries;
pub mod looks;
pub mod merge;
mod naming;
pub mod needs;
pub mod orders;
pub mod people;
pub mod portfolio;
pub mod promises;
pub mod records;
mod removal;
pub mod reports;
mod research;
pub mod search;
mod side_by_side;
mod spans;
pub mod stages;
pub mod surveys;
pub mod tiers;
pub mod value;
pub mod walks;

use std::rc::Rc;

use self::closing::Mending;
use crate::domain::date::{Date, Moment};
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::money::Rates;
use crate::domain::record::Misfit;
use crate::domain::rule::RuleError;
use crate::playbook::labels::{Called, CalledAll};
use crate::playbook::{LazyPlaybook, NotOfIndustry, PlaybookError, SurveyError};
use crate::store::{OperationDraft, Store, StoreError, Writer, Written};

/// One person at work on one file: who, when, and whether what is done is kept.
#[derive(Debug)]
pub struct Session {
    pub store: Store,
    /// Our person, for the history and as `by` of what is recorded.
    pub user: String,
    /// The command line, for the history.
    pub command: String,
    pub today: Date,
    pub now: Moment,
    /// Does everything and keeps nothing.
    pub dry_run: bool,
    pub playbook: Rc<LazyPlaybook>,
}

#[cfg(test)]
impl Session {
    /// Ann at work on a new file in a folder, for tests.
    fn in_folder(folder: &tempfile::TempDir) -> Self {
        Self {
            store: Store::open(&folder.path().join("accounts.db")).unwrap(),
            user: "ann".to_owned(),
            command: "acct".to_owned(),
            today: "2026-03-02".parse().unwrap(),
            now: "2026-03-02T08:00:00Z".parse().unwrap(),
            dry_run: false,
            playbook: Rc::default(),
        }
    }
}

crate::failures! {
    /// Why something a user asked for was refused.
    pub enum Refusal {
        /// A record that must have its own name in its account does not.
        Duplicate { kind: Called, name: String, id: i64 } =>
            "there is already {kind:+} \"{name}\" (#{id})",
            "已有同名{kind:#}“{name}”（#{id}）";
        Required { kind: Called, field: Called } =>
            "every {kind} has a {field}, so this cannot be empty",
            "每条{kind:#}都要有“{field:#}”，不能留空";
        NothingToUndo => "there is nothing to undo", "没有可撤销的操作";
        NothingToRedo => "there is nothing to redo", "没有可重做的操作";
        NoOperation { number: i64 } => "there is no operation {number}", "没有编号为 {number} 的操作";
        Redo { number: i64, first: i64 } =>
            "operation {number} is a redo; undo operation {first} itself",
            "操作 {number} 是重做；请直接撤销操作 {first}";
        AlreadyUndone { number: i64, by: i64 } =>
            "operation {number} was already undone by operation {by}",
            "操作 {number} 已被操作 {by} 撤销";
        LongSearch { most: usize } =>
            "the text to search for is longer than {most} characters",
            "搜索内容超过 {most} 个字符";
        Depended { number: i64, later: String, later_in_chinese: String } =>
            "operation {number} cannot be undone: later operations build on it: {later}",
            "不能撤销操作 {number}：后面的操作依赖于它：{later_in_chinese}";
        /// `number` is the undo that would be taken back.
        DependedRedo { number: i64, first: i64, later: String, later_in_chinese: String } =>
            "operation {first} cannot be redone: what was done since it was undone ({number}) stands in its way: {later}",
            "不能重做操作 {first}：撤销它（{number}）之后的操作与它冲突：{later_in_chinese}";
        Forgotten { number: i64 } =>
            "operation {number} cannot be undone: a personal file was removed for good",
            "不能撤销操作 {number}：个人档案已永久删除，无法恢复";
        NotByHand { name: String } =>
            "no tier of {name} was set by hand: the computed one is in force",
            "{name} 没有人工设定的级别，现行的就是计算级别";
        OwnColleague =>
            "a person has no relation to themselves; name two people",
            "不能给同一个人建立人际关系，请写两个人";
        NoPromise { id: i64, summary: String } =>
            "no next step was agreed in #{id} ({summary})",
            "#{id}（{summary}）里没有约定下一步";
        Itself { kind: Called, id: i64 } =>
            "both are the {kind} #{id}; name two",
            "两处指的是同一条记录（{kind:#} #{id}），请写两条不同的";
        TwoAccounts { one: String, other: String } =>
            "{one} and {other} are of two accounts; merge the accounts, or note for one that the person left",
            "{one} 与 {other} 属于两家客户；请合并客户，或把其中一位标为已离职";
        Between { kind: Called, name: String, between: String, id: i64 } =>
            "{name} would stand below itself: {between} (#{id}) stands between the {kind}s that would be one",
            "{name} 将隶属于自己：要合并的记录（{kind:#}）之间还隔着 {between}（#{id}）";
        /// A status without what it takes.
        Unexplained { name: String, status: Called, fields: CalledAll, mending: Mending } =>
            "{name} cannot be \"{status}\" without: {fields}",
            "{name} 还不能设为“{status:#}”，缺少：{fields:#}";
        NoStrategy { number: i64 } =>
            "the account has no strategy #{number}; name one by its title or number, or put it in words",
            "该客户没有编号为 #{number} 的策略；请写已有策略的名称或编号，或用文字说明";
        NoRelation =>
            "there is no such relation between the two",
            "这两人之间没有这种关系";
    }
}

crate::failures_of! {
    /// Why an operation failed. Nothing was changed then: what can fail after that does not end as one.
    pub enum OpsError {
        Store(StoreError),
        Refused(Refusal),
        Value(RuleError),
        Playbook(PlaybookError),
        Stage(stages::StageRefusal),
        Survey(SurveyError),
        Industry(NotOfIndustry),
        Import(import::ImportError),
        File(import::FileError),
        Demo(demo::DemoError),
    }
}

impl Refusal {
    fn required(kind: Kind, field: &str) -> Self {
        Self::Required { kind: kind.into(), field: Called::field(kind, field) }
    }
}

impl From<Misfit> for OpsError {
    fn from(misfit: Misfit) -> Self {
        Self::Store(misfit.into())
    }
}

impl Session {
    /// By which amounts of several currencies are added up.
    #[must_use]
    pub fn rates(&self) -> &Rates {
        self.playbook.rates()
    }

    /// Runs `work` as one operation of the history; it returns its result and a summary.
    ///
    /// # Errors
    /// Those of `work` and of the file. Nothing is kept then.
    pub fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Writer) -> Result<(T, Text), OpsError>,
    ) -> Result<Written<T>, OpsError> {
        let draft = self.draft(None);
        let (playbook, today, user) = (&self.playbook, self.today, &self.user);
        self.store.write(&draft, !self.dry_run, |writer| {
            let (value, told) = work(writer)?;
            stages::settle(writer, today, user)?;
            refresh_coverage(writer, playbook, today)?;
            Ok((value, walks::summary(writer)?.unwrap_or(told)))
        })
    }

    /// The same for work that writes much.
    ///
    /// # Errors
    /// Those of [`Session::write`].
    pub fn write_much<T>(
        &mut self,
        work: impl FnOnce(&mut Writer) -> Result<(T, Text), OpsError>,
    ) -> Result<Written<T>, OpsError> {
        let long = self.store.before_long_write()?;
        let written = self.write(work);
        self.store.after_long_write(long);
        written
    }

    fn draft(&self, undoes: Option<i64>) -> OperationDraft {
        OperationDraft { at: self.now, user: self.user.clone(), command: self.command.clone(), undoes }
    }
}

fn refresh_coverage(writer: &mut Writer, playbook: &LazyPlaybook, today: Date) -> Result<(), OpsError> {
    let heirs = industries::heirs(writer)?;
    if writer.has_changed_facts() || !heirs.is_empty() {
        facts::refresh_coverage(writer, &*playbook.get()?, heirs, today)?;
    }
    Ok(())
}

/// A summary in both languages.
fn summary(en: String, zh: String) -> Text {
    Text { en, zh }
}
