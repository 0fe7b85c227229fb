//! Explains why assessments cannot be compared.

use super::{Explain, Explanation};
use crate::compare::CompareError;
use crate::i18n::Messages;

impl Explain for CompareError {
    fn explain(&self, words: &Messages) -> Explanation {
        let compare = &words.errors.compare;
        let (sentence, assessment, found, expected) = match self {
            Self::OtherPack { assessment, expected, found } => {
                (&compare.other_pack, assessment, found, expected)
            }
            Self::OtherMajorVersion { assessment, expected, found } => {
                (&compare.other_version, assessment, found, expected)
            }
        };
        let what = sentence.fill(&[("name", assessment), ("found", found), ("needed", expected)]);
        Explanation::new(what).advise(&compare.other_do)
    }
}
