//! The program as a shell sees it: what goes in, what comes out, and the exit code.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod accounts;
mod check;
mod demo;
mod dry_runs;
mod export;
mod fields;
#[cfg(unix)]
mod first_research;
mod formats;
mod forms;
mod help;
mod history;
mod import;
mod import_currencies;
mod import_days;
mod import_groups;
mod import_keys;
mod import_kinds;
mod import_lists;
mod import_surveys;
mod import_units;
mod import_wrong;
mod industries;
#[cfg(unix)]
mod keyboard;
mod kinds;
mod kinds_seen;
mod looks;
mod mapping;
mod merge;
mod names;
mod needs;
mod next;
mod orders;
mod outputs;
mod people;
mod plans;
mod playbook;
mod projects;
mod report;
mod review;
mod rivals;
mod robust;
mod round_trip;
mod search;
mod settings;
mod shell;
mod stages;
#[cfg(unix)]
mod terminal;
mod value;
mod values;
mod voice;
#[cfg(unix)]
mod walk;
#[cfg(unix)]
mod walk_left;
mod what_if;
mod what_if_account;
