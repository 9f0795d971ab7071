//! Rows that may be about an account that is there: how they are written aside for a person to decide, and what was decided.

use crate::domain::fold::fold;
use crate::domain::kind::Kind;

/// The column in which a person decides.
pub const DECISION: &str = "same_or_new";

/// The column with the number of the account that the row looks like.
const ACCOUNT: &str = "looks_like_id";

/// Before the number of an account that a row of another kind may belong to.
const OF_ACCOUNT: &str = "account ";

/// The columns that stand before those of the original file, in their order.
pub const COLUMNS: [&str; 5] = [DECISION, "looks_like", ACCOUNT, "looks_like_score", "looks_like_because"];

/// What was decided about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing yet.
    Open,
    /// It is about this account.
    Same(i64),
    /// It is about an account that is not there yet, and not about this one.
    New(Option<i64>),
    /// It belongs to this account, though it calls it otherwise.
    SameAccount(i64),
    /// It belongs to an account that is not there yet, and not to this one.
    NewAccount(Option<i64>),
    /// It shall not be imported.
    PassOver,
}

crate::failures! {
    /// Why a decision cannot be followed.
    pub enum DecisionError {
        Unknown { text: String } =>
            "\"{text}\" is not same, new, skip, or the number of an account such as #12", "“{text}”不是 same（同一家）、new（新客户）、skip（跳过）或客户编号（如 #12）";
        NoNumber => "same says nothing without the number of the account in looks_like_id", "写了“同一家”，但 looks_like_id 没有客户编号";
    }
}

/// Where the decision and the number of the account stand among the columns of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    decision: usize,
    account: Option<usize>,
}

impl Place {
    /// The columns of a file that came from a review.
    #[must_use]
    pub fn among(header: &[String]) -> Option<Self> {
        let place = |name: &str| header.iter().position(|known| known == name);
        Some(Self { decision: place(DECISION)?, account: place(ACCOUNT) })
    }

    /// The column in which the decision stands.
    #[must_use]
    pub fn column(self) -> usize {
        self.decision
    }

    /// What was decided about a row.
    ///
    /// # Errors
    /// When the words cannot be understood.
    pub fn read<'c>(self, cell: impl Fn(usize) -> &'c str) -> Result<Decision, DecisionError> {
        let written = cell(self.decision).trim();
        let looks_like = self.account.map_or("", |place| cell(place).trim());
        let of_home = looks_like.strip_prefix(OF_ACCOUNT);
        let (is_of_home, looks_like) = (of_home.is_some(), of_home.unwrap_or(looks_like));
        let same = |id| if is_of_home { Decision::SameAccount(id) } else { Decision::Same(id) };
        match fold(written).as_str() {
            "" => Ok(Decision::Open),
            "same" | "yes" | "y" | "相同" | "同一家" | "是" => {
                number(looks_like).map(same).ok_or(DecisionError::NoNumber)
            }
            "new" | "no" | "n" | "新" | "新客户" | "否" if is_of_home => {
                Ok(Decision::NewAccount(number(looks_like)))
            }
            "new" | "no" | "n" | "新" | "新客户" | "否" => Ok(Decision::New(number(looks_like))),
            "skip" | "跳过" => Ok(Decision::PassOver),
            _ => number(written).map(same).ok_or_else(|| DecisionError::Unknown { text: written.to_owned() }),
        }
    }
}

/// The number of the record that a row of a kind looks like, as it is written in its column.
#[must_use]
pub fn looks_like_id(own: Kind, other: Kind, id: i64) -> String {
    let before = if own != Kind::Account && other == Kind::Account { OF_ACCOUNT } else { "" };
    format!("{before}#{id}")
}

fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    text.strip_prefix(['#', '＃']).unwrap_or(text).parse().ok().filter(|number| *number > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_in_both_languages() {
        let header: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
        let place = Place::among(&header).unwrap();
        let read = |written: &str, id: &str| place.read(|column| [written, "", id, "", ""][column]);
        for (written, id, decision) in [
            ("", "#12", Ok(Decision::Open)),
            ("Same", "#12", Ok(Decision::Same(12))),
            ("同一家", "＃12", Ok(Decision::Same(12))),
            ("#15", "#12", Ok(Decision::Same(15))),
            ("NEW", "#12", Ok(Decision::New(Some(12)))),
            ("跳过", "", Ok(Decision::PassOver)),
            ("same", &looks_like_id(Kind::Contact, Kind::Account, 12), Ok(Decision::SameAccount(12))),
            ("new", "account #12", Ok(Decision::NewAccount(Some(12)))),
            ("#15", "account #12", Ok(Decision::SameAccount(15))),
            ("same", "", Err(DecisionError::NoNumber)),
            ("maybe", "#12", Err(DecisionError::Unknown { text: "maybe".to_owned() })),
        ] {
            assert_eq!(read(written, id), decision, "{written} {id}");
        }
        assert_eq!(Place::among(&["name".to_owned()]), None);
    }
}
