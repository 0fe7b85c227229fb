//! Where effects take place: the files of one person.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::{
    app::App,
    editor::{self, Editor},
    effect::Effect,
    jobs::{Job, Jobs},
    overlays::{Reading, ReadingPage},
    runtime::Going,
    session::Access,
    view::Command,
};
use crate::explain::{Explain, Explanation};
use crate::paths::{Paths, from_home};
use crate::saver::{SaveThread, Wake};
use crate::settings::{NotSaved, Terminals};
use crate::store::{SetAside, Store, StoreError};
use crate::terminal::{Probe, recognise_by};

/// The world as far as the program changes it.
pub struct World {
    /// The assessments.
    pub store: Store,
    /// Where everything lies.
    pub paths: Paths,
    /// The name under which the terminal is remembered.
    pub terminal: String,
    /// What is known of the user's terminals.
    pub terminals: Terminals,
    /// Folders for answers that can be saved nowhere else, the best first.
    pub refuges: Vec<PathBuf>,
    /// What the person edits texts with, if they said so.
    pub editor: Option<Editor>,
    /// Why settings were not saved, as the user has seen it in a window since the last ones were.
    pub(super) reported: Vec<NotSaved>,
    /// Wakes the wait for events.
    pub(super) wake: Wake,
    /// The same for the thread that saves.
    pub(super) saver_wake: Wake,
    /// Carries out jobs, once there was one.
    pub(super) jobs: Option<Jobs>,
    /// Whether the thread of the jobs failed; an error in the program.
    pub(super) have_jobs_failed: bool,
    /// Whether a signal ends the program, so that it waits no longer than it must.
    pub(super) is_ending: bool,
    /// What saves the open assessment.
    pub(super) saver: Option<SaveThread>,
    /// Where answers lie that were not saved when their assessment was left.
    pub(super) set_aside: Option<Result<SetAside, StoreError>>,
}

impl World {
    /// The world of the person whose files lie at `paths`.
    pub fn new(paths: &Paths, wake: Wake) -> Self {
        Self {
            store: Store::open(paths),
            paths: paths.clone(),
            terminal: String::new(),
            terminals: Terminals::default(),
            refuges: Vec::new(),
            editor: None,
            reported: Vec::new(),
            saver_wake: Arc::clone(&wake),
            wake,
            jobs: None,
            have_jobs_failed: false,
            is_ending: false,
            saver: None,
            set_aside: None,
        }
    }

    /// Goes on with the adapter that the answers of the terminal call for, and remembers what is new about it.
    pub(super) fn recognise(&mut self, app: &mut App, probe: Probe) {
        let variable = |name: &str| std::env::var(name).ok();
        let recognised = recognise_by(probe, &self.terminals, &variable);
        app.workspace.adapter = recognised.decision.adapter;
        self.terminal = recognised.name;
        if let Some(learnt) = recognised.learnt {
            self.order_job(app, Job::NoteTerminal(learnt));
        }
    }

    /// Performs an effect and waits for all that follow from it.
    pub fn perform_now(&mut self, app: &mut App, effect: Effect) {
        self.perform_all(app, vec![effect]);
        self.settle(app);
    }

    /// Lets the thread that saves fail if a test asks for it.
    #[cfg(debug_assertions)]
    pub(super) fn rehearse(&mut self) {
        self.saver_wake = super::rehearsal::waking(Arc::clone(&self.wake));
    }

    pub(super) fn perform_all(&mut self, app: &mut App, effects: Vec<Effect>) -> Going {
        let mut going = Going::On;
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Quit => going = Going::Ended,
                Effect::Suspend => going = Going::Suspended,
                Effect::Edit(text) => going = Going::Editing(text),
                other => queue.extend(self.perform(app, other)),
            }
        }
        if going != Going::On {
            self.finish(app);
        }
        // A program that could not save must not end as if it had.
        if going == Going::Ended && !self.may_leave(app) {
            return Going::On;
        }
        going
    }

    /// Lets the person edit a text in their editor, to which `lend` gives the terminal; the view in front takes it.
    pub(super) fn edit(
        &self,
        app: &mut App,
        text: &str,
        lend: &mut dyn FnMut(&mut dyn FnMut()) -> io::Result<()>,
    ) -> io::Result<()> {
        let messages = app.workspace.messages();
        let Some(editor) = &self.editor else {
            show(app, &editor::none(messages));
            return Ok(());
        };
        let mut outcome = None;
        // The terminal may be gone when the editor ends; what was written in it counts all the same.
        let given_back = lend(&mut || outcome = Some(editor.edit(&self.paths.drafts(), text)));
        match outcome {
            Some(Ok(edited)) => app.take_edited(&edited),
            Some(Err(error)) => {
                show(app, &error.explain(messages));
            }
            None => {}
        }
        given_back
    }

    /// Performs one effect. What touches files is ordered and not waited for, and its outcome is shown when it is there.
    pub(super) fn perform(&mut self, app: &mut App, effect: Effect) -> Vec<Effect> {
        match effect {
            Effect::Save => self.save(app),
            Effect::Retry => self.retry(app),
            Effect::Settle(sides) => self.decide(app, &sides),
            Effect::SaveElsewhere(path) => self.save_elsewhere(app, &from_home(&path)),
            Effect::SaveSettings { is_said } => self.save_settings(app, is_said),
            Effect::KeepAdapter(adapter) => {
                self.order_job(app, Job::KeepAdapter(self.terminal.clone(), adapter));
            }
            Effect::List => self.order_job(app, Job::List),
            Effect::Create(assessment) => {
                let pack = Arc::clone(app.workspace.pack());
                self.order_job(app, Job::Create(assessment, pack));
            }
            Effect::Open(file) => self.order_job(app, Job::Open(file)),
            Effect::CloseAssessment => return self.close(app),
            Effect::Rename { file, to } => self.rename(app, file, to),
            Effect::Delete(file) => self.order_job(app, Job::Delete(file)),
            Effect::LookBack { file, problem } => self.order_job(app, Job::LookBack { file, problem }),
            Effect::BringBack(found, place) => self.order_job(app, Job::BringBack(found, place)),
            Effect::Import(file) => self.order_job(app, Job::Import(from_home(&file))),
            Effect::Edit(_) | Effect::Suspend | Effect::Quit => {}
        }
        Vec::new()
    }

    /// Has an assessment renamed, once everything of it is saved that is on the screen.
    fn rename(&mut self, app: &mut App, file: PathBuf, to: String) {
        let is_open = app.workspace.session.as_ref().is_some_and(|session| session.path() == file);
        if is_open && self.has_unsaved(app) {
            self.retry(app);
            return;
        }
        if is_open {
            self.save(app);
        }
        let saver = self.saver.take_if(|_| is_open);
        if let Some(session) = app.workspace.session.as_mut().filter(|_| is_open) {
            session.access = Access::Busy;
        }
        self.order_job(app, Job::Rename { file, to, saver });
    }
}

/// Shows over the screen what did not work.
pub(super) fn show(app: &mut App, problem: &Explanation) -> Vec<Effect> {
    app.run(vec![Command::show(Reading::new(ReadingPage::Problem(problem.paragraphs())))])
}
