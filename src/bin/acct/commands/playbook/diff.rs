//! `acct playbook diff [FILE]`: what the user's playbook changes, value by value.

use std::path::PathBuf;

use acct::export::Sheet;
use acct::playbook::{self, Labels, Playbook};
use acct::say;

use crate::context::Context;
use crate::display::{self, text_cell};
use crate::sheets::named_columns;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct playbook diff\n  acct playbook diff my-playbook.yaml --json")]
pub(crate) struct Args {
    /// The file; your own playbook without it
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let language = context.language;
    let file = super::file(context, args.file.as_ref());
    let mut differences = playbook::diff(&Playbook::built_in()?, &Playbook::load(file.as_deref())?);
    if let Some(path) = &file {
        differences.extend(Labels::with_overrides(path)?.changes());
    }
    let columns = [("path", "Where", "位置"), ("before", "Built in", "内置"), ("after", "Yours", "自定义")];
    let side = |text: &Option<String>| text_cell(text.as_deref().unwrap_or_default());
    let rows =
        differences.iter().map(|found| vec![text_cell(&found.path), side(&found.before), side(&found.after)]);
    display::print_list(context, &Sheet { columns: named_columns(context, &columns), rows: rows.collect() })?;
    let message = match (&file, differences.len()) {
        (None, _) => say!(
            language,
            "You have no playbook of your own; nothing differs.",
            "没有自己的打法文件，与内置一致。"
        ),
        (_, 0) => say!(language, "Nothing differs from the built-in playbook.", "与内置打法一致。"),
        (_, count) => say!(language, "{count} in all.", "共 {count} 处。"),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}
