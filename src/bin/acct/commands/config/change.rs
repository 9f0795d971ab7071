//! `acct config set` and `unset`: one line of the settings file changed, the others left alone.

use std::path::Path;

use acct::domain::date::parse_date;
use acct::domain::language::pick;
use acct::playbook::Playbook;
use acct::say;
use anyhow::Context as _;

use crate::config::{Kept, Setting, SettingParser, SettingsFile};
use crate::context::Context;
use crate::failure::Failure;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct config set language zh\n  acct config set currency USD\n  acct config set rate.EUR 1.08\n  acct config set rates_date today\n  acct config set playbook my-playbook.yaml"
)]
pub(crate) struct SetArgs {
    /// The setting; rate.USD is what one unit of USD is worth in the currency of the settings
    #[arg(value_name = "KEY", value_parser = SettingParser)]
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
    let given = match args.key {
        // On the command line a day may be told as everywhere else; the file has it in full.
        Setting::RatesDate => parse_date(&args.value, context.today)?.date.to_string(),
        _ => args.value.clone(),
    };
    let value = args
        .key
        .read(&given, &here)
        .map_err(|reason| Failure::usage(say!(language, "{key}: {}", "{key}：{}", reason.get(language))))?;
    check(context, args.key, &value)?;
    let path = context.places.config.clone();
    let mut file = SettingsFile::read(&path, language)?.unwrap_or_else(|| SettingsFile::new(&path));
    let written = file.key_of(args.key).unwrap_or_else(|| key.clone());
    let kept = file.put(&written, Some(&value))?;
    write(context, &file, kept)?;
    let path = path.display();
    context.ui.status(format_args!(
        "{}",
        say!(language, "{key} is now {value} ({path}).", "已将 {key} 设为 {value}（{path}）。")
    ));
    warn_of_environment(context, args.key);
    warn_of_rates(context, args.key, &value);
    Ok(())
}

pub(crate) fn unset(context: &mut Context, args: &UnsetArgs) -> anyhow::Result<()> {
    let language = context.language;
    let path = context.places.config.clone();
    let file = SettingsFile::read(&path, language)?;
    let written = file.as_ref().zip(Setting::named(&args.key)).and_then(|(file, named)| file.key_of(named));
    let key = written.as_deref().unwrap_or(&args.key);
    let Some(mut file) = file.filter(|file| file.lines.iter().any(|line| line.key == key)) else {
        if Setting::named(key).is_none() {
            let known = Setting::names().join(pick(language, ", ", "、"));
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
fn check(context: &Context, setting: Setting, value: &str) -> anyhow::Result<()> {
    let language = context.language;
    match setting {
        Setting::Rate(currency) if currency == context.currency => {
            let message = say!(
                language,
                "{currency} is the currency that all rates lead to; it needs none",
                "{currency} 就是各汇率折算的目标货币，不需要汇率"
            );
            return Err(Failure::refused(message).into());
        }
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
        Setting::Db
        | Setting::Language
        | Setting::Currency
        | Setting::User
        | Setting::RatesDate
        | Setting::Rate(_) => {}
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
        Setting::Currency | Setting::Playbook | Setting::RatesDate | Setting::Rate(_) => return,
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

/// Rates lead into the currency of the settings: where that becomes another one, they are of no use any more.
fn warn_of_rates(context: &Context, setting: Setting, value: &str) {
    let count = context.config.rates.len();
    if setting != Setting::Currency || count == 0 || value == context.currency.code() {
        return;
    }
    let (old, rates) = (context.currency, acct::domain::language::count(count, "rate", "rates"));
    let message = say!(
        context.language,
        "the settings have {rates} into {old}; set them anew in {value}",
        "设置中有 {count} 个折算为 {old} 的汇率，请按 {value} 重新设置"
    );
    context.ui.warning(format_args!("{message}"));
}
