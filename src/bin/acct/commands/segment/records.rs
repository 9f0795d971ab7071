//! `acct segment add` and what else every kind of record can do.

use acct::domain::segment::Segment;

crate::commands::record::shared_command! {
    Segment, segment, "SEGMENT",
    add "Add a segment" "Examples:\n  acct segment add \"Special steel\" --features \"Small lots, high margins\" --size \"CNY 40bn\" --growth 6% --profitability 4 --owner \"Ann Example\"\n  acct edit \"Example Steel\" --segment \"Special steel\"",
    list "List segments" "Examples:\n  acct segment list\n  acct segment list --where \"growth>=5%\" --sort -size",
    show "Show a segment" "Examples:\n  acct segment show \"Special steel\"\n  acct segment show '#3' --json",
    edit "Change a segment" "Examples:\n  acct segment edit \"Special steel\" --growth 4%\n  acct segment edit '#3' --name \"Stainless steel\"",
    remove "Remove a segment; accounts keep its name" "Examples:\n  acct segment remove \"Special steel\"\n  acct segment remove '#3' --dry-run",
}
