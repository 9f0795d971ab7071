//! The shape of the code: which module may use which, and which crate has its home where.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each module of the library and those it may use, as the crate's documentation draws them.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    let text = std::fs::read_to_string(root).unwrap();
    let drawn = text.split("//! ```").nth(1).unwrap();
    drawn
        .lines()
        .filter_map(|line| line.trim_start_matches("//!").split_once("->"))
        .map(|(module, below)| {
            let below = below.split(',').map(str::trim).filter(|name| !name.is_empty());
            (module.trim().to_owned(), below.map(str::to_owned).collect())
        })
        .collect()
}

/// Crates with a purpose of their own, and the only places that name them.
const HOMES: &[(&str, &[&str])] = &[
    ("anstream", &["src/bin/acct/"]),
    ("anyhow", &["src/bin/acct/"]),
    ("calamine", &["src/import/workbook"]),
    ("cfb", &["src/import/workbook/xls"]),
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
    ("flate2", &["src/import/source"]),
    ("indicatif", &["src/bin/acct/ui"]),
    ("jiff", &["src/domain/date", "src/bin/acct/clock"]),
    ("memchr", &["src/import/"]),
    ("mimalloc", &["src/bin/acct/main"]),
    ("minijinja", &["src/report/"]),
    ("quick_xml", &["src/import/workbook/ods"]),
    ("rusqlite", &["src/store/"]),
    ("rust_xlsxwriter", &["src/export/spreadsheet"]),
    ("rustyline", &["src/bin/acct/prompt"]),
    ("ruzstd", &["src/import/source"]),
    ("serde_yaml", &["src/playbook/", "src/export/yaml", "src/bin/acct/config", "src/bin/acct/help"]),
    (
        "strsim",
        &["src/domain/", "src/playbook/", "src/ops/", "src/analysis/", "src/import/", "src/bin/acct/"],
    ),
    ("tempfile", &["src/import/source", "src/import/table/spool", "src/ops/mod", "src/bin/acct/"]),
    ("unicode_normalization", &["src/domain/fold", "src/domain/plain", "src/domain/words"]),
    ("unicode_segmentation", &["src/analysis/excerpt"]),
    ("zip", &["src/import/workbook"]),
];

/// Crates that may be named anywhere.
const ANYWHERE: &[&str] = &["serde", "serde_json", "unicode_width"];

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

/// The modules of the crate that code names: `crate::store::Store`, `use crate::{store, ops::Session}`.
fn modules_of_crate(code: &str) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for (start, path) in code.match_indices("crate::") {
        let rest = &code[start + path.len()..];
        match rest.strip_prefix('{') {
            Some(group) => modules.extend(first_names(group)),
            None => modules.extend(first_name(rest)),
        }
    }
    modules
}

/// The first name of each path in a group, whose opening brace was taken off.
fn first_names(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.extend(first_name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        if letter == '}' && depth == 0 && start == at + 1 {
            break;
        }
    }
    names
}

fn first_name(path: &str) -> Option<String> {
    let name: String =
        path.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

#[test]
fn imports_are_understood_in_every_form() {
    for (code, modules) in [
        ("use crate::store::Store;", &["store"][..]),
        ("use crate::store;", &["store"]),
        ("use crate::{choices, store::{self, Query}, ops};\nuse std::{fs};", &["choices", "ops", "store"]),
        ("use crate::{\n    export::{A, b::{C, D}},\n    domain,\n};", &["domain", "export"]),
        ("fn x() -> $crate::domain::Id { crate::report::y() }", &["domain", "report"]),
    ] {
        let found: Vec<String> = modules_of_crate(code).into_iter().collect();
        assert_eq!(found, modules, "{code}");
    }
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let arrows = arrows();
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (file, text) in sources() {
        let module = file.strip_prefix("src/").and_then(|rest| rest.split('/').next());
        let Some((module, below)) = module.and_then(|module| arrows.get_key_value(module)) else { continue };
        let named = modules_of_crate(&code(&text)).into_iter();
        for other in named.filter(|name| name != module && arrows.contains_key(name)) {
            if !below.contains(&other) {
                wrong.push(format!("{file} uses {other}"));
            }
            used.entry(module).or_default().insert(other);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (module, below) in &arrows {
        let used = used.remove(module.as_str()).unwrap_or_default();
        assert_eq!(used, *below, "what {module} uses, and what the crate's documentation says that it may");
    }
}

#[test]
fn every_module_of_the_library_has_its_place() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let arrows = arrows();
    for entry in std::fs::read_dir(root).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() && name != "bin" {
            assert!(arrows.contains_key(&name), "{name} is in no arrow");
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
fn every_crate_has_a_home() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = std::fs::read_to_string(manifest).unwrap();
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let dependencies = rest.split("\n[").next().unwrap();
    let depended: BTreeSet<String> = dependencies
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .collect();
    let placed = HOMES.iter().map(|(name, _)| *name).chain(ANYWHERE.iter().copied());
    assert_eq!(depended, placed.map(str::to_owned).collect());
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

/// What is counted somewhere. `language::count` says these in the singular where there is one.
const COUNTED: &[&str] = &[
    "accounts", "answers", "cells", "changes", "columns", "contacts", "days", "entries", "fields", "files",
    "hours", "mistakes", "operations", "pages", "people", "questions", "records", "rows",
];

/// Where the numbers are known to be more than one.
const ALWAYS_SEVERAL: &[&str] =
    &["src/bin/acct/commands/demo.rs", "src/ops/demo/", "src/bin/acct/commands/playbook/show.rs"];

#[test]
fn what_is_counted_agrees_with_its_number() {
    let mut found = Vec::new();
    for (name, text) in sources() {
        if ALWAYS_SEVERAL.iter().any(|known| name.starts_with(known)) || name.ends_with("tests.rs") {
            continue;
        }
        for line in code(&text).lines() {
            for (at, _) in line.match_indices("} ") {
                let counted = line[at + 2..].split(' ').take(2);
                let bare = counted.map(|word| word.trim_end_matches(|letter: char| !letter.is_alphabetic()));
                if bare.into_iter().any(|word| COUNTED.contains(&word)) {
                    found.push(format!("{name}: {}", line.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "use language::count:\n{}", found.join("\n"));
}
