//! What people call the fields of what is to be bought and who else sells it: projects, plans, demands, rivals.

use super::{CLOSED, OWNER, PERSON, Synonyms, called};

/// Of projects; CRM programs call them opportunities or deals.
pub(super) const PROJECT: &[Synonyms] = &[
    called(
        "name",
        &[
            "Project Name", "Opportunity", "Opportunity Name", "Deal", "Deal Name", "Deal Title", "Title",
            "项目名称", "项目名", "商机", "商机名称", "销售机会", "机会名称",
        ],
    ),
    called("status", &["State", "项目状态", "商机状态"]),
    called("problem", &["Problem", "Pain", "Business Problem", "问题", "要解决什么问题"]),
    called("timetable", &["Schedule", "Timeline", "时间表", "进度安排", "时间计划"]),
    called("budget", &["Customer Budget", "项目预算", "预算金额", "客户预算"]),
    called("process", &["Procurement Process", "Buying Process", "采购方式", "招标方式"]),
    called(
        "value",
        &[
            "Amount", "Value", "Deal Value", "Deal Amount", "Opportunity Amount", "Expected Revenue",
            "Contract Value", "金额", "预计金额", "预计签约金额", "商机金额", "项目金额", "合同金额",
            "预计销售额",
        ],
    ),
    called(
        "probability",
        &[
            "Win Probability", "Chance", "Deal Probability", "成功概率", "成交概率", "成功率", "赢率",
            "概率", "可能性",
        ],
    ),
    called("close_date", CLOSED),
    called(
        "reason",
        &[
            "Loss Reason", "Lost Reason", "Win/Loss Reason", "Closed Lost Reason", "丢单原因", "输单原因",
            "赢单原因",
        ],
    ),
    called("winner", &["Won By", "Lost To", "赢家", "中标单位", "中标人"]),
    called("decision_makers", &["Decision Maker", "决策者"]),
    called("influencers", &["Influencer", "影响人"]),
    called("owner", OWNER),
];

/// Of what customers plan to buy.
pub(super) const PLAN: &[Synonyms] = &[
    called("title", &["Plan", "Plan Name", "Project Name", "计划", "计划名称", "投资项目", "项目名称"]),
    called("kind", &["Type", "Investment Type", "计划类型", "投资类型", "类别"]),
    called(
        "amount",
        &["Investment", "Investment Amount", "Planned Amount", "金额", "投资额", "计划金额", "总投资"],
    ),
    called(
        "purchase_date",
        &["Purchase Date", "Purchase Time", "Planned Purchase", "采购日期", "计划采购时间", "预计采购时间"],
    ),
    called("requirements", &["Demands", "采购要求", "技术要求"]),
    called("maintenance", &["Maintenance Plan", "Service", "维保", "维护计划"]),
    called("upgrades", &["Upgrade", "升级", "升级计划", "改造"]),
    called("spares", &["Spare Parts", "Spare Part", "备品备件", "备件需求"]),
    called(
        "service_package",
        &["Service Package", "Proposed Service", "Our Proposal", "服务包", "推荐服务包", "拟推荐服务"],
    ),
    called("owner", OWNER),
];

/// Of what customers demand of a supplier.
pub(super) const REQUIREMENT: &[Synonyms] = &[
    called(
        "title",
        &[
            "Demand", "Qualification", "Criterion", "要求内容", "要求名称", "资质要求", "资质",
            "供应商资格要求",
        ],
    ),
    called("kind", &["Type", "要求类型", "资质类型", "类别"]),
    called("status", &["State", "Met", "Fulfilled", "是否满足", "满足情况", "完成情况"]),
    called("documents", &["Document", "Evidence", "Proof", "证书", "文件", "证明材料", "材料"]),
    called(
        "expires",
        &[
            "Valid Until", "Valid To", "Expiry", "Expiry Date", "Expiration Date", "Expires On", "有效期",
            "到期日", "到期时间", "失效日期",
        ],
    ),
    called("owner", OWNER),
];

/// Of those who sell to the same customers.
pub(super) const RIVAL: &[Synonyms] = &[
    called(
        "name",
        &[
            "Competitor", "Competitor Name", "Rival Name", "Incumbent", "Vendor", "对手", "竞争对手名称",
            "竞品厂商", "竞争厂商", "竞争者", "友商",
        ],
    ),
    called("product", &["Product", "Products", "Competing Product", "竞品", "产品", "使用产品", "在用品牌"]),
    called("lines", &["Product Line", "产品线"]),
    called("since", &["Installed Since", "In Use Since", "起始年份", "开始使用", "使用年份"]),
    called("satisfaction", &["Customer Satisfaction", "满意度"]),
    called(
        "representative",
        &["Sales Rep", "Their Representative", "Account Manager", "对手销售", "对方销售", "销售代表"],
    ),
    called(
        "knows",
        &["Relations", "Relationships", "Knows Whom", "Contacts", "认识的人", "熟人", "关系", "人脉"],
    ),
    called("strengths", &["Strength", "Pros", "优点", "强项"]),
    called("weaknesses", &["Weakness", "Cons", "弱点", "缺点", "弱项"]),
    called("price", &["Pricing", "价格水平", "报价"]),
    called("approach", &["Approach", "Strategy", "Go-to-market", "打法", "竞争策略", "市场策略"]),
    called("share", &["Wallet Share", "Share", "份额", "占比", "采购份额"]),
];

/// Of what a purchase is decided by.
pub(super) const FACTOR: &[Synonyms] = &[
    called(
        "name",
        &[
            "Factor Name", "Buying Factor", "Selection Factor", "Decision Factor", "Criterion", "选择因素",
            "决策因素", "Key Buying Factor", "购买因素", "评价因素", "因素名称", "KBF",
        ],
    ),
    called("weight", &["Importance", "重要性", "比重"]),
    called("ours", &["Us", "Our Score", "Our Rating", "我方", "我方评分", "我们"]),
    called("evidence", &["Proof", "依据"]),
];

/// Of how rivals do in it.
pub(super) const RIVAL_MARK: &[Synonyms] = &[
    called("factor", &["Criterion", "Key Buying Factor", "因素", "关键购买因素"]),
    called("rival", &["Competitor", "竞争对手", "竞争者"]),
    called("mark", &["Score", "Rating", "评分", "分数"]),
    called("evidence", &["Proof", "依据"]),
];

/// Of where people are and will be.
pub(super) const TRIP: &[Synonyms] = &[
    called("contact", PERSON),
    called("contact", &["Name", "Person", "Traveller", "Traveler", "出差人", "人员"]),
    called("note", &["Purpose", "Reason", "事由", "出差事由", "目的", "Notes"]),
    called("place", &["City", "Where", "Destination", "Location", "城市", "目的地", "去向", "所在地"]),
    called(
        "from",
        &[
            "Start", "Start Date", "Departure", "Arrives", "开始", "开始日期", "起始日期", "出发日期",
            "到达日期",
        ],
    ),
    called(
        "to",
        &[
            "End", "End Date", "Return", "Leaves", "To", "结束", "结束日期", "截止日期", "返回日期",
            "离开日期",
        ],
    ),
    called("travelling_by", &["Transport", "Travel", "By", "出行方式", "交通", "车次航班"]),
];
