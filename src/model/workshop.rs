//! What a workshop leaves behind in an assessment: votes, decisions and chosen steps.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Unexpected, Visitor},
};

use super::{Level, QuestionId};

/// What workshops left behind, in the order it was taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Workshop {
    /// Votes.
    pub rounds: Vec<Round>,
    /// What was decided after votes.
    pub decisions: Vec<Decision>,
    /// Matters put off.
    pub parking_lot: Vec<String>,
}

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
    #[serde(skip_serializing_if = "BTreeMap::is_empty", deserialize_with = "by_level")]
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

fn by_level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<Level, u32>, D::Error> {
    let votes = BTreeMap::<LevelKey, u32>::deserialize(deserializer)?;
    Ok(votes.into_iter().map(|(LevelKey(level), count)| (level, count)).collect())
}

/// A level as a key: a number, or the text of one, because the keys of JSON are texts.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct LevelKey(Level);

impl<'de> Deserialize<'de> for LevelKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl Visitor<'_> for KeyVisitor {
            type Value = LevelKey;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(super::ExpectedValue::Level.code())
            }

            fn visit_u64<E: serde::de::Error>(self, level: u64) -> Result<LevelKey, E> {
                let known = u8::try_from(level);
                known
                    .map(|level| LevelKey(Level(level)))
                    .map_err(|_| E::invalid_value(Unexpected::Unsigned(level), &self))
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<LevelKey, E> {
                let known = text.parse();
                known
                    .map(|level| LevelKey(Level(level)))
                    .map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
            }
        }

        deserializer.deserialize_any(KeyVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_are_read_from_yaml_and_from_json_alike() {
        let tally = Tally { levels: BTreeMap::from([(Level(3), 2)]), unknown: 1, abstained: 0 };
        for text in ["{levels: {3: 2}, unknown: 1}", "{\"levels\": {\"3\": 2}, \"unknown\": 1}"] {
            assert_eq!(serde_yaml::from_str::<Tally>(text).unwrap(), tally);
        }
        let json = serde_json::to_string(&tally).unwrap();
        assert_eq!(serde_json::from_str::<Tally>(&json).unwrap(), tally);
        assert!(serde_yaml::from_str::<Tally>("{levels: {three: 2}}").is_err());
    }
}
