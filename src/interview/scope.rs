//! Which questions a walk asks.

use crate::analysis::coverage::{ItemStatus, State};

/// Which questions, by how they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The ten that matter most now.
    Most,
    /// Those without an answer.
    Gaps,
    /// Those whose answer is stale.
    Stale,
    All,
}

impl Which {
    pub const EACH: [Self; 4] = [Self::Most, Self::Gaps, Self::Stale, Self::All];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Most => "most",
            Self::Gaps => "gaps",
            Self::Stale => "stale",
            Self::All => "all",
        }
    }

    /// Whether a question in this state is asked. What nobody knew lately is left in peace unless all are asked, and a
    /// question that records answer is not asked once they do.
    #[must_use]
    pub fn asks(self, status: &ItemStatus, is_record: bool) -> bool {
        match (self, status.state) {
            (_, State::Answered) if is_record => false,
            (Self::All, _) | (Self::Gaps, State::Open) | (Self::Most, State::Open | State::Stale) => true,
            (Self::Stale, state) => state == State::Stale,
            (Self::Gaps | Self::Most, State::Unknown) => !status.is_resting(),
            (Self::Gaps | Self::Most, _) => false,
        }
    }
}

/// Which questions, of all looks or of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub which: Which,
    /// Only those of this look.
    pub look: Option<String>,
}

impl Scope {
    /// Whether a question (`look.item`) is in the look.
    #[must_use]
    pub fn holds(&self, id: &str) -> bool {
        let look = id.split('.').next();
        self.look.as_deref().is_none_or(|wanted| look == Some(wanted))
    }

    /// The text that [`Scope::named`] reads: `gaps`, `all:trend`.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.look {
            Some(look) => format!("{}:{look}", self.which.as_str()),
            None => self.which.as_str().to_owned(),
        }
    }

    /// Reads what [`Scope::name`] wrote; what another version wrote counts as all questions.
    #[must_use]
    pub fn named(text: &str) -> Self {
        let (which, look) = text.split_once(':').unwrap_or((text, ""));
        let which = Which::EACH.into_iter().find(|known| known.as_str() == which).unwrap_or(Which::All);
        Self { which, look: (!look.is_empty()).then(|| look.to_owned()) }
    }
}
