//! `remove`: takes a record and all that needs it away, after telling what goes.

use acct::domain::kind::Kind;
use acct::ops;
use acct::say;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The account, or the record's number ('#12')
    #[arg(value_name = "ACCOUNT")]
    pub(crate) account: String,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, kind: Kind, args: &Args, title: Option<&str>) -> anyhow::Result<()> {
    let entry = resolve::record(context, kind, &args.account, title)?;
    let plan = ops::records::removal(context.store()?.read(), kind, entry.id)?;
    let title = entry.title().to_owned();
    let label = context.labels.kind(kind, context.language).to_lowercase();
    let mut parts: Vec<String> = Vec::new();
    for (kind, count) in plan.counts() {
        let count = if kind == entry.kind { count - 1 } else { count };
        if count > 0 {
            let label = context.labels.kind(kind, context.language).to_lowercase();
            let unit = crate::display::measure(kind);
            parts.push(say!(context.language, "{count} {label}", "{count} {unit}{label}"));
        }
    }
    if !parts.is_empty() {
        let separator = acct::domain::language::pick(context.language, ", ", "、");
        let message = say!(
            context.language,
            "With {title} go: {}.",
            "随 {title} 一并删除：{}。",
            parts.join(separator)
        );
        context.ui.status(format_args!("{message}"));
    }
    if !args.write.dry_run {
        let question = say!(context.language, "Remove {label} {title}?", "删除{label} {title}？");
        if !context.confirm(&question)? {
            return Ok(());
        }
    }
    let written = ops::records::remove(context.writing(args.write)?, kind, entry.id)?;
    let message = match written.operation {
        Some(number) => say!(
            context.language,
            "Removed {label} {title}. Bring it back with: acct undo {number}",
            "已删除{label} {title}。恢复命令：acct undo {number}"
        ),
        None => say!(
            context.language,
            "Would remove {label} {title}. Nothing was changed.",
            "将删除{label} {title}。未做改动。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}
