//! A record that is written down on a walk, prompt by prompt: each field is kept as soon as it is given, and the commands
//! of the walk hold.

use acct::domain::kind::Kind;
use acct::domain::language::pick;
use acct::domain::record::{Entry, Field};
use acct::domain::value::Value;
use acct::interview::Command;
use acct::ops;
use acct::ops::change::Change;
use acct::say;

use super::{Walking, paper};
use crate::commands::record::{add, edit, value};
use crate::context::Context;
use crate::prompt::Stop;

/// A record under way.
struct Form {
    entry: Entry,
    fields: Vec<Field>,
    /// The position of the field that is asked for.
    at: usize,
    /// What keeping it belongs to.
    operation: Option<i64>,
}

/// Adds a record of the account. The `offered` values belong to it from the start, so that it has them wherever the form
/// is left, and can be changed; an offered field without a value is asked for besides the usual ones.
pub(super) fn add(
    context: &mut Context,
    walking: &Walking,
    kind: Kind,
    offered: &[(Field, Value)],
) -> anyhow::Result<()> {
    let mut entry = Entry::blank(kind);
    entry.set("account", Value::Link(walking.about.named.id));
    ops::records::fill_defaults(&mut entry, context.today, &context.user());
    let usual = add::asked(kind).into_iter().chain(offered.iter().map(|(field, _)| field));
    let mut fields: Vec<Field> = Vec::new();
    for field in usual {
        if entry.get(field.name).is_empty() && fields.iter().all(|known| known.name != field.name) {
            fields.push(field.clone());
        }
    }
    for (field, value) in offered {
        entry.put(field, value.clone());
    }
    let mut form = Form { entry, fields, at: 0, operation: None };
    paper::form_commands(context)?;
    let ended = context.hearing_commands(|context| form.fill(context, walking));
    let is_tried = walking.write.dry_run && ended.is_ok();
    if is_tried && form.is_whole() {
        let written = ops::records::add(context.writing(walking.write)?, form.entry)?;
        add::tell(context, &written.value, written.operation)?;
    } else if form.entry.id != 0 {
        add::tell(context, &form.entry, form.operation)?;
    }
    ended
}

impl Form {
    /// Whether everything is there that has to be.
    fn is_whole(&self) -> bool {
        let required = self.fields.iter().filter(|field| field.is_required());
        required.into_iter().all(|field| !self.entry.get(field.name).is_empty())
    }

    /// Asks for one field after the other.
    fn fill(&mut self, context: &mut Context, walking: &Walking) -> anyhow::Result<()> {
        let account = Some(walking.about.named.id);
        while let Some(field) = self.fields.get(self.at).cloned() {
            let present = self.entry.get(field.name).clone();
            let given = match value::ask(context, self.entry.kind, &field, &present, account) {
                Ok(given) => given,
                Err(error) => {
                    if !self.obey(context, walking, &field, error)? {
                        return Ok(());
                    }
                    continue;
                }
            };
            if field.is_required() && given.is_empty() {
                context.ui.status(format_args!("{}", self.is_needed(context, &field)));
                continue;
            }
            match self.keep(context, walking, &field, given) {
                Ok(()) => self.at += 1,
                Err(error) => {
                    crate::failure::report(&context.ui, &error);
                }
            }
        }
        Ok(())
    }

    /// Says that a field cannot stay empty.
    fn is_needed(&self, context: &Context, field: &Field) -> String {
        let label = context.labels.field(self.entry.kind, field, context.language);
        say!(context.language, "{label} is required; /b leaves.", "{label}为必填项；/b 返回。")
    }

    /// Does what a command says; `false` when the form is left.
    fn obey(
        &mut self,
        context: &mut Context,
        walking: &Walking,
        field: &Field,
        error: anyhow::Error,
    ) -> anyhow::Result<bool> {
        let language = context.language;
        let Some(Stop::Command(command)) = error.downcast_ref::<Stop>() else { return Err(error) };
        let told = match command {
            Command::Quit => return Err(error),
            Command::Back if self.at == 0 => return Ok(false),
            Command::Back => {
                self.at -= 1;
                return Ok(true);
            }
            Command::Skip | Command::Unknown
                if self.entry.get(field.name).is_empty() && field.is_required() =>
            {
                self.is_needed(context, field)
            }
            Command::Skip | Command::Unknown => {
                self.at += 1;
                return Ok(true);
            }
            Command::Note => return self.note(context, walking).map(|()| true),
            Command::Record => {
                pick(language, "Finish this record first; /b leaves.", "请先完成当前记录；/b 返回。")
                    .to_owned()
            }
            Command::Editor => editor_is_for_words(context).to_owned(),
            Command::Help => return paper::form_commands(context).map(|()| true),
        };
        context.ui.status(format_args!("{told}"));
        Ok(true)
    }

    /// Asks for a note to the record.
    fn note(&mut self, context: &mut Context, walking: &Walking) -> anyhow::Result<()> {
        let Some(field) = self.entry.kind.field("note") else { return Ok(()) };
        let asked = value::ask(context, self.entry.kind, field, self.entry.get("note"), self.entry.account());
        match asked {
            Ok(value) => self.keep(context, walking, field, value),
            Err(error) => match error.downcast_ref::<Stop>() {
                Some(Stop::Command(command)) if *command != Command::Quit => Ok(()),
                _ => Err(error),
            },
        }
    }

    /// Keeps a value: at once, as soon as everything is there that has to be.
    fn keep(
        &mut self,
        context: &mut Context,
        walking: &Walking,
        field: &Field,
        value: Value,
    ) -> anyhow::Result<()> {
        let before = self.entry.clone();
        self.entry.put(field, value.clone());
        let is_kept = before.id != 0 && *before.get(field.name) == value;
        if walking.write.dry_run || is_kept || !self.is_whole() {
            return Ok(());
        }
        let session = context.writing(walking.write)?;
        let kept = if before.id == 0 {
            ops::records::add(session, self.entry.clone()).map(|written| {
                self.operation = written.operation;
                written.value
            })
        } else {
            let change = Change::Set(field.clone(), value);
            ops::records::edit(session, before.kind, before.id, &[change]).map(|written| written.value.after)
        };
        match kept {
            Ok(entry) => {
                self.entry = entry;
                Ok(())
            }
            Err(error) => {
                self.entry = before;
                Err(error.into())
            }
        }
    }
}

/// Changes a record field by field.
pub(super) fn change(context: &mut Context, walking: &Walking, entry: &Entry) -> anyhow::Result<()> {
    let mut entry = entry.clone();
    paper::form_commands(context)?;
    context.hearing_commands(|context| {
        while let Some(field) = edit::choose_field(context, &entry)? {
            let present = entry.get(field.name).clone();
            let given = match value::ask(context, entry.kind, &field, &present, entry.account()) {
                Ok(given) => given,
                Err(error) => match error.downcast_ref::<Stop>() {
                    // Back to the fields.
                    Some(Stop::Command(command)) if *command != Command::Quit => continue,
                    _ => return Err(error),
                },
            };
            let change = Change::Set(field, given);
            match ops::records::edit(context.writing(walking.write)?, entry.kind, entry.id, &[change]) {
                Ok(written) => {
                    edit::tell(context, &written.value, written.operation.is_some())?;
                    entry = written.value.after;
                }
                Err(error) => {
                    crate::failure::report(&context.ui, &error.into());
                }
            }
        }
        Ok(())
    })
}

pub(super) fn editor_is_for_words(context: &Context) -> &'static str {
    pick(context.language, "The editor is for answers in words.", "编辑器用于填写文字类答案。")
}
