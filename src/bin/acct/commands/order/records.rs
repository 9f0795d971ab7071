//! `acct order add` and what else every kind of record can do.

use acct::domain::order::Order;

crate::commands::record::record_command! {
    Order, "ORDER",
    add "Examples:\n  acct order add \"Example Steel\" \"Mill control\" --date 2026-02-10 --quantity 2 --unit pieces --amount 1.2m --margin 300k --line Automation\n  acct order add \"Example Steel\" \"Spare rolls\" --date yesterday --amount \"CNY 80,000\" --number A-1042",
    list "Examples:\n  acct order list \"Example Steel\"\n  acct order list --where \"date>=2026-01-01\" --sort -amount\n  acct order list --where line=Automation",
    show "Examples:\n  acct order show \"Example Steel\" \"Mill control\"\n  acct order show '#3' --json",
    edit "Examples:\n  acct order edit '#3' --margin 280k\n  acct order edit \"Example Steel\" \"Spare rolls\" --quantity 12 --unit pieces",
    remove "Examples:\n  acct order remove \"Example Steel\" \"Mill control\"\n  acct order remove '#3' --dry-run",
}
