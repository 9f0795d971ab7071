//! `acct survey ...`: what customers are asked, and what they answered.

mod answer;
mod questions;
mod records;
mod results;

use acct::say;
use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Records(records::Command),
    /// Record the answers of one person, question by question or all at once
    Answer(answer::Args),
    /// The questions of the surveys, and what answers they take
    Questions(questions::Args),
    /// What was answered: means, recommendation, loyalty, against the round before
    Results(results::Args),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Records(command) => {
            if let records::Command::Add(args) = &command {
                let mut given = args.flags.given();
                let question =
                    given.find(|(name, _)| *name == "question").and_then(|(_, texts)| texts.first());
                tell_unknown(context, question.map(String::as_str))?;
            }
            records::run(context, command)
        }
        Command::Answer(args) => answer::run(context, &args),
        Command::Questions(args) => questions::run(context, &args),
        Command::Results(args) => results::run(context, &args),
    }
}

/// Says that a question is not one of the playbook's: nothing is checked then.
fn tell_unknown(context: &Context, question: Option<&str>) -> anyhow::Result<()> {
    let Some(question) = question else { return Ok(()) };
    if context.playbook()?.survey_question(question).is_none() {
        let message = say!(
            context.language,
            "\"{question}\" is no question of the playbook, so its score is not checked; acct survey questions",
            "打法里没有“{question}”这个问题，分数未作检查；见 acct survey questions"
        );
        context.ui.note(format_args!("{message}"));
    }
    Ok(())
}
