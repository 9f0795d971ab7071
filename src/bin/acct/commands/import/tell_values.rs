//! How the values of a file were understood, for people: which differently from how they are written, which are doubtful.

use acct::domain::language::pick;
use acct::import::drafts::{Doubt, Doubted};
use acct::ops::import::FileReport;
use acct::say;

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
            Doubt::NoCreditCode => say!(
                language,
                "no credit code of 18 digits ({line} {shown}); kept as written",
                "不是 18 位的统一社会信用代码（第 {shown} 行），已按原文保留"
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
