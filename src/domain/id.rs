//! Numbers that name records, typed by the kind of record they name.

use std::fmt;
use std::marker::PhantomData;

use super::fold::fold;

/// The number of a record of kind `R`, shown as `#12`. Never given twice.
pub struct Id<R> {
    number: i64,
    kind: PhantomData<fn() -> R>,
}

impl<R> Id<R> {
    #[must_use]
    pub const fn new(number: i64) -> Self {
        Self { number, kind: PhantomData }
    }

    #[must_use]
    pub const fn number(self) -> i64 {
        self.number
    }
}

/// The number in `#12`, in half or full width; nothing for any other text.
///
/// ```
/// use acct::domain::id::number_of;
/// assert_eq!(number_of(" ＃12"), Some(12));
/// assert_eq!(number_of("12"), None);
/// ```
#[must_use]
pub fn number_of(text: &str) -> Option<i64> {
    let folded = fold(text);
    let digits = folded.strip_prefix('#')?;
    digits.bytes().all(|digit| digit.is_ascii_digit()).then(|| digits.parse().ok())?
}

impl<R> Clone for Id<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Id<R> {}

impl<R> PartialEq for Id<R> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl<R> Eq for Id<R> {}

impl<R> fmt::Debug for Id<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl<R> fmt::Display for Id<R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{}", self.number)
    }
}
