//! The sample: a file of its own, and the commands that are proposed for it.

use std::process::Command;

use crate::shell::{Run, Shell};

/// The lines of what was said that are commands on the sample.
fn proposed(run: &Run) -> Vec<String> {
    let commands = run.stderr.lines().filter(|line| line.starts_with("  ") && line.contains(" --db "));
    commands.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn every_command_that_is_proposed_works() {
    for language in ["en", "zh"] {
        let shell = Shell::new();
        let made = shell.run(&["--lang", language, "demo"]);
        assert_eq!(made.code, 0, "{}", made.stderr);
        let commands = proposed(&made);
        assert!(commands.len() >= 5, "{}", made.stderr);
        // A walk needs a person to answer.
        for command in commands
            .iter()
            .filter(|command| !command.contains(".db look '") && !command.contains(".db look 示"))
        {
            let here = shell.command(&[]);
            let environment = here.get_envs().filter_map(|(name, value)| Some((name, value?)));
            let mut sh = Command::new("/bin/sh");
            let output = sh
                .args(["-c", command])
                .current_dir(shell.folder())
                .env_clear()
                .env("TZ", "UTC")
                .envs(environment)
                .output()
                .unwrap();
            assert!(output.status.success(), "{command}\n{}", String::from_utf8_lossy(&output.stderr));
            assert!(!output.stdout.is_empty(), "{command} shows nothing");
        }
    }
}

#[test]
fn without_a_file_named_the_sample_goes_beside_the_usual_one() {
    let shell = Shell::new();
    let run = |arguments: &[&str]| {
        let output = shell.command(arguments).env_remove("ACCT_DB").output().unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let (code, stdout, stderr) = run(&["demo", "--json"]);
    assert_eq!(code, Some(0), "{stderr}");
    let made: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((&made["accounts"], &made["contacts"]), (&12.into(), &53.into()));
    let file = made["file"].as_str().unwrap().to_owned();
    assert!(file.ends_with("demo.db") && std::path::Path::new(&file).exists(), "{file}");
    let (code, _, stderr) = run(&["list"]);
    assert_eq!(code, Some(3), "the usual file was not touched: {stderr}");
}

#[test]
fn accounts_of_ones_own_are_left_alone() {
    let shell = Shell::new();
    shell.ok(&["add", "Own Ltd"]);
    for arguments in [&["demo"][..], &["demo", "--force"], &["demo", "--dry-run"]] {
        let told = shell.refused(1, arguments);
        assert!(told.contains("accounts of your own"), "{told}");
    }
    assert_eq!(shell.ok(&["list", "--format", "ids"]).trim(), "1");
}

#[test]
fn a_dry_run_keeps_nothing_and_force_starts_anew() {
    let shell = Shell::new();
    assert!(shell.run(&["demo", "--dry-run"]).stderr.contains("Nothing was kept"));
    shell.ok(&["demo"]);
    let told = shell.refused(1, &["demo"]);
    assert!(told.contains("demo --force"), "{told}");
    shell.ok(&["edit", "Example Foods", "--city", "Springfield"]);
    shell.ok(&["demo", "--force", "--dry-run"]);
    assert_eq!(shell.json(&["show", "Example Foods"])["city"], "Springfield");
    shell.ok(&["demo", "--force"]);
    assert_eq!(shell.json(&["show", "Example Foods"])["city"], "Chicago");
    shell.ok(&["add", "Own Ltd"]);
    shell.refused(1, &["demo", "--force"]);
}
