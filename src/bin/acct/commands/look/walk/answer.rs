//! An answer of a walk: kept at once, then what it rests on.

use acct::analysis::answers::Answer;
use acct::domain::finding::{Answered, Finding};
use acct::domain::language::pick;
use acct::interview::{Basis, Command, Outcome, Typed};
use acct::ops::looks::AnswerDraft;
use acct::ops::looks::seen::{Given as Taken, Seen, answer_seen};
use acct::ops::walks;
use acct::playbook::{Item, ItemKind};
use acct::say;

use super::question::left;
use super::{Walking, Way, meanwhile, note, paper, prompts, records};
use crate::context::Context;

/// What was said to a question.
pub(super) enum Said {
    Answer(Answer),
    /// The answer that stands is right as of today.
    StillSo(Answer),
    NobodyKnows,
}

impl Said {
    fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Answer(answer) | Self::StillSo(answer) => Some(answer),
            Self::NobodyKnows => None,
        }
    }
}

/// What is to be recorded where `before` stands.
fn draft(
    context: &Context,
    walking: &Walking,
    id: &str,
    said: &Said,
    before: Option<&Finding>,
) -> AnswerDraft {
    let standing = before.filter(|finding| finding.answered == Answered::Known);
    let basis = match (said, standing) {
        // It rests on what it rested on.
        (Said::StillSo(_), Some(standing)) => Basis { date: context.today, ..Basis::of_finding(standing) },
        // What stands was shown, so what is said now takes its place, whatever day the last source was of.
        (Said::Answer(_), Some(standing)) => {
            Basis { date: standing.date.max(walking.basis.date), ..walking.basis.clone() }
        }
        (Said::Answer(_) | Said::StillSo(_), None) => walking.basis.clone(),
        (Said::NobodyKnows, _) => Basis::of(context.today),
    };
    let is_noted = |finding: &&Finding| {
        walking.noted.contains_key(&finding.id.number())
            || match (finding.answered, said) {
                // A note that was made before anybody knew belongs to the answer that was found after all.
                (Answered::Noted, _) | (Answered::Known, Said::StillSo(_)) => true,
                (Answered::Unknown, _) => finding.date == context.today,
                (Answered::Known, _) => false,
            }
    };
    AnswerDraft {
        item: id.to_owned(),
        answer: said.answer().cloned(),
        note: before.filter(is_noted).and_then(|finding| finding.note.as_ref()).map(|note| note.0.clone()),
        source: basis.source,
        method: standing.filter(|_| matches!(said, Said::StillSo(_))).and_then(|standing| standing.method),
        date: basis.date,
        confidence: basis.confidence,
    }
}

/// What stood, with the note that it had before one was made for the answer that comes now.
fn seen<'w>(walking: &'w Walking, before: &'w Finding) -> Seen<'w> {
    let note = walking.noted.get(&before.id.number()).filter(|_| before.answered == Answered::Known);
    Seen { note: note.map_or(before.note.as_ref(), Option::as_ref), finding: before }
}

/// Records what was said at once; then asks what an answer rests on.
pub(super) fn record(
    context: &mut Context,
    walking: &mut Walking,
    id: &str,
    item: &Item,
    said: Said,
) -> anyhow::Result<Way> {
    let before = walking.facts.own(id).cloned();
    let draft = draft(context, walking, id, &said, before.as_ref());
    let seen = before.as_ref().map(|before| seen(walking, before));
    let session = context.writing(walking.write)?;
    let written = answer_seen(session, &walking.playbook, walking.about.subject, &draft, seen)?;
    let finding = match written.value {
        Taken::Recorded(recorded) => recorded.finding,
        Taken::Overtaken(now) => {
            let ours = meanwhile::goes_on(context, walking, item, said.answer(), &now)?;
            walking.reload(context)?;
            if ours {
                return record(context, walking, id, item, said);
            }
            walking.walk.settle(Outcome::Kept);
            return Ok(Way::On);
        }
    };
    let Some(answer) = said.answer() else {
        let told = if walking.write.dry_run {
            pick(context.language, "Would be noted: nobody knows for now.", "将记下：暂时无人知晓。")
        } else {
            pick(context.language, "Noted: nobody knows for now.", "已记下：暂时无人知晓。")
        };
        context.ui.status(format_args!("{told}"));
        walking.walk.settle(Outcome::Unknown);
        return Ok(Way::On);
    };
    saved(context, walking, &finding, item, answer)?;
    walking.walk.settle(Outcome::Answered);
    walking.reload(context)?;
    walking.keep_place(context)?;
    if walking.write.dry_run { Ok(Way::On) } else { rest(context, walking, &finding) }
}

/// Says that an answer is kept, as it was understood, and what it rests on so far.
fn saved(
    context: &Context,
    walking: &Walking,
    finding: &Finding,
    item: &Item,
    answer: &Answer,
) -> anyhow::Result<()> {
    let language = context.language;
    let basis = basis_in_words(context, &Basis::of_finding(finding));
    let kept = if walking.write.dry_run {
        pick(language, "would be kept", "将保存")
    } else {
        pick(language, "kept", "已保存")
    };
    let told = match item.kind {
        ItemKind::Money | ItemKind::Percent | ItemKind::Number | ItemKind::Date => {
            let words = answer.in_words(item, language);
            say!(language, "{words} {kept}: {basis}", "{kept} {words}：{basis}")
        }
        _ => say!(language, "{kept}: {basis}", "{kept}：{basis}"),
    };
    paper::marked(context, "✓ ", &told)
}

/// Asks on one line for source, date and confidence of an answer that was just recorded.
fn rest(context: &mut Context, walking: &mut Walking, finding: &Finding) -> anyhow::Result<Way> {
    loop {
        let question = pick(
            context.language,
            "Source; date; low, medium or high (Enter keeps)",
            "来源；日期；低/中/高（回车沿用）",
        );
        let line = context.prompter().text(question, "")?;
        let line = match Typed::read(&line) {
            Typed::Command(command) => match obey_at_source(context, walking, finding, command)? {
                Some(way) => return Ok(way),
                None => continue,
            },
            Typed::NoCommand(word) => {
                prompts::tell_no_command(context, word)?;
                continue;
            }
            Typed::Text(text) => text.into_owned(),
        };
        let before = Basis::of_finding(finding);
        match context.read_values(|reading| before.read(&line, reading)) {
            Ok(basis) if basis == before => return Ok(Way::On),
            Ok(basis) => {
                paper::marked(context, "✓ ", &basis_in_words(context, &basis))?;
                rest_on(context, walking, finding, &basis)?;
                // What an answer that still holds rested on before is no source of the next one.
                walking.basis = context.read_values(|reading| walking.basis.read(&line, reading))?;
                return Ok(Way::On);
            }
            Err(error) => {
                use acct::domain::language::Bilingual as _;
                context.ui.warning(format_args!("{}", error.told_in(context.language)));
            }
        }
    }
}

/// Does what a command says where an answer was just kept; none when its source is asked for again.
fn obey_at_source(
    context: &mut Context,
    walking: &mut Walking,
    finding: &Finding,
    command: Command,
) -> anyhow::Result<Option<Way>> {
    match command {
        Command::Quit => return Ok(Some(Way::Quit)),
        Command::Skip => {}
        Command::Back => {
            walking.walk.back();
        }
        Command::Note => {
            walking.reload(context)?;
            return Ok(left(note::ask(context, walking, &finding.item)?));
        }
        Command::Record => return Ok(left(records::another(context, walking)?)),
        // Of what it rests on nothing is known.
        Command::Unknown => rest_on(context, walking, finding, &Basis::of(finding.date))?,
        Command::Editor | Command::Help => {
            paper::help(context)?;
            return Ok(None);
        }
    }
    Ok(Some(Way::On))
}

/// Keeps what an answer rests on, and says when another answer is in force by now.
fn rest_on(context: &mut Context, walking: &Walking, finding: &Finding, basis: &Basis) -> anyhow::Result<()> {
    let about = walking.about.subject;
    let rested = walks::rest_on(context.writing(walking.write)?, about, finding.id.number(), basis)?.value;
    if let Some(later) = rested.later {
        meanwhile::tell(context, &walking.playbook, &later);
    }
    Ok(())
}

fn basis_in_words(context: &Context, basis: &Basis) -> String {
    let language = context.language;
    let source = basis.source.as_deref().unwrap_or(pick(language, "no source", "无来源"));
    let sure = match basis.confidence {
        Some(sure) => context.labels.get(&format!("confidence.{sure}"), language).to_lowercase(),
        None => pick(language, "confidence not said", "可信度未注明").to_owned(),
    };
    let date = basis.date;
    say!(language, "{source}; {date}; {sure}", "{source}；{date}；{sure}")
}
