//! The program as a shell sees it: what goes in, what comes out, and the exit code.

mod accounts;
mod history;
mod robust;

mod search;
mod settings;
mod shell;
