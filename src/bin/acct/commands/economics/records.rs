//! `acct economics add` and what else every kind of record can do.

use acct::domain::economics::EconomicLine;

crate::commands::record::record_command! {
    EconomicLine, "ECONOMIC_LINE",
    add "Examples:\n  acct economics add \"Example Steel\" \"Less scrap\" --side benefit --amount 2m --year 2027 --until 2031 --likelihood 80%\n  acct economics add \"Example Steel\" \"Licence fees\" --alternative \"Rival Ltd\" --side cost --amount 400k --year 2027",
    list "Examples:\n  acct economics list \"Example Steel\"\n  acct economics list \"Example Steel\" --where alternative=ours --where side=cost",
    show "Examples:\n  acct economics show \"Example Steel\" \"Less scrap\"\n  acct economics show '#3' --json",
    edit "Examples:\n  acct economics edit '#3' --likelihood 60%\n  acct economics edit \"Example Steel\" \"Less scrap\" --until 2032",
    remove "Examples:\n  acct economics remove \"Example Steel\" \"Less scrap\"\n  acct economics remove '#3' --dry-run",
}
