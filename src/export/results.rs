//! The results in a document.
//!
//! It computes no scores.

use jiff::civil::Date;
use serde::Serialize;

use super::reasons::{AreaRaisePart, RaisePart, SharesPart, WhyPart};
use super::written::{AskedTopics, ValueWriter, WrittenIndex, WrittenRange, WrittenWords};
use crate::model::{AreaGroup, AreaId, Assessment, FlagId, LevelLabel, QuestionId};
use crate::scoring::{
    self, AreaScore, AreaState, Gap, GroupScore, NotCounted, OpenKind, OpenQuestion, Scorecard, Unusable,
    VersionDifference, WholeScore,
};

/// The results of every area and of the whole.
#[derive(Debug, Serialize)]
pub struct ResultsDocument<'a> {
    /// Results of the whole.
    pub whole: WholeResults<'a>,
    /// Results of the areas, in the pack's order.
    pub areas: Vec<AreaResults<'a>>,
    /// Results of the groups of areas, in the pack's order.
    pub groups: Vec<GroupResults<'a>>,
    /// What the assessment holds and its pack cannot use.
    pub unusable: Vec<UnusablePart>,
}

/// A part of an assessment that its pack cannot use.
#[derive(Debug, Serialize)]
pub struct UnusablePart {
    /// `answer`, `target` or `target_of_no_area`.
    pub kind: &'static str,
    /// Id of the question of an answer.
    pub question: Option<QuestionId>,
    /// Id of the area of a target.
    pub area: Option<AreaId>,
    /// The level in the file.
    pub level: LevelLabel,
}

/// What lies between the version that was answered and the version that scores: ids of questions.
#[derive(Debug, Serialize)]
pub struct VersionsPart<'a> {
    /// The questions whose meaning changed after they were answered.
    pub look_again: Vec<QuestionId>,
    /// The questions with an entry that are not in the questionnaire.
    pub gone: Vec<QuestionId>,
    /// What those were called when they were answered, as far as the assessment says it. Only where words are wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gone_topics: Option<AskedTopics<'a>>,
    /// The questions whose answer is a level that the scale does not have.
    pub outside_scale: Vec<QuestionId>,
}

impl<'a> VersionsPart<'a> {
    /// The part for `assessment`, scored by the pack of `writer`.
    pub fn of(writer: ValueWriter<'a>, assessment: &'a Assessment) -> Self {
        let VersionDifference { look_again, gone, outside_scale, .. } =
            VersionDifference::of(writer.pack, assessment);
        let ids = gone.iter().filter_map(|id| assessment.answers.get_key_value(id));
        let topics = ids.filter_map(|(id, _)| Some((id, assessment.asked_topic(id)?)));
        let gone_topics = writer.asked_topics(topics);
        Self { look_again, gone, gone_topics, outside_scale }
    }
}

/// Results of a group of areas.
#[derive(Debug, Serialize)]
pub struct GroupResults<'a> {
    /// Id of the group.
    pub group: &'a str,
    /// Its heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<WrittenWords<'a>>,
    /// Ids of its areas.
    pub areas: &'a [AreaId],
    /// The same fields as of the whole.
    #[serde(flatten)]
    pub results: WholeResults<'a>,
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
    /// Number of those answered as unknown.
    pub unknown: usize,
    /// Number of those whose answer is outside the scale.
    pub outside_scale: usize,
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
    /// Number of those answered as unknown.
    pub unknown: usize,
    /// Number of those whose answer is outside the scale.
    pub outside_scale: usize,
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
    pub target: LevelLabel,
    /// Number of levels missing to the target. `None` before the first answer.
    pub gap: Option<GapPart>,
    /// For each level, the share of the weight at it or above.
    pub shares: Vec<SharesPart>,
    /// The reasons for the level.
    pub why: WhyPart<'a, QuestionId, RaisePart<'a>>,
    /// Questions whose level needs evidence to be confirmed and has none that counts.
    pub unconfirmed: &'a [QuestionId],
    /// The evidence that does not count.
    pub uncounted: Vec<UncountedPart<'a>>,
}

/// A piece of evidence that does not count.
#[derive(Debug, Serialize)]
pub struct UncountedPart<'a> {
    /// Id of the question.
    pub question: &'a QuestionId,
    /// Number of the piece among those of the question, from 1.
    pub number: usize,
    /// Its text.
    pub text: &'a str,
    /// Its date.
    pub date: Option<Date>,
    /// `no_date`, `no_such_day`, `after_as_of` or `too_old`.
    pub reason: &'static str,
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

impl<'a> ValueWriter<'a> {
    /// The results of `assessment` on the day for which `card` was scored.
    pub(super) fn results(
        self,
        card: &'a Scorecard,
        assessment: &'a Assessment,
        as_of: Date,
    ) -> ResultsDocument<'a> {
        let area = |score| self.area(score, assessment, as_of);
        let group = |(group, known): (&'a AreaGroup, &'a GroupScore)| GroupResults {
            group: &group.id,
            title: self.words(&group.title),
            areas: &group.areas,
            results: self.whole(&known.score),
        };
        ResultsDocument {
            whole: self.whole(&card.whole),
            areas: card.areas.iter().map(area).collect(),
            groups: self.pack.manifest.groups.iter().zip(&card.groups).map(group).collect(),
            unusable: scoring::unusable(self.pack, assessment).iter().map(unusable).collect(),
        }
    }

    /// The evidence of an area that does not count on a day.
    fn uncounted(self, assessment: &'a Assessment, area: &str, as_of: Date) -> Vec<UncountedPart<'a>> {
        let questions = self.pack.area(area).into_iter().flat_map(|area| &area.questions);
        let pieces = questions.flat_map(|question| {
            let pieces = assessment.entry(&question.id).into_iter().flat_map(|entry| &entry.evidence);
            pieces.enumerate().map(move |(place, piece)| (question, place + 1, piece))
        });
        pieces
            .filter_map(|(question, number, piece)| {
                let reason = uncounted(NotCounted::of(piece, self.pack.scale(), as_of)?);
                Some(UncountedPart {
                    question: &question.id,
                    number,
                    text: &piece.text,
                    date: piece.date,
                    reason,
                })
            })
            .collect()
    }

    fn whole(self, score: &'a WholeScore) -> WholeResults<'a> {
        WholeResults {
            state: state(score.state),
            applicable: score.applicable,
            answered: score.answered,
            unknown: score.unknown,
            outside_scale: score.outside_scale,
            claimed: self.level_of(score.state, score.claimed),
            confirmed: score.confirmed.and_then(|range| self.level_of(score.state, range)),
            index: score.index.as_ref().map(|known| self.index(known)),
            shares: score.shares.iter().map(|share| self.shares(share)).collect(),
            why: self.why_whole(&score.why),
        }
    }

    fn area(self, score: &'a AreaScore, assessment: &'a Assessment, as_of: Date) -> AreaResults<'a> {
        let Gap { low, high } = score.gap;
        let progress = score.progress();
        AreaResults {
            area: &score.area,
            title: self.pack.area(&score.area).and_then(|known| self.words(&known.title)),
            state: state(score.state),
            applicable: score.applicable,
            answered: score.answered,
            unknown: progress.unknown,
            outside_scale: progress.outside_scale,
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
            why: self.why(&score.why),
            unconfirmed: &score.unconfirmed,
            uncounted: self.uncounted(assessment, &score.area, as_of),
        }
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

fn uncounted(reason: NotCounted) -> &'static str {
    match reason {
        NotCounted::NoDate => "no_date",
        NotCounted::NoSuchDay => "no_such_day",
        NotCounted::After(_) => "after_as_of",
        NotCounted::TooOld(_) => "too_old",
    }
}

fn unusable(unusable: &Unusable) -> UnusablePart {
    let part = |kind, question: Option<&QuestionId>, area: Option<&AreaId>, level: &LevelLabel| {
        UnusablePart { kind, question: question.cloned(), area: area.cloned(), level: level.clone() }
    };
    match unusable {
        Unusable::Answer { question, level } => part("answer", Some(question), None, level),
        Unusable::Target { area, level } => part("target", None, Some(area), level),
        Unusable::TargetOfNoArea { area, level } => part("target_of_no_area", None, Some(area), level),
    }
}
