//! Two columns by the questions that both asked, where they did not ask the same. It knows no words.

use super::cell::ComparedCell;
use super::change::CellChange;
use super::order::PairSubject;
use super::subject::{RowPlace, Scored, is_revised, places};
use crate::model::Pack;
use crate::scoring::{QuestionPlace, Scorecard, Standing};

/// An area, a group of areas or the whole, in two columns by the questions that both asked.
#[derive(Debug, Clone, PartialEq)]
pub struct LikeForLike {
    /// The number of questions that only the earlier column asked, as far as is known.
    pub only_before: usize,
    /// The number of questions that only the later column asked, as far as is known.
    pub only_after: usize,
    /// Whether the earlier and the later column may have asked some of these questions without an answer: they answer
    /// another version of the pack, which is known to have asked what is answered, and not what the profile leaves out.
    pub may_have_asked: [bool; 2],
    /// The number of questions that both asked with different meanings.
    pub revised: usize,
    /// The earlier column.
    pub before: ComparedCell,
    /// The later column.
    pub after: ComparedCell,
    /// The change from one to the other; `None` as in [`super::ComparedRow::changes`].
    pub change: Option<CellChange>,
}

/// Two columns by the questions that both asked, and the questions that they did not both ask.
pub(super) struct Common {
    before: Scorecard,
    after: Scorecard,
    different: Vec<Different>,
}

/// A question whose answers are not compared.
struct Different {
    place: QuestionPlace,
    why: Difference,
    /// Whether it is open if the column that lacks it asked it.
    is_open: bool,
}

/// Why the answers to a question are not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Difference {
    OnlyBefore,
    OnlyAfter,
    Revised,
    /// It counts in one of them, but neither is known to have asked it.
    Neither,
}

impl Common {
    /// `None` if both asked the same questions, as far as is known.
    pub(super) fn of(pack: &Pack, before: &Scored, after: &Scored) -> Option<Self> {
        let different: Vec<_> = places(pack)
            .filter_map(|(place, _)| {
                let why = Difference::at(place, before, after)?;
                Some(Different { place, why, is_open: why.is_open(place, before, after) })
            })
            .collect();
        if different.iter().all(|found| found.why == Difference::Neither) {
            return None;
        }
        let common = |scored: &Scored| {
            let mut answers = scored.answers.clone();
            for found in &different {
                answers.leave_out(found.place);
            }
            answers.score()
        };
        Some(Self { before: common(before), after: common(after), different })
    }
}

impl Difference {
    fn at(place: QuestionPlace, before: &Scored, after: &Scored) -> Option<Self> {
        let asks = |column: &Scored, other: &Scored| {
            let standing = column.answers.at(place);
            // An answer to another version shows that it asked the question; without one nothing does.
            let shows = |known: &Scored| {
                let standing = known.answers.at(place);
                standing.applies() && standing != Standing::Unanswered
            };
            let version = |known: &Scored| known.head.versions.answered.clone();
            standing.applies()
                && (!column.head.versions.is_other_version()
                    || shows(column)
                    || (version(column) == version(other) && shows(other)))
        };
        let counts = || [before, after].into_iter().any(|column| column.answers.at(place).applies());
        match (asks(before, after), asks(after, before)) {
            (true, false) => Some(Self::OnlyBefore),
            (false, true) => Some(Self::OnlyAfter),
            (true, true) => is_revised(before, after, place).then_some(Self::Revised),
            (false, false) => counts().then_some(Self::Neither),
        }
    }

    /// Whether the column that lacks the question may have asked it: another version, whose profile does not leave it out.
    fn is_open(self, place: QuestionPlace, before: &Scored, after: &Scored) -> bool {
        let lacking = match self {
            Self::OnlyBefore => after,
            Self::OnlyAfter => before,
            Self::Revised | Self::Neither => return false,
        };
        lacking.head.versions.is_other_version() && lacking.answers.at(place).applies()
    }
}

impl LikeForLike {
    pub(super) fn of(pack: &Pack, common: &Common, row: RowPlace, subject: PairSubject) -> Option<Self> {
        let of_row = || common.different.iter().filter(|found| row.has(pack, found.place));
        let count = |wanted: Difference| of_row().filter(|found| found.why == wanted).count();
        let is_open = |wanted| of_row().any(|found| found.why == wanted && found.is_open);
        let [only_before, only_after, revised] =
            [Difference::OnlyBefore, Difference::OnlyAfter, Difference::Revised].map(count);
        if only_before + only_after + revised == 0 {
            return None;
        }
        let (before, after) = (row.cell(&common.before), row.cell(&common.after));
        let change = CellChange::between(subject, &before, &after, pack.scale().decimals);
        let may_have_asked = [is_open(Difference::OnlyAfter), is_open(Difference::OnlyBefore)];
        Some(Self { only_before, only_after, may_have_asked, revised, before, after, change })
    }
}
