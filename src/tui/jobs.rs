//! Work with the user's files that the screen does not wait for: jobs go to a thread, outcomes come back.
//!
//! Only the open assessment has a thread of its own that saves it (`saver`). Jobs are carried out one after the other.
//! Nothing here knows the screen; what an outcome changes there is in `conclusions`.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{
    Arc,
    mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::civil::Date;

use super::session::Access;
use super::workspace::{Contents, Shelved};
use crate::bidi::{Adapter, distrusted, ltr};
use crate::clock;
use crate::data::Packs;
use crate::explain::{Explain, Explanation, moment};
use crate::export;
use crate::i18n::Messages;
use crate::model::{Assessment, Pack};
use crate::paths::Paths;
use crate::saver::{News, Right, SaveThread, Wake};
use crate::scoring;
use crate::settings::{NotSaved, Settings, Terminals};
use crate::store::{
    FULL_SCREEN, FolderFile, Holder, OpenFile, Origin, Patience, Restorable, Restorables, Store, StoreError,
    share_names,
};
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
    /// The assessments there are.
    Listed(Vec<Shelved>),
    /// An assessment was opened, for this reason.
    Opened(Box<Opened>, Occasion),
    /// A rename ended.
    Renamed(Box<Renamed>),
    /// A file is in the bin, at this path.
    Deleted(PathBuf),
    /// What an assessment that cannot be read can be brought back to, with what tells the user which is which.
    LookedBack {
        /// Why it cannot be read, in paragraphs.
        problem: Vec<String>,
        /// What there is.
        found: Box<Restorables>,
        /// Where each is and when, and how much it holds.
        choices: Vec<(String, String)>,
    },
    /// The assessment of this name was brought back.
    BroughtBack(String),
    /// These settings are saved, or not.
    SettingsSaved(Settings, bool, Result<(), NotSaved>),
    /// What is new about the terminal is remembered, if that was possible.
    TerminalNoted,
    /// It is remembered how a terminal is sent Arabic, or not.
    AdapterKept(Result<(), NotSaved>),
    /// A job was not done.
    Failed(Explanation),
}

/// Why an assessment was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occasion {
    /// The user chose it.
    Chosen,
    /// It is new.
    Created,
    /// It came from another file.
    Imported,
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
    /// The new name and the new file, or why there are none.
    pub(super) outcome: Result<(String, PathBuf), Option<Explanation>>,
    /// What the save thread had to report before it was given up.
    pub(super) news: Vec<News>,
    /// The save thread, if it was not given up because there are unsaved changes.
    pub(super) saver: Option<SaveThread>,
    /// The open assessment, opened again.
    pub(super) reopened: Option<Result<Box<Opened>, Explanation>>,
}

/// What a job is explained with.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub(super) messages: &'static Messages,
    pub(super) today: fn() -> Date,
}

/// The thread that carries out jobs. Dropping it waits until the last one is done.
pub(super) struct Jobs {
    orders: Option<Sender<(Job, Setting)>>,
    outcomes: Receiver<JobOutcome>,
    /// Of each job that has not ended, in order, whether the user waits for it.
    pending: VecDeque<bool>,
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
    pub(super) fn begin(store: Store, paths: Paths, wake: Wake) -> Self {
        let (orders, ordered) = channel();
        let (ends, outcomes) = channel();
        let mut files = Files { packs: Packs::new(paths.questionnaires()), store, paths };
        let thread = thread::spawn(move || {
            for (job, setting) in ordered {
                if ends.send(files.carry_out(job, setting)).is_err() {
                    return;
                }
                wake();
            }
        });
        Self { orders: Some(orders), outcomes, pending: VecDeque::new(), thread: Some(thread) }
    }

    /// Has a job done after those that were ordered before.
    pub(super) fn order(&mut self, job: Job, setting: Setting) {
        self.pending.push_back(!matches!(job, Job::List | Job::NoteTerminal(_)));
        if let Some(orders) = &self.orders {
            // A thread that failed is noticed when its outcome is waited for.
            orders.send((job, setting)).unwrap_or_default();
        }
    }

    /// Whether a job has not ended yet.
    pub(super) fn is_busy(&self) -> bool {
        !self.pending.is_empty()
    }

    /// Whether a job has not ended yet that the user waits for.
    pub(super) fn is_awaited(&self) -> bool {
        self.pending.contains(&true)
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
        if let Some(thread) = self.thread.take().filter(|_| self.is_busy()) {
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
}

type Done<T> = Result<T, Explanation>;

impl Files {
    fn carry_out(&mut self, job: Job, setting: Setting) -> JobOutcome {
        let messages = setting.messages;
        let done = match job {
            Job::List => self.list(setting).map(JobOutcome::Listed),
            Job::Open(file) => self.open(&file, messages).map(|opened| opened.on(Occasion::Chosen)),
            Job::Create(assessment, pack) => {
                self.create(*assessment, &pack, messages).map(|opened| opened.on(Occasion::Created))
            }
            Job::Import(file) => self.import(&file, messages).map(|opened| opened.on(Occasion::Imported)),
            Job::Rename { file, to, saver } => {
                Ok(JobOutcome::Renamed(Box::new(self.rename(&file, &to, saver, messages))))
            }
            Job::Delete(file) => self.delete(&file, messages).map(JobOutcome::Deleted),
            Job::LookBack { file, problem } => Ok(self.look_back(&file, problem, messages)),
            Job::BringBack(found, place) => {
                self.bring_back(&found, place, messages).map(|()| JobOutcome::BroughtBack(found.name))
            }
            Job::SaveSettings(settings, is_said) => {
                let saved = settings.save(&self.paths);
                Ok(JobOutcome::SettingsSaved(settings, is_said, saved))
            }
            Job::NoteTerminal(learnt) => {
                // Only a few milliseconds of the next start depend on it, so a failure is not reported.
                let _ = Terminals::change(&self.paths, |terminals| learnt.note(terminals));
                Ok(JobOutcome::TerminalNoted)
            }
            Job::KeepAdapter(terminal, adapter) => {
                let file = Terminals::change(&self.paths, |known| known.choose(&terminal, adapter));
                Ok(JobOutcome::AdapterKept(file))
            }
        };
        done.unwrap_or_else(JobOutcome::Failed)
    }

    fn list(&mut self, setting: Setting) -> Done<Vec<Shelved>> {
        let listed = self.store.list().map_err(|error| error.explain(setting.messages))?;
        let shared = share_names(&listed);
        Ok(listed
            .into_iter()
            .zip(shared)
            .map(|(listed, shared)| self.shelve(listed, shared, setting))
            .collect())
    }

    fn shelve(&mut self, listed: FolderFile, shares_name: bool, setting: Setting) -> Shelved {
        let messages = setting.messages;
        let contents = match listed.outcome {
            Err(error) => Err(error.explain(messages).paragraphs()),
            Ok(mut assessment) => match self.packs.find(&assessment.identity.pack.id) {
                Err(error) => Err(error.explain(messages).paragraphs()),
                Ok(pack) => {
                    assessment.align(&pack);
                    let as_of = assessment.as_of((setting.today)());
                    let scorecard = scoring::score(&pack, &assessment, as_of);
                    Ok(Contents { pack, assessment, scorecard })
                }
            },
        };
        let name = distrusted(&listed.name).into_owned();
        Shelved { name, path: listed.path, shares_name, modified: Some(listed.modified), contents }
    }

    /// Opens the assessment in a file: to be changed, or to be read where another program changes it.
    fn open(&mut self, path: &Path, messages: &Messages) -> Done<Opened> {
        let lock = self.store.right_to_write(path, &holder(), Patience::NONE);
        let (file, mut assessment) = self.store.read(path).map_err(|error| error.explain(messages))?;
        let pack = self.pack_of(&assessment, messages)?;
        assessment.align(&pack);
        let (access, right) = match lock {
            Ok(lock) => (Access::Writing, Right::Writing(lock)),
            Err(error) => (Access::Reading(error), Right::Following(Box::new(self.store.clone()), holder())),
        };
        Ok(Opened { file, assessment, pack, access, right })
    }

    fn pack_of(&mut self, assessment: &Assessment, messages: &Messages) -> Done<Arc<Pack>> {
        self.packs.find(&assessment.identity.pack.id).map_err(|error| error.explain(messages))
    }

    fn create(&mut self, assessment: Assessment, pack: &Pack, messages: &Messages) -> Done<Opened> {
        let created = self.store.create(assessment, pack);
        let (file, _) = created.map_err(|error| error.explain(messages))?;
        self.open(file.path(), messages)
    }

    fn import(&mut self, file: &Path, messages: &Messages) -> Done<Opened> {
        let assessment = export::import_file(file).map_err(|error| error.explain(messages))?;
        let pack = self.pack_of(&assessment, messages)?;
        self.create(assessment, &pack, messages)
    }

    fn delete(&self, file: &Path, messages: &Messages) -> Done<PathBuf> {
        let explain = |error: StoreError| error.explain(messages);
        let _lock = self.store.lock(file, &holder(), Patience::NONE).map_err(explain)?;
        self.store.delete(file).map_err(explain)
    }

    fn look_back(&self, file: &Path, problem: Vec<String>, messages: &Messages) -> JobOutcome {
        let path = file.to_string_lossy();
        let found = self.store.restorables(&path).ok().filter(|found| found.path == file);
        let empty = || Restorables { name: String::new(), path: file.to_owned(), all: Vec::new() };
        let found = found.unwrap_or_else(empty);
        let choices = found.all.iter().map(|one| choice(one, messages)).collect();
        JobOutcome::LookedBack { problem, found: Box::new(found), choices }
    }

    fn bring_back(&mut self, found: &Restorables, place: usize, messages: &Messages) -> Done<()> {
        let Some(from) = found.all.get(place) else { return Ok(()) };
        let explain = |error: StoreError| error.explain(messages);
        let _lock = self.store.lock(&found.path, &holder(), Patience::NONE).map_err(explain)?;
        let pack = from.held().map(|assessment| self.pack_of(assessment, messages)).transpose()?;
        self.store.bring_back(found, from, pack.as_deref(), clock::now()).map_err(explain)?;
        Ok(())
    }

    /// Renames an assessment once everything of it is saved, because its file is what goes on under the new name.
    fn rename(&mut self, file: &Path, to: &str, saver: Option<SaveThread>, messages: &Messages) -> Renamed {
        let is_open = saver.is_some();
        let mut news = Vec::new();
        if let Some(saver) = saver {
            saver.wait();
            news = saver.news();
            let is_saved =
                !news.iter().any(|news| matches!(news, News::Failed { .. } | News::Disputed { .. }));
            if !is_saved || saver.has_failed() {
                return Renamed { outcome: Err(None), news, saver: Some(saver), reopened: None };
            }
        }
        // The save thread is gone, and its lock of the old name with it.
        let outcome = self.rename_file(file, to, messages);
        let path = outcome.as_ref().map_or(file, |(_, path)| path);
        let reopened = is_open.then(|| self.open(path, messages).map(Box::new));
        Renamed { outcome: outcome.map_err(Some), news, saver: None, reopened }
    }

    fn rename_file(&mut self, file: &Path, to: &str, messages: &Messages) -> Done<(String, PathBuf)> {
        let explain = |error: StoreError| error.explain(messages);
        let _lock = self.store.right_to_write(file, &holder(), Patience::NONE).map_err(explain)?;
        let (_, assessment) = self.store.read(file).map_err(explain)?;
        let pack = self.pack_of(&assessment, messages)?;
        let (file, renamed) = self.store.rename(file, to, &pack).map_err(explain)?;
        Ok((renamed.identity.name, file.path().to_owned()))
    }
}

impl Opened {
    fn on(self, occasion: Occasion) -> JobOutcome {
        JobOutcome::Opened(Box::new(self), occasion)
    }
}

/// Where something is that can be brought back and since when, and how much it holds.
fn choice(one: &Restorable, messages: &Messages) -> (String, String) {
    let words = &messages.reports.restorables;
    let file = one.path.file_name().unwrap_or_default().to_string_lossy();
    let place = match one.origin {
        Origin::Backup => words.backup.clone(),
        Origin::Bin => words.bin.fill(&[("file", &ltr(&file))]),
        Origin::Part => words.own_file.clone(),
    };
    let answered = one
        .held()
        .map(|assessment| assessment.answers.values().filter(|entry| entry.answer.is_some()).count());
    let holds = match answered.map(|count| messages.common.answers.of(count)) {
        None => words.unreadable.clone(),
        Some(answers) if one.rescued.is_some() => words.cut_off.fill(&[("progress", &answers)]),
        Some(answers) => answers,
    };
    ([place, ltr(&moment(one.when))].join(&messages.common.list_separator), holds)
}

/// This program, for others that want to write what it has open.
fn holder() -> Holder {
    Holder::this_process(FULL_SCREEN, clock::now())
}
