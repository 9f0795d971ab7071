//! Headers as they are met, and the fields they fill.

use super::*;
use crate::domain::schema::Schema;
use crate::playbook::Labels;

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn matched(kind: Kind, names: &[&str], rules: &[&str], unmatched: Unmatched) -> Result<Columns, ColumnError> {
    let rules: Vec<Rule> = rules.iter().map(|rule| Rule::parse(rule)).collect::<Result<_, _>>()?;
    let words = Vocabulary { schema: &Schema::default(), labels: &Labels::default() };
    let mapping = Mapping { kind: Some(kind), rules, unmatched, ..Mapping::default() };
    Columns::of_table(
        Head { name: "a.csv", header: &header(names), stated: None, sample: &[], unit: None },
        words,
        &mapping,
    )
    .and_then(|mut parts| parts.remove(0).sound())
}

/// The targets of each column as text.
fn told(columns: &Columns) -> Vec<String> {
    columns
        .targets
        .iter()
        .map(|targets| targets.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"))
        .collect()
}

#[test]
fn a_header_fills_the_field_it_means() {
    let cases: [(Kind, &[&str], &[&str]); 9] = [
        (
            Kind::Account,
            &["name", "listing-code", "Annual revenue", "客户经理"],
            &["name", "listing_code", "revenue", "owner"],
        ),
        (
            Kind::Account,
            &["NAME", "Alias", "ＣＩＴＹ", " e m p l o y e e s "],
            &["name", "aliases", "city", "employees"],
        ),
        (
            Kind::Account,
            &[
                "Symbol", "Security", "GICS Sector", "GICS Sub-Industry", "Headquarters Location",
                "Date added", "CIK", "Founded",
            ],
            &["listing_code", "name", "industry", "", "address", "", "", "founded"],
        ),
        (
            Kind::Account,
            &["code", "name", "industry", "area", "pe"],
            &["listing_code", "name", "industry", "region", ""],
        ),
        (
            Kind::Account,
            &["股票代码", "股票简称", "所属行业", "地区"],
            &["listing_code", "name", "industry", "region"],
        ),
        (
            Kind::Account,
            &["企业名称", "统一社会信用代码", "法定代表人", "注册资本", "邮箱", "custom.pe"],
            &["name", "credit_code", "legal_representative", "registered_capital", "email", "custom.pe"],
        ),
        (
            Kind::Contact,
            &["公司名称", "姓名", "职位", "手机", "E-mail"],
            &["account", "name", "title", "phone", "email"],
        ),
        (
            Kind::Need,
            &["Company", "Need", "Pain point", "Urgency"],
            &["account", "title", "problem", "urgency"],
        ),
        (
            Kind::Interaction,
            &["客户", "拜访日期", "主题", "联系人"],
            &["account", "date", "summary", "contacts"],
        ),
    ];
    for (kind, names, fields) in cases {
        assert_eq!(told(&matched(kind, names, &[], Unmatched::LeaveOut).unwrap()), fields, "{names:?}");
    }
}

#[test]
fn what_the_user_says_goes_first() {
    let cases: [(&[&str], &[&str], &[&str]); 6] = [
        (&["Firma", "code"], &["Firma=name", "code=external_ids:sh"], &["name", "external_ids:sh"]),
        (&["Company", "Name"], &["company=name"], &["name", ""]),
        (&["Company", "Name"], &["Name="], &["name", ""]),
        (&["name", "a=b"], &["a=b=industry"], &["name", "industry"]),
        (
            &["name", "code"],
            &["code=listing_code", "code=external_ids:sz"],
            &["name", "listing_code+external_ids:sz"],
        ),
        (&["name", ""], &["column 2=custom.rank"], &["name", "custom.rank"]),
    ];
    for (names, rules, fields) in cases {
        assert_eq!(
            told(&matched(Kind::Account, names, rules, Unmatched::LeaveOut).unwrap()),
            fields,
            "{names:?} {rules:?}"
        );
    }
}

#[test]
fn columns_that_match_nothing_are_named_and_kept_only_when_asked() {
    let names = ["name", "pe", "", "updated", "Id", "rejected_because"];
    let left_out = matched(Kind::Account, &names, &[], Unmatched::LeaveOut).unwrap();
    assert_eq!(left_out.unmatched, ["pe", "column 3"]);
    assert_eq!(left_out.computed, ["updated", "Id"]);
    let kept = matched(Kind::Account, &names, &[], Unmatched::Keep).unwrap();
    assert_eq!(told(&kept), ["name", "custom.pe", "custom.column 3", "", "", ""]);
    assert_eq!(kept.extra, ["pe", "column 3"]);
}

#[test]
fn several_columns_may_fill_a_list_but_only_one_a_single_value() {
    let lists =
        matched(Kind::Account, &["name", "简称", "英文名", "tags", "label"], &[], Unmatched::LeaveOut)
            .unwrap();
    assert_eq!(told(&lists), ["name", "aliases", "aliases", "tags", "tags"]);
    let contested =
        matched(Kind::Account, &["Company", "Sector", "Firm"], &[], Unmatched::LeaveOut).unwrap_err();
    assert_eq!(
        contested,
        ColumnError::Contested {
            field: "name".to_owned(),
            columns: "\"Company\", \"Firm\"".to_owned(),
            in_chinese: "“名称”（name）".to_owned()
        }
    );
    let shared = matched(Kind::Contact, &["公司", "姓名", "手机", "Tel"], &[], Unmatched::LeaveOut).unwrap();
    let shared: Vec<_> =
        shared.shared().iter().map(|(field, columns)| (field.name, columns.clone())).collect();
    assert_eq!(shared, [("phone", vec![2, 3])]);
}

#[test]
fn of_columns_for_one_field_the_better_one_wins() {
    type Case = (&'static [&'static str], &'static [&'static str], &'static str, &'static str);
    let cases: [Case; 4] = [
        (&["Company", "name"], &["", "name"], "Company", "name"),
        (&["name", "Industy", "行业"], &["name", "", "industry"], "Industy", "行业"),
        (&["name", "Industry", "Industy"], &["name", "industry", ""], "Industy", "Industry"),
        (&["name", "Adress", "Addresss"], &["name", "", "address"], "Adress", "Addresss"),
    ];
    for (names, fields, loser, winner) in cases {
        let columns = matched(Kind::Account, names, &[], Unmatched::LeaveOut).unwrap();
        assert_eq!(told(&columns), fields, "{names:?}");
        let place = names.iter().position(|name| *name == loser).unwrap();
        assert!(
            matches!(&columns.basis[place], Basis::Outdone { by, .. } if by == winner),
            "{:?}",
            columns.basis[place]
        );
        assert_eq!(columns.unmatched, [loser]);
    }
    // Of two that surely mean it the other one counts where the better one is empty.
    let columns = matched(Kind::Account, &["name", "Sector", "Industry"], &[], Unmatched::LeaveOut).unwrap();
    assert_eq!(told(&columns), ["name", "industry", "industry"]);
    assert_eq!(columns.basis[1], Basis::Second { by: "Industry".to_owned() });
    assert_eq!(columns.shared()[0].1, [2, 1]);
}

#[test]
fn a_guess_says_how_sure_it_is_and_what_is_no_guess_is_proposed() {
    let names = ["name", "Industy", "Citty", "Colour"];
    let columns = matched(Kind::Account, &names, &[], Unmatched::LeaveOut).unwrap();
    assert_eq!(told(&columns), ["name", "industry", "", ""]);
    assert_eq!(columns.basis[1], Basis::Similar { name: "industry".to_owned(), percent: 87 });
    let proposal = Proposal { field: "city".to_owned(), percent: 80 };
    assert_eq!(columns.basis[2], Basis::Nothing { nearest: Some(proposal) });
    assert_eq!(columns.basis[3], Basis::Nothing { nearest: None });
    assert_eq!(columns.unmatched, ["Citty", "Colour"]);
}

#[test]
fn the_parts_of_a_name_are_a_name() {
    let columns =
        matched(Kind::Contact, &["Company", "First Name", "Last Name", "Title"], &[], Unmatched::LeaveOut)
            .unwrap();
    assert_eq!(told(&columns), ["account", "given_name", "family_name", "title"]);
    let ruled = matched(Kind::Contact, &["公司", "a"], &["a=family_name"], Unmatched::LeaveOut).unwrap();
    assert_eq!(told(&ruled), ["account", "family_name"]);
}

#[test]
fn columns_that_hold_secrets_are_refused_until_somebody_leaves_them_out() {
    let words = Vocabulary { schema: &Schema::default(), labels: &Labels::default() };
    let names = header(&["name", "登录密码", "身份证号"]);
    let of = |rules: &[&str], sensitive| {
        let rules = rules.iter().map(|rule| Rule::parse(rule).unwrap()).collect();
        let mapping = Mapping { rules, sensitive, ..Mapping::default() };
        Columns::of_table(
            Head { name: "a.csv", header: &names, stated: None, sample: &[], unit: None },
            words,
            &mapping,
        )
        .and_then(|mut parts| parts.remove(0).sound())
    };
    let refused = of(&[], Sensitive::Refuse).unwrap_err().to_string();
    assert!(
        refused.contains("\"登录密码\" (passwords or keys), \"身份证号\" (identity numbers)"),
        "{refused}"
    );
    assert!(of(&["登录密码="], Sensitive::Refuse).is_err());
    assert!(of(&["登录密码=", "身份证号="], Sensitive::Refuse).is_ok());
    assert_eq!(of(&[], Sensitive::Allow).unwrap().unmatched, ["登录密码", "身份证号"]);
}

#[test]
fn what_cannot_be_matched_is_refused_with_what_there_is() {
    let cases = [
        (
            matched(Kind::Account, &["name"], &["Firma=name"], Unmatched::LeaveOut),
            "there is no column \"Firma\"; the columns are: \"name\"",
        ),
        (
            matched(Kind::Account, &["name"], &["name"], Unmatched::LeaveOut),
            "--map \"name\" is not HEADER=FIELD",
        ),
        (
            matched(Kind::Account, &["name", "x"], &["x=sise"], Unmatched::LeaveOut),
            "\"sise\" is no field of account; the fields are: name, aliases",
        ),
        (
            matched(Kind::Account, &["name", "x"], &["x=stage"], Unmatched::LeaveOut),
            "\"stage\" is no field of account",
        ),
        (
            matched(Kind::Account, &["name", "x"], &["x=city:y"], Unmatched::LeaveOut),
            "\"city:y\" is no field of account",
        ),
        (
            matched(Kind::Contact, &["name", "title"], &[], Unmatched::LeaveOut),
            "no column gives account, which every contact needs",
        ),
        (
            matched(Kind::IndustryFinding, &["industry", "item"], &[], Unmatched::LeaveOut),
            "no column gives answered, which every industry finding needs",
        ),
    ];
    for (result, beginning) in cases {
        let told = result.unwrap_err().to_string();
        assert!(told.starts_with(beginning), "{told}");
    }
}

#[test]
fn what_tells_a_name_does_so_only_of_rows_of_a_stated_kind() {
    let words = Vocabulary { schema: &Schema::default(), labels: &Labels::default() };
    let names = ["email", "phone", "title"];
    for (kind, is_sound) in [(None, false), (Some(Kind::Contact), true), (Some(Kind::Account), true)] {
        let mapping = Mapping { kind, ..Mapping::default() };
        let head =
            Head { name: "people.csv", header: &header(&names), stated: None, sample: &[], unit: None };
        let told = Columns::of_table(head, words, &mapping).unwrap().remove(0).sound();
        let told = told.map(|_| ()).map_err(|error| error.to_string());
        let beginning = "no column gives account, which every contact needs";
        assert_eq!(told.is_ok(), is_sound, "{kind:?}: {told:?}");
        assert!(told.is_ok() || told.as_ref().unwrap_err().starts_with(beginning), "{told:?}");
        let head = Head { stated: Some(Kind::Contact), header: &header(&names), ..head };
        assert!(Columns::of_table(head, words, &Mapping::default()).unwrap().remove(0).sound().is_ok());
    }
}

#[test]
fn the_kind_of_record_is_guessed_from_the_header() {
    let words = Vocabulary { schema: &Schema::default(), labels: &Labels::default() };
    let cases: [(&[&str], Kind); 8] = [
        (&["Symbol", "Security", "GICS Sector"], Kind::Account),
        (&["code", "name", "industry", "area"], Kind::Account),
        (&["Account Name", "Phone", "Website"], Kind::Account),
        (&["Account", "Name", "Title", "E-mail"], Kind::Contact),
        (&["客户", "姓名", "职务"], Kind::Contact),
        (&["客户", "需求", "紧急程度"], Kind::Need),
        (&["Date", "Account", "Summary", "Next step"], Kind::Interaction),
        (&["foo", "bar"], Kind::Account),
    ];
    for (names, kind) in cases {
        assert_eq!(likely_kind(&header(names), words, &[]).unwrap(), kind, "{names:?}");
    }
}

#[test]
fn lists_of_what_belongs_to_customers_are_known_by_their_own_words() {
    let words = Vocabulary { schema: &Schema::default(), labels: &Labels::default() };
    let cases: [(&str, Kind); 37] = [
        ("客户,要求,类型,状态,有效期至,负责人", Kind::Requirement),
        ("客户名称,供应商要求,是否满足,到期日", Kind::Requirement),
        ("Account,Requirement,Kind,Status,Valid until", Kind::Requirement),
        ("客户,合同编号,产品名称,产品线,签订日期,合同金额,毛利", Kind::Order),
        ("Customer,Order No,Product,Qty,Amount,Order date", Kind::Order),
        ("客户,竞争对手,在用产品,钱包份额,优势,劣势", Kind::Rival),
        ("Account,Competitor,Product,Share of wallet", Kind::Rival),
        ("客户,项目名称,预算,金额,成功概率,预计签约日期", Kind::Project),
        ("Account Name,Opportunity Name,Stage,Amount,Probability (%),Close Date", Kind::Project),
        ("客户,反馈内容,类型,状态,提出日期,负责人", Kind::Feedback),
        ("Account,Complaint,Type,Status,Date", Kind::Feedback),
        ("客户,投资计划,类型,金额,采购时间", Kind::Plan),
        ("客户,联系人,地点,开始日期,结束日期,交通方式", Kind::Trip),
        ("客户,需求,类型,问题,紧急度,重要度", Kind::Need),
        ("客户,年度,计划投入,计划回报,实际投入,实际回报", Kind::ValueYear),
        ("细分市场,特征,需求,规模,增长率,竞争", Kind::Segment),
        ("客户,购买因素,权重,我方得分", Kind::Factor),
        ("客户,购买因素,竞争对手,得分", Kind::RivalMark),
        ("客户,行动,负责人,期限,状态", Kind::Action),
        ("客户,控制点,黏性,依据", Kind::ControlPoint),
        ("客户,问卷,联系人,问题,得分,日期", Kind::SurveyAnswer),
        ("客户,研究目标,研究方法,结论,费用", Kind::ResearchGoal),
        ("客户,策略,为什么选择我方,销售模式", Kind::Strategy),
        ("客户,目标,衡量,目标值,期限", Kind::Objective),
        ("客户,名目,方案,效益或成本,金额,起始年", Kind::EconomicLine),
        ("Account,Person,Colleague,Relation,Note", Kind::Relation),
        ("Company,Contact,Related To,Relationship Type", Kind::Relation),
        ("客户,联系人,对方,关系类型", Kind::Relation),
        ("Account,Signal,Date,Source", Kind::Signal),
        ("Customer,Buying signal,Seen on,Contact person,Notes", Kind::Signal),
        ("客户,信号,日期,联系人,备注", Kind::Signal),
        // What they resemble stays what it is.
        ("公司,年份,排名", Kind::Account),
        ("Company,Name,Status,Owner,Source,Notes,Tags", Kind::Contact),
        ("企业名称,法定代表人,注册资本,类型,状态,负责人,产品", Kind::Account),
        ("Company,Revenue,Year,Growth", Kind::Account),
        ("客户,日期,方式,内容,联系人,下一步", Kind::Interaction),
        ("公司,姓名,职务,手机,邮箱", Kind::Contact),
    ];
    for (names, kind) in cases {
        let names: Vec<&str> = names.split(',').collect();
        assert_eq!(likely_kind(&header(&names), words, &[]).unwrap(), kind, "{names:?}");
    }
}

#[test]
fn a_rule_says_what_the_rows_are_too() {
    let words = Vocabulary { schema: &Schema::default(), labels: &Labels::default() };
    let cases: [(&[&str], &str, Kind); 5] = [
        (&["Company Name", "Phone"], "Company Name=name", Kind::Account),
        (&["Company Name"], "Company Name=name", Kind::Account),
        (&["Company Name", "Contact Name", "E-mail"], "Company Name=name", Kind::Account),
        (&["Company", "Person", "Phone"], "Person=name", Kind::Contact),
        (&["Company", "What they want"], "What they want=title", Kind::Need),
    ];
    for (names, rule, kind) in cases {
        let rules = [Rule::parse(rule).unwrap()];
        let header = header(names);
        assert_eq!(likely_kind(&header, words, &rules).unwrap(), kind, "{names:?} {rule}");
        let mapping = Mapping { rules: rules.to_vec(), ..Mapping::default() };
        Columns::of_table(
            Head { name: "a.csv", header: &header, stated: None, sample: &[], unit: None },
            words,
            &mapping,
        )
        .unwrap()
        .remove(0)
        .sound()
        .unwrap();
    }
}

#[test]
fn an_export_is_known_by_its_header() {
    let words = Vocabulary { schema: &Schema::default(), labels: &Labels::default() };
    for &kind in Kind::ALL {
        let fields = kind.fields().iter().map(|field| field.name);
        let given: Vec<&str> = fields.clone().filter(|name| kind.field(name).unwrap().is_given()).collect();
        for names in [fields.collect(), given] {
            let likely = likely_kind(&header(&names), words, &[]);
            match likely {
                Ok(likely) => assert!(is_imported(kind) && likely == kind, "{kind}: {likely}"),
                Err(ColumnError::Export { kind: found, .. }) => {
                    assert!(found == kind && !is_imported(kind));
                }
                Err(error) => panic!("{kind}: {error}"),
            }
        }
    }
    let told = header(&["account", "item", "answered", "value", "date", "note"]);
    assert_eq!(likely_kind(&told, words, &[]).unwrap(), Kind::Finding);
}
