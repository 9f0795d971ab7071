//! `acct look ...`: the five looks, question by question.

mod about;
pub(crate) mod answer;
mod ask;
mod export;
mod figure;
mod fill;
pub(crate) mod find;
mod history;
mod next;
mod portfolio;
mod status;
mod walk;

use acct::export::Format;
use acct::say;
use clap::Subcommand;

use crate::context::Context;
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct look \"Example Steel\"\n  acct look \"Example Steel\" trend --ask gaps\n  acct look answer \"Example Steel\" trend.rivalry 4 --source \"annual report 2025\"\n\nAn account that is called like a verb: acct look -- status",
    subcommand_negates_reqs = true
)]
pub(crate) struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// The account to walk through the questions of
    #[arg(value_name = "ACCOUNT", required = true)]
    account: Option<String>,
    #[command(flatten)]
    walk: walk::Options,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// The guided walk: question by question, each answer kept at once (same as without a verb)
    Walk(walk::Args),
    /// How much is answered, and each answer with its age and source
    Status(status::Args),
    /// Answer a question
    Answer(answer::Args),
    /// Every answer that was ever given, newest first
    History(history::Args),
    /// The checklist as a form to print, or to fill in and import
    Export(export::Args),
    /// Record the answers of a form that was filled in
    Import(fill::ImportArgs),
    /// The questions most worth asking, and why
    Next(next::Args),
}

pub(crate) fn run(context: &mut Context, args: Args) -> anyhow::Result<()> {
    match (args.verb, args.account) {
        (Some(_), Some(account)) => {
            let message = say!(context.language, "the verb stands before the account", "动词要写在客户之前");
            let hint = format!("acct look status {}", crate::resolve::quoted(&account));
            Err(Failure::usage(message).hint(hint).into())
        }
        (Some(Verb::Walk(args)), None) => walk::run(context, &args),
        (Some(Verb::Status(args)), None) => status::run(context, &args),
        (Some(Verb::Answer(args)), None) => answer::run(context, &args),
        (Some(Verb::History(args)), None) => history::run(context, &args),
        (Some(Verb::Export(args)), None) => export::run(context, &args),
        (Some(Verb::Import(args)), None) => fill::run(context, &args),
        (Some(Verb::Next(args)), None) => next::run(context, &args),
        // Data that is asked for is what a walk would open with.
        (None, account) if context.format() != Format::Table => {
            status::with_next(context, &account.unwrap_or_default(), args.walk.look.as_deref())
        }
        (None, account) => {
            let about = about::About::called(context, &account.unwrap_or_default(), false)?;
            walk::start(context, about, &args.walk)
        }
    }
}
