//! Why a file cannot be imported.

use super::{Explain, Explanation};
use crate::export::ImportError;
use crate::i18n::Messages;

impl Explain for ImportError {
    /// The place is the line alone, as for a fault of YAML.
    fn explain(&self, words: &Messages) -> Explanation {
        let (import, store) = (&words.errors.import, &words.errors.store);
        match self {
            Self::OtherFormat { found, place } => {
                let what = import.other_format.fill(&[("found", found)]);
                Explanation::new(what).advise(&import.other_format_do).at(place.line.to_string())
            }
            Self::NewerSchema { found, known, place } => {
                let what = store.newer.fill(&[("found", found), ("known", known)]);
                Explanation::new(what).advise(&store.newer_do).at(place.line.to_string())
            }
            Self::Refused(refusal) => refusal.explain(words),
            Self::Fault(fault) => fault.explain(words),
        }
    }
}
