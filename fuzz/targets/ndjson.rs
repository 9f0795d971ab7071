//! Documents of records: a JSON value a line.

#![no_main]

use acct::import::document::Document;
use acct::import::format::Format;
use acct_fuzz::drain;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = Document::read(bytes, Format::Ndjson) {
        document.sections.into_iter().for_each(|section| drain(section.rows));
    }
});
