//! A questionnaire pack: what is asked, of whom, and what helps to get better.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::text::worded;
use super::{
    AreaId, ClauseId, Effort, Flag, FlagId, Impact, Level, LinkKind, OrganisationRole, QuestionId, Reference,
    ReferenceId, RoleId, Scale, Source, Text,
};

/// A whole questionnaire: the manifest and its areas in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// What stands in `pack.yaml`.
    pub manifest: Manifest,
    /// The areas in the order of the manifest.
    pub areas: Vec<Area>,
}

impl Pack {
    /// Every question with its area, in the pack's order.
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = (&Area, &Question)> {
        self.areas.iter().flat_map(|area| area.questions.iter().map(move |question| (area, question)))
    }

    /// The question of this id, with its area.
    pub fn question(&self, id: &str) -> Option<(&Area, &Question)> {
        self.questions().find(|(_, question)| question.id.as_str() == id)
    }

    /// The area of this id.
    pub fn area(&self, id: &str) -> Option<&Area> {
        self.areas.iter().find(|area| area.id.as_str() == id)
    }

    /// The clause of this id, with its area.
    pub fn clause(&self, id: &str) -> Option<(&Area, &Clause)> {
        let mut all =
            self.areas.iter().flat_map(|area| area.clauses.iter().map(move |clause| (area, clause)));
        all.find(|(_, clause)| clause.id.as_str() == id)
    }

    /// The scale, which is the same for every question.
    pub fn scale(&self) -> &Scale {
        &self.manifest.scale
    }
}

/// The file `pack.yaml`: everything that the areas share.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the pack format.
    pub schema: u32,
    /// The pack's name in assessments: `whole-of-government`.
    pub id: String,
    /// Three numbers with dots; assessments of different first numbers are not compared.
    pub version: String,
    /// Language codes; the first one is shown where another is missing.
    pub languages: Vec<String>,
    /// Its title.
    pub title: Text,
    /// What it assesses, in a sentence or two.
    #[serde(default)]
    pub description: Text,
    /// What every screen and report must say of its results.
    #[serde(default)]
    pub notice: Text,
    /// The files of its areas, without `.yaml`, in order.
    pub areas: Vec<AreaId>,
    /// The maturity scale and the constants of the rule.
    pub scale: Scale,
    /// How to rate, shown on request while answering.
    #[serde(default)]
    pub rules: Vec<Wording>,
    /// What the answers that are not a level mean: `unanswered`, `unknown`, `not-applicable`.
    #[serde(default)]
    pub answers: Vec<Wording>,
    /// What the efforts are called and mean.
    #[serde(default)]
    pub efforts: BTreeMap<Effort, Wording>,
    /// What the impacts 1 to 3 are called and mean.
    #[serde(default)]
    pub impacts: BTreeMap<u8, Wording>,
    /// The phases of a roadmap, soonest first.
    #[serde(default)]
    pub phases: Vec<Phase>,
    /// Roles an organisation can hold.
    #[serde(default)]
    pub roles: Vec<OrganisationRole>,
    /// Properties of its platforms.
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
    /// Regulations that bind beside it.
    #[serde(default)]
    pub regulations: Vec<Reference>,
    /// What the policy says of itself: launch, programme, means, sectors and the like.
    #[serde(default)]
    pub background: Vec<Reference>,
    /// Where the texts come from and what is ours.
    #[serde(default)]
    pub provenance: Text,
    /// Publications that facts refer to.
    #[serde(default)]
    pub sources: Vec<Source>,
}

impl Manifest {
    /// The references of one kind, in the pack's order.
    pub fn references(&self, kind: LinkKind) -> &[Reference] {
        match kind {
            LinkKind::Enabler => &self.enablers,
            LinkKind::Goal => &self.goals,
            LinkKind::Objective => &self.objectives,
            LinkKind::Regulation => &self.regulations,
        }
    }

    /// The reference of this kind and id.
    pub fn reference(&self, kind: LinkKind, id: &str) -> Option<&Reference> {
        self.references(kind).iter().find(|reference| reference.id.as_str() == id)
    }
}

/// A named thing with a meaning: a rule, an answer state, an effort.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Its name in the pack, where it has one.
    #[serde(default)]
    pub id: Option<String>,
    /// Its label, where it has one.
    #[serde(default)]
    pub name: Text,
    /// What it means.
    pub text: Text,
}

/// A stretch of a roadmap.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Its name in files: `now`.
    pub id: String,
    /// Its label on screen.
    pub name: Text,
    /// How long it is, in months.
    pub months: u32,
    /// How much fits, in effort points.
    pub capacity: u32,
}

/// A policy area: clauses and the questions that ask about them.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its name, which is also its file's.
    pub id: AreaId,
    /// Its title in full.
    pub title: Text,
    /// A few words for lists and charts; by default the title.
    #[serde(default)]
    pub short: Text,
    /// One sentence.
    #[serde(default)]
    pub description: Text,
    /// What it counts in the whole, 1 to 100.
    #[serde(default = "one")]
    pub weight: u32,
    /// The level to reach where the assessment sets none; by default the middle of the scale.
    #[serde(default)]
    pub target: Option<Level>,
    /// What the policy says.
    #[serde(default)]
    pub clauses: Vec<Clause>,
    /// What is asked about it.
    pub questions: Vec<Question>,
}

impl Area {
    /// The short name if there is one, else the title.
    pub fn label(&self, language: &str) -> &str {
        if self.short.is_empty() { self.title.get(language) } else { self.short.get(language) }
    }
}

/// One obligation of the policy.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// Its name in questions.
    pub id: ClauseId,
    /// Its words.
    pub text: Text,
    /// How it binds each role.
    #[serde(default)]
    pub binds: BTreeMap<RoleId, Obligation>,
    /// Flags that must all be yes for the clause to concern a platform.
    #[serde(default)]
    pub requires: Vec<FlagId>,
    /// What it looks like when it is met for good.
    #[serde(default)]
    pub mature: Text,
    /// What would show it.
    #[serde(default)]
    pub evidence: Vec<Text>,
    /// A remark of the pack's authors.
    #[serde(default)]
    pub note: Text,
    /// The line of the source it was taken from.
    #[serde(default)]
    pub source_line: Option<u32>,
}

/// How a clause binds a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Obligation {
    /// It is bound itself.
    Direct,
    /// It answers for its part to the entity that owns the platform.
    ThroughOwner,
    /// It is not asked.
    NotApplicable,
}

/// One question with a text for each level of the scale.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name, unique in the pack and never given to another question.
    pub id: QuestionId,
    /// Raised when its meaning changes, so that earlier answers are looked at again.
    #[serde(default = "one")]
    pub revision: u32,
    /// A few words: what it is about.
    pub topic: Text,
    /// The question itself.
    pub prompt: Text,
    /// Why it matters.
    #[serde(default)]
    pub help: Text,
    /// The clauses it asks about.
    #[serde(default)]
    pub clauses: Vec<ClauseId>,
    /// Enablers it touches.
    #[serde(default)]
    pub enablers: Vec<ReferenceId>,
    /// Goals it serves.
    #[serde(default)]
    pub goals: Vec<ReferenceId>,
    /// Objectives it serves.
    #[serde(default)]
    pub objectives: Vec<ReferenceId>,
    /// Regulations it rests on.
    #[serde(default)]
    pub regulations: Vec<ReferenceId>,
    /// Roles it is asked of; none named means all.
    #[serde(default)]
    pub applies_to: Vec<RoleId>,
    /// Flags that must all be yes.
    #[serde(default)]
    pub requires: Vec<FlagId>,
    /// What it counts in its area, 1 to 100.
    #[serde(default = "one")]
    pub weight: u32,
    /// Why it can hold its area back alone; only an essential question has a reason.
    #[serde(default)]
    pub essential: Option<Text>,
    /// What each level looks like, lowest first, as many as the scale has.
    pub levels: Vec<QuestionLevel>,
    /// What would show it.
    #[serde(default)]
    pub evidence: Vec<Text>,
}

impl Question {
    /// The links of one kind, in the pack's order.
    pub fn links(&self, kind: LinkKind) -> &[ReferenceId] {
        match kind {
            LinkKind::Enabler => &self.enablers,
            LinkKind::Goal => &self.goals,
            LinkKind::Objective => &self.objectives,
            LinkKind::Regulation => &self.regulations,
        }
    }

    /// What the question says of a level.
    pub fn level(&self, level: Level) -> Option<&QuestionLevel> {
        level.0.checked_sub(1).and_then(|index| self.levels.get(usize::from(index)))
    }

    /// The step written for reaching `level` from the one below.
    pub fn step(&self, level: Level) -> Option<&Step> {
        self.level(level).and_then(|known| known.step.as_ref())
    }

    /// The effort of reaching `level` from the one below: its step's, M where none is written.
    pub fn effort(&self, level: Level) -> Effort {
        self.step(level).map_or(Effort::M, |step| step.effort)
    }
}

worded! {
    /// What a level of a question looks like, with the step that reaches it from the level below.
    pub struct QuestionLevel {
        /// The step; a level without one is reached by its own text.
        step: Option<Step> = None,
    }
}

worded! {
    /// What to do to reach a level from the one below.
    pub struct Step {
        /// How much work it is.
        effort: Effort = Effort::M,
        /// How much it helps.
        impact: Impact = Impact(1),
        /// Levels that other questions must have reached before.
        needs: BTreeMap<QuestionId, Level> = BTreeMap::new(),
    }
}

fn one() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_its_text_and_its_step_stand_together() {
        let level: QuestionLevel = serde_yaml::from_str(
            "ar: سجل\nen: A register\nstep: {ar: حصر, en: List, effort: S, impact: 2, needs: {a-q2: 3}}",
        )
        .unwrap();
        let step = level.step.unwrap();
        assert_eq!(level.text.get("en"), "A register");
        assert_eq!((step.effort, step.impact, step.text.get("ar")), (Effort::S, Impact(2), "حصر"));
        assert_eq!(step.needs.get("a-q2"), Some(&Level(3)));
    }

    #[test]
    fn a_pack_of_one_language_may_write_a_level_as_a_bare_text() {
        let level: QuestionLevel = serde_yaml::from_str("A register").unwrap();
        assert_eq!((level.text.get("en"), level.step), ("A register", None));
    }

    #[test]
    fn a_misspelt_field_is_not_taken_for_a_language() {
        let error = serde_yaml::from_str::<QuestionLevel>("en: A\nstepp: {}").unwrap_err();
        assert!(error.to_string().contains("unknown field `stepp`"), "{error}");
    }
}
