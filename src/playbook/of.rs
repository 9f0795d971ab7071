//! What a checklist item is about: an account, or the industry that it lives in.

use serde::{Deserialize, Serialize};

use super::Playbook;

/// What a checklist item is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    #[default]
    Account,
    /// The industry of the account: it may be answered once for all accounts of it.
    Industry,
}

impl Of {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn is_account(&self) -> bool {
        *self == Self::Account
    }
}

crate::failures! {
    /// Why a question cannot be answered for an industry.
    pub enum NotOfIndustry {
        Item { item: String, english: String, chinese: String } =>
            "{item} ({english}) is about each account, not about its industry",
            "{item}（{chinese}）问的是客户自身，不能按行业统一回答";
    }
}

impl Playbook {
    /// Whether a checklist item is about the industry of an account, so that it may be answered once for all accounts of it.
    #[must_use]
    pub fn is_of_industry(&self, id: &str) -> bool {
        self.item(id).is_some_and(|(look, item)| item.of.unwrap_or(look.of) == Of::Industry)
    }

    /// Refuses a question that is about each account. What the method does not know is let through.
    ///
    /// # Errors
    /// When it is.
    pub fn check_of_industry(&self, id: &str) -> Result<(), NotOfIndustry> {
        match self.item(id) {
            Some((_, item)) if !self.is_of_industry(id) => {
                let (english, chinese) = (item.label.en.clone(), item.label.zh.clone());
                Err(NotOfIndustry::Item { item: id.to_owned(), english, chinese })
            }
            _ => Ok(()),
        }
    }

    /// This with no other questions than those about industries.
    #[must_use]
    pub fn of_industries(&self) -> Self {
        let mut playbook = self.clone();
        for look in &mut playbook.looks {
            let of = look.of;
            look.items.retain(|item| item.of.unwrap_or(of) == Of::Industry);
        }
        playbook.looks.retain(|look| !look.items.is_empty());
        playbook
    }
}
