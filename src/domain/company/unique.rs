//! What belongs to one company or person alone: keys by which records are the same whatever they are called.

use std::borrow::Cow;

use crate::domain::credit_code::is_credit_code;
use crate::domain::fold::{fold, fold_code};
use crate::domain::kind::Kind;
use crate::domain::record::Entry;

/// What a key is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UniqueKeyKind {
    CreditCode,
    /// What stands for a credit code and is none.
    InvalidCode,
    Email,
    Domain,
    Phone,
}

/// A key that two records of one company (or person) have in common, and two companies should not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UniqueKey {
    pub kind: UniqueKeyKind,
    pub text: String,
}

/// The keys of an account or contact; none of other records. The one place that says which fields give them.
#[must_use]
pub fn unique_keys(entry: &Entry) -> Vec<UniqueKey> {
    let mut keys = Vec::new();
    let mut add = |kind, text: Option<String>| keys.extend(text.map(|text| UniqueKey { kind, text }));
    if entry.kind == Kind::Account {
        let code = credit_code_key(entry.text("credit_code"));
        add(UniqueKeyKind::InvalidCode, code.clone().filter(|code| !is_credit_code(code)));
        add(UniqueKeyKind::CreditCode, code.filter(|code| is_credit_code(code)));
        add(UniqueKeyKind::Domain, domain_key(entry.text("website")));
        add(UniqueKeyKind::Domain, domain_key(entry.text("email")));
    }
    if matches!(entry.kind, Kind::Account | Kind::Contact) {
        add(UniqueKeyKind::Email, email_key(entry.text("email")));
        for phone in phone_keys(entry.text("phone")) {
            add(UniqueKeyKind::Phone, Some(phone));
        }
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// How short what stands for a credit code may be to tell a company.
const SHORTEST_CODE: usize = 8;

/// A credit code, valid or not, in one form.
fn credit_code_key(code: &str) -> Option<String> {
    if code.is_empty() {
        return None;
    }
    let plain: String = fold_code(code).chars().filter(|letter| !matches!(letter, ' ' | '-')).collect();
    let code = plain.to_ascii_uppercase();
    (code.len() >= SHORTEST_CODE).then_some(code)
}

/// Where anybody may have an address or a page: such a domain tells no company.
const SHARED: &[&str] = &[
    "126.com", "139.com", "163.com", "189.cn", "1688.com", "alibaba.com", "aliyun.com", "aol.com", "b2b.cn",
    "baidu.com", "bilibili.com", "blogspot.com", "douyin.com", "facebook.com", "foxmail.com", "github.com",
    "github.io", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "google.com", "googlemail.com", "hotmail.com",
    "icloud.com", "instagram.com", "jd.com", "linkedin.com", "live.cn", "live.com", "mac.com", "mail.ru",
    "me.com", "msn.com", "naver.com", "outlook.com", "pm.me", "proton.me", "protonmail.com", "qq.com",
    "sina.cn", "sina.com", "sina.com.cn", "sohu.com", "t-online.de", "taobao.com", "tmall.com", "tom.com",
    "twitter.com", "vip.163.com", "weebly.com", "weibo.com", "wechat.com", "weixin.com", "wikipedia.org",
    "wix.com", "wixsite.com", "wordpress.com", "x.com", "yahoo.cn", "yahoo.co.jp", "yahoo.com",
    "yahoo.com.cn", "yandex.com", "yandex.ru", "yeah.net", "youtube.com", "zoho.com",
];

/// Labels before a country's own ending that are no name: `com` in `com.cn`. Public suffixes beyond these are not known.
const SECOND_LEVEL: &[&str] = &["ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"];

/// The registered domain of a web page or an e-mail address: `example.com.cn` of `https://www.example.com.cn/about`. None
/// of an address where anybody may have one.
///
/// ```
/// use acct::domain::company::domain_key;
/// assert_eq!(domain_key("HTTP://Mail.Example.com:8080/a?b"), Some("example.com".to_owned()));
/// assert_eq!(domain_key("ann@qq.com"), None);
/// ```
#[must_use]
pub fn domain_key(address: &str) -> Option<String> {
    let folded = plain_address(address)?;
    let host = folded.split_once("://").map_or(&*folded, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ',', ';', ' ', '、']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.');
    let is_number = |label: &str| label.bytes().all(|letter| letter.is_ascii_digit());
    let labels: Vec<&str> = host.split('.').collect();
    let [.., second, last] = labels.as_slice() else { return None };
    if labels.iter().any(|label| label.is_empty()) || is_number(last) {
        return None;
    }
    let is_under_country = last.len() == 2 && SECOND_LEVEL.contains(second);
    let count = if is_under_country { 3 } else { 2 };
    let domain = labels.get(labels.len().checked_sub(count)?..)?.join(".");
    (!SHARED.contains(&domain.as_str())).then_some(domain)
}

/// An e-mail address without width and case.
///
/// ```
/// use acct::domain::company::email_key;
/// assert_eq!(email_key("mailto:Ann@Example.com"), Some("ann@example.com".to_owned()));
/// assert_eq!(email_key("ann at example"), None);
/// ```
#[must_use]
pub fn email_key(address: &str) -> Option<String> {
    let folded = plain_address(address)?;
    let inner = folded.split_once('<').map_or(&*folded, |(_, rest)| rest);
    let first = inner.split(['>', ';', ',', ' ', '、', '/']).next().unwrap_or_default();
    let email = first.strip_prefix("mailto:").unwrap_or(first);
    let (name, host) = email.split_once('@')?;
    let is_email = !name.is_empty() && !host.contains('@') && host.trim_matches('.').contains('.');
    is_email.then(|| email.to_owned())
}

fn plain_address(address: &str) -> Option<Cow<'_, str>> {
    if address.is_empty() {
        return None;
    }
    let is_plain = address.bytes().all(|letter| letter.is_ascii_graphic() && !letter.is_ascii_uppercase());
    Some(if is_plain { Cow::Borrowed(address) } else { Cow::Owned(fold(address)) })
}

/// The phone numbers in a field, as digits: without width, marks and extension, without China's code (+86, 0086) or the
/// zeros that dial long-distance or abroad. A foreign number matches where its country is written both times. What is too
/// short or of one digit alone is no number.
///
/// ```
/// use acct::domain::company::phone_keys;
/// assert_eq!(phone_keys("+86 (0)21 5555-0100 转 8001"), ["2155550100"]);
/// assert_eq!(phone_keys("０２１－５５５５０１００；13800138000"), ["2155550100", "13800138000"]);
/// ```
#[must_use]
pub fn phone_keys(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let folded = fold(text);
    folded.split([';', ',', '/', '、', '|', '\n']).filter_map(phone_key).collect()
}

/// How many digits two numbers have in common at least of which one leaves out what stands before.
const SHORTEST_NUMBER: usize = 7;

/// The longest country or area code.
const LONGEST_CODE: usize = 3;

/// The last digits of a key of a phone number: two numbers that are one but for a code in front have them in common.
#[must_use]
pub fn phone_end(key: &str) -> &str {
    &key[key.len().saturating_sub(SHORTEST_NUMBER)..]
}

/// Whether one of two keys of phone numbers is the other one without a country or area code.
///
/// ```
/// use acct::domain::company::is_one_but_for_code;
/// assert!(is_one_but_for_code("895550100", "49895550100"));
/// assert!(!is_one_but_for_code("2155550100", "1055550100"));
/// ```
#[must_use]
pub fn is_one_but_for_code(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let code = long.len() - short.len();
    short.len() >= SHORTEST_NUMBER && (1..=LONGEST_CODE).contains(&code) && long.ends_with(short)
}

fn phone_key(text: &str) -> Option<String> {
    let end = text.find(['转', '轉', 'x', '#', 'e']).unwrap_or(text.len());
    let text = without_extension(text[..end].trim_end());
    let is_international = text.trim_start().starts_with(['+', '(']) && text.contains('+')
        || text.trim_start().starts_with("00");
    let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let number = digits.trim_start_matches('0');
    let of_china = number.strip_prefix("86").filter(|rest| is_international || rest.len() >= 11);
    let number = of_china.unwrap_or(number).trim_start_matches('0');
    let is_one_digit = number.bytes().all(|digit| Some(digit) == number.bytes().next());
    ((7..=15).contains(&number.len()) && !is_one_digit).then(|| number.to_owned())
}

/// Without a last group of few digits behind a number that is whole: 021-55550100-8001.
fn without_extension(text: &str) -> &str {
    let Some((number, last)) = text.rsplit_once('-') else { return text };
    let group = number.trim_end().rsplit(['-', ' ', ')']).next().unwrap_or_default();
    let before = group.bytes().filter(u8::is_ascii_digit).count();
    if before >= 7 && (1..=5).contains(&last.trim().len()) { number } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Value;

    #[test]
    fn a_domain_is_the_registered_one_and_shared_ones_are_none() {
        for (address, domain) in [
            ("www.example.com", Some("example.com")),
            ("https://example.com.cn/zh/", Some("example.com.cn")),
            ("shop.example.co.uk", Some("example.co.uk")),
            ("ann@mail.example.de", Some("example.de")),
            ("https://ann:secret@example.org:8080", Some("example.org")),
            ("ｗｗｗ．示例．中国", Some("示例.中国")),
            ("example.com; example.net", Some("example.com")),
            ("https://www.linkedin.com/company/example", None),
            ("ann@163.com", None),
            ("example.en.alibaba.com", None),
            ("com.cn", None),
            ("10.0.0.1", None),
            ("example", None),
            (".com", None),
            ("", None),
        ] {
            assert_eq!(domain_key(address).as_deref(), domain, "{address}");
        }
    }

    #[test]
    fn phone_numbers_meet_however_they_are_written() {
        for (text, keys) in [
            ("021-55550100", &["2155550100"][..]),
            ("+86 21 5555 0100", &["2155550100"]),
            ("0086-21-55550100", &["2155550100"]),
            ("(+86) 021 55550100", &["2155550100"]),
            ("021-55550100-8001", &["2155550100"]),
            ("021-5555-0100", &["2155550100"]),
            ("8613800138000", &["13800138000"]),
            ("138 0013 8000 ext. 5", &["13800138000"]),
            ("+49 (0)89 5550100", &["49895550100"]),
            ("0049 89 5550100", &["49895550100"]),
            ("+1 (212) 555-0100 x12", &["12125550100"]),
            ("010-55550100/55550101", &["1055550100", "55550101"]),
            ("86 555 0100", &["865550100"]),
            ("110", &[]),
            ("00000000", &[]),
            ("n/a", &[]),
            ("", &[]),
        ] {
            assert_eq!(phone_keys(text), keys, "{text}");
        }
    }

    #[test]
    fn an_email_is_one_address() {
        for (text, key) in [
            ("Ann.Example@Example.COM", Some("ann.example@example.com")),
            ("Ann <ann@example.com>", Some("ann@example.com")),
            ("ann@example.com; bob@example.com", Some("ann@example.com")),
            ("ａｎｎ＠example.com", Some("ann@example.com")),
            ("ann@localhost", None),
            ("@example.com", None),
            ("ann", None),
        ] {
            assert_eq!(email_key(text).as_deref(), key, "{text}");
        }
    }

    #[test]
    fn the_keys_of_a_record_come_from_its_fields() {
        let mut account = Entry::blank(Kind::Account);
        account.set("website", Value::Text("www.example.com".to_owned()));
        account.set("phone", Value::Text("021-55550100".to_owned()));
        let told = |entry: &Entry| {
            let keys = unique_keys(entry).into_iter();
            keys.map(|key| format!("{:?} {}", key.kind, key.text)).collect::<Vec<_>>()
        };
        assert_eq!(told(&account), ["Domain example.com", "Phone 2155550100"]);
        let mut contact = Entry::blank(Kind::Contact);
        contact.set("email", Value::Text("Ann@example.com".to_owned()));
        assert_eq!(told(&contact), ["Email ann@example.com"], "a person's domain is the company's");
        assert_eq!(credit_code_key("９１３５０１００m000100y43").as_deref(), Some("91350100M000100Y43"));
        account.set("credit_code", Value::Text("91350100M000100Y44".to_owned()));
        assert!(
            told(&account).contains(&"InvalidCode 91350100M000100Y44".to_owned()),
            "{:?}",
            told(&account)
        );
        assert_eq!(credit_code_key("-"), None);
    }
}
