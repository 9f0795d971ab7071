//! `acct completions SHELL`: what makes the Tab key complete commands and options. Sole home of `clap_complete`.

use clap_complete::Shell;

use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct completions bash > ~/.local/share/bash-completion/completions/acct\n  acct completions zsh > ~/.zfunc/_acct\n  acct completions fish > ~/.config/fish/completions/acct.fish\n  acct completions powershell >> $PROFILE"
)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let mut tree = crate::help::in_language(context.language, &context.labels);
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut tree, "acct", &mut script);
    let mut out = context.ui.output(acct::export::Format::Yaml);
    out.write_all(&script)?;
    Ok(out.flush()?)
}
