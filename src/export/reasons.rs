//! The reasons for a level in a document: the shares of the weight, and what is missing for the next level.
//!
//! It computes no scores.

use serde::Serialize;

use super::written::ValueWriter;
use crate::model::{AreaId, LevelLabel, QuestionId};
use crate::scoring::{AreaRaise, LevelShare, Need, NeedStanding, NextLevel, Raise, Share, WholeWhy, Why};

/// The share of the weight at a level or above.
#[derive(Debug, Serialize)]
pub struct SharesPart {
    /// The level.
    pub level: LevelLabel,
    /// Lower bound: all open questions at the first level.
    pub low: SharePart,
    /// Upper bound: all open questions at the last level.
    pub high: SharePart,
}

/// A part of the total weight.
#[derive(Debug, Serialize)]
pub struct SharePart {
    /// Weight of the questions at the level or above.
    pub reached: u32,
    /// Weight of all questions that count.
    pub total: u32,
    /// Percentage, rounded down.
    pub percent: u32,
}

/// The reasons for a level.
#[derive(Debug, Serialize)]
pub struct WhyPart<'a, Id, Raised> {
    /// The open questions or areas that decide between the lowest and the highest level.
    pub open: &'a [Id],
    /// What is missing for the next level. `None` at the last one.
    pub next: Option<NextPart<'a, Id, Raised>>,
}

/// What is missing for the next level.
#[derive(Debug, Serialize)]
pub struct NextPart<'a, Id, Raised> {
    /// The level.
    pub level: LevelLabel,
    /// Share of the weight at the level or above. It must reach the gate of the rule.
    pub share: SharePart,
    /// Essential questions below the level.
    pub essential: &'a [Id],
    /// Questions or areas more than one level below it.
    pub laggards: &'a [Id],
    /// All questions or areas below the level that hold it back.
    pub blockers: &'a [Id],
    /// The only blocker, if there is exactly one.
    pub only: Option<&'a Id>,
    /// Cost of the cheapest change, in effort points.
    pub cost: u32,
    /// The raises of the cheapest change.
    pub cheapest: Vec<Raised>,
}

/// A question to raise.
#[derive(Debug, Serialize)]
pub struct RaisePart<'a> {
    /// Id of the question.
    pub question: &'a QuestionId,
    /// Current level.
    pub from: LevelLabel,
    /// Level after the raise.
    pub to: LevelLabel,
    /// Sum of the efforts of its steps, in points.
    pub cost: u32,
    /// Levels of other questions that its steps need.
    pub needs: Vec<NeedPart<'a>>,
}

/// An area to raise.
#[derive(Debug, Serialize)]
pub struct AreaRaisePart<'a> {
    /// Id of the area.
    pub area: &'a AreaId,
    /// Current level.
    pub from: LevelLabel,
    /// Level after the raise.
    pub to: LevelLabel,
    /// Sum of the efforts of its raises, in points.
    pub cost: u32,
    /// The questions to raise.
    pub raises: Vec<RaisePart<'a>>,
}

/// The level of another question that a step needs.
#[derive(Debug, Serialize)]
pub struct NeedPart<'a> {
    /// Id of the other question.
    pub question: &'a QuestionId,
    /// Level that it must have.
    pub level: LevelLabel,
    /// `met`, `below`, `open` or `not_applicable`.
    pub standing: &'static str,
}

impl<'a> ValueWriter<'a> {
    /// The reasons for the level of an area.
    pub(super) fn why(self, why: &'a Why) -> WhyPart<'a, QuestionId, RaisePart<'a>> {
        let next = why.next.as_ref();
        WhyPart { open: &why.open, next: next.map(|known| self.next(known, |raised| self.raise(raised))) }
    }

    /// The reasons for the level of the whole or of a group of areas.
    pub(super) fn why_whole(self, why: &'a WholeWhy) -> WhyPart<'a, AreaId, AreaRaisePart<'a>> {
        let next = why.next.as_ref();
        WhyPart {
            open: &why.open,
            next: next.map(|known| self.next(known, |raised| self.area_raise(raised))),
        }
    }

    pub(super) fn shares(self, shares: &LevelShare) -> SharesPart {
        SharesPart { level: self.level(shares.level), low: share(shares.low), high: share(shares.high) }
    }

    fn next<Id, Raised, Part>(
        self,
        next: &'a NextLevel<Id, Raised>,
        part: impl Fn(&'a Raised) -> Part,
    ) -> NextPart<'a, Id, Part> {
        NextPart {
            level: self.level(next.level),
            share: share(next.share),
            essential: &next.essential,
            laggards: &next.laggards,
            blockers: &next.blockers,
            only: next.only.as_ref(),
            cost: next.cost,
            cheapest: next.cheapest.iter().map(part).collect(),
        }
    }

    fn raise(self, raised: &'a Raise) -> RaisePart<'a> {
        let Raise { question, from, to, cost, needs } = raised;
        let needs = needs.iter().map(|need| self.need(need)).collect();
        RaisePart { question, from: self.level(*from), to: self.level(*to), cost: *cost, needs }
    }

    fn area_raise(self, raised: &'a AreaRaise) -> AreaRaisePart<'a> {
        let AreaRaise { area, from, to, cost, raises: questions } = raised;
        let parts = questions.iter().map(|question| self.raise(question)).collect();
        AreaRaisePart { area, from: self.level(*from), to: self.level(*to), cost: *cost, raises: parts }
    }

    fn need(self, need: &'a Need) -> NeedPart<'a> {
        let standing = match need.standing {
            NeedStanding::Met => "met",
            NeedStanding::Below(_) => "below",
            NeedStanding::Open => "open",
            NeedStanding::NotApplicable => "not_applicable",
        };
        NeedPart { question: &need.question, level: self.level(need.level), standing }
    }
}

fn share(share: Share) -> SharePart {
    SharePart { reached: share.reached, total: share.total, percent: share.percent() }
}
