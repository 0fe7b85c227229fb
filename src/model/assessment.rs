//! One assessment: who is assessed, what was answered and what was decided.
//!
//! These are the parts that the program works with. [`super::Header`] is their form in the file, and changes are made
//! through `edit`.

use std::collections::{BTreeMap, HashSet};

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Answer, AreaId, AskedTopic, Entry, Level, NamedLevel, Pack, PlannedStep, Profile, QuestionId, Scale,
    Text, Workshop,
};

/// A whole assessment.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Its name, and the organisation and period it is about.
    pub identity: Identity,
    /// Roles and flags of the organisation.
    pub profile: Profile,
    /// The target levels by area. An area without one has the target of the pack.
    pub targets: BTreeMap<AreaId, NamedLevel>,
    /// The entries of the questions, in the pack's order. Questions that were removed from the pack come last.
    pub answers: IndexMap<QuestionId, Entry>,
    /// Votes, decisions and postponed matters.
    pub workshop: Workshop,
    /// The steps chosen from the roadmap.
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

    /// The day for which it is scored: its own, or else `today`.
    pub fn as_of(&self, today: Date) -> Date {
        self.identity.as_of.unwrap_or(today)
    }

    /// Brings it into line with its pack: finds the levels in the scale, puts the entries into the pack's order and adds
    /// its new questions. Entries of questions that it no longer has are kept at the end, so that no answer is lost.
    pub fn align(&mut self, pack: &Pack) {
        self.find_levels(pack.scale());
        let mut old = std::mem::take(&mut self.answers);
        for (_, question) in pack.questions() {
            // Taken and not removed, because a removal moves all entries behind it.
            let entry = old.get_mut(&question.id).map(std::mem::take).unwrap_or_default();
            self.answers.insert(question.id.clone(), entry);
        }
        self.answers.extend(old.into_iter().filter(|(_, entry)| !entry.is_empty()));
    }

    /// Finds each level that is given by its label in the scale. A level that the scale does not have is a label after
    /// this.
    pub fn find_levels(&mut self, scale: &Scale) {
        self.each_level(&mut |level| match scale.known(&level) {
            Some(known) => NamedLevel::Known(known),
            None => NamedLevel::Label(scale.outside(&level)),
        });
    }

    /// The same assessment with every level given by its label, as files hold them.
    #[must_use]
    pub fn in_labels(&self, scale: &Scale) -> Self {
        let mut labelled = self.clone();
        labelled.each_level(&mut |level| {
            NamedLevel::Label(match scale.known(&level) {
                Some(known) => scale.written(known),
                None => scale.outside(&level),
            })
        });
        labelled
    }

    /// The same assessment as a file holds it that is written with its pack: with every level given by its label, and with
    /// the topic of each question that was answered. A question of another version is the same if its revision is.
    #[must_use]
    pub fn as_in_file(&self, pack: &Pack) -> Self {
        let mut written = self.in_labels(pack.scale());
        if written.identity.pack.is_of_any_version_of(pack) {
            record_topics(&mut written.answers, pack);
        }
        for milestone in &mut written.milestones {
            if milestone.pack.as_ref().is_some_and(|then| then.is_of_any_version_of(pack)) {
                record_topics(&mut milestone.answers, pack);
            }
        }
        written
    }

    /// Removes the topics of the questions that were answered.
    pub fn forget_topics(&mut self) {
        let milestones = self.milestones.iter_mut().flat_map(|milestone| milestone.answers.values_mut());
        for entry in self.answers.values_mut().chain(milestones) {
            entry.topic = AskedTopic::default();
        }
    }

    /// What a question was called when it was answered, now or at the latest milestone that says it. `None` if nothing
    /// says it.
    pub fn asked_topic(&self, question: &QuestionId) -> Option<&AskedTopic> {
        let milestones = self.milestones.iter().rev().map(|milestone| &milestone.answers);
        let mut entries = [&self.answers].into_iter().chain(milestones).filter_map(|all| all.get(question));
        entries.find_map(|entry| Some(&entry.topic).filter(|topic| topic.is_known()))
    }

    /// Reads every number as the position of a level, as files of schema 1 hold them.
    pub fn read_as_schema_1(&mut self) {
        self.each_level(&mut NamedLevel::of_schema_1);
    }

    /// Replaces every level, also those of the milestones.
    fn each_level(&mut self, change: &mut impl FnMut(NamedLevel) -> NamedLevel) {
        each_answer(&mut self.answers, change);
        each_target(&mut self.targets, change);
        for round in &mut self.workshop.rounds {
            let votes = std::mem::take(&mut round.tally.levels);
            for (level, count) in votes {
                *round.tally.levels.entry(change(level)).or_default() += count;
            }
        }
        for step in &mut self.plan {
            step.level = change(step.level.clone());
        }
        for milestone in &mut self.milestones {
            each_answer(&mut milestone.answers, change);
            milestone.targets.iter_mut().for_each(|targets| each_target(targets, change));
        }
    }

    /// The entry of a question; `None` if it has none.
    pub fn entry(&self, question: &QuestionId) -> Option<&Entry> {
        self.answers.get(question)
    }

    /// The answer to a question; `None` if it has none.
    pub fn answer(&self, question: &QuestionId) -> Option<&Answer> {
        self.entry(question).and_then(|entry| entry.answer.as_ref())
    }

    /// Replaces the entry of a question and returns the previous one, which is empty if there was none.
    pub fn replace(&mut self, question: &QuestionId, entry: Entry) -> Entry {
        self.answers.insert(question.clone(), entry).unwrap_or_default()
    }

    /// The entries of questions that the pack no longer has.
    pub fn orphans<'a>(&'a self, pack: &'a Pack) -> impl Iterator<Item = (&'a QuestionId, &'a Entry)> {
        // A set, because a search of the pack for every answer takes time with the square of the questions.
        let known: HashSet<&QuestionId> = pack.questions().map(|(_, question)| &question.id).collect();
        self.answers.iter().filter(move |(id, entry)| !entry.is_empty() && !known.contains(id))
    }

    /// The target of an area: that of the assessment, otherwise that of the pack, otherwise the middle of the scale. A
    /// target outside the scale is not used.
    pub fn target(&self, pack: &Pack, area: &AreaId) -> Level {
        let own = self.targets.get(area).and_then(|target| pack.scale().known(target));
        own.unwrap_or_else(|| pack.target(area))
    }
}

/// Records the topic of each question of the pack that is answered and has none yet.
fn record_topics(answers: &mut IndexMap<QuestionId, Entry>, pack: &Pack) {
    for (_, question) in pack.questions() {
        if let Some(entry) = answers.get_mut(&question.id) {
            entry.record_topic(question);
        }
    }
}

fn each_answer(answers: &mut IndexMap<QuestionId, Entry>, change: &mut impl FnMut(NamedLevel) -> NamedLevel) {
    for answer in answers.values_mut().filter_map(|entry| entry.answer.as_mut()) {
        if let Some(level) = answer.named() {
            *answer = change(level).into();
        }
    }
}

fn each_target(
    targets: &mut BTreeMap<AreaId, NamedLevel>,
    change: &mut impl FnMut(NamedLevel) -> NamedLevel,
) {
    for target in targets.values_mut() {
        *target = change(target.clone());
    }
}

/// The name of an assessment, and its subject and date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Its display name. The file name is made from it.
    pub name: String,
    /// The pack whose questions it answers.
    pub pack: PackReference,
    /// The language of its comments and reports: a code such as `ar`.
    pub language: String,
    /// The name of the organisation. Some or all languages may be missing.
    pub entity: Text,
    /// The period that it covers, in words.
    pub period: Option<String>,
    /// The day it is scored for; `None` means the current day.
    pub as_of: Option<Date>,
    /// The roles of those who answer, in words and without names.
    pub assessed_by: Vec<String>,
    /// The platforms in scope, by name.
    pub scope: Vec<String>,
    /// Its confidentiality, in words.
    pub classification: Option<String>,
    /// The acceptance of the result.
    pub sign_off: Option<SignOff>,
}

impl Identity {
    /// An identity with the required fields; all others are empty.
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

impl PackReference {
    /// Whether it names this version of this pack.
    pub fn is_of(&self, pack: &Pack) -> bool {
        self.is_of_any_version_of(pack) && self.version == pack.manifest.version
    }

    /// Whether it names a version of this pack.
    pub fn is_of_any_version_of(&self, pack: &Pack) -> bool {
        self.id == pack.manifest.id
    }
}

/// Acceptance of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// The role of the one who accepted, without a name.
    pub role: String,
    /// The day of acceptance.
    #[serde(deserialize_with = "super::day::from_file")]
    pub date: Date,
}

/// A frozen copy of an assessment with a name and a date. Later changes of the assessment do not affect it.
///
/// Milestones of older files hold only answers. [`Milestone::assessment`] takes the rest from the assessment they
/// belong to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Its name.
    pub name: String,
    /// The day it is scored for.
    #[serde(deserialize_with = "super::day::from_file")]
    pub date: Date,
    /// The pack on that day; `None` in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pack: Option<PackReference>,
    /// The roles and flags on that day; `None` in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<Profile>,
    /// The targets on that day; `None` in older files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub targets: Option<BTreeMap<AreaId, NamedLevel>>,
    /// The entries on that day, without empty ones.
    pub answers: IndexMap<QuestionId, Entry>,
}

impl Milestone {
    /// Freezes the answers, the profile, the targets and the pack of `assessment`.
    pub fn freeze(name: &str, date: Date, assessment: &Assessment) -> Self {
        let entries = assessment.answers.iter().filter(|(_, entry)| !entry.is_empty());
        Self {
            name: name.to_owned(),
            date,
            pack: Some(assessment.identity.pack.clone()),
            profile: Some(assessment.profile.clone()),
            targets: Some(assessment.targets.clone()),
            answers: entries.map(|(id, entry)| (id.clone(), entry.clone())).collect(),
        }
    }

    /// The assessment on that day. Parts that the milestone does not hold are taken from `now`, the assessment it
    /// belongs to.
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
