//! `acct needs why`: the chain from the problem that was raised to the problem under it.

use std::io::Write as _;

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::need::Need;
use acct::domain::record::Record as _;
use acct::domain::value::Value;
use acct::export::{Format, harmless};
use acct::ops;
use acct::ops::change::Change;
use acct::say;
use serde_json::json;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display;
use crate::output::hanging;
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct needs why \"Example Steel\" \"Close the books\"\n  acct needs why \"Example Steel\" \"Close the books\" \"each plant keeps its own ledger\" \"they were bought one by one\"\n  acct needs why '#12' --essence \"No common chart of accounts\""
)]
pub(crate) struct Args {
    /// The account, or the need's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The need's title, or its beginning
    #[arg(value_name = "NEED")]
    need: Option<String>,
    /// Further answers to "why?", each the cause of the one before
    #[arg(value_name = "WHY")]
    whys: Vec<String>,
    /// The root problem that the chain leads to
    #[arg(long, value_name = "TEXT")]
    essence: Option<String>,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let mut entry = resolve::record(context, Kind::Need, &args.account, args.need.as_deref())?;
    let mut changes = Vec::new();
    let field = |name: &str| Kind::Need.field(name).cloned();
    let added: Vec<String> =
        args.whys.iter().map(|why| why.trim().to_owned()).filter(|why| !why.is_empty()).collect();
    if !added.is_empty() {
        changes.extend(field("whys").map(|field| Change::Append(field, added)));
    }
    if let Some(essence) = &args.essence {
        let essence = Value::Text(essence.trim().to_owned());
        changes.extend(field("essence").map(|field| Change::Set(field, essence)));
    }
    if !changes.is_empty() {
        let written = ops::records::edit(context.writing(args.write)?, Kind::Need, entry.id, &changes)?;
        let title = entry.title();
        let message = match written.operation {
            Some(_) => say!(context.language, "Changed {title}.", "已修改 {title}。"),
            None => {
                say!(context.language, "Would change {title}. Nothing was kept.", "将修改 {title}。未保存。")
            }
        };
        context.ui.status(format_args!("{message}"));
        entry = written.value.after;
    }
    print(context, &Need::from_entry(&entry)?)
}

fn print(context: &mut Context, need: &Need) -> anyhow::Result<()> {
    let account = context.store()?.read().titles(Kind::Account, &[need.account.number()])?.pop();
    let account = account.map(|named| named.name).unwrap_or_default();
    // The next question of the method that the chain has no answer to yet.
    let next =
        context.playbook()?.needs.whys.get(need.whys.len()).map(|why| why.get(context.language).to_owned());
    let problem = need.problem.as_ref().map(|text| text.0.clone());
    let essence = need.essence.as_ref().map(|text| text.0.clone());
    if context.format() != Format::Table {
        let data = json!({
            "id": need.id.number(),
            "account": account,
            "title": need.title,
            "problem": problem,
            "whys": need.whys,
            "essence": essence,
            "next_question": next,
        });
        let headings = [
            ("id", "#", "编号"),
            ("account", "Account", "客户"),
            ("title", "Need", "需求"),
            ("problem", "Problem raised", "提出的问题"),
            ("whys", "Because", "因为"),
            ("essence", "Essence", "问题实质"),
            ("next_question", "Next question", "接着问"),
        ];
        let sheet = sheets::headed(context, display::objects(vec![data]), &headings);
        return display::print_record(context, &sheet);
    }
    let width = usize::from(context.ui.width());
    let label = |key: &str| context.labels.get(&format!("need.{key}"), context.language).to_owned();
    let unknown = || pick(context.language, "(not known yet)", "（尚不清楚）").to_owned();
    let colon = pick(context.language, ": ", "：");
    let mut lines = vec![(String::new(), format!("{} · {account}", need.title))];
    lines.push((format!("{}{colon}", label("problem")), problem.unwrap_or_else(unknown)));
    for (position, why) in need.whys.iter().enumerate() {
        let indent = "   ".repeat(position.min(8));
        lines.push((format!("{indent}└─ {}{colon}", pick(context.language, "because", "因为")), why.clone()));
    }
    lines.push((format!("{}{colon}", label("essence")), essence.clone().unwrap_or_else(unknown)));
    let mut out = context.ui.stdout();
    for (mark, text) in lines {
        writeln!(out, "{}", hanging(&mark, &harmless(&text), width))?;
    }
    let id = need.id;
    if let (Some(next), None) = (next, &essence) {
        context.ui.hint(format_args!("{}", say!(context.language, "ask: {next}", "接着问：{next}")));
        context.ui.hint(format_args!(
            "{}",
            say!(
                context.language,
                "acct needs why '#{}' {} \"the answer\"",
                "acct needs why '#{}' {} \"回答\"",
                need.account.number(),
                resolve::quoted(&need.title)
            )
        ));
    } else if essence.is_none() {
        context.ui.hint(format_args!(
            "{}",
            say!(
                context.language,
                "acct needs why '{id}' --essence \"the root problem\"",
                "acct needs why '{id}' --essence \"问题实质\""
            )
        ));
    }
    Ok(())
}
