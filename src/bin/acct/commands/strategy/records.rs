//! `acct strategy add` and what else every kind of record can do.

use acct::domain::strategy::Strategy;

crate::commands::record::record_command! {
    Strategy, "STRATEGY",
    add "Example:\n  acct strategy add \"Example Steel\" 2027 --why-us \"Best yield in the market\" --selling-mode consultative --leaving-cost 3m --committed-people 2.5 --from 2027-01-01 --until 2027-12-31",
    list "Examples:\n  acct strategy list \"Example Steel\"\n  acct strategy list --where selling_mode=solution",
    show "Examples:\n  acct strategy show \"Example Steel\" 2027\n  acct strategy show '#3' --json",
    edit "Examples:\n  acct strategy edit '#3' --committed-money 1.5m\n  acct strategy edit \"Example Steel\" 2027 --owner \"Ann Example\"",
    remove "Examples:\n  acct strategy remove \"Example Steel\" 2027\n  acct strategy remove '#3' --dry-run",
}
