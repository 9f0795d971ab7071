//! A matching key in its parts: what tells the company, and the places, groups and kinds of business around it.

use std::ops::Range;

use super::words::{
    CHINESE_BUSINESSES, CHINESE_GROUPS, CHINESE_PLACES, CHINESE_TRADES, LATIN_BUSINESSES, LATIN_GROUPS,
    LATIN_PLACES, LATIN_TRADES, PLACE_ENDINGS,
};
use crate::domain::words::stands_alone;

/// Where in a key that stands which tells a company, and the words around it; those in the order in which they were taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) core: Range<usize>,
    pub(super) places: Vec<&'static str>,
    pub(super) groups: Vec<&'static str>,
    pub(super) businesses: Vec<&'static str>,
}

#[derive(Clone, Copy)]
enum Word {
    Place,
    Group,
    Business,
}

impl Parts {
    pub(super) fn of(key: &str) -> Self {
        let mut parts =
            Self { core: 0..key.len(), places: Vec::new(), groups: Vec::new(), businesses: Vec::new() };
        // What is behind goes first: 中国石油集团 is 中国石油.
        while let Some((rest, piece, word)) =
            peel_behind(&key[parts.core.clone()]).filter(|(rest, _, word)| match word {
                Word::Group => is_more_than_a_place(rest),
                Word::Place | Word::Business => is_telling(rest),
            })
        {
            parts.core.end = rest.len();
            parts.take(piece, word);
        }
        while let Some((piece, rest)) =
            peel_before(&key[parts.core.clone()]).filter(|(_, rest)| is_telling(rest))
        {
            parts.core.start = parts.core.end - rest.len();
            parts.take(piece, Word::Place);
        }
        parts
    }

    fn take(&mut self, piece: &'static str, word: Word) {
        match word {
            Word::Place => {
                let ends = PLACE_ENDINGS.iter().find_map(|ending| piece.strip_suffix(ending));
                let place = ends.filter(|place| place.chars().nth(1).is_some()).unwrap_or(piece);
                // "deutschland" beside nothing else that tells a place is one; nobody is twice in a place.
                if !self.places.contains(&place) {
                    self.places.push(place);
                }
            }
            Word::Group => self.groups.push(piece),
            Word::Business => self.businesses.push(piece),
        }
    }
}

/// The words of letters and the runs of Chinese characters of a key.
pub(super) fn tokens(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let first = rest.chars().next()?;
            let alone = stands_alone(first);
            let end = rest.find(|letter| stands_alone(letter) != alone).unwrap_or(rest.len());
            let (token, after) = rest.split_at(end);
            rest = after;
            Some(token)
        })
    })
}

pub(super) fn is_chinese(token: &str) -> bool {
    token.chars().next().is_some_and(stands_alone)
}

fn is_more_than_a_place(name: &str) -> bool {
    name.chars().nth(1).is_some() && !CHINESE_PLACES.contains(&name) && !LATIN_PLACES.contains(&name)
}

/// Whether a name without more would still tell a company.
fn is_telling(name: &str) -> bool {
    tokens(name).any(|token| {
        if is_chinese(token) {
            let rest = without_trades(token);
            rest.chars().nth(1).is_some()
        } else {
            token.len() > 1 && !is_any(token, &[LATIN_TRADES, LATIN_PLACES, LATIN_GROUPS, LATIN_BUSINESSES])
        }
    })
}

fn is_any(token: &str, lists: &[&[&str]]) -> bool {
    lists.iter().any(|list| list.contains(&token))
}

/// What is left of a run of Chinese characters when the trades at its end are taken off.
fn without_trades(token: &str) -> &str {
    let mut rest = token;
    let ends = [CHINESE_TRADES, CHINESE_BUSINESSES, CHINESE_GROUPS, CHINESE_PLACES];
    while let Some((shorter, _)) = ends.iter().find_map(|list| strip_behind(rest, list)) {
        rest = shorter;
    }
    rest
}

/// The name without one of several words at its end, and the word.
fn strip_behind<'k>(name: &'k str, list: &[&'static str]) -> Option<(&'k str, &'static str)> {
    list.iter().find_map(|word| Some((name.strip_suffix(word)?, *word)))
}

/// Takes a place, a group or a kind of business off the end.
fn peel_behind(name: &str) -> Option<(&str, &'static str, Word)> {
    let (chinese, latin) = (
        [(CHINESE_GROUPS, Word::Group), (CHINESE_BUSINESSES, Word::Business), (CHINESE_PLACES, Word::Place)],
        [(LATIN_GROUPS, Word::Group), (LATIN_BUSINESSES, Word::Business), (LATIN_PLACES, Word::Place)],
    );
    if name.chars().next_back().is_some_and(stands_alone) {
        let found = chinese.iter().find_map(|(list, word)| Some((strip_behind(name, list)?, *word)));
        return found.map(|((rest, piece), word)| (rest.trim_end(), piece, word));
    }
    let last = tokens(name).last()?;
    let rest = &name[..name.len() - last.len()];
    let (piece, word) = latin.iter().find_map(|(list, word)| Some((known(last, list)?, *word)))?;
    (!rest.is_empty()).then(|| (rest.trim_end(), piece, word))
}

/// Takes a place off the beginning.
fn peel_before(name: &str) -> Option<(&'static str, &str)> {
    if is_chinese(name) {
        let place = CHINESE_PLACES.iter().find(|place| name.starts_with(**place))?;
        let rest = &name[place.len()..];
        let rest = PLACE_ENDINGS.iter().find_map(|ending| rest.strip_prefix(*ending)).unwrap_or(rest);
        return Some((place, rest));
    }
    let first = tokens(name).next()?;
    Some((known(first, LATIN_PLACES)?, name[first.len()..].trim_start()))
}

/// A word as it stands in a list.
fn known(word: &str, list: &[&'static str]) -> Option<&'static str> {
    list.iter().find(|known| **known == word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_a_company_is_told_from_the_words_around_it() {
        for (key, core, around) in [
            ("深圳华为技术", "华为", "深圳|技术"),
            ("广东省深圳市示例电子科技集团", "示例电子", "广东 深圳|集团 科技"),
            ("示例中国", "示例", "中国|"),
            ("中国石油", "中国石油", "|"),
            ("中国石油天然气集团", "中国石油天然气", "|集团"),
            ("北京银行", "北京银行", "|"),
            ("上海电气集团", "上海电气", "|集团"),
            ("tcl集团", "tcl", "|集团"),
            ("中国tcl", "tcl", "中国|"),
            ("air china", "air china", "|"),
            ("bank of china", "bank of china", "|"),
            ("siemens china", "siemens", "china|"),
            ("example steel group", "example steel", "|group"),
            ("huawei technologies", "huawei", "|technologies"),
            ("china", "china", "|"),
            ("", "", "|"),
        ] {
            let parts = Parts::of(key);
            assert_eq!(&key[parts.core], core, "{key}");
            let rest: Vec<&str> = parts.groups.iter().chain(&parts.businesses).copied().collect();
            assert_eq!(format!("{}|{}", parts.places.join(" "), rest.join(" ")), around, "{key}");
        }
    }

    #[test]
    fn longer_words_stand_before_what_they_begin_with() {
        for (at, place) in CHINESE_PLACES.iter().enumerate() {
            assert!(
                !CHINESE_PLACES[..at].iter().any(|before| place.starts_with(before)),
                "{place} is never found"
            );
        }
    }
}
