//! When what comes back makes up for what was put in.

use crate::domain::language::Language;
use crate::playbook::shown::short_number;
use crate::say;

/// The year in which a sum over years turns positive and stays so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Payback {
    pub year: i64,
    /// Years from the beginning of the first one until then; within a year by a straight line.
    pub after: f64,
}

impl Payback {
    /// `2030 (3.5 years)`, `2030年（3.5 年）`; `2027 (at once)` where nothing had to be made up for.
    #[must_use]
    pub fn in_words(self, language: Language) -> String {
        let Self { year, after } = self;
        if after == 0.0 {
            return say!(language, "{year} (at once)", "{year}年（当年即回收）");
        }
        let after = short_number(after);
        let years = if after == "1" { "year" } else { "years" };
        say!(language, "{year} ({after} {years})", "{year}年（{after} 年）")
    }
}

/// When the running sum of yearly amounts (minor units, in the order of their years) turns positive and stays so; never, where
/// it ends at or below zero. Where it is never below, that is in the first year that adds something.
///
/// Source: the payback period of capital budgeting, with the fraction of a year from (what is still open before it) / (what the
/// year adds).
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a fraction of a year needs no more digits")]
pub fn payback(nets: impl IntoIterator<Item = (i64, i64)>) -> Option<Payback> {
    let (mut first, mut sum, mut found) = (None, 0_i64, None);
    for (year, net) in nets {
        let start = *first.get_or_insert(year);
        let before = sum;
        sum = sum.saturating_add(net);
        if sum <= 0 {
            found = None;
        } else if before <= 0 {
            let fraction = before.unsigned_abs() as f64 / net as f64;
            found = Some(Payback { year, after: (year - start) as f64 + fraction });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_year_from_which_the_sum_stays_positive() {
        for (nets, expected) in [
            (&[][..], None),
            (&[(2027, 0)], None),
            (&[(2027, -5)], None),
            (&[(2027, -5), (2028, 5)], None),
            (&[(2027, 5)], Some((2027, 0.0))),
            (&[(2027, 0), (2028, 5)], Some((2028, 1.0))),
            // 30 of 40 are still open after the first year; the second year adds 60: half of it.
            (&[(2027, -30), (2028, 60)], Some((2028, 1.5))),
            (&[(2027, -40), (2028, 10), (2030, 60)], Some((2030, 3.5))),
            // Positive once, and again only from the last year on.
            (&[(2027, -10), (2028, 20), (2029, -30), (2030, 80)], Some((2030, 3.25))),
            (&[(2027, 10), (2028, -20)], None),
        ] {
            let found = payback(nets.iter().copied());
            assert_eq!(found.map(|found| (found.year, found.after)), expected, "{nets:?}");
        }
    }
}
