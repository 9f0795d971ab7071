//! `acct stage ...`: the customer's decision process.

mod advance;
mod back;
mod board;
mod close;
mod history;
mod reopen;
mod set;
mod show;
pub(crate) mod signal;
mod stalled;
pub(crate) mod words;

use std::rc::Rc;

use acct::analysis::facts::Facts;
use acct::analysis::process::Process;
use acct::analysis::stage::{Position, position, process_arguments};
use acct::domain::choices::Stage;
use acct::domain::date::Date;
use acct::domain::kind::Kind;
use acct::domain::language::{Bilingual, pick};
use acct::domain::project::Project;
use acct::domain::record::{Field, Record};
use acct::domain::stage_move::StageMove;
use acct::domain::value::Value;
use acct::export::Format;
use acct::ops::stages::{Occasion, StageRefusal, process, process_name};
use acct::ops::{self, OpsError, Session};
use acct::playbook::Playbook;
use acct::say;
use acct::store::Written;
use clap::Subcommand;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::{display, flags, resolve, sheets};

/// Where customers stand in their decision, and what is missing to go on.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Where an account or a project stands, and what is missing to go on
    Show(show::Args),
    /// Move on to a later stage
    Advance(advance::Args),
    /// Go back to an earlier stage
    Back(back::Args),
    /// Put into any stage, without asking for its criteria
    Set(set::Args),
    /// End a decision: won, lost or dormant
    Close(close::Args),
    /// Take up a closed decision again
    Reopen(reopen::Args),
    /// Every move, with the days in each stage
    History(history::Args),
    /// Accounts or projects by stage
    Board(board::Args),
    /// What is in a stage for longer than expected
    Stalled(stalled::Args),
    /// Record what was seen at a customer
    Signal(signal::Args),
}

/// Whose decision process.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ProcessArgs {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Of this project of the account, which has a decision process of its own
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,
}

/// When it happened and who saw it.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct WhenArgs {
    /// When it happened (today)
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    date: Option<String>,
    /// Who of us says so (you)
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
}

/// Runs a command.
pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Show(args) => show::run(context, &args),
        Command::Advance(args) => advance::run(context, args),
        Command::Back(args) => back::run(context, args),
        Command::Set(args) => set::run(context, args),
        Command::Close(args) => close::run(context, args),
        Command::Reopen(args) => reopen::run(context, args),
        Command::History(args) => history::run(context, &args),
        Command::Board(args) => board::run(context, &args),
        Command::Stalled(args) => stalled::run(context, &args),
        Command::Signal(args) => signal::run(context, &args),
    }
}

/// What is said of a move: that it was made, and on a trial that it would be.
struct Told {
    done: String,
    would: String,
}

/// An account, or a project of it, with where its decision stands.
struct Subject {
    facts: Facts,
    project: Option<Project>,
    position: Position,
    playbook: Rc<Playbook>,
}

impl Subject {
    fn load(context: &mut Context, of: &ProcessArgs) -> anyhow::Result<Self> {
        let account = resolve::account(context, &of.account)?;
        let project = match &of.project {
            Some(project) => {
                let found = resolve::child(context, Kind::Project, account.id, project)?;
                Some(Project::from_entry(&found)?)
            }
            None => None,
        };
        let today = context.today;
        let facts = ops::facts::load_as_of(context.store()?.read(), account.id, today)?;
        let playbook = context.playbook()?;
        let position = position(&playbook, &process(&facts, project.as_ref()), today);
        Ok(Self { facts, project, position, playbook })
    }

    fn process(&self) -> Process<'_> {
        process(&self.facts, self.project.as_ref())
    }

    /// What it is called in messages.
    fn name(&self) -> String {
        process_name(&self.facts.account.name, self.project.as_ref().map(|project| project.name.as_str()))
    }

    /// How commands name it.
    fn arguments(&self) -> String {
        let project = self.project.as_ref().map(|project| project.name.as_str());
        process_arguments(&self.facts.account.name, project)
    }

    fn id(&self) -> i64 {
        self.facts.account.id.number()
    }

    /// The occasion of a move, its reason still open.
    fn occasion(
        &self,
        context: &mut Context,
        when: WhenArgs,
        evidence: Option<String>,
    ) -> anyhow::Result<Occasion> {
        let date = date(context, when.date.as_deref())?;
        let project = self.project.as_ref().map(|project| project.id.number());
        Ok(Occasion { account: self.id(), project, date, by: when.by, evidence, reason: None })
    }

    /// Makes a move, says what it did, and prints it where data is asked for. `told` is given the move and the name
    /// of its stage.
    fn make(
        &self,
        context: &mut Context,
        write: WriteArgs,
        work: impl FnOnce(&mut Session) -> Result<Written<StageMove>, OpsError>,
        told: impl FnOnce(&StageMove, &str) -> Told,
    ) -> anyhow::Result<()> {
        let written = work(context.writing(write)?).map_err(|error| self.refused(context, error))?;
        let told = told(&written.value, &words::stage_name(context, written.value.to_stage));
        let not_kept = pick(context.language, " Nothing was kept.", "未保存。");
        let message = if written.operation.is_some() { told.done } else { told.would + not_kept };
        context.ui.status(format_args!("{message}"));
        if context.format() != Format::Table {
            print(context, &written.value)?;
        }
        Ok(())
    }

    /// Tells why a move was refused, with the command that comes next.
    fn refused(&self, context: &Context, error: OpsError) -> anyhow::Error {
        let OpsError::Stage(refusal) = error else { return error.into() };
        let name = self.arguments();
        let hint = match &refusal {
            StageRefusal::Closed { .. } => Some(format!("acct stage reopen {name}")),
            StageRefusal::NotLater { .. } => Some(say!(
                context.language, "acct stage back {name} --reason TEXT",
                "acct stage back {name} --reason 原因"
            )),
            StageRefusal::Last { .. } => Some(format!("acct stage close {name} won")),
            StageRefusal::NotEarlier { .. } => Some(say!(
                context.language,
                "acct stage advance {name} --evidence TEXT",
                "acct stage advance {name} --evidence 依据"
            )),
            StageRefusal::BeforeLast { .. } => Some(format!("acct stage history {name}")),
            StageRefusal::NoReason => {
                Some(say!(context.language, "add --reason TEXT", "请加上 --reason 原因"))
            }
            StageRefusal::NoEvidence => {
                Some(say!(context.language, "add --evidence TEXT", "请加上 --evidence 依据"))
            }
            _ => None,
        };
        let failure = Failure::refused(refusal.told_in(context.language));
        match hint {
            Some(hint) => failure.hint(hint).into(),
            None => failure.into(),
        }
    }
}

/// Prints a move as data; of an end in no stage none is recorded.
fn print(context: &mut Context, moved: &StageMove) -> anyhow::Result<()> {
    let entry = moved.to_entry();
    let fields: Vec<Field> = context.schema.fields(entry.kind).cloned().collect();
    let mut sheet = display::sheet(context, entry.kind, std::slice::from_ref(&entry), &fields)?;
    if entry.id == 0 {
        sheet = sheets::without(&sheet, &["id", "from_stage", "to_stage"]);
    }
    display::print_record(context, &sheet)
}

/// The day a person wrote, and a note of how it was understood.
pub(crate) fn date(context: &mut Context, text: Option<&str>) -> anyhow::Result<Option<Date>> {
    date_of(context, "--date", text)
}

/// The same of another flag.
pub(crate) fn date_of(context: &mut Context, flag: &str, text: Option<&str>) -> anyhow::Result<Option<Date>> {
    let (Some(text), Some(field)) = (text, Kind::StageMove.field("date")) else { return Ok(None) };
    match flags::read_as(context, flag, field, &[text.to_owned()], None)? {
        Value::Date(date) => Ok(Some(date)),
        _ => Ok(None),
    }
}

/// The stage a person wrote, by identifier or by label.
fn stage(context: &mut Context, flag: &str, text: Option<&str>) -> anyhow::Result<Option<Stage>> {
    let (Some(text), Some(field)) = (text, Kind::Account.field("stage")) else { return Ok(None) };
    let value = flags::read_as(context, flag, field, &[text.to_owned()], None)?;
    Ok(Stage::named(value.as_text()))
}
