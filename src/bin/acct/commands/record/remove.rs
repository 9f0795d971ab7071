//! `remove`: takes a record and all that needs it away, after telling what goes.

use std::collections::BTreeMap;

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::Entry;
use acct::export::Format;
use acct::ops;
use acct::ops::records::Removal;
use acct::say;
use serde_json::json;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display;
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
    let title = entry.title().into_owned();
    let label = context.labels.kind(kind, context.language).to_lowercase();
    tell_plan(context, &entry, &plan);
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
    if context.format() == Format::Table {
        return Ok(());
    }
    let removed: BTreeMap<&str, usize> =
        written.value.counts().into_iter().map(|(kind, count)| (kind.name(), count)).collect();
    let told = json!({"operation": written.operation, "removed": removed});
    display::print_record(context, &display::objects(vec![told]))
}

/// Says what goes with a record, and what stays and loses its link to it.
fn tell_plan(context: &Context, entry: &Entry, plan: &Removal) {
    let language = context.language;
    let title = entry.title();
    let mut going = plan.counts();
    if let Some(count) = going.get_mut(&entry.kind) {
        *count -= 1;
    }
    let going = counted(context, &going);
    if !going.is_empty() {
        let message = say!(language, "With {title} go: {going}.", "随 {title} 一并删除：{going}。");
        context.ui.status(format_args!("{message}"));
    }
    let mut unlinked = BTreeMap::new();
    for (before, _) in &plan.unlinked {
        *unlinked.entry(before.kind).or_insert(0) += 1;
    }
    let unlinked = counted(context, &unlinked);
    if !unlinked.is_empty() {
        let message = say!(
            language,
            "These stay and lose their link to it: {unlinked}.",
            "以下记录保留，但不再与其关联：{unlinked}。"
        );
        context.ui.status(format_args!("{message}"));
    }
    let naming = counted(context, &plan.naming);
    if !naming.is_empty() {
        let message = say!(
            language,
            "These stay and keep its name: {naming}.",
            "以下记录保留，其中写的名称不变：{naming}。"
        );
        context.ui.status(format_args!("{message}"));
    }
}

fn counted(context: &Context, counts: &BTreeMap<Kind, usize>) -> String {
    let parts: Vec<String> = counts
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(kind, number)| display::counted(context, *kind, *number))
        .collect();
    parts.join(pick(context.language, ", ", "、"))
}
