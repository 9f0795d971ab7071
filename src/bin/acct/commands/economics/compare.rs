//! `acct economics compare`: the alternatives side by side.

use acct::analysis::economics::{Comparison, EconomicsError, Terms, compare};
use acct::domain::economics::EconomicLine;
use acct::domain::kind::Kind;
use acct::domain::language::Bilingual as _;
use acct::domain::number::parse_percent;
use acct::domain::shell::quoted;
use acct::say;

use super::drawn;
use crate::context::Context;
use crate::failure::Failure;
use crate::resolve;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "A benefit or cost counts every year from its first to its last. What has no lines counts as nothing. With a discount the alternatives are ranked by present value: net / (1 + discount)^t, the first year whole. For each line is told how far our lead over the best other alternative would change with it, and by how much it alone must change until another alternative is the best. Currencies are never added up without a rate.\n\nExamples:\n  acct economics compare \"Example Steel\"\n  acct economics compare \"Example Steel\" --project \"Mill control\" --discount 8% --years 2027..2031\n  acct economics compare \"Example Steel\" --step 25% --json"
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// Only what belongs to this project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,
    /// By so much a year what comes later counts less
    #[arg(long, value_name = "PERCENT")]
    discount: Option<String>,
    /// Only these years: 2027..2031, or one
    #[arg(long, value_name = "YEARS")]
    years: Option<String>,
    /// By so much each line is changed to see what hangs on it
    #[arg(long, value_name = "PERCENT", default_value = "10%")]
    step: String,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let terms = terms(context, args)?;
    let account = resolve::account(context, &args.account)?;
    let mut lines: Vec<EconomicLine> = context.store()?.read().of_account(account.id)?;
    let project = match &args.project {
        Some(project) => Some(resolve::child(context, Kind::Project, account.id, project)?),
        None => None,
    };
    if let Some(project) = &project {
        lines.retain(|line| line.project.is_some_and(|of| of.number() == project.id));
    }
    let compared = compare(&lines, terms).map_err(|error| refused(context, &account.name, args, &error))?;
    let title = match &project {
        Some(project) => format!("{} · {}", account.name, project.title()),
        None => account.name.clone(),
    };
    drawn::print(context, &account.name, &title, &compared)?;
    tell(context, &lines, &compared, args);
    Ok(())
}

fn terms(context: &Context, args: &Args) -> anyhow::Result<Terms> {
    let percent = |flag: &str, text: &str, least: f64| match parse_percent(text) {
        Ok(percent) if (least..=100.0).contains(&percent) && (least > 0.0 || percent >= 0.0) => Ok(percent),
        Ok(_) => {
            let message = say!(
                context.language,
                "{flag}: \"{text}\" is not between {least}% and 100%",
                "{flag}：“{text}”不在 {least}% 到 100% 之间"
            );
            Err(anyhow::Error::from(Failure::usage(message)))
        }
        Err(error) => {
            let why = error.told_in(context.language);
            Err(Failure::usage(say!(context.language, "{flag}: {why}", "{flag}：{why}")).into())
        }
    };
    Ok(Terms {
        years: args.years.as_deref().map(|years| years_of(context, years)).transpose()?,
        discount: args.discount.as_deref().map(|text| percent("--discount", text, 0.0)).transpose()?,
        step: percent("--step", &args.step, 0.1)?,
    })
}

/// Years as `2027..2031`, `2027-2031`, `2027至2031` or `2027`.
fn years_of(context: &Context, text: &str) -> anyhow::Result<(i64, i64)> {
    let year = |text: &str| {
        let text = text.trim().trim_end_matches('年');
        text.parse::<i64>().ok().filter(|year| (1000..=2999).contains(year))
    };
    let parts = ["..", "至", "到", "~", "-", "–"].iter().find_map(|mark| text.split_once(mark));
    let (first, last) = parts.unwrap_or((text, text));
    if let (Some(first), Some(last)) = (year(first), year(last)) {
        return Ok((first.min(last), first.max(last)));
    }
    let message = say!(context.language, "\"{text}\" are no years", "“{text}”不是年份范围");
    Err(Failure::usage(message).hint("--years 2027..2031").into())
}

fn refused(context: &Context, account: &str, args: &Args, error: &EconomicsError) -> anyhow::Error {
    let account = quoted(account);
    let failure = Failure::refused(error.told_in(context.language));
    match error {
        EconomicsError::Nothing => {
            let of_project = match &args.project {
                Some(project) => format!(" --project {}", quoted(project)),
                None => String::new(),
            };
            failure.hint(format!(
                "acct economics add {account} TITLE --side benefit --amount MONEY --year YEAR{of_project}"
            ))
        }
        EconomicsError::NothingThen { .. } | EconomicsError::TooLarge => {
            failure.hint(format!("acct economics list {account}"))
        }
        EconomicsError::Currencies { .. } => {
            failure.hint(format!("acct economics list {account} --columns title,alternative,amount"))
        }
    }
    .into()
}

/// What a reader of the figures has to know of them.
fn tell(context: &Context, lines: &[EconomicLine], compared: &Comparison, args: &Args) {
    let language = context.language;
    let uncertain = lines.iter().filter(|line| line.likelihood.is_some()).count();
    let certain = lines.len() - uncertain;
    if uncertain > 0 && certain > 0 {
        let all = lines.len();
        context.ui.note(format_args!(
            "{}",
            say!(
                language,
                "{certain} of {all} lines have no likelihood and count whole",
                "{all} 条中有 {certain} 条没有填实现概率，按全额计"
            )
        ));
    }
    if compared.alternatives.first().is_some_and(|ours| ours.lines == 0) {
        let told = say!(language, "nothing is recorded for our own offer", "我方方案还没有登记效益和成本");
        context.ui.note(format_args!("{told}"));
    }
    let mut projects: Vec<_> = lines.iter().map(|line| line.project).collect();
    projects.sort_unstable_by_key(|project| project.map(acct::domain::id::Id::number));
    projects.dedup();
    let several = projects.len();
    if args.project.is_none() && several > 1 {
        let told = say!(
            language,
            "lines of several projects are counted together; --project tells one apart",
            "多个项目的效益与成本合在一起计算；用 --project 可只看一个"
        );
        context.ui.note(format_args!("{told}"));
    }
}
