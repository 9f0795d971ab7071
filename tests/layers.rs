//! The shape of the code: which module may use which, and which crate has its home where.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Each module of the library and those it may use. The binary may use them all.
const ARROWS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("playbook", &["domain"]),
    ("analysis", &["playbook", "domain"]),
    ("store", &["playbook", "domain"]),
    ("import", &["playbook", "domain"]),
    ("interview", &["analysis", "playbook", "domain"]),
    ("export", &["playbook", "domain"]),
    ("report", &["analysis", "export", "playbook", "domain"]),
    ("ops", &["store", "import", "interview", "analysis", "playbook", "domain"]),
];

/// Crates with a purpose of their own, and the only places that name them.
const HOMES: &[(&str, &[&str])] = &[
    ("anstream", &["src/bin/acct/"]),
    ("anyhow", &["src/bin/acct/"]),
    ("chardetng", &["src/import/encoding"]),
    ("clap", &["src/bin/acct/"]),
    ("clap_complete", &["src/bin/acct/commands/completions"]),
    ("clap_mangen", &["src/bin/acct/commands/man"]),
    ("comfy_table", &["src/bin/acct/output"]),
    ("csv", &["src/import/csv", "src/export/"]),
    ("ctrlc", &["src/bin/acct/"]),
    ("dialoguer", &["src/bin/acct/prompt"]),
    ("encoding_rs", &["src/import/encoding"]),
    ("etcetera", &["src/bin/acct/config"]),
    ("indicatif", &["src/bin/acct/ui"]),
    ("jiff", &["src/domain/date", "src/bin/acct/clock"]),
    ("minijinja", &["src/report/"]),
    ("rusqlite", &["src/store/"]),
    ("rustyline", &["src/bin/acct/prompt"]),
    ("serde_yaml", &["src/playbook/", "src/export/yaml", "src/bin/acct/config", "src/bin/acct/help"]),
    ("strsim", &["src/playbook/", "src/ops/", "src/analysis/", "src/import/", "src/bin/acct/"]),
    ("unicode_normalization", &["src/domain/fold", "src/domain/words"]),
    ("unicode_segmentation", &["src/analysis/excerpt"]),
];

fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                sources.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(sources.len() > 50, "the sources were found");
    sources
}

/// The code of a file without comments and without its tests at the end.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests").next().unwrap_or(text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    lines.join("\n")
}

/// Whether a path that begins with `name::` is named.
fn names(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(start, _)| {
        let before = code[..start].chars().next_back();
        !before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
            || code[..start].ends_with(" ::")
    })
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let Some(module) = file.strip_prefix("src/").and_then(|rest| rest.split('/').next()) else {
            continue;
        };
        let Some(below) = allowed.get(module) else { continue };
        let code = code(&text).replace("$crate::", "crate::");
        for (other, _) in ARROWS {
            if *other != module && !below.contains(other) && code.contains(&format!("crate::{other}::")) {
                wrong.push(format!("{file} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_library_has_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && name != "bin" {
            assert!(ARROWS.iter().any(|(module, _)| *module == name), "{name} is in no arrow");
        }
    }
}

#[test]
fn crates_are_named_only_at_home() {
    let mut wrong = Vec::new();
    for (file, text) in sources().into_iter().filter(|(file, _)| !file.contains("/tests")) {
        let code = code(&text);
        for (name, homes) in HOMES {
            if names(&code, name) && !homes.iter().any(|home| file.starts_with(home)) {
                wrong.push(format!("{file} names {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for_and_is_of_human_size() {
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        if !text.starts_with("//!") {
            wrong.push(format!("{file} does not open with //!"));
        }
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{file} has {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
