//! `acct project add` and what else every kind of record can do.

use acct::domain::project::Project;

crate::commands::record::record_command! {
    Project, "PROJECT",
    add "Examples:\n  acct project add \"Example Steel\" \"Mill control\" --problem \"Unplanned stops\" --value 3.2m --probability 40% --close-date 2027-Q1 --decision-maker \"Ann Example\"\n  acct project add \"Example Steel\" \"Spare gearboxes\" --budget 400k --process \"three bids\" --timetable \"bids in May, order in July\"",
    list "Examples:\n  acct project list \"Example Steel\"\n  acct project list --where status=open --sort -value\n  acct project list --where \"close_date<=2027-03-31\"",
    show "Examples:\n  acct project show \"Example Steel\" \"Mill control\"\n  acct project show '#3' --json",
    edit "Examples:\n  acct project edit '#3' --status won --probability 100% --close-date today\n  acct project edit \"Example Steel\" \"Mill control\" --status lost --winner \"Rival Ltd\" --reason price",
    remove "Examples:\n  acct project remove \"Example Steel\" \"Mill control\"\n  acct project remove '#3' --dry-run",
}
