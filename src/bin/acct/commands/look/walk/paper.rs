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

/// A command below other lines.
pub(super) fn command(context: &Context, command: &str) -> anyhow::Result<()> {
    line(context, &Ui::dim(&command_below(&harmless(command), width())))
}

/// The commands that can be given at each prompt, with what they do.
pub(super) fn commands(context: &Context) -> anyhow::Result<()> {
    let told: Vec<String> =
        Command::ALL.iter().map(|command| format!("{} {}", key(*command), name(context, *command))).collect();
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

/// What each of the keys does.
pub(super) fn help(context: &Context) -> anyhow::Result<()> {
    for command in Command::ALL {
        marked(context, &format!("  {:<4}", key(command)), meaning(context, command))?;
    }
    let told = pick(
        context.language,
        "An answer that begins with a slash is written with two. Ctrl-C or Ctrl-D leaves; all answers are kept.",
        "答案以斜杠开头时请写两个斜杠。Ctrl-C 或 Ctrl-D 退出，已回答的都已保存。",
    );
    dim(context, told)
}

/// How a command is typed.
fn key(command: Command) -> String {
    match command {
        Command::Help => command.letter().to_string(),
        _ => format!("/{}", command.letter()),
    }
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
        Command::Help => ("help", "帮助"),
    };
    pick(context.language, english, chinese)
}

fn meaning(context: &Context, command: Command) -> &'static str {
    let (english, chinese) = match command {
        Command::Skip => {
            ("on to the next question; what stands is left as it is", "跳到下一题，原答案保持不变")
        }
        Command::Back => ("back to the question before", "回到上一题"),
        Command::Unknown => {
            ("nobody knows: that is recorded, and not asked again soon", "无人知晓：记录下来，近期不再问")
        }
        Command::Note => {
            ("a note; it goes with the answer that you give next", "写备注；随接下来的答案一起保存")
        }
        Command::Record => (
            "add or change a record (contact, need, plan, rival ...), then come back",
            "新增或修改记录（联系人、需求、计划、竞争对手等），然后回到本题",
        ),
        Command::Editor => ("write a long text in the editor", "用编辑器写长文字"),
        Command::Quit => ("leave; the next walk goes on here", "退出；下次从这里继续"),
        Command::Help => ("what the keys do", "各键的作用"),
    };
    pick(context.language, english, chinese)
}
