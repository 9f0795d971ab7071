//! In which form records go out: as the option says, or the ending of the file.

use std::path::Path;

use acct::domain::kind::Kind;
use acct::export::Format;
use acct::say;

use super::{Args, target};
use crate::cli::FormatArg;
use crate::context::Context;
use crate::failure::Failure;
use crate::resolve::quoted;

/// The forms in which records go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As rows or objects, one after the other.
    Rows(Format),
    /// A sheet for each kind.
    Spreadsheet,
    /// People and companies for address books.
    Cards,
    /// A document for each account.
    Folder,
}

impl Form {
    /// Whether every value takes one cell, those of the user's own too.
    pub(super) fn is_flat(self) -> bool {
        matches!(self, Self::Rows(Format::Csv | Format::Tsv) | Self::Spreadsheet)
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Rows(format) => format.as_str(),
            Self::Spreadsheet => "xlsx",
            Self::Cards => "vcard",
            Self::Folder => "yaml",
        }
    }

    fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "xlsx" => Some(Self::Spreadsheet),
            "vcf" | "vcard" => Some(Self::Cards),
            ending => Format::of_ending(ending).map(Self::Rows),
        }
    }

    /// The form that is asked for, or that the name of the file says, or CSV; for all records on stdout JSON. Where the
    /// name of a file says it, `--json` is for what is told.
    pub(super) fn choose(
        context: &Context,
        args: &Args,
        kind: Option<Kind>,
        output: Option<&Path>,
    ) -> anyhow::Result<Self> {
        if args.by_account {
            return Ok(Self::Folder);
        }
        let extension = output.and_then(Path::extension).filter(|_| !output.is_some_and(target::is_folder));
        let ending = extension.and_then(|ending| Self::of_ending(&ending.to_string_lossy()));
        let asked = context.global.format.is_some() || (context.global.json && output.is_none());
        if let (false, None, Some(path), Some(unknown)) = (asked, ending, output, extension) {
            return Err(no_such_ending(context, path, &unknown.to_string_lossy()));
        }
        let form = match (context.global.format, ending) {
            (Some(FormatArg::Xlsx), _) => Self::Spreadsheet,
            (Some(FormatArg::Vcard), _) => Self::Cards,
            _ if asked => Self::Rows(context.format()),
            (_, Some(form)) => form,
            _ if kind.is_none() && output.is_none() => Self::Rows(Format::Json),
            _ => Self::Rows(Format::Csv),
        };
        if kind.is_none() && !args.filters.is_empty() {
            let message =
                say!(context.language, "--where needs a kind of record", "--where 需要指明记录种类");
            return Err(Failure::usage(message).hint("acct export accounts --where ...").into());
        }
        form.refuse_drawn(context)
    }

    fn refuse_drawn(self, context: &Context) -> anyhow::Result<Self> {
        let Self::Rows(format @ (Format::Table | Format::Markdown | Format::Ids)) = self else {
            return Ok(self);
        };
        let message =
            say!(context.language, "records are not exported as {format}", "不能以 {format} 格式导出");
        let hint = say!(
            context.language,
            "--format csv, tsv, xlsx, json, ndjson, yaml or vcard, or --by-account; acct list prints tables",
            "可用 --format csv、tsv、xlsx、json、ndjson、yaml、vcard，或 --by-account；表格请用 acct list"
        );
        Err(Failure::usage(message).hint(hint).into())
    }
}

fn no_such_ending(context: &Context, path: &Path, ending: &str) -> anyhow::Error {
    let message = say!(
        context.language,
        "\".{ending}\" is the ending of no format",
        "“.{ending}”不是可导出格式的扩展名"
    );
    let folder = quoted(&format!("{}/", path.display()));
    let hint = say!(
        context.language,
        "the endings are .csv, .tsv, .xlsx, .json, .ndjson, .yaml and .vcf; --format says the format, -o {folder} a folder",
        "可用扩展名：.csv、.tsv、.xlsx、.json、.ndjson、.yaml、.vcf；也可用 --format 指定格式，或用 -o {folder} 导出到文件夹"
    );
    Failure::usage(message).hint(hint).into()
}
