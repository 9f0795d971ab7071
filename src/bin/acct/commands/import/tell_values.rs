//! How the values of a file were understood, for people: which differently from how they are written, which are doubtful.

use acct::domain::language::{Language, count, pick};
use acct::import::calendar::Shifted;
use acct::import::columns::Columns;
use acct::import::drafts::{Doubt, Doubted, Group, Grouped};
use acct::import::wide::Told;
use acct::import::workbook::Uncomputed;
use acct::ops::import::{FileReport, Quarrel};
use acct::say;

use super::tell_columns::{field_called, listed};
use crate::context::Context;

pub(super) fn tell_understood(context: &Context, file: &FileReport) {
    for (name, understood) in
        file.columns.header.iter().zip(&file.understood).filter(|(_, understood)| understood.count > 0)
    {
        let one = |language| {
            let examples = understood.examples.iter().map(|example| {
                let nothing = pick(language, "nothing", "空");
                let understood =
                    if example.understood.is_empty() { nothing } else { example.understood.as_str() };
                say!(
                    language,
                    "line {} \"{}\" as {understood}",
                    "第 {} 行“{}”理解为 {understood}",
                    example.line,
                    example.written.lines().collect::<Vec<_>>().join("\\n")
                )
            });
            examples.collect::<Vec<_>>().join(pick(language, ", ", "，"))
        };
        let count = understood.count;
        let examples = one(context.language);
        context.ui.note(format_args!(
            "{}",
            say!(
                context.language,
                "{name}: {count} understood differently from how they are written: {examples}",
                "{name}：{count} 个值的理解与原文不同：{examples}"
            )
        ));
    }
}

/// What rows took from rows above them.
pub(super) fn tell_grouped(context: &Context, file: &FileReport) {
    for told in grouped(&file.grouped, &file.columns, context.language) {
        context.ui.note(format_args!("{told}"));
    }
}

/// The same as sentences, one for each column.
pub(super) fn grouped<'g>(
    grouped: &'g [Grouped],
    columns: &'g Columns,
    language: Language,
) -> impl Iterator<Item = String> + 'g {
    grouped.iter().map(move |Grouped { column, are_headings, groups, rows, first }| {
        let name = &columns.header[*column];
        let one = |Group { line, rows }: &Group| {
            let lines = count(*rows, "line", "lines");
            say!(language, "that of line {line} to {lines}", "第 {line} 行用于其下 {rows} 行")
        };
        let mut told = first.iter().map(one).collect::<Vec<_>>().join(pick(language, ", ", "，"));
        if *groups > first.len() as u64 {
            let lines = count(*rows, "line", "lines");
            told.push_str(&say!(language, " ... {lines} in all", "……共 {rows} 行"));
        }
        if *are_headings {
            say!(
                language,
                "{name}: what stands alone in a row heads the rows below: {told}",
                "{name}：只填这一格的行是下面各行的小标题：{told}"
            )
        } else {
            say!(
                language,
                "{name}: carried to the lines below where it is empty: {told}",
                "{name}：下面为空的行沿用该内容：{told}"
            )
        }
    })
}

/// Rows of the import that say different things about one record.
pub(super) fn tell_quarrels(context: &Context, file: &FileReport) {
    let language = context.language;
    if file.quarrels.is_empty() {
        return;
    }
    let told = |quarrel: &Quarrel| {
        let fields: Vec<String> =
            quarrel.fields.iter().map(|field| field_called(context, file.kind, field)).collect();
        let (fields, Quarrel { line, name, place, .. }) = (listed(&fields, language), quarrel);
        say!(
            language,
            "  {}:{line} {name}: {fields} otherwise than {place}",
            "  {}:{line} {name}：{fields}与 {place} 不同",
            file.name
        )
    };
    let mut lines: Vec<String> = file.quarrels.iter().map(told).collect();
    let more = file.contradicted - lines.len() as u64;
    if more > 0 {
        lines.push(say!(language, "  and {more} more", "  另有 {more} 行"));
    }
    let counted = count(file.contradicted, "row says", "rows say");
    let (rows, lines) = (file.contradicted, lines.join("\n"));
    context.ui.warning(format_args!(
        "{}",
        say!(
            language,
            "{counted} something else about a record than a row before; the last one counts:\n{lines}",
            "{rows} 行与前面的行对同一记录说法不同，以最后一行为准：\n{lines}"
        )
    ));
}

/// How a survey with a row for each respondent was understood.
pub(super) fn tell_survey(context: &Context, file: &FileReport) {
    let language = context.language;
    let Some(Told { respondents, questions, left_out, round, .. }) = &file.survey else { return };
    let counted = count(*respondents, "respondent", "respondents");
    let asked = listed(questions, language);
    context.ui.note(format_args!(
        "{}",
        say!(
            language,
            "a survey with a row for each respondent: {counted}; each cell of {asked} is an answer",
            "每行一位答卷人的调查：{respondents} 位；{asked} 各列的每一格为一条答复"
        )
    ));
    if let Some(round) = round {
        context.ui.note(format_args!(
            "{}",
            say!(
                language,
                "the round is called \"{round}\" after the file; --default \"survey=NAME\" says otherwise",
                "该轮调查按文件名称为“{round}”；可用 --default \"survey=名称\" 指定"
            )
        ));
    }
    if !left_out.is_empty() {
        let names = listed(left_out, language);
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "columns left out, as they are no question of the playbook: {names} (--map \"COLUMN=QUESTION\" names one)",
                "以下列不是打法中的问题，未导入：{names}（可用 --map \"列名=问题\" 指明）"
            )
        ));
        context.ui.hint(format_args!("acct survey questions"));
    }
}

/// Questions of surveys that the playbook does not know: their answers are kept as they are.
pub(super) fn tell_unknown_questions(context: &Context, file: &FileReport) {
    let language = context.language;
    if file.unknown_questions.is_empty() {
        return;
    }
    let (answers, questions) = (
        file.unknown_questions.values().sum::<u64>(),
        file.unknown_questions.keys().cloned().collect::<Vec<String>>(),
    );
    let (counted, questions) = (count(answers, "answer", "answers"), listed(&questions, language));
    let message = say!(
        language,
        "{counted} not checked, as the playbook does not ask: {questions}",
        "{answers} 条答复的问题不在打法之内，未作检查：{questions}"
    );
    context.ui.warning(format_args!("{message}"));
    context.ui.hint(format_args!("acct survey questions"));
}

/// Formulas that came without their values, and what numbers of lines mean where a text has none.
pub(super) fn tell_uncomputed(context: &Context, file: &FileReport) {
    let language = context.language;
    if let Some(Uncomputed { count: cells, first }) = &file.uncomputed {
        let counted = count(*cells, "formula has", "formulas have");
        context.ui.warning(format_args!(
            "{}",
            say!(
                language,
                "{counted} no value in the file (the first in {first}) and came in empty; open it in a spreadsheet program and save it",
                "有 {cells} 个公式在文件中没有结果（第一个在 {first}），按空值导入；请用表格软件打开并保存后再导入"
            )
        ));
    }
    if file.is_one_line && file.is_first {
        context.ui.note(format_args!(
            "{}",
            say!(
                language,
                "{} has no line breaks: places are numbers of records, not lines",
                "{} 没有换行：位置按记录的序号，而不是行号",
                file.name
            )
        ));
    }
}

/// By the clock of which zone the days of events were told whose times are those of UTC.
pub(super) fn tell_shifted(context: &Context, file: &FileReport) {
    let language = context.language;
    for Shifted { events, zone, is_stated } in &file.shifted {
        let counted = count(*events, "event has its times", "events have their times");
        let unnamed = pick(language, "the time zone of this machine", "本机时区");
        let zone = zone.as_deref().unwrap_or(unnamed);
        let whose =
            if *is_stated { pick(language, ", as the calendar says", "（日历注明）") } else { "" };
        context.ui.note(format_args!(
            "{}",
            say!(
                language,
                "{counted} in UTC; the days are those of {zone}{whose}",
                "{events} 个日程的时间为 UTC；日期按 {zone}{whose}计算"
            )
        ));
    }
}

/// Values that were kept although they can hardly be right.
pub(super) fn tell_doubts(context: &Context, file: &FileReport) {
    let language = context.language;
    for Doubted { column, doubt, count: values, lines } in &file.doubts {
        let name = &file.columns.header[*column];
        let mut shown =
            lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(pick(language, ", ", "、"));
        if *values > lines.len() as u64 {
            shown.push_str(pick(language, ", ...", "……"));
        }
        let line = if *values == 1 { "line" } else { "lines" };
        let told = match doubt {
            Doubt::CheckDigit => say!(
                language,
                "the check digit is wrong ({line} {shown}); kept as written",
                "校验位不正确（第 {shown} 行），已按原文保留"
            ),
            Doubt::Digits => say!(
                language,
                "the last digits are lost ({line} {shown}), as a spreadsheet keeps 15 of a number; kept as it stands there, to be typed in as text",
                "末尾几位已丢失（第 {shown} 行）：表格软件的数字只保留 15 位；已按现有内容保留，请以文本格式重新填写"
            ),
            Doubt::NoCreditCode => say!(
                language,
                "no credit code of 18 digits ({line} {shown}); kept as written",
                "不是 18 位的统一社会信用代码（第 {shown} 行），已按原文保留"
            ),
            Doubt::SeveralPeople => say!(
                language,
                "several people ({line} {shown}), of whom other cells may be about any; kept as one, to be parted into rows",
                "一格里有多个人（第 {shown} 行），其他列不知属于谁，已按一个人保留；请拆成多行"
            ),
            Doubt::Exponent => say!(
                language,
                "written with an exponent ({line} {shown}), so that its last digits are lost; kept as written",
                "写成了科学计数法（第 {shown} 行），末尾数字可能已丢失，已按原文保留"
            ),
            Doubt::Fraction => say!(
                language,
                "a fraction among shares in percent ({line} {shown}); kept as so many percent",
                "百分比列中的小数（第 {shown} 行），已按百分数保留"
            ),
            Doubt::Lost => say!(
                language,
                "signs stand in place of letters ({line} {shown}), which were lost before; kept as written",
                "名称中有代替文字的符号（第 {shown} 行），原字在导出时已丢失，已按原文保留"
            ),
            Doubt::Deleted => say!(
                language,
                "marked as deleted ({line} {shown}); not imported",
                "标为已删除（第 {shown} 行），未导入"
            ),
            Doubt::OnlyName => say!(
                language,
                "nothing but a name ({line} {shown}); kept, which headings of the rows below should not be",
                "只有名称（第 {shown} 行），已保留；如果只是小标题，请撤销后从名单中删去"
            ),
            Doubt::DayOfChange => say!(
                language,
                "can be two days ({line} {shown}), so that these rows count as older; --dates says which is meant",
                "日期可作两种理解（第 {shown} 行），这些行按较旧处理；用 --dates 指明写法"
            ),
        };
        context.ui.warning(format_args!("{}", say!(language, "{name}: {told}", "{name}：{told}")));
    }
}
