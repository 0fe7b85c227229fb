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
    /// The levels of the scale that it does not have; never the first or the last.
    #[serde(default)]
    pub without_levels: Vec<NamedLevel>,
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

    /// Whether it has this level of the scale.
    pub fn has(&self, level: Level) -> bool {
        !self.without_levels.iter().any(|named| named.position() == Some(level))
    }

    /// Its levels, lowest first.
    pub fn levels_in(&self, scale: &Scale) -> impl Iterator<Item = Level> {
        scale.all().filter(|level| self.has(*level))
    }

    /// The level that it reaches if it is raised to `level`: that one, or else the next above that it has.
    pub fn at_or_above(&self, level: Level) -> Level {
        (level.0..=u8::MAX).map(Level).find(|level| self.has(*level)).unwrap_or(level)
    }

    /// The highest of its levels that is not above `level`.
    pub fn at_or_below(&self, level: Level) -> Level {
        (1..=level.0).rev().map(Level).find(|level| self.has(*level)).unwrap_or(Level::FIRST)
    }

    /// Its level below `level`; the first level has none and returns itself.
    pub fn below(&self, level: Level) -> Level {
        self.at_or_below(level.previous())
    }

    /// Its levels above `from`, up to the one that it reaches if it is raised to `to`: one for each step.
    pub fn raises(&self, from: Level, to: Level) -> impl Iterator<Item = Level> {
        (from.next().0..=self.at_or_above(to).0).map(Level).filter(|level| self.has(*level))
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

    /// What to do to reach `level`: the text of its step, or that of the level itself if it has no step.
    pub fn step_text<'a>(&'a self, scale: &'a Scale, level: Level) -> Option<&'a Text> {
        self.step(level).map(|step| &step.text).or_else(|| self.level_text(scale, level))
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
    fn a_question_without_a_level_goes_from_the_one_below_to_the_one_above() {
        let mut question = crate::sample::question("a1", 1);
        question.without_levels = [3, 4].map(|level| Level(level).into()).into();
        let levels =
            |from, to| question.raises(Level(from), Level(to)).map(|level| level.0).collect::<Vec<_>>();
        assert_eq!((levels(1, 3), levels(2, 5), levels(5, 4)), (vec![2, 5], vec![5], vec![]));
        let around =
            [3, 5].map(|level| (question.below(Level(level)).0, question.at_or_above(Level(level)).0));
        assert_eq!((around, question.below(Level(1))), ([(2, 5), (2, 5)], Level(1)));
        let pack = crate::sample::pack(Vec::new());
        let all: Vec<_> = question.levels_in(pack.scale()).map(|level| level.0).collect();
        assert_eq!(all, [1, 2, 5]);
    }

    #[test]
    fn a_misspelt_field_is_not_read_as_a_language() {
        let error = serde_yaml::from_str::<QuestionLevel>("en: A\nstepp: {}").unwrap_err();
        assert!(error.to_string().contains("unknown field `stepp`"), "{error}");
    }
}
