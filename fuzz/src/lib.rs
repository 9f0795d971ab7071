//! What several targets need.

use std::sync::LazyLock;

use acct::domain::money::Currency;
use acct::domain::parse::Reading;
use acct::domain::schema::Schema;
use acct::import::row::StringRecord;
use acct::import::table::Spool;
use acct::playbook::{Labels, Vocabulary};

/// Reads all rows that were set aside; each comes back, good or broken.
pub fn drain(rows: Spool) {
    let expected = rows.rows();
    let (_, mut rows) = rows.into_rows().expect("what was set aside is there");
    let mut row = StringRecord::new();
    let mut count = 0;
    loop {
        match rows.next_row(&mut row) {
            Ok(None) => break,
            Ok(Some(_)) => count += 1,
            Err(error) => {
                assert!(!error.is_final(), "what was set aside can be read: {error}");
                count += 1;
            }
        }
    }
    assert_eq!(count, expected, "no row is lost");
}

/// Runs with the words and the reading of values that the program comes with.
pub fn told(run: impl FnOnce(Vocabulary, &Reading)) {
    // They are read from YAML, which would take longer than what is tested.
    static LABELS: LazyLock<Labels> = LazyLock::new(Labels::default);
    let (schema, labels) = (Schema::default(), &*LABELS);
    let today = "2026-03-02".parse().expect("a date");
    let reading = Reading { today, currency: Currency::CNY, words: labels };
    run(Vocabulary { schema: &schema, labels }, &reading);
}
