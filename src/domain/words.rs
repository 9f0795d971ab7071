//! The words of a text as a search sees them: runs of letters and digits, and Chinese characters one by one.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::is_plain;

/// Below this, letters are Latin, Greek or Cyrillic, where accents do not matter to a search.
const ACCENTS_DO_NOT_MATTER: char = '\u{1200}';

/// One word and where it stands in the text (bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Without case, width and accents.
    pub folded: String,
    pub place: Range<usize>,
}

/// What a search looks for: words that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Folded. Never empty.
    pub words: Vec<String>,
    /// Whether the last word may go on.
    pub open: bool,
}

/// Whether a character is written without spaces between words.
#[must_use]
pub fn stands_alone(letter: char) -> bool {
    matches!(u32::from(letter),
        0x2E80..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0x1_F000..=0x3_FFFF)
}

/// All words of a text in their order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    each_letter(text, false, |piece| match (piece, words.last_mut()) {
        (Piece::Begins(letter, place), _) => words.push(Word { folded: letter.to_string(), place }),
        (Piece::GoesOn(letter, place), Some(word)) => {
            word.folded.push(letter);
            word.place.end = place.end;
        }
        (Piece::Mark(end), Some(word)) => word.place.end = end,
        (Piece::GoesOn(..) | Piece::Mark(_), None) => {}
    });
    words
}

/// Appends the words of a text, each after a space: the form in which a search index takes them.
pub fn push_words(text: &str, onto: &mut String) {
    let (mut rest, mut goes_on) = (text, false);
    while !rest.is_empty() {
        let (plain, others) =
            rest.split_at(rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len()));
        goes_on = push_ascii_words(plain, goes_on, onto);
        let (others, after) =
            others.split_at(others.bytes().position(|byte| byte.is_ascii()).unwrap_or(others.len()));
        goes_on = each_letter(others, goes_on, |piece| match piece {
            Piece::Begins(letter, _) => {
                onto.push(' ');
                onto.push(letter);
            }
            Piece::GoesOn(letter, _) => onto.push(letter),
            Piece::Mark(_) => {}
        });
        rest = after;
    }
}

/// The same of a text without accents and Chinese characters, byte by byte: most of what is searched is such text.
fn push_ascii_words(text: &str, mut goes_on: bool, onto: &mut String) -> bool {
    for byte in text.bytes() {
        let is_word = byte.is_ascii_alphanumeric();
        if is_word && !goes_on {
            onto.push(' ');
        }
        if is_word {
            onto.push(char::from(byte.to_ascii_lowercase()));
        }
        goes_on = is_word;
    }
    goes_on
}

/// What a character of a text is to its words; with where it stands, or where it ends.
enum Piece {
    Begins(char, Range<usize>),
    GoesOn(char, Range<usize>),
    /// An accent that stands by itself.
    Mark(usize),
}

/// Visits the letters of a text, which begins within a word or not. Tells whether it ends in one.
fn each_letter(text: &str, mut goes_on: bool, mut visit: impl FnMut(Piece)) -> bool {
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        if letter.is_ascii() || is_plain(letter) {
            goes_on = visit_folded(letter.to_ascii_lowercase(), at..end, goes_on, &mut visit);
        } else if goes_on && is_combining_mark(letter) {
            visit(Piece::Mark(end));
        } else {
            goes_on = visit_forms(letter, &(at..end), goes_on, &mut visit);
        }
    }
    goes_on
}

/// Visits the plain forms of a letter. Tells whether the word may go on.
fn visit_forms(letter: char, place: &Range<usize>, mut goes_on: bool, visit: &mut impl FnMut(Piece)) -> bool {
    for folded in std::iter::once(letter).nfkc().flat_map(char::to_lowercase).nfkc() {
        let plain = match folded {
            accented if accented < ACCENTS_DO_NOT_MATTER => accented.nfd().next().unwrap_or(accented),
            other => other,
        };
        goes_on = visit_folded(plain, place.clone(), goes_on, visit);
    }
    goes_on
}

fn visit_folded(letter: char, place: Range<usize>, goes_on: bool, visit: &mut impl FnMut(Piece)) -> bool {
    if !letter.is_alphanumeric() {
        // A lower-case form may bring its dot along (İ).
        return goes_on && is_combining_mark(letter);
    }
    let alone = stands_alone(letter);
    visit(if goes_on && !alone { Piece::GoesOn(letter, place) } else { Piece::Begins(letter, place) });
    !alone
}

/// What a text typed by a person looks for. Each part between spaces is a phrase, Chinese and other writing apart;
/// a word of letters also finds longer words that begin so.
#[must_use]
pub fn terms(text: &str) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for part in text.split_whitespace() {
        let mut last_alone = None;
        for word in words(part) {
            let alone = word.folded.chars().next().is_some_and(stands_alone);
            match terms.last_mut() {
                Some(term) if last_alone == Some(alone) => term.words.push(word.folded),
                _ => terms.push(Term { words: vec![word.folded], open: !alone }),
            }
            last_alone = Some(alone);
        }
    }
    terms
}

impl Term {
    /// Where the term begins at the first of some words: how many words it takes.
    #[must_use]
    pub fn begins(&self, words: &[Word]) -> Option<usize> {
        let found = words.get(..self.words.len())?;
        let last = self.words.len() - 1;
        let fits = found.iter().zip(&self.words).enumerate().all(|(at, (word, wanted))| {
            word.folded == *wanted || at == last && self.open && word.folded.starts_with(wanted.as_str())
        });
        fits.then_some(self.words.len())
    }
}

/// All that a word of Latin letters may have been meant to be when one letter of it was left out, doubled, mistaken or
/// changed places with its neighbour. None for other words, and for very short or long ones.
///
/// ```
/// use acct::domain::words::misspelt;
/// assert!(misspelt("nvdia").any(|word| word == "nvidia"));
/// assert!(misspelt("aplpe").any(|word| word == "apple"));
/// assert_eq!(misspelt("鲁丰环保").count(), 0);
/// ```
pub fn misspelt(word: &str) -> impl Iterator<Item = String> {
    let is_latin = word.bytes().all(|letter| letter.is_ascii_lowercase());
    let word = if is_latin && (3..=16).contains(&word.len()) { word } else { "" };
    let halves = (0..=word.len()).filter(|_| !word.is_empty()).map(|at| word.split_at(at));
    halves.flat_map(|(start, rest)| {
        let mut letters = rest.chars();
        let (first, after) = (letters.next(), letters.as_str());
        let second = letters.next();
        let left_out = ('a'..='z').map(move |letter| format!("{start}{letter}{rest}"));
        let doubled = first.map(|_| format!("{start}{after}"));
        let mistaken = first
            .into_iter()
            .flat_map(move |_| ('a'..='z').map(move |letter| format!("{start}{letter}{after}")));
        let swapped =
            first.zip(second).map(|(first, second)| format!("{start}{second}{first}{}", letters.as_str()));
        left_out.chain(doubled).chain(mistaken).chain(swapped)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn words_are_runs_of_letters_and_chinese_characters_stand_alone() {
        for (text, expected) in [
            ("Close the books", vec!["close", "the", "books"]),
            ("华为Huawei，5G", vec!["华", "为", "huawei", "5g"]),
            ("ＨＵＡＷＥＩ　Ｔｅｃｈ", vec!["huawei", "tech"]),
            ("Café CAFE\u{301}", vec!["cafe", "cafe"]),
            ("a-b_c", vec!["a", "b", "c"]),
            ("海。外", vec!["海", "外"]),
            ("👍 \u{0} ()*\"", vec![]),
            ("한국어", vec!["한", "국", "어"]),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
    }

    #[test]
    fn parts_between_spaces_are_phrases() {
        let told = |text: &str| {
            terms(text)
                .iter()
                .map(|term| format!("{}{}", term.words.join("+"), if term.open { "*" } else { "" }))
                .collect::<Vec<_>>()
        };
        for (text, expected) in [
            ("海", vec!["海"]),
            ("华为Huawei 5G", vec!["华+为", "huawei*", "5g*"]),
            ("T-Systems", vec!["t+systems*"]),
            ("\"x\" OR (NEAR *)", vec!["x*", "or*", "near*"]),
            ("…", vec![]),
        ] {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_index_takes_the_words_that_a_search_finds(text in any::<String>()) {
            let mut pushed = String::new();
            push_words(&text, &mut pushed);
            prop_assert_eq!(pushed.split_ascii_whitespace().collect::<Vec<_>>(), folded(&text));
        }

        #[test]
        fn every_place_is_a_piece_of_the_text(text in any::<String>()) {
            let mut before = 0;
            for word in words(&text) {
                prop_assert!(word.place.start >= before || word.place.end >= before);
                prop_assert!(text.get(word.place.clone()).is_some_and(|piece| !piece.is_empty()));
                before = word.place.start;
            }
        }

        #[test]
        fn a_word_is_found_by_its_beginning(word in "[a-zA-Z0-9]{1,12}", cut in 1_usize..12) {
            let start: String = word.chars().take(cut).collect();
            let found = terms(&start)[0].begins(&words(&word));
            prop_assert_eq!(found, Some(1));
        }
    }
}
