//! `acct value add` and what else every kind of record can do.

use acct::domain::economics::ValueYear;

crate::commands::record::record_command! {
    ValueYear, "VALUE_YEAR",
    add "Examples:\n  acct value add \"Example Steel\" 2027 --phase invest --planned-investment 2m --planned-return 500k\n  acct value add \"Example Steel\" 2028 --phase break_even --planned-investment 1m --planned-return 3m --forecast-return 2.5m",
    list "Examples:\n  acct value list \"Example Steel\"\n  acct value list --where year=2027 --sort -planned_return",
    show "Examples:\n  acct value show \"Example Steel\" 2027\n  acct value show '#3' --json",
    edit "Examples:\n  acct value edit '#3' --actual-investment 1.8m --actual-return 600k\n  acct value edit \"Example Steel\" 2027 --gap-reason \"The start was late\"",
    remove "Examples:\n  acct value remove \"Example Steel\" 2027\n  acct value remove '#3' --dry-run",
}
