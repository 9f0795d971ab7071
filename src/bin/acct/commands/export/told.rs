//! What an export wrote and what it left out, for people and for programs.

use std::path::PathBuf;

use acct::domain::language::count;
use acct::say;
use serde_json::json;

use super::form::Form;
use super::left_out::LeftOut;
use crate::context::Context;
use crate::sheets::print_data;

/// Tells what was written. The data is told of files only: on stdout it is the export itself.
pub(super) fn told(
    context: &Context,
    form: Form,
    files: &[(u64, PathBuf)],
    left_out: &LeftOut,
) -> anyhow::Result<()> {
    for (rows, path) in files {
        let (path, counted) = (path.display(), count(*rows, "record", "records"));
        context.ui.status(format_args!(
            "{}",
            say!(context.language, "{counted} in {path}", "{path}：{rows} 条记录")
        ));
    }
    left_out.tell(context, form);
    if context.global.json && !files.is_empty() {
        let files: Vec<_> = files
            .iter()
            .map(|(rows, path)| json!({"path": path.display().to_string(), "records": rows}))
            .collect();
        print_data(
            context,
            vec![
                ("format", json!(form.name())),
                ("files", json!(files)),
                ("left_out", json!(left_out.json())),
            ],
        )?;
    }
    Ok(())
}
