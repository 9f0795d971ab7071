//! An account and everything that belongs to it in one document.

#![no_main]

use acct::import::by_account;
use acct_fuzz::told;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    told(|words, reading| {
        if let Ok(document) = by_account::read(text, words, reading) {
            assert!(!document.records.is_empty(), "a document is at least its account");
        }
    });
});
