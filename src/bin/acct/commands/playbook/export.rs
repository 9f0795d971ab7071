//! `acct playbook export`: the playbook as one YAML file to start from.

use std::path::PathBuf;

use acct::playbook::{self, Labels, Playbook};
use acct::say;

use crate::context::Context;
use crate::resolve::quoted;
use crate::whole_file::{Destination, Existing};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct playbook export -o my-playbook.yaml\n  acct playbook export --built-in | less\n\nWhat is exported changes nothing when it is used as it is. Keep what you change and delete the rest:\nwhat is not in your file stays as it is built in."
)]
pub(crate) struct Args {
    /// Write to this file instead of the terminal
    #[arg(long, short = 'o', value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write over the file if it is there
    #[arg(long, requires = "output")]
    force: bool,
    /// The built-in playbook, without your own changes
    #[arg(long)]
    pub(super) built_in: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let own = context.config.playbook.clone().filter(|_| !args.built_in);
    let mut text = playbook::export(&Playbook::load(own.as_deref())?);
    if let Some(path) = &own {
        text.push_str(&Labels::with_overrides(path)?.export());
    }
    let language = context.language;
    let existing = Existing::replaced_if(args.force);
    let destination = Destination::choose(args.output.as_deref(), existing, language)?;
    let Some(path) = destination.write(context, text.as_bytes())? else { return Ok(()) };
    let path = path.display().to_string();
    context.ui.status(format_args!("{}", say!(language, "Wrote {path}.", "已写入 {path}。")));
    let path = quoted(&path);
    context.ui.hint(format_args!(
        "{}",
        say!(
            language,
            "acct config set playbook {path} makes it yours",
            "用 acct config set playbook {path} 启用"
        )
    ));
    Ok(())
}
