//! What people call our choices, beside our own names and labels.

use crate::domain::record::Choices;

/// Other words for choices: the list and the identifier, and the words, folded.
const CHOICES: &[(&str, &str, &[&str])] = &[
    ("relation_to_us", "customer", &["客户", "老客户", "成交客户", "合作客户"]),
    ("relation_to_us", "prospect", &["意向客户", "目标客户", "线索"]),
    ("relation_to_us", "rival_customer", &["竞争对手客户", "友商客户", "竞品客户"]),
    ("ownership", "state_owned", &["国企", "央企", "地方国企"]),
    ("ownership", "private", &["民企", "私营", "私营企业"]),
    ("ownership", "foreign", &["外企", "外商独资"]),
    ("ownership", "public_sector", &["政府", "事业单位"]),
    ("role", "approver", &["审批者", "审批人", "批准人", "决策者", "拍板人", "decision maker"]),
    ("role", "evaluator", &["评估人", "评审人"]),
    ("role", "user", &["用户", "使用人"]),
    ("role", "coach", &["内线", "线人"]),
    ("role", "gatekeeper", &["守门人"]),
    ("stance", "champion", &["铁杆支持者", "拥护"]),
    ("stance", "neutral", &["中立者"]),
    ("level", "operation", &["基层", "执行层"]),
    ("level", "management", &["中层"]),
    ("level", "decision", &["高层"]),
    ("bond", "ally", &["盟友", "联盟", "alliance", "allies"]),
    ("bond", "rival", &["竞争", "竞争关系"]),
    ("bond", "conflict", &["矛盾", "不和", "对立", "in conflict", "conflicts"]),
    ("bond", "influences", &["influence", "有影响", "影响力", "能影响"]),
    ("bond", "mentor", &["师徒", "师父"]),
    ("outcome", "won", &["赢", "中标"]),
    ("outcome", "lost", &["输单", "输", "落标"]),
    ("interaction_kind", "mail", &["e-mail", "email", "mails", "letter", "邮件", "电子邮件", "信函"]),
    ("interaction_kind", "call", &["phone", "phone call", "telephone", "电话", "电话沟通", "通话"]),
    ("interaction_kind", "visit", &["on-site visit", "site visit", "上门", "上门拜访", "现场拜访", "拜访"]),
    (
        "interaction_kind",
        "meeting",
        &["video call", "online meeting", "开会", "会议", "线上会议", "视频会议"],
    ),
    ("project_status", "open", &["跟进中", "立项", "已立项", "in progress", "active"]),
    ("project_status", "won", &["closed won", "已赢单", "已中标", "中标", "已成交", "赢"]),
    ("project_status", "lost", &["closed lost", "已丢单", "已输单", "输单", "未中标", "落标"]),
    ("project_status", "dormant", &["on hold", "suspended", "暂停", "已搁置", "暂缓"]),
    ("plan_kind", "new_build", &["新建项目", "扩建", "新增", "new", "new construction", "greenfield"]),
    ("plan_kind", "operations", &["运营维护", "运行维护", "维护", "o&m", "operation and maintenance"]),
    ("plan_status", "considered", &["酝酿", "意向", "idea"]),
    ("plan_status", "planned", &["计划中", "已计划", "待立项"]),
    ("plan_status", "approved", &["立项", "已立项", "批准", "已批复"]),
    ("plan_status", "tendering", &["招标", "招标中", "采购中", "tender", "in tender"]),
    ("plan_status", "ordered", &["下单", "已订购", "已签约"]),
    ("plan_status", "dropped", &["取消", "cancelled", "canceled"]),
    ("requirement_kind", "capital", &["资本", "注册资本"]),
    ("requirement_kind", "licence", &["license", "许可证", "执照", "资质", "证照"]),
    ("requirement_kind", "certificate", &["证书", "认证", "资质证书", "certification"]),
    ("requirement_kind", "quality_document", &["质量", "质量体系", "体系文件"]),
    ("requirement_kind", "reference", &["reference", "业绩", "案例"]),
    ("requirement_kind", "terms", &["商务", "条款"]),
    ("requirement_status", "open", &["未开始", "未办理", "待办理", "待处理", "todo", "to do"]),
    ("requirement_status", "in_progress", &["进行中", "准备中", "ongoing"]),
    ("requirement_status", "met", &["满足", "是", "yes", "fulfilled", "已办理"]),
    ("requirement_status", "not_met", &["未满足", "否", "no"]),
    ("requirement_status", "waived", &["豁免"]),
    ("feedback_kind", "complaint", &["抱怨", "客诉", "不满"]),
    ("feedback_kind", "praise", &["称赞", "好评", "compliment"]),
    ("feedback_kind", "request", &["建议", "诉求", "需求", "wish", "suggestion"]),
    ("feedback_kind", "change_signal", &["变化", "变化信号", "change"]),
    ("feedback_status", "collected", &["open", "new", "待处理", "未处理", "已登记"]),
    ("feedback_status", "analysed", &["analyzed", "处理中", "分析中", "in progress"]),
    ("feedback_status", "handled", &["已解决", "解决", "resolved", "solved"]),
    ("feedback_status", "confirmed", &["closed", "已确认", "已关闭", "关闭"]),
    ("progress", "open", &["待处理", "未启动", "待办", "new", "todo", "to do", "not started"]),
    ("progress", "in_progress", &["处理中", "ongoing", "started"]),
    ("progress", "done", &["完成", "completed", "closed", "已关闭"]),
    ("progress", "dropped", &["取消", "放弃", "cancelled", "canceled"]),
    ("economic_side", "benefit", &["收益", "效益项", "节省", "benefits", "saving", "savings"]),
    ("economic_side", "cost", &["费用", "成本项", "支出", "costs", "expense"]),
    ("tier", "S", &["s级"]),
    ("tier", "A", &["a级"]),
    ("tier", "B", &["b级"]),
    ("tier", "C", &["c级"]),
];

/// The choice of a list for which people have this word, folded.
pub(super) fn choice(choices: &Choices, wanted: &str) -> Option<&'static str> {
    let of_list = CHOICES.iter().filter(|(list, _, _)| *list == choices.name);
    let (_, found, _) = of_list.into_iter().find(|(_, _, words)| words.contains(&wanted))?;
    choices.values.iter().copied().find(|value| value == found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fold::fold;
    use crate::domain::kind::Kind;
    use crate::domain::record::Shape;

    #[test]
    fn every_word_for_a_choice_is_folded_and_means_a_choice_that_is_there() {
        let lists: Vec<&Choices> = Kind::ALL
            .iter()
            .flat_map(|kind| kind.fields())
            .filter_map(|field| match field.shape {
                Shape::Choice(choices) | Shape::Choices(choices) => Some(choices),
                _ => None,
            })
            .collect();
        for (list, value, words) in CHOICES {
            assert!(
                lists.iter().any(|known| known.name == *list && known.values.contains(value)),
                "{list}.{value}"
            );
            assert!(words.iter().all(|word| fold(word) == **word), "{words:?}");
        }
    }
}
