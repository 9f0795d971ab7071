//! The commands of a kind of record that needs no others: add, list, show, edit and remove.

use acct::domain::kind::Kind;
use acct::domain::record::Record;

use super::{add, edit, list, show};
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::flags::Flags;
use crate::resolve;

/// Declares them, with their arguments and examples.
macro_rules! record_command {
    (
        $record:ty, $placeholder:literal,
        add $add:literal, list $list:literal,
        show $show:literal $(named $named:literal, $means:literal)?,
        edit $edit:literal, remove $remove:literal $(,)?
    ) => {
        #[derive(Debug, clap::Subcommand)]
        pub(crate) enum Command {
            /// Add one
            Add(AddArgs),
            /// List them, of one account or of all
            List(ListArgs),
            /// Show one
            Show(ShowArgs),
            /// Change one
            Edit(EditArgs),
            /// Remove one
            Remove(RemoveArgs),
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $add)]
        pub(crate) struct AddArgs {
            /// The account
            #[arg(value_name = "ACCOUNT")]
            account: String,
            /// Its name, or a few words (asked for when missing)
            #[arg(value_name = "TITLE")]
            called: Option<String>,
            #[command(flatten)]
            pub(crate) flags: $crate::flags::Flags<$record>,
            #[command(flatten)]
            write: $crate::cli::WriteArgs,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $list)]
        pub(crate) struct ListArgs {
            /// Only of this account
            #[arg(value_name = "ACCOUNT")]
            only_of: Option<String>,
            #[command(flatten)]
            list: $crate::commands::record::list::Args,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $show)]
        pub(crate) struct ShowArgs {
            #[arg(
                value_name = $crate::commands::record::command::own_or_usual!("ACCOUNT" $($named)?),
                help = $crate::commands::record::command::own_or_usual!(
                    "The account, or the number alone ('#3')" $($means)?
                )
            )]
            pub(crate) of_or_number: String,
            /// Its name, or the beginning of it
            #[arg(value_name = $placeholder)]
            pub(crate) record: Option<String>,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $edit)]
        pub(crate) struct EditArgs {
            /// The account, or the number alone ('#3')
            #[arg(value_name = "ACCOUNT")]
            of_or_number: String,
            /// Its name, or the beginning of it; the flag of the name gives another one
            #[arg(value_name = $placeholder)]
            edited: Option<String>,
            #[command(flatten)]
            flags: $crate::flags::Flags<$record>,
            #[command(flatten)]
            options: $crate::commands::record::edit::EditOptions,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $remove)]
        pub(crate) struct RemoveArgs {
            /// The account, or the number alone ('#3')
            #[arg(value_name = "ACCOUNT")]
            of_or_number: String,
            #[command(flatten)]
            write: $crate::cli::WriteArgs,
            /// Its name, or the beginning of it
            #[arg(value_name = $placeholder)]
            record: Option<String>,
        }

        pub(crate) fn run(context: &mut $crate::context::Context, command: Command) -> anyhow::Result<()> {
            use $crate::commands::record::command;
            let kind = <$record as acct::domain::record::Record>::KIND;
            match command {
                Command::Add(args) => {
                    command::add(context, &args.account, args.called, &args.flags, args.write)
                }
                Command::List(args) => command::list(context, kind, args.only_of.as_deref(), args.list),
                Command::Show(args) => {
                    command::show(context, kind, &args.of_or_number, args.record.as_deref())
                }
                Command::Edit(args) => command::edit(
                    context,
                    &args.of_or_number,
                    args.edited.as_deref(),
                    &args.flags,
                    &args.options,
                ),
                Command::Remove(args) => {
                    let remove = $crate::commands::record::remove::Args {
                        account: args.of_or_number,
                        write: args.write,
                    };
                    $crate::commands::record::remove::run(context, kind, &remove, args.record.as_deref())
                }
            }
        }
    };
}

/// The last of one or two texts: what is usual, or what stands in its place.
macro_rules! own_or_usual {
    ($usual:literal) => {
        $usual
    };
    ($usual:literal $own:literal) => {
        $own
    };
}

pub(crate) use {own_or_usual, record_command};

pub(crate) fn add<R: Record>(
    context: &mut Context,
    account: &str,
    title: Option<String>,
    flags: &Flags<R>,
    write: WriteArgs,
) -> anyhow::Result<()> {
    let account = resolve::account(context, account)?;
    add::run(context, Some(account.id), title, flags, write).map(|_| ())
}

pub(crate) fn list(
    context: &mut Context,
    kind: Kind,
    account: Option<&str>,
    mut args: list::Args,
) -> anyhow::Result<()> {
    let account = account.map(|account| resolve::account(context, account)).transpose()?;
    if let (None, Some(order)) = (&args.list.sort, kind.order()) {
        args.list.sort = Some(order.to_owned());
    }
    list::run(context, kind, account.map(|account| account.id), &args)
}

pub(crate) fn show(
    context: &mut Context,
    kind: Kind,
    account: &str,
    record: Option<&str>,
) -> anyhow::Result<()> {
    let entry = resolve::record(context, kind, account, record)?;
    show::run(context, &entry, false)
}

pub(crate) fn edit<R: Record>(
    context: &mut Context,
    account: &str,
    record: Option<&str>,
    flags: &Flags<R>,
    options: &edit::EditOptions,
) -> anyhow::Result<()> {
    let entry = resolve::record(context, R::KIND, account, record)?;
    edit::run(context, &entry, flags, options)
}
