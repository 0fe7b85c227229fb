//! What the program does to the world outside, as data. Only the runtime performs it.

use std::path::PathBuf;

use crate::bidi::Adapter;
use crate::merge::Side;
use crate::model::Assessment;
use crate::store::Restorables;

/// Something outside the program that is to happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Write the open assessment to its file.
    Save,
    /// Try once more to save what could not be saved.
    Retry,
    /// Save what was decided between our side and that of others, conflict by conflict.
    Settle(Vec<Side>),
    /// Save a copy of the open assessment in this file or folder.
    SaveElsewhere(PathBuf),
    /// Write the settings to their file.
    SaveSettings {
        /// Whether the bottom line says that they are saved, in the place of the keys that work there.
        is_said: bool,
    },
    /// Remember how this terminal is sent Arabic.
    KeepAdapter(Adapter),
    /// Read the list of assessments anew.
    List,
    /// Make an assessment and open it.
    Create(Box<Assessment>),
    /// Open the assessment in this file.
    Open(PathBuf),
    /// Close the open assessment and go to the list.
    CloseAssessment,
    /// Give the assessment in a file another name.
    Rename {
        /// The file.
        file: PathBuf,
        /// Its name from now on.
        to: String,
    },
    /// Move this file to the bin.
    Delete(PathBuf),
    /// Find out what the unreadable assessment in a file can be brought back to, and show it with the problem.
    LookBack {
        /// The file.
        file: PathBuf,
        /// Why it cannot be read, in paragraphs.
        problem: Vec<String>,
    },
    /// Bring back the one of this place, counted from 0.
    BringBack(Box<Restorables>, usize),
    /// Take an assessment from a file.
    Import(PathBuf),
    /// Let the person edit a text in their own editor; the view in front takes what it became.
    Edit(String),
    /// Hand the terminal to the shell until it continues the program.
    Suspend,
    /// End the program.
    Quit,
}
