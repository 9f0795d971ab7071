//! What the account is worth to us: the tier in force, the score with its reasons, and the service that follows.

use serde::Serialize;

use super::{Named, Subject, rounded, short, words};
use crate::analysis::answers;
use crate::analysis::evidence::Evidence;
use crate::analysis::score::{Input, Score, Scorer};
use crate::domain::choices::Tier;
use crate::domain::grade::Grade;
use crate::playbook::TierPolicy;

/// The worth of an account with its reasons.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Worth {
    /// The tier that was last graded.
    pub graded: Option<Graded>,
    /// The tier that the score gives today; none where too little is known.
    pub computed: Option<Named>,
    /// `A`, provisional `A (B-S)`, or `-`.
    pub computed_in_words: String,
    pub firm: bool,
    /// 0-100, from what is known.
    pub score: Option<f64>,
    pub low: f64,
    pub high: f64,
    /// Percent of the weight of all inputs that is known.
    pub coverage: f64,
    pub minimum_coverage: f64,
    /// Why the tier is no better.
    pub cap: Option<Cap>,
    /// What the reciprocity test still asks for, also where the score is not yet so good that it matters.
    pub closed: Option<Closed>,
    pub dimensions: Vec<Dimension>,
    /// Service that the tier gets.
    pub policy: Option<Policy>,
    /// All grades, newest first.
    pub grades: Vec<Graded>,
}

/// One grade as it was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Graded {
    pub date: String,
    pub tier: Option<Named>,
    pub method: Named,
    pub score: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub reason: Option<String>,
    pub by: Option<String>,
}

/// The reciprocity test was not passed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cap {
    pub from: String,
    pub to: String,
    /// The questions without a yes.
    pub unmet: Vec<String>,
}

/// Tiers that no score alone opens.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Closed {
    /// The best tier.
    pub tier: String,
    /// The best one without the test.
    pub until: String,
    /// The questions without a yes.
    pub unmet: Vec<Unmet>,
}

/// One question of the reciprocity test without a yes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Unmet {
    pub id: String,
    pub label: String,
    /// `false` where the answer is no, nothing where nobody knows.
    pub answer: Option<bool>,
}

/// One dimension of the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dimension {
    pub id: String,
    pub label: String,
    /// Share of the whole in percent.
    pub weight: f64,
    pub score: Option<f64>,
    /// Percent of its inputs that is known.
    pub coverage: f64,
    pub inputs: Vec<Reason>,
}

/// One input of a dimension.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reason {
    pub id: String,
    pub label: String,
    /// The answer in words.
    pub answer: Option<String>,
    /// 0-100
    pub points: Option<f64>,
    /// Share of the whole in percent.
    pub weight: f64,
    pub stale: bool,
}

/// The service of a tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Policy {
    pub tier: Named,
    pub cadence_days: i64,
    pub response_hours: i64,
    pub sponsor: String,
    pub team: String,
    pub care: String,
    pub pricing: String,
}

pub(super) fn worth(subject: &Subject) -> Worth {
    let facts = subject.facts();
    let score = Scorer::new(subject.playbook).score(&Evidence::of(facts), subject.today);
    let tier = facts.account.tier.or(score.tier);
    let grades: Vec<Graded> = facts.grades.iter().rev().map(|grade| graded(subject, grade)).collect();
    Worth {
        graded: grades.first().cloned(),
        computed: score.tier.map(|tier| tier_named(subject, tier)),
        computed_in_words: score.in_words(),
        firm: score.is_firm(),
        score: score.score.map(rounded),
        low: rounded(score.low),
        high: rounded(score.high),
        coverage: rounded(score.coverage),
        minimum_coverage: subject.playbook.tiers.minimum_coverage,
        cap: cap(subject, &score),
        closed: closed(subject, &score),
        dimensions: dimensions(subject, &score),
        policy: tier.and_then(|tier| subject.playbook.tier(tier.as_str())).map(|tier| policy(subject, tier)),
        grades,
    }
}

pub(super) fn tier_named(subject: &Subject, tier: Tier) -> Named {
    let name = subject.label(&format!("tier_name.{tier}"));
    Named { id: tier.to_string(), text: format!("{tier} {name}") }
}

fn graded(subject: &Subject, grade: &Grade) -> Graded {
    Graded {
        date: grade.date.to_string(),
        tier: grade.tier.map(|tier| tier_named(subject, tier)),
        method: subject.named("grade_method", grade.method.as_str()),
        score: grade.score.map(rounded),
        low: grade.low.map(rounded),
        high: grade.high.map(rounded),
        reason: words(grade.reason.as_ref())
            .map(|reason| subject.playbook.items_in_words(&reason, subject.language)),
        by: grade.by.clone(),
    }
}

fn question(subject: &Subject, id: &str) -> String {
    let item = subject.playbook.item(id);
    item.map_or_else(|| id.to_owned(), |(_, item)| subject.text(&item.label).to_owned())
}

fn cap(subject: &Subject, score: &Score) -> Option<Cap> {
    let cap = score.cap.as_ref()?;
    Some(Cap {
        from: cap.from.to_string(),
        to: cap.to.to_string(),
        unmet: cap.unmet.iter().map(|(id, _)| question(subject, id)).collect(),
    })
}

fn closed(subject: &Subject, score: &Score) -> Option<Closed> {
    let rules = &subject.playbook.tiers;
    let best = rules.tiers.first().map(|tier| tier.id.clone())?;
    let unmet: Vec<Unmet> = score
        .reciprocity
        .iter()
        .filter(|(_, answer)| *answer != Some(true))
        .map(|(id, answer)| Unmet { id: (*id).to_owned(), label: question(subject, id), answer: *answer })
        .collect();
    let until = rules.reciprocity.cap.clone();
    (!unmet.is_empty() && until != best).then_some(Closed { tier: best, until, unmet })
}

fn dimensions(subject: &Subject, score: &Score) -> Vec<Dimension> {
    let of = |dimension: &str| -> Vec<Reason> {
        let inputs = score.inputs.iter().filter(|input| input.dimension == dimension);
        inputs.map(|input| reason(subject, input)).collect()
    };
    let told = score.dimensions.iter().map(|dimension| Dimension {
        id: dimension.id.to_owned(),
        label: subject.text(dimension.label).to_owned(),
        weight: rounded(dimension.weight),
        score: dimension.score.map(rounded),
        coverage: rounded(dimension.coverage),
        inputs: of(dimension.id),
    });
    told.collect()
}

fn reason(subject: &Subject, input: &Input) -> Reason {
    let label = match input.item {
        Some(item) => subject.text(&item.label).to_owned(),
        None => subject.label(&format!("metric.{}", input.name)),
    };
    let answer = input.value.as_ref().map(|value| match input.item {
        Some(item) => answers::in_words(item, value, subject.language),
        None => value.parse().map_or_else(|_| value.clone(), short),
    });
    Reason {
        id: input.name.to_owned(),
        label,
        answer,
        points: input.points.map(rounded),
        weight: rounded(input.weight),
        stale: input.stale,
    }
}

fn policy(subject: &Subject, tier: &TierPolicy) -> Policy {
    Policy {
        tier: Named {
            id: tier.id.clone(),
            text: format!("{} {}", tier.id, subject.label(&format!("tier_name.{}", tier.id))),
        },
        cadence_days: tier.cadence_days,
        response_hours: tier.response_hours,
        sponsor: subject.text(&tier.sponsor).to_owned(),
        team: subject.text(&tier.team).to_owned(),
        care: subject.text(&tier.care).to_owned(),
        pricing: subject.text(&tier.pricing).to_owned(),
    }
}
