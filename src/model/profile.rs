//! The profile of an organisation, and which questions apply to it.
//!
//! It knows no answer: whether a question counts is decided in `scoring`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FlagId, Question, RoleId, Text};

/// A role that an organisation can hold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationRole {
    /// Its id in `applies_to`.
    pub id: RoleId,
    /// Its label on screen.
    pub name: Text,
}

/// A yes-or-no property of the organisation's platforms.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flag {
    /// Its id in `requires`.
    pub id: FlagId,
    /// Its label on screen.
    pub name: Text,
    /// The question that asks for it.
    pub question: Text,
}

/// The roles and flags of an organisation. An empty profile excludes no question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Profile {
    /// The roles it holds; an empty list means all roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleId>,
    /// The flags with a yes or no answer.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub flags: BTreeMap<FlagId, bool>,
}

/// Whether a profile includes a question, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applicability {
    /// It is included. The listed flags have no answer and are taken as yes.
    Applies {
        /// The assumed flags, in the order of the question's `requires`.
        assumed: Vec<FlagId>,
    },
    /// None of the organisation's roles is asked this question.
    OtherRole,
    /// This required flag is answered no.
    FlagIsNo(FlagId),
}

impl Applicability {
    /// Whether the question is included.
    pub fn applies(&self) -> bool {
        matches!(self, Self::Applies { .. })
    }
}

impl Profile {
    /// Whether `question` applies: it addresses at least one role of the organisation, and no required flag is no. A
    /// flag without an answer counts as yes, so that an incomplete profile excludes no question.
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
