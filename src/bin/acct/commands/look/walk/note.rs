//! A note on a question of a walk. It stands with what is known already until an answer comes, which it then goes with.

use acct::domain::finding::Answered;
use acct::domain::language::pick;
use acct::interview::{Command, Typed};
use acct::ops::looks::seen;
use acct::say;

use super::{Walking, Way, meanwhile, paper, prompts};
use crate::context::Context;

/// Asks for a note and puts it to what is known of the question, or to the open question itself.
pub(super) fn ask(context: &mut Context, walking: &mut Walking, id: &str) -> anyhow::Result<Way> {
    let language = context.language;
    let before = walking.facts.own(id).cloned();
    let initial =
        before.as_ref().and_then(|finding| finding.note.as_ref()).map_or("", |note| note.0.as_str());
    let question = pick(language, "Note", "备注");
    // A note of several lines would lose them in a prompt of one.
    let single = if initial.contains('\n') { "" } else { initial };
    let text = context.prompter().text(question, single)?;
    let text = match Typed::read(Command::apart(&text, single)) {
        _ if text == single => text,
        Typed::Command(Command::Editor) => context.prompter().in_editor(question, initial)?,
        Typed::Command(Command::Quit) => return Ok(Way::Quit),
        Typed::Command(Command::Help) => {
            paper::help(context)?;
            return Ok(Way::On);
        }
        Typed::Command(_) => return Ok(Way::On),
        Typed::NoCommand(word) => {
            prompts::tell_no_command(context, word)?;
            return Ok(Way::On);
        }
        Typed::Text(text) => text.into_owned(),
    };
    if text.trim() == initial.trim() || (text.trim().is_empty() && single != initial) {
        return Ok(Way::On);
    }
    let session = context.writing(walking.write)?;
    let noted = seen::note(session, &walking.playbook, walking.about.subject, id, initial, &text)?.value;
    walking.reload(context)?;
    let told = if walking.write.dry_run {
        say!(language, "would be noted: {}", "将备注：{}", text.trim())
    } else {
        say!(language, "noted: {}", "已备注：{}", text.trim())
    };
    paper::marked(context, "✓ ", &told)?;
    if let Some(before) = &before {
        walking.noted.entry(before.id.number()).or_insert_with(|| before.note.clone());
    }
    let was = before.as_ref().map(|finding| finding.id);
    if let Some(now) = noted.filter(|now| now.answered != Answered::Noted && Some(now.id) != was) {
        meanwhile::tell(context, &walking.playbook, &now);
    }
    Ok(Way::On)
}
