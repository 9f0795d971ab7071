//! Tests of dates as they are written and read.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// A Sunday, where weeks are most easily miscounted.
const TODAY: Date = date(2026, 11, 22);

fn read(text: &str) -> (String, bool) {
    let parsed = parse_date(text, TODAY).unwrap_or_else(|error| panic!("{text}: {error}"));
    (parsed.date.to_string(), parsed.exact)
}

#[test]
fn a_day_is_read_in_every_common_form() {
    for text in [
        "2026-03-01", "2026/3/1", "2026.3.1", "2026-3-1", "20260301", "2026年3月1日", "2026年03月01号",
        "2026 年 3 月 1 日", "２０２６－０３－０１", "1 Mar 2026", "1st March 2026", "1-Mar-2026",
        "March 1, 2026", "Mar. 1, 2026", "march 1st 2026", "2026 Mar 1", " 2026-03-01 ",
        "2026-03-01T10:00:00Z", "2026/3/1 0:00:00", "2026-03-01 10:30", "2026年3月1日 10:30",
        "2026/3/1 上午9:05", "2026-03-01 下午 1:05:00",
    ] {
        assert_eq!(read(text), ("2026-03-01".to_owned(), true), "{text}");
    }
    assert_eq!(read("25/04/2026"), ("2026-04-25".to_owned(), true));
    assert_eq!(read("04/25/2026"), ("2026-04-25".to_owned(), true));
    assert_eq!(read("4/4/2026"), ("2026-04-04".to_owned(), true));
}

#[test]
fn what_is_coarser_than_a_day_is_its_first_day() {
    for (text, expected) in [
        ("2026-03", "2026-03-01"),
        ("2026/3", "2026-03-01"),
        ("2026年3月", "2026-03-01"),
        ("Mar 2026", "2026-03-01"),
        ("2026-Q3", "2026-07-01"),
        ("2026Q3", "2026-07-01"),
        ("Q3 2026", "2026-07-01"),
        ("2026年第三季度", "2026-07-01"),
        ("2026年三季度", "2026-07-01"),
        ("2026年Q3", "2026-07-01"),
        ("2026-H2", "2026-07-01"),
        ("2026年下半年", "2026-07-01"),
        ("2026-W12", "2026-03-16"),
        ("2026年上半年", "2026-01-01"),
        ("3月", "2026-03-01"),
        ("2026", "2026-01-01"),
        ("2026年", "2026-01-01"),
        ("3月1日", "2026-03-01"),
        ("1 March", "2026-03-01"),
        ("Mar 1", "2026-03-01"),
    ] {
        assert_eq!(read(text), (expected.to_owned(), false), "{text}");
    }
}

#[test]
fn relative_dates_count_from_today() {
    for (text, expected) in [
        ("today", "2026-11-22"),
        ("Now", "2026-11-22"),
        ("yesterday", "2026-11-21"),
        ("the day before yesterday", "2026-11-20"),
        ("tomorrow", "2026-11-23"),
        ("day after tomorrow", "2026-11-24"),
        ("-3d", "2026-11-19"),
        ("＋2w", "2026-12-06"),
        ("-1m", "2026-10-22"),
        ("+1y", "2027-11-22"),
        ("+1q", "2027-02-22"),
        ("+ 2 weeks", "2026-12-06"),
        ("3 days ago", "2026-11-19"),
        ("a week ago", "2026-11-15"),
        ("in 2 weeks", "2026-12-06"),
        ("in two months", "2027-01-22"),
        ("3 days from now", "2026-11-25"),
        ("今天", "2026-11-22"),
        ("昨天", "2026-11-21"),
        ("前天", "2026-11-20"),
        ("明天", "2026-11-23"),
        ("后天", "2026-11-24"),
        ("後天", "2026-11-24"),
        ("大后天", "2026-11-25"),
        ("3天前", "2026-11-19"),
        ("３天前", "2026-11-19"),
        ("三天之后", "2026-11-25"),
        ("2周后", "2026-12-06"),
        ("两个月后", "2027-01-22"),
        ("十二个月前", "2025-11-22"),
        ("二十一天后", "2026-12-13"),
        ("1年前", "2025-11-22"),
        ("半年后", "2027-05-22"),
    ] {
        assert_eq!(read(text), (expected.to_owned(), false), "{text}");
    }
    let end_of_january = parse_date("+1m", date(2026, 1, 31)).unwrap();
    assert_eq!(end_of_january.date, date(2026, 2, 28));
}

#[test]
fn weekdays_belong_to_weeks_from_monday_to_sunday() {
    for (text, from_sunday, from_wednesday) in [
        ("next friday", "2026-11-27", "2026-11-27"),
        ("下周五", "2026-11-27", "2026-11-27"),
        ("下星期五", "2026-11-27", "2026-11-27"),
        ("last monday", "2026-11-09", "2026-11-09"),
        ("上周一", "2026-11-09", "2026-11-09"),
        ("this friday", "2026-11-20", "2026-11-20"),
        ("本周三", "2026-11-18", "2026-11-18"),
        ("这周日", "2026-11-22", "2026-11-22"),
        ("下下周一", "2026-11-30", "2026-11-30"),
        ("friday", "2026-11-27", "2026-11-20"),
        ("on Fri", "2026-11-27", "2026-11-20"),
        ("周五", "2026-11-27", "2026-11-20"),
        ("礼拜三", "2026-11-25", "2026-11-18"),
        ("sunday", "2026-11-22", "2026-11-22"),
        ("星期天", "2026-11-22", "2026-11-22"),
    ] {
        let read_on =
            |today| parse_date(text, today).unwrap_or_else(|error| panic!("{error}")).date.to_string();
        assert_eq!(read_on(TODAY), from_sunday, "{text}");
        assert_eq!(read_on(date(2026, 11, 18)), from_wednesday, "{text}");
    }
}

#[test]
fn periods_around_today_have_a_first_and_a_last_day() {
    for (text, expected) in [
        ("next month", "2026-12-01"),
        ("last week", "2026-11-09"),
        ("this quarter", "2026-10-01"),
        ("next year", "2027-01-01"),
        ("下个月", "2026-12-01"),
        ("上月", "2026-10-01"),
        ("下周", "2026-11-23"),
        ("本季度", "2026-10-01"),
        ("去年", "2025-01-01"),
        ("end of month", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of year", "2026-12-31"),
        ("end of 2026-Q3", "2026-09-30"),
        ("end of 2027", "2027-12-31"),
        ("eoq", "2026-12-31"),
        ("start of next year", "2027-01-01"),
        ("月底", "2026-11-30"),
        ("下个月底", "2026-12-31"),
        ("年底", "2026-12-31"),
        ("季度末", "2026-12-31"),
        ("明年年底", "2027-12-31"),
        ("明年底", "2027-12-31"),
        ("2026年底", "2026-12-31"),
        ("2026年2月底", "2026-02-28"),
        ("2026年年底", "2026-12-31"),
        ("2月底", "2026-02-28"),
        ("下月初", "2026-12-01"),
    ] {
        assert_eq!(read(text), (expected.to_owned(), false), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_its_reason() {
    let refusal = |text: &str| parse_date(text, TODAY).map(|parsed| parsed.date.to_string()).unwrap_err();
    assert_eq!(refusal(" "), DateError::Missing);
    for text in
        ["2026-02-30", "2026-13-01", "31/11/2026", "2026-Q5", "2026-Q0", "2026-W54", "20261301", "0000-00-00"]
    {
        assert_eq!(refusal(text), DateError::NoSuchDay { text: text.into() }, "{text}");
    }
    for text in [
        "soon", "3d", "2026-", "2026--01-01", "26-03-01", "202603", "1,200", "3月后", "next", "下周八",
        "12:30", "2026-01-01 x",
    ] {
        assert_eq!(refusal(text), DateError::NotADate { text: text.into() }, "{text}");
    }
    for text in ["+999999999d", "+9999y", "999999999 years ago"] {
        assert_eq!(refusal(text), DateError::OutOfRange { text: text.into() }, "{text}");
    }
    let both = DateError::DayOrMonthFirst {
        text: "03/04/2026".into(),
        month_first: date(2026, 3, 4),
        day_first: date(2026, 4, 3),
    };
    assert_eq!(refusal("03/04/2026"), both);
    assert_eq!(both.to_string(), "\"03/04/2026\" can mean 2026-03-04 or 2026-04-03; write the one you mean");
}

#[test]
fn the_first_year_of_a_text_is_read() {
    for (text, year, exact) in [
        ("1902", 1902, true),
        ("1987年", 1987, true),
        (" １９８７ ", 1987, true),
        ("2013 (1888)", 2013, false),
        ("1881/1894", 1881, false),
        ("1987-09-15", 1987, false),
        ("1987年9月", 1987, false),
        ("c. 1850", 1850, false),
        ("约1850年", 1850, false),
        ("12/31/1999", 1999, false),
        ("03/04/1999", 1999, false),
        ("3 Mar 1999", 1999, false),
        ("March 1, 1999 10:30", 1999, false),
    ] {
        assert_eq!(parse_year(text), Ok((year, exact)), "{text}");
    }
    for text in [
        "12", "19870915", "0987", "4000", "founded", "(1888)", "1998.5", "1998,50", "１９９８．５", "3月1日",
        "1 March", "31/31/1999", "19991231",
    ] {
        assert_eq!(parse_year(text), Err(DateError::NotAYear { text: text.into() }));
    }
    assert_eq!(parse_year(""), Err(DateError::Missing));
}

#[test]
fn a_date_that_has_a_number_above_twelve_shows_the_order_of_all() {
    use DayOrder::{DayFirst, MonthFirst};
    for (text, order) in [
        ("12/31/1999", Some(MonthFirst)),
        ("31/12/1999", Some(DayFirst)),
        ("３１．１２．１９９９", Some(DayFirst)),
        ("12/31/1999 0:00", Some(MonthFirst)),
        ("03/04/1999", None),
        ("31/31/1999", None),
        ("1999-12-31", None),
        ("31 Dec 1999", None),
        ("soon", None),
    ] {
        assert_eq!(DayOrder::shown_by(text), order, "{text}");
    }
    for (texts, order) in [
        (&["03/04/1999", "", "13/04/1999"][..], Some(DayFirst)),
        (&["03/04/1999", "04/13/1999"], Some(MonthFirst)),
        (&["04/13/1999", "13/04/1999"], None),
        (&["03/04/1999"], None),
    ] {
        assert_eq!(DayOrder::shown_by_all(texts.iter().copied()), order, "{texts:?}");
    }
    assert_eq!(DayFirst.of_two(date(1999, 3, 4), date(1999, 4, 3)), date(1999, 4, 3));
}

#[test]
fn days_are_counted_across_years() {
    assert_eq!(span_days(date(2026, 2, 27), date(2026, 3, 1)), 2);
    assert_eq!(span_days(TODAY, date(2025, 11, 22)), -365);
    assert_eq!(span_days(Date::MIN, Date::MAX), 7_304_483);
}

proptest! {
    #[test]
    fn printed_dates_are_read_back(days in 0..3_200_000i64) {
        let day = shift(date(1000, 1, 1), days, Unit::Day).unwrap();
        for format in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y年%-m月%-d日", "%Y%m%d", "%-d %b %Y", "%B %-d, %Y"] {
            let text = day.strftime(format).to_string();
            prop_assert_eq!(parse_date(&text, TODAY), Ok(ParsedDate { date: day, exact: true }), "{}", text);
        }
        prop_assert_eq!(span_days(date(1000, 1, 1), day), days);
    }

    #[test]
    fn any_text_is_read_or_refused(
        text in "\\PC*",
        near in "([-+0-9/:. ,]|[年月日周天前后个半上下本底末初一二十两季度]|end of |next |in |ago|mar|q|w|week|month){0,8}",
        days in -4_000_000i64..2_900_000,
    ) {
        let today = shift(TODAY, days, Unit::Day).unwrap();
        for text in [&text, &near] {
            let _ = (parse_date(text, today), parse_year(text));
        }
    }
}

#[test]
fn an_anniversary_is_the_next_one_and_leap_days_are_kept_on_the_28th() {
    let day = |text: &str| -> Date { text.parse().unwrap() };
    for (born, today, next) in [
        ("1966-03-05", "2026-03-02", "2026-03-05"),
        ("1966-03-02", "2026-03-02", "2026-03-02"),
        ("1966-03-01", "2026-03-02", "2027-03-01"),
        ("1988-02-29", "2026-02-01", "2026-02-28"),
        ("1988-02-29", "2028-02-01", "2028-02-29"),
    ] {
        assert_eq!(anniversary(day(born), day(today)), Some(day(next)), "{born}");
    }
}
