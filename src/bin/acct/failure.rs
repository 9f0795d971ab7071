//! Turns every error into a message, a hint and an exit code.

use std::process::ExitCode;

use acct::domain::kind::Kind;
use acct::domain::language::{Bilingual, Language, count, pick};
use acct::domain::parse::ValueError;
use acct::domain::rule::RuleError;
use acct::domain::shell::told_in;
use acct::export::ExportError;
use acct::import::columns::ColumnError;
use acct::import::encoding::EncodingError;
use acct::import::open::OpenError;
use acct::import::row::RowError;
use acct::import::table::TableError;
use acct::ops::closing::Mending;
use acct::ops::import::{FileError, FileReason, ImportError};
use acct::ops::{OpsError, Refusal};
use acct::playbook::PlaybookError;
use acct::say;
use acct::store::StoreError;

use crate::prompt::Stop;
use crate::ui::Ui;

/// Refused, not found, or a check that failed.
pub(crate) const REFUSED: u8 = 1;
/// Used wrongly.
pub(crate) const USAGE: u8 = 2;
/// Data or storage.
pub(crate) const STORAGE: u8 = 3;
/// Interrupted.
pub(crate) const INTERRUPTED: u8 = 130;

/// An error of a command, in the user's language, with the next thing to do.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) hints: Vec<String>,
    pub(crate) code: u8,
}

impl Failure {
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new(), code: REFUSED }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { code: USAGE, ..Self::refused(message) }
    }

    pub(crate) fn data(message: impl Into<String>) -> Self {
        Self { code: STORAGE, ..Self::refused(message) }
    }

    /// Adds what to do about it, usually the exact command.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

/// Tells an error and gives the exit code for it.
pub(crate) fn report(ui: &Ui, error: &anyhow::Error) -> ExitCode {
    // A reader that went away (`| head`) is no error.
    if error.chain().any(is_broken_pipe) {
        return ExitCode::SUCCESS;
    }
    if let Some(Stop::Interrupted | Stop::Ended | Stop::Command(_)) = error.downcast_ref::<Stop>() {
        return ExitCode::from(INTERRUPTED);
    }
    ui.error(format_args!("{}", in_words(error, ui.language)));
    let (hints, code) = consequences(error, ui.language);
    for hint in hints {
        ui.hint(format_args!("{hint}"));
    }
    ExitCode::from(code)
}

/// An error with its causes.
pub(crate) fn in_words(error: &anyhow::Error, language: Language) -> String {
    let mut message = String::new();
    for part in error.chain().map(|cause| tell(cause, language)) {
        // An error often repeats its cause.
        if message.is_empty() {
            message = part;
        } else if !message.contains(&part) {
            let colon = pick(language, ": ", "：");
            message = format!("{message}{colon}{part}");
        }
    }
    message
}

/// The error with a hint where one of its causes is that a day has not come yet, which elsewhere may be right.
pub(crate) fn hinting_if_ahead(error: anyhow::Error, language: Language, hint: String) -> anyhow::Error {
    let is_ahead = |cause: &(dyn std::error::Error + 'static)| {
        matches!(cause.downcast_ref(), Some(ValueError::Rule(RuleError::Ahead { .. })))
            || matches!(cause.downcast_ref(), Some(OpsError::Value(RuleError::Ahead { .. })))
    };
    if !error.chain().any(is_ahead) {
        return error;
    }
    let (hints, code) = consequences(&error, language);
    let failure = Failure { message: in_words(&error, language), hints, code };
    failure.hint(hint).into()
}

fn is_broken_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The text of one error of a chain in the user's language.
fn tell(cause: &(dyn std::error::Error + 'static), language: Language) -> String {
    match (cause.downcast_ref(), cause.downcast_ref()) {
        (Some(error), _) | (_, Some(OpsError::Playbook(error))) => return told_of_playbook(error, language),
        _ => {}
    }
    macro_rules! bilingual {
        ($($type:ty),*) => {
            $(if let Some(error) = cause.downcast_ref::<$type>() {
                return error.told_in(language);
            })*
        };
    }
    bilingual!(
        OpsError,
        StoreError,
        acct::domain::filter::FilterError,
        ValueError,
        acct::domain::date::DateError,
        acct::domain::money::CurrencyError,
        ExportError,
        Refusal,
        acct::report::ReportError,
        std::io::Error
    );
    cause.to_string()
}

fn consequences(error: &anyhow::Error, language: Language) -> (Vec<String>, u8) {
    for cause in error.chain() {
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return (failure.hints.clone(), failure.code);
        }
        if let Some(error) = cause.downcast_ref::<OpsError>() {
            return match error {
                OpsError::Store(error) => of_store(error, language),
                OpsError::Refused(refusal) => of_refusal(refusal, language),
                OpsError::Playbook(error) => of_playbook(error, language),
                OpsError::Import(ImportError::Interrupted) => (Vec::new(), INTERRUPTED),
                OpsError::Import(ImportError::Unwritable { .. } | ImportError::Miscounted { .. }) => {
                    (Vec::new(), STORAGE)
                }
                OpsError::File(FileError { reason: FileReason::Columns(error), .. }) => {
                    of_columns(error, language)
                }
                OpsError::File(FileError { reason: FileReason::Open(error), .. }) => {
                    let is_usage =
                        matches!(error, OpenError::Part(_) | OpenError::Table(TableError::NoSuchRow { .. }));
                    (of_opening(error, language), if is_usage { USAGE } else { STORAGE })
                }
                _ => (Vec::new(), REFUSED),
            };
        }
        if let Some(error) = cause.downcast_ref::<StoreError>() {
            return of_store(error, language);
        }
        if let Some(refusal) = cause.downcast_ref::<Refusal>() {
            return of_refusal(refusal, language);
        }
        if let Some(error) = cause.downcast_ref::<PlaybookError>() {
            return of_playbook(error, language);
        }
        if cause.downcast_ref::<acct::domain::filter::FilterError>().is_some()
            || cause.downcast_ref::<ValueError>().is_some()
            || cause.downcast_ref::<acct::domain::date::DateError>().is_some()
            || cause.downcast_ref::<acct::playbook::SurveyError>().is_some()
            || matches!(cause.downcast_ref(), Some(ExportError::NoId | ExportError::Drawn { .. }))
        {
            return (Vec::new(), USAGE);
        }
    }
    (Vec::new(), STORAGE)
}

fn of_refusal(refusal: &Refusal, language: Language) -> (Vec<String>, u8) {
    let hint = match refusal {
        Refusal::Forgotten { .. } => say!(
            language,
            "acct history lists the others; undo one with: acct undo N",
            "acct history 列出其他操作；撤销某一项：acct undo 编号"
        ),
        Refusal::Depended { number, .. } => say!(
            language,
            "take them back with it: acct undo {number} --with-later",
            "连同后面的操作一起撤销：acct undo {number} --with-later"
        ),
        Refusal::DependedRedo { number, .. } => say!(
            language,
            "take those back and redo it: acct undo {number} --with-later",
            "先撤销这些操作再重做：acct undo {number} --with-later"
        ),
        Refusal::Unexplained { mending: Mending::Command(command), .. } => told_in(command, language),
        Refusal::Unexplained { mending: Mending::Flags(flags), .. } => {
            let flags = told_in(flags, language);
            say!(language, "add to the command: {flags}", "在命令后加上：{flags}")
        }
        _ => return (Vec::new(), REFUSED),
    };
    (vec![hint], REFUSED)
}

/// Mistakes one a line under how many there are, so that an editor finds the places.
fn told_of_playbook(error: &PlaybookError, language: Language) -> String {
    let PlaybookError::Mistaken { mistakes } = error else { return error.told_in(language) };
    let lines: String = mistakes.iter().map(|mistake| format!("\n  {}", mistake.told_in(language))).collect();
    let several = mistakes.len();
    let counted = count(several, "mistake", "mistakes");
    say!(language, "the playbook has {counted}:{lines}", "打法文件有 {several} 处错误：{lines}")
}

fn of_playbook(error: &PlaybookError, language: Language) -> (Vec<String>, u8) {
    let hint = match error {
        PlaybookError::Missing { .. } => say!(
            language,
            "acct playbook export -o FILE makes one; acct config unset playbook does without",
            "用 acct playbook export -o 文件 生成；或用 acct config unset playbook 取消设置"
        ),
        PlaybookError::Mistaken { .. } => say!(
            language,
            "acct playbook check reads it again; acct config unset playbook does without it",
            "改好后用 acct playbook check 再查一遍；或用 acct config unset playbook 暂不使用"
        ),
        PlaybookError::Unreadable { .. } | PlaybookError::BuiltIn { .. } => return (Vec::new(), STORAGE),
    };
    (vec![hint], STORAGE)
}

/// What to do about columns that cannot be imported as they are, and the exit code.
pub(crate) fn of_columns(error: &ColumnError, language: Language) -> (Vec<String>, u8) {
    let code = if matches!(error, ColumnError::Export { .. }) { REFUSED } else { USAGE };
    let hint = match error {
        ColumnError::NotARule { .. } | ColumnError::UnknownHeader { .. } => return (Vec::new(), code),
        ColumnError::Sensitive { .. } => {
            let left_out = say!(
                language,
                "--map \"COLUMN=\" leaves a column out; --allow-sensitive imports the file all the same",
                "用 --map \"列名=\" 不导入该列；确需导入请加 --allow-sensitive"
            );
            return (vec![left_out], REFUSED);
        }
        ColumnError::OtherKind { .. } => {
            let listed = say!(
                language,
                "acct import --profiles tells what each is for",
                "acct import --profiles 列出各方案适用的内容"
            );
            return (vec![listed], code);
        }
        ColumnError::Export { .. } => say!(
            language,
            "if the rows are something else, say what: --as KIND; acct import --help lists the kinds",
            "如果这些行是别的内容，请用 --as 类型 指明；acct import --help 列出各种类型"
        ),
        _ => say!(
            language,
            "--as KIND says what the rows are; acct import --help lists the kinds",
            "可用 --as 类型 指明各行是什么；acct import --help 列出各种类型"
        ),
    };
    let mut hints = vec![hint];
    if matches!(error, ColumnError::Uncovered { field, .. } if field == "account") {
        hints.push(default_account(language));
    }
    (hints, code)
}

/// What to do about a file that cannot be opened.
pub(crate) fn of_opening(error: &OpenError, language: Language) -> Vec<String> {
    match error {
        OpenError::Encoding(EncodingError::Senseless { encoding, .. }) => vec![say!(
            language,
            "--encoding NAME says which it is, --encoding {encoding} takes it as it is; what an old program wrote is best saved there as UTF-8",
            "用 --encoding 名称 指定编码，确认无误可用 --encoding {encoding}；老程序的文件最好先在其中另存为 UTF-8"
        )],
        OpenError::Encoding(EncodingError::Undecodable { .. })
        | OpenError::Row(RowError::Undecodable { .. }) => vec![say!(
            language,
            "correct that place, or say with --encoding NAME which encoding it is",
            "请修正该处，或用 --encoding 名称 指定编码"
        )],
        _ => Vec::new(),
    }
}

/// How people come in whose file names no company, as cards without an organisation do.
pub(crate) fn default_account(language: Language) -> String {
    say!(
        language,
        "--default account=NAME puts rows without a company under that one; with --create-accounts it is made",
        "用 --default account=名称 把没有写明公司的行归入该公司；加 --create-accounts 可自动新增"
    )
}

fn of_store(error: &StoreError, language: Language) -> (Vec<String>, u8) {
    match error {
        StoreError::NameTaken { kind: Kind::Industry, id, .. } => {
            (vec![format!("acct industry show '#{id}'")], REFUSED)
        }
        StoreError::NameTaken { id, .. } => (vec![format!("acct show '#{id}'")], REFUSED),
        StoreError::Cycle { .. }
        | StoreError::Missing { .. }
        | StoreError::LeadsNowhere { .. }
        | StoreError::PlaceTaken { .. } => (Vec::new(), REFUSED),
        StoreError::Parted { .. } => {
            let hint = say!(
                language,
                "acct history tells what was done since; take that back first: acct undo N",
                "acct history 可查看之后的操作，请先撤销：acct undo 编号"
            );
            (vec![hint], REFUSED)
        }
        StoreError::NotADatabase { .. } => {
            (vec![say!(language, "name another file: --db PATH", "请指定别的文件：--db 路径")], STORAGE)
        }
        StoreError::Unfinished { .. } => {
            let hint = say!(
                language,
                "open it where it can be written, which puts it right; a copy needs the files beside it: cp FILE FILE-* FOLDER, then --db FOLDER/FILE",
                "请在可写入的位置打开，数据会自动复原；复制时要连同旁边的文件：cp 文件 文件-* 文件夹，然后 --db 文件夹/文件"
            );
            (vec![hint], STORAGE)
        }
        StoreError::ReadOnly { .. } => {
            let hint = say!(
                language,
                "write to a copy: cp FILE COPY, then --db COPY; or change the rights of the file and its folder",
                "请复制一份再写入：cp 文件 副本，然后 --db 副本；或修改文件及所在文件夹的权限"
            );
            (vec![hint], STORAGE)
        }
        _ => (Vec::new(), STORAGE),
    }
}
