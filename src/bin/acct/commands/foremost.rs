//! The first few of many things: what is not to be shown is counted by who asks, and kept by nobody.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// The first things in an order, so many at most.
pub(super) struct Foremost<Key, Thing> {
    limit: usize,
    seen: usize,
    /// The last of them on top.
    kept: BinaryHeap<Ranked<Key, Thing>>,
}

struct Ranked<Key, Thing> {
    /// Of equals the one that came first goes first.
    key: (Key, usize),
    thing: Thing,
}

impl<Key: Ord, Thing> Foremost<Key, Thing> {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, seen: 0, kept: BinaryHeap::new() }
    }

    /// Keeps a thing as long as it is among the first.
    pub(super) fn push(&mut self, key: Key, thing: impl FnOnce() -> Thing) {
        let key = (key, self.seen);
        self.seen += 1;
        if self.kept.len() >= self.limit {
            match self.kept.peek() {
                Some(last) if key < last.key => self.kept.pop(),
                _ => return,
            };
        }
        self.kept.push(Ranked { key, thing: thing() });
    }

    /// What was kept, in order.
    pub(super) fn into_sorted(self) -> Vec<Thing> {
        self.kept.into_sorted_vec().into_iter().map(|ranked| ranked.thing).collect()
    }
}

impl<Key: Ord, Thing> PartialEq for Ranked<Key, Thing> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<Key: Ord, Thing> Eq for Ranked<Key, Thing> {}

impl<Key: Ord, Thing> PartialOrd for Ranked<Key, Thing> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Key: Ord, Thing> Ord for Ranked<Key, Thing> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_kept_in_order_and_of_equals_those_that_came_first() {
        let of = |limit| {
            let mut first = Foremost::new(limit);
            for (key, thing) in [(3, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (3, 'e'), (1, 'f')] {
                first.push(key, || thing);
            }
            first.into_sorted().into_iter().collect::<String>()
        };
        assert_eq!(of(usize::MAX), "bdfcae");
        assert_eq!(of(4), "bdfc");
        assert_eq!(of(2), "bd");
        assert_eq!(of(0), "");
    }
}
