//! Choices that several kinds of record share.

use crate::choices;

choices! {
    /// A stage of the customer's decision, in order.
    pub enum Stage as "stage" {
        Unaware = "unaware",
        Aware = "aware",
        Pain = "pain",
        Goal = "goal",
        Requirements = "requirements",
        Measures = "measures",
        EvaluateSolution = "evaluate_solution",
        EvaluateValue = "evaluate_value",
        EvaluateRisk = "evaluate_risk",
        EvaluateCost = "evaluate_cost",
        Implementation = "implementation",
        OutcomeReview = "outcome_review",
    }
}

impl Stage {
    #[must_use]
    pub const fn phase(self) -> Phase {
        match self {
            Self::Unaware | Self::Aware | Self::Pain | Self::Goal | Self::Requirements => Phase::DefineNeed,
            Self::Measures | Self::EvaluateSolution => Phase::Screen,
            Self::EvaluateValue | Self::EvaluateRisk | Self::EvaluateCost => Phase::Decide,
            Self::Implementation => Phase::Implement,
            Self::OutcomeReview => Phase::Review,
        }
    }

    /// The stage after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The stage before this one.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        (self as usize).checked_sub(1).and_then(|position| Self::ALL.get(position)).copied()
    }
}

choices! {
    /// A phase of the purchase.
    pub enum Phase as "phase" {
        DefineNeed = "define_need",
        Screen = "screen",
        Decide = "decide",
        Implement = "implement",
        Review = "review",
    }
}

choices! {
    /// How a decision ended.
    pub enum Outcome as "outcome" {
        Won = "won",
        Lost = "lost",
        Dormant = "dormant",
    }
}

choices! {
    /// What an account is worth to us, lowest first.
    pub enum Tier as "tier" {
        C = "C",
        B = "B",
        A = "A",
        S = "S",
    }
}

choices! {
    /// How sure a finding is.
    pub enum Confidence as "confidence" {
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}
