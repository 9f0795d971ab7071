//! Names of companies without their legal form.

/// Legal forms at the end of a folded name. Longer ones stand before those they end with.
const LEGAL_FORMS: &[&str] = &[
    "股份有限公司", "有限责任公司", "有限公司", "总公司", "公司", "incorporated", "corporation", "company",
    "limited", "holdings", "holding", "group", "gmbh", "corp", "llc", "llp", "plc", "ltd", "inc", "pty",
    "oyj", "s.a", "n.v", "b.v", "co", "ag", "se", "sa", "nv", "bv", "ab", "kg", "lp",
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
        match LEGAL_FORMS.iter().find_map(|form| without(core, form)) {
            Some(shorter) if shorter.chars().count() > 1 => core = shorter,
            _ => return if core.is_empty() { folded } else { core },
        }
    }
}

fn bare(name: &str) -> &str {
    name.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ',' | '&'))
}

/// The name without a form that is a word of its own (Chinese needs no space).
fn without<'n>(name: &'n str, form: &str) -> Option<&'n str> {
    let rest = name.strip_suffix(form)?;
    if form.is_ascii() && !rest.ends_with([' ', ',', '.', '&']) {
        return None;
    }
    Some(bare(rest))
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
            ("", ""),
        ] {
            assert_eq!(core_name(name), core, "{name}");
        }
    }
}
