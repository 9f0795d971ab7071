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

    /// The whole name: `Ann B. Miller`, but `王小明`, family name first and without spaces. Empty without parts.
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
        let is_chinese = |text: &str| {
            !text.is_empty() && text.chars().all(|letter| matches!(letter, '\u{3400}'..='\u{9FFF}' | '·'))
        };
        let parts = [&self.given, &self.middle, &self.family];
        if parts.iter().any(|part| is_chinese(part))
            && parts.iter().all(|part| part.is_empty() || is_chinese(part))
        {
            return format!("{}{}{}", self.family, self.middle, self.given);
        }
        let filled: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        filled.join(" ")
    }
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
