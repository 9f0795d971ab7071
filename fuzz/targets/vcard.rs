//! Cards of people and companies.

#![no_main]

use acct::import::vcard;
use acct_fuzz::drain;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(document) = vcard::read(bytes) {
        document.sections.into_iter().for_each(|section| drain(section.rows));
    }
});
