//! `acct survey add` and what else every kind of record can do.

use acct::domain::feedback::SurveyAnswer;

crate::commands::record::record_command! {
    SurveyAnswer, "SURVEY_ANSWER",
    add "Examples:\n  acct survey add \"Example Steel\" \"2026 H1\" --question nps --score 9 --contact \"Ann Example\"\n  acct survey add \"Example Steel\" \"2026 H1\" --question delivery --aspect delivery --score 2 --answer \"Spares come late\"",
    list "Examples:\n  acct survey list \"Example Steel\"\n  acct survey list --where \"survey=2026 H1\" --where \"score<=2\"",
    show "Examples:\n  acct survey show '#3'\n  acct survey show '#3' --json",
    edit "Examples:\n  acct survey edit '#3' --score 3\n  acct survey edit '#3' --answer \"Better than last year\"",
    remove "Examples:\n  acct survey remove '#3'\n  acct survey remove '#3' --dry-run",
}
