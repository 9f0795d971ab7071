//! `acct config ...`: the user's settings.

mod change;
mod show;

use clap::Subcommand;

use crate::context::Context;

/// What the command's help says of the environment.
const ENVIRONMENT: &str = "\
Environment (flags win over it, it wins over the settings file):
  ACCT_CONFIG  the settings file
  ACCT_DB      the file to work on, as --db
  ACCT_LANG    the language, en or zh, as --lang
  ACCT_USER    our person in the history
  ACCT_AS_OF   the date taken as today, as --as-of
  ACCT_WIDTH   columns that tables may take
  NO_COLOR     no colours

Examples:
  acct config show
  acct config set language zh
  acct config set db ~/sales/accounts.db
  acct config unset playbook";

#[derive(Debug, Subcommand)]
#[command(after_help = ENVIRONMENT)]
pub(crate) enum Command {
    /// Show every setting, and where its value comes from
    Show(show::ShowArgs),
    /// Print the value of one setting
    Get(show::GetArgs),
    /// Change a setting
    Set(change::SetArgs),
    /// Take a setting out of the file
    Unset(change::UnsetArgs),
    /// Print where the settings file is
    Path(show::PathArgs),
}

pub(crate) fn run(context: &mut Context, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Show(_) => show::show(context),
        Command::Get(args) => show::get(context, &args),
        Command::Set(args) => change::set(context, &args),
        Command::Unset(args) => change::unset(context, &args),
        Command::Path(_) => show::path(context),
    }
}
