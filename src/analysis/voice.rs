//! Where the work on what customers told us stands.

use std::collections::BTreeMap;

use crate::domain::date::{Date, span_days};
use crate::domain::feedback::{Feedback, FeedbackKind, FeedbackStatus};

/// What customers told us, counted. Takes any number of records one after the other.
#[derive(Clone, Debug)]
pub struct Board {
    today: Date,
    /// How many there are of a kind in a status.
    counts: BTreeMap<(Option<&'static str>, &'static str), usize>,
    handled: Days,
    confirmed: Days,
    /// How many are open and past their day.
    overdue: usize,
}

/// Days added up, and how many times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Days {
    sum: i64,
    times: usize,
}

impl Days {
    fn add(&mut self, from: Date, to: Option<Date>) {
        if let Some(to) = to {
            self.sum += span_days(from, to).max(0);
            self.times += 1;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "days and numbers of records")]
    fn mean(self) -> Option<(f64, usize)> {
        (self.times > 0).then(|| (self.sum as f64 / self.times as f64, self.times))
    }
}

impl Board {
    #[must_use]
    pub fn on(today: Date) -> Self {
        let (handled, confirmed) = (Days::default(), Days::default());
        Self { today, counts: BTreeMap::new(), handled, confirmed, overdue: 0 }
    }

    /// Counts a record, and tells how many days it is past its day, if it is open.
    pub fn add(&mut self, feedback: &Feedback) -> Option<i64> {
        let status = feedback.status.unwrap_or(FeedbackStatus::Collected);
        let kind = feedback.kind.map(FeedbackKind::as_str);
        *self.counts.entry((kind, status.as_str())).or_default() += 1;
        self.handled.add(feedback.date, feedback.handled_date);
        self.confirmed.add(feedback.date, feedback.confirmed_date);
        let late = feedback.due_date.map(|due| span_days(due, self.today)).filter(|late| *late > 0);
        let late = late.filter(|_| feedback.is_open());
        self.overdue += usize::from(late.is_some());
        late
    }

    /// How many there are of a kind (none: of those without one) in a status.
    #[must_use]
    pub fn count(&self, kind: Option<FeedbackKind>, status: FeedbackStatus) -> usize {
        self.counts.get(&(kind.map(FeedbackKind::as_str), status.as_str())).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn total(&self) -> usize {
        self.counts.values().sum()
    }

    /// The mean of the days from the day it was said to the day it was handled, and of how many.
    #[must_use]
    pub fn days_to_handle(&self) -> Option<(f64, usize)> {
        self.handled.mean()
    }

    /// The mean of the days from the day it was said to the day the customer confirmed it, and of how many.
    #[must_use]
    pub fn days_to_confirm(&self) -> Option<(f64, usize)> {
        self.confirmed.mean()
    }

    /// How many are open and past their day.
    #[must_use]
    pub fn overdue(&self) -> usize {
        self.overdue
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{day, record, text, today};
    use crate::domain::value::Value;

    fn feedback(id: i64, values: &[(&str, Value)]) -> Feedback {
        let mut all = vec![("title", text("Spares")), ("date", day("2026-01-01"))];
        all.extend(values.iter().cloned());
        record(id, &all)
    }

    #[test]
    fn feedback_is_counted_and_what_is_late_is_told() {
        let (mut board, mut overdue) = (Board::on(today()), Vec::new());
        let complaint = ("kind", text("complaint"));
        for values in [
            vec![complaint.clone(), ("due_date", day("2026-02-28"))],
            vec![
                complaint.clone(),
                ("status", text("handled")),
                ("handled_date", day("2026-01-11")),
                ("due_date", day("2026-02-01")),
            ],
            vec![
                complaint.clone(),
                ("status", text("confirmed")),
                ("handled_date", day("2026-01-06")),
                ("confirmed_date", day("2026-01-21")),
                ("due_date", day("2026-01-02")),
            ],
            vec![("due_date", day("2026-03-02"))],
        ] {
            let id = i64::try_from(board.total()).unwrap() + 1;
            overdue.extend(board.add(&feedback(id, &values)).map(|late| (id, late)));
        }
        assert_eq!(board.total(), 4);
        let of = |kind, status| board.count(kind, status);
        assert_eq!(of(Some(FeedbackKind::Complaint), FeedbackStatus::Collected), 1);
        assert_eq!(of(Some(FeedbackKind::Complaint), FeedbackStatus::Handled), 1);
        assert_eq!(of(None, FeedbackStatus::Collected), 1);
        // (10 + 5) / 2 and 20 / 1.
        assert_eq!((board.days_to_handle(), board.days_to_confirm()), (Some((7.5, 2)), Some((20.0, 1))));
        assert_eq!((overdue.as_slice(), board.overdue()), (&[(1, 2), (2, 29)][..], 2));
    }
}
