//! The results of scoring, as screens and reports read them.
//!
//! Plain data: how it is computed is in the other files of the room, and words for it are in `report`.

use super::{Index, Share};
use crate::model::{AreaId, FlagId, Level, LevelRange, QuestionId};

/// All results of one assessment on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// The areas in the pack's order, including those that do not apply.
    pub areas: Vec<AreaScore>,
    /// The groups of areas, in the pack's order.
    pub groups: Vec<GroupScore>,
    /// The result over all areas.
    pub whole: WholeScore,
}

/// The result over the areas of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupScore {
    /// The group's id.
    pub group: String,
    /// The result, by the rule of the whole.
    pub score: WholeScore,
}

impl Scorecard {
    /// The results of one area; `None` if the pack does not have it.
    pub fn area(&self, id: &str) -> Option<&AreaScore> {
        self.areas.iter().find(|area| area.area.as_str() == id)
    }

    /// The claimed levels only.
    pub fn levels(&self) -> Levels {
        let area = |area: &AreaScore| AreaLevel {
            area: area.area.clone(),
            reached: ReachedLevel {
                state: area.state,
                claimed: area.claimed,
                index: area.index.clone(),
                next: next_share(&area.shares, area.why.next.as_ref().map(|next| next.level)),
            },
        };
        let whole = |whole: &WholeScore| ReachedLevel {
            state: whole.state,
            claimed: whole.claimed,
            index: whole.index.clone(),
            next: next_share(&whole.shares, whole.why.next.as_ref().map(|next| next.level)),
        };
        let group =
            |known: &GroupScore| GroupLevel { group: known.group.clone(), reached: whole(&known.score) };
        Levels {
            areas: self.areas.iter().map(area).collect(),
            groups: self.groups.iter().map(group).collect(),
            whole: whole(&self.whole),
        }
    }
}

fn next_share(shares: &[LevelShare], next: Option<Level>) -> Option<LevelShare> {
    shares.iter().find(|share| Some(share.level) == next).copied()
}

/// Whether an area, or the whole, has a level to show. Only [`AreaState::Started`] has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaState {
    /// None of its questions applies: it does not count in the whole.
    NotApplicable,
    /// It has no answer of any kind. Reports show "not started" instead of a level.
    NotStarted,
    /// It has an answer, which may be `unknown`.
    Started,
}

/// The results of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaScore {
    /// The area's id.
    pub area: AreaId,
    /// Whether there is a level to show.
    pub state: AreaState,
    /// The number of questions that count: the profile includes them and they are not answered as not applicable.
    pub applicable: usize,
    /// The number of these that have a level.
    pub answered: usize,
    /// The rest of these, in the pack's order.
    pub open: Vec<OpenQuestion>,
    /// The number of questions answered as not applicable.
    pub not_applicable: usize,
    /// Questions with an answer that the profile now excludes. They are kept and listed, but do not count.
    pub hidden: Vec<QuestionId>,
    /// Flags without an answer that were taken as yes for a question that counts.
    pub assumed: Vec<FlagId>,
    /// The level by the answers. It is the whole scale if all questions are open.
    pub claimed: LevelRange,
    /// The level if answers from `evidence_from` on that have no evidence count as the level below it; `None` in a
    /// pack without `evidence_from`.
    pub confirmed: Option<LevelRange>,
    /// The questions whose level needs evidence to be confirmed and has none that counts. Empty in a pack without
    /// `evidence_from`.
    pub unconfirmed: Vec<QuestionId>,
    /// The weighted mean; `None` until a question has a level.
    pub index: Option<Index>,
    /// The target level.
    pub target: Level,
    /// The distance from the claimed level to the target.
    pub gap: Gap,
    /// The share of the weight at or above each level, lowest level first; empty if no question applies.
    pub shares: Vec<LevelShare>,
    /// The reasons for the level, and what would raise it.
    pub why: Why,
}

impl AreaScore {
    /// How far its questions are answered.
    pub fn progress(&self) -> Progress {
        let count = |kind| self.open.iter().filter(|open| open.kind == kind).count();
        Progress {
            applicable: self.applicable,
            answered: self.answered,
            unknown: count(OpenKind::Unknown),
            outside_scale: count(OpenKind::OutsideScale),
        }
    }

    /// The number of questions that hold back the next level.
    pub fn blockers(&self) -> usize {
        self.why.next.as_ref().map_or(0, |next| next.blockers.len())
    }

    /// The claimed level; `None` unless the area is started.
    pub fn shown(&self) -> Option<LevelRange> {
        (self.state == AreaState::Started).then_some(self.claimed)
    }

    /// The target; `None` if no question of the area applies, so that there is nothing to reach.
    pub fn shown_target(&self) -> Option<Level> {
        (self.state != AreaState::NotApplicable).then_some(self.target)
    }
}

/// The results of the whole, over the areas that apply.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeScore {
    /// Whether there is a level to show.
    pub state: AreaState,
    /// The number of questions that count, in all areas.
    pub applicable: usize,
    /// The number of these that have a level.
    pub answered: usize,
    /// The number of these that are answered as unknown.
    pub unknown: usize,
    /// The number of these whose answer is outside the scale.
    pub outside_scale: usize,
    /// The level by the claimed levels of the areas.
    pub claimed: LevelRange,
    /// The level by the confirmed levels of the areas; `None` in a pack without `evidence_from`.
    pub confirmed: Option<LevelRange>,
    /// The weighted mean of the exact indexes of the areas; `None` until an area has one.
    pub index: Option<Index>,
    /// The share of the areas' weight at or above each level, lowest level first.
    pub shares: Vec<LevelShare>,
    /// The reasons for the level, and what would raise it.
    pub why: WholeWhy,
}

impl WholeScore {
    /// How far all questions are answered.
    pub fn progress(&self) -> Progress {
        let Self { applicable, answered, unknown, outside_scale, .. } = *self;
        Progress { applicable, answered, unknown, outside_scale }
    }
}

/// A question that counts and has no level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The question's id.
    pub question: QuestionId,
    /// The reason.
    pub kind: OpenKind,
}

/// Why a question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenKind {
    /// It has no answer.
    Unanswered,
    /// Its answer is a level that the scale or the question does not have.
    OutsideScale,
    /// It is answered as unknown.
    Unknown,
}

/// The levels missing to a target, at least 0. `low` equals `high` if open questions cannot change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// With all open questions at the last level.
    pub low: u8,
    /// With all open questions at the first level: `max(0, target - low)`.
    pub high: u8,
}

impl Gap {
    /// The gap from `claimed` to `target`.
    pub fn new(target: Level, claimed: LevelRange) -> Self {
        Self { low: target.0.saturating_sub(claimed.high.0), high: target.0.saturating_sub(claimed.low.0) }
    }
}

/// The share of the weight at a level or above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelShare {
    /// The level.
    pub level: Level,
    /// With all open questions at the first level.
    pub low: Share,
    /// With all open questions at the last level.
    pub high: Share,
}

/// The reasons for the level of an area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// The open questions, if their answers decide between the low and the high level; otherwise empty.
    pub open: Vec<QuestionId>,
    /// What the level above the high one needs, with open questions at the last level; `None` at the last level.
    pub next: Option<AreaNext>,
}

/// The reasons for the level of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WholeWhy {
    /// The areas without a settled level, if they decide between the low and the high level; otherwise empty.
    pub open: Vec<AreaId>,
    /// What the level above the high one needs, with every area at its high level; `None` at the last level.
    pub next: Option<WholeNext>,
}

/// What the next level of an area needs.
pub type AreaNext = NextLevel<QuestionId, Raise>;

/// What the next level of the whole needs.
pub type WholeNext = NextLevel<AreaId, AreaRaise>;

/// What the next level k needs: each condition of the rule that fails, and the cheapest way to meet them all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextLevel<Id, Raised> {
    /// The level k.
    pub level: Level,
    /// The share of the weight at k or above, and the share that the gate requires.
    pub share: Share,
    /// Essential questions below k. The whole has none, because areas are never essential.
    pub essential: Vec<Id>,
    /// Questions or areas below k - 1.
    pub laggards: Vec<Id>,
    /// All that hold k back: `essential`, `laggards` and, if the share is too small, all others below k.
    pub blockers: Vec<Id>,
    /// The one without which k cannot hold and whose raise alone is enough; `None` if no single one is.
    pub only: Option<Id>,
    /// The cheapest raises after which k holds, in the pack's order.
    pub cheapest: Vec<Raised>,
    /// Their total effort in points (S 1, M 2, L 4), without the effort of needs.
    pub cost: u32,
}

/// A question to raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    /// The question's id.
    pub question: QuestionId,
    /// Its level. An open question counts as the last level, so it is never raised.
    pub from: Level,
    /// The level it is raised to.
    pub to: Level,
    /// The total effort of its steps, in points.
    pub cost: u32,
    /// What its steps need first; not included in the cost.
    pub needs: Vec<Need>,
}

/// An area to raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRaise {
    /// The area's id.
    pub area: AreaId,
    /// Its high claimed level.
    pub from: Level,
    /// The level it is raised to.
    pub to: Level,
    /// The total effort of `raises`, in points.
    pub cost: u32,
    /// The cheapest raises that reach the level.
    pub raises: Vec<Raise>,
}

/// A level that another question must have first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The needed question.
    pub question: QuestionId,
    /// The level it must have.
    pub level: Level,
    /// Whether it has that level.
    pub standing: NeedStanding,
}

/// The state of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedStanding {
    /// The needed question has the level.
    Met,
    /// The needed question is at this lower level.
    Below(Level),
    /// The needed question has no level yet.
    Open,
    /// The needed question does not apply, so there is no need.
    NotApplicable,
}

/// The claimed levels without reasons, for projections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// The areas, in the pack's order.
    pub areas: Vec<AreaLevel>,
    /// The groups of areas, in the pack's order.
    pub groups: Vec<GroupLevel>,
    /// The whole.
    pub whole: ReachedLevel,
}

/// The claimed level of one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaLevel {
    /// The area's id.
    pub area: AreaId,
    /// Its level.
    pub reached: ReachedLevel,
}

/// The claimed level of a group of areas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLevel {
    /// The group's id.
    pub group: String,
    /// Its level.
    pub reached: ReachedLevel,
}

/// A claimed level, and how far it is from the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReachedLevel {
    /// Whether there is a level to show.
    pub state: AreaState,
    /// The claimed level.
    pub claimed: LevelRange,
    /// The weighted mean; `None` until a question has a level.
    pub index: Option<Index>,
    /// The share of the level above the high one; `None` at the last level, and unless it is started.
    pub next: Option<LevelShare>,
}

/// The level, the index and the progress of the whole, for lists of assessments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Whether there is a level to show.
    pub state: AreaState,
    /// The claimed level.
    pub level: LevelRange,
    /// The weighted mean; `None` until a question has a level.
    pub index: Option<Box<Index>>,
    /// How far the questions are answered.
    pub progress: Progress,
}

/// How far the questions that apply are answered: the one count that is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Number of questions that apply.
    pub applicable: usize,
    /// Number of these that have a level.
    pub answered: usize,
    /// Number of these that are answered as unknown.
    pub unknown: usize,
    /// Number of these whose answer is outside the scale.
    pub outside_scale: usize,
}

impl Progress {
    /// The share of the questions that have a level, from 0 to 1.
    pub fn share(&self) -> f64 {
        let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        count(self.answered) / count(self.applicable.max(1))
    }

    /// The number of questions that apply and have no answer that counts.
    pub fn unanswered(self) -> usize {
        self.applicable - self.answered - self.unknown
    }
}
