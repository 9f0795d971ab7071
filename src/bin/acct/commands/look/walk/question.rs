//! One question of a walk: why it is asked, what is known, where to look, the answer and what it rests on.

use acct::analysis::answers::Answer;
use acct::analysis::coverage::State;
use acct::analysis::next_questions::next_questions;
use acct::domain::date::span_days;
use acct::domain::finding::{Answered, Finding};
use acct::domain::language::{count, pick};
use acct::interview::{Basis, Command, Outcome, Typed};
use acct::ops::looks::AnswerDraft;
use acct::ops::looks::seen::{self, Given as Taken};
use acct::ops::walks;
use acct::playbook::{Item, ItemKind, Look};
use acct::say;

use super::super::find;
use super::prompts::{self, Given};
use super::{Walking, Way, form, meanwhile, paper, records};
use crate::context::Context;

/// Asks the current question and deals with what comes, until the walk stands at another one.
pub(super) fn ask(context: &mut Context, walking: &mut Walking) -> anyhow::Result<Way> {
    let playbook = std::rc::Rc::clone(&walking.playbook);
    let Some((id, look, item)) = walking.current(&playbook) else { return Ok(Way::On) };
    show(context, walking, &id, look, item)?;
    loop {
        let present = present(walking, &id, item);
        let given = match item.kind {
            ItemKind::Record => records::ask(context, walking, &id, item)?,
            _ => prompts::ask(context, walking, &id, item, present.as_ref())?,
        };
        match given {
            Given::Answer(answer) => {
                return record(context, walking, &id, item, Some(answer));
            }
            Given::Nothing => {
                let Some(answer) = present.filter(|_| walking.state(context, &id) == State::Stale) else {
                    pass_over(context, walking, &id)?;
                    return Ok(Way::On);
                };
                // Still so, as of today: the answer is fresh again.
                walking.basis.date = context.today;
                return record(context, walking, &id, item, Some(answer));
            }
            // The walk passes over it when it goes on.
            Given::Answered => return Ok(Way::On),
            Given::Command(command) => {
                if let Some(way) = obey(context, walking, &id, item, command)? {
                    return Ok(way);
                }
            }
        }
    }
}

/// Does what a command says; none when the question is asked again.
fn obey(
    context: &mut Context,
    walking: &mut Walking,
    id: &str,
    item: &Item,
    command: Command,
) -> anyhow::Result<Option<Way>> {
    match command {
        Command::Quit => return Ok(Some(Way::Quit)),
        Command::Skip => pass_over(context, walking, id)?,
        Command::Back => {
            if !walking.walk.back() {
                let told = pick(context.language, "This is the first question.", "已是第一题。");
                context.ui.status(format_args!("{told}"));
                return Ok(None);
            }
        }
        Command::Unknown => {
            record(context, walking, id, item, None)?;
        }
        Command::Note => return Ok(left(note(context, walking, id)?)),
        Command::Record => {
            let way = records::another(context, walking)?;
            if way == Way::On {
                show_again(context, item)?;
            }
            return Ok(left(way));
        }
        Command::Editor => {
            context.ui.status(format_args!("{}", form::editor_is_for_words(context)));
            return Ok(None);
        }
    }
    Ok(Some(Way::On))
}

/// The way on when the walk is left; none when it goes on at the same question.
fn left(way: Way) -> Option<Way> {
    (way == Way::Quit).then_some(way)
}

/// Goes on without an answer; one that stands is left as it is.
fn pass_over(context: &Context, walking: &mut Walking, id: &str) -> anyhow::Result<()> {
    let stands = walking.facts.answer(id).is_some();
    walking.walk.settle(if stands { Outcome::Kept } else { Outcome::Skipped });
    let told = if stands {
        pick(context.language, "– left as it is", "– 保持不变")
    } else {
        pick(context.language, "– skipped", "– 跳过")
    };
    paper::dim(context, told)
}

/// The answer that stands.
fn present(walking: &Walking, id: &str, item: &Item) -> Option<Answer> {
    let kept = walking.facts.answer(id)?.value.as_ref()?;
    Answer::kept(item, &kept.0)
}

/// Records an answer, or that nobody knows, at once; then asks what an answer rests on.
fn record(
    context: &mut Context,
    walking: &mut Walking,
    id: &str,
    item: &Item,
    answer: Option<Answer>,
) -> anyhow::Result<Way> {
    let seen = walking.facts.finding(id).cloned();
    let before = seen.as_ref();
    // A note that was made before anybody knew belongs to the answer that was found after all.
    let noted = before.filter(|finding| match finding.answered {
        Answered::Noted => true,
        Answered::Unknown => finding.date == context.today,
        Answered::Known => false,
    });
    // What stands was shown, so what is said now takes its place, whatever day the last source was of.
    let standing = before.filter(|finding| finding.answered == Answered::Known).map(|finding| finding.date);
    let found = standing.map_or(walking.basis.date, |standing| standing.max(walking.basis.date));
    let draft = AnswerDraft {
        item: id.to_owned(),
        note: noted.and_then(|finding| finding.note.as_ref()).map(|note| note.0.clone()),
        source: walking.basis.source.clone().filter(|_| answer.is_some()),
        method: None,
        date: if answer.is_some() { found } else { context.today },
        confidence: walking.basis.confidence.filter(|_| answer.is_some()),
        answer,
    };
    let session = context.writing(walking.write)?;
    let written = seen::answer_seen(session, &walking.playbook, walking.account.id, &draft, seen.as_ref())?;
    let finding = match written.value {
        Taken::Recorded(recorded) => recorded.finding,
        Taken::Overtaken(now) => {
            let ours = meanwhile::goes_on(context, walking, item, draft.answer.as_ref(), &now)?;
            walking.reload(context)?;
            if ours {
                return record(context, walking, id, item, draft.answer);
            }
            walking.walk.settle(Outcome::Kept);
            return Ok(Way::On);
        }
    };
    let Some(answer) = &draft.answer else {
        let told = pick(context.language, "Noted: nobody knows for now.", "已记下：暂时无人知晓。");
        context.ui.status(format_args!("{told}"));
        walking.walk.settle(Outcome::Unknown);
        return Ok(Way::On);
    };
    let basis = Basis { date: found, ..walking.basis.clone() };
    saved(context, &basis, item, answer)?;
    walking.walk.settle(Outcome::Answered);
    walking.reload(context)?;
    walking.keep_place(context)?;
    if walking.write.dry_run { Ok(Way::On) } else { rest(context, walking, &finding) }
}

/// Says that an answer is kept, as it was understood, and what it rests on so far.
fn saved(context: &Context, basis: &Basis, item: &Item, answer: &Answer) -> anyhow::Result<()> {
    let basis = basis_in_words(context, basis);
    let told = match item.kind {
        ItemKind::Money | ItemKind::Percent | ItemKind::Number | ItemKind::Date => {
            let words = answer.in_words(item, context.language);
            say!(context.language, "{words} kept: {basis}", "已保存 {words}：{basis}")
        }
        _ => say!(context.language, "kept: {basis}", "已保存：{basis}"),
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
        let before = Basis { date: finding.date, ..walking.basis.clone() };
        match context.read_values(|reading| before.read(&line, reading)) {
            Ok(basis) if basis == before => return Ok(Way::On),
            Ok(basis) => {
                paper::marked(context, "✓ ", &basis_in_words(context, &basis))?;
                rest_on(context, walking, finding, &basis)?;
                walking.basis = basis;
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
            return Ok(left(note(context, walking, &finding.item)?));
        }
        Command::Record => return Ok(left(records::another(context, walking)?)),
        // Of what it rests on nothing is known.
        Command::Unknown => rest_on(context, walking, finding, &Basis::of(finding.date))?,
        Command::Editor => {
            paper::commands(context)?;
            return Ok(None);
        }
    }
    Ok(Some(Way::On))
}

/// Keeps what an answer rests on, and says when another answer is in force by now.
fn rest_on(context: &mut Context, walking: &Walking, finding: &Finding, basis: &Basis) -> anyhow::Result<()> {
    let rested = walks::rest_on(context.writing(walking.write)?, finding.id.number(), basis)?.value;
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

/// Asks for a note and puts it to what is known of the question, or to the open question itself.
fn note(context: &mut Context, walking: &mut Walking, id: &str) -> anyhow::Result<Way> {
    let language = context.language;
    let before = walking.facts.finding(id).cloned();
    let initial =
        before.as_ref().and_then(|finding| finding.note.as_ref()).map_or("", |note| note.0.as_str());
    let question = pick(language, "Note", "备注");
    // A note of several lines would lose them in a prompt of one.
    let single = if initial.contains('\n') { "" } else { initial };
    let text = context.prompter().text(question, single)?;
    let text = match Typed::read(Command::apart(&text, single)) {
        _ if text == single => text,
        Typed::Command(Command::Editor) => context.prompter().paragraph(question, initial)?,
        Typed::Command(Command::Quit) => return Ok(Way::Quit),
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
    let noted = seen::note(session, &walking.playbook, walking.account.id, id, initial, &text)?.value;
    walking.reload(context)?;
    paper::marked(context, "✓ ", &say!(language, "noted: {}", "已备注：{}", text.trim()))?;
    let was = before.as_ref().map(|finding| finding.id);
    if let Some(now) = noted.filter(|now| now.answered != Answered::Noted && Some(now.id) != was) {
        meanwhile::tell(context, &walking.playbook, &now);
    }
    Ok(Way::On)
}

/// Shows a question with all that helps to answer it.
fn show(context: &Context, walking: &Walking, id: &str, look: &Look, item: &Item) -> anyhow::Result<()> {
    let language = context.language;
    paper::line(context, "")?;
    let name = format!("{} · {}", find::look_label(context, &look.id), item.label.get(language));
    paper::rule(context, &name, &format!("{}/{}", walking.walk.number(), walking.walk.len()))?;
    paper::bold(context, item.ask.get(language))?;
    let why = [item.why.get(language).to_owned(), reasons(context, walking, id)];
    let why: Vec<String> = why.into_iter().filter(|why| !why.is_empty()).collect();
    paper::marked(context, pick(language, "Why    ", "为什么  "), &why.join(pick(language, " ", "")))?;
    paper::marked(context, pick(language, "Where  ", "哪里找  "), item.hint.get(language))?;
    if let Some(now) = now(context, walking, id, item) {
        paper::begun(context, pick(language, "Now    ", "现在    "), &now)?;
    }
    if let Some(note) = walking.facts.finding(id).and_then(|finding| finding.note.as_ref()) {
        paper::begun(context, pick(language, "Note   ", "备注    "), &note.0)?;
    }
    if item.kind == ItemKind::Record {
        records::show(context, walking, id, item)?;
    }
    paper::commands(context)
}

/// After something else was done, the question alone.
fn show_again(context: &Context, item: &Item) -> anyhow::Result<()> {
    paper::line(context, "")?;
    paper::bold(context, item.ask.get(context.language))?;
    paper::commands(context)
}

/// Why the question matters for this account, now.
fn reasons(context: &Context, walking: &Walking, id: &str) -> String {
    let questions = next_questions(&walking.playbook, &walking.facts, context.today);
    let Some(question) = questions.iter().find(|question| question.item == id) else { return String::new() };
    let language = context.language;
    let reasons: Vec<String> = question
        .reasons
        .iter()
        .filter(|reason| !matches!(reason, acct::analysis::next_questions::Reason::Picture { .. }))
        .map(|reason| reason.in_words(&context.labels, language))
        .collect();
    if reasons.is_empty() {
        return String::new();
    }
    let reasons = reasons.join(pick(language, "; ", "；"));
    say!(language, "({reasons})", "（{reasons}）")
}

/// The present answer with its age and what it rests on.
fn now(context: &Context, walking: &Walking, id: &str, item: &Item) -> Option<String> {
    let language = context.language;
    let finding = walking.facts.finding(id)?;
    let days = span_days(finding.date, context.today).max(0);
    let age = count(days, "day", "days");
    let kept = match (&finding.value, finding.answered) {
        (Some(value), Answered::Known) => acct::analysis::answers::in_words(item, &value.0, language),
        (_, Answered::Noted) => return None,
        _ => return Some(say!(language, "nobody knew {age} ago", "{days} 天前问过，无人知晓")),
    };
    let is_stale = walking.state(context, id) == State::Stale;
    let mut rests = vec![if is_stale {
        say!(language, "{age} old, stale", "{days} 天前，已过期")
    } else {
        say!(language, "{age} old", "{days} 天前")
    }];
    rests.extend(finding.source.clone());
    rests.extend(
        finding
            .confidence
            .map(|sure| context.labels.get(&format!("confidence.{sure}"), language).to_lowercase()),
    );
    let rests = rests.join(pick(language, ", ", "，"));
    // What was said in words where records answer by now is not said again.
    let enter = if is_stale && item.kind != ItemKind::Record {
        pick(language, "Enter: still so.", "回车：仍然如此。")
    } else {
        pick(language, "Enter leaves it.", "回车：保持不变。")
    };
    Some(say!(language, "{kept} ({rests}). {enter}", "{kept}（{rests}）。{enter}"))
}
