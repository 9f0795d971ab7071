//! CSV with the habits of those who make it: titles, two rows of headers, blank columns, quotes, line ends.

use crate::reading::{check, check_rows, told};

#[test]
fn the_header_is_found_wherever_it_stands() {
    check_rows(
        "a.csv",
        &[
            ("name,city\nA,B\n", &["2 name=A|city=B"]),
            ("客户清单\n名称,城市\nA,B\n", &["3 name=A|city=B"]),
            ("客户清单,\n制表人：张三,\n\n名称,城市\nA,B\n", &["5 name=A|city=B"]),
            (
                "Customers,,\nas of 2026-03-01,,\nConfidential,,\nname,city,country\nA,B,C\n",
                &["5 name=A|country=C|city=B"],
            ),
            // Two rows of names, the upper one of groups.
            ("名称,联系方式,\n,电话,网站\nA,010-1,a.cn\n", &["3 name=A|website=a.cn|phone=010-1"]),
            // Printed on each page.
            ("name,city\nA,B\nname,city\nC,D\n", &["2 name=A|city=B", "4 name=C|city=D"]),
            ("name,city\nA,B\nname,city,,\nC,D\n", &["2 name=A|city=B", "4 name=C|city=D"]),
            // Names that were broken to make a column narrow.
            ("\"公司\n名称\",\"员工\n人数\"\nA,5\n", &["4 name=A|employees=5"]),
            ("\"Company\nName\",City\nA,B\n", &["3 name=A|city=B"]),
            // Spaces, full-width letters, capitals, byte order mark, comments of Excel.
            (" Name , CITY \nA,B\n", &["2 name=A|city=B"]),
            ("ｎａｍｅ,ＣＩＴＹ\nA,B\n", &["2 name=A|city=B"]),
            ("\u{feff}name,city\nA,B\n", &["2 name=A|city=B"]),
            ("sep=;\nname;city\nA;B\n", &["3 name=A|city=B"]),
            ("sep=,\r\nname,city\r\nA,B\r\n", &["3 name=A|city=B"]),
            ("\"name\",\"city\"\n\"A\",\"B\"\n", &["2 name=A|city=B"]),
            ("name\nA\nB\n", &["2 name=A", "3 name=B"]),
        ],
    );
}

#[test]
fn a_line_of_totals_is_no_company() {
    check_rows(
        "a.csv",
        &[
            ("name,employees,revenue\nA,5,6\nTotal,5,¥6\n", &["2 name=A|employees=5|revenue=CNY 6.00"]),
            ("序号,名称,员工人数\n1,A,5\n,合　计：,5\n", &["2 name=A|employees=5"]),
            ("名称,员工人数\nA,5\n总计,\nGrand Total,-\n", &["2 name=A|employees=5"]),
            (
                "company,industry,contact name\nA,x,Ann\n合计,,\n",
                &["2 name=A|industry=x", "2 name=Ann|account=A"],
            ),
            // A company may be called so: then something else is known of it.
            ("name,employees,city\nTotal,5,Paris\n", &["2 name=Total|city=Paris|employees=5"]),
            (
                "name,employees\nTotal Gas,5\nSum It,6\n",
                &["2 name=Total Gas|employees=5", "3 name=Sum It|employees=6"],
            ),
            ("name\nTotal\n", &["2 name=Total"]),
            ("city,name\nTotal,A\n", &["2 name=A|city=Total"]),
        ],
    );
    assert_eq!(
        crate::reading::rows("a.json", br#"[{"name":"Total","employees":5}]"#),
        ["1 name=Total|employees=5"]
    );
}

#[test]
fn what_is_no_table_is_refused() {
    for (text, reason) in [
        ("", "! the file is empty"),
        ("\n\n\n", "! the file is empty"),
        (" , ,\n,,\n", "! the file is empty"),
        ("\u{feff}", "! the file is empty"),
    ] {
        assert_eq!(told("a.csv", text.as_bytes()), [reason], "{text:?}");
    }
    for text in ["name,city\n", "name,city\n\n,\n", "name,city"] {
        assert!(crate::reading::rows("a.csv", text.as_bytes()).is_empty(), "{text:?}");
    }
}

#[test]
fn rows_that_do_not_fit_are_told_and_the_others_read() {
    check_rows(
        "a.csv",
        &[
            // Trailing delimiters, as spreadsheets leave them.
            ("name,city,,,\nA,B,,,\n", &["2 name=A|city=B"]),
            ("name,city\nA,B,,,\n", &["2 name=A|city=B"]),
            ("name,city,country\nA,B\nC\n", &["2 name=A|city=B", "3 name=C"]),
            (
                "name,city\nA,B,C\nD,E\n",
                &["2! the row of line 2 has more cells (3) than the header (2)", "3 name=D|city=E"],
            ),
            ("name,city\n\"A,B\nC,D\n", &["2! the quote opened in the row of line 2 is never closed"]),
            (
                "name,city\n\"A\"x,B\nC,D\n",
                &[
                    "2! in the row of line 2 text follows a closing quote; a quote inside a cell is written twice",
                    "3 name=C|city=D",
                ],
            ),
            (
                "name,city\nA\0,B\nC,D\n",
                &["2! the row of line 2 has a NUL byte; this may not be text", "3 name=C|city=D"],
            ),
            ("name,city\n12\" steel,B\n", &["2 name=12\" steel|city=B"]),
            ("name,city\n\"A \"\"B\"\"\",C\n", &["2 name=A \"B\"|city=C"]),
            ("name,note\nA,\"one\ntwo\"\nB,x\n", &["2 name=A|note=one\ntwo", "4 name=B|note=x"]),
            ("name,note\r\nA,\"one\r\ntwo\"\r\nB,x\r\n", &["2 name=A|note=one\r\ntwo", "4 name=B|note=x"]),
            ("name,city\nA,B", &["2 name=A|city=B"]),
            ("name,city\rA,B\rC,D\r", &["2 name=A|city=B", "3 name=C|city=D"]),
            ("name,city\n\nA,B\n\n\nC,D\n", &["3 name=A|city=B", "6 name=C|city=D"]),
            ("name\tcity\nA\tB\n", &["2 name=A|city=B"]),
            ("name|city\nA|B\n", &["2 name=A|city=B"]),
            ("name;employees\nA;1.234.567\nB;2\n", &["2 name=A|employees=1234567", "3 name=B|employees=2"]),
            ("name,city\n\"A\" ,B\n", &["2 name=A|city=B"]),
        ],
    );
}

#[test]
fn columns_of_one_name_and_columns_without_one_are_told() {
    let cases = [
        ("name,city,city\nA,B,C\n", &["account CSV UTF-8 ,", "2 name=A|city=B"][..]),
        ("name,,city\nA,x,B\n", &["account CSV UTF-8 ,", "2 name=A|city=B"]),
        (
            "name,password\nA,x\n",
            &[
                "account CSV UTF-8 ,",
                "! columns that may hold secrets or identify people: \"password\" (passwords or keys)",
                "2 name=A",
            ],
        ),
        (
            "foo,bar\n1,2\n",
            &[
                "account CSV UTF-8 ,",
                "! no column gives name, which every account needs; name it with --map \"COLUMN=name\" (columns: \"foo\", \"bar\")",
                "2 ",
            ],
        ),
    ];
    check(
        told,
        cases.map(|(text, lines)| {
            (
                "a.csv".to_owned(),
                text.as_bytes().to_vec(),
                lines.iter().map(|line| (*line).to_owned()).collect(),
            )
        }),
    );
}
