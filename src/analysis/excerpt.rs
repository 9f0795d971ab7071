//! The piece of a text in which a search hit stands, for showing beside what was found.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::words::{Term, Word, stands_alone, words};

/// A piece of an excerpt; a hit or what stands around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub is_hit: bool,
}

/// A text cut to a width around its first hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub parts: Vec<Part>,
    /// How many of the terms stand in the whole text.
    pub terms_found: usize,
}

impl Excerpt {
    /// The whole excerpt as text.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }

    fn push(&mut self, text: &str, is_hit: bool) {
        match self.parts.last_mut() {
            Some(part) if part.is_hit == is_hit => part.text.push_str(text),
            _ => self.parts.push(Part { text: text.to_owned(), is_hit }),
        }
    }
}

/// Cuts a text to `width` columns around the first of the terms; from its beginning where none stands in it.
#[must_use]
pub fn excerpt(text: &str, terms: &[Term], width: usize) -> Excerpt {
    let words = words(text);
    let hits = hits(&words, terms);
    let mut excerpt = Excerpt { parts: Vec::new(), terms_found: hits.terms_found };
    let first = hits.places.first().map_or(0, |place| place.start);
    let start = start(text, first, width);
    let mut room = width.saturating_sub(usize::from(start > 0));
    if start > 0 {
        excerpt.push("…", false);
    }
    let mut space = true;
    let mut graphemes = text[start..].grapheme_indices(true).peekable();
    while let Some((at, grapheme)) = graphemes.next() {
        let is_space = grapheme.chars().all(char::is_whitespace);
        if is_space && space {
            continue;
        }
        let shown = if is_space { " " } else { grapheme };
        let needed = columns(shown);
        let is_last = graphemes.peek().is_none();
        if needed > room || needed == room && !is_last {
            excerpt.push("…", false);
            break;
        }
        room -= needed;
        space = is_space;
        let place = start + at;
        let is_hit = hits.places.iter().any(|hit| hit.start <= place && place < hit.end);
        excerpt.push(shown, is_hit);
    }
    excerpt
}

struct Hits {
    places: Vec<Range<usize>>,
    terms_found: usize,
}

/// Where terms stand, in the order of the text. No more places than an excerpt can show are looked for.
fn hits(words: &[Word], terms: &[Term]) -> Hits {
    const ENOUGH: usize = 200;
    let mut found = vec![false; terms.len()];
    let mut places: Vec<Range<usize>> = Vec::new();
    for at in 0..words.len() {
        for (term, found) in terms.iter().zip(&mut found) {
            let Some(taken) = term.begins(&words[at..]) else { continue };
            *found = true;
            if places.len() < ENOUGH {
                places.push(words[at].place.start..words[at + taken - 1].place.end);
            }
        }
    }
    Hits { places, terms_found: found.iter().filter(|found| **found).count() }
}

/// Where an excerpt begins so that a hit stands in its first third, or later where little follows: at a word, never
/// inside a character.
fn start(text: &str, hit: usize, width: usize) -> usize {
    let before = &text[..hit];
    let after = columns_up_to(&text[hit..], width);
    let most = (width / 3).max(width.saturating_sub(after.saturating_add(1)));
    if columns_up_to(before, most.saturating_add(1)) <= most {
        return 0;
    }
    let mut room = most;
    let mut start = hit;
    let mut word_start = hit;
    for (at, grapheme) in before.grapheme_indices(true).rev() {
        let needed = columns(grapheme);
        if needed > room {
            break;
        }
        room -= needed;
        let begins_word = text[..at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
        if begins_word || grapheme.chars().all(stands_alone) {
            word_start = at;
        }
        start = at;
    }
    if word_start < hit { word_start } else { start }
}

/// The columns of a text, counted no further than `most`.
fn columns_up_to(text: &str, most: usize) -> usize {
    let mut counted = 0;
    for grapheme in text.graphemes(true) {
        counted += columns(grapheme);
        if counted >= most {
            break;
        }
    }
    counted
}

/// The columns that a character takes on a terminal, well enough for choosing where to cut.
fn columns(grapheme: &str) -> usize {
    let wide = |letter: char| {
        stands_alone(letter) || matches!(letter, '\u{FF01}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
    };
    grapheme.chars().map(|letter| if wide(letter) { 2 } else { 1 }).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::words::terms;

    fn marked(text: &str, query: &str, width: usize) -> String {
        excerpt(text, &terms(query), width)
            .parts
            .iter()
            .map(|part| if part.is_hit { format!("[{}]", part.text) } else { part.text.clone() })
            .collect()
    }

    #[test]
    fn the_hit_is_shown_as_it_was_written() {
        for (text, query, width, expected) in [
            ("Closing takes 12 days", "clos", 40, "[Closing] takes 12 days"),
            ("上海机场集团", "海", 40, "上[海]机场集团"),
            ("ＨＵＡＷＥＩ 华为技术", "huawei", 40, "[ＨＵＡＷＥＩ] 华为技术"),
            ("a Café in town", "CAFE", 40, "a [Café] in town"),
            ("one\n\n two   three", "three", 40, "one two [three]"),
            ("T-Systems bids", "t-sys", 40, "[T-Systems] bids"),
            ("ocean", "cean", 40, "ocean"),
            ("a b c d e f g h", "", 9, "a b c d …"),
            ("", "x", 9, ""),
        ] {
            assert_eq!(marked(text, query, width), expected, "{text} / {query}");
        }
    }

    #[test]
    fn a_long_text_is_cut_around_the_hit() {
        let text = format!("{} the boiler leaks {}", "before ".repeat(50), "after ".repeat(50));
        assert_eq!(marked(&text, "boiler", 40), "…before the [boiler] leaks after after af…");
        let text = format!("{}锅炉漏水{}", "前文".repeat(50), "后文".repeat(50));
        assert_eq!(marked(&text, "锅炉", 24), "…前文前文[锅炉]漏水后文后…");
    }

    #[test]
    fn a_character_of_several_parts_is_not_cut() {
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(marked(&format!("{family}{family}{family}"), "", 5), format!("{family}{family}…"));
    }

    proptest! {
        #[test]
        fn an_excerpt_is_no_wider_than_asked(text in any::<String>(), query in "[a-z海]{1,3}", width in 4_usize..60) {
            let shown = excerpt(&text, &terms(&query), width).text();
            prop_assert!(shown.graphemes(true).map(columns).sum::<usize>() <= width + 1, "{shown}");
        }
    }
}
