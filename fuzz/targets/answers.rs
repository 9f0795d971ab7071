//! Answers to the questions of the five looks in each of their layouts.

#![no_main]

use acct::import::answers::{Layout, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = Layout::of("-", text);
    for layout in [Layout::Yaml, Layout::Csv, Layout::Ndjson] {
        for entry in
            read(text, layout).map(|answers| answers.entries).unwrap_or_default().into_iter().flatten()
        {
            assert!(!entry.item.trim().is_empty(), "an answer says which question it is to");
        }
    }
});
