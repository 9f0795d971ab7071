//! What values a field refuses though they have its form, because they cannot be true or cannot be told from others.

use super::date::Date;
use super::external_id::is_external_id;
use super::fold::{fold, fold_id};
use super::id::number_of;
use super::record::{Entry, Field};
use super::rival::is_us;
use super::value::Value;

/// What a field's values have to keep to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The day of something that happened. Tomorrow is let through: elsewhere it is today.
    Happened,
    /// The day by which something is to be: what names a longer time means its last day.
    By,
    NotNegative,
    /// A year in which somebody now alive may plan or count.
    Year,
    /// Percent of a whole, or a chance: from 0 to 100.
    Share,
    /// Names by which a record is found; `#12` finds it by its number.
    Names,
    /// Ids that other systems gave, as `system:id`.
    ExternalIds,
    /// The name of a rival, which is none of those that mean us.
    NotUs,
}

crate::failures! {
    /// Why a value was refused that has the right form.
    pub enum RuleError {
        Ahead { date: Date } =>
            "{date} has not come yet; this is the day of something that happened",
            "{date} 还没到，这里应写已经发生的日期";
        LongAgo { date: Date } =>
            "{date} is before 1900; is the year right?",
            "{date} 早于 1900 年，请核对年份";
        OddYear { year: i64 } =>
            "{year} is not between 1900 and 2200; is the year right?",
            "{year} 不在 1900 到 2200 年之间，请核对年份";
        Negative { number: String } => "{number} is negative, which this cannot be", "{number} 为负数，这里不能为负";
        NoShare { number: String } =>
            "{number} is not between 0 and 100, as a part of a whole or a chance is",
            "{number} 不在 0 到 100 之间，份额或概率应在这个范围内";
        NoSystem { id: String } =>
            "\"{id}\" does not say which system it comes from; write SYSTEM:ID, such as erp:100231",
            "“{id}”没有写明来自哪个系统，请写成“系统:编号”，例如 erp:100231";
        /// Two days or years of a record, told with what their fields are called.
        Backwards { english: Box<str>, chinese: Box<str> } => "{english}", "{chinese}";
        Us { name: String } =>
            "\"{name}\" cannot be the name of a rival: that is how we are called",
            "“{name}”不能作竞争对手的名称：这是我方的叫法";
        Number { name: String } =>
            "\"{name}\" cannot be a name: that is how records are called by their number",
            "“{name}”不能作名称：这种写法用来按编号指定记录";
    }
}

impl Field {
    /// Refuses what the field's rule rules out.
    ///
    /// # Errors
    /// When it does.
    pub fn check(&self, value: &Value, today: Date) -> Result<(), RuleError> {
        match (self.rule, value) {
            (Some(Rule::Happened), Value::Date(date)) => happened(*date, today),
            (Some(Rule::NotNegative), Value::Money(money)) if money.minor < 0 => {
                Err(RuleError::Negative { number: money.to_string() })
            }
            (Some(Rule::NotNegative), Value::Number(number)) if *number < 0.0 => {
                Err(RuleError::Negative { number: number.to_string() })
            }
            (Some(Rule::Year), Value::Integer(year)) if !(1900..=2200).contains(year) => {
                Err(RuleError::OddYear { year: *year })
            }
            (Some(Rule::Share), Value::Number(number)) if !(0.0..=100.0).contains(number) => {
                Err(RuleError::NoShare { number: number.to_string() })
            }
            (Some(Rule::Names), Value::Text(name)) => no_number(name),
            (Some(Rule::Names), Value::List(names)) => names.iter().try_for_each(|name| no_number(name)),
            (Some(Rule::ExternalIds), Value::List(ids)) => ids.iter().try_for_each(|id| of_a_system(id)),
            (Some(Rule::NotUs), Value::Text(name)) if is_us(name) => {
                Err(RuleError::Us { name: name.clone() })
            }
            _ => Ok(()),
        }
    }
}

impl Field {
    /// Whether two items of this field are one: names whatever their case and width, ids as [`fold_id`] compares them,
    /// anything else letter by letter.
    #[must_use]
    pub fn is_same(&self, one: &str, other: &str) -> bool {
        match self.rule {
            Some(Rule::Names) => fold(one) == fold(other),
            Some(Rule::ExternalIds) => fold_id(one) == fold_id(other),
            _ => one == other,
        }
    }
}

impl Entry {
    /// Pairs of fields, the earlier one first, of which the later one says an earlier day or year than the other. Where the earlier one
    /// is empty, the one that it cannot come before itself counts.
    pub fn backwards(&self) -> impl Iterator<Item = [&'static Field; 2]> {
        self.kind.fields().iter().filter_map(|later| {
            let mut earlier = self.kind.field(later.not_before?)?;
            while self.get(earlier.name).is_empty() {
                earlier = self.kind.field(earlier.not_before?)?;
            }
            let is_backwards = match (self.get(earlier.name), self.get(later.name)) {
                (Value::Date(from), Value::Date(until)) => until < from,
                (Value::Integer(from), Value::Integer(until)) => until < from,
                _ => false,
            };
            is_backwards.then_some([earlier, later])
        })
    }
}

fn happened(date: Date, today: Date) -> Result<(), RuleError> {
    const FIRST: Date = Date::constant(1900, 1, 1);
    if today.tomorrow().is_ok_and(|tomorrow| date > tomorrow) {
        return Err(RuleError::Ahead { date });
    }
    if date < FIRST { Err(RuleError::LongAgo { date }) } else { Ok(()) }
}

fn no_number(name: &str) -> Result<(), RuleError> {
    match number_of(name) {
        Some(_) => Err(RuleError::Number { name: name.to_owned() }),
        None => Ok(()),
    }
}

fn of_a_system(id: &str) -> Result<(), RuleError> {
    if is_external_id(id) { Ok(()) } else { Err(RuleError::NoSystem { id: id.to_owned() }) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kind::Kind;

    fn check(kind: Kind, field: &str, value: &Value) -> Result<(), RuleError> {
        kind.field(field).unwrap().check(value, Date::constant(2026, 3, 2))
    }

    #[test]
    fn what_happened_lies_between_1900_and_tomorrow() {
        let entry = |year, month, day| {
            check(Kind::Interaction, "date", &Value::Date(Date::constant(year, month, day)))
        };
        assert_eq!(entry(2026, 3, 3), Ok(()));
        assert_eq!(entry(1900, 1, 1), Ok(()));
        assert!(matches!(entry(2026, 3, 4), Err(RuleError::Ahead { .. })));
        assert!(matches!(entry(1899, 12, 31), Err(RuleError::LongAgo { .. })));
        // What is planned has its own field.
        let planned = Value::Date(Date::constant(2027, 1, 1));
        assert_eq!(check(Kind::Interaction, "next_date", &planned), Ok(()));
    }

    #[test]
    fn no_name_looks_like_a_number_of_a_record() {
        let name = |name: &str| check(Kind::Account, "name", &Value::Text(name.to_owned()));
        for refused in ["#12", " ＃１２ ", "#0"] {
            assert!(name(refused).is_err(), "{refused}");
        }
        for fine in ["12", "#", "# 1 Motors", "#-5", "No. #12", "sf:0015"] {
            assert_eq!(name(fine), Ok(()), "{fine}");
        }
        let aliases = Value::List(vec!["Steel".to_owned(), "#7".to_owned()]);
        assert!(check(Kind::Account, "aliases", &aliases).is_err());
    }

    #[test]
    fn no_rival_is_called_as_we_are() {
        let name = |name: &str| check(Kind::Rival, "name", &Value::Text(name.to_owned()));
        for refused in ["us", " Ours", "ＷＥ", "我方", "我司"] {
            assert!(name(refused).is_err(), "{refused}");
        }
        assert_eq!(name("US Steel Example"), Ok(()));
    }

    #[test]
    fn money_is_planned_for_years_that_somebody_may_see() {
        for kind in [Kind::ValueYear, Kind::EconomicLine] {
            let year = |year| check(kind, "year", &Value::Integer(year));
            assert!(matches!(year(1800), Err(RuleError::OddYear { year: 1800 })) && year(2201).is_err());
            assert_eq!((year(1900), year(2030)), (Ok(()), Ok(())));
        }
    }

    #[test]
    fn an_external_id_says_its_system() {
        let ids = |id: &str| Value::List(vec!["sf:0015X01".to_owned(), id.to_owned()]);
        for kind in [Kind::Account, Kind::Contact, Kind::Need, Kind::Interaction] {
            for refused in ["foo", ":1", "sf:", "sf: ", "："] {
                assert!(check(kind, "external_ids", &ids(refused)).is_err(), "{refused}");
            }
            for fine in ["erp:1", "erp：1", "urn:uuid:1", "金蝶:甲1"] {
                assert_eq!(check(kind, "external_ids", &ids(fine)), Ok(()), "{fine}");
            }
        }
    }

    #[test]
    fn nothing_ends_before_it_begins() {
        let day = |day| Value::Date(Date::constant(2026, 3, day));
        for (kind, from, until) in [
            (Kind::Trip, "from", "to"),
            (Kind::Strategy, "from", "until"),
            (Kind::Feedback, "date", "handled_date"),
            (Kind::Feedback, "handled_date", "confirmed_date"),
            // Whatever was done in between.
            (Kind::Feedback, "date", "confirmed_date"),
            (Kind::Interaction, "date", "next_done"),
        ] {
            let pairs = |[begins, ends]: [Value; 2]| {
                let mut entry = Entry::blank(kind);
                entry.set(from, begins);
                entry.set(until, ends);
                let names = entry.backwards().map(|pair| pair.map(|field| field.name));
                names.collect::<Vec<_>>()
            };
            assert_eq!(pairs([day(3), day(2)]), [[from, until]], "{kind}");
            for fine in [[day(2), day(2)], [day(2), day(3)], [Value::Empty, day(2)], [day(2), Value::Empty]] {
                assert_eq!(pairs(fine).len(), 0, "{kind}");
            }
        }
        let mut line = Entry::blank(Kind::EconomicLine);
        line.set("year", Value::Integer(2030));
        line.set("until", Value::Integer(2027));
        assert_eq!(line.backwards().count(), 1);
    }

    #[test]
    fn every_field_that_comes_later_names_one_of_its_record() {
        for kind in Kind::ALL {
            for later in kind.fields().iter().filter(|field| field.not_before.is_some()) {
                let earlier = later.not_before.and_then(|name| kind.field(name));
                let earlier = earlier.unwrap_or_else(|| panic!("{kind}.{}", later.name));
                assert_eq!(earlier.shape, later.shape, "{kind}.{}", later.name);
            }
        }
    }

    #[test]
    fn revenue_and_cost_are_never_negative() {
        let money = |text: &str| Value::Money(serde_json::from_str(text).unwrap());
        let loss = money(r#"{"amount":"-0.01","currency":"CNY"}"#);
        for (kind, field) in [
            (Kind::Account, "revenue"),
            (Kind::Interaction, "cost"),
            (Kind::ValueYear, "planned_investment"),
            (Kind::EconomicLine, "amount"),
        ] {
            assert!(check(kind, field, &loss).is_err());
            assert_eq!(check(kind, field, &money(r#"{"amount":"0.00","currency":"CNY"}"#)), Ok(()));
        }
    }
}
