//! What people call the fields of needs and of visits, calls and mails.

use super::{Synonyms, called};

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
