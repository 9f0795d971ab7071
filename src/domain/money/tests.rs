//! Tests of money as it is written and read.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> ParsedMoney {
    Money::parse(text, Currency::CNY).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (text, expected) in [
        ("CNY 8621亿", "CNY 862,100,000,000"),
        ("¥1,200.50", "CNY 1,200.50"),
        ("￥１，２００．５０", "CNY 1,200.50"),
        ("RMB 3000", "CNY 3,000"),
        ("人民币3000元", "CNY 3,000"),
        ("3000元人民币", "CNY 3,000"),
        ("1200万元", "CNY 12,000,000"),
        ("500块", "CNY 500"),
        ("3.5亿美元", "USD 350,000,000"),
        ("$1.2m", "USD 1,200,000"),
        ("US$ 1.2m", "USD 1,200,000"),
        ("$1.2 million USD", "USD 1,200,000"),
        ("1.2 million dollars", "USD 1,200,000"),
        ("1.2musd", "USD 1,200,000"),
        ("€ 1.200,50", "EUR 1,200.50"),
        ("1 200,50 €", "EUR 1,200.50"),
        ("EUR 3000", "EUR 3,000"),
        ("3000 EUR", "EUR 3,000"),
        ("3000eur", "EUR 3,000"),
        ("HK$5", "HKD 5"),
        ("$5 AUD", "AUD 5"),
        ("HK$500万元", "HKD 5,000,000"),
        ("500万港元", "HKD 5,000,000"),
        ("£2bn", "GBP 2,000,000,000"),
        ("10英镑", "GBP 10"),
        ("¥1200円", "JPY 1,200"),
        ("JPY ¥1200", "JPY 1,200"),
        ("1200日元", "JPY 1,200"),
        ("20欧元", "EUR 20"),
        ("3亿韩元", "KRW 300,000,000"),
        ("KWD 1.234", "KWD 1.234"),
        ("-$5", "USD -5"),
        ("$-5", "USD -5"),
        ("CNY -0.05", "CNY -0.05"),
        ("3亿2000万元", "CNY 320,000,000"),
        ("$.50", "USD 0.50"),
    ] {
        let parsed = read(text);
        assert_eq!((parsed.money.to_string().as_str(), parsed.currency_assumed), (expected, false), "{text}");
        assert!(!parsed.rounded, "{text}");
    }
}

#[test]
fn without_a_currency_the_default_is_taken_and_told() {
    for text in ["3.5亿", "350,000,000", "350m"] {
        let parsed = read(text);
        assert!(parsed.currency_assumed, "{text}");
        assert_eq!(parsed.money, Money::new(35_000_000_000, Currency::CNY), "{text}");
    }
}

#[test]
fn what_is_finer_than_the_minor_unit_is_rounded_half_to_even_and_told() {
    for (text, minor) in
        [("1.0050", 100), ("1.0150", 102), ("-1.0150", -102), ("1.0151", 102), ("JPY 2.5", 2), ("JPY 3.5", 4)]
    {
        let parsed = read(text);
        assert_eq!((parsed.money.minor, parsed.rounded), (minor, true), "{text}");
    }
}

#[test]
fn what_is_no_amount_is_refused() {
    let refusal =
        |text: &str| Money::parse(text, Currency::CNY).map(|parsed| parsed.money.to_string()).unwrap_err();
    let text = |text: &str| text.to_owned();
    assert_eq!(refusal(" "), MoneyError::Missing);
    assert_eq!(refusal("CNY"), MoneyError::NotAnAmount { text: text("CNY") });
    assert_eq!(refusal("1,2,3"), MoneyError::NotAnAmount { text: text("1,2,3") });
    assert_eq!(refusal("(500)"), MoneyError::NotAnAmount { text: text("(500)") });
    let (thousands, fraction) = (text("2,000"), text("2.0"));
    assert_eq!(refusal("EUR 2.000"), MoneyError::Thousands { text: text("EUR 2.000"), thousands, fraction });
    assert_eq!(refusal("1,2000"), MoneyError::Ambiguous { text: text("1,2000") });
    assert_eq!(refusal("3000 foo"), MoneyError::UnknownWord { word: text("foo"), text: text("3000 foo") });
    assert_eq!(refusal("Fr.500"), MoneyError::UnknownWord { word: text("fr."), text: text("Fr.500") });
    assert_eq!(refusal("CYN 300"), MoneyError::UnknownWord { word: text("cyn"), text: text("CYN 300") });
    let (first, second) = (Currency::CNY, Currency::EUR);
    assert_eq!(refusal("CNY 3 EUR"), MoneyError::TwoCurrencies { first, second, text: text("CNY 3 EUR") });
    let (first, second) = (Currency::USD, Currency::CNY);
    assert_eq!(refusal("$300元"), MoneyError::TwoCurrencies { first, second, text: text("$300元") });
    assert_eq!(refusal("99999999万亿"), MoneyError::TooLarge { text: text("99999999万亿") });
    for text in ["-5-", "-$-5", "¥", "元", "5 5", "约500元", "500元/年"] {
        let _ = refusal(text);
    }
}

#[test]
fn short_forms_keep_four_digits() {
    for (text, english, chinese) in [
        ("862100000000", "CNY 862.1bn", "8621亿元"),
        ("1200000", "CNY 1.2m", "120万元"),
        ("1200.50", "CNY 1,200.50", "1,200.50元"),
        ("9999", "CNY 9,999", "9,999元"),
        ("12345", "CNY 12.35k", "1.235万元"),
        ("999960", "CNY 1m", "100万元"),
        ("99996000", "CNY 100m", "1亿元"),
        ("-3500000000000", "CNY -3.5tn", "-3.5万亿元"),
        ("JPY 50000", "JPY 50k", "5万日元"),
        ("0", "CNY 0", "0元"),
        ("USD 12000000", "USD 12m", "1200万美元"),
        ("ZAR 12000000", "ZAR 12m", "1200万 ZAR"),
    ] {
        let money = read(text).money;
        assert_eq!(money.short(Language::English), english);
        assert_eq!(money.short(Language::Chinese), chinese);
    }
}

#[test]
fn words_are_exact_and_chinese_ones_short_where_nothing_is_lost() {
    for (text, english, chinese) in [
        ("48600000000", "CNY 48,600,000,000", "486亿元"),
        ("USD 12000000", "USD 12,000,000", "1200万美元"),
        ("12345678", "CNY 12,345,678", "12,345,678元"),
        ("1200.50", "CNY 1,200.50", "1,200.50元"),
        ("350000000", "CNY 350,000,000", "3.5亿元"),
    ] {
        let money = read(text).money;
        assert_eq!(money.in_words(Language::English), english);
        assert_eq!(money.in_words(Language::Chinese), chinese);
        assert_eq!(read(chinese).money, money);
    }
}

#[test]
fn json_is_exact_and_strict() {
    let money = Money::new(120_050, Currency::CNY);
    let json = r#"{"amount":"1200.50","currency":"CNY"}"#;
    assert_eq!(serde_json::to_string(&money).unwrap(), json);
    assert_eq!(serde_json::from_str::<Money>(json).unwrap(), money);
    for refused in [
        r#"{"amount":"1200.505","currency":"CNY"}"#,
        r#"{"amount":"1e30","currency":"CNY"}"#,
        r#"{"amount":"x","currency":"CNY"}"#,
        r#"{"amount":"1","currency":"ZZZ"}"#,
        r#"{"amount":"1"}"#,
        r#"{"amount":"1","currency":"CNY","more":1}"#,
    ] {
        assert!(serde_json::from_str::<Money>(refused).is_err(), "{refused}");
    }
}

#[test]
fn only_equal_currencies_are_compared_and_added() {
    let (one, two) = (Money::new(1, Currency::CNY), Money::new(2, Currency::CNY));
    let foreign = Money::new(2, Currency::USD);
    assert!(one < two);
    assert_eq!(one.partial_cmp(&foreign), None);
    assert_eq!(one.checked_add(two), Some(Money::new(3, Currency::CNY)));
    assert_eq!(one.checked_add(foreign), None);
    assert_eq!(one.checked_add(Money::new(i64::MAX, Currency::CNY)), None);
}

/// What is read at once, and what the space before it keeps from that.
fn both_ways(text: &str) -> [String; 2] {
    [text.to_owned(), format!(" {text}")]
        .map(|text| format!("{:?}", Money::parse(&text, "KWD".parse().unwrap())))
}

#[test]
fn every_code_before_a_number_is_read_as_it_is_elsewhere() {
    let letters = || 'A'..='Z';
    let codes =
        letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| format!("{a}{b}{c}"))));
    for code in codes {
        let [at_once, otherwise] = both_ways(&format!("{code} 120"));
        assert_eq!(at_once, otherwise);
    }
}

fn any_money() -> impl Strategy<Value = Money> {
    let currency = prop::sample::select(vec!["CNY", "USD", "EUR", "JPY", "KWD", "KRW", "CHF"]);
    (any::<i64>(), currency).prop_map(|(minor, code)| Money::new(minor, code.parse().unwrap()))
}

proptest! {
    #[test]
    fn printed_money_is_read_back(money in any_money()) {
        let plain = Money::parse(&money.amount_text(), money.currency).unwrap();
        prop_assert_eq!((plain.money, plain.currency_assumed, plain.rounded), (money, true, false));
        let shown = Money::parse(&money.to_string(), Currency::GBP).unwrap();
        prop_assert_eq!((shown.money, shown.currency_assumed, shown.rounded), (money, false, false));
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
    }

    #[test]
    fn short_money_is_read_back_nearly(money in any_money()) {
        for language in [Language::English, Language::Chinese] {
            let short = Money { minor: money.minor / 10, ..money }.short(language);
            let read = Money::parse(&short, Currency::GBP).unwrap().money;
            let (read, exact) = (i128::from(read.minor), i128::from(money.minor / 10));
            prop_assert!((read - exact).abs() * 1000 <= exact.abs(), "{}", short);
        }
    }

    #[test]
    fn a_plain_number_is_read_as_it_is_elsewhere(text in "((CNY|usd|JPY|kwd) )?[0-9]{0,16}") {
        let [at_once, otherwise] = both_ways(&text);
        prop_assert_eq!(at_once, otherwise);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", near in "([-+0-9., ]|[万亿元$¥€]|CNY|usd|k|m|bn|人民币|美元){0,12}") {
        for text in [&text, &near] {
            if let Ok(parsed) = Money::parse(text, Currency::CNY) {
                let _ = (parsed.money.short(Language::English), parsed.money.short(Language::Chinese));
            }
        }
    }
}
