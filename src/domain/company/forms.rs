//! The legal forms of companies, as they stand in a matching key: folded, simplified, without marks.

/// Legal forms in Chinese, Japanese and Korean at the end of a name. Longer ones stand before those they end with.
pub(super) const SUFFIXES: &[&str] = &[
    "股份有限责任公司", "股份有限公司", "有限责任公司", "集团公司", "股份公司", "有限公司", "总公司", "公司",
    "特殊普通合伙", "有限合伙", "普通合伙", "国有独资", "株式会社", "有限会社", "合同会社", "合资会社",
    "주식회사", "유한책임회사", "유한회사",
];

/// Where a legal form is not one: a branch is not the company.
pub(super) const BRANCHES: &[&str] = &["分公司", "子公司"];

/// Legal forms in front of a name.
pub(super) const PREFIXES: &[&str] =
    &["株式会社", "有限会社", "合同会社", "合资会社", "주식회사", "유한책임회사", "유한회사"];

/// Legal forms that are written as one character in brackets.
pub(super) const BRACKETED: &[char] = &['株', '有', '合', '주', '유'];

/// Legal forms that are words of their own at the end of a name.
pub(super) const WORDS: &[&str] = &[
    // English
    "incorporated", "corporation", "company", "limited", "corp", "inc", "ltd", "co", "llc", "llp", "lp",
    "plc", "pte", "pty", "pvt", "bhd", "sdn", "pcl", "fze", "fzco", // German
    "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "eg",
    // French, Italian, Spanish, Portuguese
    "sa", "sas", "sasu", "sarl", "eurl", "snc", "spa", "srl", "sl", "slu", "sau", "sab", "cv", "ltda", "lda",
    // Dutch, Nordic, European
    "bv", "nv", "ab", "as", "asa", "aps", "oy", "oyj", "se",
    // Eastern Europe, Turkey, Japan, Indonesia
    "sro", "spzoo", "kft", "zrt", "nyrt", "doo", "ad", "sti", "ooo", "kk", "tbk",
];

/// Words before one of [`WORDS`] that belong to it: Private Limited, Sp. z o.o.
pub(super) const BEFORE_WORDS: &[(&str, &str)] =
    &[("private", "limited"), ("private", "ltd"), ("public", "limited"), ("sp z", "oo"), ("mit", "mbh")];

/// Legal forms that are words in front of a name.
pub(super) const LEADING_WORDS: &[&str] = &["pt", "ооо", "оао", "пао", "зао", "ао"];

/// Legal forms that are written in several ways, and the usual one.
pub(super) const SPELLINGS: &[(&str, &str)] = &[
    ("limited", "ltd"),
    ("incorporated", "inc"),
    ("corporation", "corp"),
    ("company", "co"),
    ("有限责任公司", "有限公司"),
    ("股份有限责任公司", "股份有限公司"),
    ("股份公司", "股份有限公司"),
];
