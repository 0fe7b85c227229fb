//! A questionnaire pack: the questions, the organisations they apply to, and help for improvement.
//!
//! Types in the shape of the pack files. Whether a pack is consistent is checked when it is read.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use serde::Deserialize;

use super::question::one;
use super::{
    AreaId, ClauseId, Effort, Flag, FlagId, Level, LinkKind, NamedLevel, OrganisationRole, Question,
    QuestionId, Reference, RoleId, Scale, Source, Text,
};

/// A whole questionnaire: the manifest and its areas in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// The contents of `pack.yaml`.
    pub manifest: Manifest,
    /// The areas in the order of the manifest.
    pub areas: Vec<Area>,
    places: QuestionPlaces,
}

/// The indexes of the area and of the question in it, by the id of each question, once one was looked up. It is no part
/// of the pack's value.
#[derive(Debug, Default)]
struct QuestionPlaces(OnceLock<HashMap<QuestionId, (usize, usize)>>);

impl Clone for QuestionPlaces {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for QuestionPlaces {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Pack {
    /// A pack of these areas. Finds the levels that their files name in the scale.
    pub fn new(mut manifest: Manifest, mut areas: Vec<Area>) -> Self {
        let find = |manifest: &Manifest, named: &mut NamedLevel| {
            if let Some(level) = manifest.level(named) {
                *named = level.into();
            }
        };
        let mut evidence_from = manifest.scale.evidence_from.take();
        if let Some(named) = &mut evidence_from {
            find(&manifest, named);
        }
        manifest.scale.evidence_from = evidence_from;
        for area in &mut areas {
            if let Some(named) = &mut area.target {
                find(&manifest, named);
            }
            for question in &mut area.questions {
                let steps = question.levels.iter_mut().filter_map(|level| level.step.as_mut());
                let needs = steps.flat_map(|step| step.needs.values_mut());
                needs.chain(&mut question.without_levels).for_each(|named| find(&manifest, named));
            }
        }
        Self { manifest, areas, places: QuestionPlaces::default() }
    }

    /// All questions with their areas, in the pack's order.
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = (&Area, &Question)> {
        self.areas.iter().flat_map(|area| area.questions.iter().map(move |question| (area, question)))
    }

    /// The question with this id, and its area; `None` if there is none.
    pub fn question(&self, id: &str) -> Option<(&Area, &Question)> {
        let (area, index) = *self.places.0.get_or_init(|| self.question_places()).get(id)?;
        let area = self.areas.get(area)?;
        let question = area.questions.get(index).filter(|question| question.id.as_str() == id)?;
        Some((area, question))
    }

    fn question_places(&self) -> HashMap<QuestionId, (usize, usize)> {
        let areas = self.areas.iter().enumerate();
        let places = areas.flat_map(|(place, area)| {
            let questions = area.questions.iter().enumerate();
            questions.map(move |(index, question)| (question.id.clone(), (place, index)))
        });
        places.collect()
    }

    /// The area with this id; `None` if there is none.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id.as_str() == id)
    }

    /// The target of an area where an assessment sets none: the area's own, else the middle level.
    pub fn target(&self, area: &AreaId) -> Level {
        self.area(area).and_then(Area::own_target).unwrap_or_else(|| self.scale().middle())
    }

    /// The clause with this id, and its area; `None` if there is none.
    pub fn clause(&self, id: &str) -> Option<(&Area, &Clause)> {
        let mut all =
            self.areas.iter().flat_map(|area| area.clauses.iter().map(move |clause| (area, clause)));
        all.find(|(_, clause)| clause.id.as_str() == id)
    }

    /// The group that begins with this area; `None` if none does.
    pub fn group_from(&self, area: &AreaId) -> Option<&AreaGroup> {
        self.manifest.groups.iter().find(|group| group.areas.first() == Some(area))
    }

    /// The indexes in the pack of the areas of a group, in the pack's order.
    pub fn places_of(&self, group: &AreaGroup) -> Vec<usize> {
        let known = self.areas.iter().enumerate();
        known.filter(|(_, area)| group.areas.contains(&area.id)).map(|(place, _)| place).collect()
    }

    /// The scale, which is the same for every question.
    pub fn scale(&self) -> &Scale {
        &self.manifest.scale
    }
}

/// The file `pack.yaml`: all that the areas share.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the pack format.
    pub schema: u32,
    /// The pack's id in assessments, such as `whole-of-government`.
    pub id: String,
    /// Three numbers with dots. Assessments with different first numbers cannot be compared.
    pub version: String,
    /// Language codes. The first one is shown if another is missing.
    pub languages: Vec<String>,
    /// Its title.
    pub title: Text,
    /// What it assesses, in one or two sentences.
    #[serde(default)]
    pub description: Text,
    /// A notice that every screen and report shows with the results.
    #[serde(default)]
    pub notice: Text,
    /// The files of its areas, without `.yaml`, in order.
    pub areas: Vec<AreaId>,
    /// Groups of areas, each with a level of its own. An area may be in none.
    #[serde(default)]
    pub groups: Vec<AreaGroup>,
    /// What the results say first.
    #[serde(default)]
    pub lead: Lead,
    /// The maturity scale and the constants of the scoring rule.
    pub scale: Scale,
    /// Advice on rating, shown on request while answering.
    #[serde(default)]
    pub rules: Vec<Wording>,
    /// The meanings of answers that are not a level: `unanswered`, `unknown`, `not-applicable`.
    #[serde(default)]
    pub answers: Vec<Wording>,
    /// The names and meanings of the efforts.
    #[serde(default)]
    pub efforts: BTreeMap<Effort, Wording>,
    /// The names and meanings of the impacts 1 to 3.
    #[serde(default)]
    pub impacts: BTreeMap<u8, Wording>,
    /// The phases of a roadmap, the soonest first.
    #[serde(default)]
    pub phases: Vec<Phase>,
    /// Roles an organisation can hold.
    #[serde(default)]
    pub roles: Vec<OrganisationRole>,
    /// Properties of an organisation's platforms.
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// Shared platforms and building blocks.
    #[serde(default)]
    pub enablers: Vec<Reference>,
    /// Goals of the programme.
    #[serde(default)]
    pub goals: Vec<Reference>,
    /// Objectives of the policy.
    #[serde(default)]
    pub objectives: Vec<Reference>,
    /// Regulations that bind in addition to the policy.
    #[serde(default)]
    pub regulations: Vec<Reference>,
    /// Background of the policy: launch, programme, means, sectors and similar.
    #[serde(default)]
    pub background: Vec<Reference>,
    /// The origin of the texts, and which of them were written for the pack.
    #[serde(default)]
    pub provenance: Text,
    /// Publications that facts refer to.
    #[serde(default)]
    pub sources: Vec<Source>,
}

/// How a pack names levels, by its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelNaming {
    /// By their positions in the scale, from 1: schema 1.
    Position,
    /// By their labels: every later schema.
    Label,
}

impl Manifest {
    /// The latest version of the pack format.
    pub const SCHEMA: u32 = 2;

    /// How this pack names levels.
    pub fn level_naming(&self) -> LevelNaming {
        if self.schema < 2 { LevelNaming::Position } else { LevelNaming::Label }
    }

    /// The level that the pack names so. `None` if the scale does not have it.
    pub fn level(&self, named: &NamedLevel) -> Option<Level> {
        match self.level_naming() {
            LevelNaming::Label => self.scale.known(named),
            LevelNaming::Position => {
                named.clone().of_schema_1().position().filter(|level| self.scale.contains(*level))
            }
        }
    }

    /// The name of a level in this pack.
    pub fn level_name(&self, level: Level) -> String {
        match self.level_naming() {
            LevelNaming::Label => self.scale.label(level),
            LevelNaming::Position => level.to_string(),
        }
    }

    /// The references of one kind, in the pack's order.
    pub fn references(&self, kind: LinkKind) -> &[Reference] {
        match kind {
            LinkKind::Enabler => &self.enablers,
            LinkKind::Goal => &self.goals,
            LinkKind::Objective => &self.objectives,
            LinkKind::Regulation => &self.regulations,
        }
    }

    /// The reference with this kind and id; `None` if there is none.
    pub fn reference(&self, kind: LinkKind, id: &str) -> Option<&Reference> {
        self.references(kind).iter().find(|reference| reference.id.as_str() == id)
    }
}

/// Areas under a heading, with a level by the same rule as the whole.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaGroup {
    /// Its id in files.
    pub id: String,
    /// Its heading.
    pub title: Text,
    /// Its areas, which follow one another in the pack.
    pub areas: Vec<AreaId>,
}

/// The figure that the results of a pack begin with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lead {
    /// The level, because a mean hides what is missing.
    #[default]
    Level,
    /// The index, for a model whose users expect a mean.
    Index,
}

/// A term with its meaning: a rule, a state of an answer, an effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Its id, if it has one.
    #[serde(default)]
    pub id: Option<String>,
    /// Its label, if it has one.
    #[serde(default)]
    pub name: Text,
    /// What it means.
    pub text: Text,
}

/// A phase of a roadmap.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its id in files, such as `now`.
    pub id: String,
    /// Its label on screen.
    pub name: Text,
    /// Its length in months.
    pub months: u32,
    /// Its capacity in effort points.
    pub capacity: u32,
}

/// A policy area: clauses and the questions that ask about them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its id, which is also its file name.
    pub id: AreaId,
    /// Its title in full.
    pub title: Text,
    /// A few words for lists and charts; by default the title.
    #[serde(default)]
    pub short: Text,
    /// One sentence.
    #[serde(default)]
    pub description: Text,
    /// Its weight in the whole, 1 to 100.
    #[serde(default = "one")]
    pub weight: u32,
    /// The target level unless the assessment sets one; by default the middle of the scale.
    #[serde(default)]
    pub target: Option<NamedLevel>,
    /// The clauses of the policy.
    #[serde(default)]
    pub clauses: Vec<Clause>,
    /// The questions about it.
    pub questions: Vec<Question>,
}

impl Area {
    /// The target that the pack sets.
    pub fn own_target(&self) -> Option<Level> {
        self.target.as_ref().and_then(NamedLevel::position)
    }

    /// The short name; otherwise the title.
    pub fn label(&self, language: &str) -> &str {
        if self.short.is_empty() { self.title.get(language) } else { self.short.get(language) }
    }
}

/// One obligation of the policy.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its id in questions.
    pub id: ClauseId,
    /// Its wording.
    pub text: Text,
    /// Its force for each role.
    #[serde(default)]
    pub binds: BTreeMap<RoleId, Obligation>,
    /// Flags that must all be yes; otherwise the clause does not concern the platform.
    #[serde(default)]
    pub requires: Vec<FlagId>,
    /// How it looks if it is met permanently.
    #[serde(default)]
    pub mature: Text,
    /// Evidence that would show it.
    #[serde(default)]
    pub evidence: Vec<Text>,
    /// A remark of the pack's authors.
    #[serde(default)]
    pub note: Text,
    /// The line of the source that it comes from.
    #[serde(default)]
    pub source_line: Option<u32>,
}

/// The force of a clause for a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obligation {
    /// The role is bound itself.
    Direct,
    /// The role is answerable for its part to the owner of the platform.
    ThroughOwner,
    /// The role is not asked.
    NotApplicable,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn every_question_is_found_with_its_area_and_a_copy_is_indexed_again() {
        let area = |id: &str, questions: &[&str]| {
            sample::area(id, questions.iter().map(|id| sample::question(id, 1)).collect())
        };
        let pack = sample::pack(vec![area("one", &["b", "a"]), area("two", &["c"])]);
        let found =
            |pack: &Pack, id| pack.question(id).map(|(area, known)| format!("{}/{}", area.id, known.id));
        let all = |pack: &Pack| ["a", "b", "c", "d"].map(|id| found(pack, id).unwrap_or_default());
        assert_eq!(all(&pack), ["one/a", "one/b", "two/c", ""]);
        let mut shorter = pack.clone();
        shorter.areas.remove(0);
        assert_eq!(all(&shorter), ["", "", "two/c", ""]);
    }
}
