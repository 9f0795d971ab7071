//! `acct config show`, `get` and `path`: what is set, and where each value comes from.

use std::io::Write as _;

use acct::domain::language::{Language, pick};
use acct::export::{Cell, Column, Format, Sheet, harmless};
use serde_json::json;

use crate::config::{Config, Setting, SettingParser};
use crate::context::Context;
use crate::display::{self, text_cell};
use crate::sheets::named_columns;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  acct config show\n  acct config show --json")]
pub(crate) struct ShowArgs {}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct config get db")]
pub(crate) struct GetArgs {
    /// The setting
    #[arg(value_name = "KEY", value_parser = SettingParser)]
    key: Setting,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct config path")]
pub(crate) struct PathArgs {}

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Source {
    Flag(&'static str),
    Environment(&'static str),
    File,
    Default,
}

impl Source {
    fn id(self) -> &'static str {
        match self {
            Self::Flag(_) => "flag",
            Self::Environment(_) => "environment",
            Self::File => "file",
            Self::Default => "default",
        }
    }

    fn label(self, language: Language) -> &'static str {
        match self {
            Self::Flag(_) => pick(language, "flag", "命令参数"),
            Self::Environment(_) => pick(language, "environment", "环境变量"),
            Self::File => pick(language, "file", "设置文件"),
            Self::Default => pick(language, "default", "默认"),
        }
    }
}

/// One setting as it is in force.
struct InForce {
    setting: Setting,
    value: Option<String>,
    source: Source,
}

pub(crate) fn show(context: &mut Context) -> anyhow::Result<()> {
    // A broken file is told here too, though the command runs so that it can be mended.
    Config::read(&context.places.config, context.language)?;
    let rates = context.config.rates.iter().map(|(currency, _)| Setting::Rate(*currency));
    let settings = Setting::ALL.iter().copied().chain(rates);
    let rows = settings.map(|setting| row(context, &in_force(context, setting))).collect();
    display::print_list(context, &Sheet { columns: columns(context), rows })
}

pub(crate) fn get(context: &mut Context, args: &GetArgs) -> anyhow::Result<()> {
    Config::read(&context.places.config, context.language)?;
    let found = in_force(context, args.key);
    if context.format() == Format::Table {
        let value = found.value.unwrap_or_default();
        writeln!(context.ui.stdout(), "{}", harmless(&value))?;
        return Ok(());
    }
    let sheet = Sheet { columns: columns(context), rows: vec![row(context, &found)] };
    display::print_record(context, &sheet)
}

pub(crate) fn path(context: &mut Context) -> anyhow::Result<()> {
    let path = context.places.config.display().to_string();
    if context.format() == Format::Table {
        writeln!(context.ui.stdout(), "{}", harmless(&path))?;
        return Ok(());
    }
    let there = context.places.config.exists();
    let text = acct::playbook::shown::yes_no(there, context.language);
    let sheet = Sheet {
        columns: named_columns(context, &[("path", "Path", "路径"), ("exists", "Exists", "是否存在")]),
        rows: vec![vec![text_cell(&path), Cell { data: json!(there), text: text.to_owned() }]],
    };
    display::print_record(context, &sheet)
}

fn columns(context: &Context) -> Vec<Column> {
    let named = [
        ("setting", "Setting", "设置项"),
        ("value", "Value", "值"),
        ("source", "Comes from", "来源"),
        ("place", "Which", "出处"),
    ];
    named_columns(context, &named)
}

fn row(context: &Context, found: &InForce) -> Vec<Cell> {
    let place = match found.source {
        Source::Flag(name) | Source::Environment(name) => name.to_owned(),
        Source::File => context.places.config.display().to_string(),
        Source::Default => String::new(),
    };
    let value = match (&found.value, found.setting) {
        (None, Setting::Playbook) => {
            Cell { text: pick(context.language, "built in", "内置").to_owned(), ..Cell::default() }
        }
        (value, _) => text_cell(value.as_deref().unwrap_or_default()),
    };
    let source =
        Cell { data: json!(found.source.id()), text: found.source.label(context.language).to_owned() };
    vec![text_cell(&found.setting.name()), value, source, text_cell(&place)]
}

/// A setting as every command sees it.
fn in_force(context: &Context, setting: Setting) -> InForce {
    let config = &context.config;
    let (value, source) = match setting {
        Setting::Db => (Some(context.path().display().to_string()), source_of_file(context)),
        Setting::Language => (Some(context.language.code().to_owned()), source_of_language(context)),
        Setting::Currency => (Some(context.currency.code().to_owned()), from_file(config.currency.is_some())),
        Setting::User => (Some(context.user()), source_of_user(config)),
        Setting::Playbook => {
            let path = config.playbook.as_ref().map(|path| path.display().to_string());
            (path, from_file(config.playbook.is_some()))
        }
        Setting::RatesDate => {
            (config.rates_date.map(|date| date.to_string()), from_file(config.rates_date.is_some()))
        }
        Setting::Rate(wanted) => {
            let rate = config.rates.iter().rfind(|(currency, _)| *currency == wanted);
            (rate.map(|(_, rate)| rate.to_string()), from_file(rate.is_some()))
        }
    };
    InForce { setting, value, source }
}

fn from_file(there: bool) -> Source {
    if there { Source::File } else { Source::Default }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn source_of_file(context: &Context) -> Source {
    let given = context.global.db.as_ref().map(|path| path.display().to_string());
    match given {
        Some(path) if variable("ACCT_DB") == Some(path.clone()) => Source::Environment("ACCT_DB"),
        Some(_) => Source::Flag("--db"),
        None => from_file(context.config.db.is_some()),
    }
}

fn source_of_language(context: &Context) -> Source {
    if context.global.lang.is_some() {
        return Source::Flag("--lang");
    }
    if variable("ACCT_LANG").is_some() {
        return Source::Environment("ACCT_LANG");
    }
    if context.config.language.is_some() {
        return Source::File;
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(|name| variable(name).is_some());
    locale.map_or(Source::Default, Source::Environment)
}

fn source_of_user(config: &Config) -> Source {
    if variable("ACCT_USER").is_some() {
        return Source::Environment("ACCT_USER");
    }
    if config.user.is_some() {
        return Source::File;
    }
    let named = ["USER", "USERNAME"].into_iter().find(|name| variable(name).is_some());
    named.map_or(Source::Default, Source::Environment)
}
