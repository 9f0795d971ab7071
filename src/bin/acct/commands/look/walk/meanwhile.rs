//! What somebody else answered while a prompt stood.

use acct::analysis::answers::{self, Answer};
use acct::domain::finding::{Answered, Finding};
use acct::domain::language::pick;
use acct::playbook::{Item, Playbook};
use acct::say;

use super::Walking;
use crate::context::Context;

/// Says what is in force by now.
pub(super) fn tell(context: &Context, playbook: &Playbook, now: &Finding) {
    context.ui.warning(format_args!("{}", in_words(context, playbook, now)));
}

/// Says what is in force by now, and whether ours takes its place all the same: an answer only where that is confirmed.
pub(super) fn goes_on(
    context: &mut Context,
    walking: &Walking,
    item: &Item,
    ours: Option<&Answer>,
    now: &Finding,
) -> anyhow::Result<bool> {
    tell(context, &walking.playbook, now);
    let Some(ours) = ours else { return Ok(now.answered != Answered::Known) };
    if now.answered != Answered::Known {
        return Ok(true);
    }
    let ours = ours.in_words(item, context.language);
    let question = say!(context.language, "Put yours in its place: {ours}?", "用您的答案取代它吗：{ours}？");
    Ok(context.prompter().confirm(&question, false)?)
}

/// `meanwhile li answered: 4 · ... (2026-03-01, annual report)`.
pub(in super::super) fn in_words(context: &Context, playbook: &Playbook, now: &Finding) -> String {
    let language = context.language;
    let by = now.by.as_deref().unwrap_or(pick(language, "somebody", "有人"));
    let mut rests = vec![now.date.to_string()];
    rests.extend(now.source.clone());
    let rests = rests.join(pick(language, ", ", "，"));
    let note = now.note.as_ref().map_or("", |note| note.0.as_str());
    match (now.answered, &now.value) {
        (Answered::Known, Some(value)) => {
            let item = playbook.item(&now.item).map(|(_, item)| item);
            let words =
                item.map_or_else(|| value.0.clone(), |item| answers::in_words(item, &value.0, language));
            say!(
                language,
                "meanwhile {by} answered: {words} ({rests})",
                "其间 {by} 已回答：{words}（{rests}）"
            )
        }
        (Answered::Noted, _) => {
            say!(language, "meanwhile {by} noted: {note}", "其间 {by} 添加了备注：{note}")
        }
        _ => say!(
            language,
            "meanwhile {by} noted that nobody knows ({rests})",
            "其间 {by} 记下无人知晓（{rests}）"
        ),
    }
}
