//! Tables whose rows are of several kinds: a company and, in the same row, the people in it. Each kind is a part, with
//! columns of its own.

use std::cmp::Ordering;

use super::{ByName, Vocabulary, exactly};
use crate::domain::fold::fold;
use crate::domain::kind::Kind;

/// What a part of a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole table.
    Whole,
    /// The companies. Rows below one that name none belong to it.
    Company,
    /// The rows of which a column says that they are companies, or that they are people.
    Told { column: usize, are_companies: bool },
    /// People, the first, the second ... of a row; the company is in this column.
    Person { number: usize, company: usize },
}

impl Part {
    /// The table of a part that is called so.
    #[must_use]
    pub fn whole<'n>(&self, name: &'n str) -> &'n str {
        name.strip_suffix(&self.table("")).unwrap_or(name)
    }

    /// What the part of a table is called: people by their place in the row.
    #[must_use]
    pub fn table(&self, name: &str) -> String {
        match self {
            Self::Whole | Self::Company | Self::Told { are_companies: true, .. } => name.to_owned(),
            Self::Told { are_companies: false, .. } | Self::Person { number: 0, .. } => {
                format!("{name}[contacts]")
            }
            Self::Person { number, .. } => format!("{name}[contact {number}]"),
        }
    }
}

/// Words by which a column says that a row is a company, as they are folded.
const COMPANIES: &[&str] = &["true", "yes", "y", "1", "x", "company", "是", "公司", "企业"];

/// Whether a cell says that its row is a company.
pub(in crate::import) fn says_company(cell: &str) -> bool {
    COMPANIES.contains(&fold(cell.trim()).as_str())
}

/// A part that a header has, with the name by which each of its columns is understood; none for those of other parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Split {
    pub(super) part: Part,
    pub(super) kind: Kind,
    pub(super) names: Vec<Option<String>>,
}

/// Fields of people that companies have, too. Where a row has both, such a column is the person's unless its name says
/// otherwise.
const OF_PEOPLE: [&str; 4] = ["name", "email", "phone", "title"];

/// How a column of a header with people stands.
enum Place {
    /// The company's name, by which people belong to it.
    CompanyName,
    Company,
    Person {
        number: usize,
        name: String,
    },
}

/// The parts of a header; none when its rows are of one kind. There have to be a company's name, something that only
/// companies have, and a person's name.
pub(super) fn split(header: &[String], words: Vocabulary) -> Option<Vec<Split>> {
    let named = header.iter().position(|name| is_company_name(name, words));
    let company = named.or_else(|| bare_name(header, words))?;
    let places: Vec<Place> = header
        .iter()
        .enumerate()
        .map(|(column, name)| if column == company { Place::CompanyName } else { place(name, words) })
        .collect();
    let places = with_numbers(header, places, words);
    let mut numbers: Vec<usize> = places
        .iter()
        .filter_map(|place| match place {
            Place::Person { number, name } if names_a_person(name, words) => Some(*number),
            _ => None,
        })
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let is_of_company = |(name, place): (&String, &Place)| {
        matches!(place, Place::Company)
            && matches!(exactly(Kind::Account, name, words), ByName::Target(..))
            && matches!(exactly(Kind::Contact, name, words), ByName::Nothing)
    };
    let has_company = named.is_none() || header.iter().zip(&places).any(is_of_company);
    let is_several = numbers.iter().any(|number| *number > 0);
    // Who names the company first and then whom to ask there lists companies.
    let asks_for = |name: &String| numbered(name).is_some_and(|(_, rest)| rest.is_empty());
    let has_company = has_company || (company == 0 && header.get(1).is_some_and(asks_for));
    if numbers.is_empty() || !(has_company || is_several) || !is_sure(header, &places, words) {
        return None;
    }
    let of_company = header.iter().zip(&places).map(|(name, place)| match place {
        Place::CompanyName | Place::Company => Some(name.clone()),
        Place::Person { number, .. } => (!numbers.contains(number)).then(|| name.clone()),
    });
    let mut parts = vec![Split { part: Part::Company, kind: Kind::Account, names: of_company.collect() }];
    parts.extend(numbers.iter().map(|&wanted| {
        Split {
            part: Part::Person { number: wanted, company },
            kind: Kind::Contact,
            names: places
                .iter()
                .enumerate()
                .map(|(column, place)| match place {
                    Place::CompanyName if named.is_none() => Some("account".to_owned()),
                    Place::CompanyName => Some(header[column].clone()),
                    Place::Person { number, name } if *number == wanted => Some(name.clone()),
                    _ => None,
                })
                .collect(),
        }
    }));
    Some(parts)
}

/// The same with columns such as `电话2` given to the second person, where people are numbered.
fn with_numbers(header: &[String], places: Vec<Place>, words: Vocabulary) -> Vec<Place> {
    let is_numbered = |wanted: usize| {
        wanted > 0
            && places.iter().any(|place| {
                matches!(place, Place::Person { number, name } if *number == wanted && names_a_person(name, words))
            })
    };
    let of_person = |name: &String| {
        let folded = fold(name);
        let bare = folded.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = folded[bare.len()..].parse().ok().filter(|number| is_numbered(*number))?;
        let bare = bare.trim();
        let field = goes_to(Kind::Contact, bare, words)?;
        (field != "account" && field != "name").then(|| Place::Person { number, name: bare.to_owned() })
    };
    let found: Vec<Option<Place>> = header.iter().map(of_person).collect();
    let either = |(place, found): (Place, Option<Place>)| match place {
        Place::CompanyName | Place::Person { number: 1.., .. } => place,
        place => found.unwrap_or(place),
    };
    places.into_iter().zip(found).map(either).collect()
}

/// A bare "Name" is the company's where other columns are said to be those of its people.
fn bare_name(header: &[String], words: Vocabulary) -> Option<usize> {
    let is_of_person = |name: &String| {
        numbered(name).is_some_and(|(_, rest)| !rest.is_empty() && names_a_person(&rest, words))
    };
    let place = header.iter().position(|name| is_account_name(name, words))?;
    header.iter().any(is_of_person).then_some(place)
}

/// A bare "Name" beside a company's may be anything's; that it is a person's has to show in another column.
fn is_sure(header: &[String], places: &[Place], words: Vocabulary) -> bool {
    let mut bare = false;
    let mut others = false;
    for (column, place) in header.iter().zip(places) {
        let Place::Person { name, .. } = place else { continue };
        if names_a_person(name, words) && fold(column) == fold(name) && is_account_name(name, words) {
            bare = true;
        } else {
            others = true;
        }
    }
    others || !bare
}

fn is_company_name(name: &str, words: Vocabulary) -> bool {
    is_account_name(name, words) && goes_to(Kind::Contact, name, words).as_deref() == Some("account")
}

fn is_account_name(name: &str, words: Vocabulary) -> bool {
    goes_to(Kind::Account, name, words).as_deref() == Some("name")
}

fn names_a_person(name: &str, words: Vocabulary) -> bool {
    goes_to(Kind::Contact, name, words).as_deref() == Some("name")
}

fn goes_to(kind: Kind, name: &str, words: Vocabulary) -> Option<String> {
    match exactly(kind, name, words) {
        ByName::Target(target, _) => Some(target.name().to_owned()),
        _ => None,
    }
}

fn place(name: &str, words: Vocabulary) -> Place {
    if let Some((number, rest)) = numbered(name) {
        let rest = if rest.is_empty() { "name".to_owned() } else { rest };
        if goes_to(Kind::Contact, &rest, words).is_some_and(|field| field != "account") {
            return Place::Person { number, name: rest };
        }
    }
    let person = |name: &str| Place::Person { number: 0, name: name.to_owned() };
    match (exactly(Kind::Account, name, words), exactly(Kind::Contact, name, words)) {
        (_, ByName::Target(target, _)) if target.name() == "account" => Place::Company,
        (ByName::Target(_, company), ByName::Target(target, of_person)) => {
            match company.rank().cmp(&of_person.rank()) {
                Ordering::Less => Place::Company,
                Ordering::Equal if !OF_PEOPLE.contains(&target.name()) => Place::Company,
                _ => person(name),
            }
        }
        (ByName::Nothing, ByName::Target(..)) => person(name),
        _ => Place::Company,
    }
}

/// What stands behind the word for a person: `Contact 2 E-mail` is 2 and `e-mail`, `联系人姓名` is 0 and `姓名`.
fn numbered(name: &str) -> Option<(usize, String)> {
    const PEOPLE: [&str; 8] =
        ["contact person", "contacts", "contact", "person", "people", "联系人", "联络人", "人员"];
    let folded = fold(name).replace(['_', '-', '.', ':', '：', '#'], " ");
    let rest = PEOPLE.iter().find_map(|word| folded.strip_prefix(word))?.trim_start();
    let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let number = rest[..digits].parse().unwrap_or(0);
    let behind = rest[digits..].trim();
    let (number, behind) =
        match (number, behind.char_indices().rev().find(|(_, letter)| !letter.is_ascii_digit())) {
            // `联系人姓名2`
            (0, Some((last, letter))) if last + letter.len_utf8() < behind.len() => {
                let (word, number) = behind.split_at(last + letter.len_utf8());
                (number.parse().unwrap_or(0), word.trim())
            }
            (number, _) => (number, behind),
        };
    Some((number, behind.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::Schema;
    use crate::playbook::Labels;

    /// The parts of a header: for each the names of its columns.
    fn parts(header: &str) -> Vec<String> {
        let (schema, labels) = (Schema::default(), Labels::default());
        let words = Vocabulary { schema: &schema, labels: &labels };
        let header: Vec<String> = header.split(',').map(str::to_owned).collect();
        let told = |split: Split| {
            split
                .names
                .into_iter()
                .map(|name| name.unwrap_or_else(|| "-".to_owned()))
                .collect::<Vec<_>>()
                .join(",")
        };
        split(&header, words).unwrap_or_default().into_iter().map(told).collect()
    }

    #[test]
    fn a_company_and_its_people_in_one_row_are_parts() {
        for (header, expected) in [
            (
                "Company Name,Industry,Contact Name,Title,Email",
                &["Company Name,Industry,-,-,-", "Company Name,-,name,Title,Email"][..],
            ),
            (
                "First Name,Last Name,Company,City,Phone",
                &["-,-,Company,City,-", "First Name,Last Name,Company,-,Phone"],
            ),
            (
                "公司名称,所属行业,公司电话,联系人,职务,手机",
                &["公司名称,所属行业,公司电话,-,-,-", "公司名称,-,-,name,职务,手机"],
            ),
            (
                "客户名称,联系人1姓名,联系人1电话,联系人2姓名,联系人2电话",
                &["客户名称,-,-,-,-", "客户名称,姓名,电话,-,-", "客户名称,-,-,姓名,电话"],
            ),
            (
                "Company,Website,Contact 1 Name,Contact 1 Email,Contact 2 Name",
                &["Company,Website,-,-,-", "Company,-,name,email,-", "Company,-,-,-,name"],
            ),
            (
                "公司名称,城市,联系人1,电话1,联系人2,电话2",
                &["公司名称,城市,-,-,-,-", "公司名称,-,name,电话,-,-", "公司名称,-,-,-,name,电话"],
            ),
            ("公司名称,联系人,电话", &["公司名称,-,-", "公司名称,name,电话"]),
            ("Company,Sector,Name,Title", &["Company,Sector,-,-", "Company,-,Name,Title"]),
            ("Name,City,Contact name,Contact email", &["Name,City,-,-", "account,-,name,email"]),
            ("公司,行业,联系人姓名1,联系人姓名2", &["公司,行业,-,-", "公司,-,姓名,-", "公司,-,-,姓名"]),
        ] {
            assert_eq!(parts(header), expected, "{header}");
        }
    }

    #[test]
    fn rows_of_one_kind_are_whole() {
        for header in [
            "Company,Name,Title,Email",
            "name,industry,phone,email",
            "公司名称,姓名,职务,手机",
            "Company,Name,Industry",
            "企业名称,法定代表人,注册资本,电话,邮箱",
            "Account Name,Phone,Website",
            "account,name,title,level,influence,relationship,email,phone,tags,external_ids,note",
        ] {
            assert!(parts(header).is_empty(), "{header}: {:?}", parts(header));
        }
    }
}
