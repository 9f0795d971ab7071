//! How a table was understood, in words.

use acct::domain::language::{Bilingual as _, Language, pick};
use acct::domain::person_name::NamePart;
use acct::domain::record::Field;
use acct::import::columns::{Authority, Basis, Columns, Part, Target};
use acct::import::drafts::{Fault, Unread};
use acct::import::encoding::Certainty;
use acct::import::explain::{Explained, Sample, Understanding};
use acct::import::workbook::Uncomputed;
use acct::playbook::shown::{Figures, Wording};
use acct::say;

use super::super::tell_columns::field_called;
use crate::context::Context;
use crate::display;

/// The longest piece of a value that is shown.
const SHOWN: usize = 40;

/// The file, its format, encoding, delimiter and header.
pub(super) fn heading(context: &Context, table: &Explained) -> String {
    let language = context.language;
    let mut parts = vec![table.format.called(language).to_owned()];
    parts.extend(table.compression.map(|compression| compression.name().to_owned()));
    if let Some(found) = table.found {
        parts.push(match found.certainty {
            Certainty::Guessed { rival: Some(rival), .. } => {
                let ((own, other), name) = (rival.words(found.charset), rival.name());
                say!(
                    language,
                    "{} (doubtful: \"{own}\" is \"{other}\" in {name})",
                    "{}（不确定：“{own}”按 {name} 是“{other}”）",
                    found.name
                )
            }
            Certainty::Guessed { percent, rival: None } => say!(
                language,
                "{} (it fits best: {percent}% usual characters)",
                "{}（最符合：常见字符占 {percent}%）",
                found.name
            ),
            Certainty::Stated => say!(language, "{} (as you say)", "{}（按您的指定）", found.name),
            Certainty::Certain => found.name.to_owned(),
        });
    }
    if let Some(delimiter) = table.delimiter {
        let delimiter = match delimiter {
            b'\t' => pick(language, "tab", "制表符").to_owned(),
            other => format!("\"{}\"", char::from(other)),
        };
        parts.push(say!(language, "separated by {delimiter}", "以 {delimiter} 分隔"));
    }
    if let Some(line) = table.header_line {
        parts.push(say!(language, "header on line {line}", "表头在第 {line} 行"));
    }
    if let Some(Uncomputed { count, first }) = &table.uncomputed {
        parts.push(say!(
            language,
            "formulas without value: {count} (the first in {first})",
            "没有结果的公式 {count} 个（第一个在 {first}）"
        ));
    }
    if !table.passed_over.is_empty() {
        let names = table.passed_over.join(pick(language, ", ", "、"));
        parts.push(say!(language, "passed over: {names}", "略过：{names}"));
    }
    format!("{}{}{}", table.name, pick(language, ": ", "："), parts.join(pick(language, ", ", "，")))
}

/// What the rows are, and why.
pub(super) fn kind(context: &Context, table: &Explained) -> String {
    let language = context.language;
    let rows = display::several(context, table.columns.kind);
    let why = match (&table.columns.profile, table.is_stated, table.columns.kind_guessed) {
        (Some(profile), ..) if profile.recognised => {
            say!(language, "the columns are those of {}", "表头符合方案 {}", profile.name)
        }
        (Some(profile), ..) => say!(language, "the profile {} says so", "按方案 {}", profile.name),
        (None, true, _) => say!(language, "the file says so", "文件自身写明"),
        (None, false, true) => say!(language, "the header fits them best", "与表头最相符"),
        (None, false, false) => say!(language, "as you say", "按您的指定"),
    };
    if let Some(survey) = &table.survey {
        let columns = survey.left_out.join(pick(language, ", ", "、"));
        let columns = if columns.is_empty() { pick(language, "none", "无").to_owned() } else { columns };
        return say!(
            language,
            "Each row: the answers of a respondent in a survey; no questions of the playbook: {columns}",
            "每行：一位答卷人在调查中的答复；不是打法中问题的列：{columns}"
        );
    }
    match table.columns.part {
        Part::Whole => say!(language, "Rows: {rows} ({why})", "各行：{rows}（{why}）"),
        Part::Company => say!(
            language,
            "Each row: an account, and the people in it (see below)",
            "每行：一个客户，以及其中的联系人（见下）"
        ),
        Part::Told { column, are_companies } => {
            let name = &table.columns.header[column];
            if are_companies {
                say!(
                    language,
                    "Rows that \"{name}\" says are companies: {rows}",
                    "“{name}”为公司的各行：{rows}"
                )
            } else {
                say!(language, "Rows that \"{name}\" says are people: {rows}", "“{name}”为个人的各行：{rows}")
            }
        }
        Part::Person { number, .. } => {
            let which = if number > 1 { format!(" {number}") } else { String::new() };
            say!(language, "Each row: contact{which} of the account", "每行：该客户的联系人{which}")
        }
    }
}

/// Values of a column, each with what it means where that is not what is written.
pub(crate) fn samples(context: &Context, table: &Explained, column: usize) -> String {
    if table.cells[column].is_secret {
        return pick(context.language, "(not shown)", "（不显示）").to_owned();
    }
    let texts = table.cells[column].samples.iter().map(|sample| one_sample(context, sample));
    texts.collect::<Vec<_>>().join("\n")
}

fn one_sample(context: &Context, sample: &Sample) -> String {
    let written = shortened(&sample.written);
    let meant = match &sample.understood {
        None => return written,
        Some(understood) => meaning(context, understood),
    };
    if meant == sample.written { written } else { format!("{written} -> {}", shortened(&meant)) }
}

/// What a cell means, in words.
pub(super) fn meaning(context: &Context, understood: &Understanding) -> String {
    let language = context.language;
    match understood {
        Understanding::Nothing => pick(language, "(nothing)", "（空）").to_owned(),
        Understanding::Unread(error) => format!("✗ {}", error.told_in(language)),
        Understanding::Value { shape, value } => {
            let name_of = |_, id: i64| format!("#{id}");
            let wording = Wording {
                labels: &context.labels,
                language,
                figures: Figures::Full,
                schema: &context.schema,
                name_of: &name_of,
            };
            wording.value(shape, value)
        }
    }
}

fn shortened(text: &str) -> String {
    let line = text.replace(['\n', '\r'], " ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    line.chars().take(SHOWN - 1).chain(['…']).collect()
}

/// Where a column goes.
pub(crate) fn targets(context: &Context, columns: &Columns, column: usize) -> String {
    if columns.targets[column].is_empty() {
        return "-".to_owned();
    }
    let label = |field: &Field| context.labels.field(columns.kind, field, context.language);
    let name = |target: &Target| match target {
        Target::Field(field) => label(field),
        Target::Linked { field, system } => format!("{}:{system}", label(field)),
        Target::NamePart(part) => part_of_name(*part, context.language).to_owned(),
        Target::ExternalId { system } => {
            format!("{}:{system}", columns.kind.field("external_ids").map(label).unwrap_or_default())
        }
        Target::Own { name } => say!(context.language, "{name} (own value)", "{name}（自定义）"),
        Target::Currency => currency(context.language).to_owned(),
    };
    columns.targets[column].iter().map(name).collect::<Vec<_>>().join(" + ")
}

/// What the column is called that says in which currency the amounts of its row are.
pub(crate) fn currency(language: Language) -> &'static str {
    pick(language, "Currency of the row", "本行金额的币种")
}

/// What a part of a person's name is called.
pub(crate) fn part_of_name(part: NamePart, language: Language) -> &'static str {
    match part {
        NamePart::Given => pick(language, "First name", "名"),
        NamePart::Middle => pick(language, "Middle name", "中间名"),
        NamePart::Family => pick(language, "Last name", "姓"),
    }
}

/// By what a column goes there, or why it goes nowhere; and the unit of its numbers.
pub(crate) fn basis(context: &Context, columns: &Columns, column: usize) -> String {
    let told = why(context, columns, column);
    match columns.units.get(column).and_then(Option::as_ref) {
        Some(unit) => say!(context.language, "{told}, in {}", "{told}，单位：{}", unit.written),
        None => told,
    }
}

fn why(context: &Context, columns: &Columns, column: usize) -> String {
    let language = context.language;
    match &columns.basis[column] {
        Basis::Rule => "--map".to_owned(),
        Basis::Profile { .. } => pick(language, "profile", "方案").to_owned(),
        Basis::Identifier => pick(language, "field name", "字段名").to_owned(),
        Basis::Label => pick(language, "label", "标签").to_owned(),
        Basis::Synonym => pick(language, "synonym", "同义词").to_owned(),
        Basis::Similar { name, percent } => {
            say!(language, "like {name}, {percent}%", "与“{name}”相似 {percent}%")
        }
        Basis::Second { by } => {
            say!(language, "where \"{by}\" is empty", "“{by}”为空时采用")
        }
        Basis::Outdone { by, .. } => say!(language, "\"{by}\" is the better one", "已采用“{by}”"),
        Basis::LeftOut { by: Authority::User } => {
            pick(language, "left out by --map", "用 --map 指定不导入").to_owned()
        }
        Basis::LeftOut { by: Authority::OwnProfile | Authority::ReadyProfile } => {
            pick(language, "left out by the profile", "方案不导入").to_owned()
        }
        Basis::OtherPart => pick(language, "another part", "另一部分").to_owned(),
        Basis::Computed => pick(language, "acct computes it", "由 acct 推算").to_owned(),
        Basis::Reason => pick(language, "reason of a rejection", "未通过的原因").to_owned(),
        Basis::Nothing { nearest: Some(near) } => say!(
            language,
            "not understood; perhaps {} ({}%)",
            "不认识；可能是“{}”（{}%）",
            field_called(context, columns.kind, &near.field),
            near.percent
        ),
        Basis::Nothing { nearest: None } => pick(language, "not understood", "不认识").to_owned(),
    }
}

/// `line 3: employees: "many" is no number`.
pub(super) fn fault(context: &Context, table: &Explained, fault: &Fault) -> String {
    let language = context.language;
    let reason = fault.reason.told_in(language);
    let column = fault.column.and_then(|column| table.columns.header.get(column));
    match column {
        Some(column) => {
            say!(language, "line {}: {column}: {reason}", "第 {} 行：{column}：{reason}", fault.line)
        }
        None if matches!(fault.reason, Unread::Row(_)) => reason,
        None => say!(language, "line {}: {reason}", "第 {} 行：{reason}", fault.line),
    }
}
