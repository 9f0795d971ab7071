//! `acct man [-o FOLDER]`: the manual pages. Sole home of `clap_mangen`.

use std::path::{Path, PathBuf};

use acct::domain::language::count;
use acct::export::Format;
use acct::say;
use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;

use crate::context::Context;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct man | man -l -\n  acct man -o ~/.local/share/man/man1")]
pub(crate) struct Args {
    /// Write a page for every command into this folder
    #[arg(long, short = 'o', value_name = "FOLDER")]
    output: Option<PathBuf>,
}

pub(crate) fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let mut tree = crate::help::in_language(context.language, &context.labels);
    tree.build();
    let Some(folder) = args.output.as_ref().filter(|folder| folder.as_os_str() != "-") else {
        let mut out = context.ui.output(Format::Yaml);
        out.write_all(&page(&tree)?)?;
        return Ok(out.flush()?);
    };
    let language = context.language;
    let writing = || say!(language, "writing {}", "写入 {}", folder.display());
    std::fs::create_dir_all(folder).with_context(writing)?;
    let pages = write(&tree, folder).with_context(writing)?;
    let (folder, counted) = (folder.display(), count(pages, "page", "pages"));
    context.ui.status(format_args!(
        "{}",
        say!(language, "Wrote {counted} to {folder}.", "已写入 {pages} 页到 {folder}。")
    ));
    Ok(())
}

fn page(command: &Command) -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

/// Writes the page of a command and of all below it; gives how many.
fn write(command: &Command, folder: &Path) -> std::io::Result<usize> {
    Man::new(command.clone()).generate_to(folder)?;
    let below = command.get_subcommands().map(|below| write(below, folder));
    Ok(1 + below.sum::<std::io::Result<usize>>()?)
}
