//! `acct factor ...`: what customers choose their suppliers by.

use acct::domain::factor::Factor;

super::record::record_command! {
    Factor, "FACTOR",
    add "Examples:\n  acct factor add \"Example Steel\" \"Delivery on time\" --weight 30 --ours 4 --evidence \"98% on time in 2025\"\n  acct factor add \"Example Steel\" \"Total cost\" --weight 40 --ours 3",
    list "Examples:\n  acct factor list \"Example Steel\"\n  acct factor list --where \"ours<=2\" --sort -weight",
    show "Examples:\n  acct factor show \"Example Steel\" \"Delivery on time\"\n  acct factor show '#3' --json",
    edit "Examples:\n  acct factor edit '#3' --ours 5\n  acct factor edit \"Example Steel\" \"Total cost\" --weight 35",
    remove "Examples:\n  acct factor remove \"Example Steel\" \"Delivery on time\"\n  acct factor remove '#3' --dry-run",
}
