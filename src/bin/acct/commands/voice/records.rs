//! `acct voice add` and what else every kind of record can do.

use acct::domain::feedback::Feedback;

crate::commands::record::record_command! {
    Feedback, "FEEDBACK",
    add "Examples:\n  acct voice add \"Example Steel\" \"Spares come late\" --kind complaint --contact \"Ann Example\" --aspect delivery --severity 4 --due-date +14d --owner \"Bob Example\"\n  acct voice add \"Example Steel\" \"Wants training on site\" --kind request --date yesterday",
    list "Examples:\n  acct voice list \"Example Steel\"\n  acct voice list --where kind=complaint --where status!=confirmed\n  acct voice list --where \"severity>=4\" --sort due_date",
    show "Examples:\n  acct voice show \"Example Steel\" \"Spares come late\"\n  acct voice show '#3' --json",
    edit "Examples:\n  acct voice edit '#3' --status handled --root-cause \"No stock\" --handled-date today --action \"Stock on site\"\n  acct voice edit \"Example Steel\" \"Spares come late\" --root-cause \"No stock\"",
    remove "Examples:\n  acct voice remove \"Example Steel\" \"Spares come late\"\n  acct voice remove '#3' --dry-run",
}
