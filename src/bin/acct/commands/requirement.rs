//! `acct requirement ...`: what a customer demands of its suppliers.

use acct::domain::requirement::Requirement;

super::record::record_command! {
    Requirement, "REQUIREMENT",
    add "Examples:\n  acct requirement add \"Example Steel\" \"ISO 9001\" --kind certificate --status met --expires 2027-08-31 --document certificates/iso9001.pdf\n  acct requirement add \"Example Steel\" \"Registered capital of 50 million\" --kind capital --status open --owner \"Ann Example\" --due-date \"next friday\"",
    list "Examples:\n  acct requirement list \"Example Steel\"\n  acct requirement list --where status=open --sort due_date\n  acct requirement list --where \"expires<=+90d\"",
    show "Examples:\n  acct requirement show \"Example Steel\" \"ISO 9001\"\n  acct requirement show '#3' --json",
    edit "Examples:\n  acct requirement edit '#3' --status met --expires 2028-08-31\n  acct requirement edit \"Example Steel\" \"ISO 9001\" --document certificates/2028.pdf",
    remove "Examples:\n  acct requirement remove \"Example Steel\" \"ISO 9001\"\n  acct requirement remove '#3' --dry-run",
}
