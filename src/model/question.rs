//! A question of a pack, with its levels and the steps between them.
//!
//! It knows no pack: its area and the other questions that a step needs are known there by their ids.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::text::worded;
use super::{
    ClauseId, Effort, FlagId, Impact, Level, LinkKind, NamedLevel, QuestionId, ReferenceId, RoleId, Scale,
    Text,
};

/// One question with a text for each level of the scale.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id, unique in the pack and never reused for another question.
    pub id: QuestionId,
    /// Increased if its meaning changes, so that earlier answers are reviewed.
    #[serde(default = "one")]
    pub revision: u32,
    /// Its subject, in a few words.
    pub topic: Text,
    /// The question itself.
    pub prompt: Text,
    /// Why it matters.
    #[serde(default)]
    pub help: Text,
    /// The clauses that it asks about.
    #[serde(default)]
    pub clauses: Vec<ClauseId>,
    /// The enablers that it concerns.
    #[serde(default)]
    pub enablers: Vec<ReferenceId>,
    /// The goals that it serves.
    #[serde(default)]
    pub goals: Vec<ReferenceId>,
    /// The objectives that it serves.
    #[serde(default)]
    pub objectives: Vec<ReferenceId>,
    /// The regulations that it is based on.
    #[serde(default)]
    pub regulations: Vec<ReferenceId>,
    /// The roles that are asked; an empty list means all.
    #[serde(default)]
    pub applies_to: Vec<RoleId>,
    /// Flags that must all be yes; otherwise the question does not apply.
    #[serde(default)]
    pub requires: Vec<FlagId>,
    /// Its weight in its area, 1 to 100.
    #[serde(default = "one")]
    pub weight: u32,
    /// The reason why the question can hold its area back alone. Only an essential question has one.
    #[serde(default)]
    pub essential: Option<Text>,
    /// The descriptions of the levels, lowest first, one for each level of the scale; empty if the scale says enough.
    #[serde(default)]
    pub levels: Vec<QuestionLevel>,
    /// Evidence that would show it.
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

    /// The description of a level; `None` if the scale does not have it.
    pub fn level(&self, level: Level) -> Option<&QuestionLevel> {
        level.0.checked_sub(1).and_then(|index| self.levels.get(usize::from(index)))
    }

    /// The text of a level: its own, or else what the scale says of the level: its definition, or its name.
    pub fn level_text<'a>(&'a self, scale: &'a Scale, level: Level) -> Option<&'a Text> {
        let own = self.level(level).map(|known| &known.text);
        let of_scale = scale.level(level).map(|known| [&known.definition, &known.name]);
        own.into_iter().chain(of_scale.into_iter().flatten()).find(|text| !text.is_empty())
    }

    /// The step from the level below to `level`; `None` if the pack has none.
    pub fn step(&self, level: Level) -> Option<&Step> {
        self.level(level).and_then(|known| known.step.as_ref())
    }

    /// The effort from the level below to `level`: that of its step, or M if the pack has none.
    pub fn effort(&self, level: Level) -> Effort {
        self.step(level).map_or(Effort::M, |step| step.effort)
    }
}

worded! {
    /// The description of a level of a question, with the step that reaches it from the level below.
    pub struct QuestionLevel {
        /// The step. Without one, the text of the level itself describes what to do.
        step: Option<Step> = None,
    }
}

worded! {
    /// The step from a level to the next one.
    pub struct Step {
        /// The amount of work.
        effort: Effort = Effort::M,
        /// The benefit.
        impact: Impact = Impact(1),
        /// Levels that other questions must have before.
        needs: BTreeMap<QuestionId, NamedLevel> = BTreeMap::new(),
    }
}

impl Step {
    /// The levels of other questions that it needs, by the ids of the questions.
    pub fn needed(&self) -> impl Iterator<Item = (&QuestionId, Level)> {
        self.needs.iter().filter_map(|(question, level)| Some((question, level.position()?)))
    }
}

/// The default of weights and revisions.
pub(super) fn one() -> u32 {
    1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LevelLabel;

    #[test]
    fn a_level_holds_its_text_and_its_step() {
        let level: QuestionLevel = serde_yaml::from_str(
            "ar: سجل\nen: A register\nstep: {ar: حصر, en: List, effort: S, impact: 2, needs: {a-q2: 3}}",
        )
        .unwrap();
        let step = level.step.unwrap();
        assert_eq!(level.text.get("en"), "A register");
        assert_eq!((step.effort, step.impact, step.text.get("ar")), (Effort::S, Impact(2), "حصر"));
        assert_eq!(step.needs.get("a-q2"), Some(&NamedLevel::Label(LevelLabel::Number(3))));
    }

    #[test]
    fn a_pack_of_one_language_may_write_a_level_as_a_bare_text() {
        let level: QuestionLevel = serde_yaml::from_str("A register").unwrap();
        assert_eq!((level.text.get("en"), level.step), ("A register", None));
    }

    #[test]
    fn a_level_may_have_no_text_of_its_own() {
        let levels: Vec<QuestionLevel> = serde_yaml::from_str("[~, Own, {step: Do it}]").unwrap();
        let texts: Vec<_> = levels.iter().map(|level| level.text.get("en")).collect();
        assert_eq!((texts, levels[2].step.is_some()), (vec!["", "Own", ""], true));
    }

    #[test]
    fn a_misspelt_field_is_not_read_as_a_language() {
        let error = serde_yaml::from_str::<QuestionLevel>("en: A\nstepp: {}").unwrap_err();
        assert!(error.to_string().contains("unknown field `stepp`"), "{error}");
    }
}
