//! `acct rival everywhere`: a rival at all accounts where it is met.

use acct::analysis::rivals::{Standing, standing};
use acct::domain::fold::fold;
use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::domain::record::{Entry, Record as _};
use acct::domain::rival::Rival;
use acct::say;
use acct::store::Query;

use crate::context::Context;
use crate::failure::Failure;
use crate::{display, fields, sheets};

const COLUMNS: &str = "account,product,since,satisfaction,share,price,representative";

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct rival everywhere \"Rival Ltd\"\n  acct rival everywhere \"Rival Ltd\" --json"
)]
pub(crate) struct Args {
    /// The name of the rival
    #[arg(value_name = "NAME")]
    name: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let entries = met(context, &args.name)?;
    let Some(first) = entries.first() else {
        let name = &args.name;
        let message = say!(context.language, "no rival is called {name}", "没有叫“{name}”的竞争对手");
        return Err(Failure::refused(message).hint("acct rival list").into());
    };
    let name = first.title().into_owned();
    let rivals = entries.iter().map(Rival::from_entry).collect::<Result<Vec<_>, _>>()?;
    let columns = display::fields(context, Kind::Rival, Some(COLUMNS))?;
    let sheet = display::sheet(context, Kind::Rival, &entries, &columns)?;
    let sheet = sheets::without_empty_columns(context, sheet);
    display::print_list(context, &sheet)?;
    tell(context, &name, &standing(&rivals));
    Ok(())
}

/// Its records, the largest share first.
fn met(context: &mut Context, name: &str) -> anyhow::Result<Vec<Entry>> {
    let wanted = fold(name);
    let sort = fields::sort(context, Kind::Rival, "-share")?;
    let query = Query { sort, ..Query::all(Kind::Rival) };
    let mut met = Vec::new();
    context.store()?.each::<anyhow::Error>(&query, |entry| {
        if fold(&entry.title()) == wanted {
            met.push(entry);
        }
        Ok(())
    })?;
    Ok(met)
}

fn tell(context: &Context, name: &str, standing: &Standing) {
    let language = context.language;
    let accounts = standing.accounts;
    let at = count(accounts, "account", "accounts");
    context
        .ui
        .status(format_args!("{}", say!(language, "{name}: at {at}.", "{name}：出现在 {accounts} 家客户。")));
    let mean = |mean: Option<(f64, usize)>, english: &str, chinese: &str, unit: &str| {
        let Some((value, of)) = mean else { return };
        let what = pick(language, english, chinese);
        let message = say!(
            language,
            "{what}: {value:.1}{unit} on average, known at {of} of them.",
            "{what}：平均 {value:.1}{unit}，其中 {of} 家已知。"
        );
        context.ui.status(format_args!("{message}"));
    };
    mean(standing.share, "Share of wallet", "钱包份额", "%");
    mean(standing.satisfaction, "Satisfaction", "客户满意度", "");
    let told = |points: &[(String, usize)], english: &str, chinese: &str| {
        if points.is_empty() {
            return;
        }
        let listed: Vec<String> = points.iter().map(|(point, times)| format!("{point} {times}")).collect();
        let (what, between) = (pick(language, english, chinese), pick(language, ", ", "，"));
        context.ui.status(format_args!("{what}{}{}", pick(language, ": ", "："), listed.join(between)));
    };
    told(&standing.strengths, "Strengths", "优势");
    told(&standing.weaknesses, "Weaknesses", "劣势");
}
