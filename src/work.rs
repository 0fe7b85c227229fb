//! An assessment at work: its pack, its answers, what can be undone, and what it scores.
//!
//! A [`Sheet`] is a value. A copy of it with some edits is a sandbox ([`Sheet::with`]). It knows no file and no screen:
//! where it is saved, and whether it may be, is the business of those who hold it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::edit::{Edit, History, Touched};
use crate::model::{Area, Assessment, Entry, Pack, Question, QuestionId};
use crate::scoring::{self, AreaScore, Scorecard};

/// An assessment with its scores, which follow every change.
#[derive(Clone)]
pub struct Sheet {
    pack: Arc<Pack>,
    assessment: Assessment,
    history: History,
    scorecard: Scorecard,
    as_of: Date,
}

impl Sheet {
    /// The sheet of `assessment`, scored for its own day, or for `today`.
    pub fn new(pack: Arc<Pack>, assessment: Assessment, today: Date) -> Self {
        let as_of = assessment.identity.as_of.unwrap_or(today);
        let scorecard = scoring::score(&pack, &assessment, as_of);
        Self { pack, assessment, history: History::default(), scorecard, as_of }
    }

    /// The questions.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The answers.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// What they score.
    pub fn scorecard(&self) -> &Scorecard {
        &self.scorecard
    }

    /// The day they are scored for.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Makes edits as one step that can be undone. Returns whether they changed something.
    pub fn edit(&mut self, edits: &[Edit]) -> bool {
        let is_changed = self.history.make(edits, &mut self.assessment, &self.pack);
        if is_changed {
            self.score();
        }
        is_changed
    }

    /// A sandbox: the same sheet with these edits. It can be edited on, and this one stays as it is.
    #[must_use]
    pub fn with(&self, edits: &[Edit]) -> Self {
        let mut sandbox = self.clone();
        sandbox.edit(edits);
        sandbox
    }

    /// Takes the last step back. Returns what it touched, or `None` if there is nothing to take back.
    pub fn undo(&mut self) -> Option<Touched> {
        let touched = self.history.undo(&mut self.assessment)?;
        self.score();
        Some(touched)
    }

    /// Makes the step again that was taken back last. Returns what it touched, or `None` if there is none.
    pub fn redo(&mut self) -> Option<Touched> {
        let touched = self.history.redo(&mut self.assessment)?;
        self.score();
        Some(touched)
    }

    /// Continues with another state of the assessment, which others wrote or which a merge gave.
    ///
    /// The history begins again: to take our own steps back would take theirs back with them.
    pub fn replace(&mut self, assessment: Assessment) {
        self.as_of = assessment.identity.as_of.unwrap_or(self.as_of);
        self.assessment = assessment;
        self.history = History::default();
        self.score();
    }

    /// Takes a name that was changed together with the file's. It is not a step that can be undone.
    pub fn rename(&mut self, name: &str) {
        name.clone_into(&mut self.assessment.identity.name);
    }

    /// What was said to a question; an empty entry if nothing was.
    pub fn entry(&self, question: &QuestionId) -> Entry {
        self.assessment.entry(question).cloned().unwrap_or_default()
    }

    /// Whether a question is asked of this organisation.
    pub fn applies(&self, question: &Question) -> bool {
        self.assessment.profile.applicability(question).applies()
    }

    /// The results of an area of the pack.
    pub fn area_score(&self, area: &Area) -> &AreaScore {
        self.scorecard.area(&area.id).expect("every area of the pack is scored")
    }

    /// The first question without an answer after `question`, going round, or from the start for `None`.
    pub fn next_open(&self, question: Option<&QuestionId>) -> Option<QuestionId> {
        let all: Vec<&Question> = self.pack.questions().map(|(_, question)| question).collect();
        let place = question.and_then(|id| all.iter().position(|known| known.id == *id));
        let start = place.map_or(0, |place| place + 1);
        let round = all.iter().cycle().skip(start).take(all.len());
        let open = |known: &&&Question| self.applies(known) && self.assessment.answer(&known.id).is_none();
        round.filter(|known| Some(&known.id) != question).find(open).map(|known| known.id.clone())
    }

    /// How many questions the profile leaves out.
    pub fn left_out(&self) -> usize {
        self.pack.questions().filter(|(_, question)| !self.applies(question)).count()
    }

    fn score(&mut self) {
        self.scorecard = scoring::score(&self.pack, &self.assessment, self.as_of);
    }
}
