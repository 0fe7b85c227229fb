//! Explains that the clock of the computer is wrong.

use super::{Explain, Explanation};
use crate::clock::OutOfRange;
use crate::i18n::Messages;

impl Explain for OutOfRange {
    fn explain(&self, words: &Messages) -> Explanation {
        let clock = &words.errors.clock;
        Explanation::new(&clock.out_of_range).because(&clock.out_of_range_why).advise(&clock.out_of_range_do)
    }
}
