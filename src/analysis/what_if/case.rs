//! What would be of one account if something recorded of it, or the rules, were otherwise: premises made in memory on its facts.

use super::{Assumption, Scenario, ScenarioError, facts as records, margin, marks};
use crate::analysis::answers::Answer;
use crate::analysis::check::Meant;
use crate::analysis::evidence::Evidence;
use crate::analysis::facts::Facts;
use crate::analysis::score::Score;
use crate::domain::date::Date;
use crate::domain::factor::Factor;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::record::{Field, Misfit};
use crate::domain::rival::Rival;
use crate::domain::value::Value;
use crate::playbook::Playbook;

/// The question about the margin, which no order answers.
const MARGIN: &str = "customer.margin";

/// One thing that is taken to be otherwise at an account.
#[derive(Clone, Debug, PartialEq)]
pub enum Premise {
    /// Another answer to a question, by its full name; `None` that nobody knows.
    Answer { item: String, answer: Option<Answer> },
    /// Another measure or rule by which it is graded.
    Rating(Assumption),
    /// Another value of a field of one of its records.
    Field { kind: Kind, id: i64, field: Box<Field>, value: Value },
    /// A margin that is so many percentage points higher.
    Margin(f64),
    /// Another mark (1 to 5) of a rival in a factor; without one, of ours.
    Mark { factor: Id<Factor>, rival: Option<Id<Rival>>, mark: i64 },
    /// A rival has the best mark in a factor.
    Wins { factor: Id<Factor>, rival: Id<Rival> },
}

/// Something that is otherwise by a premise.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// An answer as it is kept; `None` where nobody knows.
    Answer {
        item: String,
        is: Option<String>,
        would_be: Option<String>,
    },
    Field {
        record: Meant,
        field: Field,
        is: Value,
        would_be: Value,
    },
    /// The margin of the orders of the last twelve months (%), so many of which have another one.
    Margin {
        orders: usize,
        is: f64,
        would_be: f64,
    },
    /// A mark of a rival in a factor; without one, of ours.
    Mark {
        factor: String,
        rival: Option<String>,
        is: Option<i64>,
        would_be: i64,
    },
}

crate::failures! {
    /// What a premise could not reach, and why.
    pub enum Untouched {
        NoMargin =>
            "the margin: no order of the last twelve months has an amount and a margin, so that neither the margin now nor the turnover behind the returns is known",
            "毛利率：最近 12 个月没有同时记录金额和毛利的订单，既不知道现在的毛利率，也推不出回报背后的营业额";
        NothingLeft =>
            "the returns: the orders of the last twelve months leave no margin, so that no turnover can be told from a return",
            "各年回报：最近 12 个月的订单没有毛利，无法由回报推出营业额";
        OrdersWithoutMargin { orders: usize } =>
            "orders of the last twelve months without an amount and a margin: {orders}",
            "最近 12 个月中没有金额或毛利的订单：{orders} 条";
        NoReturns => "the returns: none are recorded", "各年回报：还没有登记";
        YearsOver { years: String, years_in_chinese: String } =>
            "the return of {years}: over, and the margin moves only what is to come",
            "{years_in_chinese} 年的回报：该年已结束，毛利率变化只影响尚未实现的部分";
        YearsBack { years: String, years_in_chinese: String } =>
            "the return of {years}: nothing more is expected than has come back",
            "{years_in_chinese} 年的回报：预计的部分都已实现";
        YearsBlank { years: String, years_in_chinese: String } =>
            "the return of {years}: none is expected",
            "{years_in_chinese} 年的回报：没有预计数";
        YearsWithoutRate { years: String, years_in_chinese: String } =>
            "the return of {years}: plan and actual are in currencies without a rate between them",
            "{years_in_chinese} 年的回报：预计与实际币种不同，又没有汇率";
        /// An answer says something of the same, and nobody can tell what it would be.
        AnswerStays { item: String, english: String, chinese: String } =>
            "the answer to \"{english}\": a judgement, which no order changes; --set {item}=N assumes another",
            "“{chinese}”的回答：属于人工判断，不随订单变化；可加 --set {item}=分值 一并假设";
        OursUnmarked { factor: String } =>
            "who is ahead: we have no mark in \"{factor}\", so that it does not count",
            "谁领先：“{factor}”没有我方评分，不计入比较";
        Equal { rival: String, mark: i64 } =>
            "{rival}: has {mark} there, too, and stays beside the winner",
            "{rival}：这一项同样是 {mark} 分，与胜出者并列";
    }
}

/// Premises on top of a playbook, checked.
#[derive(Clone, Debug)]
pub struct Case<'p> {
    playbook: &'p Playbook,
    premises: Vec<Premise>,
    /// Those of them that are about how accounts are graded.
    scenario: Scenario<'p>,
}

/// One premise on top of those before it, and what it makes of the account.
#[derive(Clone, Debug)]
pub struct Made<'c> {
    pub premise: &'c Premise,
    pub effects: Vec<Effect>,
    pub untouched: Vec<Untouched>,
    pub before: Score<'c>,
    pub after: Score<'c>,
}

/// An account as it would be.
#[derive(Clone, Debug)]
pub struct Supposed<'c> {
    pub facts: Facts,
    pub made: Vec<Made<'c>>,
    /// As it is, and with all premises made.
    pub before: Score<'c>,
    pub after: Score<'c>,
}

impl<'p> Case<'p> {
    /// # Errors
    /// When accounts could not be graded by the rules that come of it.
    pub fn new(playbook: &'p Playbook, premises: Vec<Premise>) -> Result<Self, ScenarioError> {
        let rating = premises.iter().filter_map(|premise| match premise {
            Premise::Rating(assumption) => Some(assumption.clone()),
            _ => None,
        });
        Ok(Self { playbook, scenario: Scenario::new(playbook, rating.collect())?, premises })
    }

    /// The rules with every premise made.
    #[must_use]
    pub fn scenario(&self) -> &Scenario<'p> {
        &self.scenario
    }

    /// What becomes of an account, one premise on top of the other.
    ///
    /// # Errors
    /// When a value does not fit its field.
    pub fn suppose(&self, facts: &Facts, today: Date) -> Result<Supposed<'_>, Misfit> {
        let mut facts = facts.clone();
        let mut rated = 0;
        let before = self.scenario.score_after(0, &Evidence::of(&facts), today);
        let (mut made, mut last) = (Vec::new(), before.clone());
        for premise in &self.premises {
            let (effects, untouched) = self.make(&mut facts, premise, today)?;
            rated += usize::from(matches!(premise, Premise::Rating(_)));
            let after = self.scenario.score_after(rated, &Evidence::of(&facts), today);
            let before = std::mem::replace(&mut last, after.clone());
            made.push(Made { premise, effects, untouched, before, after });
        }
        Ok(Supposed { facts, made, before, after: last })
    }

    fn make(
        &self,
        facts: &mut Facts,
        premise: &Premise,
        today: Date,
    ) -> Result<(Vec<Effect>, Vec<Untouched>), Misfit> {
        let effects = |effect: Option<Effect>| (effect.into_iter().collect(), Vec::new());
        Ok(match premise {
            Premise::Rating(_) => effects(None),
            Premise::Answer { item, answer } => {
                effects(answered(facts, item, answer.as_ref().map(Answer::canonical), today))
            }
            Premise::Field { kind, id, field, value } => effects(set(facts, (*kind, *id), field, value)?),
            Premise::Mark { factor, rival, mark } => effects(marks::mark(facts, *factor, *rival, *mark)),
            Premise::Wins { factor, rival } => marks::wins(facts, *factor, *rival),
            Premise::Margin(points) => {
                let (effects, mut untouched) = margin::margin(facts, *points, &self.playbook.rates, today);
                untouched.extend(self.answer_that_stays(facts));
                (effects, untouched)
            }
        })
    }

    fn answer_that_stays(&self, facts: &Facts) -> Option<Untouched> {
        let is_meant = |premise: &Premise| matches!(premise, Premise::Answer { item, .. } if item == MARGIN);
        let (_, item) = self.playbook.item(MARGIN)?;
        facts.answer(MARGIN).filter(|_| !self.premises.iter().any(is_meant))?;
        let (english, chinese) = (item.label.en.clone(), item.label.zh.clone());
        Some(Untouched::AnswerStays { item: MARGIN.to_owned(), english, chinese })
    }
}

fn answered(facts: &mut Facts, item: &str, would_be: Option<String>, today: Date) -> Option<Effect> {
    let is = facts.answer(item).map(|known| known.value.as_ref().map_or("", |value| &value.0).to_owned());
    if is == would_be {
        return None;
    }
    records::answer(facts, item, would_be.clone(), today);
    Some(Effect::Answer { item: item.to_owned(), is, would_be })
}

fn set(
    facts: &mut Facts,
    (kind, id): (Kind, i64),
    field: &Field,
    would_be: &Value,
) -> Result<Option<Effect>, Misfit> {
    let Some(mut entry) = records::find(facts, kind, id) else { return Ok(None) };
    let (record, is) = (Meant { kind, id, name: entry.title().into_owned() }, entry.get(field.name).clone());
    records::set(&mut entry, field, would_be.clone());
    let would_be = entry.get(field.name).clone();
    if is == would_be {
        return Ok(None);
    }
    records::put(facts, &entry)?;
    Ok(Some(Effect::Field { record, field: field.clone(), is, would_be }))
}
