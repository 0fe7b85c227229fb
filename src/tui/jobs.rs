//! Work with the user's files that the screen does not wait for: jobs go to a thread, outcomes come back.
//!
//! Only the open assessment has a thread of its own that saves it (`saver`). Jobs are carried out one after the other.
//! Nothing here knows the screen or its language: faults are reported as they are.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::files::Files;
use super::job::{Job, JobKind, JobOutcome};
use super::news::{Day, Work};
use crate::paths::Paths;
use crate::saver::Wake;
use crate::store::Store;

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

/// What became of waiting for an outcome.
pub(super) enum Waited {
    /// A job ended.
    Done(Box<JobOutcome>),
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
            files.begin();
            while let Some(report) = next_report(&mut files, &ordered) {
                if reports.send(report).is_err() {
                    return;
                }
                wake();
                if !files.is_listing() {
                    files.clean_up();
                }
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
                Waited::Done(Box::new(outcome))
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
            if kind == JobKind::Awaited {
                files.clean_up();
            }
            let outcome = files.carry_out(job);
            let has_no_list = kind == JobKind::List && !files.is_listing();
            let ended = if has_no_list { Ended::List } else { Ended::Job(kind) };
            Some(JobReport { outcome, ended })
        }
    }
}
