//! How moves, stages and outcomes are told in the history and in refusals.

use crate::domain::choices::{Outcome, Stage};
use crate::domain::language::{Language, Text};
use crate::domain::stage_move::{StageMove, Step};
use crate::ops::summary;
use crate::playbook::labels::Labels;

/// A stage or an outcome as people read it.
pub(super) fn label(of: &str, id: &str) -> Text {
    let (labels, key) = (Labels::default(), format!("{of}.{id}"));
    let [en, zh] =
        [Language::English, Language::Chinese].map(|language| labels.get(&key, language).to_owned());
    Text { en, zh }
}

/// The line of a move in the history.
pub(super) fn told(account: &str, moved: &StageMove) -> Text {
    let labels = Labels::default();
    let stage = |stage: Stage, language| labels.get(&format!("stage.{stage}"), language).to_lowercase();
    let to = |language| stage(moved.to_stage, language);
    let outcome = |language| {
        let outcome = moved.outcome.map_or("", Outcome::as_str);
        labels.get(&format!("outcome.{outcome}"), language).to_lowercase()
    };
    let (en, zh) = (Language::English, Language::Chinese);
    match moved.step {
        Step::Close => summary(
            format!("Closed the decision of {account}: {}", outcome(en)),
            format!("结束 {account} 的决策流程：{}", outcome(zh)),
        ),
        // Nobody knows where it stands.
        Step::Reopen if moved.from_stage == Some(Stage::Unaware) && moved.to_stage == Stage::Unaware => {
            summary(format!("Reopened the decision of {account}"), format!("重启 {account} 的决策流程"))
        }
        Step::Reopen => summary(
            format!("Reopened the decision of {account} in {}", to(en)),
            format!("重启 {account} 的决策流程：{}", to(zh)),
        ),
        Step::Set => summary(
            format!("Set the stage of {account} to {}", to(en)),
            format!("将 {account} 的阶段设为“{}”", to(zh)),
        ),
        Step::Advance => {
            summary(format!("Moved {account} on to {}", to(en)), format!("将 {account} 推进到“{}”", to(zh)))
        }
        Step::Back => {
            summary(format!("Moved {account} back to {}", to(en)), format!("将 {account} 退回到“{}”", to(zh)))
        }
    }
}
