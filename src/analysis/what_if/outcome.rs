//! What comes of a premise: what is otherwise, what it could not reach, and what is remarkable about it.

use super::answers::Said;
use crate::analysis::check::Meant;
use crate::domain::money::Currency;
use crate::domain::record::Field;
use crate::domain::value::Value;

/// What comes of one premise.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    pub effects: Vec<Effect>,
    pub untouched: Vec<Untouched>,
    pub remarks: Vec<Remark>,
}

impl From<Option<Effect>> for Outcome {
    fn from(effect: Option<Effect>) -> Self {
        Self { effects: effect.into_iter().collect(), ..Self::default() }
    }
}

/// Something that is otherwise by a premise.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Answer {
        item: String,
        is: Said,
        would_be: Said,
    },
    Field {
        record: Meant,
        field: Field,
        is: Value,
        would_be: Value,
    },
    /// The margin of so many orders of the last twelve months (%): those that have an amount and a margin in one currency, or
    /// a rate into it.
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
        NoMargin { currency: Currency } =>
            "the margin: no order of the last twelve months has an amount and a margin that can be told in {currency}, so that neither the margin now nor the turnover behind the returns is known",
            "毛利率：最近 12 个月没有同时记录金额和毛利、又能以 {currency} 计的订单，既不知道现在的毛利率，也推不出回报背后的营业额";
        NothingLeft =>
            "the returns: the orders of the last twelve months leave no margin, so that no turnover can be told from a return",
            "各年回报：最近 12 个月的订单没有毛利，无法由回报推出营业额";
        OrdersWithoutMargin { orders: usize } =>
            "orders of the last twelve months without an amount and a margin: {orders}",
            "最近 12 个月中没有金额或毛利的订单：{orders} 条";
        OrdersWithoutRate { orders: usize, currency: Currency } =>
            "orders of the last twelve months in a currency without a rate into {currency}: {orders}, left out of the margin",
            "最近 12 个月中币种没有对 {currency} 汇率的订单：{orders} 条，未计入毛利率";
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
        YearsOfOthers { years: String, years_in_chinese: String, currency: Currency } =>
            "the return of {years}: in a currency without a rate into {currency}, in which alone the margin is known",
            "{years_in_chinese} 年的回报：毛利率只知道 {currency} 的，而回报的币种没有对它的汇率";
        /// What nobody knows at the account is still known of its industry.
        OfIndustry { industry: String, english: String, chinese: String } =>
            "\"{english}\": what the industry {industry} says holds where nobody knows at the account",
            "“{chinese}”：行业「{industry}」有答案，客户自己无人知晓时仍沿用";
        NoIndustry { name: String } =>
            "answers of an industry: none of the name {name} is recorded, so that nothing is inherited",
            "行业答案：没有登记名为“{name}”的行业，因此没有可沿用的";
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

crate::failures! {
    /// What is remarkable about what a premise makes.
    pub enum Remark {
        /// No goods leave more than they are sold for.
        MoreThanAll { percent: String } =>
            "a margin of {percent}% is more than all that the orders amount to",
            "毛利率 {percent}% 超过了订单金额本身";
        /// A year without a forecast, with its plan.
        FromPlan { years: String, years_in_chinese: String } =>
            "no forecast of the return is recorded, so that the plan is taken for it: {years}",
            "没有登记预计回报，按计划数推演：{years_in_chinese}";
        Turned { years: String, years_in_chinese: String } =>
            "a return that changes its sign: {years}",
            "{years_in_chinese} 年的回报正负号改变";
    }
}
