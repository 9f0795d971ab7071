//! A span of numbers that is right, with or without a bound at either end.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::shown::short_number;
use crate::domain::language::Language;
use crate::say;

/// From the least to the most that is right; no bound where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<f64>,
}

impl Span {
    /// Where a number lies beside the span: below it, in it, or above it.
    #[must_use]
    pub fn place(self, number: f64) -> Ordering {
        if self.least.is_some_and(|least| number < least) {
            Ordering::Less
        } else if self.most.is_some_and(|most| number > most) {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }

    /// `2 to 12`, `2 至 12`, `up to 3`; "" where there is no bound.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let [least, most] = [self.least, self.most].map(|bound| bound.map(short_number));
        match (least, most) {
            (Some(least), Some(most)) => say!(language, "{least} to {most}", "{least} 至 {most}"),
            (None, Some(most)) => say!(language, "up to {most}", "不超过 {most}"),
            (Some(least), None) => say!(language, "{least} or more", "至少 {least}"),
            (None, None) => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_lies_below_within_or_above() {
        let span = Span { least: Some(2.0), most: Some(12.0) };
        let places = [1.9, 2.0, 12.0, 12.1].map(|number| span.place(number));
        assert_eq!(places, [Ordering::Less, Ordering::Equal, Ordering::Equal, Ordering::Greater]);
        assert_eq!(Span::default().place(99.0), Ordering::Equal);
        assert_eq!(span.in_words(Language::English), "2 to 12");
        assert_eq!(Span { least: None, most: Some(0.3) }.in_words(Language::Chinese), "不超过 0.3");
    }
}
