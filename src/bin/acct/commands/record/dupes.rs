//! `dupes`: records that look like one, and noting that two of them are not.

use acct::analysis::likeness::{LIKELY, Reason};
use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::export::{Cell, Sheet};
use acct::ops::dupes::{self, Distinguished, Duplicate, Found, Search};
use acct::say;
use acct::store::Query;
use serde_json::json;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::{fields, sheets};

/// Which pairs to show, or which two records are two.
#[derive(Debug, clap::Args)]
pub(crate) struct Pairs {
    /// Only pairs one of which passes: FIELD=VALUE, also != ~ < <= > >=; FIELD= is empty, FIELD!= filled (repeat for several)
    #[arg(long = "where", value_name = "CONDITION")]
    filters: Vec<String>,
    /// The lowest score of a pair, 0 to 100: from 98 on names are the same but for legal form and spelling of marks
    #[arg(long, value_name = "N", default_value_t = LIKELY, value_parser = clap::value_parser!(u8).range(0..=100))]
    min_score: u8,
    /// No more than so many pairs (0 for all)
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// Why the two are two
    #[arg(long, value_name = "TEXT", requires = "not_the_same")]
    reason: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

/// Prints pairs of records that look like one.
pub(crate) fn list(
    context: &mut Context,
    kind: Kind,
    account: Option<i64>,
    args: &Pairs,
) -> anyhow::Result<()> {
    let mut among = Query { account, ..Query::all(kind) };
    for text in &args.filters {
        among.filters.push(fields::filter(context, kind, text)?);
    }
    fields::tell_passed_over(context, &among)?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let search = Search { among, least: args.min_score, limit };
    let found = find(context, kind, &search)?;
    let mut sheet = sheet(context, kind, &found.best);
    display::leave_out_what_does_not_fit(context, &mut sheet, &["other_account", "account"]);
    display::print_list(context, &sheet)?;
    tell(context, kind, args, &found);
    Ok(())
}

fn find(context: &mut Context, kind: Kind, search: &Search) -> anyhow::Result<Found> {
    if kind == Kind::Contact {
        return Ok(dupes::contacts(context.store()?, search)?);
    }
    let total = context.store()?.count(&Query::all(kind))?;
    let progress = context.ui.progress(Some(total as u64));
    Ok(dupes::accounts(context.store()?, search, |read| progress.at(read as u64))?)
}

fn sheet(context: &Context, kind: Kind, found: &[Duplicate]) -> Sheet {
    let is_people = kind == Kind::Contact;
    let mut columns = vec![display::id_column(context)];
    columns.push(display::column(context, "name", &format!("{kind}.name")));
    columns.extend(sheets::named_columns(
        context,
        &[("other_id", "#", "编号"), ("other_name", "Looks like", "疑似重复"), ("score", "Score", "相似度")],
    ));
    columns.extend(sheets::named_columns(context, &[("reasons", "Because", "依据")]));
    if is_people {
        columns.extend(sheets::named_columns(
            context,
            &[("account", "Account", "客户"), ("other_account", "Account", "对方客户")],
        ));
    }
    Sheet { columns, rows: found.iter().map(|found| row(context, found)).collect() }
}

fn row(context: &Context, found: &Duplicate) -> Vec<Cell> {
    let reasons = &found.pair.likeness.reasons;
    let label = |reason: &Reason| {
        let key = format!("{}.{reason}", Reason::CHOICES.name);
        context.labels.get(&key, context.language).to_owned()
    };
    let told: Vec<String> = reasons.iter().map(label).collect();
    let data: Vec<&str> = reasons.iter().map(|reason| reason.as_str()).collect();
    let mut row = vec![
        number_cell(found.pair.one),
        text_cell(&found.name),
        number_cell(found.pair.other),
        text_cell(&found.other_name),
        number_cell(found.pair.likeness.score),
        Cell { data: json!(data), text: told.join(pick(context.language, ", ", "、")) },
    ];
    row.extend(found.accounts.iter().flatten().map(|account| text_cell(account)));
    row
}

fn tell(context: &Context, kind: Kind, args: &Pairs, found: &Found) {
    let language = context.language;
    let (shown, total) = (found.best.len(), found.total);
    let pairs = count(total, "pair", "pairs");
    let message = match total {
        0 => say!(language, "No pair scores {} or more.", "没有相似度达到 {} 的记录。", args.min_score),
        total if shown < total => say!(
            language,
            "{shown} of {pairs}; --limit 0 shows all.",
            "共 {total} 对，显示 {shown} 对；--limit 0 显示全部。"
        ),
        total => say!(language, "{pairs} in all.", "共 {total} 对。"),
    };
    context.ui.status(format_args!("{message}"));
    let Some(first) =
        found.best.iter().find(|found| found.accounts.as_ref().is_none_or(|[one, other]| one == other))
    else {
        return;
    };
    let (one, other) = (first.pair.one, first.pair.other);
    context.ui.hint(format_args!(
        "{}",
        say!(
            language,
            "if they are one: acct {kind} merge '#{one}' '#{other}'; if they are two: acct {kind} dupes --not-the-same '#{one}' '#{other}'",
            "确为同一个则合并：acct {kind} merge '#{one}' '#{other}'；并非同一个则：acct {kind} dupes --not-the-same '#{one}' '#{other}'"
        )
    ));
}

/// Notes that two records are two.
pub(crate) fn distinguish(
    context: &mut Context,
    kind: Kind,
    [one, other]: [(i64, String); 2],
    args: &Pairs,
) -> anyhow::Result<()> {
    let session = context.writing(args.write)?;
    let written = dupes::distinguish(session, kind, [one.0, other.0], args.reason.as_deref())?;
    let (one, other) = (one.1, other.1);
    let language = context.language;
    let message = match (written.value, written.operation) {
        (Distinguished::Known, _) => {
            say!(language, "Known already: {one} is not {other}.", "已有记录：{one} 与 {other} 并非同一个。")
        }
        (Distinguished::Noted, Some(number)) => say!(
            language,
            "Noted: {one} is not {other}. Take it back with: acct undo {number}",
            "已注明：{one} 与 {other} 并非同一个。撤销命令：acct undo {number}"
        ),
        (Distinguished::Noted, None) => say!(
            language,
            "Would note: {one} is not {other}. Nothing was kept.",
            "将注明：{one} 与 {other} 并非同一个。未保存。"
        ),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}
