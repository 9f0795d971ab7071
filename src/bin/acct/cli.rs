//! The command tree and the options that every command has.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};

use crate::commands::Command;

/// Key-account research: learn about a customer step by step, see what is missing and what it means.
#[derive(Debug, Parser)]
#[command(
    name = "acct",
    version,
    disable_help_subcommand = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Try it on sample data:\n  acct demo\n\nStart with a customer of yours:\n  acct add \"Example Steel Ltd\" --industry Steel --relation prospect\n  acct show \"Example Steel\""
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: GlobalArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct GlobalArgs {
    #[arg(long, global = true, value_name = "PATH", help = "The file to work on [env: ACCT_DB]")]
    pub(crate) db: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "LANGUAGE",
        help = "Language of what is said and printed [env: ACCT_LANG]"
    )]
    pub(crate) lang: Option<LanguageArg>,
    /// How to print data
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) format: Option<FormatArg>,
    /// Print data as JSON (same as --format json)
    #[arg(long, global = true, conflicts_with = "format")]
    pub(crate) json: bool,
    /// Never ask; a missing value is an error
    #[arg(long, global = true)]
    pub(crate) no_input: bool,
    /// Answer yes where a confirmation would be asked
    #[arg(long, short = 'y', global = true)]
    pub(crate) yes: bool,
    /// Say nothing but errors
    #[arg(long, short = 'q', global = true)]
    pub(crate) quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorArg,
    #[arg(long, global = true, value_name = "DATE", help = "Take this date as today [env: ACCT_AS_OF]")]
    pub(crate) as_of: Option<String>,
}

impl GlobalArgs {
    /// These with the variables that stand for flags which were not given. clap would do that too, and then name such
    /// flags in the usage line of every error.
    pub(crate) fn with_environment(self) -> Self {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let date = || variable("ACCT_AS_OF").map(|value| value.to_string_lossy().into_owned());
        let file = || variable("ACCT_DB").map(PathBuf::from);
        Self { db: self.db.or_else(file), as_of: self.as_of.or_else(date), ..self }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum LanguageArg {
    En,
    Zh,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    Table,
    Json,
    Ndjson,
    Csv,
    Tsv,
    Yaml,
    Markdown,
    Ids,
    // Of `acct next` only. A help text of its own would make the help of every command the long one.
    Ics,
    // Of `acct export` only.
    Xlsx,
    Vcard,
}

/// The option of every command that writes.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct WriteArgs {
    /// Show what would be done and keep nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Which records to list, in which order, with which fields.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct ListOptions {
    /// Only records that pass: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    pub(crate) filters: Vec<String>,
    /// Order by fields, a minus sign for falling: -score,name
    #[arg(long, value_name = "FIELDS", allow_hyphen_values = true)]
    pub(crate) sort: Option<String>,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Which fields to print, in this order
    #[arg(long, value_name = "FIELDS")]
    pub(crate) columns: Option<String>,
}

#[cfg(test)]
mod tests {
    use acct::playbook::Playbook;
    use clap::CommandFactory as _;

    use super::*;

    /// The words of a command that the playbook gives, with samples for what the user fills in.
    fn words(fix: &str) -> Vec<String> {
        let sample = |word: &str| match word {
            "CHOICE" | "AMOUNT" | "SCORE" => "5".to_owned(),
            "MOVE" => "advance".to_owned(),
            "OUTCOME" => "won".to_owned(),
            "GROUND" => "--evidence".to_owned(),
            capitals if capitals.chars().all(|letter| letter.is_ascii_uppercase()) => {
                format!("{capitals} sample")
            }
            plain => plain.to_owned(),
        };
        fix.split(' ').map(sample).collect()
    }

    #[test]
    fn every_command_that_the_playbook_gives_is_understood() {
        let playbook = Playbook::built_in().unwrap();
        let of_stages =
            playbook.stages.iter().flat_map(|stage| &stage.exit).filter_map(|exit| exit.fix.clone());
        let of_looks = playbook.items().filter_map(|(_, _, item)| item.fix.clone());
        let of_checks = playbook.checks.iter().flat_map(|rule| [Some(rule.fix.clone()), rule.then.clone()]);
        let refused: Vec<String> = of_stages
            .chain(of_looks)
            .chain(of_checks.flatten())
            .filter_map(|fix| Some(format!("{fix}\n{}", Cli::try_parse_from(words(&fix)).err()?)))
            .collect();
        assert!(refused.is_empty(), "{}", refused.join("\n"));
    }

    #[test]
    fn the_command_tree_fits_together() {
        Cli::command().debug_assert();
    }
}
