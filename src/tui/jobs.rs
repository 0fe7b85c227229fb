//! Work with the user's files that the screen does not wait for: jobs go to a thread, outcomes come back.
//!
//! Only the open assessment has a thread of its own that saves it (`saver`). Jobs are carried out one after the other.
//! Nothing here knows the screen or its language: faults are reported as they are.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{
    Arc,
    mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::civil::Date;

use super::news::{JobFault, News, Occasion, Work};
use super::session::Access;
use super::workspace::{Contents, Shelved};
use crate::bidi::{Adapter, distrusted};
use crate::clock;
use crate::data::Packs;
use crate::export;
use crate::model::{Assessment, Pack};
use crate::paths::Paths;
use crate::saver::{Right, SaveThread, SaverNews, Wake};
use crate::scoring;
use crate::settings::{Settings, Terminals};
use crate::store::{FULL_SCREEN, FolderFile, Holder, OpenFile, Patience, Restorables, Store, share_names};
use crate::terminal::Learnt;

/// What is to be done with files.
pub(super) enum Job {
    /// List the assessments.
    List,
    /// Open the assessment in this file.
    Open(PathBuf),
    /// Make the file of a new assessment and open it.
    Create(Box<Assessment>, Arc<Pack>),
    /// Take an assessment from this file and open it.
    Import(PathBuf),
    /// Give the assessment in a file another name. If it is open, its save thread is given up for that and it is opened again.
    Rename {
        /// The file.
        file: PathBuf,
        /// The new name.
        to: String,
        /// What keeps it, if it is open.
        saver: Option<SaveThread>,
    },
    /// Move this file to the bin.
    Delete(PathBuf),
    /// Find out what the assessment in a file can be brought back to.
    LookBack {
        /// The file.
        file: PathBuf,
        /// Why it cannot be read, in paragraphs.
        problem: Vec<String>,
    },
    /// Bring back the one of this place.
    BringBack(Box<Restorables>, usize),
    /// Save these settings, and report it if the flag is set.
    SaveSettings(Settings, bool),
    /// Remember what is new about the terminal.
    NoteTerminal(Learnt),
    /// Remember how the terminal of this name is sent Arabic.
    KeepAdapter(String, Adapter),
}

/// How a job ended.
pub(super) enum JobOutcome {
    /// With news.
    News(News),
    /// An assessment was opened, for this reason.
    Opened(Box<Opened>, Occasion),
    /// A rename ended.
    Renamed(Box<Renamed>),
    /// With something that changes no screen.
    Unnoticed,
}

/// An assessment that was opened.
pub(super) struct Opened {
    pub(super) file: OpenFile,
    pub(super) assessment: Assessment,
    pub(super) pack: Arc<Pack>,
    pub(super) access: Access,
    pub(super) right: Right,
}

/// How a rename ended.
pub(super) struct Renamed {
    /// The new name and the new file, or why there are none; `None` if changes of the assessment are not saved.
    pub(super) outcome: Result<(String, PathBuf), Option<JobFault>>,
    /// What the save thread had to report before it was given up.
    pub(super) news: Vec<SaverNews>,
    /// The save thread, if it was not given up because there are unsaved changes.
    pub(super) saver: Option<SaveThread>,
    /// The open assessment, opened again.
    pub(super) reopened: Option<Result<Box<Opened>, JobFault>>,
}

/// The thread that carries out jobs. Dropping it waits until the last one is done.
pub(super) struct Jobs {
    orders: Option<Sender<Job>>,
    outcomes: Receiver<JobOutcome>,
    /// Of each job that has not ended, in order, what it is for the user.
    pending: VecDeque<Work>,
    thread: Option<JoinHandle<()>>,
}

/// What became of waiting for an outcome.
pub(super) enum Waited {
    /// A job ended.
    Done(JobOutcome),
    /// None has ended yet.
    NotYet,
    /// The thread failed; an error in the program.
    Failed,
}

impl Jobs {
    /// Begins to carry out jobs on these files; `wake` is called after each.
    pub(super) fn begin(store: Store, paths: Paths, today: fn() -> Date, wake: Wake) -> Self {
        let (orders, ordered) = channel();
        let (ends, outcomes) = channel();
        let mut files = Files { packs: Packs::new(paths.questionnaires()), store, paths, today };
        let thread = thread::spawn(move || {
            for job in ordered {
                if ends.send(files.carry_out(job)).is_err() {
                    return;
                }
                wake();
            }
        });
        Self { orders: Some(orders), outcomes, pending: VecDeque::new(), thread: Some(thread) }
    }

    /// Has a job done after those that were ordered before.
    pub(super) fn order(&mut self, job: Job) {
        let is_behind = matches!(job, Job::List | Job::NoteTerminal(_));
        self.pending.push_back(if is_behind { Work::Behind } else { Work::Awaited });
        if let Some(orders) = &self.orders {
            // A thread that failed is noticed when its outcome is waited for.
            orders.send(job).unwrap_or_default();
        }
    }

    /// What of the jobs that have not ended the user notices most.
    pub(super) fn work(&self) -> Work {
        if self.pending.contains(&Work::Awaited) {
            Work::Awaited
        } else {
            self.pending.front().copied().unwrap_or_default()
        }
    }

    /// The next outcome, if there is one within the time given; [`Duration::MAX`] waits for it.
    pub(super) fn wait(&mut self, limit: Duration) -> Waited {
        let outcome = match limit {
            Duration::ZERO => self.outcomes.try_recv().map_err(|error| match error {
                TryRecvError::Empty => RecvTimeoutError::Timeout,
                TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
            }),
            Duration::MAX => self.outcomes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            limit => self.outcomes.recv_timeout(limit),
        };
        match outcome {
            Ok(outcome) => {
                self.pending.pop_front();
                Waited::Done(outcome)
            }
            Err(RecvTimeoutError::Timeout) => Waited::NotYet,
            Err(RecvTimeoutError::Disconnected) => Waited::Failed,
        }
    }

    /// Lets the thread go on alone. A job that the end of the program cuts short leaves the files as they were or as they
    /// are to be.
    pub(super) fn abandon(mut self) {
        self.thread = None;
    }
}

impl Drop for Jobs {
    fn drop(&mut self) {
        self.orders = None;
        // A thread with nothing to do ends by itself, and waiting for it would only delay the end of the program.
        if let Some(thread) = self.thread.take().filter(|_| self.work() != Work::None) {
            // A thread that failed has said so.
            thread.join().unwrap_or_default();
        }
    }
}

/// The files, as the thread sees them.
struct Files {
    store: Store,
    packs: Packs,
    paths: Paths,
    today: fn() -> Date,
}

type Done<T> = Result<T, JobFault>;

impl Files {
    fn carry_out(&mut self, job: Job) -> JobOutcome {
        let done = match job {
            Job::List => self.list().map(News::Listed),
            Job::Open(file) => return opened(self.open(&file), Occasion::Chosen),
            Job::Create(assessment, pack) => {
                return opened(self.create(*assessment, &pack), Occasion::Created);
            }
            Job::Import(file) => return opened(self.import(&file), Occasion::Imported),
            Job::Rename { file, to, saver } => {
                return JobOutcome::Renamed(Box::new(self.rename(&file, &to, saver)));
            }
            Job::Delete(file) => self.delete(&file).map(News::Deleted),
            Job::LookBack { file, problem } => {
                Ok(News::LookedBack { problem, found: Box::new(self.look_back(&file)) })
            }
            Job::BringBack(found, place) => {
                self.bring_back(&found, place).map(|()| News::BroughtBack(found.name))
            }
            Job::SaveSettings(settings, is_said) => {
                let outcome = settings.save(&self.paths);
                Ok(News::SettingsSaved { settings, is_said, outcome })
            }
            Job::NoteTerminal(learnt) => {
                // Only a few milliseconds of the next start depend on it, so a failure is not reported.
                let _ = Terminals::change(&self.paths, |terminals| learnt.note(terminals));
                return JobOutcome::Unnoticed;
            }
            Job::KeepAdapter(terminal, adapter) => {
                let outcome = Terminals::change(&self.paths, |known| known.choose(&terminal, adapter));
                Ok(News::AdapterKept(outcome))
            }
        };
        JobOutcome::News(done.unwrap_or_else(News::Failed))
    }

    fn list(&mut self) -> Done<Vec<Shelved>> {
        let listed = self.store.list().map_err(JobFault::Folder)?;
        let shared = share_names(&listed);
        Ok(listed.into_iter().zip(shared).map(|(listed, shared)| self.shelve(listed, shared)).collect())
    }

    fn shelve(&mut self, listed: FolderFile, shares_name: bool) -> Shelved {
        let contents = listed.outcome.map_err(JobFault::Store).and_then(|assessment| self.score(assessment));
        let name = distrusted(&listed.name).into_owned();
        Shelved { name, path: listed.path, shares_name, modified: Some(listed.modified), contents }
    }

    fn score(&mut self, mut assessment: Assessment) -> Done<Contents> {
        let pack = self.pack_of(&assessment)?;
        assessment.align(&pack);
        let scorecard = scoring::score(&pack, &assessment, assessment.as_of((self.today)()));
        Ok(Contents { pack, assessment, scorecard })
    }

    /// Opens the assessment in a file: to be changed, or to be read where another program changes it.
    fn open(&mut self, path: &Path) -> Done<Opened> {
        let lock = self.store.right_to_write(path, &holder(), Patience::NONE);
        let (file, mut assessment) = self.store.read(path).map_err(JobFault::Store)?;
        let pack = self.pack_of(&assessment)?;
        assessment.align(&pack);
        let (access, right) = match lock {
            Ok(lock) => (Access::Writing, Right::Writing(lock)),
            Err(error) => (Access::Reading(error), Right::Following(Box::new(self.store.clone()), holder())),
        };
        Ok(Opened { file, assessment, pack, access, right })
    }

    fn pack_of(&mut self, assessment: &Assessment) -> Done<Arc<Pack>> {
        self.packs.find(&assessment.identity.pack.id).map_err(JobFault::Pack)
    }

    fn create(&mut self, assessment: Assessment, pack: &Pack) -> Done<Opened> {
        let created = self.store.create(assessment, pack);
        let (file, _) = created.map_err(JobFault::Store)?;
        self.open(file.path())
    }

    fn import(&mut self, file: &Path) -> Done<Opened> {
        let assessment = export::import_file(file).map_err(JobFault::Import)?;
        let pack = self.pack_of(&assessment)?;
        self.create(assessment, &pack)
    }

    fn delete(&self, file: &Path) -> Done<PathBuf> {
        let _lock = self.store.lock(file, &holder(), Patience::NONE).map_err(JobFault::Store)?;
        self.store.delete(file).map_err(JobFault::Store)
    }

    fn look_back(&self, file: &Path) -> Restorables {
        let path = file.to_string_lossy();
        let found = self.store.restorables(&path).ok().filter(|found| found.path == file);
        found.unwrap_or_else(|| Restorables { name: String::new(), path: file.to_owned(), all: Vec::new() })
    }

    fn bring_back(&mut self, found: &Restorables, place: usize) -> Done<()> {
        let Some(from) = found.all.get(place) else { return Ok(()) };
        let _lock = self.store.lock(&found.path, &holder(), Patience::NONE).map_err(JobFault::Store)?;
        let pack = from.held().map(|assessment| self.pack_of(assessment)).transpose()?;
        self.store.bring_back(found, from, pack.as_deref(), clock::now()).map_err(JobFault::Store)?;
        Ok(())
    }

    /// Renames an assessment once everything of it is saved, because its file is what goes on under the new name.
    fn rename(&mut self, file: &Path, to: &str, saver: Option<SaveThread>) -> Renamed {
        let is_open = saver.is_some();
        let mut news = Vec::new();
        if let Some(saver) = saver {
            saver.wait();
            news = saver.news();
            let is_saved = !news
                .iter()
                .any(|news| matches!(news, SaverNews::Failed { .. } | SaverNews::Disputed { .. }));
            if !is_saved || saver.has_failed() {
                return Renamed { outcome: Err(None), news, saver: Some(saver), reopened: None };
            }
        }
        // The save thread is gone, and its lock of the old name with it.
        let outcome = self.rename_file(file, to);
        let path = outcome.as_ref().map_or(file, |(_, path)| path);
        let reopened = is_open.then(|| self.open(path).map(Box::new));
        Renamed { outcome: outcome.map_err(Some), news, saver: None, reopened }
    }

    fn rename_file(&mut self, file: &Path, to: &str) -> Done<(String, PathBuf)> {
        let _lock = self.store.right_to_write(file, &holder(), Patience::NONE).map_err(JobFault::Store)?;
        let (_, assessment) = self.store.read(file).map_err(JobFault::Store)?;
        let pack = self.pack_of(&assessment)?;
        let (file, renamed) = self.store.rename(file, to, &pack).map_err(JobFault::Store)?;
        Ok((renamed.identity.name, file.path().to_owned()))
    }
}

fn opened(done: Done<Opened>, occasion: Occasion) -> JobOutcome {
    match done {
        Ok(opened) => JobOutcome::Opened(Box::new(opened), occasion),
        Err(fault) => JobOutcome::News(News::Failed(fault)),
    }
}

/// This program, for others that want to write what it has open.
fn holder() -> Holder {
    Holder::this_process(FULL_SCREEN, clock::now())
}
