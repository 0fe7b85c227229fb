//! Compares assessments and milestones of one pack, and one assessment with its targets.
//!
//! A milestone is scored on its own day, an assessment on its as-of day or otherwise today. Pure: the current day is
//! an argument, and words are left to `report`.

use std::borrow::Cow;

use jiff::civil::Date;
use thiserror::Error;

use crate::model::{AreaId, Assessment, Level, LevelRange, Milestone, Pack, QuestionId};
use crate::scoring::{Answers, AreaScore, AreaState, Exact, Gap, Index, Scorecard, Standing, WholeScore};

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
    /// It belongs to another major version of the pack.
    #[error("{assessment}: answers version {found} of the pack, not {expected}")]
    OtherMajorVersion {
        /// The assessment's name.
        assessment: String,
        /// The version of the pack of the comparison.
        expected: String,
        /// The version of the pack of the assessment.
        found: String,
    },
}

/// The columns of a comparison with their rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The columns, in the given order.
    pub columns: Vec<ComparedColumn>,
    /// One row for each area, in the pack's order.
    pub areas: Vec<(AreaId, ComparedRow)>,
    /// The row of the whole.
    pub whole: ComparedRow,
    /// The questions with another standing than in the previous column: one list fewer than columns.
    pub moved: Vec<Vec<Moved>>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedColumn {
    /// The assessment's name.
    pub assessment: String,
    /// The name of the milestone; `None` for an assessment.
    pub milestone: Option<String>,
    /// The day it was scored for.
    pub as_of: Date,
}

/// An area, or the whole, in all columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// One cell for each column.
    pub cells: Vec<ComparedCell>,
    /// The changes from each column to the next: one fewer than cells, and `None` if one of the two is not started.
    pub changes: Vec<Option<CellChange>>,
}

/// An area, or the whole, in one column.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedCell {
    /// Whether there is a level to show.
    pub state: AreaState,
    /// The level by the answers.
    pub claimed: LevelRange,
    /// The level by the answers with evidence; `None` in a pack without `evidence_from`.
    pub confirmed: Option<LevelRange>,
    /// The weighted mean.
    pub index: Option<Index>,
    /// The number of questions with a level.
    pub answered: usize,
    /// The number of questions that count.
    pub applicable: usize,
}

/// The difference between a cell and the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// The increase of the low claimed level, in levels.
    pub low: i16,
    /// The increase of the high claimed level, in levels.
    pub high: i16,
    /// The increase of the index; `None` unless both cells have one.
    pub index: Option<Exact>,
}

/// A question whose standing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The area it belongs to.
    pub area: AreaId,
    /// The question.
    pub question: QuestionId,
    /// The earlier standing.
    pub before: Standing,
    /// The later standing.
    pub after: Standing,
}

impl Moved {
    /// The increase in levels, negative if it fell; `None` unless both standings have a level.
    pub fn levels(&self) -> Option<i16> {
        Some(rise(self.before.level()?, self.after.level()?))
    }
}

/// One assessment compared with its targets and its last milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetComparison {
    /// The head of the assessment's column.
    pub now: ComparedColumn,
    /// The head of the column of the last milestone; `None` without a milestone.
    pub milestone: Option<ComparedColumn>,
    /// One row for each area, in the pack's order.
    pub areas: Vec<TargetRow>,
    /// The row of the whole, which has no target: the milestone if there is one, then the assessment.
    pub whole: ComparedRow,
    /// The questions whose standing changed since the milestone.
    pub moved: Vec<Moved>,
}

/// One area compared with its target and the last milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetRow {
    /// The area.
    pub area: AreaId,
    /// The target level.
    pub target: Level,
    /// The distance to the target.
    pub gap: Gap,
    /// The milestone if there is one, then the assessment.
    pub row: ComparedRow,
}

/// Compares assessments and milestones of `pack`.
///
/// Returns an error for the first one that belongs to another pack or to another major version of it.
pub fn compare(pack: &Pack, subjects: &[Subject], today: Date) -> Result<Comparison, CompareError> {
    let scored: Vec<_> =
        subjects.iter().map(|subject| subject.score(pack, today)).collect::<Result<_, _>>()?;
    let areas = pack.areas.iter().enumerate();
    let moved = scored.windows(2).map(|pair| moved(pack, &pair[0].answers, &pair[1].answers));
    Ok(Comparison {
        areas: areas.map(|(place, area)| (area.id.clone(), area_row(&scored, place))).collect(),
        whole: ComparedRow::new(scored.iter().map(|column| ComparedCell::from(&column.card.whole)).collect()),
        moved: moved.collect(),
        columns: scored.into_iter().map(|column| column.head).collect(),
    })
}

/// Compares an assessment of `pack` with its targets and its last milestone.
///
/// Returns an error if it belongs to another pack or another major version.
pub fn against_targets(
    pack: &Pack,
    assessment: &Assessment,
    today: Date,
) -> Result<TargetComparison, CompareError> {
    let milestone = assessment.milestones.last();
    let milestone = milestone.map(|milestone| Subject::Milestone(assessment, milestone));
    let subjects: Vec<_> = milestone.into_iter().chain([Subject::Assessment(assessment)]).collect();
    let compared = compare(pack, &subjects, today)?;
    let target = |(area, row): (AreaId, ComparedRow)| {
        let target = assessment.target(pack, &area);
        let claimed = row.cells.last().map(|cell| Gap::new(target, cell.claimed));
        let gap = claimed.unwrap_or(Gap { low: 0, high: 0 });
        TargetRow { area, target, gap, row }
    };
    let mut columns = compared.columns;
    let now = columns.pop().unwrap_or_else(|| Subject::Assessment(assessment).head(today));
    Ok(TargetComparison {
        now,
        milestone: columns.pop(),
        areas: compared.areas.into_iter().map(target).collect(),
        whole: compared.whole,
        moved: compared.moved.into_iter().flatten().collect(),
    })
}

/// Returns an error if an assessment belongs to another pack than `pack`, or to another major version.
pub fn check_same_pack(pack: &Pack, assessment: &Assessment) -> Result<(), CompareError> {
    let (expected, found) = (&pack.manifest, &assessment.identity.pack);
    let name = || assessment.identity.name.clone();
    if found.id != expected.id {
        let (expected, found) = (expected.id.clone(), found.id.clone());
        return Err(CompareError::OtherPack { assessment: name(), expected, found });
    }
    if major(&found.version) != major(&expected.version) {
        let (expected, found) = (expected.version.clone(), found.version.clone());
        return Err(CompareError::OtherMajorVersion { assessment: name(), expected, found });
    }
    Ok(())
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

struct Scored<'a> {
    head: ComparedColumn,
    answers: Answers<'a>,
    card: Scorecard,
}

impl Subject<'_> {
    fn head(&self, today: Date) -> ComparedColumn {
        let (assessment, milestone, as_of) = match self {
            Self::Assessment(assessment) => (assessment, None, assessment.as_of(today)),
            Self::Milestone(assessment, milestone) => {
                (assessment, Some(milestone.name.clone()), milestone.date)
            }
        };
        ComparedColumn { assessment: assessment.identity.name.clone(), milestone, as_of }
    }

    fn score<'p>(&self, pack: &'p Pack, today: Date) -> Result<Scored<'p>, CompareError> {
        let head = self.head(today);
        let assessment = match self {
            Self::Assessment(assessment) => Cow::Borrowed(*assessment),
            Self::Milestone(assessment, milestone) => Cow::Owned(milestone.assessment(assessment)),
        };
        check_same_pack(pack, &assessment)?;
        let answers = Answers::new(pack, &assessment, head.as_of);
        Ok(Scored { head, card: answers.score(), answers })
    }
}

fn area_row(scored: &[Scored], place: usize) -> ComparedRow {
    ComparedRow::new(scored.iter().map(|column| ComparedCell::from(&column.card.areas[place])).collect())
}

impl ComparedRow {
    fn new(cells: Vec<ComparedCell>) -> Self {
        let changes = cells.windows(2).map(|pair| CellChange::between(&pair[0], &pair[1])).collect();
        Self { cells, changes }
    }
}

impl CellChange {
    fn between(before: &ComparedCell, after: &ComparedCell) -> Option<Self> {
        let started = before.state == AreaState::Started && after.state == AreaState::Started;
        let index = before.index.as_ref().zip(after.index.as_ref());
        started.then(|| Self {
            low: rise(before.claimed.low, after.claimed.low),
            high: rise(before.claimed.high, after.claimed.high),
            index: index.map(|(before, after)| &after.value - &before.value),
        })
    }
}

impl From<&AreaScore> for ComparedCell {
    fn from(area: &AreaScore) -> Self {
        Self {
            state: area.state,
            claimed: area.claimed,
            confirmed: area.confirmed,
            index: area.index.clone(),
            answered: area.answered,
            applicable: area.applicable,
        }
    }
}

impl From<&WholeScore> for ComparedCell {
    fn from(whole: &WholeScore) -> Self {
        Self {
            state: whole.state,
            claimed: whole.claimed,
            confirmed: whole.confirmed,
            index: whole.index.clone(),
            answered: whole.answered,
            applicable: whole.applicable,
        }
    }
}

fn rise(before: Level, after: Level) -> i16 {
    i16::from(after.0) - i16::from(before.0)
}

fn moved(pack: &Pack, before: &Answers, after: &Answers) -> Vec<Moved> {
    let moved = pack.questions().filter_map(|(area, question)| {
        let (before, after) = (before.standing(&question.id)?, after.standing(&question.id)?);
        let hidden = |standing| matches!(standing, Standing::Hidden { .. });
        let same = before == after || (hidden(before) && hidden(after));
        (!same).then(|| Moved { area: area.id.clone(), question: question.id.clone(), before, after })
    });
    moved.collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Evidence;
    use crate::sample;

    const TODAY: Date = date(2026, 3, 1);

    fn pack() -> Pack {
        let area = |id: &str| {
            let questions = [1, 2].map(|number| sample::question(&format!("{id}{number}"), 1));
            sample::area(id, questions.into())
        };
        sample::pack(vec![area("a"), area("b")])
    }

    fn with_milestone(before: &str, now: &str) -> Assessment {
        let pack = pack();
        let mut assessment = sample::assessment(&pack, now);
        let milestone = Milestone::freeze("Spring", date(2025, 3, 1), &sample::assessment(&pack, before));
        assessment.milestones.push(milestone);
        assessment
    }

    #[test]
    fn areas_are_compared_with_the_change_between_neighbours() {
        let pack = pack();
        let columns = ["2 3 - -", "3 3 4 4", "3 5 2 n/a"].map(|answers| sample::assessment(&pack, answers));
        let subjects = columns.each_ref().map(Subject::Assessment);
        let compared = compare(&pack, &subjects, TODAY).unwrap();
        let (area, row) = &compared.areas[0];
        assert_eq!((area.as_str(), row.cells.len(), compared.columns.len()), ("a", 3, 3));
        let first = row.changes[0].clone().unwrap();
        assert_eq!((first.low, first.high, first.index.unwrap().printed(1)), (1, 1, "0.5".to_owned()));
        let other = &compared.areas[1].1;
        assert_eq!(other.changes[0], None, "it was not started");
        assert_eq!(other.changes[1].clone().unwrap().index.unwrap().printed(1), "-2.0");
        assert_eq!(compared.whole.cells[1].answered, 4);
    }

    #[test]
    fn the_questions_that_moved_are_listed_with_both_sides() {
        let pack = pack();
        let columns = ["2 3 - 3", "2 5 ? 1"].map(|answers| sample::assessment(&pack, answers));
        let compared = compare(&pack, &columns.each_ref().map(Subject::Assessment), TODAY).unwrap();
        let moved: Vec<_> =
            compared.moved[0].iter().map(|moved| (moved.question.as_str(), moved.levels())).collect();
        assert_eq!(moved, [("a2", Some(2)), ("b1", None), ("b2", Some(-2))]);
    }

    #[test]
    fn another_pack_or_major_version_is_refused_and_a_minor_one_is_not() {
        let pack = pack();
        let mut other = sample::assessment(&pack, "- - - -");
        other.identity.pack.version = "1.9.3".to_owned();
        assert!(compare(&pack, &[Subject::Assessment(&other)], TODAY).is_ok());
        other.identity.pack.version = "10.0.0".to_owned();
        let refused = compare(&pack, &[Subject::Assessment(&other)], TODAY).unwrap_err();
        assert!(matches!(refused, CompareError::OtherMajorVersion { found, .. } if found == "10.0.0"));
        other.identity.pack.id = "other".to_owned();
        let refused = compare(&pack, &[Subject::Assessment(&other)], TODAY).unwrap_err();
        assert!(matches!(refused, CompareError::OtherPack { found, .. } if found == "other"));
    }

    #[test]
    fn a_milestone_is_scored_on_its_own_day() {
        let mut assessment = with_milestone("4 4 4 4", "4 4 4 4");
        let evidence = Evidence { text: "A register".to_owned(), date: Some(date(2025, 2, 1)), kind: None };
        let frozen = assessment.milestones[0].answers.values_mut();
        frozen
            .chain(assessment.answers.values_mut())
            .for_each(|entry| entry.evidence = vec![evidence.clone()]);
        let compared = against_targets(&pack(), &assessment, TODAY).unwrap();
        let confirmed = compared.whole.cells.iter().map(|cell| cell.confirmed.unwrap().low.0);
        assert_eq!(confirmed.collect::<Vec<_>>(), [4, 2]);
        assert_eq!(compared.milestone.unwrap().as_of, date(2025, 3, 1));
    }

    #[test]
    fn an_assessment_is_scored_on_its_as_of_day_where_it_has_one() {
        let mut assessment = sample::assessment(&pack(), "1 1 1 1");
        assessment.identity.as_of = Some(date(2024, 1, 1));
        let compared = compare(&pack(), &[Subject::Assessment(&assessment)], TODAY).unwrap();
        assert_eq!(compared.columns[0].as_of, date(2024, 1, 1));
    }

    #[test]
    fn one_assessment_is_compared_with_its_targets_and_its_last_milestone() {
        let mut assessment = with_milestone("1 1 2 2", "2 2 2 -");
        assessment.targets.insert("b".into(), Level(4).into());
        let compared = against_targets(&pack(), &assessment, TODAY).unwrap();
        let (a, b) = (&compared.areas[0], &compared.areas[1]);
        assert_eq!((a.target, a.gap, a.row.cells.len()), (Level(3), Gap { low: 1, high: 1 }, 2));
        assert_eq!(
            (b.target, b.gap),
            (Level(4), Gap { low: 2, high: 3 }),
            "with the open one at 5 it would be 2"
        );
        assert_eq!(a.row.changes[0].as_ref().unwrap().low, 1);
        assert_eq!(compared.moved.len(), 3);
    }

    #[test]
    fn without_a_milestone_only_the_targets_are_compared() {
        let compared = against_targets(&pack(), &sample::assessment(&pack(), "3 3 3 3"), TODAY).unwrap();
        assert_eq!((compared.milestone, compared.areas[0].row.cells.len()), (None, 1));
        assert!(compared.moved.is_empty());
    }
}
