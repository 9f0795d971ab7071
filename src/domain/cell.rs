//! Data as the text of one cell of a table, so that reading it as the value of a field gives the data back.

use std::borrow::Cow;

use serde_json::{Map, Number, Value as Json};

use super::formula::{guard, guarded};
use super::number::unmistakable;
use super::parse::join_list;
use super::value::Value;

/// The text of a cell. Only what people wrote can be taken for a formula, so only that is guarded.
#[must_use]
pub fn text_of(data: &Json) -> String {
    match data {
        Json::Number(number) => plain(number),
        other => guard(bare_text_of(other)),
    }
}

/// The text of a cell for a value: that of its data, without making them where it is simple.
#[must_use]
pub fn text_of_value(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => guarded(text),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Money(money) => Cow::Owned(format!("{} {}", money.currency, money.amount_text())),
        value => Cow::Owned(text_of(&value.to_json())),
    }
}

/// The text of data, as it is.
#[must_use]
pub fn bare_text_of(data: &Json) -> String {
    match data {
        Json::Null => String::new(),
        Json::Bool(true) => "yes".to_owned(),
        Json::Bool(false) => "no".to_owned(),
        Json::Number(number) => plain(number),
        Json::String(text) => text.clone(),
        Json::Array(items) if items.iter().any(Json::is_array) => data.to_string(),
        Json::Array(items) => {
            let items: Vec<String> = items.iter().map(bare_text_of).collect();
            join_list(items.iter().map(String::as_str))
        }
        Json::Object(fields) => money_text(fields).unwrap_or_else(|| data.to_string()),
    }
}

/// A whole number without `.0`, no number with an exponent, and none that reads as thousands.
fn plain(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => unmistakable(float.to_string()),
        _ => number.to_string(),
    }
}

/// `CNY 1200.50`, if the object is an amount of money.
#[must_use]
pub fn money_text(fields: &Map<String, Json>) -> Option<String> {
    let (amount, currency) = (fields.get("amount")?.as_str()?, fields.get("currency")?.as_str()?);
    (fields.len() == 2).then(|| format!("{currency} {amount}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::money::{Currency, Money};

    #[test]
    fn a_cell_is_written_for_reading_back() {
        let cases = [
            (json!(null), ""),
            (json!("华为"), "华为"),
            (json!(true), "yes"),
            (json!(false), "no"),
            (json!(-12), "-12"),
            (json!(40.0), "40"),
            (json!(0.125), "0.125"),
            (json!(12.345), "12.3450"),
            (json!(1e21), "1000000000000000000000"),
            (json!({"amount": "1200.50", "currency": "CNY"}), "CNY 1200.50"),
            (json!({"amount": "1200.50"}), r#"{"amount":"1200.50"}"#),
            (json!(["a;b", "华为", 3]), r"a\;b; 华为; 3"),
            (json!([["a"], "b"]), r#"[["a"],"b"]"#),
            (json!([]), ""),
            (json!({"a": [1, null]}), r#"{"a":[1,null]}"#),
            (json!(["=1+1", "b"]), "'=1+1; b"),
        ];
        for (data, text) in cases {
            assert_eq!(text_of(&data), text, "{data}");
        }
    }

    #[test]
    fn a_value_is_written_as_its_data_are() {
        let money = |text: &str| Money::parse(text, Currency::CNY).unwrap().money;
        let values = [
            Value::Empty,
            Value::Text("=1+1".to_owned()),
            Value::Text("无".to_owned()),
            Value::Text("000001".to_owned()),
            Value::Integer(-12),
            Value::Number(12.345),
            Value::Number(40.0),
            Value::YesNo(false),
            Value::Money(money("CNY -1200.5")),
            Value::Money(money("JPY 300")),
            Value::Date("2026-02-28".parse().unwrap()),
            Value::Moment("2026-02-28T01:02:03Z".parse().unwrap()),
            Value::List(vec!["a;b".to_owned(), "-".to_owned()]),
            Value::List(Vec::new()),
            Value::Custom([("site".to_owned(), Value::Text("北京".to_owned()))].into()),
        ];
        for value in values {
            assert_eq!(text_of_value(&value), text_of(&value.to_json()), "{value:?}");
        }
    }
}
