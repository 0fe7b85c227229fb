//! The open assessment and its file: opening and leaving it, what is ordered from the thread that saves it, and what
//! the person hears of that.

use std::path::Path;
use std::time::Duration;

use super::{
    app::{App, Warned},
    effect::Effect,
    overlays::{Choosing, Unsaved},
    session::{Access, Saving, Trouble},
    view::Command,
    world::{World, show},
};
use crate::bidi::ltr_path;
use crate::clock;
use crate::explain::{Explain, left_unsaved};
use crate::merge::{Merged, Side};
use crate::saver::{News, Order, SaveThread};
use crate::store::StoreError;

impl World {
    /// Has the open assessment saved.
    pub(super) fn save(&self, app: &App) {
        self.order(app, Order::Save);
    }

    fn order(&self, app: &App, order: impl FnOnce(crate::saver::Draft) -> Order) {
        if let (Some(saver), Some(session)) = (&self.saver, &app.workspace.session) {
            saver.order(order(session.draft()));
        }
    }

    /// Waits until everything that was ordered is done, and hears of it.
    pub(super) fn settle(&mut self, app: &mut App) {
        self.finish_jobs(app);
        if let Some(saver) = &self.saver {
            saver.wait();
        }
        self.take_news(app);
    }

    /// Has everything saved that is not yet, and waits for it.
    pub(super) fn finish(&mut self, app: &mut App) {
        self.settle(app);
        if app.workspace.session.as_ref().is_some_and(|session| session.saving == Saving::Pending) {
            self.save(app);
            self.settle(app);
        }
    }

    /// Takes in what the threads have to report. Waits for nothing.
    pub(super) fn take_news(&mut self, app: &mut App) {
        self.conclude_jobs(app, Duration::ZERO);
        let news = self.saver.as_ref().map(SaveThread::news).unwrap_or_default();
        self.hear_all(app, news);
    }

    #[expect(clippy::unused_self, reason = "what is heard concerns the files of this user")]
    pub(super) fn hear_all(&mut self, app: &mut App, news: Vec<News>) {
        for news in news {
            hear(app, news);
        }
        show_trouble(app);
    }

    /// Whether changes of the open assessment are not on the disk, and no attempt is under way.
    pub(super) fn has_unsaved(&self, app: &App) -> bool {
        app.workspace.session.as_ref().is_some_and(|session| match session.saving {
            Saving::Saved => false,
            Saving::Pending => self.saver.as_ref().is_none_or(SaveThread::has_failed),
            Saving::Failed(_) => true,
        })
    }

    /// Whether the open assessment can be left: it is saved, or the person was told that it is not and insists.
    pub(super) fn may_leave(&mut self, app: &mut App) -> bool {
        if !self.has_unsaved(app) || app.told == Warned::Leaving {
            return true;
        }
        app.told = Warned::Nothing;
        show_trouble(app);
        app.told = Warned::Leaving;
        false
    }

    /// Closes the open assessment.
    pub(super) fn close(&mut self, app: &mut App) -> Vec<Effect> {
        self.finish(app);
        if !self.may_leave(app) {
            return Vec::new();
        }
        self.part(app);
        app.run(vec![Command::Home]);
        let session = app.workspace.session.take();
        if let (Some(session), Some(outcome)) = (session, self.set_aside.take()) {
            show(app, &left_unsaved(session.path(), &outcome, app.workspace.messages()));
        }
        vec![Effect::List]
    }

    /// Ends keeping the open assessment. What is not saved goes among the backups.
    pub(super) fn part(&mut self, app: &mut App) {
        self.finish(app);
        if let Some(session) = app.workspace.session.as_ref().filter(|_| self.has_unsaved(app)) {
            let (path, assessment) = (session.path(), session.sheet().assessment());
            let now = clock::now();
            self.set_aside =
                Some(self.store.set_aside(path, assessment, session.sheet().pack(), &self.refuges, now));
        }
        self.saver = None;
    }

    /// Whether a thread has failed; an error in the program.
    pub(super) fn has_failed(&self) -> bool {
        self.have_jobs_failed || self.saver.as_ref().is_some_and(SaveThread::has_failed)
    }

    /// Tries once more to save, in the place of a file that is gone or cannot be read.
    pub(super) fn retry(&mut self, app: &mut App) {
        app.told = Warned::Nothing;
        let Some(session) = app.workspace.session.as_mut() else { return };
        let puts_back = matches!(&session.saving, Saving::Failed(trouble) if trouble.puts_back());
        session.saving = Saving::Pending;
        self.order(app, if puts_back { Order::PutBack } else { Order::Save });
    }

    /// Saves what a person decided between two sides.
    pub(super) fn decide(&mut self, app: &mut App, sides: &[Side]) {
        app.told = Warned::Nothing;
        let Some(session) = app.workspace.session.as_mut() else { return };
        if let Some(ours) = session.settle(sides) {
            self.order(app, |draft| Order::Settle { draft, ours });
        } else {
            self.retry(app);
        }
    }

    /// Saves a copy in another file, or in a folder under the name that the file has.
    pub(super) fn save_elsewhere(&mut self, app: &App, path: &Path) {
        let Some(session) = &app.workspace.session else { return };
        let file = session.path().file_name().filter(|_| path.is_dir());
        let path = file.map_or_else(|| path.to_owned(), |file| path.join(file));
        self.order(app, |draft| Order::Copy(draft, path));
    }
}

/// Takes a piece of news in.
fn hear(app: &mut App, news: News) {
    let messages = app.workspace.messages();
    let Some(session) = app.workspace.session.as_mut() else { return };
    match news {
        News::Saved { revision, basis, without_backup } => {
            session.saved(revision, basis);
            if session.saving == Saving::Saved {
                app.told = Warned::Nothing;
            }
            if without_backup.is_some() {
                let name = session.sheet().assessment().identity.name.clone();
                app.workspace.status = Some(messages.errors.store.no_backup.fill(&[("name", &name)]));
            }
        }
        News::Merged { revision, basis, outcome, took_away } => {
            session.merged(revision, basis, *outcome);
            app.told = Warned::Nothing;
            let words = &messages.screens.keeping;
            let status = if took_away { &words.took_away } else { &words.brought_in };
            app.workspace.status = Some(status.clone());
        }
        News::Disputed { revision, merged } => {
            let Merged { assessment, conflicts } = *merged;
            fail(app, revision, Trouble::Dispute { outcome: Box::new(assessment), conflicts });
        }
        News::Failed { revision, error } => fail(app, revision, Trouble::Error(error)),
        News::Copied(path, outcome) => told_of_copy(app, &path, outcome),
        News::Followed(assessment) => session.follow(*assessment),
        News::Lost(error) => {
            show(app, &error.explain(messages));
        }
        News::Held(error) => session.access = Access::Reading(error),
        News::TakenOver => {
            session.access = Access::Writing;
            app.workspace.status = Some(messages.screens.keeping.taken_over.clone());
        }
    }
}

/// Takes note that a draft is not on the disk. Whoever goes on working after having been told on leaving is told again
/// when they leave.
fn fail(app: &mut App, revision: u64, trouble: Trouble) {
    let Some(session) = app.workspace.session.as_mut() else { return };
    let is_new = session.saving == Saving::Pending;
    session.failed(revision, trouble);
    if is_new && app.told == Warned::Leaving {
        app.told = Warned::Failure;
    }
}

/// Shows why the last change is not saved, once, and not while the person types: the next key is meant for a text.
fn show_trouble(app: &mut App) {
    let Some(session) = &app.workspace.session else { return };
    let Saving::Failed(trouble) = &session.saving else { return };
    if app.told != Warned::Nothing || !app.is_free() {
        return;
    }
    let overlay = match &**trouble {
        Trouble::Dispute { conflicts, .. } => Command::show(Choosing::new(conflicts.clone())),
        Trouble::Error(error) => {
            let messages = app.workspace.messages();
            let mut told = error.explain(messages).paragraphs();
            if trouble.puts_back() {
                told.push(messages.screens.keeping.unsaved_anew.clone());
            }
            Command::show(Unsaved::new(told))
        }
    };
    app.told = Warned::Failure;
    app.run(vec![overlay]);
}

fn told_of_copy(app: &mut App, path: &Path, outcome: Result<(), StoreError>) {
    let messages = app.workspace.messages();
    match outcome {
        Ok(()) => {
            let path = ltr_path(path);
            app.workspace.status = Some(messages.screens.keeping.copied.fill(&[("path", &path)]));
        }
        Err(error) => {
            show(app, &error.explain(messages));
        }
    }
}
