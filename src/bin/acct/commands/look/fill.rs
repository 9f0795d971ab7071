//! Many answers from a file: `acct look answer --from` and `acct look import`.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use acct::domain::finding::Finding;
use acct::domain::language::{Bilingual as _, count, pick};
use acct::domain::parse::Reading;
use acct::export::{Cell, Format, Sheet};
use acct::import::answers::{Answers, Layout, read};
use acct::import::encoding::decode;
use acct::ops::looks::filled::{Desk, Fault, Filled, Newer, NoteDraft, Usual};
use acct::ops::looks::{self, AnswerDraft, Recorded, Sheaf};
use acct::playbook::Playbook;
use acct::say;
use acct::store::Named;
use anyhow::Context as _;
use serde_json::json;

use super::about::About;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::display::{self, text_cell};
use crate::failure::Failure;
use crate::{resolve, sheets};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Makes of a filled form what acct look answer makes of single answers; all files are one operation, and none is recorded where one has a mistake. Where an answer was given since the form was written, the form is refused: --force overwrites that answer, --keep-going leaves it and takes the others.\n\nExamples:\n  acct look export \"Example Steel\" --format yaml -o steel.yaml\n  acct look import steel.yaml --dry-run\n  acct look import steel.yaml port.yaml --keep-going"
)]
pub(crate) struct ImportArgs {
    /// Forms that acct look export wrote and somebody filled in (- for standard input)
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The account, where the file does not name it or names another one
    #[arg(long = "account", value_name = "ACCOUNT")]
    about: Option<String>,
    /// Take answers also where a newer one was given since the form was written
    #[arg(long)]
    force: bool,
    /// Record what is good and leave out what is not
    #[arg(long)]
    keep_going: bool,
    #[command(flatten)]
    write: WriteArgs,
}

pub(crate) fn run(context: &mut Context, args: &ImportArgs) -> anyhow::Result<()> {
    let mut forms = Vec::new();
    for path in &args.files {
        let file = File::read(context, path)?;
        let named = args.about.as_ref().or(file.answers.account.as_ref());
        let Some(account) = named else { return Err(nameless(context, path).into()) };
        let account = resolve::account(context, account)?;
        let file = file.about(context, &account)?;
        forms.push((About::account(account), file));
    }
    let manner = Manner {
        usual: Usual::default(),
        newer: if args.force { Newer::Overwritten } else { Newer::Kept },
        bad: if args.keep_going { Bad::LeftOut } else { Bad::Refused },
        write: args.write,
    };
    fill(context, &forms, &manner)
}

fn nameless(context: &Context, path: &Path) -> Failure {
    let path = path.display();
    let message =
        say!(context.language, "{path} does not say which account it is about", "{path} 没有写明是哪个客户");
    let hint = say!(
        context.language,
        "acct look import {path} --account ACCOUNT",
        "acct look import {path} --account 客户"
    );
    Failure::usage(message).hint(hint)
}

/// A file of answers.
pub(super) struct File {
    name: String,
    answers: Answers,
}

impl File {
    /// The file as it is taken for an account: what a form was written from stands at its own account, and says nothing
    /// of the answers of another.
    fn about(mut self, context: &mut Context, account: &Named) -> anyhow::Result<Self> {
        let Some(own) = &self.answers.account else { return Ok(self) };
        let own = context.store()?.read().account_by_key(own)?;
        if own.is_some_and(|own| own.id != account.id) {
            for entry in self.answers.entries.iter_mut().flatten() {
                entry.standing = None;
            }
        }
        Ok(self)
    }

    pub(super) fn read(context: &Context, path: &Path) -> anyhow::Result<Self> {
        let language = context.language;
        let is_stdin = path.as_os_str() == "-";
        let name = if is_stdin { "stdin".to_owned() } else { path.display().to_string() };
        let reading = || say!(language, "reading {name}", "读取 {name}");
        let mut bytes = Vec::new();
        if is_stdin {
            std::io::stdin().lock().read_to_end(&mut bytes).with_context(reading)?;
        } else {
            bytes = std::fs::read(path).with_context(reading)?;
        }
        let wrong = |told: String| Failure::data(say!(language, "{name}: {told}", "{name}：{told}"));
        let decoded = decode(&bytes, None).map_err(|error| wrong(error.told_in(language)))?;
        let layout = Layout::of(&name, &decoded.text);
        let answers = read(&decoded.text, layout).map_err(|error| wrong(error.told_in(language)))?;
        Ok(Self { name, answers })
    }
}

/// What to do about entries that are wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// Nothing is recorded then.
    Refused,
    LeftOut,
}

/// How the entries of a file are taken.
pub(super) struct Manner {
    pub(super) usual: Usual,
    pub(super) newer: Newer,
    pub(super) bad: Bad,
    pub(super) write: WriteArgs,
}

/// Evidence for answers that name none.
pub(super) fn usual(draft: &AnswerDraft, dated: bool) -> Usual {
    Usual {
        source: draft.source.clone(),
        method: draft.method,
        date: dated.then_some(draft.date),
        confidence: draft.confidence,
    }
}

/// A form: whom it is about, the file, and what it comes to.
struct Form<'f> {
    about: &'f About,
    file: &'f File,
    /// What was on record when it was read.
    findings: Vec<Finding>,
    filled: Filled,
    drafts: Vec<AnswerDraft>,
    notes: Vec<NoteDraft>,
}

/// Records the answers of files about accounts, all as one operation.
pub(super) fn fill(context: &mut Context, files: &[(About, File)], manner: &Manner) -> anyhow::Result<()> {
    let playbook = context.playbook()?;
    let (forms, recorded, operation) = loop {
        let forms = read_forms(context, &playbook, files, manner)?;
        let has_faults = forms.iter().any(|form| !form.filled.faults.is_empty());
        if has_faults && manner.bad == Bad::Refused {
            for_each_fault(context, &forms, |fault| context.ui.fault(format_args!("{fault}")));
            return Err(refused(context, &forms));
        }
        let sheaves: Vec<Sheaf> = forms.iter().map(Form::sheaf).collect();
        let written = looks::answer_several(context.writing(manner.write)?, &playbook, &sheaves)?;
        // Somebody answered between reading and writing: what that means for the forms is judged anew.
        if let Some(recorded) = written.value {
            break (forms, recorded, written.operation);
        }
    };
    for_each_fault(context, &forms, |fault| context.ui.warning(format_args!("{fault}")));
    if context.format() != Format::Table {
        print(context, &playbook, &forms, &recorded)?;
    }
    for (form, recorded) in forms.iter().zip(&recorded) {
        tell(context, form, recorded, manner.write);
    }
    if let Some(number) = operation {
        let kept = say!(context.language, "Kept as operation {number}.", "已保存为操作 {number}。");
        context.ui.status(format_args!("{kept}"));
    }
    Ok(())
}

impl Form<'_> {
    fn sheaf(&self) -> Sheaf<'_> {
        let Self { about, findings, drafts, notes, .. } = self;
        Sheaf { subject: about.subject, seen: findings, drafts, notes }
    }
}

fn for_each_fault(context: &Context, forms: &[Form], tell: impl Fn(String)) {
    for form in forms {
        for fault in &form.filled.faults {
            tell(fault.told_of(&form.file.name, context.language));
        }
    }
}

fn read_forms<'f>(
    context: &mut Context,
    playbook: &Playbook,
    files: &'f [(About, File)],
    manner: &Manner,
) -> anyhow::Result<Vec<Form<'f>>> {
    let mut forms: Vec<Form> = Vec::new();
    for (about, file) in files {
        let findings = about.findings(context)?;
        let playbook = &about.questions(playbook);
        let mut filled = context.read_values(|reading: &Reading| {
            let (usual, newer) = (&manner.usual, manner.newer);
            Desk { playbook, reading, findings: &findings, usual, newer }.read(&file.answers)
        });
        for earlier in forms.iter().filter(|earlier| earlier.about.subject == about.subject) {
            filled.hold_against(&earlier.file.name, &earlier.filled);
        }
        let drafts = filled.drafts.iter().map(|(_, draft)| draft.clone()).collect();
        let notes = filled.notes.iter().map(|(_, note)| note.clone()).collect();
        forms.push(Form { about, file, findings, filled, drafts, notes });
    }
    Ok(forms)
}

fn refused(context: &Context, forms: &[Form]) -> anyhow::Error {
    let names: Vec<&str> = forms
        .iter()
        .filter(|form| !form.filled.faults.is_empty())
        .map(|form| form.file.name.as_str())
        .collect();
    let name = names.join(pick(context.language, ", ", "、"));
    let bad: usize = forms.iter().map(|form| form.filled.faults.len()).sum();
    let good: usize = forms.iter().map(|form| form.filled.drafts.len() + form.filled.notes.len()).sum();
    let entries = count(bad, "entry", "entries");
    let message = say!(
        context.language,
        "{name}: {entries} cannot be taken, so nothing was recorded",
        "{name}：有 {bad} 条无法采用，因此什么都没有记录"
    );
    let failure = Failure::refused(message);
    if good == 0 {
        return failure.into();
    }
    let hint =
        say!(context.language, "--keep-going records the other {good}", "--keep-going 可记录其余 {good} 条");
    failure.hint(hint).into()
}

/// A row for each entry: what became of it.
fn print(
    context: &Context,
    playbook: &Playbook,
    forms: &[Form],
    recorded: &[Vec<Recorded>],
) -> anyhow::Result<()> {
    let columns = sheets::named_columns(
        context,
        &[
            ("id", "#", "编号"),
            ("line", "Line", "行"),
            ("account", "Account", "客户"),
            ("item", "Item", "条目"),
            ("state", "State", "结果"),
            ("value", "Answer", "答案"),
            ("before", "Before", "原答案"),
            ("date", "Date", "日期"),
            ("reason", "Why", "原因"),
        ],
    );
    let rows =
        forms.iter().zip(recorded).flat_map(|(form, recorded)| rows(context, playbook, form, recorded));
    display::print_list(context, &Sheet { columns, rows: rows.collect() })
}

fn rows(context: &Context, playbook: &Playbook, form: &Form, recorded: &[Recorded]) -> Vec<Vec<Cell>> {
    let language = context.language;
    let (account, filled) = (&form.about.named, &form.filled);
    let kept = |finding: &Finding| finding.value.as_ref().map(|value| value.0.clone());
    let words = |finding: &Finding| match (kept(finding), playbook.item(&finding.item)) {
        (Some(kept), Some((_, item))) => acct::analysis::answers::in_words(item, &kept, language),
        (kept, _) => kept.unwrap_or_default(),
    };
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for ((line, draft), recorded) in filled.drafts.iter().zip(recorded) {
        let state = if recorded.is_new { "recorded" } else { "unchanged" };
        let before = recorded.before.as_ref();
        rows.push(vec![
            display::number_cell(recorded.finding.id.number()),
            display::number_cell(*line),
            text_cell(&account.name),
            text_cell(&draft.item),
            text_cell(state),
            Cell { data: json!(kept(&recorded.finding)), text: words(&recorded.finding) },
            Cell { data: json!(before.and_then(kept)), text: before.map(words).unwrap_or_default() },
            text_cell(&draft.date.to_string()),
            text_cell(""),
        ]);
    }
    for (line, NoteDraft { item, .. }) in &filled.notes {
        let mut row = vec![text_cell(""), display::number_cell(*line), text_cell(&account.name)];
        row.extend([item.as_str(), "noted", "", "", "", ""].map(text_cell));
        rows.push(row);
    }
    for Fault { line, item, reason } in &filled.faults {
        let mut row = vec![text_cell(""), display::number_cell(*line), text_cell(&account.name)];
        row.extend([item.as_str(), "left_out", "", "", "", &reason.told_in(language)].map(text_cell));
        rows.push(row);
    }
    rows
}

fn tell(context: &Context, form: &Form, recorded: &[Recorded], write: WriteArgs) {
    let language = context.language;
    let (account, filled) = (&form.about.named, &form.filled);
    let new = recorded.iter().filter(|one| one.is_new).count();
    let (same, name, bad) = (recorded.len() - new, &account.name, filled.faults.len());
    let answers = count(new, "answer", "answers");
    let verb = if write.dry_run { "would be recorded" } else { "recorded" };
    let verb_zh = if write.dry_run { "将记录" } else { "已记录" };
    let mut message = say!(
        language,
        "{name}: {answers} {verb}, {same} as before",
        "{name}：{verb_zh} {new} 条回答，{same} 条没有变化"
    );
    let past = recorded.iter().filter(|one| one.is_new && one.later.is_some()).count();
    if past > 0 {
        message.push_str(&say!(
            language,
            ", {past} of them as history only, because a later answer is in force",
            "，其中 {past} 条只作历史，因为已有更新的答案"
        ));
    }
    if !filled.notes.is_empty() {
        let notes = filled.notes.len();
        let counted = count(notes, "note", "notes");
        message.push_str(&say!(
            language,
            ", {counted} without an answer kept, which leave their questions open",
            "，另保存 {notes} 条没有答案的备注（问题仍未回答）"
        ));
    }
    if filled.empty > 0 {
        let empty = filled.empty;
        message.push_str(&say!(language, ", {empty} not filled in", "，{empty} 条未填写"));
    }
    if bad > 0 {
        message.push_str(&say!(language, ", {bad} left out", "，{bad} 条未采用"));
    }
    message.push_str(pick(language, ".", "。"));
    context.ui.status(format_args!("{message}"));
}
