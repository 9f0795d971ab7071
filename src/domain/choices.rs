//! Closed lists of choices: how they are declared, and those that several kinds of record share.

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

/// Declares a closed list of identifiers as an enum that owns its text form both ways.
#[macro_export]
macro_rules! choices {
    ($(#[$meta:meta])* pub enum $name:ident as $label:literal {
        $($(#[$case_meta:meta])* $case:ident = $text:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$case_meta])* $case),* }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$case),*];
            pub const CHOICES: $crate::domain::record::Choices =
                $crate::domain::record::Choices { name: $label, values: &[$($text),*] };

            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$case => $text),* }
            }

            /// The value an identifier names.
            #[must_use]
            pub fn named(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$case),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl $crate::domain::record::FieldType for $name {
            const SHAPE: $crate::domain::record::Shape =
                $crate::domain::record::Shape::Choice(&Self::CHOICES);

            fn into_value(self) -> $crate::domain::value::Value {
                $crate::domain::value::Value::Text(self.as_str().to_owned())
            }

            fn from_value(value: &$crate::domain::value::Value) -> Option<Self> {
                Self::named(value.as_text())
            }
        }

        impl $crate::domain::record::Several for $name {
            const SHAPE: $crate::domain::record::Shape =
                $crate::domain::record::Shape::Choices(&Self::CHOICES);

            fn list_into_value(items: Vec<Self>) -> $crate::domain::value::Value {
                $crate::domain::value::Value::List(
                    items.into_iter().map(|item| item.as_str().to_owned()).collect(),
                )
            }

            fn list_from_value(value: &$crate::domain::value::Value) -> Option<Vec<Self>> {
                match value {
                    $crate::domain::value::Value::List(items) => {
                        items.iter().map(|item| Self::named(item)).collect()
                    }
                    _ => None,
                }
            }
        }
    };
}
