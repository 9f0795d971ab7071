//! `acct contact relations`: who is tied to whom, who of us knows whom, and the way to those who decide.

use std::collections::BTreeMap;
use std::io::Write as _;

use acct::analysis::facts::Facts;
use acct::analysis::relations::{self, Reach, Tie, Tied};
use acct::domain::contact::Contact;
use acct::domain::language::{Language, pick};
use acct::export::{Cell, Column, Format, Sheet};
use acct::ops;
use acct::playbook::People;
use acct::say;
use serde_json::{Value as Json, json};

use super::marks::{self, marks, one_line};
use crate::context::Context;
use crate::display::{self, text_cell};
use crate::output::{hanging, wrap};
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct contact relations \"Example Steel\"\n  acct contact relate \"Example Steel\" \"Ann Example\" ally \"Bob Example\"\n  acct contact edit \"Example Steel\" \"Ann Example\" --known-by \"Eve Sample\"\n  acct contact relations \"Example Steel\" --json"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let today = context.today;
    let facts = ops::facts::load_as_of(context.store()?.read(), account.id, today)?;
    let rules = context.playbook()?.people.clone();
    let ways = relations::ways(&facts, rules.thread_relationship);
    match context.format() {
        Format::Table => draw(context, &rules, &facts, &ways),
        Format::Json | Format::Yaml => sheets::print_data(context, data(&account.name, &facts, &ways)),
        Format::Markdown | Format::Ndjson | Format::Csv | Format::Tsv | Format::Ids => {
            display::print_list(context, &display::objects(edges(&facts)))
        }
    }
}

/// How a tie is drawn.
const fn sign(tie: Tie) -> &'static str {
    match tie {
        Tie::ReportsTo => "↑",
        Tie::Leads => "↓",
        Tie::Ally => "═",
        Tie::Rival => "╳",
        Tie::Conflict => "≠",
        Tie::Influences => "→",
        Tie::InfluencedBy => "←",
        Tie::Mentors => "▷",
        Tie::MentoredBy => "◁",
        Tie::Family => "∞",
        Tie::Other => "─",
    }
}

fn legend(language: Language) -> &'static str {
    pick(
        language,
        "↑ reports to, ↓ leads, ═ ally, ╳ rival, ≠ in conflict with, → influences, ← influenced by, ▷ mentor of, ◁ led by a mentor, ∞ family, ─ other",
        "↑ 上级，↓ 下属，═ 同盟，╳ 对手，≠ 有冲突，→ 影响，← 受其影响，▷ 是其导师，◁ 导师是，∞ 亲属，─ 其他关系",
    )
}

fn present(facts: &Facts) -> impl Iterator<Item = &Contact> {
    facts.contacts.iter().filter(|contact| contact.left != Some(true))
}

fn draw(context: &Context, rules: &People, facts: &Facts, ways: &[Reach]) -> anyhow::Result<()> {
    let width = usize::from(context.ui.width());
    let ties = relations::ties(facts);
    let mut out = context.ui.stdout();
    for contact in present(facts) {
        let title =
            contact.title.as_deref().map(|title| format!("  {}", one_line(title))).unwrap_or_default();
        writeln!(out, "{}{title}  {}", one_line(&contact.name), marks(rules, contact))?;
        for (tie, people) in by_tie(ties.get(&contact.id.number()).map_or(&[], Vec::as_slice)) {
            let people = people.join(pick(context.language, ", ", "、"));
            writeln!(out, "{}", hanging(&format!("  {} ", sign(tie)), &people, width))?;
        }
    }
    if present(facts).next().is_none() {
        let none = pick(context.language, "No people are recorded.", "还没有联系人。");
        context.ui.status(format_args!("{none}"));
        return Ok(());
    }
    writeln!(
        out,
        "\n{}\n{}",
        wrap(legend(context.language), width),
        wrap(&marks::legend(context, rules), width)
    )?;
    let known = relations::known_by(facts);
    if !known.is_empty() {
        writeln!(out, "\n{}", pick(context.language, "Who of us knows whom:", "我方谁认识谁："))?;
        let mut matrix = matrix(context, facts, &known);
        display::leave_out_what_does_not_fit(context, &mut matrix, &[]);
        crate::output::list(&matrix, Format::Table, context.ui.width(), &mut out)?;
    }
    if !ways.is_empty() {
        let title = pick(context.language, "The way to those who decide:", "接触决策层的路径：");
        writeln!(out, "\n{title}")?;
        for reach in ways {
            writeln!(out, "{}", hanging("  → ", &told(context, reach), width))?;
        }
    }
    Ok(())
}

/// The people of each tie in words, with what is noted about it.
fn by_tie(tied: &[Tied]) -> BTreeMap<Tie, Vec<String>> {
    let mut by_tie: BTreeMap<Tie, Vec<String>> = BTreeMap::new();
    for tied in tied {
        let note = tied.note.map(|note| format!(" ({})", one_line(note))).unwrap_or_default();
        by_tie.entry(tied.tie).or_default().push(format!("{}{note}", one_line(&tied.to.name)));
    }
    by_tie
}

/// Their people as rows, ours as columns.
fn matrix(context: &Context, facts: &Facts, known: &[(&str, Vec<&Contact>)]) -> Sheet {
    let name = pick(context.language, "Person", "联系人");
    let mut columns = vec![Column { key: "contact".to_owned(), label: name.to_owned() }];
    columns.extend(known.iter().map(|(ours, _)| Column { key: (*ours).to_owned(), label: one_line(ours) }));
    let row = |contact: &Contact| {
        let knows = |(_, contacts): &(&str, Vec<&Contact>)| {
            text_cell(if contacts.iter().any(|known| known.id == contact.id) { "●" } else { "·" })
        };
        let mut row = vec![text_cell(&one_line(&contact.name))];
        row.extend(known.iter().map(knows));
        row
    };
    Sheet { columns, rows: present(facts).map(row).collect::<Vec<Vec<Cell>>>() }
}

fn told(context: &Context, reach: &Reach) -> String {
    let language = context.language;
    let decider = one_line(&reach.decider.name);
    let Some((_, first)) = reach.path.first() else {
        return say!(
            language,
            "{decider}: nobody who trusts us leads there; find out who is close to them",
            "{decider}：信任我们的人中没有谁能搭上线，先了解谁与其走得近"
        );
    };
    let degree = first.relationship.map_or(0, |degree| degree.0);
    let step = |(tie, contact): &(Option<Tie>, &Contact)| {
        let tie = tie.map(|tie| format!(" {} ", sign(tie))).unwrap_or_default();
        format!("{tie}{}", one_line(&contact.name))
    };
    let path: String = reach.path.iter().map(step).collect();
    say!(
        language,
        "{decider}: {path} (begins with relationship {degree})",
        "{decider}：{path}（起点的关系程度为 {degree}）"
    )
}

fn data(account: &str, facts: &Facts, ways: &[Reach]) -> Vec<(&'static str, Json)> {
    let ties = relations::ties(facts);
    let tied = |tied: &Tied| json!({"relation": tied.tie.as_str(), "contact": tied.to.name, "id": tied.to.id.number(), "note": tied.note});
    let person = |contact: &Contact| {
        let mut data = marks::data(contact);
        let of_one = ties.get(&contact.id.number()).into_iter().flatten().map(tied);
        if let Some(object) = data.as_object_mut() {
            object.insert("relations".to_owned(), of_one.collect());
            object.insert("known_by".to_owned(), json!(contact.known_by));
        }
        data
    };
    let known = |(ours, contacts): &(&str, Vec<&Contact>)| json!({"name": ours, "contacts": contacts.iter().map(|contact| &contact.name).collect::<Vec<_>>()});
    let way = |reach: &Reach| {
        let step = |(tie, contact): &(Option<Tie>, &Contact)| json!({"contact": contact.name, "id": contact.id.number(), "relation": tie.map(Tie::as_str)});
        json!({"contact": reach.decider.name, "path": reach.path.iter().map(step).collect::<Vec<_>>()})
    };
    vec![
        ("account", json!(account)),
        ("people", present(facts).map(person).collect()),
        ("ours", relations::known_by(facts).iter().map(known).collect()),
        ("ways", ways.iter().map(way).collect()),
    ]
}

/// One row a tie, seen from one side.
fn edges(facts: &Facts) -> Vec<Json> {
    let ties = relations::ties(facts);
    let from_one_side = |tie: Tie| !matches!(tie, Tie::Leads | Tie::MentoredBy | Tie::InfluencedBy);
    let mut edges = Vec::new();
    for contact in present(facts) {
        for tied in
            ties.get(&contact.id.number()).into_iter().flatten().filter(|tied| from_one_side(tied.tie))
        {
            let is_mutual = !matches!(tied.tie, Tie::ReportsTo | Tie::Mentors | Tie::Influences);
            if is_mutual && contact.id.number() > tied.to.id.number() {
                continue;
            }
            edges.push(json!({
                "from": contact.name, "relation": tied.tie.as_str(), "to": tied.to.name, "note": tied.note,
            }));
        }
    }
    edges
}
