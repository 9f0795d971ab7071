//! Documents of records: one JSON value.

#![no_main]

use acct::import::document::Document;
use acct::import::format::Format;
use acct_fuzz::drain;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = Document::read(bytes, Format::Json) {
        document.sections.into_iter().for_each(|section| drain(section.rows));
    }
});
