//! What the outcome of a job changes on the screen.

use std::time::Duration;

use super::{
    app::App,
    effect::Effect,
    jobs::{Job, JobOutcome, Jobs, Occasion, Opened, Renamed, Setting, Waited},
    keymap::Context,
    overlays::{BringBack, Reading, ReadingPage},
    screens::Overview,
    session::{Access, Saving, Session},
    view::Command,
    workspace::Workspace,
    world::{World, show},
};
use crate::bidi::ltr_path;
use crate::explain::Explanation;
use crate::saver::SaveThread;
use crate::settings::Settings;

/// How long keys that were typed ahead wait for a job: on an ordinary disk it is done by then, and they meet the screen
/// that it leads to.
const TYPED_AHEAD: Duration = Duration::from_millis(100);

/// How long the end of the program by a signal waits for jobs.
const LAST_WAIT: Duration = Duration::from_millis(300);

impl World {
    /// Has a job done that the screen does not wait for.
    pub(super) fn order_job(&mut self, app: &mut App, job: Job) {
        let begin = || Jobs::begin(self.store.clone(), self.paths.clone(), self.wake.clone());
        let setting = Setting { messages: app.workspace.messages(), today: app.workspace.read_today() };
        self.jobs.get_or_insert_with(begin).order(job, setting);
        self.show_work(app);
    }

    /// Lets the screen say that work is under way, unless it is a list that is brought up to date behind it.
    fn show_work(&self, app: &mut App) {
        let Workspace { shelf, session, .. } = &app.workspace;
        let needs_list = shelf.is_none() && session.is_none();
        let is_working = |jobs: &Jobs| jobs.is_awaited() || (jobs.is_busy() && needs_list);
        app.workspace.is_working = self.jobs.as_ref().is_some_and(is_working);
    }

    /// Waits for jobs for as long as keys that were typed ahead may wait.
    pub(super) fn wait_briefly(&mut self, app: &mut App) {
        self.conclude_jobs(app, TYPED_AHEAD);
    }

    /// Waits for the first job to be done, no longer than keys that were typed ahead may wait: the first frame needs its
    /// outcome and no other.
    pub(super) fn wait_for_the_first(&mut self, app: &mut App) {
        if let Some(jobs) = self.jobs.as_mut().filter(|jobs| jobs.is_busy())
            && let Waited::Done(outcome) = jobs.wait(TYPED_AHEAD)
        {
            for effect in self.conclude(app, outcome) {
                self.perform(app, effect);
            }
        }
        self.show_work(app);
    }

    /// Waits until every job is done, and for the jobs that follow from them. When a signal ends the program, jobs that take
    /// long are abandoned: like a kill, that leaves every file as it was or as it is to be.
    pub(super) fn finish_jobs(&mut self, app: &mut App) {
        // The last answers are saved by the job that renames their assessment.
        let holds_answers =
            app.workspace.session.as_ref().is_some_and(|session| session.access == Access::Busy);
        let is_short = self.is_ending && !holds_answers;
        self.conclude_jobs(app, if is_short { LAST_WAIT } else { Duration::MAX });
        if is_short && let Some(jobs) = self.jobs.take() {
            jobs.abandon();
        }
    }

    /// Takes in the outcomes of jobs, each within the time given, and performs what follows from them.
    pub(super) fn conclude_jobs(&mut self, app: &mut App, limit: Duration) {
        while let Some(jobs) = self.jobs.as_mut().filter(|jobs| jobs.is_busy()) {
            match jobs.wait(limit) {
                Waited::Done(outcome) => {
                    for effect in self.conclude(app, outcome) {
                        self.perform(app, effect);
                    }
                }
                Waited::NotYet => break,
                Waited::Failed => {
                    self.jobs = None;
                    self.have_jobs_failed = true;
                }
            }
        }
        self.show_work(app);
    }

    fn conclude(&mut self, app: &mut App, outcome: JobOutcome) -> Vec<Effect> {
        let home = &app.workspace.messages().screens.home;
        match outcome {
            JobOutcome::Listed(assessments) => {
                app.workspace.shelf = Some(assessments);
                Vec::new()
            }
            JobOutcome::Opened(opened, occasion) => self.show_opened(app, *opened, occasion),
            JobOutcome::Renamed(renamed) => self.conclude_rename(app, *renamed),
            JobOutcome::Deleted(path) => {
                let path = ltr_path(path);
                app.workspace.status = Some(home.deleted.fill(&[("path", &path)]));
                vec![Effect::List]
            }
            JobOutcome::LookedBack { problem, found, choices } => {
                let overlay = if choices.is_empty() {
                    Command::show(Reading::new(ReadingPage::Problem(problem)))
                } else {
                    Command::show(BringBack::new(problem, *found, choices))
                };
                app.run(vec![overlay])
            }
            JobOutcome::BroughtBack(name) => {
                app.workspace.status = Some(home.brought_back.fill(&[("name", &name)]));
                vec![Effect::List]
            }
            JobOutcome::SettingsSaved(settings, is_said, Ok(())) => {
                if app.workspace.unsaved == settings {
                    app.workspace.unsaved = Settings::default();
                }
                self.reported.clear();
                if is_said {
                    app.workspace.status = Some(app.workspace.messages().screens.settings.saved.clone());
                }
                Vec::new()
            }
            JobOutcome::TerminalNoted => Vec::new(),
            JobOutcome::AdapterKept(Ok(())) => self.conclude_adapter(app),
            JobOutcome::SettingsSaved(_, _, Err(error)) | JobOutcome::AdapterKept(Err(error)) => {
                self.report(app, error)
            }
            JobOutcome::Failed(problem) => show(app, &problem),
        }
    }

    fn show_opened(&mut self, app: &mut App, opened: Opened, occasion: Occasion) -> Vec<Effect> {
        // The user went on to something else while the disk was slow, and what is typed there is meant for that.
        let is_typing = app.contexts().contains(&Context::Typing);
        if occasion == Occasion::Chosen && (app.workspace.session.is_some() || is_typing) {
            return Vec::new();
        }
        let name = opened.assessment.identity.name.clone();
        self.keep(app, opened);
        let mut effects = app.run(vec![Command::Home, Command::push(Overview::default())]);
        let home = &app.workspace.messages().screens.home;
        let told = match occasion {
            Occasion::Chosen => return effects,
            Occasion::Created => &home.created,
            Occasion::Imported => &home.imported,
        };
        app.workspace.status = Some(told.fill(&[("name", &name)]));
        effects.push(Effect::List);
        effects
    }

    /// Takes an opened assessment for the one that the screens show.
    fn keep(&mut self, app: &mut App, opened: Opened) {
        let Opened { file, assessment, pack, access, right } = opened;
        self.saver = None;
        let (path, today) = (file.path().to_owned(), app.workspace.today());
        app.workspace.session = Some(Session::new(pack.clone(), assessment, path, access, today));
        app.workspace.tell_access();
        self.saver = Some(SaveThread::begin(file, right, pack, self.saver_wake.clone()));
    }

    /// Goes on with the open assessment after its file was given up for a moment. What can be undone stays, unless another
    /// program changed the file in that moment.
    fn keep_on(&mut self, app: &mut App, opened: Opened) {
        let session = app.workspace.session.take();
        let access = opened.access.clone();
        self.keep(app, opened);
        let (Some(before), Some(now)) = (session, &app.workspace.session) else { return };
        if before.saving == Saving::Pending || before.sheet().assessment() == now.sheet().assessment() {
            let has_changed = before.saving == Saving::Pending;
            app.workspace.session = Some(before.with_access(access));
            if has_changed {
                self.save(app);
            }
        }
    }

    fn conclude_rename(&mut self, app: &mut App, renamed: Renamed) -> Vec<Effect> {
        let Renamed { outcome, news, saver, reopened } = renamed;
        if saver.is_some() {
            self.saver = saver;
            if let Some(session) = &mut app.workspace.session {
                session.access = Access::Writing;
            }
        }
        self.hear_all(app, news);
        if let (Ok((name, path)), Some(session)) = (&outcome, app.workspace.session.as_mut()) {
            session.renamed(name, path.clone());
        }
        match reopened {
            Some(Ok(opened)) => self.keep_on(app, *opened),
            Some(Err(problem)) => {
                app.workspace.session = None;
                app.run(vec![Command::Home]);
                show(app, &problem);
            }
            None => {}
        }
        match outcome {
            Ok((name, _)) => {
                let renamed = &app.workspace.messages().screens.home.renamed;
                app.workspace.status = Some(renamed.fill(&[("name", &name)]));
                vec![Effect::List]
            }
            Err(problem) => problem.map(|problem: Explanation| show(app, &problem)).unwrap_or_default(),
        }
    }
}
