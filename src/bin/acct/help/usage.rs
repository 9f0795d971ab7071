//! Usage errors in Chinese, from what clap knows of them.

use acct::playbook::labels::Labels;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::kinds;

/// A usage error in words.
pub(super) struct Told {
    pub(super) message: String,
    pub(super) hints: Vec<String>,
    /// The usage line, where there is one.
    pub(super) usage: String,
}

/// Tells an error in Chinese; nothing where it is of no known kind.
pub(super) fn told(error: &clap::Error) -> Option<Told> {
    let message = message(error)?;
    let mut hints = suggestions(error);
    hints.push("加 --help 查看用法说明".to_owned());
    let usage = text(error, ContextKind::Usage).unwrap_or_default();
    Some(Told {
        message,
        hints,
        usage: usage.replacen("Usage: ", "用法：", 1).replace("[OPTIONS]", "[选项]"),
    })
}

fn message(error: &clap::Error) -> Option<String> {
    let argument = || text(error, ContextKind::InvalidArg);
    let value = || text(error, ContextKind::InvalidValue).unwrap_or_default();
    let number = |kind| text(error, kind).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => format!("没有命令“{}”", text(error, ContextKind::InvalidSubcommand)?),
        ErrorKind::UnknownArgument => format!("不认识的参数“{}”", argument()?),
        ErrorKind::InvalidValue if value().is_empty() => {
            format!("“{}”需要一个值{}", argument()?, choices(error, ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue => {
            format!("“{}”的值“{}”无效{}", argument()?, value(), choices(error, ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason =
                std::error::Error::source(error).map(|source| format!("：{}", reason(&source.to_string())));
            format!("“{}”的值“{}”无效{}", argument()?, value(), reason.unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("缺少必填参数：{}", argument()?),
        ErrorKind::MissingSubcommand => {
            let command = text(error, ContextKind::InvalidSubcommand)?;
            format!("“{command}”后面还缺少命令{}", choices(error, ContextKind::ValidSubcommand))
        }
        ErrorKind::ArgumentConflict => conflict(error)?,
        ErrorKind::NoEquals => format!("“{}”与值之间要用等号", argument()?),
        ErrorKind::TooManyValues => format!("“{}”的值太多，多出“{}”", argument()?, value()),
        ErrorKind::TooFewValues => format!(
            "“{}”至少要 {} 个值，只给了 {} 个",
            argument()?,
            number(ContextKind::MinValues),
            number(ContextKind::ActualNumValues)
        ),
        ErrorKind::WrongNumberOfValues => format!(
            "“{}”要 {} 个值，给了 {} 个",
            argument()?,
            number(ContextKind::ExpectedNumValues),
            number(ContextKind::ActualNumValues)
        ),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8 文本".to_owned(),
        _ => return None,
    })
}

fn conflict(error: &clap::Error) -> Option<String> {
    let argument =
        text(error, ContextKind::InvalidArg).or_else(|| text(error, ContextKind::InvalidSubcommand))?;
    Some(match text(error, ContextKind::PriorArg) {
        Some(prior) if prior == argument => format!("“{argument}”只能给一次"),
        Some(prior) => format!("“{argument}”不能与“{prior}”同时使用"),
        None => format!("“{argument}”不能与其他参数同时使用"),
    })
}

/// What the reader of a value says, where that is one of the usual things.
fn reason(told: &str) -> String {
    if let Some((_, range)) = told.split_once(" is not in ") {
        let range = range.replace("..=", " 到 ").replace("..", " 到 ");
        return format!("应在 {} 之间", range.trim());
    }
    match told {
        "invalid digit found in string" => "不是整数".to_owned(),
        "cannot parse integer from empty string" => "没有值".to_owned(),
        "invalid float literal" => "不是数字".to_owned(),
        text if text.starts_with("number too") => "数字超出范围".to_owned(),
        other => other.to_owned(),
    }
}

fn choices(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => {
            format!("，可选：{}", kinds::told_in_chinese(values, &Labels::default()).join("、"))
        }
        _ => String::new(),
    }
}

fn suggestions(error: &clap::Error) -> Vec<String> {
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = near.into_iter().filter_map(|kind| text(error, kind));
    near.map(|names| format!("是不是想用“{names}”？")).collect()
}

/// What clap knows of one thing, several joined.
fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if texts.is_empty() => None,
        ContextValue::Strings(texts) => Some(texts.join("、")),
        ContextValue::Number(number) => Some(number.to_string()),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}
