//! `acct contact relate`: how two people of an account stand to each other.

use acct::domain::contact::Contact;
use acct::domain::id::Id;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::relation::{Bond, Relation};
use acct::ops::people::{self, Pair, Related};
use acct::say;
use serde_json::{Value as Json, json};

use super::marks::one_line;
use crate::ask;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact relate \"Example Steel\" \"Ann Example\" mentor \"Bob Example\" --note \"since university\"\n  acct contact relate \"Example Steel\" \"Ann Example\" influences \"Carl Example\"\n  acct contact relate \"Example Steel\" \"Ann Example\" rival \"Carl Example\" --remove"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// The person
    #[arg(value_name = "PERSON")]
    person: String,
    /// What the person is to the colleague: influences, ally, conflict, rival, mentor, family or other
    #[arg(value_name = "RELATION")]
    relation: String,
    /// The colleague
    #[arg(value_name = "COLLEAGUE")]
    colleague: String,
    /// What else there is to say about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Take the relation away
    #[arg(long, conflicts_with = "note")]
    remove: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let from = resolve::child(context, Kind::Contact, account.id, &args.person)?;
    let to = resolve::child(context, Kind::Contact, account.id, &args.colleague)?;
    let bond = bond(context, &args.relation)?;
    let pair = Pair { account: Id::new(account.id), from: Id::new(from.id), to: Id::new(to.id), bond };
    let told = phrase(context, bond, &from.title(), &to.title());
    let language = context.language;
    let message = if args.remove {
        match people::unrelate(context.writing(args.write)?, pair)?.operation {
            Some(_) => say!(language, "No longer: {told}.", "已删除：{told}。"),
            None => {
                say!(language, "Would forget: {told}. Nothing was changed.", "将删除：{told}。未做改动。")
            }
        }
    } else {
        let written = people::relate(context.writing(args.write)?, pair, args.note)?;
        if written.value == Related::Known {
            let message = say!(language, "Known already: {told}.", "已有记录：{told}。");
            context.ui.status(format_args!("{message}"));
            return Ok(());
        }
        match written.operation {
            Some(_) => say!(language, "Noted: {told}.", "已记录：{told}。"),
            None => say!(language, "Would note: {told}. Nothing was kept.", "将记录：{told}。未保存。"),
        }
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// The relation that a word names, in either language.
fn bond(context: &Context, text: &str) -> anyhow::Result<Bond> {
    use anyhow::Context as _;
    let field = Kind::Relation.field("relation").context("relations have a kind")?;
    let parsed = context.read_values(|reading| field.parse_all(&[text.to_owned()], reading))?;
    // Nothing is read as no value, not as a wrong one.
    Bond::named(parsed.value.as_text())
        .ok_or_else(|| ask::missing(context.language, &[pick(context.language, "RELATION", "关系")]).into())
}

/// `Ann is a mentor of Bob`.
fn phrase(context: &Context, bond: Bond, from: &str, to: &str) -> String {
    let (from, to) = (one_line(from), one_line(to));
    match bond {
        Bond::Ally => say!(context.language, "{from} is an ally of {to}", "{from} 与 {to} 是同盟"),
        Bond::Rival => say!(context.language, "{from} is a rival of {to}", "{from} 与 {to} 是对手"),
        Bond::Conflict => {
            say!(context.language, "{from} is in conflict with {to}", "{from} 与 {to} 有冲突")
        }
        Bond::Influences => say!(context.language, "{from} influences {to}", "{from} 影响 {to}"),
        Bond::Mentor => say!(context.language, "{from} is a mentor of {to}", "{from} 是 {to} 的导师"),
        Bond::Family => say!(context.language, "{from} is family of {to}", "{from} 与 {to} 是亲属"),
        Bond::Other => say!(context.language, "{from} has to do with {to}", "{from} 与 {to} 有其他关系"),
    }
}

fn name(contacts: &[Contact], id: Id<Contact>) -> String {
    contacts
        .iter()
        .find(|contact| contact.id == id)
        .map_or_else(|| id.to_string(), |contact| contact.name.clone())
}

/// A relation in words, with its note.
pub(super) fn tell(context: &Context, relation: &Relation, contacts: &[Contact]) -> String {
    let (from, to) = (name(contacts, relation.from), name(contacts, relation.to));
    let told = if relation.relation == Bond::Influences {
        let (from, to) = (one_line(&from), one_line(&to));
        say!(context.language, "{from} → {to}: influence", "{from} → {to}：影响")
    } else {
        phrase(context, relation.relation, &from, &to)
    };
    match &relation.note {
        Some(note) => say!(context.language, "{told} ({})", "{told}（{}）", one_line(note)),
        None => told,
    }
}

/// A relation for programs.
pub(super) fn data(relation: &Relation, contacts: &[Contact]) -> Json {
    json!({
        "id": relation.id.number(),
        "from": name(contacts, relation.from),
        "relation": relation.relation.as_str(),
        "to": name(contacts, relation.to),
        "note": relation.note,
    })
}
