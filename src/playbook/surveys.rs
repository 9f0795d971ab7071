//! The questions of surveys, and what answers they take.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::merge::Merge;
use super::mistake::both;
use super::places::{Path, below, path};
use super::{Labelled, Playbook};
use crate::domain::fold::fold;
use crate::domain::language::{Language, Text, pick};
use crate::domain::number::number_in;

/// A survey: the questions that are asked together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    pub id: String,
    pub label: Text,
    pub questions: Vec<SurveyQuestion>,
}

/// One question. Its id is one over all surveys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SurveyQuestion {
    pub id: String,
    pub kind: QuestionKind,
    /// What of ours it is about, as in [`crate::domain::need::Aspect`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect: Option<String>,
    pub ask: Text,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Labelled>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// From 1 to 5.
    Rating,
    /// Whether we are recommended: from 0 to 10.
    Recommend,
    Choice,
    Text,
}

/// Up to this score of 10 who is asked whether they recommend us does the contrary.
pub const DETRACTOR: f64 = 6.0;

/// An answer as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    Score(f64),
    Words(String),
}

crate::failures! {
    /// Why an answer does not fit its question.
    pub enum SurveyError {
        Score { question: String, given: String, least: i64, most: i64 } =>
            "{question}: \"{given}\" is not a whole number from {least} to {most}",
            "{question}：“{given}”不是 {least} 到 {most} 的整数";
        Choice { question: String, given: String, choices: String } =>
            "{question}: \"{given}\" is not one of {choices}",
            "{question}：“{given}”不在选项之内：{choices}";
        NoScore { question: String } =>
            "{question} takes words and no score",
            "{question} 只填文字，不填分数";
        Empty { question: String } => "{question}: the answer is empty", "{question}：答复为空";
    }
}

impl QuestionKind {
    /// The lowest and the highest score, where it takes one.
    #[must_use]
    pub const fn scores(self) -> Option<(i64, i64)> {
        match self {
            Self::Rating => Some((1, 5)),
            Self::Recommend => Some((0, 10)),
            Self::Choice | Self::Text => None,
        }
    }

    /// Whether who gives this score is discontent.
    #[must_use]
    pub fn is_poor(self, score: f64) -> bool {
        match self {
            Self::Rating => score <= 2.0,
            Self::Recommend => score <= DETRACTOR,
            Self::Choice | Self::Text => false,
        }
    }
}

impl SurveyQuestion {
    /// Reads an answer as a person writes it.
    ///
    /// # Errors
    /// When it does not fit the question.
    pub fn read(&self, given: &str) -> Result<Reply, SurveyError> {
        let (question, given) = (self.id.clone(), given.trim());
        if given.is_empty() {
            return Err(SurveyError::Empty { question });
        }
        match (self.kind.scores(), self.kind) {
            (Some(_), _) => {
                let score = number_in(given).ok_or_else(|| self.no_score(given))?;
                self.score(score)?;
                Ok(Reply::Score(score))
            }
            (None, QuestionKind::Choice) => self.choice(given).map(|choice| Reply::Words(choice.id.clone())),
            (None, _) => Ok(Reply::Words(given.to_owned())),
        }
    }

    /// Checks an answer that is recorded, and tells the id of the choice that its words name.
    ///
    /// # Errors
    /// When it does not fit the question.
    pub fn check(&self, score: Option<f64>, words: &str) -> Result<Option<&str>, SurveyError> {
        match (score, self.kind.scores()) {
            (Some(score), Some(_)) => self.score(score)?,
            (Some(_), None) => return Err(SurveyError::NoScore { question: self.id.clone() }),
            (None, _) => {}
        }
        if self.kind == QuestionKind::Choice && !words.trim().is_empty() {
            return Ok(Some(&self.choice(words.trim())?.id));
        }
        Ok(None)
    }

    /// The choice that is named by its id or in words.
    ///
    /// # Errors
    /// When there is none.
    pub fn choice(&self, given: &str) -> Result<&Labelled, SurveyError> {
        let folded = fold(given);
        let is_meant =
            |choice: &&Labelled| [&choice.id, &choice.en, &choice.zh].iter().any(|name| fold(name) == folded);
        self.choices.iter().find(is_meant).ok_or_else(|| SurveyError::Choice {
            question: self.id.clone(),
            given: given.to_owned(),
            choices: self.choices.iter().map(|choice| choice.id.as_str()).collect::<Vec<_>>().join(", "),
        })
    }

    fn score(&self, score: f64) -> Result<(), SurveyError> {
        #[expect(clippy::cast_precision_loss, reason = "0 to 10")]
        let fits = self.kind.scores().is_some_and(|(least, most)| {
            score.fract() == 0.0 && (least as f64..=most as f64).contains(&score)
        });
        if fits { Ok(()) } else { Err(self.no_score(&score.to_string())) }
    }

    fn no_score(&self, given: &str) -> SurveyError {
        let (least, most) = self.kind.scores().unwrap_or_default();
        SurveyError::Score { question: self.id.clone(), given: given.to_owned(), least, most }
    }

    /// Whether who gives this score is discontent: up to 2 of 5, and as a detractor up to 6 of 10.
    #[must_use]
    pub fn is_poor(&self, score: f64) -> bool {
        self.kind.is_poor(score)
    }

    /// What answers it takes, in words.
    #[must_use]
    pub fn takes(&self, language: Language) -> String {
        match self.kind {
            QuestionKind::Rating => "1-5".to_owned(),
            QuestionKind::Recommend => "0-10".to_owned(),
            QuestionKind::Choice => {
                let ids: Vec<&str> = self.choices.iter().map(|choice| choice.id.as_str()).collect();
                ids.join(", ")
            }
            QuestionKind::Text => pick(language, "words", "文字").to_owned(),
        }
    }
}

impl Playbook {
    /// Every question of the surveys, in order.
    pub fn survey_questions(&self) -> impl Iterator<Item = &SurveyQuestion> {
        self.surveys.iter().flat_map(|survey| &survey.questions)
    }

    /// The question of an id, whatever its case and width.
    #[must_use]
    pub fn survey_question(&self, id: &str) -> Option<&SurveyQuestion> {
        let folded = fold(id.trim());
        self.survey_questions().find(|question| fold(&question.id) == folded)
    }
}

/// Complains of questions that are asked twice under one id, and of choices that are missing or have no use.
pub(super) fn check(surveys: &[Survey], merge: &mut Merge) {
    let mut seen: BTreeMap<&str, (&str, Path)> = BTreeMap::new();
    for survey in surveys {
        for question in &survey.questions {
            let (id, place) = (&question.id, path(&["surveys", &survey.id, "questions", &question.id]));
            match (question.kind, question.choices.is_empty()) {
                (QuestionKind::Choice, true) => merge.complain_at(
                    &[&below(&place, "kind"), &place],
                    both!("a choice needs choices", "选择项需要写出选项（choices）"),
                ),
                (QuestionKind::Choice, false) | (_, true) => {}
                (_, false) => merge.complain_at(
                    &[&below(&place, "choices")],
                    both!("only a choice has choices", "只有 choice 类型才有选项（choices）"),
                ),
            }
            if let Some((first, elsewhere)) = seen.get(id.as_str()) {
                let second = &survey.id;
                merge.complain_at(
                    &[&place, elsewhere],
                    both!(
                        "\"{id}\" is used twice, in {first} and in {second}",
                        "“{id}”在 {first} 和 {second} 中重复使用"
                    ),
                );
            } else {
                seen.insert(id, (&survey.id, place));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(id: &str) -> SurveyQuestion {
        Playbook::built_in().unwrap().survey_question(id).unwrap().clone()
    }

    #[test]
    fn an_answer_is_read_as_its_question_takes_it() {
        assert_eq!(question("quality").read(" 4 "), Ok(Reply::Score(4.0)));
        assert_eq!(question("nps").read("0"), Ok(Reply::Score(0.0)));
        assert_eq!(question("loyalty_basis").read("Locked_In"), Ok(Reply::Words("locked_in".to_owned())));
        assert_eq!(
            question("loyalty_basis").read("换掉的代价太大"),
            Ok(Reply::Words("locked_in".to_owned()))
        );
        assert_eq!(question("improve").read("Spares"), Ok(Reply::Words("Spares".to_owned())));
        for (id, refused) in [
            ("quality", "0"),
            ("quality", "6"),
            ("quality", "3.5"),
            ("quality", "good"),
            ("nps", "11"),
            ("loyalty_basis", "fear"),
            ("improve", " "),
        ] {
            assert!(question(id).read(refused).is_err(), "{id} {refused}");
        }
        assert!(question("nps").check(Some(11.0), "").is_err());
        assert!(question("improve").check(Some(1.0), "").is_err());
        assert_eq!(question("nps").check(None, "x"), Ok(None));
        assert_eq!(question("Loyalty_Basis").check(None, " 换掉的代价太大 "), Ok(Some("locked_in")));
    }

    #[test]
    fn questions_are_added_and_changed_by_id_and_mistakes_have_their_place() {
        let text = "surveys: [{id: standard, questions: [{id: price, remove: true}, {id: training, kind: rating, ask: {en: \"Training?\"}}]}]";
        let playbook = Playbook::overridden_by("mine.yaml", text).unwrap();
        assert!(playbook.survey_question("price").is_none());
        assert_eq!(playbook.survey_question("training").unwrap().ask.zh, "Training?");
        let ask = "ask: {en: \"x\"}";
        for (text, expected) in [
            (
                format!(
                    "surveys: [{{id: mine, label: {{en: x}}, questions: [{{id: nps, kind: recommend, {ask}}}]}}]"
                ),
                "surveys.mine.questions.nps: \"nps\" is used twice, in standard and in mine",
            ),
            (
                format!("surveys: [{{id: standard, questions: [{{id: mine, kind: choice, {ask}}}]}}]"),
                "a choice needs choices",
            ),
            (
                format!("surveys: [{{id: standard, questions: [{{id: mine, kind: stars, {ask}}}]}}]"),
                "found the text \"stars\"",
            ),
            (
                format!(
                    "surveys: [{{id: standard, questions: [{{id: mine, kind: text, aspect: colour, {ask}}}]}}]"
                ),
                "found the text \"colour\"",
            ),
        ] {
            let error = Playbook::overridden_by("mine.yaml", &text).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
