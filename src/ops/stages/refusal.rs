//! Why a move through the decision process was refused.

use crate::domain::date::Date;

crate::failures! {
    /// Why a move or a signal was refused. Stages and outcomes are told by their labels.
    pub enum StageRefusal {
        Closed { account: String, label: String, label_zh: String } =>
            "the decision of {account} is closed ({label})", "{account} 的决策流程已结束（{label_zh}）";
        NotClosed { account: String } =>
            "the decision of {account} is not closed", "{account} 的决策流程尚未结束";
        NotLater { from: String, from_zh: String, to: String, to_zh: String } =>
            "\"{to}\" does not come after \"{from}\"", "“{to_zh}”不在“{from_zh}”之后";
        NotEarlier { from: String, from_zh: String, to: String, to_zh: String } =>
            "\"{to}\" does not come before \"{from}\"", "“{to_zh}”不在“{from_zh}”之前";
        Already { account: String, label: String, label_zh: String } =>
            "{account} is at \"{label}\" already", "{account} 已处于“{label_zh}”";
        Last { account: String } =>
            "{account} is in the last stage", "{account} 已到最后一个阶段";
        First { account: String } =>
            "{account} is in the first stage", "{account} 处于第一个阶段，不能再退";
        Unmet { account: String, label: String, label_zh: String, criteria: String, criteria_zh: String } =>
            "{account} does not meet the exit criteria on the way to \"{label}\": {criteria}",
            "{account} 还不满足进入“{label_zh}”的条件：{criteria_zh}";
        NotAQuestion { id: String, known: String } =>
            "\"{id}\" is no question on the way to that stage (there are: {known})",
            "“{id}”不是进入该阶段需要确认的条件（需要确认的有：{known}）";
        NothingToConfirm { id: String } =>
            "\"{id}\" is no question on the way to that stage; nothing has to be confirmed there",
            "“{id}”不是进入该阶段需要确认的条件；那里没有要确认的条件";
        NoEvidence => "a move forward needs its evidence", "推进阶段要写明依据";
        NoReason => "the reason is missing", "缺少原因";
        Future { date: Date } => "{date} has not come yet", "{date} 还没到";
        BeforeLast { date: Date, last: Date } =>
            "{date} lies before the last move ({last})", "{date} 早于上一次变动（{last}）";
        UnknownSignal { id: String } => "there is no signal \"{id}\"", "没有“{id}”这个信号";
    }
}
