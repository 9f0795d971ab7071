//! `acct account rename`: another name; the old one becomes an alias, so that both find it.

use acct::domain::kind::Kind;
use acct::ops;
use acct::say;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct account rename \"Example Steel\" \"Example Steel Group\"")]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Its new name
    #[arg(value_name = "NAME")]
    name: String,
    /// Forget the old name
    #[arg(long)]
    no_alias: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Account, &args.account, None)?;
    let new = args.name.trim().to_owned();
    let written = ops::records::rename(context.writing(args.write)?, entry.id, &new, args.no_alias)?;
    let old = written.value.before.title();
    crate::commands::record::tell_left_out(context, &written.value.left_out);
    let message = match written.operation {
        Some(_) => say!(context.language, "{old} is now {new}.", "{old} 已更名为 {new}。"),
        None if written.value.changed.is_empty() => {
            say!(context.language, "{old} stays as it was.", "{old} 没有变化。")
        }
        None => say!(
            context.language,
            "{old} would become {new}. Nothing was kept.",
            "{old} 将更名为 {new}。未保存。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}
