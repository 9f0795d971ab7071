//! What a record has to tell before its status says that it is over, or further on than it was.

use super::feedback::{FeedbackKind, FeedbackStatus};
use super::kind::Kind;
use super::project::ProjectStatus;
use super::record::{Entry, Field};

/// The fields that a record lacks for the status that a change gives it.
#[must_use]
pub fn lacking(before: &Entry, after: &Entry) -> Vec<&'static Field> {
    let (from, to) = (before.text("status"), after.text("status"));
    if from == to {
        return Vec::new();
    }
    let needed = match after.kind {
        Kind::Project => ProjectStatus::named(to).map_or(&[][..], ProjectStatus::needs).to_vec(),
        Kind::Feedback => FeedbackStatus::named(to).map_or_else(Vec::new, |status| {
            status.needs_since(FeedbackStatus::named(from), FeedbackKind::named(after.text("kind")))
        }),
        _ => Vec::new(),
    };
    let lacking = needed.into_iter().filter(|name| after.get(name).is_empty());
    lacking.filter_map(|name| after.kind.field(name)).collect()
}

/// Whether a change takes up a project again that was over.
#[must_use]
pub fn is_reopened(before: &Entry, after: &Entry) -> bool {
    has_ended(before) && !has_ended(after) && after.kind == Kind::Project
}

/// Whether a record is a project that is over.
#[must_use]
pub fn has_ended(entry: &Entry) -> bool {
    entry.kind == Kind::Project
        && ProjectStatus::named(entry.text("status")).is_some_and(|status| status.outcome().is_some())
}

impl Entry {
    /// A text with a line below it.
    #[must_use]
    pub fn with_line(&self, name: &str, line: &str) -> String {
        match self.text(name).trim_end() {
            "" => line.to_owned(),
            held => format!("{held}\n{line}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    fn told(kind: Kind, from: &str, to: &str, filled: &[&str]) -> Vec<&'static str> {
        let mut before = Entry::blank(kind);
        before.set("status", Value::Text(from.to_owned()));
        let mut after = before.clone();
        after.set("status", Value::Text(to.to_owned()));
        for name in filled {
            after.set(name, Value::Text("x".to_owned()));
        }
        lacking(&before, &after).into_iter().map(|field| field.name).collect()
    }

    #[test]
    fn an_end_has_its_facts() {
        assert_eq!(told(Kind::Project, "open", "lost", &[]), ["reason"]);
        assert_eq!(told(Kind::Project, "", "dormant", &["winner"]), ["reason"]);
        for (from, to, filled) in
            [("open", "lost", &["reason"][..]), ("open", "won", &[]), ("lost", "lost", &[])]
        {
            assert_eq!(told(Kind::Project, from, to, filled), [""; 0], "{from} {to}");
        }
    }

    #[test]
    fn what_customers_say_goes_on_with_what_each_step_asks() {
        let all = ["root_cause", "action", "handled_date", "confirmed_date", "confirmed_by"];
        assert_eq!(told(Kind::Feedback, "collected", "confirmed", &[]), all);
        assert_eq!(told(Kind::Feedback, "", "analysed", &[]), all[..1]);
        assert_eq!(told(Kind::Feedback, "handled", "confirmed", &["confirmed_date"]), all[4..]);
        assert_eq!(told(Kind::Feedback, "confirmed", "collected", &[]), [""; 0]);
    }

    #[test]
    fn praise_is_confirmed_without_a_cause() {
        let mut before = Entry::blank(Kind::Feedback);
        for (kind, lacks) in [("praise", 0), ("complaint", 5), ("", 5)] {
            before.set("kind", Value::Text(kind.to_owned()));
            let mut after = before.clone();
            after.set("status", Value::Text("confirmed".to_owned()));
            assert_eq!(lacking(&before, &after).len(), lacks, "{kind}");
        }
    }
}
