//! Names of companies without their legal form.

/// Chinese legal forms. Longer ones stand before those they end with.
const CHINESE_FORMS: &[&str] = &["股份有限公司", "有限责任公司", "有限公司", "总公司", "公司"];

/// Legal forms that are words of their own.
const FORMS: &[&str] = &[
    "incorporated", "corporation", "company", "limited", "holdings", "holding", "group", "gmbh", "corp",
    "llc", "llp", "plc", "ltd", "inc", "pty", "oyj", "s.a", "n.v", "b.v", "co", "ag", "se", "sa", "nv", "bv",
    "ab", "kg", "lp",
];

/// A folded name without the legal forms at its end; the name itself where nothing else would be left.
///
/// ```
/// use acct::domain::company::core_name;
/// assert_eq!(core_name("example steel co., ltd."), "example steel");
/// assert_eq!(core_name("示例钢铁集团股份有限公司"), "示例钢铁集团");
/// assert_eq!(core_name("company"), "company");
/// ```
#[must_use]
pub fn core_name(folded: &str) -> &str {
    let mut core = bare(folded);
    loop {
        // The longest form decides: where nothing would be left of the name, no shorter form is cut off it.
        match without_form(core) {
            Some(shorter) if shorter.chars().count() > 1 => core = shorter,
            _ => return if core.is_empty() { folded } else { core },
        }
    }
}

fn bare(name: &str) -> &str {
    name.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | '&'))
}

/// The name without the legal form at its end, if it has one.
fn without_form(name: &str) -> Option<&str> {
    if name.ends_with("公司") {
        return CHINESE_FORMS.iter().find_map(|form| name.strip_suffix(form)).map(bare);
    }
    let word_after = |separators: &[char]| {
        let (rest, word) = name.split_at(name.rfind(separators)? + 1);
        FORMS.contains(&word).then(|| bare(rest))
    };
    word_after(&[' ', ',', '&']).or_else(|| word_after(&['.']))
}

#[cfg(test)]
mod tests {
    use super::core_name;

    #[test]
    fn only_legal_forms_go() {
        for (name, core) in [
            ("apple inc.", "apple"),
            ("zinc", "zinc"),
            ("at&t inc", "at&t"),
            ("tesco plc", "tesco"),
            ("王 有限公司", "王 有限公司"),
            ("华为技术有限公司", "华为技术"),
            ("the gap, inc.", "the gap"),
            ("example co.ltd", "example"),
            ("muster s.a.", "muster"),
            ("", ""),
        ] {
            assert_eq!(core_name(name), core, "{name}");
        }
    }
}
