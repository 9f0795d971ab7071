//! The parts of a person's name, and how they make one.

/// A part that lists of people keep in a column of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamePart {
    Given,
    Middle,
    Family,
}

impl NamePart {
    pub const ALL: [Self; 3] = [Self::Given, Self::Middle, Self::Family];

    /// As rules for columns name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given_name",
            Self::Middle => "middle_name",
            Self::Family => "family_name",
        }
    }
}

/// The parts of one name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    given: String,
    middle: String,
    family: String,
}

impl NameParts {
    /// Sets a part, unless it is there already.
    pub fn put(&mut self, part: NamePart, text: &str) {
        let held = match part {
            NamePart::Given => &mut self.given,
            NamePart::Middle => &mut self.middle,
            NamePart::Family => &mut self.family,
        };
        if held.is_empty() {
            text.trim().clone_into(held);
        }
    }

    /// The whole name: `Ann B. Miller`, but `王小明` in Chinese, Japanese and Korean, family name first and without spaces. Empty without parts.
    ///
    /// ```
    /// use acct::domain::person_name::{NamePart, NameParts};
    /// let mut name = NameParts::default();
    /// name.put(NamePart::Given, "小明");
    /// name.put(NamePart::Family, "王");
    /// assert_eq!(name.joined(), "王小明");
    /// ```
    #[must_use]
    pub fn joined(&self) -> String {
        let goes_without = |text: &str| !text.is_empty() && text.chars().all(goes_without_spaces);
        let parts = [&self.given, &self.middle, &self.family];
        if parts.iter().any(|part| goes_without(part))
            && parts.iter().all(|part| part.is_empty() || goes_without(part))
        {
            return format!("{}{}{}", self.family, self.middle, self.given);
        }
        let filled: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        filled.join(" ")
    }
}

/// Whether a letter is one of those with which names are written in one: Han, kana, Hangul.
fn goes_without_spaces(letter: char) -> bool {
    matches!(letter,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〇' | '·'
        | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}'
        | '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7AF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_joined_as_its_language_has_it() {
        for (given, middle, family, whole) in [
            ("Ann", "", "Miller", "Ann Miller"),
            ("Ann", "B.", "Miller", "Ann B. Miller"),
            (" Ann ", "", "", "Ann"),
            ("小明", "", "王", "王小明"),
            ("", "", "欧阳", "欧阳"),
            ("Xiaoming", "", "王", "Xiaoming 王"),
            ("さくら", "", "佐々木", "佐々木さくら"),
            ("민수", "", "김", "김민수"),
            ("Пётр", "Сергеевич", "Иванов", "Пётр Сергеевич Иванов"),
            ("", "", "", ""),
        ] {
            let mut name = NameParts::default();
            for (part, text) in
                [(NamePart::Given, given), (NamePart::Middle, middle), (NamePart::Family, family)]
            {
                name.put(part, text);
            }
            assert_eq!(name.joined(), whole);
        }
    }
}
