//! Names that need not be looked for, because nobody can have them: in a file that had none yet, all that were not given since. A long
//! first list is looked up for each of its rows.

use std::hash::{DefaultHasher, Hash, Hasher};

/// How many bits remember names, a power of two: of ten million names one in five is looked for in vain, of one million one in 300.
const BITS: u64 = 1 << 25;

/// Which names may have been given.
#[derive(Debug, Default)]
pub(super) enum Heard {
    /// Nobody has asked yet.
    #[default]
    Unasked,
    /// There were names before.
    Anything,
    /// There were none. Two bits for each since (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970).
    Since(Vec<u64>),
}

impl Heard {
    /// Begins to remember names, where there are none.
    pub(super) fn begin(&mut self, is_empty: bool) {
        *self = if is_empty { Self::Since(vec![0; (BITS / 64) as usize]) } else { Self::Anything };
    }

    /// Remembers a name, where all are remembered.
    pub(super) fn note(&mut self, name: &str) {
        if let Self::Since(words) = self {
            for (word, bit) in places(name) {
                words[word] |= bit;
            }
        }
    }

    /// Whether a name may have been given. False is certain.
    pub(super) fn may_know(&self, name: &str) -> bool {
        match self {
            Self::Unasked | Self::Anything => true,
            Self::Since(words) => places(name).iter().all(|(word, bit)| words[*word] & bit != 0),
        }
    }
}

/// The bits of a name, each with the place of its word.
fn places(name: &str) -> [(usize, u64); 2] {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    let hash = hasher.finish();
    [hash, hash >> 32].map(|hash| ((hash % BITS / 64) as usize, 1 << (hash % 64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_is_never_unknown_and_little_else_is_known() {
        let mut heard = Heard::default();
        assert!(heard.may_know("示例"));
        heard.begin(true);
        assert!(!heard.may_know("示例"));
        let name = |number: usize| format!("示例{number}");
        (0..100_000).for_each(|number| heard.note(&name(number)));
        assert!((0..100_000).all(|number| heard.may_know(&name(number))));
        let mistaken = (100_000..200_000).filter(|number| heard.may_know(&name(*number))).count();
        assert!(mistaken < 100, "{mistaken}");
        heard.begin(false);
        assert!(heard.may_know("nobody"));
    }
}
