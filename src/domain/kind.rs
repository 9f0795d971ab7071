//! The kinds of record.

use std::fmt;

use super::record::{Field, Record, Shape};
use super::{
    account::Account, contact::Contact, distinction::AccountDistinction, distinction::ContactDistinction,
    economics::EconomicLine, economics::ValueYear, factor::Factor, factor::RivalMark, feedback::Feedback,
    feedback::SurveyAnswer, finding::Finding, grade::Grade, import_batch::ImportBatch, industry::Industry,
    industry::IndustryFinding, interaction::Interaction, need::Need, order::Order, plan::Plan,
    project::Project, relation::Relation, requirement::Requirement, research_goal::ResearchGoal,
    rival::Rival, segment::Segment, signal::Signal, stage_move::StageMove, strategy::Action,
    strategy::ControlPoint, strategy::Objective, strategy::Strategy, trip::Trip,
};

/// What the program knows of a kind beside its fields.
struct Traits {
    /// The field that a record is known by.
    title: &'static str,
    /// The command that records of the kind are worked with, without `acct`.
    command: Option<&'static str>,
    /// Whether their texts are searched.
    searched: bool,
    /// Whether no two records of an account have the same title.
    unique: bool,
    /// The fields that a table shows when none are asked for.
    columns: &'static [&'static str],
    /// The fields that a person is asked for beside those that there have to be.
    asked: &'static [&'static str],
    /// The field by which lists are ordered when nothing else is said, as `--sort` takes it.
    order: Option<&'static str>,
    /// Its status where none is given.
    status: Option<&'static str>,
}

impl Traits {
    const fn titled(title: &'static str) -> Self {
        Self {
            title,
            command: None,
            searched: false,
            unique: false,
            columns: &[],
            asked: &[],
            order: None,
            status: None,
        }
    }
}

macro_rules! kinds {
    ($($number:literal: $kind:ident = $name:literal, titled $title:literal { $($trait:ident: $value:expr),* $(,)? };)*) => {
        /// A kind of record. Its name is its table, its key in JSON and its prefix in the labels. Kinds are ordered as they
        /// are listed: each after those that its records lead to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $($kind),* }

        impl Kind {
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The number by which files know the kind. It never changes.
            #[must_use]
            pub const fn number(self) -> i64 {
                match self { $(Self::$kind => $number),* }
            }

            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }

            #[must_use]
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Self::$kind => <$kind as Record>::FIELDS),* }
            }

            const fn traits(self) -> &'static Traits {
                match self { $(Self::$kind => const { &Traits { $($trait: $value,)* ..Traits::titled($title) } }),* }
            }
        }
    };
}

// A new kind takes the next number, below 64. A number that is taken stands in the files of users and never changes; the
// place in this list may.
kinds! {
    0: Account = "account", titled "name" {
        command: Some("account"), searched: true,
        columns: &["name", "relation", "tier", "score", "stage", "coverage", "industry", "region", "last_contact"],
        asked: &["relation", "industry", "region", "owner", "website"],
    };
    1: Contact = "contact", titled "name" {
        command: Some("contact"), searched: true, unique: true,
        columns: &["account", "name", "title", "level", "function", "stance", "influence", "relationship"],
        asked: &["title", "level", "function", "stance", "influence", "relationship"],
    };
    2: Relation = "relation", titled "relation" { columns: &["account", "from", "relation", "to", "note"] };
    3: Trip = "trip", titled "place" { columns: &["from", "to", "place", "account", "contact", "travelling_by"] };
    4: Need = "need", titled "title" {
        command: Some("needs"), searched: true, unique: true, status: Some("open"),
        columns: &["account", "title", "kind", "status", "urgency", "importance", "priority", "horizon"],
        asked: &["kind", "problem", "urgency", "importance"],
    };
    13: Project = "project", titled "name" {
        command: Some("project"), searched: true, unique: true, status: Some("open"), order: Some("close_date"),
        columns: &["account", "name", "status", "stage", "value", "probability", "close_date", "owner"],
        asked: &["problem", "value", "probability", "close_date", "decision_makers", "owner"],
    };
    5: StageMove = "stage_move", titled "to_stage" {
        searched: true,
        columns: &["date", "account", "step", "from_stage", "to_stage", "evidence", "by"],
    };
    6: Signal = "signal", titled "signal" {
        searched: true, columns: &["date", "account", "signal", "stage", "note"],
    };
    7: Grade = "grade", titled "tier" {
        columns: &["date", "account", "tier", "score", "low", "high", "method", "reason"],
    };
    8: Finding = "finding", titled "item" {
        searched: true, columns: &["account", "item", "value", "source", "date", "confidence"],
    };
    9: Interaction = "interaction", titled "summary" {
        command: Some("log"), searched: true, order: Some("-date"),
        columns: &["date", "account", "kind", "summary", "contacts", "next_step", "next_date"],
        asked: &["kind", "learnt", "next_step", "next_date"],
    };
    10: ImportBatch = "import_batch", titled "file" {
        columns: &["date", "file", "records", "rows_read", "rows_created", "rows_updated", "rows_rejected"],
    };
    11: Plan = "plan", titled "title" {
        command: Some("plan"), searched: true, unique: true, order: Some("purchase_date"),
        columns: &["account", "title", "kind", "status", "amount", "budget", "purchase_date", "owner"],
        asked: &["kind", "amount", "quantity", "purchase_date", "requirements", "owner"],
    };
    12: Rival = "rival", titled "name" {
        command: Some("rival"), searched: true, unique: true, order: Some("-share"),
        columns: &["account", "name", "product", "since", "satisfaction", "share", "representative"],
        asked: &["product", "satisfaction", "share", "strengths", "weaknesses"],
    };
    14: Requirement = "requirement", titled "title" {
        command: Some("requirement"), searched: true, unique: true, status: Some("open"), order: Some("due_date"),
        columns: &["account", "title", "kind", "status", "due_date", "expires", "owner"],
        asked: &["kind", "status", "due_date", "expires", "owner"],
    };
    15: Order = "order", titled "title" {
        command: Some("order"), searched: true, order: Some("-date"),
        columns: &["date", "account", "title", "line", "quantity", "unit", "amount", "margin", "number", "project"],
        asked: &["line", "quantity", "unit", "amount", "margin"],
    };
    16: Factor = "factor", titled "name" {
        command: Some("factor"), searched: true, unique: true, order: Some("-weight"),
        columns: &["account", "name", "weight", "ours", "evidence"],
        asked: &["weight", "ours", "evidence"],
    };
    17: RivalMark = "rival_mark", titled "evidence" {
        searched: true, columns: &["account", "factor", "rival", "mark", "evidence", "date"],
    };
    18: EconomicLine = "economic_line", titled "title" {
        command: Some("economics"), searched: true, order: Some("year"),
        columns: &["account", "title", "alternative", "side", "amount", "year", "until", "likelihood", "project"],
        asked: &["until", "likelihood"],
    };
    19: ValueYear = "value_year", titled "year" {
        command: Some("value"), searched: true, unique: true, order: Some("year"),
        columns: &[
            "account", "year", "phase", "planned_investment", "planned_return", "actual_investment", "actual_return",
            "forecast_investment", "forecast_return", "gap_reason",
        ],
        asked: &["phase", "planned_investment", "planned_return"],
    };
    22: Strategy = "strategy", titled "title" {
        command: Some("strategy"), searched: true, unique: true, order: Some("-from"),
        columns: &[
            "account", "title", "selling_mode", "why_us", "leaving_cost", "committed_people", "committed_money", "from",
            "until", "owner",
        ],
        asked: &["why_us", "selling_mode", "value_offered", "leaving", "owner"],
    };
    23: ControlPoint = "control_point", titled "title" {
        command: Some("control"), searched: true, unique: true, order: Some("-stickiness"),
        columns: &["account", "title", "stickiness", "since", "evidence", "owner"],
        asked: &["stickiness", "evidence"],
    };
    24: Objective = "objective", titled "title" {
        command: Some("objective"), searched: true, unique: true, status: Some("open"), order: Some("due_date"),
        columns: &["account", "title", "status", "measure", "target", "actual", "due_date", "owner", "strategy"],
        asked: &["measure", "target", "due_date", "owner"],
    };
    26: Feedback = "feedback", titled "title" {
        command: Some("voice"), searched: true, status: Some("collected"), order: Some("-date"),
        columns: &["date", "account", "title", "kind", "status", "severity", "contact", "due_date", "owner"],
        asked: &["kind", "contact", "severity", "root_cause", "owner", "due_date"],
    };
    27: SurveyAnswer = "survey_answer", titled "survey" {
        command: Some("survey"), searched: true, order: Some("-date"),
        columns: &["date", "account", "survey", "question", "contact", "aspect", "score", "answer"],
        asked: &["contact", "score", "answer"],
    };
    25: Action = "action", titled "title" {
        command: Some("action"), searched: true, unique: true, status: Some("open"), order: Some("due_date"),
        columns: &["account", "title", "kind", "status", "due_date", "owner", "objective", "need", "feedback"],
        asked: &["kind", "objective", "due_date", "owner"],
    };
    28: Segment = "segment", titled "name" {
        command: Some("segment"), searched: true, unique: true, order: Some("name"),
        columns: &["name", "size", "growth", "profitability", "features", "approach", "owner"],
        asked: &["features", "needs", "size", "growth", "profitability", "approach"],
    };
    31: Industry = "industry", titled "name" {
        command: Some("industry"), searched: true, unique: true, order: Some("name"),
        columns: &["name", "aliases", "owner", "note"], asked: &["aliases", "note"],
    };
    32: IndustryFinding = "industry_finding", titled "item" {
        searched: true, columns: &["industry", "item", "value", "source", "date", "confidence"],
    };
    30: ResearchGoal = "research_goal", titled "title" {
        command: Some("research"), searched: true, unique: true, status: Some("open"), order: Some("due_date"),
        columns: &["account", "title", "status", "method", "contacts", "due_date", "owner", "conclusion"],
        asked: &["method", "contacts", "due_date", "owner"],
    };
    20: AccountDistinction = "account_distinction", titled "reason" {
        columns: &["account", "other", "reason", "by"],
    };
    21: ContactDistinction = "contact_distinction", titled "reason" {
        columns: &["account", "contact", "other", "reason", "by"],
    };
}

impl Kind {
    /// The field that a record of this kind is known by.
    #[must_use]
    pub const fn title_field(self) -> &'static str {
        self.traits().title
    }

    /// The command that records of this kind are worked with, without `acct`.
    #[must_use]
    pub const fn command(self) -> Option<&'static str> {
        self.traits().command
    }

    /// Whether the texts of records of this kind are searched.
    #[must_use]
    pub const fn is_searched(self) -> bool {
        self.traits().searched
    }

    /// Whether the record of this kind that is written last says where an account stands, so that their order is that of their days.
    #[must_use]
    pub const fn last_counts(self) -> bool {
        matches!(self, Self::StageMove | Self::Grade)
    }

    /// Whether no two records of an account have the same title.
    #[must_use]
    pub const fn has_unique_titles(self) -> bool {
        self.traits().unique
    }

    /// The fields that a table shows when none are asked for.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        self.traits().columns
    }

    /// The fields that a person is asked for beside those that there have to be.
    #[must_use]
    pub const fn asked(self) -> &'static [&'static str] {
        self.traits().asked
    }

    /// The field by which lists are ordered when nothing else is said, as `--sort` takes it.
    #[must_use]
    pub const fn order(self) -> Option<&'static str> {
        self.traits().order
    }

    /// The status of a record of this kind where none is given.
    #[must_use]
    pub const fn first_status(self) -> Option<&'static str> {
        self.traits().status
    }

    #[must_use]
    pub fn numbered(number: i64) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.number() == number)
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// What several records of this kind are called in files: `accounts`, `import_batches`.
    #[must_use]
    pub fn plural(self) -> String {
        let name = self.name();
        match name.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None if name.ends_with("ch") || name.ends_with('s') => format!("{name}es"),
            None => format!("{name}s"),
        }
    }

    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// Where a field stands among the fields of its kind.
    #[must_use]
    pub fn position(self, name: &str) -> Option<usize> {
        self.fields().iter().position(|field| field.name == name)
    }

    /// Whether records of this kind belong to an account (by their field `account`).
    #[must_use]
    pub fn belongs_to_account(self) -> bool {
        self.field("account").is_some()
    }

    /// Whether records of this kind stand beside the accounts: neither one nor of one.
    #[must_use]
    pub fn stands_alone(self) -> bool {
        self != Self::Account && !self.belongs_to_account()
    }

    /// Every field, of any kind, that points at records of this kind.
    pub fn references(self) -> impl Iterator<Item = (Self, &'static Field)> {
        Self::ALL.iter().flat_map(move |&kind| {
            kind.fields()
                .iter()
                .filter(move |field| matches!(field.shape, Shape::Link(to) | Shape::Links(to) if to == self))
                .map(move |field| (kind, field))
        })
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn numbers_stand_in_files_and_never_change() {
        let numbers: Vec<(i64, &str)> = Kind::ALL.iter().map(|kind| (kind.number(), kind.name())).collect();
        assert_eq!(
            numbers,
            [
                (0, "account"),
                (1, "contact"),
                (2, "relation"),
                (3, "trip"),
                (4, "need"),
                (13, "project"),
                (5, "stage_move"),
                (6, "signal"),
                (7, "grade"),
                (8, "finding"),
                (9, "interaction"),
                (10, "import_batch"),
                (11, "plan"),
                (12, "rival"),
                (14, "requirement"),
                (15, "order"),
                (16, "factor"),
                (17, "rival_mark"),
                (18, "economic_line"),
                (19, "value_year"),
                (22, "strategy"),
                (23, "control_point"),
                (24, "objective"),
                (26, "feedback"),
                (27, "survey_answer"),
                (25, "action"),
                (28, "segment"),
                (31, "industry"),
                (32, "industry_finding"),
                (30, "research_goal"),
                (20, "account_distinction"),
                (21, "contact_distinction"),
            ]
        );
        assert!(Kind::ALL.iter().all(|kind| Kind::numbered(kind.number()) == Some(*kind)));
    }

    #[test]
    fn a_kind_stands_after_those_that_it_leads_to() {
        for &kind in Kind::ALL {
            for (pointing, field) in kind.references().filter(|(pointing, _)| *pointing != kind) {
                assert!(kind < pointing, "{pointing}.{}", field.name);
            }
        }
    }
}
