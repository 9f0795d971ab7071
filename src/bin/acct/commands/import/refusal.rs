//! Why bad rows kept everything out, and what can be done about it.

use acct::domain::language::count;
use acct::export::Format;
use acct::ops::OpsError;
use acct::ops::import::{FileReason, FileReport, ImportError, Imported};
use acct::say;
use serde_json::json;

use super::screen::Seen;
use super::tell::plural;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;

/// What became of an import, which where data is printed says as data why it came to nothing.
pub(super) fn with_data<T>(
    context: &Context,
    write: WriteArgs,
    result: anyhow::Result<T>,
) -> anyhow::Result<T> {
    let Err(error) = &result else { return result };
    let is_interrupted = matches!(error.downcast_ref(), Some(OpsError::Import(ImportError::Interrupted)));
    if context.format() == Format::Table || is_interrupted {
        return result;
    }
    let file = match error.downcast_ref() {
        Some(OpsError::File(error)) => Some(error),
        _ => None,
    };
    let line = file.and_then(|error| match &error.reason {
        FileReason::Open(error) => error.line(),
        FileReason::Columns(_) => None,
    });
    let reason = crate::failure::in_words(error, context.language);
    let fault =
        json!({"file": file.map(|error| &error.file), "line": line, "column": null, "reason": reason});
    let imported = Imported { files: Vec::new(), operation: None, refused: true };
    super::data::print(context, &imported, write, &mut Seen::nothing_but(fault, context.format()))?;
    result
}

/// The failure of an import that bad rows kept out.
pub(super) fn refusal(context: &Context, imported: &Imported, seen: &Seen) -> Failure {
    let language = context.language;
    let total = imported.total();
    let (rejected, read) = (total.rejected, total.read);
    // A row of several kinds may be rejected for one of its records alone.
    let message = if imported.tables().count() == imported.files.len() {
        let counted = count(read, "row", "rows");
        say!(
            language,
            "{rejected} of {counted} rejected; nothing was imported",
            "{read} 行中有 {rejected} 行未通过，未导入任何内容"
        )
    } else {
        let counted = count(read, "record", "records");
        say!(
            language,
            "{rejected} of {counted} rejected; nothing was imported",
            "{read} 条记录中有 {rejected} 条未通过，未导入任何内容"
        )
    };
    let hints = hints(context, imported, seen);
    hints.into_iter().fold(Failure::refused(message), Failure::hint)
}

fn hints(context: &Context, imported: &Imported, seen: &Seen) -> Vec<String> {
    let language = context.language;
    let mut hints = vec![say!(
        language,
        "correct them and import again; --keep-going imports the good rows and writes the bad ones to a file",
        "请修改后重新导入；加 --keep-going 可先导入其余各行，并把未通过的行写入文件"
    )];
    hints.extend(seen.advice.iter().map(|advice| advice.told(language)));
    if let Some(file) = imported.files.iter().find(|file| is_misread(file)) {
        let kind = plural(context, file.kind);
        hints.push(say!(
            language,
            "{} was taken for {kind}; --as KIND says what the rows are; acct import --help lists the kinds",
            "{} 被当作{kind}；可用 --as 类型 指明各行是什么；acct import --help 列出各种类型",
            file.name
        ));
    }
    hints
}

/// Whether the guess what the rows are may be wrong: none of them was good.
fn is_misread(file: &FileReport) -> bool {
    file.kind_guessed && file.tally.read > 0 && file.tally.rejected == file.tally.read
}
