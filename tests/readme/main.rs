//! What the documents show is what happens: every console block of the README and of the journeys, and the examples.

#![expect(clippy::unwrap_used, reason = "a test may fail")]
#![cfg(unix)]

mod console;
mod examples;
mod key_accounts;

use std::path::Path;

#[test]
fn the_readme_shows_what_happens() {
    console::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"));
}

#[test]
fn the_journeys_show_what_happens() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/journeys");
    let mut journeys: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    journeys.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    assert!(!journeys.is_empty());
    for journey in &journeys {
        console::check(journey);
    }
}
