//! The conditions of a list as SQL.

use rusqlite::types::Value as SqlValue;

use super::Query;
use crate::domain::date::{Date, Moment};
use crate::domain::filter::{Filter, Operand, Operator, day_after};
use crate::domain::fold::{fold, fold_id};
use crate::domain::id::number_of;
use crate::domain::kind::Kind;
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Field, Shape};
use crate::domain::value::Value;

/// A decision goes on until it is closed; a won one goes on with its implementation and review until then.
const RUNNING: &str = "\"stage\" IS NOT NULL AND (\"outcome\" IS NULL OR (\"outcome\" = 'won' \
    AND \"stage\" IN ('implementation', 'outcome_review') \
    AND (SELECT \"step\" FROM \"stage_move\" m WHERE m.\"account\" = \"account\".\"id\" AND m.\"project\" IS NULL \
         ORDER BY m.\"id\" DESC LIMIT 1) <> 'close'))";

/// The same of a project, whose status says how its decision ended.
const RUNNING_PROJECT: &str = "\"stage\" IS NOT NULL AND (\"status\" IS NULL OR \"status\" = 'open' OR (\"status\" = 'won' \
    AND \"stage\" IN ('implementation', 'outcome_review') \
    AND (SELECT \"step\" FROM \"stage_move\" m WHERE m.\"project\" = \"project\".\"id\" \
         ORDER BY m.\"id\" DESC LIMIT 1) <> 'close'))";

/// What belongs to an archived account is put aside with it.
const NOT_OF_ARCHIVED: &str =
    "(\"account\" IS NULL OR \"account\" NOT IN (SELECT \"id\" FROM \"account\" WHERE \"archived\" = 1))";

/// Conditions with the values of their places.
#[derive(Default)]
pub(super) struct Conditions {
    texts: Vec<String>,
    pub(super) values: Vec<SqlValue>,
}

impl Conditions {
    pub(super) fn place(&mut self, value: impl Into<SqlValue>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    pub(super) fn text(&self) -> String {
        if self.texts.is_empty() { String::new() } else { format!(" WHERE {}", self.texts.join(" AND ")) }
    }

    pub(super) fn of(query: &Query) -> Self {
        let mut conditions = Self::default();
        if let Some(account) = query.account {
            let place = conditions.place(account);
            conditions.texts.push(format!("\"account\" = {place}"));
        }
        if query.kind == Kind::Account && !query.with_archived && !names(query, "archived") {
            conditions.texts.push("(\"archived\" IS NULL OR \"archived\" = 0)".to_owned());
        }
        if query.kind.belongs_to_account() && !query.with_archived && !names_an_account(query) {
            conditions.texts.push(NOT_OF_ARCHIVED.to_owned());
        }
        if query.kind.is_answer() && !query.with_archived && !names(query, "superseded") {
            conditions.texts.push("(\"superseded\" IS NULL OR \"superseded\" = 0)".to_owned());
        }
        match query.kind {
            Kind::Account if query.running => conditions.texts.push(RUNNING.to_owned()),
            Kind::Project if query.running => conditions.texts.push(RUNNING_PROJECT.to_owned()),
            _ => {}
        }
        for filter in &query.filters {
            let text = conditions.filter(filter);
            conditions.texts.push(text);
        }
        conditions
    }

    fn filter(&mut self, filter: &Filter) -> String {
        let column = if filter.field.custom {
            let place = self.place(own_path(filter.field.name));
            let held = format!("(\"custom\" ->> {place})");
            if filter.field.shape == Shape::Own { format!("CAST({held} AS TEXT)") } else { held }
        } else {
            format!("\"{}\"", filter.field.name)
        };
        match &filter.operand {
            Operand::Nothing if filter.operator == Operator::Is => format!("{column} IS NULL"),
            Operand::Nothing => format!("{column} IS NOT NULL"),
            Operand::Text(text) => self.text_filter(filter, &column, text),
            Operand::Number(number) => {
                let place = self.place(*number);
                format!("number_in({column}) {} {place}", sign(filter.operator))
            }
            Operand::Reference(text) => self.reference_filter(filter, &column, text),
            Operand::Value(value) => self.value_filter(filter, &column, value),
        }
    }

    fn text_filter(&mut self, filter: &Filter, column: &str, text: &str) -> String {
        let is_list = matches!(filter.field.shape, Shape::List | Shape::Choices(_));
        if is_list {
            return self.item_filter(filter, column, text);
        }
        let place = self.folded(filter.operator, text);
        match filter.operator {
            Operator::Contains => format!("fold({column}) LIKE {place} ESCAPE '\\'"),
            Operator::IsNot => format!("fold({column}) IS DISTINCT FROM {place}"),
            operator => format!("fold({column}) {} {place}", sign(operator)),
        }
    }

    /// Whether one item of a list passes, each by itself: a list is kept as JSON, whose punctuation is no part of it.
    fn item_filter(&mut self, filter: &Filter, column: &str, text: &str) -> String {
        let items = if filter.field.custom {
            // As JSON, so that a text that was kept before the list was declared is one item.
            let place = self.place(own_path(filter.field.name));
            format!("\"custom\" -> {place}")
        } else {
            column.to_owned()
        };
        let place = self.folded(filter.operator, text);
        let comparison = match filter.operator {
            Operator::Contains => format!("LIKE {place} ESCAPE '\\'"),
            Operator::IsNot => format!("= {place}"),
            operator => format!("{} {place}", sign(operator)),
        };
        let not = if filter.operator == Operator::IsNot { "NOT " } else { "" };
        format!("{not}EXISTS (SELECT 1 FROM json_each({items}) WHERE fold(CAST(value AS TEXT)) {comparison})")
    }

    /// The place of a folded text, or of the pattern that finds it.
    fn folded(&mut self, operator: Operator, text: &str) -> String {
        let is_part = operator == Operator::Contains;
        self.place(if is_part { format!("%{}%", like(text)) } else { text.to_owned() })
    }

    fn reference_filter(&mut self, filter: &Filter, column: &str, text: &str) -> String {
        let (Shape::Link(kind) | Shape::Links(kind)) = filter.field.shape else {
            return "FALSE".to_owned();
        };
        let wanted = fold(text);
        let number: Option<i64> = number_of(text);
        let (comparison, key, escape) = match filter.operator {
            Operator::Contains => ("LIKE", format!("%{}%", like(&wanted)), " ESCAPE '\\'"),
            _ => ("=", wanted, ""),
        };
        let place = number.map_or_else(|| SqlValue::Text(key), SqlValue::Integer);
        let place = self.place(place);
        let chosen = match (number, kind) {
            (Some(_), _) => place,
            (None, Kind::Account) => {
                // An external id is told apart by the case of its letters; a name is not.
                let id = self.place(fold_id(text));
                format!(
                    "SELECT \"account\" FROM \"account_key\" WHERE \"key\" {comparison} {place}{escape} OR \"key\" = {id}"
                )
            }
            (None, kind) => {
                let title = kind.title_field();
                format!("SELECT \"id\" FROM \"{kind}\" WHERE fold(\"{title}\") {comparison} {place}{escape}")
            }
        };
        let found = if matches!(filter.field.shape, Shape::Links(_)) {
            format!("EXISTS (SELECT 1 FROM json_each({column}) WHERE value IN ({chosen}))")
        } else {
            format!("{column} IN ({chosen})")
        };
        if filter.operator == Operator::IsNot { format!("(({found}) IS NOT TRUE)") } else { found }
    }

    fn value_filter(&mut self, filter: &Filter, column: &str, value: &Value) -> String {
        match (&filter.field.shape, value) {
            (Shape::Choice(choices), Value::Text(wanted)) if filter.operator.is_ordering() => {
                let wanted = choices.position(wanted);
                let admitted: Vec<String> = choices
                    .values
                    .iter()
                    .enumerate()
                    .filter(|(position, _)| filter.operator.admits(Some(*position).cmp(&wanted)))
                    .map(|(_, value)| self.place((*value).to_owned()))
                    .collect();
                let admits_any = !admitted.is_empty();
                if admits_any { format!("{column} IN ({})", admitted.join(", ")) } else { "FALSE".to_owned() }
            }
            (Shape::Choices(_), Value::Text(wanted)) => self.text_filter(filter, column, &fold(wanted)),
            (Shape::Money, Value::Money(money)) => self.money_filter(filter, column, *money),
            (Shape::Moment, Value::Date(date)) => self.day_filter(filter.operator, column, *date),
            _ => {
                // Nothing said is no.
                let known = format!("COALESCE({column}, 0)");
                let column = if filter.field.shape == Shape::YesNo { &known } else { column };
                let place = self.place(plain(value));
                match filter.operator {
                    Operator::IsNot => format!("{column} IS DISTINCT FROM {place}"),
                    operator => format!("{column} {} {place}", sign(operator)),
                }
            }
        }
    }

    /// Amounts compare within their currency only.
    fn money_filter(&mut self, filter: &Filter, column: &str, money: Money) -> String {
        let name = filter.field.name;
        let (held, held_currency, amount) = if filter.field.custom {
            let held = self.place(own_part(name, "amount"));
            let currency = self.place(own_part(name, "currency"));
            let amount = self.place(money.amount_text());
            (
                format!("CAST(\"custom\" ->> {held} AS DOUBLE PRECISION)"),
                format!("(\"custom\" ->> {currency})"),
                format!("CAST({amount} AS DOUBLE PRECISION)"),
            )
        } else {
            (column.to_owned(), format!("\"{name}_currency\""), self.place(money.minor))
        };
        let currency = self.place(money.currency.to_string());
        match filter.operator {
            Operator::IsNot => {
                format!("({held} IS DISTINCT FROM {amount} OR {held_currency} IS DISTINCT FROM {currency})")
            }
            operator => format!("({held} {} {amount} AND {held_currency} = {currency})", sign(operator)),
        }
    }

    /// Also that an amount is known and in another currency.
    pub(super) fn and_in_another_currency(mut self, field: &Field, currency: Currency) -> Self {
        let held = if field.custom {
            let place = self.place(own_part(field.name, "currency"));
            format!("(\"custom\" ->> {place})")
        } else {
            format!("\"{}_currency\"", field.name)
        };
        let place = self.place(currency.to_string());
        self.texts.push(format!("{held} <> {place}"));
        self
    }

    /// A moment compared with a day: the whole day counts.
    fn day_filter(&mut self, operator: Operator, column: &str, date: Date) -> String {
        let [start, end] = [date, day_after(date)].map(|day| Moment::start_of(day).to_string());
        match operator {
            Operator::Less => format!("{column} < {}", self.place(start)),
            Operator::LessOrEqual => format!("{column} < {}", self.place(end)),
            Operator::More => format!("{column} >= {}", self.place(end)),
            Operator::MoreOrEqual => format!("{column} >= {}", self.place(start)),
            Operator::Is | Operator::Contains | Operator::IsNot => {
                let within =
                    format!("({column} >= {} AND {column} < {})", self.place(start), self.place(end));
                if operator == Operator::IsNot { format!("({within} IS NOT TRUE)") } else { within }
            }
        }
    }
}

/// A text as part of a pattern of LIKE, where `\` escapes.
fn like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Where a value of the user's own stands within `custom`. Its name is quoted, or `$m` and `[x]` would be read as paths.
pub(super) fn own_path(name: &str) -> String {
    format!("$.{}", serde_json::Value::from(name))
}

/// Where a part of such a value stands. Nothing stands there when the value is no object.
pub(super) fn own_part(name: &str, part: &str) -> String {
    format!("{}.{part}", own_path(name))
}

fn names(query: &Query, field: &str) -> bool {
    query.filters.iter().any(|filter| filter.field.name == field)
}

/// Whether it is said of which account the records are: who names an archived one means it.
fn names_an_account(query: &Query) -> bool {
    let names = |filter: &Filter| filter.field.name == "account" && filter.operator == Operator::Is;
    query.account.is_some() || query.filters.iter().any(names)
}

fn sign(operator: Operator) -> &'static str {
    match operator {
        Operator::Is | Operator::Contains => "=",
        Operator::IsNot => "<>",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::More => ">",
        Operator::MoreOrEqual => ">=",
    }
}

fn plain(value: &Value) -> SqlValue {
    match value {
        Value::Integer(number) | Value::Link(number) => SqlValue::Integer(*number),
        Value::Number(number) => SqlValue::Real(*number),
        Value::YesNo(yes) => SqlValue::Integer(i64::from(*yes)),
        Value::Date(date) => SqlValue::Text(date.to_string()),
        Value::Moment(moment) => SqlValue::Text(moment.to_string()),
        other => SqlValue::Text(other.as_text().to_owned()),
    }
}
