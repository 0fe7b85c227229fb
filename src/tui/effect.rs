//! What the program does to the world outside, as data. Only [`super::world`] performs effects; it answers with
//! [`super::news`].

use std::path::PathBuf;
use std::sync::Arc;

use crate::bidi::Adapter;
use crate::model::{Assessment, Pack};
use crate::saver::Order;
use crate::settings::Settings;
use crate::store::Restorables;
use crate::terminal::Probe;

/// A change of the world outside. It holds everything that is needed to perform it, but for [`Effect::SaveOpen`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Give the thread that saves the open assessment an order. Has no effect while nothing saves it.
    Save(Order),
    /// Save the open assessment as it is when the effect is performed. Nothing changes or closes it before that, and the
    /// frame of the key that changed it need not wait until it is copied.
    SaveOpen,
    /// Write these settings to their file.
    SaveSettings {
        /// The settings that are not in the file yet.
        settings: Settings,
        /// Whether the bottom line says that they are saved, in the place of the keys that work there.
        is_announced: bool,
    },
    /// Choose how the terminal is sent Arabic by what it answered, and remember what is new about it.
    Recognise(Probe),
    /// Remember how this terminal is sent Arabic.
    KeepAdapter(Adapter),
    /// Read the list of assessments again.
    List,
    /// Make the file of a new assessment and open it.
    Create(Box<Assessment>, Arc<Pack>),
    /// Open the assessment in this file.
    Open(PathBuf),
    /// Read the assessments in these files to compare them.
    Compare(Vec<PathBuf>),
    /// Save the assessment that was opened last from now on: the screens show it.
    KeepOpened,
    /// Release the assessment that was opened last: the screens do not show it.
    ReleaseOpened,
    /// Give the assessment in a file another name.
    Rename {
        /// The file.
        file: PathBuf,
        /// The new name.
        to: String,
        /// Whether it is the open assessment, which nothing saves until the rename ends.
        is_open: bool,
    },
    /// Move this file to the bin.
    Delete(PathBuf),
    /// Find out what the unreadable assessment in a file can be brought back to.
    LookBack {
        /// The file.
        file: PathBuf,
        /// Why it cannot be read, in paragraphs.
        problem: Vec<String>,
    },
    /// Bring back the one of this place, counted from 0.
    BringBack(Box<Restorables>, usize),
    /// Take an assessment from a file.
    Import {
        /// The file.
        file: PathBuf,
        /// Another name for it than the one in the file.
        name: Option<String>,
    },
    /// Write an export to a new file.
    Export {
        /// The file, as it was typed.
        path: PathBuf,
        /// Its text.
        text: String,
    },
    /// Wait until everything that was begun is done, then go on with the departure.
    Finish(Departure),
    /// End saving the open assessment. What could not be saved goes among the backups.
    StopSaving {
        /// What the file does not have, if anything.
        unsaved: Option<Box<UnsavedAnswers>>,
        /// Why saving ends.
        departure: Departure,
    },
    /// Everything is done that a departure waits for. Performed by the runtime, which has the terminal.
    Depart(Departure),
}

/// The answers that the file of the open assessment does not have.
#[derive(Debug, Clone, PartialEq)]
pub struct UnsavedAnswers {
    /// The file.
    pub path: PathBuf,
    /// What it should have.
    pub assessment: Assessment,
    /// The pack of the assessment.
    pub pack: Arc<Pack>,
}

/// Why everything has to be on the disk first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Departure {
    /// The user leaves the open assessment for the list.
    Close,
    /// The user leaves the program.
    Quit,
    /// The program has to end at once: a signal came, the terminal is gone, or the program failed. Jobs that take long
    /// are abandoned.
    Forced,
    /// The program has ended, and only its files are still to be closed.
    Ended,
    /// The terminal goes to the shell until it continues the program.
    Suspend,
    /// The terminal goes to the editor of the user, with this text; the view in front takes what it became.
    Edit(String),
}
