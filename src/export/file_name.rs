//! File names from names of companies, that every file system takes and that never change while the name does not.

use std::collections::HashSet;

use crate::domain::fold::fold;

/// The most bytes of a name, without what tells it apart and its ending. Encrypted file systems take 143 in all.
const LONGEST: usize = 100;

/// Devices of Windows, which are no names of files whatever their ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Gives names to files, no two of which any file system takes for one.
#[derive(Debug, Default)]
pub struct FileNames {
    taken: HashSet<String>,
}

impl FileNames {
    /// The name for a name: the name itself where it can be one, else what can be shown of it and a sign that depends on
    /// the name alone.
    pub fn name(&mut self, name: &str) -> String {
        let safe = safe(name);
        let first =
            if safe == name { safe.clone() } else { format!("{safe}~{:06x}", sign(name) & 0xff_ffff) };
        let numbered = (2..).map(|number: u32| format!("{safe}~{:06x}-{number}", sign(name) & 0xff_ffff));
        // Accounts are told apart without regard to case, as some file systems do.
        let found = std::iter::once(first).chain(numbered).find(|name| self.taken.insert(fold(name)));
        found.unwrap_or(safe)
    }
}

/// The name with everything replaced that some file system does not take, no longer than it may be.
fn safe(name: &str) -> String {
    let is_unsafe = |letter: char| {
        letter.is_control() || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '~')
    };
    let mut safe: String = name.chars().map(|letter| if is_unsafe(letter) { '-' } else { letter }).collect();
    if safe.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|end| safe.is_char_boundary(*end)).unwrap_or(0);
        safe.truncate(end);
        safe.truncate(safe.trim_end().len());
    }
    let stem = safe.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let is_device = DEVICES.contains(&stem.as_str())
        || stem
            .strip_suffix(|digit: char| digit.is_ascii_digit())
            .is_some_and(|stem| matches!(stem, "com" | "lpt"));
    // Files that begin with a dot are hidden, those that begin with a hyphen look like options.
    if safe.is_empty() || safe.starts_with(['.', '-', ' ']) || is_device {
        safe.insert(0, '_');
    }
    safe
}

/// A number that depends on the name alone (FNV-1a).
fn sign(name: &str) -> u64 {
    name.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |sign, byte| (sign ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_stays_where_it_can() {
        let mut names = FileNames::default();
        for name in ["华为技术有限公司", "Example Steel Ltd.", "AT&T (US)", "Ünïted", "console"] {
            assert_eq!(names.name(name), name);
        }
        for (name, file) in [
            ("A/B", "A-B~"),
            ("A:B", "A-B~"),
            ("CON", "_CON~"),
            ("com1.de", "_com1.de~"),
            ("..", "_..~"),
            ("-rf", "_-rf~"),
            ("tab\there", "tab-here~"),
        ] {
            let given = names.name(name);
            assert!(given.starts_with(file) && given.len() == file.len() + 6, "{given}");
            assert_eq!(given, FileNames::default().name(name), "whatever else there is");
        }
    }

    #[test]
    fn no_two_files_have_one_name() {
        let mut names = FileNames::default();
        let first = names.name("A/B");
        assert_eq!(names.name("A/B"), format!("{first}-2"));
        assert_ne!(names.name("a"), names.name("A"));
    }

    proptest! {
        #[test]
        fn every_file_system_takes_it(name in any::<String>()) {
            let file = FileNames::default().name(&name);
            prop_assert!((1..=120).contains(&file.len()));
            let never = |letter: char| letter.is_control() || r#"/\:*?"<>|"#.contains(letter);
            prop_assert!(!file.contains(never) && !file.starts_with(['.', '-', ' ']));
        }
    }
}
