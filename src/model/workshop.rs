//! What a workshop leaves behind in an assessment: votes, decisions and chosen steps.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Level, QuestionId};

/// One round of votes on a question. Nobody's name is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// What was voted on.
    pub question: QuestionId,
    /// Counted from 1 for each question.
    pub number: u32,
    /// The votes.
    pub tally: Tally,
}

/// The votes of a room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tally {
    /// How many voted for each level.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<Level, u32>,
    /// How many do not know.
    #[serde(skip_serializing_if = "is_zero")]
    pub unknown: u32,
    /// How many abstained.
    #[serde(skip_serializing_if = "is_zero")]
    pub abstained: u32,
}

/// What was decided after a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided on.
    pub question: QuestionId,
    /// The round it followed.
    pub round: u32,
    /// What the decision rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What those who saw it otherwise said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dissent: Option<String>,
}

/// A step taken into the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedStep {
    /// The question it raises.
    pub question: QuestionId,
    /// The level it reaches.
    pub level: Level,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When it should be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// How far it is.
    #[serde(default)]
    pub status: StepStatus,
}

/// How far a planned step is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepStatus {
    /// Not begun.
    #[default]
    Planned,
    /// Under way.
    Started,
    /// Finished.
    Done,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}
