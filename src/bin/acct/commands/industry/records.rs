//! `acct industry add` and what else every kind of record can do.

use acct::domain::industry::Industry;

crate::commands::record::shared_command! {
    Industry, industry, "INDUSTRY",
    add "Add an industry" "An account inherits the answers of the industry that its field industry names, by any of its names and however that is written, wherever it has no answer of its own. No two industries go by one name.\n\nExamples:\n  acct industry add \"ICT\" --alias 通信 --note \"Operators and their suppliers\"\n  acct look answer --industry \"ICT\" trend.rivalry 4 --source \"industry yearbook 2025\"\n  acct edit \"Example Steel\" --industry \"ICT\"",
    list "List industries" "Examples:\n  acct industry list\n  acct industry list --where \"owner=Ann Example\"",
    show "Show an industry" "With its answers in force and the first of its accounts. All questions with what is open: acct look status --industry NAME; all its accounts: acct industry accounts NAME\n\nExamples:\n  acct industry show \"ICT\"\n  acct industry show '#3' --json",
    edit "Change an industry" "Examples:\n  acct industry edit \"ICT\" --alias Telecom\n  acct industry edit '#3' --name \"Information and communication\"",
    remove "Remove an industry with its answers; accounts keep its name" "Examples:\n  acct industry remove \"ICT\"\n  acct industry remove '#3' --dry-run",
}
