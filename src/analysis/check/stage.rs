//! Rules about the stage of the customer's decision: what it stands on, how long, and what speaks against it.

use super::{Found, Meant, Subject, both};
use crate::analysis::stage::mismatch;
use crate::domain::choices::Stage;
use crate::domain::language::{Text, count};
use crate::domain::record::Paragraph;
use crate::domain::stage_move::StageMove;
use crate::playbook::CheckRule;

/// The newest move, and as it is meant in messages.
fn newest<'s>(subject: &'s Subject) -> Option<(Meant, &'s StageMove)> {
    let newest = subject.facts.moves.last()?;
    Some((Meant::of(newest), newest))
}

/// A stage counts as evidenced by words of the move, by questions confirmed on the way, and by a signal that was seen
/// since and speaks for it or a later one. The beginning needs none.
pub(super) fn without_evidence(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let Some((meant, moved)) = newest(subject) else { return Vec::new() };
    let said = |text: &Option<Paragraph>| text.as_ref().is_some_and(|text| !text.0.trim().is_empty());
    let is_said = said(&moved.evidence) || said(&moved.reason) || !moved.confirmed.is_empty();
    let is_seen = || {
        let since = subject.position.since.unwrap_or(moved.date);
        let mut signals = subject.facts.signals.iter();
        signals.any(|signal| signal.date >= since && signal.stage >= moved.to_stage)
    };
    if subject.position.closed || moved.to_stage == Stage::Unaware || is_said || is_seen() {
        return Vec::new();
    }
    let stage = subject.label("stage_name", moved.to_stage.as_str());
    let (date, Text { en, zh }) = (moved.date, stage);
    let message =
        both!("at \"{en}\" since {date}, and nothing tells why", "{date} 起处于“{zh}”，但没有任何依据");
    vec![Found::new(meant, message)]
}

pub(super) fn stalled(subject: &Subject, rule: &CheckRule) -> Vec<Found> {
    let position = &subject.position;
    let over = position.days.zip(position.expected_days).map(|(days, expected)| days - expected);
    match (newest(subject), position.days, position.expected_days, over) {
        (Some((meant, _)), Some(days), Some(expected), Some(over))
            if position.stalled && over >= rule.days.unwrap_or(1) =>
        {
            let Text { en, zh } = subject.label("stage_name", position.stage.as_str());
            let so_long = count(days, "day", "days");
            let message = both!(
                "{so_long} at \"{en}\"; {expected} were expected",
                "在“{zh}”已 {days} 天，预期 {expected} 天"
            );
            vec![Found::new(meant, message)]
        }
        _ => Vec::new(),
    }
}

pub(super) fn mismatched(subject: &Subject, _: &CheckRule) -> Vec<Found> {
    let Some(found) = mismatch(subject.facts, &subject.position) else { return Vec::new() };
    let decisive =
        subject.facts.signals.iter().rfind(|signal| signal.date == found.date && signal.stage == found.says);
    let Some(signal) = decisive else { return Vec::new() };
    let (says, set) =
        (subject.label("stage_name", found.says.as_str()), subject.label("stage_name", found.set.as_str()));
    let date = found.date;
    let message = Text {
        en: format!("seen on {date}: speaks for \"{}\", not for \"{}\"", says.en, set.en),
        zh: format!("{date} 观察到的信号说明是“{}”，而不是“{}”", says.zh, set.zh),
    };
    let (verb, ground) =
        if found.says > found.set { ("advance", "--evidence") } else { ("back", "--reason") };
    let found = Found::new(Meant::of(signal), message).with("STAGE", found.says.as_str());
    vec![found.with("MOVE", verb).with("GROUND", ground)]
}
