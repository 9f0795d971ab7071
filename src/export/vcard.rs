//! People and companies as cards (vCard 3.0, RFC 2426) that address books and phones take in.

use std::io::{self, Write};

use super::icalendar::{escaped, line};

/// A person or a company. What is empty is not written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    pub name: String,
    pub is_company: bool,
    /// The company of a person, and the department.
    pub organisation: String,
    pub department: String,
    pub title: String,
    pub email: String,
    pub phone: String,
    pub messenger: String,
    pub website: String,
    pub street: String,
    pub city: String,
    pub region: String,
    pub country: String,
    pub note: String,
    /// As ISO 8601.
    pub birthday: String,
    pub tags: Vec<String>,
    /// By which other systems know whom it is of.
    pub external_ids: Vec<String>,
}

/// Writes one card; a file of several is one after the other.
///
/// # Errors
/// When `out` fails.
pub fn write_card(card: &Card, out: &mut dyn Write) -> io::Result<()> {
    line("BEGIN:VCARD", out)?;
    line("VERSION:3.0", out)?;
    line(&format!("FN:{}", escaped(&card.name)), out)?;
    let (family, given) = if card.is_company { ("", "") } else { parted(&card.name) };
    line(&format!("N:{};{};;;", escaped(family), escaped(given)), out)?;
    let (organisation, department) = (escaped(&card.organisation), escaped(&card.department));
    let unit = if department.is_empty() { String::new() } else { format!(";{department}") };
    property("ORG", &format!("{organisation}{unit}"), out)?;
    if card.is_company {
        line("X-ABSHOWAS:COMPANY", out)?;
    }
    for (name, value) in [
        ("TITLE", &card.title),
        ("EMAIL;TYPE=WORK", &card.email),
        ("TEL;TYPE=WORK", &card.phone),
        ("X-MESSENGER", &card.messenger),
        ("URL", &card.website),
    ] {
        property(name, &escaped(value), out)?;
    }
    let place = [&card.street, &card.city, &card.region, &card.country].map(|part| escaped(part));
    if place.iter().any(|part| !part.is_empty()) {
        let [street, city, region, country] = place;
        line(&format!("ADR;TYPE=WORK:;;{street};{city};{region};;{country}"), out)?;
    }
    property("BDAY", &card.birthday, out)?;
    property("CATEGORIES", &listed(&card.tags), out)?;
    property("X-EXTERNAL-ID", &listed(&card.external_ids), out)?;
    property("NOTE", &escaped(&card.note), out)?;
    line("END:VCARD", out)
}

/// Family names of two characters.
const LONG_FAMILY_NAMES: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯", "歐陽",
    "司馬", "諸葛",
];

/// The family name and the given one, where a name shows them: two words, or a Chinese name. Any other name stays in one piece as the
/// given one, which address books show as it is.
fn parted(name: &str) -> (&str, &str) {
    let is_chinese = name.chars().all(|letter| matches!(letter, '\u{3400}'..='\u{9fff}'));
    let length = name.chars().count();
    if is_chinese && (2..=4).contains(&length) {
        let is_long = length > 2 && LONG_FAMILY_NAMES.iter().any(|family| name.starts_with(family));
        let family = if is_long { 2 } else { 1 };
        if is_long || length < 4 {
            let end = name.char_indices().nth(family).map_or(name.len(), |(end, _)| end);
            return name.split_at(end);
        }
    }
    let is_plain = |word: &str| word.chars().all(|letter| letter.is_alphabetic() || "-'’".contains(letter));
    match name.split_once(' ') {
        Some((given, family)) if is_plain(given) && is_plain(family) && !is_chinese => (family, given),
        _ => ("", name),
    }
}

fn listed(items: &[String]) -> String {
    items.iter().map(|item| escaped(item)).collect::<Vec<_>>().join(",")
}

fn property(name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { line(&format!("{name}:{value}"), out) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(card: &Card) -> String {
        let mut out = Vec::new();
        write_card(card, &mut out).unwrap();
        String::from_utf8(out).unwrap().replace("\r\n ", "").replace("\r\n", "\n")
    }

    #[test]
    fn a_name_is_parted_where_it_shows_its_parts() {
        for (name, parts) in [
            ("Ruth Sample", ("Sample", "Ruth")),
            ("Jean-Luc O'Example", ("O'Example", "Jean-Luc")),
            ("张伟", ("张", "伟")),
            ("王小明", ("王", "小明")),
            ("欧阳示例", ("欧阳", "示例")),
            ("Juan García López", ("", "Juan García López")),
            ("Madonna", ("", "Madonna")),
            ("A. Sample", ("", "A. Sample")),
        ] {
            assert_eq!(parted(name), parts, "{name}");
        }
    }

    #[test]
    fn a_card_holds_what_an_address_book_shows() {
        let person = Card {
            name: "张伟, Dr.".to_owned(),
            organisation: "Example; Steel".to_owned(),
            department: "采购部".to_owned(),
            title: "CFO".to_owned(),
            phone: "+86 138".to_owned(),
            note: "one\ntwo".to_owned(),
            birthday: "1970-01-01".to_owned(),
            tags: vec!["a,b".to_owned(), "c".to_owned()],
            external_ids: vec!["sf:003".to_owned()],
            ..Card::default()
        };
        let expected = "BEGIN:VCARD\nVERSION:3.0\nFN:张伟\\, Dr.\nN:;张伟\\, Dr.;;;\nORG:Example\\; Steel;采购部\n\
            TITLE:CFO\nTEL;TYPE=WORK:+86 138\nBDAY:1970-01-01\nCATEGORIES:a\\,b,c\n\
            X-EXTERNAL-ID:sf:003\nNOTE:one\\ntwo\nEND:VCARD\n";
        assert_eq!(written(&person), expected);
        let company = Card {
            name: "Steel".to_owned(),
            organisation: "Steel".to_owned(),
            is_company: true,
            city: "Lyon".to_owned(),
            ..Card::default()
        };
        let told = written(&company);
        assert!(told.contains("\nX-ABSHOWAS:COMPANY\nADR;TYPE=WORK:;;;Lyon;;;\nEND"), "{told}");
    }
}
