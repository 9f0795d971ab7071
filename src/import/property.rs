//! One property of a card or of a calendar's event: its name, what is said about it, and its value, in any version of the format
//! (vCard 2.1; 3.0, RFC 2426; 4.0, RFC 6350; iCalendar, RFC 5545). Read here and not by a library, since the ones there are replace
//! what they cannot decode and pass over a missing end.

use super::encoding::{decode, named};

/// How many lines a card or an event may have.
const MOST_LINES: usize = 20_000;

/// The properties of a card or of an event, as their lines come.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) all: Vec<Property>,
    lines: usize,
    /// What of them cannot be read, in both languages.
    pub(super) flaw: Option<(String, String)>,
}

impl Properties {
    /// Adds a line, to the property before where it was folded.
    pub(super) fn add(&mut self, line: &str) {
        self.lines += 1;
        if self.lines > MOST_LINES {
            self.flaw = Some(("it is too long".to_owned(), "内容过长".to_owned()));
        } else if let Some(last) = self.all.last_mut().filter(|last| last.goes_on()) {
            last.append(line);
        } else if let (Some(more), Some(last)) = (line.strip_prefix([' ', '\t']), self.all.last_mut()) {
            last.fold_in(more);
        } else if !line.trim().is_empty() {
            if let Some(property) = Property::parse(line) {
                self.all.push(property);
            } else {
                let flaw = (format!("\"{line}\" is no property"), format!("“{line}”不是属性"));
                self.flaw.get_or_insert(flaw);
            }
        }
    }

    /// The properties of a name that hold text.
    pub(super) fn named<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Property> {
        self.all.iter().filter(move |property| property.name == name && !property.is_binary())
    }

    /// The text of the first property of a name; nothing where there is none.
    pub(super) fn first(&self, name: &str) -> Result<String, String> {
        self.named(name).next().map_or(Ok(String::new()), Property::text)
    }
}

/// A property as it stands.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Property {
    /// In capitals, without the group before it.
    pub(super) name: String,
    parameters: Vec<(String, String)>,
    value: String,
}

/// How values are encoded, as version 2.1 says it.
const ENCODINGS: &[&str] = &["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"];

impl Property {
    /// Reads a line that was unfolded. Nothing for a line without a colon.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let (head, value) = split_head(line)?;
        let mut parts = split_outside_quotes(head, ';').into_iter();
        let name = parts.next()?;
        let name = name.rsplit('.').next().unwrap_or(name).trim().to_ascii_uppercase();
        let parameter = |part: &str| {
            if let Some((name, value)) = part.split_once('=') {
                return (name.trim().to_ascii_uppercase(), value.trim_matches('"').to_owned());
            }
            // Version 2.1 names types and encodings bare.
            let name = if ENCODINGS.iter().any(|known| known.eq_ignore_ascii_case(part)) {
                "ENCODING"
            } else {
                "TYPE"
            };
            (name.to_owned(), part.to_owned())
        };
        Some(Self { name, parameters: parts.map(parameter).collect(), value: value.to_owned() })
    }

    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the value goes on in the next line, as a quoted-printable one does.
    pub(super) fn goes_on(&self) -> bool {
        self.is_quoted() && self.value.ends_with('=')
    }

    pub(super) fn append(&mut self, line: &str) {
        self.value.pop();
        self.value.push_str(line);
    }

    /// Adds a line that was folded.
    pub(super) fn fold_in(&mut self, more: &str) {
        self.value.push_str(more);
    }

    fn is_quoted(&self) -> bool {
        self.parameter("ENCODING").is_some_and(|encoding| encoding.eq_ignore_ascii_case("QUOTED-PRINTABLE"))
    }

    /// Whether the value is no text.
    pub(super) fn is_binary(&self) -> bool {
        self.parameter("ENCODING")
            .is_some_and(|encoding| matches!(encoding.to_ascii_uppercase().as_str(), "B" | "BASE64"))
            || self.value.starts_with("data:")
    }

    pub(super) fn is_preferred(&self) -> bool {
        self.parameter("PREF").is_some_and(|rank| rank == "1") || self.has_type("PREF")
    }

    fn has_type(&self, wanted: &str) -> bool {
        let types = self.parameters.iter().filter(|(name, _)| name == "TYPE");
        types.flat_map(|(_, types)| types.split(',')).any(|known| known.trim().eq_ignore_ascii_case(wanted))
    }

    /// The value as text, still with its escapes; or why it cannot be read.
    fn decoded(&self) -> Result<String, String> {
        if !self.is_quoted() {
            return Ok(self.value.clone());
        }
        let bytes = unquoted(&self.value)?;
        let charset =
            named(self.parameter("CHARSET").unwrap_or("UTF-8")).map_err(|error| error.to_string())?;
        decode(&bytes, Some(charset)).map(|decoded| decoded.text).map_err(|error| error.to_string())
    }

    /// The parts of a value that has several, such as a name or an address.
    pub(super) fn parts(&self) -> Result<Vec<String>, String> {
        Ok(split_escaped(&self.decoded()?, ';'))
    }

    /// The value as one text.
    pub(super) fn text(&self) -> Result<String, String> {
        Ok(unescaped(&self.decoded()?))
    }

    /// The items of a list.
    pub(super) fn items(&self) -> Result<Vec<String>, String> {
        Ok(split_escaped(&self.decoded()?, ','))
    }
}

/// The name with its parameters, and the value.
fn split_head(line: &str) -> Option<(&str, &str)> {
    let mut is_quoted = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '"' => is_quoted = !is_quoted,
            ':' if !is_quoted => return Some((&line[..at], &line[at + 1..])),
            _ => {}
        }
    }
    None
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|letter: char| {
        is_quoted ^= letter == '"';
        letter == separator && !is_quoted
    })
    .collect()
}

/// Cuts a value at a separator that is not escaped, and takes the escapes out of the parts.
fn split_escaped(text: &str, separator: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars();
    while let (Some(letter), Some(part)) = (letters.next(), parts.last_mut()) {
        match letter {
            '\\' => {
                part.push('\\');
                part.extend(letters.next());
            }
            letter if letter == separator => parts.push(String::new()),
            letter => part.push(letter),
        }
    }
    parts.iter().map(|part| unescaped(part).trim().to_owned()).collect()
}

fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(other @ (',' | ';' | '\\' | ':')) => plain.push(other),
                other => {
                    plain.push('\\');
                    plain.extend(other);
                }
            },
            (letter, false) => plain.push(letter),
        }
    }
    plain
}

/// The bytes of a quoted-printable text (RFC 2045, 6.7).
fn unquoted(text: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, more)) = rest.split_first() {
        rest = more;
        if byte != b'=' {
            bytes.push(byte);
            continue;
        }
        let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.ok_or_else(|| format!("\"{text}\" is not quoted-printable"))?);
        rest = &rest[2..];
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::Property;

    #[test]
    fn properties_of_every_version_are_read() {
        for (line, name, text) in [
            ("FN:Li Wei", "FN", "Li Wei"),
            ("item1.EMAIL;type=INTERNET;type=pref:a@b.cn", "EMAIL", "a@b.cn"),
            ("TEL;WORK;VOICE:+86 755", "TEL", "+86 755"),
            ("NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=8D=8E=E4=B8=BA", "NOTE", "华为"),
            ("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:=BB=AA=CE=AA", "NOTE", "华为"),
            ("NOTE:a\\, b\\; c\\nd\\\\e", "NOTE", "a, b; c\nd\\e"),
            ("ADR;LABEL=\"1: Road; Town\":;;1 Road;Town", "ADR", ";;1 Road;Town"),
        ] {
            let property = Property::parse(line).unwrap();
            assert_eq!((property.name.as_str(), property.text()), (name, Ok(text.to_owned())), "{line}");
        }
        let parts = Property::parse("N:O\\;Brien;Anne;;Dr.;").unwrap().parts().unwrap();
        assert_eq!(parts, ["O;Brien", "Anne", "", "Dr.", ""]);
        assert_eq!(Property::parse("no colon"), None);
        assert!(Property::parse("NOTE;ENCODING=QUOTED-PRINTABLE:=ZZ").unwrap().text().is_err());
        assert!(
            Property::parse("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:=FF=FF").unwrap().text().is_err()
        );
    }
}
