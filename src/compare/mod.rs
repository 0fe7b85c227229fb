//! Compares assessments and milestones of one pack, and one assessment with its targets.
//!
//! A milestone is scored on its own day, an assessment on its as-of day or otherwise today. Answers of another version of
//! the pack are compared by the id and the revision of their questions. Pure: the current day is an argument, and words
//! are left to `report`.

mod cell;
mod change;
mod like_for_like;
mod order;
mod subject;

use jiff::civil::Date;

use crate::model::{AreaId, Assessment, Level, LevelRange, Pack, QuestionId};
use crate::scoring::{Gap, QuestionPlace, Standing};

pub use cell::ComparedCell;
pub use change::{CellChange, LevelTrend};
pub use like_for_like::LikeForLike;
pub use order::{CompareOrder, PairSubject};
pub use subject::{CompareError, ComparedColumn, Subject};

use subject::{RowPlace, Scored, is_revised, places};

/// The columns of a comparison with their rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The columns, from the oldest to the newest unless the other order was asked for.
    pub columns: Vec<ComparedColumn>,
    /// One row for each area, in the pack's order.
    pub areas: Vec<(AreaId, ComparedRow)>,
    /// One row for each group of areas, by its id, in the pack's order.
    pub groups: Vec<(String, ComparedRow)>,
    /// The row of the whole.
    pub whole: ComparedRow,
    /// What each column has to do with the one before: one fewer than columns.
    pub pairs: Vec<ComparedPair>,
}

impl Comparison {
    /// The comparison with the columns headed by these names, one for each subject that was given, in their order.
    #[must_use]
    pub fn headed(mut self, names: &[String]) -> Self {
        for column in &mut self.columns {
            if let Some(name) = names.get(column.given) {
                column.assessment.clone_from(name);
            }
        }
        self
    }
}

/// Two neighbouring columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedPair {
    /// Whether both are about one entity, so that a level can rise or fall between them.
    pub subject: PairSubject,
    /// The questions with another standing in the later column. Those whose meaning changed in between are left out.
    pub moved: Vec<Moved>,
}

/// An area, a group of areas or the whole, in all columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// One cell for each column.
    pub cells: Vec<ComparedCell>,
    /// The changes from each column to the next: one fewer than cells. `None` if one of the two is not started, or if
    /// they are about different entities.
    pub changes: Vec<Option<CellChange>>,
    /// Each column and the next by the questions that both asked: one fewer than cells. `None` if they asked the same.
    pub like_for_like: Vec<Option<LikeForLike>>,
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
    /// The change of the level; `None` unless both standings have one.
    pub fn change(&self) -> Option<CellChange> {
        let range = |standing: Standing| standing.level().map(|level| LevelRange { low: level, high: level });
        Some(CellChange::of(range(self.before)?, range(self.after)?, None))
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
    /// One row for each group of areas, by its id, in the pack's order. A group has no target.
    pub groups: Vec<(String, ComparedRow)>,
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
/// Returns an error for the first one that belongs to another pack.
pub fn compare(
    pack: &Pack,
    subjects: &[Subject],
    order: CompareOrder,
    today: Date,
) -> Result<Comparison, CompareError> {
    let subjects = order::ordered(subjects, order, today);
    let scored = subjects.iter().map(|(given, subject)| {
        let mut scored = subject.score(pack, today)?;
        scored.head.given = *given;
        Ok(scored)
    });
    Ok(compared(pack, scored.collect::<Result<_, _>>()?))
}

/// The comparison of these columns in this order.
fn compared(pack: &Pack, scored: Vec<Scored>) -> Comparison {
    let pairs: Vec<_> = scored.windows(2).map(|pair| Pair::new(pack, &pair[0], &pair[1])).collect();
    let (areas, groups) = (pack.areas.iter().enumerate(), pack.manifest.groups.iter().enumerate());
    let row = |place: RowPlace| ComparedRow::new(&scored, &pairs, place);
    Comparison {
        areas: areas.map(|(place, area)| (area.id.clone(), row(RowPlace::Area(place)))).collect(),
        groups: groups.map(|(place, group)| (group.id.clone(), row(RowPlace::Group(place)))).collect(),
        whole: row(RowPlace::Whole),
        pairs: pairs
            .iter()
            .map(|pair| ComparedPair { subject: pair.subject, moved: moved(pack, pair) })
            .collect(),
        columns: scored.into_iter().map(|column| column.head).collect(),
    }
}

/// Compares an assessment of `pack` with its targets and its last milestone.
///
/// Returns an error if it belongs to another pack.
pub fn against_targets(
    pack: &Pack,
    assessment: &Assessment,
    today: Date,
) -> Result<TargetComparison, CompareError> {
    let milestone = assessment.milestones.last();
    let milestone = milestone.map(|milestone| Subject::Milestone(assessment, milestone));
    let subjects: Vec<_> = milestone.into_iter().chain([Subject::Assessment(assessment)]).collect();
    let scored = subjects.iter().map(|subject| subject.score(pack, today)).collect::<Result<Vec<_>, _>>()?;
    let compared = compared(pack, scored);
    let target = |(area, row): (AreaId, ComparedRow)| {
        let target = assessment.target(pack, &area);
        let claimed = row.cells.last().map(|cell| Gap::new(target, cell.claimed));
        let gap = claimed.unwrap_or(Gap { low: 0, high: 0 });
        TargetRow { area, target, gap, row }
    };
    let mut columns = compared.columns;
    let now = columns.pop().unwrap_or_else(|| Subject::Assessment(assessment).head(pack, assessment, today));
    Ok(TargetComparison {
        now,
        milestone: columns.pop(),
        areas: compared.areas.into_iter().map(target).collect(),
        groups: compared.groups,
        whole: compared.whole,
        moved: compared.pairs.into_iter().flat_map(|pair| pair.moved).collect(),
    })
}

/// A column and the one before.
struct Pair<'a> {
    before: &'a Scored<'a>,
    after: &'a Scored<'a>,
    subject: PairSubject,
    /// Both by the questions that both asked; `None` if they asked the same.
    common: Option<like_for_like::Common>,
}

impl<'a> Pair<'a> {
    fn new(pack: &Pack, before: &'a Scored<'a>, after: &'a Scored<'a>) -> Self {
        let subject = order::subject(&before.entity, &after.entity);
        Self { before, after, subject, common: like_for_like::Common::of(pack, before, after) }
    }

    /// Whether both answered a question, and its meaning changed in between.
    fn is_revised(&self, place: QuestionPlace) -> bool {
        is_revised(self.before, self.after, place)
    }

    fn change(&self, cells: &[ComparedCell]) -> Option<CellChange> {
        let decimals = self.after.answers.pack().scale().decimals;
        CellChange::between(self.subject, &cells[0], &cells[1], decimals)
    }

    fn like_for_like(&self, row: RowPlace) -> Option<LikeForLike> {
        LikeForLike::of(self.after.answers.pack(), self.common.as_ref()?, row, self.subject)
    }
}

impl ComparedRow {
    fn new(scored: &[Scored], pairs: &[Pair], place: RowPlace) -> Self {
        let cells: Vec<_> = scored.iter().map(|column| place.cell(&column.card)).collect();
        let changes = pairs.iter().zip(cells.windows(2)).map(|(pair, cells)| pair.change(cells)).collect();
        let like_for_like = pairs.iter().map(|pair| pair.like_for_like(place)).collect();
        Self { cells, changes, like_for_like }
    }
}

fn moved(pack: &Pack, pair: &Pair) -> Vec<Moved> {
    let moved = places(pack).filter_map(|(place, question)| {
        let (before, after) = (pair.before.answers.at(place), pair.after.answers.at(place));
        let hidden = |standing| matches!(standing, Standing::Hidden { .. });
        let same = pair.is_revised(place) || before == after || (hidden(before) && hidden(after));
        let area = &pack.areas[place.area].id;
        (!same).then(|| Moved { area: area.clone(), question: question.id.clone(), before, after })
    });
    moved.collect()
}

#[cfg(test)]
mod tests;
