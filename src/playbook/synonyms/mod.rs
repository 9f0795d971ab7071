//! What other programs and people call our fields, beside our own names and labels.

mod orders;

use crate::domain::kind::Kind;

/// Other words for one field, or with `external_ids:system` for the ids that another system gave.
pub(super) struct Synonyms {
    pub(super) kind: Kind,
    pub(super) field: &'static str,
    pub(super) names: &'static [&'static str],
}

const fn account(field: &'static str, names: &'static [&'static str]) -> Synonyms {
    Synonyms { kind: Kind::Account, field, names }
}

const fn contact(field: &'static str, names: &'static [&'static str]) -> Synonyms {
    Synonyms { kind: Kind::Contact, field, names }
}

const fn need(field: &'static str, names: &'static [&'static str]) -> Synonyms {
    Synonyms { kind: Kind::Need, field, names }
}

const fn interaction(field: &'static str, names: &'static [&'static str]) -> Synonyms {
    Synonyms { kind: Kind::Interaction, field, names }
}

/// How the company is called, in lists of companies and in lists of what belongs to them.
const COMPANY: &[&str] = &[
    "Account", "Account Name", "Company", "Company Name", "Customer", "Customer Name", "Client",
    "Client Name", "Organisation", "Organization", "Organisation Name", "Organization Name", "Business Name",
    "Legal Name", "Enterprise", "Firm", "Security", "客户", "客户名称", "客户名", "客户全称", "公司",
    "公司名称", "公司名", "公司全称", "企业", "企业名称", "企业名", "企业全称", "单位", "单位名称",
    "单位全称", "机构名称", "证券简称", "股票简称", "股票名称", "证券名称", "会社名", "회사명", "기업명",
    "Firma", "Firmenname", "Unternehmen", "Unternehmensname", "Société", "Raison sociale", "Entreprise",
];

const NOTE: &[&str] =
    &["Notes", "Comment", "Comments", "Remark", "Remarks", "Description", "说明", "描述", "附注"];

const EXTERNAL_IDS: &[&str] = &["External Id", "Foreign Id", "外部ID", "外部编码"];

const EMAIL: &[&str] = &[
    "E-mail", "Mail", "Email Address", "E-mail Address", "Email 1", "电子邮件", "电子邮箱", "邮件",
    "邮箱地址", "メールアドレス", "이메일", "Courriel",
];

const TAGS: &[&str] = &["Label", "Labels", "Keywords", "Categories", "标记", "关键词"];

/// All of them.
pub(super) fn synonyms() -> impl Iterator<Item = &'static Synonyms> {
    OF_COMPANIES.iter().chain(orders::SYNONYMS)
}

const OF_COMPANIES: &[Synonyms] = &[
    account("tier", &["Grade", "等级", "客户等级", "客户级别", "评级", "定级", "分级"]),
    account("score", &["Points", "评分", "分数"]),
    account("stage", &["Decision Stage", "阶段", "决策流程"]),
    account("coverage", &["覆盖率"]),
    account("last_contact", &["Last Activity", "最近联系时间", "最近互动", "最后联系"]),
    account("name", COMPANY),
    account(
        "aliases",
        &[
            "Short Name", "Abbreviation", "Other Names", "Former Name", "Former Names", "AKA", "DBA",
            "Trading Name", "简称", "公司简称", "企业简称", "客户简称", "曾用名", "英文名", "英文名称",
            "又名",
        ],
    ),
    account(
        "parent",
        &[
            "Parent Account", "Parent Company", "Group", "Holding", "Ultimate Parent", "母公司", "上级单位",
            "集团", "所属集团", "控股股东",
        ],
    ),
    account(
        "relation",
        &["Account Type", "Customer Type", "Relationship", "客户类型", "客户关系", "客户性质"],
    ),
    account(
        "industry",
        &[
            "Sector", "GICS Sector", "Line of Business", "Vertical", "所属行业", "行业类别", "行业名称",
            "行业分类", "行业门类", "業種", "업종", "Branche", "Secteur",
        ],
    ),
    account("segment", &["Market Segment", "Customer Segment", "细分", "客户细分", "细分行业"]),
    account(
        "country",
        &[
            "Country/Region", "Nation", "Billing Country", "Address Country", "国家/地区", "国别", "国名",
            "국가", "Pays",
        ],
    ),
    account(
        "region",
        &[
            "Area", "Province", "State", "State/Province", "Territory", "Billing State", "Address State",
            "Address Region", "Address Province", "省份", "省", "区域", "所在地区", "所属地区", "所属省份",
            "大区", "地域",
        ],
    ),
    account(
        "city",
        &[
            "Town", "Billing City", "Address City", "所在城市", "所属城市", "所在地", "市", "都市", "도시",
            "Ort", "Stadt", "Ville",
        ],
    ),
    account(
        "address",
        &[
            "Headquarters", "Headquarters Location", "HQ", "Location", "Street", "Street Address",
            "Billing Address", "Billing Street", "Address Street", "Address Line1", "Registered Address",
            "Office Address", "公司地址", "企业地址", "注册地址", "办公地址", "通讯地址", "企业注册地址",
            "公司注册地址", "联系地址", "总部", "总部地址", "详细地址", "住所", "주소", "Straße", "Strasse",
            "Anschrift", "Adresse",
        ],
    ),
    account(
        "website",
        &[
            "Web", "Web Site", "URL", "Homepage", "Home Page", "Domain", "公司网址", "官网", "公司网站",
            "企业官网", "ホームページ", "홈페이지", "Webseite", "Site web",
        ],
    ),
    account(
        "phone",
        &[
            "Telephone", "Tel", "Phone Number", "Main Phone", "电话号码", "联系电话", "主要联系方式",
            "联系方式", "公司电话", "座机", "总机", "電話番号", "전화번호", "Telefon", "Téléphone",
        ],
    ),
    account("email", EMAIL),
    account(
        "employees",
        &[
            "Number of Employees", "Employee Count", "No. of Employees", "Headcount", "Staff",
            "Company Size", "员工", "员工数", "员工总数", "人数", "职工人数", "从业人数", "公司规模",
            "人数规模", "人员规模", "従業員数", "社員数", "종업원수", "직원수", "Mitarbeiter",
            "Mitarbeiterzahl", "Effectif", "Effectifs",
        ],
    ),
    account(
        "revenue",
        &[
            "Revenue", "Turnover", "Sales", "Annual Sales", "Annual Turnover", "营收", "年营收", "营业收入",
            "年收入", "年销售额", "营业额", "売上高", "매출액", "Umsatz", "Jahresumsatz",
            "Chiffre d'affaires",
        ],
    ),
    account("ownership", &["Ownership Type", "Company Type", "公司性质", "企业类型", "所有制", "单位性质"]),
    account(
        "listing_code",
        &[
            "Symbol", "Ticker", "Ticker Symbol", "Stock Code", "Stock Symbol", "Code", "TS Code", "证券代码",
            "上市代码", "代码", "A股代码",
        ],
    ),
    account(
        "credit_code",
        &[
            "Unified Social Credit Code", "Unified Social Credit Identifier", "Social Credit Code", "USCC",
            "USCI", "社会信用代码", "信用代码", "企业信用代码", "统一信用代码", "统一社会信用码", "统一代码",
        ],
    ),
    account(
        "legal_representative",
        &[
            "Legal Person", "Legal Rep", "Legal Representative Name", "法人", "法人代表", "法人姓名",
            "企业法人", "法定代表人姓名", "法人代表姓名",
        ],
    ),
    account(
        "registered_capital",
        &[
            "Reg. Capital", "Registered Cap", "Capital", "Share Capital", "注册资金", "注册资本金",
            "企业注册资本", "资本金",
        ],
    ),
    account(
        "founded",
        &[
            "Year Founded", "Founded Year", "Founding Year", "Established", "Year Established", "Since",
            "成立时间", "成立日期", "创立年份", "成立于",
        ],
    ),
    account(
        "owner",
        &[
            "Account Owner", "Account Manager", "Key Account Manager", "KAM", "Sales Rep",
            "Sales Representative", "Salesperson", "Responsible", "负责人", "销售", "销售代表", "业务员",
            "跟进人", "我方负责人",
        ],
    ),
    account("tags", TAGS),
    account("note", NOTE),
    account("external_ids", EXTERNAL_IDS),
    account("external_ids:lei", &["LEI", "LEI Code"]),
    account("external_ids:duns", &["DUNS", "D-U-N-S", "DUNS Number", "D-U-N-S Number"]),
    account("external_ids:isin", &["ISIN"]),
    contact("account", COMPANY),
    contact(
        "name",
        &[
            "Full Name", "Contact", "Contact Name", "Contact Person", "Person", "联系人", "联系人姓名",
            "姓名", "名字", "客户姓名", "担当者", "氏名", "담당자", "Ansprechpartner",
        ],
    ),
    contact(
        "title",
        &[
            "Job Title", "Position", "Job", "Role Title", "职位", "岗位", "头衔", "职称", "役職", "직책",
            "Fonction",
        ],
    ),
    contact(
        "department",
        &["Dept", "Dept.", "Division", "Unit", "所在部门", "所属部门", "科室", "部署", "부서", "Abteilung"],
    ),
    contact(
        "reports_to",
        &["Manager", "Supervisor", "Boss", "Reporting To", "直接上级", "汇报对象", "汇报给", "上司"],
    ),
    contact("roles", &["Buying Role", "Purchase Role", "Decision Role", "决策角色", "购买角色"]),
    contact("email", EMAIL),
    contact(
        "phone",
        &[
            "Telephone", "Tel", "Phone Number", "Mobile", "Mobile Phone", "Cell", "Cell Phone", "Work Phone",
            "手机", "手机号", "手机号码", "移动电话", "联系电话", "电话号码", "联系方式", "電話番号",
            "전화번호", "Telefon", "Téléphone", "携帯電話", "휴대폰", "Mobil", "Portable",
        ],
    ),
    contact("messenger", &["WeChat", "WeChat Id", "IM", "WhatsApp", "微信号", "企业微信"]),
    contact("known_by", &["Contact Owner", "Our Contact", "我方对接人", "对接人"]),
    contact("birthday", &["Birth Date", "Date of Birth", "出生日期", "生辰"]),
    contact("tags", TAGS),
    contact("note", NOTE),
    contact("external_ids", EXTERNAL_IDS),
    need("account", COMPANY),
    need(
        "title",
        &["Need", "Requirement", "Subject", "Name", "需求", "需求名称", "需求标题", "需求主题", "标题"],
    ),
    need("kind", &["Type", "Need Type", "需求类型", "类型"]),
    need("problem", &["Pain", "Pain Point", "Problem Raised", "Issue", "问题", "痛点", "提出的问题"]),
    need("essence", &["Root Problem", "Root Cause", "本质问题", "根本问题", "根因"]),
    need("whys", &["Why", "Reasons", "为什么", "原因"]),
    need("stakeholders", &["Stakeholder", "People", "相关人", "干系人", "利益相关人"]),
    need("goal", &["Target", "Objective", "Measurable Goal", "目标", "改进目标"]),
    need("status", &["State", "进展", "需求状态"]),
    need("tags", TAGS),
    need("note", NOTE),
    need("external_ids", EXTERNAL_IDS),
    interaction("account", COMPANY),
    interaction(
        "summary",
        &[
            "Subject", "Title", "Topic", "Headline", "Activity", "主题", "标题", "内容", "沟通内容",
            "拜访内容", "事项", "概要",
        ],
    ),
    interaction(
        "kind",
        &["Type", "Activity Type", "Channel", "类型", "方式", "沟通方式", "拜访方式", "互动类型"],
    ),
    interaction(
        "date",
        &[
            "Day", "When", "Activity Date", "Visit Date", "Call Date", "时间", "拜访日期", "沟通日期",
            "发生日期", "拜访时间",
        ],
    ),
    interaction(
        "contacts",
        &[
            "Contact", "Contact Name", "With", "Attendees", "Participants", "People", "联系人", "参与人",
            "拜访对象", "对方人员",
        ],
    ),
    interaction("place", &["Location", "Where", "地址", "拜访地点"]),
    interaction(
        "by",
        &["Owner", "Who", "Assigned To", "Sales Rep", "我方人员", "拜访人", "跟进人", "记录人", "业务员"],
    ),
    interaction(
        "learnt",
        &["Learned", "Findings", "Outcome", "Result", "Insight", "收获", "了解到", "结果", "反馈"],
    ),
    interaction(
        "next_step",
        &[
            "Next", "Next Action", "Follow-up", "Follow Up", "Action", "下一步计划", "后续动作", "后续计划",
            "待办",
        ],
    ),
    interaction(
        "next_date",
        &[
            "Due", "Due Date", "Follow-up Date", "Next Contact", "下次跟进", "下次联系", "下次拜访",
            "跟进日期",
        ],
    ),
    interaction("cost", &["Expense", "Expenses", "Cost Amount", "开销", "支出"]),
    interaction("tags", TAGS),
    interaction(
        "note",
        &["Notes", "Comment", "Comments", "Remark", "Remarks", "Description", "说明", "描述", "附注"],
    ),
    interaction("external_ids", EXTERNAL_IDS),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::vocabulary::plain;

    #[test]
    fn every_synonym_means_one_field_of_its_kind() {
        for synonyms in synonyms() {
            let field = synonyms.field.split(':').next().unwrap_or_default();
            assert!(synonyms.kind.field(field).is_some(), "{}.{field}", synonyms.kind);
            for name in synonyms.names {
                let others = super::synonyms()
                    .filter(|other| other.kind == synonyms.kind && other.field != synonyms.field);
                let twice: Vec<&str> = others
                    .filter(|other| other.names.iter().any(|other| plain(other) == plain(name)))
                    .map(|other| other.field)
                    .collect();
                assert!(twice.is_empty(), "{name} of {}.{field} also means {twice:?}", synonyms.kind);
            }
        }
    }

    #[test]
    fn the_usual_columns_of_other_languages_are_known() {
        use crate::domain::schema::Schema;
        use crate::playbook::{Labels, Vocabulary};
        let (schema, labels) = (Schema::default(), Labels::default());
        let words = Vocabulary { schema: &schema, labels: &labels };
        for (field, names) in [
            (
                "name",
                &[
                    "会社名", "企業名", "회사명", "Firma", "Firmenname", "UNTERNEHMEN", "Société",
                    "Raison sociale",
                ][..],
            ),
            ("address", &["住所", "주소", "Straße", "STRASSE", "Adresse"]),
            ("city", &["Ort", "Ville"]),
            ("phone", &["電話番号", "전화번호", "Telefon", "Téléphone"]),
            ("employees", &["従業員数", "Mitarbeiter", "Effectif"]),
            ("revenue", &["売上高", "Umsatz", "Chiffre d’affaires"]),
        ] {
            for name in names {
                let found = words.given_field(Kind::Account, name).map(|field| field.name);
                assert_eq!(found, Some(field), "{name}");
            }
        }
    }
}
