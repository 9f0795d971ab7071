//! Importing as a user does it, on a file of its own.
