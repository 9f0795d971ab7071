//! What signals and questions of surveys are called: found at once by what many rows of a file say.

use std::collections::HashMap;

use super::vocabulary::plain;
use super::{Playbook, StageGuide, StageSignal, SurveyQuestion};
use crate::domain::fold::fold;

/// The signals and questions of a playbook by their ids and their words in both languages, made once for any number of look-ups.
#[derive(Debug)]
pub struct Sayings {
    /// The places of stage and signal.
    signals: HashMap<String, (usize, usize)>,
    /// The places of survey and question.
    questions: HashMap<String, (usize, usize)>,
}

impl Sayings {
    #[must_use]
    pub fn new(playbook: &Playbook) -> Self {
        let (mut signals, mut questions) = (HashMap::new(), HashMap::new());
        for (stage, guide) in playbook.stages.iter().enumerate() {
            for (place, signal) in guide.signals.iter().enumerate() {
                for name in [&signal.id, &signal.en, &signal.zh] {
                    signals.entry(plain(name)).or_insert((stage, place));
                }
            }
        }
        let asked = || {
            playbook.surveys.iter().enumerate().flat_map(|(survey, of)| {
                of.questions.iter().enumerate().map(move |(place, question)| ((survey, place), question))
            })
        };
        // What is the id of one question goes before the words of another.
        for (at, question) in asked() {
            questions.entry(fold(&question.id)).or_insert(at);
        }
        for (at, question) in asked() {
            for words in [&question.ask.en, &question.ask.zh] {
                questions.entry(fold(words)).or_insert(at);
            }
        }
        Self { signals, questions }
    }

    /// The customer signal of an id, or that is put in these words, with the stage that it speaks for.
    #[must_use]
    pub fn signal<'p>(
        &self,
        playbook: &'p Playbook,
        words: &str,
    ) -> Option<(&'p StageGuide, &'p StageSignal)> {
        let (stage, place) = self.signals.get(&plain(words))?;
        let guide = playbook.stages.get(*stage)?;
        Some((guide, guide.signals.get(*place)?))
    }

    /// The question of an id, or that is put in these words.
    #[must_use]
    pub fn question<'p>(&self, playbook: &'p Playbook, words: &str) -> Option<&'p SurveyQuestion> {
        let (survey, place) = self.questions.get(&fold(words.trim()))?;
        playbook.surveys.get(*survey)?.questions.get(*place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_signal_and_question_is_found_by_its_id_and_its_words() {
        let playbook = Playbook::built_in().unwrap();
        let sayings = Sayings::new(&playbook);
        for guide in &playbook.stages {
            for signal in &guide.signals {
                for words in [&signal.id, &signal.en, &signal.zh] {
                    let found = sayings.signal(&playbook, &format!(" {} ", words.to_uppercase()));
                    assert_eq!(found, Some((guide, signal)), "{words}");
                }
            }
        }
        for question in playbook.survey_questions() {
            for words in [&question.id, &question.ask.en, &question.ask.zh] {
                assert_eq!(sayings.question(&playbook, &format!(" {words}")), Some(question), "{words}");
            }
        }
        assert_eq!((sayings.signal(&playbook, "nothing"), sayings.question(&playbook, "")), (None, None));
    }
}
