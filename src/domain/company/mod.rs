//! Companies by what they are called and by what is theirs alone: names without their legal form, keys to match names by,
//! and keys that no two companies share.

mod forms;
mod key;
mod legal_form;
mod unique;

pub use key::{MatchingKey, is_one_name};
pub use legal_form::core_name;
pub use unique::{
    UniqueKey, UniqueKeyKind, domain_key, email_key, is_one_but_for_code, phone_end, phone_keys, unique_keys,
};
