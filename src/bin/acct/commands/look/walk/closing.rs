//! What a walk ends with: what was done, what it changed, and how to go on or take it back.

use acct::analysis::check::{Checker, Concern};
use acct::analysis::coverage::{Coverage, coverage};
use acct::analysis::evidence::Evidence;
use acct::analysis::score::{Scorer, rounded};
use acct::analysis::stage::{
    AnswersAhead, Mismatch, Position, Readiness, answers_ahead, mismatch, position, readiness,
};
use acct::domain::choices::Tier;
use acct::domain::grade::GradeMethod;
use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::ops::{tiers, walks};
use acct::say;

use super::super::find;
use super::{Walking, paper};
use crate::commands::stage::words;
use crate::context::Context;
use crate::prompt::Stop;
use crate::resolve::quoted;

/// Findings of the check that are named.
const NAMED: usize = 4;

/// How an account stands at a moment.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Snapshot {
    /// 0-100, of everything and of each look in the order of the playbook.
    coverage: f64,
    looks: Vec<(String, f64)>,
    /// The computed tier in words: `A (B-S)`.
    tier: String,
    computed: Option<Tier>,
    /// Points 0-100.
    low: f64,
    high: f64,
    position: Position,
    mismatch: Option<Mismatch>,
    answers_ahead: Option<AnswersAhead>,
    readiness: Option<Readiness>,
    findings: Vec<Found>,
}

/// A finding of the check: its rule, the record meant, and both in words.
#[derive(Clone, Debug, PartialEq)]
struct Found {
    rule: String,
    /// None where the rule finds something once for the whole account, at whichever record.
    record: Option<(Kind, i64)>,
    told: String,
}

impl Snapshot {
    pub(super) fn of(context: &Context, walking: &Walking) -> Self {
        let (playbook, facts, today) = (&walking.playbook, &walking.facts, context.today);
        let known = coverage(playbook, facts, today);
        let score = Scorer::new(playbook).score(&Evidence::of(facts), today);
        let position = position(playbook, &facts.process(), today);
        if walking.about.is_industry() {
            return Self::of_industry(&known, position);
        }
        let (_, concerns) = Checker::new(playbook, &context.labels, today, &[]).check(facts);
        Self {
            coverage: known.percent,
            looks: known.looks.iter().map(|look| (look.look.clone(), look.percent)).collect(),
            tier: score.in_words(),
            computed: score.tier,
            low: score.low,
            high: score.high,
            mismatch: mismatch(&facts.process(), &position),
            answers_ahead: answers_ahead(playbook, facts, &position, today),
            readiness: readiness(playbook, facts, &position, today),
            position,
            findings: concerns.iter().map(|concern| found(context, concern)).collect(),
        }
    }
}

impl Snapshot {
    /// An industry has neither tier nor stage, nor anything that a check would find.
    fn of_industry(known: &Coverage, position: Position) -> Self {
        Self {
            coverage: known.percent,
            looks: Vec::new(),
            tier: String::new(),
            computed: None,
            low: 0.0,
            high: 0.0,
            position,
            mismatch: None,
            answers_ahead: None,
            readiness: None,
            findings: Vec::new(),
        }
    }
}

fn found(context: &Context, concern: &Concern) -> Found {
    let language = context.language;
    let label = concern.rule.label.get(language);
    let (told, record) = match concern.record.kind {
        kind if kind.belongs_to_account() && kind.command().is_some() => {
            let name = &concern.record.name;
            (say!(language, "{label} ({name})", "{label}（{name}）"), Some((kind, concern.record.id)))
        }
        _ => (label.to_owned(), None),
    };
    Found { rule: concern.rule.id.clone(), record, told }
}

/// Says what a walk came to, and proposes to record a grade that changed. After an interrupt nothing is proposed, but
/// what was answered is kept all the same.
pub(super) fn tell(
    context: &mut Context,
    walking: &mut Walking,
    before: &Snapshot,
    ended: Ended,
) -> anyhow::Result<()> {
    let language = context.language;
    context.ui.status(format_args!("\n{} · {}", walking.about.named.name, counts(context, walking)));
    if walking.write.dry_run {
        context.ui.status(format_args!("{}", pick(language, "Nothing was kept.", "未保存。")));
        return Ok(());
    }
    walking.reload(context)?;
    let after = Snapshot::of(context, walking);
    coverage_and_tier(context, before, &after)?;
    // A grade that follows from the answers goes with them when the walk is taken back.
    if walks::so_far(context.session()?).is_some() && ended == Ended::Left {
        propose(context, walking, &after)?;
        walking.reload(context)?;
    }
    let operation = walks::end(context.session()?);
    if walking.about.is_industry() && operation.is_some() {
        super::super::answer::tell_heirs(context, &walking.about.named.name)?;
    }
    let after = Snapshot::of(context, walking);
    stage(context, walking, before, &after)?;
    findings(context, before, &after)?;
    hints(context, walking, operation);
    Ok(())
}

/// How a walk ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Left,
    Interrupted,
}

/// How many questions ended how.
fn counts(context: &Context, walking: &Walking) -> String {
    let language = context.language;
    let tally = walking.walk.tally();
    let counts = [
        (tally.answered, "answered", "已回答"),
        (tally.on_record, "answered by records", "由记录回答"),
        (tally.kept, "left as they are", "保持不变"),
        (tally.unknown, "not known", "不知道"),
        (tally.skipped, "skipped", "跳过"),
        (tally.left, "left", "未问"),
    ];
    let told: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, english, chinese)| say!(language, "{count} {english}", "{chinese} {count} 题"))
        .collect();
    told.join(pick(language, ", ", "，"))
}

fn coverage_and_tier(context: &Context, before: &Snapshot, after: &Snapshot) -> anyhow::Result<()> {
    let language = context.language;
    let percent = |percent: f64| format!("{percent:.0}%");
    let (from, to) = (percent(before.coverage), percent(after.coverage));
    let looks: Vec<String> = before
        .looks
        .iter()
        .zip(&after.looks)
        .map(|((id, before), (_, after))| (id, percent(*before), percent(*after)))
        .filter(|(_, before, after)| before != after)
        .map(|(id, before, after)| format!("{} {before} → {after}", find::look_label(context, id)))
        .collect();
    if looks.is_empty() && from != to {
        paper::marked(context, pick(language, "Coverage  ", "覆盖率  "), &format!("{from} → {to}"))?;
    }
    if !looks.is_empty() {
        let looks = looks.join(pick(language, ", ", "，"));
        let told = if from == to {
            say!(language, "{to} in all; {looks}", "合计 {to}；{looks}")
        } else {
            say!(language, "{from} → {to} in all; {looks}", "合计 {from} → {to}；{looks}")
        };
        paper::marked(context, pick(language, "Coverage  ", "覆盖率  "), &told)?;
    }
    let tier = |snapshot: &Snapshot| {
        let (tier, low, high) = (&snapshot.tier, rounded(snapshot.low), rounded(snapshot.high));
        let points =
            if low < high { say!(language, "{low} to {high}", "{low} 至 {high}") } else { low.to_string() };
        match snapshot.computed {
            Some(_) => say!(language, "{tier}, {points} points", "{tier}，{points} 分"),
            None => say!(language, "no grade, {points} points", "暂未定级，{points} 分"),
        }
    };
    let (was, is) = (tier(before), tier(after));
    if was != is {
        paper::marked(context, pick(language, "Tier      ", "级别    "), &format!("{was} → {is}"))?;
    }
    Ok(())
}

/// Proposes to record the grade where the computed one is another than the one in force.
fn propose(context: &mut Context, walking: &Walking, after: &Snapshot) -> anyhow::Result<()> {
    let language = context.language;
    let in_force = walking.facts.grades.last();
    let Some(computed) = after.computed else { return Ok(()) };
    // What was set by hand stays, whatever is computed.
    if in_force.is_some_and(|grade| grade.method == GradeMethod::Manual || grade.tier == Some(computed)) {
        return Ok(());
    }
    let question = match in_force.and_then(|grade| grade.tier) {
        Some(tier) => say!(
            language,
            "The grade in force is {tier}, by what is known now it is {computed}. Record {computed}?",
            "现行级别 {tier}，按现有信息为 {computed}。是否改为 {computed}？"
        ),
        None => say!(
            language,
            "There is no grade yet, by what is known now it is {computed}. Record {computed}?",
            "尚未定级，按现有信息为 {computed}。是否定为 {computed}？"
        ),
    };
    let is_wanted = match context.prompter().confirm(&question, true) {
        Err(Stop::Ended) => false,
        wanted => wanted?,
    };
    if !is_wanted {
        return Ok(());
    }
    let session = context.writing(walking.write)?;
    let written = tiers::score(session, &walking.playbook, walking.about.named.id)?;
    if written.operation.is_some() {
        let told = say!(language, "Graded {computed}.", "已定级为 {computed}。");
        context.ui.status(format_args!("{told}"));
    }
    Ok(())
}

/// What speaks for another stage since this walk.
fn stage(context: &Context, walking: &Walking, before: &Snapshot, after: &Snapshot) -> anyhow::Result<()> {
    let (playbook, name) = (&walking.playbook, &quoted(&walking.about.named.name));
    let mark = pick(context.language, "Stage     ", "阶段    ");
    let stage = after.position.stage;
    let told = |text: &str, command: &str| {
        paper::marked(context, mark, text)?;
        paper::command(context, command)
    };
    if let Some(found) = after.mismatch.as_ref().filter(|_| after.mismatch != before.mismatch) {
        let command = words::move_to(context, name, stage, found.says, &[]);
        told(&words::mismatch(context, playbook, found), &command)?;
    }
    if let Some(ahead) = after.answers_ahead.as_ref().filter(|_| after.answers_ahead != before.answers_ahead)
    {
        let command = words::move_to(context, name, stage, ahead.says, &[]);
        told(&words::answers_ahead(context, playbook, ahead), &command)?;
    }
    if let Some(ready) = after.readiness.as_ref().filter(|_| after.readiness != before.readiness) {
        let command = words::move_to(context, name, stage, ready.to, &ready.questions);
        told(&words::readiness(context, playbook, ready), &command)?;
    }
    Ok(())
}

/// What the check finds no more, and what it finds newly.
fn findings(context: &Context, before: &Snapshot, after: &Snapshot) -> anyhow::Result<()> {
    let language = context.language;
    let has = |snapshot: &Snapshot, found: &Found| {
        snapshot.findings.iter().any(|known| known.rule == found.rule && known.record == found.record)
    };
    let listed = |found: Vec<&Found>| -> Option<String> {
        let mut told: Vec<String> = found.iter().take(NAMED).map(|found| found.told.clone()).collect();
        let more = found.len().saturating_sub(NAMED);
        if more > 0 {
            told.push(say!(language, "{more} more", "另有 {more} 项"));
        }
        (!told.is_empty()).then(|| told.join(pick(language, "; ", "；")))
    };
    let solved = before.findings.iter().filter(|found| !has(after, found)).collect();
    let caused = after.findings.iter().filter(|found| !has(before, found)).collect();
    if let Some(solved) = listed(solved) {
        paper::marked(context, pick(language, "Solved    ", "已解决  "), &solved)?;
    }
    if let Some(caused) = listed(caused) {
        paper::marked(context, pick(language, "To do     ", "新问题  "), &caused)?;
    }
    Ok(())
}

fn hints(context: &Context, walking: &Walking, operation: Option<i64>) {
    let language = context.language;
    let walk = super::command(&walking.about);
    if walking.walk.tally().left > 0 {
        context.ui.hint(format_args!(
            "{}",
            say!(language, "{walk} --ask rest goes on here", "{walk} --ask rest 可从这里继续")
        ));
    }
    if let Some(operation) = operation {
        context.ui.hint(format_args!(
            "{}",
            say!(
                language,
                "acct undo {operation} takes the whole walk back",
                "acct undo {operation} 可撤销本次全部回答"
            )
        ));
    }
}
