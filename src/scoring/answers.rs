//! The answers of an assessment, reduced to what scoring needs. They can be changed for a what-if.
//!
//! They are never saved, so the room knows no file format.

use foldhash::HashMap;
use jiff::civil::Date;

use super::evidence::NotCounted;
use super::scorecard::{Need, NeedStanding, OpenKind, Progress};
use crate::model::{
    Answer, Applicability, Area, Assessment, Entry, FlagId, Level, Pack, Profile, Question, QuestionId,
    Scale, Step,
};

/// The state of one question for scoring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The profile excludes it. It does not count, even if it has an answer.
    Hidden {
        /// Whether it has an answer, which is kept for a later profile.
        answered: bool,
    },
    /// It is answered as not applicable, so it does not count.
    NotApplicable,
    /// It applies and has no answer.
    Unanswered,
    /// It applies, and its answer is a level that the scale or the question does not have. The answer is kept and counts as none.
    OutsideScale,
    /// It applies and is answered as unknown.
    Unknown,
    /// It applies and has this level of the scale.
    Level(Level),
}

impl Standing {
    /// The state of a question with this entry. Every screen, command and file that speaks of a state asks here.
    pub fn of(scale: &Scale, profile: &Profile, question: &Question, entry: Option<&Entry>) -> Self {
        Self::asked(scale, question, profile.applicability(question).applies(), entry)
    }

    fn asked(scale: &Scale, question: &Question, applies: bool, entry: Option<&Entry>) -> Self {
        match entry.and_then(|entry| entry.answer.as_ref()) {
            answer if !applies => Self::Hidden { answered: answer.is_some() },
            None => Self::Unanswered,
            Some(answer @ (Answer::Level(_) | Answer::Labelled(_))) => {
                let level = answer.named().and_then(|level| scale.known(&level));
                level.filter(|level| question.has(*level)).map_or(Self::OutsideScale, Self::Level)
            }
            Some(Answer::Unknown) => Self::Unknown,
            Some(Answer::NotApplicable { .. }) => Self::NotApplicable,
        }
    }

    /// The level; `None` if it has none or does not count.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(level),
            _ => None,
        }
    }

    /// Why it is open: it applies and has no level. `None` if it is not.
    pub fn open(self) -> Option<OpenKind> {
        match self {
            Self::Unanswered => Some(OpenKind::Unanswered),
            Self::OutsideScale => Some(OpenKind::OutsideScale),
            Self::Unknown => Some(OpenKind::Unknown),
            Self::Level(_) | Self::NotApplicable | Self::Hidden { .. } => None,
        }
    }

    /// Whether it applies and has no level.
    pub fn is_open(self) -> bool {
        self.open().is_some()
    }

    /// Whether it applies and has an answer of any kind: a level, `unknown` or `not_applicable`.
    pub fn is_answer(self) -> bool {
        matches!(self, Self::Level(_) | Self::Unknown | Self::NotApplicable)
    }

    /// Whether it counts: it applies and is open or has a level.
    pub fn applies(self) -> bool {
        self.is_open() || self.level().is_some()
    }
}

impl Progress {
    /// The progress of questions in these states.
    pub fn of(standings: impl Iterator<Item = Standing>) -> Self {
        let mut progress = Self::default();
        for standing in standings.filter(|standing| standing.applies()) {
            progress.applicable += 1;
            match standing.open() {
                None => progress.answered += 1,
                Some(OpenKind::Unknown) => progress.unknown += 1,
                Some(OpenKind::OutsideScale) => progress.outside_scale += 1,
                Some(OpenKind::Unanswered) => {}
            }
        }
        progress
    }
}

/// The answers to all questions of a pack, reduced to what scoring needs.
///
/// Made from an assessment or from one of its milestones. Changes to them change no assessment.
#[derive(Debug, Clone)]
pub struct Answers<'a> {
    pack: &'a Pack,
    as_of: Date,
    areas: Vec<AreaAnswers>,
    places: HashMap<&'a str, QuestionPlace>,
}

/// The position of a question in its pack: the index of its area, and its index in that area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct QuestionPlace {
    pub area: usize,
    pub question: usize,
}

#[derive(Debug, Clone)]
pub(super) struct AreaAnswers {
    pub target: Level,
    pub questions: Vec<QuestionAnswer>,
}

#[derive(Debug, Clone)]
pub(super) struct QuestionAnswer {
    pub standing: Standing,
    /// Whether it has evidence that counts on the day.
    pub evidenced: bool,
    /// Flags without an answer that were taken as yes, so that the question applies.
    pub assumed: Vec<FlagId>,
}

impl<'a> Answers<'a> {
    /// The answers of `assessment`; evidence is judged by its date on `as_of`.
    pub fn new(pack: &'a Pack, assessment: &Assessment, as_of: Date) -> Self {
        let profile = &assessment.profile;
        let read = |question: &Question| {
            QuestionAnswer::read(pack.scale(), profile, question, assessment.entry(&question.id), as_of)
        };
        let areas = pack.areas.iter().map(|area| AreaAnswers {
            target: assessment.target(pack, &area.id),
            questions: area.questions.iter().map(read).collect(),
        });
        Self { pack, as_of, areas: areas.collect(), places: places(pack) }
    }

    /// The pack that is answered.
    pub fn pack(&self) -> &'a Pack {
        self.pack
    }

    /// The day on which evidence is judged.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The state of a question; `None` if the pack does not have it.
    pub fn standing(&self, question: &QuestionId) -> Option<Standing> {
        self.place(question).map(|place| self.at(place))
    }

    /// How far the questions are answered.
    pub fn progress(&self) -> Progress {
        Progress::of(self.standings())
    }

    /// The states of all questions, in the order of the pack.
    fn standings(&self) -> impl Iterator<Item = Standing> {
        self.areas.iter().flat_map(|area| &area.questions).map(|answer| answer.standing)
    }

    /// Gives a question a level, as if it had been answered so. A question that the profile hides stays hidden, and a
    /// level that the scale or the question does not have is ignored.
    pub fn set(&mut self, question: &QuestionId, level: Level) {
        if let Some(place) = self.place(question) {
            self.set_at(place, level);
        }
    }

    pub(crate) fn place(&self, question: &str) -> Option<QuestionPlace> {
        self.places.get(question).copied()
    }

    pub(crate) fn at(&self, place: QuestionPlace) -> Standing {
        self.areas[place.area].questions[place.question].standing
    }

    pub(crate) fn set_at(&mut self, place: QuestionPlace, level: Level) {
        let has_level = self.pack.areas[place.area].questions[place.question].has(level);
        let standing = &mut self.areas[place.area].questions[place.question].standing;
        if !matches!(standing, Standing::Hidden { .. }) && self.pack.scale().contains(level) && has_level {
            *standing = Standing::Level(level);
        }
    }

    /// Leaves a question out, as the profile does.
    pub(crate) fn leave_out(&mut self, place: QuestionPlace) {
        self.areas[place.area].questions[place.question].standing = Standing::Hidden { answered: false };
    }

    /// The area at an index of the pack, with its answers.
    pub(super) fn area(&self, place: usize) -> (&'a Area, &AreaAnswers) {
        (&self.pack.areas[place], &self.areas[place])
    }

    /// The needs of the steps of `question` above `from`, up to `to`, each with the state of the needed question.
    pub(super) fn needs(&self, question: &Question, from: Level, to: Level) -> Vec<Need> {
        let steps = question.raises(from, to).filter_map(|level| question.step(level));
        let needs = steps.flat_map(Step::needed);
        needs.map(|(needed, level)| self.need(needed, level)).collect()
    }

    fn need(&self, question: &QuestionId, level: Level) -> Need {
        let standing = match self.standing(question) {
            Some(Standing::Level(has)) if has >= level => NeedStanding::Met,
            Some(Standing::Level(has)) => NeedStanding::Below(has),
            Some(standing) if standing.is_open() => NeedStanding::Open,
            Some(_) | None => NeedStanding::NotApplicable,
        };
        Need { question: question.clone(), level, standing }
    }
}

fn places(pack: &Pack) -> HashMap<&str, QuestionPlace> {
    let places = pack.areas.iter().enumerate().flat_map(|(area, known)| {
        let questions = known.questions.iter().enumerate();
        questions.map(move |(question, asked)| (asked.id.as_str(), QuestionPlace { area, question }))
    });
    places.collect()
}

impl QuestionAnswer {
    fn read(
        scale: &Scale,
        profile: &Profile,
        question: &Question,
        entry: Option<&Entry>,
        as_of: Date,
    ) -> Self {
        let applicability = profile.applicability(question);
        let standing = Standing::asked(scale, question, applicability.applies(), entry);
        let evidenced = entry.is_some_and(|entry| has_evidence(scale, entry, as_of));
        let assumed = match applicability {
            Applicability::Applies { assumed } => assumed,
            Applicability::OtherRole | Applicability::FlagIsNo(_) => Vec::new(),
        };
        Self { standing, evidenced, assumed }
    }
}

fn has_evidence(scale: &Scale, entry: &Entry, as_of: Date) -> bool {
    entry.evidence.iter().any(|evidence| NotCounted::of(evidence, scale, as_of).is_none())
}
