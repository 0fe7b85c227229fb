//! The results in a document.
//!
//! It computes no scores.

use serde::Serialize;

use super::written::{ValueWriter, WrittenIndex, WrittenLevel, WrittenRange, WrittenWords};
use crate::model::{AreaId, Assessment, FlagId, Pack, QuestionId};
use crate::scoring::{
    AreaRaise, AreaScore, AreaState, Gap, LevelShare, Need, NeedStanding, NextLevel, OpenKind, OpenQuestion,
    Raise, Scorecard, Share, VersionDifference, WholeScore,
};

/// The results of every area and of the whole.
#[derive(Debug, Serialize)]
pub struct ResultsDocument<'a> {
    /// Results of the whole.
    pub whole: WholeResults<'a>,
    /// Results of the areas, in the pack's order.
    pub areas: Vec<AreaResults<'a>>,
}

/// What lies between the version that was answered and the version that scores: ids of questions.
#[derive(Debug, Serialize)]
pub struct VersionsPart {
    /// The questions whose meaning changed after they were answered.
    pub look_again: Vec<QuestionId>,
    /// The questions with an entry that are not in the questionnaire.
    pub gone: Vec<QuestionId>,
    /// The questions whose answer is a level that the scale does not have.
    pub outside_scale: Vec<QuestionId>,
}

impl VersionsPart {
    /// The part for `assessment`, scored by `pack`.
    pub fn of(pack: &Pack, assessment: &Assessment) -> Self {
        let VersionDifference { look_again, gone, outside_scale, .. } =
            VersionDifference::of(pack, assessment);
        Self { look_again, gone, outside_scale }
    }
}

/// Results of the whole.
#[derive(Debug, Serialize)]
pub struct WholeResults<'a> {
    /// `not_applicable`, `not_started` or `started`.
    pub state: &'static str,
    /// Number of questions that count.
    pub applicable: usize,
    /// Number of those with a level.
    pub answered: usize,
    /// Level according to the answers, from the lowest to the highest that open questions allow. `None` before the
    /// first answer.
    pub claimed: Option<WrittenRange>,
    /// Level according to the answers with evidence. `None` before the first answer.
    pub confirmed: Option<WrittenRange>,
    /// The weighted mean. `None` before the first answer.
    pub index: Option<WrittenIndex>,
    /// For each level, the share of the weight at it or above.
    pub shares: Vec<SharesPart>,
    /// The reasons for the level.
    pub why: WhyPart<'a, AreaId, AreaRaisePart<'a>>,
}

/// Results of one area.
#[derive(Debug, Serialize)]
pub struct AreaResults<'a> {
    /// Id of the area.
    pub area: &'a AreaId,
    /// Title of the area, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<WrittenWords<'a>>,
    /// `not_applicable`, `not_started` or `started`.
    pub state: &'static str,
    /// Number of questions that count.
    pub applicable: usize,
    /// Number of those with a level.
    pub answered: usize,
    /// Number of questions marked as not applicable.
    pub not_applicable: usize,
    /// Questions that count and have no level.
    pub open: Vec<OpenPart<'a>>,
    /// Questions with an answer that do not apply to the profile.
    pub hidden: &'a [QuestionId],
    /// Flags without an answer, which count as yes.
    pub assumed: &'a [FlagId],
    /// Level according to the answers, from the lowest to the highest that open questions allow. `None` before the
    /// first answer.
    pub claimed: Option<WrittenRange>,
    /// Level according to the answers with evidence. `None` before the first answer.
    pub confirmed: Option<WrittenRange>,
    /// The weighted mean. `None` before the first answer.
    pub index: Option<WrittenIndex>,
    /// The target level of the area.
    pub target: WrittenLevel,
    /// Number of levels missing to the target. `None` before the first answer.
    pub gap: Option<GapPart>,
    /// For each level, the share of the weight at it or above.
    pub shares: Vec<SharesPart>,
    /// The reasons for the level.
    pub why: WhyPart<'a, QuestionId, RaisePart<'a>>,
}

/// A question that counts and has no level.
#[derive(Debug, Serialize)]
pub struct OpenPart<'a> {
    /// Id of the question.
    pub question: &'a QuestionId,
    /// `unanswered` or `unknown`.
    pub standing: &'static str,
}

/// Number of levels missing to a target.
#[derive(Debug, Serialize)]
pub struct GapPart {
    /// Lower bound: all open questions at the last level.
    pub low: u8,
    /// Upper bound: all open questions at the first level.
    pub high: u8,
}

/// The share of the weight at a level or above.
#[derive(Debug, Serialize)]
pub struct SharesPart {
    /// The level.
    pub level: WrittenLevel,
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
    pub level: WrittenLevel,
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
    pub from: WrittenLevel,
    /// Level after the raise.
    pub to: WrittenLevel,
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
    pub from: WrittenLevel,
    /// Level after the raise.
    pub to: WrittenLevel,
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
    pub level: WrittenLevel,
    /// `met`, `below`, `open` or `not_applicable`.
    pub standing: &'static str,
}

impl<'a> ValueWriter<'a> {
    pub(super) fn results(self, card: &'a Scorecard) -> ResultsDocument<'a> {
        ResultsDocument {
            whole: self.whole(&card.whole),
            areas: card.areas.iter().map(|score| self.area(score)).collect(),
        }
    }

    fn whole(self, score: &'a WholeScore) -> WholeResults<'a> {
        WholeResults {
            state: state(score.state),
            applicable: score.applicable,
            answered: score.answered,
            claimed: self.level_of(score.state, score.claimed),
            confirmed: score.confirmed.and_then(|range| self.level_of(score.state, range)),
            index: score.index.as_ref().map(|known| self.index(known)),
            shares: score.shares.iter().map(|share| self.shares(share)).collect(),
            why: WhyPart {
                open: &score.why.open,
                next: score.why.next.as_ref().map(|known| self.next(known, |raised| self.area_raise(raised))),
            },
        }
    }

    fn area(self, score: &'a AreaScore) -> AreaResults<'a> {
        let Gap { low, high } = score.gap;
        AreaResults {
            area: &score.area,
            title: self.pack.area(&score.area).and_then(|known| self.words(&known.title)),
            state: state(score.state),
            applicable: score.applicable,
            answered: score.answered,
            not_applicable: score.not_applicable,
            open: score.open.iter().map(open).collect(),
            hidden: &score.hidden,
            assumed: &score.assumed,
            claimed: self.level_of(score.state, score.claimed),
            confirmed: score.confirmed.and_then(|range| self.level_of(score.state, range)),
            index: score.index.as_ref().map(|known| self.index(known)),
            target: self.level(score.target),
            gap: (score.state == AreaState::Started).then_some(GapPart { low, high }),
            shares: score.shares.iter().map(|share| self.shares(share)).collect(),
            why: WhyPart {
                open: &score.why.open,
                next: score.why.next.as_ref().map(|known| self.next(known, |raised| self.raise(raised))),
            },
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

pub(super) fn state(state: AreaState) -> &'static str {
    match state {
        AreaState::NotApplicable => "not_applicable",
        AreaState::NotStarted => "not_started",
        AreaState::Started => "started",
    }
}

fn open(open: &OpenQuestion) -> OpenPart<'_> {
    OpenPart { question: &open.question, standing: standing(open.kind) }
}

pub(super) fn standing(kind: OpenKind) -> &'static str {
    match kind {
        OpenKind::Unanswered => "unanswered",
        OpenKind::OutsideScale => "outside_scale",
        OpenKind::Unknown => "unknown",
    }
}

fn share(share: Share) -> SharePart {
    SharePart { reached: share.reached, total: share.total, percent: share.percent() }
}
