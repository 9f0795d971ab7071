//! Tests of reading cards.

use super::*;
use crate::import::row::{RowError, StringRecord};

fn told(text: &str) -> Vec<String> {
    let document = read(text.as_bytes()).unwrap();
    let mut told = Vec::new();
    for section in document.sections {
        let (header, mut rows) = section.rows.into_rows().unwrap();
        told.push(format!("{} {}", section.name.unwrap_or_default(), header.join("|")));
        let mut row = StringRecord::new();
        loop {
            match rows.next_row(&mut row) {
                Ok(None) => break,
                Ok(Some(line)) => told.push(format!("{line} {}", row.iter().collect::<Vec<_>>().join("|"))),
                Err(RowError::NotARecord { line, english, .. }) => {
                    told.push(format!("{line} {} ! {english}", &row[0]));
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
    told.extend(document.passed_over);
    told
}

#[test]
fn cards_of_every_version_become_contacts_of_their_company() {
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E;=E4=BC=9F\r\nORG;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=BB=\r\n=AA=CE=AA;=B2=C6=CE=F1\r\nTEL;WORK:+86 755 1\r\nTEL;CELL;PREF:138\r\nPHOTO;ENCODING=BASE64:AAAA\r\n BBBB\r\nEND:VCARD\r\n\
        BEGIN:VCARD\nVERSION:3.0\nFN:Anne O\\, Brien\nN:O\\, Brien;Anne;;;\nORG:Example Steel\nitem1.EMAIL;type=pref:anne@example.com\nTITLE:Head of\n  Finance\nBDAY:19800301\nX-WECHAT:anne\nCATEGORIES:vip,east\nNOTE:line one\\nline two\nX-SPY:1\nEND:VCARD\n\
        BEGIN:VCARD\nVERSION:4.0\nKIND:org\nFN:Example Steel\nADR:;;1 Road;Town;;123;Country\nURL:https://example.com\nUID:urn:uuid:1\nEND:VCARD\n";
    assert_eq!(
        told(text),
        [
            "contact account|name|department|phone|phone_2|title|email|messenger|tags|birthday|note",
            "1 华为|李伟|财务|138|'+86 755 1",
            "11 Example Steel|Anne O, Brien||||Head of Finance|anne@example.com|anne|vip; east|1980-03-01|line one\nline two",
            "account name|website|address|city|country|external_ids",
            "25 Example Steel|https://example.com|1 Road, 123|Town|Country|vcard:urn:uuid:1",
            "PHOTO",
            "X-SPY",
        ]
    );
}

#[test]
fn a_broken_card_is_told_and_the_others_are_read() {
    let text = "BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nORG:Beta\nEND:VCARD\nBEGIN:VCARD\nFN:c\nNOTE;ENCODING=QUOTED-PRINTABLE:=Z\nEND:VCARD\nBEGIN:VCARD\nFN:d\nwithout a colon\nEND:VCARD\nBEGIN:VCARD\nFN:e\n";
    assert_eq!(
        told(text),
        [
            "contact account|name",
            "1 a ! the card has no END:VCARD",
            "3 Beta|b",
            "7 c ! \"=Z\" is not quoted-printable",
            "11 d ! \"without a colon\" is no property",
            "15 e ! the card has no END:VCARD",
        ]
    );
}

#[test]
fn nothing_that_a_card_has_twice_is_lost() {
    let text = "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nORG:A\nTEL:1\nTEL:2\nTEL:3\nEMAIL:a@a.example\nEMAIL:b@a.example\nIMPP:x\nX-WECHAT:y\nCATEGORIES:vip\nCATEGORIES:east,key\nX-EXTERNAL-ID:sf:1\nUID:u1\nEND:VCARD\n";
    assert_eq!(
        told(text),
        [
            "contact account|name|email|email_2|phone|phone_2|phone_3|messenger|messenger_2|external_ids|tags",
            "1 A|Ann|a@a.example|b@a.example|1|2|3|x|y|sf:1; vcard:u1|vip; east; key"
        ]
    );
}

#[test]
fn a_group_is_no_card_and_a_birthday_without_its_year_is_no_date() {
    let text = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Team\nEND:VCARD\nBEGIN:VCARD\nFN:Ann\nORG:A\nBDAY:--0203\nEND:VCARD\n";
    assert_eq!(told(text), ["contact account|name|birthday_2", "6 A|Ann|'--0203", "KIND:group"]);
}

#[test]
fn a_name_in_parts_is_put_together_as_people_of_its_script_do() {
    for (parts, name) in [
        ("Иванов;Пётр;Сергеевич", "Пётр Сергеевич Иванов"),
        ("Παπαδόπουλος;Νίκος", "Νίκος Παπαδόπουλος"),
        ("李;伟;;;", "李伟"),
        ("김;민수", "김민수"),
        ("Example;Ann;B.", "Ann B. Example"),
    ] {
        let all = told(&format!("BEGIN:VCARD\nN:{parts}\nORG:A\nEND:VCARD\n"));
        assert_eq!(all[1], format!("1 A|{name}"));
    }
}
