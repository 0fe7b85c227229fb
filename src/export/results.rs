//! The results in a document. Levels are numbers from 1; an index has its printed form and its exact fraction.

use serde::Serialize;

use crate::model::{AreaId, FlagId, Level, LevelRange, Pack, QuestionId, Text};
use crate::scoring::{
    AreaRaise, AreaScore, AreaState, Exact, Gap, Index, LevelShare, Need, NeedStanding, NextLevel, OpenKind,
    OpenQuestion, Raise, Scorecard, Share, WholeScore,
};

/// The results of every area and of the whole.
#[derive(Debug, Serialize)]
pub struct ResultsDocument<'a> {
    /// The whole.
    pub whole: WholeResults<'a>,
    /// The areas, in the pack's order.
    pub areas: Vec<AreaResults<'a>>,
}

/// The results of the whole.
#[derive(Debug, Serialize)]
pub struct WholeResults<'a> {
    /// `not_applicable`, `not_started` or `started`.
    pub state: &'static str,
    /// How many questions count.
    pub applicable: usize,
    /// How many of them have a level.
    pub answered: usize,
    /// The level by the answers, once started.
    pub claimed: Option<LevelRange>,
    /// The level by the answers with evidence, once started.
    pub confirmed: Option<LevelRange>,
    /// The weighted mean.
    pub index: Option<IndexPart>,
    /// The share of the weight at each level or above.
    pub shares: Vec<SharesPart>,
    /// Why the level is what it is.
    pub why: WhyPart<'a, AreaId, AreaRaisePart<'a>>,
}

/// The results of one area.
#[derive(Debug, Serialize)]
pub struct AreaResults<'a> {
    /// Which one.
    pub area: &'a AreaId,
    /// Its title.
    pub title: Option<&'a Text>,
    /// `not_applicable`, `not_started` or `started`.
    pub state: &'static str,
    /// How many questions count.
    pub applicable: usize,
    /// How many of them have a level.
    pub answered: usize,
    /// How many questions were marked as not applicable.
    pub not_applicable: usize,
    /// The questions that count and have no level.
    pub open: Vec<OpenPart<'a>>,
    /// Questions with an answer that the profile hides.
    pub hidden: &'a [QuestionId],
    /// Flags that counted as yes because nobody answered them.
    pub assumed: &'a [FlagId],
    /// The level by the answers, once started.
    pub claimed: Option<LevelRange>,
    /// The level by the answers with evidence, once started.
    pub confirmed: Option<LevelRange>,
    /// The weighted mean.
    pub index: Option<IndexPart>,
    /// The level to reach.
    pub target: Level,
    /// The levels missing to it, once started.
    pub gap: Option<GapPart>,
    /// The share of the weight at each level or above.
    pub shares: Vec<SharesPart>,
    /// Why the level is what it is.
    pub why: WhyPart<'a, QuestionId, RaisePart<'a>>,
}

/// A question that counts and has no level.
#[derive(Debug, Serialize)]
pub struct OpenPart<'a> {
    /// Which one.
    pub question: &'a QuestionId,
    /// `unanswered` or `unknown`.
    pub standing: &'static str,
}

/// An index, and what it can become.
#[derive(Debug, Serialize)]
pub struct IndexPart {
    /// Over what has a level.
    pub value: ExactPart,
    /// With everything open at the first level.
    pub low: ExactPart,
    /// With everything open at the last level.
    pub high: ExactPart,
}

/// An exact number.
#[derive(Debug, Serialize)]
pub struct ExactPart {
    /// Cut off to the decimals of the rule: `2.8`.
    pub printed: String,
    /// As a fraction: `17/6`; a whole number stands alone.
    pub exact: String,
}

/// Levels missing to a target.
#[derive(Debug, Serialize)]
pub struct GapPart {
    /// With everything open at the last level.
    pub low: u8,
    /// With everything open at the first level.
    pub high: u8,
}

/// The share of the weight at a level or above.
#[derive(Debug, Serialize)]
pub struct SharesPart {
    /// The level.
    pub level: Level,
    /// With everything open at the first level.
    pub low: SharePart,
    /// With everything open at the last level.
    pub high: SharePart,
}

/// A weight out of all of it.
#[derive(Debug, Serialize)]
pub struct SharePart {
    /// The weight that stands high enough.
    pub reached: u32,
    /// All the weight.
    pub total: u32,
    /// The percentage, never rounded up.
    pub percent: u32,
}

/// Why a level is what it is.
#[derive(Debug, Serialize)]
pub struct WhyPart<'a, Id, Raised> {
    /// What is open and decides between the low and the high level.
    pub open: &'a [Id],
    /// What the level above the high one lacks.
    pub next: Option<NextPart<'a, Id, Raised>>,
}

/// What the next level lacks.
#[derive(Debug, Serialize)]
pub struct NextPart<'a, Id, Raised> {
    /// The level.
    pub level: Level,
    /// The share of the weight at it or above; the rule's gate is the share it needs.
    pub share: SharePart,
    /// Essential ones below it.
    pub essential: &'a [Id],
    /// Those more than one level behind.
    pub laggards: &'a [Id],
    /// All that hold it back.
    pub blockers: &'a [Id],
    /// The one that holds it back alone.
    pub only: Option<&'a Id>,
    /// What the cheapest change costs, in effort points.
    pub cost: u32,
    /// The cheapest change.
    pub cheapest: Vec<Raised>,
}

/// A question to raise.
#[derive(Debug, Serialize)]
pub struct RaisePart<'a> {
    /// Which one.
    pub question: &'a QuestionId,
    /// The level it has.
    pub from: Level,
    /// The level to reach.
    pub to: Level,
    /// The efforts of its steps, in points.
    pub cost: u32,
    /// What its steps need first.
    pub needs: Vec<NeedPart<'a>>,
}

/// An area to raise.
#[derive(Debug, Serialize)]
pub struct AreaRaisePart<'a> {
    /// Which one.
    pub area: &'a AreaId,
    /// The level it has.
    pub from: Level,
    /// The level to reach.
    pub to: Level,
    /// The efforts of its raises, in points.
    pub cost: u32,
    /// The questions to raise.
    pub raises: Vec<RaisePart<'a>>,
}

/// A level that another question must have first.
#[derive(Debug, Serialize)]
pub struct NeedPart<'a> {
    /// The other question.
    pub question: &'a QuestionId,
    /// The level it must have.
    pub level: Level,
    /// `met`, `below`, `open` or `not_applicable`.
    pub standing: &'static str,
}

pub(super) fn results<'a>(pack: &'a Pack, card: &'a Scorecard) -> ResultsDocument<'a> {
    ResultsDocument {
        whole: whole(pack, &card.whole),
        areas: card.areas.iter().map(|score| area(pack, score)).collect(),
    }
}

fn whole<'a>(pack: &Pack, score: &'a WholeScore) -> WholeResults<'a> {
    let started = |range: LevelRange| (score.state == AreaState::Started).then_some(range);
    WholeResults {
        state: state(score.state),
        applicable: score.applicable,
        answered: score.answered,
        claimed: started(score.claimed),
        confirmed: score.confirmed.and_then(started),
        index: score.index.as_ref().map(|known| index(pack, known)),
        shares: score.shares.iter().map(shares).collect(),
        why: WhyPart {
            open: &score.why.open,
            next: score.why.next.as_ref().map(|known| next(known, area_raise)),
        },
    }
}

fn area<'a>(pack: &'a Pack, score: &'a AreaScore) -> AreaResults<'a> {
    let started = |range: LevelRange| (score.state == AreaState::Started).then_some(range);
    let Gap { low, high } = score.gap;
    AreaResults {
        area: &score.area,
        title: pack.area(&score.area).map(|known| &known.title),
        state: state(score.state),
        applicable: score.applicable,
        answered: score.answered,
        not_applicable: score.not_applicable,
        open: score.open.iter().map(open).collect(),
        hidden: &score.hidden,
        assumed: &score.assumed,
        claimed: started(score.claimed),
        confirmed: score.confirmed.and_then(started),
        index: score.index.as_ref().map(|known| index(pack, known)),
        target: score.target,
        gap: (score.state == AreaState::Started).then_some(GapPart { low, high }),
        shares: score.shares.iter().map(shares).collect(),
        why: WhyPart { open: &score.why.open, next: score.why.next.as_ref().map(|known| next(known, raise)) },
    }
}

pub(super) fn state(state: AreaState) -> &'static str {
    match state {
        AreaState::NotApplicable => "not_applicable",
        AreaState::NotStarted => "not_started",
        AreaState::Started => "started",
    }
}

pub(super) fn open(open: &OpenQuestion) -> OpenPart<'_> {
    let standing = match open.kind {
        OpenKind::Unanswered => "unanswered",
        OpenKind::Unknown => "unknown",
    };
    OpenPart { question: &open.question, standing }
}

/// The fraction of an exact number.
pub(super) fn exact(number: &Exact) -> String {
    number.0.to_string()
}

fn index(pack: &Pack, index: &Index) -> IndexPart {
    let part =
        |number: &Exact| ExactPart { printed: number.printed(pack.scale().decimals), exact: exact(number) };
    IndexPart { value: part(&index.value), low: part(&index.low), high: part(&index.high) }
}

fn shares(shares: &LevelShare) -> SharesPart {
    SharesPart { level: shares.level, low: share(shares.low), high: share(shares.high) }
}

fn share(share: Share) -> SharePart {
    SharePart { reached: share.reached, total: share.total, percent: share.percent() }
}

fn next<'a, Id, Raised, Part>(
    next: &'a NextLevel<Id, Raised>,
    part: impl Fn(&'a Raised) -> Part,
) -> NextPart<'a, Id, Part> {
    NextPart {
        level: next.level,
        share: share(next.share),
        essential: &next.essential,
        laggards: &next.laggards,
        blockers: &next.blockers,
        only: next.only.as_ref(),
        cost: next.cost,
        cheapest: next.cheapest.iter().map(part).collect(),
    }
}

fn raise(raised: &Raise) -> RaisePart<'_> {
    let Raise { question, from, to, cost, needs } = raised;
    RaisePart { question, from: *from, to: *to, cost: *cost, needs: needs.iter().map(need).collect() }
}

fn area_raise(raised: &AreaRaise) -> AreaRaisePart<'_> {
    let AreaRaise { area, from, to, cost, raises: questions } = raised;
    AreaRaisePart { area, from: *from, to: *to, cost: *cost, raises: questions.iter().map(raise).collect() }
}

fn need(need: &Need) -> NeedPart<'_> {
    let standing = match need.standing {
        NeedStanding::Met => "met",
        NeedStanding::Below(_) => "below",
        NeedStanding::Open => "open",
        NeedStanding::NotApplicable => "not_applicable",
    };
    NeedPart { question: &need.question, level: need.level, standing }
}
