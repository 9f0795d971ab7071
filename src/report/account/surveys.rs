//! What they answered when they were asked: a summary of the newest round, and each question over the rounds with who answered.

use serde::Serialize;

use super::{Subject, short};
use crate::analysis::surveys::{Figure, Tallies, Tally};
use crate::domain::feedback::SurveyAnswer;
use crate::domain::fold::fold;
use crate::domain::round;
use crate::playbook::{QuestionKind, SurveyQuestion, shown};
use crate::say;

/// Rounds that stand side by side, the newest ones.
const ROUNDS: usize = 4;

/// The surveys of an account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Surveys {
    /// The newest round, and the one before.
    pub round: String,
    pub before: Option<String>,
    pub answers: usize,
    /// The questions of the newest round with a score or choices.
    pub summary: Vec<Summed>,
    /// Oldest first.
    pub rounds: Vec<String>,
    /// Rounds of before those.
    pub earlier: usize,
    pub questions: Vec<Asked>,
}

/// What the answers to a question came to in the newest round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summed {
    pub question: String,
    /// `1–5`, `0–10`; nothing for choices.
    pub scale: String,
    pub answers: usize,
    pub result: String,
    pub before: String,
    pub change: String,
}

/// A question with its answers in each round.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    pub question: String,
    pub rounds: Vec<Vec<Said>>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    pub score: Option<String>,
    pub words: Option<String>,
    /// None where they need not say who they are.
    pub who: Option<String>,
}

/// None where nothing was answered.
pub(super) fn surveys(subject: &Subject) -> Option<Surveys> {
    let answers = &subject.facts().survey_answers;
    let mut tallies = Tallies::default();
    for answer in answers {
        tallies.add(answer);
    }
    let results = tallies.results(subject.playbook, None)?;
    let all = tallies.rounds();
    let mut rounds: Vec<String> = all.iter().take(ROUNDS).map(|round| (*round).to_owned()).collect();
    rounds.reverse();
    let told = results.questions.iter().filter(|tally| tally.figure.is_some() || !tally.chosen.is_empty());
    Some(Surveys {
        summary: told.map(|tally| summed(subject, tally)).collect(),
        questions: asked(subject, answers, &rounds),
        earlier: all.len() - rounds.len(),
        rounds,
        round: results.survey,
        before: results.before,
        answers: results.answers,
    })
}

fn summed(subject: &Subject, tally: &Tally) -> Summed {
    Summed {
        question: question(subject, tally.question, &tally.id),
        scale: tally.question.and_then(|question| scale(question.kind)).unwrap_or_default(),
        answers: tally.answers,
        result: result(subject, tally),
        before: tally.before_shown().unwrap_or_default(),
        change: tally.change_shown().unwrap_or_default(),
    }
}

fn scale(kind: QuestionKind) -> Option<String> {
    kind.scores().map(|(least, most)| format!("{least}–{most}"))
}

fn result(subject: &Subject, tally: &Tally) -> String {
    match tally.figure {
        Some(Figure::Mean(mean)) => shown::mark(mean),
        Some(Figure::Nps(nps)) => {
            let (score, promoters, detractors) = (nps.score.round(), nps.promoters, nps.detractors);
            say!(
                subject.language,
                "NPS {score:+.0} ({promoters:.0}% promote, {detractors:.0}% detract)",
                "NPS {score:+.0}（推荐者 {promoters:.0}%，贬损者 {detractors:.0}%）"
            )
        }
        None => subject.list(tally.chosen.iter().map(|(id, times)| {
            let chosen = tally.question.and_then(|question| choice(subject, question, id));
            format!("{} × {times}", chosen.unwrap_or_else(|| id.clone()))
        })),
    }
}

/// A question in words: as it is asked, where the playbook knows it.
fn question(subject: &Subject, known: Option<&SurveyQuestion>, id: &str) -> String {
    known.map_or_else(|| id.to_owned(), |question| subject.text(&question.ask).to_owned())
}

fn choice(subject: &Subject, question: &SurveyQuestion, words: &str) -> Option<String> {
    let choice = question.choice(words).ok().filter(|_| question.kind == QuestionKind::Choice)?;
    Some(subject.say(&choice.en, &choice.zh).to_owned())
}

/// Each question over some rounds: those that the playbook knows in its order, then the others as they were asked first.
fn asked(subject: &Subject, answers: &[SurveyAnswer], rounds: &[String]) -> Vec<Asked> {
    let mut ids: Vec<String> = Vec::new();
    for answer in answers {
        let id = fold(answer.question.trim());
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let order: Vec<String> = subject.playbook.survey_questions().map(|question| fold(&question.id)).collect();
    ids.sort_by_key(|id| order.iter().position(|known| known == id).unwrap_or(order.len()));
    let of = |id: &String| {
        let of_question =
            || answers.iter().filter(|answer| fold(answer.question.trim()) == *id).collect::<Vec<_>>();
        let known = subject.playbook.survey_question(id);
        let written = of_question().first().map_or_else(|| id.clone(), |answer| answer.question.clone());
        let in_round = |round: &String| {
            let answers = of_question().into_iter().filter(|answer| round::is_one(&answer.survey, round));
            answers.map(|answer| said(subject, known, answer)).collect()
        };
        Asked {
            question: question(subject, known, &written),
            rounds: rounds.iter().map(in_round).collect::<Vec<Vec<Said>>>(),
        }
    };
    let mut asked: Vec<Asked> = ids.iter().map(of).collect();
    asked.retain(|asked| asked.rounds.iter().any(|said| !said.is_empty()));
    asked
}

fn said(subject: &Subject, known: Option<&SurveyQuestion>, answer: &SurveyAnswer) -> Said {
    let words = answer.answer.as_ref().map(|words| words.0.trim()).filter(|words| !words.is_empty());
    let in_words = |words: &str| known.and_then(|question| choice(subject, question, words));
    Said {
        score: answer.score.map(short),
        words: words.map(|words| in_words(words).unwrap_or_else(|| words.to_owned())),
        who: answer.contact.map(|contact| subject.contact_name(contact.number())),
    }
}
