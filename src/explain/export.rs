//! Explains why a file could not be imported.

use super::store::copied_again;
use super::{Explain, Explanation, excerpt, in_file};
use crate::export::{FileError, ImportError, OtherKind};
use crate::i18n::Messages;
use crate::i18n::messages::ImportErrors;
use crate::store::{Attempt, FileSystemFault, Refusal};
use crate::yaml::ReadFault;

impl Explain for FileError {
    fn explain(&self, words: &Messages) -> Explanation {
        let cannot = &words.errors.import.cannot_import;
        match self {
            Self::Read { path, fault } => match fault.as_ref() {
                ReadFault::Io(error) => FileSystemFault::new(path, Attempt::Read, error).explain(words),
                ReadFault::Fault(fault) => in_file(fault.explain(words), path, cannot),
            },
            Self::Import { path, error } => in_file(error.explain(words), path, cannot),
        }
    }
}

impl Explain for ImportError {
    /// The place is only the line, because the error does not know its file.
    fn explain(&self, words: &Messages) -> Explanation {
        let (import, store) = (&words.errors.import, &words.errors.store);
        match self {
            Self::OtherKind(kind) => {
                Explanation::new(import.other_kind.fill(&[("kind", kind_name(*kind, import))]))
                    .advise(&import.other_format_do)
            }
            Self::OtherFormat { found, place } => {
                Explanation::new(import.other_format.fill(&[("found", &excerpt(found))]))
                    .advise(&import.other_format_do)
                    .at(place.line.to_string())
            }
            Self::NewerSchema { found, known, place } => {
                let what = store.newer.fill(&[("found", found), ("known", known)]);
                Explanation::new(what).advise(&store.newer_do).at(place.line.to_string())
            }
            Self::CutOff { line } => {
                Explanation::new(&import.cut_off).advise(&import.cut_off_do).at(line.to_string())
            }
            Self::Refused(refusal) => copied_again(refusal.explain(words), refusal, words),
            // An empty file is refused before anything is known of it.
            Self::Fault(fault) => {
                let refusal = Refusal::Fault(fault.clone());
                copied_again(refusal.explain(words), &refusal, words)
            }
        }
    }
}

fn kind_name(kind: OtherKind, import: &ImportErrors) -> &String {
    match kind {
        OtherKind::Table => &import.table,
        OtherKind::Spreadsheet => &import.spreadsheet,
        OtherKind::Document => &import.document,
        OtherKind::Pdf => &import.pdf,
        OtherKind::WebPage => &import.web_page,
        OtherKind::Xml => &import.xml,
        OtherKind::Picture => &import.picture,
        OtherKind::Archive => &import.archive,
        OtherKind::PlainText => &import.plain_text,
    }
}
