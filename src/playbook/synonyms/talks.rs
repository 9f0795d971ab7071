//! What people call the fields of needs and of visits, calls and mails.

use super::{PERSON, Synonyms, called};

/// Of needs.
pub(super) const NEED: &[Synonyms] = &[
    called(
        "title",
        &["Need", "Requirement", "Subject", "Name", "需求", "需求名称", "需求标题", "需求主题", "标题"],
    ),
    called("kind", &["Type", "Need Type", "需求类型", "类型"]),
    called("problem", &["Pain", "Pain Point", "Problem Raised", "Issue", "问题", "痛点", "提出的问题"]),
    called("essence", &["Root Problem", "Root Cause", "本质问题", "根本问题", "根因"]),
    called("whys", &["Why", "Reasons", "为什么", "原因"]),
    called("stakeholders", &["Stakeholder", "People", "相关人", "干系人", "利益相关人"]),
    called("goal", &["Target", "Objective", "Measurable Goal", "目标", "改进目标"]),
    called("status", &["State", "进展", "需求状态"]),
];

/// Of visits, calls and mails.
pub(super) const INTERACTION: &[Synonyms] = &[
    called(
        "summary",
        &[
            "Subject", "Title", "Topic", "Headline", "Activity", "主题", "标题", "内容", "沟通内容",
            "跟进内容", "跟进记录", "联系内容", "拜访内容", "事项", "概要",
        ],
    ),
    called(
        "kind",
        &[
            "Type", "Activity Type", "Channel", "How", "类型", "方式", "沟通方式", "拜访方式", "跟进方式",
            "联系方式", "互动类型",
        ],
    ),
    called(
        "date",
        &[
            "Day", "When", "Activity Date", "Visit Date", "Call Date", "时间", "拜访日期", "沟通日期",
            "发生日期", "拜访时间", "跟进时间", "沟通时间", "联系日期",
        ],
    ),
    called(
        "contacts",
        &[
            "Contact", "Contact Name", "With", "Attendees", "Participants", "People", "联系人", "参与人",
            "拜访对象", "对方人员",
        ],
    ),
    called("place", &["Location", "Where", "地址", "拜访地点"]),
    called(
        "by",
        &["Owner", "Who", "Assigned To", "Sales Rep", "我方人员", "拜访人", "跟进人", "记录人", "业务员"],
    ),
    called(
        "learnt",
        &["Learned", "Findings", "Outcome", "Result", "Insight", "收获", "了解到", "结果", "反馈"],
    ),
    called(
        "next_step",
        &[
            "Next", "Next Action", "Follow-up", "Follow Up", "Action", "下一步计划", "后续动作", "后续计划",
            "待办",
        ],
    ),
    called(
        "next_date",
        &[
            "Due", "Due Date", "Follow-up Date", "Next Contact", "By When", "下次跟进", "下次跟进时间",
            "下次跟进日期", "下次联系时间", "下次联系", "下次拜访", "跟进日期",
        ],
    ),
    called("cost", &["Expense", "Expenses", "Cost Amount", "开销", "支出"]),
];

/// Of what two people at a customer are to each other.
pub(super) const RELATION: &[Synonyms] = &[
    called(
        "from",
        &[
            "From", "Person", "Person A", "Contact", "Contact Name", "Contact Person", "First Person", "Who",
            "Name", "联系人", "联系人姓名", "姓名", "人员", "甲", "甲方人员", "人员甲", "人物A", "从",
        ],
    ),
    called(
        "to",
        &[
            "To", "Related To", "Related Person", "Related Contact", "Other Person", "Other Contact",
            "Person B", "Second Person", "With Whom", "关联人", "相关人", "对方", "对方姓名", "关系人", "乙",
            "人员乙", "人物B", "到", "与谁",
        ],
    ),
    called(
        "relation",
        &[
            "Relationship", "Relation Type", "Relationship Type", "Kind of Relation", "Bond", "Type",
            "关系类型", "关系性质", "人际关系", "两人关系",
        ],
    ),
];

/// Of what is seen at a customer.
pub(super) const SIGNAL: &[Synonyms] = &[
    called(
        "signal",
        &[
            "Signal Seen", "Customer Signal", "Buying Signal", "Buying Sign", "Observation", "Sign",
            "客户信号", "购买信号", "采购信号", "信号内容", "观察到的信号", "迹象",
        ],
    ),
    called("stage", &["Stage", "Decision Stage", "Buying Stage", "阶段", "决策阶段", "所处阶段", "对应阶段"]),
    called(
        "date",
        &[
            "Day", "When", "Seen", "Seen On", "Date Seen", "Observed On", "Observed", "时间", "发现日期",
            "观察日期", "出现日期", "发现时间",
        ],
    ),
    called("contact", PERSON),
    called("project", &["Project Name", "Opportunity", "项目名称", "商机"]),
];
