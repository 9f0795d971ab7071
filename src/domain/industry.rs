//! An industry and what is known of it: recorded once, and true of every account that lives in it.

use super::account::Account;
use super::choices::Confidence;
use super::date::Date;
use super::field_type::Paragraph;
use super::finding::{Answered, Finding, Method};
use super::fold::fold;
use super::id::Id;
use super::record::Custom;
use super::simplified::simplified;
use crate::record;

record! {
    /// An industry. It belongs to no account; accounts join by their field `industry`.
    pub struct Industry {
        name: String,
        /// What accounts call it as well: `ICT`, `通信`.
        aliases: Vec<String> [names],
        /// Who of ours looks after it.
        owner: Option<String>,
        tags: Vec<String>,
        note: Option<Paragraph>,
        external_ids: Vec<String> [external_ids],
        custom: Custom,
    }
}

record! {
    /// An answer about an industry with its evidence, as [`Finding`] is one about an account.
    pub struct IndustryFinding {
        industry: Id<Industry>,
        /// The question, as `look.item`.
        item: String,
        answered: Answered,
        /// The answer in its canonical form.
        value: Option<Paragraph>,
        note: Option<Paragraph>,
        source: Option<String>,
        method: Option<Method>,
        date: Date [happened],
        confidence: Option<Confidence>,
        by: Option<String>,
        superseded: Option<bool>,
    }
}

/// The form in which names of industries are compared: width, case, spacing and traditional characters do not matter.
///
/// ```
/// use acct::domain::industry::key;
/// assert_eq!(key("鋼鐵 ＩＣＴ"), key("钢铁 ict"));
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    fold(name).chars().map(simplified).collect()
}

impl Industry {
    /// The keys of all its names, its own first.
    pub fn keys(&self) -> impl Iterator<Item = String> + '_ {
        std::iter::once(&self.name).chain(&self.aliases).map(|name| key(name))
    }
}

/// Whose answer it is where it is an industry's: no account's.
const NOBODY: i64 = 0;

/// An answer as one of the other kind: what is its own, and all that both kinds have.
macro_rules! retold {
    ($answer:ident as $kind:ident { $own:ident: $value:expr }) => {
        $kind {
            id: Id::new($answer.id.number()),
            $own: $value,
            item: $answer.item,
            answered: $answer.answered,
            value: $answer.value,
            note: $answer.note,
            source: $answer.source,
            method: $answer.method,
            date: $answer.date,
            confidence: $answer.confidence,
            by: $answer.by,
            superseded: $answer.superseded,
            created: $answer.created,
            updated: $answer.updated,
        }
    };
}

impl From<IndustryFinding> for Finding {
    /// The answer as all accounts of the industry have it; it is of none of them.
    fn from(finding: IndustryFinding) -> Self {
        retold!(finding as Finding { account: Id::<Account>::new(NOBODY) })
    }
}

impl IndustryFinding {
    /// An answer as one about an industry.
    #[must_use]
    pub fn about(industry: Id<Industry>, finding: Finding) -> Self {
        retold!(finding as IndustryFinding { industry: industry })
    }
}
