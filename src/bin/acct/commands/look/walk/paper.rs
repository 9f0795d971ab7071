//! What is drawn between the prompts of a walk: lines on stderr that fit the terminal.

use std::io::Write as _;

use acct::domain::language::{count, pick};
use acct::export::harmless;
use acct::interview::Command;
use acct::say;

use crate::context::Context;
use crate::output::{command_below, hanging, width_of, wrap};
use crate::ui::Ui;

/// Columns that lines may take; the last one stays empty, as a terminal may break the line after it.
pub(super) fn width() -> usize {
    usize::from(Ui::width_now()).saturating_sub(1).max(20)
}

pub(super) fn line(context: &Context, text: &str) -> anyhow::Result<()> {
    Ok(writeln!(context.ui.aside(), "{text}")?)
}

/// A rule with a text at its left and one at its right.
pub(super) fn rule(context: &Context, left: &str, right: &str) -> anyhow::Result<()> {
    let (left, right) = (harmless(left), harmless(right));
    let taken = width_of(&left) + width_of(&right) + 8;
    let filling = "─".repeat(width().saturating_sub(taken).max(2));
    line(context, &Ui::dim(&format!("── {left} {filling} {right} ──")))
}

/// A paragraph in bold.
pub(super) fn bold(context: &Context, text: &str) -> anyhow::Result<()> {
    for part in wrap(&harmless(text), width()).lines() {
        line(context, &Ui::bold(part))?;
    }
    Ok(())
}

/// A paragraph after a mark, its further lines below its first.
pub(super) fn marked(context: &Context, mark: &str, text: &str) -> anyhow::Result<()> {
    line(context, &hanging(mark, &harmless(text), width()))
}

/// A paragraph after a mark that may have been written at any length: its first lines.
pub(super) fn begun(context: &Context, mark: &str, text: &str) -> anyhow::Result<()> {
    const LINES: usize = 3;
    let told = hanging(mark, &harmless(text), width());
    let shown: Vec<&str> = told.lines().take(LINES).collect();
    line(context, &shown.join("\n"))?;
    let more = told.lines().count().saturating_sub(LINES);
    if more == 0 {
        return Ok(());
    }
    let lines = count(more, "more line", "more lines");
    let more = say!(context.language, "… {lines}", "……另有 {more} 行");
    dim(context, &format!("{}{more}", " ".repeat(width_of(mark))))
}

/// A dimmed paragraph.
pub(super) fn dim(context: &Context, text: &str) -> anyhow::Result<()> {
    for part in wrap(&harmless(text), width()).lines() {
        line(context, &Ui::dim(part))?;
    }
    Ok(())
}

/// A command below other lines, never broken, so that it can be copied.
pub(super) fn command(context: &Context, indent: usize, command: &str) -> anyhow::Result<()> {
    line(context, &Ui::dim(&command_below(&harmless(command), indent, width())))
}

/// The commands that can be given at each prompt, with what they do.
pub(super) fn commands(context: &Context) -> anyhow::Result<()> {
    let told: Vec<String> = Command::ALL
        .iter()
        .map(|command| format!("/{} {}", command.letter(), name(context, *command)))
        .collect();
    dim(context, &told.join("  "))
}

/// The commands that can be given while a record is written down.
pub(super) fn form_commands(context: &Context) -> anyhow::Result<()> {
    let told = pick(
        context.language,
        "Enter or /s leaves a field open  /b field before  /n note  /e editor  /q quit  Ctrl-D: back to the question",
        "回车或 /s 留空  /b 上一项  /n 备注  /e 编辑器  /q 退出  Ctrl-D：回到问题",
    );
    dim(context, told)
}

fn name(context: &Context, command: Command) -> &'static str {
    let (english, chinese) = match command {
        Command::Skip => ("skip", "跳过"),
        Command::Back => ("back", "上一题"),
        Command::Unknown => ("don't know", "不知道"),
        Command::Note => ("note", "备注"),
        Command::Record => ("record", "其他记录"),
        Command::Editor => ("editor", "编辑器"),
        Command::Quit => ("quit", "退出"),
    };
    pick(context.language, english, chinese)
}
