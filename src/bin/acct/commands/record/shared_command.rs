//! The commands of a kind of record that belongs to no account, as segments and industries: add, list, show, edit and remove.

/// Declares them, with their arguments, what they are for and examples. The field is what the record is called by in the help.
macro_rules! shared_command {
    (
        $record:ty, $field:ident, $placeholder:literal,
        add $add_about:literal $add:literal, list $list_about:literal $list:literal,
        show $show_about:literal $show:literal, edit $edit_about:literal $edit:literal,
        remove $remove_about:literal $remove:literal $(,)?
    ) => {
        #[derive(Debug, clap::Subcommand)]
        pub(crate) enum Command {
            #[doc = $add_about]
            Add(AddArgs),
            #[doc = $list_about]
            List(ListArgs),
            #[doc = $show_about]
            Show(ShowArgs),
            #[doc = $edit_about]
            Edit(EditArgs),
            #[doc = $remove_about]
            Remove(RemoveArgs),
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $add)]
        pub(crate) struct AddArgs {
            /// Its name, or a few words (asked for when missing)
            #[arg(value_name = "TITLE")]
            called: Option<String>,
            #[command(flatten)]
            flags: $crate::flags::Flags<$record>,
            #[command(flatten)]
            write: $crate::cli::WriteArgs,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $list)]
        pub(crate) struct ListArgs {
            #[command(flatten)]
            list: $crate::commands::record::list::Args,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $show)]
        pub(crate) struct ShowArgs {
            /// Its name, the beginning of it, or its number ('#3')
            #[arg(value_name = $placeholder)]
            $field: String,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $edit)]
        pub(crate) struct EditArgs {
            /// Its name, the beginning of it, or its number ('#3')
            #[arg(value_name = $placeholder)]
            $field: String,
            #[command(flatten)]
            flags: $crate::flags::Flags<$record>,
            #[command(flatten)]
            options: $crate::commands::record::edit::EditOptions,
        }

        #[derive(Debug, clap::Args)]
        #[command(after_help = $remove)]
        pub(crate) struct RemoveArgs {
            /// Its name, the beginning of it, or its number ('#3')
            #[arg(value_name = $placeholder)]
            $field: String,
            #[command(flatten)]
            write: $crate::cli::WriteArgs,
        }

        pub(crate) fn run(context: &mut $crate::context::Context, command: Command) -> anyhow::Result<()> {
            use $crate::commands::record::{add, command, remove};
            let kind = <$record as acct::domain::record::Record>::KIND;
            match command {
                Command::Add(args) => {
                    add::run(context, None, args.called, &args.flags, args.write).map(|_| ())
                }
                Command::List(args) => command::list(context, kind, None, args.list),
                Command::Show(args) => command::show(context, kind, &args.$field, None),
                Command::Edit(args) => command::edit(context, &args.$field, None, &args.flags, &args.options),
                Command::Remove(args) => {
                    let remove = remove::Args { account: args.$field, write: args.write };
                    remove::run(context, kind, &remove, None)
                }
            }
        }
    };
}

pub(crate) use shared_command;
