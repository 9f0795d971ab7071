//! Spreadsheets of every format.

#![no_main]

use acct::import::source::Source;
use acct::import::workbook::Workbook;
use acct_fuzz::drain;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let source = Source::bytes("a.xlsx".to_owned(), bytes.to_vec());
    if let Ok(workbook) = Workbook::read(&source, None) {
        workbook.sheets.into_iter().for_each(|sheet| drain(sheet.rows));
    }
});
