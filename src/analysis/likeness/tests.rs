//! Names that are one company, that may be, and that are not.

use super::*;
use crate::domain::company::{UniqueKey, UniqueKeyKind};

#[test]
fn names_that_are_one_but_for_how_they_are_written() {
    for (one, other) in [
        ("示例（中国）有限公司", "示例中国有限公司"),
        ("示例钢铁股份有限公司", "示例钢铁有限责任公司"),
        ("示例鋼鐵股份有限公司", "示例钢铁"),
        ("台灣積體電路製造股份有限公司", "台湾积体电路制造"),
        ("ＴＣＬ科技集团股份有限公司", "TCL 科技集团"),
        ("株式会社日立製作所", "日立製作所"),
        ("The Example Company, Inc.", "Example Co."),
        ("Müller & Söhne GmbH", "Muller and Sohne GmbH & Co. KG"),
        ("AT&T Inc.", "ATT"),
        ("Coca-Cola Company", "CocaCola"),
        ("Procter & Gamble", "Procter and Gamble Co"),
        ("J.P. Morgan", "JP Morgan"),
        ("McDonald's", "McDonald’s Corporation"),
        ("Nestlé S.A.", "NESTLE"),
    ] {
        let likeness = of_companies(one, other);
        assert!(likeness.score >= SAME, "{one} ~ {other}: {likeness:?}");
        assert_eq!(likeness, of_companies(other, one));
    }
}

#[test]
fn names_that_are_worth_a_look_and_why() {
    for (one, other, reason) in [
        ("深圳华为技术有限公司", "华为技术有限公司", Reason::Place),
        ("深圳市示例科技有限公司", "示例科技", Reason::Place),
        ("示例（上海）有限公司", "示例有限公司", Reason::Place),
        ("Siemens (China) Co., Ltd.", "Siemens AG", Reason::Place),
        ("华为", "华为技术有限公司", Reason::ShortName),
        ("深圳华为技术有限公司", "华为", Reason::ShortName),
        ("Huawei", "Huawei Technologies Co., Ltd.", Reason::ShortName),
        ("示例钢铁集团有限公司", "示例钢铁股份有限公司", Reason::Group),
        ("Example Steel Group", "Example Steel Ltd", Reason::Group),
        ("International Business Machines", "IBM", Reason::Initials),
        ("Semiconductor Manufacturing International Corp", "SMIC", Reason::Initials),
        ("Example Bank of Commerce and Industry", "EBCI", Reason::Initials),
        ("Int. Business Machines", "International Business Machines Corp", Reason::Abbreviation),
        ("Example Mfg. Works", "Example Manufacturing Works Ltd.", Reason::Abbreviation),
        ("Example Paper Mill", "Exmaple Paper Mill", Reason::Spelling),
        ("Volkswagen AG", "Volkswagon", Reason::Spelling),
        ("Schneider Electric", "Schnieder Electric SE", Reason::Spelling),
        ("示例港口机械装备有限公司", "示例港口机械装配有限公司", Reason::Spelling),
        ("Example Steel Works East Ltd", "East Example Steel Works", Reason::Order),
    ] {
        let likeness = of_companies(one, other);
        assert!(likeness.score >= LIKELY && likeness.score < SAME, "{one} ~ {other}: {likeness:?}");
        assert!(likeness.reasons.contains(&reason), "{one} ~ {other}: {likeness:?}");
        assert_eq!(likeness.score, of_companies(other, one).score, "{one} ~ {other}");
    }
}

#[test]
fn names_of_two_companies() {
    for (one, other) in [
        ("中国石油", "中国石化"),
        ("中国石油天然气集团公司", "中国石油化工集团公司"),
        ("中国石油", "中国石油化工股份有限公司"),
        ("中国移动", "中国电信"),
        ("中国银行", "中国建设银行"),
        ("北京银行", "南京银行"),
        ("中国工商银行", "中国农业银行"),
        ("华东电力设计院", "华北电力设计院"),
        ("中铁一局集团有限公司", "中铁二局集团有限公司"),
        ("第一建筑工程公司", "第二建筑工程公司"),
        ("示例（上海）有限公司", "示例（北京）有限公司"),
        ("示例科技有限公司", "示例贸易有限公司"),
        ("示例中国有限公司", "示例中国有限公司上海分公司"),
        ("东方电气", "东方电子"),
        ("Air China", "China Air"),
        ("Air China", "China Airlines"),
        ("Bank of China", "Bank of America"),
        ("Bank of China", "China Construction Bank"),
        ("China Mobile", "China Telecom"),
        ("China Southern Airlines", "China Eastern Airlines"),
        ("Example Plant 1", "Example Plant 2"),
        ("American Airlines", "United Airlines"),
        ("General Electric", "General Motors"),
        ("Bosch", "Busch"),
        ("Shell", "Dell"),
        ("Apple", "Apple Bank"),
        ("Example Steel", "Example Paper"),
        ("Samsung Electronics", "Samsung Heavy"),
        ("IBM", "IBN"),
        ("3M", "4M"),
        ("", ""),
        ("", "示例"),
    ] {
        let likeness = of_companies(one, other);
        assert!(likeness.score < LIKELY, "{one} ~ {other}: {likeness:?}");
        assert_eq!(likeness.score, of_companies(other, one).score, "{one} ~ {other}");
    }
}

#[test]
fn names_of_people() {
    for (one, other, least, most) in [
        ("Ann Example", "EXAMPLE, Ann", 98, 100),
        ("陳偉", "陈伟先生", 98, 100),
        ("Example Ann", "Ann Example", 90, 97),
        ("A. Example", "Ann Example", 80, 90),
        ("Ann Example", "Ann B. Example", 80, 90),
        ("Jonathan Example", "Jonathon Example", 80, 95),
        ("李明", "李敏", 0, 50),
        ("Ann Example", "Bob Example", 0, 70),
        ("Example", "Ann Example", 0, 70),
    ] {
        let score = of_people(one, other).score;
        assert!((least..=most).contains(&score), "{one} ~ {other}: {score}");
    }
}

fn key(kind: UniqueKeyKind, text: &str) -> UniqueKey {
    UniqueKey { kind, text: text.to_owned() }
}

#[test]
fn what_is_a_companys_own_decides_where_names_do_not() {
    use UniqueKeyKind::{CreditCode, Domain, InvalidCode, Phone};
    let scored = |one: (&str, Vec<UniqueKey>), other: (&str, Vec<UniqueKey>)| {
        let mut index = Index::default();
        index.add(1, Known::company([one.0], one.1));
        index.like(&Known::company([other.0], other.1), 0).first().map_or(0, |like| like.likeness.score)
    };
    let own = |kind, text| vec![key(kind, text)];
    for (one, other, least, most) in [
        (("Huawei", own(Domain, "huawei.com")), ("华为技术有限公司", own(Domain, "huawei.com")), 80, 97),
        (("示例贸易", own(Domain, "a.com")), ("样本港口", own(Domain, "a.com")), 60, 79),
        (("示例贸易", own(CreditCode, "X")), ("样本港口", own(CreditCode, "X")), 100, 100),
        (("示例贸易", own(CreditCode, "X")), ("示例贸易", own(CreditCode, "Y")), 0, 60),
        (("示例", own(Phone, "5550100")), ("示例实业", own(Phone, "5550100")), 90, 97),
        (("Sample Iron", own(Phone, "895550100")), ("Example Port", own(Phone, "49895550100")), 70, 79),
        (("Sample Iron", own(Phone, "895550100")), ("Example Port", own(Phone, "305550100")), 0, 0),
        (("示例贸易", own(InvalidCode, "X")), ("样本港口", own(InvalidCode, "X")), 80, 97),
        (("示例贸易", own(InvalidCode, "X")), ("示例贸易", own(InvalidCode, "Y")), 100, 100),
    ] {
        let told = format!("{} ~ {}", one.0, other.0);
        let score = scored(one, other);
        assert!((least..=most).contains(&score), "{told}: {score}");
    }
}

#[test]
fn only_a_word_with_a_point_is_a_short_one_and_all_others_are_the_same() {
    for (one, other) in [
        ("Int Business Machines", "International Business Machines"),
        ("Int. Business Systems", "International Business Machines"),
        ("Gen. Motors Int.", "General Motors Internal Affairs"),
        ("A.B. Example Port", "Abcd Example Port"),
    ] {
        assert!(!of_companies(one, other).reasons.contains(&Reason::Abbreviation), "{one} ~ {other}");
    }
}

#[test]
fn alike_records_are_found_among_many_by_any_of_their_names() {
    let mut records: Vec<(i64, Known)> = (0..5000)
        .map(|number| {
            let name = format!("Sample {} Works {number}", ["North", "Alpha", "Delta"][number % 3]);
            (i64::try_from(number).unwrap(), Known::company([name.as_str()], Vec::new()))
        })
        .collect();
    for (id, names) in [
        (10_001, &["深圳华为技术有限公司", "Huawei"][..]),
        (10_002, &["华为技术"]),
        (10_003, &["Huawai Technologies"]),
        (10_004, &["International Business Machines"]),
        (10_005, &["IBM"]),
        (10_008, &["Int. Business Machines"]),
        (10_006, &["中国石油"]),
        (10_007, &["中国石化"]),
    ] {
        records.push((id, Known::company(names.iter().copied(), Vec::new())));
    }
    let found = Index::pairs(records, LIKELY);
    let found: Vec<(i64, i64)> = found.iter().map(|pair| (pair.one, pair.other)).collect();
    assert_eq!(found, [(10_001, 10_002), (10_004, 10_008), (10_004, 10_005), (10_005, 10_008)]);
}
