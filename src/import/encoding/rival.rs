//! In which encoding of single bytes a Latin text is, where several give letters: the one whose letters belong to one language. Where
//! two do, the other is told as the rival.

use std::collections::BTreeSet;

use encoding_rs::{Encoding, ISO_8859_2, ISO_8859_4, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257};

use super::Charset;

/// Of so many letters the language is plain.
const PLAIN: usize = 50;

/// From so many letters on those that are usual in a language are among them.
const TYPICAL: usize = 6;

/// What letters of several languages count, in percent, against those of one.
const MIXED: usize = 90;

/// The longest word that is shown, in bytes.
const SHOWN: usize = 24;

/// Another encoding in which bytes make sense as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rival {
    encoding: &'static Encoding,
    /// The first word that the two read differently.
    word: [u8; SHOWN],
    length: usize,
}

/// A language: where its letters stand, those beyond ASCII that are usual, and the others.
struct Language {
    encodings: &'static [&'static Encoding],
    usual: &'static str,
    others: &'static str,
}

const WESTERN: &[&Encoding] = &[WINDOWS_1252];
const CENTRAL: &[&Encoding] = &[WINDOWS_1250, ISO_8859_2];
const BALTIC: &[&Encoding] = &[WINDOWS_1257, ISO_8859_4];

const LANGUAGES: [Language; 19] = [
    Language { encodings: WESTERN, usual: "éèàç", others: "âæêëîïôœùûüÿ" },
    Language { encodings: &[WINDOWS_1252, WINDOWS_1254], usual: "äöü", others: "ßé" },
    Language { encodings: WESTERN, usual: "áéíóñ", others: "úüªº" },
    Language { encodings: WESTERN, usual: "ãçáéóí", others: "àâêôõúüªº" },
    Language { encodings: WESTERN, usual: "àèéìòù", others: "íîóú" },
    Language { encodings: WESTERN, usual: "àèéíòóç", others: "ïúü" },
    Language { encodings: WESTERN, usual: "æøå", others: "éöüäè" },
    Language { encodings: WESTERN, usual: "åäö", others: "éüšž" },
    Language { encodings: WESTERN, usual: "áíðþæöó", others: "éúý" },
    Language { encodings: WESTERN, usual: "éëï", others: "öüóèê" },
    Language { encodings: CENTRAL, usual: "łóąężś", others: "ćńź" },
    Language { encodings: CENTRAL, usual: "áíěšřž", others: "čďéňóťúůý" },
    Language { encodings: CENTRAL, usual: "áížšľ", others: "äčďéňóôťúý" },
    Language { encodings: CENTRAL, usual: "áéöőó", others: "íúüű" },
    Language { encodings: CENTRAL, usual: "ăşţîâ", others: "" },
    Language { encodings: CENTRAL, usual: "čšž", others: "ćđ" },
    Language { encodings: &[WINDOWS_1257, WINDOWS_1252], usual: "äõüö", others: "šž" },
    Language { encodings: BALTIC, usual: "āīēšėžįų", others: "čģķļņūąęõö" },
    Language { encodings: &[WINDOWS_1254], usual: "ışçğüöİ", others: "âîû" },
];

impl Rival {
    /// The other encoding, as people know it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.encoding.name()
    }

    /// A word as it is read in an encoding, and as the other one reads it.
    #[must_use]
    pub fn words(self, charset: Charset) -> (String, String) {
        let word = &self.word[..self.length];
        let read = |encoding: &'static Encoding| encoding.decode_without_bom_handling(word).0.into_owned();
        let own = match charset {
            Charset::Known(encoding) => read(encoding),
            Charset::Utf32(_) => String::new(),
        };
        (own, read(self.encoding))
    }
}

/// How well the letters of a reading go together.
struct Sense {
    /// By those of one language, and of all languages together that are written so.
    of_one: usize,
    of_any: usize,
}

impl Sense {
    fn best(&self) -> usize {
        self.of_one.max(self.of_any * MIXED / 100)
    }
}

/// The encoding that makes most sense of a Latin text for which one was found, and another that makes as much.
pub(super) fn of(bytes: &[u8], found: &'static Encoding) -> (&'static Encoding, Option<Rival>) {
    let known: BTreeSet<&str> =
        LANGUAGES.iter().flat_map(|one| one.encodings).map(|one| one.name()).collect();
    if !known.contains(found.name()) {
        return (found, None);
    }
    let others = [WINDOWS_1252, WINDOWS_1250, WINDOWS_1257, WINDOWS_1254, ISO_8859_2];
    let mut best = (found, sense(bytes, found));
    // Signs alone say nothing of a language.
    if best.1.of_any == 0 {
        return (found, None);
    }
    for other in others {
        let of_other = sense(bytes, other);
        if of_other.of_one > best.1.best() {
            best = (other, of_other);
        }
    }
    let (chosen, own) = best;
    let letters = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let is_like = |other: &&&'static Encoding| {
        let other = **other;
        other != chosen && letters < PLAIN && sense(bytes, other).of_one >= own.best().max(1)
    };
    let mut rivals = [&found].into_iter().chain(&others).filter(is_like);
    (chosen, rivals.find_map(|other| rival(bytes, chosen, other)))
}

fn sense(bytes: &[u8], encoding: &'static Encoding) -> Sense {
    let nothing = Sense { of_one: 0, of_any: 0 };
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) else {
        return nothing;
    };
    let letters: Vec<char> = text.chars().filter(|letter| !letter.is_ascii()).collect();
    // A control character stands in no text.
    if letters.iter().any(|letter| letter.is_control()) {
        return nothing;
    }
    let letters: Vec<char> = letters.into_iter().filter(|letter| letter.is_alphabetic()).map(small).collect();
    let share = |count: usize| (count * 100).checked_div(letters.len()).unwrap_or(0);
    let own = || LANGUAGES.iter().filter(|language| language.encodings.contains(&encoding));
    let of = |language: &Language| {
        let held = |letter: &&char| language.usual.contains(**letter) || language.others.contains(**letter);
        let usual: BTreeSet<&char> =
            letters.iter().filter(|letter| language.usual.contains(**letter)).collect();
        let is_strange = letters.len() >= TYPICAL && usual.len() < 2;
        if is_strange { 0 } else { share(letters.iter().filter(held).count()) }
    };
    let in_any = |letter: &&char| {
        own().any(|language| language.usual.contains(**letter) || language.others.contains(**letter))
    };
    Sense { of_one: own().map(of).max().unwrap_or(0), of_any: share(letters.iter().filter(in_any).count()) }
}

fn small(letter: char) -> char {
    let mut small = letter.to_lowercase();
    small.next().filter(|small| !small.is_ascii()).unwrap_or(letter)
}

/// The rival with the first word that two encodings read differently, if there is one.
fn rival(bytes: &[u8], chosen: &'static Encoding, other: &'static Encoding) -> Option<Rival> {
    let words = bytes.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic());
    let reads =
        |word: &[u8], encoding: &'static Encoding| encoding.decode_without_bom_handling(word).0.into_owned();
    let is_letters = |text: &str| text.chars().all(char::is_alphabetic);
    let word = words.filter(|word| word.len() <= SHOWN && !word.is_ascii()).find(|word| {
        let (one, two) = (reads(word, chosen), reads(word, other));
        one != two && is_letters(&one) && is_letters(&two)
    })?;
    let mut kept = [0; SHOWN];
    kept[..word.len()].copy_from_slice(word);
    Some(Rival { encoding: other, word: kept, length: word.len() })
}
