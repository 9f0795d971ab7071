//! `acct account what-if`: what would be of an account if something recorded of it were otherwise.

mod data;
mod draw;
mod parts;
mod premises;
mod told;

use std::rc::Rc;

use acct::analysis::agenda::Task;
use acct::analysis::check::Concern;
use acct::analysis::what_if::{Case, Lens, Picture, come, differing};
use acct::domain::grade::{Grade, GradeMethod};
use acct::domain::language::{Bilingual as _, pick};
use acct::export::Format;
use acct::ops;
use acct::playbook::Playbook;
use acct::store::Named;

use self::parts::Part;
use self::told::Row;
use crate::commands::portfolio::Head;
use crate::commands::tier::assume;
use crate::context::Context;
use crate::failure::Failure;
use crate::{display, resolve, sheets};

/// How many days ahead actions are looked for.
const DAYS: i64 = 30;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Nothing is written. A field is named as KIND:RECORD.FIELD, the record by its name or number, and its value is read as by edit: project:#3.probability=30, value:2027.forecast_return=\"CNY 2m\", account.owner=Ann. --margin moves the margin of the orders of the last twelve months by so many percentage points, and with it what of the returns of this and later years has not come back yet: by open return x points / margin now, since a return is what is left of a turnover. What an assumption cannot reach is told.\n\nExamples:\n  acct what-if \"Example Steel\" --set trend.verdict=2 --margin -5 --wins \"Rival Ltd/Price\"\n  acct what-if \"Example Steel\" --set project:#3.probability=30 --set \"contact:Bob Example.stance=opponent\"\n  acct account what-if \"Example Steel\" --mark us/Price=2 --weight brand=30 --json"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    #[command(flatten)]
    assume: assume::Flags,
    /// By so many percentage points the margin would be higher; lower with a minus sign
    #[arg(long, value_name = "POINTS", allow_hyphen_values = true)]
    margin: Option<String>,
    /// A mark that a rival would have in a buying factor; of ours with us/FACTOR (repeat for several)
    #[arg(long = "mark", value_name = "RIVAL/FACTOR=MARK")]
    marks: Vec<String>,
    /// A rival that would have the best mark in a buying factor; FACTOR alone where there is one rival (repeat for several)
    #[arg(long = "wins", value_name = "RIVAL/FACTOR")]
    wins: Vec<String>,
}

/// Everything there is to tell.
struct View<'v> {
    account: Named,
    playbook: &'v Playbook,
    case: &'v Case<'v>,
    /// What the premises change, in words.
    rows: Vec<Row>,
    before: Picture<'v>,
    after: Picture<'v>,
    parts: Vec<Part>,
    alerts: Moved<'v, Concern<'v>>,
    tasks: Moved<'v, Task>,
    head: Rc<Head>,
    in_force: Option<&'v Grade>,
}

/// What comes, goes and stays with other words.
struct Moved<'v, T> {
    come: Vec<&'v T>,
    go: Vec<&'v T>,
    differ: Vec<(&'v T, &'v T)>,
}

impl<'v, T: PartialEq> Moved<'v, T> {
    fn of<K: PartialEq>(before: &'v [T], after: &'v [T], key: impl Fn(&T) -> K) -> Self {
        Self {
            come: come(before, after, &key),
            go: come(after, before, &key),
            differ: differing(before, after, &key),
        }
    }

    fn is_empty(&self) -> bool {
        self.come.is_empty() && self.go.is_empty() && self.differ.is_empty()
    }
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let account = resolve::account(context, &args.account)?;
    let premises = premises::read(context, &playbook, &account, args)?;
    let case =
        Case::new(&playbook, premises).map_err(|error| Failure::usage(error.told_in(context.language)))?;
    let today = context.today;
    let facts = ops::facts::load_as_of(context.store()?.read(), account.id, today)?;
    let industries = ops::industries::environments(context.store()?.read(), today)?;
    let supposed = case.suppose(&facts, &industries, today)?;
    let labels = context.labels.clone();
    let lens = Lens::new(&playbook, &labels, today, DAYS);
    let before = lens.picture(&facts, supposed.before.clone());
    let after = lens.picture(&supposed.facts, supposed.after.clone());
    let (alerts, tasks) =
        ((before.alerts.clone(), after.alerts.clone()), (before.tasks.clone(), after.tasks.clone()));
    let view = View {
        rows: told::rows(context, &playbook, &supposed)?,
        parts: parts::of(context, &before, &after),
        alerts: Moved::of(&alerts.0, &alerts.1, |one| (one.rule.id.clone(), one.record.kind, one.record.id)),
        tasks: Moved::of(&tasks.0, &tasks.1, |one| (one.kind, one.record.kind, one.key.clone())),
        head: Rc::new(Head::from(facts.account.clone())),
        in_force: facts.grades.last(),
        account,
        playbook: &playbook,
        case: &case,
        before,
        after,
    };
    match context.format() {
        Format::Table => draw::draw(context, &view)?,
        Format::Json | Format::Yaml | Format::Ndjson => {
            sheets::print_data(context, data::data(context, &view))?;
        }
        _ => display::print_list(context, &data::sheet(context, &view))?,
    }
    let message =
        pick(context.language, "Nothing was written: this is a what-if.", "仅为推演，未保存任何内容。");
    context.ui.status(format_args!("{message}"));
    Ok(())
}

impl View<'_> {
    fn by_hand(&self) -> Option<&Grade> {
        self.in_force.filter(|grade| grade.method == GradeMethod::Manual)
    }
}
