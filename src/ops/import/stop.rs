//! What ends a row, or with it everything.

use super::{Mismatch, OpsError, RowFault};
use crate::import::drafts::MissingValue;
use crate::store::StoreError;

/// Why a row, or with it everything, ends.
pub(super) enum Stop {
    Row(RowFault),
    All(OpsError),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Cycle { name, .. } => Mismatch::Circular { name }.into(),
            StoreError::NameTaken { kind, name, id, .. } => {
                Mismatch::Taken { kind: kind.into(), name, id }.into()
            }
            error => Self::All(error.into()),
        }
    }
}

impl From<Mismatch> for Stop {
    fn from(mismatch: Mismatch) -> Self {
        Self::Row(RowFault { column: None, reason: mismatch.into() })
    }
}

impl From<MissingValue> for Stop {
    fn from(missing: MissingValue) -> Self {
        Self::Row(RowFault { column: None, reason: missing.into() })
    }
}

impl Stop {
    /// Names the column that a row's fault is about.
    pub(super) fn at(self, column: &str) -> Self {
        match self {
            Self::Row(fault) => Self::Row(RowFault { column: Some(column.to_owned()), ..fault }),
            all @ Self::All(_) => all,
        }
    }
}
