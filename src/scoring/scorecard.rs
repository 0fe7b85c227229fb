//! The results of scoring, as the screens and reports read them.

use super::{Index, Share};
use crate::model::{AreaId, FlagId, Level, LevelRange, QuestionId};

/// Every result of one assessment on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Scorecard {
    /// The areas, in the pack's order, those that do not apply among them.
    pub areas: Vec<AreaScore>,
    /// What they amount to together.
    pub whole: WholeScore,
}

impl Scorecard {
    /// The results of one area.
    pub fn area(&self, id: &str) -> Option<&AreaScore> {
        self.areas.iter().find(|area| area.area.as_str() == id)
    }

    /// The levels alone.
    pub fn levels(&self) -> Levels {
        let levels = |area: &AreaScore| AreaLevel {
            area: area.area.clone(),
            state: area.state,
            claimed: area.claimed,
        };
        Levels {
            areas: self.areas.iter().map(levels).collect(),
            state: self.whole.state,
            whole: self.whole.claimed,
        }
    }
}

/// How far an area, or the whole, has come; a level is shown only for [`AreaState::Started`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaState {
    /// No question of it applies: it is left out of everything above it.
    NotApplicable,
    /// No answer of any kind: "not started" stands in the place of a level.
    NotStarted,
    /// There is an answer, be it `unknown`.
    Started,
}

/// The results of one area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaScore {
    /// Whose results these are.
    pub area: AreaId,
    /// Whether there is a level to show.
    pub state: AreaState,
    /// How many questions count: let through by the profile and not marked as not applicable.
    pub applicable: usize,
    /// How many of them have a level.
    pub answered: usize,
    /// The others of them, in the pack's order.
    pub open: Vec<OpenQuestion>,
    /// How many questions were marked as not applicable.
    pub not_applicable: usize,
    /// Questions with an answer that the profile now hides: kept, listed, not counted.
    pub hidden: Vec<QuestionId>,
    /// Flags that nobody answered and that counted as yes for a question that counts.
    pub assumed: Vec<FlagId>,
    /// The level by the answers; from the first to the last level where nothing is known.
    pub claimed: LevelRange,
    /// The level by the answers that have evidence; `None` in a pack without `evidence_from`.
    pub confirmed: Option<LevelRange>,
    /// The weighted mean; `None` until a question has a level.
    pub index: Option<Index>,
    /// The level to reach.
    pub target: Level,
    /// How far the claimed level is from it.
    pub gap: Gap,
    /// The share of the weight at or above each level of the scale, lowest first; empty where nothing applies.
    pub shares: Vec<LevelShare>,
    /// Why the level is what it is, and what would raise it.
    pub why: Why,
}

impl AreaScore {
    /// How many questions hold back the next level.
    pub fn blockers(&self) -> usize {
        self.why.next.as_ref().map_or(0, |next| next.blockers.len())
    }

    /// The claimed level, where there is one to show.
    pub fn shown(&self) -> Option<LevelRange> {
        (self.state == AreaState::Started).then_some(self.claimed)
    }
}

/// The results of the whole, over the areas that apply.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeScore {
    /// Whether there is a level to show.
    pub state: AreaState,
    /// How many questions count, in all areas.
    pub applicable: usize,
    /// How many of them have a level.
    pub answered: usize,
    /// The level by the areas' claimed levels.
    pub claimed: LevelRange,
    /// The level by the areas' confirmed levels; `None` in a pack without `evidence_from`.
    pub confirmed: Option<LevelRange>,
    /// The weighted mean of the areas' exact indexes; `None` until an area has one.
    pub index: Option<Index>,
    /// The share of the areas' weight at or above each level of the scale, lowest first.
    pub shares: Vec<LevelShare>,
    /// Why the level is what it is, and what would raise it.
    pub why: WholeWhy,
}

impl WholeScore {
    /// The claimed level, where there is one to show.
    pub fn shown(&self) -> Option<LevelRange> {
        (self.state == AreaState::Started).then_some(self.claimed)
    }
}

/// A question that counts and has no level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenQuestion {
    /// Which one.
    pub question: QuestionId,
    /// Why it is open.
    pub kind: OpenKind,
}

/// Why a question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenKind {
    /// Nobody answered it.
    Unanswered,
    /// Nobody asked knew.
    Unknown,
}

/// Levels that are missing to a target, never below 0; `low == high` when open questions can no longer change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// With every open question at the last level.
    pub low: u8,
    /// With every open question at the first level: `max(0, target - low)`, the gap of the rule.
    pub high: u8,
}

impl Gap {
    /// How far `claimed` is from `target`.
    pub fn new(target: Level, claimed: LevelRange) -> Self {
        Self { low: target.0.saturating_sub(claimed.high.0), high: target.0.saturating_sub(claimed.low.0) }
    }
}

/// The share of the weight that stands at a level or above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelShare {
    /// The level.
    pub level: Level,
    /// With everything open at the first level.
    pub low: Share,
    /// With everything open at the last level.
    pub high: Share,
}

/// Why an area stands where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Why {
    /// The open questions, when their answers decide between the low and the high level; empty otherwise.
    pub open: Vec<QuestionId>,
    /// What the level above the high one lacks, with open questions taken as the last level; `None` at the last one.
    pub next: Option<AreaNext>,
}

/// Why the whole stands where it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WholeWhy {
    /// The areas that are not settled, when they decide between the low and the high level; empty otherwise.
    pub open: Vec<AreaId>,
    /// What the level above the high one lacks, with every area taken at its high; `None` at the last one.
    pub next: Option<WholeNext>,
}

/// What the next level of an area lacks.
pub type AreaNext = NextLevel<QuestionId, Raise>;

/// What the next level of the whole lacks.
pub type WholeNext = NextLevel<AreaId, AreaRaise>;

/// What the next level lacks: each condition that fails, and the cheapest way to make all of them hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextLevel<Id, Raised> {
    /// The level in question, k.
    pub level: Level,
    /// The share of the weight at k or above, and the share it needs.
    pub share: Share,
    /// Essential questions below k; the whole has none.
    pub essential: Vec<Id>,
    /// Those below k - 1.
    pub laggards: Vec<Id>,
    /// All that hold k back: `essential`, `laggards` and, while the share is too small, whatever stands below k.
    pub blockers: Vec<Id>,
    /// The one without which k cannot hold and whose raise alone is enough, if that is so.
    pub only: Option<Id>,
    /// The cheapest raises that make k hold, in the pack's order.
    pub cheapest: Vec<Raised>,
    /// What they cost together, in effort points (S 1, M 2, L 4), needs not counted.
    pub cost: u32,
}

/// A question to raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raise {
    /// Which one.
    pub question: QuestionId,
    /// The level it has.
    pub from: Level,
    /// The level to reach.
    pub to: Level,
    /// The efforts of its steps, in points.
    pub cost: u32,
    /// What its steps need first; not part of the cost.
    pub needs: Vec<Need>,
}

/// An area to raise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRaise {
    /// Which one.
    pub area: AreaId,
    /// The high level it has.
    pub from: Level,
    /// The level to reach.
    pub to: Level,
    /// The efforts of `raises`, in points.
    pub cost: u32,
    /// The cheapest way to get there.
    pub raises: Vec<Raise>,
}

/// A level that another question must have first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The other question.
    pub question: QuestionId,
    /// The level it must have.
    pub level: Level,
    /// How it stands to that.
    pub standing: NeedStanding,
}

/// How a needed question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedStanding {
    /// It has the level.
    Met,
    /// It stands lower.
    Below(Level),
    /// It has no level.
    Open,
    /// It does not apply, so the need falls away.
    NotApplicable,
}

/// The claimed levels and nothing else: what a projection shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// The areas, in the pack's order.
    pub areas: Vec<AreaLevel>,
    /// Whether there is a level of the whole to show.
    pub state: AreaState,
    /// The level of the whole.
    pub whole: LevelRange,
}

/// The claimed level of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaLevel {
    /// Whose level this is.
    pub area: AreaId,
    /// Whether there is a level to show.
    pub state: AreaState,
    /// The level.
    pub claimed: LevelRange,
}
