//! The fields of an assessment file before `answers`, in the order and shape of the file.
//!
//! Only reading and writing use this form. The rest of the program uses [`Assessment`].

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::IgnoredAny};

use super::day::from_file_if_any;
use super::text::by_language;
use super::{
    AreaId, Assessment, Decision, Entry, Identity, Milestone, NamedLevel, PackReference, PlannedStep,
    Profile, QuestionId, Round, SignOff, Text, Workshop,
};

/// The version of the assessment file format that this program writes.
///
/// Format 1 held levels by their position in the scale; format 2 holds their labels.
pub const SCHEMA: u32 = 2;

/// All fields of an assessment file except the answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// The version of the file format.
    pub schema: u32,
    name: String,
    pack: PackReference,
    language: String,
    #[serde(default, deserialize_with = "by_language", skip_serializing_if = "Text::has_no_language")]
    entity: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    #[serde(default, deserialize_with = "from_file_if_any", skip_serializing_if = "Option::is_none")]
    as_of: Option<Date>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    assessed_by: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    scope: Vec<String>,
    #[serde(default)]
    profile: Profile,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    classification: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sign_off: Option<SignOff>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    targets: BTreeMap<AreaId, NamedLevel>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    milestones: Vec<Milestone>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    rounds: Vec<Round>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decisions: Vec<Decision>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parking_lot: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    plan: Vec<PlannedStep>,
    /// The store reads the answers on its own. The field is here because a fault lists the keys that a file may have.
    #[serde(default, skip_serializing)]
    answers: IgnoredAny,
}

impl Header {
    /// The header of `assessment`. It destructures the assessment, so that the compiler reports a part that was
    /// forgotten.
    pub fn of(assessment: &Assessment) -> Self {
        let Assessment { identity, profile, targets, answers: _, workshop, plan, milestones } =
            assessment.clone();
        let Identity {
            name,
            pack,
            language,
            entity,
            period,
            as_of,
            assessed_by,
            scope,
            classification,
            sign_off,
        } = identity;
        let Workshop { rounds, decisions, parking_lot } = workshop;
        Self {
            schema: SCHEMA,
            name,
            pack,
            language,
            entity,
            period,
            as_of,
            assessed_by,
            scope,
            profile,
            classification,
            sign_off,
            targets,
            milestones,
            rounds,
            decisions,
            parking_lot,
            plan,
            answers: IgnoredAny,
        }
    }

    /// The assessment with this header and these answers.
    pub fn with(self, answers: IndexMap<QuestionId, Entry>) -> Assessment {
        let identity = Identity {
            name: self.name,
            pack: self.pack,
            language: self.language,
            entity: self.entity,
            period: self.period,
            as_of: self.as_of,
            assessed_by: self.assessed_by,
            scope: self.scope,
            classification: self.classification,
            sign_off: self.sign_off,
        };
        Assessment {
            identity,
            profile: self.profile,
            targets: self.targets,
            answers,
            workshop: Workshop {
                rounds: self.rounds,
                decisions: self.decisions,
                parking_lot: self.parking_lot,
            },
            plan: self.plan,
            milestones: self.milestones,
        }
    }
}
