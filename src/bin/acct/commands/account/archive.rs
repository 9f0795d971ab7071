//! `acct account archive`: out of lists, kept with everything that belongs to it.

use acct::domain::kind::Kind;
use acct::domain::value::Value;
use acct::ops;
use acct::say;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  acct account archive \"Example Steel\"\n  acct account archive \"Example Steel\" --restore"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Take it back into lists
    #[arg(long)]
    restore: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Account, &args.account, None)?;
    let Some(field) = Kind::Account.field("archived") else { return Ok(()) };
    let value = if args.restore { Value::Empty } else { Value::YesNo(true) };
    let written =
        ops::records::edit(context.writing(args.write)?, Kind::Account, entry.id, &[(field.clone(), value)])?;
    let title = entry.title();
    let message = match (written.operation, args.restore) {
        (None, _) if written.value.changed.is_empty() => {
            say!(context.language, "{title} stays as it was.", "{title} 没有变化。")
        }
        (None, false) => {
            say!(context.language, "Would archive {title}. Nothing was kept.", "将归档 {title}。未保存。")
        }
        (None, true) => {
            say!(context.language, "Would restore {title}. Nothing was kept.", "将恢复 {title}。未保存。")
        }
        (Some(_), false) => say!(
            context.language,
            "Archived {title}. acct list --archived shows it.",
            "已归档 {title}。acct list --archived 可查看。"
        ),
        (Some(_), true) => say!(context.language, "Restored {title}.", "已恢复 {title}。"),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}
