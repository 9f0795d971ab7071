//! `acct rival mark`: how we or a rival do in a buying factor.

use acct::domain::date::Date;
use acct::domain::factor::RivalMark;
use acct::domain::id::Id;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Rating, Record as _};
use acct::domain::rival::is_us;
use acct::domain::value::Value;
use acct::export::Format;
use acct::ops;
use acct::ops::comparison::{Marked, NewMark};
use acct::say;
use acct::store::Written;
use anyhow::Context as _;
use serde_json::json;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::{flags, resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A factor and a rival have one mark: another one takes its place, and the history keeps the first.\n\nExamples:\n  acct rival mark \"Example Steel\" \"Delivery on time\" \"Rival Ltd\" 4 --evidence \"94% on time, says their planner\" --date 2026-02-10\n  acct rival mark \"Example Steel\" \"Delivery on time\" us 3 --evidence \"two late deliveries in 2025\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The buying factor: its name or its beginning
    #[arg(value_name = "FACTOR")]
    factor: String,
    /// The rival: its name or its beginning; `us` are we
    #[arg(value_name = "RIVAL")]
    side: String,
    /// From 1 (badly) to 5
    #[arg(value_name = "MARK", allow_hyphen_values = true)]
    mark: String,
    /// What it rests on
    #[arg(long, value_name = "TEXT")]
    evidence: Option<String>,
    /// Of when it is; of rivals only
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let factor = resolve::child(context, Kind::Factor, account.id, &args.factor)?;
    let rival = side(context, account.id, &args.side)?;
    let (mark, date) = (mark(context, &args.mark)?, date(context, args.date.as_deref())?);
    if rival.is_none() && date.is_some() {
        let message = pick(
            context.language,
            "--date is for the marks of rivals; the history knows when our own was noted",
            "--date 只用于对手评分；我方评分的记录时间见历史",
        );
        return Err(Failure::usage(message.to_owned()).into());
    }
    let question = pick(context.language, "What does the mark rest on?", "评分依据是什么？");
    let evidence = context.ask_unless_given(args.evidence.clone(), question, "--evidence")?;
    let session = context.writing(args.write)?;
    let written = match &rival {
        None => ops::comparison::mark_us(session, Id::new(factor.id), mark, evidence)?,
        Some(rival) => {
            let (account, factor, rival) = (Id::new(account.id), Id::new(factor.id), Id::new(rival.id));
            ops::comparison::mark_rival(session, &NewMark { account, factor, rival, mark, evidence, date })?
        }
    };
    let side = rival.map(|rival| rival.title().into_owned());
    tell(context, (&factor.title(), side.as_deref()), mark, &written)
}

/// The rival that is named; none where we are.
pub(crate) fn side(context: &mut Context, account: i64, text: &str) -> anyhow::Result<Option<Entry>> {
    if is_us(text) {
        return Ok(None);
    }
    resolve::child(context, Kind::Rival, account, text).map(Some)
}

pub(crate) fn mark(context: &mut Context, text: &str) -> anyhow::Result<Rating> {
    let field = RivalMark::KIND.field("mark").context("the mark of a rival")?;
    let name = pick(context.language, "MARK", "得分");
    match flags::read_as(context, name, field, &[text.to_owned()], None)? {
        Value::Integer(mark) => Ok(acct::domain::field_type::Scale(mark)),
        _ => Err(Failure::usage(say!(context.language, "{name} is missing", "缺少{name}")).into()),
    }
}

fn date(context: &mut Context, text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let (Some(text), Some(field)) = (text, RivalMark::KIND.field("date")) else { return Ok(None) };
    match flags::read(context, field, &[text.to_owned()], None)? {
        Value::Date(date) => Ok(Some(date)),
        _ => Ok(None),
    }
}

fn tell(
    context: &Context,
    (factor, rival): (&str, Option<&str>),
    mark: Rating,
    written: &Written<Marked>,
) -> anyhow::Result<()> {
    let (language, mark) = (context.language, mark.0);
    let side = rival.unwrap_or(pick(language, "us", "我方"));
    let message = match &written.value {
        Marked::Added => say!(language, "{factor}: {side} {mark}.", "{factor}：{side} {mark} 分。"),
        Marked::Changed { before } => {
            let before = before.0;
            say!(
                language,
                "{factor}: {side} {mark}, was {before}.",
                "{factor}：{side} {mark} 分，原为 {before} 分。"
            )
        }
        Marked::Known => {
            say!(language, "{factor}: {side} {mark}, as before.", "{factor}：{side} {mark} 分，没有变化。")
        }
    };
    context.ui.status(format_args!("{message}"));
    if written.operation.is_none() && written.value != Marked::Known {
        context.ui.status(format_args!("{}", pick(language, "Nothing was kept.", "未保存。")));
    }
    if context.format() == Format::Table {
        return Ok(());
    }
    let before = match written.value {
        Marked::Changed { before } => json!(before.0),
        Marked::Added | Marked::Known => json!(null),
    };
    sheets::print_data(
        context,
        vec![
            ("operation", json!(written.operation)),
            ("factor", json!(factor)),
            ("rival", json!(rival)),
            ("mark", json!(mark)),
            ("before", before),
        ],
    )
}
