//! Work with the user's files that the screen does not wait for: jobs go to a thread, outcomes come back.
//!
//! Only the open assessment has a thread of its own that saves it (`saver`). Jobs are carried out one after the other.
//! Nothing here knows the screen or its language: faults are reported as they are.

use std::path::PathBuf;
use std::sync::{
    Arc,
    mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::files::Files;
use super::news::{Day, JobFault, News, Occasion, Work};
use super::session::Access;
use crate::bidi::Adapter;
use crate::model::{Assessment, Pack};
use crate::paths::Paths;
use crate::saver::{Right, SaveThread, SaverNews, Wake};
use crate::settings::Settings;
use crate::store::{OpenFile, Restorables, Store};
use crate::terminal::Learnt;

/// What is to be done with files.
pub(super) enum Job {
    /// List the assessments.
    List,
    /// Open the assessment in this file.
    Open(PathBuf),
    /// Read the assessments in these files.
    Compare(Vec<PathBuf>),
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

/// The thread that carries out jobs. Dropping it waits until the last one is done, but not for a list.
pub(super) struct Jobs {
    orders: Option<Sender<Job>>,
    outcomes: Receiver<JobReport>,
    /// Number of jobs that have not ended and that the user waits for.
    awaited: usize,
    /// Number of other jobs that have not ended, apart from the list.
    quiet: usize,
    /// Whether the list is ordered or being read.
    is_listing: bool,
    thread: Option<JoinHandle<()>>,
}

/// A report of the thread.
struct JobReport {
    outcome: JobOutcome,
    /// What ended with it.
    ended: Ended,
}

/// What a report ends.
enum Ended {
    /// A job of this kind.
    Job(JobKind),
    /// The list.
    List,
    /// Nothing yet: more of the list follows.
    Nothing,
}

/// What a job is for the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum JobKind {
    /// The user waits for it.
    Awaited,
    /// The user does not notice it.
    Quiet,
    /// It begins the list, which is read between other jobs.
    List,
}

impl Job {
    fn kind(&self) -> JobKind {
        match self {
            Self::List => JobKind::List,
            Self::NoteTerminal(_) => JobKind::Quiet,
            _ => JobKind::Awaited,
        }
    }
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
    /// Begins to carry out jobs on these files; `wake` is called after each report.
    pub(super) fn begin(store: Store, paths: Paths, day: fn() -> Day, wake: Wake) -> Self {
        let (orders, ordered) = channel();
        let (reports, outcomes) = channel();
        let mut files = Files::new(store, paths, day);
        let thread = thread::spawn(move || {
            files.clean_up();
            while let Some(report) = next_report(&mut files, &ordered) {
                if reports.send(report).is_err() {
                    return;
                }
                wake();
            }
        });
        Self { orders: Some(orders), outcomes, awaited: 0, quiet: 0, is_listing: false, thread: Some(thread) }
    }

    /// Has a job done after those that were ordered before.
    pub(super) fn order(&mut self, job: Job) {
        match job.kind() {
            JobKind::Awaited => self.awaited += 1,
            JobKind::Quiet => self.quiet += 1,
            JobKind::List => self.is_listing = true,
        }
        if let Some(orders) = &self.orders {
            // A thread that failed is noticed when its outcome is waited for.
            orders.send(job).unwrap_or_default();
        }
    }

    /// What of the jobs that have not ended the user notices most.
    pub(super) fn work(&self) -> Work {
        if self.awaited > 0 {
            Work::Awaited
        } else if self.quiet > 0 || self.is_listing {
            Work::Behind
        } else {
            Work::None
        }
    }

    /// Whether a job has not ended yet that must not be cut short. The list is read again with the next start.
    pub(super) fn is_busy(&self) -> bool {
        self.awaited + self.quiet > 0
    }

    /// The next outcome, if there is one within the time given; [`Duration::MAX`] waits for it.
    pub(super) fn wait(&mut self, limit: Duration) -> Waited {
        let report = match limit {
            Duration::ZERO => self.outcomes.try_recv().map_err(|error| match error {
                TryRecvError::Empty => RecvTimeoutError::Timeout,
                TryRecvError::Disconnected => RecvTimeoutError::Disconnected,
            }),
            Duration::MAX => self.outcomes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            limit => self.outcomes.recv_timeout(limit),
        };
        match report {
            Ok(JobReport { outcome, ended }) => {
                match ended {
                    Ended::Job(JobKind::Awaited) => self.awaited -= 1,
                    Ended::Job(JobKind::Quiet) => self.quiet -= 1,
                    Ended::List => self.is_listing = false,
                    Ended::Job(JobKind::List) | Ended::Nothing => {}
                }
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
        if let Some(thread) = self.thread.take().filter(|_| self.is_busy()) {
            // A thread that failed has said so.
            thread.join().unwrap_or_default();
        }
    }
}

/// The report of the next job, or of some more of the list while no job is ordered. `None` when no more jobs come.
fn next_report(files: &mut Files, ordered: &Receiver<Job>) -> Option<JobReport> {
    let job = if files.is_listing() { ordered.try_recv() } else { ordered.recv().map_err(Into::into) };
    match job {
        Err(TryRecvError::Disconnected) => None,
        Err(TryRecvError::Empty) => {
            let outcome = JobOutcome::News(files.read_list()?);
            let ended = if files.is_listing() { Ended::Nothing } else { Ended::List };
            Some(JobReport { outcome, ended })
        }
        Ok(job) => {
            let kind = job.kind();
            let outcome = files.carry_out(job);
            let has_no_list = kind == JobKind::List && !files.is_listing();
            let ended = if has_no_list { Ended::List } else { Ended::Job(kind) };
            Some(JobReport { outcome, ended })
        }
    }
}
