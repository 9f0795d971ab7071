//! The strategy page on the terminal.

use std::io::Write;

use acct::analysis::strategy::is_in_force;
use acct::domain::language::{Text, pick};
use acct::domain::shell::told_in;
use acct::domain::strategy::Strategy;
use acct::export::{Cell, Column, Format, Sheet, harmless};
use acct::say;

use super::{Page, number};
use crate::commands::tier::tier_name;
use crate::context::Context;
use crate::display::text_cell;
use crate::ui::Ui;
use crate::{output, sheets};

pub(super) fn draw(context: &Context, page: &Page) -> anyhow::Result<()> {
    let (language, width) = (context.language, context.ui.width());
    let mut out = context.ui.stdout();
    let tier = tier_name(context, page.facts.account.tier);
    let none = pick(language, "not graded yet", "尚未定级");
    let tier = if tier.is_empty() { none } else { &tier };
    writeln!(out, "{} · {tier}", Ui::bold(&harmless(&page.facts.account.name)))?;
    if let Some(strategy) = page.strategy {
        output::record(&head(context, strategy), Format::Table, width, &mut out)?;
    }
    let parts = [
        ("What we commit", "我方投入", resources(context, page)),
        ("What holds them", "控制点", sheets::without(&page.control_points, &["since", "owner"])),
        ("What we aim at", "目标", sheets::without(&page.objectives, &["actions", "measure"])),
        ("What we do", "行动", page.actions.clone()),
        ("What we have to learn for it", "为此要了解的", page.research.clone()),
    ];
    for (english, chinese, sheet) in parts {
        if sheet.rows.is_empty() {
            continue;
        }
        writeln!(out, "\n{}", Ui::bold(pick(language, english, chinese)))?;
        output::list(&sheets::without_empty_columns(context, sheet), Format::Table, width, &mut out)?;
    }
    let brings = brings(context, page);
    if !brings.is_empty() {
        writeln!(out, "\n{}", output::wrap(&brings, usize::from(width)))?;
    }
    let warnings: Vec<_> = page.warnings.iter().map(|found| (&found.message, found.fix.as_str())).collect();
    tell(context, pick(language, "Warnings", "警告"), "! ", &warnings, &mut out)?;
    let missing: Vec<_> = page.lacks.iter().map(|lack| (&lack.what, lack.fix.as_str())).collect();
    tell(context, pick(language, "Missing", "还缺"), "- ", &missing, &mut out)?;
    Ok(out.flush()?)
}

/// What the strategy says.
fn head(context: &Context, strategy: &Strategy) -> Sheet {
    let language = context.language;
    let words = |text: &Option<acct::domain::record::Paragraph>| {
        text.as_ref().map(|text| text.0.trim().to_owned()).unwrap_or_default()
    };
    let mode = strategy.selling_mode.map(|mode| format!("selling_mode.{mode}"));
    let leaving = [
        strategy.leaving_cost.map(|money| money.in_words(language)).unwrap_or_default(),
        words(&strategy.leaving),
    ];
    let leaving: Vec<String> = leaving.into_iter().filter(|text| !text.is_empty()).collect();
    let lines = [
        ("title", strategy.title.clone()),
        ("from", time(context, strategy)),
        ("owner", strategy.owner.clone().unwrap_or_default()),
        ("why_us", words(&strategy.why_us)),
        ("selling_mode", mode.map(|mode| context.labels.get(&mode, language).to_owned()).unwrap_or_default()),
        ("value_offered", words(&strategy.value_offered)),
        ("leaving", leaving.join(" · ")),
    ];
    let lines: Vec<_> = lines.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let column = |(name, _): &(&str, String)| {
        let label = match *name {
            "from" => pick(language, "Time", "时间").to_owned(),
            name => context.labels.get(&format!("strategy.{name}"), language).to_owned(),
        };
        Column { key: (*name).to_owned(), label }
    };
    Sheet {
        columns: lines.iter().map(column).collect(),
        rows: vec![lines.iter().map(|(_, text)| text_cell(text)).collect()],
    }
}

fn time(context: &Context, strategy: &Strategy) -> String {
    let language = context.language;
    let told = match (strategy.from, strategy.until) {
        (None, None) => return String::new(),
        (Some(from), None) => say!(language, "from {from}", "{from} 起"),
        (None, Some(until)) => say!(language, "until {until}", "至 {until}"),
        (Some(from), Some(until)) => say!(language, "{from} to {until}", "{from} 至 {until}"),
    };
    let not_now = pick(language, " (not in force)", "（不在有效期内）");
    if is_in_force(strategy, context.today) { told } else { told + not_now }
}

fn resources(context: &Context, page: &Page) -> Sheet {
    let (language, committed) = (context.language, &page.committed);
    let columns = sheets::named_columns(
        context,
        &[
            ("resource", "", ""),
            ("committed", "Committed", "已投入"),
            ("percent", "Of what they bring", "占年贡献"),
            ("policy", "The tier asks for", "级别要求"),
            ("verdict", "", ""),
        ],
    );
    let verdict = |place: Option<std::cmp::Ordering>| {
        text_cell(match place {
            Some(std::cmp::Ordering::Less) => pick(language, "! below", "! 偏低"),
            Some(std::cmp::Ordering::Greater) => pick(language, "! above", "! 偏高"),
            Some(std::cmp::Ordering::Equal) => pick(language, "as it should be", "符合"),
            None => "",
        })
    };
    let mut rows = Vec::new();
    if committed.people.is_some() {
        let asked = committed.policy.map(|policy| policy.people.in_words(language));
        rows.push(vec![
            text_cell(pick(language, "People (full-time)", "人力（全职）")),
            text_cell(&number(committed.people, "")),
            Cell::default(),
            text_cell(&asked.unwrap_or_default()),
            verdict(committed.people_place()),
        ]);
    }
    if let Some(money) = committed.money {
        let asked = committed.policy.map(|policy| policy.money_percent.in_words(language));
        rows.push(vec![
            text_cell(pick(language, "Money a year", "年投入资金")),
            text_cell(&money.short(language)),
            text_cell(&number(committed.percent, "%")),
            text_cell(&asked.map(|asked| format!("{asked}%")).unwrap_or_default()),
            verdict(committed.money_place()),
        ]);
    }
    Sheet { columns, rows }
}

/// What the customer brings.
fn brings(context: &Context, page: &Page) -> String {
    let language = context.language;
    let mut told = Vec::new();
    if let Some(returned) = page.committed.returned {
        let amount = returned.short(language);
        told.push(say!(language, "Expected to bring {amount} this year.", "今年预计贡献 {amount}。"));
    }
    if !page.committed.ordered.is_empty() {
        let amounts: Vec<String> = page.committed.ordered.iter().map(|money| money.short(language)).collect();
        let amounts = amounts.join(pick(language, ", ", "、"));
        told.push(say!(language, "Ordered {amounts} within a year.", "近一年订单 {amounts}。"));
    }
    if told.is_empty() && page.committed.money.is_some() {
        told.push(pick(language, "What they bring a year is not recorded.", "没有登记其年贡献。").to_owned());
    }
    told.join(pick(language, " ", ""))
}

/// Things to see to, each with the command that does it.
fn tell(
    context: &Context,
    heading: &str,
    mark: &str,
    told: &[(&Text, &str)],
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    let (language, width) = (context.language, usize::from(context.ui.width()));
    if told.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", Ui::bold(heading))?;
    for (what, fix) in told {
        writeln!(out, "{}", output::hanging(mark, &harmless(what.get(language)), width))?;
        writeln!(out, "{}", output::command_below(&harmless(&told_in(fix, language)), width))?;
    }
    Ok(())
}
