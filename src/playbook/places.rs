//! Where in the user's file everything was written, so that a mistake found later still points there.

use std::collections::BTreeMap;

use serde::Serialize;

/// A place in a text, both counted from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Place {
    pub line: u64,
    pub column: u64,
}

impl Place {
    pub(super) const START: Self = Self { line: 1, column: 1 };

    /// The plain value that stands here, as it was typed: `1.10` is not `1.1` where it is a name.
    pub(crate) fn written(self, text: &str) -> Option<String> {
        let position = |number: u64| usize::try_from(number.checked_sub(1)?).ok();
        let line = text.trim_start_matches('\u{feff}').lines().nth(position(self.line)?)?;
        let typed: String = line
            .chars()
            .skip(position(self.column)?)
            .take_while(|letter| !matches!(letter, ',' | ']' | '}' | '#'))
            .collect();
        Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty())
    }
}

/// The keys and ids that lead to a value. Members of plain lists are counted from 1.
pub(super) type Path = Vec<String>;

/// A path from its parts.
pub(super) fn path(parts: &[&str]) -> Path {
    parts.iter().map(|&part| part.to_owned()).collect()
}

/// A path one step further down.
pub(super) fn below(path: &[String], step: &str) -> Path {
    let mut below = path.to_vec();
    below.push(step.to_owned());
    below
}

/// The places of all that the user wrote, and of what was removed.
#[derive(Debug, Default)]
pub(super) struct Places {
    written: BTreeMap<Path, Place>,
    removed: BTreeMap<Path, Place>,
}

impl Places {
    pub(super) fn write(&mut self, path: &[String], place: Place) {
        self.written.insert(path.to_vec(), place);
    }

    pub(super) fn remove(&mut self, path: &[String], place: Place) {
        self.removed.insert(path.to_vec(), place);
    }

    /// Whether the user wrote something there that is meant to stay.
    pub(super) fn is_written(&self, path: &[String]) -> bool {
        self.written.contains_key(path) && !self.removed.contains_key(path)
    }

    /// Where to point for something that several paths have brought about: at the first that was written, with its
    /// path; else at what was removed around one of them, or at what encloses one, with the first path.
    pub(super) fn best(&self, candidates: &[&Path]) -> (Place, Path) {
        let written = candidates.iter().find_map(|path| Some((*self.written.get(*path)?, *path)));
        if let Some((place, path)) = written.filter(|(_, path)| !self.removed.contains_key(*path)) {
            return (place, path.clone());
        }
        let around = |places| candidates.iter().find_map(|path| enclosing(places, path));
        let place = around(&self.removed).or_else(|| around(&self.written)).copied();
        (place.unwrap_or(Place::START), candidates.first().map(|&path| path.clone()).unwrap_or_default())
    }
}

fn enclosing<'p>(places: &'p BTreeMap<Path, Place>, path: &[String]) -> Option<&'p Place> {
    (1..=path.len()).rev().find_map(|length| places.get(&path[..length]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_written_place_is_found() {
        let mut places = Places::default();
        places.write(&path(&["tiers"]), Place { line: 1, column: 1 });
        places.write(&path(&["tiers", "tiers", "A"]), Place { line: 3, column: 5 });
        places.remove(&path(&["looks", "trend"]), Place { line: 9, column: 5 });
        let threshold = path(&["tiers", "tiers", "A", "threshold"]);
        let written = path(&["tiers", "tiers", "A"]);
        let gone = path(&["looks", "trend", "items", "rivalry"]);
        let best = |candidates: &[&Path]| {
            let (place, path) = places.best(candidates);
            (place.line, path)
        };
        assert_eq!(best(&[&threshold]), (3, threshold.clone()));
        assert_eq!(best(&[&threshold, &written]), (3, written));
        assert_eq!(best(&[&threshold, &gone]), (9, threshold));
        assert_eq!(places.best(&[&path(&["needs"])]).0, Place::START);
    }
}
