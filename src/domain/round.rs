//! Rounds of surveys by their names, which are periods more often than not.

use super::date::Period;
use super::fold::fold;

/// What tells a round of surveys from others: the half year, quarter, month or year that its name is, however it is written,
/// else the name itself.
///
/// ```
/// use acct::domain::round::key;
///
/// assert_eq!(key("2026 H2"), key("2026 下半年"));
/// assert_ne!(key("2026 H2"), key("2026 H2, service"));
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let folded = fold(name);
    // A period has its year.
    if !folded.contains(|letter: char| letter.is_ascii_digit()) {
        return folded;
    }
    part_of_year(&folded)
        .or_else(|| Period::written(&folded).map(|period| period.to_string()))
        .unwrap_or(folded)
}

/// `2026-H2` or `2026-Q3`, where a name is nothing else: the year may stand last, as it does in English.
fn part_of_year(folded: &str) -> Option<String> {
    /// Ways to write the parts of a year, without what may stand between words.
    const PARTS: [(&str, &[&str]); 6] = [
        ("H1", &["h1", "上半年", "firsthalf", "1sthalf"]),
        ("H2", &["h2", "下半年", "secondhalf", "2ndhalf"]),
        ("Q1", &["q1", "第一季度", "一季度", "第1季度", "1季度"]),
        ("Q2", &["q2", "第二季度", "二季度", "第2季度", "2季度"]),
        ("Q3", &["q3", "第三季度", "三季度", "第3季度", "3季度"]),
        ("Q4", &["q4", "第四季度", "四季度", "第4季度", "4季度"]),
    ];
    let compact = folded.replace([' ', '-', '_', '/', '.'], "");
    let year_of = |rest: &str| {
        let year = rest.trim_end_matches('年').trim_start_matches("of").trim_end_matches("of");
        let is_year = year.len() == 4 && year.chars().all(|letter| letter.is_ascii_digit());
        is_year.then(|| year.to_owned())
    };
    PARTS.iter().find_map(|(part, ways)| {
        let year = ways.iter().find_map(|way| {
            let rest = compact.strip_suffix(way).or_else(|| compact.strip_prefix(way))?;
            year_of(rest)
        })?;
        Some(format!("{year}-{part}"))
    })
}

/// Whether two names are of one round.
#[must_use]
pub fn is_one(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_one_round_however_it_is_written() {
        for (expected, names) in [
            (
                "2026-H2",
                &[
                    "2026 H2", "2026H2", "2026-h2", "H2 2026", "2026下半年", "2026 下半年", "2026年下半年",
                    "２０２６ H2", "second half of 2026", "2nd half 2026",
                ][..],
            ),
            ("2026-Q3", &["2026 Q3", "Q3 2026", "2026年第三季度", "2026 三季度", "2026Q3"]),
            ("2026", &["2026", "2026年"]),
        ] {
            for name in names {
                assert_eq!(key(name), expected, "{name}");
            }
        }
        for name in ["kick-off", "服务回访", "2026 H2 service", "下半年", "H2", "last quarter", ""] {
            assert_eq!(key(name), fold(name));
        }
        assert!(is_one("Kick-Off", "kick-off") && !is_one("2026 H1", "2026 H2"));
    }
}
