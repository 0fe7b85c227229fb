//! The open assessment and its file: what is ordered from the thread that saves it, what the program hears of that, and
//! how the assessment is left. It touches no file itself.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    app::{App, Warned},
    effect::{Departure, Effect, UnsavedAnswers},
    offer::Onward,
    overlays::{Choosing, Unsaved},
    session::{Access, Saving, Session, Trouble},
    view::Command,
};
use crate::bidi::ltr_path;
use crate::explain::{Explain, left_unsaved};
use crate::merge::{Merged, Side};
use crate::saver::{Draft, Order, SaverNews};
use crate::store::{SetAside, StoreError};

impl App {
    /// Has the open assessment saved.
    pub(super) fn save(&self) -> Vec<Effect> {
        self.session().map(|_| Effect::SaveOpen).into_iter().collect()
    }

    /// The effect with everything that is needed to perform it. `None` if it saves the open assessment and none is open.
    pub(super) fn with_draft(&self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::SaveOpen => Some(Effect::Save(Order::Save(self.session()?.draft()))),
            other => Some(other),
        }
    }

    fn order(&self, order: impl FnOnce(Draft) -> Order) -> Vec<Effect> {
        let draft = self.session().map(Session::draft);
        draft.map(|draft| Effect::Save(order(draft))).into_iter().collect()
    }

    /// Tries again to save, in the place of a file that is gone or cannot be read.
    pub(super) fn retry(&mut self) -> Vec<Effect> {
        self.warned = Warned::No;
        let Some(session) = self.views.session_mut() else { return Vec::new() };
        let puts_back = matches!(&session.saving, Saving::Failed(trouble) if trouble.puts_back());
        session.saving = Saving::Pending;
        self.order(if puts_back { Order::PutBack } else { Order::Save })
    }

    /// Saves what the user decided between two sides.
    pub(super) fn settle(&mut self, sides: &[Side]) -> Vec<Effect> {
        self.warned = Warned::No;
        let Some(session) = self.views.session_mut() else { return Vec::new() };
        match session.settle(sides) {
            Some(ours) => self.order(|draft| Order::Settle { draft, ours }),
            None => self.retry(),
        }
    }

    /// Saves a copy in another file, or in a folder under the name that the file has.
    pub(super) fn save_copy(&self, path: PathBuf) -> Vec<Effect> {
        self.order(|draft| Order::Copy(draft, path))
    }

    /// Renames an assessment, once everything of it is saved that is on the screen.
    pub(super) fn rename(&mut self, file: PathBuf, to: String) -> Vec<Effect> {
        if self.session().is_none_or(|session| session.path() != file) {
            return vec![Effect::Rename { file, to, is_open: false }];
        }
        if self.has_failed_to_save() {
            return self.retry();
        }
        let mut effects = self.save();
        if let Some(session) = self.views.session_mut() {
            session.access = Access::Busy;
        }
        effects.push(Effect::Rename { file, to, is_open: true });
        effects
    }

    /// Whether the last attempt to save failed.
    pub(super) fn has_failed_to_save(&self) -> bool {
        let session = self.session();
        session.is_some_and(|session| matches!(session.saving, Saving::Failed(_)))
    }

    /// Whether changes of the open assessment are not on the disk as far as is known.
    pub(super) fn is_unsaved(&self) -> bool {
        self.session().is_some_and(|session| session.saving != Saving::Saved)
    }

    /// Hears that nothing is under way any more, and goes on with what waited for that.
    pub(super) fn hear_finished(&mut self, departure: Departure) -> Vec<Effect> {
        let session = self.session();
        if session.is_some_and(|session| session.saving == Saving::Pending) && !self.is_last_draft_ordered {
            self.is_last_draft_ordered = true;
            let mut effects = self.save();
            effects.push(Effect::Finish(departure));
            return effects;
        }
        self.is_last_draft_ordered = false;
        match departure {
            Departure::Close | Departure::Quit if !self.may_leave() => {
                self.onward = Onward::default();
                Vec::new()
            }
            Departure::Close | Departure::Ended => {
                vec![Effect::StopSaving { unsaved: self.unsaved_answers(), departure }]
            }
            Departure::Quit | Departure::Forced | Departure::Suspend | Departure::Edit(_) => {
                vec![Effect::Depart(departure)]
            }
        }
    }

    /// Whether the open assessment can be left: it is saved, or the user insists after a warning. A program that could not
    /// save must not end as if it had.
    fn may_leave(&mut self) -> bool {
        if !self.is_unsaved() || self.warned == Warned::OnLeaving {
            return true;
        }
        self.warned = Warned::No;
        self.warn();
        self.warned = Warned::OnLeaving;
        false
    }

    fn unsaved_answers(&self) -> Option<Box<UnsavedAnswers>> {
        let session = self.session().filter(|_| self.is_unsaved())?;
        let sheet = session.sheet();
        Some(Box::new(UnsavedAnswers {
            path: session.path().to_owned(),
            assessment: sheet.assessment().clone(),
            pack: Arc::clone(sheet.pack()),
        }))
    }

    /// Hears that the open assessment is no longer saved, and closes it if the user goes back to the list.
    pub(super) fn hear_stopped(
        &mut self,
        departure: &Departure,
        set_aside: Option<Result<SetAside, StoreError>>,
    ) -> Vec<Effect> {
        if *departure != Departure::Close {
            self.set_aside = set_aside;
            return Vec::new();
        }
        if let (Some(session), Some(outcome)) = (self.views.close_opened(), set_aside) {
            let explanation = left_unsaved(session.path(), &outcome, self.workspace.messages());
            self.show_problem(explanation.paragraphs());
        }
        [Effect::List].into_iter().chain(self.onward.file.take().map(Effect::Open)).collect()
    }

    /// Hears a result of the thread that saves.
    pub(super) fn hear_saver(&mut self, news: SaverNews) {
        let messages = self.workspace.messages();
        let Some(session) = self.views.session_mut() else { return };
        match news {
            SaverNews::Saved { revision, basis, without_backup } => {
                session.saved(revision, basis);
                if session.saving == Saving::Saved {
                    self.warned = Warned::No;
                }
                if without_backup.is_some() {
                    let name = session.sheet().assessment().identity.name.clone();
                    self.workspace.status = Some(messages.errors.store.no_backup.fill(&[("name", &name)]));
                }
            }
            SaverNews::Merged { revision, basis, outcome, took_away } => {
                session.merged(revision, basis, *outcome);
                self.warned = Warned::No;
                let words = &messages.screens.keeping;
                let status = if took_away { &words.took_away } else { &words.brought_in };
                self.workspace.status = Some(status.clone());
            }
            SaverNews::Disputed { revision, merged } => {
                let Merged { assessment, conflicts } = *merged;
                self.fail(revision, Trouble::Dispute { outcome: Box::new(assessment), conflicts });
            }
            SaverNews::Failed { revision, error } => self.fail(revision, Trouble::Error(error)),
            SaverNews::Copied(path, Ok(())) => {
                let copied = &messages.screens.keeping.copied;
                self.workspace.status = Some(copied.fill(&[("path", &ltr_path(path))]));
            }
            SaverNews::Copied(_, Err(error)) | SaverNews::Lost(error) => self.show_fault(&error),
            SaverNews::Followed(assessment) => session.follow(*assessment),
            SaverNews::Held(error) => session.access = Access::Reading(error),
            SaverNews::TakenOver => {
                session.access = Access::Writing;
                self.workspace.status = Some(messages.screens.keeping.taken_over.clone());
            }
        }
    }

    /// Notes that a draft is not on the disk. A user who was warned on leaving and goes on working is warned again when
    /// they leave.
    fn fail(&mut self, revision: u64, trouble: Trouble) {
        let Some(session) = self.views.session_mut() else { return };
        let is_new = session.saving == Saving::Pending;
        session.failed(revision, trouble);
        if is_new && self.warned == Warned::OnLeaving {
            self.warned = Warned::OfFailure;
        }
    }

    /// Shows once why the last change is not saved. While the user types it waits, because the next key is meant for a
    /// text.
    pub(super) fn warn(&mut self) {
        let Some(session) = self.session() else { return };
        let Saving::Failed(trouble) = &session.saving else { return };
        if self.warned != Warned::No || !self.views.is_free(&self.workspace) {
            return;
        }
        let overlay = match &**trouble {
            Trouble::Dispute { conflicts, .. } => Command::<Session>::show(Choosing::new(conflicts.clone())),
            Trouble::Error(error) => {
                let messages = self.workspace.messages();
                let mut paragraphs = error.explain(messages).paragraphs();
                if trouble.puts_back() {
                    paragraphs.push(messages.screens.keeping.unsaved_again.clone());
                }
                Command::show(Unsaved::new(paragraphs))
            }
        };
        self.warned = Warned::OfFailure;
        self.run(vec![overlay]);
    }
}
