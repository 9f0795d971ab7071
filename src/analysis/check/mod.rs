//! What is wrong or missing in the work on an account: the conditions behind the rules of the playbook's `checks`.
//!
//! A rule is an entry in `checks.yaml` and a function here under the same id; a test holds the two against each other.

mod activity;
mod answers;
mod commitments;
mod needs;
mod orders;
mod people;
mod plans;
mod projects;
mod rivals;
#[cfg(test)]
pub(super) mod samples;
mod stage;
mod strategy;
#[cfg(test)]
mod tests;
mod value;
mod voice;
mod worth;

use std::cell::OnceCell;
use std::sync::Arc;

use super::coverage::Coverage;
use super::environment::Environment;
use super::evidence::Evidence;
use super::facts::Facts;
use super::research::Questionnaire;
use super::rules::Seen;
use super::score::{Score, Scorer};
use super::stage::{Position, position, process_arguments};
use super::stakeholders::{Alert, alerts};
use crate::domain::account::AccountRelation;
use crate::domain::choices::Outcome;
use crate::domain::date::{Date, span_days};
use crate::domain::kind::Kind;
use crate::domain::language::Text;
use crate::domain::project::Project;
use crate::domain::record::Record;
use crate::domain::shell::quoted;
use crate::playbook::{CheckRule, Labels, Playbook};

/// A text in both languages from two format strings over the same names.
macro_rules! both {
    ($english:literal, $chinese:literal $(,)?) => {
        $crate::domain::language::Text { en: format!($english), zh: format!($chinese) }
    };
}
use both;

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern<'p> {
    pub rule: &'p CheckRule,
    /// The record that is meant.
    pub record: Meant,
    pub message: Text,
    /// The command that mends it, with capitals for what our person fills in.
    pub fix: String,
    /// The command for afterwards, where that alone does not end it.
    pub then: Option<String>,
    /// The industry that is meant, whose accounts all have the same to be told.
    pub industry: Option<Arc<Environment>>,
}

/// A record by what people know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    pub kind: Kind,
    pub id: i64,
    pub name: String,
}

/// How far an account is worked on, and so what can be asked of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing is recorded of it but itself, and it is no customer: a name on a list.
    Untouched,
    /// Its decision was lost or put aside and it is no customer: only what we promised still counts.
    Over,
    Worked,
}

/// What a condition looks at.
struct Subject<'s> {
    playbook: &'s Playbook,
    labels: &'s Labels,
    facts: &'s Facts,
    today: Date,
    position: Position,
    scorer: &'s Scorer<'s>,
    score: OnceCell<Score<'s>>,
    questionnaire: &'s Questionnaire<'s>,
    coverage: OnceCell<Coverage>,
    alerts: OnceCell<Vec<Alert>>,
}

impl Subject<'_> {
    /// By how many days something is late that was due on a day; none where the rule does not mind yet.
    fn late(&self, due: Date, rule: &CheckRule) -> Option<i64> {
        let late = span_days(due, self.today);
        (late >= rule.days.unwrap_or(1)).then_some(late)
    }
}

impl<'s> Subject<'s> {
    fn score(&self) -> &Score<'s> {
        self.score.get_or_init(|| self.scorer.score(&Evidence::of(self.facts), self.today))
    }

    fn coverage(&self) -> &Coverage {
        self.coverage.get_or_init(|| self.questionnaire.coverage(&Seen::of(self.facts)))
    }

    /// What needs attention about the people.
    fn alerts(&self) -> &[Alert] {
        self.alerts.get_or_init(|| alerts(self.playbook, self.facts, self.today))
    }

    fn account(&self) -> Meant {
        Meant::of(&self.facts.account)
    }

    /// The label of an identifier in both languages: `label("stage", "pain")`.
    fn label(&self, of: &str, id: &str) -> Text {
        use crate::domain::language::Language::{Chinese, English};
        let key = format!("{of}.{id}");
        let get = |language| self.labels.find(&key, language).unwrap_or(id).to_owned();
        Text { en: get(English), zh: get(Chinese) }
    }
}

impl Meant {
    pub(super) fn of<R: Record>(record: &R) -> Self {
        let entry = record.to_entry();
        Self { kind: R::KIND, id: entry.id, name: entry.title().into_owned() }
    }
}

/// What stands for the account in a command that is about its industry.
pub(super) fn of_industry(industry: &str) -> String {
    format!("--industry {}", quoted(industry))
}

/// What a condition found, before it is told under its rule.
struct Found {
    record: Meant,
    message: Text,
    /// What the rule knows of the capitals of its fix.
    known: Vec<(&'static str, String)>,
    /// Flags of the fix that need not be given any more.
    given: Vec<String>,
    /// The project whose process is meant.
    project: Option<String>,
    /// The industry that is meant, in place of the account.
    industry: Option<Arc<Environment>>,
}

impl Found {
    fn new(record: Meant, message: Text) -> Self {
        Self { record, message, known: Vec::new(), given: Vec::new(), project: None, industry: None }
    }

    /// Fills in a word of the fix.
    fn with(mut self, word: &'static str, value: impl Into<String>) -> Self {
        self.known.push((word, value.into()));
        self
    }

    /// Without a flag of the fix that needs not be given.
    fn without(mut self, flag: impl Into<String>) -> Self {
        self.given.push(flag.into());
        self
    }

    /// Found at the industry of the account, which the commands name.
    fn of_industry(mut self, industry: &Arc<Environment>) -> Self {
        self.industry = Some(Arc::clone(industry));
        self
    }

    /// Found at a project, whose process the commands name.
    fn of_record(mut self) -> Self {
        self.project = Some(self.record.name.clone());
        self
    }

    /// Found in the process of a project, which the commands name.
    fn of(mut self, project: Option<&Project>) -> Self {
        self.project = project.map(|project| project.name.clone());
        self
    }

    fn told<'p>(self, rule: &'p CheckRule, account: &str) -> Concern<'p> {
        let word = |word: &str| match word {
            "ACCOUNT" => match &self.industry {
                Some(environment) => of_industry(&environment.industry),
                None => process_arguments(account, self.project.as_deref()),
            },
            "RECORD" => quoted(&format!("#{}", self.record.id)),
            word => match self.known.iter().find(|(known, _)| *known == word) {
                Some((_, value)) => quoted(value),
                None => word.to_owned(),
            },
        };
        let filled = |command: &str| {
            let mut words: Vec<&str> = command.split(' ').collect();
            for given in &self.given {
                if let Some(flag) = words.iter().position(|word| word == given) {
                    // The flag and its value.
                    words.drain(flag..words.len().min(flag + 2));
                }
            }
            words.into_iter().map(word).collect::<Vec<_>>().join(" ")
        };
        let (fix, then) = (filled(&rule.fix), rule.then.as_deref().map(filled));
        let Self { record, message, industry, .. } = self;
        Concern { rule, record, message, fix, then, industry }
    }
}

type Condition = fn(&Subject, &CheckRule) -> Vec<Found>;

/// The condition of each rule, by its id.
const CONDITIONS: &[(&str, Condition)] = &[
    ("no_contact", people::no_contact),
    ("no_decision_contact", people::no_decision_contact),
    ("single_threaded", people::single_threaded),
    ("influential_opponent", people::influential_opponent),
    ("contact_unplaced", people::contact_unplaced),
    ("contact_overdue", activity::contact_overdue),
    ("next_step_overdue", activity::next_step_overdue),
    ("next_step_without_date", activity::next_step_without_date),
    ("need_without_essence", needs::without_essence),
    ("need_without_stakeholder", needs::without_stakeholder),
    ("need_unrated", needs::unrated),
    ("need_contradicted", needs::contradicted),
    ("priority_need_without_action", needs::priority_without_action),
    ("stage_without_evidence", stage::without_evidence),
    ("stage_stalled", stage::stalled),
    ("stage_mismatch", stage::mismatched),
    ("strategic_without_reciprocity", worth::strategic_without_reciprocity),
    ("grade_differs", worth::grade_differs),
    ("grade_old", worth::grade_old),
    ("no_owner", worth::no_owner),
    ("plan_without_date", plans::without_date),
    ("plan_without_owner", plans::without_owner),
    ("plan_overdue", plans::overdue),
    ("project_without_date", projects::without_date),
    ("project_without_decision_maker", projects::without_decision_maker),
    ("project_overdue", projects::overdue),
    ("project_stalled", stage::projects_stalled),
    ("project_lost_unexplained", projects::lost_unexplained),
    ("order_overdue", orders::overdue),
    ("order_fluctuation", orders::fluctuated),
    ("requirement_overdue", projects::requirement_overdue),
    ("requirement_expiring", projects::requirement_expiring),
    ("objective_overdue", commitments::objective_overdue),
    ("objective_without_owner", commitments::objective_without_owner),
    ("action_overdue", commitments::action_overdue),
    ("action_without_owner", commitments::action_without_owner),
    ("feedback_overdue", commitments::feedback_overdue),
    ("complaint_not_analysed", voice::complaint_not_analysed),
    ("feedback_unexplained", voice::unexplained),
    ("low_score_without_action", voice::low_score_without_action),
    ("research_overdue", commitments::research_overdue),
    ("research_without_owner", commitments::research_without_owner),
    ("strategy_unlike_policy", strategy::unlike_policy),
    ("strategic_without_control", strategy::without_control),
    ("objective_without_action", strategy::objective_without_action),
    ("alternative_unknown", rivals::alternative_unknown),
    ("order_margin_above_amount", orders::margin_above_amount),
    ("value_below_plan", value::below_plan),
    ("value_break_even_late", value::break_even_late),
    ("coverage_low", answers::coverage_low),
    ("stale_answers", answers::stale),
    ("unsourced_answers", answers::unsourced),
    ("rival_without_comparison", answers::rival_without_comparison),
    ("rival_leads", rivals::leads),
    ("factor_without_our_mark", rivals::factor_without_our_mark),
    ("factor_without_weight", rivals::factor_without_weight),
    ("shares_above_all", rivals::shares_above_all),
];

/// Rules that count although the decision is over.
const EVEN_WHEN_OVER: &[&str] = &["next_step_overdue"];

/// The rules of a playbook made ready to check any number of accounts.
pub struct Checker<'p> {
    playbook: &'p Playbook,
    labels: &'p Labels,
    today: Date,
    scorer: Scorer<'p>,
    questionnaire: Questionnaire<'p>,
    rules: Vec<(&'p CheckRule, Condition)>,
}

impl<'p> Checker<'p> {
    /// A checker of all rules that are switched on, or of those that are `named`, switched on or not.
    #[must_use]
    pub fn new(playbook: &'p Playbook, labels: &'p Labels, today: Date, named: &[String]) -> Self {
        let wanted = |rule: &&CheckRule| {
            if named.is_empty() { rule.enabled } else { named.contains(&rule.id) }
        };
        let rules = playbook.checks.iter().filter(wanted).filter_map(|rule| {
            let condition = CONDITIONS.iter().find(|(id, _)| *id == rule.id)?;
            Some((rule, condition.1))
        });
        let rules = rules.collect();
        let (scorer, questionnaire) = (Scorer::new(playbook), Questionnaire::new(playbook, today));
        Self { playbook, labels, today, scorer, questionnaire, rules }
    }

    /// Whether a question counts answers as records, and so may ask for anything in them.
    #[must_use]
    pub fn counts_answers(&self) -> bool {
        self.questionnaire.counted().contains_key(&Kind::Finding)
    }

    /// What the rules find at an account, in the order of the playbook.
    #[must_use]
    pub fn check(&self, facts: &Facts) -> (Extent, Vec<Concern<'p>>) {
        self.find(facts, None)
    }

    /// What they find where the account has another score than its facts would give.
    #[must_use]
    pub fn check_scored(&self, facts: &Facts, score: &Score) -> Vec<Concern<'p>> {
        self.find(facts, Some(score.clone())).1
    }

    fn find(&self, facts: &Facts, score: Option<Score>) -> (Extent, Vec<Concern<'p>>) {
        let position = position(self.playbook, &facts.process(), self.today);
        let extent = extent(facts, &position);
        let subject = Subject {
            playbook: self.playbook,
            labels: self.labels,
            facts,
            today: self.today,
            position,
            scorer: &self.scorer,
            score: score.map_or_else(OnceCell::new, OnceCell::from),
            questionnaire: &self.questionnaire,
            coverage: OnceCell::new(),
            alerts: OnceCell::new(),
        };
        let counts = |rule: &CheckRule| match extent {
            Extent::Untouched => false,
            Extent::Over => EVEN_WHEN_OVER.contains(&rule.id.as_str()),
            Extent::Worked => true,
        };
        let rules = self.rules.iter().filter(|(rule, _)| counts(rule));
        let concerns = rules.flat_map(|(rule, condition)| {
            condition(&subject, rule).into_iter().map(|found| found.told(rule, &facts.account.name))
        });
        (extent, concerns.collect())
    }
}

/// How far an account is worked on.
#[must_use]
pub fn extent(facts: &Facts, position: &Position) -> Extent {
    let account = &facts.account;
    let is_customer = account.relation == Some(AccountRelation::Customer);
    // A grade that gives no tier says that nothing is known.
    let mut kinds = Facts::KINDS.iter().filter(|kind| **kind != Kind::Grade);
    let has_records = account.tier.is_some() || kinds.any(|kind| facts.count(*kind) > 0);
    let given_up = position.closed && matches!(position.outcome, Some(Outcome::Lost | Outcome::Dormant));
    match (is_customer, has_records, given_up) {
        (false, false, _) => Extent::Untouched,
        (false, true, true) => Extent::Over,
        _ => Extent::Worked,
    }
}
