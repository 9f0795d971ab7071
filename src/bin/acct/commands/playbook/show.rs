//! `acct playbook show [SECTION|ID]`: an overview, a section, or one entry in full.

use acct::domain::language::count;
use acct::playbook::Playbook;
use acct::say;

use super::view::{self, Name, Part, View};
use super::{entry, section};
use crate::context::Context;
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct playbook show\n  acct playbook show stages\n  acct playbook show pain\n  acct playbook show trend.rivalry\n  acct playbook show tiers --format yaml"
)]
pub(crate) struct Args {
    /// A section (stages, tiers, looks, people, needs, orders, surveys, checks, fields), or the id of a stage, tier, look, item, style ...
    #[arg(value_name = "SECTION|ID")]
    what: Option<String>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let view = match &args.what {
        None => overview(context, &playbook)?,
        Some(what) => section::view(context, &playbook, what)
            .or_else(|| entry::view(context, &playbook, what))
            .ok_or_else(|| unknown(context, &playbook, what))?,
    };
    view::print(context, &view)
}

/// The columns of the overview.
const NAMES: &[Name] = &[("section", "Section", "部分"), ("holds", "Holds", "内容"), ("ids", "Ids", "标识")];

/// How much there is of everything, and as data all of it.
fn overview(context: &Context, playbook: &Playbook) -> anyhow::Result<View> {
    let language = context.language;
    let ids = |ids: Vec<&str>| ids.join(", ");
    let items = playbook.items().count();
    let own = playbook.fields.len();
    let fields = count(own, "field", "fields");
    let row = |section: &str, holds: String, ids: String| vec![section.to_owned(), holds, ids];
    let rows = vec![
        row(
            "stages",
            say!(
                language,
                "{} stages of the customer's decision",
                "客户决策的 {} 个阶段",
                playbook.stages.len()
            ),
            ids(playbook.stages.iter().map(|stage| stage.id.as_str()).collect()),
        ),
        row(
            "tiers",
            say!(
                language,
                "{} tiers, {} dimensions of the score",
                "{} 个级别，{} 个评分维度",
                playbook.tiers.tiers.len(),
                playbook.tiers.dimensions.len()
            ),
            ids(playbook.tiers.tiers.iter().map(|tier| tier.id.as_str()).collect()),
        ),
        row(
            "looks",
            say!(
                language,
                "{} looks with {items} questions",
                "{} 看，共 {items} 个问题",
                playbook.looks.len()
            ),
            ids(playbook.looks.iter().map(|look| look.id.as_str()).collect()),
        ),
        row(
            "people",
            say!(language, "Styles, offices and personal needs", "性格类型、职位关注点和个人需求"),
            ids(playbook.people.styles.iter().map(|style| style.id.as_str()).collect()),
        ),
        row(
            "needs",
            say!(language, "Quadrants, kinds and questions why", "四象限、需求类型和追问"),
            ids(playbook.needs.quadrants.iter().map(|quadrant| quadrant.id.as_str()).collect()),
        ),
        row(
            "orders",
            say!(language, "Limits of RFM and of fluctuation, product lines", "RFM 与波动的界限、产品线"),
            String::new(),
        ),
        row(
            "surveys",
            say!(
                language,
                "{} questions that customers are asked",
                "问客户的 {} 个调查问题",
                playbook.survey_questions().count()
            ),
            ids(playbook.surveys.iter().map(|survey| survey.id.as_str()).collect()),
        ),
        row(
            "checks",
            say!(language, "{} rules of acct check", "acct check 的 {} 条规则", playbook.checks.len()),
            ids(playbook.checks.iter().map(|rule| rule.id.as_str()).collect()),
        ),
        row(
            "fields",
            say!(language, "{fields} of your own", "{own} 个自定义字段"),
            ids(playbook.fields.iter().map(|field| field.id.as_str()).collect()),
        ),
    ];
    let heading = match &context.config.playbook {
        Some(path) => say!(language, "Built in, changed by {}", "内置打法，叠加 {}", path.display()),
        None => say!(language, "Built in", "内置打法"),
    };
    Ok(View { parts: vec![Part::list(context, heading, NAMES, rows)], data: serde_json::to_value(playbook)? })
}

fn unknown(context: &Context, playbook: &Playbook, what: &str) -> Failure {
    let language = context.language;
    let known = section::NAMES.iter().map(|name| (*name).to_owned()).chain(entry::ids(playbook));
    let near = known
        .map(|name| {
            (strsim::normalized_damerau_levenshtein(&what.to_lowercase(), &name.to_lowercase()), name)
        })
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    let failure =
        Failure::refused(say!(language, "the playbook has nothing called \"{what}\"", "打法中没有“{what}”"));
    failure.hint(match near {
        Some((_, name)) => {
            say!(language, "did you mean: acct playbook show {name}", "是不是想看：acct playbook show {name}")
        }
        None => say!(language, "acct playbook show lists the sections", "acct playbook show 列出所有部分"),
    })
}
