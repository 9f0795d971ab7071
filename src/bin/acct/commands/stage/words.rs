//! Stages, warnings and criteria in words.

use acct::analysis::stage::{AnswersAhead, CriterionStatus, Mismatch, Position, Readiness};
use acct::domain::choices::Stage;
use acct::domain::language::{Language, count, pick};
use acct::domain::shell::told_in;
use acct::playbook::{Playbook, StageSignal};
use acct::say;

use crate::context::Context;

/// The full name of a stage.
pub(super) fn stage_name(context: &Context, stage: Stage) -> String {
    context.labels.get(&format!("stage_name.{stage}"), context.language).to_owned()
}

/// The short name of a stage, for lists.
pub(crate) fn stage_label(context: &Context, stage: Stage) -> String {
    context.labels.get(&format!("stage.{stage}"), context.language).to_owned()
}

/// How it is said that no stage was set yet.
pub(crate) fn no_stage(context: &Context) -> String {
    let stage = stage_label(context, Stage::Unaware);
    say!(context.language, "no stage yet, counts as \"{stage}\"", "尚未设定阶段，按“{stage}”计")
}

pub(super) fn phase_label(context: &Context, stage: Stage) -> String {
    context.labels.get(&format!("phase.{}", stage.phase()), context.language).to_owned()
}

pub(super) fn signal_text(signal: &StageSignal, language: Language) -> &str {
    pick(language, &signal.en, &signal.zh)
}

/// What a signal of the playbook means; its identifier where the playbook no longer has it.
pub(super) fn signal_words(playbook: &Playbook, id: &str, language: Language) -> String {
    let signal = playbook.stages.iter().flat_map(|guide| &guide.signals).find(|signal| signal.id == id);
    signal.map_or(id, |signal| signal_text(signal, language)).to_owned()
}

/// What a criterion asks; its identifier where the playbook no longer has it.
pub(super) fn criterion_words(playbook: &Playbook, id: &str, language: Language) -> String {
    let criterion = playbook.stages.iter().flat_map(|guide| &guide.exit).find(|criterion| criterion.id == id);
    criterion.map_or(id, |criterion| criterion.text.get(language)).to_owned()
}

/// The flag that names the stage a move leads to; none for the next one.
pub(super) fn to(from: Stage, to: Stage) -> String {
    if from.next() == Some(to) { String::new() } else { format!(" --to {to}") }
}

/// The command that meets a criterion; for a question, how it is confirmed. `of` names the process as commands do.
pub(super) fn fix(context: &Context, status: &CriterionStatus, of: &str) -> String {
    let id = &status.criterion.id;
    let language = context.language;
    if let Some(fix) = &status.fix {
        return told_in(fix, language);
    }
    say!(
        language,
        "acct stage advance {of} --evidence TEXT --confirm {id}",
        "acct stage advance {of} --evidence 依据 --confirm {id}"
    )
}

pub(super) fn stalled(context: &Context, position: &Position) -> Option<String> {
    let (days, expected) = position.days.zip(position.expected_days)?;
    position.stalled.then(|| {
        let stay = count(days, "day", "days");
        say!(
            context.language,
            "Stalled: {stay} in this stage, expected are {expected} at most.",
            "停滞：在本阶段已 {days} 天，预期不超过 {expected} 天。"
        )
    })
}

/// What the signals say, and how that was decided.
pub(crate) fn mismatch(context: &Context, playbook: &Playbook, mismatch: &Mismatch) -> String {
    let language = context.language;
    let (says, set) = (stage_name(context, mismatch.says), stage_name(context, mismatch.set));
    let signals: Vec<String> =
        mismatch.signals.iter().map(|id| signal_words(playbook, id, language)).collect();
    let signals = signals.join(pick(language, "; ", "；"));
    let (date, count, others) = (mismatch.date, mismatch.signals.len(), mismatch.others);
    let place = if mismatch.is_ahead() {
        pick(language, "a later", "更靠后的")
    } else {
        pick(language, "an earlier", "更靠前的")
    };
    let mut text = say!(
        language,
        "The newest signals ({date}) speak for {place} stage, \"{says}\", not for \"{set}\": {signals}.",
        "最新的客户信号（{date}）指向{place}阶段“{says}”，而不是“{set}”：{signals}。"
    );
    if others > 0 {
        let all = count + others;
        text.push_str(&say!(
            language,
            " That day {count} of {all} signals say so; where as many speak for two stages, the later one counts.",
            "（当天 {all} 个信号中有 {count} 个；数量相同时取靠后的阶段。）"
        ));
    }
    text
}

/// What the answers say.
pub(crate) fn answers_ahead(context: &Context, playbook: &Playbook, ahead: &AnswersAhead) -> String {
    let language = context.language;
    let says = stage_name(context, ahead.says);
    let told: Vec<String> = ahead
        .shown
        .iter()
        .map(|shown| {
            let label =
                playbook.item(&shown.item).map_or(shown.item.as_str(), |(_, item)| item.label.get(language));
            let (date, signal) = (shown.date, signal_words(playbook, &shown.signal, language));
            say!(language, "{label} ({date}) shows \"{signal}\"", "“{label}”的回答（{date}）表明“{signal}”")
        })
        .collect();
    let told = told.join(pick(language, "; ", "；"));
    say!(language, "Answers speak for \"{says}\": {told}.", "回答指向“{says}”：{told}。")
}

/// What the records say about moving on.
pub(crate) fn readiness(context: &Context, playbook: &Playbook, ready: &Readiness) -> String {
    let language = context.language;
    let to = stage_name(context, ready.to);
    let told = |ids: &[String]| {
        let texts: Vec<String> = ids.iter().map(|id| criterion_words(playbook, id, language)).collect();
        texts.join(pick(language, " ", ""))
    };
    let met = told(&ready.met);
    let mut text =
        say!(language, "What is recorded speaks for \"{to}\": {met}", "现有记录支持进入“{to}”：{met}");
    if !ready.questions.is_empty() {
        let questions = told(&ready.questions);
        text.push_str(&say!(language, " To be confirmed: {questions}", "尚需确认：{questions}"));
    }
    text
}

/// The command that moves a process, which `of` names as commands do, from one stage to another, with the questions to confirm.
pub(crate) fn move_to(context: &Context, of: &str, from: Stage, to: Stage, questions: &[String]) -> String {
    let language = context.language;
    if to < from {
        return say!(
            language,
            "acct stage back {of} --to {to} --reason TEXT",
            "acct stage back {of} --to {to} --reason 原因"
        );
    }
    let confirmed: String = questions.iter().map(|id| format!(" --confirm {id}")).collect();
    let to = self::to(from, to);
    say!(
        language,
        "acct stage advance {of}{to} --evidence TEXT{confirmed}",
        "acct stage advance {of}{to} --evidence 依据{confirmed}"
    )
}
