//! What an assessment holds and its pack cannot use: levels outside the scale, and targets of areas that do not exist.
//!
//! It is kept in the file, named to the user and never counted.

use super::{OpenKind, Standing};
use crate::model::{AreaId, Assessment, LevelLabel, Pack, QuestionId};

/// A part of an assessment that its pack cannot use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// The answer to a question that applies is a level that the scale or the question does not have.
    Answer {
        /// The question.
        question: QuestionId,
        /// The label of the level in the file.
        level: LevelLabel,
    },
    /// The target of an area is a level that the scale does not have.
    Target {
        /// The area.
        area: AreaId,
        /// The label of the level in the file.
        level: LevelLabel,
    },
    /// The target is that of an area that the pack does not have.
    TargetOfNoArea {
        /// The id in the file.
        area: AreaId,
        /// The label of the level in the file.
        level: LevelLabel,
    },
}

impl Unusable {
    /// The area of a target.
    pub fn area(&self) -> Option<&AreaId> {
        match self {
            Self::Target { area, .. } | Self::TargetOfNoArea { area, .. } => Some(area),
            Self::Answer { .. } => None,
        }
    }
}

/// All that the pack cannot use: the answers in its order, then the targets.
pub fn unusable(pack: &Pack, assessment: &Assessment) -> Vec<Unusable> {
    let answers = pack.questions().filter_map(|(_, question)| {
        let entry = assessment.entry(&question.id)?;
        let standing = Standing::of(pack.scale(), &assessment.profile, question, Some(entry));
        standing.open().filter(|kind| *kind == OpenKind::OutsideScale)?;
        let named = entry.answer.as_ref()?.named()?;
        // A level of the scale that the question does not have keeps its label.
        let known = pack.scale().known(&named).map(|level| pack.scale().written(level));
        let level = known.unwrap_or_else(|| pack.scale().outside(&named));
        Some(Unusable::Answer { question: question.id.clone(), level })
    });
    answers.chain(unusable_targets(pack, assessment)).collect()
}

/// The targets that the pack cannot use: those of its areas in its order, then those of other areas by their ids.
pub fn unusable_targets(pack: &Pack, assessment: &Assessment) -> Vec<Unusable> {
    let scale = pack.scale();
    let outside = pack.areas.iter().filter_map(|area| {
        let level = assessment.targets.get(&area.id).filter(|level| scale.known(level).is_none())?;
        Some(Unusable::Target { area: area.id.clone(), level: scale.outside(level) })
    });
    let of_no_area = assessment.targets.iter().filter(|(area, _)| pack.area(area).is_none());
    let of_no_area = of_no_area.map(|(area, level)| Unusable::TargetOfNoArea {
        area: area.clone(),
        level: scale.known(level).map_or_else(|| scale.outside(level), |known| scale.written(known)),
    });
    outside.chain(of_no_area).collect()
}
