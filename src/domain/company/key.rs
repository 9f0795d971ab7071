//! The key by which names of companies are matched.

use std::fmt;

use super::forms::{BEFORE_WORDS, BRACKETED, BRANCHES, LEADING_WORDS, PREFIXES, SPELLINGS, SUFFIXES, WORDS};
use crate::domain::fold::fold;
use crate::domain::plain::plain;
use crate::domain::words::stands_alone;

/// A name of a company as it is matched with others: width, case, accents, traditional and simplified characters, marks,
/// brackets (not what is in them), spaces beside Chinese characters, "and", a leading "the" and the legal form do not
/// matter. Words that tell a group or a holding stay. Never empty but for an empty name.
///
/// ```
/// use acct::domain::company::MatchingKey;
/// let key = |name| MatchingKey::of(name).to_string();
/// assert_eq!(key("示例（中国）有限公司"), key("示例中國有限公司"));
/// assert_eq!(key("The Example Steel Co., Ltd."), "example steel");
/// assert_eq!(key("Müller & Söhne GmbH & Co. KG"), "muller sohne");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MatchingKey(String);

impl MatchingKey {
    #[must_use]
    pub fn of(name: &str) -> Self {
        let mut key = plain(name, BRACKETED);
        if key.is_empty() {
            return Self(fold(name));
        }
        let end = without_forms_behind(&key).len();
        key.truncate(end);
        let start = end - without_form_before(&key).len();
        key.drain(..start);
        Self(key)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MatchingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The name without the legal forms at its end; at least two characters stay.
fn without_forms_behind(name: &str) -> &str {
    let mut core = name;
    while let Some(shorter) = without_form(core).filter(|shorter| shorter.chars().nth(1).is_some()) {
        core = shorter;
    }
    core
}

fn without_form(name: &str) -> Option<&str> {
    if name.chars().next_back().is_some_and(stands_alone) {
        let is_branch = BRANCHES.iter().any(|branch| name.ends_with(branch));
        let form = SUFFIXES.iter().filter(|_| !is_branch).find(|form| name.ends_with(*form))?;
        // 集团公司 is a group whose form goes.
        let end = name.len() - form.strip_prefix("集团").unwrap_or(form).len();
        return Some(name[..end].trim_end());
    }
    let start = word_start(name);
    let word = &name[start..];
    let rest = name[..start].trim_end();
    for (before, after) in BEFORE_WORDS {
        if word == *after
            && let Some(rest) = rest.strip_suffix(before)
            && (rest.ends_with(' ') || rest.chars().next_back().is_some_and(stands_alone))
        {
            return Some(rest.trim_end());
        }
    }
    WORDS.contains(&word).then_some(rest)
}

/// Where the last word of letters begins.
fn word_start(name: &str) -> usize {
    let letters = name.char_indices().rev();
    let mut inside = letters.take_while(|(_, letter)| *letter != ' ' && !stands_alone(*letter));
    inside.by_ref().last().map_or(name.len(), |(start, _)| start)
}

fn without_form_before(name: &str) -> &str {
    let of_words = || {
        let (first, rest) = name.split_once(' ')?;
        LEADING_WORDS.contains(&first).then_some(rest)
    };
    let shorter = PREFIXES.iter().find_map(|form| name.strip_prefix(form)).or_else(of_words);
    shorter.map(str::trim_start).filter(|shorter| shorter.chars().nth(1).is_some()).unwrap_or(name)
}

/// Whether two names are of one company: they differ in nothing that tells companies apart, and have the same legal form, or one of
/// them leaves it out. `Example Ltd` and `Example GmbH` are two companies.
///
/// ```
/// use acct::domain::company::is_one_name;
/// assert!(is_one_name("示例（中国）有限公司", "示例中国有限责任公司"));
/// assert!(is_one_name("Example Steel", "EXAMPLE STEEL CO., LTD."));
/// assert!(!is_one_name("示例钢铁有限公司", "示例钢铁股份有限公司"));
/// ```
#[must_use]
pub fn is_one_name(one: &str, other: &str) -> bool {
    let ((key, forms), (other_key, other_forms)) = (without_and_forms(one), without_and_forms(other));
    !key.is_empty()
        && key == other_key
        && (forms.is_empty() || other_forms.is_empty() || forms == other_forms)
}

/// The matching key, and the legal forms that are not in it, each in one spelling and in the order of the alphabet. `co` says nothing
/// beside another one.
fn without_and_forms(name: &str) -> (String, Vec<String>) {
    let key = MatchingKey::of(name).0;
    let whole = plain(name, BRACKETED);
    let end = without_forms_behind(&whole).len();
    let start = end - without_form_before(&whole[..end]).len();
    let words = whole[..start].split(' ').chain(whole[end..].split(' '));
    let usual = |form: &str| {
        let usual = SPELLINGS.iter().find(|(spelling, _)| *spelling == form).map_or(form, |(_, usual)| usual);
        usual.to_owned()
    };
    let mut forms: Vec<String> = words.map(str::trim).filter(|form| !form.is_empty()).map(usual).collect();
    forms.sort();
    forms.dedup();
    if forms.len() > 1 {
        forms.retain(|form| form != "co");
    }
    (key, forms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_legal_form_is_another_company() {
        for (one, other, is_one) in [
            ("Example Steel Limited", "The Example Steel Co. Ltd", true),
            ("Example Steel Inc", "Example Steel Incorporated", true),
            ("Example Steel Inc", "Example Steel Corp", false),
            ("示例鋼鐵有限公司", "示例钢铁", true),
            ("示例钢铁集团公司", "示例钢铁集团有限公司", false),
            ("Example Steel", "Example Iron", false),
            ("Example Pty Ltd", "Example Pte Ltd", false),
            ("Müller KG", "Müller GmbH & Co. KG", false),
            ("ООО Ромашка", "ПАО Ромашка", false),
            ("株式会社示例", "示例有限会社", false),
            ("", "", false),
        ] {
            assert_eq!(is_one_name(one, other), is_one, "{one} {other}");
        }
    }

    fn key(name: &str) -> String {
        MatchingKey::of(name).to_string()
    }

    #[test]
    fn what_does_not_tell_companies_apart_goes() {
        for (name, expected) in [
            ("示例（中国）有限公司", "示例中国"),
            ("示例【上海】 机械　有限责任公司", "示例上海机械"),
            ("示例鋼鐵集團股份有限公司", "示例钢铁集团"),
            ("示例集团公司", "示例集团"),
            ("示例投资中心（有限合伙）", "示例投资中心"),
            ("示例中国有限公司上海分公司", "示例中国有限公司上海分公司"),
            ("台灣積體電路製造股份有限公司", "台湾积体电路制造"),
            ("ＴＣＬ 集团有限公司", "tcl集团"),
            ("TCL集团", "tcl集团"),
            ("TCL Co., Ltd. 示例", "tcl co ltd示例"),
            ("トヨタ自動車株式会社", "トヨタ自动车"),
            ("株式会社日立製作所", "日立制作所"),
            ("㈱示例", "示例"),
            ("(주)삼성전자", "삼성전자"),
            ("삼성전자 주식회사", "삼성전자"),
            ("The Example Company", "example"),
            ("The Company", "company"),
            ("Company", "company"),
            ("Tata Sons Private Limited", "tata sons"),
            ("Siemens A.G.", "siemens"),
            ("Fiat S.p.A.", "fiat"),
            ("Orlen Sp. z o.o.", "orlen"),
            ("Maersk A/S", "maersk"),
            ("Škoda Auto a.s.", "skoda auto"),
            ("Nestlé S.A.", "nestle"),
            ("Straße GmbH & Co. KGaA", "strasse"),
            ("ООО Ромашка", "ромашка"),
            ("PT Telkom Indonesia Tbk", "telkom indonesia"),
            ("McDonald's Corporation", "mcdonalds"),
            ("McDonald’s", "mcdonalds"),
            ("J.P. Morgan", "jp morgan"),
            ("AT&T Inc.", "at t"),
            ("Johnson and Johnson", "johnson johnson"),
            ("Johnson & Johnson", "johnson johnson"),
            ("Holland and", "holland"),
            ("Zinc", "zinc"),
            ("！", "!"),
            ("", ""),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }

    #[test]
    fn a_key_is_its_own_key() {
        for name in ["示例（中国）有限公司", "The Example Steel Co., Ltd.", "TCL 集团", "AT&T", "Fiat S.p.A."]
        {
            assert_eq!(key(&key(name)), key(name), "{name}");
        }
    }
}
