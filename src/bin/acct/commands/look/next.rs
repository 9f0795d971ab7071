//! `acct look next`: the questions most worth asking, and why.

use acct::analysis::facts::Facts;
use acct::analysis::next_questions::{
    NextQuestion, Reason, answer_command, asked_of_industry, next_questions,
};
use acct::analysis::score::rounded;
use acct::analysis::stage::fix_command;
use acct::domain::choices::Tier;
use acct::domain::language::{count, pick};
use acct::export::{Cell, Sheet};
use acct::ops;
use acct::playbook::{ItemKind, Playbook};
use acct::say;
use serde_json::{Value as Json, json};

use crate::context::Context;
use crate::display::{self, command_cell, text_cell};
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct look next \"Example Steel\" --limit 5")]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// No more than so many (0 for all)
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let account = resolve::account(context, &args.account)?;
    let playbook = context.playbook()?;
    let today = context.today;
    let facts = ops::facts::load_as_of(context.store()?.read(), account.id, today)?;
    let questions = next_questions(&playbook, &facts, context.today);
    let total = questions.len();
    let shown = if args.limit == 0 { total } else { args.limit.min(total) };
    let shown = questions.get(..shown).unwrap_or(&questions);
    display::print_list(context, &sheet(context, &playbook, shown, &facts))?;
    let open = count(total, "open question", "open questions");
    let message = match (total, shown.len()) {
        (0, _) => say!(context.language, "Everything is answered and fresh.", "全部问题都有新鲜的答案。"),
        (total, shown) if shown < total => {
            say!(context.language, "{shown} of {open}.", "共 {total} 个待答问题，显示 {shown} 个。")
        }
        (total, _) => say!(context.language, "{open}.", "共 {total} 个待答问题。"),
    };
    context.ui.status(format_args!("{message}"));
    Ok(())
}

/// Questions with their reasons, as a list.
pub(crate) fn sheet(
    context: &Context,
    playbook: &Playbook,
    questions: &[NextQuestion],
    facts: &Facts,
) -> Sheet {
    let columns = sheets::named_columns(
        context,
        &[
            ("item", "Item", "条目"),
            ("question", "Question", "问题"),
            ("reasons", "Why now", "为什么现在问"),
            ("state", "State", "状态"),
            ("rank", "Rank", "排序分"),
            ("fix", "How", "做法"),
        ],
    );
    let rows = questions.iter().map(|question| row(context, playbook, question, facts)).collect();
    let mut sheet = Sheet { columns, rows };
    if context.format() == acct::export::Format::Table {
        // A person reads the order; state and rank are for programs.
        sheet.columns.truncate(3);
        sheet.rows.iter_mut().for_each(|row| row.truncate(3));
    }
    sheets::first_column_as_id(context, sheet)
}

fn row(context: &Context, playbook: &Playbook, question: &NextQuestion, facts: &Facts) -> Vec<Cell> {
    let language = context.language;
    let item = playbook.item(&question.item).map(|(_, item)| item);
    let reasons: Vec<String> =
        question.reasons.iter().map(|reason| reason.in_words(&context.labels, language)).collect();
    let data: Vec<Json> =
        question.reasons.iter().zip(&reasons).map(|(reason, text)| data(reason, text)).collect();
    let fix = match item {
        Some(item) if item.kind == ItemKind::Record => item.fix.as_deref().map(|fix| fix_command(fix, facts)),
        // An industry is asked once for all its accounts.
        _ => asked_of_industry(playbook, facts, &question.item)
            .map(|_| answer_command(playbook, facts, &question.item)),
    };
    vec![
        text_cell(&question.item),
        text_cell(item.map_or("", |item| item.ask.get(language))),
        Cell { data: json!(data), text: reasons.join(pick(language, "; ", "；")) },
        text_cell(question.state.as_str()),
        Cell { data: json!(rounded(question.rank)), text: rounded(question.rank).to_string() },
        command_cell(context, &fix.unwrap_or_default()),
    ]
}

fn data(reason: &Reason, text: &str) -> Json {
    let mut data = json!({"reason": reason.as_str(), "text": text});
    let more = match reason {
        Reason::NeededToLeave { stage } => json!({"stage": stage.as_str()}),
        Reason::MovesTier { from, lowest, highest, to, by_hand } => json!({
            "from": from.as_str(), "lowest": lowest.as_str(), "highest": highest.as_str(), "to": to.as_str(),
            "by_hand": by_hand.map(Tier::as_str)
        }),
        Reason::TowardsGrade { percent } | Reason::Picture { percent } => {
            json!({"percent": rounded(*percent)})
        }
        Reason::Narrows { points } => json!({"points": rounded(*points)}),
        Reason::Stale { days } | Reason::NobodyKnew { days } => json!({"days": days}),
        Reason::OfIndustry { industry } | Reason::AskedOfIndustry { industry } => {
            json!({"industry": industry})
        }
    };
    if let (Json::Object(data), Json::Object(more)) = (&mut data, more) {
        data.extend(more);
    }
    data
}
