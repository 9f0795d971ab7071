//! Cells as people type them: nothing in its many forms, numbers of every country, money, percentages, dates, telephones.

use crate::reading::{check, rows};

/// Cells of one column and what comes of each: the value of the field, nothing, or what is wrong.
fn check_cells(column: &str, cells: &[(&str, &str)]) {
    let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
    check(
        rows,
        cells.iter().map(|(cell, value)| {
            let text = format!("name,{column}\nA,{}\n", quoted(cell));
            let row = match value.strip_prefix('!') {
                Some(reason) => format!("2! {reason}"),
                None if value.is_empty() => "2 name=A".to_owned(),
                None => format!("2 name=A|{column}={value}"),
            };
            ("a.csv".to_owned(), text.into_bytes(), vec![row])
        }),
    );
}

#[test]
fn nothing_is_said_in_many_ways() {
    let nothings = [
        "", " ", "NULL", "null", "(null)", "N/A", "n/a", "#N/A", "NaN", "-", "--", "—", "——", "–", "/", "无",
        "暂无", "不详", "#REF!", "#DIV/0!", "#VALUE!", "\\N", "　",
    ];
    for column in ["city", "employees", "revenue", "phone"] {
        check_cells(column, &nothings.map(|nothing| (nothing, "")));
    }
    check_cells(
        "city",
        &[
            ("None", ""),
            ("無", ""),
            ("'None", "None"),
            ("Nonesuch", "Nonesuch"),
            ("无锡", "无锡"),
            ("'-", "-"),
            ("0", "0"),
        ],
    );
}

#[test]
fn whole_numbers_are_read_in_every_notation() {
    check_cells(
        "employees",
        &[
            ("1200", "1200"),
            ("1,200", "1200"),
            ("1.200", "1200"),
            ("1 200", "1200"),
            ("1\u{a0}200", "1200"),
            ("1\u{202f}200", "1200"),
            ("1'200", "1200"),
            ("1’200", "1200"),
            ("12,34,567", "!\"12,34,567\" is not a number"),
            ("1200.0", "1200"),
            ("1200.00", "1200"),
            ("１２００", "1200"),
            ("１，２００", "1200"),
            ("1.2万", "12000"),
            ("1200人", "1200"),
            ("1,200 名", "1200"),
            ("约1200", "1200"),
            ("~1200", "1200"),
            ("500+", "500"),
            ("500人以上", "500"),
            ("100-499", "100"),
            ("100-499人", "100"),
            ("少于50人", "50"),
            ("1-5万人", "!\"1-5万人\" is not a number"),
            ("500-100", "!\"500-100\" is not a number"),
            ("1.2k", "1200"),
            ("1e3", "1000"),
            ("007", "7"),
            (" 12 ", "12"),
            ("-5", "!\"-5\" is less than 0"),
            ("12.5", "!\"12.5\" is not a whole number"),
            ("many", "!\"many\" is not a number"),
            ("99999999999999999999", "!\"99999999999999999999\" is too large or has too many digits"),
            ("1,2,3", "!\"1,2,3\" is not a number"),
            ("50-100", "50"),
            ("∞", "!\"∞\" is not a number"),
        ],
    );
}

#[test]
fn money_is_read_with_signs_units_and_either_separator() {
    check_cells(
        "revenue",
        &[
            ("3.5亿", "CNY 350000000.00"),
            ("1200万", "CNY 12000000.00"),
            ("1,200万元", "CNY 12000000.00"),
            ("人民币3.5亿元", "CNY 350000000.00"),
            ("￥1,200.50", "CNY 1200.50"),
            ("¥ 1200", "CNY 1200.00"),
            ("$1.2m", "USD 1200000.00"),
            ("USD 1,234.56", "USD 1234.56"),
            ("1,234.56 USD", "USD 1234.56"),
            ("1.234,56 €", "EUR 1234.56"),
            ("EUR 1 234,56", "EUR 1234.56"),
            ("CHF 1'234.50", "CHF 1234.50"),
            ("1234,56 EUR", "EUR 1234.56"),
            ("(1,200.00)", "!CNY -1,200 is negative, which this cannot be"),
            ("约3亿", "CNY 300000000.00"),
            ("approx. USD 3m", "USD 3000000.00"),
            (
                "3亿 (2024)",
                "!\"亿 (2024)\" in \"3亿 (2024)\" is neither a currency nor a unit such as k, m, bn, 万 or 亿",
            ),
            ("1.2 billion USD", "USD 1200000000.00"),
            ("３．５亿", "CNY 350000000.00"),
            ("HK$ 5m", "HKD 5000000.00"),
            ("JPY 5000", "JPY 5000"),
            ("abc", "!\"abc\" is not an amount of money"),
            ("1,2345", "!\"1,2345\" can be read as more than one amount; write it like 1200.5 or 1,200.50"),
            ("9e99", "!\"e99\" in \"9e99\" is neither a currency nor a unit such as k, m, bn, 万 or 亿"),
        ],
    );
}

#[test]
fn codes_and_telephones_keep_every_sign() {
    check_cells(
        "phone",
        &[
            ("010-12345678", "010-12345678"),
            ("0755-1234567 转 801", "0755-1234567 转 801"),
            ("+86 755 2878 0808 ext. 12", "+86 755 2878 0808 ext. 12"),
            ("'+86 138", "+86 138"),
            ("(021) 5555-0100 x5", "(021) 5555-0100 x5"),
            ("13800138000", "13800138000"),
            ("1.38E+10", "1.38E+10"),
        ],
    );
    check_cells(
        "listing_code",
        &[("002502", "002502"), ("'000001", "000001"), ("00700.HK", "00700.HK"), ("600519", "600519")],
    );
}

#[test]
fn dates_and_years_are_read_in_the_notations_of_both_languages() {
    check_cells(
        "founded",
        &[
            ("1987", "1987"),
            ("1987年", "1987"),
            ("1987-09-15", "1987"),
            ("１９８７", "1987"),
            ("15 September 1987", "1987"),
            ("12/31/1999", "1999"),
            ("03/04/1999", "1999"),
            ("1,987", "!\"1,987\" is not a year; write it like 1987"),
            ("87", "!\"87\" is not a year; write it like 1987"),
            ("3000", "!\"3000\" is not a year; write it like 1987"),
        ],
    );
    let day =
        |cell: &str| rows("a.csv", format!("account,date,summary\nA,{cell},visit\n").as_bytes()).join("");
    for (cell, date) in [
        ("2026-03-01", "2026-03-01"),
        ("2026/3/1", "2026-03-01"),
        ("2026.03.01", "2026-03-01"),
        ("2026年3月1日", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("2026-03-01T10:20:30", "2026-03-01"),
        ("2026-03-01 10:20", "2026-03-01"),
        ("1 Mar 2026", "2026-03-01"),
        ("\"March 1, 2026\"", "2026-03-01"),
        ("２０２６－０３－０１", "2026-03-01"),
        ("13/02/2026", "2026-02-13"),
        ("2026-02-30", "!"),
        ("46082", "!"),
        ("31/31/2026", "!"),
    ] {
        let told = day(cell);
        if date == "!" {
            assert!(told.starts_with("2! "), "{cell}: {told}");
        } else {
            assert!(told.contains(&format!("date={date}")), "{cell}: {told}");
        }
    }
}

#[test]
fn a_date_that_can_mean_two_days_follows_the_others_of_its_column() {
    let dates = |cells: &[&str]| {
        let lines: String = cells.iter().map(|cell| format!("A,{cell},visit {cell}\n")).collect();
        let told = rows("a.csv", format!("account,date,summary\n{lines}").as_bytes());
        told.iter()
            .map(|line| match line.split_once("! ") {
                Some((_, reason)) => format!("! {reason}"),
                None => line.split('|').find_map(|cell| cell.split_once("date=")).unwrap().1.to_owned(),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(dates(&["03/04/2025", "25/02/2025"]), ["2025-04-03", "2025-02-25"]);
    assert_eq!(dates(&["03/04/2025", "02/25/2025"]), ["2025-03-04", "2025-02-25"]);
    let ambiguous = "! \"03/04/2025\" can mean 2025-03-04 or 2025-04-03; write the one you mean";
    assert_eq!(dates(&["03/04/2025", "4/4/2025"]), [ambiguous, "2025-04-04"]);
    assert_eq!(dates(&["03/04/2025", "02/25/2025", "25/02/2025"]), [ambiguous, "2025-02-25", "2025-02-25"]);
    let mut many = vec!["25/02/2025"; 501];
    many.push("02/25/2025");
    assert_eq!(
        dates(&many).last().unwrap(),
        "! \"02/25/2025\" has day and month the other way round than the other dates of its column"
    );
}

#[test]
fn a_name_that_is_broken_over_lines_is_one_line() {
    let told = rows("a.csv", b"name,city\n\"Example\nSteel\",\"New\r\nYork\"\n");
    assert_eq!(told, ["2 name=Example Steel|city=New York"]);
}
