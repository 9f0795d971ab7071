//! `acct account rename`: another name; the old one becomes an alias, so that both find it.

use acct::domain::kind::Kind;
use acct::domain::record::Field;
use acct::domain::value::Value;
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
    let old = entry.title().to_owned();
    let new = args.name.trim().to_owned();
    let mut aliases = match entry.get("aliases") {
        Value::List(aliases) => aliases.clone(),
        _ => Vec::new(),
    };
    aliases.retain(|alias| *alias != new);
    if !args.no_alias && old != new {
        aliases.push(old.clone());
    }
    let field = |name: &str| -> Option<Field> { Kind::Account.field(name).cloned() };
    let changes: Vec<(Field, Value)> =
        [("name", Value::Text(new.clone())), ("aliases", Value::List(aliases))]
            .into_iter()
            .filter_map(|(name, value)| field(name).map(|field| (field, value)))
            .collect();
    let written = ops::records::edit(context.writing(args.write)?, Kind::Account, entry.id, &changes)?;
    let message = match written.operation {
        Some(_) => say!(context.language, "{old} is now {new}.", "{old} 已更名为 {new}。"),
        None => say!(
            context.language,
            "{old} would become {new}. Nothing was kept.",
            "{old} 将更名为 {new}。未保存。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}
