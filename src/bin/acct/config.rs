//! The user's settings: a small YAML file.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use serde::{Deserialize, Serialize};

/// What the file may say. Flags and environment win over it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// The file to work on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) db: Option<PathBuf>,
    /// `en` or `zh`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    /// The currency of amounts that name none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) currency: Option<String>,
    /// Our person, for the history.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<String>,
    /// The user's playbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) playbook: Option<PathBuf>,
}

/// The names of the settings.
pub(crate) const SETTINGS: &[&str] = &["db", "language", "currency", "user", "playbook"];

/// Where the settings and, by default, the data are.
pub(crate) struct Places {
    pub(crate) config: PathBuf,
    pub(crate) data: PathBuf,
}

impl Places {
    pub(crate) fn find() -> anyhow::Result<Self> {
        let strategy = choose_app_strategy(AppStrategyArgs {
            top_level_domain: String::new(),
            author: String::new(),
            app_name: "acct".to_owned(),
        })
        .context("finding your home folder")?;
        let config = match std::env::var_os("ACCT_CONFIG") {
            Some(path) if !path.is_empty() => PathBuf::from(path),
            _ => strategy.config_dir().join("config.yaml"),
        };
        Ok(Self { config, data: strategy.data_dir().join("accounts.db") })
    }
}

impl Config {
    /// Reads the settings; there need not be any.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
        };
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        let mut config: Self =
            serde_yaml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
        // Paths in the file are relative to it.
        let folder = path.parent().unwrap_or(Path::new("."));
        for place in [&mut config.db, &mut config.playbook].into_iter().flatten() {
            *place = folder.join(&place);
        }
        Ok(config)
    }
}
