//! One question of a walk: why it is asked, what is known, where to look, and what is done about it.

use acct::analysis::answers::Answer;
use acct::analysis::coverage::State;
use acct::analysis::next_questions::next_questions;
use acct::domain::date::span_days;
use acct::domain::finding::Answered;
use acct::domain::language::{Language, count, days_ago, pick};
use acct::interview::{Command, Outcome};
use acct::playbook::{Item, ItemKind, Look};
use acct::say;

use super::super::find;
use super::answer::{self, Said};
use super::prompts::{self, Given};
use super::{Walking, Way, form, note, paper, records};
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
                return answer::record(context, walking, &id, item, Said::Answer(answer));
            }
            Given::Nothing => {
                let is_own = walking.facts.inherited(&id).is_none();
                let is_stale = walking.state(context, &id) == State::Stale;
                let Some(answer) = present.filter(|_| is_own && is_stale) else {
                    pass_over(context, walking, &id)?;
                    return Ok(Way::On);
                };
                return answer::record(context, walking, &id, item, Said::StillSo(answer));
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
            answer::record(context, walking, id, item, Said::NobodyKnows)?;
        }
        Command::Note => return Ok(left(note::ask(context, walking, id)?)),
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
        Command::Help => {
            paper::help(context)?;
            return Ok(None);
        }
    }
    Ok(Some(Way::On))
}

/// The way on when the walk is left; none when it goes on at the same question.
pub(super) fn left(way: Way) -> Option<Way> {
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
    let ago = days_ago(language, days);
    let age = match (days, language) {
        (1.., Language::English) => format!("{} old", count(days, "day", "days")),
        _ => ago.clone(),
    };
    let industry = walking.facts.inherited_from(id);
    let kept = match (&finding.value, finding.answered) {
        (Some(value), Answered::Known) => acct::analysis::answers::in_words(item, &value.0, language),
        (_, Answered::Noted) => return None,
        _ => {
            return Some(match industry {
                Some(industry) => say!(
                    language,
                    "nobody knew {ago}, asked for the industry {industry}",
                    "{ago}按行业「{industry}」问过，无人知晓"
                ),
                None => say!(language, "nobody knew {ago}", "{ago}问过，无人知晓"),
            });
        }
    };
    let is_stale = walking.state(context, id) == State::Stale;
    let mut rests = vec![if is_stale { say!(language, "{age}, stale", "{age}，已过期") } else { age }];
    rests.extend(finding.source.clone());
    rests.extend(
        finding
            .confidence
            .map(|sure| context.labels.get(&format!("confidence.{sure}"), language).to_lowercase()),
    );
    rests.extend(
        industry.map(|industry| say!(language, "from the industry {industry}", "沿用行业「{industry}」")),
    );
    let rests = rests.join(pick(language, ", ", "，"));
    let enter = match item.kind {
        _ if industry.is_some() => pick(
            language,
            "Enter keeps it; an answer of yours holds for this account alone.",
            "回车：沿用；在此回答则只用于该客户。",
        ),
        // What was said in words where records answer by now is not said again.
        ItemKind::Record => pick(language, "/s leaves it.", "/s：保持不变。"),
        _ if is_stale => pick(language, "Enter: still so.", "回车：仍然如此。"),
        _ => pick(language, "Enter leaves it.", "回车：保持不变。"),
    };
    Some(say!(language, "{kept} ({rests}). {enter}", "{kept}（{rests}）。{enter}"))
}
