//! Explains why an assessment cannot be taken over to the installed version of its questionnaire.

use super::{Explain, Explanation};
use crate::edit::CannotTakeOver;
use crate::i18n::Messages;

impl Explain for CannotTakeOver {
    fn explain(&self, words: &Messages) -> Explanation {
        let errors = &words.errors.take_over;
        match self {
            Self::SameVersion(version) => {
                Explanation::new(errors.same.fill(&[("version", version)])).advise(&errors.same_do)
            }
            Self::Older { answered, installed } => {
                let what = errors.older.fill(&[("answered", answered), ("installed", installed)]);
                Explanation::new(what).advise(errors.older_do.fill(&[("answered", answered)]))
            }
        }
    }
}
