//! A column that says in which currency the amounts of its row are.

use super::{Columns, Target, Vocabulary, plain};
use crate::domain::formula::{says_nothing, unguard};
use crate::domain::kind::Kind;
use crate::domain::money::Currency;
use crate::domain::record::Shape;
use crate::import::row::StringRecord;

/// What rules and data call it.
pub(super) const CURRENCY: &str = "currency";

/// What programs and people call it.
const NAMES: &[&str] = &[
    CURRENCY,
    "Currency Code",
    "Currency ISO Code",
    "Currency ISO",
    "ISO Currency",
    "Currency Name",
    "Transaction Currency",
    "Document Currency",
    "Order Currency",
    "Deal Currency",
    "Deal - Currency",
    "Project Currency",
    "Account Currency",
    "Company Currency",
    "Amount Currency",
    "Annual Revenue Currency",
    "Organization - Currency",
    "Organization - Currency of Annual revenue",
    "币别",
    "币种",
    "货币",
    "货币代码",
    "币种代码",
    "货币种类",
    "交易币种",
    "订单币种",
    "合同币种",
    "结算币种",
    "通貨",
    "통화",
    "Währung",
    "Devise",
];

/// The currency that a row says its amounts are in, and the column that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedCurrency {
    pub currency: Currency,
    pub column: usize,
}

crate::failures! {
    /// What is wrong with the currency of a row.
    pub enum CurrencyFault {
        Unknown { text: String } =>
            "\"{text}\" is no currency; write it like CNY, USD or EUR", "“{text}”不是货币，请写成 CNY、USD、EUR 这样的形式";
        /// An amount, or another column, says another currency.
        Other { text: String, named: Currency, column: String, stated: Currency } =>
            "\"{text}\" is in {named}, but the column \"{column}\" says {stated}",
            "“{text}”的货币是 {named}，而“{column}”一列写的是 {stated}";
    }
}

/// Whether a column of this name says the currency of its row, in a list of a kind that has amounts.
pub(super) fn is_meant(kind: Kind, name: &str, words: Vocabulary) -> bool {
    let wanted = plain(name);
    has_amounts(kind, words) && !wanted.is_empty() && NAMES.iter().any(|known| plain(known) == wanted)
}

/// Whether records of a kind have amounts of money.
#[must_use]
pub fn has_amounts(kind: Kind, words: Vocabulary) -> bool {
    words.schema.fields(kind).any(|field| field.is_given() && field.shape == Shape::Money)
}

impl Columns {
    /// The currency that a row says its amounts are in; none where no column says one, or the row leaves it out.
    ///
    /// # Errors
    /// When a cell names none, or two columns name two; with the place of the column.
    pub fn currency_of(&self, row: &StringRecord) -> Result<Option<StatedCurrency>, (usize, CurrencyFault)> {
        let mut stated: Option<StatedCurrency> = None;
        for column in (0..self.targets.len()).filter(|column| self.states_currency(*column)) {
            let cell = row.get(column).unwrap_or_default().trim();
            let text = unguard(cell).trim();
            if self.is_blank(text) || says_nothing(cell) {
                continue;
            }
            let Ok(currency) = text.parse::<Currency>() else {
                return Err((column, CurrencyFault::Unknown { text: text.to_owned() }));
            };
            match stated {
                Some(known) if known.currency != currency => {
                    return Err((column, self.contradicts(known, text, currency)));
                }
                _ => stated = stated.or(Some(StatedCurrency { currency, column })),
            }
        }
        Ok(stated)
    }

    /// What is said of a text that names another currency than its row.
    #[must_use]
    pub fn contradicts(&self, stated: StatedCurrency, text: &str, named: Currency) -> CurrencyFault {
        let column = self.header.get(stated.column).cloned().unwrap_or_default();
        CurrencyFault::Other { text: text.to_owned(), named, column, stated: stated.currency }
    }

    /// Whether any column says the currency of its row.
    #[must_use]
    pub fn state_currency(&self) -> bool {
        (0..self.targets.len()).any(|column| self.states_currency(column))
    }

    fn states_currency(&self, column: usize) -> bool {
        self.targets[column].contains(&Target::Currency)
    }

    /// Whether a column says something of a record, and not only of its amounts.
    #[must_use]
    pub fn says_something(&self, column: usize) -> bool {
        self.targets[column].iter().any(|target| *target != Target::Currency)
    }
}
