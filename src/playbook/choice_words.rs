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
    ("feedback_status", "collected", &["open", "new", "待处理", "未处理", "新建"]),
    ("feedback_status", "analysed", &["in progress", "pending", "处理中", "跟进中"]),
    ("feedback_status", "handled", &["resolved", "solved", "done", "已解决", "已处理"]),
    ("feedback_status", "confirmed", &["closed", "已关闭", "已完结", "关闭"]),
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
