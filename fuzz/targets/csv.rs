//! Rows of CSV: the first byte may name the delimiter, the rest is the text.

#![no_main]

use acct::import::csv::{Reader, StringRecord};
use acct::import::table::{Heading, Rows, Table};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, text)) = bytes.split_first() else { return };
    let delimiter = Some(*first).filter(|first| b",;\t|:".contains(first));
    let text = if delimiter.is_some() { text } else { bytes };
    let Ok(reader) = Reader::open(text, delimiter) else { return };
    let heading = Heading::Sought(&|name| name == "name" || name == "city");
    let Ok(mut table) = Table::headed(Rows::Text(Box::new(reader)), heading) else { return };
    let mut row = StringRecord::new();
    loop {
        match table.next_row(&mut row) {
            Ok(Some(_)) => assert_eq!(row.len(), table.header().len(), "a row fits its header"),
            Ok(None) => return,
            Err(error) if error.is_final() => return,
            Err(_) => {}
        }
    }
});
