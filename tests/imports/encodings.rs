//! Texts in every encoding that lists come in, marked and unmarked, whole and damaged.

use acct::import::encoding::encoded;

use crate::reading::{check, told};

/// Some rows in a language, long enough to be told from others.
const CHINESE: &str = "名称,城市,备注\n示例钢铁有限公司,上海,重点客户，今年计划续签合同\n南方造船厂,广州,采购部正在比较三家供应商\n华北电力设备集团,北京,预算已经批准\n";
const TRADITIONAL: &str = "名稱,城市,備註\n範例鋼鐵股份有限公司,臺北,重點客戶，今年計畫續約\n南方造船廠,高雄,採購部正在比較三家供應商\n";
const JAPANESE: &str = "name,city,note\n株式会社サンプル製作所,東京,来年度の予算は承認済みです\nテスト商事,大阪,購買部が三社を比較しています\n";
const KOREAN: &str = "name,city,note\n주식회사 예제제강,서울,올해 계약을 갱신할 예정입니다\n남방조선,부산,구매부에서 세 회사를 비교하고 있습니다\n";
const WESTERN: &str = "name;city;note\nMüller & Söhne GmbH;München;Großkunde, für März geplant\nSociété Générale d'Électricité;Besançon;très intéressé\n";
const CENTRAL: &str = "name;city;note\nŻółta Łódź Sp. z o.o.;Łódź;Duży klient, umowa się kończy\nŠkoda Plzeň;Plzeň;příští rok rozšíření\n";
const RUSSIAN: &str = "name;city;note\nПример Сталь;Москва;Крупный клиент, договор заканчивается\nСеверная верфь;Мурманск;сравнивают трёх поставщиков\n";

fn texts() -> Vec<(&'static str, &'static str)> {
    let unicode = ["UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"];
    let all = [CHINESE, TRADITIONAL, JAPANESE, KOREAN, WESTERN, CENTRAL, RUSSIAN];
    let mut texts: Vec<_> = unicode.iter().flat_map(|name| all.map(|text| (*name, text))).collect();
    texts.extend([
        ("GBK", CHINESE),
        ("Big5", TRADITIONAL),
        ("Shift_JIS", JAPANESE),
        ("EUC-JP", JAPANESE),
        ("EUC-KR", KOREAN),
        ("windows-1252", WESTERN),
        ("windows-1250", CENTRAL),
        ("windows-1251", RUSSIAN),
        ("KOI8-U", RUSSIAN),
    ]);
    texts
}

fn expected(text: &str, encoding: &str) -> Vec<String> {
    let delimiter = if text.contains(';') { ';' } else { ',' };
    let mut lines = vec![format!("account CSV {encoding} {delimiter}")];
    lines.extend(text.lines().zip(1..).skip(1).map(|(line, number)| {
        let cells: Vec<&str> = line.split(delimiter).collect();
        format!("{number} name={}|city={}|note={}", cells[0], cells[1], cells[2])
    }));
    lines
}

#[test]
fn every_encoding_is_recognised_and_read() {
    check(
        told,
        texts().into_iter().map(|(encoding, text)| {
            (format!("{encoding}.csv"), encoded(text, encoding).0, expected(text, encoding))
        }),
    );
}

#[test]
fn a_mark_settles_the_encoding_and_is_no_part_of_the_text() {
    let marked = texts().into_iter().filter(|(encoding, _)| encoding.starts_with("UTF"));
    check(
        told,
        marked.map(|(encoding, text)| {
            let bytes = encoded(&format!("\u{feff}{text}"), encoding).0;
            let name = if encoding == "UTF-8" { "UTF-8 with BOM" } else { encoding };
            (format!("{encoding}.csv"), bytes, expected(text, name))
        }),
    );
}

#[test]
fn line_ends_of_every_system_are_read_in_every_encoding() {
    for end in ["\r\n", "\r"] {
        check(
            told,
            texts().into_iter().map(|(encoding, text)| {
                let bytes = encoded(&text.replace('\n', end), encoding).0;
                (format!("{encoding}.csv"), bytes, expected(text, encoding))
            }),
        );
    }
}

#[test]
fn rare_letters_of_chinese_names_need_four_bytes() {
    let text = "名称,城市,备注\n㐀𠀀公司,上海,重点客户\n华北电力设备集团,北京,预算已经批准\n";
    check(told, [("a.csv".to_owned(), encoded(text, "GB18030").0, expected(text, "GB18030"))]);
}

#[test]
fn damaged_text_is_told_with_its_line_and_never_mended() {
    let utf_8 = CHINESE.as_bytes();
    let mut broken = utf_8.to_vec();
    let place = CHINESE.find("南方").unwrap();
    broken[place + 1] = b'x';
    assert_eq!(told("a.csv", &broken), [format!("! line 3 (byte {place}) is not valid UTF-8")]);
    for (encoding, text) in texts() {
        let bytes = encoded(text, encoding).0;
        for cut in [1, 2, 3] {
            let lines = told("a.csv", &bytes[..bytes.len() - cut]);
            assert!(lines.iter().all(|line| !line.contains('\u{fffd}')), "{encoding} {cut}: {lines:?}");
        }
    }
}

#[test]
fn what_is_no_text_is_called_by_its_name() {
    let cases = [
        (&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"[..], "! this is a file of the format PDF, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "! this is a file of the format PNG, not text"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "! this is a file of the format JPEG, not text"),
        (b"Rar!\x1a\x07\0abc", "! this is a file of the format RAR, not text"),
        (b"7z\xbc\xaf\x27\x1cabc", "! this is a file of the format 7-Zip, not text"),
        (b"SQLite format 3\0abcdefg", "! this is a file of the format SQLite, not text"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", "! this is a file of the format ELF, not text"),
        (b"{\\rtf1\\ansi hello}", "! this is a file of the format RTF, not text"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08\xff\xfe\xfd", "! this is not a text file"),
    ];
    check(told, cases.map(|(bytes, reason)| ("a.csv".to_owned(), bytes.to_vec(), vec![reason.to_owned()])));
}
