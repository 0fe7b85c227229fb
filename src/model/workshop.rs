//! The results of workshops in an assessment: votes, decisions and chosen steps.
//!
//! It only records them: no answer is derived from a vote here.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{NamedLevel, QuestionId};

/// The results of workshops, in the order they were recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workshop {
    /// Votes.
    pub rounds: Vec<Round>,
    /// Decisions made after votes.
    pub decisions: Vec<Decision>,
    /// Matters postponed to later.
    pub parking_lot: Vec<String>,
}

/// One round of votes on a question. It holds counts only, because votes are anonymous.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Round {
    /// The question voted on.
    pub question: QuestionId,
    /// The number of the round, from 1 for each question.
    pub number: u32,
    /// The votes.
    pub tally: Tally,
}

/// The counted votes of one round.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tally {
    /// The number of votes for each level.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<NamedLevel, u32>,
    /// The number of votes for "do not know".
    #[serde(skip_serializing_if = "is_zero")]
    pub unknown: u32,
    /// The number of abstentions.
    #[serde(skip_serializing_if = "is_zero")]
    pub abstained: u32,
}

/// A decision made after a vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The question decided on.
    pub question: QuestionId,
    /// The number of the round before it.
    pub round: u32,
    /// The reasons for the decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The arguments of those who disagreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dissent: Option<String>,
}

/// A step of the roadmap that was chosen for the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedStep {
    /// The question that it raises.
    pub question: QuestionId,
    /// The level it reaches.
    pub level: NamedLevel,
    /// Who is responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day it should be finished.
    #[serde(
        default,
        deserialize_with = "super::day::from_file_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub due: Option<Date>,
    /// The progress.
    #[serde(default)]
    pub status: StepStatus,
}

/// The progress of a planned step.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LevelLabel;

    #[test]
    fn votes_are_read_from_yaml_and_from_json_alike() {
        let tally = Tally {
            levels: BTreeMap::from([(NamedLevel::Label(LevelLabel::Number(3)), 2)]),
            unknown: 1,
            abstained: 0,
        };
        for text in ["{levels: {3: 2}, unknown: 1}", "{\"levels\": {\"3\": 2}, \"unknown\": 1}"] {
            assert_eq!(serde_yaml::from_str::<Tally>(text).unwrap(), tally);
        }
        let json = serde_json::to_string(&tally).unwrap();
        assert_eq!(serde_json::from_str::<Tally>(&json).unwrap(), tally);
    }
}
