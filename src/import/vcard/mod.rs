//! Cards of people and companies (vCard 2.1, 3.0, 4.0): people as contacts of the company on their card, cards of companies as accounts.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Read};

use super::document::{Document, Failed, read_line};
use super::property::{Properties, Property};
use crate::domain::fold::fold;
use crate::domain::formula::guard;
use crate::domain::kind::Kind;
use crate::domain::parse::join_list;
use crate::domain::person_name::{NamePart, NameParts};

/// Properties that say something about the card and nothing about whom it is of.
const ABOUT_THE_CARD: &[&str] =
    &["BEGIN", "END", "VERSION", "PRODID", "REV", "KIND", "N", "FN", "ORG", "X-ABSHOWAS"];

/// Properties that fill a field, and whether they list several values.
const TAKEN: &[(&str, &str, bool)] = &[
    ("TITLE", "title", false),
    ("NICKNAME", "aliases", true),
    ("EMAIL", "email", false),
    ("TEL", "phone", false),
    ("URL", "website", false),
    ("ADR", "address", false),
    ("IMPP", "messenger", false),
    ("X-WECHAT", "messenger", false),
    ("X-MESSENGER", "messenger", false),
    ("X-EXTERNAL-ID", "external_ids", true),
    ("CATEGORIES", "tags", true),
    ("BDAY", "birthday", false),
    ("NOTE", "note", false),
];

/// Reads all cards, contacts and accounts as a section each.
///
/// # Errors
/// When the text cannot be read. A broken card is a broken record.
pub fn read(text: impl Read) -> Result<Document, Failed> {
    let mut cards = Cards { document: Document::default(), begun: None, passed_over: BTreeSet::new() };
    let mut text = BufReader::new(text);
    let mut line = String::new();
    for number in 1.. {
        if read_line(&mut text, &mut line, number)? == 0 {
            break;
        }
        cards.line(line.trim_end_matches(['\r', '\n']), number)?;
    }
    cards.end(false)?;
    cards.document.passed_over = cards.passed_over.into_iter().collect();
    Ok(cards.document)
}

/// The cells of a card by the names of fields.
type Cells = Vec<(String, String)>;

/// A card that began.
struct Card {
    line: u64,
    properties: Properties,
}

struct Cards {
    document: Document,
    begun: Option<Card>,
    passed_over: BTreeSet<String>,
}

impl Cards {
    fn line(&mut self, line: &str, number: u64) -> Result<(), Failed> {
        let begins = line.trim().eq_ignore_ascii_case("BEGIN:VCARD");
        if begins {
            // A card within a card, as of an assistant, is one by itself; a card that was not ended is broken.
            self.end(false)?;
            self.begun = Some(Card { line: number, properties: Properties::default() });
            return Ok(());
        }
        if line.trim().eq_ignore_ascii_case("END:VCARD") {
            return self.end(true);
        }
        if let Some(card) = &mut self.begun {
            card.properties.add(line);
        }
        Ok(())
    }

    fn end(&mut self, is_whole: bool) -> Result<(), Failed> {
        let Some(mut card) = self.begun.take() else { return Ok(()) };
        if !is_whole {
            let flaw = ("the card has no END:VCARD".to_owned(), "名片缺少 END:VCARD".to_owned());
            card.properties.flaw = Some(flaw);
        }
        let read = match card.properties.flaw.take() {
            Some(flaw) => Err(flaw),
            None => card.read(&mut self.passed_over).map_err(|reason| (reason.clone(), reason)),
        };
        match read {
            // It lists other cards.
            Ok(None) => {
                self.passed_over.insert("KIND:group".to_owned());
            }
            Ok(Some((kind, cells))) => {
                let cells = cells.iter().map(|(name, cell)| (name.as_str(), guard(cell.clone())));
                self.document.rows(Some(kind.name())).push_named(card.line, cells)?;
            }
            Err((english, chinese)) => {
                // A table of its own would have no columns.
                let has = |kind: Kind| {
                    self.document.sections.iter().any(|section| section.name.as_deref() == Some(kind.name()))
                };
                let kind =
                    if has(Kind::Account) && !has(Kind::Contact) { Kind::Account } else { Kind::Contact };
                let rows = self.document.rows(Some(kind.name()));
                rows.push_broken(card.line, card.title(), english, chinese)?;
            }
        }
        Ok(())
    }
}

impl Card {
    /// What a broken card is called where that can be read.
    fn title(&self) -> String {
        self.properties.first("FN").unwrap_or_default()
    }

    /// Whom the card is of, and its cells; nothing of a group of other cards.
    fn read(&self, passed_over: &mut BTreeSet<String>) -> Result<Option<(Kind, Cells)>, String> {
        if self.properties.first("KIND")?.eq_ignore_ascii_case("group") {
            return Ok(None);
        }
        let mut organisation = match self.properties.named("ORG").next() {
            Some(property) => property.parts()?.into_iter(),
            None => Vec::new().into_iter(),
        };
        let company = organisation.next().unwrap_or_default();
        let department: Vec<String> = organisation.filter(|part| !part.is_empty()).collect();
        let name = self.name()?;
        let is_company = self.properties.first("KIND")?.eq_ignore_ascii_case("org")
            || self.properties.first("X-ABSHOWAS")?.eq_ignore_ascii_case("COMPANY")
            || (!company.is_empty() && (name.is_empty() || fold(&name) == fold(&company)));
        let mut cells = Vec::new();
        let mut put = |name: &str, text: String| {
            if !text.is_empty() {
                cells.push((name.to_owned(), text));
            }
        };
        let kind = if is_company {
            put("name", if name.is_empty() { company } else { name });
            Kind::Account
        } else {
            put("account", company);
            put("name", name);
            put("department", department.join(" / "));
            Kind::Contact
        };
        self.others(kind, &mut put, passed_over)?;
        Ok(Some((kind, cells)))
    }

    /// The name as it is shown, else put together as people of its script do.
    fn name(&self) -> Result<String, String> {
        let shown = self.properties.first("FN")?;
        if !shown.trim().is_empty() {
            return Ok(shown.trim().to_owned());
        }
        let Some(parts) = self.properties.named("N").next() else { return Ok(String::new()) };
        let parts = parts.parts()?;
        let mut name = NameParts::default();
        for (part, text) in [NamePart::Family, NamePart::Given, NamePart::Middle].into_iter().zip(&parts) {
            name.put(part, text);
        }
        Ok(name.joined())
    }

    fn others(
        &self,
        kind: Kind,
        put: &mut impl FnMut(&str, String),
        passed_over: &mut BTreeSet<String>,
    ) -> Result<(), String> {
        let mut numbers: BTreeMap<&str, u32> = BTreeMap::new();
        for &(property, field, is_list) in TAKEN {
            let mut found: Vec<&Property> = self.properties.named(property).collect();
            found.sort_by_key(|property| !property.is_preferred());
            if is_list {
                let mut items =
                    found.iter().map(|property| property.items()).collect::<Result<Vec<_>, _>>()?;
                if field == "external_ids" {
                    items.push(self.properties.named("UID").take(1).map(uid).collect::<Result<_, _>>()?);
                }
                put(
                    field,
                    join_list(items.iter().flatten().map(String::as_str).filter(|item| !item.is_empty())),
                );
                continue;
            }
            for property in found {
                let number = numbers.entry(field).and_modify(|number| *number += 1).or_insert(1);
                if (kind, property.name.as_str(), *number) == (Kind::Account, "ADR", 1) {
                    place(&property.parts()?, put);
                    continue;
                }
                let text = match field {
                    "address" => address(&property.parts()?),
                    "birthday" => day(&property.text()?),
                    _ => without_scheme(property.text()?.trim()).to_owned(),
                };
                // A day without its year is no date that could be kept.
                let field = if field == "birthday" && text.starts_with("--") { "birthday_2" } else { field };
                // No field is called so: it is a value that the user may keep.
                put(&if *number == 1 { field.to_owned() } else { format!("{field}_{number}") }, text);
            }
        }
        let is_taken = |name: &str| {
            name == "UID" || ABOUT_THE_CARD.contains(&name) || TAKEN.iter().any(|(taken, ..)| *taken == name)
        };
        let left =
            self.properties.all.iter().filter(|property| property.is_binary() || !is_taken(&property.name));
        passed_over.extend(left.map(|property| property.name.clone()));
        Ok(())
    }
}

/// The number of a card as an external id.
fn uid(property: &Property) -> Result<String, String> {
    let uid = property.text()?;
    Ok(if uid.trim().is_empty() { String::new() } else { format!("vcard:{}", uid.trim()) })
}

/// Where a company is, each part in its field.
fn place(parts: &[String], put: &mut impl FnMut(&str, String)) {
    let part = |place: usize| parts.get(place).cloned().unwrap_or_default();
    put("address", address(&[part(0), part(1), part(2), part(5)]));
    put("city", part(3));
    put("region", part(4));
    put("country", part(6));
}

/// A number or an address that version 4.0 writes as a link.
fn without_scheme(text: &str) -> &str {
    text.strip_prefix("tel:").or_else(|| text.strip_prefix("mailto:")).unwrap_or(text)
}

/// Street, town, region, code, country, as they stand on the card.
fn address(parts: &[String]) -> String {
    let filled = parts.iter().filter(|part| !part.is_empty());
    filled.map(|part| part.replace('\n', ", ")).collect::<Vec<_>>().join(", ")
}

/// A day as `2026-03-01`, which cards may write without the dashes and with a time.
fn day(text: &str) -> String {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    if day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    }
    day.to_owned()
}
