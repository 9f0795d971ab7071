//! `acct control ...`: by what customers stick to us.

use acct::domain::strategy::ControlPoint;

super::record::record_command! {
    ControlPoint, "CONTROL_POINT",
    add "Example:\n  acct control add \"Example Steel\" \"Joint laboratory\" --stickiness 2 --since 2025-06-01 --evidence \"Two patents together\"",
    list "Examples:\n  acct control list \"Example Steel\"\n  acct control list --where \"stickiness>=2\"",
    show "Examples:\n  acct control show \"Example Steel\" \"Joint laboratory\"\n  acct control show '#3' --json",
    edit "Examples:\n  acct control edit '#3' --stickiness 3\n  acct control edit \"Example Steel\" \"Joint laboratory\" --owner \"Ann Example\"",
    remove "Examples:\n  acct control remove \"Example Steel\" \"Joint laboratory\"\n  acct control remove '#3' --dry-run",
}
