//! Explains why an assessment cannot be taken over to the installed version of its questionnaire.

use super::{Explain, Explanation};
use crate::data::embedded;
use crate::edit::CannotTakeOver;
use crate::i18n::Messages;

impl Explain for CannotTakeOver {
    fn explain(&self, words: &Messages) -> Explanation {
        let errors = &words.errors.take_over;
        match self {
            Self::SameVersion(version) => {
                Explanation::new(errors.same.fill(&[("version", version)])).advise(&errors.same_do)
            }
            Self::Older { pack, answered, installed } => {
                let what = errors.older.fill(&[("answered", answered), ("installed", installed)]);
                // A pack in a folder never takes the place of a bundled one.
                let advice =
                    if embedded::is_bundled(pack) { &errors.older_bundled_do } else { &errors.older_do };
                Explanation::new(what).advise(advice.fill(&[("answered", answered)]))
            }
        }
    }
}
