//! The account at a glance: what a manager reads when there is time for nothing else.

use serde::Serialize;

use super::looks::bar;
use super::{Subject, rounded};
use crate::analysis::coverage::coverage;
use crate::analysis::needs::{Quadrant, is_open, quadrant};
use crate::analysis::{stage, stakeholders};
use crate::domain::date::span_days;
use crate::domain::language::count;
use crate::say;

/// The account at a glance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Share of the five looks that is answered, 0-100.
    pub coverage: f64,
    pub bar: String,
    pub last_contact: Option<String>,
    pub days_since_contact: Option<i64>,
    pub contacts: usize,
    pub open_needs: usize,
    /// Needs that are urgent and important.
    pub act_now: usize,
    pub alerts: Vec<Alert>,
}

/// Something that needs attention.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alert {
    pub id: &'static str,
    pub text: String,
}

pub(super) fn summary(subject: &Subject) -> Summary {
    let facts = subject.facts();
    let percent = coverage(subject.playbook, facts, subject.today).percent;
    let met =
        facts.interactions.iter().map(|interaction| interaction.date).filter(|date| *date <= subject.today);
    let last = met.max();
    let open = || facts.needs.iter().filter(|need| is_open(need));
    let pressing = open().filter(|need| quadrant(&subject.playbook.needs, need) == Some(Quadrant::ActNow));
    Summary {
        coverage: rounded(percent),
        bar: bar(percent),
        last_contact: last.map(|date| date.to_string()),
        days_since_contact: last.map(|date| span_days(date, subject.today)),
        contacts: facts.contacts.iter().filter(|contact| contact.left != Some(true)).count(),
        open_needs: open().count(),
        act_now: pressing.count(),
        alerts: alerts(subject),
    }
}

fn alerts(subject: &Subject) -> Vec<Alert> {
    let facts = subject.facts();
    let map = stakeholders::map(subject.playbook, facts, subject.today);
    let mut alerts: Vec<Alert> = map
        .alerts
        .iter()
        .map(|alert| Alert { id: alert.id(), text: alert.told_in(subject.language) })
        .collect();
    let position = stage::position(subject.playbook, &facts.process(), subject.today);
    if let (true, Some(days), Some(expected)) = (position.stalled, position.days, position.expected_days) {
        let stage = subject.label(&format!("stage.{}", position.stage));
        let stay = count(days, "day", "days");
        let text = say!(
            subject.language,
            "Stalled: {stay} in \"{stage}\" (expected {expected})",
            "停滞：处于“{stage}”已 {days} 天（预期 {expected} 天）"
        );
        alerts.push(Alert { id: "stalled", text });
    }
    if let Some(mismatch) = stage::mismatch(&facts.process(), &position) {
        let label = |stage| subject.label(&format!("stage.{stage}"));
        let (set, says, date) = (label(mismatch.set), label(mismatch.says), mismatch.date);
        let text = say!(
            subject.language,
            "Signals of {date} speak for \"{says}\", while the stage is \"{set}\"",
            "{date} 的信号指向“{says}”，而当前阶段是“{set}”"
        );
        alerts.push(Alert { id: "mismatch", text });
    }
    let contradicted = facts.needs.iter().filter(|need| need.contradicted == Some(true) && is_open(need));
    alerts.extend(contradicted.map(|need| {
        let title = &need.title;
        let text =
            say!(subject.language, "Stakeholders disagree on \"{title}\"", "对需求“{title}”，相关人说法不一");
        Alert { id: "contradiction", text }
    }));
    alerts
}
