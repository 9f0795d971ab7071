//! Turns the built-in playbook, which people write as YAML, into the JSON that the program reads when it starts: that takes it a tenth
//! of the time.

use std::error::Error;
use std::path::Path;

use serde_json::{Map, Value};
use serde_yaml::DuplicateKeyPolicy;

mod yaml_options;

/// The files of the playbook, in the order of its sections. Each holds one section or several.
const FILES: [&str; 8] = ["stages", "tiers", "looks", "people", "needs", "orders", "surveys", "checks"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/playbook/yaml_options.rs");
    let mut options = yaml_options::options();
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    let mut playbook = Map::new();
    for file in FILES {
        let path = format!("src/playbook/{file}.yaml");
        println!("cargo::rerun-if-changed={path}");
        let text = std::fs::read_to_string(&path)?;
        let sections: Map<String, Value> = serde_yaml::from_str_with_options(&text, options.clone())
            .map_err(|error| format!("{path}: {error}"))?;
        playbook.extend(sections);
    }
    let target = Path::new(&std::env::var("OUT_DIR")?).join("playbook.json");
    Ok(std::fs::write(target, serde_json::to_string(&playbook)?)?)
}
