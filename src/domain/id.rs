//! Numbers that name records, typed by the kind of record they name.

use std::fmt;
use std::marker::PhantomData;

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
