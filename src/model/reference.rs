//! The things that questions refer to: enablers, goals, objectives and regulations, with the publications about them.
//!
//! They are background for the reader, so no score depends on them.

use serde::{Deserialize, Serialize};

use super::{ReferenceId, SourceId, Text};

/// The kind of a link from a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// A shared platform or building block.
    Enabler,
    /// A goal of the programme.
    Goal,
    /// An objective of the policy.
    Objective,
    /// A regulation that binds in addition to the policy.
    Regulation,
}

impl LinkKind {
    /// Every kind, in display order.
    pub const ALL: [Self; 4] = [Self::Enabler, Self::Goal, Self::Objective, Self::Regulation];
}

/// A thing outside the questionnaire that questions refer to, or a part of its background.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Its id in links.
    pub id: ReferenceId,
    /// Its label on screen.
    pub name: Text,
    /// The heading over it and its neighbours with the same one. Only the background is grouped.
    #[serde(default)]
    pub group: Text,
    /// Its wording in the policy.
    #[serde(default)]
    pub text: Text,
    /// The authority that issued it.
    #[serde(default)]
    pub issuer: Text,
    /// Facts about it.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// A statement about a reference, with its certainty.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The statement.
    pub text: Text,
    /// Whether a source confirms it.
    pub status: FactStatus,
    /// The sources that confirm it; empty for an open point.
    #[serde(default)]
    pub sources: Vec<SourceId>,
}

/// The certainty of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactStatus {
    /// The sources confirm it.
    Confirmed,
    /// It is an open point without a source.
    Unconfirmed,
}

/// A publication.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id in facts.
    pub id: SourceId,
    /// Title and publisher.
    pub title: Text,
    /// Its address, if it is online.
    #[serde(default)]
    pub url: Option<String>,
    /// Its distance from the issuer.
    pub kind: SourceKind,
    /// The facts that it confirms, in words; a bare text is shown in every language. Empty if none are named.
    #[serde(default)]
    pub confirms: Text,
}

/// The distance of a source from the issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A publication of the issuer itself.
    Primary,
    /// A study or a summary.
    Secondary,
    /// A report in the news.
    Press,
}
