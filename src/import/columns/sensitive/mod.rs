//! Columns that hold what does not belong in a customer file: secrets, and numbers by which people are identified.

mod names;
mod values;

use super::ColumnError;
use crate::domain::language::{Language, pick};

pub use names::by_name;
pub use values::by_values;

/// What a column may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// Passwords, keys, tokens, security codes.
    Secret,
    /// Numbers of identity cards, passports, social security.
    Identity,
    /// Numbers of bank cards, credit cards and bank accounts.
    Card,
}

/// A column that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SensitiveColumn {
    pub name: String,
    pub what: Secret,
}

impl Secret {
    #[must_use]
    pub fn told_in(self, language: Language) -> &'static str {
        match self {
            Self::Secret => pick(language, "passwords or keys", "密码或密钥"),
            Self::Identity => pick(language, "identity numbers", "个人证件号码"),
            Self::Card => pick(language, "card or bank account numbers", "银行卡号或银行账号"),
        }
    }
}

/// The refusal of columns; none where there are none.
#[must_use]
pub fn refused(columns: &[SensitiveColumn]) -> Option<ColumnError> {
    if columns.is_empty() {
        return None;
    }
    let told = |language, comma| {
        let told = columns.iter().map(|column| match language {
            Language::English => format!("\"{}\" ({})", column.name, column.what.told_in(language)),
            Language::Chinese => format!("“{}”（{}）", column.name, column.what.told_in(language)),
        });
        told.collect::<Vec<_>>().join(comma)
    };
    Some(ColumnError::Sensitive {
        columns: told(Language::English, ", "),
        in_chinese: told(Language::Chinese, "、"),
    })
}
