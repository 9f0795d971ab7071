//! `acct action ...`: what we do for objectives, and to do better.

use acct::domain::strategy::Action;

super::record::record_command! {
    Action, "ACTION",
    add "Examples:\n  acct action add \"Example Steel\" \"Show the pilot plant\" --kind action --objective \"Half of the wallet\" --owner \"Ann Example\" --due-date \"next friday\"\n  acct action add \"Example Steel\" \"Spare parts on site\" --kind improvement --feedback \"Spares come late\" --owner \"Ann Example\"",
    list "Examples:\n  acct action list \"Example Steel\"\n  acct action list --where status=open --sort due_date",
    show "Examples:\n  acct action show \"Example Steel\" \"Show the pilot plant\"\n  acct action show '#3' --json",
    edit "Examples:\n  acct action edit '#3' --status done --done-date today --result \"They want an offer\"\n  acct action edit \"Example Steel\" \"Spare parts on site\" --due-date 2026-04-30",
    remove "Examples:\n  acct action remove \"Example Steel\" \"Show the pilot plant\"\n  acct action remove '#3' --dry-run",
}
