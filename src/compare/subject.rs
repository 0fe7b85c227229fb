//! What is compared: assessments and milestones, each scored as one column. It knows no other column.

use std::borrow::Cow;
use std::collections::HashMap;

use jiff::civil::Date;
use thiserror::Error;

use super::cell::ComparedCell;
use crate::model::{Assessment, Milestone, Pack, Question, Text};
use crate::scoring::{Answers, QuestionPlace, Scorecard, Unusable, VersionDifference, unusable};

/// The subject of a column.
#[derive(Debug, Clone, Copy)]
pub enum Subject<'a> {
    /// An assessment in its current state.
    Assessment(&'a Assessment),
    /// A milestone of an assessment.
    Milestone(&'a Assessment, &'a Milestone),
}

/// Why an assessment cannot be compared with a pack.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CompareError {
    /// It belongs to another pack.
    #[error("{assessment}: answers the pack {found}, not {expected}")]
    OtherPack {
        /// The assessment's name.
        assessment: String,
        /// The id of the pack of the comparison.
        expected: String,
        /// The id of the pack of the assessment.
        found: String,
    },
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedColumn {
    /// The place of its subject among those that were given, from 0.
    pub given: usize,
    /// The assessment's name.
    pub assessment: String,
    /// The name of the milestone; `None` for an assessment.
    pub milestone: Option<String>,
    /// The period that it covers, in words; `None` for a milestone, which is older than its assessment.
    pub period: Option<String>,
    /// The day it was scored for.
    pub as_of: Date,
    /// What lies between the version that it answers and the one that it is compared by.
    pub versions: VersionDifference,
    /// What of it the pack cannot use.
    pub unusable: Vec<Unusable>,
    /// The number of its answers to questions that the pack does not have.
    pub gone_answers: usize,
}

/// Returns an error if an assessment belongs to another pack than `pack`.
fn check_same_pack(pack: &Pack, assessment: &Assessment) -> Result<(), CompareError> {
    let (expected, found) = (&pack.manifest.id, &assessment.identity.pack.id);
    if found == expected {
        return Ok(());
    }
    let (expected, found) = (expected.clone(), found.clone());
    Err(CompareError::OtherPack { assessment: assessment.identity.name.clone(), expected, found })
}

/// A column with everything that its cells are made of.
pub(super) struct Scored<'a> {
    pub(super) head: ComparedColumn,
    pub(super) entity: Text,
    pub(super) answers: Answers<'a>,
    pub(super) card: Scorecard,
    /// The revisions of the questions when they were answered, without those that are 1.
    revisions: HashMap<QuestionPlace, u32>,
}

impl Scored<'_> {
    /// The revision of a question when it was answered; `None` if it is open or does not count.
    fn revision(&self, place: QuestionPlace) -> Option<u32> {
        let level = self.answers.at(place).level();
        level.map(|_| self.revisions.get(&place).copied().unwrap_or(1))
    }
}

impl Subject<'_> {
    /// The head of the column of `assessment`, which is the subject's own or that of its milestone.
    pub(super) fn head(&self, pack: &Pack, assessment: &Assessment, today: Date) -> ComparedColumn {
        let milestone = match self {
            Self::Assessment(_) => None,
            Self::Milestone(_, milestone) => Some(milestone.name.clone()),
        };
        let versions = VersionDifference::of(pack, assessment);
        ComparedColumn {
            gone_answers: versions
                .gone
                .iter()
                .filter(|question| assessment.answer(question).is_some())
                .count(),
            given: 0,
            assessment: assessment.identity.name.clone(),
            milestone,
            period: self.period().map(str::to_owned),
            as_of: self.as_of(today),
            versions,
            unusable: self.unusable(pack, assessment),
        }
    }

    /// What the pack cannot use; of a milestone only answers, because its targets are those of its assessment.
    fn unusable(&self, pack: &Pack, assessment: &Assessment) -> Vec<Unusable> {
        let mut parts = unusable(pack, assessment);
        parts.retain(|part| matches!(self, Self::Assessment(_)) || part.area().is_none());
        parts
    }

    /// The period by which it is ordered.
    pub(super) fn period(&self) -> Option<&str> {
        match self {
            Self::Assessment(assessment) => assessment.identity.period.as_deref(),
            // A milestone is older than its assessment, of which it has the period.
            Self::Milestone(..) => None,
        }
    }

    /// The day it is scored for.
    pub(super) fn as_of(&self, today: Date) -> Date {
        match self {
            Self::Assessment(assessment) => assessment.as_of(today),
            Self::Milestone(_, milestone) => milestone.date,
        }
    }

    pub(super) fn score<'p>(&self, pack: &'p Pack, today: Date) -> Result<Scored<'p>, CompareError> {
        let assessment = match self {
            Self::Assessment(assessment) => Cow::Borrowed(*assessment),
            Self::Milestone(assessment, milestone) => Cow::Owned(milestone.assessment(assessment)),
        };
        check_same_pack(pack, &assessment)?;
        let head = self.head(pack, &assessment, today);
        let answers = Answers::new(pack, &assessment, head.as_of);
        let entity = assessment.identity.entity.clone();
        let revision =
            |question: &Question| assessment.entry(&question.id)?.revision.filter(|known| *known > 1);
        let revisions =
            places(pack).filter_map(|(place, question)| Some((place, revision(question)?))).collect();
        Ok(Scored { head, entity, card: answers.score(), answers, revisions })
    }
}

/// Whether both columns answered a question, and its meaning changed in between.
pub(super) fn is_revised(before: &Scored, after: &Scored, place: QuestionPlace) -> bool {
    before.revision(place).zip(after.revision(place)).is_some_and(|(before, after)| before != after)
}

/// The questions of a pack with their places.
pub(super) fn places(pack: &Pack) -> impl Iterator<Item = (QuestionPlace, &Question)> {
    pack.areas.iter().enumerate().flat_map(|(area, known)| {
        let questions = known.questions.iter().enumerate();
        questions.map(move |(question, asked)| (QuestionPlace { area, question }, asked))
    })
}

/// The row of an area, of a group of areas or of the whole.
#[derive(Debug, Clone, Copy)]
pub(super) enum RowPlace {
    /// The area at this index of the pack.
    Area(usize),
    /// The group at this index of the pack.
    Group(usize),
    /// The whole.
    Whole,
}

impl RowPlace {
    pub(super) fn cell(self, card: &Scorecard) -> ComparedCell {
        match self {
            Self::Area(place) => ComparedCell::from(&card.areas[place]),
            Self::Group(place) => ComparedCell::from(&card.groups[place].score),
            Self::Whole => ComparedCell::from(&card.whole),
        }
    }

    pub(super) fn has(self, pack: &Pack, place: QuestionPlace) -> bool {
        match self {
            Self::Area(area) => place.area == area,
            Self::Group(group) => pack.manifest.groups[group].areas.contains(&pack.areas[place.area].id),
            Self::Whole => true,
        }
    }
}
