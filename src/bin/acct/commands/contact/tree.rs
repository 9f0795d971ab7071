//! `acct contact tree`: who reports to whom, drawn.

use std::collections::BTreeSet;
use std::io::Write as _;

use acct::domain::contact::Contact;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Record as _};
use acct::export::Format;
use acct::ops;
use acct::playbook::People;
use serde_json::{Value as Json, json};

use super::marks::{self, marks, one_line};
use super::relate;
use crate::context::Context;
use crate::display;
use crate::output::wrap;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact edit \"Example Steel\" \"Bob Example\" --reports-to \"Ann Example\"\n  acct contact tree \"Example Steel\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

/// One person with those who report to them.
struct Node<'c> {
    contact: &'c Contact,
    below: Vec<Node<'c>>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let facts = ops::facts::load(context.store()?.read(), account.id)?;
    let roots = grow(&facts.contacts);
    match context.format() {
        Format::Table => {}
        Format::Json | Format::Ndjson | Format::Yaml => {
            return display::print_list(context, &display::objects(roots.iter().map(data).collect()));
        }
        Format::Markdown => {
            let mut entries = Vec::new();
            for root in &roots {
                in_order(root, &mut entries);
            }
            let fields = "name,title,level,function,roles,stance,influence,relationship,reports_to";
            let fields = display::fields(context, Kind::Contact, Some(fields))?;
            let sheet = display::sheet(context, Kind::Contact, &entries, &fields)?;
            return display::print_list(context, &sheet);
        }
        Format::Csv | Format::Tsv | Format::Ids => {
            let mut rows = Vec::new();
            for root in &roots {
                flatten(root, None, &mut rows);
            }
            return display::print_list(context, &display::objects(rows));
        }
    }
    let rules = context.playbook()?.people.clone();
    let mut out = context.ui.stdout();
    let mut drawn = String::new();
    for root in &roots {
        draw(context, &rules, root, "", "", &mut drawn);
    }
    write!(out, "{drawn}")?;
    if !facts.relations.is_empty() {
        writeln!(out, "\n{}", pick(context.language, "Relations:", "人际关系："))?;
        for relation in &facts.relations {
            writeln!(out, "  {}", relate::tell(context, relation, &facts.contacts))?;
        }
    }
    if roots.is_empty() {
        crate::commands::record::list::tell_how_many(context, Kind::Contact, 0, 0);
        return Ok(());
    }
    writeln!(out, "\n{}", wrap(&marks::legend(context, &rules), usize::from(context.ui.width())))?;
    Ok(())
}

/// People without a superior, or with one of another account, each with everybody below.
fn grow(contacts: &[Contact]) -> Vec<Node<'_>> {
    let known: BTreeSet<i64> = contacts.iter().map(|contact| contact.id.number()).collect();
    let is_root =
        |contact: &&Contact| !contact.reports_to.is_some_and(|superior| known.contains(&superior.number()));
    let roots: Vec<&Contact> = contacts.iter().filter(is_root).collect();
    roots.into_iter().map(|root| below(root, contacts)).collect()
}

/// The store refuses people above themselves, so this ends.
fn below<'c>(contact: &'c Contact, contacts: &'c [Contact]) -> Node<'c> {
    let reports = contacts.iter().filter(|other| other.reports_to == Some(contact.id));
    Node { contact, below: reports.map(|other| below(other, contacts)).collect() }
}

fn draw(context: &Context, rules: &People, node: &Node, here: &str, further: &str, drawn: &mut String) {
    let contact = node.contact;
    let title = contact.title.as_deref().map(|title| format!("  {}", one_line(title))).unwrap_or_default();
    let left =
        if contact.left == Some(true) { pick(context.language, "  (left)", "  （已离职）") } else { "" };
    drawn.push_str(&format!(
        "{here}{}{title}  {}{left}  {}\n",
        one_line(&contact.name),
        marks(rules, contact),
        contact.id
    ));
    for (position, below) in node.below.iter().enumerate() {
        let last = position + 1 == node.below.len();
        let (branch, line) = if last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        draw(context, rules, below, &format!("{further}{branch}"), &format!("{further}{line}"), drawn);
    }
}

fn data(node: &Node) -> Json {
    let mut data = marks::data(node.contact);
    if let Some(object) = data.as_object_mut() {
        object.insert("reports".to_owned(), json!(node.below.iter().map(self::data).collect::<Vec<_>>()));
    }
    data
}

/// People as records, superiors before those below them.
fn in_order(node: &Node, entries: &mut Vec<Entry>) {
    entries.push(node.contact.to_entry());
    for below in &node.below {
        in_order(below, entries);
    }
}

/// One row a person, superiors before those below them.
fn flatten(node: &Node, superior: Option<&str>, rows: &mut Vec<Json>) {
    let mut data = marks::data(node.contact);
    if let Some(object) = data.as_object_mut() {
        object.insert("reports_to".to_owned(), json!(superior));
    }
    rows.push(data);
    for below in &node.below {
        flatten(below, Some(&node.contact.name), rows);
    }
}
