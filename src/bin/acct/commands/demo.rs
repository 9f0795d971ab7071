//! `acct demo`: a file with sample data, and what to try on it.

use std::path::{Path, PathBuf};

use acct::domain::language::{Language, pick};
use acct::export::{Format, Sheet};
use acct::ops::demo::{self, Content, Sample};
use acct::say;
use anyhow::Context as _;

use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::resolve::quoted;

/// The file beside the usual one that the sample goes to.
const FILE: &str = "demo.db";

#[derive(Debug, clap::Args)]
#[command(
    about = "Make a file with sample data: a dozen invented companies",
    after_help = "Without --db (or ACCT_DB) the file is demo.db beside the usual one.\n\nExamples:\n  acct demo\n  acct demo --db sample.db\n  acct demo --db sample.db --force"
)]
pub(crate) struct Args {
    /// Make it anew when it is there already. A file with accounts of your own is left alone
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    if context.global.db.is_none() {
        context.global.db = Some(context.path().with_file_name(FILE));
    }
    let path = context.path();
    let content = if path.exists() { demo::content(context.store()?.read())? } else { Content::Nothing };
    match content {
        Content::Nothing => {}
        Content::Sample if args.force && args.write.dry_run => {
            let message = say!(context.language, "{} would be made anew.", "将重新生成 {}。", path.display());
            context.ui.status(format_args!("{message}"));
            return Ok(());
        }
        Content::Sample if args.force => make_room(context, &path)?,
        Content::Sample => return Err(already_there(context, &path).into()),
        Content::Own => return Err(own_accounts(context, &path).into()),
    }
    let sample = demo::write(context.writing(args.write)?)?;
    tell(context, &path, &sample, args.write)
}

/// Removes the old sample with what the database keeps beside it.
fn make_room(context: &mut Context, path: &Path) -> anyhow::Result<()> {
    context.close();
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        let file = PathBuf::from(name);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| say!(context.language, "removing {}", "删除 {}", file.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn already_there(context: &Context, path: &Path) -> Failure {
    let message =
        say!(context.language, "{} has the sample data already", "{} 中已有示例数据", path.display());
    let commands = Commands::on(path);
    Failure::refused(message).hint(commands.line("list --sort -score")).hint(say!(
        context.language,
        "{}  makes it anew",
        "{}  重新生成",
        commands.line("demo --force")
    ))
}

fn own_accounts(context: &Context, path: &Path) -> Failure {
    let message = say!(
        context.language,
        "{} holds accounts of your own; sample data does not belong among them",
        "{} 中有您自己的客户，示例数据不应混入其中",
        path.display()
    );
    Failure::refused(message).hint(Commands::on(&path.with_file_name(FILE)).line("demo"))
}

fn tell(context: &mut Context, path: &Path, sample: &Sample, write: WriteArgs) -> anyhow::Result<()> {
    if context.format() != Format::Table {
        print(context, path, sample)?;
    }
    let Sample { accounts, contacts, needs, interactions, findings } = sample;
    let place = path.display();
    if write.dry_run {
        let message = say!(
            context.language,
            "Would write {accounts} invented accounts to {place}. Nothing was kept.",
            "将在 {place} 中生成 {accounts} 家虚构客户。未保存。"
        );
        context.ui.status(format_args!("{message}"));
        return Ok(());
    }
    let message = say!(
        context.language,
        "Made {place}: {accounts} invented accounts with {contacts} contacts, {needs} needs, {findings} answers and {interactions} log entries.",
        "已生成 {place}：{accounts} 家虚构客户，{contacts} 位联系人，{needs} 条需求，{findings} 条五看答案，{interactions} 条互动记录。"
    );
    context.ui.status(format_args!("{message}"));
    context.ui.status(format_args!("\n{}", pick(context.language, "Try:", "可以试试：")));
    let commands = Commands::on(path);
    for (command, meaning) in ideas(context.language) {
        context.ui.status(format_args!("  {}\n      {meaning}", commands.line(command)));
    }
    Ok(())
}

fn print(context: &mut Context, path: &Path, sample: &Sample) -> anyhow::Result<()> {
    let counts = [
        ("accounts", "account", sample.accounts),
        ("contacts", "contact", sample.contacts),
        ("needs", "need", sample.needs),
        ("interactions", "interaction", sample.interactions),
        ("findings", "finding", sample.findings),
    ];
    let mut columns = vec![display::column(context, "file", "import_batch.file")];
    let mut row = vec![text_cell(&path.display().to_string())];
    for (key, label, count) in counts {
        columns.push(display::column(context, key, label));
        row.push(number_cell(count));
    }
    display::print_record(context, &Sheet { columns, rows: vec![row] })
}

/// Commands on the sample as they can be typed here.
struct Commands {
    start: String,
}

impl Commands {
    fn on(path: &Path) -> Self {
        // Started by its place, it may not be where the shell looks for it.
        let called = std::env::args().next().filter(|program| program.contains(std::path::MAIN_SEPARATOR));
        let program = called.map_or_else(|| "acct".to_owned(), |program| quoted(&program));
        Self { start: format!("{program} --db {}", quoted(&path.display().to_string())) }
    }

    fn line(&self, command: &str) -> String {
        format!("{} {command}", self.start)
    }
}

/// Commands worth trying on the sample, and what they answer.
fn ideas(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => &[
            (
                "list --sort -score --columns name,tier,score,stage,coverage",
                "who is worth what, and where each decision stands",
            ),
            ("contact map 'Example Steel'", "who decides there, and where nobody is known"),
            ("stage show 'Example Health'", "what was seen, and what it contradicts"),
            ("tier why 示例银行", "why a bank with 89 points is no S"),
            ("look 'Example Motors'", "a walk through the questions that matter most now"),
            ("look next 'Example Motors'", "what to find out next, and how far it could move the tier"),
            ("needs matrix 示例重工", "what is urgent, what is important"),
            ("rival compare 'Example Motors'", "where we stand beside the rival, factor by factor"),
            ("voice board", "what customers said, and what is late"),
            ("value curve 'Example Steel'", "what we put in, what comes back, and when it breaks even"),
            ("contact trip list --in 北京", "who will be in Beijing"),
            ("search stop", "everything that speaks of stops"),
            ("report account 'Example Steel'", "all of it as one document"),
        ],
        Language::Chinese => &[
            ("list --sort -score --columns name,tier,score,stage,coverage", "谁值多少，决策走到哪一步"),
            ("contact map 示例重工", "谁说了算，哪里还没有人"),
            ("stage show 'Example Health'", "客户信号与设定的阶段对不上"),
            ("tier why 示例银行", "89 分的银行为什么不是 S"),
            ("look 示例新能源", "从最要紧的问题开始，逐题走查"),
            ("look next 示例新能源", "接下来问什么，对级别影响多大"),
            ("needs matrix 示例重工", "什么急，什么重要"),
            ("rival compare 示例重工", "和对手逐条因素比，谁领先"),
            ("voice board", "客户说了什么，哪些还没办"),
            ("value curve 示例重工", "投入多少、回来多少、哪年打平"),
            ("contact trip list --in 北京", "这几天谁在北京"),
            ("search 停机", "所有提到停机的地方"),
            ("report account 示例重工", "一份完整的客户报告"),
        ],
    }
}
