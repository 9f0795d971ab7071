//! Tests of numbers as they are written and read.

use proptest::prelude::*;

use super::*;

#[test]
fn numbers_are_read_as_people_write_them() {
    for (text, expected) in [
        ("0", "0"),
        ("-0", "0"),
        ("1200", "1200"),
        ("1,200", "1200"),
        ("1.20", "1.2"),
        ("0.125", "0.125"),
        ("1200.500", "1200.5"),
        ("1.234亿", "123400000"),
        ("1.200m", "1200000"),
        ("1,200.50", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1 200,50", "1200.5"),
        ("1\u{a0}200\u{a0}000", "1200000"),
        ("1'200.50", "1200.5"),
        ("1.200.000", "1200000"),
        ("1,234,567.891", "1234567.891"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("1 200,500", "1200.5"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("1.2m", "1200000"),
        ("1.2M", "1200000"),
        ("1.2 million", "1200000"),
        ("3k", "3000"),
        ("2bn", "2000000000"),
        ("2B", "2000000000"),
        ("1,5m", "1500000"),
        ("3.5亿", "350000000"),
        ("1200万", "12000000"),
        ("1,200万", "12000000"),
        ("1.2千", "1200"),
        ("8621亿", "862100000000"),
        ("3万亿", "3000000000000"),
        ("12百万", "12000000"),
        ("2千万", "20000000"),
        ("5億", "500000000"),
        ("3亿2000万", "320000000"),
        ("1万2千", "12000"),
        ("１２，０００", "12000"),
        ("　１．５　万　", "15000"),
        ("+7", "7"),
        ("- 7", "-7"),
        ("−7", "-7"),
        ("1.2E+06", "1200000"),
        ("5e-1", "0.5"),
        ("000123", "123"),
    ] {
        assert_eq!(parse_decimal(text).map(|value| value.to_string()), Ok(expected.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "abc", "(100)", "1.2.3", "1,2,3", "12 34", "--1", "+-1", "1-", "1m2", "万", "1k k", "1,", ",5", ".",
        "-", "1,200 300",
    ] {
        assert!(parse_decimal(text).is_err(), "{text}");
    }
    assert_eq!(parse_decimal(" "), Err(NumberError::Missing));
    for text in ["1,2000", "1200,500", "1万2"] {
        assert_eq!(parse_decimal(text), Err(NumberError::Ambiguous { text: text.into() }));
    }
    for text in ["9".repeat(40), "9e40".into(), format!("0.{}1", "0".repeat(30)), "1e-40".into()] {
        assert_eq!(parse_decimal(&text), Err(NumberError::TooLong { text }));
    }
}

#[test]
fn a_point_before_three_digits_is_refused_with_both_ways_to_write_it() {
    for (text, thousands, fraction) in
        [("1.000", "1,000", "1.0"), ("-2.500", "-2,500", "-2.5"), ("１２.345", "12,345", "12.3450")]
    {
        let refused = Err(NumberError::Thousands {
            text: text.into(),
            thousands: thousands.into(),
            fraction: fraction.into(),
        });
        assert_eq!(parse_decimal(text), refused, "{text}");
        assert!(parse_decimal(thousands).is_ok() && parse_decimal(fraction).is_ok(), "{text}");
    }
    assert!(matches!(parse_integer("3.500"), Err(NumberError::Thousands { .. })));
    assert_eq!(parse_percent("12.345%"), Ok(12.345));
    assert_eq!(number_in("12.345"), Some(12.345));
    assert_eq!(unmistakable("12.345".into()), "12.3450");
    assert_eq!(unmistakable("0.125".into()), "0.125");
}

#[test]
fn whole_numbers_refuse_fractions() {
    for (text, expected) in [("207000", 207_000), ("20.7万", 207_000), ("207,000", 207_000), ("-3", -3)] {
        assert_eq!(parse_integer(text), Ok(expected), "{text}");
    }
    assert_eq!(parse_integer("1.5"), Err(NumberError::NotWhole { text: "1.5".into() }));
    assert!(matches!(parse_integer("9999999999999999999"), Err(NumberError::TooLong { .. })));
}

#[test]
fn percentages_are_percent_points() {
    for (text, expected) in [
        ("40%", 40.0),
        ("40", 40.0),
        ("４０％", 40.0),
        ("0.4", 0.4),
        ("12.5 %", 12.5),
        ("-3%", -3.0),
        ("百分之40", 40.0),
    ] {
        assert_eq!(parse_percent(text), Ok(expected), "{text}");
    }
    assert_eq!(parse_percent("x%"), Err(NumberError::NotANumber { text: "x%".into() }));
    assert!(parse_percent("%").is_err());
    assert_eq!(parse_percent(""), Err(NumberError::Missing));
    assert_eq!(parse_percent("1.2E+01"), Ok(12.0), "as spreadsheets write it");
}

#[test]
fn rescaling_rounds_half_to_even() {
    for (text, expected) in
        [("0.005", 0), ("0.015", 2), ("0.025", 2), ("-0.015", -2), ("-0.016", -2), ("0.0251", 3)]
    {
        let rescaled = parse_decimal(text).unwrap().rescaled(2).unwrap();
        assert_eq!((rescaled.digits, rescaled.rounded), (expected, true), "{text}");
    }
}

proptest! {
    #[test]
    fn printed_numbers_are_read_back(digits in -(10i128.pow(36))..10i128.pow(36), scale in 0..MAX_SCALE) {
        let value = Decimal::new(digits, scale);
        prop_assert_eq!(parse_pointed(&value.to_string()), Ok(value));
        prop_assert_eq!(parse_decimal(&unmistakable(value.to_string())), Ok(value));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", near in "[-+0-9.,' 万亿千百kmbne%]{0,50}") {
        for text in [&text, &near] {
            let _ = (parse_decimal(text), parse_integer(text), parse_percent(text));
        }
    }
}

#[test]
fn a_percentage_with_the_unit_of_an_amount_is_refused() {
    for text in ["3.5亿", "3.5万%", "2k", "2 bn", "12m", "1百", "３Ｋ"] {
        assert_eq!(parse_percent(text), Err(NumberError::NoPercent { text: text.into() }), "{text}");
    }
}
