//! What can be done about bad rows, beside correcting them.

use acct::domain::date::DateError;
use acct::domain::language::{Language, pick};
use acct::domain::parse::ValueError;
use acct::domain::rule::RuleError;
use acct::import::drafts::MissingValue;
use acct::ops::import::{Mismatch, RowFault, RowReason};
use acct::say;

use crate::failure::default_account;

/// Why rows were bad where a flag may help, in the order in which it is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Advice {
    /// Their record is there already.
    Conflict,
    /// Their account is not there.
    UnknownAccount,
    /// They name no account.
    NoAccount,
    /// Nobody decided yet about their account.
    HeldAccount,
    /// Their dates can have the day or the month first.
    UnorderedDate,
    /// The ids of a column do not say their system.
    Systemless { column: String },
}

impl Advice {
    pub(super) fn about(fault: &RowFault) -> Option<Self> {
        Some(match &fault.reason {
            RowReason::Record(Mismatch::Differs { .. } | Mismatch::Twice { .. }) => Self::Conflict,
            RowReason::Record(Mismatch::NoAccount { .. }) => Self::UnknownAccount,
            RowReason::Missing(MissingValue::Company) => Self::NoAccount,
            RowReason::Record(Mismatch::AccountHeld { .. }) => Self::HeldAccount,
            RowReason::Value(ValueError::Date(DateError::DayOrMonthFirst { .. })) => Self::UnorderedDate,
            RowReason::Value(ValueError::Rule(RuleError::NoSystem { .. })) => {
                Self::Systemless { column: fault.column.clone()? }
            }
            _ => return None,
        })
    }

    pub(super) fn told(&self, language: Language) -> String {
        match self {
            Self::Conflict => say!(
                language,
                "--on-conflict update changes records that are there already; --on-conflict skip leaves them",
                "--on-conflict update 更新已有记录；--on-conflict skip 保留已有记录"
            ),
            Self::UnknownAccount => say!(
                language,
                "--create-accounts makes the accounts that are not there yet",
                "--create-accounts 自动新增尚不存在的客户"
            ),
            Self::NoAccount => default_account(language),
            Self::HeldAccount => say!(
                language,
                "import the accounts first and decide about them, then what belongs to them; or --near create",
                "请先导入客户并确认，再导入属于它们的记录；或使用 --near create"
            ),
            Self::UnorderedDate => say!(
                language,
                "--dates day-first or --dates month-first says how such dates are meant",
                "用 --dates day-first（先日后月）或 --dates month-first（先月后日）指明这类日期的写法"
            ),
            Self::Systemless { column } => of_one_system(column, language),
        }
    }
}

fn of_one_system(column: &str, language: Language) -> String {
    let map = crate::resolve::quoted(&format!("{column}=external_ids:{}", pick(language, "SYSTEM", "系统")));
    say!(
        language,
        "if all ids in {column} come from one system, name it: --map {map}",
        "如果“{column}”一列的编号都来自同一系统，请写明该系统：--map {map}"
    )
}
