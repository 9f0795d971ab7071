//! What other programs and people call the fields of companies and of the people there.

use super::{COMPANY, EMAIL, Synonyms, called};

/// Of companies.
pub(super) const ACCOUNT: &[Synonyms] = &[
    called("tier", &["Grade", "等级", "客户等级", "客户级别", "评级", "定级", "分级"]),
    called("score", &["Points", "评分", "分数"]),
    called("stage", &["Decision Stage", "阶段", "决策流程"]),
    called("coverage", &["覆盖率"]),
    called("last_contact", &["Last Activity", "最近联系时间", "最近互动", "最后联系"]),
    called("name", COMPANY),
    called(
        "aliases",
        &[
            "Short Name", "Abbreviation", "Other Names", "Former Name", "Former Names", "AKA", "DBA",
            "Trading Name", "简称", "公司简称", "企业简称", "客户简称", "曾用名", "英文名", "英文名称",
            "又名",
        ],
    ),
    called(
        "parent",
        &[
            "Parent Account", "Parent Company", "Group", "Holding", "Ultimate Parent", "母公司", "上级单位",
            "集团", "所属集团", "控股股东",
        ],
    ),
    called(
        "relation",
        &["Account Type", "Customer Type", "Relationship", "客户类型", "客户关系", "客户性质"],
    ),
    called(
        "industry",
        &[
            "Sector", "GICS Sector", "Line of Business", "Vertical", "所属行业", "行业类别", "行业名称",
            "行业别", "国标行业", "行业分类", "行业门类", "業種", "업종", "Branche", "Secteur",
        ],
    ),
    called("segment", &["Market Segment", "Customer Segment", "细分", "客户细分", "细分行业"]),
    called(
        "country",
        &[
            "Country/Region", "Nation", "Billing Country", "Address Country", "国家/地区", "国别", "国名",
            "국가", "Pays",
        ],
    ),
    called(
        "region",
        &[
            "Area", "Province", "State", "State/Province", "Territory", "Billing State", "Address State",
            "Address Region", "Address Province", "省份", "省", "区域", "所在地区", "所属地区", "所属省份",
            "大区", "地域",
        ],
    ),
    called(
        "city",
        &[
            "Town", "Billing City", "Address City", "所在城市", "所属城市", "所在地", "市", "都市", "도시",
            "Ort", "Ortschaft", "Stadt", "Ville",
        ],
    ),
    called(
        "address",
        &[
            "Headquarters", "Headquarters Location", "HQ", "Location", "Street", "Street Address",
            "Billing Address", "Billing Street", "Address Street", "Address Line1", "Registered Address",
            "Office Address", "公司地址", "企业地址", "注册地址", "办公地址", "通讯地址", "企业注册地址",
            "公司注册地址", "联系地址", "总部", "总部地址", "详细地址", "住所", "주소", "Straße", "Strasse",
            "Anschrift", "Adresse",
        ],
    ),
    called(
        "website",
        &[
            "Company Domain Name", "Company Website", "Company Domain", "Web", "Web Site", "URL", "Homepage",
            "Home Page", "Domain", "公司网址", "官网", "公司网站", "企业官网", "ホームページ", "홈페이지",
            "Webseite", "Site web",
        ],
    ),
    called(
        "phone",
        &[
            "Telephone", "Tel", "Phone Number", "Main Phone", "Company Phone", "Office Phone", "电话号码",
            "联系电话", "主要联系方式", "联系方式", "公司电话", "座机", "总机", "電話番号", "전화번호",
            "Telefon", "Téléphone",
        ],
    ),
    called("email", EMAIL),
    called(
        "employees",
        &[
            "Number of Employees", "Employee Count", "No. of Employees", "Headcount", "Staff",
            "Company Size", "员工", "员工数", "员工总数", "人数", "职工人数", "从业人数", "公司规模",
            "人数规模", "人员规模", "従業員数", "社員数", "종업원수", "직원수", "Mitarbeiter",
            "Mitarbeiterzahl", "Effectif", "Effectifs",
        ],
    ),
    called(
        "revenue",
        &[
            "Revenue", "Turnover", "Sales", "Annual Sales", "Annual Turnover", "营收", "年营收", "营业收入",
            "年收入", "年销售额", "营业额", "売上高", "매출액", "Umsatz", "Jahresumsatz",
            "Chiffre d'affaires",
        ],
    ),
    called("ownership", &["Ownership Type", "Company Type", "公司性质", "企业类型", "所有制", "单位性质"]),
    called(
        "listing_code",
        &[
            "Symbol", "Ticker", "Ticker Symbol", "Stock Code", "Stock Symbol", "Code", "TS Code", "证券代码",
            "上市代码", "代码", "A股代码",
        ],
    ),
    called(
        "credit_code",
        &[
            "Unified Social Credit Code", "Unified Social Credit Identifier", "Social Credit Code", "USCC",
            "USCI", "社会信用代码", "信用代码", "企业信用代码", "统一信用代码", "统一社会信用码", "统一代码",
        ],
    ),
    called(
        "legal_representative",
        &[
            "Legal Person", "Legal Rep", "Legal Representative Name", "法人", "法人代表", "法人姓名",
            "企业法人", "法定代表人姓名", "法人代表姓名",
        ],
    ),
    called(
        "registered_capital",
        &[
            "Reg. Capital", "Registered Cap", "Capital", "Share Capital", "注册资金", "注册资本金",
            "企业注册资本", "资本金",
        ],
    ),
    called(
        "founded",
        &[
            "Year Founded", "Founded Year", "Founding Year", "Established", "Year Established", "成立时间",
            "成立日期", "创立年份", "成立于",
        ],
    ),
    called(
        "owner",
        &[
            "Account Owner", "Account Manager", "Key Account Manager", "KAM", "Sales Rep",
            "Sales Representative", "Salesperson", "Responsible", "负责人", "销售", "销售代表", "业务员",
            "跟进人", "我方负责人",
        ],
    ),
    called("external_ids:lei", &["LEI", "LEI Code"]),
    called("external_ids:duns", &["DUNS", "D-U-N-S", "DUNS Number", "D-U-N-S Number"]),
    called("external_ids:isin", &["ISIN"]),
];

/// Of people.
pub(super) const CONTACT: &[Synonyms] = &[
    called(
        "name",
        &[
            "Full Name", "Contact", "Contact Name", "Contact Person", "Person", "联系人", "联系人姓名",
            "姓名", "名字", "客户姓名", "担当者", "氏名", "담당자", "Ansprechpartner",
        ],
    ),
    called(
        "title",
        &[
            "Job Title", "Position", "Job", "Role Title", "职位", "岗位", "头衔", "职称", "役職", "직책",
            "Fonction",
        ],
    ),
    called(
        "department",
        &["Dept", "Dept.", "Division", "Unit", "所在部门", "所属部门", "科室", "部署", "부서", "Abteilung"],
    ),
    called(
        "reports_to",
        &["Manager", "Supervisor", "Boss", "Reporting To", "直接上级", "汇报对象", "汇报给", "上司"],
    ),
    called("roles", &["Buying Role", "Purchase Role", "Decision Role", "决策角色", "购买角色"]),
    called("email", EMAIL),
    called(
        "phone",
        &[
            "Telephone", "Tel", "Phone Number", "Mobile", "Mobile Phone", "Cell", "Cell Phone", "Work Phone",
            "手机", "手机号", "手机号码", "移动电话", "联系电话", "电话号码", "联系方式", "電話番号",
            "전화번호", "Telefon", "Téléphone", "携帯電話", "휴대폰", "Mobil", "Portable",
        ],
    ),
    called("messenger", &["WeChat", "WeChat Id", "IM", "WhatsApp", "微信号", "企业微信"]),
    called("known_by", &["Contact Owner", "Our Contact", "我方对接人", "对接人"]),
    called("birthday", &["Birth Date", "Date of Birth", "出生日期", "生辰"]),
];
