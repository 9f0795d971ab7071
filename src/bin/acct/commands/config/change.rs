//! `acct config set` and `unset`: one line of the settings file changed, the others left alone.

use std::path::Path;

use acct::domain::language::{Language, pick};
use acct::playbook::Playbook;
use acct::say;
use anyhow::Context as _;

use crate::config::{Kept, Setting, SettingsFile};
use crate::context::Context;
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct config set language zh\n  acct config set currency USD\n  acct config set playbook my-playbook.yaml"
)]
pub(crate) struct SetArgs {
    /// The setting
    #[arg(value_name = "KEY")]
    key: Setting,
    /// Its new value; paths are taken from the current folder
    #[arg(value_name = "VALUE")]
    value: String,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  acct config unset currency")]
pub(crate) struct UnsetArgs {
    /// The setting
    #[arg(value_name = "KEY")]
    key: String,
}

pub(crate) fn set(context: &mut Context, args: &SetArgs) -> anyhow::Result<()> {
    let (key, language) = (args.key.name(), context.language);
    let here = std::env::current_dir().context("finding the current folder")?.join("config.yaml");
    let value = args
        .key
        .read(&args.value, &here)
        .map_err(|reason| Failure::usage(say!(language, "{key}: {}", "{key}：{}", reason.get(language))))?;
    check(args.key, &value, language)?;
    let path = context.places.config.clone();
    let mut file = SettingsFile::read(&path, language)?.unwrap_or_else(|| SettingsFile::new(&path));
    let kept = file.put(key, Some(&value))?;
    write(context, &file, kept)?;
    let path = path.display();
    context.ui.status(format_args!(
        "{}",
        say!(language, "{key} is now {value} ({path}).", "已将 {key} 设为 {value}（{path}）。")
    ));
    warn_of_environment(context, args.key);
    Ok(())
}

pub(crate) fn unset(context: &mut Context, args: &UnsetArgs) -> anyhow::Result<()> {
    let (key, language) = (args.key.as_str(), context.language);
    let path = context.places.config.clone();
    let file = SettingsFile::read(&path, language)?;
    let Some(mut file) = file.filter(|file| file.lines.iter().any(|line| line.key == key)) else {
        if Setting::named(key).is_none() {
            let known: Vec<&str> = Setting::ALL.iter().map(|setting| setting.name()).collect();
            let known = known.join(pick(language, ", ", "、"));
            let message = say!(
                language,
                "there is no setting \"{key}\"; there are {known}",
                "没有设置项“{key}”，可用：{known}"
            );
            return Err(Failure::usage(message).into());
        }
        let path = path.display();
        let message = say!(language, "{key} is not set in {path}.", "{path} 中没有设置 {key}。");
        context.ui.status(format_args!("{message}"));
        return Ok(());
    };
    let kept = file.put(key, None)?;
    write(context, &file, kept)?;
    let path = path.display();
    context.ui.status(format_args!(
        "{}",
        say!(language, "{key} is no longer set ({path}).", "已取消设置 {key}（{path}）。")
    ));
    Ok(())
}

/// Refuses what would make the next command fail.
fn check(setting: Setting, value: &str, language: Language) -> anyhow::Result<()> {
    match setting {
        Setting::Playbook => {
            Playbook::load(Some(Path::new(value)))?;
        }
        Setting::Db if Path::new(value).is_dir() => {
            let message = say!(
                language,
                "db: {value} is a folder; name a file in it",
                "db：{value} 是文件夹，请指定其中的文件"
            );
            return Err(Failure::refused(message).into());
        }
        Setting::Db | Setting::Language | Setting::Currency | Setting::User => {}
    }
    Ok(())
}

fn write(context: &Context, file: &SettingsFile, kept: Kept) -> anyhow::Result<()> {
    let language = context.language;
    let path = file.path.display();
    file.write(language)
        .with_context(|| say!(language, "writing the settings {path}", "写入设置文件 {path}"))?;
    if kept == Kept::SettingsOnly {
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "the file was written anew; its comments are lost",
                "文件已整体重写，原有注释没有保留"
            )
        ));
    }
    Ok(())
}

/// A variable that wins over the file would make the change look lost.
fn warn_of_environment(context: &Context, setting: Setting) {
    let name = match setting {
        Setting::Db => "ACCT_DB",
        Setting::Language => "ACCT_LANG",
        Setting::User => "ACCT_USER",
        Setting::Currency | Setting::Playbook => return,
    };
    if std::env::var(name).is_ok_and(|value| !value.is_empty()) {
        context.ui.warning(format_args!(
            "{}",
            say!(
                context.language,
                "the variable {name} is set and wins over the file",
                "环境变量 {name} 已设置，优先于设置文件"
            )
        ));
    }
}
