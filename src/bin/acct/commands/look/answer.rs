//! `acct look answer`: one question answered, with its evidence.

use std::path::PathBuf;

use acct::analysis::answers::{self, Answer, AnswerError, Mismatch, choice_label};
use acct::analysis::stage::fix_command;
use acct::domain::finding::{Finding, Method};
use acct::domain::kind::Kind;
use acct::domain::language::{Language, count, pick};
use acct::domain::shell::told_in;
use acct::domain::value::Value;
use acct::export::Format;
use acct::ops;
use acct::ops::looks::filled::Newer;
use acct::ops::looks::seen::{Given, Seen, answer_seen};
use acct::ops::looks::{self, AnswerDraft, Recorded};
use acct::playbook::{Item, ItemKind, Playbook};
use acct::say;

use super::about::About;
use super::fill::{self, Bad, Manner};
use super::{find, walk};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::{ask, display, flags, resolve};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct look answer \"Example Steel\" trend.rivalry 4 --source \"annual report 2025\" --date 2026-03-01 --confidence high\n  acct look answer \"Example Steel\" opportunity.timing 2026-Q3\n  acct look answer \"Example Steel\" customer.margin --unknown --note \"Finance head would not say\"\n  acct look answer --industry \"ICT\" trend.rivalry 4 --source \"industry yearbook 2025\"\n  acct look answer \"Example Steel\" --from answers.yaml --source \"annual report 2025\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The question: trend.rivalry, rivalry, or its label (asked for when missing)
    #[arg(value_name = "ITEM")]
    item: Option<String>,
    /// The answer: 1-5, yes or no, an amount, a percentage, a date, a choice or a text, as the question asks (asked for when missing)
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    value: Option<String>,
    /// ACCOUNT names an industry: the answer holds for all its accounts that have none of their own
    #[arg(long)]
    industry: bool,
    /// Asked, and nobody knows
    #[arg(long, conflicts_with = "value")]
    unknown: bool,
    /// Where the answer comes from
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// When it was found (today unless given)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// How sure it is: low, medium, high
    #[arg(long, value_name = "CHOICE")]
    confidence: Option<String>,
    /// How it was come by: desk, visit, call, interview, survey, observation, estimate, other
    #[arg(long, value_name = "CHOICE")]
    method: Option<String>,
    /// Anything else worth knowing
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Many answers from a file: YAML, CSV or NDJSON with item and answer (- for standard input); the flags above count for
    /// answers without evidence of their own
    #[arg(long, value_name = "FILE", conflicts_with_all = ["item", "value", "unknown", "note"])]
    from: Option<PathBuf>,
    /// With --from: record what is good and leave out what is not
    #[arg(long, requires = "from")]
    keep_going: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let about = About::called(context, &args.account, args.industry)?;
    if let Some(path) = &args.from {
        let usual = fill::usual(&draft(context, String::new(), None, args)?, args.date.is_some());
        let bad = if args.keep_going { Bad::LeftOut } else { Bad::Refused };
        let file = fill::File::read(context, path)?;
        let manner = Manner { usual, newer: Newer::Kept, bad, write: args.write };
        return fill::fill(context, &[(about, file)], &manner);
    }
    let playbook = context.playbook()?;
    let (id, item) = match &args.item {
        Some(text) => find::item(context, &playbook, text)?,
        None => ask_which(context, &playbook, &about)?,
    };
    if about.is_industry() {
        not_of_industry(context, &playbook, &id)?;
    }
    let name = &about.named.name;
    if item.kind == ItemKind::Record {
        let fix = fix_command(item.fix.as_deref().unwrap_or_default(), &about.facts(context)?);
        return Err(refused(context, item, name, &Mismatch::ByRecords { item: id, fix }.into()));
    }
    let is_asked = !args.unknown && args.value.is_none();
    let is_in_force = |finding: &Finding| finding.item == id && finding.superseded != Some(true);
    let shown = about.findings(context)?.into_iter().rev().find(is_in_force);
    let answer = match &args.value {
        _ if args.unknown => None,
        Some(text) => read(context, &id, item, text, name)?,
        None => super::ask::value(context, &id, item, &about)?,
    };
    let draft = draft(context, id, answer, args)?;
    let (recorded, operation) = if is_asked {
        after_a_prompt(context, args, &about, &draft, shown.as_ref())?
    } else {
        let written = looks::answer(context.writing(args.write)?, &playbook, about.subject, &[draft])?;
        (written.value, written.operation)
    };
    tell(context, name, item, &recorded, operation);
    if about.is_industry() {
        tell_heirs(context, name)?;
    }
    if context.format() != Format::Table {
        let entries: Vec<_> =
            recorded.iter().map(|recorded| about.subject.entry(&recorded.finding)).collect();
        let kind = if about.is_industry() { Kind::IndustryFinding } else { Kind::Finding };
        let fields: Vec<_> = context.schema.fields(kind).cloned().collect();
        let sheet = display::sheet(context, kind, &entries, &fields)?;
        display::print_record(context, &sheet)?;
    }
    Ok(())
}

/// Records what was answered at a prompt, unless somebody else answered while it stood.
fn after_a_prompt(
    context: &mut Context,
    args: &Args,
    about: &About,
    draft: &AnswerDraft,
    shown: Option<&Finding>,
) -> anyhow::Result<(Vec<Recorded>, Option<i64>)> {
    let playbook = context.playbook()?;
    let written =
        answer_seen(context.writing(args.write)?, &playbook, about.subject, draft, shown.map(Seen::from))?;
    match written.value {
        Given::Recorded(recorded) => Ok((vec![*recorded], written.operation)),
        Given::Overtaken(now) => {
            let told = walk::meanwhile_in_words(context, &playbook, &now);
            let (name, item) = (about.argument(), &draft.item);
            let value = match &draft.answer {
                Some(answer) => resolve::quoted(&answer.canonical()),
                None => "--unknown".to_owned(),
            };
            let message = say!(context.language, "nothing was recorded: {told}", "没有记录：{told}");
            let hint = format!("acct look answer {name} {item} {value}");
            Err(Failure::refused(message).hint(hint).into())
        }
    }
}

fn draft(
    context: &mut Context,
    item: String,
    answer: Option<Answer>,
    args: &Args,
) -> anyhow::Result<AnswerDraft> {
    let date = match field(context, "date", args.date.as_ref())? {
        Value::Date(date) => date,
        _ => context.today,
    };
    if date > context.today {
        let message = say!(context.language, "--date {date} lies in the future", "--date {date} 晚于今天");
        return Err(Failure::usage(message).into());
    }
    let confidence = field(context, "confidence", args.confidence.as_ref())?;
    let method = field(context, "method", args.method.as_ref())?;
    let filled = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    Ok(AnswerDraft {
        item,
        answer,
        note: filled(&args.note),
        source: filled(&args.source),
        method: Method::named(method.as_text()),
        date,
        confidence: acct::domain::choices::Confidence::named(confidence.as_text()),
    })
}

/// Reads what was given for a field of a finding.
fn field(context: &mut Context, name: &str, text: Option<&String>) -> anyhow::Result<Value> {
    match (Kind::Finding.field(name), text) {
        (Some(field), Some(text)) => flags::read(context, field, std::slice::from_ref(text), None),
        _ => Ok(Value::Empty),
    }
}

/// Reads an answer, none where nobody knows, and tells how it was understood where that is not how it was written.
pub(super) fn read(
    context: &Context,
    id: &str,
    item: &Item,
    text: &str,
    account: &str,
) -> anyhow::Result<Option<Answer>> {
    match context.read_values(|reading| answers::read(id, item, text, reading)) {
        Ok(understood) => {
            let in_words = |answer: &Answer| answer.in_words(item, context.language);
            let is_choice = matches!(item.kind, ItemKind::Choice | ItemKind::MultiChoice);
            let chosen = understood.answer.as_ref().filter(|_| is_choice).map(in_words);
            if let Some(meant) = understood.understood_as.map(|meant| chosen.unwrap_or(meant)) {
                let note =
                    say!(context.language, "\"{text}\" understood as {meant}", "“{text}”理解为 {meant}");
                context.ui.note(format_args!("{note}"));
            }
            Ok(understood.answer)
        }
        Err(error) => Err(refused(context, item, account, &error)),
    }
}

/// Tells why an answer was refused, and what the answers are, one a line.
pub(crate) fn refused(context: &Context, item: &Item, account: &str, error: &AnswerError) -> anyhow::Error {
    let language = context.language;
    let label = item.label.get(language);
    let mut failure = match error {
        AnswerError::Mismatch(Mismatch::ByRecords { item, fix }) => {
            let message = say!(
                language,
                "{item} ({label}) is answered by records, not by hand",
                "{item}（{label}）由记录自动判定，不能手工回答"
            );
            let fix = told_in(&fix.replace("ACCOUNT", &resolve::quoted(account)), language);
            return Failure::refused(message).hint(fix).into();
        }
        AnswerError::Mismatch(Mismatch::OffScale { text, .. }) => Failure::usage(say!(
            language,
            "{label}: \"{text}\" is not on the scale from 1 to 5",
            "{label}：“{text}”不在 1 到 5 的量表上"
        )),
        AnswerError::Mismatch(Mismatch::NoChoice { text, .. }) => Failure::usage(say!(
            language,
            "{label}: \"{text}\" is none of the answers",
            "{label}：“{text}”不在可选答案之内"
        )),
        other => {
            use acct::domain::language::Bilingual as _;
            Failure::usage(format!("{label}{}{}", pick(language, ": ", "："), other.told_in(language)))
        }
    };
    for (meaning, number) in item.scale.iter().zip(1..) {
        failure = failure.hint(format!("{number} = {}", meaning.get(language)));
    }
    if matches!(item.kind, ItemKind::Choice | ItemKind::MultiChoice) {
        for choice in &item.choices {
            failure = failure.hint(format!("{} = {}", choice.id, choice_label(choice, language)));
        }
    }
    failure.into()
}

/// Lets a person choose the question.
fn ask_which<'p>(
    context: &mut Context,
    playbook: &'p Playbook,
    about: &About,
) -> anyhow::Result<(String, &'p Item)> {
    if !context.asks() {
        let [item, value] = placeholders(context.language);
        let account = about.argument();
        let verb = if about.is_industry() { "status" } else { "next" };
        return Err(ask::missing(context.language, &[item, value])
            .hint(format!("acct look answer {account} {item} {value}"))
            .hint(say!(
                context.language,
                "acct look {verb} {account} says what to ask",
                "acct look {verb} {account} 会告诉你该问什么"
            ))
            .into());
    }
    let items: Vec<(String, &Item)> = playbook
        .items()
        .filter(|(_, _, item)| item.kind != ItemKind::Record)
        .filter(|(id, ..)| !about.is_industry() || playbook.is_of_industry(id))
        .map(|(id, _, item)| (id, item))
        .collect();
    let options: Vec<String> =
        items.iter().map(|(id, item)| format!("{}  {id}", item.label.get(context.language))).collect();
    let question = say!(context.language, "Which question?", "哪个问题？");
    let chosen = context.prompter().choose(&question, &options, 0)?;
    let chosen = items.into_iter().nth(chosen);
    chosen.ok_or_else(|| ask::missing(context.language, &placeholders(context.language)).into())
}

/// What stands for the question and for the answer.
pub(super) fn placeholders(language: Language) -> [&'static str; 2] {
    [pick(language, "ITEM", "问题"), pick(language, "VALUE", "答案")]
}

/// Refuses a question that is about each account, and names those that may be answered for an industry.
fn not_of_industry(context: &Context, playbook: &Playbook, id: &str) -> anyhow::Result<()> {
    use acct::domain::language::Bilingual as _;
    let Err(error) = playbook.check_of_industry(id) else { return Ok(()) };
    let asked: Vec<String> = playbook.of_industries().items().map(|(id, ..)| id).collect();
    let asked = asked.join(pick(context.language, ", ", "、"));
    let hint = say!(context.language, "of an industry is asked: {asked}", "可按行业回答的问题：{asked}");
    Err(Failure::refused(error.told_in(context.language)).hint(hint).into())
}

/// How many accounts live in an industry.
pub(super) fn tell_heirs(context: &mut Context, industry: &str) -> anyhow::Result<()> {
    let number = ops::industries::accounts_of(context.store()?.read(), industry)?.len();
    let accounts = count(number, "account", "accounts");
    let told = say!(
        context.language,
        "{accounts} of this industry; an answer of an account's own goes before.",
        "该行业有 {number} 家客户；客户自己的答案优先。"
    );
    context.ui.status(format_args!("{told}"));
    Ok(())
}

fn tell(context: &Context, account: &str, item: &Item, recorded: &[Recorded], operation: Option<i64>) {
    let language = context.language;
    let words = |finding: &Finding| match &finding.value {
        Some(value) => answers::in_words(item, &value.0, language),
        None => pick(language, "nobody knows", "无人知晓").to_owned(),
    };
    let label = item.label.get(language);
    for one in recorded {
        let answer = words(&one.finding);
        let before = one.before.as_ref().map(|before| {
            let (answer, date) = (words(before), before.date);
            say!(language, " It was: {answer} ({date}).", "原答案：{answer}（{date}）。")
        });
        let later = one.later.as_ref().map(|later| {
            let (answer, date) = (words(later), later.date);
            say!(
                language,
                " The later answer of {date} stays in force: {answer}.",
                "仍以 {date} 的较新答案为准：{answer}。"
            )
        });
        let before = before.or(later).unwrap_or_default();
        let message = match operation {
            _ if !one.is_new => {
                say!(
                    language,
                    "{account} · {label}: this is the answer already.",
                    "{account} · {label}：答案没有变化。"
                )
            }
            Some(_) => say!(
                language,
                "{account} · {label}: {answer}.{before}",
                "{account} · {label}：{answer}。{before}"
            ),
            None => say!(
                language,
                "{account} · {label} would be: {answer}.{before} Nothing was kept.",
                "{account} · {label} 将记为：{answer}。{before}未保存。"
            ),
        };
        context.ui.status(format_args!("{message}"));
    }
}
