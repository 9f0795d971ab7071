//! What a command works with: settings, language, file, terminal. Each is opened when first needed.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use acct::domain::date::{Date, Moment};
use acct::domain::language::Language;
use acct::domain::money::{Currency, Rates};
use acct::domain::parse::Reading;
use acct::domain::schema::Schema;
use acct::domain::shell::quoted;
use acct::export::Format;
use acct::ops::Session;
use acct::playbook::labels::Labels;
use acct::playbook::{LazyPlaybook, Playbook};
use acct::say;
use acct::store::{Store, StoreError};
use anyhow::Context as _;

use crate::ask;
use crate::cli::{FormatArg, GlobalArgs, LanguageArg};
use crate::config::{Config, Places};
use crate::failure::Failure;
use crate::help::Line;
use crate::prompt::{Hears, Obeying, Prompter, TerminalPrompter};
use crate::ui::Ui;

pub(crate) struct Context {
    pub(crate) global: GlobalArgs,
    pub(crate) config: Config,
    pub(crate) places: Places,
    pub(crate) language: Language,
    pub(crate) labels: Labels,
    pub(crate) schema: Schema,
    pub(crate) ui: Ui,
    pub(crate) today: Date,
    pub(crate) now: Moment,
    pub(crate) currency: Currency,
    prompter: Option<Obeying>,
    arguments: Vec<OsString>,
    session: Option<Session>,
    playbook: Rc<LazyPlaybook>,
}

/// An end before there is a context: help, version, a usage error, broken settings.
pub(crate) enum Early {
    Told(Box<crate::help::Ending>),
    Failed(Box<Ui>, anyhow::Error),
}

impl Early {
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Told(ending) => ending.report(),
            Self::Failed(ui, error) => crate::failure::report(&ui, &error),
        }
    }
}

impl Context {
    /// Reads the command line and the settings.
    pub(crate) fn from_arguments(arguments: &[OsString]) -> Result<(Self, Line), Early> {
        let spoken = crate::help::language(arguments, &Config::default());
        let failed = |language, error| Early::Failed(Box::new(Ui::speaking(language)), error);
        let places = Places::find().map_err(|error| failed(spoken, error))?;
        // What is wrong with the settings or the playbook is told unless the command could mend it.
        let mut broken = None;
        let config = Config::read(&places.config, spoken).unwrap_or_else(|error| {
            broken = Some(error);
            Config::default()
        });
        let spoken = crate::help::language(arguments, &config);
        let (schema, labels) = crate::flags::schema_and_labels(&config).unwrap_or_else(|error| {
            broken = Some(error);
            Default::default()
        });
        let (global, line) = match (crate::help::parse(arguments, spoken, &labels), broken) {
            (Ok((_, line)), Some(error)) if !line.mends() => return Err(failed(spoken, error)),
            (Err(ending), Some(error)) if ending.is_error() => return Err(failed(spoken, error)),
            (Err(ending), _) => return Err(Early::Told(Box::new(ending))),
            (Ok(parsed), _) => parsed,
        };
        let global = global.with_environment();
        let language = match global.lang {
            Some(LanguageArg::En) => Language::English,
            Some(LanguageArg::Zh) => Language::Chinese,
            None => spoken,
        };
        let ui = Ui::new(language, &global);
        if let (None, Some(code)) = (global.lang, crate::help::unknown_language()) {
            let message = say!(
                language,
                "ACCT_LANG is \"{code}\", which is not a language of acct; the languages are en and zh",
                "ACCT_LANG 的值“{code}”不是可用的语言；可用 en（英文）或 zh（中文）"
            );
            ui.warning(format_args!("{message}"));
        }
        match Self::build(global, config, places, language, labels, schema, arguments) {
            Ok(build) => Ok((build(ui), line)),
            Err(error) => Err(Early::Failed(Box::new(ui), error)),
        }
    }

    fn build(
        global: GlobalArgs,
        config: Config,
        places: Places,
        language: Language,
        labels: Labels,
        schema: Schema,
        arguments: &[OsString],
    ) -> anyhow::Result<impl FnOnce(Ui) -> Self> {
        let (today, now) = crate::clock::read(global.as_of.as_deref())?;
        let currency = match &config.currency {
            Some(code) => code.parse().with_context(|| format!("setting currency: {code}"))?,
            None => Currency::CNY,
        };
        let arguments = arguments.to_vec();
        let method = Rc::new(LazyPlaybook::new(config.playbook.clone(), config.rates_into(currency)));
        Ok(move |ui| Self {
            global,
            config,
            places,
            language,
            labels,
            schema,
            ui,
            today,
            now,
            currency,
            prompter: None,
            arguments,
            session: None,
            playbook: method,
        })
    }

    /// Takes the command line as if it had been typed like this.
    pub(crate) fn retype(&mut self, arguments: &[OsString]) {
        self.arguments = arguments.to_vec();
        if let Some(session) = &mut self.session {
            session.command = command_line(arguments);
        }
    }

    /// Whether a person is there to be asked.
    pub(crate) fn asks(&self) -> bool {
        !self.global.no_input && self.ui.is_terminal()
    }

    pub(crate) fn prompter(&mut self) -> &mut dyn Prompter {
        self.hearer()
    }

    fn hearer(&mut self) -> &mut Obeying {
        let language = self.language;
        self.prompter
            .get_or_insert_with(|| Obeying::new(Box::new(TerminalPrompter::speaking(language)), language))
    }

    /// Does something in which each question hears the commands of a walk, too.
    pub(crate) fn hearing_commands<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.hearer().hears, Hears::Commands);
        let done = work(self);
        self.hearer().hears = before;
        done
    }

    /// A context on a file, with a script for a person.
    #[cfg(test)]
    pub(crate) fn scripted(arguments: &[&str], prompter: crate::prompt::scripted::ScriptedPrompter) -> Self {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        let Ok((mut context, _)) = Self::from_arguments(&arguments) else {
            panic!("not understood: {arguments:?}")
        };
        context.ui.answers();
        context.script(prompter);
        context
    }

    /// Takes another script.
    #[cfg(test)]
    pub(crate) fn script(&mut self, prompter: crate::prompt::scripted::ScriptedPrompter) {
        self.prompter = Some(Obeying::new(Box::new(prompter), self.language));
    }

    /// Asks for one line, or without a terminal fails and names the flag.
    pub(crate) fn ask(&mut self, question: &str, flag: &str) -> anyhow::Result<String> {
        if !self.asks() {
            return Err(ask::missing(self.language, &[flag]).into());
        }
        loop {
            let answer = self.prompter().text(question, "")?;
            if !answer.trim().is_empty() {
                return Ok(answer.trim().to_owned());
            }
        }
    }

    /// Names the next argument that the command line could have, and shows how it would be written.
    pub(crate) fn next_is_missing(&self) -> Failure {
        match crate::help::extended(&self.arguments, self.language, &self.labels) {
            Some(line) => ask::told(self.language, &line),
            None => ask::missing(self.language, &[]),
        }
    }

    /// The given value, or the answer to a question.
    pub(crate) fn ask_unless_given(
        &mut self,
        given: Option<String>,
        question: &str,
        flag: &str,
    ) -> anyhow::Result<String> {
        match given {
            Some(value) => Ok(value),
            None => self.ask(question, flag),
        }
    }

    /// Asks for a confirmation. Without a terminal only `--yes` gives it.
    pub(crate) fn confirm(&mut self, question: &str) -> anyhow::Result<bool> {
        if self.global.yes {
            return Ok(true);
        }
        if !self.asks() {
            let message = say!(self.language, "this needs a confirmation", "此操作需要确认");
            let hint = say!(self.language, "add --yes to the command", "在命令后加上 --yes");
            return Err(Failure::refused(message).hint(hint).into());
        }
        Ok(self.prompter().confirm(question, false)?)
    }

    pub(crate) fn path(&self) -> PathBuf {
        let chosen = self.global.db.clone().or_else(|| self.config.db.clone());
        chosen.unwrap_or_else(|| self.places.data.clone())
    }

    /// The file for reading; it has to be there.
    pub(crate) fn store(&mut self) -> anyhow::Result<&Store> {
        let path = self.path();
        if self.session.is_none() && !path.exists() {
            let message = say!(self.language, "there is no file {} yet", "还没有数据文件 {}", path.display());
            return Err(Failure::data(message)
                .hint(say!(
                    self.language,
                    "acct add NAME makes it; acct demo makes one with sample data",
                    "用 acct add 名称 新增；或用 acct demo 生成示例数据"
                ))
                .into());
        }
        Ok(&self.session()?.store)
    }

    /// The file that [`Context::store`] opened, while something else of the context is in use.
    pub(crate) fn opened(&self) -> anyhow::Result<&Store> {
        let session = self.session.as_ref();
        session.map(|session| &session.store).ok_or_else(|| anyhow::anyhow!("no file is open"))
    }

    /// The file for writing; it is made when there is none.
    pub(crate) fn session(&mut self) -> anyhow::Result<&mut Session> {
        self.session_on(Store::open)
    }

    fn session_on(
        &mut self,
        open: impl FnOnce(&Path) -> Result<Store, StoreError>,
    ) -> anyhow::Result<&mut Session> {
        if self.session.is_none() {
            let path = self.path();
            let store =
                open(&path).with_context(|| say!(self.language, "opening {}", "打开 {}", path.display()))?;
            self.session = Some(Session {
                store,
                user: self.user(),
                command: command_line(&self.arguments),
                today: self.today,
                now: self.now,
                dry_run: false,
                playbook: Rc::clone(&self.playbook),
            });
        }
        self.session.as_mut().context("the file was closed")
    }

    /// Closes the file.
    pub(crate) fn close(&mut self) {
        self.session = None;
    }

    /// The file for writing, or with `dry_run` for trying.
    pub(crate) fn writing(&mut self, write: crate::cli::WriteArgs) -> anyhow::Result<&mut Session> {
        let tries_on_nothing = write.dry_run && !self.path().exists();
        let session = self.session_on(if tries_on_nothing { Store::temporary } else { Store::open })?;
        session.dry_run = write.dry_run;
        Ok(session)
    }

    /// Our person.
    pub(crate) fn user(&self) -> String {
        let named = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        named("ACCT_USER")
            .or_else(|| self.config.user.clone())
            .or_else(|| named("USER"))
            .or_else(|| named("USERNAME"))
            .unwrap_or_else(|| "unknown".to_owned())
    }

    /// The method, not read yet.
    pub(crate) fn method(&self) -> Rc<LazyPlaybook> {
        Rc::clone(&self.playbook)
    }

    /// The method, read when first needed.
    pub(crate) fn playbook(&self) -> anyhow::Result<Rc<Playbook>> {
        Ok(self.playbook.get()?)
    }

    /// By which amounts of several currencies are added up.
    pub(crate) fn rates(&self) -> &Rates {
        self.playbook.rates()
    }

    /// How values are read.
    pub(crate) fn read_values<T>(&self, work: impl FnOnce(&Reading) -> T) -> T {
        work(&Reading { today: self.today, currency: self.currency, words: &self.labels })
    }

    /// Whether data is asked for as a calendar.
    pub(crate) fn wants_calendar(&self) -> bool {
        self.global.format == Some(FormatArg::Ics)
    }

    /// Whether data is asked for in a form that only exports have.
    pub(crate) fn wants_export(&self) -> bool {
        matches!(self.global.format, Some(FormatArg::Xlsx | FormatArg::Vcard))
    }

    pub(crate) fn format(&self) -> Format {
        match (self.global.json, self.global.format) {
            (true, _) | (_, Some(FormatArg::Json)) => Format::Json,
            (_, Some(FormatArg::Ndjson)) => Format::Ndjson,
            (_, Some(FormatArg::Csv)) => Format::Csv,
            (_, Some(FormatArg::Tsv)) => Format::Tsv,
            (_, Some(FormatArg::Yaml)) => Format::Yaml,
            (_, Some(FormatArg::Markdown)) => Format::Markdown,
            (_, Some(FormatArg::Ids)) => Format::Ids,
            (_, Some(FormatArg::Table | FormatArg::Ics | FormatArg::Xlsx | FormatArg::Vcard) | None) => {
                Format::Table
            }
        }
    }
}

/// The command line as it could be typed again.
fn command_line(arguments: &[OsString]) -> String {
    let words = arguments.iter().skip(1).map(|argument| quoted(&argument.to_string_lossy()));
    words.fold("acct".to_owned(), |line, word| line + " " + &word)
}
