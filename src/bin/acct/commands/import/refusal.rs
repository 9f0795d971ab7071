//! Why bad rows kept everything out, and what can be done about it.

use acct::domain::language::{Language, count, pick};
use acct::ops::import::{FileReport, Imported};
use acct::say;

use super::screen::Seen;
use super::tell::plural;
use crate::context::Context;
use crate::failure::{Failure, default_account};

/// The failure of an import that bad rows kept out.
pub(super) fn refusal(context: &Context, imported: &Imported, seen: &Seen) -> Failure {
    let language = context.language;
    let total = imported.total();
    let message = say!(
        language,
        "{} of {} rejected; nothing was imported",
        "{1} 行中有 {0} 行未通过，未导入任何内容",
        total.rejected,
        pick(language, &count(total.read, "row", "rows"), &total.read.to_string())
    );
    let hints = hints(context, imported, seen);
    hints.into_iter().fold(Failure::refused(message), Failure::hint)
}

fn hints(context: &Context, imported: &Imported, seen: &Seen) -> Vec<String> {
    let language = context.language;
    let mut hints = vec![say!(
        language,
        "correct them and import again; --keep-going imports the good rows and writes the bad ones to a file",
        "请修改后重新导入；加 --keep-going 可先导入其余各行，并把未通过的行写入文件"
    )];
    if seen.has_conflicts {
        hints.push(say!(
            language,
            "--on-conflict update changes records that are there already; --on-conflict skip leaves them",
            "--on-conflict update 更新已有记录；--on-conflict skip 保留已有记录"
        ));
    }
    if seen.has_unknown_accounts {
        hints.push(create_accounts(language));
    }
    if seen.has_homeless {
        hints.push(default_account(language));
    }
    if seen.has_held_accounts {
        hints.push(say!(
            language,
            "import the accounts first and decide about them, then what belongs to them; or --near create",
            "请先导入客户并确认，再导入属于它们的记录；或使用 --near create"
        ));
    }
    if seen.has_unordered_dates {
        hints.push(order_of_dates(language));
    }
    if let Some(column) = &seen.systemless {
        hints.push(of_one_system(column, language));
    }
    if let Some(file) = imported.files.iter().find(|file| is_misread(file)) {
        let kind = plural(context, file.kind);
        hints.push(say!(
            language,
            "{} was taken for {kind}; --as accounts|contacts|needs|log says what the rows are",
            "{} 被当作{kind}；可用 --as accounts|contacts|needs|log 指明各行是什么",
            file.name
        ));
    }
    hints
}

/// Whether the guess what the rows are may be wrong: none of them was good.
fn is_misread(file: &FileReport) -> bool {
    file.kind_guessed && file.tally.read > 0 && file.tally.rejected == file.tally.read
}

pub(super) fn of_one_system(column: &str, language: Language) -> String {
    let map = crate::resolve::quoted(&format!("{column}=external_ids:{}", pick(language, "SYSTEM", "系统")));
    say!(
        language,
        "if all ids in {column} come from one system, name it: --map {map}",
        "如果“{column}”一列的编号都来自同一系统，请写明该系统：--map {map}"
    )
}

pub(super) fn create_accounts(language: Language) -> String {
    say!(
        language,
        "--create-accounts makes the accounts that are not there yet",
        "--create-accounts 自动新增尚不存在的客户"
    )
}

pub(super) fn order_of_dates(language: Language) -> String {
    say!(
        language,
        "--dates day-first or --dates month-first says how such dates are meant",
        "用 --dates day-first（先日后月）或 --dates month-first（先月后日）指明这类日期的写法"
    )
}
