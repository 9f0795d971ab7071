//! `acct stage show`: where an account stands, and what is missing to go on.

use std::io::Write as _;

use acct::analysis::stage::{
    AnswersAhead, Criteria, CriterionState, CriterionStatus, Mismatch, Readiness, answers_ahead, mismatch,
    readiness,
};
use acct::domain::choices::Stage;
use acct::domain::language::{Text, count, pick};
use acct::export::{Cell, Column, Format, Sheet, harmless};
use acct::ops;
use acct::playbook::StageGuide;
use acct::playbook::shown::yes_no;
use acct::say;
use serde_json::{Value as Json, json};

use super::{ProcessArgs, Subject, words};
use crate::context::Context;
use crate::display;
use crate::output::{command_below, wrap};
use crate::sheets;
use crate::ui::Ui;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "An account without a stage counts as unaware.\n\nExamples:\n  acct stage show \"Example Steel\"\n  acct stage show \"Example Steel\" --json | jq '.unmet[].fix'\n  acct stage show \"Example Steel\" --project \"Mill control\""
)]
pub(crate) struct Args {
    #[command(flatten)]
    of: ProcessArgs,
}

/// Everything there is to tell.
struct View<'s> {
    subject: &'s Subject,
    guide: &'s StageGuide,
    criteria: Criteria<'s>,
    mismatch: Option<Mismatch>,
    answers_ahead: Option<AnswersAhead>,
    readiness: Option<Readiness>,
    /// The stage that an advance leads to.
    next: Option<Stage>,
}

impl View<'_> {
    /// Whether the decision has ended, so that nothing is missing to go on.
    fn is_over(&self) -> bool {
        self.next.is_none() && self.subject.position.closed
    }
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let subject = Subject::load(context, &args.of)?;
    let position = &subject.position;
    let stage = position.stage;
    let Some(guide) = subject.playbook.stage(stage.as_str()) else {
        anyhow::bail!("the playbook has no stage {stage}");
    };
    let (playbook, facts) = (&subject.playbook, &subject.facts);
    let next = ops::stages::target(&subject.name(), position, None).ok();
    let criteria = match next {
        Some(next) => ops::stages::criteria_to(playbook, facts, position, next, context.today),
        None if position.closed => Criteria(Vec::new()),
        None => Criteria::of_stage(playbook, facts, stage, context.today),
    };
    let view = View {
        guide,
        criteria,
        mismatch: mismatch(&subject.process(), position),
        answers_ahead: answers_ahead(playbook, facts, position, context.today),
        readiness: readiness(playbook, facts, position, context.today),
        next,
        subject: &subject,
    };
    if context.format() == Format::Table {
        return draw(context, &view);
    }
    let sheet = sheet(context, &view);
    display::print_record(context, &sheet)
}

fn warnings(context: &Context, view: &View) -> Vec<(&'static str, String)> {
    let stalled = words::stalled(context, &view.subject.position).map(|text| ("stalled", text));
    let mismatch = view
        .mismatch
        .as_ref()
        .map(|mismatch| ("mismatch", words::mismatch(context, &view.subject.playbook, mismatch)));
    stalled.into_iter().chain(mismatch).collect()
}

/// The stages that signals and records speak for, each with the reason and the command that would follow it.
fn suggestions(context: &Context, view: &View) -> Vec<Suggestion> {
    let playbook = &view.subject.playbook;
    let suggestion = |because, stage, reasons, text, questions: &[String]| Suggestion {
        because,
        stage,
        reasons,
        text,
        command: words::move_to(
            context,
            &view.subject.arguments(),
            view.subject.position.stage,
            stage,
            questions,
        ),
    };
    let by_signals = view.mismatch.as_ref().map(|mismatch| {
        let text = words::mismatch(context, playbook, mismatch);
        suggestion("signals", mismatch.says, mismatch.signals.clone(), text, &[])
    });
    let by_records = view.readiness.as_ref().map(|ready| {
        let text = words::readiness(context, playbook, ready);
        suggestion("records", ready.to, ready.met.clone(), text, &ready.questions)
    });
    let by_answers = view.answers_ahead.as_ref().map(|ahead| {
        let items = ahead.shown.iter().map(|shown| shown.item.clone()).collect();
        let text = words::answers_ahead(context, playbook, ahead);
        suggestion("answers", ahead.says, items, text, &[])
    });
    by_signals.into_iter().chain(by_answers).chain(by_records).collect()
}

/// A stage that something speaks for.
struct Suggestion {
    because: &'static str,
    stage: Stage,
    /// Identifiers of signals, questions or criteria.
    reasons: Vec<String>,
    text: String,
    command: String,
}

/// The record for programs.
fn sheet(context: &Context, view: &View) -> Sheet {
    let position = &view.subject.position;
    let criteria = |state: &[CriterionState]| -> Json {
        view.criteria
            .0
            .iter()
            .filter(|status| state.contains(&status.state))
            .map(|status| criterion(context, view, status))
            .collect()
    };
    let warnings: Json =
        warnings(context, view).into_iter().map(|(kind, text)| json!({"kind": kind, "text": text})).collect();
    let suggested: Json = suggestions(context, view)
        .into_iter()
        .map(|suggestion| {
            json!({
                "stage": suggestion.stage.as_str(),
                "because": suggestion.because,
                "reasons": suggestion.reasons,
                "text": suggestion.text,
                "command": suggestion.command,
            })
        })
        .collect();
    let texts =
        |texts: &[Text]| -> Json { texts.iter().map(|text| json!(text.get(context.language))).collect() };
    let signals: Json = view
        .guide
        .signals
        .iter()
        .map(|signal| json!({"id": signal.id, "text": words::signal_text(signal, context.language)}))
        .collect();
    let fields = [
        ("id", json!(view.subject.id())),
        ("account", json!(view.subject.facts.account.name)),
        ("project", json!(view.subject.project.as_ref().map(|project| &project.name))),
        ("stage", json!(position.stage.as_str())),
        ("phase", json!(position.stage.phase().as_str())),
        ("since", json!(position.since.map(|since| since.to_string()))),
        ("days", json!(position.days)),
        ("expected_days", json!(position.expected_days)),
        ("stalled", json!(position.stalled)),
        ("closed", json!(position.closed)),
        ("outcome", json!(position.outcome.map(acct::domain::choices::Outcome::as_str))),
        ("cycle_days", json!(position.cycle_days)),
        ("goal", json!(view.guide.goal.get(context.language))),
        ("signals", signals),
        ("actions", texts(&view.guide.actions)),
        ("next", json!(view.next.map(Stage::as_str))),
        ("met", criteria(&[CriterionState::Met])),
        ("unmet", criteria(&[CriterionState::Unmet, CriterionState::Question])),
        ("questions", criteria(&[CriterionState::Question])),
        ("warnings", warnings),
        ("suggestions", suggested),
    ];
    let label =
        |name: &str, value: &str| context.labels.get(&format!("{name}.{value}"), context.language).to_owned();
    let cell = |key: &str, data: Json| {
        let text = match (key, &data) {
            ("stage" | "next", Json::String(stage)) => label("stage", stage),
            ("phase", _) => words::phase_label(context, position.stage),
            ("outcome", Json::String(outcome)) => label(key, outcome),
            (_, Json::Bool(yes)) => yes_no(*yes, context.language).to_owned(),
            _ => plain(&data),
        };
        Cell { text, data }
    };
    let column = |key: &str| Column { key: key.to_owned(), label: key.to_owned() };
    let (columns, row) = fields.into_iter().map(|(key, data)| (column(key), cell(key, data))).unzip();
    sheets::headed(context, Sheet { columns, rows: vec![row] }, HEADINGS)
}

const HEADINGS: &[(&str, &str, &str)] = &[
    ("id", "#", "编号"),
    ("account", "Account", "客户"),
    ("project", "Project", "项目"),
    ("stage", "Stage", "阶段"),
    ("phase", "Phase", "采购阶段"),
    ("since", "Since", "起始日期"),
    ("days", "Days", "天数"),
    ("expected_days", "Expected days", "预计天数"),
    ("stalled", "Stalled", "停滞"),
    ("closed", "Closed", "已结束"),
    ("outcome", "Outcome", "结果"),
    ("cycle_days", "Days in all", "总天数"),
    ("goal", "Our goal", "我方目标"),
    ("signals", "Signals", "客户信号"),
    ("actions", "What to do", "可做的事"),
    ("next", "Next stage", "下一阶段"),
    ("met", "Met", "已满足"),
    ("unmet", "Not met yet", "未满足"),
    ("questions", "To be asked", "待确认"),
    ("warnings", "Warnings", "警示"),
    ("suggestions", "Speaks for another stage", "建议的阶段"),
];

fn criterion(context: &Context, view: &View, status: &CriterionStatus) -> Json {
    let id = &status.criterion.id;
    let text = status.criterion.text.get(context.language);
    match status.state {
        CriterionState::Met => json!({"id": id, "text": text}),
        state => json!({
            "id": id,
            "text": text,
            "question": state == CriterionState::Question,
            "fix": words::fix(context, status, &view.subject.arguments()),
        }),
    }
}

/// Data in one line of a markdown table.
fn plain(data: &Json) -> String {
    match data {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("\n"),
        Json::Object(fields) => {
            let texts = ["text", "fix"].iter().filter_map(|key| fields.get(*key));
            texts.map(plain).collect::<Vec<_>>().join(": ")
        }
        other => other.to_string(),
    }
}

fn draw(context: &Context, view: &View) -> anyhow::Result<()> {
    let language = context.language;
    let mut page = Page { text: String::new(), width: usize::from(context.ui.width()).max(40) };
    heading(context, view, &mut page);
    for (_, warning) in warnings(context, view).into_iter().filter(|(kind, _)| *kind != "mismatch") {
        page.item("! ", &warning);
    }
    for suggestion in suggestions(context, view) {
        page.item(if suggestion.because == "signals" { "! " } else { "→ " }, &suggestion.text);
        page.command(&suggestion.command);
    }
    page.section(pick(language, "Our goal", "我们的目标"));
    page.item("  ", view.guide.goal.get(language));
    page.section(pick(language, "Signals of this stage", "本阶段的客户信号"));
    for signal in &view.guide.signals {
        let seen = view.subject.process().signals.iter().rev().find(|seen| seen.signal == signal.id);
        let seen = seen.map(|seen| say!(language, " (seen {})", "（{} 见到）", (seen.date)));
        page.item("  - ", &format!("{}{}", words::signal_text(signal, language), seen.unwrap_or_default()));
    }
    page.section(pick(language, "Suggested actions", "建议动作"));
    for action in &view.guide.actions {
        page.item("  - ", action.get(language));
    }
    page.section(&before(context, view));
    let name = view.subject.arguments();
    if view.is_over() {
        page.command(&format!("acct stage reopen {name}"));
    } else if view.criteria.0.is_empty() {
        page.item("  ", pick(language, "Nothing is asked for but evidence.", "只需写明依据。"));
        let evidence = pick(language, "TEXT", "依据");
        page.command(&format!("acct stage advance {name} --evidence {evidence}"));
    }
    for status in &view.criteria.0 {
        let (mark, is_open) = match status.state {
            CriterionState::Met => ("  ✓ ", false),
            CriterionState::Unmet => ("  ✗ ", true),
            CriterionState::Question => ("  ? ", true),
        };
        page.item(mark, status.criterion.text.get(language));
        if is_open {
            page.command(&words::fix(context, status, &view.subject.arguments()));
        }
    }
    let mut out = context.ui.stdout();
    write!(out, "{}", page.text)?;
    Ok(out.flush()?)
}

/// The heading over what has to be done before the decision goes on.
fn before(context: &Context, view: &View) -> String {
    let language = context.language;
    match view.next {
        Some(next) => {
            let next = words::stage_name(context, next);
            say!(language, "Before moving on to \"{next}\"", "进入“{next}”之前")
        }
        None if view.is_over() => pick(language, "To take the decision up again", "重启决策流程").to_owned(),
        None => pick(language, "Before the decision is closed", "结束之前").to_owned(),
    }
}

fn heading(context: &Context, view: &View, page: &mut Page) {
    let language = context.language;
    let position = &view.subject.position;
    let id = view.subject.id();
    page.line(&format!("{}  #{id}", Ui::bold(&harmless(&view.subject.name()))));
    let mut place =
        vec![words::stage_name(context, position.stage), words::phase_label(context, position.stage)];
    if let Some(outcome) = position.outcome {
        let outcome = context.labels.get(&format!("outcome.{outcome}"), language).to_owned();
        let closed = pick(language, "closed: ", "已结束：");
        place.push(if position.closed { format!("{closed}{outcome}") } else { outcome });
    }
    page.item("", &place.join(" · "));
    let mut time = Vec::new();
    match (position.since, position.days, position.expected_days) {
        (Some(since), Some(days), Some(expected)) => {
            time.push(say!(language, "since {since}", "{since} 进入"));
            let stay = count(days, "day", "days");
            time.push(say!(language, "{stay} ({expected} expected)", "已 {days} 天（预期 {expected} 天）"));
        }
        _ => time.push(words::no_stage(context)),
    }
    if let Some(cycle) = position.cycle_days {
        let days = count(cycle, "day", "days");
        time.push(say!(language, "cycle {days}", "总周期 {cycle} 天"));
    }
    page.item("", &time.join(" · "));
}

/// Text that fits the terminal.
struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn section(&mut self, title: &str) {
        self.text.push('\n');
        self.line(&Ui::bold(title));
    }

    /// A text behind a mark, its further lines under the first.
    fn item(&mut self, mark: &str, text: &str) {
        let indent = mark.chars().count();
        let wrapped = wrap(&harmless(text), self.width - indent);
        for (at, line) in wrapped.lines().enumerate() {
            let before = if at == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.line(&format!("{before}{}", line.trim_end()));
        }
    }

    fn command(&mut self, command: &str) {
        let command = command_below(&harmless(command), self.width);
        self.line(&Ui::dim(&command));
    }
}
