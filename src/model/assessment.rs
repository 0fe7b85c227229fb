//! One assessment: who is assessed, what was answered, and what was decided.
//!
//! These are the parts as the program works on them; [`super::Header`] is their form in the file.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Answer, AreaId, Entry, Level, Pack, PlannedStep, Profile, QuestionId, Text, Workshop};

/// A whole assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// What it is called, and whom it is about.
    pub identity: Identity,
    /// Roles and flags of the organisation.
    pub profile: Profile,
    /// Levels to reach, by area. An area without one has the pack's target.
    pub targets: BTreeMap<AreaId, Level>,
    /// What was said to each question, in the pack's order; questions that left the pack come last.
    pub answers: IndexMap<QuestionId, Entry>,
    /// Votes, decisions and parked matters.
    pub workshop: Workshop,
    /// Chosen steps of the roadmap.
    pub plan: Vec<PlannedStep>,
    /// Frozen copies, oldest first.
    pub milestones: Vec<Milestone>,
}

impl Assessment {
    /// A new assessment in which every question of `pack` is unanswered.
    pub fn new(identity: Identity, pack: &Pack) -> Self {
        let mut assessment = Self {
            identity,
            profile: Profile::default(),
            targets: BTreeMap::new(),
            answers: IndexMap::new(),
            workshop: Workshop::default(),
            plan: Vec::new(),
            milestones: Vec::new(),
        };
        assessment.align(pack);
        assessment
    }

    /// Brings the answers into the pack's order, adds its new questions and keeps what it no longer asks at the end.
    pub fn align(&mut self, pack: &Pack) {
        let mut old = std::mem::take(&mut self.answers);
        for (_, question) in pack.questions() {
            let entry = old.shift_remove(&question.id).unwrap_or_default();
            self.answers.insert(question.id.clone(), entry);
        }
        self.answers.extend(old.into_iter().filter(|(_, entry)| !entry.is_empty()));
    }

    /// What was said to a question.
    pub fn entry(&self, question: &QuestionId) -> Option<&Entry> {
        self.answers.get(question)
    }

    /// The answer to a question, if there is one.
    pub fn answer(&self, question: &QuestionId) -> Option<&Answer> {
        self.entry(question).and_then(|entry| entry.answer.as_ref())
    }

    /// Puts `entry` in the place of what was said to a question, and returns that.
    pub fn replace(&mut self, question: &QuestionId, entry: Entry) -> Entry {
        self.answers.insert(question.clone(), entry).unwrap_or_default()
    }

    /// Answers to questions that the pack no longer has.
    pub fn orphans<'a>(&'a self, pack: &'a Pack) -> impl Iterator<Item = (&'a QuestionId, &'a Entry)> {
        self.answers.iter().filter(|(id, entry)| !entry.is_empty() && pack.question(id).is_none())
    }

    /// The target of an area: the assessment's, else the pack's, else the middle of the scale.
    pub fn target(&self, pack: &Pack, area: &AreaId) -> Level {
        let of_pack = || pack.area(area).and_then(|area| area.target);
        self.targets.get(area).copied().or_else(of_pack).unwrap_or_else(|| pack.scale().middle())
    }
}

/// What an assessment is called, and whom and when it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name it goes by; its file is named after it.
    pub name: String,
    /// The pack whose questions it answers.
    pub pack: PackReference,
    /// The language of its comments and reports: a code such as `ar`.
    pub language: String,
    /// The name of the organisation assessed; any language may be missing, and all.
    pub entity: Text,
    /// The time it looks back on, in words.
    pub period: Option<String>,
    /// The day it is scored for. `None` is the day of looking.
    pub as_of: Option<Date>,
    /// The roles of those who answer, in words.
    pub assessed_by: Vec<String>,
    /// The platforms in scope, by name.
    pub scope: Vec<String>,
    /// How confidential it is, in words.
    pub classification: Option<String>,
    /// Who accepted it.
    pub sign_off: Option<SignOff>,
}

impl Identity {
    /// An identity with what every assessment must have, and nothing else.
    pub fn new(name: &str, pack: &Pack, language: &str) -> Self {
        Self {
            name: name.to_owned(),
            pack: PackReference { id: pack.manifest.id.clone(), version: pack.manifest.version.clone() },
            language: language.to_owned(),
            entity: Text::default(),
            period: None,
            as_of: None,
            assessed_by: Vec::new(),
            scope: Vec::new(),
            classification: None,
            sign_off: None,
        }
    }
}

/// The pack an assessment was made with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackReference {
    /// The pack's id.
    pub id: String,
    /// The pack's version when the assessment was last saved.
    pub version: String,
}

/// Who accepted an assessment, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// A role, not a person's name.
    pub role: String,
    /// The day.
    pub date: Date,
}

/// A frozen, named and dated copy of an assessment. What changes in the assessment later does not change it.
///
/// Milestones of older files hold answers only; [`Milestone::assessment`] takes the rest from the assessment they are in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Its name.
    pub name: String,
    /// The day it is scored for.
    pub date: Date,
    /// The pack of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackReference>,
    /// The roles and flags of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// The targets of that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<BTreeMap<AreaId, Level>>,
    /// The answers of that day, without the questions that had none.
    pub answers: IndexMap<QuestionId, Entry>,
}

impl Milestone {
    /// Freezes the answers, the profile, the targets and the pack of `assessment`.
    pub fn freeze(name: &str, date: Date, assessment: &Assessment) -> Self {
        let said = assessment.answers.iter().filter(|(_, entry)| !entry.is_empty());
        Self {
            name: name.to_owned(),
            date,
            pack: Some(assessment.identity.pack.clone()),
            profile: Some(assessment.profile.clone()),
            targets: Some(assessment.targets.clone()),
            answers: said.map(|(id, entry)| (id.clone(), entry.clone())).collect(),
        }
    }

    /// The assessment of that day. What the milestone does not hold is as in `now`, the assessment it belongs to.
    pub fn assessment(&self, now: &Assessment) -> Assessment {
        let mut then = now.clone();
        then.identity.as_of = Some(self.date);
        then.identity.pack = self.pack.clone().unwrap_or(then.identity.pack);
        then.profile = self.profile.clone().unwrap_or(then.profile);
        then.targets = self.targets.clone().unwrap_or(then.targets);
        then.answers.clone_from(&self.answers);
        then.milestones = Vec::new();
        then
    }
}
