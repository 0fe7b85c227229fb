//! Why a job with the files of the user was not done.

use std::path::PathBuf;
use std::sync::Arc;

use crate::bidi::ltr_path;
use crate::data::PackError;
use crate::explain::{Explain, Explanation};
use crate::export::FileError;
use crate::i18n::Messages;
use crate::store::{FileSystemFault, StoreError};

/// Why a job was not done.
#[derive(Debug)]
pub enum JobFault {
    /// The folder of the assessments cannot be listed, or a file cannot be written.
    Folder(FileSystemFault),
    /// A file of an assessment cannot be read or written.
    Store(StoreError),
    /// The pack of an assessment cannot be read.
    Pack(Arc<PackError>),
    /// An export would be in the folder of the assessments.
    AmongAssessments(PathBuf),
    /// A file cannot be imported.
    Import(FileError),
}

impl Explain for JobFault {
    fn explain(&self, words: &Messages) -> Explanation {
        match self {
            Self::Folder(fault) => fault.explain(words),
            Self::Store(error) => error.explain(words),
            Self::Pack(error) => error.explain(words),
            Self::AmongAssessments(path) => {
                let request = &words.errors.request;
                Explanation::new(&request.among_assessments)
                    .advise(&request.among_assessments_do)
                    .at(ltr_path(path))
            }
            Self::Import(error) => error.explain(words),
        }
    }
}
