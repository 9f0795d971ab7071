//! Questions that records answer: adding the missing one, or completing one that is there; and any other record on the way.

use acct::analysis::coverage::State;
use acct::domain::kind::Kind;
use acct::domain::language::{count as days, pick, with_article};
use acct::domain::record::{Entry, Field, Shape};
use acct::domain::shell::told_in;
use acct::domain::value::Value;
use acct::interview::Command;
use acct::playbook::{Item, Rule};
use acct::say;

use super::prompts::{Given, letters};
use super::{Walking, Way, form, paper};
use crate::context::Context;
use crate::flags;
use crate::prompt::{Heading, List, Marks, Picked, Stop};
use crate::resolve::quoted;

/// Records on hand that are named.
const NAMED: usize = 5;

/// Kinds of record that a walk lets one add or change.
const KINDS: [Kind; 16] = [
    Kind::Contact,
    Kind::Need,
    Kind::Plan,
    Kind::Project,
    Kind::Rival,
    Kind::Factor,
    Kind::Requirement,
    Kind::Order,
    Kind::EconomicLine,
    Kind::ValueYear,
    Kind::Strategy,
    Kind::ControlPoint,
    Kind::Objective,
    Kind::Action,
    Kind::Feedback,
    Kind::Interaction,
];

/// The kind of record that answers a question.
fn kind(item: &Item) -> Option<Kind> {
    item.rule.as_ref().and_then(counted)
}

/// The first kind of record that a rule counts.
fn counted(rule: &Rule) -> Option<Kind> {
    let named = rule.count.as_deref().and_then(Kind::named);
    named.or_else(|| rule.any.iter().chain(&rule.all).find_map(counted))
}

/// The fields that the command gives, with their values; empty where the user fills them in.
fn offered(context: &mut Context, kind: Kind, item: &Item) -> anyhow::Result<Vec<(Field, Value)>> {
    let words: Vec<&str> = item.fix.as_deref().unwrap_or_default().split_whitespace().collect();
    let mut offered = Vec::new();
    for pair in words.windows(2) {
        let [flag, value] = pair else { continue };
        let name = flag.strip_prefix("--");
        let field = name.and_then(|name| kind.fields().iter().find(|field| field.flag() == name));
        let Some(field) = field else { continue };
        let is_for_the_user = value.chars().all(|letter| letter.is_ascii_uppercase());
        let value = if is_for_the_user {
            Value::Empty
        } else {
            flags::read(context, field, &[(*value).to_owned()], None)?
        };
        offered.push((field.clone(), value));
    }
    Ok(offered)
}

fn on_hand(context: &mut Context, walking: &Walking, kind: Kind) -> anyhow::Result<Vec<Entry>> {
    Ok(context.store()?.read().entries_of_account(kind, walking.about.named.id)?)
}

/// The answer in words that a question got before records answered it.
fn in_words<'w>(walking: &'w Walking, id: &str) -> Option<&'w str> {
    let kept = walking.facts.answer(id)?.value.as_ref()?;
    Some(kept.0.trim()).filter(|words| !words.is_empty())
}

/// What an answer in words gives a record that takes its place: the first line as its title, unless that is a year, and
/// all of it as its note.
fn from_words(kind: Kind, words: &str) -> Vec<(Field, Value)> {
    /// Characters of a title.
    const LONGEST: usize = 60;
    let title: String = words.lines().next().unwrap_or_default().chars().take(LONGEST).collect();
    let fields = [(kind.title_field(), title.as_str()), ("note", words)];
    let fields = fields.into_iter().filter_map(|(name, text)| {
        let field = kind.field(name).filter(|field| matches!(field.shape, Shape::Text | Shape::Paragraph))?;
        Some((field.clone(), Value::Text(text.trim().to_owned())))
    });
    fields.collect()
}

/// What is on record of the kind that a question asks for.
pub(super) fn show(context: &Context, walking: &Walking, id: &str, item: &Item) -> anyhow::Result<()> {
    let language = context.language;
    let Some(kind) = kind(item) else { return Ok(()) };
    let entries = walking.facts.entries(kind);
    let label = context.labels.kind(kind, language).to_lowercase();
    let titles: Vec<_> = entries.iter().rev().map(Entry::title).take(NAMED).collect();
    let titles = titles.join(pick(language, ", ", "、"));
    let count = entries.len();
    if count == 0 && in_words(walking, id).is_some() {
        let told = say!(
            language,
            "no {label} yet; the answer in words is its beginning",
            "还没有{label}记录；可由上面的文字回答建立"
        );
        return paper::marked(context, pick(language, "Record ", "记录    "), &told);
    }
    let old = walking.status(context, id).filter(|status| status.state == State::Stale);
    if let Some(age) = old.and_then(|status| status.age).filter(|_| in_words(walking, id).is_none()) {
        let days = days(age, "day", "days");
        let told =
            say!(language, "on record, but {days} old: {titles}", "已有记录，但已是 {age} 天前：{titles}");
        return paper::marked(context, pick(language, "Now    ", "现在    "), &told);
    }
    let told = match (count, count > NAMED) {
        (0, _) => say!(language, "no {label} on record", "还没有{label}记录"),
        (_, false) => say!(language, "on record, but not enough: {titles}", "已有记录，尚不满足：{titles}"),
        (_, true) => {
            let more = count - NAMED;
            say!(
                language,
                "on record, but not enough: {titles} and {more} more",
                "已有记录，尚不满足：{titles}，另有 {more} 条"
            )
        }
    };
    paper::marked(context, pick(language, "Now    ", "现在    "), &told)
}

/// Offers to add the record that a question waits for, or to complete one.
pub(super) fn ask(
    context: &mut Context,
    walking: &mut Walking,
    id: &str,
    item: &Item,
) -> anyhow::Result<Given> {
    let language = context.language;
    let Some(kind) = kind(item).filter(|kind| KINDS.contains(kind)) else {
        return by_command(context, walking, item);
    };
    let label = context.labels.kind(kind, language).to_lowercase();
    let a_record = with_article(&label);
    let mut options = vec![say!(language, "Add {a_record} now", "现在新增{label}")];
    if !on_hand(context, walking, kind)?.is_empty() {
        options.push(say!(language, "Complete {a_record} that is on record", "补全已有的{label}"));
    }
    let picked = match picked(context, &options)? {
        Picked::Letter(letter) => {
            return Ok(Command::of_letter(letter).map_or(Given::Nothing, Given::Command));
        }
        Picked::Options(positions) => positions.first().copied(),
    };
    let way = match picked {
        Some(0) => {
            let mut offered = offered(context, kind, item)?;
            if let Some(words) = in_words(walking, id) {
                offered.extend(from_words(kind, words));
            }
            on_the_way(context, |context| form::add(context, walking, kind, &offered))?
        }
        Some(_) => on_the_way(context, |context| change(context, walking, kind))?,
        None => return Ok(Given::Nothing),
    };
    walking.reload(context)?;
    if way == Way::Quit {
        return Ok(Given::Command(Command::Quit));
    }
    if walking.state(context, id) == State::Answered {
        return Ok(Given::Answered);
    }
    show(context, walking, id, item)?;
    paper::commands(context)?;
    ask(context, walking, id, item)
}

/// Picks one of the options, or a command beside them.
fn picked(context: &mut Context, options: &[String]) -> anyhow::Result<Picked> {
    let letters = letters();
    let question = pick(context.language, "Answer", "答案");
    let marks = Marks::One(Some(0));
    let list = List { letters: &letters, heading: Heading::Above, ..List::under(question, options, marks) };
    Ok(context.prompter().pick(&list)?)
}

/// A question whose record no form of the walk adds: says which command does, and lets it be left or commented on.
fn by_command(context: &mut Context, walking: &Walking, item: &Item) -> anyhow::Result<Given> {
    let language = context.language;
    if let Some(fix) = &item.fix {
        let fix = told_in(&fix.replace("ACCOUNT", &quoted(&walking.about.named.name)), language);
        paper::marked(context, pick(language, "By     ", "命令    "), &fix)?;
    }
    let options = [pick(language, "Leave it open for now", "暂且留着").to_owned()];
    Ok(match picked(context, &options)? {
        Picked::Letter(letter) => Command::of_letter(letter).map_or(Given::Nothing, Given::Command),
        Picked::Options(_) => Given::Nothing,
    })
}

/// Lets the person add or change any record of the account, then comes back.
pub(super) fn another(context: &mut Context, walking: &mut Walking) -> anyhow::Result<Way> {
    let language = context.language;
    if walking.about.is_industry() {
        let told = pick(
            language,
            "An industry has no records but its answers.",
            "行业只有问题的答案，没有其他记录。",
        );
        context.ui.status(format_args!("{told}"));
        return Ok(Way::On);
    }
    let mut options = vec![(pick(language, "Back to the question", "回到问题").to_owned(), None)];
    for kind in KINDS {
        let label = context.labels.kind(kind, language).to_lowercase();
        options.push((say!(language, "Add: {label}", "新增{label}"), Some((kind, true))));
    }
    for kind in KINDS {
        if !on_hand(context, walking, kind)?.is_empty() {
            let label = context.labels.kind(kind, language).to_lowercase();
            options.push((say!(language, "Change: {label}", "修改{label}"), Some((kind, false))));
        }
    }
    let labels: Vec<String> = options.iter().map(|(label, _)| label.clone()).collect();
    let question = say!(language, "Which record of {}?", "{}的哪种记录？", walking.about.named.name);
    let way = on_the_way(context, |context| {
        let chosen = context.hearing_commands(|context| context.prompter().choose(&question, &labels, 1))?;
        match options.get(chosen).and_then(|(_, wanted)| *wanted) {
            Some((kind, true)) => form::add(context, walking, kind, &[]),
            Some((kind, false)) => change(context, walking, kind),
            None => Ok(()),
        }
    })?;
    walking.reload(context)?;
    Ok(way)
}

/// Does something beside the walk: what is refused is told, and who leaves it comes back to the walk. Only an interrupt
/// and the command to quit end that, too.
fn on_the_way(
    context: &mut Context,
    work: impl FnOnce(&mut Context) -> anyhow::Result<()>,
) -> anyhow::Result<Way> {
    let Err(error) = work(context) else { return Ok(Way::On) };
    match error.downcast_ref::<Stop>() {
        Some(Stop::Command(Command::Quit)) => Ok(Way::Quit),
        Some(Stop::Ended | Stop::Command(_)) => Ok(Way::On),
        Some(_) => Err(error),
        None => {
            crate::failure::report(&context.ui, &error);
            Ok(Way::On)
        }
    }
}

fn change(context: &mut Context, walking: &Walking, kind: Kind) -> anyhow::Result<()> {
    let entries = on_hand(context, walking, kind)?;
    let named: Vec<acct::store::Named> = entries
        .iter()
        .map(|entry| acct::store::Named { id: entry.id, name: entry.title().into_owned() })
        .collect();
    let label = context.labels.kind(kind, context.language).to_lowercase();
    let question = say!(context.language, "Which {label}?", "哪个{label}？");
    let chosen = context.hearing_commands(|context| crate::pick::one_of_many(context, &question, named))?;
    let entry = context.store()?.read().get(kind, chosen.id)?;
    form::change(context, walking, &entry)
}
