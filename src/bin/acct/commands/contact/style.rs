//! `acct contact style`: how to recognise and work with a person of this style.

use std::io::Write as _;

use acct::domain::contact::Style;
use acct::domain::kind::Kind;
use acct::domain::language::{Language, Text, pick};
use acct::export::Format;
use acct::playbook::StyleGuide;
use acct::say;
use serde_json::{Value as Json, json};

use super::marks::one_line;
use crate::context::Context;
use crate::display;
use crate::output::hanging;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact edit \"Example Steel\" \"Ann Example\" --style analytical\n  acct contact style \"Example Steel\" \"Ann Example\""
)]
pub(crate) struct Args {
    /// The account, or the person's number alone ('#12')
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person's name, or its beginning
    #[arg(value_name = "PERSON")]
    person: Option<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entry = resolve::record(context, Kind::Contact, &args.account, args.person.as_deref())?;
    let name = one_line(&entry.title());
    let style = Style::named(entry.text("style"));
    // Without a style, the cues of all three help to find it.
    let guides: Vec<StyleGuide> = context
        .playbook()?
        .people
        .styles
        .iter()
        .filter(|guide| style.is_none_or(|style| guide.id == style.as_str()))
        .cloned()
        .collect();
    if context.format() != Format::Table {
        let data = guides.iter().map(|guide| data(context, &name, style, guide)).collect();
        return display::print_list(context, &display::objects(data));
    }
    let mut out = context.ui.stdout();
    let width = usize::from(context.ui.width());
    for guide in &guides {
        let label = context.labels.get(&format!("style.{}", guide.id), context.language).to_owned();
        let title = if style.is_some() {
            say!(context.language, "{name}: {label}", "{name}：{label}")
        } else {
            label
        };
        writeln!(out, "{title}")?;
        for (mark, text) in advice(guide, context.language, style.is_some()) {
            writeln!(out, "{}", hanging(&mark, &one_line(text), width))?;
        }
        writeln!(out)?;
    }
    if style.is_none() {
        let account = entry.account().unwrap_or_default();
        let person = resolve::quoted(&entry.title());
        let message =
            say!(context.language, "The style of {name} is not known yet.", "{name} 的行为风格还不清楚。");
        context.ui.status(format_args!("{message}"));
        context
            .ui
            .hint(format_args!("acct contact edit '#{account}' {person} --style dominant|analytical|social"));
    }
    Ok(())
}

/// The advice line by line: what stands before a line, and the line. Without a known style only what it is known by.
fn advice(guide: &StyleGuide, language: Language, known: bool) -> Vec<(String, &str)> {
    let recover = std::slice::from_ref(&guide.recover);
    let silent = std::slice::from_ref(&guide.silent_question);
    let mut groups: Vec<(&str, &[Text])> = vec![
        (pick(language, "Seen by", "特征"), &guide.cues),
        (pick(language, "Asks silently", "心里在问"), silent),
    ];
    if known {
        groups.push((pick(language, "Do", "要做"), &guide.do_this));
        groups.push((pick(language, "Avoid", "忌讳"), &guide.avoid));
        groups.push((pick(language, "Recover from a mistake", "出错后补救"), recover));
    }
    let mut lines = Vec::new();
    for (label, items) in groups {
        lines.push((format!("  {label}"), ""));
        lines.extend(items.iter().map(|item| ("    - ".to_owned(), item.get(language))));
    }
    lines
}

fn data(context: &Context, name: &str, known: Option<Style>, guide: &StyleGuide) -> Json {
    let list =
        |items: &[Text]| items.iter().map(|item| item.get(context.language).to_owned()).collect::<Vec<_>>();
    json!({
        "contact": name,
        "style": guide.id,
        "known": known.is_some(),
        "cues": list(&guide.cues),
        "silent_question": guide.silent_question.get(context.language),
        "do": list(&guide.do_this),
        "avoid": list(&guide.avoid),
        "recover": guide.recover.get(context.language),
    })
}
