//! The commands: one folder a noun, one file a verb.

mod account;
mod accounts_meant;
mod action;
mod check;
mod completions;
mod config;
mod contact;
mod control;
mod demo;
mod economics;
mod export;
mod factor;
mod foremost;
mod history;
mod import;
mod industry;
mod log;
mod look;
mod man;
mod needs;
mod next;
mod objective;
mod order;
mod plan;
mod playbook;
mod portfolio;
mod project;
mod put_aside;
mod rates;
mod record;
mod report;
mod requirement;
mod research;
mod rival;
mod search;
mod segment;
mod stage;
mod strategy;
mod survey;
mod tier;
mod value;
mod voice;

use clap::Subcommand;

use crate::context::Context;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Companies: add, list, show, change
    #[command(subcommand)]
    Account(account::Command),
    /// Add an account (same as account add)
    Add(account::AddArgs),
    /// List accounts (same as account list)
    List(record::list::Args),
    /// Show an account (same as account show)
    Show(account::show::Args),
    /// Change an account (same as account edit)
    Edit(account::EditArgs),
    /// Remove an account with everything that belongs to it (same as account remove)
    #[command(after_help = "Examples:\n  acct remove \"Example Steel\" --dry-run\n  acct remove '#12' --yes")]
    Remove(record::remove::Args),
    /// What-if on an account (same as account what-if)
    WhatIf(account::what_if::Args),
    /// People: who they are, where they stand
    #[command(subcommand)]
    Contact(contact::Command),
    /// Needs: the problem under what was said
    #[command(subcommand)]
    Needs(needs::Command),
    /// Investment plans: what they mean to buy, when and for how much
    #[command(subcommand)]
    Plan(plan::Command),
    /// Projects: concrete purchases, who decides them, when and for how much
    #[command(subcommand)]
    Project(project::Command),
    /// Rivals: who else sells to them, and how well
    #[command(subcommand)]
    Rival(rival::Command),
    /// Requirements: what they demand of suppliers, and until when our proof holds
    #[command(subcommand)]
    Requirement(requirement::Command),
    /// Orders: what they bought of us, when and for how much
    #[command(subcommand)]
    Order(order::Command),
    /// Buying factors: what they choose suppliers by, and how we do in it
    #[command(subcommand)]
    Factor(factor::Command),
    /// Economics: what each alternative brings and costs them, year by year
    #[command(subcommand)]
    Economics(economics::Command),
    /// Value: what we put into them and what comes back, planned and real, by year
    #[command(subcommand)]
    Value(value::Command),
    /// Strategies: why they buy of us and stay, and what we commit
    #[command(subcommand)]
    Strategy(strategy::Command),
    /// Control points: by what they stick to us, and how firmly
    #[command(subcommand)]
    Control(control::Command),
    /// Objectives: what we want to reach there, measured by what, by when
    #[command(subcommand)]
    Objective(objective::Command),
    /// Actions: what we do for an objective or to do better, by whom and when
    #[command(subcommand)]
    Action(action::Command),
    /// The customer's voice: complaints, praise and wishes, and what we did
    #[command(subcommand)]
    Voice(voice::Command),
    /// Surveys: what they answered, satisfaction and recommendation
    #[command(subcommand)]
    Survey(survey::Command),
    /// Research: what we have to learn of them, how, and what we learnt
    #[command(subcommand)]
    Research(research::Command),
    /// Segments of the market: what their customers have in common, and how we go about them
    #[command(subcommand)]
    Segment(segment::Command),
    /// Industries: their answers to the five looks, recorded once for all accounts of them
    #[command(subcommand)]
    Industry(industry::Command),
    /// Visits, calls, mails: what was learnt and what comes next
    #[command(subcommand)]
    Log(log::Command),
    /// Reports: everything known, ready to hand on
    #[command(subcommand)]
    Report(report::Command),
    /// The five looks: what is known, what to ask next
    Look(look::Args),
    /// What an account is worth to us: score, why, set, list
    #[command(subcommand)]
    Tier(tier::Command),
    /// What is wrong or missing in the work on accounts, with the command that mends it
    Check(check::Args),
    /// What to do today and in the next days, over all accounts
    Next(next::Args),
    /// Find any text: Chinese by any part of a word, English by the beginning of a word
    Search(search::Args),
    /// The customer's decision: where it stands, moving on, what is missing
    #[command(subcommand)]
    Stage(stage::Command),
    /// Bring records in from spreadsheets, CSV, JSON, YAML and cards
    Import(import::Args),
    /// Write records to files: CSV, XLSX, JSON, YAML, vCard
    Export(export::Args),
    /// What was done, newest first
    History(history::show::Args),
    /// Take back an operation
    Undo(history::undo::Args),
    /// Take back the last undo
    Redo(history::redo::Args),
    Demo(demo::Args),
    /// The settings: show, change
    #[command(subcommand)]
    Config(config::Command),
    /// The method: show, check, export, compare
    #[command(subcommand)]
    Playbook(playbook::Command),
    /// Print what makes a shell complete commands and options
    Completions(completions::Args),
    /// Print the manual, or write a page for every command
    Man(man::Args),
}

impl Command {
    /// Whether the command also runs with settings or a playbook that are broken, as it may be the one to mend them.
    pub(crate) fn mends(&self) -> bool {
        match self {
            Self::Config(_) | Self::Completions(_) | Self::Man(_) => true,
            Self::Playbook(command) => command.mends(),
            _ => false,
        }
    }
}

/// Runs a command.
pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    use acct::domain::kind::Kind;
    if context.wants_calendar() && !matches!(command, Command::Next(_)) {
        return Err(next::only_here(context).into());
    }
    if context.wants_export() && !matches!(command, Command::Export(_)) {
        return Err(export::only_here(context).into());
    }
    match command {
        Command::Account(command) => account::run(context, command),
        Command::Add(args) => account::add(context, args),
        Command::List(args) => record::list::run(context, Kind::Account, None, &args),
        Command::Show(args) => account::show::run(context, &args),
        Command::Edit(args) => account::edit(context, &args),
        Command::Remove(args) => record::remove::run(context, Kind::Account, &args, None),
        Command::WhatIf(args) => account::what_if::run(context, &args),
        Command::Contact(command) => contact::run(context, command),
        Command::Needs(command) => needs::run(context, command),
        Command::Plan(command) => plan::run(context, command),
        Command::Project(command) => project::run(context, command),
        Command::Rival(command) => rival::run(context, command),
        Command::Requirement(command) => requirement::run(context, command),
        Command::Order(command) => order::run(context, command),
        Command::Factor(command) => factor::run(context, command),
        Command::Economics(command) => economics::run(context, command),
        Command::Value(command) => value::run(context, command),
        Command::Strategy(command) => strategy::run(context, command),
        Command::Control(command) => control::run(context, command),
        Command::Objective(command) => objective::run(context, command),
        Command::Action(command) => action::run(context, command),
        Command::Voice(command) => voice::run(context, command),
        Command::Survey(command) => survey::run(context, command),
        Command::Research(command) => research::run(context, command),
        Command::Segment(command) => segment::run(context, command),
        Command::Industry(command) => industry::run(context, command),
        Command::Log(command) => log::run(context, command),
        Command::Report(command) => report::run(context, &command),
        Command::Look(args) => look::run(context, args),
        Command::Tier(command) => tier::run(context, command),
        Command::Check(args) => check::run(context, &args),
        Command::Next(args) => next::run(context, &args),
        Command::Search(args) => search::run(context, &args),
        Command::Stage(command) => stage::run(context, command),
        Command::Import(args) => import::run(context, &args),
        Command::Export(args) => export::run(context, &args),
        Command::History(args) => history::show::run(context, &args),
        Command::Undo(args) => history::undo::run(context, &args),
        Command::Redo(args) => history::redo::run(context, &args),
        Command::Demo(args) => demo::run(context, &args),
        Command::Config(command) => config::run(context, command),
        Command::Playbook(command) => playbook::run(context, command),
        Command::Completions(args) => completions::run(context, &args),
        Command::Man(args) => man::run(context, &args),
    }
}
