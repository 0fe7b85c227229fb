//! What the world outside reports, as data: the answers to effects, and what other programs did meanwhile. Only
//! `App::hear` takes news; it knows no thread.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::editor::EditError;
use super::effect::Departure;
use super::job_fault::JobFault;
use super::questionnaires::InstalledPacks;
use super::session::Access;
use super::shelf::Shelved;
use crate::model::{Assessment, Pack};
use crate::saver::SaverNews;
use crate::settings::{NotSaved, Settings};
use crate::store::{HijriDate, Restorables, SetAside, StoreError};
use crate::terminal::AdapterDecision;

/// A report of the world outside.
#[derive(Debug)]
pub enum News {
    /// How much is under way now.
    Work(Work),
    /// The day, reported after the first frame and whenever it is another one.
    NewDay(Day),
    /// The thread that saves the open assessment has a result.
    Saver(SaverNews),
    /// The assessments there are, the last one changed first, as far as they are known.
    Listed(Vec<Shelved>),
    /// More is known of some rows of the list.
    Read {
        /// The place of the first of them, counted from 0.
        first: usize,
        /// What is known now.
        rows: Vec<Shelved>,
    },
    /// The packs there are, if the user has own ones.
    Packs(InstalledPacks),
    /// The assessments to compare, in the order that was asked for.
    Compared(Vec<ComparedFile>),
    /// An assessment was opened for this reason. Answered with [`super::effect::Effect::KeepOpened`] or
    /// [`super::effect::Effect::ReleaseOpened`].
    Opened(Box<OpenedContents>, Occasion),
    /// A rename ended.
    Renamed(Box<RenameOutcome>),
    /// A file is in the bin, at this path.
    Deleted(PathBuf),
    /// An export was written to this file.
    Exported(PathBuf),
    /// What an assessment that cannot be read can be brought back to.
    LookedBack {
        /// Why it cannot be read, in paragraphs.
        problem: Vec<String>,
        /// What there is; may be empty.
        found: Box<Restorables>,
    },
    /// The assessment of this name was brought back.
    BroughtBack(String),
    /// The outcome of saving settings.
    SettingsSaved {
        /// The settings.
        settings: Settings,
        /// Whether the bottom line says that they are saved.
        is_announced: bool,
        /// Why they are not saved.
        outcome: Result<(), NotSaved>,
    },
    /// The terminal answered, and this is how it is sent Arabic.
    Recognised(AdapterDecision),
    /// It is remembered how the terminal is sent Arabic, or not.
    AdapterKept(Result<(), NotSaved>),
    /// Something was not done.
    Failed(JobFault),
    /// A file was not imported, because its name is taken.
    ImportNameTaken {
        /// The file.
        file: PathBuf,
        /// The name.
        name: String,
    },
    /// Something was still under way when everything was to be finished, and has been reported now.
    Unfinished(Departure),
    /// Nothing is under way any more.
    Finished(Departure),
    /// Nothing saves the open assessment any more.
    SavingStopped {
        /// Why it ended.
        departure: Departure,
        /// Where the answers are that could not be saved.
        set_aside: Option<Result<SetAside, StoreError>>,
    },
    /// The editor of the user returned this text, or failed.
    Edited(Result<String, EditError>),
}

/// A day of the user's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// Its date.
    pub date: Date,
    /// The moment at which to look whether it has ended. `None` if it does not end.
    pub end: Option<Timestamp>,
}

/// How much is under way with the user's files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Work {
    /// Nothing.
    #[default]
    None,
    /// Something that the user does not wait for, such as the list.
    Behind,
    /// Something that the user waits for.
    Awaited,
}

/// Why an assessment was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The user chose it.
    Chosen,
    /// It is new.
    Created,
    /// It came from another file.
    Imported,
}

/// An assessment that was opened, aligned with its pack.
#[derive(Debug)]
pub struct OpenedContents {
    /// Its file.
    pub path: PathBuf,
    /// What is in the file.
    pub assessment: Assessment,
    /// Its pack.
    pub pack: Arc<Pack>,
    /// Whether it can be changed here.
    pub access: Access,
    /// The dates of the Hijri calendar in the file that it was read from.
    pub hijri_dates: Vec<HijriDate>,
}

/// An assessment to compare, aligned with its pack.
#[derive(Debug)]
pub struct ComparedFile {
    /// Its file.
    pub path: PathBuf,
    /// What is in the file.
    pub assessment: Assessment,
    /// Its pack.
    pub pack: Arc<Pack>,
}

/// How a rename ended.
#[derive(Debug)]
pub struct RenameOutcome {
    /// The new name and the new file, or why there are none; `None` if the open assessment has unsaved changes, which
    /// its news explain.
    pub outcome: Result<(String, PathBuf), Option<JobFault>>,
    /// What the save thread reported before it was given up.
    pub news: Vec<SaverNews>,
    /// What became of the open assessment, if it was the one that was renamed.
    pub open: RenamedOpen,
}

/// What a rename did to the open assessment.
#[derive(Debug)]
pub enum RenamedOpen {
    /// Another assessment was renamed.
    Other,
    /// Its save thread was not given up, because changes are not saved.
    Unchanged,
    /// It was opened again under its new name, or under the old one if the rename failed.
    Reopened(Box<OpenedContents>),
    /// It could not be opened again.
    Lost(JobFault),
}
