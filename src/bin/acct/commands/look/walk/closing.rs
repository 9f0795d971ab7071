//! What a walk ends with: what was done, what it changed, and how to go on or take it back.

use acct::domain::language::pick;
use acct::say;

use super::Walking;
use super::opening::Standing;
use crate::context::Context;
use crate::resolve::quoted;

/// Says what a walk came to. Also after an interrupt: what was answered is kept.
pub(super) fn tell(
    context: &mut Context,
    walking: &Walking,
    before: &Standing,
    operation: Option<i64>,
) -> anyhow::Result<()> {
    let language = context.language;
    let tally = walking.walk.tally();
    let counts = [
        (tally.answered, "answered", "已回答"),
        (tally.on_record, "answered by records", "由记录回答"),
        (tally.kept, "left as they are", "保持不变"),
        (tally.unknown, "not known", "不知道"),
        (tally.skipped, "skipped", "跳过"),
        (tally.left, "left", "未问"),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, english, chinese)| say!(language, "{count} {english}", "{chinese} {count} 题"))
        .collect();
    let told = told.join(pick(language, ", ", "，"));
    context.ui.status(format_args!("\n{} · {told}", walking.account.name));
    if walking.write.dry_run {
        context.ui.status(format_args!("{}", pick(language, "Nothing was kept.", "未保存。")));
        return Ok(());
    }
    let facts = acct::ops::facts::load(context.store()?.read(), walking.account.id)?;
    let after = Standing::of(&walking.playbook, &facts, context.today);
    if after != *before {
        let [from, to] = [before.coverage, after.coverage].map(|percent| format!("{percent:.0}%"));
        let (tier, new) = (&before.tier, &after.tier);
        context.ui.status(format_args!(
            "{}",
            say!(
                language,
                "Coverage {from} → {to}, tier {tier} → {new}",
                "覆盖率 {from} → {to}，级别 {tier} → {new}"
            )
        ));
    }
    let account = quoted(&walking.account.name);
    if tally.left > 0 {
        context.ui.hint(format_args!(
            "{}",
            say!(
                language,
                "acct look {account} --ask rest goes on here",
                "acct look {account} --ask rest 可从这里继续"
            )
        ));
    }
    if let Some(operation) = operation {
        context.ui.hint(format_args!(
            "{}",
            say!(
                language,
                "acct undo {operation} takes the whole walk back",
                "acct undo {operation} 可撤销本次全部回答"
            )
        ));
    }
    Ok(())
}
