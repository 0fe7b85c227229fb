//! The ids that a pack gives to its parts, each with its own type so that they cannot be confused.
//!
//! They are not validated here: a reader of packs checks their spelling and their references.

use std::{borrow::Borrow, fmt, ops::Deref, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it is written in files and typed by users.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.pad(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self(id.into())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|id| Self(id.into()))
            }
        }
    )*};
}

ids! {
    /// A policy area: `cloud`.
    AreaId
    /// A question, unique in its pack and stable over its versions: `cloud-q2`.
    QuestionId
    /// A clause of the policy that a pack asks about: `cloud-1`.
    ClauseId
    /// A role that an organisation can hold: `operator`.
    RoleId
    /// A yes-or-no property of the organisation's platforms: `uses-cloud`.
    FlagId
    /// An enabler, goal, objective or regulation: `gsb`.
    ReferenceId
    /// A publication that confirms a fact: `dga-framework-ar`.
    SourceId
}
