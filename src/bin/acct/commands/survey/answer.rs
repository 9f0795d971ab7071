//! `acct survey answer`: the answers of one person in one round.

use std::collections::BTreeSet;

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::Entry;
use acct::domain::value::Value;
use acct::export::Format;
use acct::ops;
use acct::ops::surveys::Answered;
use acct::playbook::{Playbook, QuestionKind, Reply, Survey, SurveyQuestion};
use acct::say;
use acct::store::Written;
use serde_json::json;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::{ask, flags, resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "In a terminal, without answers, the questions are asked one by one; Enter leaves one out. Who answers a question of a round again replaces the earlier answer; the history keeps it.\n\nExamples:\n  acct survey answer \"Example Steel\" \"2026 H1\" --contact \"Ann Example\" nps=9 quality=4 loyalty_basis=earned\n  acct survey answer \"Example Steel\" \"2026 H1\" improve=\"Spares in stock\" --dry-run"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The round, such as "2026 H1"
    #[arg(value_name = "SURVEY")]
    survey: String,
    /// Answers by the ids of their questions (acct survey questions)
    #[arg(value_name = "QUESTION=ANSWER")]
    answers: Vec<String>,
    /// Who answered
    #[arg(long, value_name = "NAME")]
    contact: Option<String>,
    /// When, if not today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// Which survey of the playbook is asked, if not the first
    #[arg(long, value_name = "ID")]
    form: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(super) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let mut blank = Entry::blank(Kind::SurveyAnswer);
    blank.set("account", Value::Link(account.id));
    blank.set("survey", Value::Text(args.survey.trim().to_owned()));
    for (name, given) in [("contact", &args.contact), ("date", &args.date)] {
        if let (Some(field), Some(given)) = (Kind::SurveyAnswer.field(name), given) {
            let value = flags::read(context, field, std::slice::from_ref(given), Some(account.id))?;
            blank.set(name, value);
        }
    }
    let is_asked = args.answers.is_empty() && context.asks();
    if is_asked && args.contact.is_none() {
        blank.set("contact", who(context, account.id)?);
    }
    let playbook = context.playbook()?;
    let form = form(context, &playbook, args.form.as_deref())?;
    let replies = if args.answers.is_empty() {
        asked(context, form)?
    } else {
        args.answers.iter().map(|text| given(context, &playbook, text)).collect::<anyhow::Result<Vec<_>>>()?
    };
    let mut asked = BTreeSet::new();
    if let Some((twice, _)) = replies.iter().find(|(question, _)| !asked.insert(&question.id)) {
        let id = &twice.id;
        let message = say!(context.language, "{id} is answered twice", "{id} 答了两次");
        return Err(Failure::usage(message).into());
    }
    if replies.is_empty() {
        context.ui.status(format_args!("{}", pick(context.language, "No answer.", "没有答复。")));
        return Ok(());
    }
    let answers = replies.into_iter().map(|(question, reply)| answer(&blank, question, reply)).collect();
    let written = ops::surveys::answer(context.writing(args.write)?, answers)?;
    tell(context, &args.survey, &written)
}

fn form<'p>(context: &Context, playbook: &'p Playbook, id: Option<&str>) -> anyhow::Result<&'p Survey> {
    let found = match id {
        None => playbook.surveys.first(),
        Some(id) => playbook.surveys.iter().find(|survey| survey.id == id),
    };
    found.ok_or_else(|| {
        let id = id.unwrap_or_default();
        let message = say!(context.language, "the playbook has no survey \"{id}\"", "打法里没有问卷“{id}”");
        Failure::refused(message).hint("acct survey questions").into()
    })
}

fn answer(blank: &Entry, question: &SurveyQuestion, reply: Reply) -> Entry {
    let mut entry = blank.clone();
    entry.set("question", Value::Text(question.id.clone()));
    if let Some(aspect) = &question.aspect {
        entry.set("aspect", Value::Text(aspect.clone()));
    }
    match reply {
        Reply::Score(score) => entry.set("score", Value::Number(score)),
        Reply::Words(words) => entry.set("answer", Value::Text(words)),
    }
    entry
}

/// An answer as `nps=9`.
fn given<'p>(
    context: &Context,
    playbook: &'p Playbook,
    text: &str,
) -> anyhow::Result<(&'p SurveyQuestion, Reply)> {
    let Some((id, answer)) = text.split_once(['=', '＝']) else {
        let message =
            say!(context.language, "\"{text}\" is no QUESTION=ANSWER", "“{text}”不是“问题=答复”的写法");
        return Err(Failure::usage(message).hint("acct survey questions").into());
    };
    let Some(question) = playbook.survey_question(id.trim()) else {
        let message = say!(
            context.language,
            "the playbook has no survey question \"{id}\"",
            "打法里没有调查问题“{id}”"
        );
        return Err(Failure::refused(message).hint("acct survey questions").into());
    };
    Ok((question, question.read(answer)?))
}

/// Asks who answered. Nobody needs to say.
fn who(context: &mut Context, account: i64) -> anyhow::Result<Value> {
    let people = context.store()?.read().entries_of_account(Kind::Contact, account)?;
    if people.is_empty() {
        return Ok(Value::Empty);
    }
    let nobody = pick(context.language, "(not said)", "（不注明）").to_owned();
    let names = people.iter().map(|person| person.title().into_owned());
    let options: Vec<String> = std::iter::once(nobody).chain(names).collect();
    let question = pick(context.language, "Who answered?", "谁答复的？");
    let chosen = context.prompter().choose(question, &options, 0)?;
    let person = chosen.checked_sub(1).and_then(|at| people.get(at));
    Ok(person.map_or(Value::Empty, |person| Value::Link(person.id)))
}

/// Asks the questions of a survey one by one.
fn asked<'p>(context: &mut Context, survey: &'p Survey) -> anyhow::Result<Vec<(&'p SurveyQuestion, Reply)>> {
    if !context.asks() {
        return Err(ask::missing(context.language, &["QUESTION=ANSWER"]).into());
    }
    let mut replies = Vec::new();
    for question in &survey.questions {
        if let Some(reply) = ask_one(context, question)? {
            replies.push((question, reply));
        }
    }
    Ok(replies)
}

fn ask_one(context: &mut Context, question: &SurveyQuestion) -> anyhow::Result<Option<Reply>> {
    let language = context.language;
    let asked = question.ask.get(language).to_owned();
    if question.kind == QuestionKind::Choice {
        let labels = question.choices.iter().map(|choice| pick(language, &choice.en, &choice.zh).to_owned());
        let options: Vec<String> = std::iter::once("–".to_owned()).chain(labels).collect();
        let chosen = context.prompter().choose(&asked, &options, 0)?;
        let choice = chosen.checked_sub(1).and_then(|at| question.choices.get(at));
        return Ok(choice.map(|choice| Reply::Words(choice.id.clone())));
    }
    let asked = match question.kind.scores() {
        Some(_) => say!(language, "{asked} ({0})", "{asked}（{0}）", question.takes(language)),
        None => asked,
    };
    loop {
        let text = context.prompter().text(&asked, "")?;
        if text.trim().is_empty() {
            return Ok(None);
        }
        match question.read(&text) {
            Ok(reply) => return Ok(Some(reply)),
            Err(error) => {
                crate::failure::report(&context.ui, &error.into());
            }
        }
    }
}

fn tell(context: &Context, survey: &str, written: &Written<Answered>) -> anyhow::Result<()> {
    let Answered { answers, replaced } = &written.value;
    let number = answers.len();
    let counted = acct::domain::language::count(number, "answer", "answers");
    let message = match written.operation {
        Some(_) => {
            say!(context.language, "{survey}: {counted} recorded.", "{survey}：已记录 {number} 条答复。")
        }
        None => say!(
            context.language,
            "{survey}: {counted} would be recorded. Nothing was changed.",
            "{survey}：将记录 {number} 条答复。未做改动。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    if *replaced > 0 {
        let counted = acct::domain::language::count(
            *replaced,
            "answer of the same person was there before; the history keeps it",
            "answers of the same person were there before; the history keeps them",
        );
        let told =
            say!(context.language, "{counted}", "其中 {replaced} 条替换了同一人先前的答复，历史中仍可查到");
        context.ui.note(format_args!("{told}"));
    }
    if context.format() == Format::Table {
        return Ok(());
    }
    let answer = |entry: &Entry| {
        json!({
            "id": written.operation.map(|_| entry.id),
            "question": entry.get("question").to_json(),
            "score": entry.get("score").to_json(),
            "answer": entry.get("answer").to_json(),
        })
    };
    let answers: Vec<_> = answers.iter().map(answer).collect();
    let told = vec![
        ("operation", json!(written.operation)),
        ("answers", json!(answers)),
        ("replaced", json!(replaced)),
    ];
    sheets::print_data(context, told)
}
