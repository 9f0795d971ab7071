//! The bare letters of a name, in which names are matched: without case, width, accents, script variants and marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::fold;
use super::simplified::simplified;
use super::words::stands_alone;

/// Below this, letters are Latin, Greek or Cyrillic, whose accents do not matter.
const ACCENTED: char = '\u{1200}';

/// The words of a name with a space between those of letters, and none beside Chinese characters.
///
/// Letters with dots between them are one word (S.p.A., A/S), apostrophes are no break (O'Neill), "and" and a leading
/// "the" go, and so do single characters in brackets that `drops` says.
pub(super) fn plain(name: &str, drops: &[char]) -> String {
    let folded = fold(name);
    let mut plain = Plain { text: String::with_capacity(folded.len()), word: 0, state: State::Between };
    let mut letters = folded.chars();
    while let Some(letter) = letters.next() {
        if letter == '(' && is_dropped(letters.as_str(), drops) {
            letters.nth(1);
            plain.end_word();
        } else {
            plain.take(letter);
        }
    }
    plain.end_word();
    plain.text
}

/// Whether what follows a bracket is one of some characters and the closing bracket.
fn is_dropped(rest: &str, drops: &[char]) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(|letter| drops.contains(&letter)) && letters.next() == Some(')')
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Between,
    /// In a word of letters.
    InWord,
    /// In a word of single letters with marks between them; whether the last was such a mark.
    InInitials {
        marked: bool,
    },
}

struct Plain {
    text: String,
    /// Where the word of letters begins.
    word: usize,
    state: State,
}

impl Plain {
    fn take(&mut self, letter: char) {
        if letter.is_ascii_alphanumeric() {
            self.push(letter);
        } else if stands_alone(letter) && letter.is_alphanumeric() {
            self.end_word();
            self.text.push(simplified(letter));
        } else if letter.is_alphanumeric() {
            self.push_plain(letter);
        } else {
            self.take_mark(letter);
        }
    }

    fn push_plain(&mut self, letter: char) {
        match letter {
            'ß' => "ss".chars().for_each(|letter| self.push(letter)),
            'æ' => "ae".chars().for_each(|letter| self.push(letter)),
            'ø' => self.push('o'),
            'ł' => self.push('l'),
            'đ' => self.push('d'),
            'ı' => self.push('i'),
            accented if accented < ACCENTED => self.push(accented.nfd().next().unwrap_or(accented)),
            other => self.push(other),
        }
    }

    fn push(&mut self, letter: char) {
        match self.state {
            State::Between => {
                if self.text.chars().next_back().is_some_and(|last| !stands_alone(last)) {
                    self.text.push(' ');
                }
                self.word = self.text.len();
                self.state = State::InWord;
            }
            State::InInitials { marked: true } => self.state = State::InInitials { marked: false },
            // Two letters in a row after a mark: the word was no row of initials, as in "J.Smith", but is one word still.
            State::InInitials { marked: false } => self.state = State::InWord,
            State::InWord => {}
        }
        self.text.push(letter);
    }

    fn take_mark(&mut self, mark: char) {
        match (mark, self.state) {
            ('\'' | '’' | '‘' | 'ʼ' | '`' | '´', _) => {}
            (mark, _) if is_combining_mark(mark) => {}
            ('.' | '/', State::InWord) if self.text[self.word..].chars().nth(1).is_none() => {
                self.state = State::InInitials { marked: true };
            }
            ('.' | '/', State::InInitials { marked: false }) => {
                self.state = State::InInitials { marked: true };
            }
            _ => self.end_word(),
        }
    }

    fn end_word(&mut self) {
        if self.state == State::Between {
            return;
        }
        self.state = State::Between;
        if self.text[self.word..] == *"and" || self.word == 0 && self.text == "the" {
            self.text.truncate(self.word.saturating_sub(1));
        }
    }
}
