//! What people call the fields of what we want with a customer and what comes of it.

use super::{OWNER, PERSON, Synonyms, called};

/// Of benefits and costs.
pub(super) const ECONOMIC_LINE: &[Synonyms] = &[
    called(
        "title",
        &["Item", "Line", "Benefit", "Cost Item", "项目", "科目", "名称", "效益项", "成本项", "效益/成本项"],
    ),
    called("alternative", &["Option", "Choice", "方案", "选项", "对比方案"]),
    called(
        "side",
        &[
            "Benefit or Cost", "Benefit/Cost", "Type", "类型", "类别", "方向", "效益/成本", "效益或成本",
            "收益/成本",
        ],
    ),
    called("amount", &["Amount", "Yearly Amount", "Annual Amount", "金额", "年金额"]),
    called("year", &["From", "From Year", "Year", "Start Year", "年份", "年度", "开始年份", "起始年份"]),
    called("until", &["To", "To Year", "Until", "End Year", "结束年份", "截止年份"]),
    called("likelihood", &["Probability", "概率", "可能性"]),
];

/// Of the plan and the facts of a year.
pub(super) const VALUE_YEAR: &[Synonyms] = &[
    called("year", &["年份"]),
    called("phase", &["Stage", "所处阶段"]),
    called("planned_investment", &["Plan Investment", "Investment Plan", "计划投资", "投入计划"]),
    called("planned_return", &["Plan Return", "Return Plan", "回报计划", "计划收益"]),
    called("actual_investment", &["Investment Actual", "Invested", "实际投资"]),
    called("actual_return", &["Return Actual", "Returned", "实际收益"]),
    called("forecast_investment", &["Investment Forecast", "预测投入"]),
    called("forecast_return", &["Return Forecast", "预测回报"]),
    called(
        "gap_reason",
        &["Reason", "Gap Reason", "Reason for Gap", "Reason for the Gap", "原因", "差距原因", "偏差原因"],
    ),
];

/// Of strategies.
pub(super) const STRATEGY: &[Synonyms] = &[
    called("title", &["Strategy Name", "策略名称", "战略", "策略标题"]),
    called("why_us", &["Why Us", "Why They Choose Us", "为什么选我们", "选择理由", "选择我方的原因"]),
    called("selling_mode", &["Mode", "Sales Mode", "模式", "销售方式"]),
    called("value_offered", &["Value Proposition", "价值主张", "我方价值", "提供价值"]),
    called("leaving_cost", &["Switching Cost", "切换成本", "离开成本"]),
    called("committed_people", &["People", "Headcount", "投入人力", "投入人数"]),
    called("committed_money", &["Money", "Budget", "投入费用", "预算"]),
    called("from", &["Start", "Start Date", "开始", "开始时间", "起始日期"]),
    called("until", &["End", "End Date", "结束", "结束时间", "截止日期"]),
    called("owner", OWNER),
];

/// Of what keeps customers with us.
pub(super) const CONTROL_POINT: &[Synonyms] = &[
    called("title", &["Control", "Lock-in", "控制点名称", "粘性点"]),
    called("stickiness", &["Level", "Stickiness Level", "粘性", "粘性等级", "黏性等级", "等级"]),
    called("since", &["Start", "Start Date", "Since When", "开始", "开始时间", "开始日期", "起始时间"]),
    called("evidence", &["Proof", "证据"]),
    called("owner", OWNER),
];

/// Of objectives.
pub(super) const OBJECTIVE: &[Synonyms] = &[
    called("title", &["Goal", "目标名称", "目标内容"]),
    called("strategy", &["策略"]),
    called("measure", &["Measure", "KPI", "Metric", "Indicator", "衡量", "指标", "衡量标准"]),
    called("target", &["Target Value", "目标值"]),
    called("actual", &["Actual Value", "Result", "实际", "完成值"]),
    called("owner", OWNER),
];

/// Of actions.
pub(super) const ACTION: &[Synonyms] = &[
    called(
        "title",
        &[
            "Task", "To Do", "Measure", "Improvement", "行动名称", "行动计划", "措施", "改进措施", "任务",
            "待办事项",
        ],
    ),
    called("objective", &["Goal", "目标"]),
    called("kind", &["Type", "类别"]),
    called("need", &["需求"]),
    called("feedback", &["Voice", "Customer Voice", "Complaint", "客户声音", "客户反馈", "反馈"]),
    called("result", &["Outcome", "效果"]),
    called("owner", OWNER),
];

/// Who said something.
const FEEDBACK_GIVER: &[&str] = &[
    "Contact", "Contact Name", "Contact Person", "Full Name", "Customer Contact", "Reported By", "Said By",
    "联系人", "姓名", "联系人姓名", "客户联系人", "反馈人", "投诉人", "提出人",
];

/// Of what customers say.
pub(super) const FEEDBACK: &[Synonyms] = &[
    called(
        "title",
        &[
            "Feedback", "Complaint", "Subject", "Case", "Ticket", "Issue", "Summary", "Voice", "反馈",
            "反馈内容", "投诉内容", "问题描述", "客户反馈", "投诉", "客诉内容", "主题",
        ],
    ),
    called("kind", &["Type", "Feedback Type", "反馈类型", "投诉类型", "类别"]),
    called("status", &["State", "处理状态", "进度"]),
    called(
        "date",
        &[
            "Reported", "Reported On", "Created", "Date Opened", "Date Received", "Received", "Received On",
            "Complaint Date", "Date Reported", "接收日期", "受理日期", "提出日期", "反馈日期", "投诉日期",
            "发生日期",
        ],
    ),
    called("contact", FEEDBACK_GIVER),
    called("aspect", &["Area", "Topic", "Category", "问题类别"]),
    called("severity", &["Priority", "Grade", "严重性", "严重度", "优先级"]),
    called("root_cause", &["Cause", "根因", "原因", "原因分析"]),
    called(
        "action",
        &[
            "Action", "Resolution", "Solution", "Measure", "处理结果", "处理措施", "措施", "解决措施",
            "改进措施",
        ],
    ),
    called("owner", OWNER),
    called("handled_date", &["Handled", "Resolved", "Closed", "Resolved On", "解决日期", "完成日期"]),
    called("confirmed_date", &["Confirmed", "确认日期"]),
];

/// Of answers to surveys.
pub(super) const SURVEY_ANSWER: &[Synonyms] = &[
    called("survey", &["Survey Name", "Questionnaire", "问卷", "问卷名称", "调查名称"]),
    called("question", &["Survey Question", "Item", "题目", "调查问题"]),
    called("contact", PERSON),
    called("score", &["Rating", "Mark", "Points", "得分", "评分", "打分"]),
    called("answer", &["Comment on It", "Text", "回答", "意见"]),
];

/// Of what we want to learn.
pub(super) const RESEARCH_GOAL: &[Synonyms] = &[
    called(
        "title",
        &["Research", "Question", "Goal", "Learning Goal", "研究主题", "调研目标", "调研内容", "研究问题"],
    ),
    called("strategy", &["策略", "服务策略"]),
    called("method", &["Research Method", "方法", "调研方法"]),
    called("contacts", &["Interviewees", "People", "受访人", "调研对象"]),
    called("findings", &["Result", "Results", "研究发现", "调研发现"]),
    called("conclusion", &["Conclusions", "研究结论", "调研结论"]),
    called("cost", &["Expense", "Costs", "成本", "花费"]),
    called("owner", OWNER),
];

/// Of segments.
pub(super) const SEGMENT: &[Synonyms] = &[
    called("name", &["Segment Name", "Market Segment", "细分", "细分名称", "细分市场名称"]),
    called("features", &["Features", "Characteristics", "特征", "特点"]),
    called("needs", &["Common Needs", "需求", "主要需求"]),
    called("size", &["Size", "Market Size", "规模", "市场规模"]),
    called("growth", &["Growth", "Growth Rate", "Market Growth", "增长", "增长率", "增速"]),
    called("profitability", &["Profit", "Margin", "盈利性", "盈利能力", "利润水平"]),
    called("competition", &["Competitors", "Rivalry", "竞争", "竞争格局"]),
    called("approach", &["Approach", "Strategy", "打法", "策略"]),
    called("owner", OWNER),
];
