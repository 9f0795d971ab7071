//! From what people type to a look or a question of the checklist.

use acct::domain::fold::fold;
use acct::domain::language::{Language, pick};
use acct::domain::likeness::{Among, likeness, worth_proposing};
use acct::playbook::{Item, ItemKind, Look, Playbook};
use acct::say;

use crate::context::Context;
use crate::failure::Failure;

/// The look that a person names, by its id or its label in either language.
pub(crate) fn look<'p>(context: &Context, playbook: &'p Playbook, text: &str) -> anyhow::Result<&'p Look> {
    let wanted = fold(text);
    let named = |look: &&Look| {
        let key = format!("look.{}", look.id);
        let labels =
            [Language::English, Language::Chinese].map(|language| fold(context.labels.get(&key, language)));
        fold(&look.id) == wanted || labels.contains(&wanted)
    };
    playbook.looks.iter().find(named).ok_or_else(|| {
        let message = say!(context.language, "there is no look \"{text}\"", "没有“{text}”这一看");
        let looks: Vec<&str> = playbook.looks.iter().map(|look| look.id.as_str()).collect();
        let hint = say!(
            context.language,
            "the looks are {}",
            "可选：{}",
            looks.join(pick(context.language, ", ", "、"))
        );
        Failure::refused(message).hint(hint).into()
    })
}

/// The label of a look.
pub(crate) fn look_label(context: &Context, look: &str) -> String {
    context.labels.get(&format!("look.{look}"), context.language).to_owned()
}

/// Whether a question, by its full name, is the one that was meant.
type Test<'t> = &'t dyn Fn(&str, &Item) -> bool;

/// The question that a person names: `trend.rivalry`, `rivalry` where only one look has it, or its label.
pub(crate) fn item<'p>(
    context: &Context,
    playbook: &'p Playbook,
    text: &str,
) -> anyhow::Result<(String, &'p Item)> {
    let wanted = fold(text).replace(['-', ' '], "_");
    let label = fold(text);
    let found = |test: Test| -> Vec<(String, &'p Item)> {
        let items = playbook.items().filter(|(id, _, item)| test(id, item));
        items.map(|(id, _, item)| (id, item)).collect()
    };
    let tests: [Test; 3] = [&|id, _| id == wanted, &|_, item| item.id == wanted, &|_, item| {
        fold(&item.label.en) == label || fold(&item.label.zh) == label
    }];
    for test in tests {
        let mut matching = found(test);
        match matching.len() {
            0 => {}
            1 => return Ok(matching.remove(0)),
            _ => {
                let ids: Vec<String> = matching.into_iter().map(|(id, _)| id).collect();
                let message =
                    say!(context.language, "\"{text}\" names several questions", "“{text}”对应多个问题");
                let hint = say!(
                    context.language,
                    "write one of {}",
                    "请写全：{}",
                    ids.join(pick(context.language, ", ", "、"))
                );
                return Err(Failure::refused(message).hint(hint).into());
            }
        }
    }
    Err(unknown(context, playbook, text, &wanted))
}

fn unknown(context: &Context, playbook: &Playbook, text: &str, wanted: &str) -> anyhow::Error {
    let message = say!(context.language, "there is no question \"{text}\"", "没有“{text}”这个问题");
    let mut failure = Failure::refused(message);
    let alike = |id: &str, item: &Item| {
        let labels = [&item.label.en, &item.label.zh].map(|label| likeness(&fold(label), &fold(text)));
        let ids = [id, item.id.as_str()].map(|id| likeness(id, wanted));
        ids.into_iter().chain(labels).fold(0.0, f64::max)
    };
    let known = playbook.items().map(|(id, _, item)| (alike(&id, item), id));
    let near = worth_proposing(known, Among::Names);
    if !near.is_empty() {
        let ids: Vec<String> = near.into_iter().take(3).collect();
        failure = failure.hint(say!(
            context.language,
            "did you mean {}?",
            "是不是：{}？",
            ids.join(pick(context.language, ", ", "、"))
        ));
    }
    let named = wanted.split_once('.').map_or(wanted, |(look, _)| look);
    let hint = if let Some(look) = playbook.looks.iter().find(|look| look.id == named) {
        let asked = look.items.iter().filter(|item| item.kind != ItemKind::Record);
        let ids: Vec<&str> = asked.map(|item| item.id.as_str()).collect();
        let look = &look.id;
        say!(
            context.language,
            "the questions of {look}: {}",
            "{look} 的问题：{}",
            (ids.join(pick(context.language, ", ", "、")))
        )
    } else {
        let looks: Vec<&str> = playbook.looks.iter().map(|look| look.id.as_str()).collect();
        say!(
            context.language,
            "write LOOK.QUESTION with one of the looks {}; acct look status ACCOUNT lists the questions",
            "写作 看.问题，可选的看：{}；acct look status 客户 列出全部问题",
            (looks.join(pick(context.language, ", ", "、")))
        )
    };
    failure.hint(hint).into()
}
