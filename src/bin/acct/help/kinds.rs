//! Kinds of records where they are values of an argument: in Chinese by their names, with what is typed for them in brackets.

use acct::domain::kind::Kind;
use acct::domain::language::Language;
use acct::playbook::labels::Labels;

/// What stands for all kinds.
const ALL: &str = "all";
/// What interactions are called by as well.
const LOG: &str = "log";

/// The kind that a value names.
fn kind(value: &str) -> Option<Kind> {
    let plural = value.replace('-', "_");
    let is_called = |kind: &Kind| kind.plural() == plural;
    if value == LOG { Some(Kind::Interaction) } else { Kind::ALL.iter().copied().find(is_called) }
}

/// Values as people read them in Chinese: `客户（accounts）` where they are kinds of records, else as they are.
pub(crate) fn told_in_chinese<V: AsRef<str>>(values: &[V], labels: &Labels) -> Vec<String> {
    let values = values.iter().map(AsRef::as_ref);
    let told = |value: &str| match kind(value) {
        _ if value == ALL => Some(format!("全部（{value}）")),
        Some(kind) => Some(format!("{}（{value}）", labels.kind(kind, Language::Chinese))),
        None => None,
    };
    let kinds: Option<Vec<String>> = values.clone().map(told).collect();
    kinds.unwrap_or_else(|| values.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_their_names_and_anything_else_as_it_is() {
        let told = |values: &[&str]| told_in_chinese(values, &Labels::default());
        assert_eq!(
            told(&["accounts", "stage-moves", "log"])[..2],
            ["客户（accounts）", "阶段变动（stage-moves）"]
        );
        assert_eq!(told(&["all", "rival_marks"])[0], "全部（all）");
        assert_eq!(told(&["fail", "skip"]), ["fail", "skip"]);
        assert_eq!(told(&["accounts", "skip"]), ["accounts", "skip"], "only where all of them are kinds");
    }
}
