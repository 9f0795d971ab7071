//! Bytes of any encoding: what is read as text and written in the same encoding reads back as the same text.

#![no_main]

use acct::import::encoding::{decode, encoded};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(first) = decode(bytes, None) else { return };
    let (again, is_whole) = encoded(&first.text, first.found.name);
    if !is_whole {
        return;
    }
    let again = decode(&again, Some(first.found.charset));
    if let Ok(again) = again {
        assert_eq!(first.text.trim_start_matches('\u{feff}'), again.text.trim_start_matches('\u{feff}'));
    }
});
