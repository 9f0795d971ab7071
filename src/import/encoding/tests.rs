//! Tests of reading bytes as text.

use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;

use super::sample::is_damaged_utf_8;
use super::*;

const CHINESE: &str = "公司,行业\r\n华为技术有限公司,通信\r\n";

fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, failed) = encoding.encode(text);
    assert!(!failed, "{text} in {}", encoding.name());
    bytes.into_owned()
}

fn utf_16(text: &str, order: fn(u16) -> [u8; 2], mark: &str) -> Vec<u8> {
    format!("{mark}{text}").encode_utf16().flat_map(order).collect()
}

fn utf_32(text: &str, order: fn(u32) -> [u8; 4], mark: &str) -> Vec<u8> {
    format!("{mark}{text}").chars().map(u32::from).flat_map(order).collect()
}

/// Gives its bytes a few at a time.
struct Dripping<'b>(&'b [u8]);

impl Read for Dripping<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let length = self.0.len().min(3).min(out.len());
        out[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

#[test]
fn bytes_that_come_a_few_at_a_time_are_the_same_text() {
    let mark = "\u{feff}";
    for bytes in [
        format!("{mark}{CHINESE}").into_bytes(),
        utf_16(CHINESE, u16::to_le_bytes, mark),
        utf_32(CHINESE, u32::to_be_bytes, mark),
        encoded(CHINESE, GBK),
    ] {
        let found = detect(Dripping(&bytes), None).unwrap();
        assert_eq!(found, decode(&bytes, None).unwrap().found);
        let mut text = String::new();
        Decoder::of(Dripping(&bytes), found).read_to_string(&mut text).unwrap();
        assert_eq!(text, CHINESE, "{}", found.name);
    }
}

#[test]
fn the_encoding_is_found_from_the_bytes() {
    let little = |text: &str, mark: &str| utf_16(text, u16::to_le_bytes, mark);
    let big = |text: &str, mark: &str| utf_16(text, u16::to_be_bytes, mark);
    let (mark, unsure, sure) = ("\u{feff}", Some(100), None);
    for (text, bytes, encoding, certainty) in [
        (CHINESE, CHINESE.as_bytes().to_vec(), "UTF-8", sure),
        ("plain,ascii\n", b"plain,ascii\n".to_vec(), "UTF-8", sure),
        ("", Vec::new(), "UTF-8", sure),
        (CHINESE, format!("{mark}{CHINESE}").into_bytes(), "UTF-8 with BOM", sure),
        (CHINESE, little(CHINESE, mark), "UTF-16LE", sure),
        (CHINESE, big(CHINESE, mark), "UTF-16BE", sure),
        (CHINESE, little(CHINESE, ""), "UTF-16LE", unsure),
        (CHINESE, big(CHINESE, ""), "UTF-16BE", unsure),
        ("name,city\nIntel,Paris\n", little("name,city\nIntel,Paris\n", ""), "UTF-16LE", unsure),
        ("name,city\nIntel,Paris\n", big("name,city\nIntel,Paris\n", ""), "UTF-16BE", unsure),
        (CHINESE, utf_32(CHINESE, u32::to_le_bytes, mark), "UTF-32LE", sure),
        (CHINESE, utf_32(CHINESE, u32::to_be_bytes, mark), "UTF-32BE", sure),
        (CHINESE, utf_32(CHINESE, u32::to_le_bytes, ""), "UTF-32LE", unsure),
        ("a,b\n1,2\n", utf_32("a,b\n1,2\n", u32::to_be_bytes, ""), "UTF-32BE", unsure),
        (CHINESE, encoded(CHINESE, GBK), "GBK", unsure),
        ("华为\n", encoded("华为\n", GBK), "GBK", unsure),
        ("name,city\nHuawei,深圳\n", encoded("name,city\nHuawei,深圳\n", GBK), "GBK", unsure),
        ("公司,姓名\n华为,𠮷先生\n", encoded("公司,姓名\n华为,𠮷先生\n", GB18030), "GB18030", Some(88)),
        ("公司名稱,行業\n台積電,半導體\n", encoded("公司名稱,行業\n台積電,半導體\n", BIG5), "Big5", unsure),
        (
            "会社,都市\nトヨタ自動車,豊田市\n",
            encoded("会社,都市\nトヨタ自動車,豊田市\n", SHIFT_JIS),
            "Shift_JIS",
            unsure,
        ),
        ("회사,도시\n삼성전자,수원\n", encoded("회사,도시\n삼성전자,수원\n", EUC_KR), "EUC-KR", unsure),
        ("name,price\ncafé,€5\n", encoded("name,price\ncafé,€5\n", WINDOWS_1252), "windows-1252", unsure),
        ("Müller AG\n", encoded("Müller AG\n", WINDOWS_1252), "windows-1252", unsure),
        (
            "имя,город\nГазпром,Москва\n",
            encoded("имя,город\nГазпром,Москва\n", WINDOWS_1251),
            "windows-1251",
            unsure,
        ),
    ] {
        let decoded = decode(&bytes, None).unwrap();
        let found = decoded.found;
        assert_eq!((&*decoded.text, found.name, found.certainty.percent()), (text, encoding, certainty));
    }
}

#[test]
fn a_late_start_and_a_broken_character_do_not_mislead_the_guess() {
    let late = [&b"name,city\n".repeat(150_000)[..], &encoded(CHINESE, GBK)].concat();
    assert_eq!(decode(&late, None).map(|decoded| decoded.found.name), Ok("GBK"));
    let part = encoded(&CHINESE.repeat(3), GBK);
    let broken = [&part[..], b"\xd6\n", &part].concat();
    assert_eq!(
        decode(&broken, None),
        Err(EncodingError::Undecodable { encoding: "GBK", offset: part.len() as u64, line: 7 })
    );
}

#[test]
fn the_encoding_named_by_the_user_is_taken() {
    for (label, encoding, bytes) in [
        ("gbk", "GBK", encoded(CHINESE, GBK)),
        ("GB2312", "GBK", encoded(CHINESE, GBK)),
        ("gb18030", "gb18030", encoded(CHINESE, GB18030)),
        ("utf-8", "UTF-8", CHINESE.as_bytes().to_vec()),
        ("utf-8", "UTF-8 with BOM", format!("\u{feff}{CHINESE}").into_bytes()),
        ("utf-16", "UTF-16LE", utf_16(CHINESE, u16::to_le_bytes, "")),
        ("utf-16", "UTF-16BE", utf_16(CHINESE, u16::to_be_bytes, "\u{feff}")),
    ] {
        let decoded = decode(&bytes, Some(named(label).unwrap())).unwrap();
        assert_eq!(
            (&*decoded.text, decoded.found.name, decoded.found.certainty),
            (CHINESE, encoding, Certainty::Stated)
        );
    }
    for (label, name) in [
        ("latin1", "windows-1252"),
        ("windows-1252", "windows-1252"),
        ("UTF-16LE", "UTF-16LE"),
        ("big5", "Big5"),
        ("shift_jis", "Shift_JIS"),
        ("cp936", "gb18030"),
        (" utf8 ", "UTF-8"),
    ] {
        assert_eq!(named(label).map(Charset::name), Ok(name), "{label}");
    }
    for label in ["", "utf-9", "replacement"] {
        assert_eq!(named(label), Err(EncodingError::Unknown { label: label.into() }));
    }
}

#[test]
fn a_byte_that_cannot_be_read_is_an_error_with_its_place() {
    let undecodable = |encoding, offset: usize, line| {
        Err(EncodingError::Undecodable { encoding, offset: offset as u64, line })
    };
    let damaged = |text: &str| [text.as_bytes(), b"\xff\n", text.as_bytes()].concat();
    assert_eq!(decode(&damaged(CHINESE), None), undecodable("UTF-8", CHINESE.len(), 3));
    assert_eq!(
        decode(&damaged(&format!("\u{feff}{CHINESE}")), None),
        undecodable("UTF-8", CHINESE.len() + 3, 3)
    );
    let gbk = encoded(CHINESE, GBK);
    let broken = [&gbk[..], b"\xd6\n"].concat();
    assert_eq!(decode(&broken, Some(Charset::Known(GBK))), undecodable("GBK", gbk.len(), 3));
    assert_eq!(decode(&gbk, Some(Charset::Known(UTF_8))), undecodable("UTF-8", 0, 1));
    let odd = [&utf_16(CHINESE, u16::to_le_bytes, "\u{feff}")[..], b"x"].concat();
    assert_eq!(decode(&odd, None), undecodable("UTF-16LE", odd.len() - 1, 3));
    let cut = &CHINESE.as_bytes()[..CHINESE.len() - 3];
    assert_eq!(decode(cut, None), undecodable("UTF-8", CHINESE.len() - 5, 2));
}

#[test]
fn what_is_marked_otherwise_or_no_text_is_refused() {
    let marked = format!("\u{feff}{CHINESE}");
    let contradiction = EncodingError::MarkedOtherwise { wanted: "GBK", marked: "UTF-8" };
    assert_eq!(decode(marked.as_bytes(), Some(Charset::Known(GBK))), Err(contradiction));
    assert_eq!(decode(b"PK\x03\x04...", None), Err(EncodingError::NotText { format: "XLSX / ZIP" }));
    let mut state = 7_u32;
    let random: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(4_000)
    .collect();
    assert_eq!(decode(&random, None), Err(EncodingError::Binary));
    assert_eq!(
        decode(b"\x7fELF\x02\x01\x01\0\0\xff\xfe\xb0\x81", None),
        Err(EncodingError::NotText { format: "ELF" })
    );
}

proptest! {
    #[test]
    fn text_comes_back_from_the_encoding_it_was_written_in(text in "[ -~\n一-龥，。（）]{0,60}") {
        for encoding in [GBK, GB18030, UTF_8] {
            let bytes = encoded(&text, encoding);
            prop_assert_eq!(&*decode(&bytes, Some(Charset::Known(encoding))).unwrap().text, &text);
        }
        let marked = utf_16(&text, u16::to_le_bytes, "\u{feff}");
        prop_assert_eq!(&*decode(&marked, None).unwrap().text, &text);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for wanted in [GBK, UTF_8, UTF_16LE, BIG5] {
            let _ = decode(&bytes, Some(Charset::Known(wanted)));
            let _ = decode(&bytes, Some(Charset::Utf32(Order::Big)));
            let _ = decode(&bytes, None);
        }
    }
}

#[test]
fn a_short_text_in_utf_8_with_a_bad_byte_is_not_read_in_another_encoding() {
    for bytes in [
        &b"name,industry\n\xe4\xb8\xad\xe6\x96\x87\xe5\x85\xac\xe5\x8f\xb8,Ste\nBad \xff\xfe,Iron\n"[..],
        b"name\n\xe6\xb5\xb7\xe5\xb0\x94\n\xb0\n",
    ] {
        assert!(matches!(
            decode(bytes, None),
            Err(EncodingError::Undecodable { encoding: "UTF-8", line: 3, .. })
        ));
    }
}

#[test]
fn common_chinese_names_in_gbk_are_not_taken_for_damaged_utf_8() {
    let names = [
        "上海浦东发展银行", "中国联通", "青岛海尔股份有限公司", "万科企业", "贵州茅台酒", "招商局港口",
        "云南白药集团",
    ];
    for name in names {
        let bytes = encoded(&format!("公司\n{name}\n"), GBK);
        assert!(!is_damaged_utf_8(&bytes), "{name}");
    }
}

#[test]
fn accented_letters_in_utf_8_with_a_bad_byte_are_not_read_as_western_european() {
    for bytes in [
        &b"name,city\nM\xc3\xbcller,K\xffln\n"[..],
        b"name,city\nSoci\xc3\xa9t\xc3\xa9 X,Lyon\n\xe9cole,Paris\n",
        b"name\n\xc5\x81\xc3\xb3d\xc5\xba\nZl\xb3\n",
    ] {
        let told = decode(bytes, None);
        assert!(matches!(told, Err(EncodingError::Undecodable { encoding: "UTF-8", .. })), "{told:?}");
    }
    for text in ["Müller AG, Köln, Größe\n", "«CAFÉ»\n", "SÃO PAULO, CORAÇÃO\n", "É® ü\n"] {
        assert_eq!(decode(&encoded(text, WINDOWS_1252), None).map(|decoded| decoded.text), Ok(text.into()));
    }
}

#[test]
fn a_wrong_encoding_gives_few_usual_characters() {
    let long = CHINESE.repeat(5);
    for (text, right, wrong) in [
        (&*long, GBK, BIG5),
        (&*long, GBK, EUC_KR),
        ("公司名稱,行業\n台積電,半導體\n範例鋼鐵股份有限公司\n", BIG5, GBK),
        ("имя,город\nГазпром,Москва\n", WINDOWS_1251, WINDOWS_1252),
        ("имя,город\nГазпром,Москва\n", WINDOWS_1251, encoding_rs::KOI8_U),
        ("Müller, Köln, Straße\n", UTF_8, WINDOWS_1252),
    ] {
        let percent = |charset: &'static Encoding| {
            plausible::share(&encoded(text, right), Charset::Known(charset), charset.name()).percent()
        };
        let (is, would_be) = (percent(right), percent(wrong));
        assert!(is >= 95 && would_be <= 90, "{} {is}, {} {would_be}", right.name(), wrong.name());
    }
}

#[test]
fn one_bad_byte_in_an_east_asian_text_is_an_error_with_its_place() {
    let japanese = "name,city\nトヨタ自動車株式会社,豊田\n日立製作所,東京\n";
    let taiwanese = "公司名稱,行業\n台積電,半導體\n範例鋼鐵股份有限公司,鋼鐵\n";
    let korean = "회사,도시\n삼성전자,수원\n현대자동차,서울\n";
    for (text, encoding, bad) in [
        (japanese, SHIFT_JIS, &b"\x81\x20x,y\n"[..]),
        (taiwanese, BIG5, b"\xff,y\n"),
        (korean, EUC_KR, b"\xb0\n"),
        (CHINESE, GBK, b"\xff,x\n"),
    ] {
        let good = encoded(text, encoding);
        let line = text.lines().count() as u64 + 1;
        let told = decode(&[&good[..], bad, &good].concat(), None);
        let expected =
            EncodingError::Undecodable { encoding: encoding.name(), offset: good.len() as u64, line };
        assert_eq!(told, Err(expected), "{}", encoding.name());
    }
}

#[test]
fn what_makes_sense_in_no_encoding_is_refused() {
    let mixed = [&encoded(CHINESE, GBK)[..], "示例钢铁,上海市浦东新区,世纪大道\n".as_bytes()].concat();
    // The last one as cp437 has it.
    for bytes in [&mixed[..], b"name\nM\x81ller\n"] {
        let told = decode(bytes, None);
        assert!(matches!(told, Err(EncodingError::Senseless { .. })), "{told:?}");
    }
    // So is this; its sign stands for nothing in what it looks like.
    let (encoding, offset, line) = (WINDOWS_1252.name(), 11, 2);
    let told = decode(b"name,city\nM\x81ller AG,K\x94ln\n", None);
    assert_eq!(told, Err(EncodingError::Undecodable { encoding, offset, line }));
    for (text, encoding) in [
        ("บริษัท,เมือง\nตัวอย่างเหล็ก จำกัด,กรุงเทพ\n", encoding_rs::WINDOWS_874),
        ("شركة,مدينة\nمثال للصلب,القاهرة\n", encoding_rs::WINDOWS_1256),
        ("εταιρεία,πόλη\nΠαράδειγμα Χάλυβα,Αθήνα\n", encoding_rs::WINDOWS_1253),
        ("חברה,עיר\nדוגמה לפלדה,תל אביב\n", encoding_rs::WINDOWS_1255),
        ("name,note\nCafé façade,à 5 ½ • ± ²\n", WINDOWS_1252),
    ] {
        let read = decode(&encoded(text, encoding), None);
        assert_eq!(read.map(|decoded| decoded.text), Ok(text.to_owned()), "{}", encoding.name());
    }
}

#[test]
fn a_latin_text_is_read_with_the_letters_of_one_language() {
    for (text, encoding) in [
        ("name,city\nŐrző Kft,Budapest\nTűzoltó Bt,Győr\n", encoding_rs::WINDOWS_1250),
        ("name\nPříklad Ocel,Plzeň\nŠkoda,Mladá Boleslav\n", encoding_rs::WINDOWS_1250),
        ("name\nNäidis Teras OÜ,Põltsamaa\nŠokolaad,Žürii\n", encoding_rs::WINDOWS_1257),
        ("name\nÖrnek Çelik,Iğdır\nŞişecam,İstanbul\n", encoding_rs::WINDOWS_1254),
        ("name\nSociété Générale,Orléans\nCrédit à façade,Nîmes\n", WINDOWS_1252),
        ("name\nMüller AG,Köln\nAço Português São João,Évora\nCafé Niño,Besançon\n", WINDOWS_1252),
    ] {
        let read = decode(&encoded(text, encoding), None).unwrap();
        assert_eq!((&*read.text, read.found.certainty.rival()), (text, None), "{}", encoding.name());
    }
}

#[test]
fn two_readings_that_make_as_much_sense_are_told() {
    for (text, other) in [("name\nÕrzõ\n", "Őrző"), ("name\nAcero España\n", "Espańa")] {
        let found = decode(&encoded(text, WINDOWS_1252), None).unwrap().found;
        let rival = found.certainty.rival().unwrap();
        let (own, read) = rival.words(found.charset);
        let mut words = [own, read];
        words.sort();
        assert!(words.contains(&other.to_owned()), "{words:?}");
        assert_eq!(found.certainty.percent(), Some(50));
    }
}
