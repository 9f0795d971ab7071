//! `acct playbook check [FILE]`: every mistake with its place, what was expected, and what was probably meant.

use std::io::Write as _;
use std::path::PathBuf;

use acct::domain::language::{Bilingual as _, Text, count};
use acct::export::{Cell, Column, Format, Sheet, harmless};
use acct::playbook::{Mistake, Playbook, PlaybookError};
use acct::say;

use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct playbook check\n  acct playbook check my-playbook.yaml --json")]
pub(crate) struct Args {
    /// The file; your own playbook without it
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let language = context.language;
    let file = super::file(context, args.file.as_ref());
    let mistakes = match Playbook::load(file.as_deref()) {
        Ok(playbook) => {
            for remark in playbook.remarks() {
                context.ui.warning(format_args!("{}", remark.get(language)));
            }
            Vec::new()
        }
        Err(PlaybookError::Mistaken { mistakes }) => mistakes,
        Err(error) => return Err(error.into()),
    };
    print(context, &mistakes)?;
    let Some(file) = file else {
        let message = say!(
            language,
            "You have no playbook of your own; the built-in one is in force.",
            "没有自己的打法文件，使用内置打法。"
        );
        context.ui.status(format_args!("{message}"));
        return Ok(());
    };
    let file = file.display();
    match mistakes.len() {
        0 => {
            context
                .ui
                .status(format_args!("{}", say!(language, "{file} has no mistakes.", "{file} 没有错误。")));
            Ok(())
        }
        several => {
            let counted = count(several, "mistake", "mistakes");
            Err(Failure::refused(say!(language, "{file} has {counted}", "{file} 有 {several} 处错误")).into())
        }
    }
}

fn print(context: &Context, mistakes: &[Mistake]) -> anyhow::Result<()> {
    if context.format() == Format::Table {
        let mut out = context.ui.stdout();
        for mistake in mistakes {
            writeln!(out, "{}", harmless(&mistake.told_in(context.language)))?;
        }
        return Ok(());
    }
    let columns = ["file", "line", "column", "path", "message", "expected", "hint"];
    let column = |key: &str| Column { key: key.to_owned(), label: key.to_owned() };
    let rows = mistakes.iter().map(|mistake| row(context, mistake)).collect();
    display::print_list(context, &Sheet { columns: columns.into_iter().map(column).collect(), rows })
}

fn row(context: &Context, mistake: &Mistake) -> Vec<Cell> {
    let told = |text: &Option<Text>| text_cell(text.as_ref().map_or("", |text| text.get(context.language)));
    vec![
        text_cell(&mistake.file),
        number_cell(mistake.line),
        number_cell(mistake.column),
        text_cell(&mistake.path),
        text_cell(mistake.message.get(context.language)),
        told(&mistake.expected),
        told(&mistake.hint),
    ]
}
