//! Where effects take place: the files of one user, and the threads that work on them. It knows no screen: it answers
//! with news.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::{
    editor::{EditError, Editor},
    effect::{Departure, Effect, UnsavedAnswers},
    job::{Job, JobOutcome, Opened, Renamed},
    jobs::{Jobs, Waited},
    news::{Day, News, OpenedContents, RenameOutcome, RenamedOpen, Work},
};
use crate::clock;
use crate::model::Pack;
use crate::paths::{Paths, from_home};
use crate::saver::{Order, Right, SaveThread, Wake};
use crate::settings::Terminals;
use crate::store::{Disk, OpenFile, Store};
use crate::terminal::{Probe, recognise_by};

/// How long the end of the program by a signal waits for a job.
const LAST_WAIT: Duration = Duration::from_millis(300);

/// The world as far as the program changes it.
pub struct World {
    /// The assessments.
    pub store: Store,
    /// The folders and files of the user.
    pub paths: Paths,
    /// The name under which the terminal is remembered.
    pub terminal: String,
    /// What is known of the user's terminals.
    pub terminals: Terminals,
    /// Folders for answers that can be saved nowhere else, the best first.
    pub refuges: Vec<PathBuf>,
    /// The editor of the user, if they named one.
    pub editor: Option<Editor>,
    /// Wakes the wait for events.
    wake: Wake,
    /// The same for the thread that saves.
    pub(super) saver_wake: Wake,
    day: fn() -> Day,
    /// The day that was reported last.
    reported_day: Option<Day>,
    /// Carries out jobs, once there was one.
    jobs: Option<Jobs>,
    /// Whether the thread of the jobs failed; an error in the program.
    have_jobs_failed: bool,
    /// What saves the open assessment.
    saver: Option<SaveThread>,
    /// Whether a job has the thread that saves, and with it the last answers.
    is_saver_lent: bool,
    /// What was opened last, until the program keeps or releases it.
    opened: Option<(OpenFile, Right, Arc<Pack>)>,
}

impl World {
    /// The world of the user with the files at `paths`. `day` says which day it is.
    pub fn new(paths: &Paths, day: fn() -> Day, wake: Wake) -> Self {
        Self {
            store: Store::on(Disk::default(), paths),
            paths: paths.clone(),
            terminal: String::new(),
            terminals: Terminals::default(),
            refuges: Vec::new(),
            editor: None,
            saver_wake: Arc::clone(&wake),
            wake,
            day,
            reported_day: None,
            jobs: None,
            have_jobs_failed: false,
            saver: None,
            is_saver_lent: false,
            opened: None,
        }
    }

    /// Performs one effect. It knows no open assessment, so [`Effect::SaveOpen`] must have become [`Effect::Save`], and
    /// [`Effect::Depart`] is left to its caller. What touches files is ordered and not waited for; its outcome comes as news later. Only
    /// [`Effect::Finish`] waits.
    pub fn perform(&mut self, effect: Effect) -> Vec<News> {
        match effect {
            Effect::Save(order) => self.save(order),
            Effect::SaveSettings { settings, is_announced } => {
                self.order(Job::SaveSettings(settings, is_announced));
            }
            Effect::Recognise(probe) => return vec![self.recognise(probe)],
            Effect::KeepAdapter(adapter) => self.order(Job::KeepAdapter(self.terminal.clone(), adapter)),
            Effect::List => self.order(Job::List),
            Effect::Create(assessment, pack) => self.order(Job::Create(assessment, pack)),
            Effect::Open(file) => self.order(Job::Open(file)),
            Effect::Compare(files) => self.order(Job::Compare(files)),
            Effect::KeepOpened => self.keep_opened(),
            Effect::ReleaseOpened => self.opened = None,
            Effect::Rename { file, to, is_open } => {
                self.is_saver_lent = is_open;
                let saver = self.saver.take_if(|_| is_open);
                self.order(Job::Rename { file, to, saver });
            }
            Effect::Delete(file) => self.order(Job::Delete(file)),
            Effect::LookBack { file, problem } => self.order(Job::LookBack { file, problem }),
            Effect::BringBack(found, place) => self.order(Job::BringBack(found, place)),
            Effect::Import { file, name } => self.order(Job::Import { file: from_home(&file), name }),
            Effect::Export { path, text } => self.order(Job::Export { path: from_home(&path), text }),
            Effect::Finish(departure) => return self.finish(departure),
            Effect::StopSaving { unsaved, departure } => {
                return vec![self.stop_saving(unsaved.as_deref(), departure)];
            }
            Effect::Depart(_) | Effect::SaveOpen => {}
        }
        Vec::new()
    }

    /// What has happened since the last call, oldest first, and how much is under way now. Never waits.
    pub fn news(&mut self) -> Vec<News> {
        let mut news = self.job_news(Duration::ZERO, |jobs| jobs.work() != Work::None);
        news.extend(self.saver_news());
        news.push(News::Work(self.work()));
        news
    }

    /// Looks at the calendar. Returns the day if it is not the one that was reported last: after midnight, after a sleep of
    /// the computer, and after the clock was set.
    pub(super) fn new_day(&mut self) -> Option<News> {
        let day = (self.day)();
        let last = self.reported_day.replace(day);
        (last != Some(day)).then_some(News::NewDay(day))
    }

    /// How much is under way.
    pub fn work(&self) -> Work {
        self.jobs.as_ref().map_or(Work::None, Jobs::work)
    }

    /// Waits until everything that was ordered is done, apart from the list, and returns the news of that. Empty if nothing
    /// was under way.
    pub(super) fn wait(&mut self, departure: &Departure) -> Vec<News> {
        // The last answers are saved by the job that renames their assessment, which is never abandoned.
        let is_short = *departure == Departure::Forced && !self.is_saver_lent;
        let mut news = self.job_news(if is_short { LAST_WAIT } else { Duration::MAX }, Jobs::is_busy);
        if is_short && let Some(jobs) = self.jobs.take() {
            // Like a kill, this leaves every file as it was or as it is to be.
            jobs.abandon();
        }
        if let Some(saver) = &self.saver {
            saver.wait();
        }
        news.extend(self.saver_news());
        news
    }

    /// Waits until the list is read.
    pub(super) fn wait_for_list(&mut self) -> Vec<News> {
        self.job_news(Duration::MAX, |jobs| jobs.work() != Work::None)
    }

    /// Whether a thread has failed; an error in the program.
    pub fn has_failed(&self) -> bool {
        self.have_jobs_failed || self.saver.as_ref().is_some_and(SaveThread::has_failed)
    }

    /// Lets the user edit a text in their editor, to which `lend` gives the terminal.
    pub(super) fn edit(
        &self,
        text: &str,
        lend: &mut dyn FnMut(&mut dyn FnMut()) -> io::Result<()>,
    ) -> (Option<News>, io::Result<()>) {
        let Some(editor) = &self.editor else {
            return (Some(News::Edited(Err(EditError::NoEditor))), Ok(()));
        };
        let mut outcome = None;
        let given_back = lend(&mut || outcome = Some(editor.edit(&self.paths.drafts(), text)));
        // The terminal may be gone when the editor ends; what was written in it counts all the same.
        (outcome.map(News::Edited), given_back)
    }

    fn save(&self, order: Order) {
        let order = match order {
            Order::Copy(draft, path) => Order::Copy(draft, from_home(&path)),
            other => other,
        };
        if let Some(saver) = &self.saver {
            saver.order(order);
        }
    }

    fn order(&mut self, job: Job) {
        let begin = || Jobs::begin(self.store.clone(), self.paths.clone(), self.day, Arc::clone(&self.wake));
        self.jobs.get_or_insert_with(begin).order(job);
    }

    /// Chooses the adapter that the answers of the terminal call for, and remembers what is new about it.
    fn recognise(&mut self, probe: Probe) -> News {
        let variable = |name: &str| std::env::var(name).ok();
        let recognised = recognise_by(probe, &self.terminals, &variable);
        self.terminal = recognised.name;
        if let Some(learnt) = recognised.learnt {
            self.order(Job::NoteTerminal(learnt));
        }
        News::Recognised(recognised.decision)
    }

    fn keep_opened(&mut self) {
        if let Some((file, right, pack)) = self.opened.take() {
            // The lock of the one before is released first: it may be the same file.
            self.saver = None;
            self.saver = Some(SaveThread::begin(file, right, pack, Arc::clone(&self.saver_wake)));
        }
    }

    /// Waits for what is under way. What news of it change may begin more, so nothing is finished until a wait is in vain.
    fn finish(&mut self, departure: Departure) -> Vec<News> {
        let mut news = self.wait(&departure);
        let is_idle = news.is_empty();
        news.push(if is_idle { News::Finished(departure) } else { News::Unfinished(departure) });
        news
    }

    fn stop_saving(&mut self, unsaved: Option<&UnsavedAnswers>, departure: Departure) -> News {
        let now = clock::now();
        let set_aside = unsaved.map(|UnsavedAnswers { path, assessment, pack }| {
            self.store.set_aside(path, assessment, pack, &self.refuges, now)
        });
        if departure == Departure::Close {
            self.saver = None;
        } else if let Some(saver) = &self.saver {
            // The lock is released while the program ends.
            saver.close();
        }
        News::SavingStopped { departure, set_aside }
    }

    /// The save thread, if it has not ended.
    pub(super) fn take_saver(&mut self) -> Option<SaveThread> {
        self.saver.take()
    }

    /// Waits for the jobs that must not be cut short. After that nothing is lost if the world is forgotten.
    pub(super) fn end_jobs(&mut self) {
        drop(self.jobs.take_if(|jobs| jobs.is_busy()));
    }

    fn saver_news(&self) -> Vec<News> {
        let news = self.saver.as_ref().map(SaveThread::news).unwrap_or_default();
        news.into_iter().map(News::Saver).collect()
    }

    /// The outcomes of the jobs under way for as long as `goes_on`, each waited for no longer than `limit`.
    fn job_news(&mut self, limit: Duration, goes_on: fn(&Jobs) -> bool) -> Vec<News> {
        let mut news = Vec::new();
        while let Some(jobs) = self.jobs.as_mut().filter(|jobs| goes_on(jobs)) {
            match jobs.wait(limit) {
                Waited::Done(outcome) => news.extend(self.news_of(*outcome)),
                Waited::NotYet => break,
                Waited::Failed => {
                    self.jobs = None;
                    self.have_jobs_failed = true;
                }
            }
        }
        news
    }

    fn news_of(&mut self, outcome: JobOutcome) -> Option<News> {
        Some(match outcome {
            JobOutcome::News(news) => news,
            JobOutcome::Opened(opened, occasion) => News::Opened(self.offer(*opened), occasion),
            JobOutcome::Renamed(renamed) => News::Renamed(Box::new(self.renamed(*renamed))),
            JobOutcome::Unnoticed => return None,
        })
    }

    /// Holds an opened file until the program keeps or releases it.
    fn offer(&mut self, opened: Opened) -> Box<OpenedContents> {
        let Opened { file, assessment, pack, access, right, hijri_dates } = opened;
        let path = file.path().to_owned();
        self.opened = Some((file, right, Arc::clone(&pack)));
        Box::new(OpenedContents { path, assessment, pack, access, hijri_dates })
    }

    fn renamed(&mut self, renamed: Renamed) -> RenameOutcome {
        let Renamed { outcome, news, saver, reopened } = renamed;
        self.is_saver_lent = false;
        let open = match (saver, reopened) {
            (Some(saver), _) => {
                self.saver = Some(saver);
                RenamedOpen::Unchanged
            }
            (None, Some(Ok(opened))) => RenamedOpen::Reopened(self.offer(*opened)),
            (None, Some(Err(fault))) => RenamedOpen::Lost(fault),
            (None, None) => RenamedOpen::Other,
        };
        RenameOutcome { outcome, news, open }
    }
}

#[cfg(test)]
impl World {
    /// Puts another disk under the files. Jobs begin again on it.
    pub(super) fn change_store(&mut self, store: Store) {
        self.store = store;
        self.jobs = None;
    }

    /// Looks at another calendar from now on.
    pub(super) fn change_calendar(&mut self, day: fn() -> Day) {
        self.day = day;
    }

    /// Gives the thread that saves an order.
    pub(super) fn order_saver(&self, order: Order) {
        self.save(order);
    }
}
