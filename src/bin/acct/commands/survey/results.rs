//! `acct survey results`: what was answered, by question, against the round before.

use acct::analysis::surveys::{Figure, Results, Tallies, Tally};
use acct::domain::feedback::SurveyAnswer;
use acct::domain::kind::Kind;
use acct::domain::language::{count, pick};
use acct::domain::record::Record as _;
use acct::export::{Cell, Format, Sheet};
use acct::playbook::shown;
use acct::say;
use serde_json::{Map, Value as Json, json};

use crate::commands::accounts_meant::AccountsMeant;
use crate::context::Context;
use crate::display::{self, number_cell, text_cell};
use crate::failure::Failure;
use crate::sheets::{named_columns, print_data, without_empty_columns};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "NPS is the percentage of 9 and 10 less that of 0 to 6 (Reichheld, Harvard Business Review, December 2003). A few answers say little: n stands beside each figure.\n\nExamples:\n  acct survey results\n  acct survey results \"Example Steel\" --survey \"2026 H1\"\n  acct survey results --where \"tier>=A\" --json"
)]
pub(crate) struct Args {
    #[command(flatten)]
    which: AccountsMeant,
    /// The round, if not the last
    #[arg(long, value_name = "NAME")]
    survey: Option<String>,
}

pub(super) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let meant = args.which.find(context)?;
    let mut tallies = Tallies::default();
    context.store()?.each::<anyhow::Error>(&meant.query(Kind::SurveyAnswer), |entry| {
        if meant.has(&entry) {
            tallies.add(&SurveyAnswer::from_entry(&entry)?);
        }
        Ok(())
    })?;
    let playbook = context.playbook()?;
    let Some(results) = tallies.results(&playbook, args.survey.as_deref()) else {
        return nothing(context, args.survey.as_deref(), &tallies);
    };
    match context.format() {
        Format::Json | Format::Yaml => data(context, &results),
        _ => {
            let sheet = without_empty_columns(context, sheet(context, &results));
            display::print_list(context, &sheet)?;
            tell(context, &results);
            Ok(())
        }
    }
}

fn nothing(context: &Context, survey: Option<&str>, tallies: &Tallies) -> anyhow::Result<()> {
    if let Some(survey) = survey {
        let message = say!(context.language, "no survey is called {survey}", "没有叫“{survey}”的调查");
        let rounds = tallies.rounds().join(", ");
        let hint = if rounds.is_empty() { "acct survey list".to_owned() } else { rounds };
        return Err(Failure::refused(message).hint(hint).into());
    }
    context.ui.status(format_args!("{}", pick(context.language, "No answers.", "没有调查答复。")));
    match context.format() {
        Format::Json | Format::Yaml => print_data(
            context,
            vec![
                ("survey", Json::Null),
                ("before", Json::Null),
                ("answers", json!(0)),
                ("questions", json!([])),
            ],
        ),
        _ => Ok(()),
    }
}

/// What a question is called in a table.
fn name(context: &Context, tally: &Tally) -> String {
    let aspect = tally.question.and_then(|question| question.aspect.as_deref()).or(tally.aspect);
    let label = aspect.and_then(|aspect| context.labels.find(&format!("aspect.{aspect}"), context.language));
    label.map_or_else(|| tally.id.clone(), |label| format!("{} · {label}", tally.id))
}

fn sheet(context: &Context, results: &Results) -> Sheet {
    let columns = named_columns(
        context,
        &[
            ("question", "Question", "问题"),
            ("n", "n", "人次"),
            ("result", "Result", "结果"),
            ("before", "Before", "上轮"),
            ("change", "Change", "变化"),
        ],
    );
    let row = |tally: &Tally| {
        let figure = |value: Option<f64>, shown: Option<String>| match (value, shown) {
            (Some(value), Some(text)) => Cell { data: json!(value), text },
            _ => Cell::default(),
        };
        vec![
            Cell { text: name(context, tally), ..text_cell(&tally.id) },
            number_cell(tally.answers),
            result(context, tally),
            figure(tally.before, tally.before_shown()),
            figure(tally.change(), tally.change_shown()),
        ]
    };
    Sheet { columns, rows: results.questions.iter().map(row).collect() }
}

fn result(context: &Context, tally: &Tally) -> Cell {
    let language = context.language;
    match tally.figure {
        Some(Figure::Mean(mean)) => Cell { data: json!(mean), text: shown::mark(mean) },
        Some(Figure::Nps(nps)) => {
            let (score, promoters, detractors) = (nps.score, nps.promoters, nps.detractors);
            let told = shown::signed(score.round(), 0);
            let text = say!(
                language,
                "NPS {told} ({promoters:.0}% promote, {detractors:.0}% detract)",
                "NPS {told}（推荐者 {promoters:.0}%，贬损者 {detractors:.0}%）"
            );
            Cell { data: json!(score), text }
        }
        None => {
            let chosen: Vec<String> = tally
                .chosen
                .iter()
                .map(|(id, times)| format!("{} {times}", choice(context, tally, id)))
                .collect();
            // Nothing is chosen of a question that takes words.
            let data = if chosen.is_empty() { json!(null) } else { json!(times(tally)) };
            Cell { data, text: chosen.join(pick(language, ", ", "，")) }
        }
    }
}

/// How often each choice was taken, by their ids.
fn times(tally: &Tally) -> Map<String, Json> {
    tally.chosen.iter().map(|(id, times)| (id.clone(), json!(times))).collect()
}

fn choice<'t>(context: &Context, tally: &'t Tally, id: &'t str) -> &'t str {
    let choices = tally.question.map(|question| question.choices.as_slice()).unwrap_or_default();
    choices
        .iter()
        .find(|choice| choice.id == id)
        .map_or(id, |choice| pick(context.language, &choice.en, &choice.zh))
}

fn tell(context: &Context, results: &Results) {
    let (survey, answers) = (&results.survey, results.answers);
    let counted = count(answers, "answer", "answers");
    let before =
        results.before.as_ref().map(|before| say!(context.language, ", against {before}", "，对比 {before}"));
    let before = before.unwrap_or_default();
    let message =
        say!(context.language, "{survey}: {counted}{before}.", "{survey}：{answers} 条答复{before}。");
    context.ui.status(format_args!("{message}"));
}

fn data(context: &Context, results: &Results) -> anyhow::Result<()> {
    let question = |tally: &Tally| {
        let (mean, nps) = match tally.figure {
            Some(Figure::Mean(mean)) => (json!(mean), Json::Null),
            Some(Figure::Nps(nps)) => (
                Json::Null,
                json!({"score": nps.score, "promoters": nps.promoters, "detractors": nps.detractors, "n": tally.scores}),
            ),
            None => (Json::Null, Json::Null),
        };
        json!({
            "question": tally.id,
            "known": tally.question.is_some(),
            "aspect": tally.question.and_then(|question| question.aspect.as_deref()).or(tally.aspect),
            "n": tally.answers,
            "mean": mean,
            "nps": nps,
            "chosen": times(tally),
            "before": tally.before,
            "change": tally.change(),
        })
    };
    let questions: Vec<Json> = results.questions.iter().map(question).collect();
    print_data(
        context,
        vec![
            ("survey", json!(results.survey)),
            ("before", json!(results.before)),
            ("answers", json!(results.answers)),
            ("questions", json!(questions)),
        ],
    )
}
