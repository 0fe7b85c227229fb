//! Jobs with the files of the user, and how they end, as data.

use std::path::PathBuf;
use std::sync::Arc;

use super::job_fault::JobFault;
use super::news::{News, Occasion};
use super::session::Access;
use crate::bidi::Adapter;
use crate::model::{Assessment, Pack};
use crate::saver::{Right, SaveThread, SaverNews};
use crate::settings::Settings;
use crate::store::{HijriDate, OpenFile, Restorables};
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
    /// Take an assessment from this file and open it, under another name if one is given.
    Import {
        /// The file.
        file: PathBuf,
        /// The other name.
        name: Option<String>,
    },
    /// Write an export to a new file.
    Export {
        /// The file.
        path: PathBuf,
        /// Its text.
        text: String,
    },
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

impl Job {
    /// What it is for the user.
    pub(super) fn kind(&self) -> JobKind {
        match self {
            Self::List => JobKind::List,
            Self::NoteTerminal(_) => JobKind::Quiet,
            _ => JobKind::Awaited,
        }
    }
}

/// What a job is for the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JobKind {
    /// The user waits for it.
    Awaited,
    /// The user does not notice it.
    Quiet,
    /// It begins the list, which is read between other jobs.
    List,
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
    /// The dates of the Hijri calendar in the file that it was read from.
    pub(super) hijri_dates: Vec<HijriDate>,
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
