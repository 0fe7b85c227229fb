//! The open assessment: its answers, what can be undone, and what it scores.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::access::Access;
use crate::history::{Edit, History, Touched};
use crate::merge::{Conflict, Side};
use crate::model::{Answer, Area, Assessment, Entry, Header, Level, Pack, Question, QuestionId};
use crate::saver::Draft;
use crate::scoring::{self, AreaScore, Scorecard};
use crate::store::StoreError;

/// What the footer says of the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Saving {
    /// Every change is on disk.
    Saved,
    /// A change is on its way to the disk.
    Pending,
    /// The last attempt failed; the changes are in memory only.
    Failed(Box<Trouble>),
}

/// Why the last change is not on the disk.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// It could not be saved.
    Error(StoreError),
    /// Others changed the same places, and a person is to decide.
    Dispute {
        /// Everything that could be brought together; where it could not, our side.
        outcome: Box<Assessment>,
        /// What is to be decided.
        conflicts: Vec<Conflict>,
    },
}

impl Trouble {
    /// Whether trying again puts a file anew in the place of one that is gone or cannot be read.
    pub fn puts_back(&self) -> bool {
        matches!(self, Self::Error(StoreError::Vanished { .. } | StoreError::Unreadable { .. }))
    }
}

/// An open assessment.
pub struct Session {
    pack: Arc<Pack>,
    assessment: Assessment,
    history: History,
    scorecard: Scorecard,
    as_of: Date,
    path: PathBuf,
    revision: u64,
    basis: u64,
    /// Whether the file has what the screen shows.
    pub saving: Saving,
    /// Whether it can be changed.
    pub access: Access,
}

impl Session {
    /// Opens the assessment in the file `path`. It is scored for its own day, or for `today`.
    pub fn new(pack: Arc<Pack>, assessment: Assessment, path: PathBuf, access: Access, today: Date) -> Self {
        let as_of = assessment.header.as_of.unwrap_or(today);
        let scorecard = scoring::score(&pack, &assessment, as_of);
        Self {
            pack,
            assessment,
            history: History::default(),
            scorecard,
            as_of,
            path,
            revision: 0,
            basis: 0,
            saving: Saving::Saved,
            access,
        }
    }

    /// The same with another access.
    #[must_use]
    pub fn with_access(self, access: Access) -> Self {
        Self { access, basis: 0, ..self }
    }

    /// The questions.
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The answers.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// A number that changes with every change of the answers.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// What they score.
    pub fn scorecard(&self) -> &Scorecard {
        &self.scorecard
    }

    /// The day they are scored for.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is to be saved.
    pub fn draft(&self) -> Draft {
        Draft { assessment: Box::new(self.assessment.clone()), revision: self.revision, basis: self.basis }
    }

    /// A draft is on the disk. What was changed since it was made is not.
    pub fn saved(&mut self, revision: u64, basis: u64) {
        if revision == self.revision {
            self.basis = basis;
            self.saving = Saving::Saved;
        }
    }

    /// A draft could not be saved. One that was changed since will be tried again.
    pub fn failed(&mut self, revision: u64, trouble: Trouble) {
        if revision == self.revision {
            self.saving = Saving::Failed(Box::new(trouble));
        }
    }

    /// Goes on from what a draft and what others wrote came to. Where something was changed since the draft was made, the
    /// next draft comes to more.
    pub fn merged(&mut self, revision: u64, basis: u64, outcome: Assessment) {
        if revision == self.revision {
            self.replace(outcome);
            self.basis = basis;
            self.saving = Saving::Saved;
        }
    }

    /// Takes over what those wrote who have the right to.
    pub fn follow(&mut self, assessment: Assessment) {
        self.replace(assessment);
        self.saving = Saving::Saved;
    }

    /// Decides what is disputed and returns our side as it was before; nothing where nothing is disputed any more.
    pub fn settle(&mut self, sides: &[Side]) -> Option<Box<Assessment>> {
        let Saving::Failed(trouble) = &self.saving else { return None };
        let Trouble::Dispute { outcome, conflicts } = &**trouble else { return None };
        let mut decided = (**outcome).clone();
        for (conflict, side) in conflicts.iter().zip(sides) {
            conflict.choose(*side, &mut decided);
        }
        let ours = Box::new(self.assessment.clone());
        self.replace(decided);
        self.saving = Saving::Pending;
        Some(ours)
    }

    /// Others' changes are no steps of ours, and to take ours back would take theirs back with them.
    fn replace(&mut self, assessment: Assessment) {
        self.as_of = assessment.header.as_of.unwrap_or(self.as_of);
        self.assessment = assessment;
        self.history = History::default();
        self.changed();
    }

    /// What was said to a question; nothing said is an empty entry.
    pub fn entry(&self, question: &QuestionId) -> Entry {
        self.assessment.entry(question).cloned().unwrap_or_default()
    }

    /// Whether a question is asked of this organisation.
    pub fn applies(&self, question: &Question) -> bool {
        self.assessment.header.profile.applicability(question).applies()
    }

    /// The results of an area.
    pub fn area_score(&self, area: &Area) -> &AreaScore {
        self.scorecard.area(&area.id).expect("every area of the pack is scored")
    }

    /// Changes what was said to a question, as one step that can be undone. Nothing changed is no step.
    pub fn change_entry(&mut self, question: &QuestionId, change: impl FnOnce(&mut Entry)) -> bool {
        let mut entry = self.entry(question);
        change(&mut entry);
        self.make(Edit::Entry(question.clone(), entry))
    }

    /// Changes everything else, as one step that can be undone.
    pub fn change_header(&mut self, change: impl FnOnce(&mut Header)) -> bool {
        let mut header = self.assessment.header.clone();
        change(&mut header);
        self.make(Edit::Header(Box::new(header)))
    }

    /// Takes over a name that was changed together with the file's; it is no step that can be undone.
    pub fn renamed(&mut self, name: &str, path: PathBuf) {
        name.clone_into(&mut self.assessment.header.name);
        self.path = path;
    }

    /// Answers a question, remembering which revision of it was answered.
    pub fn answer(&mut self, question: &QuestionId, answer: Option<Answer>) -> bool {
        let revision = self.pack.question(question).map_or(1, |(_, known)| known.revision);
        self.change_entry(question, |entry| {
            entry.revision = (answer.is_some() && revision > 1).then_some(revision);
            entry.answer = answer;
        })
    }

    /// Takes back the last change and says where it was.
    pub fn undo(&mut self) -> Option<Touched> {
        self.travel(History::undo)
    }

    /// Does again what was taken back last, and says where it was.
    pub fn redo(&mut self) -> Option<Touched> {
        self.travel(History::redo)
    }

    /// Sets the target of an area one level higher or lower, within the scale.
    pub fn move_target(&mut self, area: &Area, step: impl FnOnce(Level) -> Level) -> bool {
        let target = step(self.assessment.target(&self.pack, &area.id));
        let scale = self.pack.scale();
        scale.contains(target)
            && self.change_header(|header| {
                header.targets.insert(area.id.clone(), target);
            })
    }

    /// The first question without an answer after `question`, going round; from the start when there is none.
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

    /// Goes back or forth in the history. The name stays: it belongs to the file and changes with it alone.
    fn travel(&mut self, step: fn(&mut History, &mut Assessment) -> Option<Touched>) -> Option<Touched> {
        if self.access != Access::Writing {
            return None;
        }
        let name = self.assessment.header.name.clone();
        let touched = step(&mut self.history, &mut self.assessment)?;
        self.assessment.header.name = name;
        self.changed();
        Some(touched)
    }

    fn make(&mut self, edit: Edit) -> bool {
        if self.access != Access::Writing {
            return false;
        }
        let made = self.history.make(&mut self.assessment, edit).is_some();
        if made {
            self.changed();
        }
        made
    }

    fn changed(&mut self) {
        self.saving = Saving::Pending;
        self.revision += 1;
        self.scorecard = scoring::score(&self.pack, &self.assessment, self.as_of);
    }
}
