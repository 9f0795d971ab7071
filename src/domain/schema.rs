//! All fields of a kind: its own and those that the user's playbook declares.

use super::kind::Kind;
use super::record::{Field, ID, Presence, Shape};

impl Field {
    /// A value of the user's own that no playbook declares, as an import keeps it. The name lives as long as the program, like those
    /// of built-in fields.
    #[must_use]
    pub fn own(name: &str) -> Self {
        Self {
            name: Box::leak(name.to_owned().into_boxed_str()),
            shape: Shape::Own,
            presence: Presence::Optional,
            private: false,
            custom: true,
            rule: None,
            not_before: None,
        }
    }
}

/// The fields in force.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    custom: Vec<(Kind, Field)>,
}

impl Schema {
    #[must_use]
    pub fn with_custom(custom: Vec<(Kind, Field)>) -> Self {
        Self { custom }
    }

    /// The fields of a kind in their order, custom ones last.
    pub fn fields(&self, kind: Kind) -> impl Iterator<Item = &Field> {
        let custom = self.custom.iter().filter(move |(of, _)| *of == kind).map(|(_, field)| field);
        kind.fields().iter().chain(custom)
    }

    /// Whether the user's playbook declares a field of this name, on any kind.
    #[must_use]
    pub fn declares(&self, name: &str) -> bool {
        self.custom.iter().any(|(_, field)| field.name == name)
    }

    /// The field a person names, or the number: by its name, its flag, with `-` or `_`, in any case.
    #[must_use]
    pub fn field(&self, kind: Kind, name: &str) -> Option<&Field> {
        let wanted = name.trim().to_lowercase().replace('-', "_");
        if wanted == ID.name {
            return Some(&ID);
        }
        self.fields(kind)
            .find(|field| field.name == wanted)
            .or_else(|| self.fields(kind).find(|field| field.flag().replace('-', "_") == wanted))
    }
}
