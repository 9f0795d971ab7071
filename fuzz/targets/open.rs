//! A whole file: unpacked, its format told, opened, its columns matched, its rows read as drafts.

#![no_main]

use acct::import::columns::{Columns, Head, Mapping, SAMPLED, is_known, kind_named};
use acct::import::drafts::Drafts;
use acct::import::open::{Opening, open};
use acct::import::source::Source;
use acct_fuzz::told;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let packed = Source::bytes("list".to_owned(), bytes.to_vec());
    let Ok(unpacked) = packed.unpacked() else { return };
    let source = unpacked.map_or(packed, |(unpacked, _)| unpacked);
    told(|words, reading| {
        let opening = Opening {
            charset: None,
            delimiter: None,
            header_line: None,
            part: None,
            is_known: &|name| is_known(name, words),
            kind_named: &|name| kind_named(name, words),
            survey_of: &|_, _| None,
        };
        for mut opened in open(&source, &opening).into_iter().flatten() {
            let sample = opened.table.sample(SAMPLED);
            let header = opened.table.header().to_vec();
            let head = Head { name: "list", header: &header, stated: opened.kind, sample: &sample, unit: None };
            let Ok(mut parts) = Columns::of_table(head, words, &Mapping::default()) else { continue };
            let mut drafts = Drafts::of(opened.table, parts.remove(0).columns);
            while drafts.next_draft(reading).is_some() {}
        }
    });
});
