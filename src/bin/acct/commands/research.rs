//! `acct research ...`: what we have to learn of customers.

use acct::domain::research_goal::ResearchGoal;

super::record::record_command! {
    ResearchGoal, "RESEARCH_GOAL",
    add "The strategy that it serves is words, or one of the account's strategies by its title or number, on whose page it then stands (acct strategy view).\n\nExample:\n  acct research add \"Example Steel\" \"Who decides on spares\" --method \"Talk to three foremen\" --contact \"Ann Example\" --due-date \"next friday\" --owner \"Bob Example\"",
    list "Examples:\n  acct research list \"Example Steel\"\n  acct research list --where status!=done --sort due_date",
    show "Examples:\n  acct research show \"Example Steel\" \"Who decides on spares\"\n  acct research show '#3' --json",
    edit "Examples:\n  acct research edit '#3' --findings \"The plant decides\" --conclusion \"Sell to the plant\" --status done\n  acct research edit \"Example Steel\" \"Who decides on spares\" --cost 2000",
    remove "Examples:\n  acct research remove \"Example Steel\" \"Who decides on spares\"\n  acct research remove '#3' --dry-run",
}
