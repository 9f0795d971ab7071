//! `acct contact forget`: removes a person's personal file for good, from the record and from the history.

use acct::domain::id::number_of;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::ops::people::{self, Traces};
use acct::say;
use acct::store::Forgotten;

use super::marks::one_line;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "The person stays, with name, place and attitude; contact remove takes these away.\nOf a person who was removed, give the number alone: acct contact forget '#12'\n\nExamples:\n  acct contact forget \"Example Steel\" \"Ann Example\" --dry-run\n  acct contact forget \"Example Steel\" \"Ann Example\" --yes"
)]
pub(crate) struct Args {
    /// The account, or the person's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person's name, or its beginning
    #[arg(value_name = "PERSON")]
    person: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let (contact, name) = find(context, args)?;
    let plan = people::what_would_be_forgotten(context.session()?, contact)?;
    context.ui.status(format_args!("{}", told(context, &name, &plan)));
    if args.write.dry_run {
        context.ui.status(format_args!("{}", pick(context.language, "Nothing was changed.", "未做改动。")));
        return Ok(());
    }
    if plan.is_empty() {
        // They may be there from a time when it could not be written anew.
        let traces = people::erase_traces(context.writing(args.write)?);
        tell_traces(context, &traces);
        return Ok(());
    }
    let question = say!(
        context.language,
        "Remove the personal file of {name} for good? Nothing brings it back.",
        "永久删除 {name} 的个人档案？删除后无法恢复。"
    );
    if !context.confirm(&question)? {
        return Ok(());
    }
    let written = people::forget(context.writing(args.write)?, contact)?;
    let done =
        say!(context.language, "Forgot the personal file of {name}.", "已永久删除 {name} 的个人档案。");
    context.ui.status(format_args!("{done}"));
    tell_traces(context, &written.value.traces);
    context.ui.note(format_args!(
        "{}",
        pick(
            context.language,
            "copies of the file, exports and reports made before still hold it",
            "此前制作的文件备份、导出和报告中仍有这些内容"
        )
    ));
    Ok(())
}

/// Tells of what may still be found in the file by who reads its bytes.
fn tell_traces(context: &Context, traces: &Traces) {
    let language = context.language;
    match traces {
        Traces::Gone => {}
        Traces::BeingRead => context.ui.warning(format_args!(
            "{}",
            pick(
                language,
                "another program reads the file, so traces may be in it until that ends",
                "另一个程序正在读取数据文件，结束前文件中可能留有痕迹"
            )
        )),
        Traces::Left { reason } => {
            let reason = reason.get(language);
            context.ui.warning(format_args!(
                "{}",
                say!(
                    language,
                    "the file could not be written anew ({reason}), so traces may be in it",
                    "无法重写数据文件（{reason}），其中可能留有痕迹"
                )
            ));
            context.ui.hint(format_args!(
                "{}",
                pick(
                    language,
                    "make room, then run the same command again: it overwrites them",
                    "请腾出空间后再次运行同一命令，即可清除"
                )
            ));
        }
    }
}

/// The person, also one who was removed, by number.
fn find(context: &mut Context, args: &Args) -> anyhow::Result<(i64, String)> {
    if let (Some(number), None) = (number_of(&args.account), &args.person)
        && context.store()?.read().find(Kind::Contact, number)?.is_none()
        && let Some((_, name)) = context.store()?.read().removed_contact(number)?
    {
        return Ok((number, one_line(&name)));
    }
    let entry = resolve::record(context, Kind::Contact, &args.account, args.person.as_deref())?;
    Ok((entry.id, one_line(&entry.title())))
}

/// What goes: fields by their names, without what they hold, and trips.
fn told(context: &Context, name: &str, forgotten: &Forgotten) -> String {
    if forgotten.is_empty() {
        return say!(context.language, "There is no personal file of {name}.", "{name} 没有个人档案。");
    }
    let mut parts: Vec<String> = Kind::Contact
        .fields()
        .iter()
        .filter(|field| forgotten.fields.contains(field.name))
        .map(|field| context.labels.field(Kind::Contact, field, context.language).to_lowercase())
        .collect();
    if forgotten.trips > 0 {
        let trips = forgotten.trips;
        parts.push(say!(context.language, "trips ({trips})", "行程（{trips} 次）"));
    }
    let parts = parts.join(pick(context.language, ", ", "、"));
    say!(
        context.language,
        "For good, also from the history, go: {parts}.",
        "将永久删除（包括历史记录中的）：{parts}。"
    )
}
