//! Importing files: every row is created, updated, left as it is, or rejected with its reason; all files are one operation.

mod ahead;
mod alike;
mod by_playbook;
mod cells;
mod children;
mod distinct;
mod everybody;
mod file;
mod file_error;
mod find;
pub mod folder;
mod holders;
mod home;
mod keyed;
mod links;
mod log;
mod meet;
mod merge;
mod opening;
mod place;
mod report;
mod sequence;
mod settle;
mod stop;
mod subject;
mod swings;
#[cfg(test)]
mod tests;
mod waiting;
mod written;

use std::io;
use std::rc::Rc;

use self::stop::Stop;
use super::{OpsError, Session, summary};
use crate::analysis::answers::AnswerError;
use crate::domain::date::Date;
use crate::domain::kind::Kind;
use crate::domain::language::{Bilingual as _, Language, Text};
use crate::domain::parse::{Reading, ValueError};
use crate::import::columns::{CurrencyFault, Mapping, Vocabulary};
use crate::import::drafts::{MissingValue, Unread};
use crate::import::encoding::Charset;
use crate::import::review::DecisionError;
use crate::import::row::{RowError, StringRecord};
use crate::import::source::Source;
use crate::playbook::labels::Called;
use crate::playbook::{NotOfIndustry, SurveyError};
use crate::store::Writer;

pub use alike::Alike;
pub use file_error::{FileError, FileReason};
pub use merge::Fields;
pub use report::{FileReport, Imported, Near, Tally};
pub use swings::Quarrel;

/// What happens to a row whose record is there already and differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnConflict {
    /// The row is a bad one.
    #[default]
    Fail,
    /// The record stays as it is.
    Skip,
    /// The cells that are not empty change the record.
    Update,
}

/// What happens to a row that calls no account by its name and looks like one that is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LookAlikes {
    /// It is written aside, for a person to decide.
    #[default]
    Hold,
    /// It makes a new account, which is told.
    Create,
}

/// What happens when there are bad rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadRows {
    /// Nothing is kept.
    #[default]
    Refuse,
    /// The other rows are kept.
    LeaveOut,
}

/// What happens to rows of an account that is not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownAccounts {
    /// They are bad rows.
    #[default]
    Refuse,
    /// The account is made, with its name alone.
    Create,
}

/// How files are to be imported.
pub struct Order<'a> {
    pub charset: Option<Charset>,
    pub delimiter: Option<u8>,
    /// The line of the header.
    pub header_line: Option<u64>,
    /// The sheet or section, by its name or its number from 1.
    pub part: Option<&'a str>,
    /// How columns are matched with fields.
    pub mapping: &'a Mapping,
    pub on_conflict: OnConflict,
    /// What a row may change of a record that is there.
    pub fields: Fields,
    pub look_alikes: LookAlikes,
    pub bad_rows: BadRows,
    pub unknown_accounts: UnknownAccounts,
    pub words: Vocabulary<'a>,
    pub reading: &'a Reading<'a>,
}

/// Who looks on while files are imported.
pub trait Watch {
    /// The tables were opened; all that is known of them before their rows are read.
    fn planned(&mut self, tables: &[FileReport]);

    /// A table, by its place among the tables of all inputs, was opened; its rows come next.
    ///
    /// # Errors
    /// When what is kept of it cannot be written. The import then ends, and nothing is kept.
    fn opened(&mut self, file: usize, report: &FileReport) -> io::Result<()>;

    /// So much of the length of the current table was read, and so many of its rows.
    fn read(&mut self, progress: u64, rows: u64);

    /// A row became something, or was rejected or held back.
    ///
    /// # Errors
    /// As [`Watch::opened`].
    fn placed(&mut self, row: &PlacedRow) -> io::Result<()>;

    /// A row was rejected.
    ///
    /// # Errors
    /// As [`Watch::opened`].
    fn rejected(&mut self, row: &Rejected) -> io::Result<()>;

    /// A row was held back, since it looks like an account that is there.
    ///
    /// # Errors
    /// As [`Watch::opened`].
    fn held(&mut self, row: &Held) -> io::Result<()>;

    /// Whether the user wants to stop. Nothing is kept then.
    fn is_interrupted(&self) -> bool;
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowOutcome {
    Created,
    Updated,
    Unchanged,
    Skipped,
    /// It looks like a record that is there, and was held back.
    Near,
    Rejected,
}

/// A row and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedRow<'r> {
    /// The place of its table among those of all inputs.
    pub file: usize,
    pub line: u64,
    pub kind: Kind,
    pub outcome: RowOutcome,
    /// The record that it went to.
    pub id: Option<i64>,
    /// The record that it looks like, where it was held back: of its own kind, or an account.
    pub looks_like: Option<(Kind, i64)>,
    /// The fields that an update changed.
    pub changed: &'r [String],
}

/// A row that was held back.
#[derive(Debug)]
pub struct Held<'r> {
    /// The place of its table among those of all inputs.
    pub file: usize,
    pub line: u64,
    pub alike: &'r Alike,
    /// Its cells as they are written.
    pub cells: &'r StringRecord,
}

/// A row that was not imported.
#[derive(Debug)]
pub struct Rejected<'r> {
    /// The place of its file among the inputs.
    pub file: usize,
    pub name: &'r str,
    pub line: u64,
    pub reasons: &'r [RowFault],
    /// Its cells as they are written.
    pub cells: &'r StringRecord,
}

/// One thing that is wrong with a row.
#[derive(Debug)]
pub struct RowFault {
    /// The column or field that it is about.
    pub column: Option<String>,
    pub reason: RowReason,
}

impl RowFault {
    /// `column: reason`.
    #[must_use]
    pub fn told_in(&self, language: Language) -> String {
        let reason = self.reason.told_in(language);
        match (&self.column, language) {
            (Some(column), Language::English) => format!("{column}: {reason}"),
            (Some(column), Language::Chinese) => format!("{column}：{reason}"),
            (None, _) => reason,
        }
    }
}

crate::failures_of! {
    /// Why a row was rejected.
    pub enum RowReason {
        Row(RowError),
        Value(ValueError),
        Decision(DecisionError),
        Missing(MissingValue),
        Currency(CurrencyFault),
        Record(Mismatch),
        Survey(SurveyError),
        Industry(NotOfIndustry),
        Answer(AnswerError),
    }
}

impl From<Unread> for RowReason {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Row(error) => Self::Row(error),
            Unread::Value(error) => Self::Value(error),
            Unread::Decision(error) => Self::Decision(error),
            Unread::Missing(error) => Self::Missing(error),
            Unread::Currency(error) => Self::Currency(error),
        }
    }
}

crate::failures! {
    /// Why a row that could be read does not fit the records that are there.
    pub enum Mismatch {
        NoAccount { name: String } => "there is no account \"{name}\"", "没有客户“{name}”";
        NoContact { name: String } => "the account has no contact \"{name}\"", "该客户没有联系人“{name}”";
        NoneOfName { kind: Kind, name: String } => "the account has no {kind} \"{name}\"", "该客户没有“{name}”（{kind}）";
        /// A trip of nobody.
        NoTraveller { names: String } =>
            "names nobody whom we know ({names}); name the person in the column contact, or for all rows with --contact NAME",
            "没有提到已有的联系人（{names}）；请在 contact 列写明是谁，或用 --contact 姓名 指定全部行程的人";
        /// An answer of nobody.
        NoRespondent { names: String } =>
            "names no account, and nobody whom we know ({names})", "没有写明客户，也不是已有的联系人（{names}）";
        SeveralTravellers { names: String } =>
            "several people may be meant: {names}; name one in the columns account and contact, or for all rows with --contact NAME",
            "可能是以下几位：{names}；请在 account、contact 列写明是谁，或用 --contact 姓名 指定全部行程的人";
        SeveralPeople { names: String } =>
            "several people have this address or id: {names}; name the company in a column account",
            "有几位使用同一邮箱或编号：{names}；请在 account（客户）列写明公司";
        /// The same of one company.
        SeveralThere { names: String } =>
            "several people there have this address or id: {names}; give the name, or an id that one of them alone has",
            "该客户有几位使用同一邮箱或编号：{names}；请写明姓名，或只属于一人的编号";
        OtherName { name: String } =>
            "{name} has this address, under another name; name the company in a column account",
            "使用该邮箱的是{name}，姓名不同；请在 account（客户）列写明公司";
        SeveralNames { name: String } =>
            "rows of several names have the address of {name}; name the company in a column account",
            "有几行以不同的姓名使用{name}的邮箱；请在 account（客户）列写明公司";
        OfOffice { mail: String } =>
            "{mail} is an address that several people read, which tells nobody; give name and company", "{mail} 是公共邮箱，不能说明是谁；请写明姓名和公司";
        SeveralAccounts { names: String } =>
            "several accounts have this website, address or number: {names}; give the name", "有几家客户使用同一网址、邮箱或电话：{names}；请写明名称";
        OtherId { name: String } =>
            "{name} has this website, address or number, but another id in the same system; a new record needs a name",
            "{name} 使用该网址、邮箱或电话，但在同一系统中编号不同；新建记录需要写明名称";
        NoRecord { name: String } => "there is no record {name}", "没有记录 {name}";
        Differs { name: String, id: i64, fields: String } =>
            "\"{name}\" is there already (#{id}) and differs in {fields}", "“{name}”已存在（#{id}），不同的字段：{fields}";
        Twice { name: String, place: String, fields: String } =>
            "\"{name}\" stands already on {place} and differs in {fields}", "“{name}”已出现在 {place}，不同的字段：{fields}";
        Torn { first: String, first_id: i64, second: String, second_id: i64 } =>
            "\"{first}\" is #{first_id}, but \"{second}\" is #{second_id}", "“{first}”是 #{first_id}，而“{second}”是 #{second_id}";
        AccountHeld { name: String } =>
            "\"{name}\" waits for a decision whether it is an account that is there", "“{name}”还在等待确认是否就是已有客户";
        Taken { kind: Called, name: String, id: i64 } =>
            "\"{name}\" already names {kind} #{id}", "“{name}”已是{kind:#} #{id} 的名称";
        Behind { kind: Kind, date: Date } =>
            "the account has a {kind} of {date} already, which an earlier one cannot follow", "该客户已有 {date} 的 {kind}，不能在其后补入更早的";
        UnknownSignal { name: String } =>
            "the playbook has no signal \"{name}\" (acct stage signal --list shows all); name the stage that it speaks for in a column stage",
            "打法中没有信号“{name}”（acct stage signal --list 列出全部）；请用 stage（指向阶段）列写明它指向哪个阶段";
        Itself { name: String } => "\"{name}\" is on both sides", "两边都是“{name}”";
        Circular { name: String } =>
            "{name} would stand below itself", "{name} 将隶属于自己";
    }
}

crate::failures! {
    /// Why nothing was imported.
    pub enum ImportError {
        /// Told row by row to the one who watches.
        Rejected { rows: u64 } => "rows rejected: {rows}", "{rows} 行未通过";
        /// All that rows changed was changed back by later ones.
        ChangedBack => "nothing differs in the end", "最终没有变化";
        Interrupted => "interrupted; nothing was kept", "已中断，未保存任何内容";
        Unwritable { reason: String } => "the rejected rows cannot be written: {reason}", "无法写出未通过的行：{reason}";
        Miscounted { file: String, read: u64, told: u64 } =>
            "{file}: of the rows read ({read}) only {told} are accounted for; nothing was kept", "{file}：读取 {read} 行，但只核对上 {told} 行；未保存任何内容";
    }
}

/// From so many bytes on an import writes much.
const MUCH: u64 = 4 << 20;

/// Imports files as one operation: accounts first, then what belongs to them. When rows are rejected, either nothing is kept or only the other rows are,
/// as the order says.
///
/// # Errors
/// When a file cannot be read at all, the user interrupts, or the database fails. Rejected rows are no error.
pub fn run(
    session: &mut Session,
    inputs: &[Source],
    order: &Order,
    watch: &mut dyn Watch,
) -> Result<Imported, OpsError> {
    let mut reports = None;
    let playbook = Rc::clone(&session.playbook);
    let work = |writer: &mut Writer| {
        let (done, was_changed_back) = file::import_all(writer, inputs, order, playbook, watch)?;
        let rejected: u64 = done.iter().map(|report| report.tally.rejected).sum();
        let told = told(&done);
        let total = done.iter().fold(Tally::default(), |mut total, file| {
            total.add(&file.tally);
            total
        });
        reports = Some(done);
        if rejected > 0 && order.bad_rows == BadRows::Refuse {
            return Err(ImportError::Rejected { rows: rejected }.into());
        }
        // What rows changed and changed back is no operation.
        if total.created + total.updated + total.accounts == 0 && was_changed_back {
            return Err(ImportError::ChangedBack.into());
        }
        Ok(((), told))
    };
    let length: u64 = inputs.iter().map(Source::length).sum();
    let result = if length < MUCH { session.write(work) } else { session.write_much(work) };
    if matches!(&result, Err(OpsError::Import(ImportError::ChangedBack))) {
        return Ok(Imported { files: reports.unwrap_or_default(), operation: None, refused: false });
    }
    let refused = matches!(&result, Err(OpsError::Import(ImportError::Rejected { .. })));
    let operation = if refused { None } else { result?.operation };
    Ok(Imported { files: reports.unwrap_or_default(), operation, refused })
}

/// What the history says about an import.
fn told(files: &[FileReport]) -> Text {
    let parts = |language: Language| -> Vec<String> {
        files
            .iter()
            .map(|file| {
                let Tally { created, updated, .. } = file.tally;
                let name = std::path::Path::new(&file.name)
                    .file_name()
                    .map_or(file.name.clone(), |name| name.to_string_lossy().into_owned());
                match language {
                    Language::English => format!("{name} ({created} created, {updated} updated)"),
                    Language::Chinese => format!("{name}（新增 {created}，更新 {updated}）"),
                }
            })
            .collect()
    };
    summary(
        format!("Imported {}", parts(Language::English).join(", ")),
        format!("导入 {}", parts(Language::Chinese).join("、")),
    )
}

impl From<io::Error> for ImportError {
    fn from(error: io::Error) -> Self {
        Self::Unwritable { reason: error.to_string() }
    }
}
