//! The kinds of record.

use std::fmt;

use super::record::{Field, Record, Shape};
use super::{
    account::Account, contact::Contact, distinction::AccountDistinction, distinction::ContactDistinction,
    finding::Finding, grade::Grade, import_batch::ImportBatch, interaction::Interaction, need::Need,
    plan::Plan, relation::Relation, signal::Signal, stage_move::StageMove, trip::Trip,
};

macro_rules! kinds {
    ($($number:literal: $kind:ident = $name:literal, titled $title:literal;)*) => {
        /// A kind of record. Its name is its table, its key in JSON and its prefix in the labels.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind { $($kind = $number),* }

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

            /// The field that a record of this kind is known by.
            #[must_use]
            pub const fn title_field(self) -> &'static str {
                match self { $(Self::$kind => $title),* }
            }

            #[must_use]
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Self::$kind => <$kind as Record>::FIELDS),* }
            }
        }
    };
}

// A new kind takes the next number, below 64. A number that is taken stands in the files of users and never changes.
kinds! {
    0: Account = "account", titled "name";
    1: Contact = "contact", titled "name";
    2: Relation = "relation", titled "relation";
    3: Trip = "trip", titled "place";
    4: Need = "need", titled "title";
    5: StageMove = "stage_move", titled "to_stage";
    6: Signal = "signal", titled "signal";
    7: Grade = "grade", titled "tier";
    8: Finding = "finding", titled "item";
    9: Interaction = "interaction", titled "summary";
    10: ImportBatch = "import_batch", titled "file";
    11: Plan = "plan", titled "title";
    20: AccountDistinction = "account_distinction", titled "reason";
    21: ContactDistinction = "contact_distinction", titled "reason";
}

impl Kind {
    /// The field with the day of what a record tells of, where records of this kind tell of something that grows old.
    #[must_use]
    pub fn day_field(self) -> Option<&'static Field> {
        match self {
            Self::Interaction => self.field("date"),
            _ => None,
        }
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
                (5, "stage_move"),
                (6, "signal"),
                (7, "grade"),
                (8, "finding"),
                (9, "interaction"),
                (10, "import_batch"),
                (11, "plan"),
                (20, "account_distinction"),
                (21, "contact_distinction"),
            ]
        );
        assert!(Kind::ALL.iter().all(|kind| Kind::numbered(kind.number()) == Some(*kind)));
    }
}
