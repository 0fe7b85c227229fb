//! Explains why assessments cannot be compared.

use super::{Explain, Explanation};
use crate::compare::CompareError;
use crate::i18n::Messages;

impl Explain for CompareError {
    fn explain(&self, words: &Messages) -> Explanation {
        let compare = &words.errors.compare;
        let Self::OtherPack { assessment, expected, found } = self;
        let what = compare.other_pack.fill(&[("name", assessment), ("found", found), ("needed", expected)]);
        Explanation::new(what).advise(&compare.other_do)
    }
}
