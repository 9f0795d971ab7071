//! `acct objective ...`: what we want to reach at customers.

use acct::domain::strategy::Objective;

super::record::record_command! {
    Objective, "OBJECTIVE",
    add "Example:\n  acct objective add \"Example Steel\" \"Half of the wallet\" --strategy 2027 --measure \"Share of wallet\" --target 50% --due-date 2027-12-31 --owner \"Ann Example\"",
    list "Examples:\n  acct objective list \"Example Steel\"\n  acct objective list --where status!=done --where \"due_date<=+90d\"",
    show "Examples:\n  acct objective show \"Example Steel\" \"Half of the wallet\"\n  acct objective show '#3' --json",
    edit "Examples:\n  acct objective edit '#3' --actual 42%\n  acct objective edit \"Example Steel\" \"Half of the wallet\" --status done",
    remove "Examples:\n  acct objective remove \"Example Steel\" \"Half of the wallet\"\n  acct objective remove '#3' --dry-run",
}
