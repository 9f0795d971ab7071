//! `acct survey questions`: what customers are asked.

use acct::export::{Cell, Format, Sheet};
use serde_json::json;

use crate::context::Context;
use crate::display::{self, text_cell};
use crate::sheets::{first_column_as_id, named_columns, without_empty_columns};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The playbook holds them, in its section surveys; your own file adds to them or changes them by id.\n\nExamples:\n  acct survey questions\n  acct survey questions --json"
)]
pub(crate) struct Args {}

pub(super) fn run(context: &mut Context, _: &Args) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let columns = named_columns(
        context,
        &[
            ("question", "Question", "问题"),
            ("survey", "Survey", "问卷"),
            ("kind", "Kind", "类型"),
            ("takes", "Takes", "答复"),
            ("aspect", "Aspect", "方面"),
            ("ask", "Asked", "问法"),
        ],
    );
    let language = context.language;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for survey in &playbook.surveys {
        for question in &survey.questions {
            let kind = json!(question.kind).as_str().unwrap_or_default().to_owned();
            let aspect = question.aspect.as_deref().unwrap_or_default();
            let label = context.labels.find(&format!("aspect.{aspect}"), language).unwrap_or(aspect);
            rows.push(vec![
                text_cell(&question.id),
                text_cell(&survey.id),
                text_cell(&kind),
                text_cell(&question.takes(language)),
                Cell { text: label.to_owned(), ..text_cell(aspect) },
                text_cell(question.ask.get(language)),
            ]);
        }
    }
    let mut sheet = first_column_as_id(context, without_empty_columns(context, Sheet { columns, rows }));
    if context.format() == Format::Table {
        sheet = crate::sheets::without(&sheet, &["kind", "aspect"]);
    }
    display::print_list(context, &sheet)
}
