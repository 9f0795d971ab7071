//! `acct rival ...`: who else sells to a customer, and how well.

use acct::domain::rival::Rival;

super::record::record_command! {
    Rival, "RIVAL",
    add "Examples:\n  acct rival add \"Example Steel\" \"Rival Ltd\" --product \"Mill control 4\" --since 2019 --satisfaction 3 --share 40% --strength price --weakness service\n  acct rival add \"Example Steel\" \"Rival Ltd\" --representative \"Max Sample\" --knows \"Ann Example\" --price \"10% below ours\" --approach \"free pilots\"",
    list "Examples:\n  acct rival list \"Example Steel\"\n  acct rival list --where \"share>=30\" --sort -share\n  acct rival list --where \"name~Rival\"",
    show "Examples:\n  acct rival show \"Example Steel\" \"Rival Ltd\"\n  acct rival show '#3' --json",
    edit "Examples:\n  acct rival edit '#3' --share 35% --satisfaction 2\n  acct rival edit \"Example Steel\" \"Rival Ltd\" --weakness delivery",
    remove "Examples:\n  acct rival remove \"Example Steel\" \"Rival Ltd\"\n  acct rival remove '#3' --dry-run",
}
