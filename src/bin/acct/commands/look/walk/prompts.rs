//! A fitting prompt for each kind of question.

use acct::analysis::answers::{Answer, choice_label};
use acct::domain::language::pick;
use acct::interview::{Command, Typed};
use acct::playbook::{Item, ItemKind};
use acct::say;

use super::{Walking, paper};
use crate::context::Context;
use crate::output::width_of;
use crate::prompt::{Heading, List, Marks, Numbers, Picked, no_command};

/// What came of a prompt.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    Answer(Answer),
    /// Enter on the present answer, or on nothing.
    Nothing,
    /// A record was added that answers the question.
    Answered,
    Command(Command),
}

/// Asks until there is an answer, a command, or nothing. `present` is the answer that stands.
pub(super) fn ask(
    context: &mut Context,
    walking: &Walking,
    id: &str,
    item: &Item,
    present: Option<&Answer>,
) -> anyhow::Result<Given> {
    match item.kind {
        ItemKind::Scale | ItemKind::YesNo | ItemKind::Choice | ItemKind::MultiChoice => {
            from_list(context, item, present)
        }
        _ => typed(context, walking, id, item, present),
    }
}

/// The letters of all commands.
pub(super) fn letters() -> Vec<char> {
    Command::ALL.iter().map(|command| command.letter()).collect()
}

/// The possible answers, with the text that each is kept as.
fn options(context: &Context, item: &Item) -> Vec<(Answer, String)> {
    let language = context.language;
    let shown = |answer: Answer| {
        let text = answer.in_words(item, language);
        (answer, text)
    };
    match item.kind {
        ItemKind::Scale => (1..=5).map(|number| shown(Answer::Scale(number))).collect(),
        ItemKind::YesNo => [true, false].map(|yes| shown(Answer::YesNo(yes))).into(),
        _ => {
            let choices = item.choices.iter();
            let named = |choice: &acct::playbook::ItemChoice| {
                (Answer::Choice(choice.id.clone()), choice_label(choice, language).to_owned())
            };
            choices.map(named).collect()
        }
    }
}

fn from_list(context: &mut Context, item: &Item, present: Option<&Answer>) -> anyhow::Result<Given> {
    let options = options(context, item);
    let labels: Vec<String> = options.iter().map(|(_, label)| label.clone()).collect();
    let held: Vec<bool> = options
        .iter()
        .map(|(answer, _)| match (answer, present) {
            (Answer::Choice(id), Some(Answer::Choices(ids))) => ids.contains(id),
            (answer, present) => present == Some(answer),
        })
        .collect();
    let several = item.kind == ItemKind::MultiChoice;
    let marks = if several { Marks::Several(&held) } else { Marks::One(held.iter().position(|held| *held)) };
    let question = pick(context.language, "Answer", "答案");
    let letters = letters();
    let exclusive: Vec<bool> = item.choices.iter().map(|choice| choice.exclusive).collect();
    // The figures of a scale are its options themselves.
    let figures: Vec<i64> = (1..).take(options.len()).collect();
    let list = List {
        numbers: if item.kind == ItemKind::Scale { Numbers::Own(&figures) } else { Numbers::Positions },
        letters: &letters,
        exclusive: &exclusive,
        heading: Heading::Above,
        ..List::under(question, &labels, marks)
    };
    loop {
        let mut positions = match context.prompter().pick(&list)? {
            Picked::Letter(letter) => {
                return Ok(Command::of_letter(letter).map_or(Given::Nothing, Given::Command));
            }
            Picked::Options(positions) => positions,
        };
        positions.sort_unstable();
        if several && positions.is_empty() && held.contains(&true) {
            let told = pick(
                context.language,
                "Nothing is marked. Mark what holds; /s leaves the old answer, /d says that nobody knows.",
                "未勾选任何选项。请勾选；/s 保留原答案，/d 表示不知道。",
            );
            paper::marked(context, "", told)?;
            continue;
        }
        let chosen = positions.into_iter().filter_map(|at| options.get(at)).map(|(answer, _)| answer.clone());
        return Ok(match together(chosen.collect(), item.kind) {
            Some(answer) if present != Some(&answer) => Given::Answer(answer),
            _ => Given::Nothing,
        });
    }
}

/// The answer that options are together; none where there are none.
fn together(mut chosen: Vec<Answer>, kind: ItemKind) -> Option<Answer> {
    if kind != ItemKind::MultiChoice {
        return chosen.pop();
    }
    let ids = chosen.into_iter().filter_map(|answer| match answer {
        Answer::Choice(id) => Some(id),
        _ => None,
    });
    Some(ids.collect()).filter(|ids: &Vec<String>| !ids.is_empty()).map(Answer::Choices)
}

fn typed(
    context: &mut Context,
    walking: &Walking,
    id: &str,
    item: &Item,
    present: Option<&Answer>,
) -> anyhow::Result<Given> {
    /// Columns of a text beyond which it is easier to change in an editor than in a line.
    const LONG: usize = 240;
    let shown = present.map(|answer| answer.in_words(item, context.language)).unwrap_or_default();
    // A text of several lines would lose them in a prompt of one.
    let initial = if shown.contains('\n') || width_of(&shown) > LONG { "" } else { shown.as_str() };
    loop {
        let question = form(context, item.kind);
        let line = context.prompter().text(&question, initial)?;
        if line.trim().is_empty() || line.trim() == shown.trim() {
            return Ok(Given::Nothing);
        }
        let line = match Typed::read(Command::apart(&line, initial)) {
            Typed::Command(Command::Editor) if item.kind == ItemKind::Text => {
                let language = context.language;
                context.prompter().in_editor(item.ask.get(language), &shown)?
            }
            Typed::Command(command) => return Ok(Given::Command(command)),
            Typed::NoCommand(word) => {
                tell_no_command(context, word)?;
                continue;
            }
            Typed::Text(text) => text.into_owned(),
        };
        let text = line.trim();
        // The editor broke off, or nothing was written there.
        if text.is_empty() || text == shown.trim() {
            continue;
        }
        match super::super::answer::read(context, id, item, text, &walking.about.named.name) {
            Ok(answer) => return Ok(answer.map_or(Given::Command(Command::Unknown), Given::Answer)),
            Err(error) => context.ui.warning(format_args!("{error}")),
        }
    }
}

/// Says that a slash and a word are no command, and which there are.
pub(super) fn tell_no_command(context: &Context, word: &str) -> anyhow::Result<()> {
    paper::marked(context, "", &no_command(context.language, word))?;
    paper::commands(context)
}

/// What leads over to an answer that is typed: in which form.
fn form(context: &Context, kind: ItemKind) -> String {
    let language = context.language;
    match kind {
        ItemKind::Money => {
            let currency = context.currency;
            say!(
                language,
                "Amount (3.5m, USD 1200; {currency} unless said)",
                "金额（如 3.5亿、1200万美元；默认 {currency}）"
            )
        }
        ItemKind::Percent => pick(language, "Percent (40%)", "百分比（如 40%）").to_owned(),
        ItemKind::Number => pick(language, "Number", "数字").to_owned(),
        ItemKind::Date => pick(
            language,
            "Date (2026-09-30, next friday, 2026-Q3)",
            "日期（如 2026-09-30、下周五、2026-Q3）",
        )
        .to_owned(),
        _ => pick(language, "Answer", "答案").to_owned(),
    }
}
