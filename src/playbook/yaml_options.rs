//! How YAML is read, by the program and where it is built.

/// Only `true` and `false` are yes and no, and what looks like a number only by its length or its marks stays a text.
pub(crate) fn options() -> serde_yaml::Options {
    serde_yaml::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        non_finite_float_policy: serde_yaml::NonFiniteFloatPolicy::AsString,
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::PassThrough,
        with_snippet: false,
        emit_comments: false,
        // Each level takes its share of the stack; no document of ours has ten.
        budget: serde_yaml::budget! { max_depth: 32 },
    }
}
