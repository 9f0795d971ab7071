//! What customers answered in surveys: by question, and against the round before.

use std::collections::{BTreeMap, BTreeSet};

use super::score;
use crate::domain::date::Date;
use crate::domain::feedback::SurveyAnswer;
use crate::domain::fold::fold;
use crate::domain::need::Aspect;
use crate::domain::round;
use crate::playbook::shown::{mark, signed};
use crate::playbook::{DETRACTOR, Playbook, QuestionKind, SurveyQuestion};

/// Answers summed up, each by its round and its question. Takes any number of them one after the other.
#[derive(Clone, Debug, Default)]
pub struct Tallies {
    rounds: BTreeMap<String, Round>,
}

/// The answers of one round.
#[derive(Clone, Debug)]
struct Round {
    name: String,
    /// The day of the first answer.
    first: Date,
    answers: usize,
    /// Who was asked.
    accounts: BTreeSet<i64>,
    /// By their ids, folded.
    questions: BTreeMap<String, Sums>,
}

#[derive(Clone, Debug, Default)]
struct Sums {
    /// The id of the question as it was written first.
    id: String,
    answers: usize,
    scores: usize,
    sum: f64,
    promoters: usize,
    detractors: usize,
    /// What was answered in words and how often.
    words: BTreeMap<String, usize>,
    aspect: Option<&'static str>,
}

/// One round.
#[derive(Clone, Debug, PartialEq)]
pub struct Results<'p> {
    pub survey: String,
    /// The round before it, of those in which some of the same accounts were asked.
    pub before: Option<String>,
    pub answers: usize,
    /// In the order of the playbook; questions that it does not know come last.
    pub questions: Vec<Tally<'p>>,
}

/// One question of a round.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally<'p> {
    pub id: String,
    /// None where the playbook does not know it.
    pub question: Option<&'p SurveyQuestion>,
    pub aspect: Option<&'static str>,
    pub answers: usize,
    /// How many gave a score.
    pub scores: usize,
    pub figure: Option<Figure>,
    /// The same figure of the round before.
    pub before: Option<f64>,
    /// For a choice, how often each was chosen, most often first.
    pub chosen: Vec<(String, usize)>,
}

/// What the scores come to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    Mean(f64),
    Nps(Nps),
}

/// The net promoter score with its parts, in percent of those who gave a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nps {
    /// From -100 to 100.
    pub score: f64,
    pub promoters: f64,
    pub detractors: f64,
}

impl Figure {
    /// The number that rounds are compared by.
    #[must_use]
    pub fn value(self) -> f64 {
        match self {
            Self::Mean(mean) => mean,
            Self::Nps(nps) => nps.score,
        }
    }
}

impl Tally<'_> {
    /// Against the round before: by how much what is shown of the two differs. Net promoter scores are shown as whole numbers.
    #[must_use]
    pub fn change(&self) -> Option<f64> {
        match self.figure? {
            Figure::Mean(mean) => score::change(self.before, Some(mean)),
            Figure::Nps(nps) => Some(nps.score.round() - self.before?.round()),
        }
    }

    /// What the round before came to, as it is shown.
    #[must_use]
    pub fn before_shown(&self) -> Option<String> {
        self.before.map(|before| if self.is_nps() { signed(before.round(), 0) } else { mark(before) })
    }

    /// The change, as it is shown.
    #[must_use]
    pub fn change_shown(&self) -> Option<String> {
        self.change().map(|change| signed(change, usize::from(!self.is_nps())))
    }

    fn is_nps(&self) -> bool {
        matches!(self.figure, Some(Figure::Nps(_)))
    }
}

impl Tallies {
    pub fn add(&mut self, answer: &SurveyAnswer) {
        let round = self.rounds.entry(round::key(&answer.survey)).or_insert_with(|| Round {
            name: answer.survey.clone(),
            first: answer.date,
            answers: 0,
            accounts: BTreeSet::new(),
            questions: BTreeMap::new(),
        });
        round.answers += 1;
        round.first = round.first.min(answer.date);
        let new = || Sums { id: answer.question.clone(), ..Sums::default() };
        round.questions.entry(fold(answer.question.trim())).or_insert_with(new).add(answer);
        round.accounts.insert(answer.account.number());
    }

    /// The names of the rounds, the one that began last first: a late answer does not make a round new.
    #[must_use]
    pub fn rounds(&self) -> Vec<&str> {
        self.in_order().into_iter().map(|round| round.name.as_str()).collect()
    }

    /// A round by its name, or the last one; none where there is no such round.
    ///
    /// Satisfaction and loyalty are plain means. The net promoter score is the percentage of 9 and 10 less that of 0 to 6
    /// among all scores (Reichheld, "The One Number You Need to Grow", Harvard Business Review, December 2003).
    #[must_use]
    pub fn results<'p>(&self, playbook: &'p Playbook, round: Option<&str>) -> Option<Results<'p>> {
        let rounds = self.in_order();
        let at = match round {
            None => 0,
            Some(name) => rounds.iter().position(|round| round::is_one(&round.name, name))?,
        };
        let round = *rounds.get(at)?;
        // A round in which others were asked says nothing of how these have changed.
        let before =
            rounds.iter().skip(at + 1).find(|other| !other.accounts.is_disjoint(&round.accounts)).copied();
        let known: Vec<String> = playbook.survey_questions().map(|question| fold(&question.id)).collect();
        let mut ids: Vec<&String> = round.questions.keys().collect();
        ids.sort_by_key(|id| known.iter().position(|known| known == *id).unwrap_or(known.len()));
        let tally = |id: &&String| {
            let (question, sums) = (playbook.survey_question(id), round.questions.get(*id)?);
            let before = before.and_then(|before| before.questions.get(*id));
            Some(Tally {
                id: question.map_or(&sums.id, |question| &question.id).clone(),
                question,
                aspect: sums.aspect,
                answers: sums.answers,
                scores: sums.scores,
                figure: sums.figure(question),
                before: before.and_then(|before| before.figure(question)).map(Figure::value),
                chosen: sums.chosen(question),
            })
        };
        Some(Results {
            survey: round.name.clone(),
            before: before.map(|before| before.name.clone()),
            answers: round.answers,
            questions: ids.iter().filter_map(tally).collect(),
        })
    }

    fn in_order(&self) -> Vec<&Round> {
        let mut rounds: Vec<&Round> = self.rounds.values().collect();
        rounds.sort_by(|one, other| (other.first, &other.name).cmp(&(one.first, &one.name)));
        rounds
    }
}

impl Sums {
    fn add(&mut self, answer: &SurveyAnswer) {
        self.answers += 1;
        self.aspect = self.aspect.or_else(|| answer.aspect.map(Aspect::as_str));
        if let Some(score) = answer.score {
            self.scores += 1;
            self.sum += score;
            self.promoters += usize::from(score >= 9.0);
            self.detractors += usize::from(score <= DETRACTOR);
        }
        if let Some(words) = &answer.answer {
            *self.words.entry(words.0.trim().to_owned()).or_default() += 1;
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "numbers of answers")]
    fn figure(&self, question: Option<&SurveyQuestion>) -> Option<Figure> {
        let all = (self.scores > 0).then_some(self.scores as f64)?;
        if question.is_none_or(|question| question.kind != QuestionKind::Recommend) {
            return Some(Figure::Mean(self.sum / all));
        }
        let (promoters, detractors) =
            (self.promoters as f64 / all * 100.0, self.detractors as f64 / all * 100.0);
        Some(Figure::Nps(Nps { score: promoters - detractors, promoters, detractors }))
    }

    fn chosen(&self, question: Option<&SurveyQuestion>) -> Vec<(String, usize)> {
        let Some(question) = question.filter(|question| question.kind == QuestionKind::Choice) else {
            return Vec::new();
        };
        // Files from before answers had their ids hold some in words.
        let named = |words: &String| question.choice(words).map(|choice| &choice.id).ok();
        let of = |choice: &String| {
            self.words.iter().filter(|(words, _)| named(words) == Some(choice)).map(|(_, times)| *times).sum()
        };
        let chosen = question.choices.iter().map(|choice| (choice.id.clone(), of(&choice.id)));
        let mut chosen: Vec<(String, usize)> = chosen.filter(|(_, times)| *times > 0).collect();
        chosen.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::check::samples::{PLAYBOOK, day, record, text};
    use crate::domain::value::Value;

    fn answer(survey: &str, on: &str, question: &str, score: Option<f64>, words: &str) -> SurveyAnswer {
        let score = score.map_or(Value::Empty, Value::Number);
        let words = if words.is_empty() { Value::Empty } else { text(words) };
        record(
            1,
            &[
                ("survey", text(survey)),
                ("date", day(on)),
                ("question", text(question)),
                ("score", score),
                ("answer", words),
            ],
        )
    }

    fn tallies(answers: &[SurveyAnswer]) -> Tallies {
        let mut tallies = Tallies::default();
        for answer in answers {
            tallies.add(answer);
        }
        tallies
    }

    #[test]
    fn a_change_is_the_difference_of_what_is_shown() {
        let round =
            |survey, on, scores: [f64; 4]| scores.map(|score| answer(survey, on, "quality", Some(score), ""));
        let before = round("H1", "2026-01-05", [3.0, 4.0, 4.0, 4.0]);
        let all = [before, round("H2", "2026-08-05", [4.0, 4.0, 4.0, 5.0])].concat();
        let tallies = tallies(&all);
        let results = tallies.results(&PLAYBOOK, None).unwrap();
        // 4.25 and 3.75 are shown as 4.3 and 3.8.
        let tally = &results.questions[0];
        assert_eq!((tally.before, tally.change()), (Some(3.75), Some(0.5)));
        let of = |figure: f64, before: f64| {
            let nps = Nps { score: figure, promoters: 0.0, detractors: 0.0 };
            Tally { figure: Some(Figure::Nps(nps)), before: Some(before), ..tally.clone() }.change()
        };
        assert_eq!(of(33.4, 16.6), Some(16.0));
        let mean = Tally { figure: Some(Figure::Mean(4.25)), before: Some(3.74), ..tally.clone() };
        assert_eq!(mean.change(), Some(0.6));
    }

    #[test]
    fn recommendation_is_promoters_less_detractors() {
        let scores = [10.0, 9.0, 9.0, 8.0, 7.0, 6.0, 0.0, 10.0];
        let answers: Vec<SurveyAnswer> =
            scores.iter().map(|score| answer("H1", "2026-01-05", "nps", Some(*score), "")).collect();
        let results = tallies(&answers).results(&PLAYBOOK, None).unwrap();
        // 4 of 8 promote, 2 of 8 detract.
        let expected = Nps { score: 25.0, promoters: 50.0, detractors: 25.0 };
        assert_eq!(
            (results.questions[0].figure, results.questions[0].scores),
            (Some(Figure::Nps(expected)), 8)
        );
    }

    #[test]
    fn a_round_is_compared_with_one_of_the_same_accounts() {
        let of = |account: i64, survey: &str, on: &str, score: f64| {
            let account = crate::domain::id::Id::new(account);
            SurveyAnswer { account, ..answer(survey, on, "nps", Some(score), "") }
        };
        let all = tallies(&[
            of(1, "2026 H1", "2026-02-01", 6.0),
            of(2, "夏季回访", "2026-08-01", 10.0),
            of(1, "2026 H2", "2026-09-01", 9.0),
        ]);
        let results = all.results(&PLAYBOOK, None).unwrap();
        assert_eq!((results.survey.as_str(), results.before.as_deref()), ("2026 H2", Some("2026 H1")));
        assert_eq!(results.questions[0].change(), Some(200.0));
        assert_eq!(all.results(&PLAYBOOK, Some("夏季回访")).unwrap().before, None);
    }

    #[test]
    fn a_half_year_is_one_round_in_both_languages() {
        let all = tallies(&[
            answer("2025下半年", "2025-09-01", "quality", Some(3.0), ""),
            answer("2026 上半年", "2026-02-01", "quality", Some(4.0), ""),
            answer("2026 H1", "2026-02-03", "quality", Some(5.0), ""),
        ]);
        assert_eq!(all.rounds(), ["2026 上半年", "2025下半年"]);
        let results = all.results(&PLAYBOOK, Some("H1 2026")).unwrap();
        assert_eq!((results.answers, results.before.as_deref()), (2, Some("2025下半年")));
        assert_eq!(results.questions[0].change(), Some(1.5));
    }

    #[test]
    fn means_are_compared_with_the_round_before_and_choices_counted() {
        let all = tallies(&[
            answer("2025 H2", "2025-09-01", "quality", Some(3.0), ""),
            answer("2026 H1", "2026-02-01", "quality", Some(4.0), ""),
            answer("2026 h1", "2026-02-03", "quality", Some(5.0), ""),
            answer("2026 H1", "2026-02-03", "loyalty_basis", None, "inertia"),
            answer("2026 H1", "2026-02-04", "Loyalty_basis", None, "Inertia"),
            // Late to the round before.
            answer("2025 H2", "2026-02-10", "price", Some(3.0), ""),
            answer("2026 H1", "2026-02-03", "mine", Some(2.0), ""),
        ]);
        assert_eq!(all.rounds(), ["2026 H1", "2025 H2"]);
        let results = all.results(&PLAYBOOK, None).unwrap();
        let told: Vec<_> = results
            .questions
            .iter()
            .map(|tally| (tally.id.as_str(), tally.answers, tally.figure.map(Figure::value), tally.change()))
            .collect();
        assert_eq!(
            told,
            [
                ("quality", 2, Some(4.5), Some(1.5)),
                ("loyalty_basis", 2, None, None),
                ("mine", 1, Some(2.0), None)
            ]
        );
        assert_eq!(results.questions[1].chosen, [("inertia".to_owned(), 2)]);
        assert_eq!(results.before.as_deref(), Some("2025 H2"));
        assert_eq!(all.results(&PLAYBOOK, Some("2025 h2")).unwrap().before, None);
        assert_eq!(all.results(&PLAYBOOK, Some("2024")), None);
        assert_eq!(Tallies::default().results(&PLAYBOOK, None), None);
    }
}
