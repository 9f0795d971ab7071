//! `acct rival add` and what else every kind of record can do.

use acct::domain::rival::Rival;

crate::commands::record::record_command! {
    Rival, "RIVAL",
    add "Examples:\n  acct rival add \"Example Steel\" \"Rival Ltd\" --product \"Mill control 4\" --since 2019 --satisfaction 3 --share 40% --strength price --weakness service\n  acct rival add \"Example Steel\" \"Rival Ltd\" --representative \"Max Sample\" --knows \"Ann Example\" --price \"10% below ours\" --approach \"free pilots\"",
    list "Examples:\n  acct rival list \"Example Steel\"\n  acct rival list --where \"share>=30\" --sort -share\n  acct rival list --where \"name~Rival\"",
    show "A rival's name alone shows it over all accounts: share, marks, where it leads us, what it won.\n\nExamples:\n  acct rival show \"Rival Ltd\"\n  acct rival show \"Example Steel\" \"Rival Ltd\"\n  acct rival show '#3' --json"
        named "RIVAL_OR_ACCOUNT", "The rival, seen at all accounts; or the account and then the rival; or the number alone ('#3')",
    edit "Examples:\n  acct rival edit '#3' --share 35% --satisfaction 2\n  acct rival edit \"Example Steel\" \"Rival Ltd\" --weakness delivery",
    remove "Examples:\n  acct rival remove \"Example Steel\" \"Rival Ltd\"\n  acct rival remove '#3' --dry-run",
}
