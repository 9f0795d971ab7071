//! How much two names look alike, and from when one is worth proposing for the other. Sole home of those limits.

/// From which likeness on a name is worth proposing where none is called so.
const WORTH_PROPOSING: f64 = 0.75;
/// The same for the words of commands: they are short, so that many look alike.
const WORTH_PROPOSING_AS_COMMAND: f64 = 0.85;

/// What a name is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    Names,
    Commands,
}

/// Likeness of two texts (Jaro-Winkler), 0 to 1.
#[must_use]
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::jaro_winkler(one, other)
}

/// Those that look enough like what was written to be proposed, the likest first.
#[must_use]
pub fn worth_proposing<T>(known: impl IntoIterator<Item = (f64, T)>, among: Among) -> Vec<T> {
    let least = match among {
        Among::Names => WORTH_PROPOSING,
        Among::Commands => WORTH_PROPOSING_AS_COMMAND,
    };
    let mut near: Vec<(f64, T)> = known.into_iter().filter(|(likeness, _)| *likeness >= least).collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0));
    near.into_iter().map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_proposed_the_likest_first() {
        let near = |written: &str, among| {
            let known = ["trend.rivalry", "trend.entrants", "self.loyalty"];
            worth_proposing(known.map(|name| (likeness(name, written), name)), among)
        };
        assert_eq!(near("trend.rivlary", Among::Names)[0], "trend.rivalry");
        assert_eq!(near("trend.rivlary", Among::Commands), ["trend.rivalry"]);
        assert!(near("xyz", Among::Names).is_empty());
    }
}
