//! `acct look`: the guided walk through the questions about an account, or about an industry. Every answer is kept at once.

mod answer;
mod closing;
mod form;
mod meanwhile;
mod note;
mod opening;
mod paper;
mod prompts;
mod question;
mod records;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::rc::Rc;

use acct::analysis::coverage::{ItemStatus, State, coverage};
use acct::analysis::facts::Facts;
use acct::domain::language::pick;
use acct::domain::record::Paragraph;
use acct::domain::walk::LeftWalk;
use acct::interview::{Basis, Scope, Walk, Which};
use acct::ops::looks::Subject;
use acct::ops::{self, walks};
use acct::playbook::{Item, Look, Playbook};
use acct::say;
use clap::ValueEnum;

use self::closing::{Ended, Snapshot};
pub(super) use self::meanwhile::in_words as meanwhile_in_words;
use self::opening::Opening;
use super::about::About;
use super::find;
use crate::cli::WriteArgs;
use crate::context::Context;
use crate::failure::Failure;
use crate::prompt::Stop;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  acct look walk \"Example Steel\"\n  acct look walk \"Example Steel\" trend --ask gaps\n  acct look walk \"Example Steel\" --ask rest\n  acct look walk --industry \"ICT\""
)]
pub(crate) struct Args {
    /// The account
    #[arg(value_name = "ACCOUNT")]
    account: String,
    /// ACCOUNT names an industry: the questions that are answered once for all its accounts
    #[arg(long)]
    industry: bool,
    #[command(flatten)]
    options: Options,
}

/// What is asked.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only this look: trend, customer, competition, self, opportunity
    #[arg(value_name = "LOOK")]
    pub(crate) look: Option<String>,
    /// Which questions: the rest of the last walk, those that matter most, the gaps, the stale ones, all (asked for when missing)
    #[arg(long, value_name = "WHICH")]
    ask: Option<AskArg>,
    #[command(flatten)]
    write: WriteArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum AskArg {
    Rest,
    Most,
    Gaps,
    Stale,
    All,
}

impl AskArg {
    /// None for the rest of the last walk.
    fn which(self) -> Option<Which> {
        match self {
            Self::Rest => None,
            Self::Most => Some(Which::Most),
            Self::Gaps => Some(Which::Gaps),
            Self::Stale => Some(Which::Stale),
            Self::All => Some(Which::All),
        }
    }
}

pub(crate) fn run(context: &mut Context, args: &Args) -> anyhow::Result<()> {
    let about = About::called(context, &args.account, args.industry)?;
    start(context, about, &args.options)
}

/// A walk under way.
struct Walking {
    about: About,
    /// With no other questions than those about it.
    playbook: Rc<Playbook>,
    facts: Facts,
    walk: Walk,
    /// The newest operation of the file when it began.
    began: i64,
    /// What the last answer rested on.
    basis: Basis,
    /// The notes that answers had before others were made in this walk, by the number of the finding.
    noted: BTreeMap<i64, Option<Paragraph>>,
    write: WriteArgs,
}

/// Whether a walk goes on after a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    On,
    Quit,
}

/// Walks through the questions about an account or an industry.
pub(super) fn start(context: &mut Context, about: About, options: &Options) -> anyhow::Result<()> {
    let playbook = about.questions_of(context)?;
    let look = match &options.look {
        Some(look) => Some(find::look(context, &playbook, look)?.id.clone()),
        None => None,
    };
    if !context.asks() {
        return Err(nobody_there(context, &about).into());
    }
    let session = context.writing(options.write)?;
    let began = walks::newest(session)?;
    let since = walks::since(session, about.subject, opening::SHOWN)?;
    let facts = loaded(context, &about)?;
    let left = since.as_ref().map(|since| &since.left);
    let choices = match options.ask {
        Some(_) => Vec::new(),
        None => opening::choices(context, &playbook, &facts, left, look.as_deref()),
    };
    let standing = opening::standing(context, &about, &playbook, &facts)?;
    let opening = Opening::of(context, &playbook, &facts, since.as_ref(), &choices, &standing)?;
    opening.show(context)?;
    if options.write.dry_run {
        let told = pick(context.language, "A trial: nothing of it is kept.", "试运行：所有回答都不会保存。");
        context.ui.status(format_args!("{told}"));
    }
    let walk = match options.ask.map(AskArg::which) {
        Some(Some(which)) => Some(Walk::plan(&playbook, &facts, context.today, &Scope { which, look })),
        Some(None) => match left {
            Some(left) => Some(rest(context, &about, (&playbook, &facts), left, look.as_deref())?),
            None => None,
        },
        None if choices.is_empty() => None,
        // Who leaves the choice is told nothing: there was something to ask.
        None => match opening::choose(context, choices, &opening)? {
            Some(walk) => Some(walk),
            None => return Ok(()),
        },
    };
    let Some(walk) = walk.filter(|walk| !walk.is_empty()) else {
        let nothing = pick(context.language, "There is nothing to ask.", "没有要问的问题。");
        context.ui.status(format_args!("{nothing}"));
        return Ok(());
    };
    let basis = Basis::last(&facts, &context.user(), context.today);
    let (noted, write) = (BTreeMap::new(), options.write);
    let mut walking = Walking { about, playbook, facts, walk, began, basis, noted, write };
    let before = Snapshot::of(context, &walking);
    walks::begin(context.writing(walking.write)?, walking.about.subject);
    let ended = match walking.go(context) {
        // No more answers will come: that is a way to leave, like the command for it.
        Err(error) if matches!(error.downcast_ref::<Stop>(), Some(Stop::Ended)) => Ok(Ended::Left),
        Err(error) => Err(error),
        Ok(()) => Ok(Ended::Left),
    };
    let how = ended.as_ref().copied().unwrap_or(Ended::Interrupted);
    closing::tell(context, &mut walking, &before, how)?;
    ended.map(|_| ())
}

/// What is left of the last walk, in a look when one is named.
fn rest(
    context: &Context,
    about: &About,
    (playbook, facts): (&Playbook, &Facts),
    left: &LeftWalk,
    look: Option<&str>,
) -> anyhow::Result<Walk> {
    if let Some(walk) = Walk::resume(playbook, facts, context.today, left, look) {
        return Ok(walk);
    }
    let label = |look: Option<&str>| look.map_or_else(String::new, |look| find::look_label(context, look));
    let [left, wanted] = [label(Scope::named(&left.scope).look.as_deref()), label(look)];
    let message = say!(
        context.language,
        "the last walk was through \"{left}\", so nothing of it is left in \"{wanted}\"",
        "上次走查的是“{left}”，“{wanted}”没有可接着问的题"
    );
    let (walk, look) = (command(about), look.unwrap_or_default());
    let hints = [format!("{walk} --ask rest"), format!("{walk} {look} --ask gaps")];
    let [rest, gaps] = hints;
    Err(Failure::refused(message).hint(rest).hint(gaps).into())
}

/// Without a person a walk cannot be; says what scripts do instead.
fn nobody_there(context: &Context, about: &About) -> Failure {
    let language = context.language;
    let account = about.argument();
    Failure::usage(pick(
        language,
        "a walk asks questions, and nobody is there to answer",
        "逐题走查需要有人在终端前回答",
    ))
    .hint(say!(
        language,
        "acct look next {account} says what to ask",
        "acct look next {account} 会告诉你该问什么"
    ))
    .hint(say!(
        language,
        "acct look answer {account} ITEM VALUE answers a question",
        "acct look answer {account} 问题 答案 可直接作答"
    ))
    .hint(say!(
        language,
        "acct look status {account} shows what is known",
        "acct look status {account} 可查看已知内容"
    ))
}

/// The command that walks through the questions about it.
fn command(about: &About) -> String {
    let argument = about.argument();
    if about.is_industry() { format!("acct look walk {argument}") } else { format!("acct look {argument}") }
}

/// What is known of it, with what lies ahead.
fn loaded(context: &mut Context, about: &About) -> anyhow::Result<Facts> {
    match about.subject {
        Subject::Account(account) => Ok(ops::facts::load(context.store()?.read(), account)?),
        Subject::Industry(_) => about.facts(context),
    }
}

impl Walking {
    fn go(&mut self, context: &mut Context) -> anyhow::Result<()> {
        loop {
            self.look_again(context)?;
            if self.walk.current().is_none() || question::ask(context, self)? == Way::Quit {
                return Ok(());
            }
        }
    }

    /// Reads what is known by now, passes over what is answered by that, and keeps where the walk stands.
    fn look_again(&mut self, context: &mut Context) -> anyhow::Result<()> {
        self.reload(context)?;
        let known = coverage(&self.playbook, &self.facts, context.today);
        let passed = self.walk.pass_answered(&self.playbook, &known);
        if passed > 0 {
            let told = say!(
                context.language,
                "Answered by what is on record: {passed}.",
                "已由现有记录回答：{passed} 题。"
            );
            context.ui.status(format_args!("{told}"));
        }
        self.keep_place(context)
    }

    fn keep_place(&self, context: &mut Context) -> anyhow::Result<()> {
        let session = context.writing(self.write)?;
        Ok(walks::keep_place(
            session, self.about.subject, &self.playbook, &self.facts, &self.walk, self.began,
        )?)
    }

    fn reload(&mut self, context: &mut Context) -> anyhow::Result<()> {
        self.facts = loaded(context, &self.about)?;
        Ok(())
    }

    /// The question that is asked now.
    fn current<'p>(&self, playbook: &'p Playbook) -> Option<(String, &'p Look, &'p Item)> {
        let id = self.walk.current()?;
        playbook.item(id).map(|(look, item)| (id.to_owned(), look, item))
    }

    /// How a question stands.
    fn state(&self, context: &Context, id: &str) -> State {
        self.status(context, id).map_or(State::Open, |status| status.state)
    }

    /// How a question stands, and how old its answer is; none where the method has no such question.
    fn status(&self, context: &Context, id: &str) -> Option<ItemStatus> {
        let known = coverage(&self.playbook, &self.facts, context.today);
        known.items().find(|status| status.id == id).cloned()
    }
}
