//! The answer to one question from a person, who starts from the answer that is there.

use acct::analysis::answers::{Answer, choice_label};
use acct::domain::language::Language;
use acct::playbook::{Item, ItemKind};
use acct::say;

use super::about::About;
use super::answer::{placeholders, read};
use crate::ask;
use crate::context::Context;
use crate::prompt::{List, Marks, Numbers, Picked};

/// Asks the question, with what its answers mean; none where nobody knows.
pub(super) fn value(
    context: &mut Context,
    id: &str,
    item: &Item,
    about: &About,
) -> anyhow::Result<Option<Answer>> {
    let language = context.language;
    let name = &about.named.name;
    if !context.asks() {
        let [_, value] = placeholders(language);
        let form = format!("acct look answer {} {id}", about.argument());
        let hint = say!(language, "if nobody knows: {form} --unknown", "如果没有人知道：{form} --unknown");
        return Err(ask::missing(language, &[value]).hint(format!("{form} {value}")).hint(hint).into());
    }
    let present = present(context, id, item, about)?;
    let question = item.ask.get(language).to_owned();
    let offered = offered(item, language);
    let labels: Vec<String> = offered.iter().map(|(_, label)| label.clone()).collect();
    let text = match item.kind {
        ItemKind::MultiChoice => {
            let held = |id: &String| matches!(&present, Some(Answer::Choices(ids)) if ids.contains(id));
            let marked: Vec<bool> = offered.iter().map(|(id, _)| held(id)).collect();
            let exclusive: Vec<bool> = item.choices.iter().map(|choice| choice.exclusive).collect();
            let list =
                List { exclusive: &exclusive, ..List::under(&question, &labels, Marks::Several(&marked)) };
            let chosen = match context.prompter().pick(&list)? {
                Picked::Options(positions) => positions,
                Picked::Letter(_) => Vec::new(),
            };
            let ids: Vec<&str> =
                chosen.iter().filter_map(|at| offered.get(*at)).map(|(id, _)| id.as_str()).collect();
            ids.join(";")
        }
        ItemKind::Scale | ItemKind::Choice => {
            let held = present.map(|answer| answer.canonical());
            let at = offered.iter().position(|(text, _)| Some(text) == held.as_ref());
            // The middle of a scale, the first of choices.
            let first = if item.kind == ItemKind::Scale { 2 } else { 0 };
            let figures: Vec<i64> = (1..).take(labels.len()).collect();
            let own = Numbers::Own(&figures);
            let numbers = if item.kind == ItemKind::Scale { own } else { Numbers::Positions };
            let chosen =
                context.prompter().choose_numbered(&question, &labels, numbers, at.unwrap_or(first))?;
            offered.into_iter().nth(chosen).map(|(text, _)| text).unwrap_or_default()
        }
        _ => return typed(context, id, item, name, present.as_ref()),
    };
    read(context, id, item, &text, name)
}

/// The answer in force; none where there is none, or it no longer fits the question.
fn present(context: &mut Context, id: &str, item: &Item, about: &About) -> anyhow::Result<Option<Answer>> {
    let facts = about.facts(context)?;
    let kept = facts.answer(id).and_then(|finding| finding.value.as_ref());
    Ok(kept.and_then(|kept| Answer::kept(item, &kept.0)))
}

/// What there is to choose from: the text that is kept, and how people read it.
fn offered(item: &Item, language: Language) -> Vec<(String, String)> {
    if item.kind == ItemKind::Scale {
        let meanings = item.scale.iter().zip(1..);
        return meanings
            .map(|(meaning, number)| (number.to_string(), format!("{number} · {}", meaning.get(language))))
            .collect();
    }
    let choices = item.choices.iter();
    choices.map(|choice| (choice.id.clone(), choice_label(choice, language).to_owned())).collect()
}

fn typed(
    context: &mut Context,
    id: &str,
    item: &Item,
    account: &str,
    present: Option<&Answer>,
) -> anyhow::Result<Option<Answer>> {
    let language = context.language;
    let shown = present.map(|answer| answer.in_words(item, language)).unwrap_or_default();
    loop {
        // A text of several lines would lose them in a prompt of one.
        let text = if shown.contains('\n') {
            context.prompter().paragraph(item.ask.get(language), &shown)?
        } else {
            context.prompter().text(item.ask.get(language), &shown)?
        };
        if text.trim().is_empty() {
            continue;
        }
        match read(context, id, item, &text, account) {
            Ok(answer) => return Ok(answer),
            Err(error) => context.ui.warning(format_args!("{error}")),
        }
    }
}
