//! The list of assessments: all names at once, levels as the files are read.
//!
//! It reads no file.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use super::job_fault::JobFault;
use crate::model::{Pack, Text};
use crate::scoring::{Summary, Unusable, VersionDifference};
use crate::store::with_file;

/// An assessment in the list.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// The display name, as far as it is known.
    pub name: String,
    /// Path of the file.
    pub path: PathBuf,
    /// Whether another assessment has a name that looks the same.
    pub shares_name: bool,
    /// Time of the last change of the file. `None` if it is unknown.
    pub modified: Option<SystemTime>,
    /// What is known about the content of the file.
    pub contents: ShelvedContents,
}

/// The known content of a file. The assessment itself is not kept, because a folder may have thousands.
#[derive(Debug, Clone)]
pub enum ShelvedContents {
    /// The file has not been read yet.
    Unread,
    /// The file was read and scored.
    Scored(Box<ShelvedScore>),
    /// The file cannot be read.
    Unreadable(Arc<JobFault>),
}

/// Progress and level of an assessment.
#[derive(Debug, Clone)]
pub struct ShelvedScore {
    /// Pack of the assessment, for the labels of its levels.
    pub pack: Arc<Pack>,
    /// The organisation, in as many languages as it is given in.
    pub entity: Text,
    /// What the list shows.
    pub summary: Summary,
    /// What lies between the version that it answers and the one that scores.
    pub versions: VersionDifference,
    /// The targets that its pack cannot use.
    pub unusable_targets: Vec<Unusable>,
}

impl Shelved {
    /// The name, followed by the file if the name is ambiguous or the file cannot be read.
    pub fn label(&self) -> String {
        let is_readable = !matches!(self.contents, ShelvedContents::Unreadable(_));
        if !self.shares_name && is_readable {
            return self.name.clone();
        }
        with_file(&self.name, &self.path)
    }

    /// Whether the file could be read, but not its pack.
    pub fn lacks_pack(&self) -> bool {
        matches!(&self.contents, ShelvedContents::Unreadable(fault) if matches!(**fault, JobFault::Pack(_)))
    }

    /// The [label](Self::label) without the file that tells it from another of the same name, which has a line of its own.
    pub fn title(&self) -> String {
        if self.shares_name { self.name.clone() } else { self.label() }
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}
