//! `acct plan add` and what else every kind of record can do.

use acct::domain::plan::Plan;

crate::commands::record::record_command! {
    Plan, "PLAN",
    add "Examples:\n  acct plan add \"Example Steel\" \"Second rolling line\" --kind new_build --amount 45m --purchase-date 2027-Q1 --quantity \"1 line\" --owner \"Ann Example\"\n  acct plan add \"Example Steel\" \"Spares for the mill\" --kind operations --budget 1.2m --spares \"12 gearboxes a year\" --service-package \"on call within 24 hours\"",
    list "Examples:\n  acct plan list \"Example Steel\"\n  acct plan list --where \"purchase_date<=2027-06-30\" --where status!=dropped\n  acct plan list --where kind=operations --sort -budget",
    show "Examples:\n  acct plan show \"Example Steel\" \"Second rolling line\"\n  acct plan show '#3' --json",
    edit "Examples:\n  acct plan edit '#3' --status approved --purchase-date 2027-03-31\n  acct plan edit \"Example Steel\" \"Second rolling line\" --owner \"Ann Example\"",
    remove "Examples:\n  acct plan remove \"Example Steel\" \"Second rolling line\"\n  acct plan remove '#3' --dry-run",
}
