//! What questions refer to: enablers, goals, objectives and regulations, and the publications that speak of them.

use serde::{Deserialize, Serialize};

use super::{ReferenceId, SourceId, Text};

/// What a question can be linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// A shared platform or building block.
    Enabler,
    /// A goal of the programme.
    Goal,
    /// An objective of the policy.
    Objective,
    /// A regulation that binds beside the policy.
    Regulation,
}

impl LinkKind {
    /// Every kind, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Enabler, Self::Goal, Self::Objective, Self::Regulation];
}

/// Something outside the questionnaire that questions refer to, or a piece of its background.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Its name in links.
    pub id: ReferenceId,
    /// Its label on screen.
    pub name: Text,
    /// Its words in the policy.
    #[serde(default)]
    pub text: Text,
    /// Who issued it.
    #[serde(default)]
    pub issuer: Text,
    /// What is known about it.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// A statement about a reference and how sure it is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The statement.
    pub text: Text,
    /// Whether a source says so.
    pub status: FactStatus,
    /// The sources that say so; none for an open point.
    #[serde(default)]
    pub sources: Vec<SourceId>,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactStatus {
    /// The sources say so.
    Confirmed,
    /// An open point.
    Unconfirmed,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its name in facts.
    pub id: SourceId,
    /// Title and publisher.
    pub title: Text,
    /// Where it was found.
    #[serde(default)]
    pub url: Option<String>,
    /// How close to the issuer it stands.
    pub kind: SourceKind,
    /// What it confirms.
    #[serde(default)]
    pub confirms: Option<String>,
}

/// How close to the issuer a source stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The issuer itself.
    Primary,
    /// A study or a summary.
    Secondary,
    /// News.
    Press,
}
