//! Who is assessed, and which questions that leaves.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FlagId, Question, RoleId, Text};

/// A role that an organisation can hold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationRole {
    /// Its name in `applies_to`.
    pub id: RoleId,
    /// Its label on screen.
    pub name: Text,
}

/// A yes-or-no property of the organisation's platforms.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Its name in `requires`.
    pub id: FlagId,
    /// Its label on screen.
    pub name: Text,
    /// How to ask for it.
    pub question: Text,
}

/// What an assessment says of its organisation. Nothing said hides nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The roles it holds; none chosen counts as all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleId>,
    /// The flags that were answered.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub flags: BTreeMap<FlagId, bool>,
}

/// Whether the profile lets a question through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applicability {
    /// It is asked. The flags listed were not answered and are taken as yes.
    Applies {
        /// Assumptions, in the order of the question's `requires`.
        assumed: Vec<FlagId>,
    },
    /// None of the organisation's roles is asked this.
    OtherRole,
    /// This flag was answered with no.
    FlagIsNo(FlagId),
}

impl Applicability {
    /// Whether the question is asked.
    pub fn applies(&self) -> bool {
        matches!(self, Self::Applies { .. })
    }
}

impl Profile {
    /// Whether `question` is asked of this organisation: any of its roles is addressed and no required flag is no.
    pub fn applicability(&self, question: &Question) -> Applicability {
        let addressed = question.applies_to.is_empty()
            || self.roles.is_empty()
            || self.roles.iter().any(|role| question.applies_to.contains(role));
        if !addressed {
            return Applicability::OtherRole;
        }
        let mut assumed = Vec::new();
        for flag in &question.requires {
            match self.flags.get(flag) {
                Some(true) => {}
                Some(false) => return Applicability::FlagIsNo(flag.clone()),
                None => assumed.push(flag.clone()),
            }
        }
        Applicability::Applies { assumed }
    }
}
